import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/database.ts';
import {
  appendStatement,
  checkDirectory,
  ed25519PublicKey,
  ed25519Sign,
  type EntryRef,
  exportValues,
  formatTlogProof,
  type Hop,
  integrate,
  type Log,
  type LoggedEntry,
  leafHash,
  logKey,
  logVkey,
  parseEnvelope,
  parseStatement,
  payloadText,
  readConsistencyProof,
  readProof,
  type StatementDraft,
  type TileStore,
  utf8,
  verifyConsistency,
  verifyEnvelopeKeys,
  verifyInclusion,
  verifyTlogProof,
} from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';
import { checkLogFolder, openTileDirectory, readTileDirectory } from '../blobs/tile-directory.ts';
import { ledgerStore, ledgerTx } from './ledger-store.ts';
import { type Database, inTransaction } from './pool.ts';

const seed = new Uint8Array(32).fill(11);
const staff = {
  role: 'staff',
  name: 'S. Example',
  custody: 'installation',
  publicKey: ed25519PublicKey(seed),
  sign: (message: Uint8Array) => ed25519Sign(seed, message),
} as const;

const draft = (name: string, inputs: readonly EntryRef[] = [], hop: Hop = 'collection'): StatementDraft => ({
  hop,
  subject: { name, sha256: 'ab'.repeat(32) },
  body: { count: 3, name },
  inputs,
  maker: { role: 'staff', name: 'S. Example', side: 'firm', custody: 'installation' },
  at: '2024-01-05T09:00:00Z',
});
const ref = ({ index, digest }: EntryRef): EntryRef => ({ index, digest });

async function openLog(): Promise<{ log: Log; pool: Database; folder: string }> {
  const { pool } = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = ledgerStore(pool);
  const log: Log = {
    origin: 'tickmark.example/log',
    store,
    tiles: await openTileDirectory(folder),
    signer: { name: 'tickmark.example/log', publicKey: staff.publicKey, sign: staff.sign },
  };
  await store.createLog(log.origin);
  await store.createLog(log.origin);
  return { log, pool, folder };
}

let salted = 0;
const salt = (): Uint8Array => {
  salted += 1;
  return new Uint8Array(32).fill(salted % 256);
};
const append = (log: Log, pool: Database, statement: StatementDraft): Promise<LoggedEntry> =>
  inTransaction(pool, (tx) =>
    appendStatement(ledgerTx(tx), { origin: log.origin, draft: statement, signers: [staff], salt }),
  );

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`no refusal: ${String(error)}`);
}

/** Fills the log with entries nobody signed, quickly: what tiles are made of is their value alone. */
async function fill(log: Log, pool: Database, count: number): Promise<void> {
  await pool.query(
    `WITH numbered AS (
       SELECT n, decode(md5(n::text) || md5('x' || n), 'hex') AS bytes
       FROM ledger.log, generate_series(next_index, next_index + $2 - 1) AS n WHERE origin = $1
     )
     INSERT INTO ledger.entry (origin, idx, hop, inputs, body, value)
     SELECT $1, n, 'access', '{}', bytes, bytes FROM numbered ORDER BY n`,
    [log.origin, count],
  );
}

describe('appending', () => {
  test('gives the next index, keeps the signed statement, and names it by its digest', async () => {
    const { log, pool } = await openLog();
    const first = await append(log, pool, draft('one'));
    const second = await append(log, pool, draft('two', [ref(first)], 'population'));
    expect([first.index, second.index]).toEqual([0, 1]);
    expect(await log.store.entries(log.origin, 0, 10)).toEqual([first, second]);
    const envelope = parseEnvelope(second.envelope);
    expect(verifyEnvelopeKeys(envelope, [staff.publicKey])).toEqual([staff.publicKey]);
    expect(parseStatement(payloadText(envelope))).toEqual(draft('two', [ref(first)], 'population'));
    expect(second.header).toEqual({ hop: 'population', inputs: [0] });
  });

  test('refuses inputs that are unknown, not earlier or of another digest, all named at once, and keeps nothing', async () => {
    const { log, pool } = await openLog();
    const first = await append(log, pool, draft('one'));
    const wrong = [
      { index: 0, digest: 'cd'.repeat(32) },
      { index: 1, digest: first.digest },
      { index: 7, digest: first.digest },
    ];
    const refusal = await refusalOf(append(log, pool, draft('two', wrong)));
    expect(refusal.code).toBe('order-violated');
    expect(refusal.problems.map(({ code }) => code)).toEqual([
      'input-digest',
      'input-not-earlier',
      'input-not-earlier',
    ]);
    expect(await log.store.entries(log.origin, 0, 10)).toEqual([first]);
    expect((await append(log, pool, draft('three'))).index).toBe(1);
  });

  test('vanishes with the transaction it was part of, and its index is given again', async () => {
    const { log, pool } = await openLog();
    const failing = inTransaction(pool, async (tx) => {
      await appendStatement(ledgerTx(tx), { origin: log.origin, draft: draft('lost'), signers: [staff], salt });
      throw new Error('the rest of the work failed');
    });
    await expect(failing).rejects.toThrow('the rest of the work failed');
    expect((await append(log, pool, draft('kept'))).index).toBe(0);
  });

  test('at the same time from several connections gives each an index of its own, without a gap', async () => {
    const { log, pool } = await openLog();
    const appended = await Promise.all(Array.from({ length: 40 }, (_, i) => append(log, pool, draft(`entry ${i}`))));
    expect(appended.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => i),
    );
  });

  test('to a log that does not exist is refused', async () => {
    const { log, pool } = await openLog();
    const refusal = await refusalOf(append({ ...log, origin: 'other' }, pool, draft('one')));
    expect(refusal.code).toBe('unknown-log');
  });
});

describe('the database', () => {
  test.each([
    "UPDATE ledger.entry SET hop = 'test'",
    'DELETE FROM ledger.entry',
    'TRUNCATE ledger.entry CASCADE',
    "UPDATE ledger.opening SET envelope = '{}'",
    'DELETE FROM ledger.opening',
    'TRUNCATE ledger.opening',
    'UPDATE ledger.log SET next_index = 0',
    "UPDATE ledger.log SET origin = 'other'",
    'DELETE FROM ledger.log',
    "UPDATE ledger.checkpoint SET note = ''",
    'DELETE FROM ledger.checkpoint',
    'TRUNCATE ledger.checkpoint',
    "INSERT INTO ledger.log VALUES ('other', 5)",
    'INSERT INTO ledger.entry SELECT origin, 5, hop, inputs, body, value FROM ledger.entry',
    "INSERT INTO ledger.entry SELECT origin, 1, hop, '{1}', body, value FROM ledger.entry",
    'INSERT INTO ledger.checkpoint SELECT origin, 0, root, note FROM ledger.checkpoint',
    'INSERT INTO ledger.checkpoint SELECT origin, 2, root, note FROM ledger.checkpoint',
  ])('refuses, to its owner too: %s', async (sql) => {
    const { log, pool } = await openLog();
    await append(log, pool, draft('one'));
    await integrate(log);
    await expect(pool.query(sql)).rejects.toThrow(
      /written once|next|begins empty|does not follow|inputs_check|check constraint/,
    );
    expect(await log.store.entries(log.origin, 0, 10)).toHaveLength(1);
  });
});

describe('integration', () => {
  test('makes a directory that checks, with every value hashed again, also over several sizes', async () => {
    const { log, pool, folder } = await openLog();
    const values = async (start: number, count: number) => log.store.entries(log.origin, start, count);
    expect((await integrate(log)).size).toBe(0);
    expect(await checkDirectory(readTileDirectory(folder), { vkey: logVkey(log) })).toMatchObject({
      ok: true,
      size: 0,
    });
    for (const count of [1, 4, 30]) {
      for (let i = 0; i < count; i++) await append(log, pool, draft(`entry ${i}`));
      await integrate(log);
    }
    const result = await checkDirectory(readTileDirectory(folder), { vkey: logVkey(log), values });
    expect(result).toMatchObject({ ok: true, size: 35, values: 35, signature: 'valid', origin: log.origin });

    await exportValues(log, log.tiles, 35);
    expect(await checkLogFolder(folder, { vkey: logVkey(log) })).toMatchObject({ ok: true, values: 35 });
    const file = (await log.tiles.read('values/000')) ?? new Uint8Array(0);
    for (const at of [3, 10, 60, 200, file.length - 1]) {
      await log.tiles.write(
        'values/000',
        file.map((byte, i) => (i === at ? byte ^ 1 : byte)),
      );
      expect((await checkLogFolder(folder)).ok, `byte ${at}`).toBe(false);
    }
  });

  test('proves every entry in the signed tree, and later sizes consistent with earlier ones, over full tiles', async () => {
    const { log, pool, folder } = await openLog();
    const signed = [];
    for (const count of [200, 56, 1, 9000]) {
      await fill(log, pool, count);
      signed.push(await integrate(log));
    }
    expect(signed.map(({ size }) => size)).toEqual([200, 256, 257, 9257]);
    expect(await checkDirectory(readTileDirectory(folder), { vkey: logVkey(log) })).toMatchObject({
      ok: true,
      entries: 9257,
    });
    const read = (path: string) => log.tiles.read(path);
    for (const [i, later] of signed.entries()) {
      for (const earlier of signed.slice(0, i)) {
        const proof = await readConsistencyProof(read, earlier.size, later.size);
        const claim = { size1: earlier.size, size2: later.size, root1: earlier.root, root2: later.root, proof };
        expect(verifyConsistency(claim)).toBe(true);
      }
    }
    for (const [index, size] of [
      [0, 200],
      [255, 256],
      [256, 257],
      [9256, 9257],
      [4000, 9257],
    ] as const) {
      const { leafHash: leaf, proof, root } = await readProof(log, index, size);
      expect(verifyInclusion({ index, size, leafHash: leaf, proof, root })).toBe(true);
      expect(root).toEqual(signed.find((one) => one.size === size)?.root);
    }
  });

  test('gives a proof file that other tools can read, of the statement itself', async () => {
    const { log, pool } = await openLog();
    const first = await append(log, pool, draft('one'));
    await append(log, pool, draft('two'));
    const checkpoint = await integrate(log);
    const { proof } = await readProof(log, 0, checkpoint.size);
    const file = formatTlogProof({ index: 0, proof, checkpoint: checkpoint.note });
    expect(verifyTlogProof(file, leafHash(first.value), logKey(log)).checkpoint.size).toBe(2);
  });

  test('signs nothing new when nothing was added, and one checkpoint when several processes integrate at once', async () => {
    const { log, pool } = await openLog();
    await fill(log, pool, 300);
    const all = await Promise.all([integrate(log), integrate(log), integrate(log)]);
    expect(new Set(all.map(({ note }) => note)).size).toBe(1);
    const { rows } = await pool.query<{ count: number }>('SELECT count(*) FROM ledger.checkpoint');
    expect(rows[0]?.count).toBe(1);
  });

  test('stopped at any write and begun again ends with the same log, and is never in a state that does not check', async () => {
    const { log, pool, folder } = await openLog();
    await fill(log, pool, 250);
    await integrate(log);
    await fill(log, pool, 300);
    let stops = 0;
    for (let allowed = 0; ; allowed++) {
      let written = 0;
      const tiles: TileStore = {
        read: (path) => log.tiles.read(path),
        write: (path, bytes) => {
          if (written === allowed) return Promise.reject(new Error('power cut'));
          written += 1;
          return log.tiles.write(path, bytes);
        },
      };
      const ended = await integrate({ ...log, tiles }).then(
        () => true,
        (error: unknown) => {
          expect(String(error)).toContain('power cut');
          return false;
        },
      );
      expect(await checkDirectory(readTileDirectory(folder), { vkey: logVkey(log) })).toMatchObject({ ok: true });
      if (ended) break;
      stops += 1;
    }
    expect(stops).toBeGreaterThan(3);
    expect(await checkDirectory(readTileDirectory(folder))).toMatchObject({ ok: true, size: 550 });
  });

  test('refuses to sign when tiles were altered, and never overwrites a tile with other bytes', async () => {
    const { log, pool, folder } = await openLog();
    await fill(log, pool, 10);
    const before = await integrate(log);
    await fill(log, pool, 10);
    const tile = (await log.tiles.read('tile/0/000.p/10')) ?? new Uint8Array(0);
    await log.tiles.write(
      'tile/0/000.p/10',
      tile.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    );
    expect((await refusalOf(integrate(log))).code).toBe('log-damaged');
    await log.tiles.write('tile/0/000.p/10', tile);
    await log.tiles.write('tile/0/000.p/20', new Uint8Array(640));
    expect((await refusalOf(integrate(log))).message).toContain('tile/0/000.p/20');
    expect(await log.store.checkpoint(log.origin)).toEqual(before);
    await rm(join(folder, 'tile/0/000.p/20'));
    expect((await integrate(log)).size).toBe(20);
  });

  test('does not store a checkpoint that its signer signed wrongly', async () => {
    const { log, pool } = await openLog();
    await fill(log, pool, 3);
    const wrong = { ...log.signer, sign: () => new Uint8Array(64) };
    expect((await refusalOf(integrate({ ...log, signer: wrong }))).code).toBe('bad-note');
    expect(await log.store.checkpoint(log.origin)).toBe(null);
  });

  test('refuses a proof from tiles that do not lead to the signed root', async () => {
    const { log, pool } = await openLog();
    await fill(log, pool, 5);
    await integrate(log);
    await log.tiles.write('tile/0/000.p/5', new Uint8Array(160));
    expect((await refusalOf(readProof(log, 1, 5))).code).toBe('log-damaged');
    await log.tiles.write('checkpoint', utf8('x'));
    await integrate(log);
    expect(await log.tiles.read('checkpoint')).toEqual(utf8((await log.store.checkpoint(log.origin))?.note ?? ''));
  });
});
