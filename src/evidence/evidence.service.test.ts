import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { openBlobDirectory } from '../adapters/blobs/directory.ts';
import { openKeyFile } from '../adapters/blobs/key-file.ts';
import type { StatementDraft } from '../ledger/statement.ts';
import { uuidV7 } from '../uuid.ts';
import {
  type EvidenceDependencies,
  eraseEvidenceKey,
  findEvidence,
  listEvidence,
  openEvidence,
  recordEvidence,
} from './index.ts';

const maker = { role: 'staff', name: 'S. Example', side: 'firm', custody: 'installation' } as const;
const provenance = {
  source: 'GitHub REST API',
  collector: { name: 'curl', version: '8.4' },
  query: 'GET /pulls',
  parameters: { state: 'closed', pages: [1, 2] },
  account: 'auditor-read-only',
  collectedAt: '2024-01-05T09:00:00Z',
  collectedBy: 'J. Example',
  periodStart: '2023-01-01',
  periodEnd: '2023-12-31',
};

/** An installation of its own; what would go to the log is kept in a table, so that it shares the transaction's fate. */
async function installation() {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-evidence-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { pool } = await freshDatabase();
  await pool.query('CREATE TABLE logged (index bigserial, draft jsonb)');
  const blobs = join(folder, 'blobs');
  const dependencies: EvidenceDependencies = {
    database: pool,
    blobs: await openBlobDirectory(blobs),
    key: await openKeyFile(folder),
    appendStatement: async (transaction, draft) => {
      const { rows } = await transaction.query<{ index: number }>(
        'INSERT INTO logged (draft) VALUES ($1) RETURNING index - 1 AS index',
        [JSON.stringify(draft)],
      );
      return { index: rows[0]?.index ?? -1, digest: createHash('sha256').update(JSON.stringify(draft)).digest('hex') };
    },
    newId: () => uuidV7(new Date(), randomBytes(10)),
    now: () => '2024-02-01T10:00:00.000Z',
  };
  const logged = async () => {
    const { rows } = await pool.query<{ draft: StatementDraft }>('SELECT draft FROM logged ORDER BY index');
    return rows.map((row) => row.draft);
  };
  const storedFiles = async () => {
    const entries = await readdir(blobs, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };
  return { dependencies, pool, logged, storedFiles };
}

async function* bytesOf(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

test('recorded evidence comes back as it was, with a receipt, a row and one collection statement', async () => {
  const { dependencies, pool, logged } = await installation();
  const text = '{"number": 1}\n{"number": 2}\n';
  const sha256 = createHash('sha256').update(text).digest('hex');
  const { item, receipt } = await recordEvidence(dependencies, {
    bytes: bytesOf(text),
    name: 'pulls.txt',
    provenance,
    maker,
  });
  expect(item).toMatchObject({
    sha256,
    size: text.length,
    mediaType: { type: 'application/x-ndjson', encoding: 'utf-8' },
  });
  expect(receipt).toMatchObject({ entry: { index: 0 }, sha256, recordedAt: '2024-02-01T10:00:00Z' });
  expect((await buffer((await openEvidence(dependencies, item.id)).bytes)).toString()).toBe(text);
  expect(await findEvidence(pool, item.id)).toEqual({ item, receipt, erasure: null });
  expect(await logged()).toMatchObject([
    { hop: 'collection', subject: { sha256 }, body: { periodStart: '2023-01-01' } },
  ]);
});

test('what is stored tells nothing of the bytes: equal evidence is stored under different digests', async () => {
  const { dependencies, storedFiles } = await installation();
  const secret = 'salary of J. Example';
  for (const name of ['first', 'second'])
    await recordEvidence(dependencies, { bytes: bytesOf(secret), name, provenance, maker });
  const files = await storedFiles();
  expect(files).toHaveLength(2);
  for (const file of files) expect((await readFile(file)).includes('salary')).toBe(false);
});

test('evidence whose statement cannot be logged leaves no row and no bytes', async () => {
  const { dependencies, pool, storedFiles } = await installation();
  const appendStatement = async () => {
    throw new Error('the log is closed');
  };
  const intake = { bytes: bytesOf('x'), name: 'x', provenance, maker };
  await expect(recordEvidence({ ...dependencies, appendStatement }, intake)).rejects.toThrow('the log is closed');
  expect(await storedFiles()).toEqual([]);
  expect(await listEvidence(pool, null, 10)).toEqual([]);
});

test('bytes that break off leave nothing, in the log neither', async () => {
  const { dependencies, storedFiles, logged } = await installation();
  async function* breaking() {
    yield Buffer.from('half');
    throw new Error('the upload was cut off');
  }
  const intake = { bytes: breaking(), name: 'x', provenance, maker };
  await expect(recordEvidence(dependencies, intake)).rejects.toThrow('cut off');
  expect([await storedFiles(), await logged()]).toEqual([[], []]);
});

test('a wrong provenance is refused before a byte is read', async () => {
  const { dependencies } = await installation();
  const wrong = { ...provenance, collectedAt: '2025-01-01T00:00:00Z', periodEnd: '2022-12-31' };
  async function* unread(): AsyncGenerator<Buffer> {
    yield expect.unreachable('a byte was read');
  }
  await expect(
    recordEvidence(dependencies, { bytes: unread(), name: 'x', provenance: wrong, maker }),
  ).rejects.toMatchObject({
    code: 'evidence-provenance',
    problems: [{}, {}],
  });
});

test('nobody changes or deletes what was recorded, not even the owner of the table', async () => {
  const { dependencies, pool } = await installation();
  const { item } = await recordEvidence(dependencies, { bytes: bytesOf('x'), name: 'x', provenance, maker });
  for (const sql of [
    `UPDATE evidence.item SET name = 'other'`,
    `UPDATE evidence.item SET period_end = '2024-12-31'`,
    `UPDATE evidence.item SET wrapped_key = 'other'`,
    `DELETE FROM evidence.item`,
    `TRUNCATE evidence.item`,
  ]) {
    await expect(pool.query(sql), sql).rejects.toThrow(/written once|only be erased/);
  }
  expect((await findEvidence(pool, item.id)).item).toEqual(item);
});

test('stored bytes that were changed are refused when read', async () => {
  const { dependencies, storedFiles } = await installation();
  const { item } = await recordEvidence(dependencies, {
    bytes: bytesOf('x'.repeat(100)),
    name: 'x',
    provenance,
    maker,
  });
  const [file = ''] = await storedFiles();
  const stored = await readFile(file);
  stored[50] = (stored[50] ?? 0) ^ 1;
  await writeFile(file, stored);
  const { bytes } = await openEvidence(dependencies, item.id);
  await expect(buffer(bytes)).rejects.toMatchObject({ code: 'evidence-damaged', exit: 3 });
});

test('an erased key takes the bytes away for good, keeps digest and entry, and stands in the log', async () => {
  const { dependencies, pool, logged, storedFiles } = await installation();
  const { item, receipt } = await recordEvidence(dependencies, { bytes: bytesOf('x'), name: 'x', provenance, maker });
  const erasure = { at: '2024-03-01T00:00:00Z', by: 'M. Example', reason: 'request of the person concerned' };
  await eraseEvidenceKey(dependencies, item.id, erasure, maker);
  await expect(openEvidence(dependencies, item.id)).rejects.toMatchObject({ code: 'evidence-erased' });
  expect(await findEvidence(pool, item.id)).toEqual({ item, receipt, erasure });
  expect((await logged()).at(-1)).toMatchObject({ hop: 'access', inputs: [receipt.entry], body: { id: item.id } });
  expect(await storedFiles()).toEqual([]);
  await expect(eraseEvidenceKey(dependencies, item.id, erasure, maker)).rejects.toMatchObject({
    code: 'evidence-erased',
  });
  await expect(
    pool.query(
      `UPDATE evidence.item SET wrapped_key = 'back', key_erased_at = NULL, key_erased_by = NULL, key_erased_reason = NULL`,
    ),
  ).rejects.toThrow('only be erased');
});

test('an id that does not exist is refused, whatever it looks like', async () => {
  const { dependencies } = await installation();
  for (const id of ['017f22e2-79b0-7cc3-98c4-dc0c0c07398f', `'; DROP TABLE evidence.item`, '']) {
    await expect(openEvidence(dependencies, id)).rejects.toMatchObject({ code: 'evidence-unknown', exit: 2 });
  }
});

// Of 200 MB going in and coming out again, a fraction is ever in memory: a process of its own measures itself.
test('200 MB are recorded and read within 100 MB of additional memory', async () => {
  const { url } = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-evidence-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const script = fileURLToPath(new URL('../../test/programs/evidence-memory.ts', import.meta.url));
  const ran = spawnSync(process.execPath, [script, url, folder], { encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  const { size, isEqual, growthBytes } = JSON.parse(ran.stdout);
  expect([size, isEqual]).toEqual([200_000_000, true]);
  expect(growthBytes).toBeLessThan(100_000_000);
});
