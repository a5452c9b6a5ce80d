/** A disk that runs full under an installation with its own database, and has room again. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { sessionCookie, setupToken } from '../src/identity/index.ts';
import { unavailableOf } from '../src/adapters/postgres/unavailable.ts';
import { launcher, tickmark } from './examine-folder.ts';
import { end } from './processes.ts';

/** A small file system of its own, or null where only root may make one and this is somebody else. */
async function smallDisk(megabytes: number): Promise<string | null> {
  if (process.getuid?.() !== 0 || spawnSync('unshare', ['--mount', 'true']).status !== 0) return null;
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-full-'));
  const small = join(folder, 'small');
  await mkdir(small, { mode: 0o755 });
  expect(spawnSync('chmod', ['755', folder]).status).toBe(0);
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', small]).status).toBe(0);
  onTestFinished(async () => {
    spawnSync('umount', ['-l', small]);
    await rm(folder, { recursive: true, force: true });
  });
  return small;
}

const freeOf = async (path: string): Promise<number> => {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
};

/** Takes all but so many bytes. */
async function fill(disk: string, leave: number): Promise<void> {
  const file = await open(join(disk, 'filler'), 'a');
  try {
    const piece = Buffer.alloc(1 << 20, 1);
    for (;;) {
      const room = (await freeOf(disk)) - leave;
      if (room <= 4_096) return;
      await file.write(piece, 0, Math.min(room, piece.length));
    }
  } catch (error) {
    if (Object(error).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

test('a full disk is refused with 503 and never a fault; with room again everything goes on, and nothing acknowledged is lost', async () => {
  const disk = await smallDisk(420);
  if (disk === null) {
    // Elsewhere a place that can hold no byte stands in for it.
    const full = await open('/dev/full', 'w');
    expect(unavailableOf(await full.write('x').catch((error: unknown) => error))).toBe('space');
    return full.close();
  }
  const data = join(disk, 'data');
  const child = spawn(launcher, ['serve', '--port', '0'], {
    env: { ...process.env, TICKMARK_DATA: data, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => void (await end(child, 'SIGKILL')));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  for (; !/http:\/\/localhost:\d+/.test(said); await sleep(20)) if (child.exitCode !== null) throw new Error(said);
  const address = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '';
  const key = Buffer.from((await readFile(join(data, 'keys', 'identity.key'), 'utf8')).trim(), 'hex');
  const setUp = await fetch(`${address}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: setupToken(key),
      organization: { kind: 'service-organization', name: 'Company' },
      person: { name: 'Somebody', email: 'somebody@example.org', password: 'a long pass phrase of somebody' },
    }),
  });
  expect(setUp.status).toBe(201);
  const { csrf, organizationId } = await jsonOf(setUp);
  const cookie = (setUp.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(cookie.startsWith(sessionCookie)).toBe(true);
  const ask = async (
    method: string,
    path: string,
    sent: { key?: string; body?: object; bytes?: Buffer<ArrayBuffer> } = {},
  ) => {
    const reply = await fetch(`${address}/api/v1/organizations/${organizationId}${path}`, {
      method,
      headers: {
        cookie,
        'x-tickmark-csrf': csrf,
        ...(sent.key !== undefined && { 'idempotency-key': sent.key }),
        ...(sent.body !== undefined && { 'content-type': 'application/json' }),
        ...(sent.bytes !== undefined && { 'content-type': 'application/octet-stream' }),
      },
      body: sent.bytes ?? (sent.body === undefined ? null : JSON.stringify(sent.body)),
    });
    const json = await jsonOf(reply);
    return { status: reply.status, json, after: reply.headers.get('retry-after') };
  };
  const create = async (n: number): Promise<number> => {
    const notes = createHash('sha512').update(String(n)).digest('hex').repeat(16);
    for (;;) {
      const made = await ask('POST', '/tasks', { key: `task-${n}`, body: { content: { title: `Task ${n}`, notes } } });
      if (made.status === 201) told.set(n, made.json.id);
      if (made.status !== 429) return refusedOr(201, made);
      await sleep(250);
    }
  };
  const told = new Map<number, string>();
  let n = 0;
  /** Creates until so many in a row were refused. */
  const createUntilRefused = async (times: number): Promise<void> => {
    for (let refused = 0; refused < times; n += 1) refused = (await create(n)) === 503 ? refused + 1 : 0;
  };
  const ready = async (): Promise<number> => (await fetch(`${address}/ready`)).status;
  for (; n < 5; n += 1) expect(await create(n)).toBe(201);

  // Room for rows, not for another segment of the write-ahead log: PostgreSQL itself ends.
  await fill(disk, 14_000_000);
  await createUntilRefused(30);
  for (const from = Date.now(); (await ready()) !== 503; await sleep(100)) {
    if (Date.now() - from > 20_000) throw new Error('PostgreSQL goes on without space.');
    await createUntilRefused(1);
  }
  // Longer than anybody tries again and again: it waits for room.
  await sleep(6_000);
  expect([child.exitCode, await ready(), (await fetch(`${address}/health`)).status]).toEqual([null, 503, 200]);
  expect((await ask('GET', '/tasks')).status).toBe(503);
  await rm(join(disk, 'filler'));
  await until('it goes on by itself', async () => (await ready()) === 200);
  const last = n;
  expect(await create(last)).toBe(201);

  // No room at all: what needs some is refused, what is there can be read.
  const bytes = Buffer.from('person,left\n'.repeat(1_000));
  const about = { name: 'people.csv', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const begun = await ask('POST', '/uploads', { key: 'upload', body: about });
  expect(begun.status).toBe(201);
  await fill(disk, 0);
  const put = async () => await ask('PUT', `/uploads/${begun.json.id}/parts/1`, { bytes });
  expect(refusedOr(200, await put())).toBe(503);
  n = last + 1;
  await createUntilRefused(5);
  expect((await ask('GET', `/tasks/${told.get(0)}`)).json.content.title).toBe('Task 0');
  await rm(join(disk, 'filler'));
  await until('bytes are taken', async () => (await put()).status === 200);
  const whole = await ask('POST', `/uploads/${begun.json.id}/complete`);
  expect(whole.status).toBe(201);
  expect(await create(n)).toBe(201);

  // Asked for again under its key, each is there, and there once.
  for (const [number, id] of [...told].slice(-20)) {
    await create(number);
    expect(told.get(number)).toBe(id);
  }
  const home = (await ask('GET', '/registers')).json.items.find((one: { name: string }) => one.name === 'tasks');
  expect(home.count).toBe(told.size);
  expect(await end(child, 'SIGTERM')).toBe(0);
  const [origin = ''] = await readdir(join(data, 'logs'));
  const checked = await tickmark('ledger', 'check', join(data, 'logs', origin, 'organizations', organizationId));
  expect([checked.exit, checked.out]).toEqual([0, expect.stringMatching(/^HOLDS/)]);
});

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
async function jsonOf(reply: Response): Promise<any> {
  return await reply.json();
}

/** The status: as hoped for, or a clean refusal that says when to ask again. */
function refusedOr(
  hoped: number,
  { status, json, after }: { status: number; json: { type?: string }; after: string | null },
) {
  if (status !== hoped) {
    expect([status, json.type, after]).toEqual([503, 'urn:tickmark:problem:unavailable', '2']);
  }
  return status;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const from = Date.now(); !(await holds()); await sleep(100)) {
    if (Date.now() - from > 30_000) throw new Error(`waited in vain: ${what}`);
  }
}
