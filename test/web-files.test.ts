/** The firm's engagement files in a browser, against the real server on a database of its own, with the sample's year. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, openApplication, violations } from './application.ts';

let application: Application;
beforeAll(async () => {
  application = await openApplication();
});
afterAll(async () => application.close());

const at = (path: string): string => `${application.installation.address}${path}`;
const open = async (who: string, path: string, theme?: 'light' | 'dark'): Promise<Page> => {
  const page = await application.signIn(who, theme);
  await page.goto(at(path));
  return page;
};
const sign = async (page: Page, button: string): Promise<void> => {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog', { name: 'You sign' }).getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

describe('the firm’s engagement files', () => {
  test('a file is opened, a member joins it, a paper is written and signed by two people, and a later version leaves both behind', async () => {
    const manager = await open('manager', '/f');
    await manager.getByRole('button', { name: 'Open a file' }).click();
    await manager.getByLabel('Legal name of the client').fill('Quarry Lane Hosting');
    await manager.getByLabel('System', { exact: true }).fill('Managed hosting');
    await manager.getByLabel('Type').selectOption({ label: 'SOC 2 type 1' });
    await manager.getByLabel('As of').fill('2026-12-31');
    await manager.getByLabel('Security', { exact: true }).check();
    await manager.getByLabel('Client', { exact: true }).selectOption({ index: 1 });
    await manager.getByLabel('Contact').fill('B. Hale');
    await manager.getByRole('button', { name: 'Open a file' }).click();
    await manager.getByRole('heading', { name: 'Quarry Lane Hosting', level: 1 }).waitFor();
    const file = new URL(manager.url()).pathname;

    await manager.getByRole('button', { name: 'Change the team' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Change the team' });
    for (const label of ['P. Rowan (sample)', 'S. Yarrow (sample)']) {
      await dialog.getByLabel('Add somebody').selectOption({ label });
    }
    await dialog.getByRole('button', { name: 'Save' }).click();
    await manager.getByRole('region', { name: 'Team' }).getByText('S. Yarrow (sample)').waitFor();

    await manager.goto(at(`${file}/papers/conflict-check/file`));
    await manager.getByLabel('What was searched').fill('The register of clients.');
    await manager.getByLabel('Result').selectOption({ index: 1 });
    await manager.keyboard.press('Control+s');
    await manager.getByText('Saved', { exact: true }).waitFor();
    await sign(manager, 'Sign as prepared');
    await manager.getByText(/^As a manager I prepared version 1/).waitFor();
    // The same person does not sign the next level, and every reason is there.
    const review = manager.getByRole('button', { name: 'Sign as reviewed' });
    expect(await review.getAttribute('aria-disabled')).toBe('true');
    await manager.getByText('Nobody reviews their own work').waitFor();

    const partner = await open('partner', '/f');
    const waits = partner.getByRole('region', { name: 'Waits for you' });
    await waits
      .getByRole('listitem')
      .filter({ hasText: 'Quarry Lane Hosting' })
      .getByRole('link', { name: 'Conflict check' })
      .click();
    await sign(partner, 'Sign as reviewed');
    await partner.getByText(/^As the engagement partner I reviewed version 1/).waitFor();

    await manager.reload();
    await manager.getByLabel('What was searched').fill('The register of clients and its archive.');
    await manager.getByLabel('Why it changes').fill('The archive was left out');
    await manager.getByRole('button', { name: /^Save/ }).click();
    await manager.getByText('Left behind by a later version').click();
    await manager.getByText(/I reviewed version 1/).waitFor();
    const versions = manager.getByRole('region', { name: 'Versions' });
    await versions.getByText('The archive was left out').waitFor();
    expect(await versions.getByRole('listitem').count()).toBe(2);
    await manager.context().close();
    await partner.context().close();
  });

  test('a gate refuses with every condition that does not hold, at once, and each leads to its paper', async () => {
    const page = await open('partner', '/f/e/ENG-002');
    const card = page.getByRole('region', { name: 'To leave acceptance' });
    await card.getByRole('img', { name: 'open' }).first().waitFor();
    const unmet = await card.getByRole('img', { name: 'open' }).count();
    expect(unmet).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Move to terms' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move to terms' });
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').getByRole('listitem').count()).toBe(unmet);
    await page.keyboard.press('Escape');
    await card.getByRole('link', { name: 'Acceptance checklist' }).first().click();
    await page.getByRole('heading', { name: 'Acceptance checklist', level: 1 }).waitFor();
    await page.context().close();
  });

  test('two who write one paper lose nothing: what one changed stands, what both changed is chosen, and a reload keeps what was typed', async () => {
    const path = '/f/e/ENG-001/papers/understanding/file';
    const [mine, theirs] = [await open('manager', path), await open('senior', path)];
    await theirs.getByLabel('Services and commitments').fill('Theirs: booking, settlement and disputes.');
    await theirs.getByLabel(/^Sources/).fill('Theirs: two walkthroughs.');
    await mine.getByLabel('Services and commitments').fill('Mine: booking and settlement for carriers and yards.');
    await mine.getByLabel(/^Monitoring/).fill('Mine: alerts and a rota of six.');
    await mine.reload();
    await mine.getByText('This was typed here before and not saved.').waitFor();
    await theirs.keyboard.press('Control+s');
    await theirs.getByText('Saved', { exact: true }).waitFor();
    await mine.getByRole('button', { name: /^Save/ }).click();
    const alert = mine.getByRole('alert');
    const both = alert.getByRole('group', { name: 'Services and commitments' });
    await both.getByText('Theirs: booking, settlement and disputes.').waitFor();
    await both.getByText('Mine: booking and settlement for carriers and yards.').waitFor();
    expect(await alert.getByRole('group').count()).toBe(1);
    await both.getByRole('button', { name: 'Take theirs' }).click();
    await alert.getByRole('button', { name: /^Go on from version/ }).click();
    await mine.getByRole('button', { name: /^Save/ }).click();
    await mine.getByText('Saved', { exact: true }).waitFor();
    await theirs.reload();
    await theirs.getByText('Mine: alerts and a rota of six.').first().waitFor();
    expect(await theirs.getByLabel('Services and commitments').inputValue()).toMatch(/^Theirs/);
    expect(await theirs.getByLabel(/^Sources/).inputValue()).toBe('Theirs: two walkthroughs.');
    expect(await theirs.getByLabel(/^Monitoring/).inputValue()).toBe('Mine: alerts and a rota of six.');
    await mine.context().close();
    await theirs.context().close();
  });

  test('a review note is answered by another version and cleared by whoever left it', async () => {
    const page = await open('partner', '/work');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'changed since your review note' })
      .getByRole('link')
      .first()
      .click();
    const notes = page.getByRole('region', { name: 'Review notes' });
    await notes.getByRole('button', { name: 'Clear', exact: true }).click();
    await notes.getByLabel('What was done about it').fill('Searched as of today.');
    await notes.getByRole('button', { name: 'Clear', exact: true }).click();
    await notes.getByText(/^Cleared by P\. Rowan/).waitFor();
    await page.context().close();
  });

  test('the signatory reads a document, sees the words before signing them, and the firm’s conditions hold from then on', async () => {
    const signatory = await open('signatory', '/work');
    await signatory.getByRole('region', { name: 'To be signed by you' }).getByRole('link', { name: 'Scope' }).click();
    await signatory.getByText('The public web site is outside.').waitFor();
    await signatory.getByRole('button', { name: 'Sign', exact: true }).click();
    const dialog = signatory.getByRole('dialog');
    await dialog.getByLabel('As what you sign').fill('Chief executive officer');
    await dialog.getByText(/^I, V\. Thorne \(sample\), Chief executive officer, confirm this scope/).waitFor();
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await signatory
      .getByRole('article')
      .getByText(/^I, V\. Thorne/)
      .waitFor();
    // The dialog closes once everything that follows from the signature was read again.
    await expect.poll(() => signatory.getByRole('button', { name: 'Sign', exact: true }).count()).toBe(0);
    await signatory.context().close();

    const partner = await application.signIn('partner');
    const card = partner.getByRole('region', { name: 'To leave scoping' });
    // The signature travels to the other side by itself.
    await expect
      .poll(
        async () => {
          await partner.goto(at('/f/e/ENG-001'));
          await card.waitFor();
          return card.getByRole('img', { name: 'open' }).count();
        },
        { timeout: 30_000 },
      )
      .toBe(0);
    await partner.getByRole('region', { name: 'With management' }).getByRole('link', { name: 'Scope' }).click();
    await partner
      .getByRole('article')
      .getByText(/^I, V\. Thorne/)
      .waitFor();
    await partner.context().close();
  });

  test('the pages pass axe in both themes, and who is on no team is told so', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await application.signIn('manager', theme);
      for (const path of [
        '/f',
        '/f/new',
        '/f/e/ENG-001',
        '/f/e/ENG-004',
        '/f/e/ENG-001/papers/engagement-letter/file',
        '/f/e/ENG-002/papers/conflict-check/file',
        '/f/e/ENG-002/papers/threat/2',
        '/work',
      ]) {
        await page.goto(at(path));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([theme, path, await violations(page)]).toEqual([theme, path, []]);
      }
      await page.context().close();
    }
    const signatory = await application.signIn('signatory');
    for (const path of ['/m/documents', '/work']) {
      await signatory.goto(at(path));
      await signatory.getByRole('heading', { level: 1 }).waitFor();
      await signatory.waitForLoadState('networkidle');
      expect([path, await violations(signatory)]).toEqual([path, []]);
    }
    await signatory.goto(at('/m/documents'));
    await signatory.getByRole('link', { name: 'Engagement letter' }).click();
    await signatory.getByRole('article').waitFor();
    expect(await violations(signatory)).toEqual([]);
    await signatory.context().close();
    const outside = await open('reviewer', '/f/e/ENG-002');
    await outside.getByText('There is no such engagement file, or you are not on its team.').waitFor();
    await outside.context().close();
  });

  test('no page met a fault or the edge of its policy', () => {
    expect(application.faults).toEqual([]);
  });
});
