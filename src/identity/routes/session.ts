/** The session of whoever asks, and their password. */
import { z } from 'zod';
import { outsideRoute, type Route } from '../../http/api/route.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { changePassword, describeSession, listSessions, revokeSession } from '../service.ts';
import { csrfOf } from '../session-token.ts';
import { callerOf, cookieOf, factorState, instant, newPassword, uuid } from './common.ts';

export function sessionRoutes(dependencies: IdentityDependencies): Route[] {
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
            portal: z.boolean(),
          }),
        ),
        factor: factorState,
        stepUpAt: instant.nullable(),
      }),
      async handle(outside) {
        const token = cookieOf(outside);
        const { person, memberships, factor, stepUpAt, portal } = await describeSession(dependencies, token);
        return {
          body: {
            person,
            csrf: csrfOf(token),
            memberships: memberships.map((one) => ({ ...one, roles: [...one.roles], portal: one.side === portal })),
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
