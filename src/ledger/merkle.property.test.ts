import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  CompactTree,
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const leavesOf = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i >> 8, i)));

/** The definition of RFC 6962, word for word, to hold the fast code against. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const only = leaves[0];
  if (leaves.length === 1 && only !== undefined) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

it('the growing tree has the root that RFC 6962 defines, at every size up to 300', () => {
  const leaves = leavesOf(300);
  const tree = new CompactTree();
  for (const [i, leaf] of leaves.entries()) {
    tree.append(leaf);
    expect(tree.root()).toEqual(rootByDefinition(leaves.slice(0, i + 1)));
  }
});

const sizes = fc
  .integer({ min: 1, max: 600 })
  .chain((size) =>
    fc.record({ size: fc.constant(size), smaller: fc.integer({ min: 1, max: size }), index: fc.nat(size - 1) }),
  );

it('two sizes of a log stay consistent, and every leaf is proved in it', () => {
  fc.assert(
    fc.property(sizes, ({ size, smaller, index }) => {
      const leaves = leavesOf(size);
      const root = rootByDefinition(leaves);
      const proof = inclusionProof(leaves, index);
      const leaf = leaves[index] ?? new Uint8Array(32);
      expect(verifyInclusion({ index, size, leafHash: leaf, proof, root })).toBe(true);
      const root1 = rootByDefinition(leaves.slice(0, smaller));
      const between = consistencyProof(leaves, smaller, size);
      expect(verifyConsistency({ size1: smaller, size2: size, root1, root2: root, proof: between })).toBe(true);
    }),
    { numRuns: 150 },
  );
});

it('one changed bit in a leaf, a root or a hash of a proof makes it fail, and so does another index', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(255), ({ size, smaller, index }, which, bit) => {
      const leaves = leavesOf(size);
      const flip = (hash: Uint8Array): Uint8Array => {
        const out = hash.slice();
        out[bit >> 3] = (out[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return out;
      };
      const flipAt = (list: readonly Uint8Array[], at: number): Uint8Array[] =>
        list.map((hash, i) => (i === at ? flip(hash) : hash));

      const root = rootByDefinition(leaves);
      const proof = inclusionProof(leaves, index);
      const parts = [leaves[index] ?? new Uint8Array(32), root, ...proof];
      const [leaf = root, top = root, ...rest] = flipAt(parts, which % parts.length);
      expect(verifyInclusion({ index, size, leafHash: leaf, proof: rest, root: top })).toBe(false);
      if (size > 1) {
        const honest = { size, leafHash: parts[0] ?? root, proof, root };
        expect(verifyInclusion({ ...honest, index: (index + 1) % size })).toBe(false);
        expect(verifyInclusion({ ...honest, index, proof: proof.slice(1) })).toBe(false);
        expect(verifyInclusion({ ...honest, index, proof: [...proof, root] })).toBe(false);
      }

      const root1 = rootByDefinition(leaves.slice(0, smaller));
      const between = consistencyProof(leaves, smaller, size);
      const all = [root1, root, ...between];
      const [one = root, two = root, ...more] = flipAt(all, which % all.length);
      expect(verifyConsistency({ size1: smaller, size2: size, root1: one, root2: two, proof: more })).toBe(false);
    }),
    { numRuns: 150 },
  );
});
