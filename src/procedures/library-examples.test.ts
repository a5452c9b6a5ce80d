import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadKinds } from '../populations/index.ts';
import type { Kind, PopulationRecord } from '../populations/kind.ts';
import { compileProcedure } from './compile.ts';
import { evaluateRecord } from './evaluate.ts';
import { loadProcedures } from './library.ts';
import type { RuleContext } from './model.ts';

/*
 * Three records for each of the 285 attributes of the control library, committed as data and evaluated with the real evaluator: one
 * that meets it, one that does not, one with a fact missing. Facts that a record leaves out are missing. An attribute that asks for
 * the presence of a fact is false, not undecided, when the fact is missing; its example says so (`missingGives`).
 */
const folder = 'test/data/library';
const kinds = loadKinds('data/kinds');
const library = loadProcedures('data/procedures');
const context: RuleContext = {
  periodStart: '2025-01-01',
  periodEnd: '2025-12-31',
  asOf: '2025-12-31',
  timeZone: 'America/New_York',
  holidays: ['2025-12-25'],
};

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const facts = z.record(z.string(), value);
const fileShape = z.strictObject({
  control: z.string(),
  examples: z.record(
    z.string().regex(/^[A-Z]$/),
    z.strictObject({ met: facts, notMet: facts, missing: facts, missingGives: z.enum(['false', 'error']).optional() }),
  ),
});

const files = readdirSync(folder).map((name) => fileShape.parse(parse(readFileSync(join(folder, name), 'utf8'))));
const example = new Map(files.map((file) => [file.control, file.examples]));

test('the examples are there for all 120 controls and 285 attributes', () => {
  expect(example.size).toBe(120);
  expect(files.flatMap((file) => Object.keys(file.examples))).toHaveLength(285);
});

const censuses = [...library.values()].filter((procedure) => /^[a-z]{2,3}-\d\d-all$/.test(procedure.id));

describe.each(censuses)('$control', (procedure) => {
  const { compiled, problems } = compileProcedure(procedure, kinds);
  if (compiled === undefined || compiled.kind === null) throw new Error(JSON.stringify(problems));
  const names = compiled.kind.fields.map((field) => field.name);

  const resultOf = (attribute: string, given: z.infer<typeof facts>) => {
    expect(Object.keys(given).filter((name) => !names.includes(name))).toEqual([]);
    const record = Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
    return evaluateRecord(compiled, record, {}, context).attributes.find((one) => one.id === attribute)?.result;
  };

  test.each(procedure.attributes)(
    'attribute $id ($says) on a record that meets it, one that does not and one with a fact missing',
    ({ id }) => {
      const three = example.get(procedure.control)?.[id];
      if (three === undefined) throw new Error(`no example for ${procedure.control}-${id}`);
      expect(resultOf(id, three.met)).toBe('met');
      expect(resultOf(id, three.notMet)).toBe('false');
      expect(resultOf(id, three.missing)).toBe(three.missingGives ?? 'missing');
    },
  );
});

/* The procedures on populations that importers bring, each with the records of the joined population that match. */
const matched = z.record(z.string(), z.array(z.record(z.string(), z.string())));
const fact = z.union([value, z.array(z.record(z.string(), z.string())), z.null()]);
const row = z.looseObject({ matches: matched.optional() });
const importerFile = z.record(
  z.string(),
  z.record(
    z.string().regex(/^[A-Z]$/),
    z.strictObject({
      met: row,
      notMet: row,
      missing: row,
      notApplicable: row.optional(),
      missingGives: z.enum(['met', 'false', 'error']).optional(),
    }),
  ),
);
const rows = importerFile.parse(parse(readFileSync('test/data/procedures/importer-kinds.yaml', 'utf8')));
const onImported = [...library.values()].filter((one) => one.means === 'tool' && !censuses.includes(one));

test('every procedure on an imported population has its examples', () => {
  expect(Object.keys(rows).toSorted()).toEqual(onImported.map((procedure) => procedure.id).toSorted());
});

describe.each(onImported)('$id', (procedure) => {
  const { compiled, problems } = compileProcedure(procedure, kinds);
  if (compiled === undefined || compiled.kind === null) throw new Error(JSON.stringify(problems));
  const { kind } = compiled;

  const resultOf = (attribute: string, given: z.infer<typeof row>) => {
    const { matches: joined = {}, ...fields } = given;
    const record = complete(kind, fields);
    const matches = Object.fromEntries(
      compiled.joins.map((one) => [one.name, (joined[one.name] ?? []).map((each) => complete(one.kind, each))]),
    );
    const { population, attributes } = evaluateRecord(compiled, record, matches, context);
    expect(population).toBe('in');
    return attributes.find((one) => one.id === attribute)?.result;
  };

  test.each(procedure.attributes)('attribute $id ($says) on the example records', ({ id }) => {
    const three = rows[procedure.id]?.[id];
    if (three === undefined) throw new Error(`no example for ${procedure.id} ${id}`);
    expect(resultOf(id, three.met)).toBe('met');
    expect(resultOf(id, three.notMet)).toBe('false');
    expect(resultOf(id, three.missing)).toBe(three.missingGives ?? 'missing');
    if (three.notApplicable !== undefined) expect(resultOf(id, three.notApplicable)).toBe('not-applicable');
  });
});

function complete(kind: Kind, given: Readonly<Record<string, unknown>>): PopulationRecord {
  expect(Object.keys(given).filter((name) => !kind.fields.some((field) => field.name === name))).toEqual([]);
  return Object.fromEntries(kind.fields.map((field) => [field.name, fact.parse(given[field.name] ?? null)]));
}
