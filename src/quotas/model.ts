/** What an organization has only so much of. */
export const quotaKinds = ['evidence-bytes', 'records', 'members', 'uploads', 'jobs', 'requests'] as const;
export type QuotaKind = (typeof quotaKinds)[number];

/**
 * What every organization may have unless another bound was set for it; null: no bound.
 * evidence-bytes  bytes of evidence kept, and announced by uploads under way
 * records         records of each register
 * members         active members; with open invitations where one more is sent
 * uploads, jobs   under way at the same time
 * requests        of the API a minute, as each process counts them
 */
export type QuotaDefaults = Readonly<Record<QuotaKind, number | null>>;

export const quotaDefaults: QuotaDefaults = {
  'evidence-bytes': 1_000_000_000_000,
  records: 5_000_000,
  members: 20_000,
  uploads: 500,
  jobs: 200,
  requests: 60_000,
};

/** part: the register, of records; used: null where it is not counted in one place; most: null: no bound */
export interface Quota {
  readonly kind: QuotaKind;
  readonly part: string | null;
  readonly used: number | null;
  readonly most: number | null;
}
