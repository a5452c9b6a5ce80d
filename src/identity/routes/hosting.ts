/** Who hosts what, for the page that says it. */
import { z } from 'zod';
import { memberRoute, type Route } from '../../http/api/route.ts';
import { modes, portalSide } from '../hosting.ts';
import { selectHosting } from '../hosting-store.ts';
import { instant } from './common.ts';

export function hostingRoutes(): Route[] {
  return [
    memberRoute({
      id: 'hosting.read',
      method: 'GET',
      path: '/organizations/{organizationId}/hosting',
      summary: 'Who hosts the installation, since when and why, and which side has a portal alone',
      sides: ['management', 'firm'],
      action: 'read',
      part: 'organization',
      receipt: false,
      params: z.object({ organizationId: z.uuid() }),
      answer: z.object({
        mode: z.enum(modes),
        portal: z.enum(['management', 'firm']).nullable(),
        saidBy: z.enum(['setting', 'first-run']).nullable(),
        reason: z.string().nullable(),
        since: instant.nullable(),
      }),
      async handle(asking) {
        const { mode, saidBy, reason, since } = await selectHosting(asking.transaction);
        return { body: { mode, portal: portalSide(mode), saidBy, reason, since } };
      },
    }),
  ];
}
