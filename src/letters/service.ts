import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { readStanding } from '../description-kept/index.ts';
import type { Asking } from '../http/api/route.ts';
import { selectOrganizationName } from '../identity/index.ts';
import { loadWording, type Wording } from '../lifecycle/report/index.ts';
import { recordsOf } from '../registers/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { type ChangedParagraph, changesBetween, type LetterPair } from './compare.ts';
import { noLetters, notReady, otherLetters, sameLetters, staleLetters } from './errors.ts';
import { type Letter, nothingSaid, type OpenPoint, type Said, type SubserviceLetters } from './model.ts';
import { draftAssertion, draftRepresentations, openPoints } from './rules.ts';
import type { Known } from './scope.ts';
import { draftSubservices, inclusiveOf } from './subservices.ts';
import { type Given, whyFallen } from './standing.ts';
import { insertReady, lockLetters, saveSaid, selectReady, selectSaid, type ReadyRow } from './store.ts';

const sources = [
  'engagements',
  'subservice-organizations',
  'complementary-controls',
  'incidents',
  'system-changes',
  'received-findings',
];
let loaded: Wording | undefined;
const wording = (): Wording => (loaded ??= loadWording());

/** Handed to the signatory: which words, when, by whom. stands: nothing changed since that they rest on (standing.ts) */
export interface Ready {
  readonly number: number;
  readonly digest: string;
  readonly at: string;
  readonly by: string;
  readonly stands: boolean;
}

/**
 * digest: of every word of all of them; version: of what was said beside the registers, 0 where nothing was; description: number of its approved
 * version; fallen: why those handed over last stand no longer
 */
export interface Letters {
  readonly version: number;
  readonly said: Said;
  readonly digest: string;
  readonly assertion: Letter;
  readonly representations: Letter;
  readonly subservices: readonly SubserviceLetters[];
  readonly description: number | null;
  readonly open: readonly OpenPoint[];
  readonly fallen: readonly OpenPoint[];
  readonly ready: readonly Ready[];
}

/** All drafts as they read now. Seven statements; where an organization is inclusive, one more for its controls. */
export async function readLetters(asking: Asking, keys: OrganizationKeys): Promise<Letters> {
  const { transaction, principal } = asking;
  const { organizationId } = principal;
  const row = await selectSaid(transaction, organizationId);
  const said = row === undefined ? nothingSaid : openSaid(asking, keys, row.version, row.sealed);
  const read: Known = {
    organization: await selectOrganizationName(transaction, organizationId),
    records: await recordsOf(asking, keys, sources, ['retired']),
    ...(await readStanding(asking, keys)),
  };
  // Controls are many, and only an inclusive organization's letters name any.
  const controls = inclusiveOf(read).length === 0 ? [] : await recordsOf(asking, keys, ['controls'], ['retired']);
  const known: Known = { ...read, records: [...read.records, ...controls] };
  const assertion = draftAssertion(known, said, wording());
  const representations = draftRepresentations(known, said, wording());
  const subservices = draftSubservices(known, said, wording());
  const each = [assertion, representations, ...subservices.flatMap((one) => [one.assertion, one.representations])];
  const digest = createHash('sha256')
    .update(JSON.stringify(each.map(wordsOf)))
    .digest('hex');
  const open = openPoints(known, said);
  const now: Given = { assertion, representations, subservices, description: known.approved };
  const given = (await selectReady(transaction, organizationId, null)).map((one) => {
    const opened = openReady(asking, keys, one);
    const fallen = whyFallen(opened, now, one.digest === digest, open);
    return { fallen, ready: readyOf(one, opened.by, fallen.length === 0) };
  });
  return {
    version: row?.version ?? 0,
    said,
    digest,
    ...now,
    open,
    fallen: given[0]?.fallen ?? [],
    ready: given.map(({ ready }) => ready),
  };
}

/** What no register knows, said anew, whole. version: the one it was made from. refuses version-stale */
export async function writeLetters(
  asking: Asking,
  keys: OrganizationKeys,
  version: number,
  said: Said,
): Promise<number> {
  const { transaction, principal } = asking;
  const { organizationId, personId } = principal;
  await lockLetters(transaction, organizationId);
  const before = (await selectSaid(transaction, organizationId))?.version ?? 0;
  if (before !== version) throw staleLetters(before);
  const next = version + 1;
  const key = keys.keyOf('management', organizationId, 'content');
  const sealed = sealJson(key, placeOf(organizationId, `said/${next}`), said, randomBytes(12));
  await asking.state({
    hop: 'assertion',
    subject: { name: 'letters', sha256: createHash('sha256').update(sealed).digest('hex') },
    body: { event: 'drafted', version: next },
  });
  await saveSaid(transaction, organizationId, { version: next, changed_at: asking.now, sealed }, personId);
  return next;
}

/**
 * Hands all to their signatories as they read. Nothing is signed by it. digest: of what was read
 * refuses  conflict: they read otherwise, something is open, or they were handed over already and stand
 */
export async function handOver(asking: Asking, keys: OrganizationKeys, digest: string): Promise<Ready> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId, name } = principal;
  await lockLetters(transaction, organizationId);
  const letters = await readLetters(asking, keys);
  if (letters.digest !== digest) throw otherLetters();
  if (letters.open.length > 0) throw notReady(letters.open.map(({ sentence }) => sentence));
  const latest = letters.ready[0];
  if (latest?.stands === true) throw sameLetters(latest.number);
  const number = (latest?.number ?? 0) + 1;
  const { assertion, representations, subservices, description } = letters;
  const key = keys.keyOf('management', organizationId, 'content');
  const sealed = sealJson(
    key,
    placeOf(organizationId, `ready/${number}`),
    { assertion, representations, subservices, description, by: name },
    randomBytes(12),
  );
  const entry = await asking.state({
    hop: 'assertion',
    subject: { name: `letters/${number}`, sha256: digest },
    body: { event: 'ready', number, sealed: createHash('sha256').update(sealed).digest('hex') },
  });
  await insertReady(transaction, organizationId, { number, digest, at: now, by_person: personId, sealed }, entry);
  return { number, digest, at: now, by: name, stands: true };
}

/** Letters as they were handed over, whole. refuses not-found */
export async function readGiven(
  asking: Asking,
  keys: OrganizationKeys,
  number: number,
): Promise<Omit<Ready, 'stands'> & Given> {
  const row = (await selectReady(asking.transaction, asking.principal.organizationId, number))[0];
  if (row === undefined) throw noLetters(number);
  const { by, ...given } = openReady(asking, keys, row);
  return { number: row.number, digest: row.digest, at: new Date(row.at).toISOString(), by, ...given };
}

/** What changed between two that were handed over, or since one. to: null for what they say now. refuses not-found */
export async function compareLetters(
  asking: Asking,
  keys: OrganizationKeys,
  from: number,
  to: number | null,
): Promise<readonly ChangedParagraph[]> {
  const before = await readGiven(asking, keys, from);
  return changesBetween(before, to === null ? await readLetters(asking, keys) : await readGiven(asking, keys, to));
}

function readyOf(row: ReadyRow, by: string, stands: boolean): Ready {
  return { number: row.number, digest: row.digest, at: new Date(row.at).toISOString(), by, stands };
}

/** What handOver sealed; the first of them were sealed without the description's number and letters of subservice organizations. */
function openReady({ principal }: Asking, keys: OrganizationKeys, row: ReadyRow): Given & { readonly by: string } {
  const { organizationId } = principal;
  const key = keys.keyOf('management', organizationId, 'content');
  type Sealed = LetterPair & Partial<Given> & { readonly by: string };
  const opened = openSealed<Sealed>(key, placeOf(organizationId, `ready/${row.number}`), row.sealed);
  return { ...opened, subservices: opened.subservices ?? [], description: opened.description ?? null };
}

function openSaid({ principal }: Asking, keys: OrganizationKeys, version: number, sealed: Uint8Array): Said {
  const key = keys.keyOf('management', principal.organizationId, 'content');
  // What is asked by now and was not when this was said, nobody has answered.
  return {
    ...nothingSaid,
    ...openSealed<Partial<Said>>(key, placeOf(principal.organizationId, `said/${version}`), sealed),
  };
}

/** What a reader reads; records behind it may change their titles without a word being another. */
function wordsOf({ title, paragraphs }: Letter): unknown {
  return [title, paragraphs.map(({ heading, text, points }) => [heading, text, points])];
}

/** What a seal is bound to. */
export function placeOf(organizationId: string, what: string): string {
  return `${organizationId}/letters/${what}`;
}
