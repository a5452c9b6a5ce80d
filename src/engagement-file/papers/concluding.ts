/** Steps 5 and 6: conclusions on controls and criteria, misstatements, subsequent events, the opinion (methodology 14.3 to 17.8). */
import { conclusionCodes, problemsOfConclusion } from '../../lifecycle/examination/index.ts';
import {
  needsDecision,
  problemsOfAssertion,
  problemsOfMateriality,
  problemsOfOpinion,
} from '../../lifecycle/report/index.ts';
import type { Problem } from '../../refusal.ts';
import {
  conclusionOf,
  decisionsOf,
  exceptionsOf,
  opinionOf,
  proposeForControl,
  proposeOpinion,
  resultOfCriterion,
} from '../conclusions.ts';
import type { PaperKind, Wrong } from '../model.ts';
import { onDocument, onPaper, onServing } from '../rests.ts';
import { controlsServing } from './design.ts';
import { choice, codes, date, long, needed, text, yes } from './fields.ts';

const wrongBy = (problems: readonly Problem[], field: string): readonly Wrong[] =>
  problems.map(({ sentence, source }) => ({ field, sentence, source: source ?? 'methodology' }));

const weights = [
  ['none', 'none'],
  ['material', 'material'],
  ['pervasive', 'material and pervasive'],
] as const;
const yesOrNo = [
  ['yes', 'Yes'],
  ['no', 'No'],
] as const;

export const concludingPapers: readonly PaperKind[] = [
  {
    name: 'control-conclusion',
    step: 'examination',
    title: 'Conclusion on the control',
    hint: 'What is concluded, and why; also where it equals what is proposed.',
    per: 'control',
    source: 'methodology 14.3',
    concludes: 'concluding',
    rests: (subject, file) => [
      onPaper('walkthrough', subject),
      onPaper('design', subject),
      onPaper('test', subject),
      ...file.papers
        .filter((one) => one.kind === 'condition' && one.content['control'] === subject)
        .map((one) => onPaper('condition', one.subject)),
    ],
    fields: [
      choice(
        'conclusion',
        'Conclusion',
        conclusionCodes.map((code) => [code, code.replaceAll('-', ' ')] as const),
        needed,
      ),
      long('reasons', 'Reasons', needed),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: (content, { subject, file }) => {
      const conclusion = conclusionOf(content);
      if (conclusion === null) return [];
      // Whose decision it is shows in who signs it (facts/concluding.ts).
      const role = 'engagement-partner';
      const reasons = String(content['reasons'] ?? '');
      const proposal = proposeForControl(file, subject);
      return wrongBy(problemsOfConclusion(proposal, { control: subject, conclusion, reasons, role }), 'conclusion');
    },
  },
  {
    name: 'criterion-conclusion',
    step: 'examination',
    title: 'Conclusion on the criterion',
    hint: 'What follows from its controls, and what is documented beside them.',
    per: 'criterion',
    source: 'methodology 15',
    concludes: 'concluding',
    rests: (subject, file) => [
      onServing(subject),
      onPaper('criterion-design', subject),
      ...controlsServing(subject, file).map((code) => onPaper('control-conclusion', code)),
    ],
    fields: [
      long('basis', 'What the conclusion rests on', needed),
      codes('monitors', 'Controls that monitor a carved-out organization'),
      choice('remainingSuffice', 'Where one failed: the others alone meet the criterion', yesOrNo),
      choice('othersEnough', 'Where one could not be tested: the others are enough', yesOrNo),
      codes('compensated', 'Failing controls that are compensated'),
      codes('compensating', 'Compensating controls'),
      yes('inDescription', 'Compensating: it is in the description'),
      yes('sameRisk', 'Compensating: it serves the same risk and criterion'),
      yes('wholeTime', 'Compensating: it worked the whole time'),
      yes('precise', 'Compensating: it is precise enough'),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: (_content, { subject, file }) => {
      const result = resultOfCriterion(file, subject);
      return result.outcome === null
        ? [
            {
              field: 'basis',
              sentence: `${subject} has no result yet: ${result.reasons.join(' ')}`,
              source: 'methodology 15',
            },
          ]
        : [];
    },
  },
  {
    name: 'materiality-decision',
    step: 'report',
    title: 'Decision on an unmet criterion',
    hint: 'Whether the matter is material: which commitments it serves, whether they could have failed to be achieved.',
    per: 'criterion',
    source: 'R-MAT-01',
    ifNeeded: true,
    concludes: 'concluding',
    rests: (subject) => [onPaper('criterion-conclusion', subject)],
    fields: [
      choice(
        'decision',
        'The matter is',
        [
          ['material', 'material'],
          ['not-material', 'not material'],
        ],
        needed,
      ),
      long('reasons', 'Reasons', needed),
      long('commitments', 'Commitments and requirements it serves, one a line', needed),
      long('couldHaveFailed', 'Of them, those that could have failed to be achieved, one a line'),
      long('achievedOtherwise', 'Not material: evidence that they were achieved by other means'),
    ],
    signed: [
      { level: 'prepared', by: ['manager', 'senior'] },
      { level: 'approved', by: ['engagement-partner'] },
    ],
    wrong: (_content, { subject, file }) => {
      const result = resultOfCriterion(file, subject);
      if (!needsDecision(result.outcome)) {
        return [
          { field: 'decision', sentence: `${subject} is not unmet: nothing is to be decided.`, source: 'R-MAT-01' },
        ];
      }
      const own = decisionsOf(file).filter(({ criterion }) => criterion === subject);
      return wrongBy(problemsOfMateriality([result], own), 'decision');
    },
  },
  {
    name: 'misstatement-summary',
    step: 'report',
    title: 'Summary of misstatements',
    hint: 'What is uncorrected, one by one and together; what could not be obtained.',
    per: 'file',
    source: 'methodology 15',
    concludes: 'concluding',
    rests: (_subject, file) => [
      ...file.criteria.map((id) => onPaper('criterion-conclusion', id)),
      ...file.papers.filter((one) => one.kind === 'materiality-decision').map((one) => onPaper(one.kind, one.subject)),
      ...file.papers.filter((one) => one.kind === 'description-review').map((one) => onPaper(one.kind, one.subject)),
    ],
    fields: [
      long('entries', 'Misstatements that are not corrected', { help: 'Each with its finding and its effect.' }),
      long('together', 'Considered together, with deviations of controls', needed),
      choice('description', 'Misstatement of the description', weights, needed),
      choice('descriptionLimitation', 'Description: evidence that could not be obtained', weights, needed),
      choice(
        'pervasive',
        'Of design and operation, pervasive is',
        [
          ['nothing', 'nothing'],
          ['misstatement', 'what is misstated'],
          ['limitation', 'what could not be obtained'],
          ['misstatement-and-limitation', 'both'],
        ],
        needed,
      ),
      choice('assertion', 'Management’s assertion is', [
        ['given', 'given'],
        ['refused', 'refused'],
      ]),
      choice('representations', 'Representations are', [
        ['given', 'given'],
        ['refused', 'refused or not reliable'],
      ]),
    ],
    signed: [
      { level: 'prepared', by: ['manager'] },
      { level: 'approved', by: ['engagement-partner'] },
    ],
  },
  {
    name: 'subsequent-events',
    step: 'report',
    title: 'Subsequent events',
    hint: 'Between the end of what is examined and the report date: who was asked, what was read.',
    per: 'file',
    source: 'methodology 17.8',
    fields: [
      text('asked', 'Asked', needed),
      date('upTo', 'Up to', needed),
      long('read', 'Minutes, incidents and changes read', needed),
      long('found', 'What was found, and what follows', needed),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: ({ upTo }, { file }) =>
      String(upTo) > file.today
        ? [{ field: 'upTo', sentence: 'Nobody was asked about days that have not come.', source: 'methodology 17.8' }]
        : [],
  },
  {
    name: 'opinion',
    step: 'report',
    title: 'Opinion',
    hint: 'Proposed by the decision table, decided by the partner.',
    per: 'file',
    source: 'R-OPN-04',
    concludes: 'concluding',
    rests: () => [onPaper('misstatement-summary', 'file'), onDocument('assertion')],
    fields: [
      choice(
        'kind',
        'Opinion',
        [
          ['unmodified', 'Unmodified'],
          ['qualified', 'Qualified'],
          ['adverse', 'Adverse'],
          ['disclaimer', 'Disclaimer'],
        ],
        needed,
      ),
      long('reasons', 'Reasons', needed),
      yes('descriptionException', 'The assertion states an exception on the description'),
      yes('designException', 'The assertion states an exception on design'),
      yes('operatingException', 'The assertion states an exception on operation'),
      yes(
        'inconsistencyStated',
        'Management does not change its assertion: partner and quality reviewer state the inconsistency',
      ),
    ],
    signed: [{ level: 'prepared', by: ['engagement-partner'] }],
    wrong: (content, { file }) => {
      const { proposal, problems } = proposeOpinion(file);
      const kind = opinionOf(content);
      if (proposal === null) return wrongBy(problems, 'kind');
      if (kind === null) return [];
      const reasons = String(content['reasons'] ?? '');
      const stated = content['inconsistencyStated'] === true;
      return [
        ...wrongBy(problemsOfOpinion(proposal, { kind, reasons, role: 'engagement-partner' }), 'kind'),
        ...wrongBy(
          problemsOfAssertion({
            kind,
            affected: proposal.affected,
            exceptions: exceptionsOf(content),
            inconsistencyStated: stated ? { partner: true, eqReviewer: true } : null,
          }),
          'descriptionException',
        ),
      ];
    },
  },
];
