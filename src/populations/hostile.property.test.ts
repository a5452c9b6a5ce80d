import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type CsvMapping, identityMapping, parseMapping } from './importers/csv/mapping.ts';
import { importerOf, recogniseFormat } from './importers/registry.ts';
import { loadKinds, parseKind } from './parse-kind.ts';
import { canonicalWriter, checkRecord } from './record.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kinds = loadKinds(join(root, 'data/kinds'));
const path = join(folder, 'input');

/** Real beginnings of each format, to be damaged. */
const real: readonly { readonly format: string; readonly kinds: readonly string[]; readonly bytes: Buffer }[] = [
  {
    format: 'github-pulls',
    kinds: ['change'],
    bytes: head('examples/public-records/evidence/bitcoin-core-secp256k1-pulls.ndjson.gz', 5),
  },
  {
    format: 'git-log',
    kinds: ['commit'],
    bytes: head('examples/public-records/evidence/bitcoin-core-secp256k1-to-2023.ndjson.gz', 20),
  },
  {
    format: 'cloudtrail',
    kinds: ['cloud-event', 'sign-in'],
    bytes: file('test/data/cloudtrail/aws.persistence.iam-create-admin-user.json'),
  },
  {
    format: 'asff',
    kinds: ['configuration-check', 'vulnerability'],
    bytes: file('test/data/asff/config_many_findings.json'),
  },
  { format: 'trivy', kinds: ['vulnerability'], bytes: file('test/data/trivy/misconfigurations_and_secrets.json') },
  { format: 'iam-credential-report', kinds: ['account'], bytes: file('test/data/iam-credential-report/report.csv') },
  { format: 'csv', kinds: ['person'], bytes: Buffer.from('id,name,hired_on\n1,"Ada, B",2020-01-01\n2,Bo,\n') },
];

function file(name: string): Buffer {
  return readFileSync(join(root, name));
}

function head(name: string, lines: number): Buffer {
  return Buffer.from(gunzipSync(file(name)).toString('utf8').split('\n').slice(0, lines).join('\n'));
}

/** Reads whatever stands there: only a Refusal may be thrown, and everything read is a record, refused or of another kind. */
async function survive(format: string, kindId: string, bytes: Uint8Array): Promise<void> {
  writeFileSync(path, bytes);
  const kind = kinds.get(kindId);
  if (kind === undefined) throw new Error(kindId);
  const write = canonicalWriter(kind);
  const importer = importerOf(format);
  const context = { kind, asOf: '2024-01-01T00:00:00Z', mapping: format === 'csv' ? identityMapping(kind) : null };
  try {
    for await (const batch of importer.read({ name: 'input', path }, context)) {
      for (const reading of batch) {
        expect(reading.at).not.toBe('');
        if ('otherKind' in reading) continue;
        if ('refused' in reading) {
          expect(reading.refused).toMatch(/^[ -~]{5,200}$/);
          continue;
        }
        const checked = checkRecord(kind, reading.draft, importer.utc);
        if ('refused' in checked) expect(checked.refused).toMatch(/^[ -~]{5,200}$/);
        else {
          for (const key of kind.key) expect(checked.record[key]).not.toBeNull();
          const text = write(checked.record);
          expect(write(JSON.parse(text))).toBe(text);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.exit).toBe(2);
    expect(error.message).toMatch(/input/);
  }
  try {
    await recogniseFormat({ name: 'input', path });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const damage = fc.array(
  fc.oneof(
    fc.record({ how: fc.constant('flip' as const), at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }),
    fc.record({ how: fc.constant('cut' as const), at: fc.nat() }),
    fc.record({ how: fc.constant('drop' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 400 }) }),
    fc.record({
      how: fc.constant('insert' as const),
      at: fc.nat(),
      text: fc.constantFrom(
        '\0',
        '{"a":1,"a":2}',
        '[',
        ']',
        '"',
        '\\',
        '\n',
        ',',
        '\uFEFF',
        '__proto__',
        '\ud83d',
        'null',
        '[['.repeat(300),
      ),
    }),
  ),
  { minLength: 1, maxLength: 6 },
);

type Blows = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Buffer, blows: Blows): Buffer {
  let out = Buffer.from(bytes);
  for (const blow of blows) {
    const at = out.length === 0 ? 0 : blow.at % out.length;
    if (blow.how === 'flip') out[at] = blow.byte;
    else if (blow.how === 'cut') out = out.subarray(0, at);
    else if (blow.how === 'drop') out = Buffer.concat([out.subarray(0, at), out.subarray(at + blow.length)]);
    else out = Buffer.concat([out.subarray(0, at), Buffer.from(blow.text), out.subarray(at)]);
  }
  return out;
}

describe.each(real)('whatever is done to a file of $format', ({ format, kinds: ids, bytes }) => {
  test('its import ends in records and refusals, never in a crash', async () => {
    await fc.assert(
      fc.asyncProperty(damage, fc.constantFrom(...ids), fc.boolean(), async (blows, kindId, packed) => {
        const content = damaged(bytes, blows);
        await survive(format, kindId, packed ? gzipSync(content) : content);
      }),
      { numRuns: 60 },
    );
  });

  test('packed and then damaged, it is refused or read', async () => {
    const packed = gzipSync(bytes);
    await fc.assert(
      fc.asyncProperty(damage, async (blows) => survive(format, ids[0] ?? '', damaged(packed, blows))),
      { numRuns: 25 },
    );
  });

  test('anything else that is JSON, or nothing at all, is refused or read', async () => {
    const names =
      `id number user login merged merged_at created_at reviews timeline event state submitted_at commit parents author committer
       date message eventID eventTime eventName userIdentity Records Findings Id Compliance Status Resources Vulnerabilities
       Results Target VulnerabilityID __proto__ constructor head base check_runs Severity Label toString`.split(/\s+/);
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(
          fc.constantFrom(
            null,
            true,
            '',
            'APPROVED',
            'ConsoleLogin',
            '2023-01-01T00:00:00Z',
            '1969-01-01T00:00:00Z',
            '\ud800',
            '\0',
          ),
          fc.double(),
          fc.string(),
        ),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 8 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(...ids), async (json, kindId) =>
        survive(format, kindId, Buffer.from(JSON.stringify(json) ?? '')),
      ),
      { numRuns: 80 },
    );
  });
});

test('any text at all is a kind or a mapping, or is refused as one', () => {
  const kind = kinds.get('person') ?? null;
  const yaml = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.json(),
    fc.constantFrom(
      'a: &a [*a]',
      '? {a: 1}\n: 2',
      '--- \n---\n',
      'kind: person\ncolumns: []',
      '!!js/function x',
      '\t- a: b: c',
    ),
  );
  fc.assert(
    fc.property(yaml, (text) => {
      const attempts: ((text: string) => CsvMapping | object)[] = [
        (t) => parseKind(t, 'f'),
        (t) => parseMapping(t, 'f', kind),
      ];
      for (const attempt of attempts) {
        try {
          attempt(text);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.problems.length + error.message.length).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 300 },
  );
});
