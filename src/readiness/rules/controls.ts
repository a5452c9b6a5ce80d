/** Controls against criteria, as facts: what serves what, and what is missing. Nothing here counts shares or grades. */
import type { Criterion } from '../../criteria/index.ts';
import type { PlainDate } from '../../period.ts';
import type { ControlFacts, Standing } from '../model.ts';

/** Whether a control is in force on a day. */
export function isInForce(control: ControlFacts, today: PlainDate): boolean {
  return (
    control.state === 'in-force' &&
    (control.effectiveFrom === null || control.effectiveFrom <= today) &&
    (control.effectiveTo === null || control.effectiveTo >= today)
  );
}

/** Whether evidence was linked, and none of it stands for the control any more. */
function isStale({ evidence }: ControlFacts, today: PlainDate): boolean {
  return evidence.items > 0 && evidence.freshUntil !== null && evidence.freshUntil < today;
}

/** How a control stands today, with the fact that says why. */
export function standingOf(control: ControlFacts, today: PlainDate): Standing {
  const { effectiveFrom, effectiveTo } = control;
  const missing: string[] = [];
  if (control.state === 'draft') missing.push('draft');
  else if (effectiveFrom !== null && effectiveFrom > today) missing.push(`from ${effectiveFrom}`);
  else if (effectiveTo !== null && effectiveTo < today) missing.push(`ended ${effectiveTo}`);
  if (control.ownerId === null) missing.push('no owner');
  if (missing.length > 0) return { mark: 'missing', fact: missing.join(', ') };
  if (isStale(control, today)) return { mark: 'stale', fact: `evidence until ${control.evidence.freshUntil}` };
  return { mark: 'met', fact: 'in force' };
}

export interface Covered {
  readonly id: string;
  readonly series: string;
  readonly title: string;
  readonly controls: number;
  readonly inForce: number;
}

/** Criteria in the order of the standard, each with how many controls serve it and how many of them are in force. */
export function coverageOf(
  criteria: readonly Pick<Criterion, 'id' | 'seriesId' | 'title'>[],
  controls: readonly ControlFacts[],
  today: PlainDate,
): readonly Covered[] {
  return criteria.map(({ id, seriesId, title }) => {
    const serving = controls.filter((control) => control.criteria.includes(id));
    return {
      id,
      series: seriesId,
      title,
      controls: serving.length,
      inForce: serving.filter((control) => isInForce(control, today)).length,
    };
  });
}
