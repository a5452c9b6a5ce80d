/**
 * Writes a population as an immutable Parquet file (its columns: README.md). Records are staged in a DuckDB file, settled and
 * sorted there, and never all in memory.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BIGINT,
  BLOB,
  blobValue,
  type DuckDBAppender,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { CompactTree } from '../../ledger/index.ts';
import type { FieldValue, Kind, Place, PopulationRecord } from '../../populations/kind.ts';
import { canonicalWriter, keyText, recordId } from '../../populations/record.ts';
import type { Totals } from '../../populations/totals.ts';
import { Refusal } from '../../refusal.ts';
import { openDuckDb } from './open-duckdb.ts';
import { columnType, literal, name, recordOf, toValue } from './population-columns.ts';
import { controlTotals } from './population-totals.ts';

const chunkRows = 2048;
/** Ids of conflicts that are listed; all are counted. */
const listedConflicts = 1000;

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
