/** Documents of an engagement: sent whole, signed by management's signatory, returned with a reason; the same on both sides. */
import { createHash } from 'node:crypto';
import type { Asking, Principal, Side } from '../http/api/route.ts';
import { adviceIn } from '../lifecycle/findings/rules.ts';
import { advises, noDocument, notNow, otherDocument, wrongEngagement, wrongPlace } from './errors.ts';
import { type Document, type DocumentKind, documents, type Kind, type Sent, type ThreadState } from './model.ts';
import type { ExchangeParts } from './parts.ts';
import { openDocumentActs, refuseDocumentAct, stateAfter } from './rules.ts';
import { engagementKey, findEngagement, openContent, readEngagement, send, sentOf } from './service.ts';
import {
  type EngagementRow,
  lockEngagement,
  type SentRow,
  selectAllSent,
  selectDocuments,
  selectEngagements,
  selectSent,
  selectSentIn,
} from './store.ts';

type Keys = Pick<ExchangeParts, 'keys'>;

/**
 * A document as either side sees it in the list.
 * sha256    of what it says; a signature names it
 * latest    no later one of this kind and subject was sent and not returned or withdrawn
 * acts      what this side may send about it now
 */
export interface CrossedDocument {
  readonly thread: string;
  readonly kind: DocumentKind;
  readonly subject: string;
  readonly title: string;
  readonly version: number;
  readonly from: Side;
  readonly state: ThreadState;
  readonly sha256: string;
  readonly sentAt: string;
  readonly deliveredAt: string | null;
  readonly signed: {
    readonly at: string;
    readonly name: string;
    readonly title: string;
    readonly words: string;
  } | null;
  readonly latest: boolean;
  readonly acts: readonly Kind[];
}

/** With what it says, and everything that was sent about it, in order. */
export interface ReadDocument extends CrossedDocument {
  readonly document: Document;
  readonly items: readonly Sent[];
}

/** Every document of an engagement, the latest first. Two statements. refuses not-found */
export async function readDocuments(
  asking: Asking,
  parts: Keys,
  engagementId: string,
): Promise<readonly CrossedDocument[]> {
  return (await openDocuments(asking, parts, await findEngagement(asking, engagementId))).map(headOf);
}

/**
 * A request or a finding as it was sent.
 * code         of the firm's own record
 * kind         of a finding
 * deliveredAt  when it reached management; null: not yet
 */
export interface CrossedMatter {
  readonly subject: 'request' | 'finding';
  readonly code: string;
  readonly title: string;
  readonly kind: string | null;
  readonly criteria: readonly string[];
  readonly state: ThreadState;
  readonly deliveredAt: string | null;
}

/** Everything that crossed in an engagement: documents with what they say, the latest first, and where each request and finding stands. */
export interface EverythingCrossed {
  readonly documents: readonly ReadDocument[];
  readonly matters: readonly CrossedMatter[];
}

/** Two statements. refuses not-found */
export async function readCrossed(asking: Asking, parts: Keys, engagementId: string): Promise<EverythingCrossed> {
  const engagement = await findEngagement(asking, engagementId);
  return crossedIn(asking, parts, engagement, await selectAllSent(asking.transaction, engagement.id, mostCrossed));
}

/** The same of several engagements, by id; of one that is not there, nothing. Two statements, however many they are. */
export async function readCrossedIn(
  asking: Asking,
  parts: Keys,
  engagementIds: readonly string[],
): Promise<ReadonlyMap<string, EverythingCrossed>> {
  const wanted = (await selectEngagements(asking.transaction, null)).filter(({ id }) => engagementIds.includes(id));
  const sent = Map.groupBy(
    await selectSentIn(
      asking.transaction,
      wanted.map(({ id }) => id),
      mostCrossed,
    ),
    (row) => row.engagement_id,
  );
  return new Map(wanted.map((one) => [one.id, crossedIn(asking, parts, one, sent.get(one.id) ?? [])]));
}

function crossedIn(
  asking: Asking,
  parts: Keys,
  engagement: EngagementRow,
  rows: readonly SentRow[],
): EverythingCrossed {
  const key = engagementKey(asking.principal, parts.keys, engagement);
  const threads = Map.groupBy(
    rows.filter((row) => row.thread_id !== engagement.id),
    (row) => row.thread_id,
  );
  const documentsSent = [...threads].filter(([, [first]]) => first?.kind === 'document');
  const matters = [...threads].flatMap(([, sent]): CrossedMatter[] => {
    const [first] = sent;
    if (first === undefined || (first.kind !== 'request' && first.kind !== 'finding')) return [];
    const { about } = openContent(key, first);
    if (about === null) return [];
    return [
      {
        subject: first.kind,
        code: about.reference,
        title: about.title,
        kind: about.kind ?? null,
        criteria: about.criteria ?? [],
        state: stateAfter(
          first.kind,
          sent.map((row) => ({ kind: row.kind, read: row.read_at !== null })),
        ),
        deliveredAt: first.delivered_at === null ? null : new Date(first.delivered_at).toISOString(),
      },
    ];
  });
  return { documents: documentsOf(asking.principal, key, new Map(documentsSent)), matters };
}

/** More than this of one engagement is not looked at at once. */
const mostCrossed = 20_000;

/** refuses not-found */
export async function readDocument(
  asking: Asking,
  parts: Keys,
  engagementId: string,
  thread: string,
): Promise<ReadDocument> {
  const engagement = await findEngagement(asking, engagementId);
  const found = (await openDocuments(asking, parts, engagement)).find((one) => one.thread === thread);
  if (found === undefined) throw noDocument();
  return found;
}

async function openDocuments(asking: Asking, parts: Keys, engagement: EngagementRow): Promise<ReadDocument[]> {
  const key = engagementKey(asking.principal, parts.keys, engagement);
  const rows = await selectDocuments(asking.transaction, engagement.id);
  return documentsOf(
    asking.principal,
    key,
    Map.groupBy(rows, (row) => row.thread_id),
  );
}

function documentsOf(
  principal: Principal,
  key: Buffer,
  threads: ReadonlyMap<string, readonly SentRow[]>,
): ReadDocument[] {
  const opened = [...threads].flatMap(([thread, rows]) =>
    documentOf(principal.side, thread, rows, sentOf(principal, key, rows)),
  );
  const newestFirst = opened.toSorted((a, b) => (b.items[0]?.sequence ?? 0) - (a.items[0]?.sequence ?? 0));
  const seen = new Set<string>();
  return newestFirst.map((one) => {
    const name = `${one.kind}/${one.subject}`;
    const counts = one.state === 'open' || one.state === 'signed';
    const latest = counts && !seen.has(name);
    if (counts) seen.add(name);
    return { ...one, latest };
  });
}

function documentOf(side: Side, thread: string, rows: readonly SentRow[], items: readonly Sent[]): ReadDocument[] {
  const [first] = items;
  const document = first?.content.document;
  if (first === undefined || document === undefined) return [];
  const events = rows.map((row) => ({ kind: row.kind, read: row.read_at !== null }));
  const signature = items.find((one) => one.kind === 'signature');
  const said = signature?.content.signature;
  return [
    {
      thread,
      kind: document.kind,
      subject: document.subject,
      title: document.title,
      version: document.version,
      from: documents[document.kind].from,
      state: stateAfter('document', events),
      sha256: digestOf(document),
      sentAt: first.sentAt,
      deliveredAt: first.deliveredAt,
      signed:
        signature === undefined || said === undefined
          ? null
          : { at: signature.sentAt, name: said.name, title: said.title, words: said.words },
      latest: false,
      acts: openDocumentActs(document.kind, side, events),
      document,
      items,
    },
  ];
}

function headOf({ document: _whole, items: _items, ...head }: ReadDocument): CrossedDocument {
  return head;
}

/** Of what a document says, whatever it was sent with. */
export function digestOf(document: Document): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

/**
 * Sends a document. The same words are not sent twice while the earlier ones stand.
 * refuses  not-found, conflict (it was sent already; the partner is not here), invalid-input (no engagement agreed to)
 */
export async function sendDocument(
  asking: Asking,
  parts: Keys,
  engagementId: string,
  document: Document,
): Promise<ReadDocument> {
  const engagement = await findEngagement(asking, engagementId);
  await lockEngagement(asking.transaction, engagement.id);
  if ((await readEngagement(asking, parts, engagement.id)).state !== 'agreed') throw wrongEngagement();
  if (engagement.outside) {
    throw wrongPlace('The partner is in another installation; documents to be signed do not travel as files yet.');
  }
  const same = (await openDocuments(asking, parts, engagement)).find(
    (one) => one.latest && one.kind === document.kind && one.subject === document.subject,
  );
  if (same !== undefined && same.sha256 === digestOf(document)) throw notNow('The other side has it as it reads now.');
  const threadId = asking.newId();
  await send(asking, parts, engagement, { kind: 'document', threadId, text: null, document });
  return readDocument(asking, parts, engagement.id, threadId);
}

/**
 * Sends something about a document.
 * digest     of what was read; a signature is of that and of nothing else
 * signature  what is signed with, for a signature alone
 * refuses    not-found, conflict (it does not follow; it reads otherwise), invalid-input (advice)
 */
export async function actOnDocument(
  asking: Asking,
  parts: Pick<ExchangeParts, 'keys' | 'advice'>,
  engagementId: string,
  thread: string,
  act: {
    readonly kind: 'signature' | 'return' | 'withdrawal' | 'message';
    readonly text: string | null;
    readonly signing?: { readonly digest: string; readonly title: string };
  },
): Promise<ReadDocument> {
  const { principal, transaction } = asking;
  const engagement = await findEngagement(asking, engagementId);
  await lockEngagement(transaction, engagement.id);
  const found = await readDocument(asking, parts, engagement.id, thread);
  const rows = await selectSent(transaction, [thread]);
  const events = rows.map((row) => ({ kind: row.kind, read: row.read_at !== null }));
  const against = refuseDocumentAct(found.kind, act.kind, principal.side, events);
  if (against !== null) throw notNow(against);
  if (principal.side === 'firm') {
    const problems = adviceIn([{ id: '/text', fact: act.text ?? '', extent: null }], parts.advice);
    if (problems.length > 0) throw advises(problems);
  }
  if (act.signing !== undefined && act.signing.digest !== found.sha256) throw otherDocument();
  const first = found.items[0]?.id;
  await send(asking, parts, engagement, {
    kind: act.kind,
    threadId: thread,
    ...(first !== undefined && { refersTo: first }),
    text: act.text,
    ...(act.signing !== undefined && {
      signature: {
        name: principal.name,
        title: act.signing.title,
        words: wordsOf(found.kind, principal.name, act.signing.title),
        document: found.sha256,
      },
    }),
  });
  return readDocument(asking, parts, engagement.id, thread);
}

/** What a signatory says by signing, in the first person. */
export function wordsOf(kind: DocumentKind, name: string, title: string): string {
  return `I, ${name}, ${title}, ${promises[kind]}`;
}

const promises: Readonly<Record<DocumentKind, string>> = {
  'engagement-letter': 'accept the terms of this engagement letter for management.',
  'change-of-terms': 'accept this change of terms for management.',
  scope: 'confirm this scope for management, and that management will give a written assertion about it.',
  'control-list': 'hand over this list of controls.',
  description: 'hand over this description.',
  assertion: 'sign this assertion for management.',
  representations: 'sign these representations for management.',
};
