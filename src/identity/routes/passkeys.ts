/** Passkeys: signing in with one, and those of whoever asks. */
import { z } from 'zod';
import { outsideRoute, type Route } from '../../http/api/route.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { nameSchema } from '../model.ts';
import { createdCredential, usedCredential } from '../passkey.ts';
import {
  addPasskey,
  beginPasskey,
  beginWithPasskey,
  listPasskeys,
  proveWithPasskey,
  removePasskey,
  signInWithPasskey,
  stepUpWithPasskey,
} from '../passkeys.ts';
import { answerOf, callerOf, cookieOf, device, instant, signedIn, uuid } from './common.ts';

export function passkeyRoutes(dependencies: IdentityDependencies): Route[] {
  const described = z.object({ id: uuid, name: z.string(), createdAt: instant, usedAt: instant.nullable() });
  const publicKey = z.literal('public-key');
  const used = z.strictObject({ credential: usedCredential, device });
  return [
    outsideRoute({
      id: 'auth.passkeyOptions',
      method: 'POST',
      path: '/auth/passkey/options',
      who: 'stranger',
      summary: 'What to ask a passkey, to sign in, to give the second factor or to step up',
      answer: z.object({
        challenge: z.string(),
        rpId: z.string(),
        userVerification: z.literal('required'),
        timeout: z.number().int(),
      }),
      handle: async (outside) => ({ body: await beginWithPasskey(dependencies, callerOf(outside)) }),
    }),
    outsideRoute({
      id: 'auth.passkey',
      method: 'POST',
      path: '/auth/passkey',
      who: 'stranger',
      summary: 'Sign in with a passkey',
      body: used,
      answer: signedIn,
      handle: async (outside, { body }) =>
        answerOf(await signInWithPasskey(dependencies, callerOf(outside, body.device ?? null), body.credential)),
    }),
    outsideRoute({
      id: 'auth.factorPasskey',
      method: 'POST',
      path: '/auth/factor/passkey',
      who: 'person',
      summary: 'Give a passkey as the second factor',
      body: used,
      answer: signedIn,
      handle: async (outside, { body }) =>
        answerOf(
          await proveWithPasskey(
            dependencies,
            callerOf(outside, body.device ?? null),
            cookieOf(outside),
            body.credential,
          ),
        ),
    }),
    outsideRoute({
      id: 'auth.stepUpPasskey',
      method: 'POST',
      path: '/auth/step-up/passkey',
      who: 'person',
      summary: 'Prove who you are once more, with a passkey',
      body: z.strictObject({ credential: usedCredential }),
      answer: z.object({ stepUpAt: instant }),
      handle: async (outside, { body }) => ({
        body: await stepUpWithPasskey(dependencies, callerOf(outside), cookieOf(outside), body.credential),
      }),
    }),
    outsideRoute({
      id: 'passkeys.list',
      method: 'GET',
      path: '/session/passkeys',
      who: 'person',
      summary: 'Passkeys of whoever asks',
      answer: z.object({ items: z.array(described) }),
      handle: async (outside) => ({ body: { items: [...(await listPasskeys(dependencies, cookieOf(outside)))] } }),
    }),
    outsideRoute({
      id: 'passkeys.options',
      method: 'POST',
      path: '/session/passkeys/options',
      who: 'person',
      summary: 'What to ask a browser, to add a passkey; needs a fresh proof',
      answer: z.object({
        challenge: z.string(),
        rp: z.object({ id: z.string(), name: z.string() }),
        user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
        pubKeyCredParams: z.array(z.object({ type: publicKey, alg: z.number().int() })),
        excludeCredentials: z.array(z.object({ type: publicKey, id: z.string() })),
        authenticatorSelection: z.object({
          residentKey: z.literal('required'),
          userVerification: z.literal('required'),
        }),
        attestation: z.literal('none'),
        timeout: z.number().int(),
      }),
      handle: async (outside) => ({ body: await beginPasskey(dependencies, callerOf(outside), cookieOf(outside)) }),
    }),
    outsideRoute({
      id: 'passkeys.add',
      method: 'POST',
      path: '/session/passkeys',
      who: 'person',
      summary: 'Add a passkey; recovery codes are told once, with the first factor',
      status: 201,
      body: z.strictObject({ name: nameSchema, credential: createdCredential }),
      answer: z.object({ passkey: described, recoveryCodes: z.array(z.string()) }),
      async handle(outside, { body }) {
        const { passkey, recoveryCodes: codes } = await addPasskey(
          dependencies,
          callerOf(outside),
          cookieOf(outside),
          body,
        );
        return { body: { passkey, recoveryCodes: [...codes] } };
      },
    }),
    outsideRoute({
      id: 'passkeys.remove',
      method: 'DELETE',
      path: '/session/passkeys/{id}',
      who: 'person',
      summary: 'Take a passkey away; needs a fresh proof',
      params: z.object({ id: uuid }),
      async handle(outside, { params }) {
        await removePasskey(dependencies, callerOf(outside), cookieOf(outside), params.id);
        return {};
      },
    }),
  ];
}
