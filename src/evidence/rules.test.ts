import { expect, test } from 'vitest';
import type { Provenance } from './model.ts';
import { checkProvenance, collectionStatement, utcInstant } from './rules.ts';

const now = '2024-02-01T00:00:00Z';
const good: Provenance = {
  source: 'GitHub REST API',
  collector: { name: 'curl', version: '8.4' },
  query: 'GET /pulls',
  parameters: { state: 'closed' },
  account: 'auditor-read-only',
  collectedAt: '2024-01-05T09:00:00+02:00',
  collectedBy: 'J. Example',
  periodStart: '2023-01-01',
  periodEnd: '2023-12-31',
};
const sentences = (change: Partial<Provenance>, name = 'pulls.ndjson') => {
  return checkProvenance(name, { ...good, ...change }, now).map((problem) => problem.sentence);
};

test('a complete provenance has nothing wrong, and neither has one without query, account and period', () => {
  expect(sentences({})).toEqual([]);
  expect(sentences({ query: null, account: null, periodStart: null, periodEnd: null })).toEqual([]);
});

test('everything that is wrong is said at once', () => {
  expect(sentences({ source: ' ', collectedBy: '', periodEnd: '2022-01-01' })).toHaveLength(3);
});

test.each([
  [{ collectedAt: '2024-02-01T00:00:01Z' }, 'lies in the future'],
  [{ collectedAt: '2024-01-05' }, 'is not a time'],
  [{ collectedAt: '1969-12-31T23:59:59Z' }, 'is not a time since 1970'],
  [{ collectedAt: '2024-13-05T09:00:00Z' }, 'is not a time'],
  [{ periodStart: '2023-02-29' }, 'no day'],
  [{ periodStart: '1969-12-31' }, 'no day'],
  [{ periodEnd: null }, 'one end only'],
  [{ query: 'a\u0000b' }, 'control characters'],
])('%j is refused: %s', (change, words) => {
  const said = sentences(change);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(words);
});

test('a hostile name is refused and does not reach the message as it is', () => {
  const [problem] = checkProvenance('a\u001b[2Jb', good, now);
  expect(problem?.subject).toBe('a\ufffd[2Jb');
});

test('an instant is kept in UTC, without zeros at the end of its fraction', () => {
  expect(utcInstant('2024-01-05T09:00:00+02:00')).toBe('2024-01-05T07:00:00Z');
  expect(utcInstant('2024-01-05T10:20:30.120Z')).toBe('2024-01-05T10:20:30.12Z');
  expect(utcInstant('2024-01-05T10:20:00Z')).toBe('2024-01-05T10:20:00Z');
});

test('the collection statement names the plain bytes as its subject and the period apart from the time of recording', () => {
  const item = {
    id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    name: 'pulls.ndjson',
    sha256: 'a'.repeat(64),
    size: 3,
    mediaType: { type: 'application/x-ndjson', inner: null, encoding: 'utf-8' },
    blob: 'b'.repeat(64),
    ...good,
    recordedAt: now,
  };
  const maker = { role: 'staff', name: 'S. Example', side: 'firm', custody: 'installation' } as const;
  const draft = collectionStatement(item, maker, [{ index: 0, digest: 'c'.repeat(64) }]);
  expect(draft).toMatchObject({
    hop: 'collection',
    subject: { name: 'pulls.ndjson', sha256: item.sha256 },
    body: { blob: item.blob, periodStart: '2023-01-01', periodEnd: '2023-12-31', query: 'GET /pulls' },
    inputs: [{ index: 0 }],
    at: now,
  });
});
