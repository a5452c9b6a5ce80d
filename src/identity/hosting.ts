/** Who hosts what (R-IND-10): the deployment mode, what it leaves each side, and what stands against changing it. Pure. */
import type { Decision } from './decide.ts';
import type { Side } from './model.ts';

export const modes = ['neutral-hosted', 'split', 'client-hosted', 'firm-hosted'] as const;
export type Mode = (typeof modes)[number];

/** The policies by which a part is off in a mode, whoever asks (policies/4-hosting.cedar). */
const portalPolicies = ['firm-hosts-portal', 'client-hosts-portal'];

/** The policy by which a part is off where it is hosted like this; null: something else decided. */
export function offBy(decision: Decision): string | null {
  return decision.policies.find((one) => portalPolicies.includes(one)) ?? null;
}

/** The side that has a portal alone; null: both have everything. */
export function portalSide(mode: Mode): Side | null {
  return mode === 'firm-hosted' ? 'management' : mode === 'client-hosted' ? 'firm' : null;
}

/** What stands in the database now. reason, since: null until somebody said a mode */
export interface Hosting {
  readonly revision: number;
  readonly mode: Mode;
  readonly saidBy: 'setting' | 'first-run' | null;
  readonly reason: string | null;
  readonly since: string | null;
}

export const reasonLength = { least: 10, most: 500 } as const;

/**
 * What stands against a mode; null: nothing does. The first is said freely while nobody is here; later a reason is needed, and nothing
 * may be lost.
 * isEmpty  no organization is here
 * held     organizations that keep what would be off, each with the number of its records
 */
export function refuseMode(
  now: Hosting,
  wanted: { readonly mode: Mode; readonly reason: string },
  { isEmpty, held }: { readonly isEmpty: boolean; readonly held: readonly { name: string; records: number }[] },
): string | null {
  if (wanted.mode === now.mode || (isEmpty && now.revision === 0)) return null;
  if (wanted.reason.length < reasonLength.least || wanted.reason.length > reasonLength.most) {
    return `The installation is ${now.mode}. Changing that to ${wanted.mode} needs a reason of ${reasonLength.least} to ${reasonLength.most} characters.`;
  }
  if (held.length === 0) return null;
  const whose = held.map((one) => `${one.name} (${one.records})`).join(', ');
  return `As ${wanted.mode}, records would be out of reach: ${whose}. They are exported and kept elsewhere before the mode changes.`;
}
