/** Signing in and out, a forgotten password, invitations as whoever got one sees them. */
import { z } from 'zod';
import { outsideRoute, type Route } from '../../http/api/route.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { acceptInvitation, acceptSignedIn, readInvitation } from '../joining.ts';
import { emailSchema, nameSchema } from '../model.ts';
import { proveFactor, recover, requestRecovery, signIn, signOut, stepUp } from '../service.ts';
import {
  answerOf,
  callerOf,
  code,
  cookieOf,
  device,
  instant,
  link,
  newPassword,
  password,
  signedIn,
} from './common.ts';

export function signInRoutes(dependencies: IdentityDependencies): Route[] {
  return [
    outsideRoute({
      id: 'auth.signIn',
      method: 'POST',
      path: '/auth/sign-in',
      who: 'stranger',
      summary: 'Sign in with e-mail address and password',
      body: z.strictObject({ email: emailSchema, password, device }),
      answer: signedIn,
      handle: async (outside, { body }) =>
        answerOf(await signIn(dependencies, callerOf(outside, body.device ?? null), body)),
    }),
    outsideRoute({
      id: 'auth.factor',
      method: 'POST',
      path: '/auth/factor',
      who: 'person',
      summary: 'Give the second factor: a code, or a recovery code',
      body: z.union([z.strictObject({ code, device }), z.strictObject({ recoveryCode: code, device })]),
      answer: signedIn,
      handle: async (outside, { body }) =>
        answerOf(await proveFactor(dependencies, callerOf(outside, body.device ?? null), cookieOf(outside), body)),
    }),
    outsideRoute({
      id: 'auth.signOut',
      method: 'POST',
      path: '/auth/sign-out',
      who: 'person',
      summary: 'End this session',
      async handle(outside) {
        await signOut(dependencies, callerOf(outside), cookieOf(outside));
        return { cookie: null };
      },
    }),
    outsideRoute({
      id: 'auth.stepUp',
      method: 'POST',
      path: '/auth/step-up',
      who: 'person',
      summary: 'Prove who you are once more; good for five minutes',
      body: z.strictObject({
        password: password.optional(),
        code: code.optional(),
        recoveryCode: code.optional(),
        device,
      }),
      answer: z.object({ stepUpAt: instant }),
      handle: async (outside, { body }) => ({
        body: await stepUp(dependencies, callerOf(outside, body.device ?? null), cookieOf(outside), body),
      }),
    }),
    outsideRoute({
      id: 'auth.recover',
      method: 'POST',
      path: '/auth/recover',
      who: 'stranger',
      summary: 'Ask for a link to a new password; the answer does not tell whether there is an account',
      body: z.strictObject({ email: emailSchema }),
      async handle(outside, { body }) {
        await requestRecovery(dependencies, callerOf(outside), body.email);
        return {};
      },
    }),
    outsideRoute({
      id: 'auth.recoverWith',
      method: 'POST',
      path: '/auth/recover/{token}',
      who: 'stranger',
      summary: 'Choose a new password by the link of a mail',
      params: link,
      body: z.strictObject({ password: newPassword }),
      async handle(outside, { params, body }) {
        await recover(dependencies, callerOf(outside), { ...params, ...body });
        return { cookie: null };
      },
    }),
    outsideRoute({
      id: 'auth.invitation',
      method: 'GET',
      path: '/auth/invitations/{token}',
      who: 'stranger',
      summary: 'What an invitation says',
      params: link,
      answer: z.object({
        organization: z.string(),
        email: z.string(),
        roles: z.array(z.string()),
        expiresAt: instant,
      }),
      async handle(outside, { params }) {
        const found = await readInvitation(dependencies, params.token, outside.now);
        return {
          body: {
            organization: found.organization,
            email: found.email,
            roles: [...found.roles],
            expiresAt: found.expiresAt,
          },
        };
      },
    }),
    outsideRoute({
      id: 'auth.acceptInvitation',
      method: 'POST',
      path: '/auth/invitations/{token}',
      who: 'stranger',
      summary: 'Accept an invitation: with the password of the account, or one for the account made now',
      params: link,
      body: z.strictObject({ name: nameSchema, password: newPassword, device }),
      answer: signedIn,
      async handle(outside, { params, body }) {
        return answerOf(
          await acceptInvitation(dependencies, callerOf(outside, body.device ?? null), params.token, body),
        );
      },
    }),
    outsideRoute({
      id: 'session.acceptInvitation',
      method: 'POST',
      path: '/session/invitations/{token}',
      who: 'person',
      summary: 'Accept an invitation as who is signed in, under the invited address',
      params: link,
      async handle(outside, { params }) {
        await acceptSignedIn(dependencies, callerOf(outside), cookieOf(outside), params.token);
        return {};
      },
    }),
  ];
}
