/** An organization with a directory's token: what tests of SCIM ask. */
import { directoryRoutes } from '../src/directory/index.ts';
import { identityRoutes } from '../src/identity/index.ts';
import { openTestApi, type Reply, type TestApi } from './api.ts';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';

export function patchOf(...operations: readonly object[]) {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
}

export type Scim = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

export async function openDirectory() {
  const api = await openTestApi(({ gate, keys }) => {
    const identity = {
      database: gate,
      key: Buffer.alloc(32, 7),
      newId: () => api.options.newId(),
      name: 'Tickmark',
      url: 'http://localhost',
      sendsMail: false,
    };
    return [...identityRoutes(identity), ...directoryRoutes({ keys, identity })];
  });
  return { api, ...(await addDirectory(api, 'service-organization', 'Northline')) };
}

/** An organization, who administers it, and what its directory asks with. */
export async function addDirectory(api: TestApi, kind: 'service-organization' | 'firm', name: string) {
  const company = await api.addOrganization(kind, name);
  const admin = await api.addPerson(company, [kind === 'firm' ? 'firm-admin' : 'compliance-manager'], { proved: true });
  const make = async (scope: string): Promise<string> => {
    const body = { name: 'Directory', scopes: [scope], days: 90 };
    const made = await api.ask(admin, 'POST', `/organizations/${company}/tokens`, { body });
    if (made.status !== 201) throw new Error(made.text);
    return made.json.token;
  };
  const by =
    (held: Promise<string>): Scim =>
    async (method, path, body, headers = {}) =>
      api.ask(null, method, `/organizations/${company}/scim/v2${path}`, {
        ...(body !== undefined && { body }),
        headers: {
          authorization: `Bearer ${await held}`,
          ...(body !== undefined && { 'content-type': 'application/scim+json' }),
          ...headers,
        },
      });
  const token = await make('scim');
  return { company, admin, token, scim: by(Promise.resolve(token)), as: (scope: string) => by(make(scope)) };
}
