import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';

export interface PopulationRow {
  readonly id: string;
  readonly number: number;
  readonly code: string;
  readonly kind: string;
  readonly format: string;
  readonly read: number;
  readonly records: number;
  readonly duplicates: number;
  readonly conflicting: number;
  readonly refused: number;
  readonly other_kind: number;
  readonly outside_window: number;
  readonly digest: string;
  readonly blob: string;
  readonly made_at: string;
  readonly made_by: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

const populationColumns = `id, number, code, kind, format, read, records, duplicates, conflicting, refused, other_kind, outside_window, digest,
  blob, made_at, made_by, sealed, entry_index, entry_digest`;

/** The latest first. below: number of the last one seen, null from the start; kind: of that kind alone */
export async function selectPopulations(
  transaction: Transaction,
  organizationId: string,
  wanted: { readonly kind: string | null; readonly below: number | null; readonly limit: number },
): Promise<PopulationRow[]> {
  const { rows } = await transaction.query<PopulationRow>(
    `SELECT ${populationColumns} FROM management.population
     WHERE organization_id = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::int IS NULL OR number < $3)
     ORDER BY number DESC LIMIT $4`,
    [organizationId, wanted.kind, wanted.below, wanted.limit],
  );
  return rows;
}

/** The latest of every kind. */
export async function selectLatestPopulations(
  transaction: Transaction,
  organizationId: string,
): Promise<PopulationRow[]> {
  const { rows } = await transaction.query<PopulationRow>(
    `SELECT DISTINCT ON (kind) ${populationColumns} FROM management.population WHERE organization_id = $1 ORDER BY kind, number DESC`,
    [organizationId],
  );
  return rows;
}

/** By their ids. */
export async function selectPopulationRows(
  transaction: Transaction,
  organizationId: string,
  ids: readonly string[],
): Promise<PopulationRow[]> {
  const { rows } = await transaction.query<PopulationRow>(
    `SELECT ${populationColumns} FROM management.population WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
    [organizationId, ids],
  );
  return rows;
}

/** The next number of what is counted under a name. Holds the tally until the transaction ends, and is taken before the log is. */
export async function takeNumber(
  transaction: Transaction,
  organizationId: string,
  name: 'populations' | 'self-tests',
): Promise<number> {
  const { rows } = await transaction.query<{ last: number }>(
    `INSERT INTO management.tally AS t (organization_id, register, last, counts) VALUES ($1, $2, 1, '{}')
     ON CONFLICT (organization_id, register) DO UPDATE SET last = t.last + 1 RETURNING last`,
    [organizationId, name],
  );
  return rows[0]?.last ?? 1;
}

export type NewPopulation = Omit<PopulationRow, 'entry_index' | 'entry_digest'> & {
  readonly organizationId: string;
  readonly evidenceIds: readonly string[];
};

/** The population and what it was made of; one statement. */
export async function insertPopulation(transaction: Transaction, made: NewPopulation, entry: EntryRef): Promise<void> {
  await transaction.query(
    `WITH made AS (
       INSERT INTO management.population (organization_id, ${populationColumns})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     )
     INSERT INTO management.population_source (population_id, evidence_id, organization_id, position)
     SELECT $2, evidence, $1, at - 1 FROM unnest($21::uuid[]) WITH ORDINALITY AS s (evidence, at)`,
    [
      made.organizationId,
      made.id,
      made.number,
      made.code,
      made.kind,
      made.format,
      made.read,
      made.records,
      made.duplicates,
      made.conflicting,
      made.refused,
      made.other_kind,
      made.outside_window,
      made.digest,
      made.blob,
      made.made_at,
      made.made_by,
      made.sealed,
      entry.index,
      entry.digest,
      made.evidenceIds,
    ],
  );
}

export interface SelfTestRow {
  readonly id: string;
  readonly number: number;
  readonly code: string;
  readonly population_id: string;
  readonly procedure: string;
  readonly tested: number;
  readonly not_true: number;
  readonly items: number;
  readonly blob: string;
  readonly made_at: string;
  readonly made_by: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
  readonly population_code: string;
}

const testColumns =
  'id, number, code, population_id, procedure, tested, not_true, items, blob, made_at, made_by, sealed, entry_index, entry_digest';

/** The latest first. id: that one alone; below: number of the last one seen */
export async function selectSelfTests(
  transaction: Transaction,
  organizationId: string,
  wanted: {
    readonly id?: string;
    readonly populationId?: string | null;
    readonly below?: number | null;
    readonly limit: number;
  },
): Promise<SelfTestRow[]> {
  const columns = testColumns
    .split(', ')
    .map((column) => `t.${column}`)
    .join(', ');
  const { rows } = await transaction.query<SelfTestRow>(
    `SELECT ${columns}, p.code AS population_code FROM management.self_test t
     JOIN management.population p ON p.organization_id = t.organization_id AND p.id = t.population_id
     WHERE t.organization_id = $1 AND ($2::uuid IS NULL OR t.id = $2) AND ($3::uuid IS NULL OR t.population_id = $3)
       AND ($4::int IS NULL OR t.number < $4)
     ORDER BY t.number DESC LIMIT $5`,
    [organizationId, wanted.id ?? null, wanted.populationId ?? null, wanted.below ?? null, wanted.limit],
  );
  return rows;
}

/** The latest of every procedure. */
export async function selectLatestTests(
  transaction: Transaction,
  organizationId: string,
): Promise<Omit<SelfTestRow, 'population_code'>[]> {
  const { rows } = await transaction.query<Omit<SelfTestRow, 'population_code'>>(
    `SELECT DISTINCT ON (procedure) ${testColumns} FROM management.self_test WHERE organization_id = $1 ORDER BY procedure, number DESC`,
    [organizationId],
  );
  return rows;
}

export async function insertSelfTest(
  transaction: Transaction,
  organizationId: string,
  made: Omit<SelfTestRow, 'entry_index' | 'entry_digest' | 'population_code'>,
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `INSERT INTO management.self_test (organization_id, ${testColumns})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      organizationId,
      made.id,
      made.number,
      made.code,
      made.population_id,
      made.procedure,
      made.tested,
      made.not_true,
      made.items,
      made.blob,
      made.made_at,
      made.made_by,
      made.sealed,
      entry.index,
      entry.digest,
    ],
  );
}
