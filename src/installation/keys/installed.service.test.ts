import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addMember, addRisk, ask, settingsOf, signIn, started, temporaryFolder } from '../../../test/installed.ts';
import { startKms } from '../../../test/kms-server.ts';
import { openBlobDirectory } from '../../adapters/blobs/directory.ts';
import { moveKeys, openSideKeys } from '../../adapters/blobs/side-keys.ts';
import type { Database } from '../../adapters/postgres/pool.ts';
import { backUp } from '../backup/backup.ts';
import { restore } from '../backup/restore.ts';
import { openBlobs } from '../blob-settings.ts';
import { examineInstallation } from '../doctor.ts';
import { lookAtDatabase } from '../open-database.ts';
import { addGeneration, retireGeneration, sealSideAnew, useNewest } from './act.ts';

const quiet = { progress: () => undefined, tell: () => undefined };

async function withDatabase<T>(data: string, work: (owner: Database) => Promise<T>): Promise<T> {
  const database = await lookAtDatabase(settingsOf(data));
  if (database === null) throw new Error(`There is no database in ${data}.`);
  try {
    return await work(database.pool);
  } finally {
    await database.close();
  }
}

/** The key of management becomes another one, on an installation that does not run. */
function rotate(data: string, retire: number): Promise<void> {
  return withDatabase(data, async (owner) => {
    const settings = settingsOf(data);
    await addGeneration(owner, settings, 'management', new Date());
    await useNewest(owner, settings, 'management');
    await sealSideAnew(owner, await openSideKeys(settings.keys), 'management', () => undefined);
    await retireGeneration(owner, settings, 'management', retire);
  });
}

const keysFinding = async (data: string) =>
  (await examineInstallation(settingsOf(data))).filter((one) => ['keys', 'key generations'].includes(one.name));

test('backups of before and after a rotation come back with the keys of their time, and are refused without', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const keyOf = (of: string) => join(of, 'keys', 'management', 'management.key');
  const running = await started(data);
  const lead = await addMember(data);
  await addRisk(running, lead, 'Sealed before');
  await running.close();
  const backUpTo = async (file: string) =>
    backUp(settingsOf(data), file, {
      blobs: await openBlobDirectory(join(data, 'evidence', 'blobs')),
      withKeys: false,
      now: new Date(),
      ...quiet,
    });
  const [before, after] = [join(folder, 'before.tar'), join(folder, 'after.tar')];
  expect((await backUpTo(before)).manifest.generations).toMatchObject([
    { side: 'firm', generation: 1 },
    { side: 'management', generation: 1 },
  ]);
  await copyFile(keyOf(data), join(folder, 'old.key'));
  await rotate(data, 1);
  expect((await backUpTo(after)).manifest.generations).toMatchObject([
    { side: 'firm' },
    { side: 'management', generation: 2 },
  ]);

  for (const [file, name] of [
    [before, 'old'],
    [after, 'new'],
  ] as const) {
    const back = join(folder, `back-${name}`);
    const settings = settingsOf(back);
    await restore(settings, file, { openBlobs: () => openBlobs(settings), now: new Date(), ...quiet });
    await cp(join(data, 'keys'), join(back, 'keys'), { recursive: true });
    const other = name === 'old' ? keyOf(data) : join(folder, 'old.key');
    const right = name === 'old' ? join(folder, 'old.key') : keyOf(data);
    await copyFile(other, keyOf(back));
    await expect(started(back)).rejects.toMatchObject({ exit: 3 });
    expect((await keysFinding(back)).some((one) => !one.ok)).toBe(true);
    await copyFile(right, keyOf(back));
    const again = await started(back);
    const signedIn = await signIn(back, lead);
    expect((await ask(again, signedIn, 'GET', '/risks/RSK-001')).json['content']).toMatchObject({
      title: 'Sealed before',
    });
    await again.close();
    // A key that is changed after a restore is no other installation's.
    await rotate(back, name === 'old' ? 1 : 2);
    await (await started(back)).close();
    expect((await keysFinding(back)).map((one) => one.ok)).toEqual([true, true]);
  }
});

test('with a key file that is damaged, open to others or gone nothing starts, and it starts when the file is back', async () => {
  const data = join(await temporaryFolder(), 'data');
  const settings = settingsOf(data);
  await (await started(data)).close();
  const path = join(data, 'keys', 'firm', 'firm.key');
  await withDatabase(data, (owner) => addGeneration(owner, settings, 'firm', new Date()));
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"generation": 2', '"generation": 3'));
  await expect(started(data)).rejects.toMatchObject({ code: 'key-generation', exit: 3 });
  expect((await keysFinding(data)).find((one) => !one.ok)?.says).toContain('Generation 2');
  await writeFile(path, text.slice(1));
  await expect(started(data)).rejects.toMatchObject({ code: 'side-key', exit: 3 });
  // Without the file a start would make another key: it must not be taken for the old one.
  await rm(path);
  await expect(started(data)).rejects.toMatchObject({ code: 'key-generation', exit: 3 });
  await writeFile(path, text, { mode: 0o600 });
  await started(data);
});

test('an installation whose keys a service holds starts with the service alone, and goes on when it is away', async () => {
  const kms = await startKms();
  const data = join(await temporaryFolder(), 'data');
  const first = await started(data);
  const lead = await addMember(data);
  await addRisk(first, lead, 'Sealed');
  await first.close();
  const plain = settingsOf(data);
  const keys = { ...plain.keys, kms: { management: kms.place } };
  await expect(started(data, { keys })).rejects.toMatchObject({ code: 'side-key', exit: 3 });
  await moveKeys(keys, 'management', 'wrapped');
  await expect(started(data)).rejects.toMatchObject({ code: 'side-key', exit: 3 });
  const running = await started(data, { keys });
  const read = async () => (await ask(running, await signIn(data, lead), 'GET', '/risks/RSK-001')).json['content'];
  expect(await read()).toMatchObject({ title: 'Sealed' });
  kms.faults.push('denied', 'denied');
  await expect(openSideKeys(keys)).rejects.toMatchObject({ code: 'kms-denied', exit: 3 });
  const denied = (await examineInstallation({ ...plain, keys })).find((one) => one.name === 'keys');
  expect([denied?.ok, denied?.says]).toMatchObject([false, expect.stringContaining('refuses the key')]);
  kms.close();
  expect(await read()).toMatchObject({ title: 'Sealed' });
  await running.close();
  await expect(started(data, { keys })).rejects.toMatchObject({ code: 'kms-unreachable', exit: 3 });
});
