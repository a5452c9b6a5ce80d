import { readItems } from '../adapters/duckdb/census.ts';
import type { Apart, Asking } from '../http/api/route.ts';
import type { PopulationRecord } from '../populations/index.ts';
import { type Compiled, compileProcedure, explainItem, type Matches, matchesOf } from '../procedures/index.ts';
import { recordsOf } from '../registers/index.ts';
import { type Declared, declarationOf, declaredIn } from './declared.ts';
import { asConflict, noSelfTest } from './errors.ts';
import type { SelfTestFacts } from './model.ts';
import { type KeptParts, openFacts, procedureOf } from './parts.ts';
import { type Opened, openPopulation, withPopulation } from './run-self-test.ts';
import { recordsAt } from './service.ts';
import { selectSelfTests, type SelfTestRow } from './store.ts';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';

/** A joined population up to this size is read to explain an item; of a larger one the record's own facts are shown alone. */
const mostJoined = 20_000;

export interface SelfTestSummary {
  readonly id: string;
  readonly code: string;
  readonly populationId: string;
  readonly populationCode: string;
  readonly procedureId: string;
  readonly control: string;
  readonly says: string;
  readonly tested: number;
  readonly notTrue: number;
  readonly items: number;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly receipt: { readonly index: number; readonly digest: string };
}

function summaryOf(parts: KeptParts, row: SelfTestRow): SelfTestSummary {
  const procedure = parts.procedures().get(row.procedure);
  return {
    id: row.id,
    code: row.code,
    populationId: row.population_id,
    populationCode: row.population_code,
    procedureId: row.procedure,
    control: procedure?.control ?? '',
    says: procedure?.says ?? '',
    tested: row.tested,
    notTrue: row.not_true,
    items: row.items,
    madeAt: new Date(row.made_at).toISOString(),
    madeBy: row.made_by,
    receipt: { index: row.entry_index, digest: row.entry_digest },
  };
}

export async function listSelfTests(
  asking: Asking,
  parts: KeptParts,
  wanted: { readonly populationId: string | null; readonly below: number | null; readonly limit: number },
): Promise<{ readonly items: readonly SelfTestSummary[]; readonly next: number | null }> {
  const { organizationId } = asking.principal;
  const rows = await selectSelfTests(asking.transaction, organizationId, { ...wanted, limit: wanted.limit + 1 });
  const shown = rows.slice(0, wanted.limit);
  const next = rows.length > wanted.limit ? (shown.at(-1)?.number ?? null) : null;
  return { items: shown.map((row) => summaryOf(parts, row)), next };
}

/** deviations: false, missing and error together, as nobody has resolved them; `missing` is part of them */
export interface AttributeResult {
  readonly id: string;
  readonly says: string;
  readonly quotes: string | null;
  readonly kind: string;
  readonly rule: string | null;
  readonly applies: string | null;
  readonly met: number;
  readonly notApplicable: number;
  readonly deviations: number;
  readonly missing: number;
  readonly error: number;
}

export interface SelfTest extends SelfTestSummary {
  readonly attributes: readonly AttributeResult[];
  readonly outside: number;
  readonly excluded: SelfTestFacts['census']['excluded'];
  readonly strata: SelfTestFacts['census']['strata'];
  readonly context: SelfTestFacts['context'];
  readonly joins: Readonly<Record<string, string>>;
}

/** refuses  not-found */
export async function readSelfTest(asking: Asking, parts: KeptParts, id: string): Promise<SelfTest> {
  const { row, facts } = await openSelfTest(asking, parts, id);
  const procedure = parts.procedures().get(row.procedure);
  const { census } = facts;
  return {
    ...summaryOf(parts, row),
    attributes: census.attributes.map((counts) => {
      const says = procedure?.attributes.find((one) => one.id === counts.id);
      return {
        id: counts.id,
        says: says?.says ?? '',
        quotes: says?.quotes ?? null,
        kind: says?.kind ?? '',
        rule: says?.rule ?? null,
        applies: says?.applies ?? null,
        met: counts.met,
        notApplicable: counts.notApplicable,
        deviations: counts.false + counts.missing + counts.error,
        missing: counts.missing,
        error: counts.error,
      };
    }),
    outside: census.outside,
    excluded: census.excluded,
    strata: census.strata,
    context: facts.context,
    joins: facts.joins,
  };
}

async function openSelfTest(asking: Asking, parts: KeptParts, id: string) {
  const [row] = await selectSelfTests(asking.transaction, asking.principal.organizationId, { id, limit: 1 });
  if (row === undefined) throw noSelfTest();
  return { row, facts: openFacts(parts, asking, 'self-test', row) };
}

/** One attribute that is not true of one record, and why. facts: what the rule looked at, as text; null where it is missing */
export interface SelfTestItem {
  readonly position: number;
  readonly id: string;
  readonly attribute: string;
  readonly result: 'false' | 'missing' | 'error';
  readonly sentence: string;
  readonly facts: readonly { readonly name: string; readonly value: string | null }[];
  /** the account declared beforehand that the record names; it is an item like any other */
  readonly declared: Declared | null;
}

/** Items to resolve, in the order of the records. The read is on record. refuses not-found, conflict */
export async function readSelfTestItems(
  apart: Apart,
  parts: KeptParts,
  id: string,
  page: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly SelfTestItem[]; readonly total: number }> {
  const { row, facts, population, joins, declarations } = await apart.within(async (asking) => {
    const found = await openSelfTest(asking, parts, id);
    const joined: Record<string, Opened> = {};
    for (const [name, one] of Object.entries(found.facts.joins))
      joined[name] = await openPopulation(asking, parts, one);
    await asking.state({
      hop: 'access',
      subject: { name: `self-tests/${found.row.code}`, sha256: found.row.blob },
      body: { event: 'self-test-read', selfTest: found.row.id, from: page.from },
      inputs: [{ index: found.row.entry_index, digest: found.row.entry_digest }],
    });
    const accounts = await recordsOf(asking, parts.keys, ['special-accounts'], []);
    return {
      ...found,
      population: await openPopulation(asking, parts, found.row.population_id),
      joins: joined,
      declarations: accounts.map(declarationOf),
    };
  });
  try {
    const { items, itemCount } = await parts.copies.withFile(row.blob, Buffer.from(facts.key, 'base64'), (results) =>
      withPopulation(parts, population, (parquet) =>
        readItems(results, row.procedure, { populationParquet: parquet, limit: page.limit, offset: page.from }),
      ),
    );
    const positions = [...new Set(items.map((item) => item.position))];
    const records = new Map((await recordsAt(parts, population, positions)).map((one) => [one.position, one.record]));
    const kinds = new Map(parts.kinds());
    kinds.set(population.facts.kind.id, population.facts.kind);
    const { compiled } = compileProcedure(procedureOf(parts, row.procedure), kinds);
    const candidates = await joinedRecords(parts, joins);
    const explained = items.map((item): SelfTestItem => {
      const record = records.get(item.position);
      const why = compiled && record ? explain(compiled, item.attribute, record, population, candidates, facts) : null;
      return {
        position: item.position,
        id: item.id,
        attribute: item.attribute,
        result: item.result,
        sentence: why?.sentence ?? '',
        facts: why?.facts ?? [],
        declared: record === undefined ? null : declaredIn(record, population.facts.kind, declarations),
      };
    });
    return { items: explained, total: itemCount };
  } catch (error) {
    throw asConflict(error);
  }
}

/** Null for one that is too large to be looked through. */
async function joinedRecords(
  parts: KeptParts,
  joins: Readonly<Record<string, Opened>>,
): Promise<ReadonlyMap<string, readonly PopulationRecord[] | null>> {
  const found = new Map<string, readonly PopulationRecord[] | null>();
  for (const [name, opened] of Object.entries(joins)) {
    if (opened.row.records > mostJoined) found.set(name, null);
    else {
      const records = await withPopulation(parts, opened, async (path) => {
        const file = await PopulationFile.open(path, { memory: '256MB' });
        try {
          const all: PopulationRecord[] = [];
          for await (const batch of file.rows()) all.push(...batch.map((one) => one.record));
          return all;
        } finally {
          file.close();
        }
      });
      found.set(name, records);
    }
  }
  return found;
}

function explain(
  compiled: Compiled,
  attribute: string,
  record: PopulationRecord,
  population: Opened,
  candidates: ReadonlyMap<string, readonly PopulationRecord[] | null>,
  { context }: SelfTestFacts,
): Pick<SelfTestItem, 'sentence' | 'facts'> {
  const matches: Record<string, Matches[string]> = {};
  for (const join_ of compiled.joins) {
    const among = candidates.get(join_.name) ?? null;
    if (among === null) {
      const says = compiled.attributes.find((one) => one.id === attribute)?.attribute.says ?? attribute;
      return { sentence: `${says}: not true of this record.`, facts: [] };
    }
    matches[join_.name] = matchesOf(join_, record, population.facts.kind, among, context);
  }
  const { sentence, facts } = explainItem(compiled, attribute, record, matches, context);
  return { sentence, facts: facts.map(({ name, value }) => ({ name, value: textOf(value) })) };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
