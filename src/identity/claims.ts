/** What another house says of somebody, read as hostile input, and what it may count for here. Pure. */
import { z } from 'zod';
import { emailSchema, nameSchema } from './model.ts';

/**
 * issuer, subject  together the account; whatever else it says of itself can change
 * email            null: none that is one
 * emailVerified    the house says the address is the person's
 * amr, acr         how they proved themselves there
 * authTime         seconds since 1970 when they did; null: it does not say
 */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly amr: readonly string[];
  readonly acr: string | null;
  readonly authTime: number | null;
}

/** A subject has at most 255 signs of ASCII (OpenID Connect Core 1.0, section 2). */
const needed = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
});
const word = z.string().min(1).max(200);
const optional = z.object({
  email: emailSchema.nullable().catch(null),
  email_verified: z.literal(true).nullable().catch(null),
  name: nameSchema.nullable().catch(null),
  amr: z.array(word).max(50).catch([]),
  acr: word.nullable().catch(null),
  auth_time: z.number().int().min(0).max(253_402_300_799).nullable().catch(null),
});

/** Null: no issuer or no subject that could be one. What is optional and cannot be read is not there. */
export function readClaims(claims: Readonly<Record<string, unknown>>): Claims | null {
  const account = needed.safeParse(claims);
  if (!account.success) return null;
  const said = optional.parse(claims);
  return {
    issuer: account.data.iss,
    subject: account.data.sub,
    email: said.email,
    emailVerified: said.email_verified === true,
    name: said.name,
    amr: said.amr,
    acr: said.acr,
    authTime: said.auth_time,
  };
}

/** Whether several factors were given there, by the values whoever runs the installation trusts; with none, never. */
export function showsFactors(
  claims: Pick<Claims, 'amr' | 'acr'>,
  trusted: { readonly amr: readonly string[]; readonly acr: readonly string[] },
): boolean {
  return (
    claims.amr.some((one) => trusted.amr.includes(one)) || (claims.acr !== null && trusted.acr.includes(claims.acr))
  );
}

/** Seconds the clocks of both houses may be apart. */
const clocksApart = 30;

/** Whether they proved themselves there after that instant, rather than being known from before. since: RFC 3339 */
export function provedSince(claims: Pick<Claims, 'authTime'>, since: string, now: string): boolean {
  if (claims.authTime === null) return false;
  const [from, to] = [Date.parse(since) / 1000 - clocksApart, Date.parse(now) / 1000 + clocksApart];
  return claims.authTime >= from && claims.authTime <= to;
}
