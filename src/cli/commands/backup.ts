import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backUp } from '../../installation/backup/backup.ts';
import { openBlobs } from '../../installation/blob-settings.ts';
import { readSettings } from '../../installation/environment.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup --out FILE|DIR [--with-keys]',
  says: 'Writes one moment of this installation to a file: database, evidence, logs, results. It may run meanwhile.',
  detail:
    'Without --with-keys the file holds no key: keep the folder keys/ apart, for without it nothing that people wrote can be read again.\nWith it, whoever has the file can read everything. Exit 1 when evidence is missing or damaged in the installation itself.',
  options: [
    {
      name: 'out',
      value: 'FILE|DIR',
      says: 'a file that is not there yet, or a folder, which then gets tickmark-TIME.tar',
    },
    { name: 'with-keys', says: 'put the keys into the backup too' },
  ],
  async run(invocation) {
    const out = invocation.values['out'];
    if (out === undefined || invocation.positionals.length > 0) {
      throw new Refusal('usage', 'backup takes --out and a file or folder.', { next: `Usage: tickmark ${this.usage}` });
    }
    const settings = readSettings(invocation.environment);
    const now = new Date();
    const isFolder = await stat(out).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const name = `tickmark-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.tar`;
    const { path, bytes, sha256, manifest } = await backUp(settings, resolve(isFolder ? join(out, name) : out), {
      blobs: await openBlobs(settings),
      withKeys: invocation.switches.has('with-keys'),
      now,
      progress: invocation.progress,
      tell: invocation.tell,
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const { missing, damaged } = manifest.blobs;
    const held = manifest.keys.some((key) => key.held);
    const lines = [
      `${path}: ${bytes} bytes, SHA-256 ${sha256}.`,
      `${rows} rows, ${manifest.logs.length} logs, ${manifest.blobs.count} pieces of evidence, ${manifest.files.count} files.`,
      held
        ? 'It holds the keys: whoever has this file can read everything in it.'
        : 'It holds no keys. Keep a copy of the key files apart from it; without them nothing that people wrote can be read again.',
      ...(held || manifest.generations === undefined ? [] : [neededKeys(manifest.generations)]),
      ...missing.map((digest) => `MISSING in the installation: evidence ${digest}.`),
      ...damaged.map((digest) => `DAMAGED in the installation: evidence ${digest}.`),
    ];
    return {
      json: {
        path,
        bytes,
        sha256,
        rows,
        logs: manifest.logs,
        blobs: manifest.blobs,
        files: manifest.files,
        keys: manifest.keys,
      },
      text: lines.join('\n'),
      exit: missing.length + damaged.length === 0 ? 0 : 1,
    };
  },
};

function neededKeys(generations: readonly { side: string; generation: number; fingerprint: string }[]): string {
  const named = generations.map((one) => `${one.side} ${one.generation} (${one.fingerprint})`);
  return `Generations of the keys of the sides that it needs: ${named.join(', ')}.`;
}
