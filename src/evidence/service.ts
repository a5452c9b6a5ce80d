import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Database, inTransaction, type Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef, Maker, StatementDraft } from '../ledger/statement.ts';
import { Refusal } from '../refusal.ts';
import type { BlobStore } from './blob-store.ts';
import { decrypt, encrypt } from './cipher.ts';
import { erasedEvidence, otherBytes, unknownEvidence, wrongProvenance } from './errors.ts';
import { inspect } from './inspection.ts';
import { type InstallationKey, unwrapKey, wrapKey } from './installation-key.ts';
import type { Erasure, EvidenceItem, Provenance, Receipt, RecordedEvidence } from './model.ts';
import { checkProvenance, collectionStatement, erasureStatement, utcInstant } from './rules.ts';
import { eraseKey, insertItem, type StoredEvidence, selectItem, selectItems } from './store.ts';

/**
 * key              the installation's, from adapters/blobs/key-file.ts
 * appendStatement  writes a statement to the log in the transaction given
 * newId            makes a UUIDv7 (uuid.ts)
 * now              RFC 3339 UTC
 */
export interface EvidenceDependencies {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly key: InstallationKey;
  readonly appendStatement: (transaction: Transaction, draft: StatementDraft) => Promise<EntryRef>;
  readonly newId: () => string;
  readonly now: () => string;
}

/**
 * bytes   streamed once, never held: a file is `createReadStream(path)`
 * inputs  entries it rests on, such as the `scope`; default none
 */
export interface Intake {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly provenance: Provenance;
  readonly maker: Maker;
  readonly inputs?: readonly EntryRef[];
}

/**
 * Takes bytes in. When it answers, they are on disk, encrypted, and row and statement are committed together; when it does not,
 * nothing of them stays.
 * refuses  evidence-provenance, and what the blob store and the log refuse
 */
export async function recordEvidence(
  dependencies: EvidenceDependencies,
  intake: Intake,
): Promise<{ item: EvidenceItem; receipt: Receipt }> {
  const { blobs, database } = dependencies;
  const recordedAt = utcInstant(dependencies.now());
  const problems = checkProvenance(intake.name, intake.provenance, recordedAt);
  if (problems.length > 0) throw wrongProvenance(problems);

  const id = dependencies.newId();
  const key = randomBytes(32);
  const inspection = inspect(intake.bytes);
  const stored = await blobs.put(encrypt(key, inspection.stream));
  try {
    const item: EvidenceItem = {
      id,
      name: intake.name,
      ...inspection.result(),
      blob: stored.digest,
      ...intake.provenance,
      collectedAt: utcInstant(intake.provenance.collectedAt),
      recordedAt,
    };
    const wrappedKey = wrapKey(dependencies.key, id, key, randomBytes(12));
    const entry = await inTransaction(database, async (transaction) => {
      const logged = await dependencies.appendStatement(
        transaction,
        collectionStatement(item, intake.maker, intake.inputs),
      );
      await insertItem(transaction, item, logged, wrappedKey);
      return logged;
    });
    return { item, receipt: { entry, sha256: item.sha256, recordedAt } };
  } catch (error) {
    await removeUnlessRecorded(dependencies, id, stored.digest);
    throw error;
  }
}

/**
 * The item and its bytes as a stream. Every byte given out was checked against what was recorded; a stream that is cut off, or
 * whose whole is not the recorded digest, fails at its end.
 * refuses  evidence-unknown, evidence-erased, evidence-key; on the stream evidence-damaged, blob-missing
 */
export async function openEvidence(
  dependencies: Pick<EvidenceDependencies, 'database' | 'blobs' | 'key'>,
  id: string,
): Promise<{ item: EvidenceItem; bytes: Readable }> {
  const { item, erasure, wrappedKey } = await findStored(dependencies.database, id);
  if (wrappedKey === null) throw erasedEvidence(item.name, erasure?.at ?? '');
  const key = unwrapKey(dependencies.key, id, wrappedKey);
  const stored = await dependencies.blobs.get(item.blob);
  return { item, bytes: Readable.from(checked(decrypt(key, stored), item), { objectMode: false }) };
}

/** Refuses evidence-unknown. */
export async function findEvidence(database: Database, id: string): Promise<RecordedEvidence> {
  const { item, receipt, erasure } = await findStored(database, id);
  return { item, receipt, erasure };
}

/** At most `limit` items in the order recorded, after the one with that id (null: from the first). */
export async function listEvidence(
  database: Database,
  after: string | null,
  limit: number,
): Promise<RecordedEvidence[]> {
  const found = await selectItems(database, after, limit);
  return found.map(({ item, receipt, erasure }) => ({ item, receipt, erasure }));
}

/**
 * Destroys an item's key, and with it the way to its bytes, and states that in the log. Digest, entry and proofs stay. The
 * caller has decided that retention allows it.
 * refuses  evidence-unknown, evidence-erased
 */
export async function eraseEvidenceKey(
  dependencies: Pick<EvidenceDependencies, 'database' | 'blobs' | 'appendStatement'>,
  id: string,
  erasure: Erasure,
  maker: Maker,
): Promise<EntryRef> {
  const { item, receipt, erasure: before } = await findStored(dependencies.database, id);
  if (before !== null) throw erasedEvidence(item.name, before.at);
  const entry = await inTransaction(dependencies.database, async (transaction) => {
    const logged = await dependencies.appendStatement(
      transaction,
      erasureStatement(item, receipt.entry, erasure, maker),
    );
    if (!(await eraseKey(transaction, id, erasure))) throw erasedEvidence(item.name, erasure.at);
    return logged;
  });
  await dependencies.blobs.delete(item.blob);
  return entry;
}

async function findStored(database: Database, id: string): Promise<StoredEvidence> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const found = isId ? await selectItem(database, id) : undefined;
  if (found === undefined) throw unknownEvidence(id.slice(0, 100));
  return found;
}

/**
 * A commit whose answer was lost may have happened: the bytes go only when the database says that there is no such item. When
 * it cannot say, they stay; without a row their key is gone, and they are noise.
 */
async function removeUnlessRecorded(dependencies: EvidenceDependencies, id: string, blob: string): Promise<void> {
  const found = await selectItem(dependencies.database, id).then(
    (item) => item !== undefined,
    () => true,
  );
  if (!found) await dependencies.blobs.delete(blob).catch(() => undefined);
}

async function* checked(plain: AsyncIterable<Buffer>, item: EvidenceItem): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of plain) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Refusal ? otherBytes(item.name, error) : error;
  }
  if (hash.digest('hex') !== item.sha256) throw otherBytes(item.name);
}
