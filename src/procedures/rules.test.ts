import { describe, expect, it } from 'vitest';
import type { Kind, PopulationRecord } from '../populations/kind.ts';
import { compileProcedure, evaluateRecord, explainItem, matchesOf, parseProcedure, parseProcedures } from './index.ts';
import type { Compiled } from './index.ts';
import type { RuleContext } from './model.ts';

const kind = (id: string, fields: Kind['fields']): Kind => ({
  id,
  title: id,
  unit: `one ${id}`,
  noun: `${id}s`,
  key: ['id'],
  time: null,
  categories: [],
  fields,
  source: 'test',
  edition: '1',
  effectiveFrom: '2020-01-01',
});
const CHANGE = kind('change', [
  { name: 'id', type: 'text' },
  { name: 'author', type: 'text' },
  { name: 'merged_by', type: 'text' },
  { name: 'base', type: 'text', values: ['main', 'develop'] },
  { name: 'merged_at', type: 'time' },
  { name: 'due_on', type: 'date' },
  { name: 'count', type: 'integer' },
  { name: 'share', type: 'number' },
  { name: 'urgent', type: 'boolean' },
  { name: 'labels', type: 'list', of: 'text' },
  { name: 'approvals', type: 'list', of: { by: 'text', at: 'time' } },
]);
const PERSON = kind('person', [
  { name: 'id', type: 'text' },
  { name: 'login', type: 'text' },
  { name: 'left_on', type: 'date' },
]);
const KINDS = new Map([CHANGE, PERSON].map((one) => [one.id, one]));
const CONTEXT: RuleContext = {
  periodStart: '2023-01-01',
  periodEnd: '2023-12-31',
  asOf: null,
  timeZone: 'America/New_York',
  holidays: ['2023-05-29'],
};
const change = (facts: Readonly<Record<string, PopulationRecord[string]>>): PopulationRecord => ({
  ...Object.fromEntries(CHANGE.fields.map((field) => [field.name, null])),
  id: 'C-1',
  ...facts,
});

const yaml = (rule: string, more = ''): string => `
id: change-test
control: CHG-01
criteria: [CC8.1]
nature: reperformance
extent: all
says: Compared every change.
population: { kind: change }
${more}
attributes:
  A: { says: The rule, kind: occurrence, rule: ${JSON.stringify(rule)} }
`;
const compiled = (rule: string, more = ''): Compiled => {
  const { procedure, problems } = parseProcedure(yaml(rule, more), 'p.yaml');
  expect(problems).toEqual([]);
  if (procedure === undefined) throw new Error('no procedure');
  const result = compileProcedure(procedure, KINDS);
  expect(result.problems).toEqual([]);
  if (result.compiled === undefined) throw new Error('not compiled');
  return result.compiled;
};
const sentences = (rule: string, more = ''): readonly string[] => {
  const { procedure } = parseProcedure(yaml(rule, more), 'p.yaml');
  if (procedure === undefined) throw new Error('no procedure');
  return compileProcedure(procedure, KINDS).problems.map((problem) => `${problem.subject}: ${problem.sentence}`);
};
const result = (rule: string, facts: Readonly<Record<string, PopulationRecord[string]>>, more = ''): string => {
  const { result: one, reason } = evaluateRecord(compiled(rule, more), change(facts), {}, CONTEXT).attributes[0] ?? {
    result: '?',
    reason: null,
  };
  return reason === null ? one : `${one}: ${reason}`;
};

describe('a procedure file', () => {
  it('is read with means following extent', () => {
    const { procedure } = parseProcedure(yaml('r.count >= 1'), 'p.yaml');
    expect(procedure).toMatchObject({
      id: 'change-test',
      means: 'tool',
      attributes: [{ id: 'A', kind: 'occurrence' }],
    });
  });

  it('is refused for an unknown field, with its line and the nearest name', () => {
    const { procedure, problems } = parseProcedure(
      yaml('r.count >= 1', 'unti: one change\nlimits: { ratte: "0.1" }'),
      'p.yaml',
    );
    expect(procedure).toBeUndefined();
    expect(problems.map((one) => `${one.subject} ${one.sentence}`)).toEqual([
      'p.yaml:10 The field “ratte” is not known here; the nearest is “rate”.',
      'p.yaml:9 The field “unti” is not known here; the nearest is “unit”.',
    ]);
  });

  it('says everything that is wrong at once', () => {
    const { problems } = parseProcedure(
      'id: X Y\ncontrol: C\nnature: guess\nextent: all\nsays: s\ncriteria: []',
      'p.yaml',
    );
    expect(problems.map((one) => one.subject)).toEqual(['p.yaml:1', 'p.yaml:6', 'p.yaml:3']);
  });

  it('may hold several documents, and broken or hostile text is told with its line', () => {
    const two = `${yaml('r.count >= 1')}\n---\n${yaml('r.count >= 1').replace('id: change-test', 'id: other')}`;
    expect(parseProcedures(two, 'p.yaml').procedures.map((one) => one.id)).toEqual(['change-test', 'other']);
    expect(parseProcedures('a: [1', 'p.yaml').problems[0]?.subject).toBe('p.yaml:1');
    expect(parseProcedures('a: &x [1]\nb: [*x, *x]', 'p.yaml').problems[0]?.sentence).toContain(
      'aliases are not allowed',
    );
    expect(parseProcedures('', 'p.yaml').problems[0]?.sentence).toBe('The file holds no procedure.');
    expect(parseProcedures(yaml('r.count >= 1').replace('rule:', 'quotes: x, x:'), 'p.yaml').procedures).toEqual([]);
  });

  it('cannot claim that a tool tests everything when an attribute has no rule', () => {
    const { problems } = parseProcedure(yaml('true').replace(', rule: "true"', ''), 'p.yaml');
    expect(problems[0]?.sentence).toBe('Attribute A has no rule, but a tool tests all records.');
  });
});

describe('a rule that cannot be run', () => {
  it.each([
    ['r.autor == "x"', 'character 2: “autor” is not a field of the kind “change”; the nearest is “author”.'],
    ['r.count >= 1 && r.author > 5', 'character 26: Text and a whole number cannot be compared.'],
    ['r.count + 1', ': The rule must be true or false, but it yields something else.'],
    ['r.due_on == "2023-01-01"', "write date('…')"],
    ['r.base == "mian"', 'character 8: “mian” is never a value of this field; the nearest is “main”.'],
    ['r.count == null && rr.x == 1', '“rr” is not known'],
    ['busines_days(r.due_on, r.merged_at) < 1', 'the nearest is “business_days”'],
    ['hours(r.due_on, r.merged_at) < 1.0', 'a date has no time of day; use days()'],
    ['r.merged_at - r.due_on > duration("1h")', 'use days()'],
    ['r.share + r.count > 1.0', 'write double(…)'],
    ['r.approvals.exists(a, a.bi == "x")', 'the nearest is “by”'],
    ['r.author.matches("(?i)x")', 'is not a pattern rules may use'],
    ['r.author.matches("a**")', 'is not a pattern rules may use'],
    ['r.count ==', 'not valid CEL'],
    ['r.count == 1 || "x"', 'character 17: “||” needs true or false, but this is text.'],
    ['r.author == null + 1', 'null can only be compared'],
    ['timestamp("yesterday") < r.merged_at', 'is not a time'],
    ['duration("1 day") < duration("1h")', 'is not a duration'],
    ['r.labels == r.labels', 'Lists cannot be compared'],
    ['r.urgent < true', 'no order'],
    [`${'('.repeat(500)}true${')'.repeat(500)}`, 'nests too deeply'],
  ])('%s is refused with its place', (rule, sentence) => {
    expect(sentences(rule).join('\n')).toContain(sentence);
  });

  it('is told for every attribute at once', () => {
    const two = yaml('r.autor == "x"').replace(
      'attributes:',
      'attributes:\n  B: { says: x, kind: occurrence, rule: "r.cuont == 1" }',
    );
    const { procedure } = parseProcedure(two, 'p.yaml');
    if (procedure === undefined) throw new Error('no procedure');
    expect(compileProcedure(procedure, KINDS).problems.map((one) => one.subject)).toEqual([
      'procedure change-test, attribute A, character 2',
      'procedure change-test, attribute B, character 2',
    ]);
  });
});

describe('a missing fact', () => {
  it.each([
    ['r.author != "a"', {}, 'missing: r.author is missing'],
    ['r.author == "a" || r.count > 0', { count: 1 }, 'met'],
    ['r.author == "a" && r.count > 0', { count: 0 }, 'false'],
    ['r.author == "a" || r.count > 0', { count: 0 }, 'missing: r.author is missing'],
    ['!(r.urgent)', {}, 'missing: r.urgent is missing'],
    ['r.author == null', {}, 'met'],
    ['r.author != null', {}, 'false'],
    ['r.author == null || r.author == r.merged_by', { author: 'a' }, 'missing: r.merged_by is missing'],
    ['as_of > r.due_on', { due_on: '2023-01-01' }, 'missing: as_of is missing'],
    ['size(r.labels) == 0', {}, 'missing: r.labels is missing'],
    ['size(r.labels) == 0', { labels: [] }, 'met'],
  ] as const)('%s is never a pass by accident', (rule, facts, expected) => {
    expect(result(rule, facts)).toBe(expected);
  });

  it('in the applicability of an attribute is an item to resolve, and not applicable only when it is false', () => {
    const more = (rule: string): string => yaml(rule).replace('rule:', 'applies: "r.urgent", rule:');
    const run = (facts: Readonly<Record<string, PopulationRecord[string]>>): unknown => {
      const { procedure } = parseProcedure(more('r.count > 0'), 'p.yaml');
      const one = procedure === undefined ? undefined : compileProcedure(procedure, KINDS).compiled;
      return one === undefined ? null : evaluateRecord(one, change(facts), {}, CONTEXT).attributes[0]?.result;
    };
    expect([run({ urgent: false }), run({ count: 1 }), run({ urgent: true, count: 1 })]).toEqual([
      'not-applicable',
      'missing',
      'met',
    ]);
  });

  it('in the condition of the population is an exclusion with its reason', () => {
    const text = yaml('true').replace('{ kind: change }', '{ kind: change, where: "r.count / r.count > 0" }');
    const { procedure } = parseProcedure(text, 'p.yaml');
    const one = procedure === undefined ? undefined : compileProcedure(procedure, KINDS).compiled;
    if (one === undefined) throw new Error('not compiled');
    expect(evaluateRecord(one, change({}), {}, CONTEXT)).toMatchObject({
      population: 'missing',
      reason: 'r.count is missing',
    });
    expect(evaluateRecord(one, change({ count: 0 }), {}, CONTEXT)).toMatchObject({
      population: 'error',
      reason: 'int divide by zero',
    });
  });
});

type Case = readonly [
  rule: string,
  facts: Readonly<Record<string, PopulationRecord[string]>>,
  expected: string,
  more?: string,
];

describe('days, times and text', () => {
  const cases: readonly Case[] = [
    ['r.merged_at <= r.due_on', { merged_at: '2023-03-02T04:59:59Z', due_on: '2023-03-01' }, 'met'],
    ['r.merged_at <= r.due_on', { merged_at: '2023-03-02T05:00:00Z', due_on: '2023-03-01' }, 'false'],
    ['r.merged_at <= period.end', { merged_at: '2024-01-01T04:59:59.999999Z' }, 'met'],
    ['days(r.due_on, r.merged_at) == 1', { merged_at: '2023-03-13T03:59:59Z', due_on: '2023-03-11' }, 'met'],
    ['business_days(r.due_on, r.merged_at) == 1', { due_on: '2023-05-26', merged_at: '2023-05-30T12:00:00Z' }, 'met'],
    ['months(r.due_on, r.merged_at) == 1', { due_on: '2023-01-31', merged_at: '2023-02-28T12:00:00Z' }, 'met'],
    ['hours(r.approvals[0].at, r.merged_at) < 1.0', {}, 'refused'],
    [
      'r.merged_at < timestamp("2023-01-01T00:00:00+02:00") + duration("24h")',
      { merged_at: '2023-01-01T21:59:59Z' },
      'met',
    ],
    ['r.author < "\\uFFFD"', { author: '\u{1F600}' }, 'false'],
    ['r.author.lowerAscii() == "Éa"', { author: 'ÉA' }, 'met'],
    ['size(r.author) == 1', { author: '\u{1F600}' }, 'met'],
    ['r.count + 9223372036854775807 > 0', { count: 1 }, 'error: int overflow during _+_'],
    ['r.share * 10.0 > 0.0', { share: 1e308 }, 'error: number out of range'],
    [
      'r.approvals.exists(a, a.by != r.author && a.at <= r.merged_at)',
      {
        author: 'a',
        merged_at: '2023-01-02T00:00:00Z',
        approvals: [
          { by: null, at: null },
          { by: 'b', at: '2023-01-01T00:00:00Z' },
        ],
      },
      'met',
    ],
    [
      'size(r.approvals.filter(a, a.by != r.author)) >= 2',
      { author: 'a', approvals: [{ by: 'b', at: null }] },
      'false',
    ],
    ['"x" in r.labels', { labels: ['y', 'x'] }, 'met'],
    [
      'hours_due <= 24 && hours(r.merged_at, r.merged_at) <= hours_due',
      { merged_at: '2023-01-02T00:00:00Z' },
      'met',
      'constants: { hours_due: 24 }',
    ],
  ];
  it.each(cases.map((one) => [one[0], one] as const))('%s', (_, [rule, facts, expected, more = '']) => {
    if (expected === 'refused') expect(sentences(rule).length).toBeGreaterThan(0);
    else expect(result(rule, facts, more)).toBe(expected);
  });
});

describe('a joined population', () => {
  const WITH = 'with: { leaver: { kind: person, on: "leaver.login == r.author" } }';
  const people: readonly PopulationRecord[] = [
    { id: '1', login: 'a', left_on: '2023-01-01' },
    { id: '2', login: 'b', left_on: null },
    { id: '3', login: 'c', left_on: null },
    { id: '4', login: 'c', left_on: null },
  ];
  const run = (rule: string, author: string | null): string => {
    const one = compiled(rule, WITH);
    const record = change({ author, merged_at: '2023-01-02T12:00:00Z' });
    const join = one.joins[0];
    if (join === undefined) throw new Error('no join');
    const matches = { leaver: matchesOf(join, record, CHANGE, people, CONTEXT) };
    const { result: found, reason } = evaluateRecord(one, record, matches, CONTEXT).attributes[0] ?? {
      result: '?',
      reason: null,
    };
    return reason === null ? found : `${found}: ${reason}`;
  };

  it('gives one match, no match as missing facts, and several matches as an error', () => {
    const rule = 'business_days(leaver.left_on, r.merged_at) <= 1';
    expect(run(rule, 'a')).toBe('met');
    expect(run(rule, 'b')).toBe('missing: leaver.left_on is missing');
    expect(run(rule, 'nobody')).toBe('missing: leaver.left_on is missing');
    expect(run(rule, null)).toBe('missing: leaver.left_on is missing');
    expect(run(rule, 'c')).toBe('error: several leaver match');
    expect(run('leaver == null', 'nobody')).toBe('met');
    expect(run('leaver == null', 'c')).toBe('false');
    expect(run('leaver.left_on == null', 'nobody')).toBe('met');
  });

  it('is joined by equality of keys and nothing else', () => {
    const problem = (on: string): string =>
      sentences('true', `with: { leaver: { kind: person, on: ${JSON.stringify(on)} } }`).join();
    expect(problem('leaver.login != r.author')).toContain('equality of keys');
    expect(problem('leaver.login == leaver.id')).toContain('names only');
    expect(problem('leaver.logn == r.author')).toContain('the nearest is “login”');
  });
});

it('an item is explained by its facts', () => {
  const explained = explainItem(compiled('r.author != r.merged_by'), 'A', change({ author: 'a' }), {}, CONTEXT);
  expect(explained).toEqual({
    attribute: 'A',
    result: 'missing',
    sentence: 'The rule: not decided, r.merged_by is missing.',
    facts: [
      { name: 'r.author', value: 'a' },
      { name: 'r.merged_by', value: null },
    ],
  });
});
