import { z } from 'zod';
import { type Answer, type Asking, type Input, memberRoute, type Route } from '../http/api/route.ts';
import { noResource } from './errors.ts';
import { createGroup, listGroups, patchGroup, readOneGroup, removeGroup, replaceGroup } from './groups.ts';
import type { Json } from './json.ts';
import { listJson, type Query } from './list.ts';
import { most } from './model.ts';
import { providerJson, resourceTypesJson, schemasJson } from './schema.ts';
import type { DirectoryParts } from './seal.ts';
import {
  baseOf,
  createUser,
  deleteUser,
  listUsers,
  patchUser,
  readOneUser,
  replaceUser,
  type Resource,
  type Which,
} from './users.ts';
import { scim } from './wire.ts';

const base = '/organizations/{organizationId}/scim/v2';
const params = z.object({ organizationId: z.uuid() });
const ofOne = z.object({ organizationId: z.uuid(), id: z.uuid() });
const ofNamed = z.object({ organizationId: z.uuid(), name: z.string().min(1).max(200) });
const text = z.string().max(4_000).optional();
const shownQuery = z.object({ attributes: text, excludedAttributes: text });
const listQuery = shownQuery.extend({ filter: text, startIndex: text, count: text });
const body = z.record(z.string(), z.unknown());
const answer = z.record(z.string(), z.unknown());

type Sent = Input<z.output<typeof ofOne>, Query, Json>;

/** What one kind of resource does. */
interface Served {
  readonly one: 'User' | 'Group';
  readonly many: 'Users' | 'Groups';
  readonly list: (asking: Asking, query: Query) => Promise<Json>;
  readonly create: (asking: Asking, sent: Json, query: Query) => Promise<Resource>;
  readonly read: (asking: Asking, id: string, query: Query) => Promise<Resource>;
  readonly replace: (asking: Asking, which: Which, sent: Json, query: Query) => Promise<Resource>;
  readonly patch: (asking: Asking, which: Which, sent: Json, query: Query) => Promise<Resource>;
  readonly remove: (asking: Asking, which: Which) => Promise<void>;
}

/** SCIM 2.0 of one organization, by its directory's token alone (docs/decisions/0033-directory.md). */
export function scimRoutes(parts: DirectoryParts): Route[] {
  const users: Served = {
    one: 'User',
    many: 'Users',
    list: (asking, query) => listUsers(asking, parts, query),
    create: (asking, sent, query) => createUser(asking, parts, sent, query),
    read: (asking, id, query) => readOneUser(asking, parts, id, query),
    replace: (asking, which, sent, query) => replaceUser(asking, parts, which, sent, query),
    patch: (asking, which, sent, query) => patchUser(asking, parts, which, sent, query),
    remove: (asking, which) => deleteUser(asking, parts, which),
  };
  const groups: Served = {
    one: 'Group',
    many: 'Groups',
    list: (asking, query) => listGroups(asking, parts, query),
    create: (asking, sent, query) => createGroup(asking, parts, sent, query),
    read: (asking, id, query) => readOneGroup(asking, parts, id, query),
    replace: (asking, which, sent, query) => replaceGroup(asking, parts, which, sent, query),
    patch: (asking, which, sent, query) => patchGroup(asking, parts, which, sent, query),
    remove: (asking, which) => removeGroup(asking, which),
  };
  return [...describingRoutes(parts), ...servedRoutes(users), ...servedRoutes(groups)];
}

const about = { sides: ['management', 'firm'], part: 'scim', wire: scim } as const;

function servedRoutes(served: Served): Route[] {
  const { one, many } = served;
  const path = `${base}/${many}`;
  const name = many.toLowerCase();
  const done = ({ json, version }: Resource): Answer<Json> => ({ body: json, version });
  const which = ({ params: { id }, version }: Sent): Which => ({ id, version });
  return [
    memberRoute({
      ...about,
      id: `scim.${name}.list`,
      method: 'GET',
      path,
      action: 'read',
      receipt: false,
      summary: `SCIM: ${many} that fit a filter`,
      params,
      query: listQuery,
      answer,
      handle: async (asking, { query }) => ({ body: await served.list(asking, query) }),
    }),
    memberRoute({
      ...about,
      id: `scim.${name}.create`,
      method: 'POST',
      path,
      action: 'change',
      receipt: true,
      status: 201,
      summary: `SCIM: make a ${one}`,
      params,
      query: shownQuery,
      body,
      answer,
      async handle(asking, sent) {
        const made = await served.create(asking, sent.body, sent.query);
        const location = `${base.replace('{organizationId}', sent.params.organizationId)}/${many}/${String(made.json['id'])}`;
        return { ...done(made), location };
      },
    }),
    memberRoute({
      ...about,
      id: `scim.${name}.read`,
      method: 'GET',
      path: `${path}/{id}`,
      action: 'read',
      receipt: false,
      summary: `SCIM: one ${one}`,
      params: ofOne,
      query: shownQuery,
      answer,
      handle: async (asking, sent) => done(await served.read(asking, sent.params.id, sent.query)),
    }),
    memberRoute({
      ...about,
      id: `scim.${name}.replace`,
      method: 'PUT',
      path: `${path}/{id}`,
      action: 'change',
      receipt: true,
      ifMatch: 'may',
      summary: `SCIM: replace a ${one}`,
      params: ofOne,
      query: shownQuery,
      body,
      answer,
      handle: async (asking, sent) => done(await served.replace(asking, which(sent), sent.body, sent.query)),
    }),
    memberRoute({
      ...about,
      id: `scim.${name}.patch`,
      method: 'PATCH',
      path: `${path}/{id}`,
      action: 'change',
      receipt: true,
      ifMatch: 'may',
      summary: `SCIM: change a ${one}`,
      params: ofOne,
      query: shownQuery,
      body,
      answer,
      handle: async (asking, sent) => done(await served.patch(asking, which(sent), sent.body, sent.query)),
    }),
    memberRoute({
      ...about,
      id: `scim.${name}.remove`,
      method: 'DELETE',
      path: `${path}/{id}`,
      action: 'change',
      receipt: true,
      ifMatch: 'may',
      status: 204,
      summary: `SCIM: delete a ${one}`,
      params: ofOne,
      async handle(asking, { params: { id }, version }) {
        await served.remove(asking, { id, version });
        return {};
      },
    }),
  ];
}

/** What a directory asks before anything else. */
function describingRoutes(parts: DirectoryParts): Route[] {
  const reading = { ...about, method: 'GET', action: 'read', receipt: false, answer } as const;
  const lists = [
    { id: 'schemas', path: 'Schemas', says: 'schemas', json: schemasJson },
    { id: 'resource-types', path: 'ResourceTypes', says: 'types of resources', json: resourceTypesJson },
  ] as const;
  return [
    memberRoute({
      ...reading,
      id: 'scim.provider',
      path: `${base}/ServiceProviderConfig`,
      summary: 'SCIM: what is done and what is not',
      params,
      handle: async (asking) => ({ body: providerJson(baseOf(asking, parts), most.page) }),
    }),
    ...lists.flatMap(({ id, path, says, json }) => [
      memberRoute({
        ...reading,
        id: `scim.${id}.list`,
        path: `${base}/${path}`,
        summary: `SCIM: ${says}`,
        params,
        async handle(asking) {
          const all = json(baseOf(asking, parts));
          return { body: listJson(all, all.length, 1) };
        },
      }),
      memberRoute({
        ...reading,
        id: `scim.${id}.read`,
        path: `${base}/${path}/{name}`,
        summary: `SCIM: one of the ${says}`,
        params: ofNamed,
        async handle(asking, sent) {
          const wanted = sent.params.name.toLowerCase();
          const found = json(baseOf(asking, parts)).find((one) => String(one['id']).toLowerCase() === wanted);
          if (found === undefined) throw noResource(path === 'Schemas' ? 'Schema' : 'ResourceType');
          return { body: found };
        },
      }),
    ]),
  ];
}
