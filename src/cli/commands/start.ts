import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isEmpty, modeAtFirst, portalSide, setupToken } from '../../identity/index.ts';
import { readSettings, type Settings } from '../../installation/environment.ts';
import { examineExample, exampleName } from '../../installation/example.ts';
import { isSampleUnfinished, loadSample } from '../../installation/sample/load.ts';
import type { Installation } from '../../main.ts';
import type { Command, Invocation } from '../command.ts';
import { announce, awaitStop, endWith, open } from './serve.ts';

export const startCommand: Command = {
  name: 'start',
  usage: 'start [--port N] [--empty]',
  says: 'Examines examples/public-records once, then serves the result at http://localhost:PORT until it is told to stop.',
  detail:
    'Everything is kept in the data directory (TICKMARK_DATA): a second start shows the kept result, and examines again only when the\nexample or the product changed. Ctrl-C or SIGTERM ends it.',
  options: [
    { name: 'port', value: 'N', says: 'port, 8020 unless TICKMARK_PORT says otherwise; 0 takes a free one' },
    { name: 'empty', says: 'examine no example; TICKMARK_EMPTY=1 does the same' },
  ],
  async run(invocation) {
    const settings = readSettings(invocation.environment, { empty: invocation.switches.has('empty') });
    const stop = awaitStop();
    const installation = await open(invocation);
    if (!settings.empty) {
      const show = progressOf(invocation);
      const example = examineExample({
        results: installation.results,
        databaseUrl: settings.databaseUrl,
        now: () => new Date(),
        progress: (line) => {
          installation.setWorking(line);
          show(line);
        },
        tell: invocation.tell,
      });
      let end: 'stop' | 'kept' | 'examined' | 'waits';
      try {
        end = await Promise.race([stop, example]);
      } catch (error) {
        await installation.close();
        throw error;
      }
      if (end === 'stop') {
        await installation.close();
        invocation.tell('Stopped before the example was examined; the next start examines it.');
        // What is half examined lies in a folder of its own and is made again; its database ends with this process.
        process.exit(0);
      }
      if (end === 'kept') invocation.tell(`The result of examples/${exampleName} was kept.`);
      if (end === 'waits') invocation.tell(`examples/${exampleName} waits for judgements.`);
    }
    try {
      await greet(invocation, installation, settings);
    } catch (error) {
      await installation.close();
      throw error;
    }
    installation.setWorking(null);
    announce(invocation, installation);
    return await endWith(installation, stop);
  },
};

/** Loads the sample into a new installation, and tells how to sign in: on each side, or for the first time. */
async function greet(invocation: Invocation, installation: Installation, settings: Settings): Promise<void> {
  const { identity, keys, kept, api } = installation.parts;
  const keep = join(settings.data, 'sample-sign-in.txt');
  const unfinished = await isSampleUnfinished(settings.data);
  if (!unfinished && !(await isEmpty(identity))) {
    if (existsSync(keep)) invocation.tell(`Sign-ins of the sample are in ${keep}.`);
    return;
  }
  // A sample of both sides does not fit where one of them has a portal alone.
  const portal = portalSide((await modeAtFirst(identity)).mode);
  if ((settings.empty || portal !== null) && !unfinished) {
    invocation.tell(
      `Nobody is here yet. Open ${installation.address}/setup with this token: ${setupToken(identity.key)}`,
    );
    return;
  }
  const show = progressOf(invocation);
  const lines = await loadSample({
    ...api,
    crossing: installation.parts.crossing,
    files: installation.parts.files,
    identity,
    keys,
    kept,
    keep,
    progress: (line) => {
      installation.setWorking(line);
      show(line);
    },
  });
  invocation.tell('Sign in on either side (sample data):');
  for (const line of lines) invocation.tell(`  ${line}`);
  invocation.tell(`The same lines are in ${keep}.`);
}

/** Progress where there is no terminal to overwrite a line on: a line for each kind of work, without its counts. */
function progressOf(invocation: Invocation): (line: string) => void {
  if (process.stderr.isTTY) return invocation.progress;
  let last = '';
  return (line) => {
    const kind = line.replace(/[:\d].*$/, '').trim();
    if (kind !== last) invocation.tell(line);
    last = kind;
  };
}
