import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startKms } from '../../../test/kms-server.ts';
import { openSealed, sealJson } from '../../registers/seal.ts';
import { keyFile } from './key-store.ts';
import { withNewGeneration } from './keyring.ts';
import { keyStores, moveKeys, openSideKeys } from './side-keys.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-keys-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const now = new Date('2026-03-04T05:06:07Z');

test('a key file of one key is generation 1; a second is added beside it, and nobody else may read the file', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'firm.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  const store = keyFile('firm', folder);
  const before = await store.open();
  expect(before).toMatchObject([{ generation: 1, madeAt: null, key: Buffer.alloc(32, 0xab) }]);
  await store.replace(before, withNewGeneration(before, [], now));
  const after = await store.open();
  expect(after.map((one) => [one.generation, one.madeAt])).toEqual([
    [1, null],
    [2, '2026-03-04T05:06:07.000Z'],
  ]);
  expect(after[0]?.key).toEqual(before[0]?.key);
  expect((await stat(store.path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['firm.key']);
  // Whoever read it before somebody else changed it changes nothing.
  await expect(store.replace(before, before)).rejects.toMatchObject({ code: 'side-key', exit: 3 });
  expect(await store.open()).toEqual(after);
});

test('a number that was retired is never given again', async () => {
  const store = keyFile('firm', await emptyFolder());
  const ring = await store.open();
  expect(withNewGeneration(ring, [1, 2, 7], now).at(-1)?.generation).toBe(8);
});

test('two that add a generation at the same time do not lose each other’s', async () => {
  const store = keyFile('firm', await emptyFolder());
  const before = await store.open();
  const results = await Promise.allSettled(
    [1, 2, 3, 4].map(() => store.replace(before, withNewGeneration(before, [], now))),
  );
  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await store.open()).toHaveLength(2);
});

test('a keyring in which anything was changed, or that others may read, is refused', async () => {
  const folder = await emptyFolder();
  const store = keyFile('management', folder);
  const before = await store.open();
  await store.replace(before, withNewGeneration(before, [], now));
  const text = await readFile(store.path, 'utf8');
  const key = /"key": "([0-9a-f]{64})"/.exec(text)?.[1] ?? '';
  const otherKey = (key.startsWith('0') ? '1' : '0') + key.slice(1);
  for (const damaged of [
    text.slice(0, -9),
    '',
    text.replace(key, otherKey),
    text.replace('"generation": 2', '"generation": 1'),
    text.replace('keyring/1', 'keyring/2'),
    text.replace('"generations"', '"others": 1, "generations"'),
    text.replace('"side": "management"', '"side": "firm"'),
  ]) {
    await writeFile(store.path, damaged);
    await expect(store.open()).rejects.toMatchObject({ code: 'side-key', exit: 3 });
  }
  await writeFile(store.path, text);
  await chmod(store.path, 0o640);
  await expect(store.open()).rejects.toMatchObject({ code: 'side-key', exit: 3 });
  await chmod(store.path, 0o600);
  expect(await store.open()).toHaveLength(2);
});

test('what was sealed under one generation is opened by whoever holds it, and told by its number by whoever does not', async () => {
  const folder = await emptyFolder();
  const folders = { management: folder, firm: folder };
  const keys = await openSideKeys(folders);
  const organization = '0190a000-0000-7000-8000-000000000001';
  const of = () => keys.keyOf('management', organization, 'content');
  const first = sealJson(of(), 'place', 'words', Buffer.alloc(12, 1));
  const store = keyStores(folders).management;
  const ring = await store.open();
  await store.replace(ring, withNewGeneration(ring, [], now));
  expect(() => keys.use('management', 2)).toThrow('is not in its key file');
  const elsewhere = await openSideKeys(folders);
  elsewhere.use('management', 2);
  const second = sealJson(
    elsewhere.keyOf('management', organization, 'content'),
    'place',
    'words',
    Buffer.alloc(12, 2),
  );
  expect(() => openSealed(of(), 'place', second)).toThrow('Generation 2 of the key of the side management');
  await keys.readAgain();
  expect([openSealed(of(), 'place', first), openSealed(of(), 'place', second)]).toEqual(['words', 'words']);
  // The number is bound to the content.
  const renumbered = Buffer.from(second);
  renumbered.writeUInt32BE(1, 1);
  expect(() => openSealed(of(), 'place', renumbered)).toThrow('cannot be opened');
});

test('a keyring held by a key-management service opens with that service alone, for its side alone', async () => {
  const kms = await startKms();
  const folder = await emptyFolder();
  const other = join(folder, 'other');
  const folders = { management: folder, firm: join(folder, 'firm'), kms: { management: kms.place } };
  const plain = await openSideKeys({ management: folder, firm: folders.firm });
  // Set, but the file is as it was: refused, and said what to do.
  await expect(openSideKeys(folders)).rejects.toMatchObject({
    code: 'side-key',
    next: expect.stringContaining('keys wrap'),
  });
  await moveKeys(folders, 'management', 'wrapped');
  const text = await readFile(join(folder, 'management.key'), 'utf8');
  const before = keyStores({ management: folder, firm: folder }).management;
  await expect(before.open()).rejects.toMatchObject({
    code: 'side-key',
    next: expect.stringContaining('TICKMARK_KMS_MANAGEMENT'),
  });

  const wrapped = await openSideKeys(folders);
  expect(wrapped.rings('management')).toEqual(plain.rings('management'));
  const store = keyStores(folders).management;
  const ring = await store.open();
  await store.replace(ring, withNewGeneration(ring, [], now));
  expect((await openSideKeys(folders)).rings('management').size).toBe(2);
  expect(kms.asked).toContain('GenerateDataKey');

  const open = (change: object) =>
    keyStores({ ...folders, kms: { management: { ...kms.place, ...change } } }).management.open();
  await expect(open({ keyId: 'alias/other' })).rejects.toMatchObject({ code: 'kms-other-key', exit: 3 });
  await expect(open({ keyId: 'alias/nobody' })).rejects.toMatchObject({ code: 'kms-other-key', exit: 3 });
  await expect(open({ credentials: { ...kms.place.credentials, secret: 'x' } })).rejects.toMatchObject({
    code: 'kms-denied',
  });
  kms.faults.push('denied');
  await expect(open({})).rejects.toMatchObject({ code: 'kms-denied', exit: 3 });
  kms.faults.push('unavailable', 'nonsense');
  expect(await open({})).toHaveLength(2); // a moment of trouble is gone through

  // The file of management in the firm's place, with its name written over: the service itself says no.
  await mkdir(other);
  await copyFile(join(folder, 'management.key'), join(other, 'firm.key'));
  await writeFile(
    join(other, 'firm.key'),
    (await readFile(join(other, 'firm.key'), 'utf8')).replace('management', 'firm'),
  );
  const asFirm = keyStores({ management: folder, firm: other, kms: { firm: kms.place } }).firm;
  await expect(asFirm.open()).rejects.toMatchObject({ code: 'kms-other-key' });
  // Changed bytes.
  await writeFile(
    store.path,
    text.replace(/"sealed": "(.)/, (_all, sign) => `"sealed": "${sign === 'A' ? 'B' : 'A'}`),
  );
  await expect(store.open()).rejects.toMatchObject({ code: 'side-key', exit: 3 });
  await writeFile(store.path, text);
  await moveKeys(folders, 'management', 'plain');
  expect((await openSideKeys({ management: folder, firm: folders.firm })).rings('management')).toEqual(
    plain.rings('management'),
  );
});

test('a first start under a service writes no key in the clear; without the service nothing is made', async () => {
  const kms = await startKms();
  const folder = await emptyFolder();
  const folders = {
    management: join(folder, 'm'),
    firm: join(folder, 'f'),
    kms: { management: kms.place, firm: kms.place },
  };
  await openSideKeys(folders);
  for (const file of ['m/management.key', 'f/firm.key']) {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain('tickmark-keyring-wrapped/1');
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  }
  kms.close();
  await expect(openSideKeys(folders)).rejects.toMatchObject({ code: 'kms-unreachable', exit: 3 });
  const empty = { ...folders, management: join(folder, 'new') };
  await expect(openSideKeys(empty)).rejects.toMatchObject({ code: 'kms-unreachable', exit: 3 });
  expect(await readdir(join(folder, 'new'))).toEqual([]);
});
