/** What goes wrong in a simulated year, decided from the seed before anything is written. Pure. */
import { accountDeviations, accountRoom } from './exports/accounts.ts';
import { changeDeviations } from './exports/changes.ts';
import { eventDeviations } from './exports/cloud-events.ts';
import { findingDeviations } from './exports/findings.ts';
import type { Theme, ThemeReach } from './model.ts';
import { type Random, randomOf } from './random.ts';

/** What the year leads to, when conclusions are drawn as the engine proposes them. */
export type Outcome = 'unmodified' | 'failed-control-others-suffice' | 'qualified' | 'adverse';

/** At most so many deviations of one cause: what people can still list by name. */
export const mostOfOneCause = 2_000;

/**
 * records  how many records an attribute of a library control has to deviate in
 */
export interface Candidate {
  readonly control: string;
  readonly attribute: string;
  readonly says: string;
  readonly records: number;
}

/** Sizes of the exports, which limit how much can deviate in them. */
export interface Sizes {
  readonly changes: number;
  readonly events: number;
  readonly checks: number;
  readonly vulnerabilities: number;
  readonly images: number;
}

export interface Plan {
  readonly outcome: Outcome;
  readonly themes: readonly Theme[];
}

/** Causes in registers and tickets have `name` = the attribute; causes in raw exports the name of their deviation. */
export function planYear(seed: string, candidates: readonly Candidate[], sizes: Sizes): Plan {
  const random = randomOf(seed, 'plan');
  const outcome =
    (['unmodified', 'failed-control-others-suffice', 'qualified', 'qualified', 'adverse'] as const)[random.below(5)] ??
    'unmodified';
  const failing = { unmodified: 0, 'failed-control-others-suffice': 1, qualified: 1, adverse: 3 }[outcome];
  const themes: Theme[] = [];
  const add = (theme: Omit<Theme, 'id'>): void => {
    themes.push({ ...theme, id: `C-${themes.length + 1}` });
  };
  const byControl = Map.groupBy(candidates, (c) => c.control);
  const controls = shuffled(random, [...byControl.keys()]);
  const large = controls.filter((control) => (byControl.get(control)?.[0]?.records ?? 0) >= 20);
  const failed = large.slice(0, failing);
  const others = controls.filter((control) => !failed.includes(control)).slice(0, random.between(6, 11));
  for (const control of [...failed, ...others]) {
    const { attribute, says, records } = random.pick(byControl.get(control) ?? []);
    const reach: ThemeReach = failed.includes(control) ? 'unbounded' : random.chance(0.4) ? 'isolated' : 'bounded';
    add({
      control,
      name: attribute,
      says: `Not so for some records: ${says.replace(/\.$/, '')}`,
      count: countOf(random, records, reach),
      reach,
    });
  }
  const raw: { control: string; name: string; says: string; room: number }[] = [
    ...[...changeDeviations].map(([name, d]) => ({ ...d, name, room: sizes.changes / 10 })),
    ...[...eventDeviations].map(([name, d]) => ({ ...d, name, room: sizes.events / 100 })),
    ...[...accountDeviations].map(([name, d]) => ({ ...d, name, room: (accountRoom[d.of] ?? 0) / 3 })),
    ...[...findingDeviations].map(([name, d]) => ({
      ...d,
      name,
      room: (d.of === 'check' ? sizes.checks : d.of === 'vulnerability' ? sizes.vulnerabilities : sizes.images) / 10,
    })),
  ];
  for (const { control, name, says, room } of shuffled(random, raw).slice(0, random.between(5, 9))) {
    const reach: ThemeReach = random.chance(0.4) ? 'isolated' : 'bounded';
    const count = Math.max(1, Math.min(reach === 'isolated' ? 1 : 1 + random.below(4), Math.floor(room)));
    const grown = reach === 'bounded' ? Math.max(count, Math.floor(room / 200)) : count;
    add({ control, name, says, count: Math.min(mostOfOneCause, grown), reach });
  }
  return { outcome, themes };
}

function countOf(random: Random, records: number, reach: ThemeReach): number {
  if (reach === 'isolated' || records < 20) return 1;
  const share = reach === 'unbounded' ? random.between(60, 150) : random.between(3, 30);
  return Math.min(mostOfOneCause, Math.max(reach === 'unbounded' ? 2 : 1, Math.round((records * share) / 1000)));
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [a, b] = [copy[i], copy[j]];
    if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a];
  }
  return copy;
}
