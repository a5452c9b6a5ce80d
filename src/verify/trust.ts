/** Keys a reader trusts, from a plain file (docs/trust-file.md). Pure. */
import { fromBase64, sha256, toHex } from '../ledger/index.ts';
import { Refusal } from '../refusal.ts';

export interface TrustedKey {
  readonly role: string;
  /** what the reader calls it: the file's own word, never the bundle's */
  readonly name: string;
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
    if (good) keys.push({ role, name: words.slice(1, -1).join(' '), key });
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

/** A key as a bundle lists it. */
type ListedKey = {
  readonly role: string;
  readonly algorithm: 'ed25519' | 'x509-ecdsa-p256';
  readonly publicKey: string;
};

/** A key as a trust file writes it. A bundle is hostile: what is no base64 is a key that nobody can trust. */
function written(key: ListedKey): string {
  if (key.algorithm === 'ed25519') return `ed25519:${key.publicKey}`;
  try {
    return `sha256:${toHex(sha256(fromBase64(key.publicKey)))}`;
  } catch {
    return 'unreadable';
  }
}

/** Whether a key of the bundle is among the trusted; 'unverified' when the reader named none. `as` is the reader's own name for it. */
export function trustOf(
  key: ListedKey,
  trusted: readonly TrustedKey[] | null,
): { readonly trusted: Trust; readonly as: string | null } {
  if (trusted === null) return { trusted: 'unverified', as: null };
  const text = written(key);
  const found = trusted.find((t) => t.role === key.role && t.key === text);
  return found ? { trusted: 'yes', as: found.name } : { trusted: 'no', as: null };
}

/** A line of a trust file for a key. */
export function trustLine(key: ListedKey & { readonly name: string }): string {
  return `${key.role} ${key.name} ${written(key)}`;
}
