/** Keys a reader trusts, from a plain file (docs/trust-file.md). Pure. */
import { fromBase64, sha256, toHex } from '../ledger/index.ts';
import { Refusal } from '../refusal.ts';

export interface TrustedKey {
  readonly role: string;
  /** 'ed25519:BASE64' of the raw key, or 'sha256:HEX' of the certificate */
  readonly key: string;
}

/** Words in the order of a line: role, name (may hold blanks), key. `#` begins a comment. */
export function parseTrustFile(text: string, file: string): readonly TrustedKey[] {
  const problems: { code: string; subject: string; sentence: string }[] = [];
  const keys: TrustedKey[] = [];
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    if (line === '') continue;
    const words = line.split(/\s+/);
    const role = words[0] ?? '';
    const key = words.at(-1) ?? '';
    const good = words.length >= 3 && (/^ed25519:[A-Za-z0-9+/]{43}=$/.test(key) || /^sha256:[0-9a-f]{64}$/.test(key));
    if (good) keys.push({ role, key });
    else {
      const subject = `${file}:${i + 1}`;
      problems.push({
        code: 'trust-file',
        subject,
        sentence: `${file}, line ${i + 1}: a line is ROLE NAME ed25519:KEY or ROLE NAME sha256:DIGEST.`,
      });
    }
  }
  if (problems.length > 0) throw new Refusal('trust-file', `${file} is no trust file.`, { problems });
  return keys;
}

export type Trust = 'yes' | 'no' | 'unverified';

/** Whether a key of the bundle is among the trusted; 'unverified' when the reader named none. */
export function trustOf(
  key: { readonly role: string; readonly algorithm: 'ed25519' | 'x509-ecdsa-p256'; readonly publicKey: string },
  trusted: readonly TrustedKey[] | null,
): Trust {
  if (trusted === null) return 'unverified';
  const text =
    key.algorithm === 'ed25519' ? `ed25519:${key.publicKey}` : `sha256:${toHex(sha256(fromBase64(key.publicKey)))}`;
  return trusted.some((t) => t.role === key.role && t.key === text) ? 'yes' : 'no';
}

/** A line of a trust file for a key. */
export function trustLine(key: {
  readonly role: string;
  readonly name: string;
  readonly algorithm: 'ed25519' | 'x509-ecdsa-p256';
  readonly publicKey: string;
}): string {
  const text =
    key.algorithm === 'ed25519' ? `ed25519:${key.publicKey}` : `sha256:${toHex(sha256(fromBase64(key.publicKey)))}`;
  return `${key.role} ${key.name} ${text}`;
}
