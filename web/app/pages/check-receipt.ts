/** A receipt checked where it is read, by the ledger's own code: from the bytes' digest to the checkpoint's root. */
import { fromBase64, fromHex } from '../../../src/ledger/bytes.ts';
import { parseCheckpoint } from '../../../src/ledger/checkpoint.ts';
import { parseEnvelope, payloadText } from '../../../src/ledger/dsse.ts';
import { entryBody, entryValue } from '../../../src/ledger/entry.ts';
import { leafHash, verifyInclusion } from '../../../src/ledger/merkle.ts';
import { headerOf, parseStatement } from '../../../src/ledger/statement.ts';
import type { EvidenceReceipt } from '../api/client.ts';

/** What does not hold; null: everything does. A receipt without its proof yet is not checked. */
export function wrongWith(receipt: EvidenceReceipt, sha256: string): 'bytes' | 'leaf' | 'path' | null {
  const { checkpoint, proof, opening, entry } = receipt;
  if (checkpoint === null || proof === null) return 'path';
  try {
    const statement = parseStatement(payloadText(parseEnvelope(opening.envelope)));
    if (statement.subject.sha256 !== sha256) return 'bytes';
    const value = entryValue(headerOf(statement), entryBody(fromBase64(opening.salt), opening.envelope));
    const signed = parseCheckpoint(checkpoint.note);
    const claim = {
      index: entry.index,
      size: signed.size,
      leafHash: leafHash(value),
      proof: proof.hashes.map(fromHex),
      root: signed.root,
    };
    return verifyInclusion(claim) ? null : 'path';
  } catch {
    // The ledger's code refuses what is not of its form.
    return 'leaf';
  }
}
