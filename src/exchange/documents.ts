/** Documents of an engagement: sent whole, signed by management's signatory, returned with a reason; the same on both sides. */
import { createHash } from 'node:crypto';
import type { Asking, Principal, Side } from '../http/api/route.ts';
import { adviceIn } from '../lifecycle/findings/rules.ts';
import { advises, noDocument, noSuchDocument, notNow, otherDocument, wrongEngagement, wrongPlace } from './errors.ts';
import {
  type Document,
  type DocumentKind,
  documentSchema,
  documents,
  type Kind,
  type Sent,
  type ThreadState,
} from './model.ts';
import type { ExchangeParts } from './parts.ts';
import { openDocumentActs, refuseDocumentAct, stateAfter } from './rules.ts';
import { engagementKey, findEngagement, openContent, readEngagement, send, sentOf } from './service.ts';
import {
  type EngagementRow,
  lockEngagement,
  type SentRow,
  selectEngagements,
  selectSent,
  selectSteps,
} from './store.ts';
import { eventsOf } from './threads.ts';

type Keys = Pick<ExchangeParts, 'keys'>;

/**
 * A document as either side sees it in the list.
 * sha256    of what it says; a signature names it
 * latest    no later one of this kind and subject was sent and not returned or withdrawn
 * acts      what this side may send about it now
 */
export interface CrossedDocument {
  readonly engagement: string;
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

/** With what it says. */
export interface WholeDocument extends CrossedDocument {
  readonly document: Document;
}

/** With everything that was sent about it, in order. */
export interface ReadDocument extends WholeDocument {
  readonly items: readonly Sent[];
}

/** Every document of every engagement of the organization, the latest of each first. Two statements. */
export async function listDocuments(asking: Asking, parts: Keys): Promise<readonly CrossedDocument[]> {
  const engagements = await selectEngagements(asking.transaction, null);
  const steps = Map.groupBy(
    await selectSteps(
      asking.transaction,
      engagements.map(({ id }) => id),
      'documents',
    ),
    (row) => row.engagement_id,
  );
  return engagements.flatMap((one) =>
    openDocuments(asking.principal, parts, one, steps.get(one.id) ?? []).map(({ document: _whole, ...head }) => head),
  );
}

/** Every document of an engagement, the latest first. Two statements. refuses not-found */
export async function readDocuments(
  asking: Asking,
  parts: Keys,
  engagementId: string,
): Promise<readonly WholeDocument[]> {
  const engagement = await findEngagement(asking, engagementId);
  const steps = await selectSteps(asking.transaction, [engagement.id], 'documents');
  return openDocuments(asking.principal, parts, engagement, steps);
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
  readonly documents: readonly WholeDocument[];
  readonly matters: readonly CrossedMatter[];
}

/** Two statements. refuses not-found */
export async function readCrossed(asking: Asking, parts: Keys, engagementId: string): Promise<EverythingCrossed> {
  const engagement = await findEngagement(asking, engagementId);
  return crossedIn(asking, parts, engagement, await selectSteps(asking.transaction, [engagement.id], 'everything'));
}

/** The same of several engagements, by id; of one that is not there, nothing. Two statements, however many they are. */
export async function readCrossedIn(
  asking: Asking,
  parts: Keys,
  engagementIds: readonly string[],
): Promise<ReadonlyMap<string, EverythingCrossed>> {
  const wanted = (await selectEngagements(asking.transaction, null)).filter(({ id }) => engagementIds.includes(id));
  const sent = Map.groupBy(
    await selectSteps(
      asking.transaction,
      wanted.map(({ id }) => id),
      'everything',
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
        state: stateAfter(first.kind, eventsOf(sent)),
        deliveredAt: first.delivered_at === null ? null : new Date(first.delivered_at).toISOString(),
      },
    ];
  });
  return { documents: openDocuments(asking.principal, parts, engagement, rows), matters };
}

/** Three statements. refuses not-found */
export async function readDocument(
  asking: Asking,
  parts: Keys,
  engagementId: string,
  thread: string,
): Promise<ReadDocument> {
  const engagement = await findEngagement(asking, engagementId);
  const steps = await selectSteps(asking.transaction, [engagement.id], 'documents');
  const found = openDocuments(asking.principal, parts, engagement, steps).find((one) => one.thread === thread);
  if (found === undefined) throw noDocument();
  const rows = await selectSent(asking.transaction, [thread]);
  return { ...found, items: sentOf(asking.principal, engagementKey(asking.principal, parts.keys, engagement), rows) };
}

/** rows: the engagement's steps, in order; of the documents at least */
function openDocuments(
  principal: Principal,
  parts: Keys,
  engagement: EngagementRow,
  rows: readonly SentRow[],
): WholeDocument[] {
  const key = engagementKey(principal, parts.keys, engagement);
  const threads = Map.groupBy(rows, (row) => row.thread_id);
  const opened = [...threads.values()].flatMap((steps) =>
    steps[0]?.kind === 'document' ? documentOf(principal.side, steps, sentOf(principal, key, steps)) : [],
  );
  const seen = new Set<string>();
  // Threads are in the order in which they began.
  return opened.toReversed().map((one) => {
    const name = `${one.kind}/${one.subject}`;
    const counts = one.state === 'open' || one.state === 'signed';
    const latest = counts && !seen.has(name);
    if (counts) seen.add(name);
    return { ...one, latest };
  });
}

function documentOf(side: Side, rows: readonly SentRow[], items: readonly Sent[]): WholeDocument[] {
  const [row] = rows;
  const [first] = items;
  const document = first?.content.document;
  if (row === undefined || first === undefined || document === undefined) return [];
  const events = eventsOf(rows);
  const signature = items.find((one) => one.kind === 'signature');
  const said = signature?.content.signature;
  return [
    {
      engagement: row.engagement_id,
      thread: row.thread_id,
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
    },
  ];
}

/** Of what a document says, whatever it was sent with. */
export function digestOf(document: Document): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

/**
 * Sends a document. The same words are not sent twice while the earlier ones stand.
 * refuses  not-found, conflict (it was sent already; the partner is not here), invalid-input (no engagement agreed to; too large)
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
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) {
    throw noSuchDocument(
      parsed.error.issues.map(({ path, message }) => ({ subject: `/${path.join('/')}`, sentence: `${message}.` })),
    );
  }
  const same = (await readDocuments(asking, parts, engagement.id)).find(
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
  const events = eventsOf(rows);
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
  const { before, after } = promiseOf(kind, name);
  return `${before}${title}${after}`;
}

/** The same before and after as what they sign. */
export function promiseOf(kind: DocumentKind, name: string): { readonly before: string; readonly after: string } {
  return { before: `I, ${name}, `, after: `, ${promises[kind]}` };
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
