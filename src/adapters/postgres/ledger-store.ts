/** The ledger's rows in PostgreSQL: schema `ledger`, migrations/0002-ledger.sql. */
import type { PoolClient } from 'pg';
import {
  type Hop,
  hops,
  type LedgerLeader,
  type LedgerStore,
  type LedgerTx,
  type LoggedEntry,
  type StoredCheckpoint,
} from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';
import type { Database, Transaction } from './pool.ts';

type Queryable = Pick<PoolClient, 'query'>;

// Whatever parsers the pool has: bigint arrives as text or as number.
interface EntryRow {
  readonly idx: string | number;
  readonly hop: string;
  readonly inputs: readonly (string | number)[];
  readonly body: Uint8Array;
  readonly value: Uint8Array;
  readonly digest: string;
  readonly salt: Uint8Array;
  readonly envelope: string;
}
interface CheckpointRow {
  readonly size: string | number;
  readonly root: Uint8Array;
  readonly note: string;
}

/** The ledger inside a transaction of the caller's: what is appended commits or vanishes with it. */
export function ledgerTx(transaction: Transaction): LedgerTx {
  return {
    async lockLog(origin) {
      const { rows } = await transaction.query<{ next_index: string | number }>(
        'SELECT next_index FROM ledger.log WHERE origin = $1 FOR UPDATE',
        [origin],
      );
      const row = rows[0];
      return row === undefined ? null : { nextIndex: Number(row.next_index) };
    },
    async digests(origin, indexes) {
      if (indexes.length === 0) return new Map();
      const { rows } = await transaction.query<{ idx: string | number; digest: string }>(
        'SELECT idx, digest FROM ledger.opening WHERE origin = $1 AND idx = ANY ($2::bigint[])',
        [origin, indexes],
      );
      return new Map(rows.map(({ idx, digest }) => [Number(idx), digest]));
    },
    async insert(origin, entry) {
      const { index, header, body, value, digest, salt, envelope } = entry;
      await transaction.query(
        `WITH entry AS (
           INSERT INTO ledger.entry (origin, idx, hop, inputs, body, value) VALUES ($1, $2, $3, $4, $5, $6)
         )
         INSERT INTO ledger.opening (origin, idx, digest, salt, envelope) VALUES ($1, $2, $7, $8, $9)`,
        [origin, index, header.hop, header.inputs, body, value, digest, salt, envelope],
      );
    },
  };
}

/** The ledger over a pool of its own connections, for leaders and readers. */
export function ledgerStore(database: Database): LedgerStore {
  return {
    async createLog(origin) {
      await database.query('INSERT INTO ledger.log (origin) VALUES ($1) ON CONFLICT (origin) DO NOTHING', [origin]);
    },
    async lead(origin, work) {
      const client = await database.connect();
      let broken: Error | undefined;
      const onError = (error: Error): void => {
        broken = error;
      };
      client.on('error', onError);
      try {
        // Waiting for another leader may take longer than any statement should.
        await client.query('SET statement_timeout = 0');
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`tickmark.ledger:${origin}`]);
        return await work(leaderOf(client, origin));
      } finally {
        client.off('error', onError);
        // Closing the connection lets go of the lock, whatever happened before.
        client.release(broken ?? true);
      }
    },
    checkpoint: (origin, size) => readCheckpoint(database, origin, size),
    entries: (origin, start, count) => readEntries(database, origin, start, count),
  };
}

function leaderOf(client: PoolClient, origin: string): LedgerLeader {
  return {
    async size() {
      const { rows } = await client.query<{ next_index: string | number }>(
        'SELECT next_index FROM ledger.log WHERE origin = $1',
        [origin],
      );
      const row = rows[0];
      if (row === undefined) throw new Refusal('unknown-log', `There is no log ${origin}.`);
      return Number(row.next_index);
    },
    async values(start, end) {
      const { rows } = await client.query<{ value: Uint8Array }>(
        'SELECT value FROM ledger.entry WHERE origin = $1 AND idx >= $2 AND idx < $3 ORDER BY idx',
        [origin, start, end],
      );
      return rows.map(({ value }) => new Uint8Array(value));
    },
    latestCheckpoint: () => readCheckpoint(client, origin),
    async saveCheckpoint({ size, root, note }) {
      await client.query('INSERT INTO ledger.checkpoint (origin, size, root, note) VALUES ($1, $2, $3, $4)', [
        origin,
        size,
        root,
        note,
      ]);
    },
  };
}

/** Committed entries [start, start + count) of a log, in order; fewer at its end. */
export async function readEntries(
  database: Queryable,
  origin: string,
  start: number,
  count: number,
): Promise<readonly LoggedEntry[]> {
  const { rows } = await database.query<EntryRow>(
    `SELECT e.idx, e.hop, e.inputs, e.body, e.value, o.digest, o.salt, o.envelope
     FROM ledger.entry e JOIN ledger.opening o USING (origin, idx)
     WHERE origin = $1 AND idx >= $2 AND idx < $3 ORDER BY idx`,
    [origin, start, start + count],
  );
  return rows.map(entryOf);
}

/** The checkpoint signed at a size, the latest when left out; null when there is none. */
export async function readCheckpoint(
  database: Queryable,
  origin: string,
  size?: number,
): Promise<StoredCheckpoint | null> {
  const { rows } = await database.query<CheckpointRow>(
    `SELECT size, root, note FROM ledger.checkpoint
     WHERE origin = $1 AND ($2::bigint IS NULL OR size = $2) ORDER BY size DESC LIMIT 1`,
    [origin, size ?? null],
  );
  const row = rows[0];
  return row === undefined ? null : { size: Number(row.size), root: new Uint8Array(row.root), note: row.note };
}

function entryOf(row: EntryRow): LoggedEntry {
  return {
    index: Number(row.idx),
    digest: row.digest,
    header: { hop: hopOf(row.hop), inputs: row.inputs.map(Number) },
    salt: new Uint8Array(row.salt),
    envelope: row.envelope,
    body: new Uint8Array(row.body),
    value: new Uint8Array(row.value),
  };
}

function hopOf(text: string): Hop {
  const hop = hops.find((one) => one === text);
  if (hop === undefined)
    throw new Refusal('log-damaged', `The database holds an entry of the hop ${text}.`, { exit: 3 });
  return hop;
}
