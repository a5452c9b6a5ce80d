import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/**
 * Opens DuckDB for one piece of work; it loads no extensions.
 * database     a file, or ':memory:'
 * tempFolder   where it may spill
 * memory       limit as DuckDB writes it
 */
export async function openDuckDb(
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
