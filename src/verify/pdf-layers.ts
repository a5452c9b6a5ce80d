/**
 * Takes a report's PDF apart into its three layers, and checks the seal. Nothing is searched for and nothing is forgiven: what is
 * read out of the file is built again (`pdf-updates.ts`, `cms.ts`) and must give the same bytes, so a sealed file has one form.
 * Runs in browsers; input is hostile.
 */
import { concat, equalBytes, fromHex, sha256, verifyP256 } from '../ledger/index.ts';
import { buildCms, readCms, signedAttributes } from './cms.ts';
import { DerError, DerReader, tags } from './der.ts';
import {
  asText,
  bundleUpdate,
  type FileBefore,
  LayerError,
  type LayerProblem,
  locateBundle,
  locateSeal,
  readRendered,
  sealUpdate,
  signatureRoom,
} from './pdf-updates.ts';
import { type Certificate, isLowS, readCertificate } from './x509.ts';

/**
 * The seal as it stands in the file.
 * signingTime   as the signer states it: nobody else witnessed it
 * digest        SHA-256 that was signed; `checkSeal` compares it with the file's
 * signature     r ‖ s, 64 bytes
 * byteRange     [0, a, b, c]: signed are bytes 0..a and b..b+c, which is all but the signature
 */
export interface Seal {
  readonly certificate: Certificate;
  readonly signingTime: string;
  readonly name: string;
  readonly reason: string;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
  readonly byteRange: readonly [number, number, number, number];
}

/** rendered, bundle: views into the file. bundleAt: place of the bundle's first byte. */
export interface Layers {
  readonly rendered: Uint8Array;
  readonly bundle: Uint8Array;
  readonly bundleAt: number;
  readonly seal: Seal;
}

export type SplitLayers =
  | { readonly ok: true; readonly layers: Layers }
  | { readonly ok: false; readonly problems: readonly LayerProblem[] };

/** A file without seal: the rendered report and the bundle. `after` is what the seal's update needs to know. */
export interface AttachedLayers {
  readonly rendered: Uint8Array;
  readonly bundle: Uint8Array;
  readonly bundleAt: number;
  readonly after: FileBefore;
}

/** Place of the last cross-reference table, as the end of the file states it. */
export function lastTable(file: Uint8Array): number {
  const from = Math.max(0, file.length - 40);
  const end = /\nstartxref\n(0|[1-9]\d{0,9})\n%%EOF$/.exec(asText(file, from, file.length))?.[1];
  if (end === undefined || Number(end) >= file.length) {
    throw new LayerError(from, 'The file does not end as a report ends; something was cut off or added.');
  }
  return Number(end);
}

/** Place of the table before the one at `xref`. */
function tableBefore(file: Uint8Array, xref: number): number {
  const prev = /\n {2}\/Prev (\d{1,10})\n>>\nstartxref\n/.exec(asText(file, xref, xref + 700))?.[1];
  if (prev === undefined || Number(prev) >= xref) {
    throw new LayerError(xref, 'The table at this place belongs to no update of a report.');
  }
  return Number(prev);
}

function compare(file: Uint8Array, place: number, expected: Uint8Array, what: string): void {
  for (let i = 0; i < expected.length; i++) {
    if (file[place + i] !== expected[i]) throw new LayerError(place + i, `${what} is not what its parts give.`);
  }
}

/**
 * Reads the rendered report and the bundle of a file whose second cross-reference table stands at `xref`; more may follow.
 * Throws `LayerError`.
 */
export function readAttached(file: Uint8Array, xref: number): AttachedLayers {
  const before = readRendered(file, tableBefore(file, xref));
  const { from, to } = locateBundle(file, before);
  const rendered = file.subarray(0, before.length);
  const bundle = file.subarray(from, to);
  const { bytes, after } = bundleUpdate(before, bundle);
  compare(file, before.length, bytes, 'The layer that attaches the bundle');
  return { rendered, bundle, bundleAt: from, after };
}

function readSealed(file: Uint8Array): Layers {
  const { rendered, bundle, bundleAt, after } = readAttached(file, tableBefore(file, lastTable(file)));
  const place = after.length;
  const { name, reason, hexAt } = locateSeal(file, place);
  const hex = asText(file, hexAt, hexAt + 2 * signatureRoom);
  if (hex.length !== 2 * signatureRoom || !/^[0-9a-f]*$/.test(hex)) {
    throw new LayerError(hexAt, 'The signature is not lower-case hex of the size it has in a report.');
  }
  let seal: Seal;
  let cms: Uint8Array;
  try {
    cms = new DerReader(fromHex(hex)).read(tags.sequence).whole;
    const { certificate, digest, signingTime, signature } = readCms(cms);
    seal = {
      certificate: readCertificate(certificate),
      signingTime,
      name,
      reason,
      digest,
      signature,
      byteRange: [0, 0, 0, 0],
    };
    const expected = buildCms({ certificate, digest, signingTime, signature });
    const at = expected.findIndex((byte, i) => byte !== cms[i]);
    if (at >= 0 || expected.length !== cms.length) {
      throw new DerError(Math.max(at, 0), 'The signature’s structure is not what its parts give.');
    }
  } catch (error) {
    if (error instanceof DerError) throw new LayerError(hexAt + 2 * error.at, error.message);
    throw error;
  }
  const { bytes, byteRange } = sealUpdate(after, { signingTime: seal.signingTime, name, reason }, cms);
  compare(file, place, bytes, 'The layer of the seal');
  if (file.length !== place + bytes.length) throw new LayerError(place + bytes.length, 'Something follows the seal.');
  return { rendered, bundle, bundleAt, seal: { ...seal, byteRange } };
}

/**
 * The three layers of a sealed report: rendered report, bundle, seal; nothing before, between or after them.
 * file     the whole file, any bytes
 * returns  the layers, or where the file stops being a sealed report and why. Whether the seal holds is `checkSeal`'s to say.
 */
export function splitLayers(file: Uint8Array): SplitLayers {
  try {
    return { ok: true, layers: readSealed(file) };
  } catch (error) {
    if (error instanceof LayerError) return { ok: false, problems: [{ place: error.place, sentence: error.message }] };
    throw error;
  }
}

/**
 * Whether the seal is over this file, unchanged: digest of every byte but the signature's, signature by the certificate's key,
 * low s, time within the certificate's validity, and a certificate that names itself as issuer signed by its own key. A
 * certificate of another issuer is accepted here: the reader's list of trusted keys decides about it, by its digest.
 * seal     of `splitLayers` of the same file
 * returns  what does not hold, all at once; empty when all does
 */
export function checkSeal(file: Uint8Array, seal: Seal): readonly LayerProblem[] {
  const problems: LayerProblem[] = [];
  const [, a, b, c] = seal.byteRange;
  const wrong = (sentence: string): void => {
    problems.push({ place: a, sentence });
  };
  if (b + c !== file.length) wrong('The seal does not reach to the end of the file.');
  const digest = sha256(concat(file.subarray(0, a), file.subarray(b)));
  if (!equalBytes(digest, seal.digest))
    wrong('The file was changed after it was sealed: its digest is not the one that was signed.');
  const signed = signedAttributes({ ...seal, certificate: seal.certificate.der });
  if (!verifyP256(seal.certificate.publicKey, signed, seal.signature))
    wrong('The signature is not by the key of the certificate.');
  if (!isLowS(seal.signature)) wrong('The signature is not in the one form a seal has (low s).');
  const { notBefore, notAfter, selfIssued, selfSigned } = seal.certificate;
  if (seal.signingTime < notBefore || seal.signingTime > notAfter) {
    wrong(`The seal is dated ${seal.signingTime}; its certificate is valid from ${notBefore} to ${notAfter}.`);
  }
  if (selfIssued && !selfSigned) wrong('The certificate names itself as its issuer, but its own key did not sign it.');
  return problems;
}
