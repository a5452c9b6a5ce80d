/**
 * The process in which rules meet records. It is started with an empty environment and Node's permission model, opens an in-memory
 * DuckDB, shuts every door (other files, network, extensions, settings), and only then takes SQL, one JSON line a statement.
 * Nothing here knows rules or populations.
 */
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

/** The first line. Paths are absolute; `temp` is a folder of its own for what does not fit in memory. */
export interface LockedOpening {
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly temp: string;
  readonly memoryMB: number;
  readonly tempMB: number;
  readonly threads: number;
}

export interface LockedReply {
  readonly rows?: readonly (readonly unknown[])[];
  readonly error?: string;
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** In this order: what may be reached is named first, then the doors are shut, and last the lock itself is locked. */
const lockdown = (opening: LockedOpening): readonly string[] => [
  `SET threads = ${opening.threads}`,
  `SET memory_limit = '${opening.memoryMB}MB'`,
  `SET temp_directory = ${quote(opening.temp)}`,
  `SET max_temp_directory_size = '${opening.tempMB}MB'`,
  `SET TimeZone = 'UTC'`,
  `SET autoinstall_known_extensions = false`,
  `SET autoload_known_extensions = false`,
  `SET allow_community_extensions = false`,
  `SET allow_persistent_secrets = false`,
  `SET allowed_paths = [${[...opening.readable, ...opening.writable].map(quote).join(', ')}]`,
  `SET allowed_directories = []`,
  `SET enable_external_access = false`,
  `SET lock_configuration = true`,
];

const say = (reply: LockedReply): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${JSON.stringify(reply)}\n`, () => resolve()));

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2_000);

const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
// Whoever asked is gone, killed perhaps: a long statement must not outlive them.
input.once('close', () => process.exit(0));
const lines = input[Symbol.asyncIterator]();
const first = await lines.next();
const opening: LockedOpening = JSON.parse(String(first.value));
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
for (const statement of lockdown(opening)) await connection.run(statement);
await say({ rows: [] });

for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
  try {
    const { sql }: { sql: string } = JSON.parse(next.value);
    const reader = await connection.runAndReadAll(sql);
    await say({ rows: reader.getRowsJson() });
  } catch (error) {
    await say({ error: textOf(error) });
  }
}
process.exit(0);
