import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PopulationFile, type PopulationRow } from '../adapters/duckdb/population-file.ts';
import {
  changesAgainstHistory,
  type ImportResult,
  importPopulation,
  loadKinds,
  parseMapping,
  type Window,
} from './index.ts';

const root = join(import.meta.dirname, '../..');
const evidence = join(root, 'examples/public-records/evidence');
const data = join(root, 'test/data');
const kinds = loadKinds(join(root, 'data/kinds'));
const work = mkdtempSync(join(tmpdir(), 'populations-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const byText = (a: string, b: string): number => (a < b ? -1 : 1);
let made = 0;
interface Imported {
  readonly result: ImportResult;
  readonly rows: readonly PopulationRow[];
}

async function run(
  kindId: string,
  paths: readonly string[],
  options: { mapping?: string; format?: string; window?: Window; asOf?: string } = {},
): Promise<Imported> {
  const kind = kinds.get(kindId);
  if (kind === undefined) throw new Error(`no kind ${kindId}`);
  const outParquet = join(work, `${++made}.parquet`);
  const result = await importPopulation({
    kind,
    files: paths.map((path) => ({ name: path.split('/').at(-1) ?? path, path })),
    format: options.format,
    window: options.window,
    asOf: options.asOf,
    mapping:
      options.mapping === undefined ? undefined : parseMapping(readFileSync(options.mapping, 'utf8'), 'mapping', kind),
    workFolder: join(work, 'stage'),
    outParquet,
  });
  const refused = result.refused.reduce((sum, r) => sum + r.count, 0);
  expect(result.read).toBe(result.records + result.duplicates + refused + result.otherKind + result.outsideWindow);
  const file = await PopulationFile.open(outParquet);
  const rows: PopulationRow[] = [];
  for await (const batch of file.rows()) rows.push(...batch);
  expect(await file.digest('records')).toBe(result.digest);
  file.close();
  return { result, rows };
}

const pulls = join(evidence, 'bitcoin-core-secp256k1-pulls.ndjson.gz');
const history = join(evidence, 'bitcoin-core-secp256k1-to-2023.ndjson.gz');
const trail = readdirSync(join(evidence, 'cloudtrail')).map((file) => join(evidence, 'cloudtrail', file));

describe('pull requests of secp256k1 and its git history', () => {
  test('953 pull requests are read, 727 of them merged, 415 without an approving review by another person', async () => {
    const { result, rows } = await run('change', [pulls]);
    expect(result).toMatchObject({ format: 'github-pulls', read: 953, records: 953, refused: [], conflicting: 0 });
    const merged = rows.filter((row) => row.record.merged_at !== null);
    expect(merged).toHaveLength(727);
    expect(merged.filter((row) => row.record.independent_approvals === 0)).toHaveLength(415);
    expect(merged.filter((row) => row.record.merged_by === row.record.author)).toHaveLength(188);
  });

  test('every merge of 2023 stands on the first-parent line, and every commit of that line comes from a merged change', async () => {
    const window = { start: '2023-01-01', end: '2023-12-31', timeZone: 'UTC' };
    const changes = await run('change', [pulls], { window });
    const commits = await run('commit', [history], { window });
    expect(changes.result.records).toBe(181);
    expect(changes.result.outsideWindow).toBe(953 - 181);
    const outcome = changesAgainstHistory(changes.rows, commits.rows);
    expect(outcome).toMatchObject({
      left: 181,
      right: 181,
      matched: 181,
      onlyLeft: [],
      onlyRight: [],
      withoutLeft: [],
    });
  });

  test('over all years reconciliation shows the merges that are not on the first-parent line, and the direct commits that are', async () => {
    const changes = await run('change', [pulls]);
    const commits = await run('commit', [history]);
    expect(commits.result.records).toBe(2286);
    expect(commits.rows.filter((row) => row.record.merge === true)).toHaveLength(741);
    expect(commits.rows.filter((row) => row.record.first_parent === true)).toHaveLength(838);
    const outcome = changesAgainstHistory(changes.rows, commits.rows);
    expect(outcome).toMatchObject({ left: 727, right: 838, matched: 380 });
    expect(outcome.onlyLeft).toHaveLength(347);
    expect(outcome.onlyRight).toHaveLength(458);
  });

  test('pull requests of a listing without reviews have unknown approvals, not none', async () => {
    const { rows } = await run('change', [join(data, 'github-pulls/pull-request-simple-items.json')]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.record).toMatchObject({ approvals: null, independent_approvals: null, first_approved_at: null });
    expect(rows[0]?.places).toEqual([{ file: 'pull-request-simple-items.json', at: '[0]' }]);
  });
});

describe('CloudTrail', () => {
  test('13 delivery files hold 954 events with 120 different actions by 10 principals', async () => {
    const { result, rows } = await run('cloud-event', trail);
    expect(trail).toHaveLength(13);
    expect(result).toMatchObject({ format: 'cloudtrail', read: 954, records: 954, duplicates: 0, refused: [] });
    expect(new Set(rows.map(({ record }) => JSON.stringify([record.service, record.action]))).size).toBe(120);
    expect(new Set(rows.map((row) => row.record.principal)).size).toBe(10);
    expect(result.totals.principal_type).toEqual({ IAMUser: 887, AssumedRole: 59, AWSService: 7, '(missing)': 1 });
    expect(result.totals.at).toEqual({ first: '2023-07-10T11:42:18Z', last: '2023-07-10T12:04:57Z' });
    expect(
      [...new Set(rows.map((row) => row.record.source_ip))].filter((ip) => typeof ip === 'string').toSorted(byText),
    ).toEqual(['10.107.112.14', '10.248.16.43', '192.168.10.20', '3.225.16.109']);
    expect(rows.filter((row) => row.record.error === 'Client.UnauthorizedOperation')).toHaveLength(44);
  });

  test('the ids in canonical order hash to the published digest', async () => {
    const { rows } = await run('cloud-event', trail);
    const hash = createHash('sha256')
      .update(rows.map((row) => `${row.id}\n`).join(''))
      .digest('hex');
    expect(hash).toBe('36c742df71624ea62b1a35121012bc105dbe63ea0bfeeabbe2cedd76b40407de');
  });

  test('the same files given twice are kept once, each record with both places, and the order of files changes nothing', async () => {
    const once = await run('cloud-event', trail);
    const twice = await run('cloud-event', [...trail, ...trail.toReversed()]);
    expect(twice.result).toMatchObject({ read: 1908, records: 954, duplicates: 954, conflicting: 0 });
    expect(twice.result.digest).toBe(once.result.digest);
    expect(twice.rows[0]?.places).toHaveLength(2);
  });

  test('events that are no attempts to sign in are counted as another kind', async () => {
    const { result } = await run('sign-in', trail);
    expect(result).toMatchObject({ read: 954, records: 0, otherKind: 954 });
  });

  test('hand-made events with shared ids are kept side by side and those without an id are refused', async () => {
    const { result, rows } = await run('sign-in', [join(data, 'cloudtrail/panther-aws-cloudtrail.ndjson')]);
    expect(result.read).toBe(248);
    expect(result.otherKind).toBe(234);
    expect(result.refused).toEqual([
      { reason: 'id is missing', count: 1, first: { file: 'panther-aws-cloudtrail.ndjson', at: 'line 78' } },
    ]);
    expect(result.conflicting).toBeGreaterThan(0);
    expect(result.conflicts).toContain('1#2');
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(rows.filter((row) => row.record.result === 'failure')).toHaveLength(1);
  });

  test('an array of records is read like a delivery file', async () => {
    const { result } = await run('cloud-event', [join(data, 'cloudtrail/aws.persistence.iam-create-admin-user.json')]);
    expect(result).toMatchObject({ read: 3, records: 3 });
  });
});

describe('configuration checks and vulnerabilities', () => {
  test('Security Hub findings become checks with their status and severity', async () => {
    const { result } = await run('configuration-check', [join(evidence, 'asff_sample.json')]);
    expect(result).toMatchObject({ format: 'asff', read: 18, records: 18 });
    expect(result.totals.status).toEqual({ failed: 17, passed: 1 });
    expect(result.totals.severity).toEqual({ low: 15, medium: 2, none: 1 });
  });

  test('Inspector findings are vulnerabilities, and no checks', async () => {
    const file = join(data, 'asff/many_vulns.json');
    const { result, rows } = await run('vulnerability', [file]);
    expect(result).toMatchObject({ read: 5, records: 5 });
    expect(rows.map((row) => row.record.finding)).toContain('CVE-2017-9735');
    expect((await run('configuration-check', [file])).result).toMatchObject({ read: 5, records: 0, otherKind: 5 });
  });

  test('findings under a small-letter wrapper are read, and findings that are neither are counted', async () => {
    const aws = await run('configuration-check', [join(data, 'asff/config_many_findings.json')]);
    expect(aws.result.totals.status).toEqual({ passed: 3 });
    const decoy = await run('vulnerability', [join(data, 'asff/panther-aws-security-finding.ndjson')]);
    expect(decoy.result).toMatchObject({ format: 'asff', read: 6, otherKind: 6 });
  });

  test('a Trivy report of schema 2 gives its five vulnerabilities, none with a date of detection it does not have', async () => {
    const { result, rows } = await run('vulnerability', [join(evidence, 'scheme_2_many_vulns.json')]);
    expect(result).toMatchObject({ format: 'trivy', read: 5, records: 5 });
    expect(result.totals.severity).toEqual({ critical: 1, high: 1, medium: 3 });
    expect(rows.every((row) => row.record.detected_at === null && row.record.status === 'open')).toBe(true);
  });

  test('misconfigurations and secrets of Trivy are counted as another kind, in the Kubernetes form too', async () => {
    const plain = await run('vulnerability', [join(data, 'trivy/misconfigurations_and_secrets.json')]);
    expect(plain.result).toMatchObject({ read: 5, records: 2, otherKind: 3 });
    const cluster = await run('vulnerability', [join(data, 'trivy/kubernetes.json')]);
    expect(cluster.result).toMatchObject({ read: 20, records: 10, otherKind: 10 });
    expect(cluster.rows[0]?.record.asset).toMatch(/^default\/Deployment\//);
  });
});

describe('people and accounts', () => {
  test('290 employees are read from Windows-1252 with their dates, and nothing about their private lives', async () => {
    const { result, rows } = await run('person', [join(evidence, 'HumanResources.Employee.csv')], {
      mapping: join(root, 'examples/public-records/mappings/people.yaml'),
    });
    expect(result).toMatchObject({ format: 'csv', read: 290, records: 290, refused: [] });
    const years = Object.groupBy(rows, (row) => JSON.stringify(row.record.hired_on).slice(1, 5));
    expect(Object.fromEntries(Object.entries(years).map(([year, list]) => [year, list?.length]))).toEqual({
      '2006': 1,
      '2007': 6,
      '2008': 74,
      '2009': 148,
      '2010': 38,
      '2011': 16,
      '2012': 4,
      '2013': 3,
    });
    expect(rows.map((row) => row.record.login)).toContain('adventure-works\\françois0');
    expect(JSON.stringify(rows)).not.toContain('1969-01-29');
  });

  test('the same file read as UTF-8 is refused with the line of the letter that is none', async () => {
    const mapping = join(work, 'utf8.yaml');
    writeFileSync(mapping, 'kind: person\ncolumns: { id: BusinessEntityID }\n');
    await expect(run('person', [join(evidence, 'HumanResources.Employee.csv')], { mapping })).rejects.toThrow(
      /HumanResources\.Employee\.csv line \d+ is not utf-8/,
    );
  });

  test('a credential report tells root, people, services and what it does not know', async () => {
    const { result, rows } = await run('account', [join(data, 'iam-credential-report/report.csv')], {
      asOf: '2024-01-01T00:00:00Z',
    });
    expect(result).toMatchObject({ format: 'iam-credential-report', read: 5, records: 5 });
    const byName = new Map(rows.map((row) => [row.record.name, row.record]));
    expect(byName.get('root')).toMatchObject({ kind: 'root', admin: true, password_enabled: null, mfa: true });
    expect(byName.get('bo')).toMatchObject({ kind: 'person', mfa: false, last_sign_in_at: null, email: null });
    expect(byName.get('deploy')).toMatchObject({
      kind: 'service',
      access_key_1_age_days: 1430,
      access_key_2_age_days: 31,
    });
    expect(byName.get('idle')).toMatchObject({ kind: null, status: 'suspended', admin: null });
    expect(byName.get('Ada.Example@example.com')).toMatchObject({
      email: 'ada.example@example.com',
      system: 'aws:123456789012',
    });
  });
});
