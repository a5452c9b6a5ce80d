/**
 * A population as an immutable Parquet file: the records of one kind in canonical order (R-POP-04), each with its id, its places
 * in the evidence and its leaf hash. Records are staged in a DuckDB file, settled and sorted there, and never all in memory.
 *
 * Columns: `_id`; every field of the kind under its own name (text VARCHAR, integer BIGINT, number DOUBLE, boolean BOOLEAN,
 * date DATE, time TIMESTAMP of UTC, list VARCHAR[] or STRUCT(…)[]); `_places`, a JSON array of {at, file}; `_leaf`, the RFC 6962
 * leaf hash of the record's canonical JSON. The kind itself stands in the file's metadata under `tickmark_kind`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  DATE,
  DOUBLE,
  type DuckDBAppender,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  STRUCT,
  structValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { CompactTree } from '../../ledger/index.ts';
import type { Field, FieldValue, Kind, Place, PopulationRecord, Scalar, ScalarType } from '../../populations/kind.ts';
import { canonicalWriter, keyText, recordId } from '../../populations/record.ts';
import { dayNumber, instantOfMicros, microsOf } from '../../populations/time.ts';
import { missingValue, otherValues, type Totals } from '../../populations/totals.ts';
import { Refusal } from '../../refusal.ts';

const chunkRows = 2048;
/** Ids of conflicts that are listed; all are counted. */
const listedConflicts = 1000;
/** Different values of a category that are listed in totals; the rest is counted as one. */
const listedValues = 1000;

const name = (column: string): string => `"${column.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const scalarTypes: Readonly<Record<ScalarType, DuckDBType>> = {
  text: VARCHAR,
  integer: BIGINT,
  number: DOUBLE,
  boolean: BOOLEAN,
  date: DATE,
  time: TIMESTAMP,
};

function columnType(field: Field): DuckDBType {
  if (field.type !== 'list') return scalarTypes[field.type];
  if (field.of === undefined || field.of === 'text') return LIST(VARCHAR);
  return LIST(STRUCT(Object.fromEntries(Object.entries(field.of).map(([part, type]) => [part, scalarTypes[type]]))));
}

function toScalar(type: ScalarType, value: Scalar): DuckDBValue {
  if (value === null) return null;
  switch (type) {
    case 'integer':
      return BigInt(value);
    case 'date':
      return new DuckDBDateValue(dayNumber(String(value)));
    case 'time':
      return new DuckDBTimestampValue(microsOf(String(value)));
    default:
      return value;
  }
}

function toValue(field: Field, value: FieldValue): DuckDBValue {
  if (value === null) return null;
  if (field.type !== 'list') return typeof value === 'object' ? null : toScalar(field.type, value);
  if (typeof value !== 'object') return null;
  const of = field.of;
  return listValue(
    value.map((element) => {
      if (typeof element === 'string' || of === undefined || of === 'text') return String(element);
      const parts = Object.entries(of).map(([part, type]) => [part, toScalar(type, element[part] ?? null)] as const);
      return structValue(Object.fromEntries(parts));
    }),
  );
}

function fromScalar(value: DuckDBValue | undefined): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DuckDBTimestampValue) return instantOfMicros(value.micros);
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  throw new TypeError('a population holds no such value');
}

function fromValue(value: DuckDBValue | undefined): FieldValue {
  if (!(value instanceof DuckDBListValue)) return fromScalar(value);
  const structs: Record<string, Scalar>[] = [];
  const texts: string[] = [];
  for (const item of value.items) {
    if (item instanceof DuckDBStructValue) {
      structs.push(Object.fromEntries(Object.entries(item.entries).map(([part, v]) => [part, fromScalar(v)])));
    } else texts.push(String(item));
  }
  return structs.length > 0 ? structs : texts;
}

/**
 * Opens DuckDB for one piece of work.
 * database     a file, or ':memory:'
 * tempFolder   where it may spill
 * memory       limit as DuckDB writes it
 */
async function openDuckDb(
  database: string,
  tempFolder: string,
  memory: string,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(database, {
    memory_limit: memory,
    temp_directory: tempFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return { instance, connection: await instance.connect() };
}

/** What a population holds after it was settled and written. */
export interface WrittenPopulation {
  readonly records: number;
  /** equal key and equal content, beyond the one kept */
  readonly duplicates: number;
  /** records kept under another id, `ID#2`, because their key was taken by other content (R-POP-05) */
  readonly conflicting: number;
  /** their ids, the first thousand in canonical order */
  readonly conflicts: readonly string[];
  /** RFC 6962 root over the canonical JSON of the records in canonical order, 64 lower-case hex digits */
  readonly digest: string;
  readonly totals: Totals;
}

/**
 * Takes records in any order and writes them as a population. Use: `create`, `add` for each record, then `finish` or `abort`;
 * either removes everything staged.
 */
export class PopulationWriter {
  readonly #kind: Kind;
  readonly #folder: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #appender: DuckDBAppender;
  readonly #canonical: (record: PopulationRecord) => string;
  readonly #columns: readonly StagedColumn[];
  #rows: { record: PopulationRecord; place: string; sequence: number }[] = [];
  #sequence = 0;

  private constructor(
    kind: Kind,
    folder: string,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    columns: readonly StagedColumn[],
    appender: DuckDBAppender,
  ) {
    this.#kind = kind;
    this.#folder = folder;
    this.#instance = instance;
    this.#connection = connection;
    this.#columns = columns;
    this.#appender = appender;
    this.#canonical = canonicalWriter(kind);
  }

  /**
   * workFolder  an existing or new folder with room for about twice the records; everything put there is removed at the end
   * memory      DuckDB's limit, default 1 GB
   */
  static async create(kind: Kind, workFolder: string, memory = '1GB'): Promise<PopulationWriter> {
    const folder = join(workFolder, `population-${randomBytes(6).toString('hex')}`);
    await mkdir(folder, { recursive: true });
    const { instance, connection } = await openDuckDb(join(folder, 'stage.duckdb'), folder, memory);
    const columns = stagedColumns(kind);
    const list = columns.map((column) => `${name(column.name)} ${column.type.toString()}`).join(', ');
    await connection.run(`CREATE TABLE staged (${list}); CREATE TABLE renamed (${list});`);
    return new PopulationWriter(kind, folder, instance, connection, columns, await connection.createAppender('staged'));
  }

  /** Adds a record that `checkRecord` made. */
  add(record: PopulationRecord, place: Place): void {
    const at = `{"at":${JSON.stringify(place.at)},"file":${JSON.stringify(place.file)}}`;
    this.#rows.push({ record, place: at, sequence: this.#sequence });
    this.#sequence += 1;
    if (this.#rows.length === chunkRows) {
      this.#append(this.#appender, this.#rows);
      this.#rows = [];
    }
  }

  #append(
    appender: DuckDBAppender,
    rows: readonly { record: PopulationRecord; place: string; sequence: number }[],
  ): void {
    if (rows.length === 0) return;
    const chunk = DuckDBDataChunk.create(
      this.#columns.map((column) => column.type),
      rows.length,
    );
    this.#columns.forEach((column, i) => {
      chunk.setColumnValues(
        i,
        rows.map((row) => column.value(row.record, row, this.#canonical)),
      );
    });
    appender.appendDataChunk(chunk);
  }

  /**
   * Settles duplicates and conflicts, sorts, and writes the file in one move: it appears whole or not at all.
   * out  path of the Parquet file
   */
  async finish(out: string): Promise<WrittenPopulation> {
    try {
      this.#append(this.#appender, this.#rows);
      this.#rows = [];
      this.#appender.closeSync();
      const settled = await this.#settle();
      const partial = join(this.#folder, 'population.parquet');
      await this.#connection.run(
        `COPY (${settled.select} ORDER BY ${keyColumns(this.#kind).map(name).join(', ')}) TO ${literal(partial)}
         (FORMAT parquet, COMPRESSION zstd, KV_METADATA {tickmark_kind: ${literal(JSON.stringify(this.#kind))}})`,
      );
      const tree = new CompactTree();
      const leaves = await this.#connection.stream(`SELECT _leaf FROM read_parquet(${literal(partial)})`);
      for await (const chunk of leaves) {
        for (const leaf of chunk.getColumnValues(0)) {
          if (leaf instanceof DuckDBBlobValue) tree.append(leaf.bytes);
        }
      }
      const totals = await controlTotals(this.#connection, this.#kind, partial);
      await moveFile(partial, out);
      return {
        totals,
        records: tree.size,
        duplicates: settled.duplicates,
        conflicting: settled.conflicting,
        conflicts: settled.conflicts,
        digest: Buffer.from(tree.root()).toString('hex'),
      };
    } finally {
      await this.#remove();
    }
  }

  /** Forgets everything. */
  async abort(): Promise<void> {
    this.#rows = [];
    await this.#remove();
  }

  async #remove(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** One number of one row. */
  async #number(sql: string): Promise<number> {
    const rows = (await this.#connection.runAndReadAll(sql)).getRows();
    return Number(rows[0]?.[0] ?? 0);
  }

  /** R-POP-05: equal key and content is kept once with all its places; equal key and other content is kept beside, as `ID#2`. */
  async #settle(): Promise<{
    select: string;
    duplicates: number;
    conflicting: number;
    conflicts: readonly string[];
  }> {
    const keys = keyColumns(this.#kind).map(name);
    const keyHash = `hash(${keys.join(', ')})`;
    const fields = this.#kind.fields.map((field) => name(field.name));
    const id = this.#columns.some((column) => column.name === '_id') ? '_id' : keys[0];
    const output = [`${id} AS _id`, ...fields, 'placed AS _places', '_leaf'].join(', ');
    const order = [...new Set([...keys, ...fields, '_leaf', ...(id === '_id' ? ['_id'] : [])])].join(', ');
    await this.#connection.run(
      `CREATE TEMP TABLE repeated AS SELECT h FROM (SELECT ${keyHash} AS h FROM staged) GROUP BY h HAVING count(*) > 1`,
    );
    if ((await this.#number('SELECT count(*) FROM repeated')) === 0) {
      const select = `SELECT ${output} FROM (SELECT *, '[' || _place || ']' AS placed FROM staged)`;
      return { select, duplicates: 0, conflicting: 0, conflicts: [] };
    }
    await this.#connection.run(
      `CREATE TEMP TABLE settled AS
         SELECT *, row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY first) AS version FROM (
           SELECT ${keys.join(', ')}, _leaf, min(_sequence) AS first, count(*) AS times,
                  '[' || string_agg(_place, ',' ORDER BY _sequence) || ']' AS placed
           FROM staged WHERE ${keyHash} IN (SELECT h FROM repeated) GROUP BY ${keys.join(', ')}, _leaf)`,
    );
    const duplicates = await this.#number('SELECT sum(times - 1) FROM settled');
    const conflicting = await this.#number('SELECT count(*) FROM settled WHERE version > 1');
    const conflicts = conflicting === 0 ? [] : await this.#rename(keys);
    const once = `SELECT ${order}, '[' || _place || ']' AS placed FROM staged WHERE ${keyHash} NOT IN (SELECT h FROM repeated)`;
    const kept = `SELECT ${order
      .split(', ')
      .map((column) => `s.${column}`)
      .join(', ')}, t.placed FROM staged s JOIN settled t ON s._sequence = t.first WHERE t.version = 1`;
    const beside = `SELECT ${order}, _place AS placed FROM renamed`;
    const select = `SELECT ${output} FROM (${once} UNION ALL ${kept} UNION ALL ${beside})`;
    return { select, duplicates, conflicting, conflicts };
  }

  /** Puts the conflicting records into `renamed`: the last text part of their key gets `#2`, `#3`, … so that keys stay unique. */
  async #rename(keys: readonly string[]): Promise<readonly string[]> {
    const part = this.#kind.key.findLast((key) => this.#kind.fields.find((f) => f.name === key)?.type === 'text');
    if (part === undefined) {
      throw new Refusal(
        'population-shape',
        `Records of the kind ${this.#kind.id} have equal keys and other content, and the key has no text part to tell them apart by.`,
      );
    }
    // A record may already be called ID#2: then the mark grows until it is nobody's.
    const others = keys.filter((key) => key !== name(part));
    let mark = '#';
    const taken = (): Promise<number> =>
      this.#number(
        `SELECT count(*) FROM settled t JOIN staged s ON s.${name(part)} = t.${name(part)} || ${literal(mark)} || t.version
         ${others.map((key) => `AND s.${key} = t.${key}`).join(' ')} WHERE t.version > 1`,
      );
    while ((await taken()) > 0) mark += '#';
    const appender = await this.#connection.createAppender('renamed');
    const listed: string[] = [];
    const columns = this.#kind.fields.map((field) => `s.${name(field.name)}`).join(', ');
    const result = await this.#connection.stream(
      `SELECT t.version, t.placed, t.first, ${columns} FROM settled t JOIN staged s ON s._sequence = t.first
       WHERE t.version > 1 ORDER BY ${keys.map((key) => `s.${key}`).join(', ')}, t.version`,
    );
    for await (const chunk of result) {
      const rows = chunk.getRows().map(([version, placed, first, ...values]) => {
        const record: Record<string, FieldValue> = recordOf(this.#kind, values);
        record[part] = `${keyText(record[part])}${mark}${String(version)}`;
        if (listed.length < listedConflicts) listed.push(recordId(this.#kind, record));
        return { record, place: String(placed), sequence: Number(first) };
      });
      this.#append(appender, rows);
    }
    appender.closeSync();
    return listed;
  }
}

/** Control totals by SQL over a population file. */
async function controlTotals(connection: DuckDBConnection, kind: Kind, path: string): Promise<Totals> {
  const totals: Record<string, Totals[string]> = {};
  const from = `FROM read_parquet(${literal(path)})`;
  for (const category of kind.categories) {
    const rows = (
      await connection.runAndReadAll(
        `SELECT CAST(${name(category)} AS VARCHAR) AS value, count(*) ${from} GROUP BY 1
         ORDER BY 2 DESC, 1 NULLS LAST LIMIT ${listedValues}`,
      )
    ).getRows();
    const counts = new Map<string, number>();
    for (const [value, count] of rows) counts.set(value === null ? missingValue : String(value), Number(count));
    const all = (await connection.runAndReadAll(`SELECT count(*) ${from}`)).getRows();
    const rest = Number(all[0]?.[0] ?? 0) - counts.values().reduce((sum, count) => sum + count, 0);
    if (rest > 0) counts.set(otherValues, rest);
    totals[category] = Object.fromEntries(counts);
  }
  for (const field of kind.fields) {
    if ((field.type !== 'date' && field.type !== 'time') || kind.categories.includes(field.name)) continue;
    const rows = (
      await connection.runAndReadAll(`SELECT min(${name(field.name)}), max(${name(field.name)}) ${from}`)
    ).getRows();
    const [first, last] = (rows[0] ?? []).map((value) => fromScalar(value));
    totals[field.name] = { first: textOrNull(first), last: textOrNull(last) };
  }
  return totals;
}

function textOrNull(value: Scalar | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

interface StagedColumn {
  readonly name: string;
  readonly type: DuckDBType;
  readonly value: (
    record: PopulationRecord,
    row: { readonly place: string; readonly sequence: number },
    canonical: (record: PopulationRecord) => string,
  ) => DuckDBValue;
}

/** Columns by which records are sorted: the key fields that are text, and the canonical text of those that are not. */
function keyColumns(kind: Kind): readonly string[] {
  return kind.key.map((key) => (isText(kind, key) ? key : `_key_${key}`));
}

function isText(kind: Kind, key: string): boolean {
  return kind.fields.find((field) => field.name === key)?.type === 'text';
}

function stagedColumns(kind: Kind): readonly StagedColumn[] {
  const columns: StagedColumn[] = kind.fields.map((field) => ({
    name: field.name,
    type: columnType(field),
    value: (record) => toValue(field, record[field.name] ?? null),
  }));
  const single = kind.key.length === 1 && isText(kind, kind.key[0] ?? '');
  if (!single) columns.push({ name: '_id', type: VARCHAR, value: (record) => recordId(kind, record) });
  for (const key of kind.key) {
    if (!isText(kind, key))
      columns.push({ name: `_key_${key}`, type: VARCHAR, value: (record) => keyText(record[key]) });
  }
  columns.push({ name: '_sequence', type: BIGINT, value: (_, row) => BigInt(row.sequence) });
  columns.push({ name: '_place', type: VARCHAR, value: (_, row) => row.place });
  columns.push({ name: '_leaf', type: BLOB, value: (record, _, canonical) => blobValue(leafOf(canonical(record))) });
  return columns;
}

/** RFC 6962 leaf hash of a text, streamed so that the text is not copied behind its prefix. */
function leafOf(text: string): Uint8Array {
  return createHash('sha256').update(leafPrefix).update(text, 'utf8').digest();
}
const leafPrefix = Uint8Array.of(0);

function recordOf(kind: Kind, values: readonly DuckDBValue[]): Record<string, FieldValue> {
  const record: Record<string, FieldValue> = {};
  kind.fields.forEach((field, i) => {
    record[field.name] = fromValue(values[i]);
  });
  return record;
}

/** Renames, or copies where folders lie on different file systems. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const { pipeline } = await import('node:stream/promises');
    const { createWriteStream } = await import('node:fs');
    const partial = `${to}.partial`;
    await pipeline(createReadStream(from), createWriteStream(partial));
    await rename(partial, to);
  }
}
