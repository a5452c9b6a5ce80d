/** What leaves and comes in as a file, in a browser: lists as tables, and what a partner outside sends back. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readXlsx, writeXlsx } from '../src/adapters/xlsx/xlsx.ts';
import { readZip } from '../src/adapters/xlsx/zip.ts';
import { sheetName, workbookName } from '../src/exchange/package.ts';
import { columns } from '../src/exchange/table.ts';
import { home } from '../src/installation/environment.ts';
import { type Application, openApplication, violations } from './application.ts';

const limits = { entries: 100, total: 50_000_000 };
let application: Application;
beforeAll(async () => {
  application = await openApplication();
});
afterAll(async () => {
  await application.close();
});

test('a list leaves as a workbook, comes back with two cells changed, is looked at and taken in', async () => {
  const { installation, data } = application;
  const page = await application.signIn('compliance');
  await page.goto(`${installation.address}/m/registers/risks`);
  await page.getByRole('button', { name: 'Export' }).click();
  const leaving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Workbook (XLSX)' }).click();
  const given = await (await leaving).path();
  const [sheet] = await readXlsx(await readFile(given), limits);
  const rows = (sheet?.rows ?? []).map((row) => [...row]);
  const [head = [], first = [], second = []] = rows;
  first[head.indexOf('Title')] = 'Renamed in the sheet';
  second[head.indexOf('Due')] = '2027-05-01';
  const path = join(data, 'risks.xlsx');
  await writeFile(path, writeXlsx([{ name: 'Risks', rows }]));

  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { name: 'Import risks' }).waitFor();
  await page.getByLabel('Choose a file').setInputFiles(path);
  const does = page.getByRole('region', { name: 'What it does' });
  await does.getByRole('img', { name: /^Rows of the file: 2 Changed, / }).waitFor();
  await does.getByText('Renamed in the sheet').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await does.getByRole('button', { name: 'Take in 2' }).focus();
  await page.keyboard.press('Enter');
  await does.getByText('Taken in: 0 added, 2 changed.').waitFor();
  await page.getByRole('link', { name: 'Back to risks' }).click();
  await page.getByText('Renamed in the sheet').click();
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('tab', { name: 'History' }).click();
  await drawer.getByText('From the file risks.xlsx, row 2.').waitFor();
  await page.context().close();
});

test('a file with a column of another name is mapped by hand, what is refused says why, and nothing is taken in before', async () => {
  const { installation, data } = application;
  const page = await application.signIn('compliance', 'dark');
  await page.goto(`${installation.address}/m/registers/vendors/import`);
  const path = join(data, 'vendors.csv');
  await writeFile(path, 'Supplier;Due\nHost of bookings;2027-02-30\nMail house;2027-03-01\n');
  await page.getByLabel('Choose a file').setInputFiles(path);
  const does = page.getByRole('region', { name: 'What it does' });
  await does.getByRole('img', { name: 'Rows of the file: 2 Refused' }).waitFor();
  await page.getByLabel('What Supplier becomes').selectOption({ label: 'Name' });
  await does.getByText('There is no such day.').waitFor();
  await does.getByText('Nothing can be taken in while a row is refused.', { exact: false }).waitFor();
  expect(await does.getByRole('button', { name: /^Take in/ }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

test('a PDF is looked at a page at a time, and by nothing of the browser’s own', async () => {
  const { installation, faults } = application;
  const page = await application.signIn('compliance');
  await page.goto(`${installation.address}/m/evidence`);
  const [file] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('Add files').click()]);
  await file.setFiles(join(home, 'test', 'data', 'pdf-signed', 'minimal-two-fields-signed-twice.pdf'));
  await page.getByLabel('Where it comes from').fill('Wiki');
  await page.getByRole('button', { name: 'Take in' }).click();
  await page.getByText(/^Open EV-/).click();
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('tab', { name: 'Content' }).click();
  await drawer.getByRole('button', { name: 'Show the first page' }).focus();
  await page.keyboard.press('Enter');
  await drawer.getByText('Page 1 of 1').waitFor();
  const picture = drawer.getByRole('img', { name: 'Page 1 of minimal-two-fields-signed-twice.pdf' });
  await picture.waitFor();
  expect(
    await picture.evaluate((image) =>
      Object(image)
        .decode()
        .then(() => Object(image).naturalWidth),
    ),
  ).toBe(900);
  expect(await drawer.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a partner outside: an engagement is begun, their workbook is looked at and taken in, and what it asks stands among the requests', async () => {
  const { installation, data } = application;
  const page = await application.signIn('compliance');
  await page.goto(`${installation.address}/settings/partners`);
  await page.getByLabel('Partner', { exact: true }).fill('Marsh & Pell CPAs');
  await page.getByLabel('Title').fill('Examination by Marsh & Pell');
  await page.getByLabel(/^First day/).fill('2026-01-01');
  await page.getByLabel(/^Last day/).fill('2026-12-31');
  await page.getByRole('button', { name: 'Begin' }).click();
  const card = page.getByRole('region', { name: 'Engagement Examination by Marsh & Pell' });
  await card.waitFor();
  const leaving = page.waitForEvent('download');
  await card.getByRole('link', { name: 'Download what is sent' }).click();
  const sent = await readZip(await readFile(await (await leaving).path()), limits);
  expect([...sent.keys()]).toContain(workbookName);

  const asked: Partial<Record<(typeof columns)[number], string>> = {
    Kind: 'request',
    Reference: 'MP-7',
    Title: 'Leavers of the year',
    Question: `All who left in 2026, with the day. ${'A very long question. '.repeat(20)}`,
    Due: '2027-02-01',
  };
  const path = join(data, 'from-marsh.xlsx');
  const rows = [columns, columns.map((column) => asked[column] ?? '')];
  await writeFile(path, writeXlsx([{ name: sheetName, rows }]));
  await card.getByLabel('File that came back').setInputFiles(path);
  await card.getByRole('button', { name: 'Look at it' }).click();
  await card.getByRole('cell', { name: 'MP-7' }).waitFor();
  // A long text is one line until it is opened.
  await card
    .getByText(/^All who left in 2026/)
    .first()
    .click();
  expect(await violations(page)).toEqual([]);
  await card.getByRole('button', { name: 'Take it in' }).click();
  await card.getByText('Taken in.').waitFor();
  await page.goto(`${installation.address}/m/registers/received-requests`);
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByRole('grid').waitFor();
        return page.getByText('Leavers of the year').count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  // Nothing is done to many of them at once: there is nothing to select.
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.context().close();
});

test('a PDF that is sent as an answer is looked at in the thread, a page at a time', async () => {
  const { installation } = application;
  const page = await application.signIn('compliance', 'dark');
  await page.goto(`${installation.address}/m/registers/received-requests`);
  await page.getByText('Leavers of the year').click();
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('tab', { name: 'Sent and received' }).click();
  await drawer.getByRole('button', { name: 'Send the answer' }).click();
  await drawer.getByLabel(/^What you say/).fill('As signed.');
  await drawer.getByRole('checkbox', { name: /minimal-two-fields-signed-twice/ }).check();
  await drawer.getByRole('button', { name: 'Send the answer' }).click();
  const answer = drawer.getByRole('article', { name: 'Answer' });
  await answer.getByRole('button', { name: 'Preview' }).focus();
  await page.keyboard.press('Enter');
  await answer.getByText('Page 1 of 1').waitFor();
  const picture = answer.getByRole('img', { name: 'Page 1 of minimal-two-fields-signed-twice.pdf' });
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image) => Object(image).naturalWidth)).toBe(900);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

test('whoever only reads and signs is offered nothing that changes something', async () => {
  const { installation } = application;
  const page = await application.signIn('signatory');
  const offered = async (path: string): Promise<readonly string[]> => {
    await page.goto(`${installation.address}${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const buttons = await page.getByRole('main').getByRole('button', { disabled: false }).allInnerTexts();
    return buttons
      .map((text) => text.trim())
      .filter((text) =>
        /^(Add|Begin|Import|Take|New|Make|Change|Run|Propose|Adopt|Arrange|Approve|Edit|Remind|Send|Suspend)\b/.test(
          text,
        ),
      );
  };
  for (const path of [
    '/m/registers/risks',
    '/m/evidence',
    '/m/populations',
    '/settings/partners',
    '/settings/engagements',
    '/m/controls/library',
    '/m/controls?open=CHG-01',
    '/m/evidence?open=EV-0001',
    '/m/registers/received-requests?open=REQ-001',
    '/m/system',
    '/m/description',
    '/m/readiness/gaps',
    '/m/acknowledgements',
    '/m/controls/occurrences',
    '/m/readiness/dry-run',
    '/settings/members',
    '/settings/organization',
  ]) {
    expect([path, await offered(path)]).toEqual([path, []]);
  }
  await page.goto(`${installation.address}/m/registers/risks/import`);
  await page.getByText('Your role may not change here.').waitFor();
  await page.context().close();
});

test('no page of these threw anything, and the policy reported nothing', () => {
  expect(application.faults).toEqual([]);
});
