import type { ItemState, Source } from './organization-model.ts';
import { type Finding, mustWait } from './scan.ts';

const next: Readonly<Record<ItemState, readonly ItemState[]>> = {
  draft: ['ready', 'recalled'],
  ready: ['recalled'],
  quarantined: ['ready', 'recalled'],
  recalled: [],
};

/** The state of an item that has just been looked through. draft: whoever sends it wants to go on with it */
export function firstState(findings: readonly Finding[], source: Source | null, draft: boolean): ItemState {
  if (mustWait(findings)) return 'quarantined';
  return draft || source === null ? 'draft' : 'ready';
}

/**
 * Why an item may not go from one state to another; null: it may.
 * why     the reason given, '' where none is
 * source  as it will be
 */
export function refuseState(from: ItemState, to: ItemState, why: string, source: Source | null): string | null {
  if (from === to) return null;
  if (!next[from].includes(to)) return `What is ${from} does not become ${to}.`;
  if (to === 'ready' && source === null) return 'Say first where it comes from.';
  if (why.trim() === '' && (from === 'quarantined' || to === 'recalled')) return 'Give a reason.';
  return null;
}

/** How many parts `size` bytes are sent in; nothing at all is one empty part. */
export function partsOf(size: number, partSize: number): number {
  return Math.max(1, Math.ceil(size / partSize));
}

/** Bytes of part `number`, from 1. */
export function sizeOfPart(size: number, partSize: number, number: number): number {
  return Math.min(partSize, size - (number - 1) * partSize);
}
