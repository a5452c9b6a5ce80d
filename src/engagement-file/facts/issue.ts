/** Quality review and issue (methodology 4.2, 18, 21, 23). */
import { businessDays, dayNumber } from '../../calendar.ts';
import { problemsOfDates } from '../../lifecycle/report/index.ts';
import type { DocumentKind } from '../../exchange/index.ts';
import { wholeFile } from '../model.ts';
import { isEmpty } from '../papers/fields.ts';
import { deviationsSent, whyQualityReview } from './concluding.ts';
import { type Fact, holds, lacks, type Look, some } from './look.ts';
import { endOf, timeOf } from '../time.ts';

/** R-FND-03, the firm's default. */
const windowDays = 5;

export const issueFacts = {
  'workpapers-reviewed': workpapersReviewed,
  'notes-cleared': (look) => {
    const open = look.file.papers.filter((one) => one.open > 0);
    return open.length === 0
      ? holds('No review note is open.')
      : lacks(
          `${open.reduce((sum, one) => sum + one.open, 0)} review notes are open.`,
          open.map(({ kind, subject }) => ({ kind, subject })),
        );
  },
  'consultation-resolved': (look) => {
    const open = look.all('consultation').filter((one) => !look.isDone('consultation', one));
    return open.length === 0
      ? holds(`${look.all('consultation').length} of ${look.all('consultation').length} are resolved.`)
      : lacks(
          `${open.length} are not resolved.`,
          open.map(({ subject }) => ({ kind: 'consultation', subject })),
        );
  },
  'consultation-recorded': (look) =>
    look.all('consultation').some((one) => look.isDone('consultation', one) && one.content['kind'] === 'withdrawal')
      ? holds('A consultation about withdrawing is recorded.')
      : lacks('No consultation about withdrawing is recorded.', [{ kind: 'consultation', subject: '1' }]),
  'quality-review-started': (look) =>
    look.paper('quality-review', wholeFile) === undefined
      ? lacks(`Not begun; needed: ${whyQualityReview(look).join(', ')}.`, [
          { kind: 'quality-review', subject: wholeFile },
        ])
      : holds('Begun.', [{ kind: 'quality-review', subject: wholeFile }]),
  'quality-review-complete': (look) =>
    look.whole('quality-review', (content) =>
      ['judgments', 'independence', 'report', 'completedOn'].some((name) => isEmpty(content[name]))
        ? 'Begun, not complete.'
        : null,
    ),
  'findings-delivered': findingsDelivered,
  'response-window': responseWindow,
  'assertion-signed': (look) => signedByManagement(look, 'assertion'),
  'representation-signed': (look) => signedByManagement(look, 'representations'),
  dates,
  licenses: (look) =>
    look.whole('licenses-and-fees', (content) => {
      const on = reportDateOf(look) ?? look.file.today;
      const late = (['firmUntil', 'partnerUntil'] as const).filter((name) => String(content[name]) < on);
      return late.length === 0
        ? null
        : `Not valid on ${on}: the license of ${late.map((one) => (one === 'firmUntil' ? 'the firm' : 'the partner')).join(' and ')}.`;
    }),
  'no-old-fees': (look) =>
    look.whole('licenses-and-fees', ({ oldFees }) =>
      oldFees === 'none' ? null : 'Fees for earlier work are unpaid for more than a year.',
    ),
  'independence-reconfirmed': (look) => {
    const all = look.each(
      'independence-at-issue',
      look.file.team.map(({ personId }) => personId),
    );
    if (!all.holds)
      return { ...all, fact: `${all.papers.length} of ${look.file.team.length} have not confirmed again.` };
    const impaired = look.all('independence-at-issue').filter(({ content }) => content['answer'] !== 'independent');
    return impaired.length === 0 ? holds('Everybody confirmed again.') : lacks('Somebody is not independent any more.');
  },
} as const satisfies Readonly<Record<string, (look: Look) => Fact>>;

const reportDateOf = (look: Look): string | null => {
  const date = look.content('report-date', wholeFile)?.['reportDate'];
  return typeof date === 'string' && date !== '' ? date : null;
};

/** R-QUA-01: whatever was begun is signed to its last level; what belongs to the issue itself comes after. */
function workpapersReviewed(look: Look): Fact {
  const later = new Set([
    'quality-review',
    'licenses-and-fees',
    'independence-at-issue',
    'report-date',
    'consultation',
  ]);
  const open = look.file.papers.filter((one) => !later.has(one.kind) && !look.isDone(one.kind, one));
  const sent = deviationsSent(look);
  if (open.length === 0) return sent.holds ? holds(`${look.file.papers.length} workpapers are reviewed.`) : sent;
  return lacks(
    `Not reviewed: ${some(open.map(({ kind, subject }) => `${kind.replaceAll('-', ' ')} ${subject}`))}.`,
    open.map(({ kind, subject }) => ({ kind, subject })),
  );
}

/** R-FND-01: in writing, with proof of delivery. */
function findingsDelivered(look: Look): Fact {
  const waiting = look.findings.filter(({ deliveredAt, state }) => deliveredAt === null && state !== 'withdrawn');
  return waiting.length === 0
    ? holds(`${look.findings.length} of ${look.findings.length} reached management.`)
    : lacks(`Not delivered: ${some(waiting.map(({ code }) => code))}.`);
}

/** R-FND-03: management answered, or had the days to. */
function responseWindow(look: Look): Fact {
  const today = dayNumber(look.file.today) ?? 0;
  const waiting = look.findings.filter(({ state, deliveredAt }) => {
    if (['responded', 'closed', 'withdrawn'].includes(state)) return false;
    const since = deliveredAt === null ? null : dayNumber(deliveredAt.slice(0, 10));
    return since === null || businessDays(since, today, new Set()) < windowDays;
  });
  return waiting.length === 0
    ? holds('Management answered, or had its days.')
    : lacks(
        `Management still has days to answer ${some(waiting.map(({ code }) => code))} (${windowDays} business days).`,
      );
}

function signedByManagement(look: Look, kind: DocumentKind): Fact {
  const found = look.latest(kind);
  if (found === undefined) return lacks('Not received.');
  return found.signed === null
    ? lacks('Received, not signed.')
    : holds(`Signed by ${found.signed.name}, ${found.signed.title}.`);
}

function dates(look: Look): Fact {
  const paper = look.whole('report-date');
  const content = look.content('report-date', wholeFile);
  const end = endOf(timeOf(look.file));
  if (!paper.holds || content === undefined) return paper;
  if (end === null) return lacks('No date or period is written down.');
  const said = (name: string): string => String(content[name] ?? '');
  const problems = problemsOfDates({
    end,
    reportDate: said('reportDate'),
    lastEvidence: said('lastEvidence'),
    lastWork: said('lastWork'),
    assertion: look.latest('assertion')?.signed?.at.slice(0, 10) ?? null,
    representationAsOf: said('representationAsOf'),
    representationSigned: look.latest('representations')?.signed?.at.slice(0, 10) ?? null,
    signedAt: null,
    releasedAt: null,
    today: look.file.today,
  });
  return problems.length === 0 ? paper : lacks(problems.map(({ sentence }) => sentence).join(' '), paper.papers);
}
