/**
 * Writes a population as an immutable Parquet file (its columns: POPULATION-FILE.md). Records are staged in a DuckDB file, settled and
 * sorted there, and never all in memory.
 */
import { hash, randomBytes } from 'node:crypto';
import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBInstance } from '@duckdb/node-api';
import { CompactTree } from '../../ledger/index.ts';
import {
  canonicalWriter,
  type FieldValue,
  keyText,
  type Kind,
  type Place,
  type PopulationRecord,
  recordId,
  type Totals,
} from '../../populations/model.ts';
import { Refusal } from '../../refusal.ts';
import { openDuckDb } from './open-duckdb.ts';
import { columnType, literal, name, recordOf } from './population-columns.ts';
import { controlTotals } from './population-totals.ts';

/** Longest canonical JSON of one record, in UTF-16 units. */
const largestRecord = 2 << 20;
/** Longest staged line in bytes, its place and ids included. */
const largestLine = 16 << 20;
/** A place as JSON. */
const onePlace = `CAST(json_object('at', _at, 'file', _file) AS VARCHAR)`;
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
 *
 * Records are staged as lines of JSON, which DuckDB then reads with all cores: five times as fast as its appender, value by value.
 */
export class PopulationWriter {
  readonly #kind: Kind;
  readonly #folder: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #canonical: (record: PopulationRecord) => string;
  readonly #single: boolean;
  #stage: StageFile;
  #sequence = 0;

  private constructor(kind: Kind, folder: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#kind = kind;
    this.#folder = folder;
    this.#instance = instance;
    this.#connection = connection;
    this.#canonical = canonicalWriter(kind);
    this.#single = hasOwnId(kind);
    this.#stage = new StageFile(join(folder, 'staged.ndjson'));
  }

  /**
   * workFolder  an existing or new folder with room for about three times the records; everything put there is removed at the end
   * memory      DuckDB's limit, default 1 GB
   */
  static async create(kind: Kind, workFolder: string, memory = '1GB'): Promise<PopulationWriter> {
    const folder = join(workFolder, `population-${randomBytes(6).toString('hex')}`);
    await mkdir(folder, { recursive: true });
    const { instance, connection } = await openDuckDb(':memory:', folder, memory);
    return new PopulationWriter(kind, folder, instance, connection);
  }

  /**
   * Adds a record that `checkRecord` made.
   * returns  false when the record is too large to be kept
   */
  add(record: PopulationRecord, place: Place): boolean {
    const text = this.#canonical(record);
    if (text.length > largestRecord) return false;
    const where = `"_at":${JSON.stringify(place.at)},"_file":${JSON.stringify(place.file)}`;
    this.#write(this.#stage, record, text, where, this.#sequence);
    this.#sequence += 1;
    return true;
  }

  #write(stage: StageFile, record: PopulationRecord, text: string, where: string, sequence: number): void {
    let line = `{"_sequence":${sequence},"_leaf":"${leafOf(text)}",${where}`;
    if (!this.#single) {
      line += `,"_id":${JSON.stringify(recordId(this.#kind, record))}`;
      for (const key of this.#kind.key) {
        if (!isText(this.#kind, key)) line += `,"_key_${key}":${JSON.stringify(keyText(record[key]))}`;
      }
    }
    stage.write(`${line},${text.slice(1)}\n`);
  }

  /** Reads a staged file into a table. */
  async #load(table: string, stage: StageFile): Promise<void> {
    const columns = [
      ['_sequence', 'BIGINT'],
      ['_leaf', 'VARCHAR'],
      ['_at', 'VARCHAR'],
      ['_file', 'VARCHAR'],
      ['_placed', 'VARCHAR'],
      ...(this.#single ? [] : [['_id', 'VARCHAR']]),
      ...keyColumns(this.#kind)
        .filter((key) => !this.#kind.fields.some((field) => field.name === key))
        .map((key) => [key, 'VARCHAR']),
      ...this.#kind.fields.map((field) => [field.name, columnType(field).toString()]),
    ];
    const shape = columns.map(([column, type]) => `${literal(column ?? '')}: ${literal(type ?? '')}`).join(', ');
    await this.#connection.run('SET preserve_insertion_order = false');
    await this.#connection.run(
      `CREATE TABLE ${table} AS SELECT * REPLACE (unhex(_leaf) AS _leaf) FROM read_json(${literal(stage.path)},
         format = 'newline_delimited', auto_detect = false, columns = {${shape}}, maximum_object_size = ${largestLine})`,
    );
    await this.#connection.run('SET preserve_insertion_order = true');
    await rm(stage.path);
  }

  /**
   * Settles duplicates and conflicts, sorts, and writes the file in one move: it appears whole or not at all.
   * out  path of the Parquet file
   */
  async finish(out: string): Promise<WrittenPopulation> {
    try {
      this.#stage.close();
      await this.#load('staged', this.#stage);
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
    await this.#remove();
  }

  async #remove(): Promise<void> {
    this.#stage.close();
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
    const id = this.#single ? keys[0] : '_id';
    const output = [`${id} AS _id`, ...fields, 'placed AS _places', '_leaf'].join(', ');
    const inner = [...new Set([...keys, ...fields, '_leaf', ...(this.#single ? [] : ['_id'])])];
    const order = inner.join(', ');
    await this.#connection.run(
      `CREATE TEMP TABLE repeated AS SELECT h FROM (SELECT ${keyHash} AS h FROM staged) GROUP BY h HAVING count(*) > 1`,
    );
    if ((await this.#number('SELECT count(*) FROM repeated')) === 0) {
      const select = `SELECT ${output} FROM (SELECT *, '[' || ${onePlace} || ']' AS placed FROM staged)`;
      return { select, duplicates: 0, conflicting: 0, conflicts: [] };
    }
    await this.#connection.run(
      `CREATE TEMP TABLE settled AS
         SELECT *, row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY first) AS version FROM (
           SELECT ${keys.join(', ')}, _leaf, min(_sequence) AS first, count(*) AS times,
                  '[' || string_agg(${onePlace}, ',' ORDER BY _sequence) || ']' AS placed
           FROM staged WHERE ${keyHash} IN (SELECT h FROM repeated) GROUP BY ${keys.join(', ')}, _leaf)`,
    );
    const duplicates = await this.#number('SELECT sum(times - 1) FROM settled');
    const conflicting = await this.#number('SELECT count(*) FROM settled WHERE version > 1');
    const conflicts = conflicting === 0 ? [] : await this.#rename(keys);
    const once = `SELECT ${order}, '[' || ${onePlace} || ']' AS placed FROM staged WHERE ${keyHash} NOT IN (SELECT h FROM repeated)`;
    const kept = `SELECT ${inner.map((column) => `s.${column}`).join(', ')}, t.placed FROM staged s JOIN settled t ON s._sequence = t.first WHERE t.version = 1`;
    const beside = conflicting === 0 ? '' : ` UNION ALL SELECT ${order}, _placed AS placed FROM renamed`;
    const select = `SELECT ${output} FROM (${once} UNION ALL ${kept}${beside})`;
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
    const stage = new StageFile(join(this.#folder, 'renamed.ndjson'));
    const listed: string[] = [];
    const columns = this.#kind.fields.map((field) => `s.${name(field.name)}`).join(', ');
    const result = await this.#connection.stream(
      `SELECT t.version, t.placed, t.first, ${columns} FROM settled t JOIN staged s ON s._sequence = t.first
       WHERE t.version > 1 ORDER BY ${keys.map((key) => `s.${key}`).join(', ')}, t.version`,
    );
    for await (const chunk of result) {
      for (const [version, placed, first, ...values] of chunk.getRows()) {
        const record: Record<string, FieldValue> = recordOf(this.#kind, values);
        record[part] = `${keyText(record[part])}${mark}${String(version)}`;
        if (listed.length < listedConflicts) listed.push(recordId(this.#kind, record));
        const where = `"_placed":${JSON.stringify(String(placed))}`;
        this.#write(stage, record, this.#canonical(record), where, Number(first));
      }
    }
    stage.close();
    await this.#load('renamed', stage);
    return listed;
  }
}

/** Columns by which records are sorted: the key fields that are text, and the canonical text of those that are not. */
function keyColumns(kind: Kind): readonly string[] {
  return kind.key.map((key) => (isText(kind, key) ? key : `_key_${key}`));
}

function isText(kind: Kind, key: string): boolean {
  return kind.fields.find((field) => field.name === key)?.type === 'text';
}

/** Whether the record's id is a field of its own. */
function hasOwnId(kind: Kind): boolean {
  return kind.key.length === 1 && isText(kind, kind.key[0] ?? '');
}

/** RFC 6962 leaf hash of a text, hex: the leading zero is a character of its own in UTF-8. */
function leafOf(text: string): string {
  return hash('sha256', `\0${text}`, 'hex');
}

/** Lines on their way to DuckDB, written in large pieces. */
class StageFile {
  readonly path: string;
  #fd: number | null;
  #pending = '';

  constructor(path: string) {
    this.path = path;
    this.#fd = openSync(path, 'wx');
  }

  write(line: string): void {
    this.#pending += line;
    if (this.#pending.length > 1 << 20) this.#flush();
  }

  #flush(): void {
    if (this.#fd !== null) writeFileSync(this.#fd, this.#pending);
    this.#pending = '';
  }

  close(): void {
    if (this.#fd === null) return;
    try {
      this.#flush();
    } finally {
      closeSync(this.#fd);
      this.#fd = null;
    }
  }
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
