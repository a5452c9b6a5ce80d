import { z } from 'zod';
import { memberRoute, type Outside, outsideRoute, type Route } from '../http/api/route.ts';
import type { Caller, IdentityDependencies } from './dependencies.ts';
import { notSignedIn } from './errors.ts';
import { confirmTotp, enrolTotp, listFactors, recoveryCodes, removeTotp } from './factors.ts';
import { acceptInvitation, acceptSignedIn, isEmpty, readInvitation, setUp } from './joining.ts';
import { readOutbox } from './mails.ts';
import {
  changeMember,
  createToken,
  invite,
  listInvitations,
  listMembers,
  listTokens,
  revokeToken,
  withdrawInvitation,
} from './members.ts';
import { emailSchema, nameSchema, organizationKinds, roleSchema } from './model.ts';
import { createdCredential, usedCredential } from './passkey.ts';
import {
  addPasskey,
  beginPasskey,
  beginWithPasskey,
  listPasskeys,
  proveWithPasskey,
  removePasskey,
  signInWithPasskey,
  stepUpWithPasskey,
} from './passkeys.ts';
import {
  changePassword,
  describeSession,
  listSessions,
  proveFactor,
  recover,
  requestRecovery,
  revokeSession,
  type SignedIn,
  signIn,
  signOut,
  stepUp,
} from './service.ts';
import { csrfOf } from './session-token.ts';

const uuid = z.uuid();
const instant = z.string();
const organization = z.object({ organizationId: uuid });
const oneOf = z.object({ organizationId: uuid, id: uuid });
const password = z.string().min(1).max(1024);
const newPassword = z.string().max(1024);
const code = z.string().max(40);
const device = z.string().max(200).optional();
const link = z.object({ token: z.string().min(20).max(200) });
const factorState = z.enum(['none', 'needed', 'done']);
const roles = z.array(roleSchema).min(1).max(20);
const until = z.iso.datetime().nullable();
const both: ('management' | 'firm')[] = ['management', 'firm'];

/** csrf: what a change must send from now on; device: to be sent at the next sign-in from this browser */
const signedIn = z.object({ factor: factorState, csrf: z.string(), device: z.string().nullable() });
const member = z.object({
  personId: uuid,
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  state: z.enum(['active', 'suspended', 'left']),
  since: instant,
  until: instant.nullable(),
  version: z.number().int(),
});
const invitation = z.object({
  id: uuid,
  email: z.string(),
  roles: z.array(z.string()),
  until: instant.nullable(),
  createdAt: instant,
  expiresAt: instant,
  acceptedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
});
const apiToken = z.object({
  id: uuid,
  personId: uuid,
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

/** Every route of people, sessions and memberships. */
export function identityRoutes(dependencies: IdentityDependencies): readonly Route[] {
  return [
    ...setupRoutes(dependencies),
    ...signInRoutes(dependencies),
    ...sessionRoutes(dependencies),
    ...factorRoutes(dependencies),
    ...passkeyRoutes(dependencies),
    ...memberRoutes(dependencies),
    ...tokenRoutes(),
  ];
}

function setupRoutes(dependencies: IdentityDependencies): Route[] {
  return [
    outsideRoute({
      id: 'setup.read',
      method: 'GET',
      path: '/setup',
      who: 'stranger',
      summary: 'Whether the installation waits for its first person',
      answer: z.object({ needed: z.boolean() }),
      handle: async () => ({ body: { needed: await isEmpty(dependencies) } }),
    }),
    outsideRoute({
      id: 'setup.begin',
      method: 'POST',
      path: '/setup',
      who: 'stranger',
      summary: 'The first person and organization, with the token printed on the console',
      status: 201,
      body: z.strictObject({
        token: z.string().max(200),
        organization: z.strictObject({ kind: z.enum(organizationKinds), name: nameSchema }),
        person: z.strictObject({ name: nameSchema, email: emailSchema, password: newPassword }),
      }),
      answer: signedIn.extend({ organizationId: uuid }),
      async handle(outside, { body }) {
        const done = await setUp(dependencies, callerOf(outside), body);
        const answer = answerOf(done);
        return { ...answer, body: { ...answer.body, organizationId: done.organizationId } };
      },
    }),
  ];
}

function signInRoutes(dependencies: IdentityDependencies): Route[] {
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

function sessionRoutes(dependencies: IdentityDependencies): Route[] {
  return [
    outsideRoute({
      id: 'session.read',
      method: 'GET',
      path: '/session',
      who: 'person',
      summary: 'Who is signed in, and where they belong',
      answer: z.object({
        person: z.object({ id: uuid, name: z.string(), email: z.string() }),
        csrf: z.string(),
        memberships: z.array(
          z.object({
            organizationId: uuid,
            organization: z.string(),
            side: z.enum(['management', 'firm']),
            roles: z.array(z.string()),
          }),
        ),
        factor: factorState,
        stepUpAt: instant.nullable(),
      }),
      async handle(outside) {
        const token = cookieOf(outside);
        const { person, memberships, factor, stepUpAt } = await describeSession(dependencies, token);
        return {
          body: {
            person,
            csrf: csrfOf(token),
            memberships: memberships.map((one) => ({ ...one, roles: [...one.roles] })),
            factor,
            stepUpAt,
          },
        };
      },
    }),
    outsideRoute({
      id: 'session.list',
      method: 'GET',
      path: '/session/sessions',
      who: 'person',
      summary: 'Sessions of whoever asks',
      answer: z.object({
        items: z.array(
          z.object({
            id: uuid,
            createdAt: instant,
            seenAt: instant,
            expiresAt: instant,
            address: z.string(),
            agent: z.string(),
            current: z.boolean(),
          }),
        ),
      }),
      async handle(outside) {
        const sessions = await listSessions(dependencies, cookieOf(outside));
        return {
          body: {
            items: sessions.map(({ id, createdAt, seenAt, expiresAt, address, agent, current }) => {
              return { id, createdAt, seenAt, expiresAt, address, agent, current };
            }),
          },
        };
      },
    }),
    outsideRoute({
      id: 'session.revoke',
      method: 'DELETE',
      path: '/session/sessions/{id}',
      who: 'person',
      summary: 'End a session of whoever asks',
      params: z.object({ id: uuid }),
      async handle(outside, { params }) {
        await revokeSession(dependencies, callerOf(outside), cookieOf(outside), params.id);
        return {};
      },
    }),
    outsideRoute({
      id: 'session.changePassword',
      method: 'PUT',
      path: '/session/password',
      who: 'person',
      summary: 'Choose a new password, after a fresh proof; every other session ends',
      body: z.strictObject({ password: newPassword }),
      async handle(outside, { body }) {
        await changePassword(dependencies, callerOf(outside), cookieOf(outside), body.password);
        return {};
      },
    }),
  ];
}

function factorRoutes(dependencies: IdentityDependencies): Route[] {
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

function passkeyRoutes(dependencies: IdentityDependencies): Route[] {
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

function memberRoutes(dependencies: IdentityDependencies): Route[] {
  const base = '/organizations/{organizationId}';
  return [
    memberRoute({
      id: 'members.list',
      method: 'GET',
      path: `${base}/members`,
      summary: 'Members by name, a page',
      sides: both,
      action: 'read',
      part: 'members',
      receipt: false,
      params: organization,
      query: z.strictObject({ after: uuid.optional(), limit: z.coerce.number().int().min(1).max(200).optional() }),
      answer: z.object({ items: z.array(member), next: uuid.nullable() }),
      async handle(asking, { query }) {
        const limit = query.limit ?? 100;
        const found = await listMembers(asking, { after: query.after ?? null, limit: limit + 1 });
        const items = found.slice(0, limit);
        return {
          body: {
            items: items.map((one) => ({ ...one, roles: [...one.roles] })),
            next: found.length > limit ? (items.at(-1)?.personId ?? null) : null,
          },
        };
      },
    }),
    memberRoute({
      id: 'members.change',
      method: 'PATCH',
      path: `${base}/members/{id}`,
      summary: 'Change a member’s roles, suspend them, or let them go',
      sides: both,
      action: 'administer',
      part: 'members',
      receipt: true,
      ifMatch: true,
      params: oneOf,
      body: z.strictObject({
        roles: roles.optional(),
        state: z.enum(['active', 'suspended', 'left']).optional(),
        until: until.optional(),
      }),
      answer: member,
      async handle(asking, { params, body, version }) {
        const changed = await changeMember(asking, params.id, version, body);
        return { body: { ...changed, roles: [...changed.roles] }, version: changed.version };
      },
    }),
    memberRoute({
      id: 'invitations.list',
      method: 'GET',
      path: `${base}/invitations`,
      summary: 'Invitations, newest first',
      sides: both,
      action: 'read',
      part: 'invitations',
      receipt: false,
      params: organization,
      answer: z.object({ items: z.array(invitation) }),
      async handle(asking) {
        const items = await listInvitations(asking);
        return { body: { items: items.map((one) => ({ ...one, roles: [...one.roles] })) } };
      },
    }),
    memberRoute({
      id: 'invitations.create',
      method: 'POST',
      path: `${base}/invitations`,
      summary: 'Invite an e-mail address',
      sides: both,
      action: 'administer',
      part: 'invitations',
      receipt: true,
      status: 201,
      params: organization,
      body: z.strictObject({ email: emailSchema, roles, until: until.optional() }),
      answer: invitation,
      async handle(asking, { body }) {
        const made = await invite(dependencies, asking, { ...body, until: body.until ?? null });
        return { body: { ...made, roles: [...made.roles] } };
      },
    }),
    memberRoute({
      id: 'invitations.withdraw',
      method: 'DELETE',
      path: `${base}/invitations/{id}`,
      summary: 'Withdraw an invitation that waits',
      sides: both,
      action: 'administer',
      part: 'invitations',
      receipt: true,
      params: oneOf,
      async handle(asking, { params }) {
        await withdrawInvitation(asking, params.id);
        return {};
      },
    }),
    memberRoute({
      id: 'outbox.list',
      method: 'GET',
      path: `${base}/outbox`,
      summary: 'Mails of this organization; their text where no mail server sends them',
      sides: both,
      action: 'administer',
      part: 'outbox',
      receipt: false,
      params: organization,
      answer: z.object({
        items: z.array(
          z.object({
            id: uuid,
            to: z.string(),
            subject: z.string(),
            text: z.string().nullable(),
            createdAt: instant,
            sentAt: instant.nullable(),
          }),
        ),
      }),
      async handle(asking) {
        const items = await readOutbox(dependencies, asking.transaction, asking.principal.organizationId);
        return { body: { items: [...items] } };
      },
    }),
  ];
}

function tokenRoutes(): Route[] {
  const base = '/organizations/{organizationId}/tokens';
  const about = { sides: both, part: 'tokens' };
  return [
    memberRoute({
      ...about,
      id: 'tokens.list',
      method: 'GET',
      path: base,
      summary: 'API tokens, newest first',
      action: 'read',
      receipt: false,
      params: organization,
      answer: z.object({ items: z.array(apiToken) }),
      async handle(asking) {
        const items = await listTokens(asking);
        return { body: { items: items.map((one) => ({ ...one, scopes: [...one.scopes] })) } };
      },
    }),
    memberRoute({
      ...about,
      id: 'tokens.create',
      method: 'POST',
      path: base,
      summary: 'Make an API token, told once; needs a fresh proof',
      action: 'administer',
      receipt: true,
      fresh: true,
      status: 201,
      params: organization,
      body: z.strictObject({
        name: nameSchema,
        scopes: z.array(z.string().max(80)).max(100),
        days: z.number().int().min(1).max(366),
      }),
      answer: apiToken.extend({ token: z.string() }),
      async handle(asking, { body }) {
        const { token, described } = await createToken(asking, body);
        return { body: { ...described, scopes: [...described.scopes], token } };
      },
    }),
    memberRoute({
      ...about,
      id: 'tokens.revoke',
      method: 'DELETE',
      path: `${base}/{id}`,
      summary: 'Revoke an API token',
      action: 'administer',
      receipt: true,
      params: oneOf,
      async handle(asking, { params }) {
        await revokeToken(asking, params.id);
        return {};
      },
    }),
  ];
}

function callerOf(outside: Outside, from: string | null = null): Caller {
  return { address: outside.address, agent: outside.agent, device: from, now: outside.now };
}

function cookieOf(outside: Outside): string {
  if (outside.cookie === null) throw notSignedIn();
  return outside.cookie;
}

function answerOf(done: SignedIn) {
  return { cookie: done.token, body: { factor: done.factor, csrf: csrfOf(done.token), device: done.device } };
}
