/** What a restored installation knows of itself until it has said so: which keys are its own, and where its logs go on. */
import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Database, inTransaction } from '../adapters/postgres/pool.ts';
import { Refusal } from '../refusal.ts';
import { fingerprintOf, keyFiles, readKeyFile } from './backup/keys.ts';
import type { Settings } from './environment.ts';
import type { Recorder } from './recorder.ts';

const fileName = 'restored.json';

const restoredShape = z.strictObject({
  restoredAt: z.iso.datetime(),
  madeAt: z.iso.datetime(),
  backup: z.string(),
  keys: z.array(z.strictObject({ name: z.string(), fingerprint: z.string() })),
  logs: z.array(
    z.strictObject({
      origin: z.string(),
      entries: z.number(),
      checkpoint: z.strictObject({ size: z.number(), root: z.string() }).nullable(),
    }),
  ),
  noted: z.boolean(),
});
/**
 * restoredAt, madeAt  when, and of which moment
 * backup  SHA-256 of the file
 * keys    fingerprints of the keys without which nothing can be read or stated
 * logs    how far each log was
 * noted   every log says so by now
 */
type RestoredFrom = z.infer<typeof restoredShape>;

export async function writeRestored(data: string, restored: RestoredFrom): Promise<void> {
  const path = join(data, fileName);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(restored, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

async function readRestored(data: string): Promise<RestoredFrom | null> {
  const text = await readFile(join(data, fileName), 'utf8').catch(() => null);
  return text === null ? null : restoredShape.parse(JSON.parse(text));
}

/**
 * A restored installation without its keys would make new ones, and never read a word again: it must have them before it starts.
 * refuses  restored-keys
 */
export async function refuseOtherKeys(settings: Settings): Promise<void> {
  const restored = await readRestored(settings.data);
  const files = keyFiles(settings);
  for (const { name, fingerprint } of restored?.keys ?? []) {
    const path = files[name];
    if (path === undefined) continue;
    const bytes = await readKeyFile(path);
    if (bytes !== null && fingerprintOf(bytes) === fingerprint) continue;
    // A keyring changes when a generation is added; whether it holds what is needed is compared with the database, generation by generation.
    if (bytes !== null && ['management', 'firm'].includes(name) && !/^[0-9a-f]{64}\n$/.test(bytes.toString('latin1')))
      continue;
    const what = bytes === null ? 'is missing' : 'is another installation’s';
    throw new Refusal('restored-keys', `This installation was restored from a backup, and its key ${path} ${what}.`, {
      exit: 3,
      next: 'Put the key file there that belongs to the backup, and start again.',
    });
  }
}

/** States in each organization's log from which checkpoint it goes on, once. */
export async function noteRestored(data: string, owner: Database, recorder: Recorder, now: Date): Promise<void> {
  const restored = await readRestored(data);
  if (restored === null || restored.noted) return;
  for (const { origin, entries, checkpoint } of restored.logs) {
    if (!origin.startsWith(`${recorder.name}/organizations/`)) continue;
    const body = {
      event: 'restored',
      backup: restored.backup,
      madeAt: restored.madeAt,
      restoredAt: restored.restoredAt,
      entries,
      checkpoint,
    };
    await inTransaction(owner, (transaction) =>
      recorder.append(transaction, origin, {
        hop: 'access',
        subject: { name: 'restored', sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex') },
        body,
        inputs: [],
        maker: { role: 'installation', name: 'Tickmark installation', side: 'installation', custody: 'installation' },
        at: now.toISOString(),
      }),
    );
  }
  await writeRestored(data, { ...restored, noted: true });
}
