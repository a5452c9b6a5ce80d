import { concat, sha256 } from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';
import {
  buildCms,
  checkSeal,
  isInstant,
  LayerError,
  lastTable,
  readAttached,
  readCertificate,
  type SealText,
  sealUpdate,
  signedAttributes,
  splitLayers,
} from '../../verify/index.ts';
import { asRefusal } from './attach.ts';
import { type SealKey, signP256 } from './seal-key.ts';

/**
 * The file with a seal over all of it, by a second incremental update.
 * bytes        of `attachBundle`
 * privateKey   PKCS#8 PEM, P-256; certificate: DER, of this key
 * signingTime  instant with seconds, within the certificate's validity
 * name         whose seal it is; reason: why it was put; up to 200 characters each
 * refuses      bad-layers, bad-seal-key, bad-seal. What is returned passes `splitLayers` and `checkSeal`
 */
export function sealPdf(bytes: Uint8Array, seal: SealKey & SealText): Uint8Array {
  const { privateKey, certificate, signingTime, name, reason } = seal;
  if (!isInstant(signingTime))
    throw new Refusal('bad-seal', `${signingTime} is no time for a seal: YYYY-MM-DDTHH:MM:SSZ.`);
  if ([name, reason].some((text) => text.length > 200 || !text.isWellFormed())) {
    throw new Refusal('bad-seal', 'Name and reason of a seal have up to 200 characters each.');
  }
  try {
    readCertificate(certificate);
  } catch (cause) {
    throw new Refusal('bad-seal-key', 'The seal’s certificate is not a DER certificate of an ECDSA P-256 key.', {
      cause,
    });
  }
  try {
    const { after } = readAttached(bytes, lastTable(bytes));
    if (after.length !== bytes.length) throw new LayerError(after.length, 'Something follows the attached bundle.');
    const unsigned = sealUpdate(after, seal, null);
    const [, a, b] = unsigned.byteRange;
    const digest = sha256(
      concat(bytes, unsigned.bytes.subarray(0, a - bytes.length), unsigned.bytes.subarray(b - bytes.length)),
    );
    const signature = signP256(privateKey, signedAttributes({ certificate, digest, signingTime }));
    const cms = buildCms({ certificate, digest, signingTime, signature });
    const sealed = concat(bytes, sealUpdate(after, seal, cms).bytes);
    // a seal of another key, or out of its time, is found here and not by the first reader
    const split = splitLayers(sealed);
    const problems = split.ok ? checkSeal(sealed, split.layers.seal) : split.problems;
    if (problems[0] !== undefined) throw new LayerError(problems[0].place, problems[0].sentence);
    return sealed;
  } catch (error) {
    throw asRefusal(error);
  }
}
