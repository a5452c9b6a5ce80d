/** What somebody must read or answer, and that they have. */
import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import type { RegisteredRecord } from '../registers/index.ts';
import { sealJson } from '../registers/seal.ts';
import { nothingToRead, otherAnswers, otherVersion } from './errors.ts';
import { mustRead, questionsOf, readUntil } from './rules.ts';
import { type AcknowledgementRow, insertAcknowledgement, lockAcknowledging, selectAcknowledgements } from './store.ts';
import {
  type Acknowledgement,
  acknowledgementOf,
  answersPlace,
  digestOf,
  isOf,
  saidBy,
  textsToRead,
  textToRead,
  wordsOf,
} from './texts.ts';

/** acknowledged: by whoever asks, the text as it stands now; null: not yet, or an earlier text. questions: to be answered, in order */
export interface ToRead {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly questions: readonly string[];
  readonly version: number;
  readonly effectiveFrom: string | null;
  readonly readUntil: string | null;
  readonly acknowledged: Acknowledgement | null;
}

/** Texts in force that whoever asks must have read, by code. Two statements. */
export async function readPortal(asking: Asking, keys: OrganizationKeys): Promise<readonly ToRead[]> {
  const { personId, organizationId } = asking.principal;
  const texts = (await textsToRead(asking, keys)).filter((text) => mustRead(text, asking.principal));
  const ids = texts.map((text) => text.id);
  const rows = await selectAcknowledgements(asking.transaction, organizationId, ids, personId);
  return texts.map((text) => {
    const said = saidBy(asking, keys, text);
    return toRead(text, rows.find((row) => row.record_id === text.id && isOf(said, row)) ?? null);
  });
}

/**
 * version  the one they read
 * answers  to its questions, in their order; empty where it asks nothing
 */
export interface Acknowledging {
  readonly id: string;
  readonly version: number;
  readonly answers: readonly string[];
}

/**
 * Whoever asks has read the text as it stands, and answered what it asks. Again: answers the first one, which stays.
 * refuses  not-found (no text in force for them), version-stale (it says something else by now), invalid-input (another number of answers)
 */
export async function acknowledge(
  asking: Asking,
  keys: OrganizationKeys,
  { id, version, answers }: Acknowledging,
): Promise<ToRead> {
  const { principal, transaction, now } = asking;
  const { organizationId, personId } = principal;
  await lockAcknowledging(transaction, personId);
  const text = await textToRead(asking, keys, id);
  if (!mustRead(text, principal)) throw nothingToRead();
  if (text.version !== version) throw otherVersion(text.code, text.version);
  const asked = questionsOf(text).length;
  if (asked !== answers.length) throw otherAnswers(text.code, asked, answers.length);
  const all = saidBy(asking, keys, text);
  const rows = await selectAcknowledgements(transaction, organizationId, [id], personId);
  const before = rows.find((row) => isOf(all, row));
  const key = keys.keyOf('management', organizationId, 'content');
  const said = digestOf(keys.keyOf('management', organizationId, 'search').key(key.current), text);
  const sealed =
    asked === 0 ? null : sealJson(key, answersPlace(organizationId, id, personId, said), answers, randomBytes(12));
  const body = {
    event: before !== undefined ? 'repeated' : asked === 0 ? 'policy-acknowledged' : 'questionnaire-answered',
    by: personId,
    policy: text.code,
    record: text.id,
    version,
  };
  const sha256 = createHash('sha256')
    .update(JSON.stringify(body))
    .update(sealed ?? '')
    .digest('hex');
  const entry = await asking.state({ hop: 'access', subject: { name: `${body.event}/${text.id}`, sha256 }, body });
  if (before !== undefined) return toRead(text, before);
  const row = { record_id: text.id, person_id: personId, said, version, at: now };
  await insertAcknowledgement(transaction, organizationId, { ...row, sealed, generation: key.current }, entry);
  return toRead(text, { ...row, entry_index: entry.index, entry_digest: entry.digest });
}

function toRead(text: RegisteredRecord, row: AcknowledgementRow | null): ToRead {
  const { id, code, version, effectiveFrom } = text;
  return {
    id,
    code,
    title: wordsOf(text, 'title'),
    text: wordsOf(text, 'text'),
    questions: questionsOf(text),
    version,
    effectiveFrom,
    readUntil: readUntil(text),
    acknowledged: row === null ? null : acknowledgementOf(row),
  };
}
