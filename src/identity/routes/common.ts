/** Shapes and steps that routes of people share. */
import { z } from 'zod';
import type { Outside } from '../../http/api/route.ts';
import type { Caller } from '../dependencies.ts';
import { notSignedIn } from '../errors.ts';
import { roleSchema } from '../model.ts';
import type { SignedIn } from '../service.ts';
import { csrfOf } from '../session-token.ts';

export const uuid = z.uuid();
export const instant = z.string();
export const organization = z.object({ organizationId: uuid });
export const oneOf = z.object({ organizationId: uuid, id: uuid });
export const password = z.string().min(1).max(1024);
export const newPassword = z.string().max(1024);
export const code = z.string().max(40);
export const device = z.string().max(200).optional();
export const link = z.object({ token: z.string().min(20).max(200) });
export const factorState = z.enum(['none', 'needed', 'done']);
export const roles = z.array(roleSchema).min(1).max(20);
export const until = z.iso.datetime().nullable();
export const both: ('management' | 'firm')[] = ['management', 'firm'];

/** csrf: what a change must send from now on; device: to be sent at the next sign-in from this browser */
export const signedIn = z.object({ factor: factorState, csrf: z.string(), device: z.string().nullable() });

export function callerOf(outside: Outside, from: string | null = null): Caller {
  return { address: outside.address, agent: outside.agent, device: from, now: outside.now };
}

export function cookieOf(outside: Outside): string {
  if (outside.cookie === null) throw notSignedIn();
  return outside.cookie;
}

export function answerOf(done: SignedIn) {
  return { cookie: done.token, body: { factor: done.factor, csrf: csrfOf(done.token), device: done.device } };
}
