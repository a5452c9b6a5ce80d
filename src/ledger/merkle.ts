/**
 * The Merkle tree of RFC 6962, section 2.1: leaves are hashed with a leading 0, nodes with a leading 1, and a tree of n leaves
 * splits at the largest power of two below n.
 *
 *   n = 3:       root              inclusion proof of leaf 2: [a]        (leaf to root)
 *               /    \             inclusion proof of leaf 0: [l1, l2]
 *              a      l2           consistency 2 → 3:         [l2]
 *             / \                  consistency 3 → 7:         [l2, l3, a, h(h(l4,l5),l6)]
 *            l0  l1
 *
 * A complete subtree is named by (level, index): it covers leaves [index · 2^level, (index + 1) · 2^level). Everything a proof
 * needs is a row of complete subtrees, so proofs are planned on names (pure) and then filled from leaf hashes, a stream or tiles.
 * Sizes and indexes are JavaScript safe integers, so no bit operators: those stop at 2^31.
 */
import { concat, equalBytes } from './bytes.ts';
import { sha256, sha256Into } from './crypto.ts';
import { refuse } from './errors.ts';

/** Root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

const leaf32 = new Uint8Array(33);

export function leafHash(value: Uint8Array): Uint8Array {
  const out = new Uint8Array(32);
  leafHashInto(value, out, 0);
  return out;
}

/** Writes the leaf hash of a value into `out` at `at`. */
export function leafHashInto(value: Uint8Array, out: Uint8Array, at: number): void {
  if (value.length !== 32) {
    sha256Into(concat(leafPrefix, value), out, at);
    return;
  }
  // The values of our logs: no array a leaf is made.
  leaf32.set(value, 1);
  sha256Into(leaf32, out, at);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(nodePrefix, left, right));
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

/**
 * The tree while it grows, in constant memory: the roots of its complete subtrees, largest first. One hash a node, no allocation
 * an append.
 */
export class CompactTree {
  #size = 0;
  #height = 0;
  readonly #stack: Uint8Array[] = [];
  /** 1 ‖ left ‖ right; the node just made always stands at 33 */
  readonly #node = new Uint8Array(65);

  constructor() {
    this.#node[0] = 1;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash (32 bytes); returns its index. */
  append(hash: Uint8Array): number {
    if (hash.length !== 32) throw refuse('bad-tree', 'A leaf hash has 32 bytes.');
    this.#node.set(hash, 33);
    return this.#push();
  }

  /** Adds a leaf by its value (any bytes), hashed as RFC 6962 says; returns its index. */
  appendValue(value: Uint8Array): number {
    leafHashInto(value, this.#node, 33);
    return this.#push();
  }

  root(): Uint8Array {
    if (this.#height === 0) return emptyRoot();
    let root: Uint8Array = this.#at(this.#height - 1).slice();
    for (let i = this.#height - 2; i >= 0; i--) root = nodeHash(this.#at(i), root);
    return root;
  }

  #at(i: number): Uint8Array {
    let slot = this.#stack[i];
    if (slot === undefined) {
      slot = new Uint8Array(32);
      this.#stack[i] = slot;
    }
    return slot;
  }

  #push(): number {
    const index = this.#size;
    // Each trailing 1 of the old size is a complete subtree as large as the one in hand: they become one.
    for (let n = index; n % 2 === 1; n = (n - 1) / 2) {
      this.#height -= 1;
      this.#node.set(this.#at(this.#height), 1);
      sha256Into(this.#node, this.#node, 33);
    }
    const top = this.#at(this.#height);
    for (let i = 0; i < 32; i++) top[i] = this.#node[33 + i] ?? 0;
    this.#height += 1;
    this.#size = index + 1;
    return index;
  }
}

/** A complete subtree: leaves [index · 2^level, (index + 1) · 2^level). */
export interface NodeName {
  readonly level: number;
  readonly index: number;
}

/** One hash of a proof: a row of complete subtrees, left to right, to be folded from the right. */
export type NodeRow = readonly NodeName[];

function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The complete subtrees of leaves [start, end), where start is a multiple of the largest power of two that fits. */
function cover(start: number, end: number): NodeRow {
  const row: NodeName[] = [];
  let at = start;
  while (at < end) {
    let power = 1;
    let level = 0;
    while (power * 2 <= end - at) {
      power *= 2;
      level += 1;
    }
    row.push({ level, index: at / power });
    at += power;
  }
  return row;
}

/** The row that folds to the root of the first `size` leaves; empty for the empty tree. */
export function planRoot(size: number): NodeRow {
  if (!isSize(size)) throw refuse('bad-tree', `A tree cannot have ${size} leaves.`);
  return cover(0, size);
}

/**
 * What the inclusion proof of leaf `index` in a tree of `size` leaves is made of, leaf to root.
 * refuses  bad-tree unless 0 ≤ index < size
 */
export function planInclusion(index: number, size: number): readonly NodeRow[] {
  if (!isSize(size) || !isSize(index) || index >= size) {
    throw refuse('bad-tree', `A tree of ${size} leaves has no leaf ${index}.`);
  }
  const rows: NodeRow[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      rows.push(cover(middle, end));
      end = middle;
    } else {
      rows.push(cover(start, middle));
      start = middle;
    }
  }
  return rows.reverse();
}

/**
 * What the proof is made of that the tree of `size2` leaves begins with the tree of `size1` leaves (RFC 6962, section 2.1.2).
 * Empty for equal sizes.
 * refuses  bad-tree unless 1 ≤ size1 ≤ size2
 */
export function planConsistency(size1: number, size2: number): readonly NodeRow[] {
  if (!isSize(size1) || !isSize(size2) || size1 < 1 || size1 > size2) {
    throw refuse('bad-tree', `There is no consistency proof from ${size1} to ${size2} leaves.`);
  }
  const rows: NodeRow[] = [];
  let start = 0;
  let end = size2;
  while (end !== size1) {
    const middle = start + largestPowerBelow(end - start);
    if (size1 <= middle) {
      rows.push(cover(middle, end));
      end = middle;
    } else {
      rows.push(cover(start, middle));
      start = middle;
    }
  }
  // The old tree itself is known to whoever checks; a part of it is not.
  if (start !== 0) rows.push(cover(start, end));
  return rows.reverse();
}

/** One hash from the hashes of a row of complete subtrees. */
export function foldRow(hashes: readonly Uint8Array[]): Uint8Array {
  let folded = hashes[hashes.length - 1];
  if (folded === undefined) return emptyRoot();
  for (let i = hashes.length - 2; i >= 0; i--) folded = nodeHash(hashes[i] ?? folded, folded);
  return folded;
}

/**
 * The hashes of all named nodes from one pass over the leaf hashes, in memory proportional to the names.
 * returns  the root of all leaves, their count, and a look-up for rows of the plans given
 */
export function collectNodes(
  leafHashes: Iterable<Uint8Array>,
  rows: Iterable<NodeRow>,
): { readonly size: number; readonly root: Uint8Array; readonly row: (row: NodeRow) => Uint8Array } {
  const wanted = new Map<string, Uint8Array | null>();
  const key = (level: number, index: number): string => `${level}:${index}`;
  for (const row of rows) for (const { level, index } of row) wanted.set(key(level, index), null);
  const see = (level: number, index: number, hash: Uint8Array): void => {
    const name = key(level, index);
    if (wanted.has(name)) wanted.set(name, hash);
  };
  const stack: Uint8Array[] = [];
  let size = 0;
  for (const leaf of leafHashes) {
    if (leaf.length !== 32) throw refuse('bad-tree', `Leaf hash ${size} does not have 32 bytes.`);
    let node = leaf;
    let level = 0;
    let index = size;
    see(level, index, node);
    while (index % 2 === 1) {
      const left = stack.pop();
      if (left === undefined) break;
      node = nodeHash(left, node);
      level += 1;
      index = (index - 1) / 2;
      see(level, index, node);
    }
    stack.push(node);
    size += 1;
  }
  return {
    size,
    root: foldRow(stack),
    row: (row) =>
      foldRow(
        row.map(({ level, index }) => {
          const hash = wanted.get(key(level, index));
          if (hash === undefined || hash === null) {
            throw refuse('bad-tree', `The tree has no complete subtree ${index} at level ${level}.`);
          }
          return hash;
        }),
      ),
  };
}

/** Root of the tree over these leaf hashes. */
export function merkleRoot(leafHashes: Iterable<Uint8Array>): Uint8Array {
  const tree = new CompactTree();
  for (const hash of leafHashes) tree.append(hash);
  return tree.root();
}

/**
 * Inclusion proof (RFC 6962, section 2.1.1), leaf to root, of leaf `index` in the tree over the first `size` leaf hashes (all of
 * them when left out).
 * refuses  bad-tree
 */
export function inclusionProof(
  leafHashes: readonly Uint8Array[],
  index: number,
  size: number = leafHashes.length,
): Uint8Array[] {
  if (size > leafHashes.length) throw refuse('bad-tree', `There are ${leafHashes.length} leaves, not ${size}.`);
  const plan = planInclusion(index, size);
  const nodes = collectNodes(size === leafHashes.length ? leafHashes : leafHashes.slice(0, size), plan);
  return plan.map(nodes.row);
}

/**
 * Inclusion proofs of several leaves from one pass over a stream of leaf hashes.
 * size     how many leaves the stream has; another count is refused
 * returns  the root and one proof an index, in the order given
 */
export function inclusionProofs(
  leafHashes: Iterable<Uint8Array>,
  size: number,
  indexes: readonly number[],
): { readonly root: Uint8Array; readonly proofs: readonly (readonly Uint8Array[])[] } {
  const plans = indexes.map((index) => planInclusion(index, size));
  const nodes = collectNodes(leafHashes, plans.flat());
  if (nodes.size !== size) throw refuse('bad-tree', `There are ${nodes.size} leaves, not ${size}.`);
  return { root: nodes.root, proofs: plans.map((plan) => plan.map(nodes.row)) };
}

/**
 * Consistency proof from the tree over the first `size1` leaf hashes to that over the first `size2` (all of them when left out).
 * refuses  bad-tree
 */
export function consistencyProof(
  leafHashes: readonly Uint8Array[],
  size1: number,
  size2: number = leafHashes.length,
): Uint8Array[] {
  if (size2 > leafHashes.length) throw refuse('bad-tree', `There are ${leafHashes.length} leaves, not ${size2}.`);
  const plan = planConsistency(size1, size2);
  const nodes = collectNodes(size2 === leafHashes.length ? leafHashes : leafHashes.slice(0, size2), plan);
  return plan.map(nodes.row);
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === 32);
}

/**
 * Whether `proof` shows that leaf `index` of the tree with `size` leaves and this root has this leaf hash (RFC 9162, 2.1.3.2).
 * False, never an error, for any input of another form.
 */
export function verifyInclusion(claim: {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { index, size, proof, root } = claim;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!areHashes([claim.leafHash, root, ...proof])) return false;
  let first = index;
  let last = size - 1;
  let hash = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0) return false; // more hashes than the tree is high
    if (first % 2 === 1 || first === last) {
      hash = nodeHash(sibling, hash);
      while (first % 2 === 0 && first !== 0) {
        first /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(hash, root);
}

/**
 * Whether `proof` shows that the tree of `size2` leaves with `root2` begins with the tree of `size1` leaves with `root1`
 * (RFC 9162, 2.1.4.2). From the empty tree nothing can be shown but itself: false. False, never an error, for any input of another form.
 */
export function verifyConsistency(claim: {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { size1, size2, root1, root2, proof } = claim;
  if (!isSize(size1) || !isSize(size2) || size1 > size2) return false;
  if (size1 === 0)
    return size2 === 0 && proof.length === 0 && [root1, root2].every((root) => equalBytes(root, emptyRoot()));
  // One tree: the roots are compared as they are, whatever hash they come from.
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  if (!areHashes([root1, root2, ...proof])) return false;

  let first = size1 - 1;
  let last = size2 - 1;
  while (first % 2 === 1) {
    first = (first - 1) / 2;
    last = Math.floor(last / 2);
  }
  // When the old tree is one complete subtree its root is the start, and not repeated in the proof.
  const hashes = first === 0 ? [root1, ...proof] : proof;
  const start = hashes[0];
  if (start === undefined) return false;
  let old = start;
  let now = start;
  for (const sibling of hashes.slice(1)) {
    if (last === 0) return false;
    if (first % 2 === 1 || first === last) {
      old = nodeHash(sibling, old);
      now = nodeHash(sibling, now);
      while (first % 2 === 0 && first !== 0) {
        first /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      now = nodeHash(now, sibling);
    }
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(old, root1) && equalBytes(now, root2);
}
