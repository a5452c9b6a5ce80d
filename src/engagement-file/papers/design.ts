/** Steps 2 and 3: walkthroughs, design, and the review of the description (methodology 10, 15, 20.4). */
import type { Content } from '../../registers/model.ts';
import { papersOf, servingOf } from '../lookup.ts';
import type { About, PaperKind, Wrong } from '../model.ts';
import { onControl, onPaper, onSection, onServing } from '../rests.ts';
import { choice, codes, date, long, needed, text, yes, isEmpty } from './fields.ts';

export const natures = [
  ['inquiry', 'Inquiry'],
  ['observation', 'Observation'],
  ['inspection', 'Inspection'],
  ['reperformance', 'Reperformance'],
] as const;

/** DES-01 to DES-09. */
const questions = [
  ['des01', 'Which risk and criterion it serves'],
  ['des02', 'The performer has competence and authority'],
  ['des03', 'Its frequency is enough'],
  ['des04', 'It is precise enough to find what it should'],
  ['des05', 'It starts with complete and accurate information'],
  ['des06', 'Exceptions are followed up'],
  ['des07', 'It leaves evidence'],
  ['des08', 'Duties are separated'],
  ['des09', 'General IT controls it depends on are sound'],
] as const;

const suitable = [
  ['suitable', 'Suitable'],
  ['deficient', 'Deficient'],
] as const;

const findingNeeded = (content: Content, isWrong: boolean, source: string): readonly Wrong[] =>
  isWrong && isEmpty(content['finding'])
    ? [{ field: 'finding', sentence: 'Name the finding that says so to management.', source }]
    : [];

export const designPapers: readonly PaperKind[] = [
  {
    name: 'walkthrough',
    step: 'controls',
    title: 'Walkthrough',
    hint: 'One instance of the control, from its trigger to its evidence.',
    per: 'control',
    source: 'methodology 10',
    rests: (subject) => [onControl(subject)],
    fields: [
      text('instance', 'Instance', { ...needed, help: 'Which one was followed.' }),
      long('told', 'Who told what', needed),
      long('seen', 'Documents and screens seen', needed),
      choice('nature', 'Seen by', natures, needed),
      date('on', 'On', needed),
      choice(
        'implemented',
        'Placed in operation',
        [
          ['yes', 'Yes'],
          ['no', 'No'],
        ],
        needed,
      ),
      yes('onDate', 'Type 1: the evidence shows it in place on the date'),
      codes('finding', 'Findings'),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'staff', 'manager'] },
      { level: 'reviewed', by: ['manager', 'senior', 'engagement-partner'] },
    ],
    wrong: (content) => [
      ...(content['implemented'] === 'yes' && content['nature'] === 'inquiry'
        ? [{ field: 'nature', sentence: 'Inquiry alone is never sufficient.', source: 'R-TST-01' }]
        : []),
      ...findingNeeded(content, content['implemented'] === 'no', 'R-FND-01'),
    ],
  },
  {
    name: 'design',
    step: 'controls',
    title: 'Design of the control',
    hint: 'Whether it would, if it operated, do what it is for.',
    per: 'control',
    source: 'methodology 10',
    concludes: 'design-evaluation',
    rests: (subject) => [onControl(subject), onPaper('walkthrough', subject)],
    fields: [
      ...questions.map(([name, label]) => long(name, label, { max: 2_000 })),
      choice('conclusion', 'Design', suitable, needed),
      long('basis', 'What the conclusion rests on', needed),
      codes('finding', 'Findings'),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: (content, about) => [
      ...missing(about, 'walkthrough', 'The control has not been walked through.', 'conclusion'),
      ...findingNeeded(content, content['conclusion'] === 'deficient', 'R-FND-01'),
    ],
  },
  {
    name: 'criterion-design',
    step: 'controls',
    title: 'Design for the criterion',
    hint: 'Whether the controls together, with assumed complementary controls, would give reasonable assurance.',
    per: 'criterion',
    source: 'methodology 10',
    concludes: 'design-evaluation',
    rests: (subject, file) => [
      onServing(subject),
      ...controlsServing(subject, file).map((code) => onPaper('design', code)),
    ],
    fields: [
      choice('conclusion', 'Design', [...suitable, ['not-relevant', 'Not relevant, as the scope says']], needed),
      long('basis', 'What the conclusion rests on; points of focus considered', needed),
      yes('carvedOut', 'It relies on a carved-out subservice organization'),
      codes('finding', 'Findings'),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: (content, { subject, file }) => [
      ...(content['conclusion'] === 'suitable' && controlsServing(subject, file).length === 0
        ? [{ field: 'conclusion', sentence: `No control serves ${subject}.`, source: 'methodology 10' }]
        : []),
      ...findingNeeded(content, content['conclusion'] === 'deficient', 'R-FND-01'),
    ],
  },
  {
    name: 'description-review',
    step: 'description',
    title: 'Review of the description',
    hint: 'A description criterion, held against the description that was received and against the registers that were shown.',
    per: 'section',
    source: 'methodology 4.2',
    rests: (subject) => [onSection(subject)],
    fields: [
      choice(
        'stage',
        'Review',
        [
          ['interim', 'Interim, on the draft'],
          ['final', 'Final, to the end of the period or the date'],
        ],
        needed,
      ),
      choice(
        'result',
        'It is',
        [
          ['presented', 'presented'],
          ['misstated', 'misstated: untrue, missing, distorting or not testable'],
          ['not-applicable', 'not applicable'],
        ],
        needed,
      ),
      long('basis', 'Paragraph by paragraph: what was held against what', needed),
      codes('finding', 'Findings'),
      choice('corrected', 'A misstatement is', [
        ['open', 'not corrected'],
        ['corrected', 'corrected by management'],
      ]),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager', 'staff'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: (content, { file }) => [
      ...(file.documents.some((one) => one.latest && one.kind === 'description')
        ? []
        : [{ field: 'result', sentence: 'No description was received.', source: 'methodology 4.2' }]),
      ...findingNeeded(content, content['result'] === 'misstated', 'R-FND-01'),
    ],
  },
];

/** Controls of the list that serve a criterion. */
export function controlsServing(criterion: string, file: About['file']): readonly string[] {
  return (servingOf(file).get(criterion) ?? []).map(({ code }) => code);
}

/** A conclusion does not come before what it rests on. */
export function missing({ subject, file }: About, kind: string, sentence: string, field: string): readonly Wrong[] {
  const found = papersOf(file).get(`${kind}/${subject}`);
  return found === undefined || found.signOffs.length === 0 ? [{ field, sentence, source: 'R-STA-02' }] : [];
}
