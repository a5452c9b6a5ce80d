import { readSettings } from '../../installation/environment.ts';
import { type Installation, openInstallation } from '../../main.ts';
import { Refusal } from '../../refusal.ts';
import type { Answer, Command, Invocation } from '../command.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--port N] [--role ROLE]',
  says: 'Serves the results of this installation at http://localhost:PORT until it is told to stop.',
  detail:
    'Results are the folders in TICKMARK_DATA/results. It examines nothing. With DATABASE_URL any number may run on one database: some\nanswer (web), some do long work (worker). Ctrl-C or SIGTERM ends it when what was asked is answered.',
  options: [
    { name: 'port', value: 'N', says: 'port, 8020 unless TICKMARK_PORT says otherwise; 0 takes a free one' },
    { name: 'role', value: 'ROLE', says: 'all, web or worker; TICKMARK_ROLE does the same, all without either' },
  ],
  async run(invocation) {
    const stop = awaitStop();
    const installation = await open(invocation, { shared: true });
    installation.setWorking(null);
    announce(invocation, installation);
    return await endWith(installation, stop);
  },
};

/**
 * Opens the installation as options and environment say.
 * shared  beside others, where the database is not the embedded one
 */
export async function open(invocation: Invocation, { shared = false } = {}): Promise<Installation> {
  if (invocation.positionals.length > 0)
    throw new Refusal('usage', `${invocation.positionals[0]} is not expected here.`);
  const settings = readSettings(invocation.environment, {
    port: invocation.values['port'],
    role: invocation.values['role'],
    empty: invocation.switches.has('empty'),
  });
  return await openInstallation(settings, invocation.tell, { shared: shared && settings.databaseUrl !== undefined });
}

/** Says where it is served; on standard output, which programs wait for, unless that is to hold one JSON object. */
export function announce(invocation: Invocation, installation: Installation): void {
  if (invocation.switches.has('json')) invocation.tell(installation.address);
  else process.stdout.write(`Tickmark is at ${installation.address}\n`);
}

/** Settles at the first SIGINT, SIGTERM or SIGHUP; a second one ends the process as it always would. */
export function awaitStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const onSignal = () => {
      for (const name of signals) process.off(name, onSignal);
      resolve('stop');
    };
    for (const name of signals) process.on(name, onSignal);
  });
}

/** Serves until told to stop or until the database is lost, and closes everything. */
export async function endWith(installation: Installation, stop: Promise<'stop'>): Promise<Answer> {
  const end = await Promise.race([stop, installation.failed]);
  await installation.close();
  if (end !== 'stop') throw end;
  return { json: { address: installation.address, stopped: true }, text: 'Stopped.', exit: 0 };
}
