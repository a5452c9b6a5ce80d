import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Field, type Kind, loadKinds, type PopulationRecord } from '../populations/index.ts';
import {
  type Compiled,
  compileProcedure,
  evaluateRecord,
  loadProcedures,
  matchesOf,
  parseProcedure,
} from '../procedures/index.ts';
import { type Crossing, crossingKind, crossingOf, projectRecord, pseudonyms } from './index.ts';

const kinds = loadKinds('data/kinds');
const library = [...loadProcedures('data/procedures').values()];
const key = Buffer.alloc(32, 7);

function kindOf(id: string): Kind {
  const found = kinds.get(id);
  if (found === undefined) throw new Error(`There is no kind ${id}.`);
  return found;
}

/** A rule on changes, with `person` joined by login. */
function ruleOn(rule: string): Compiled {
  const text = [
    'id: made-up',
    'control: CM-01',
    'criteria: [CC8.1]',
    'nature: reperformance',
    'extent: all',
    'says: Made up.',
    'population: { kind: change }',
    'with: { person: { kind: person, on: "person.login == r.author" } }',
    'attributes:',
    '  A:',
    '    says: It holds',
    '    kind: occurrence',
    `    rule: ${JSON.stringify(rule)}`,
  ].join('\n');
  const parsed = parseProcedure(text, 'made-up.yaml');
  const { compiled, problems } =
    parsed.procedure === undefined ? { ...parsed, compiled: undefined } : compileProcedure(parsed.procedure, kinds);
  if (compiled === undefined) throw new Error(problems.map((one) => one.sentence).join(' '));
  return compiled;
}

const looked = (rule: string) => crossingOf(kindOf('change'), [ruleOn(rule)]);

describe('what crosses of a population', () => {
  test('is which record it is, when it was, and what the rules read; the rest stays', () => {
    const { fields, stays } = looked('r.independent_approvals >= 1 && r.merged_by != r.author');
    expect(fields.map(({ name, how }) => [name, how])).toEqual([
      ['id', 'clear'],
      ['author', 'pseudonym'],
      ['merged_at', 'clear'],
      ['merged_by', 'pseudonym'],
      ['independent_approvals', 'clear'],
    ]);
    expect(stays).toContain('title');
    expect(stays).toContain('approvals');
  });

  test('is of a list only what is read of its elements, people under pseudonyms there too', () => {
    const { fields } = looked('r.approvals.exists(a, a.by != r.author)');
    expect(fields.find(({ name }) => name === 'approvals')?.parts).toEqual([{ name: 'by', how: 'pseudonym' }]);
    const counted = looked('r.approvals.size() >= 1');
    expect(counted.fields.find(({ name }) => name === 'approvals')?.parts).toEqual([{ name: 'by', how: 'empty' }]);
  });

  test('is of a joined population what the join and the rules read of it', () => {
    const { fields } = crossingOf(kindOf('person'), [ruleOn('person.left_on == null')]);
    expect(fields.map(({ name, how }) => [name, how])).toEqual([
      ['id', 'pseudonym'],
      ['login', 'pseudonym'],
      ['left_on', 'clear'],
    ]);
  });

  test('names every rule that looks into who somebody is, for a pseudonym does not answer it', () => {
    for (const rule of [
      "r.author.startsWith('svc-')",
      "r.author + '@example.com' == person.email",
      'r.author == r.title',
      "r.approvals.exists(a, a.by.contains('bot'))",
    ]) {
      expect(looked(rule).problems, rule).not.toEqual([]);
    }
    for (const rule of [
      "r.author != 'dependabot[bot]'",
      "!(r.author in ['renovate', 'dependabot'])",
      'r.author.lowerAscii() != r.merged_by.lowerAscii()',
      'r.author != null',
    ]) {
      expect(looked(rule).problems, rule).toEqual([]);
    }
  });

  test('holds no rule of the library that a pseudonym does not answer', () => {
    const compiled = compiledOf(kinds);
    expect(compiled.length).toBeGreaterThan(130);
    const problems = [...kinds.values()].flatMap((kind) => crossingOf(kind, compiled.filter(reading(kind))).problems);
    expect(problems).toEqual([]);
  });
});

describe('a pseudonym', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('Ana', 'ana', 'ANA', 'Straße', 'STRASSE', 'Ä', 'ä', ''),
  );

  test('is the same for the same text and another for another, as written and in lower case', () => {
    const named = pseudonyms(key, []);
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(named(a) === named(b)).toBe(a === b);
        expect(lower(named(a)) === lower(named(b))).toBe(lower(a) === lower(b));
        expect(named(lower(a))).toBe(lower(named(a)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('tells nothing of the text, and another under another key', () => {
    const text = 'Ana.Lopez@example.com';
    const [one, two] = [pseudonyms(key, [])(text), pseudonyms(Buffer.alloc(32, 8), [])(text)];
    expect(one).toMatch(/^p-[a-pA-P]{32}$/);
    expect(lower(one)).not.toBe(lower(two));
  });

  test('is not given to a name that the rules hold, however it is written', () => {
    const named = pseudonyms(key, ['Dependabot']);
    expect([named('dependabot'), named('Dependabot')]).toEqual(['dependabot', 'Dependabot']);
    expect(named('dependabots')).toMatch(/^p-/);
  });
});

describe('a rule', () => {
  test('is answered by what crosses exactly as by the records, for every procedure of the library', () => {
    const all = compiledOf(kinds);
    const crossings = new Map([...kinds].map(([id, kind]) => [id, crossingOf(kind, all.filter(reading(kind)))]));
    const narrow = new Map(
      [...kinds].map(([id, kind]) => [id, crossingKind(kind, crossings.get(id) ?? { fields: [] })]),
    );
    const there = new Map(compiledOf(narrow).map((one) => [one.procedure.id, one]));
    expect(there.size).toBe(all.length);
    const seen = new Set<string>();
    for (const here of all) answersAlike(here, there.get(here.procedure.id), crossings, seen);
    expect([...seen].toSorted()).toEqual(['false', 'met', 'missing', 'not-applicable']);
  }, 120_000);

  test('is so too where it compares people with names, in lower case, in lists, and chooses between them', () => {
    for (const rule of [
      "r.author.lowerAscii() == 'ana' || r.merged_by == 'Ben'",
      "!(r.author in ['Ana', 'ben', r.merged_by])",
      '(r.merged_by != null ? r.merged_by : r.author) != person.login',
      "r.approvals.filter(a, a.by != r.author && a.by != 'ana').size() >= 1",
      'r.approvals.all(a, a.by.lowerAscii() != r.author.lowerAscii())',
      'r.approvals.size() >= 2',
    ]) {
      const here = ruleOn(rule);
      const crossings = new Map(['change', 'person'].map((id) => [id, crossingOf(kindOf(id), [here])]));
      expect(crossings.get('change')?.problems, rule).toEqual([]);
      answersAlike(here, here, crossings, new Set(), 500);
    }
  });
});

function answersAlike(
  here: Compiled,
  there: Compiled | undefined,
  crossings: ReadonlyMap<string, Crossing>,
  seen: Set<string>,
  numRuns = 12,
): void {
  const { kind } = here;
  if (kind === null || there?.kind === undefined || there.kind === null) throw new Error('There is no population.');
  const known = [...crossings.values()].flatMap(({ constants }) => constants);
  const named = pseudonyms(key, known);
  const crossed = (of: Kind, record: PopulationRecord): PopulationRecord => {
    const crossing = crossings.get(of.id);
    if (crossing === undefined) throw new Error(`Nothing of ${of.id} crosses.`);
    const empty = Object.fromEntries(of.fields.map(({ name }) => [name, null]));
    return { ...empty, ...projectRecord(crossing, { position: 0, record }, named) };
  };
  const context = {
    periodStart: '2025-01-01',
    periodEnd: '2025-12-31',
    asOf: '2025-12-31',
    timeZone: 'UTC',
    holidays: [],
  };
  const joined = fc.tuple(...here.joins.map((join) => fc.array(recordOf(join.kind, known), { maxLength: 3 })));
  fc.assert(
    fc.property(recordOf(kind, known), joined, (record, others) => {
      const answer = (compiled: Compiled, one: PopulationRecord, lists: readonly (readonly PopulationRecord[])[]) => {
        const matches = Object.fromEntries(
          compiled.joins.map((join, at) => [
            join.name,
            matchesOf(join, one, compiled.kind ?? kind, lists[at] ?? [], context),
          ]),
        );
        const { population, attributes } = evaluateRecord(compiled, one, matches, context);
        return { population, results: attributes.map(({ id, result }) => [id, result]) };
      };
      const own = answer(here, record, others);
      for (const [, result] of own.results) seen.add(result ?? '');
      const theirs = others.map((list, at) => {
        const join = here.joins[at];
        return join === undefined ? [] : list.map((one) => crossed(join.kind, one));
      });
      expect(answer(there, crossed(kind, record), theirs)).toEqual(own);
    }),
    { numRuns, seed: 7 },
  );
}

function compiledOf(known: ReadonlyMap<string, Kind>): Compiled[] {
  return library.flatMap((procedure) => {
    const { compiled } = compileProcedure(procedure, known);
    return compiled === undefined || compiled.attributes.length === 0 ? [] : [compiled];
  });
}

function reading(kind: Kind) {
  return (one: Compiled): boolean => one.kind?.id === kind.id || one.joins.some((join) => join.kind.id === kind.id);
}

/** Records of few different people, so that they meet. */
function recordOf(kind: Kind, known: readonly string[]): fc.Arbitrary<PopulationRecord> {
  const people = fc.constantFrom('Ana', 'ana', 'ben', 'Ben', 'cy', ...known);
  const scalar = (type: string): fc.Arbitrary<string | number | boolean> => {
    switch (type) {
      case 'text':
        return people;
      case 'boolean':
        return fc.boolean();
      case 'date':
        return fc.constantFrom('2025-03-03', '2025-03-04', '2025-11-30');
      case 'time':
        return fc.constantFrom('2025-03-03T10:00:00Z', '2025-03-04T10:00:00Z', '2025-12-30T23:59:59Z');
      default:
        return fc.integer({ min: 0, max: 40 });
    }
  };
  const fieldOf = ({ type, of, values }: Field): fc.Arbitrary<unknown> => {
    if (type !== 'list') return values === undefined ? scalar(type) : fc.constantFrom(...values);
    const element: fc.Arbitrary<unknown> =
      of === undefined || of === 'text'
        ? people
        : fc.record(Object.fromEntries(Object.entries(of).map(([name, one]) => [name, fc.option(scalar(one))])));
    return fc.array(element, { maxLength: 3 });
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built field by field from the kind
  return fc.record(
    Object.fromEntries(kind.fields.map((field) => [field.name, fc.option(fieldOf(field), { freq: 6 })])),
  ) as fc.Arbitrary<PopulationRecord>;
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
