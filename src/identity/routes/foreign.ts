/** Signing in through another house, and accounts there of whoever asks. */
import { z } from 'zod';
import { outsideRoute, type Route } from '../../http/api/route.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import {
  beginConnecting,
  beginForeign,
  beginForeignStepUp,
  type CameBack,
  comeBack,
  disconnect,
  listForeign,
} from '../foreign.ts';
import { callerOf, cookieOf, instant, link, uuid } from './common.ts';

export function foreignRoutes(dependencies: IdentityDependencies): Route[] {
  const sentAway = z.object({ address: z.string() });
  const told = ({ address, away }: { readonly address: string; readonly away: string }) => ({
    away,
    body: { address },
  });
  return [
    outsideRoute({
      id: 'auth.oidcBegin',
      method: 'POST',
      path: '/auth/oidc/begin',
      who: 'stranger',
      summary: 'Where to go to sign in through single sign-on, or to accept an invitation with it',
      body: z.strictObject({ invitation: link.shape.token.optional() }),
      answer: sentAway,
      handle: async (outside, { body }) =>
        told(await beginForeign(dependencies, callerOf(outside), outside.away, body.invitation)),
    }),
    outsideRoute({
      id: 'auth.oidcReturn',
      method: 'GET',
      path: '/auth/oidc/return',
      who: 'stranger',
      summary: 'Where single sign-on sends a browser back to: it goes on to a page, whatever came of it',
      status: 303,
      async handle(outside, { query }) {
        const done = await comeBack(dependencies, callerOf(outside), {
          away: outside.away,
          session: outside.cookie,
          query: Object.fromEntries(Object.entries(Object(query))),
        });
        const signedIn = done.refused === undefined ? done.signedIn : null;
        return {
          redirect: pageAfter(done),
          ...(done.refused === undefined && { away: null }),
          ...(signedIn !== null && { cookie: signedIn.token }),
        };
      },
    }),
    outsideRoute({
      id: 'auth.oidcStepUp',
      method: 'POST',
      path: '/auth/oidc/step-up',
      who: 'person',
      summary: 'Where to go to prove who you are once more through single sign-on',
      answer: sentAway,
      handle: async (outside) =>
        told(await beginForeignStepUp(dependencies, callerOf(outside), cookieOf(outside), outside.away)),
    }),
    outsideRoute({
      id: 'foreignAccounts.list',
      method: 'GET',
      path: '/session/foreign-accounts',
      who: 'person',
      summary: 'Accounts elsewhere by which whoever asks signs in',
      answer: z.object({
        through: z.string().nullable(),
        items: z.array(
          z.object({
            id: uuid,
            issuer: z.string(),
            label: z.string(),
            createdAt: instant,
            usedAt: instant.nullable(),
          }),
        ),
      }),
      async handle(outside) {
        const { through, items } = await listForeign(dependencies, cookieOf(outside));
        return { body: { through, items: [...items] } };
      },
    }),
    outsideRoute({
      id: 'foreignAccounts.connect',
      method: 'POST',
      path: '/session/foreign-accounts',
      who: 'person',
      summary: 'Where to go to join an account of single sign-on to one’s own; needs a fresh proof',
      answer: sentAway,
      handle: async (outside) =>
        told(await beginConnecting(dependencies, callerOf(outside), cookieOf(outside), outside.away)),
    }),
    outsideRoute({
      id: 'foreignAccounts.remove',
      method: 'DELETE',
      path: '/session/foreign-accounts/{id}',
      who: 'person',
      summary: 'Take an account elsewhere away; needs a fresh proof, and every other session ends',
      params: z.object({ id: uuid }),
      async handle(outside, { params }) {
        await disconnect(dependencies, callerOf(outside), cookieOf(outside), params.id);
        return {};
      },
    }),
  ];
}

/** Paths of the application alone: where somebody goes on is never taken from what came. */
function pageAfter(done: CameBack): string {
  if (done.refused !== undefined) return `/sign-in/single-sign-on?kind=${done.refused}`;
  if (done.purpose === 'connect') return '/me?kind=connected';
  if (done.purpose === 'step-up') return '/sign-in/single-sign-on?kind=proved';
  return done.signedIn?.factor === 'needed' ? '/sign-in/factor' : '/';
}
