/** Passwords at rest: argon2id (RFC 9106) in the notation `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** 19 MiB, two passes, one lane: the first choice of OWASP's list; about 35 ms here. A stored hash keeps the parameters it was made with. */
const memory = 19_456;
const passes = 2;
const saltBytes = 16;
const hashBytes = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive('argon2id', {
    message: normal(password),
    nonce: salt,
    parallelism: 1,
    tagLength: hashBytes,
    memory,
    passes,
  });
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${unpadded(salt)}$${unpadded(hash)}`;
}

/**
 * Whether the password is the stored one. stored null: nobody, or somebody who has none; the same work is done and the answer is no,
 * so that time does not tell whether an account exists.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
    stored ?? nobodys,
  );
  if (parts === null) throw new Error('A stored password is not in the notation of argon2id.');
  const [, m, t, p, salt = '', hash = ''] = parts;
  const expected = Buffer.from(hash, 'base64');
  const given = await derive('argon2id', {
    message: normal(password),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(p),
    tagLength: expected.length,
    memory: Number(m),
    passes: Number(t),
  });
  return timingSafeEqual(given, expected) && stored !== null;
}

/** The hash of a password nobody knows: its hash part is random, so that nothing can match it. */
const nobodys = `$argon2id$v=19$m=${memory},t=${passes},p=1$${unpadded(randomBytes(saltBytes))}$${unpadded(randomBytes(hashBytes))}`;

/** The same characters, however a keyboard composes them (NIST SP 800-63B 3.1.1.2). */
function normal(password: string): Buffer {
  return Buffer.from(password.normalize('NFC'), 'utf8');
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
