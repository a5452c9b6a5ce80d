import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Name of the session's cookie; browsers take a `__Host-` cookie over TLS and from localhost, for this host and every path alone. */
export const sessionCookie = '__Host-tickmark';

/** Name of the cookie that binds a sign-in at another house to the browser it was begun in, and for how long it may take. */
export const awayCookie = '__Host-tickmark-away';
export const awaySeconds = 600;

/** What is stored of a session's or an API's token: its SHA-256. The token itself is told once. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What a page must send with every change, so that another site's form cannot: bound to the session, told by `GET /session`. */
export function csrfOf(token: string): string {
  return createHmac('sha256', token).update('tickmark-csrf/1').digest('base64url');
}

export function csrfMatches(token: string, sent: string): boolean {
  const expected = Buffer.from(csrfOf(token));
  const given = Buffer.from(sent);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
