import { z } from 'zod';
import { memberRoute, type Route } from '../http/api/route.ts';
import { quotaKinds } from './model.ts';
import { selectQuotas } from './store.ts';

export function quotaRoutes(): Route[] {
  return [
    memberRoute({
      id: 'quotas.read',
      method: 'GET',
      path: '/organizations/{organizationId}/quotas',
      summary: 'What the organization has of what it may have',
      sides: ['management', 'firm'],
      action: 'read',
      part: 'organization',
      receipt: false,
      params: z.object({ organizationId: z.uuid() }),
      answer: z.object({
        items: z.array(
          z.object({
            kind: z.enum(quotaKinds),
            part: z.string().nullable(),
            used: z.number().int().nullable(),
            most: z.number().int().nullable(),
          }),
        ),
      }),
      async handle(asking) {
        return { body: { items: [...(await selectQuotas(asking.transaction))] } };
      },
    }),
  ];
}
