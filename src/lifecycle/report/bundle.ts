/** Builds the proof bundle that travels with a report (src/verify/bundle.ts). Pure: entries, proofs and keys are handed in. */
import { canonicalJson, type Json, type LoggedEntry, sha256, toBase64, toHex, utf8 } from '../../ledger/index.ts';
import {
  type Bundle,
  type BundleEntry,
  type BundleKey,
  bundleMessage,
  type Claim,
  type Draw,
  type OpenedEntry,
} from '../../verify/bundle.ts';

/** Every entry that stands behind one, itself included, ascending: the closure of its inputs. */
export function entriesBehind(entries: ReadonlyMap<number, LoggedEntry>, last: number): readonly LoggedEntry[] {
  const reached = new Set<number>();
  const open = [last];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const entry = entries.get(at);
    if (!entry) throw new Error(`Entry ${at} is not at hand.`);
    open.push(...entry.header.inputs);
  }
  return [...reached].sort((a, b) => a - b).flatMap((i) => entries.get(i) ?? []);
}

export function bundleEntry(entry: LoggedEntry, proof: readonly Uint8Array[]): BundleEntry {
  return {
    index: entry.index,
    header: { hop: entry.header.hop, inputs: [...entry.header.inputs] },
    body: toBase64(entry.body),
    proof: proof.map(toBase64),
  };
}

export function openEntry(entry: LoggedEntry): OpenedEntry {
  return { index: entry.index, salt: toBase64(entry.salt), envelope: entry.envelope };
}

/** SHA-256 (hex) over the canonical JSON of the draws: what the `report` statement names. */
export function drawsDigest(draws: readonly Draw[]): string {
  return toHex(sha256(utf8(canonicalJson(plain(draws)))));
}

/** SHA-256 (hex) over the canonical JSON of the report's data. */
export function reportDigest(report: unknown): string {
  return toHex(sha256(utf8(canonicalJson(plain(report)))));
}

/**
 * The bundle's bytes: canonical JSON and one line feed.
 * sign  the log's key (Ed25519)
 */
export async function signBundle(
  unsigned: Omit<Bundle, 'signature' | 'format' | 'report'> & {
    readonly report: unknown;
    readonly claims: readonly Claim[];
    readonly keys: readonly BundleKey[];
  },
  sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const whole: Omit<Bundle, 'signature'> = { ...unsigned, format: 'tickmark-bundle/1', report: plain(unsigned.report) };
  const signature = toBase64(await sign(bundleMessage(whole)));
  return utf8(`${canonicalJson(plain({ ...whole, signature }))}\n`);
}

/** A value as JSON carries it: without what is undefined. */
function plain(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}
