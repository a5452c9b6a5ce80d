/** API tokens of an organization. */
import { z } from 'zod';
import { memberRoute, type Route } from '../../http/api/route.ts';
import { createToken, listTokens, revokeToken } from '../members.ts';
import { nameSchema } from '../model.ts';
import { both, instant, oneOf, organization, uuid } from './common.ts';

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

export function tokenRoutes(): Route[] {
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
