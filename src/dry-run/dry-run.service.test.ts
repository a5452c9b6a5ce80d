import { expect, test } from 'vitest';
import { newKey } from '../../test/evidence.ts';
import { openCompanyWithWorker } from '../../test/kept-company.ts';
import { dryRunRoutes } from './index.ts';

test('a control is shown with its tests, what they need, and its latest self-test in the words of the report', async () => {
  const company = await openCompanyWithWorker((kept) => dryRunRoutes(kept.keys, kept));
  const { api, get, done, population, upload } = company;
  const { lead, base } = company.company;
  const create = async (register: string, body: object) => {
    const made = await api.ask(lead, 'POST', `${base}/${register}`, { body, headers: newKey() });
    expect([made.status, made.text]).toEqual([201, made.text]);
  };
  const statement =
    'The company links each production code change to a ticket and has it reviewed and approved, in the version that is merged, by someone other than its author before it is merged.';
  await create('controls', {
    code: 'REV-07',
    state: 'in-force',
    content: {
      title: 'Changes reviewed',
      statement,
      criteria: ['CC8.1'],
      frequency: 'event-driven',
      type: 'preventive',
      origin: 'CHG-01',
    },
  });
  await create('special-accounts', {
    state: 'in-force',
    content: {
      title: 'Release bot',
      account: 'sipa',
      kind: 'automation',
      system: 'Code host',
      purpose: 'Merges.',
      control: ['REV-07'],
    },
  });
  const before = (await get('/dry-run')).controls[0];
  const planned = before.tests.find((one: { procedure: string }) => one.procedure === 'change-independent-review');
  expect(planned.result).toBeNull();
  expect(planned.opening).toBe('Reperformance, all items, by program.');
  expect(planned.needs[0]).toMatchObject({ kind: 'change', held: null });

  const made = await population('change', [await upload('bitcoin-core-secp256k1-pulls.ndjson.gz')]);
  const run = await done('/self-tests', { populationId: made.id, procedureId: 'change-independent-review' });
  expect(run.state).toBe('done');
  const tested = await get(`/self-tests/${run.result.id}`);
  const after = (await get('/dry-run')).controls[0];
  const test_ = after.tests.find((one: { procedure: string }) => one.procedure === 'change-independent-review');
  expect(test_.needs[0].held).toMatchObject({ code: made.code, records: made.records });
  expect(test_.opening).toBe(`Reperformance, all ${tested.tested}, by program.`);
  expect(test_.result).toMatchObject({ code: run.result.code, tested: 'all' });
  expect(test_.result.result).toMatch(new RegExp(`^${tested.notTrue} deviations, [0-9.]+ %$`));
  expect(test_.result.beneath).toContain(
    `This draft counts ${tested.notTrue} items that are still to be resolved as deviations.`,
  );
  expect(after.readings.map((one: { id: string }) => one.id)).toContain('exception-path');
  expect(after.accounts).toEqual(['BOT-001']);
  expect((await get('/dry-run')).accounts[0].ask).toContain('How its use is reviewed is not said.');

  const items = [];
  while (items.length < tested.items) {
    const page = await get(`/self-tests/${run.result.id}/items?limit=200&from=${items.length}`);
    expect(page.total).toBe(tested.items);
    items.push(...page.items);
  }
  const declared = items.filter((one) => one.declared !== null);
  expect(declared.length).toBeGreaterThan(0);
  expect(declared.length).toBeLessThan(items.length);
  const named = new Set(declared.map((one: { position: number }) => one.position));
  expect(test_.result.declared).toEqual([{ code: 'BOT-001', records: named.size }]);
  expect(declared[0].declared).toMatchObject({ code: 'BOT-001', kind: 'automation' });

  const typed = {
    code: 'REV-07',
    statement: 'The company reviews each change.',
    exceptionPath: null,
    type: 'preventive',
    criteria: ['CC8.1'],
  };
  const read = await api.ask(lead, 'POST', `${base}/dry-run/reading`, { body: typed });
  expect([read.status, read.text]).toEqual([200, read.text]);
  const lost = read.json.readings.filter((one: { id: string }) => one.id === 'tested-words');
  expect(lost[0].sentence).toContain('which the statement does not say');
});
