/** Step 6: consultations, the quality review, what is confirmed again at issue (methodology 21, 23). */
import type { PaperKind } from '../model.ts';
import { onPaper } from '../rests.ts';
import { choice, date, long, needed, text, yes } from './fields.ts';

export const qualityPapers: readonly PaperKind[] = [
  {
    name: 'consultation',
    step: 'report',
    title: 'Consultation or difference of opinion',
    hint: 'The question, who was asked, what was concluded.',
    per: 'matter',
    source: 'R-QUA-04',
    fields: [
      text('title', 'Question', needed),
      choice(
        'kind',
        'It is',
        [
          ['consultation', 'a consultation'],
          ['difference', 'a difference of opinion'],
          ['withdrawal', 'about withdrawing'],
        ],
        needed,
      ),
      long('advisers', 'Who was asked', needed),
      long('conclusion', 'Conclusion', needed),
    ],
    signed: [
      { level: 'prepared', by: ['manager', 'engagement-partner'] },
      { level: 'approved', by: ['engagement-partner', 'eq-reviewer'] },
    ],
  },
  {
    name: 'quality-review',
    step: 'report',
    title: 'Engagement quality review',
    hint: 'Significant judgments, independence, consultations, the report; by somebody outside the team.',
    per: 'file',
    source: 'R-QUA-03',
    concludes: 'quality-review',
    rests: () => [onPaper('opinion', 'file')],
    fields: [
      date('startedOn', 'Begun on', needed),
      yes('ownPartner', 'I was not the partner of this client within two years'),
      long('judgments', 'Significant judgments'),
      long('independence', 'Independence'),
      long('consultations', 'Consultations'),
      long('report', 'Report'),
      date('completedOn', 'Completed on'),
      yes('changed', 'It changed something in the file'),
    ],
    signed: [{ level: 'prepared', by: ['eq-reviewer'] }],
    wrong: (content, { file }) => [
      ...(content['ownPartner'] === true
        ? []
        : [{ field: 'ownPartner', sentence: 'A partner of the last two years does not review.', source: 'R-QUA-03' }]),
      ...(['startedOn', 'completedOn'] as const)
        .filter((name) => String(content[name] ?? '') > file.today)
        .map((field) => ({ field, sentence: 'That day has not come.', source: 'R-DAT-01' })),
    ],
  },
  {
    name: 'licenses-and-fees',
    step: 'report',
    title: 'Licenses and fees',
    hint: 'Of the firm and of the partner, on the report date; peer review; earlier fees.',
    per: 'file',
    source: 'R-QUA-06',
    fields: [
      text('firmState', 'License of the firm: state', needed),
      text('firmNumber', 'License of the firm: number', needed),
      date('firmUntil', 'License of the firm: valid until', needed),
      text('partnerNumber', 'License of the partner: state and number', needed),
      date('partnerUntil', 'License of the partner: valid until', needed),
      text('peerReview', 'Peer review: program, last report, rating', needed),
      choice(
        'oldFees',
        'Fees for earlier work unpaid for more than a year',
        [
          ['none', 'None'],
          ['some', 'Some'],
        ],
        needed,
      ),
    ],
    signed: [
      { level: 'prepared', by: ['manager', 'senior'] },
      { level: 'approved', by: ['engagement-partner'] },
    ],
  },
  {
    name: 'independence-at-issue',
    step: 'report',
    title: 'Independence at issue',
    hint: 'Each member of the team again, before the report is issued.',
    per: 'member',
    source: 'R-IND-02',
    concludes: 'ready-to-issue',
    fields: [
      choice(
        'answer',
        'Since the engagement was accepted I have been, and I am',
        [
          ['independent', 'independent'],
          ['not-independent', 'not independent'],
        ],
        needed,
      ),
    ],
    signed: [{ level: 'prepared', by: ['self'] }],
  },
  {
    name: 'report-date',
    step: 'report',
    title: 'Report date',
    hint: 'When sufficient evidence was there and the partner’s review was done.',
    per: 'file',
    source: 'R-DAT-01',
    rests: () => [onPaper('opinion', 'file')],
    fields: [
      date('reportDate', 'Report date', needed),
      date('lastEvidence', 'Last evidence', needed),
      date('lastWork', 'Last work on the file, and the partner’s review of it', needed),
      date('representationAsOf', 'The representation letter speaks as of', needed),
    ],
    signed: [{ level: 'prepared', by: ['engagement-partner'] }],
  },
];
