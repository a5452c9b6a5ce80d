import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { home } from '../installation/environment.ts';
import { openCompanyWithWorker } from '../../test/kept-company.ts';

const run = promisify(execFile);
const records = join(home, 'examples', 'public-records', 'evidence');

async function tickmark(...given: string[]) {
  const { stdout } = await run(join(home, 'bin', 'tickmark'), [...given, '--json'], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

const pulls = 'bitcoin-core-secp256k1-pulls.ndjson.gz';

describe('a population of evidence', () => {
  test('has the counts and the digest that the command line gives for the same file, and a self-test its results', async () => {
    const company = await openCompanyWithWorker();
    const made = await company.population('change', [await company.upload(pulls)]);
    const parquet = join(company.api.data, 'told.parquet');
    const told = await tickmark('population', 'change', join(records, pulls), '--out', parquet);
    expect(made.records).toBeGreaterThan(100);
    expect(made).toMatchObject({
      code: 'POP-0001',
      digest: told.digest,
      read: told.read,
      records: told.records,
      duplicates: told.duplicates,
      otherKind: told.otherKind,
    });
    expect(made.read).toBe(made.records + made.duplicates + made.refused + made.otherKind + made.outsideWindow);
    expect(made.days.reduce((sum: number, one: { records: number }) => sum + one.records, 0)).toBe(
      made.records - made.missing[made.time],
    );

    const period = { start: '2023-01-01', end: '2023-12-31' };
    const cut = await company.population('change', [made.sources[0].id], { period, onlyPeriod: true });
    expect(cut.outsideWindow).toBeGreaterThan(0);
    expect(cut.read).toBe(cut.records + cut.duplicates + cut.refused + cut.otherKind + cut.outsideWindow);
    expect([cut.totals.merged_at.first >= '2023-01-01', cut.totals.merged_at.last < '2024-01-01']).toEqual([
      true,
      true,
    ]);

    const job = await company.done('/self-tests', { populationId: made.id, procedureId: 'change-independent-review' });
    expect(job).toMatchObject({ state: 'done', faults: [] });
    const tested = await company.get(`/self-tests/${job.result.id}`);
    const census = await tickmark('test', 'change-independent-review', '--population', parquet);
    expect(census.deviationCount).toBeGreaterThan(0);
    expect(tested.tested).toBe(census.tested);
    expect(
      tested.attributes.map((one: Record<string, unknown>) => ({
        id: one['id'],
        met: one['met'],
        notApplicable: one['notApplicable'],
        deviations: one['deviations'],
        missing: one['missing'],
      })),
    ).toEqual(census.attributes);
    const ids: string[] = [];
    for (let from = 0; ; from += 200) {
      const { items, total } = await company.get(`/self-tests/${job.result.id}/items?from=${from}&limit=200`);
      expect(total).toBe(census.deviationCount);
      ids.push(...items.map((item: { id: string }) => item.id));
      if (items.length < 200) break;
    }
    expect(ids.slice(0, 1_000)).toEqual(census.deviations);
  }, 120_000);

  test('is read page by page, filtered, sorted and searched, and no record is left out or shown twice', async () => {
    const company = await openCompanyWithWorker();
    const made = await company.population('change', [await company.upload(pulls)]);
    const all = async (query: string): Promise<{ position: number; values: unknown[] }[]> => {
      const rows = [];
      for (let cursor = ''; ; ) {
        const page = await company.get(`/populations/${made.id}/rows?limit=97&${query}${cursor}`);
        rows.push(...page.rows);
        if (page.next === null) return rows;
        cursor = `&cursor=${page.next}`;
      }
    };
    const index = (name: string) => made.fields.findIndex((field: { name: string }) => field.name === name);
    const plain = await all('');
    expect(plain.map((row) => row.position)).toEqual(Array.from({ length: made.records }, (_, at) => at));
    for (const sort of made.fields.filter((field: { type: string }) => field.type !== 'list')) {
      for (const order of ['asc', 'desc']) {
        const sorted = await all(`sort=${sort.name}&order=${order}`);
        expect(new Set(sorted.map((row) => row.position)).size).toBe(made.records);
      }
    }
    const merged = await all('sort=merged_at&order=desc');
    const times = merged.map((row) => row.values[index('merged_at')]).filter((value) => typeof value === 'string');
    expect(times).toEqual([...times].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
    const author = plain.map((row) => row.values[index('author')]).find((value) => typeof value === 'string') ?? '';
    const where = encodeURIComponent(JSON.stringify([{ field: 'author', test: 'is', value: author }]));
    const theirs = await all(`where=${where}`);
    expect(theirs.length).toBe(plain.filter((row) => row.values[index('author')] === author).length);
    const picture = await company.get(`/populations/${made.id}/picture?field=author`);
    for (const question of [
      'q=%00',
      `where=${encodeURIComponent('[{"field":"author","test":"is","value":"a\\u0000"}]')}`,
    ]) {
      await expect(company.get(`/populations/${made.id}/picture?field=author&${question}`)).rejects.toThrow(
        'the character 0',
      );
    }
    expect(picture.values.find((one: { value: string }) => one.value === author).records).toBe(theirs.length);
    const whole = await company.get(`/populations/${made.id}/rows/3`);
    expect(whole.places[0].file).toBe(pulls);
  }, 120_000);

  test('shows what would cross to the firm: the fields rules read, and no name of anybody', async () => {
    const company = await openCompanyWithWorker();
    const made = await company.population('change', [await company.upload(pulls)]);
    const crossing = await company.get(`/populations/${made.id}/crossing`);
    expect(crossing.procedures.map((one: { id: string }) => one.id)).toContain('change-approved-head-commit');
    expect(crossing.problems).toEqual([]);
    expect(crossing.stays).toEqual(expect.arrayContaining(['title', 'created_at', 'checks']));
    expect(crossing.rows).toHaveLength(20);
    const at = (name: string) => crossing.fields.findIndex((field: { name: string }) => field.name === name);
    const all = JSON.stringify(crossing.rows);
    const named = new Map<string, Set<string>>();
    for (const { position, values } of crossing.rows) {
      const { record } = await company.get(`/populations/${made.id}/rows/${position}`);
      expect(values[at('independent_approvals')]).toBe(record.independent_approvals);
      for (const [field, login] of Object.entries({ author: record.author, merged_by: record.merged_by })) {
        if (login === null) continue;
        expect(all).not.toContain(`"${login}"`);
        named.set(login, (named.get(login) ?? new Set()).add(values[at(field)]));
      }
    }
    expect(named.size).toBeGreaterThan(1);
    expect([...named.values()].map((one) => one.size)).toEqual([...named].map(() => 1));
    expect(new Set([...named.values()].flatMap((one) => [...one])).size).toBe(named.size);
  }, 120_000);

  test('names every record it refused, by reason and place', async () => {
    const company = await openCompanyWithWorker();
    const csv = 'system,id,created\nokta,anna,2026-01-02\nokta,,2026-01-02\nokta,ben,yesterday\nokta,anna,2026-01-02\n';
    const evidence = await company.add(csv, { name: 'accounts.csv' });
    const mapping = {
      columns: { system: 'system', id: 'id', created_at: { column: 'created', format: 'YYYY-MM-DD' } },
      timeZone: 'UTC',
    };
    const body = { kind: 'account', mapping };
    const preview = await company.post('/populations/preview', { evidenceId: evidence.json.id, ...body });
    expect(preview.status).toBe(200);
    expect(preview.json).toMatchObject({ read: 4, records: 1, duplicates: 1, refused: 2, isWhole: true });
    const made = await company.population('account', [evidence.json.id], body);
    expect(made).toMatchObject({ read: 4, records: 1, duplicates: 1, refused: 2 });
    const { items } = await company.get(`/populations/${made.id}/refused`);
    expect(items.map((one: { place: { at: string } }) => one.place.at)).toEqual(['row 3', 'row 4']);
    expect(made.observations.find((one: { check: string }) => one.check === 'IPE-08').ok).toBe(false);
  }, 60_000);

  test('is refused with a sentence when a field, a filter, a kind or the evidence does not fit', async () => {
    const company = await openCompanyWithWorker();
    const evidence = await company.add('a,b\n1,2\n', { name: 'other.csv' });
    const evidenceIds = [evidence.json.id];
    const unknown = await company.post('/populations', { kind: 'chnage', evidenceIds });
    expect([unknown.status, unknown.json.detail]).toEqual([
      422,
      'There is no kind of population chnage; the nearest is change.',
    ]);
    const mapping = { columns: { system: 'a', idd: 'b' } };
    const wrong = await company.post('/populations', { kind: 'account', evidenceIds, mapping });
    expect([wrong.status, wrong.json.detail]).toEqual([409, expect.stringContaining('no field idd')]);
    const job = await company.done('/populations', { kind: 'change', evidenceIds });
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'conflict' }, attempts: 1 });
    const made = await company.population('account', evidenceIds, { mapping: { columns: { system: 'a', id: 'b' } } });
    const rows = (where: unknown, rest = '') =>
      company.api.ask(
        company.company.lead,
        'GET',
        `${company.company.base}/populations/${made.id}/rows?where=${encodeURIComponent(JSON.stringify(where))}${rest}`,
      );
    for (const where of [
      [{ field: 'id" OR 1=1 --', test: 'is', value: 'x' }],
      [{ field: 'created_at', test: 'from', value: "2026-01-01'; DROP TABLE x" }],
      [{ field: 'admin', test: 'is', value: 'perhaps' }],
      [{ field: 'id', test: 'like', value: 'x' }],
      'id is 1',
    ]) {
      expect((await rows(where)).status).toBe(422);
    }
    expect((await rows([], '&sort=nothing')).status).toBe(422);
    expect((await rows([], '&cursor=!!!')).status).toBe(422);
    const quoted = await rows([{ field: 'id', test: 'is', value: "'; SELECT 1 --" }]);
    expect([quoted.status, quoted.json.matching]).toEqual([200, 0]);
    const otherKind = await company.post('/self-tests', {
      populationId: made.id,
      procedureId: 'change-independent-review',
    });
    expect(otherKind.status).toBe(409);
  }, 60_000);
});
