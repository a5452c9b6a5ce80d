import type { Command } from './command.ts';

/** Every command: name, usage and sentence for the overview, and where it is loaded from when it is called. */
const table: readonly {
  readonly name: string;
  readonly usage: string;
  readonly says: string;
  readonly load: () => Promise<Command>;
}[] = [
  {
    name: 'start',
    usage: 'start [--port N] [--empty]',
    says: 'examine the example, then serve its result',
    load: async () => (await import('./commands/start.ts')).startCommand,
  },
  {
    name: 'serve',
    usage: 'serve [--port N] [--role ROLE]',
    says: 'serve the results of this installation',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'examine',
    usage: 'examine FOLDER --out DIR',
    says: 'the whole examination of an engagement folder',
    load: async () => (await import('./commands/examine.ts')).examineCommand,
  },
  {
    name: 'verify',
    usage: 'verify FILE [--trust KEYS]',
    says: 'check a report or bundle offline',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'population',
    usage: 'population KIND FILE…',
    says: 'build a population from raw files',
    load: async () => (await import('./commands/population.ts')).populationCommand,
  },
  {
    name: 'test',
    usage: 'test PROCEDURE --population P.parquet',
    says: 'test every record of a population',
    load: async () => (await import('./commands/test.ts')).testCommand,
  },
  {
    name: 'sample',
    usage: 'sample --population P --size N --seed S',
    says: 'draw a sample that anybody can draw again',
    load: async () => (await import('./commands/sample.ts')).sampleCommand,
  },
  {
    name: 'plan-sample',
    usage: 'plan-sample --confidence PCT --tolerable PCT',
    says: 'smallest sample that supports a control',
    load: async () => (await import('./commands/sampling.ts')).planSampleCommand,
  },
  {
    name: 'evaluate-sample',
    usage: 'evaluate-sample --confidence PCT --size N --deviations K',
    says: 'upper deviation limit of a sample',
    load: async () => (await import('./commands/sampling.ts')).evaluateSampleCommand,
  },
  {
    name: 'simulate',
    usage: 'simulate --seed S --months M --scale K --out DIR',
    says: 'write a service organization’s year as a folder',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  {
    name: 'ledger',
    usage: 'ledger check DIR [--key VKEY]',
    says: 'derive the root of a log from its tiles',
    load: async () => (await import('./commands/ledger-check.ts')).ledgerCheckCommand,
  },
  {
    name: 'migrate',
    usage: 'migrate',
    says: 'bring the database up to date',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand,
  },
  {
    name: 'backup',
    usage: 'backup --out FILE|DIR [--with-keys]',
    says: 'write the installation to a file while it runs',
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    usage: 'restore FILE --to DATA',
    says: 'bring a backup back, checked, into an empty place',
    load: async () => (await import('./commands/restore.ts')).restoreCommand,
  },
  {
    name: 'keys',
    usage: 'keys ACTION [--side SIDE]',
    says: 'generations of the keys of both sides',
    load: async () => (await import('./commands/keys.ts')).keysCommand,
  },
  {
    name: 'quota',
    usage: 'quota [ORGANIZATION] [--kind KIND --most N]',
    says: 'what organizations may have, and have',
    load: async () => (await import('./commands/quota.ts')).quotaCommand,
  },
  {
    name: 'doctor',
    usage: 'doctor',
    says: 'say what is wrong with the installation',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
];

export const commandNames: readonly string[] = table.map((c) => c.name);
export const summaries: readonly { readonly usage: string; readonly says: string }[] = table.map(({ usage, says }) => ({
  usage,
  says,
}));

/** The command of that name, undefined when there is none. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return table.find((c) => c.name === name)?.load();
}
