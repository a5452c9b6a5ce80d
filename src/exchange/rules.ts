import { type DocumentKind, documents, type Kind, type Side, type Subject, type ThreadState } from './model.ts';

/** One step of a thread: whose it is, from where it may be taken, and where it leads; to null: nowhere. */
interface Step {
  readonly by: Side | 'sender' | 'receiver' | 'both';
  readonly from: readonly ThreadState[];
  readonly to: ThreadState | null;
}

const steps: Readonly<Record<Subject, Partial<Readonly<Record<Kind, Step>>>>> = {
  request: {
    request: { by: 'firm', from: ['draft'], to: 'open' },
    answer: { by: 'management', from: ['open', 'returned'], to: 'answered' },
    recall: { by: 'management', from: ['answered'], to: 'open' },
    acceptance: { by: 'firm', from: ['answered'], to: 'accepted' },
    return: { by: 'firm', from: ['answered'], to: 'returned' },
    withdrawal: { by: 'firm', from: ['open', 'answered', 'returned'], to: 'withdrawn' },
    message: { by: 'both', from: ['open', 'answered', 'returned'], to: null },
  },
  finding: {
    finding: { by: 'firm', from: ['draft'], to: 'open' },
    acknowledgement: { by: 'management', from: ['open'], to: 'acknowledged' },
    response: { by: 'management', from: ['open', 'acknowledged'], to: 'responded' },
    recall: { by: 'management', from: ['responded'], to: 'acknowledged' },
    closing: { by: 'firm', from: ['responded'], to: 'closed' },
    withdrawal: { by: 'firm', from: ['open', 'acknowledged', 'responded'], to: 'withdrawn' },
    message: { by: 'both', from: ['open', 'acknowledged', 'responded'], to: null },
  },
  // What is signed stays: another version of it is another document.
  document: {
    document: { by: 'sender', from: ['draft'], to: 'open' },
    signature: { by: 'management', from: ['open'], to: 'signed' },
    return: { by: 'receiver', from: ['open'], to: 'returned' },
    withdrawal: { by: 'sender', from: ['open'], to: 'withdrawn' },
    message: { by: 'both', from: ['open', 'signed', 'returned'], to: null },
  },
};

export interface Event {
  readonly kind: Kind;
  readonly read: boolean;
}

/** Where a thread stands after what was sent in it, in order; what was sent decides, not what either side wrote down. */
export function stateAfter(subject: Subject, sent: readonly Event[]): ThreadState {
  return sent.reduce<ThreadState>((state, { kind }) => steps[subject][kind]?.to ?? state, 'draft');
}

/**
 * Why nothing more of a kind is sent; null: it may be. What is read of a thread and of an engagement is read whole, so both have an end;
 * what brings a thread to an end always has room.
 * inThread, inEngagement  how many there are
 */
export function refuseMore(kind: Kind, inThread: number, inEngagement: number): string | null {
  if (inEngagement >= 20_000) return 'This engagement holds 20,000 sent things, and takes no more.';
  if (kind !== 'message' && !again.has(kind)) return null;
  if (inThread >= (kind === 'message' ? 1_000 : 1_500)) return 'So much was sent here that it takes no more of this.';
  if (inEngagement >= 15_000) return 'So much was sent in this engagement that it takes no more of this.';
  return null;
}

/** What may be sent again and again in one thread. */
const again: ReadonlySet<Kind> = new Set<Kind>(['answer', 'response', 'recall']);

/** The acts open to a side, in the order of the table. */
export function openActs(subject: Subject, side: Side, sent: readonly Event[]): Kind[] {
  const known: readonly Kind[] = [
    'request',
    'finding',
    'answer',
    'acknowledgement',
    'response',
    'acceptance',
    'return',
    'closing',
    'recall',
    'withdrawal',
    'message',
  ];
  return known.filter((kind) => refuseAct(subject, kind, side, sent) === null);
}

/** The acts open to a side about a document that was sent. */
export function openDocumentActs(document: DocumentKind, side: Side, sent: readonly Event[]): Kind[] {
  const known: readonly Kind[] = ['signature', 'return', 'withdrawal', 'message'];
  return known.filter((kind) => refuseDocumentAct(document, kind, side, sent) === null);
}

/** Why a side may not send this about a document now; null: it may. */
export function refuseDocumentAct(
  document: DocumentKind,
  kind: Kind,
  side: Side,
  sent: readonly Event[],
): string | null {
  const { from, isSigned } = documents[document];
  if (kind === 'signature' && !isSigned) return `A ${document.replaceAll('-', ' ')} is received and not signed.`;
  return refuseAct('document', kind, side, sent, from);
}

/**
 * Why a side may not send this now; null: it may. An answer is recalled until the other side read evidence of it.
 * sender  the side that began: of requests and findings the firm
 */
export function refuseAct(
  subject: Subject,
  kind: Kind,
  side: Side,
  sent: readonly Event[],
  sender: Side = 'firm',
): string | null {
  const step = steps[subject][kind];
  if (step === undefined) return `A ${subject} has no ${kind}.`;
  const by =
    step.by === 'sender' ? sender : step.by === 'receiver' ? (sender === 'firm' ? 'management' : 'firm') : step.by;
  if (by !== 'both' && by !== side) return `A ${kind} comes from the other side.`;
  const state = stateAfter(subject, sent);
  if (!step.from.includes(state)) return `The ${subject} is ${state}; a ${kind} does not follow.`;
  if (kind === 'recall' && sent.findLast((one) => one.kind !== 'message')?.read === true)
    return 'The other side has read it; it cannot be recalled any more.';
  return null;
}
