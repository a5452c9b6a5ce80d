import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CsvMapping, identityMapping, parseMapping } from './importers/csv/mapping.ts';
import { importerOf, recogniseFormat } from './importers/registry.ts';
import type { Kind, PopulationRecord } from './kind.ts';
import { loadKinds } from './parse-kind.ts';
import { checkRecord } from './record.ts';

const folder = mkdtempSync(join(tmpdir(), 'importers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kinds = loadKinds(join(import.meta.dirname, '../../data/kinds'));
function kindOf(id: string): Kind {
  const kind = kinds.get(id);
  if (kind === undefined) throw new Error(id);
  return kind;
}

let made = 0;
async function read(
  format: string,
  kindId: string,
  content: string | Buffer,
  mapping: CsvMapping | null = null,
): Promise<{ records: PopulationRecord[]; refused: string[]; other: number }> {
  const path = join(folder, String(++made));
  writeFileSync(path, content);
  const kind = kindOf(kindId);
  const importer = importerOf(format);
  const out: { records: PopulationRecord[]; refused: string[]; other: number } = { records: [], refused: [], other: 0 };
  for await (const batch of importer.read({ name: 'f', path }, { kind, asOf: null, mapping })) {
    for (const reading of batch) {
      if ('otherKind' in reading) out.other++;
      else if ('refused' in reading) out.refused.push(`${reading.at}: ${reading.refused}`);
      else {
        const checked = checkRecord(kind, reading.draft, importer.utc);
        if ('refused' in checked) out.refused.push(`${reading.at}: ${checked.refused}`);
        else out.records.push(checked.record);
      }
    }
  }
  return out;
}

const pull = {
  number: 7,
  state: 'closed',
  created_at: '2023-01-01T00:00:00Z',
  merged_at: '2023-01-03T00:00:00Z',
  merge_commit_sha: 'abc',
  user: { login: 'ada' },
  head: { sha: 'h' },
  base: { ref: 'main', repo: { full_name: 'o/r' } },
};
const review = (login: string | null, state: string, day: string, more: object = {}): object => ({
  user: login === null ? null : { login },
  state,
  submitted_at: `2023-01-${day}T00:00:00Z`,
  commit_id: 'h',
  ...more,
});
async function change(more: object): Promise<PopulationRecord> {
  const { records, refused } = await read('github-pulls', 'change', JSON.stringify([{ ...pull, ...more }]));
  expect(refused).toEqual([]);
  return records[0] ?? {};
}

describe('approvals of a pull request', () => {
  test('count reviews in state APPROVED by others, and nothing that is said in comments', async () => {
    const record = await change({
      reviews: [
        review('bob', 'COMMENTED', '01', { body: 'LGTM, ACK', ack: ['ACK'] }),
        review('ada', 'APPROVED', '01'),
        review('ADA', 'APPROVED', '01'),
        review('eve', 'DISMISSED', '01'),
        review('dependabot[bot]', 'APPROVED', '01'),
        review(null, 'APPROVED', '01'),
        review('cy', 'APPROVED', '04'),
        review('bob', 'approved', '02'),
        review('bob', 'APPROVED', '05'),
      ],
    });
    expect(record).toMatchObject({
      id: 'o/r#7',
      independent_approvals: 3,
      independent_approvers: 2,
      first_approved_at: '2023-01-02T00:00:00Z',
    });
    expect(record.approvals).toHaveLength(7);
  });

  test('are read from a timeline, without those that were dismissed later', async () => {
    const record = await change({
      timeline: [
        { event: 'reviewed', id: 1, ...review('bob', 'approved', '01') },
        { event: 'reviewed', id: 2, ...review('cy', 'approved', '02') },
        { event: 'review_dismissed', dismissed_review: { review_id: 1, state: 'approved' } },
        { event: 'merged', commit_id: 'real', actor: { login: 'cy' } },
      ],
    });
    expect(record).toMatchObject({ independent_approvals: 1, merge_commit: 'real', merged_by: 'cy' });
    expect(record.first_approved_at).toBe('2023-01-02T00:00:00Z');
  });

  test('are not known when the export tells no reviews, or the author is gone and somebody approved', async () => {
    expect(await change({})).toMatchObject({ approvals: null, independent_approvals: null });
    expect(await change({ user: null, reviews: [review('bob', 'APPROVED', '01')] })).toMatchObject({
      author: null,
      independent_approvals: null,
    });
    expect(await change({ user: { login: 'ghost' }, reviews: [] })).toMatchObject({
      author: null,
      independent_approvals: 0,
    });
  });

  test('a trial merge of a pull request that was not merged is no merge commit', async () => {
    expect(await change({ merged_at: null })).toMatchObject({ merge_commit: null, state: 'closed' });
    expect(await change({ merged: null })).toMatchObject({ merged_at: null });
  });

  test('an issue in the file is counted as another kind', async () => {
    expect((await read('github-pulls', 'change', '[{"number":1,"title":"bug"}]')).other).toBe(1);
  });
});

describe('console sign-ins', () => {
  const event = {
    eventID: 'e',
    eventName: 'ConsoleLogin',
    eventTime: '2023-01-01T00:00:00Z',
    userIdentity: { type: 'IAMUser', userName: 'bo' },
    responseElements: { ConsoleLogin: 'Failure' },
  };
  test.each([
    [{ MFAUsed: 'Yes' }, true],
    [{ MFAUsed: 'No' }, false],
    [undefined, null],
  ])('with %j have the second factor %j', async (additionalEventData, mfa) => {
    const { records } = await read(
      'cloudtrail',
      'sign-in',
      JSON.stringify({ Records: [{ ...event, additionalEventData }] }),
    );
    expect(records).toMatchObject([{ result: 'failure', mfa, principal: 'bo' }]);
  });
});

describe('a CSV file with its mapping', () => {
  const kind = kindOf('person');
  const mapping = (yaml: string): CsvMapping => parseMapping(yaml, 'm.yaml', kind);

  test('gives records with dates, null texts, constants, joined columns and mapped values', async () => {
    const { records, refused } = await read(
      'csv',
      'person',
      'No;First;Last;Since;Dep\r\n1;Ada;"O;""Neil";03-02-2020;R\r\n2;Bo;Li;NULL;X\r\n3;Cy;Wu;31-02-2020;R\r\n\r\n4;short\r\n5;D;E;NULL;S\r\n',
      mapping(`kind: person
delimiter: ";"
nulls: ["NULL"]
constants: { manager: "9" }
columns:
  id: No
  name: { column: [First, Last] }
  hired_on: { column: Since, format: DD-MM-YYYY }
  department: { column: Dep, map: { R: Research, S: Sales } }
`),
    );
    expect(records).toMatchObject([
      { id: '1', name: 'Ada O;"Neil', hired_on: '2020-02-03', department: 'Research', manager: '9', email: null },
      { id: '5', hired_on: null, department: 'Sales' },
    ]);
    expect(refused).toEqual([
      'row 3: department has a value that the mapping does not name',
      'row 4: hired_on is no date from 1970 to 2100',
      'row 5: the row has another number of fields than the header',
    ]);
  });

  test('is refused when the mapping names a column that is not there, with the nearest', async () => {
    await expect(
      read('csv', 'person', 'Nr,Name\n1,a\n', mapping('kind: person\ncolumns: { id: No, name: Name }')),
    ).rejects.toThrow('f row 1: The file has no column No; the nearest is Nr.');
  });

  test('is refused when the mapping names a field that the kind does not have, with the nearest and the line', () => {
    expect(() => mapping('kind: person\ncolumns:\n  id: No\n  e_mail: Mail\n')).toThrow(
      /m\.yaml line 4: The kind person has no field e_mail; the nearest is email\./,
    );
    expect(() => mapping('kind: account\ncolumns: { id: A }')).toThrow(/makes the kind account, not person/);
    expect(() => mapping('kind: person\ncolumns: { name: A }')).toThrow(/key field id has no column/);
    expect(() => mapping('kind: person\ncolumns: { id: A }\ntimeZone: Mars/Olympus')).toThrow(/no time zone Mars/);
  });

  test('has wall-clock times of its time zone, and refuses them without one', async () => {
    const columns = 'columns: { id: I, system: S, created_at: T }';
    const account = (more: string): CsvMapping =>
      parseMapping(`kind: account\n${columns}\n${more}`, 'm', kindOf('account'));
    const rows = 'I,S,T\na,s,2023-07-01 12:00:00\nb,s,2023-07-01T12:00:00+02:00\n';
    const berlin = await read('csv', 'account', rows, account('timeZone: Europe/Berlin'));
    expect(berlin.records.map((r) => r.created_at)).toEqual(['2023-07-01T10:00:00Z', '2023-07-01T10:00:00Z']);
    const none = await read('csv', 'account', rows, account(''));
    expect(none.refused).toEqual(['row 2: created_at is no time from 1970 to 2100 with its offset']);
  });

  test('in UTF-16 is read when the mapping says so, and refused when it does not', async () => {
    const bytes = Buffer.from('\uFEFFid,name\n1,Zoë\n', 'utf16le');
    const utf16 = await read(
      'csv',
      'person',
      bytes,
      mapping('kind: person\nencoding: utf-16\ncolumns: { id: id, name: name }'),
    );
    expect(utf16.records).toMatchObject([{ id: '1', name: 'Zoë' }]);
    await expect(read('csv', 'person', bytes, mapping('kind: person\ncolumns: { id: id }'))).rejects.toMatchObject({
      code: 'file-encoding',
    });
  });

  test('whose quotation mark does not close is refused as a whole', async () => {
    await expect(read('csv', 'person', 'id,name\n1,"a\n2,b\n', identityMapping(kind))).rejects.toMatchObject({
      code: 'file-malformed',
    });
  });

  test('whose header is the fields of its kind needs no mapping, and unknown columns are refused', async () => {
    const { records } = await read('csv', 'person', 'email,id\na@b.c,1\n', identityMapping(kind));
    expect(records).toMatchObject([{ id: '1', email: 'a@b.c', name: null }]);
    await expect(read('csv', 'person', 'id,nmae\n1,a\n', identityMapping(kind))).rejects.toThrow(/nearest is name/);
  });
});

describe('Trivy reports', () => {
  test('of schema 1 are an array of results', async () => {
    const report = [
      {
        Target: 'alpine (3.9)',
        Vulnerabilities: [{ VulnerabilityID: 'CVE-1', PkgName: 'a', InstalledVersion: '1', Severity: 'HIGH' }],
      },
      { Target: 'empty', Vulnerabilities: null },
    ];
    const { records } = await read('trivy', 'vulnerability', JSON.stringify(report));
    expect(records).toMatchObject([{ finding: 'CVE-1', severity: 'high', asset: 'alpine (3.9)' }]);
  });

  test('mark what was suppressed, take the time of the scan, and say nothing of a fix that was not installed', async () => {
    const report = {
      SchemaVersion: 2,
      CreatedAt: '2024-05-01T10:00:00.5+02:00',
      ArtifactName: 'img',
      Results: [
        {
          Target: 't',
          Vulnerabilities: [{ VulnerabilityID: 'CVE-1', Status: 'fixed', FixedVersion: '2' }],
          ExperimentalModifiedFindings: [
            { Type: 'vulnerability', Status: 'ignored', Finding: { VulnerabilityID: 'CVE-2', Severity: 'odd' } },
          ],
        },
      ],
    };
    const { records } = await read('trivy', 'vulnerability', JSON.stringify(report));
    expect(records).toMatchObject([
      {
        finding: 'CVE-1',
        status: 'open',
        fixed_version: '2',
        suppressed: false,
        detected_at: '2024-05-01T08:00:00.5Z',
      },
      { finding: 'CVE-2', suppressed: true, severity: 'unknown' },
    ]);
  });

  test('that are none are refused as records, and two reports in one file as a file', async () => {
    expect((await read('trivy', 'vulnerability', '[{"a":1}]')).refused).toEqual([
      '[0]: the record is not the result of a scan',
    ]);
    const two = '{"Results":[{"Target":"a"}]}\n{"Results":[{"Target":"b"}]}\n';
    await expect(read('trivy', 'vulnerability', two)).rejects.toThrow(/more than one report/);
  });
});

test('a format is recognised by content, and what is none of ours is refused with the names of those that are', async () => {
  const path = join(folder, 'unknown.json');
  writeFileSync(path, '{"hello":"world"}');
  await expect(recogniseFormat({ name: 'u', path })).rejects.toMatchObject({ code: 'format-unknown' });
  writeFileSync(path, '{"Records":[]}');
  expect(await recogniseFormat({ name: 'u', path })).toBe('cloudtrail');
  expect(() => importerOf('cloud-trail')).toThrow('There is no format cloud-trail; the nearest is cloudtrail.');
});
