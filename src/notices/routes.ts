import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { memberRoute, type Route } from '../http/api/route.ts';
import { noticeKinds, topics, ways } from './model.ts';
import { changePreference, listNotices, readNotices, readPreference } from './service.ts';

const base = '/organizations/{organizationId}';
const params = z.object({ organizationId: z.uuid() });
const choice = z.strictObject(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry a topic
  Object.fromEntries(topics.map((topic) => [topic, z.enum(ways)])) as Record<
    (typeof topics)[number],
    z.ZodEnum<{ now: 'now'; digest: 'digest'; none: 'none' }>
  >,
);
const chosenWays = z.object({ ways: choice, version: z.int().min(1) });

/** What somebody is told, and how they want to be told: each sees their own alone. */
export function noticeRoutes(keys: OrganizationKeys): readonly Route[] {
  const own = { sides: ['management', 'firm'], part: 'notices', action: 'read', params } as const;
  return [
    memberRoute({
      ...own,
      id: 'notices.list',
      method: 'GET',
      path: `${base}/notices`,
      receipt: false,
      summary: 'What the person who asks was told, latest first',
      query: z.strictObject({
        unread: z.enum(['true', 'false']).optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).optional(),
      }),
      answer: z.object({
        items: z.array(
          z.object({
            id: z.uuid(),
            kind: z.enum(noticeKinds),
            at: z.string(),
            by: z.uuid().nullable(),
            register: z.string().nullable(),
            code: z.string().nullable(),
            title: z.string().nullable(),
            readAt: z.string().nullable(),
          }),
        ),
        next: z.string().nullable(),
        unread: z.int().min(0),
      }),
      async handle(asking, input) {
        const { unread, cursor = null, limit = 50 } = input.query;
        const { items, ...rest } = await listNotices(asking, keys, { unread: unread === 'true', cursor, limit });
        return { body: { items: [...items], ...rest } };
      },
    }),
    memberRoute({
      ...own,
      id: 'notices.read',
      method: 'POST',
      path: `${base}/notices/read`,
      // Whether somebody looked at what they were told is theirs, and no state of the organization.
      receipt: false,
      summary: 'Mark notices as read; ids left out: all of them',
      body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(200).optional() }),
      answer: z.object({ unread: z.int().min(0) }),
      async handle(asking, input) {
        return { body: { unread: await readNotices(asking, input.body.ids ?? null) } };
      },
    }),
    memberRoute({
      ...own,
      id: 'notices.preference',
      method: 'GET',
      path: `${base}/notices/preference`,
      receipt: false,
      summary: 'What is mailed to the person who asks, and when',
      answer: chosenWays,
      async handle(asking) {
        const preference = await readPreference(asking);
        return { body: preference, version: preference.version };
      },
    }),
    memberRoute({
      ...own,
      id: 'notices.choose',
      method: 'PUT',
      path: `${base}/notices/preference`,
      receipt: true,
      ifMatch: true,
      summary: 'Choose what is mailed, and when',
      body: choice,
      answer: chosenWays,
      async handle(asking, input) {
        const preference = await changePreference(asking, input.body, input.version);
        return { body: preference, version: preference.version };
      },
    }),
  ];
}
