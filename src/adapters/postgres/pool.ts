import { Pool, type PoolClient, TypeOverrides, types } from 'pg';
import { quotaOf } from './quota.ts';

export type Database = Pool;
/** A client inside a transaction: everything asked of it is committed together or not at all. */
export type Transaction = Pick<PoolClient, 'query'>;

/**
 * max                 connections at most, default 10
 * statementTimeoutMs  a statement that takes longer is cancelled, default 30 s; 0: never
 * searchPath          default `public` alone: SQL names its schemas
 * role                what every connection is from its first statement on, and again after each transaction
 */
export interface PoolOptions {
  readonly max?: number;
  readonly statementTimeoutMs?: number;
  readonly searchPath?: readonly string[];
  readonly role?: string;
  readonly onError?: (error: Error) => void;
}

/**
 * A pool of connections. What comes back: bigint as number (beyond 2^53 it is a fault), date as `YYYY-MM-DD`, timestamptz as
 * RFC 3339 in UTC with `T` and `Z` and the microseconds PostgreSQL holds, numeric as text. A local time zone never takes part.
 */
export function openPool(url: string, options: PoolOptions = {}): Database {
  const { max = 10, statementTimeoutMs = 30_000, searchPath = ['public'] } = options;
  const session = {
    search_path: searchPath.join(','),
    statement_timeout: String(statementTimeoutMs),
    idle_in_transaction_session_timeout: '120000',
    timezone: 'UTC',
    datestyle: 'ISO',
    intervalstyle: 'iso_8601',
    ...(options.role !== undefined && { role: options.role }),
  };
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'tickmark',
    connectionTimeoutMillis: 10_000,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    types: ownTypes(),
  });
  // An idle connection breaks when the server restarts; the pool drops it, and the next query opens another.
  pool.on('error', (error) => options.onError?.(error));
  return pool;
}

/**
 * Runs `work` in one transaction and commits what it did; when it throws, nothing of it stays. A broken connection is closed,
 * never handed to the next one. refuses quota, quota-now: what the organization may have is full
 */
export async function inTransaction<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await database.connect();
  // While it is ours, the pool does not listen: a connection that breaks must not end the process.
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      broken = asError(failure);
    });
    throw quotaOf(error) ?? error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

export function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}

function ownTypes(): TypeOverrides {
  const own = new TypeOverrides();
  own.setTypeParser(types.builtins.INT8, wholeNumber);
  own.setTypeParser(types.builtins.DATE, (text) => text);
  own.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z'));
  own.setTypeParser(types.builtins.TIMESTAMP, (text) => text.replace(' ', 'T'));
  return own;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database holds a number that is too large: ${text}.`);
  return value;
}
