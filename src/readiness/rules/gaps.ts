/** What is missing, said as facts (methodology 25): management's own judgment starts from it, and the firm never sees it (R-WALL-06). */
import { daysBetween, type PlainDate } from '../../period.ts';
import { type ControlFacts, type Gap, gapKinds, type RecordFacts } from '../model.ts';
import { type Covered, isInForce } from './controls.ts';

/**
 * Every gap, in the order of kinds, criteria as the standard has them, registers and codes.
 * waiting  records with a day they are due on, resting ones left out
 */
export function gapsOf(
  coverage: readonly Covered[],
  controls: readonly ControlFacts[],
  waiting: readonly RecordFacts[],
  today: PlainDate,
): readonly Gap[] {
  const found = [
    ...coverage.flatMap((criterion) => uncovered(criterion)),
    ...controls.flatMap((control) => gapsOfControl(control, today)),
    ...waiting.flatMap((record) => overdue(record, today)),
  ];
  const place = new Map(coverage.map(({ id }, index) => [id, index]));
  const keyOf = ({ subject }: Gap): string =>
    'criterion' in subject
      ? String(place.get(subject.criterion) ?? 0).padStart(4, '0')
      : `${subject.register} ${subject.code.replace(/\d+$/, (digits) => digits.padStart(6, '0'))}`;
  return found
    .map((gap) => ({ gap, kind: gapKinds.indexOf(gap.kind), key: keyOf(gap) }))
    .toSorted((a, b) => a.kind - b.kind || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ gap }) => gap);
}

function uncovered({ id, controls, inForce }: Covered): Gap[] {
  if (inForce > 0) return [];
  const sentence =
    controls === 0
      ? `No control serves ${id}.`
      : `${id} has no control in force; ${controls === 1 ? '1 control that serves it is' : `${controls} controls that serve it are`} not.`;
  return [{ kind: 'criterion-without-control', subject: { criterion: id }, sentence, rule: 'R-SCO-02' }];
}

function gapsOfControl(control: ControlFacts, today: PlainDate): Gap[] {
  const { code, criteria, ownerId, state, expected, evidence } = control;
  const subject = { register: 'controls', code };
  const gaps: Gap[] = [];
  if (criteria.length === 0) {
    gaps.push({
      kind: 'control-without-criterion',
      subject,
      sentence: `${code} serves no criterion.`,
      rule: 'R-DES-03',
    });
  }
  if (ownerId === null) gaps.push({ kind: 'control-without-owner', subject, sentence: `${code} has no owner.` });
  if (state === 'draft') gaps.push({ kind: 'control-draft', subject, sentence: `${code} is a draft.` });
  if (isInForce(control, today) && expected !== null && evidence.items === 0) {
    const sentence = `${code} is to leave evidence (${expected}); none is linked to it.`;
    gaps.push({ kind: 'evidence-missing', subject, sentence });
  }
  return gaps;
}

function overdue({ register, code, dueOn }: RecordFacts, today: PlainDate): Gap[] {
  if (dueOn === null || dueOn >= today) return [];
  const days = daysBetween(dueOn, today);
  const sentence = `${code} was due on ${dueOn}, ${days === 1 ? '1 day' : `${days} days`} ago.`;
  return [{ kind: 'overdue', subject: { register, code }, sentence }];
}

/** How many of the gaps concern each criterion: its own, and those of the controls that serve it. */
export function gapsByCriterion(gaps: readonly Gap[], controls: readonly ControlFacts[]): ReadonlyMap<string, number> {
  const criteriaOf = new Map(controls.map((control) => [control.code, control.criteria]));
  const counts = new Map<string, number>();
  for (const { subject } of gaps) {
    const concerned =
      'criterion' in subject
        ? [subject.criterion]
        : subject.register === 'controls'
          ? (criteriaOf.get(subject.code) ?? [])
          : [];
    for (const id of new Set(concerned)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
