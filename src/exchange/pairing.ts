/** Two installations of one engagement: whose key is confirmed, what each was shown of the other's log, and what leaves signed. */
import type { Asking } from '../http/api/route.ts';
import {
  canonicalJson,
  type EntryRef,
  formatVkey,
  type NoteKey,
  noteSignatureType,
  parseVkey,
  readConsistencyProof,
  readRoot,
  toBase64,
  utf8,
} from '../ledger/index.ts';
import { type Card, fingerprintOf, formatCard, parseCard } from './card.ts';
import { ownCard } from './errors.ts';
import { findOutside, stateTaken } from './outside.ts';
import {
  type PartnerRow,
  selectCheckpoint,
  selectPartner,
  updateHeld,
  updateShown,
  upsertPartner,
} from './partner-store.ts';
import type { ExchangeParts } from './parts.ts';
import {
  checkSignature,
  type Known,
  mostShown,
  packagePayload,
  packageStatement,
  refuseOtherPast,
  type Told,
} from './signature.ts';

/**
 * own      what the other side needs to know of this one, and what to compare by voice
 * partner  null until their card was taken in; held: what was seen of their log, the entries
 */
export interface Pairing {
  readonly own: { readonly card: string; readonly fingerprint: string };
  readonly partner: {
    readonly fingerprint: string;
    readonly engagement: string;
    readonly confirmedAt: string;
    readonly held: number | null;
  } | null;
}

/** refuses not-found, conflict (a partner in this installation) */
export async function readPairing(asking: Asking, parts: ExchangeParts, engagementId: string): Promise<Pairing> {
  const { id } = await findOutside(asking, engagementId);
  const key = ownKey(asking, parts);
  const row = await selectPartner(asking.transaction, id);
  return {
    own: { card: formatCard({ key, engagement: id }), fingerprint: fingerprintOf(key) },
    partner:
      row === undefined
        ? null
        : {
            fingerprint: fingerprintOf(parseVkey(row.vkey)),
            engagement: row.their_engagement,
            confirmedAt: new Date(row.confirmed_at).toISOString(),
            held: row.held_size,
          },
  };
}

/** From here on files of this partner are taken in by their signature alone. refuses invalid-input: no card, or the own one */
export async function confirmPartner(
  asking: Asking,
  parts: ExchangeParts,
  engagementId: string,
  text: string,
): Promise<Pairing> {
  const row = await findOutside(asking, engagementId);
  const card = parseCard(text);
  const vkey = formatVkey(card.key);
  if (vkey === formatVkey(ownKey(asking, parts))) throw ownCard();
  await stateTaken(asking, row, { event: 'partner-confirmed', key: vkey, theirs: card.engagement });
  await upsertPartner(asking.transaction, asking.principal, row.id, {
    their_engagement: card.engagement,
    vkey,
    confirmed_at: asking.now,
  });
  return readPairing(asking, parts, row.id);
}

/**
 * Signs a package for whoever it goes to. What the own log was when it left is remembered: a later package proves that the log then
 * begins with it.
 * manifest  SHA-256 of its manifest, hex
 * given     the statement that gives it out
 */
export async function signPackage(
  asking: Asking,
  parts: ExchangeParts,
  engagementId: string,
  manifest: string,
  given: EntryRef,
): Promise<string> {
  const { transaction } = asking;
  const partner = await selectPartner(transaction, engagementId);
  const checkpoint = await selectCheckpoint(transaction);
  const since: { size: number; proof: string[] }[] = [];
  if (checkpoint !== undefined && partner !== undefined) {
    const tiles = parts.evidence.tiles(checkpoint.origin);
    for (const size of partner.shown.filter((one) => one < checkpoint.size)) {
      since.push({ size, proof: (await readConsistencyProof(tiles, size, checkpoint.size)).map(toBase64) });
    }
    await updateShown(transaction, engagementId, kept([...partner.shown, checkpoint.size]));
  }
  const statement = packageStatement({
    engagement: engagementId,
    given: { index: given.index, digest: given.digest },
    manifest,
    checkpoint: checkpoint?.note ?? null,
    since,
    held: partner === undefined ? null : heldOf(partner),
  });
  return parts.signer.sign(packagePayload, utf8(canonicalJson(statement)));
}

/**
 * What a package tells whose partner's key is confirmed; null where none is.
 * envelope, manifest  as in `checkSignature`
 * refuses  invalid-input
 */
export async function openSigned(
  asking: Asking,
  parts: ExchangeParts,
  engagementId: string,
  envelope: string | undefined,
  manifest: string | undefined,
): Promise<Told | null> {
  const partner = await selectPartner(asking.transaction, engagementId);
  if (partner === undefined) return null;
  const told = checkSignature(envelope, manifest, knownOf(partner));
  if (told.held !== null) {
    const checkpoint = await selectCheckpoint(asking.transaction);
    const { size } = told.held;
    const isReached = checkpoint !== undefined && checkpoint.size >= size;
    const root = isReached ? await readRoot(parts.evidence.tiles(checkpoint.origin), size, checkpoint.size) : null;
    refuseOtherPast(told.held, root);
  }
  return told;
}

/** Remembers what was seen of their log, and what they hold of the own one, once what came with it was taken in. */
export async function keepTold(asking: Asking, engagementId: string, told: Told): Promise<void> {
  const { tree, given, held } = told;
  const partner = await selectPartner(asking.transaction, engagementId);
  if (held !== null && partner !== undefined) {
    const later = partner.shown.filter((one) => one > held.size);
    await updateShown(asking.transaction, engagementId, kept([held.size, ...later]));
  }
  await updateHeld(asking.transaction, engagementId, {
    size: tree?.size ?? null,
    root: tree?.root ?? null,
    index: given.index,
    digest: given.digest,
  });
}

/**
 * Sizes that are remembered: the first stays, for it is what they said they hold, or the oldest they may; of the others the latest.
 * returns  ascending, at most `mostShown`
 */
function kept(sizes: readonly number[]): number[] {
  const [first, ...others] = [...new Set(sizes)].toSorted((a, b) => a - b);
  return first === undefined ? [] : [first, ...others.slice(-(mostShown - 1))];
}

/** The key the organization's log is signed with, by the log's name. */
function ownKey({ principal }: Asking, { signer }: ExchangeParts): NoteKey {
  return {
    name: signer.logOf(principal.organizationId),
    type: noteSignatureType.ed25519,
    publicKey: signer.publicKey,
  };
}

function knownOf(row: PartnerRow): Known {
  const card: Card = { key: parseVkey(row.vkey), engagement: row.their_engagement };
  const { taken_index: index, taken_digest: digest } = row;
  const held = row.held_size === null || row.held_root === null ? null : { size: row.held_size, root: row.held_root };
  return { card, held, taken: index === null || digest === null ? null : { index, digest } };
}

function heldOf(row: PartnerRow): { size: number; root: string } | null {
  const { held_size: size, held_root: root } = row;
  return size === null || root === null ? null : { size, root: toBase64(root) };
}
