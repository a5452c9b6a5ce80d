import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  businessDays,
  calendarDays,
  dayNumber,
  dayOfInstant,
  instantMicros,
  monthOfDay,
  monthSteps,
  months,
  zoneOffsets,
} from '../../calendar.ts';
import type { Kind, PopulationRecord } from '../../populations/kind.ts';
import {
  type Compiled,
  censusSql,
  compileProcedure,
  evaluateRecord,
  matchesOf,
  type Procedure,
  quoteText,
  type RuleContext,
  ruleWriter,
  stepSql,
} from '../../procedures/index.ts';
import { type RunSql, withLockedEngine } from './locked-engine.ts';
import { writeParquetFixture } from './parquet-fixture.ts';

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
const RECORD = kind('record', [
  { name: 'id', type: 'text' },
  { name: 'a', type: 'text' },
  { name: 'b', type: 'text' },
  { name: 'n', type: 'integer' },
  { name: 'm', type: 'integer' },
  { name: 'x', type: 'number' },
  { name: 'y', type: 'number' },
  { name: 'p', type: 'boolean' },
  { name: 'q', type: 'boolean' },
  { name: 'd', type: 'date' },
  { name: 'e', type: 'date' },
  { name: 't', type: 'time' },
  { name: 'u', type: 'time' },
  { name: 'tags', type: 'list', of: 'text' },
  {
    name: 'steps',
    type: 'list',
    of: { by: 'text', at: 'time', on: 'date', count: 'integer', ok: 'boolean', share: 'number' },
  },
]);
const OTHER = kind('other', [
  { name: 'id', type: 'text' },
  { name: 'key', type: 'text' },
  { name: 'n', type: 'integer' },
  { name: 't', type: 'time' },
  { name: 'd', type: 'date' },
  { name: 'tags', type: 'list', of: 'text' },
]);

const ZONES = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Monrovia',
  'America/Havana',
  'Pacific/Kwajalein',
];
const TEXTS = [
  'a',
  'A',
  'b',
  'ab',
  'é',
  'É',
  'e\u0301',
  'ß',
  'İ',
  '\u{1F600}',
  '\uFFFD',
  '\u{10FFFF}',
  "o'clock",
  '"',
  '\\',
  'a\nb',
  ' ',
  '%_',
  'ﬁ',
  'zz',
  'a.b',
];
const DATES = [
  '1970-01-01',
  '2100-12-31',
  '2023-03-11',
  '2023-03-12',
  '2023-03-13',
  '2023-10-29',
  '2024-02-29',
  '2023-02-28',
  '2023-01-31',
  '2023-12-31',
  '2024-01-01',
  '2011-12-30',
  '2023-05-29',
];
const TIMES = [
  '1970-01-01T00:00:00Z',
  '2100-12-31T23:59:59.999999Z',
  '2023-03-12T06:59:59.999999Z',
  '2023-03-12T07:00:00Z',
  '2023-11-05T05:30:00Z',
  '2023-11-05T06:30:00Z',
  '2023-03-12T04:59:59Z',
  '2023-03-12T05:00:00Z',
  '2023-10-29T00:59:59Z',
  '2023-10-29T01:00:00.000001Z',
  '2011-12-30T09:59:59Z',
  '2011-12-30T10:00:00Z',
  '2024-02-29T23:30:00Z',
  '1972-01-07T00:44:29Z',
  '1972-01-07T00:44:30Z',
  '2023-12-31T23:59:59.5Z',
];
const WHOLES = [0, 1, -1, 2, 3, 7, -7, 10, 100, 2 ** 31, -(2 ** 53) + 1, 2 ** 53 - 1];
const NUMBERS = [0, -0, 1, 1.5, -2.25, 0.1, 0.2, 0.3, 1e308, -1e308, 5e-324, 2 ** 53 + 2, 1e18, 24];

const of = <Value>(pool: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...pool);
const maybe = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(one, { freq: 4, nil: null });
const wellFormed = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 6 })
  .filter((text) => !text.includes('\0') && text.isWellFormed());
const text = fc.oneof({ weight: 4, arbitrary: of(TEXTS) }, { weight: 1, arbitrary: wellFormed });
const micros = fc
  .integer({ min: 0, max: 4_133_980_799 })
  .map((second) => new Date(second * 1000).toISOString().replace('.000', ''));
const time = fc.oneof(of(TIMES), micros);
const date = fc.oneof(
  of(DATES),
  fc.integer({ min: 0, max: 47_846 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
);
const whole = fc.oneof(of(WHOLES), fc.maxSafeInteger());
const number = fc.oneof(of(NUMBERS), fc.double({ noNaN: true, noDefaultInfinity: true }));
const step = fc.record({
  by: maybe(text),
  at: maybe(time),
  on: maybe(date),
  count: maybe(whole),
  ok: maybe(fc.boolean()),
  share: maybe(number),
});
const facts = fc.record({
  a: maybe(text),
  b: maybe(text),
  n: maybe(whole),
  m: maybe(whole),
  x: maybe(number),
  y: maybe(number),
  p: maybe(fc.boolean()),
  q: maybe(fc.boolean()),
  d: maybe(date),
  e: maybe(date),
  t: maybe(time),
  u: maybe(time),
  tags: maybe(fc.array(text, { maxLength: 3 })),
  steps: maybe(fc.array(step, { maxLength: 3 })),
});
const others = fc.array(
  fc.record({
    key: maybe(text),
    n: maybe(whole),
    t: maybe(time),
    d: maybe(date),
    tags: maybe(fc.array(text, { maxLength: 2 })),
  }),
  { minLength: 1, maxLength: 8 },
);

// Rules by type; `inside` gives the variable of a surrounding list test.
type Rule = fc.Arbitrary<string>;
const quoted = (value: string): string => JSON.stringify(value);
const build = (
  depth: number,
  inside: boolean,
): { boolean: Rule; text: Rule; whole: Rule; number: Rule; date: Rule; time: Rule; span: Rule } => {
  const leafText = fc.oneof(
    of(['r.a', 'r.b', 'r.a', 'r.b', ...(inside ? ['s.by', 's.by'] : [])]),
    of(TEXTS).map(quoted),
    of(['word']),
  );
  const leafWhole = fc.oneof(
    of(['r.n', 'r.m', 'o.n', ...(inside ? ['s.count', 's.count'] : [])]),
    of([
      '0',
      '1',
      '-1',
      '3',
      '9223372036854775807',
      '-9223372036854775808',
      'few',
      'size(r.tags)',
      'size(r.a)',
      'size(r.steps)',
      'size(o.tags)',
    ]),
  );
  const leafNumber = fc.oneof(
    of(['r.x', 'r.y', ...(inside ? ['s.share'] : [])]),
    of(['0.0', '1.5', '-0.0', '1e308', '24.0', 'rate']),
  );
  const leafDate = of([
    'r.d',
    'r.e',
    'o.d',
    'period.start',
    'period.end',
    'as_of',
    "date('2023-03-12')",
    ...(inside ? ['s.on'] : []),
  ]);
  const leafTime = of(['r.t', 'r.u', 'o.t', "timestamp('2023-03-12T05:00:00Z')", ...(inside ? ['s.at', 's.at'] : [])]);
  if (depth === 0) {
    const leafBoolean = of([
      'r.p',
      'r.q',
      'true',
      'false',
      '(r.a == null)',
      '(r.t != null)',
      '(o.n == null)',
      '(o == null)',
      'has(r.x)',
      ...(inside ? ['s.ok', '(s.by == null)', '(s.at != null)'] : []),
    ]);
    return {
      boolean: leafBoolean,
      text: leafText,
      whole: leafWhole,
      number: leafNumber,
      date: leafDate,
      time: leafTime,
      span: of(["duration('24h')", "duration('-90m')", "duration('1us')", "duration('0s')"]),
    };
  }
  const deeper = build(depth - 1, inside);
  const pair = (one: Rule, signs: readonly string[], two: Rule): Rule =>
    fc.tuple(one, of(signs), two).map(([left, sign, right]) => `(${left} ${sign} ${right})`);
  const call = (name: string, one: Rule, two: Rule): Rule =>
    fc.tuple(one, two).map(([left, right]) => `${name}(${left}, ${right})`);
  const choose = (one: Rule): Rule =>
    fc.tuple(deeper.boolean, one, one).map(([when, left, right]) => `(${when} ? ${left} : ${right})`);
  const order = ['==', '!=', '<', '<=', '>', '>='];
  const day = fc.oneof(deeper.date, deeper.time);
  const span = fc.oneof(
    deeper.span,
    fc.tuple(leafTime, leafTime).map(([left, right]) => `(${left} - ${right})`),
  );
  const inner = inside ? null : build(depth - 1, true).boolean;
  const booleans: Rule[] = [
    pair(deeper.boolean, ['&&', '||', '&&', '||', '==', '!='], deeper.boolean),
    pair(deeper.boolean, ['&&', '||'], deeper.boolean),
    deeper.boolean.map((one) => `!(${one})`),
    choose(deeper.boolean),
    pair(deeper.text, order, deeper.text),
    pair(deeper.whole, order, deeper.whole),
    pair(deeper.number, order, deeper.number),
    // An overflow beside a constant: where an optimizer is most tempted.
    pair(pair(leafWhole, ['+', '-', '*', '/', '%'], leafWhole), order, of(['0', '3', '-9223372036854775808', 'few'])),
    pair(deeper.whole, order, deeper.number),
    pair(deeper.date, order, deeper.date),
    pair(deeper.time, order, deeper.time),
    pair(deeper.date, order, deeper.time),
    pair(span, order, span),
    fc
      .tuple(deeper.text, fc.array(deeper.text, { minLength: 1, maxLength: 3 }))
      .map(([left, items]) => `(${left} in [${items.join(', ')}])`),
    fc
      .tuple(deeper.whole, fc.array(deeper.whole, { minLength: 1, maxLength: 3 }))
      .map(([left, items]) => `(${left} in [${items.join(', ')}])`),
    fc
      .tuple(deeper.number, fc.array(deeper.number, { minLength: 1, maxLength: 3 }))
      .map(([left, items]) => `(${left} in [${items.join(', ')}])`),
    fc
      .tuple(deeper.date, fc.array(day, { minLength: 1, maxLength: 2 }))
      .map(([left, items]) => `(${left} in [${items.join(', ')}])`),
    deeper.text.map((one) => `(${one} in r.tags)`),
    fc
      .tuple(deeper.text, of(['startsWith', 'endsWith', 'contains']), deeper.text)
      .map(([left, name, right]) => `${left}.${name}(${right})`),
    fc
      .tuple(deeper.text, of(['^a', 'b$', '^.$', 'a.b', '^[^a-c]+$', '\\\\d|\\\\s', '^(?:a|é){1,2}$', '\\\\bo']))
      .map(([left, pattern]) => `${left}.matches("${pattern}")`),
  ];
  if (inner !== null)
    booleans.push(
      fc.tuple(of(['exists', 'all']), inner).map(([name, body]) => `r.steps.${name}(s, ${body})`),
      fc.tuple(of(['exists', 'all']), inner).map(([name, body]) => `r.steps.${name}(s, ${body})`),
      inner.map((body) => `(size(r.steps.filter(s, ${body})) >= 1)`),
      fc
        .tuple(of(['exists', 'all']), deeper.text, of(order))
        .map(([name, right, sign]) => `r.tags.${name}(w${depth}, w${depth} ${sign} ${right})`),
    );
  return {
    boolean: fc.oneof(...booleans),
    text: fc.oneof(
      leafText,
      leafText,
      deeper.text.map((one) => `${one}.lowerAscii()`),
      pair(deeper.text, ['+'], deeper.text),
      choose(deeper.text),
    ),
    whole: fc.oneof(
      leafWhole,
      pair(deeper.whole, ['+', '-', '*', '/', '%'], deeper.whole),
      deeper.whole.map((one) => `-(${one})`),
      call('days', day, day),
      call('months', day, day),
      call('business_days', day, day),
      choose(deeper.whole),
    ),
    number: fc.oneof(
      leafNumber,
      pair(deeper.number, ['+', '-', '*', '/'], deeper.number),
      call('hours', deeper.time, deeper.time),
      call('minutes', deeper.time, deeper.time),
      deeper.whole.map((one) => `double(${one})`),
    ),
    date: fc.oneof(
      leafDate,
      leafTime.map((one) => `date(${one})`),
    ),
    time: fc.oneof(
      leafTime,
      fc
        .tuple(leafTime, of(['+', '-']), of(["duration('24h')", "duration('-90m')", "duration('1us')"]))
        .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    ),
    span,
  };
};

const contexts = fc.record({
  timeZone: of(ZONES),
  periodStart: maybe(of(['2023-01-01', '2023-03-12'])),
  periodEnd: maybe(of(['2023-12-31'])),
  asOf: maybe(of(DATES)),
  holidays: fc.oneof(fc.constant([]), fc.array(date, { maxLength: 12 })),
});

const BATCHES = 20;
const RULES = 60;
const RECORDS = 30;
let folder = '';
const file = (batch: number, name: string): string => join(folder, `${name}-${batch}.parquet`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-agree-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const NAMES = ['met', 'not-applicable', 'false', 'missing', 'error', 'out', 'missing', 'error'];
const procedureOf = (id: string, rule: string, applies: string | null, where: string | null): Procedure => ({
  id,
  control: 'X',
  criteria: ['CC1.1'],
  nature: 'reperformance',
  extent: 'all',
  means: 'tool',
  says: 'x',
  population: { kind: 'record', ...(where === null ? {} : { where }) },
  with: { o: { kind: 'other', on: 'o.key == r.a' } },
  constants: { few: 3, rate: 0.5, word: "o'clock" },
  attributes: [{ id: 'A', says: 'x', kind: 'occurrence', rule, ...(applies === null ? {} : { applies }) }],
});

describe('the census and the library’s own evaluator', () => {
  it(`agree on ${BATCHES * RULES * RECORDS} random pairs of a rule and a record`, async () => {
    const seed = Number(process.env['TICKMARK_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const rules = build(3, false).boolean;
    const shallow = build(1, false).boolean;
    const batch = fc.record({
      context: contexts,
      records: fc.array(facts, { minLength: RECORDS, maxLength: RECORDS }),
      others,
      rules: fc.array(
        fc.record({
          rule: rules,
          applies: maybe(shallow),
          where: maybe(
            fc.oneof(
              { weight: 5, arbitrary: shallow },
              { weight: 1, arbitrary: of(['10 / r.n >= 0', 'r.x * r.y > 0.0']) },
            ),
          ),
        }),
        {
          minLength: RULES,
          maxLength: RULES,
        },
      ),
    });
    const batches = fc.sample(batch, { numRuns: BATCHES, seed });
    const kinds = new Map([
      ['record', RECORD],
      ['other', OTHER],
    ]);
    const seen = new Map<string, number>();
    const disagreements: string[] = [];
    let pairs = 0;
    const readable = batches.flatMap((_, index) => [file(index, 'records'), file(index, 'others')]);
    await withLockedEngine(
      { readable, writable: [] },
      { memoryMB: 512, seconds: 170, threads: 1 },
      async (run: RunSql) => {
        for (const [index, one] of batches.entries()) {
          const records = one.records.map((record, at): PopulationRecord => ({ id: `R-${at}`, ...record }));
          const matched = one.others.map((record, at): PopulationRecord => ({ id: `O-${at}`, ...record }));
          await writeParquetFixture(file(index, 'records'), RECORD, records);
          await writeParquetFixture(file(index, 'others'), OTHER, matched);
          const compiled = one.rules.map((drawn, at): Compiled => {
            const { compiled: made, problems } = compileProcedure(
              procedureOf(`p-${at}`, drawn.rule, drawn.applies, drawn.where),
              kinds,
            );
            if (made === undefined)
              throw new Error(
                `${drawn.rule} / ${drawn.applies} / ${drawn.where}: ${problems.map((problem) => problem.sentence).join(' ')}`,
              );
            return made;
          });
          const context: RuleContext = one.context;
          const sql = censusSql(
            { parquet: file(index, 'records'), kind: RECORD },
            new Map([['o', { parquet: file(index, 'others'), kind: OTHER }]]),
            compiled,
            context,
          );
          const rows = await run(sql.results);
          expect(rows.length).toBe(records.length);
          const join0 = compiled[0]?.joins[0];
          if (join0 === undefined) throw new Error('no join');
          for (const [at, record] of records.entries()) {
            const matches = { o: matchesOf(join0, record, RECORD, matched, context) };
            for (const [which, procedure] of compiled.entries()) {
              const own = evaluateRecord(procedure, record, matches, context);
              const said = own.population === 'in' ? (own.attributes[0]?.result ?? '?') : own.population;
              const code = Number(rows[at]?.[which]);
              const census = `${code > 4 ? 'left out: ' : ''}${NAMES[code]}`;
              const evaluated = `${own.population === 'in' ? '' : 'left out: '}${said}`;
              pairs += 1;
              seen.set(census, (seen.get(census) ?? 0) + 1);
              if (census !== evaluated && disagreements.length < 5)
                disagreements.push(
                  `seed ${seed}: census ${census}, evaluator ${evaluated} (${own.attributes[0]?.reason ?? own.reason}) for ${JSON.stringify(one.rules[which])} on ${JSON.stringify(record)} with ${JSON.stringify(matches.o)} in ${JSON.stringify(context)}`,
                );
            }
          }
        }
      },
    );
    expect(disagreements).toEqual([]);
    expect(pairs).toBeGreaterThanOrEqual(10_000);
    // Every result is really reached, so that agreement means something.
    for (const name of [
      'met',
      'not-applicable',
      'false',
      'missing',
      'error',
      'left out: out',
      'left out: missing',
      'left out: error',
    ])
      expect(seen.get(name) ?? 0, name).toBeGreaterThan(10);
  });
});

const FIELDS_OF_EDGES: Kind['fields'] = [...RECORD.fields, { name: 'z', type: 'integer' }];
// What leaves 64 bits or divides by zero is an error of the record. An optimizer may compare the wide value in its place, which
// then answers true or false: each form stands here beside a constant, where it would do so.
const TOO_LARGE: readonly string[] = [
  'r.m * r.n',
  '-(r.m * -2000) * r.m',
  'r.m + 9223372036854775807',
  '-9223372036854775808 - r.m',
  '-(r.z - 9223372036854775807 - 1)',
  '(r.z - 9223372036854775807 - 1) / -(r.m / r.m)',
  'size(r.a) * 9223372036854775807',
  'r.m / r.z',
  'r.m % r.z',
  '(r.m * r.n) % r.m',
  '(r.m * r.n) * r.z',
  '(r.m * r.n) - (r.m * r.n)',
  'r.p ? r.m * r.n : r.z',
];
const COMPARED = [
  '== 3',
  '!= 3',
  '< 3',
  '<= 3',
  '> 3',
  '>= 3',
  '== 9223372036854775807',
  '> -9223372036854775808',
  '> 1.5',
  'in [3]',
  'in [3, 4, r.z]',
];

describe('whole numbers that leave 64 bits', () => {
  it('are an error in the census as in the evaluator, wherever they stand in a rule', async () => {
    const none = Object.fromEntries(FIELDS_OF_EDGES.map((field) => [field.name, null]));
    const records: readonly PopulationRecord[] = [
      {
        ...none,
        id: 'R-0',
        a: 'ab',
        m: 9007199254740991,
        n: 8275021312125313,
        z: 0,
        p: true,
        d: '2023-02-01',
        tags: ['A'],
      },
      {
        ...none,
        id: 'R-1',
        a: 'ß!',
        m: 9007199254740991,
        n: 1426375541600035,
        z: 0,
        p: true,
        d: '2099-12-31',
        tags: [],
      },
    ];
    const errors = TOO_LARGE.flatMap((one) => [
      ...COMPARED.map((compared) => `(${one}) ${compared}`),
      `3 < (${one})`,
      `!((${one}) > 3)`,
      `((${one}) > 3) && true`,
      `false || ((${one}) > 3)`,
      `((${one}) > 3) == true`,
      `(((${one}) > 3) ? true : true)`,
      `double(${one}) < 1.5`,
      `-((${one}) + 0) < 3`,
      `(${one}) + 1 > 3`,
    ]);
    const absorbed = TOO_LARGE.flatMap((one) => [
      [`((${one}) > 3) && false`, 'false'],
      [`false && ((${one}) < 3)`, 'false'],
      [`((${one}) < 3) || true`, 'met'],
      [`r.p || ((${one}) == 3)`, 'met'],
      [`(r.p ? true : ((${one}) == 3))`, 'met'],
    ]);
    const bounds: readonly (readonly [string, string])[] = [
      // The smallest whole number itself, and what is the same for it on both sides.
      ['r.z - 9223372036854775807 - 1 == -9223372036854775808', 'met'],
      ['(r.z - 9223372036854775807 - 1) % -(r.m / r.m) == 0', 'met'],
      ['(r.z - 9223372036854775807 - 1) / (r.m / r.m) < -9223372036854775807', 'met'],
      ['r.m * 1024 > 9223372036854774783', 'met'],
      // What always fits stays within bounds however constants are moved across the sign.
      ['size(r.a) - 9223372036854775807 > 5', 'false'],
      ['9223372036854775807 - size(r.a) > -5', 'met'],
      ['-9223372036854775807 + size(r.a) == 9223372036854775807', 'false'],
      ['size(r.a) * 3 != 10', 'met'],
      ['-1 * r.n >= -9223372036854775808', 'met'],
      ['r.n * -1 > -9223372036854775808', 'met'],
      ['-9223372036854775808 == -1 * r.n', 'false'],
      ['-9223372036854775808 != r.n * -1', 'met'],
      ['-1 * -r.n < -9223372036854775808', 'false'],
      ['-size(r.a) > -9223372036854775808', 'met'],
      ['days(r.d, period.start) >= -9223372036854775808', 'met'],
      ['days(r.d, period.start) < 9223372036854775807', 'met'],
      ['days(period.start, r.d) == -9223372036854775808', 'false'],
      ['days(period.start, r.d) != 9223372036854775807', 'met'],
      ['double(r.m * 1000) > 9.2e18', 'false'],
      // The rule and the two shapes of record in which the difference was seen first.
      ['((r.m * -r.n) >= 3) ? ((r.m * r.m) in [days(r.e, period.start)]) : ("word" in r.tags)', 'error'],
      ['((-r.m * r.n) >= 3) ? ((r.m * r.m) in [days(r.e, period.start)]) : ("word" in r.tags)', 'error'],
    ];
    const wanted = [...errors.map((rule) => [rule, 'error'] as const), ...absorbed, ...bounds];
    const record = kind('record', FIELDS_OF_EDGES);
    const procedures = wanted.map(([rule], at): Compiled => {
      const made = compileProcedure(
        { ...procedureOf(`p-${at}`, rule ?? '', null, null), with: {} },
        new Map([['record', record]]),
      );
      if (made.compiled === undefined)
        throw new Error(`${rule}: ${made.problems.map((problem) => problem.sentence).join(' ')}`);
      return made.compiled;
    });
    const context: RuleContext = {
      timeZone: 'UTC',
      periodStart: '2023-01-01',
      periodEnd: '2023-12-31',
      asOf: null,
      holidays: [],
    };
    const parquet = join(folder, 'edges.parquet');
    await writeParquetFixture(parquet, record, records);
    const rows = await withLockedEngine(
      { readable: [parquet], writable: [] },
      { memoryMB: 512, seconds: 120, threads: 1 },
      (run) => run(censusSql({ parquet, kind: record }, new Map(), procedures, context).results),
    );
    expect(rows.length).toBe(records.length);
    for (const [at, one] of records.entries()) {
      const evaluated = procedures.map(
        (procedure) => evaluateRecord(procedure, one, {}, context).attributes[0]?.result,
      );
      const say = (results: readonly unknown[]): readonly string[] =>
        wanted.map(([rule], which) => `${rule}: ${String(results[which])}`);
      const results = wanted.map(([, result]) => result);
      expect(say(evaluated)).toEqual(say(results));
      expect(say((rows[at] ?? []).map((code) => NAMES[Number(code)]))).toEqual(say(results));
    }
  });
});

describe('calendars', () => {
  const instants = [...TIMES, ...fc.sample(micros, { numRuns: 3_000, seed: 7 })];

  it.each(ZONES)(
    'the day and the month of an instant in %s are the same here, in SQL, and by the time zone tables of DuckDB',
    async (timeZone) => {
      const zone = zoneOffsets(timeZone);
      const { daySql } = ruleWriter(
        { timeZone, holidays: [], periodStart: '2023-01-01', periodEnd: '2023-12-31', asOf: null },
        zone,
      );
      const around = zone.changes.flatMap(({ at }) => [at - 1, at, at + 1]);
      const all = [...around, ...instants.map((instant) => instantMicros(instant) ?? 0)].filter((at) => at >= 0);
      const rows = await withLockedEngine(
        { readable: [], writable: [] },
        { memoryMB: 128, seconds: 60, threads: 1 },
        (run) =>
          run(
            `SELECT m, ${daySql('m')}, ${stepSql('m', monthSteps(zone), () => 1)}, CAST(timezone(${quoteText(timeZone)}, timezone('UTC', make_timestamp(m))) AS DATE) - DATE '1970-01-01' FROM (SELECT CAST(unnest([${all.join(', ')}]) AS BIGINT) AS m)`,
          ),
      );
      expect(rows.length).toBe(all.length);
      for (const [at, day, month, theirs] of rows) {
        const own = dayOfInstant(Number(at), zone);
        expect([Number(at), Number(day), Number(month)]).toEqual([Number(at), own, monthOfDay(own)]);
        // The two sets of tables may be of different years: what they say of the future may differ, not what they say of the past.
        if (Number(at) < 1_700_000_000_000_000) expect([Number(at), Number(theirs)]).toEqual([Number(at), own]);
      }
    },
  );

  it('business days, days and months between 2,000 random pairs of dates are the same here and in SQL', async () => {
    const kinds = new Map([
      ['record', RECORD],
      ['other', OTHER],
    ]);
    const made = ['days(r.d, r.e) == r.n', 'months(r.d, r.e) == r.n', 'business_days(r.d, r.e) == r.n'].map(
      (rule, index) => {
        const { compiled } = compileProcedure({ ...procedureOf(`p-${index}`, rule, null, null), with: {} }, kinds);
        if (compiled === undefined) throw new Error(rule);
        return compiled;
      },
    );
    const holidays = fc.sample(date, { numRuns: 200, seed: 3 });
    const free = new Set(holidays.map((one) => dayNumber(one) ?? 0));
    const pairs = fc.sample(fc.tuple(date, date), { numRuns: 2_000, seed: 5 });
    const context: RuleContext = { timeZone: 'UTC', periodStart: null, periodEnd: null, asOf: null, holidays };
    const definitions = [calendarDays, months, (a: number, b: number) => businessDays(a, b, free)];
    for (const [which, define] of definitions.entries()) {
      const blank = Object.fromEntries(RECORD.fields.map((field) => [field.name, null]));
      const records = pairs.map(
        ([d, e], at): PopulationRecord => ({
          ...blank,
          id: `R-${at}`,
          d,
          e,
          n: define(dayNumber(d) ?? 0, dayNumber(e) ?? 0),
        }),
      );
      const parquet = join(folder, `calendar-${which}.parquet`);
      await writeParquetFixture(parquet, RECORD, records);
      const procedure = made[which];
      if (procedure === undefined) throw new Error('no procedure');
      const rows = await withLockedEngine(
        { readable: [parquet], writable: [] },
        { memoryMB: 256, seconds: 60, threads: 1 },
        (run) =>
          run(
            `SELECT p0_0, count(*) FROM (${censusSql({ parquet, kind: RECORD }, new Map(), [procedure], context).results}) GROUP BY 1`,
          ),
      );
      expect(rows.map((row) => row.map(Number))).toEqual([[0, 2_000]]);
    }
  });
});
