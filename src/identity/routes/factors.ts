/** Authenticator applications and recovery codes of whoever asks. */
import { z } from 'zod';
import { outsideRoute, type Route } from '../../http/api/route.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { confirmTotp, enrolTotp, listFactors, recoveryCodes, removeTotp } from '../factors.ts';
import { callerOf, code, cookieOf } from './common.ts';

export function factorRoutes(dependencies: IdentityDependencies): Route[] {
  const codes = z.object({ recoveryCodes: z.array(z.string()) });
  const told = (made: { readonly recoveryCodes: readonly string[] }) => ({
    body: { recoveryCodes: [...made.recoveryCodes] },
  });
  return [
    outsideRoute({
      id: 'factors.read',
      method: 'GET',
      path: '/session/factors',
      who: 'person',
      summary: 'What whoever asks can prove themselves with',
      answer: z.object({
        password: z.boolean(),
        totp: z.boolean(),
        passkeys: z.number().int(),
        recoveryCodes: z.number().int(),
      }),
      handle: async (outside) => ({ body: await listFactors(dependencies, cookieOf(outside)) }),
    }),
    outsideRoute({
      id: 'factors.enrolTotp',
      method: 'POST',
      path: '/session/factors/totp',
      who: 'person',
      summary: 'Begin with an authenticator application; the secret is told once',
      status: 201,
      answer: z.object({ secret: z.string(), uri: z.string() }),
      handle: async (outside) => ({ body: await enrolTotp(dependencies, callerOf(outside), cookieOf(outside)) }),
    }),
    outsideRoute({
      id: 'factors.confirmTotp',
      method: 'PUT',
      path: '/session/factors/totp',
      who: 'person',
      summary: 'The first code; recovery codes are told once, and every other session ends',
      body: z.strictObject({ code }),
      answer: codes,
      handle: async (outside, { body }) =>
        told(await confirmTotp(dependencies, callerOf(outside), cookieOf(outside), body.code)),
    }),
    outsideRoute({
      id: 'factors.removeTotp',
      method: 'DELETE',
      path: '/session/factors/totp',
      who: 'person',
      summary: 'Take the authenticator application away',
      async handle(outside) {
        await removeTotp(dependencies, callerOf(outside), cookieOf(outside));
        return {};
      },
    }),
    outsideRoute({
      id: 'factors.recoveryCodes',
      method: 'POST',
      path: '/session/factors/recovery-codes',
      who: 'person',
      summary: 'New recovery codes; those of before are good no more',
      status: 201,
      answer: codes,
      handle: async (outside) => told(await recoveryCodes(dependencies, callerOf(outside), cookieOf(outside))),
    }),
  ];
}
