import { z } from 'zod';
import { memberRoute, type Route } from '../http/api/route.ts';
import { roleSchema } from '../identity/model.ts';
import { type MappedGroup, mapGroup, readDirectory } from './groups.ts';
import type { DirectoryParts } from './seal.ts';

const path = '/organizations/{organizationId}/directory';
const count = z.int().min(0);
const group = z
  .object({ id: z.uuid(), name: z.string(), members: count, roles: z.array(z.string()), version: z.int().min(1) })
  .meta({ id: 'DirectoryGroup' });

const bodyOf = (one: MappedGroup): z.input<typeof group> => ({ ...one, roles: [...one.roles] });

/** What an organization's administrators see of its directory, and which roles its groups give. */
export function mappingRoutes(parts: DirectoryParts): Route[] {
  const sides: ('management' | 'firm')[] = ['management', 'firm'];
  return [
    memberRoute({
      sides,
      part: 'invitations',
      id: 'directory.read',
      method: 'GET',
      path,
      action: 'read',
      receipt: false,
      summary: 'The organization’s directory: its address, users in numbers, groups with the roles they give',
      params: z.object({ organizationId: z.uuid() }),
      answer: z.object({
        url: z.string(),
        users: z.object({ all: count, waiting: count, off: count }),
        groups: z.array(group),
      }),
      async handle(asking) {
        const { url, users, groups } = await readDirectory(asking, parts);
        return { body: { url, users, groups: groups.map(bodyOf) } };
      },
    }),
    memberRoute({
      sides,
      part: 'members',
      id: 'directory.map',
      method: 'PUT',
      path: `${path}/groups/{id}/roles`,
      action: 'administer',
      receipt: true,
      ifMatch: true,
      summary: 'Say which roles a group of the directory gives',
      params: z.object({ organizationId: z.uuid(), id: z.uuid() }),
      body: z.strictObject({ roles: z.array(roleSchema).max(20) }),
      answer: group,
      async handle(asking, { params, version, body }) {
        const mapped = await mapGroup(asking, parts, { id: params.id, version }, body.roles);
        return { body: bodyOf(mapped), version: mapped.version };
      },
    }),
  ];
}
