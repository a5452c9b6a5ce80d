/** The application in a browser, against the real server on a database of its own, with the sample's year. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { setupToken } from '../src/identity/index.ts';
import type { Installation } from '../src/main.ts';
import { type Application, openApplication, openServer, violations } from './application.ts';
import { fillRisks } from './many-records.ts';

let application: Application;
let installation: Installation;
let browser: Browser;
beforeAll(async () => {
  application = await openApplication();
  ({ installation, browser } = application);
});
afterAll(async () => application.close());

const signIn = async (who: string, theme?: 'light' | 'dark'): Promise<Page> => application.signIn(who, theme);

/** As much of a trace as is looked at: tasks of threads, `tdur` the microseconds each computed. */
const tracing = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      tdur: z.number().optional(),
      dur: z.number().optional(),
      args: z.object({ name: z.string().optional() }).optional(),
    }),
  ),
});
const threadOf = ({ pid, tid }: { pid: number; tid: number }): string => `${pid}/${tid}`;

describe('the application', () => {
  test('a wrong password says so, and tells nothing else', async () => {
    const page = await browser.newPage();
    await page.goto(`${installation.address}/sign-in`);
    await page.getByLabel('E-mail').fill('compliance@alderbrook.example');
    await page.getByLabel('Password').fill('not the password at all');
    await page.keyboard.press('Enter');
    const known = await page.getByRole('alert').innerText();
    await page.getByLabel('E-mail').fill('nobody@alderbrook.example');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    expect(await page.getByRole('alert').innerText()).toBe(known);
    await page.close();
  });

  test('by keyboard alone: from a word to its record, a change with its reason, and the history that shows it', async () => {
    const page = await signIn('compliance');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('certificate expires');
    await page.getByRole('option', { name: /A certificate expires unnoticed/ }).waitFor();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary');
    await drawer.getByRole('heading', { name: 'A certificate expires unnoticed' }).waitFor();
    await drawer.getByRole('button', { name: 'Edit' }).focus();
    await page.keyboard.press('Enter');
    await drawer.getByLabel('Impact').selectOption('critical');
    await drawer.getByLabel(/^Why/).fill('It happened elsewhere');
    await page.keyboard.press('Enter');
    await drawer.getByText('Critical').waitFor();
    await drawer.getByRole('tab', { name: 'History' }).focus();
    await page.keyboard.press('Enter');
    await drawer.getByText('It happened elsewhere').waitFor();
    expect(await drawer.getByRole('listitem').count()).toBe(2);
    expect(page.url()).toContain('open=RSK-');
    await page.context().close();
  });

  test('what is missing in a form is said at its field, and nothing typed is lost', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/registers/risks?open=new`);
    const form = page.getByRole('complementary');
    await form.getByLabel('Description').fill('Typed already');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Title is required').waitFor();
    expect(await form.getByLabel('Description').inputValue()).toBe('Typed already');
    await page.context().close();
  });

  test('a section of the description is written, lost to nobody when two write it, and what changed is seen', async () => {
    const [page, other] = [await signIn('compliance'), await signIn('compliance')];
    for (const one of [page, other]) {
      await one.goto(`${installation.address}/m/description?open=DC8`);
      await one.getByRole('textbox', { name: /^Block 1/ }).waitFor();
    }
    await other.getByRole('textbox', { name: /^Block 1/ }).fill('Theirs: privacy is not in scope.');
    await other.keyboard.press('Control+s');
    await other.getByText('Saved').waitFor();
    await page
      .getByRole('textbox', { name: /^Block 1/ })
      .fill('Mine: privacy and processing integrity are not in scope.');
    await page.getByRole('button', { name: 'Save section' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Theirs: privacy is not in scope.').waitFor();
    expect(await page.getByRole('textbox', { name: /^Block 1/ }).inputValue()).toContain('Mine:');
    await alert.getByRole('button', { name: 'Keep mine' }).click();
    // Read slowly: what is said to be saved is what is approved next, and never the text of before.
    await page.route('**/description', async (route) => {
      await new Promise((done) => setTimeout(done, 700));
      await route.continue();
    });
    await page.getByRole('button', { name: 'Save section' }).click();
    // Typed while it is being saved: it stays, and is saved over what was.
    await page.getByRole('button', { name: 'Saving' }).waitFor();
    await page.getByRole('textbox', { name: /^Block 1/ }).fill('Mine: privacy and processing integrity are left out.');
    await page.getByRole('button', { name: 'Save section' }).click();
    await page.getByText('Saved').waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(/version 2 approved/).waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('combobox', { name: 'What changed since version' }).selectOption({ index: 1 });
    await page.locator('ins', { hasText: 'Mine:' }).waitFor();
    await page.context().close();
    await other.context().close();
  });

  test('by keyboard alone: from a section to its place on the pages and on to its text, and a passage leads there by the mouse', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/description?open=DC5`);
    await page.getByRole('button', { name: 'Show in the pages' }).first().focus();
    await page.keyboard.press('Enter');
    const sections = page.getByRole('navigation', { name: 'Sections' });
    const here = sections.locator('[aria-current=true]');
    await here.getByText(/page \d+/).waitFor();
    expect(await here.innerText()).toContain('DC5');
    // The focus is where the reader came from, and the place is marked on the page the list names.
    expect(await here.evaluate((element) => element.matches(':focus'))).toBe(true);
    const number = Number(/page (\d+)/.exec(await here.innerText())?.[1]);
    const sheet = page.locator('.ds-sheet').nth(number - 1);
    const marked = sheet.locator('[data-looked]').first();
    await marked.waitFor();
    const seen = await marked.boundingBox();
    expect(seen?.y ?? -1).toBeGreaterThan(0);
    expect((seen?.y ?? 0) + (seen?.height ?? 0)).toBeLessThan(page.viewportSize()?.height ?? 0);
    // The picture lies in its sheet as the places do, whatever was scrolled.
    const [sheetAt, pictureAt] = [await sheet.boundingBox(), await sheet.locator('img').boundingBox()];
    const heights = (pictureAt?.height ?? 0) / (await page.locator('.ds-sheet').count());
    expect((sheetAt?.y ?? 0) - (pictureAt?.y ?? 0)).toBeCloseTo(heights * (number - 1), 0);
    expect(heights / (sheetAt?.width ?? 0)).toBeCloseTo(792 / 612, 4);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 2, name: /^5 / });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(new URL(page.url()).searchParams.get('open')).toBe('DC5');

    // What is clicked is found by the words it prints, which are in no picture: the paragraph is asked of the server.
    const blocks = page.locator('[data-block]:has(textarea)');
    await page.goto(`${installation.address}/m/description?open=DC8`);
    const id = await blocks.first().getAttribute('data-block');
    const text = await blocks.first().getByRole('textbox').inputValue();
    await blocks.first().getByRole('textbox').focus();
    await blocks.first().getByRole('button', { name: 'Show in the pages' }).click();
    await page.locator('[data-looked]').first().click();
    await page.locator(`[data-block="${id}"] textarea:focus`).waitFor();
    expect(await page.locator(':focus').inputValue()).toBe(text);

    // Somebody takes the passage out and it is read anew: pages of the approved version still print it, and its section says so.
    const other = await signIn('compliance');
    await other.goto(`${installation.address}/m/description?open=DC8`);
    await other.locator(`[data-block="${id}"]`).getByRole('textbox').focus();
    await other.locator(`[data-block="${id}"]`).getByRole('button', { name: 'Remove' }).click();
    await other.getByRole('button', { name: 'Save section' }).click();
    await other.getByText('Saved').waitFor();
    await page.goto(`${installation.address}/m/description?open=DC8`);
    await page.getByRole('button', { name: 'Show in the pages' }).first().waitFor();
    expect(await page.locator(`[data-block="${id}"]`).count()).toBe(0);
    await page.getByRole('button', { name: 'Pages', exact: true }).click();
    await page.getByRole('combobox', { name: 'Pages of' }).selectOption({ index: 1 });
    await page.locator(`.ds-place[data-place="DC8 ${id}"]`).first().click();
    await page.getByText('no longer in this section').waitFor();
    await page.locator('h2:focus', { hasText: /^8 / }).waitFor();
    await other.context().close();
    await page.context().close();
  });

  test('long work is begun, goes on when its page is left, and its result is there afterwards', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/settings/jobs`);
    await page.getByRole('button', { name: 'Check the log' }).click();
    await page.getByRole('cell', { name: 'Check of the log' }).first().waitFor();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('button', { name: 'Long work that ended' }).click();
    const list = page.getByRole('region', { name: 'Long work' });
    await list.getByText('Done').waitFor();
    await list.getByRole('link', { name: 'All long work' }).click();
    await page.getByRole('button', { name: 'Result' }).first().click();
    await page.getByRole('dialog').getByText('Holds').waitFor();
    await page.context().close();
  });

  test('by keyboard alone: a component of the system is moved, related to another, saved for everybody, and leads to its record', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/system`);
    await page.getByRole('button', { name: 'Arrange' }).focus();
    await page.keyboard.press('Enter');
    const moved = page.getByRole('button', { name: /^SW-004 / });
    const place = () =>
      moved
        .locator('rect')
        .evaluate((box: { getAttribute: (name: string) => string | null }) =>
          ['x', 'y'].map((name) => Number(box.getAttribute(name))),
        );
    const [x = 0, y = 0] = await place();
    await moved.focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await place()).toEqual([x + 16, y + 40]);
    const aside = page.getByRole('complementary');
    await aside.getByLabel('Add a relation to').focus();
    await page.keyboard.type('LOC-002');
    await aside.getByRole('button', { name: 'Add' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('SW-004 now names LOC-002.').waitFor();
    await page.getByRole('button', { name: 'Save places' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The places are saved for everybody.').waitFor();
    await page.reload();
    const link = page.getByRole('group', { name: 'Picture of the system' }).getByRole('link', { name: /^SW-004 / });
    expect(Number(await link.locator('rect').getAttribute('x'))).toBe(x + 16);
    await page.getByRole('row', { name: /^SW-004 .*LOC-002/ }).waitFor();
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByRole('heading', { name: 'Code host and build service' }).waitFor();
    await page.context().close();
  });

  test('a view is saved with its filter and columns, is followed by its link, shared, and deleted', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/registers/risks?sort=-dueOn&only=impact:high`);
    const views = page.getByRole('button', { name: /^Views/ });
    await views.click();
    await page.getByRole('menuitem', { name: 'Save this view' }).click();
    const form = page.getByRole('dialog', { name: 'Save this view' });
    await form.getByLabel('Name').fill('High impact first');
    await form.getByLabel('Likelihood').uncheck();
    await form.getByLabel('Everybody of the organization sees it').check();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Views: High impact first' }).waitFor();
    await page.getByRole('columnheader', { name: 'Likelihood' }).waitFor({ state: 'detached' });
    const link = new URL(page.url()).searchParams.get('view') ?? '';

    const owner = await signIn('owner');
    await owner.goto(`${installation.address}/m/registers/risks?view=${link}`);
    await owner.getByRole('button', { name: 'Views: High impact first' }).waitFor();
    await owner.waitForURL(/only=impact/);
    expect(await owner.getByRole('columnheader', { name: 'Likelihood' }).count()).toBe(0);
    await owner.getByRole('button', { name: /^Views/ }).click();
    expect(await owner.getByRole('menuitem', { name: 'Delete the view' }).count()).toBe(0);
    await owner.context().close();

    await views.click();
    await page.getByRole('menuitem', { name: 'Delete the view' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the view' }).click();
    await page.getByRole('button', { name: 'Views', exact: true }).waitFor();
    await page.getByRole('columnheader', { name: 'Likelihood' }).waitFor();
    await page.context().close();
  });

  test('somebody is mentioned by keyboard, is told, follows it to the record, and chooses what is mailed', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/registers/risks?open=RSK-002`);
    const drawer = page.getByRole('complementary');
    await drawer.getByRole('tab', { name: 'Comments' }).click();
    const box = drawer.getByRole('combobox', { name: 'Add a comment' });
    await box.pressSequentially('Please look, @');
    await drawer.getByRole('option').first().waitFor();
    await box.pressSequentially('r. tam');
    await drawer.getByRole('option', { name: /Tamsin/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toMatch(/^Please look, @R\. Tamsin.* $/);
    await drawer.getByRole('button', { name: 'Comment', exact: true }).click();
    await drawer.getByText('Please look,').waitFor();
    await page.context().close();

    const told = await signIn('owner');
    const bell = told.getByRole('button', { name: /unread notification/ });
    await bell.waitFor();
    await bell.click();
    await told.getByRole('link', { name: /mentioned you.*RSK-002/s }).click();
    await told.getByRole('complementary').getByText('RSK-002').first().waitFor();
    await told.goto(`${installation.address}/notifications`);
    await told.getByRole('row', { name: /mentioned you.*RSK-002/s }).waitFor();
    expect(await told.getByRole('button', { name: 'Mark as read: RSK-002' }).count()).toBe(0);
    await told.getByRole('link', { name: 'What is mailed' }).click();
    await told.getByRole('radio', { name: 'You are mentioned in a comment: Daily digest' }).click();
    await told.getByText('Saved.').waitFor();
    await told.reload();
    const choice = told.getByRole('radio', { name: 'You are mentioned in a comment: Daily digest' });
    await choice.waitFor();
    expect(await choice.isChecked()).toBe(true);
    await told.context().close();
  });

  test('an inclusive subservice organization gives letters of its own, and no draft bears a date', async () => {
    const page = await signIn('compliance');
    const begun = z.object({ csrf: z.string(), memberships: z.array(z.object({ organizationId: z.uuid() })) });
    const session = begun.parse(await page.evaluate("fetch('/api/v1/session').then((reply) => reply.json())"));
    const add = async (register: string, body: object): Promise<string> => {
      const sent = {
        address: `/api/v1/organizations/${session.memberships[0]?.organizationId}/${register}`,
        headers: {
          'content-type': 'application/json',
          'x-tickmark-csrf': session.csrf,
          'idempotency-key': `inclusive-${register}`,
        },
        body: JSON.stringify({ state: 'in-force', ...body }),
      };
      const text = await page.evaluate(
        async ({ address, ...rest }) => (await fetch(address, { method: 'POST', ...rest })).text(),
        sent,
      );
      return z.object({ code: z.string() }).parse(JSON.parse(text)).code;
    };
    const host = await add('subservice-organizations', {
      content: { title: 'Basalt Hosting', method: 'inclusive', services: 'guarded rooms' },
    });
    const doors = { title: 'Doors', statement: 'Doors are kept.', criteria: ['CC6.4'], frequency: 'daily' };
    await add('controls', { code: 'CTL-901', content: { ...doors, organization: [host] } });
    await page.goto(`${installation.address}/m/assertion`);
    const own = page.getByRole('group', { name: /^Basalt Hosting/ });
    await own.getByLabel('Signatory', { exact: true }).fill('P. Quill');
    await own.getByLabel('Their title').fill('Head of Hosting');
    await own.getByLabel('What its confirmations rest on').fill('a quarterly review of entries');
    await page.getByLabel('Planned report date').fill('2020-01-01');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/^The planned report date is before the last day examined/).waitFor();
    await page.getByText(/nobody decided whether there are uncorrected misstatements in its part/).waitFor();
    await page.getByRole('button', { name: 'Assertion, Basalt Hosting' }).click();
    const paper = page.getByRole('article');
    await paper.getByText('CTL-901: Doors are kept.').waitFor();
    await paper.getByText('Title: Head of Hosting, Basalt Hosting').waitFor();
    await page.getByRole('button', { name: 'Representation letter, Basalt Hosting' }).click();
    await paper.getByText('Date: as of the report date, not known yet').waitFor();
    await paper.getByText('Signed at: not signed yet').waitFor();
    await page.context().close();
  });

  test('evidence and members leave as files from their pages', async () => {
    const page = await signIn('compliance');
    for (const [path, name] of [
      ['/m/evidence', 'evidence.csv'],
      ['/settings/members', 'members.csv'],
    ] as const) {
      await page.goto(`${installation.address}${path}`);
      await page.getByRole('button', { name: 'Export' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: 'CSV' }).click(),
      ]);
      expect([file.suggestedFilename(), await file.failure()]).toEqual([name, null]);
    }
    await page.context().close();
  });

  test('every page passes axe in both themes, full and for who may read nothing', async () => {
    for (const [who, theme] of [
      ['compliance', 'light'],
      ['compliance', 'dark'],
      ['partner', 'dark'],
      ['employee', 'light'],
    ] as const) {
      const page = await signIn(who, theme);
      const paths =
        who === 'compliance'
          ? [
              '/m',
              '/m/controls',
              '/m/controls?open=CHG-01',
              '/m/registers/risks?open=new',
              '/m/matrix',
              '/work',
              '/m/controls/library',
              '/m/controls/occurrences',
              '/m/readiness/gaps',
              '/m/readiness/dry-run?open=CHG-01',
              '/m/system',
              '/m/registers/special-accounts?open=BOT-001',
              '/m/evidence',
              '/m/description',
              '/m/assertion',
              '/m/description?open=DC3',
              '/portal',
              '/m/acknowledgements',
              '/m/populations',
              '/m/registers/received-requests',
              '/m/registers/received-findings?open=FND-001',
              '/settings/organization',
              '/settings/members',
              '/settings/jobs',
              '/settings/hosting',
              '/settings/partners',
              '/notifications',
              '/settings/engagements',
              '/settings/notifications',
              '/me',
              '/start',
              '/start/done',
              '/invitations/nothing',
              '/recover/nothing',
              '/sign-in/recover',
              '/m/registers/nowhere',
            ]
          : who === 'partner'
            ? ['/f', '/f/registers/requests?open=REQ-001', '/f/evidence', '/settings/partners', '/me']
            : ['/m', '/portal', '/me'];
      for (const path of paths) {
        await page.goto(`${installation.address}${path}`);
        await page.locator('main').waitFor();
        await page.waitForLoadState('networkidle');
        expect([who, theme, path, await violations(page)]).toEqual([who, theme, path, []]);
      }
      await page.context().close();
    }
  });

  test('hostile text runs nothing and breaks no page', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/registers/tasks?open=new`);
    const hostile = `<img src=x onerror=alert(1)>"'\${{7*7}}`.repeat(5);
    const form = page.getByRole('complementary');
    await form.getByLabel('Title').fill(hostile);
    await form.getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('complementary')
      .getByRole('heading', { name: hostile.slice(0, 20) })
      .waitFor();
    const wide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide).toBe(0);
    await page.context().close();
  });

  test('a hundred thousand records are scrolled without a moment in which nothing moves', async () => {
    const page = await signIn('compliance');
    const session = z.object({
      memberships: z.array(z.object({ organizationId: z.string() })),
      person: z.object({ id: z.string() }),
    });
    const read = await page.request.get(`${installation.address}/api/v1/session`);
    const { memberships, person } = session.parse(await read.json());
    const organizationId = memberships[0]?.organizationId ?? '';
    await fillRisks(application.database.pool, installation.parts.keys, {
      organizationId,
      personId: person.id,
      count: 100_000,
    });
    await page.goto(`${installation.address}/m/registers/risks?sort=code`);
    await page.getByText('RSK-000001').waitFor();
    await page.mouse.move(800, 500);
    // What the page's own thread computed, task by task: other work on the machine does not count against it. But it does make
    // the same work slower, now and then by half: a page that is too slow is so every time, a machine that was busy is not.
    const longest: number[] = [];
    while (longest.length < 3 && !longest.some((one) => one <= 50)) {
      await browser.startTracing(page, { categories: ['toplevel'] });
      for (let step = 0; step < 200; step += 1) {
        await page.mouse.wheel(0, 900);
        await page.waitForTimeout(16);
      }
      const trace = tracing.parse(JSON.parse((await browser.stopTracing()).toString('utf8')));
      const threads = new Set(trace.traceEvents.filter((one) => one.args?.name === 'CrRendererMain').map(threadOf));
      const tasks = trace.traceEvents.filter((one) => one.name.endsWith('RunTask') && threads.has(threadOf(one)));
      longest.push(Math.max(...tasks.map((one) => one.tdur ?? 0)) / 1000);
      expect(tasks.length).toBeGreaterThan(200);
    }
    const seen = await page.getByRole('row').last().getAttribute('aria-rowindex');
    expect(Number(seen)).toBeGreaterThan(1_000);
    expect(Math.min(...longest)).toBeLessThanOrEqual(50);
    await page.context().close();
  });

  test('from nothing to the first picture of where one stands: at most 25 clicks and 12 fields', async () => {
    const own = await openServer();
    const first = own.installation;
    first.setWorking(null);
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    let clicks = 0;
    let fields = 0;
    const click = async (role: 'button' | 'link' | 'checkbox' | 'radio', name: RegExp): Promise<void> => {
      await page.getByRole(role, { name }).first().click();
      clicks += 1;
    };
    const type = async (label: RegExp, text: string): Promise<void> => {
      await page.getByLabel(label).fill(text);
      fields += 1;
    };
    await page.goto(`${first.address}/setup`);
    await type(/^Organization/, 'Brightwater Software');
    await type(/name/i, 'Jo Winter');
    await type(/E-mail/, 'jo@brightwater.example');
    await type(/^Password/, 'a sentence nobody guesses');
    await type(/token/i, setupToken(first.parts.identity.key));
    await click('button', /./);
    await page.getByRole('heading', { name: 'Which service is it about?' }).waitFor();
    await type(/Name of the service/, 'Brightwater Bookings');
    await type(/People who work/, '35');
    await click('button', /Continue/);
    await click('checkbox', /^Customers/);
    await click('button', /Continue/);
    await click('checkbox', /The service is there/);
    await click('button', /Continue/);
    await click('radio', /^A period/);
    await click('button', /Continue/);
    await click('radio', /^Some of it/);
    await click('button', /Continue/);
    await click('button', /Set up the engagement/);
    await page.getByRole('heading', { name: 'Brightwater Bookings' }).waitFor();
    await click('link', /^Control library/);
    await click('checkbox', /Select all that are shown/);
    await click('button', /^Adopt \d+ controls/);
    await page.getByText(/adopted as drafts/).waitFor();
    await click('link', /^Matrix/);
    await page.getByRole('heading', { name: 'Controls and criteria' }).waitFor();
    await page.getByText(/CC6/).first().waitFor();
    expect(clicks).toBeLessThanOrEqual(25);
    expect(fields).toBeLessThanOrEqual(12);
    await page.context().close();
    await own.close();
  });

  test('where the firm hosts, management meets its portal and an employee their account, and neither an error', async () => {
    const turn = async (mode: string) =>
      application.database.pool.query(
        `INSERT INTO identity.hosting (revision, mode, said_by, reason, since)
         SELECT revision + 1, $1, 'setting', 'turned by the test', now() FROM identity.hosting_now()`,
        [mode],
      );
    await turn('firm-hosted');
    const lead = await signIn('compliance');
    await lead
      .getByRole('link', { name: /^Requests/ })
      .first()
      .click();
    await lead.getByRole('row').nth(1).waitFor();
    await lead.getByRole('button', { name: /notification/i }).click();
    await lead.getByText('Latest').waitFor();
    expect(await lead.getByRole('alert').count()).toBe(0);
    await lead.context().close();
    const employee = await signIn('employee');
    await employee.waitForURL(/\/me$/);
    await employee.waitForLoadState('networkidle');
    expect(await employee.getByRole('alert').count()).toBe(0);
    await employee.context().close();
    await turn('neutral-hosted');
  });

  test('no page met a fault or the edge of its policy', () => {
    expect(application.faults).toEqual([]);
  });
});
