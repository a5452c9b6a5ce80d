import { isPlainDate } from '../../period.ts';
import type { Problem } from '../../refusal.ts';
import type { ItemToResolve, Outcome, Resolution } from './model.ts';

/** An item with its outcome; null while it is open. */
export interface SettledItem {
  readonly item: ItemToResolve;
  readonly outcome: Outcome | null;
  readonly condition: string | null;
}

/**
 * Where the items of a run stand. Deviations count one attribute not met by one record; items count records (the k and N of
 * sections 13 to 15).
 * open               attributes still to resolve: no conclusion, no issue while above 0 (INV-05)
 * rerun              attributes whose rule or data proved wrong: the run is replaced by one over every record (R-TST-10, appendix
 *                    E), and nothing is concluded from this one
 * outside            records that are no occurrence of the control: N is smaller by so many
 * draftDeviations    confirmed and open together, as every draft counts them (R-TST-08)
 */
export interface Settlement {
  readonly items: readonly SettledItem[];
  readonly open: number;
  readonly rerun: number;
  readonly outside: number;
  readonly deviations: number;
  readonly deviatingItems: number;
  readonly draftDeviations: number;
  readonly draftDeviatingItems: number;
  readonly problems: readonly Problem[];
}

/**
 * Holds the resolutions against the items of one or more procedures (R-TST-08, 14.1).
 * conditions  ids that exist
 * returns     the settlement with every problem; an item under a resolution with a problem stays open
 */
export function settleItems(
  items: readonly ItemToResolve[],
  resolutions: readonly Resolution[],
  conditions: ReadonlySet<string>,
): Settlement {
  const problems: Problem[] = [];
  const byAttribute = Map.groupBy(items, attributeOf);
  const itemIds = new Set(items.map(idOf));
  const resolvedBy = new Map<string, Resolution>();
  const named = (resolution: Resolution): readonly string[] => (resolution.items === 'all' ? [] : resolution.items);

  // What names its items goes first, so that "all" means the rest.
  for (const resolution of [...resolutions].sort((a, b) => Number(a.items === 'all') - Number(b.items === 'all'))) {
    const attribute = attributeOf(resolution);
    const group = byAttribute.get(attribute) ?? [];
    const found = problemsOfResolution(resolution, conditions);
    if (group.length === 0) {
      found.push(problem('resolution-without-item', attribute, `Nothing of ${attribute} is to be resolved.`));
    }
    for (const record of named(resolution)) {
      if (!itemIds.has(idOf({ ...resolution, record }))) {
        found.push(problem('resolution-without-item', record, `${record} is not an item to resolve of ${attribute}.`));
      } else if (resolvedBy.has(idOf({ ...resolution, record }))) {
        found.push(problem('resolution-twice', record, `${record} of ${attribute} is resolved twice.`));
      }
    }
    const reached =
      resolution.items === 'all'
        ? group.filter((item) => !resolvedBy.has(idOf(item)))
        : group.filter((item) => resolution.items.includes(item.record));
    for (const item of reached) {
      const late = lateEvidence(item, resolution);
      if (late !== undefined) found.push(late);
    }
    problems.push(...found);
    if (found.length === 0) for (const item of reached) resolvedBy.set(idOf(item), resolution);
  }

  const settled = items.map((item): SettledItem => {
    const resolution = resolvedBy.get(idOf(item));
    return { item, outcome: resolution?.outcome ?? null, condition: resolution?.condition ?? null };
  });
  return { items: settled, problems, ...countsOf(settled) };
}

function countsOf(settled: readonly SettledItem[]) {
  const recordsWith = (wanted: (outcome: Outcome | null) => boolean) =>
    new Set(settled.filter(({ outcome }) => wanted(outcome)).map(({ item }) => item.record));
  const outside = recordsWith((outcome) => outcome === 'outside-population');
  // A record outside the population is no occurrence of the control: what else was found on it is no deviation of the control.
  const inside = settled.filter(({ item }) => !outside.has(item.record));
  const of = (wanted: (outcome: Outcome | null) => boolean) => inside.filter(({ outcome }) => wanted(outcome));
  const confirmed = of((outcome) => outcome === 'confirmed');
  const open = of((outcome) => outcome === null);
  return {
    open: open.length,
    rerun: of((outcome) => outcome === 'rule-misstates-control' || outcome === 'data-defect').length,
    outside: outside.size,
    deviations: confirmed.length,
    deviatingItems: new Set(confirmed.map(({ item }) => item.record)).size,
    draftDeviations: confirmed.length + open.length,
    draftDeviatingItems: new Set([...confirmed, ...open].map(({ item }) => item.record)).size,
  };
}

/** Records of each condition, for the questions of 14.2 and for Section IV. */
export function itemsOfConditions(settled: readonly SettledItem[]): ReadonlyMap<string, readonly SettledItem[]> {
  return Map.groupBy(
    settled.filter(({ outcome, condition }) => outcome === 'confirmed' && condition !== null),
    ({ condition }) => condition ?? '',
  );
}

function problemsOfResolution(resolution: Resolution, conditions: ReadonlySet<string>): Problem[] {
  const { procedure, attribute, outcome, condition } = resolution;
  const subject = `${procedure} ${attribute}`;
  const problems: Problem[] = [];
  const say = (code: string, sentence: string) => problems.push(problem(code, subject, sentence));
  if (resolution.by.trim() === '' || resolution.second.trim() === '') {
    say('resolution-two-people', `The resolution of ${subject} needs two named people.`);
  } else if (samePerson(resolution.by, resolution.second)) {
    say('resolution-two-people', `The second person on ${subject} must be somebody other than ${resolution.by}.`);
  }
  if (resolution.evidence.trim() === '')
    say('resolution-without-evidence', `The resolution of ${subject} names no evidence.`);
  if (!isPlainDate(resolution.at)) say('resolution-date', `The resolution of ${subject} has no date.`);
  if (resolution.items !== 'all' && resolution.items.length === 0) {
    say('resolution-without-item', `The resolution of ${subject} names no items.`);
  }
  if (outcome === 'confirmed' && condition === null) {
    say('resolution-without-condition', `Confirmed items of ${subject} belong to a condition, and none is named.`);
  }
  if (condition !== null && !conditions.has(condition)) {
    say('condition-unknown', `The resolution of ${subject} names the condition ${condition}, which does not exist.`);
  }
  if (
    outcome === 'met-by-other-evidence' &&
    (resolution.evidenceDate === null || !isPlainDate(resolution.evidenceDate))
  ) {
    say('evidence-date-missing', `The other evidence for ${subject} needs the day it came into being.`);
  }
  return problems;
}

// 14.1: evidence made afterwards does not count.
function lateEvidence(item: ItemToResolve, { outcome, evidenceDate }: Resolution): Problem | undefined {
  if (outcome !== 'met-by-other-evidence' || evidenceDate === null || item.timelyUntil === null) return undefined;
  if (evidenceDate <= item.timelyUntil) return undefined;
  const sentence = `The evidence of ${evidenceDate} for ${item.record} was made after ${item.timelyUntil}, when ${item.attribute} had to be met.`;
  return problem('evidence-made-afterwards', item.record, sentence);
}

function samePerson(a: string, b: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return plain(a) === plain(b);
}

function attributeOf({ procedure, attribute }: { readonly procedure: string; readonly attribute: string }): string {
  return `${procedure} ${attribute}`;
}

// Keys come from outside and may contain anything; JSON keeps the parts apart.
function idOf(item: { readonly procedure: string; readonly attribute: string; readonly record: string }): string {
  return JSON.stringify([item.procedure, item.attribute, item.record]);
}

function problem(code: string, subject: string, sentence: string): Problem {
  return { code, subject, sentence, source: 'R-TST-08' };
}
