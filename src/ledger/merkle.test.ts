import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase64, toHex, utf8 } from './bytes.ts';
import {
  CompactTree,
  consistencyProof,
  emptyRoot,
  inclusionProof,
  inclusionProofs,
  leafHash,
  merkleRoot,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const vectors = new URL('../../test/data/tlog-vectors/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, vectors), 'utf8');
const hashes = (list: readonly string[] | null): Uint8Array[] => (list ?? []).map(fromBase64);

interface InclusionVector {
  readonly file: string;
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly desc: string;
  readonly wantErr: boolean;
}
interface ConsistencyVector {
  readonly file: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly desc: string;
  readonly wantErr: boolean;
}
const inclusion: readonly InclusionVector[] = JSON.parse(read('merkle-inclusion.json'));
const consistency: readonly ConsistencyVector[] = JSON.parse(read('merkle-consistency.json'));

describe('published Merkle proof vectors', () => {
  it('are 98 inclusion and 98 consistency cases, with some to accept and some to refuse', () => {
    expect([inclusion.length, consistency.length]).toEqual([98, 98]);
    for (const list of [inclusion, consistency]) {
      expect(new Set(list.map((one) => one.wantErr))).toEqual(new Set([true, false]));
    }
  });
  it.each(inclusion)('inclusion $file: $desc is refused: $wantErr', (vector) => {
    const holds = verifyInclusion({
      index: vector.leafIdx,
      size: vector.treeSize,
      leafHash: fromBase64(vector.leafHash),
      proof: hashes(vector.proof),
      root: fromBase64(vector.root),
    });
    expect(holds).toBe(!vector.wantErr);
  });
  it.each(consistency)('consistency $file: $desc is refused: $wantErr', (vector) => {
    const holds = verifyConsistency({
      size1: vector.size1,
      size2: vector.size2,
      root1: fromBase64(vector.root1),
      root2: fromBase64(vector.root2),
      proof: hashes(vector.proof),
    });
    expect(holds).toBe(!vector.wantErr);
  });
});

describe('the tree', () => {
  const leafOf = (i: number): Uint8Array => leafHash(utf8(`leaf ${i}`));
  const leaves = Array.from({ length: 9 }, (_, i) => leafOf(i));
  const [l0, l1, l2, l3, l4, l5, l6] = [leafOf(0), leafOf(1), leafOf(2), leafOf(3), leafOf(4), leafOf(5), leafOf(6)];
  const a = nodeHash(l0, l1);

  it('without leaves has the SHA-256 of nothing as its root', () => {
    expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(new CompactTree().root()).toEqual(emptyRoot());
  });
  it('splits at the largest power of two below its size', () => {
    expect(merkleRoot(leaves.slice(0, 3))).toEqual(nodeHash(a, l2));
    expect(merkleRoot(leaves.slice(0, 5))).toEqual(nodeHash(nodeHash(a, nodeHash(l2, l3)), l4));
  });
  it('gives the proofs of the worked cases at the head of the file', () => {
    expect(inclusionProof(leaves, 2, 3)).toEqual([a]);
    expect(inclusionProof(leaves, 0, 3)).toEqual([l1, l2]);
    expect(consistencyProof(leaves, 2, 3)).toEqual([l2]);
    expect(consistencyProof(leaves, 3, 7)).toEqual([l2, l3, a, nodeHash(nodeHash(l4, l5), l6)]);
  });
  it('takes a value or its leaf hash alike, whatever the length of the value', () => {
    for (const length of [0, 1, 32, 33, 70_000]) {
      const value = new Uint8Array(length).fill(7);
      const byValue = new CompactTree();
      expect([byValue.appendValue(value), byValue.appendValue(value)]).toEqual([0, 1]);
      expect(byValue.root()).toEqual(merkleRoot([leafHash(value), leafHash(value)]));
    }
  });
  it('proves several leaves from one pass over a stream, and refuses a stream of another length', () => {
    const { root, proofs } = inclusionProofs(leaves.values(), leaves.length, [8, 0, 3]);
    expect(root).toEqual(merkleRoot(leaves));
    expect(proofs).toEqual([inclusionProof(leaves, 8), inclusionProof(leaves, 0), inclusionProof(leaves, 3)]);
    expect(() => inclusionProofs(leaves.values(), 10, [0])).toThrow('There are 9 leaves, not 10.');
  });
  it('refuses indexes and sizes that no tree has', () => {
    for (const [index, size] of [
      [3, 3],
      [-1, 3],
      [0.5, 3],
      [0, 0],
      [0, Number.NaN],
      [0, 2 ** 53],
    ] as const) {
      expect(() => inclusionProof(leaves, index, size)).toThrow();
      expect(verifyInclusion({ index, size, leafHash: l0, proof: [], root: l0 })).toBe(false);
    }
    expect(() => consistencyProof(leaves, 0, 3)).toThrow();
    expect(() => consistencyProof(leaves, 4, 3)).toThrow();
    expect(() => new CompactTree().append(new Uint8Array(31))).toThrow();
  });
  it('refuses a proof that is longer than the tree is high, even where its hashes lead to the root given', () => {
    expect(verifyInclusion({ index: 0, size: 1, leafHash: l0, proof: [l1], root: nodeHash(l1, l0) })).toBe(false);
    const [three, four] = [nodeHash(a, l2), nodeHash(a, nodeHash(l2, l3))];
    const sizes = { size1: 3, size2: 4 };
    expect(verifyConsistency({ ...sizes, root1: three, root2: four, proof: [l2, l3, a] })).toBe(true);
    const [root1, root2] = [nodeHash(l4, three), nodeHash(l4, four)];
    expect(verifyConsistency({ ...sizes, root1, root2, proof: [l2, l3, a, l4] })).toBe(false);
    const both = { size1: 3, size2: 3, root1: a, root2: a, proof: [a] };
    expect(verifyConsistency(both)).toBe(false);
  });
  it('checks proofs in trees larger than 2^32, where bit operators of 32 bits would go wrong', () => {
    // A tree of 2^40 + 1 leaves: the last leaf hangs beside one complete subtree.
    const size = 2 ** 40 + 1;
    const root = nodeHash(a, l2);
    expect(verifyInclusion({ index: size - 1, size, leafHash: l2, proof: [a], root })).toBe(true);
    expect(verifyInclusion({ index: size - 2, size, leafHash: l2, proof: [a], root })).toBe(false);
    expect(verifyConsistency({ size1: 2 ** 40, size2: size, root1: a, root2: root, proof: [l2] })).toBe(true);
  });
});
