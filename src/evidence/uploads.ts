/**
 * Bytes on their way in: announced, sent in parts that may be sent again, completed. Parts lie encrypted, each under a key of its own,
 * so that no key encrypts twice; completing them writes them once more, as one item, while they are checked and looked through.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Apart, Asking, Principal } from '../http/api/route.ts';
import { Refusal } from '../refusal.ts';
import { selectCreation } from '../registers/creations.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { decrypt, decryptRange, encrypt } from './cipher.ts';
import { doesNotFit, noUpload, reusedUploadKey, wrongInput } from './errors.ts';
import { type Inspection, inspect } from './inspection.ts';
import { unwrapKey, wrapKey } from './installation-key.ts';
import { contentKey, findItem, findRecords, itemOf, itemVersion, refusePeriod, sha256Of } from './organization.ts';
import { abandonedAfterHours, type OrganizationEvidence, partBytes, type UploadDraft } from './organization-model.ts';
import { firstState, partsOf, sizeOfPart } from './organization-rules.ts';
import {
  deleteAbandoned,
  deleteUpload,
  finishUpload,
  insertOrganizationItem,
  insertUpload,
  type PartRow,
  putPart,
  selectItemRow,
  selectParts,
  selectUpload,
  takeItemNumber,
  type UploadRow,
} from './organization-store.ts';
import type { EvidenceParts } from './parts.ts';
import { ContentScan, type Finding, Findings, isZip, weighFindings } from './scan.ts';
import { scanGzip, scanZip } from './scan-archive.ts';
import type { Transaction } from '../adapters/postgres/pool.ts';

/** parts: numbers of those that are there, ascending; count: how many there will be */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly partBytes: number;
  readonly count: number;
  readonly parts: readonly number[];
  readonly evidence: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/**
 * Announces bytes. A repeat with the same key and the same draft answers the upload begun the first time.
 * refuses  idempotency-key-reused, invalid-input, conflict (what it replaces was replaced already)
 */
export async function beginUpload(
  asking: Asking,
  parts: EvidenceParts,
  draft: UploadDraft,
  key: string,
): Promise<Upload> {
  const { transaction, principal, now } = asking;
  const { side, organizationId, personId } = principal;
  const request = createHash('sha256')
    .update(JSON.stringify(['evidence', { ...draft, collectedAt: null }]))
    .digest('hex');
  const before = await selectCreation(transaction, side, organizationId, personId, key);
  if (before !== undefined) {
    if (before.request !== request) throw reusedUploadKey();
    await stateUpload(asking, 'upload-repeated', before.record_id, draft);
    return readUpload(asking, parts, before.record_id);
  }
  refusePeriod(draft.periodStart, draft.periodEnd);
  if (Date.parse(draft.collectedAt) > Date.parse(now)) {
    throw wrongInput('/collectedAt', 'It was collected in the future.');
  }
  await findRecords(asking, draft.links);
  if (draft.replaces !== null) await findReplaced(asking, draft.replaces);
  const id = asking.newId();
  await stateUpload(asking, 'upload-begun', id, draft);
  await insertUpload(transaction, side, {
    id,
    organizationId,
    byPerson: personId,
    size: draft.size,
    sha256: draft.sha256,
    partSize: partBytes,
    at: now,
    sealed: sealJson(
      parts.keys.keyOf(side, organizationId, 'content'),
      placeOf(organizationId, id),
      draft,
      randomBytes(12),
    ),
    key,
    request,
  });
  return readUpload(asking, parts, id);
}

async function stateUpload(
  asking: Asking,
  event: string,
  id: string,
  { sha256, size }: Pick<UploadDraft, 'sha256' | 'size'>,
): Promise<void> {
  await asking.state({ hop: 'access', subject: { name: `uploads/${id}`, sha256 }, body: { event, upload: id, size } });
}

/** refuses not-found */
export async function readUpload(asking: Asking, parts: EvidenceParts, id: string): Promise<Upload> {
  const { transaction, principal } = asking;
  const row = await findUpload(asking, id);
  const there = await selectParts(transaction, principal.side, id);
  const { name } = openDraft(parts, principal, row);
  return {
    id,
    name,
    size: row.size,
    sha256: row.sha256,
    partBytes: row.part_size,
    count: partsOf(row.size, row.part_size),
    parts: there.map((part) => part.number),
    evidence: row.evidence_id,
    createdAt: new Date(row.created_at).toISOString(),
    expiresAt: new Date(Date.parse(row.touched_at) + abandonedAfterHours * 3_600_000).toISOString(),
  };
}

/**
 * Takes a part, or takes it again. No transaction is open while its bytes come.
 * refuses  not-found, invalid-input (more or fewer bytes than this part has), conflict (completed already)
 */
export async function takePart(
  apart: Apart,
  parts: EvidenceParts,
  uploadId: string,
  number: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ number: number; size: number }> {
  const { principal, now } = apart;
  const { side, organizationId } = principal;
  const begun = await apart.within((asking) => findOpenUpload(asking, uploadId));
  if (number > partsOf(begun.size, begun.part_size)) throw noUpload();
  const size = sizeOfPart(begun.size, begun.part_size, number);
  const key = randomBytes(32);
  const folder = await parts.uploads.open(uploadId);
  const { digest } = await folder.put(encrypt(key, exactly(size, bytes)));
  let before: string | null;
  try {
    before = await apart.within(async (asking) => {
      await findOpenUpload(asking, uploadId, true);
      return putPart(asking.transaction, side, organizationId, uploadId, {
        number,
        blob: digest,
        wrappedKey: wrapKey(contentKey(parts.keys, principal), `${uploadId}/${number}`, key, randomBytes(12)),
        at: now,
      });
    });
  } catch (error) {
    // When the answer of a commit was lost, the part is there without its bytes: completing says so, and it is sent again.
    await folder.delete(digest);
    throw error;
  }
  if (before !== null) await folder.delete(before);
  return { number, size };
}

async function* exactly(size: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let come = 0;
  for await (const piece of bytes) {
    come += piece.byteLength;
    if (come > size) throw wrongInput('', `This part has ${size} bytes; more were sent.`);
    yield piece;
  }
  if (come < size) throw wrongInput('', `This part has ${size} bytes; ${come} were sent.`);
}

/**
 * Makes the parts an item: checks size and digest, looks through them, and records item and `collection` statement together. When it
 * refuses, the upload is as it was. A repeat answers the item made the first time.
 * refuses  not-found; conflict: parts are missing; invalid-input: the bytes are not those announced
 */
export async function completeUpload(
  apart: Apart,
  parts: EvidenceParts,
  uploadId: string,
): Promise<OrganizationEvidence> {
  const { principal } = apart;
  const begun = await apart.within(async (asking) => {
    const row = await findUpload(asking, uploadId);
    if (row.evidence_id !== null) return answerAgain(asking, parts, row.evidence_id);
    return { row, there: await selectParts(asking.transaction, principal.side, uploadId) };
  });
  if (!('there' in begun)) return begun;
  const { row, there } = begun;
  const draft = openDraft(parts, principal, row);
  let taken: Taken;
  try {
    refuseMissing(row, there);
    taken = await takeWhole(parts, principal, row, there, draft.name, apart.newId());
  } catch (error) {
    // Whoever completed it meanwhile took the parts away from under us.
    const done = await apart.within(async (asking) => {
      const { evidence_id: id } = await findUpload(asking, uploadId);
      return id === null ? null : answerAgain(asking, parts, id);
    });
    if (done !== null) return done;
    throw error;
  }
  let item: OrganizationEvidence;
  try {
    item = await apart.within((asking) => recordItem(asking, parts, uploadId, draft, taken));
  } catch (error) {
    await removeUnlessRecorded(apart, parts, taken);
    throw error;
  }
  if (item.id !== taken.id) await parts.blobs.delete(taken.blob);
  await parts.uploads.drop(uploadId);
  return item;
}

/** Takes an upload back, with every part that came. refuses not-found; conflict: it is evidence already */
export async function removeUpload(apart: Apart, parts: EvidenceParts, uploadId: string): Promise<void> {
  await apart.within(async (asking) => {
    const row = await findOpenUpload(asking, uploadId, true);
    await deleteUpload(asking.transaction, asking.principal.side, uploadId);
    await stateUpload(asking, 'upload-taken-back', uploadId, row);
  });
  // What a crash leaves of the folder is swept with what nobody went on with.
  await parts.uploads.drop(uploadId);
}

/** An item's bytes where they will stay. */
interface Taken {
  readonly id: string;
  readonly key: Buffer;
  readonly blob: string;
  readonly inspection: Inspection;
  readonly findings: readonly Finding[];
}

async function takeWhole(
  parts: EvidenceParts,
  principal: Principal,
  upload: UploadRow,
  there: readonly PartRow[],
  name: string,
  id: string,
): Promise<Taken> {
  const key = randomBytes(32);
  const findings = new Findings();
  const scan = new ContentScan(findings);
  const looking = inspect(lookedThrough(plainOf(parts, principal, upload, there), scan));
  let inspection: Inspection | undefined;
  async function* asAnnounced(): AsyncGenerator<Uint8Array> {
    yield* looking.stream;
    inspection = looking.result();
    // Before the last chunk is written: what is not as announced is never a blob.
    if (inspection.sha256 !== upload.sha256) {
      throw wrongInput(
        '/sha256',
        `The bytes that came have the SHA-256 ${inspection.sha256}, not ${upload.sha256} as announced.`,
      );
    }
  }
  const { digest: blob } = await parts.blobs.put(encrypt(key, asAnnounced()));
  if (inspection === undefined) throw new Error('The bytes were not looked at.');
  const { mediaType, size } = inspection;
  try {
    const read = (from: number, to: number) => parts.blobs.range(blob, from, to);
    if (isZip(mediaType)) {
      await scanZip((start, end) => decryptRange(key, size, read, start, end), size, findings);
    }
    if (mediaType.type === 'application/gzip')
      await scanGzip(decrypt(key, await parts.blobs.get(blob)), size, findings);
  } catch (error) {
    await parts.blobs.delete(blob);
    throw error;
  }
  return {
    id,
    key,
    blob,
    inspection,
    findings: weighFindings(findings, { name, mediaType, size, isSvg: scan.isSvg }),
  };
}

async function* lookedThrough(bytes: AsyncIterable<Uint8Array>, scan: ContentScan): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    scan.feed(piece);
    yield piece;
  }
  scan.end();
}

async function* plainOf(
  parts: EvidenceParts,
  principal: Principal,
  upload: UploadRow,
  there: readonly PartRow[],
): AsyncGenerator<Uint8Array> {
  const folder = await parts.uploads.open(upload.id);
  for (const part of there) {
    const key = unwrapKey(contentKey(parts.keys, principal), `${upload.id}/${part.number}`, part.wrapped_key);
    try {
      yield* decrypt(key, await folder.get(part.blob));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'blob-missing') throw error;
      throw doesNotFit(`Part ${part.number} was sent again meanwhile, or is gone.`, 'Send it again, then complete it.');
    }
  }
}

async function recordItem(
  asking: Asking,
  parts: EvidenceParts,
  uploadId: string,
  draft: UploadDraft,
  taken: Taken,
): Promise<OrganizationEvidence> {
  const { transaction, principal } = asking;
  const { side, organizationId } = principal;
  const upload = await findUpload(asking, uploadId, true);
  if (upload.evidence_id !== null) return answerAgain(asking, parts, upload.evidence_id);
  const recordIds = await findRecords(asking, draft.links);
  const replaced = draft.replaces === null ? null : await findReplaced(asking, draft.replaces);
  const { id, inspection, findings } = taken;
  const state = firstState(findings, draft.source, draft.draft);
  const number = await takeItemNumber(transaction, side, organizationId, state);
  const code = `EV-${String(number).padStart(4, '0')}`;
  const { periodStart, periodEnd, freshUntil } = draft;
  const version = itemVersion(parts.keys, asking, id, code, 1, {
    state,
    periodStart,
    periodEnd,
    freshUntil,
    sealed: {
      name: draft.name,
      source: draft.source,
      links: [...new Set(draft.links)].toSorted(),
      findings,
      why: null,
      by: principal.name,
    },
  });
  // The log names digests: what people typed stays sealed.
  const entry = await asking.state({
    hop: 'collection',
    subject: { name: `evidence/${code}`, sha256: inspection.sha256 },
    body: {
      id,
      size: inspection.size,
      mediaType: { ...inspection.mediaType },
      blob: taken.blob,
      sealed: sha256Of(version.sealed),
      collectedAt: draft.collectedAt,
      periodStart,
      periodEnd,
      state,
      findings: findings.map(({ kind, count }) => ({ kind, count })),
      replaces: replaced?.id ?? null,
    },
    inputs: replaced === null ? [] : [{ index: replaced.entry_index, digest: replaced.entry_digest }],
  });
  await insertOrganizationItem(
    transaction,
    side,
    version,
    {
      number,
      code,
      sha256: inspection.sha256,
      size: inspection.size,
      mediaType: inspection.mediaType,
      collectedAt: draft.collectedAt,
      replaces: replaced?.id ?? null,
      blob: taken.blob,
      wrappedKey: wrapKey(contentKey(parts.keys, principal), id, taken.key, randomBytes(12)),
    },
    recordIds,
    entry,
  );
  await finishUpload(transaction, side, uploadId, id);
  return itemOf(parts.keys, principal, await findItem(asking, id));
}

async function answerAgain(asking: Asking, parts: EvidenceParts, id: string): Promise<OrganizationEvidence> {
  const item = itemOf(parts.keys, asking.principal, await findItem(asking, id));
  await asking.state({
    hop: 'access',
    subject: { name: `evidence/${item.code}`, sha256: item.sha256 },
    body: { event: 'upload-repeated', evidence: id },
    inputs: [item.receipt],
  });
  return item;
}

async function findReplaced(asking: Asking, code: string) {
  const { side, organizationId } = asking.principal;
  const row = /^EV-[0-9]{4,9}$/.test(code)
    ? await selectItemRow(asking.transaction, side, organizationId, code, true)
    : undefined;
  if (row === undefined) throw wrongInput('/replaces', `There is no evidence ${code}.`);
  if (row.replaced_by !== null) throw doesNotFit(`${row.code} was replaced already, by ${row.replaced_by}.`);
  return row;
}

function refuseMissing(upload: UploadRow, there: readonly PartRow[]): void {
  const known = new Set(there.map((part) => part.number));
  const count = partsOf(upload.size, upload.part_size);
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !known.has(number));
  if (missing.length === 0) return;
  const named = missing.slice(0, 10).join(', ') + (missing.length > 10 ? ', …' : '');
  throw doesNotFit(`${missing.length} of ${count} parts have not come: ${named}.`, 'Send them, then complete it.');
}

async function findUpload(asking: Asking, id: string, lock = false): Promise<UploadRow> {
  const { side, organizationId } = asking.principal;
  const row = await selectUpload(asking.transaction, side, organizationId, id, lock);
  if (row === undefined) throw noUpload();
  return row;
}

async function findOpenUpload(asking: Asking, id: string, lock = false): Promise<UploadRow> {
  const row = await findUpload(asking, id, lock);
  if (row.evidence_id !== null) throw doesNotFit('This upload is complete already.');
  return row;
}

function openDraft(parts: EvidenceParts, { side, organizationId }: Principal, row: UploadRow): UploadDraft {
  const key = parts.keys.keyOf(side, organizationId, 'content');
  return openSealed<UploadDraft>(key, placeOf(organizationId, row.id), row.sealed);
}

export function placeOf(organizationId: string, uploadId: string): string {
  return `${organizationId}/upload/${uploadId}/1`;
}

/** A commit whose answer was lost may have happened: the bytes go only when the database says that there is no such item. */
async function removeUnlessRecorded(apart: Apart, parts: EvidenceParts, taken: Taken): Promise<void> {
  const { side, organizationId } = apart.principal;
  const found = await apart
    .within(async (asking) => await selectItemRow(asking.transaction, side, organizationId, taken.id))
    .then(
      (row) => row !== undefined,
      () => true,
    );
  if (!found) await parts.blobs.delete(taken.blob).catch(() => undefined);
}

/**
 * Takes away uploads that nobody went on with for three days, and parts of uploads that are no more. As the installation, over all
 * organizations.
 * owner  pool of the database's owner
 * returns  how many were taken away
 */
export async function sweepUploads(
  owner: Transaction,
  parts: Pick<EvidenceParts, 'uploads'>,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - abandonedAfterHours * 3_600_000).toISOString();
  const gone: string[] = [];
  const waiting = new Set<string>();
  for (const side of ['management', 'firm'] as const) {
    const swept = await deleteAbandoned(owner, side, before);
    gone.push(...swept.gone);
    for (const id of swept.waiting) waiting.add(id);
  }
  for (const id of gone) await parts.uploads.drop(id);
  for (const { id, changedAt } of await parts.uploads.all()) {
    // One that was begun this very moment may not be committed yet.
    if (!waiting.has(id) && now.getTime() - changedAt > 24 * 3_600_000) await parts.uploads.drop(id);
  }
  return gone.length;
}
