import { openDatabase } from '../../adapters/postgres/database.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { openDataDirectory } from '../../installation/data-directory.ts';
import { readSettings } from '../../installation/environment.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  says: 'Brings the database of this installation up to date, and prints the name of each change it made.',
  detail: 'start and serve do the same when they begin. Changes go forward only; back up before a new version.',
  options: [],
  async run(invocation) {
    if (invocation.positionals.length > 0) throw new Refusal('usage', 'migrate takes no names.');
    const settings = readSettings(invocation.environment);
    const directory = await openDataDirectory(settings.data);
    try {
      const database = await openDatabase({
        directory: settings.data,
        databaseUrl: settings.databaseUrl,
        onLog: invocation.tell,
      });
      try {
        const ran = await migrate(database.pool);
        return {
          json: { ran },
          text: ran.length === 0 ? 'The database is up to date.' : ran.join('\n'),
          exit: 0,
        };
      } finally {
        await database.close();
      }
    } finally {
      await directory.release();
    }
  },
};
