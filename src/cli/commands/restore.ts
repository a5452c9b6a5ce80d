import { restore } from '../../installation/backup/restore.ts';
import { openBlobs } from '../../installation/blob-settings.ts';
import { readSettings } from '../../installation/environment.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FILE --to DATA',
  says: 'Brings a backup back into an empty data directory, after checking every byte, blob, log and checkpoint.',
  detail:
    'Never over an installation: one that went on after the backup would lose statements, and its logs would fork. DATABASE_URL, where it is\nset, must name an empty database. Everybody signs in again; each log says from which checkpoint it goes on.',
  options: [{ name: 'to', value: 'DATA', says: 'data directory: new, empty, or with nothing but keys/ in it' }],
  async run(invocation) {
    const [file, ...more] = invocation.positionals;
    const to = invocation.values['to'];
    if (file === undefined || to === undefined || more.length > 0) {
      throw new Refusal('usage', 'restore takes a backup, and --to with a data directory.', {
        next: `Usage: tickmark ${this.usage}`,
      });
    }
    const settings = readSettings({ ...invocation.environment, TICKMARK_DATA: to });
    const { manifest, sha256 } = await restore(settings, file, {
      openBlobs: () => openBlobs(settings),
      now: new Date(),
      progress: invocation.progress,
      tell: invocation.tell,
    });
    const without = manifest.keys.filter((key) => !key.held);
    const entries = manifest.logs.reduce((sum, log) => sum + log.entries, 0);
    const lines = [
      `Restored to ${settings.data} as it was at ${manifest.madeAt}.`,
      `${manifest.logs.length} logs with ${entries} entries derived again and equal to their checkpoints; ${manifest.blobs.count} pieces of evidence by their digests.`,
      ...(without.length === 0
        ? []
        : [
            `The backup holds no keys. Put back ${without.map(({ name }) => `${name}.key`).join(', ')} before the first start.`,
          ]),
      ...manifest.blobs.missing.map((digest) => `MISSING already when the backup was made: evidence ${digest}.`),
      ...manifest.blobs.damaged.map((digest) => `DAMAGED already when the backup was made: evidence ${digest}.`),
    ];
    return {
      json: { data: settings.data, backup: sha256, madeAt: manifest.madeAt, logs: manifest.logs },
      text: lines.join('\n'),
      exit: 0,
    };
  },
};
