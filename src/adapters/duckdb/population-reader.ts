/** Reads a population file: records in canonical order, records by position, ids, strata, the digest, and exports. */
import { createHmac, createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { CompactTree, inclusionProofs, leafHash } from '../../ledger/index.ts';
import {
  canonicalWriter,
  type Kind,
  parseKind,
  type Place,
  type PopulationRecord,
  type Scalar,
  type Totals,
} from '../../populations/model.ts';
import { Refusal } from '../../refusal.ts';
import { openDuckDb } from './open-duckdb.ts';
import { columnType, fromScalar, literal, name, recordOf } from './population-columns.ts';
import { controlTotals } from './population-totals.ts';

/** position: from 0, in canonical order (R-POP-04). */
export interface PopulationRow {
  readonly position: number;
  readonly id: string;
  readonly record: PopulationRecord;
  readonly places: readonly Place[];
}

/** Positions of one stratum, ascending. key: the value as text, '' for a missing fact. */
export interface StratumPositions {
  readonly key: string;
  readonly positions: readonly number[];
}

/** The salted tree of `verify/bundle.ts` (Draw): its root, and a leaf with its proof for each position asked for. */
export interface SaltedPopulation {
  readonly size: number;
  readonly root: Uint8Array;
  readonly items: readonly {
    readonly position: number;
    readonly leaf: Uint8Array;
    readonly proof: readonly Uint8Array[];
  }[];
}

const idBatch = 5000;

/** An open population file. Close it. */
export class PopulationFile {
  readonly path: string;
  readonly kind: Kind;
  /** how many records */
  readonly size: number;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #from: string;

  private constructor(path: string, kind: Kind, size: number, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.path = path;
    this.kind = kind;
    this.size = size;
    this.#instance = instance;
    this.#connection = connection;
    this.#from = `read_parquet(${literal(path)}, file_row_number = true)`;
  }

  /**
   * Opens a file and holds it against the kind it names. DuckDB may then read this one file and nothing else.
   * refuses  population-shape: no Parquet, not written by us, columns other than the kind's
   */
  static async open(path: string, options: { memory?: string; tempFolder?: string } = {}): Promise<PopulationFile> {
    const opened = await openDuckDb(':memory:', options.tempFolder ?? '', options.memory ?? '1GB');
    const { connection, instance } = opened;
    try {
      await connection.run(
        `SET allowed_paths = [${literal(path)}]; SET enable_external_access = false; SET lock_configuration = true;`,
      );
      const meta = await connection.runAndReadAll(
        `SELECT CAST(value AS VARCHAR) FROM parquet_kv_metadata(${literal(path)}) WHERE CAST(key AS VARCHAR) = 'tickmark_kind'`,
      );
      const text = meta.getRows()[0]?.[0];
      if (typeof text !== 'string') throw notOurs(path, 'it names no kind');
      const kind = parseKind(unescapeBlob(text), path);
      const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${literal(path)})`);
      const found = new Map(described.getRows().map(([column, type]) => [String(column), String(type)]));
      for (const field of kind.fields) {
        if (found.get(field.name)?.replaceAll('"', '') !== columnType(field).toString().replaceAll('"', '')) {
          throw notOurs(path, `the column ${field.name} is not what its kind says`);
        }
      }
      for (const [column, type] of [
        ['_id', 'VARCHAR'],
        ['_places', 'VARCHAR'],
        ['_leaf', 'BLOB'],
      ] as const) {
        if (found.get(column) !== type) throw notOurs(path, `the column ${column} is missing`);
      }
      const count = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${literal(path)})`);
      return new PopulationFile(path, kind, Number(count.getRows()[0]?.[0] ?? 0), instance, connection);
    } catch (error) {
      connection.closeSync();
      instance.closeSync();
      if (error instanceof Refusal) throw error;
      throw notOurs(path, 'it is no Parquet file that can be read', error);
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  get #columns(): string {
    const fields = this.kind.fields.map((field) => name(field.name));
    return ['file_row_number', '_id', '_places', ...fields].join(', ');
  }

  #row([position, id, places, ...values]: readonly DuckDBValue[]): PopulationRow {
    return {
      position: Number(position),
      id: String(id),
      record: recordOf(this.kind, values),
      places: placesOf(String(places)),
    };
  }

  /** All records in canonical order, in batches of about two thousand. */
  async *rows(): AsyncGenerator<readonly PopulationRow[], void, undefined> {
    const result = await this.#connection.stream(`SELECT ${this.#columns} FROM ${this.#from}`);
    for await (const chunk of result) yield chunk.getRows().map((row) => this.#row(row));
  }

  /** The records at these positions, in the order of the positions. refuses population-shape for one that does not exist */
  async rowsAt(positions: readonly number[]): Promise<readonly PopulationRow[]> {
    const rows = new Map<number, PopulationRow>();
    for (const batch of this.#batches(positions)) {
      const result = await this.#connection.runAndReadAll(
        `SELECT ${this.#columns} FROM ${this.#from} WHERE file_row_number IN (${batch.join(', ')})`,
      );
      for (const values of result.getRows()) rows.set(Number(values[0]), this.#row(values));
    }
    return positions.map((position) => rows.get(position) ?? missing(this.path, position));
  }

  /** The ids at these positions, in their order. */
  async idsAt(positions: readonly number[]): Promise<readonly string[]> {
    const ids = new Map<number, string>();
    for (const batch of this.#batches(positions)) {
      const result = await this.#connection.runAndReadAll(
        `SELECT file_row_number, _id FROM ${this.#from} WHERE file_row_number IN (${batch.join(', ')})`,
      );
      for (const [position, id] of result.getRows()) ids.set(Number(position), String(id));
    }
    return positions.map((position) => ids.get(position) ?? missing(this.path, position));
  }

  /** Positions of these ids; an id that is not there has none. */
  async positionsOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const positions = new Map<string, number>();
    for (let i = 0; i < ids.length; i += idBatch) {
      const batch = ids.slice(i, i + idBatch).map(literal);
      const result = await this.#connection.runAndReadAll(
        `SELECT file_row_number, _id FROM ${this.#from} WHERE _id IN (${batch.join(', ')})`,
      );
      for (const [position, id] of result.getRows()) positions.set(String(id), Number(position));
    }
    return positions;
  }

  #batches(positions: readonly number[]): number[][] {
    const batches: number[][] = [];
    for (let i = 0; i < positions.length; i += idBatch) {
      batches.push(positions.slice(i, i + idBatch).map((p) => (Number.isSafeInteger(p) ? p : missing(this.path, p))));
    }
    return batches;
  }

  /** The positions of each value of a field, for stratified selection; keys by their UTF-8 bytes. */
  async strata(field: string): Promise<readonly StratumPositions[]> {
    const found = this.kind.fields.find((f) => f.name === field);
    if (found === undefined || found.type === 'list') {
      throw notOurs(this.path, `a ${this.kind.title.toLowerCase()} has no field ${field} with one value`);
    }
    const strata = new Map<string, number[]>();
    const result = await this.#connection.stream(`SELECT file_row_number, ${name(field)} FROM ${this.#from}`);
    for await (const chunk of result) {
      for (const [position, value] of chunk.getRows()) {
        const scalar = fromScalar(value);
        const key = scalar === null ? '' : String(scalar);
        const positions = strata.get(key);
        if (positions === undefined) strata.set(key, [Number(position)]);
        else positions.push(Number(position));
      }
    }
    return [...strata]
      .map(([key, positions]) => ({ key, positions }))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }

  /**
   * The population's digest: RFC 6962 root over the canonical JSON of its records, hex. `stored` trusts the leaf hashes in the
   * file; `records` makes them again and refuses (population-shape) a record that is not what its leaf says.
   */
  async digest(from: 'stored' | 'records' = 'stored'): Promise<string> {
    const tree = new CompactTree();
    if (from === 'stored') {
      for await (const leaf of this.#leaves()) tree.append(leaf);
    } else {
      const canonical = canonicalWriter(this.kind);
      const stored = this.#leaves();
      for await (const batch of this.rows()) {
        for (const row of batch) {
          const leaf = leafHash(Buffer.from(canonical(row.record), 'utf8'));
          const beside = await stored.next();
          if (beside.done === true || Buffer.compare(beside.value, leaf) !== 0) {
            throw notOurs(this.path, `record ${row.position} (${row.id}) is not what was written`);
          }
          tree.append(leaf);
        }
      }
    }
    return Buffer.from(tree.root()).toString('hex');
  }

  async *#leaves(): AsyncGenerator<Uint8Array, void, undefined> {
    // A connection of its own: the records may be streamed beside.
    const connection = await this.#instance.connect();
    try {
      const result = await connection.stream(`SELECT _leaf FROM read_parquet(${literal(this.path)})`);
      for await (const chunk of result) {
        for (const leaf of chunk.getColumnValues(0)) {
          if (!(leaf instanceof DuckDBBlobValue)) throw notOurs(this.path, 'a leaf hash is missing');
          yield leaf.bytes;
        }
      }
    } finally {
      connection.closeSync();
    }
  }

  /** 'YYYY-MM' (UTC) of the kind's time field → records, ascending; empty for a kind without time. */
  async months(): Promise<ReadonlyMap<string, number>> {
    const { time } = this.kind;
    if (time === null) return new Map();
    const result = await this.#connection.runAndReadAll(
      `SELECT strftime(${name(time)}, '%Y-%m') AS month, count(*) FROM ${this.#from} WHERE ${name(time)} IS NOT NULL GROUP BY 1 ORDER BY 1`,
    );
    return new Map(result.getRows().map(([month, count]) => [String(month), Number(count)]));
  }

  totals(): Promise<Totals> {
    return controlTotals(this.#connection, this.kind, this.path);
  }

  /**
   * Salted tree of all records and proofs for some (verify/bundle.ts, Draw). Needs 32 bytes of memory a record.
   * key  the population's own; salt of position i: HMAC-SHA256(key, i as 8 bytes, big-endian)
   */
  async salted(key: Uint8Array, positions: readonly number[]): Promise<SaltedPopulation> {
    const canonical = canonicalWriter(this.kind);
    const values = Buffer.alloc(this.size * 32);
    for await (const batch of this.rows()) {
      for (const row of batch) saltedLeaf(key, row.position, canonical(row.record)).copy(values, row.position * 32);
    }
    const valueAt = (i: number): Uint8Array => new Uint8Array(values.subarray(i * 32, i * 32 + 32));
    const size = this.size;
    const leaves = function* (): Generator<Uint8Array> {
      for (let i = 0; i < size; i++) yield leafHash(valueAt(i));
    };
    const { root, proofs } = inclusionProofs(leaves(), size, positions);
    const items = positions.map((position, i) => ({ position, leaf: valueAt(position), proof: proofs[i] ?? [] }));
    return { size, root, items };
  }

  /**
   * Writes all records as text, in one move.
   * ndjson  one canonical JSON a line: the population's digest is the RFC 6962 root over these lines
   * csv     RFC 4180 with the fields as columns; lists as JSON; a text that a spreadsheet would take for a formula gets a
   *         leading apostrophe; a missing fact is empty
   */
  async export(format: 'ndjson' | 'csv', out: string): Promise<void> {
    const partial = `${out}.partial`;
    const sink = createWriteStream(partial, { flags: 'wx' });
    try {
      await once(sink, 'open');
      const line = format === 'ndjson' ? canonicalWriter(this.kind) : csvWriter(this.kind);
      if (format === 'csv') sink.write(`${this.kind.fields.map((field) => field.name).join(',')}\r\n`);
      const end = format === 'csv' ? '\r\n' : '\n';
      for await (const batch of this.rows()) {
        let text = '';
        for (const row of batch) text += line(row.record) + end;
        if (!sink.write(text)) await once(sink, 'drain');
      }
      sink.end();
      await once(sink, 'close');
      await rename(partial, out);
    } catch (error) {
      sink.destroy();
      await rm(partial, { force: true });
      throw error;
    }
  }
}

/** Leaf value of a record in its population's salted tree. */
export function saltedLeaf(key: Uint8Array, position: number, canonicalJson: string): Buffer {
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(position));
  const salt = createHmac('sha256', key).update(at).digest();
  return createHash('sha256').update('tickmark-record/1\n').update(salt).update(canonicalJson, 'utf8').digest();
}

function csvWriter(kind: Kind): (record: PopulationRecord) => string {
  return (record) =>
    kind.fields
      .map((field) => {
        const value = record[field.name] ?? null;
        return csvCell(typeof value === 'object' && value !== null ? JSON.stringify(value) : value);
      })
      .join(',');
}

function csvCell(value: Scalar): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function placesOf(text: string): readonly Place[] {
  const places: unknown = JSON.parse(text);
  if (!Array.isArray(places)) return [];
  return places.map((place: unknown) => {
    const own = new Map<string, unknown>(Object.entries(typeof place === 'object' && place !== null ? place : {}));
    const [file, at] = [own.get('file'), own.get('at')];
    return { file: typeof file === 'string' ? file : '', at: typeof at === 'string' ? at : '' };
  });
}

/** A blob as DuckDB shows it in text: \xHH for what is not plain ASCII. */
function unescapeBlob(text: string): string {
  const bytes = text.replace(/\\x([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function missing(path: string, position: number): never {
  throw notOurs(path, `it has no record at position ${position}`);
}

function notOurs(path: string, why: string, cause?: unknown): Refusal {
  return new Refusal('population-shape', `${path} does not serve as a population: ${why}.`, { cause });
}
