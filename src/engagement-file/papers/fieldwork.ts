/** Step 5: populations, tests, conditions (methodology 11 to 14). */
import type { IpeChecks } from '../../criteria/index.ts';
import { causeClasses } from '../../lifecycle/examination/index.ts';
import type { Content } from '../../registers/model.ts';
import type { PaperKind, Wrong } from '../model.ts';
import { onControl, onPaper } from '../rests.ts';
import { missing, natures } from './design.ts';
import { populationsOf } from './populations.ts';
import { choice, codes, date, long, needed, number, text, yes, isEmpty } from './fields.ts';

const done = [
  ['done', 'Done, without exception'],
  ['exception', 'Done, with exceptions that are explained'],
  ['not-done', 'Not done'],
] as const;

/** Methodology 12, minimum: which checks of completeness and accuracy must be there before a population supports a conclusion. */
function wrongIpe({ minimum }: IpeChecks, content: Content): readonly Wrong[] {
  if (content['conclusion'] !== 'satisfactory') return [];
  const has = (id: string): boolean => ['done', 'exception'].includes(String(content[fieldOf(id)]));
  const lacking = [
    ...minimum.always.filter((id) => !has(id)).map((id) => [id, `${id} is always needed.`] as const),
    ...minimum.anyOf
      .filter((clause) => !clause.some((all) => all.every(has)))
      .map(
        (clause) =>
          [clause[0]?.[0] ?? '', `${clause.map((all) => all.join(' and ')).join(', or ')} is needed.`] as const,
      ),
    ...(content['records'] === 0 ? minimum.whenEmpty.filter((id) => !has(id)) : []).map(
      (id) => [id, `An empty population is shown to be empty: ${id}.`] as const,
    ),
  ].map(([id, sentence]) => ({ field: fieldOf(id), sentence, source: 'R-IPE-01' }));
  const open = typeof content['unreconciled'] === 'number' && content['unreconciled'] > 0;
  const sentence = 'Records that could not be read or reconciled are settled first.';
  return open ? [...lacking, { field: 'unreconciled', sentence, source: 'R-POP-07' }] : lacking;
}

/** The field of a check. */
const fieldOf = (id: string): string => id.toLowerCase().replace('-', '');

export const fieldworkPapers = (checks: IpeChecks): readonly PaperKind[] => [
  {
    name: 'ipe',
    step: 'examination',
    title: 'Completeness and accuracy of a population',
    hint: 'A list or report of the client that is used as evidence: whether nothing is missing and what is there is right.',
    per: 'matter',
    source: 'R-IPE-01',
    fields: [
      text('title', 'Population', needed),
      text('system', 'System and query or report', needed),
      number('records', 'Records', needed),
      number('unreconciled', 'Refused, unreadable or unreconciled, not yet settled'),
      ...checks.checks.map(({ id, says }) => choice(fieldOf(id), `${id}: ${says}`, done)),
      choice(
        'conclusion',
        'Conclusion',
        [
          ['satisfactory', 'Complete and accurate'],
          ['not-satisfactory', 'Not shown to be complete and accurate'],
        ],
        needed,
      ),
      long('basis', 'What it rests on', needed),
    ],
    signed: [
      { level: 'prepared', by: ['staff', 'senior', 'specialist'] },
      { level: 'reviewed', by: ['senior', 'manager'] },
    ],
    wrong: (content) => wrongIpe(checks, content),
  },
  {
    name: 'test',
    step: 'examination',
    title: 'Test of operation',
    hint: 'What was done, on how many of how many, and what came of it.',
    per: 'control',
    when: 'type2',
    source: 'R-TST-03',
    rests: (subject, file) => [
      onControl(subject),
      onPaper('test-plan', 'file'),
      onPaper('design', subject),
      ...populationsOf(file.papers.find((one) => one.kind === 'test' && one.subject === subject)?.content).map((code) =>
        onPaper('ipe', code),
      ),
    ],
    fields: [
      long('procedure', 'What was done', { ...needed, help: 'Concretely enough to be understood in the report.' }),
      choice('nature', 'Nature', natures, needed),
      choice(
        'extent',
        'Extent',
        [
          ['all', 'All'],
          ['sample', 'Sample'],
          ['one', 'One instance, setting or variant'],
        ],
        needed,
      ),
      choice(
        'means',
        'Means',
        [
          ['manual', 'By a person'],
          ['tool', 'By an approved rule'],
        ],
        needed,
      ),
      codes('populations', 'Populations', { help: 'Such as IPE-1: the paper on its completeness and accuracy.' }),
      number('population', 'Items in the population'),
      number('tested', 'Items tested'),
      choice('basis', 'Sample: basis', [
        ['table', 'Frequency table'],
        ['statistical', 'Statistical'],
      ]),
      choice('selection', 'Sample: selection', [
        ['random', 'Random'],
        ['systematic', 'Systematic'],
        ['stratified', 'Stratified'],
        ['haphazard', 'Haphazard'],
        ['targeted', 'Targeted'],
      ]),
      number('confidence', 'Sample: confidence, %'),
      number('tolerable', 'Sample: tolerable rate, %'),
      number('allowed', 'Sample: deviations the plan allows'),
      yes('twoStage', 'Sample: a second stage was planned before the draw'),
      number('extensionTested', 'Second stage: items'),
      number('extensionDeviations', 'Second stage: deviations'),
      number('toResolve', 'Items to resolve'),
      number('deviations', 'Deviations'),
      number('neverEvents', 'Of them, of what must not happen once'),
      text('limitPassed', 'Limit of the plan that is passed'),
      choice(
        'result',
        'Result',
        [
          ['no-exceptions', 'No exceptions noted'],
          ['deviations', 'Deviations noted'],
          ['no-occurrence', 'Nothing called for the control'],
          ['unable', 'Scope limitation: evidence could not be obtained'],
        ],
        needed,
      ),
      long('work', 'Items, attributes, evidence', { help: 'Where the items and what was seen of each are.' }),
      date('interimTo', 'Interim: tested up to'),
      long('rollForward', 'Roll-forward to the end of the period'),
      codes('finding', 'Findings'),
    ],
    signed: [
      { level: 'prepared', by: ['staff', 'senior', 'specialist'] },
      { level: 'reviewed', by: ['senior', 'manager'] },
    ],
    wrong: (content, about) => [
      ...missing(about, 'design', 'Its design is not concluded (R-STA-02).', 'result'),
      ...wrongTest(content),
    ],
  },
  {
    name: 'condition',
    step: 'examination',
    title: 'Condition',
    hint: 'Confirmed deviations of one cause, evaluated once.',
    per: 'matter',
    source: 'R-SMP-07',
    fields: [
      text('title', 'Title', needed),
      text('control', 'Control', { ...needed, help: 'Its code.' }),
      choice(
        'causeClass',
        'Kind of cause',
        causeClasses.map((one) => [one, one.replaceAll('-', ' ')] as const),
        needed,
      ),
      long('cause', 'Cause', needed),
      yes('intentional', 'Intentional'),
      yes('concealed', 'Concealed'),
      date('first', 'First', needed),
      date('last', 'Last', needed),
      number('people', 'Exposure: people'),
      number('days', 'Exposure: days'),
      number('actions', 'Exposure: actions'),
      yes('smallExposure', 'The exposure is small'),
      choice(
        'reach',
        'It is',
        [
          ['isolated', 'isolated'],
          ['systematic', 'systematic'],
        ],
        needed,
      ),
      choice('specificTo', 'Isolated: specific to one', [
        ['event', 'event'],
        ['person', 'person'],
        ['date', 'date'],
      ]),
      yes('canRecur', 'It can recur under the same conditions'),
      yes('othersFound', 'Others like it were found'),
      yes('bounded', 'Bounded: start and end known, every affected item identified'),
      yes('corrected', 'Corrected, and the correction tested'),
      yes('affectsCommitments', 'It has an effect on a commitment or requirement'),
      choice(
        'detectedBy',
        'Detected by',
        [
          ['control', 'the control itself'],
          ['management', 'management'],
          ['firm', 'the firm'],
          ['outsider', 'an outsider'],
        ],
        needed,
      ),
      date('detectedOn', 'Detected on', needed),
      long('effect', 'Actual and potential effect', needed),
      long('explanation', 'Management’s explanation'),
      yes('descriptionWrong', 'It shows that the description is wrong'),
      codes('finding', 'Findings', needed),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager', 'staff'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: ({ first, last }) =>
      String(first) > String(last)
        ? [{ field: 'last', sentence: 'It ends before it begins.', source: 'methodology 14.1' }]
        : [],
  },
];

function wrongTest(content: Content): readonly Wrong[] {
  const wrong: Wrong[] = [];
  const say = (field: string, sentence: string, source: string) => wrong.push({ field, sentence, source });
  const numberIn = (name: string): number => {
    const value = content[name];
    return typeof value === 'number' ? value : 0;
  };
  const { nature, extent, result } = content;
  if (nature === 'inquiry' && result !== 'unable') say('nature', 'Inquiry alone is never sufficient.', 'R-TST-01');
  if (nature === 'observation' && extent === 'one') {
    say('extent', 'One observation does not show operation through a period.', 'R-TST-02');
  }
  for (const name of ['population', 'tested', 'toResolve', 'deviations', 'neverEvents']) {
    if (!Number.isInteger(numberIn(name)) || numberIn(name) < 0) say(name, 'A count is a whole number.', 'R-TST-03');
  }
  const [population, tested, deviations] = [numberIn('population'), numberIn('tested'), numberIn('deviations')];
  if (extent !== 'one' && result !== 'unable') {
    if (isEmpty(content['populations'])) say('populations', 'Name the population the items are of.', 'R-IPE-01');
    if (extent === 'all' && tested !== population) say('tested', 'All means every item of the population.', 'R-POP-07');
    if (extent === 'sample' && tested > population) say('tested', 'More items than the population has.', 'R-SMP-01');
    if (extent === 'sample' && tested === 0 && result !== 'no-occurrence')
      say('tested', 'No item was tested.', 'R-TST-03');
    if (extent === 'sample' && isEmpty(content['selection']))
      say('selection', 'Say how items were selected.', 'R-SEL-05');
  }
  if (deviations > tested && extent !== 'one') say('deviations', 'More deviations than items tested.', 'R-TST-08');
  if (numberIn('neverEvents') > deviations) say('neverEvents', 'More than there are deviations.', 'R-SMP-11');
  if (deviations > 0 && result !== 'deviations') {
    say('result', 'A deviation is reported, also where the control is effective.', 'R-RPT-05');
  }
  if (deviations === 0 && result === 'deviations') say('result', 'There is no deviation.', 'R-TST-08');
  if (result === 'no-occurrence' && (population !== 0 || tested !== 0)) {
    say('result', 'Something called for the control: the population is not empty.', 'methodology 17.1');
  }
  return wrong;
}
