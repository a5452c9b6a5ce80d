/** Codes of an authenticator application: TOTP (RFC 6238), SHA-1, 30 seconds, six digits, which is what they all read. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const stepSeconds = 30;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a step (RFC 4226 5.3). algorithm and digits other than those of this page are for the vectors of the RFC alone. */
export function codeAt(secret: Uint8Array, step: number, digits = 6, algorithm = 'sha1'): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(algorithm, secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step that holds an instant (RFC 3339). */
export function stepAt(now: string): number {
  return Math.floor(Date.parse(now) / 1000 / stepSeconds);
}

/**
 * The step whose code this is: the present one, the one before or the one after, since clocks differ; null where it is none of them, or
 * one that was used. after: the last step that was used; null: none was
 */
export function matchingStep(secret: Uint8Array, code: string, now: string, after: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const present = stepAt(now);
  const given = Buffer.from(code);
  const fits = [present, present - 1, present + 1].filter((step) =>
    timingSafeEqual(Buffer.from(codeAt(secret, step)), given),
  );
  return fits.find((step) => after === null || step > after) ?? null;
}

/** What an application scans. */
export function totpUri(secret: Uint8Array, email: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
}

/** RFC 4648 base32 without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}
