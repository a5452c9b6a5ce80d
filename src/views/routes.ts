import { z } from 'zod';
import { memberRoute, type Route } from '../http/api/route.ts';
import { nameSchema, type View, whereSchema } from './model.ts';
import { changeView, createView, listViews, removeView, type ViewParts } from './service.ts';

const path = '/organizations/{organizationId}/views';
const list = z.string().regex(/^[a-z][a-z-]{1,40}$/);
const params = z.object({ organizationId: z.uuid() });
const ofOne = z.object({ organizationId: z.uuid(), id: z.uuid() });
const draft = z.strictObject({ name: nameSchema, where: whereSchema, shared: z.boolean(), isDefault: z.boolean() });
const view = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    mine: z.boolean(),
    name: z.string(),
    where: whereSchema,
    shared: z.boolean(),
    isDefault: z.boolean(),
    version: z.int().min(1),
  })
  .meta({ id: 'View' });

function bodyOf(one: View): z.input<typeof view> {
  return { ...one, where: { ...one.where } };
}

/** Saved views of lists. Whoever reads a list keeps views of it: a view shows nobody more than they may read. */
export function viewRoutes(parts: ViewParts): readonly Route[] {
  const about = { sides: ['management', 'firm'], part: 'views', action: 'read' } as const;
  return [
    memberRoute({
      ...about,
      id: 'views.list',
      method: 'GET',
      path,
      receipt: false,
      summary: 'Own and shared views of a list',
      params,
      query: z.strictObject({ list }),
      answer: z.object({ items: z.array(view) }),
      async handle(asking, input) {
        return { body: { items: (await listViews(asking, parts, input.query.list)).map(bodyOf) } };
      },
    }),
    memberRoute({
      ...about,
      id: 'views.create',
      method: 'POST',
      path,
      receipt: true,
      idempotent: true,
      status: 201,
      summary: 'Save a view of a list',
      params,
      body: z.strictObject({ ...draft.shape, list }),
      answer: view,
      async handle(asking, input) {
        const { list: name, ...wanted } = input.body;
        const made = await createView(asking, parts, name, wanted, input.key);
        return { body: bodyOf(made), version: made.version };
      },
    }),
    memberRoute({
      ...about,
      id: 'views.change',
      method: 'PUT',
      path: `${path}/{id}`,
      receipt: true,
      ifMatch: true,
      summary: 'Change an own view',
      params: ofOne,
      body: draft,
      answer: view,
      async handle(asking, input) {
        const { id } = input.params;
        const changed = await changeView(asking, parts, { id, version: input.version }, input.body);
        return { body: bodyOf(changed), version: changed.version };
      },
    }),
    memberRoute({
      ...about,
      id: 'views.remove',
      method: 'DELETE',
      path: `${path}/{id}`,
      receipt: true,
      ifMatch: true,
      status: 204,
      summary: 'Delete an own view',
      params: ofOne,
      async handle(asking, input) {
        await removeView(asking, input.params.id, input.version);
        return {};
      },
    }),
  ];
}
