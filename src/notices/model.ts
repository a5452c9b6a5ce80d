/** What somebody is told: in the application always, by mail as they choose. */
export const noticeKinds = [
  'assigned',
  'mentioned',
  'due-soon',
  'overdue',
  'received',
  'answered',
  'job-done',
  'job-failed',
  'joined',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a preference speaks of: kinds that belong together are chosen together. */
export const topics = ['assigned', 'mentioned', 'due', 'received', 'answered', 'jobs', 'joined'] as const;
export type Topic = (typeof topics)[number];

/** By mail at once, once a day, or not at all. */
export const ways = ['now', 'digest', 'none'] as const;
export type Way = (typeof ways)[number];
export type Ways = Readonly<Record<Topic, Way>>;

/**
 * A notice as it is written.
 * key       of what caused it; the same key tells the same person once
 * at        RFC 3339 UTC
 * by        who caused it; null: the program
 * subjectId the record, job or invitation it is about
 */
export interface Notice {
  readonly kind: NoticeKind;
  readonly key: string;
  readonly at: string;
  readonly by: string | null;
  readonly register: string | null;
  readonly code: string | null;
  readonly subjectId: string | null;
}
