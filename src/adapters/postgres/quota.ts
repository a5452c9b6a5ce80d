import { Refusal } from '../../refusal.ts';

/** What a trigger says when a quota is full (migration 0032). */
interface Full {
  readonly kind: string;
  readonly part: string | null;
  readonly used: number;
  readonly more: number;
  readonly most: number;
}

const refused = new Map<string, number>();

/** How often each kind was refused by this process. */
export function refusedQuotas(): ReadonlyMap<string, number> {
  return refused;
}

export function noteRefusedQuota(kind: string): void {
  refused.set(kind, (refused.get(kind) ?? 0) + 1);
}

/** The refusal the database's error stands for: quota, quota-now; null: it is another error. */
export function quotaOf(error: unknown): Refusal | null {
  const { code, detail }: { code?: unknown; detail?: unknown } = Object(error);
  if (code !== 'TMQ01' || typeof detail !== 'string') return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by tickmark.refuse_quota
  const full = JSON.parse(detail) as Full;
  noteRefusedQuota(full.kind);
  const { what, next, passes } = says[full.kind] ?? unknownKind;
  const sentence = `${what(full)}: ${count(full, full.used)} of ${count(full, full.most)}, and this needs ${count(full, full.more)} more.`;
  return new Refusal(passes ? 'quota-now' : 'quota', sentence, { next, cause: error });
}

const unknownKind = {
  what: ({ kind }: Full) => `The quota of ${kind} is full`,
  next: 'Ask whoever runs the installation for more.',
  passes: false,
};
const says: Readonly<Record<string, typeof unknownKind>> = {
  'evidence-bytes': {
    what: () => 'The organization has no room for more evidence',
    next: 'Leave uploads that are not needed, or ask whoever runs the installation for more room.',
    passes: false,
  },
  records: {
    what: ({ part }) => `The register ${part ?? ''} is full`,
    next: 'Ask whoever runs the installation for more records.',
    passes: false,
  },
  members: {
    what: () => 'The organization has as many members and open invitations as it may',
    next: 'End memberships or withdraw invitations that are not needed, or ask whoever runs the installation for more.',
    passes: false,
  },
  uploads: {
    what: () => 'As many uploads as may be are under way',
    next: 'Complete some, or wait: one that is left is forgotten after a while.',
    passes: true,
  },
  jobs: {
    what: () => 'As many jobs as may be wait or run',
    next: 'Wait until some have ended, or cancel them.',
    passes: true,
  },
};

function count({ kind }: Full, number: number): string {
  return kind === 'evidence-bytes' ? `${number} bytes` : String(number);
}
