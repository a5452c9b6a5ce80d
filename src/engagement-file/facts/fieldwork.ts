/** End of fieldwork: the period is over, tests are concluded, populations evaluated, conditions too (methodology 11 to 14). */
import type { Content } from '../../registers/model.ts';
import { isEmpty } from '../papers/fields.ts';
import { populationsOf } from '../papers/populations.ts';
import { type Fact, holds, lacks, type Look, some } from './look.ts';
import { timeOf } from '../time.ts';

export const fieldworkFacts = {
  'period-over': periodOver,
  'date-reached': (look) => {
    const { asOf } = timeOf(look.file);
    if (asOf === null) return lacks('No date is written down.');
    return look.file.today >= asOf ? holds(`${asOf} is reached.`) : lacks(`${asOf} is not reached.`);
  },
  'tests-concluded': testsConcluded,
  'ipe-complete': ipeComplete,
  'nothing-to-resolve': (look) => {
    const open = look.all('test').filter(({ content }) => numberOf(content, 'toResolve') > 0);
    const items = open.reduce((sum, { content }) => sum + numberOf(content, 'toResolve'), 0);
    return open.length === 0
      ? holds('No item is left to resolve.')
      : lacks(
          `${items} items are left to resolve, of ${some(open.map(({ subject }) => subject))}.`,
          open.map(({ subject }) => ({ kind: 'test', subject })),
        );
  },
  'conditions-evaluated': conditionsEvaluated,
  'implementation-on-date': (look) => {
    const not = look
      .all('walkthrough')
      .filter(({ content }) => content['onDate'] !== true && content['implemented'] === 'yes');
    return not.length === 0
      ? holds('Evidence of each control covers the date.')
      : lacks(
          `Evidence does not cover the date of ${some(not.map(({ subject }) => subject))}.`,
          not.map(({ subject }) => ({ kind: 'walkthrough', subject })),
        );
  },
} as const satisfies Readonly<Record<string, (look: Look) => Fact>>;

const numberOf = (content: Content | undefined, field: string): number => {
  const value = content?.[field];
  return typeof value === 'number' ? value : 0;
};

/** R-TST-06: interim tests are rolled forward to the end. */
function periodOver(look: Look): Fact {
  const { to } = timeOf(look.file);
  if (to === null) return lacks('No period is written down.');
  if (look.file.today <= to) return lacks(`The period runs to ${to}.`);
  const interim = look.all('test').filter(({ content }) => {
    const until = content['interimTo'];
    return typeof until === 'string' && until !== '' && until < to && isEmpty(content['rollForward']);
  });
  return interim.length === 0
    ? holds(`The period ended on ${to}.`)
    : lacks(
        `Not rolled forward to ${to}: ${some(interim.map(({ subject }) => subject))}.`,
        interim.map(({ subject }) => ({ kind: 'test', subject })),
      );
}

/** R-DES-01: the operation of a control that is not suitably designed or not implemented need not be tested. */
function testedControls(look: Look): readonly string[] {
  return look.controls.filter(
    (code) =>
      look.content('design', code)?.['conclusion'] !== 'deficient' &&
      look.content('walkthrough', code)?.['implemented'] !== 'no',
  );
}

function testsConcluded(look: Look): Fact {
  if (look.controls.length === 0) return lacks('No list of controls was received.');
  if (timeOf(look.file).type === 'type1') return holds('Type 1 tests no operation.');
  return look.each('test', testedControls(look));
}

/** R-IPE-01: every population a test names has been evaluated, and found complete and accurate. */
function ipeComplete(look: Look): Fact {
  const used = [...new Set(look.all('test').flatMap(({ content }) => populationsOf(content)))];
  const each = look.each('ipe', used);
  if (!each.holds) return each;
  const bad = used.filter((subject) => look.content('ipe', subject)?.['conclusion'] !== 'satisfactory');
  return bad.length === 0
    ? holds(`${used.length} of ${used.length} are complete and accurate.`)
    : lacks(
        `Not complete and accurate: ${some(bad.map((subject) => `IPE-${subject}`))}.`,
        bad.map((subject) => ({ kind: 'ipe', subject })),
      );
}

/** 14.2: deviations are grouped into conditions, and each is evaluated. */
function conditionsEvaluated(look: Look): Fact {
  const all = look.all('condition');
  const open = all.filter((one) => !look.isDone('condition', one));
  const of = new Set(all.map(({ content }) => content['control']));
  const without = look
    .all('test')
    .filter(({ subject, content }) => numberOf(content, 'deviations') > 0 && !of.has(subject));
  if (without.length > 0) {
    return lacks(
      `Deviations without a condition: ${some(without.map(({ subject }) => subject))}.`,
      without.map(({ subject }) => ({ kind: 'test', subject })),
    );
  }
  return open.length === 0
    ? holds(`${all.length} of ${all.length} are evaluated.`)
    : lacks(
        `${all.length - open.length} of ${all.length} are evaluated.`,
        open.map(({ subject }) => ({ kind: 'condition', subject })),
      );
}
