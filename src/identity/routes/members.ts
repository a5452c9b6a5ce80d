/** Members, invitations and mails of an organization. */
import { z } from 'zod';
import { tableFormats } from '../../adapters/xlsx/table-file.ts';
import { longRoute, memberRoute, type Route } from '../../http/api/route.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { readOutbox } from '../mails.ts';
import { exportedMembers } from '../members-export.ts';
import { changeMember, invite, listInvitations, listMembers, withdrawInvitation } from '../members.ts';
import { emailSchema } from '../model.ts';
import { both, instant, oneOf, organization, roles, until, uuid } from './common.ts';

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

export function memberRoutes(dependencies: IdentityDependencies): Route[] {
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
    ...tableFormats.map((format) =>
      longRoute({
        id: `members.export-${format}`,
        method: 'GET',
        path: `${base}/members/export.${format}`,
        summary: `Members by name as ${format.toUpperCase()}, those who left too`,
        sides: both,
        action: 'export',
        part: 'members',
        receipt: true,
        params: organization,
        async long(apart) {
          // On record before the first line is given out.
          await apart.within((asking) =>
            asking.state({
              hop: 'access',
              subject: { name: 'members', sha256: '0'.repeat(64) },
              body: { event: 'exported', part: 'members', format },
            }),
          );
          return { stream: await exportedMembers(apart, format) };
        },
      }),
    ),
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
