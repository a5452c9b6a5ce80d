/** The tree over the claims of a report: root, and the one order of its leaves. Pure, used by maker and verifier. */
import { CompactTree, canonicalJson, compareBytes, concat, fromBase64, sha256, utf8 } from '../ledger/index.ts';
import type { Claim } from './bundle.ts';

const label = utf8('tickmark-claim/1\n');

/** Leaf value of a claim: SHA-256("tickmark-claim/1\n" ‖ salt ‖ canonical JSON of {id, value}). */
export function claimLeaf(claim: Claim): Uint8Array {
  return sha256(concat(label, fromBase64(claim.salt), utf8(canonicalJson({ id: claim.id, value: claim.value }))));
}

/** RFC 6962 root over the claims in the order given, which must be that of the ids' UTF-8 bytes. */
export function claimsRoot(claims: readonly Claim[]): Uint8Array {
  const tree = new CompactTree();
  for (const claim of claims) tree.appendValue(claimLeaf(claim));
  return tree.root();
}

/** Ids out of order or given twice. */
export function problemsOfClaimOrder(claims: readonly Claim[]): string[] {
  return claims.flatMap((claim, i) => {
    const before = claims[i - 1];
    if (!before || compareBytes(utf8(before.id), utf8(claim.id)) < 0) return [];
    return [`The claim ${claim.id} does not follow ${before.id}.`];
  });
}
