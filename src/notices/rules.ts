/** Pure: what is told by mail and when, and what a mail says. A mail leaves the system in clear: it names codes, never what people typed. */
import type { NoticeKind, Topic, Way, Ways } from './model.ts';

export const defaultWays: Ways = {
  assigned: 'now',
  mentioned: 'now',
  due: 'digest',
  received: 'now',
  answered: 'now',
  jobs: 'none',
  joined: 'digest',
};

const topicOfKind: Readonly<Record<NoticeKind, Topic>> = {
  assigned: 'assigned',
  mentioned: 'mentioned',
  'due-soon': 'due',
  overdue: 'due',
  received: 'received',
  answered: 'answered',
  'job-done': 'jobs',
  'job-failed': 'jobs',
  joined: 'joined',
};

export function wayOf(kind: NoticeKind, chosen: Partial<Ways> | null): Way {
  const topic = topicOfKind[kind];
  return chosen?.[topic] ?? defaultWays[topic];
}

/** Hour of the day, UTC, at which digests go. */
const digestHour = 6;

/** The first digest after that instant. RFC 3339 UTC */
export function digestAfter(at: string): string {
  const time = new Date(at);
  const today = Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate(), digestHour);
  return new Date(today > time.getTime() ? today : today + 86_400_000).toISOString();
}

/** What a mail tells of one notice. by: the name of who caused it */
export interface Told {
  readonly kind: NoticeKind;
  readonly code: string | null;
  readonly by: string | null;
}

function sentenceOf({ kind, code, by }: Told): string {
  const who = by ?? 'Somebody';
  const what = code ?? 'A record';
  switch (kind) {
    case 'assigned':
      return `${what} was assigned to you by ${who}.`;
    case 'mentioned':
      return `${who} mentioned you in ${what}.`;
    case 'due-soon':
      return `${what} is due soon.`;
    case 'overdue':
      return `${what} is overdue.`;
    case 'received':
      return `${what} was received from the other side.`;
    case 'answered':
      return `The other side answered in ${what}.`;
    case 'job-done':
      return 'Long work you asked for is done.';
    case 'job-failed':
      return 'Long work you asked for failed.';
    case 'joined':
      return `${who} accepted your invitation.`;
  }
}

/** Lines of one mail at most; the application lists the rest. */
const mostLines = 50;

/** One mail for everything that is told at once. url: of the installation, without a slash at the end */
export function mailOf(
  told: readonly Told[],
  { organization, name, url }: { readonly organization: string; readonly name: string; readonly url: string },
): { readonly subject: string; readonly text: string } {
  const [first] = told;
  const sentences = told.map(sentenceOf);
  const rest = sentences.length - mostLines;
  return {
    subject:
      first !== undefined && told.length === 1
        ? `${name}: ${sentenceOf(first).replace(/\.$/, '')}`
        : `${name}: ${told.length} notifications`,
    text: `${organization}

${sentences
  .slice(0, mostLines)
  .map((sentence) => `- ${sentence}`)
  .join('\n')}${rest > 0 ? `\n- and ${rest} more` : ''}

See them here:
${url}/notifications

What is mailed to you, and when, you choose here:
${url}/settings/notifications
`,
  };
}
