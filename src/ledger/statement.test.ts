import { describe, expect, it } from 'vitest';
import { concat, toHex, utf8 } from './bytes.ts';
import { sha256 } from './crypto.ts';
import { entryBody, entryLeafHash, entryValue } from './entry.ts';
import { Refusal } from '../refusal.ts';
import { checkHeaderOrder, checkOrder } from './order.ts';
import { headerOf, hops, parseStatement, type StatementDraft, statementDigest, statementJson } from './statement.ts';

const digest = (n: number): string => toHex(sha256(Uint8Array.of(n)));
const draft: StatementDraft = {
  hop: 'test',
  subject: { name: 'workpaper 7', sha256: digest(1) },
  body: { result: 'no-exceptions', tested: 25 },
  inputs: [
    { index: 9, digest: digest(9) },
    { index: 2, digest: digest(2) },
    { index: 9, digest: digest(9) },
  ],
  maker: { role: 'staff', name: 'S. Example', side: 'firm', custody: 'installation' },
  at: '2024-02-29T10:00:00.5Z',
};
const problemsOf = (changed: Partial<StatementDraft>): readonly string[] => {
  try {
    statementJson({ ...draft, ...changed });
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map((problem) => problem.subject);
    throw error;
  }
  return [];
};

describe('a statement', () => {
  it('is an in-toto Statement v1 in canonical JSON, its inputs in ascending order and once each', () => {
    expect(statementJson(draft)).toBe(
      `{"_type":"https://in-toto.io/Statement/v1","predicate":{"at":"2024-02-29T10:00:00.5Z","body":{"result":"no-exceptions","tested":25},` +
        `"inputs":[{"digest":"${digest(2)}","index":2},{"digest":"${digest(9)}","index":9}],` +
        `"maker":{"custody":"installation","name":"S. Example","role":"staff","side":"firm"}},` +
        `"predicateType":"urn:tickmark:predicate:test:1","subject":[{"digest":{"sha256":"${digest(1)}"},"name":"workpaper 7"}]}`,
    );
    expect(statementDigest(statementJson(draft))).toBe(toHex(sha256(utf8(statementJson(draft)))));
    expect(headerOf(draft)).toEqual({ hop: 'test', inputs: [2, 9] });
  });
  it('is read back as it was stated, for every hop of the chain', () => {
    for (const hop of hops) {
      const read = parseStatement(statementJson({ ...draft, hop }));
      expect(read).toEqual({
        ...draft,
        hop,
        inputs: [
          { index: 2, digest: digest(2) },
          { index: 9, digest: digest(9) },
        ],
      });
    }
  });
  it.each([
    ['a digest in capitals', { subject: { name: 'x', sha256: digest(1).toUpperCase() } }, 'subject'],
    ['a subject without name', { subject: { name: '', sha256: digest(1) } }, 'subject'],
    ['a day that does not exist', { at: '2023-02-29T10:00:00Z' }, 'at'],
    ['a local time', { at: '2024-02-29T10:00:00+01:00' }, 'at'],
    ['a maker without name', { maker: { ...draft.maker, name: '' } }, 'maker'],
    ['a negative input', { inputs: [{ index: -1, digest: digest(1) }] }, 'inputs'],
  ] as const)('with %s is refused', (_, changed, subject) => {
    expect(problemsOf(changed)).toEqual([subject]);
  });
  it('with several things wrong is refused for all of them at once', () => {
    expect(problemsOf({ at: '', maker: { ...draft.maker, role: '' }, subject: { name: '', sha256: '' } })).toHaveLength(
      4,
    );
  });
  it('of another shape is not read', () => {
    const json = statementJson(draft);
    const altered = [
      json.replace('"at":', '"actor":"x","at":'),
      json.replace('predicate:test:1', 'predicate:other:1'),
      json.replace('predicate:test:1', 'predicate:test:2'),
      json.replace('Statement/v1', 'Statement/v2'),
      json.replace('"side":"firm"', '"side":"reader"'),
      json.replace('"custody":"installation"', '"custody":"nobody"'),
      json.replace('"index":2', '"index":"2"'),
      json.replace('{"digest":{', '{"annotations":{},"digest":{'),
      `${json}\n`,
      '{}',
      '[]',
    ];
    for (const text of altered) {
      expect(text).not.toBe(json);
      expect(() => parseStatement(text), text).toThrow(Refusal);
    }
  });
});

describe('an entry', () => {
  const salt = new Uint8Array(32).fill(3);
  it('is a commitment as the format writes it: salt and envelope, then header and body', () => {
    const body = entryBody(salt, '{"é":1}');
    expect(body).toEqual(sha256(concat(utf8('tickmark-entry/1\n'), salt, utf8('{"é":1}'))));
    const value = entryValue({ inputs: [2, 9], hop: 'test' }, body);
    expect(value).toEqual(sha256(concat(utf8('tickmark-header/1\n{"hop":"test","inputs":[2,9]}\n'), body)));
    expect(entryLeafHash({ hop: 'test', inputs: [2, 9] }, body)).toEqual(sha256(concat(Uint8Array.of(0), value)));
  });
  it('with another salt tells nothing of being the same statement', () => {
    expect(entryBody(salt, 'x')).not.toEqual(entryBody(new Uint8Array(32), 'x'));
    expect(() => entryBody(new Uint8Array(16), 'x')).toThrow('32 bytes');
    expect(() => entryValue({ hop: 'test', inputs: [] }, new Uint8Array(31))).toThrow('32 bytes');
  });
});

describe('order', () => {
  const log = new Map([0, 1, 2].map((n) => [n, digest(n)]));
  const codes = (index: number, inputs: readonly (readonly [number, string])[]): readonly string[] =>
    checkOrder({ index, inputs: inputs.map(([at, of]) => ({ index: at, digest: of })) }, (at) => log.get(at)).map(
      (one) => one.code,
    );

  it('holds when every input is earlier, known and of the digest named', () => {
    expect(
      codes(3, [
        [0, digest(0)],
        [2, digest(2)],
      ]),
    ).toEqual([]);
    expect(codes(0, [])).toEqual([]);
  });
  it('is violated by an input that is the entry itself, later, unknown, of another digest or no index, each named', () => {
    expect(
      codes(3, [
        [3, digest(3)],
        [4, digest(4)],
        [1, digest(2)],
        [-1, digest(0)],
        [0.5, digest(0)],
      ]),
    ).toEqual(['input-not-earlier', 'input-not-earlier', 'input-digest', 'input-unknown', 'input-unknown']);
    expect(codes(5, [[4, digest(4)]])).toEqual(['input-unknown']);
    expect(
      codes(3, [
        [1, digest(1)],
        [1, digest(2)],
      ]),
    ).toEqual(['input-digest', 'input-digest']);
  });
  it('can be held against entries that are not opened', () => {
    expect(checkOrder({ index: 3, inputs: [{ index: 1, digest: digest(9) }] }, () => null)).toEqual([]);
  });
  it('of headers alone: ascending, complete, and nothing before what it rests on', () => {
    const chain = (...inputs: readonly (readonly number[])[]) =>
      checkHeaderOrder(inputs.map((list, index) => ({ index, header: { inputs: list } }))).map((one) => one.code);
    expect(chain([], [0], [0, 1])).toEqual([]);
    expect(chain([], [1])).toEqual(['input-not-earlier']);
    expect(chain([], [0], [1, 0])).toEqual(['inputs-not-ascending']);
    expect(chain([], [0], [0, 0])).toEqual(['inputs-not-ascending']);
    const gap = [
      { index: 4, header: { inputs: [] } },
      { index: 7, header: { inputs: [5] } },
    ];
    expect(checkHeaderOrder(gap).map((one) => one.code)).toEqual(['input-unknown']);
    expect(checkHeaderOrder(gap.toReversed()).map((one) => one.code)).toContain('entries-not-ascending');
  });
});
