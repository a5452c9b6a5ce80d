/** Evidence over the API: an organization whose people send bytes as a browser does. */
import { createHash } from 'node:crypto';
import { type EvidenceParts, evidenceRoutes, openEvidenceParts } from '../src/evidence/index.ts';
import type { PackageSigner } from '../src/exchange/index.ts';
import type { Route } from '../src/http/api/route.ts';
import { csrfOf, sessionCookie } from '../src/identity/session-token.ts';
import { openTestApi, type Person, type Reply, type TestApi } from './api.ts';

export interface Company {
  readonly api: TestApi;
  readonly parts: EvidenceParts;
  readonly organization: string;
  readonly lead: Person;
  readonly base: string;
  /** announces and sends; the upload is not complete */
  readonly send: (bytes: Buffer, about?: object) => Promise<string>;
  readonly put: (upload: string, number: number, bytes: Buffer, person?: Person) => Promise<Reply>;
  readonly complete: (upload: string, person?: Person) => Promise<Reply>;
  /** sends and completes */
  readonly add: (bytes: Buffer | string, about?: object) => Promise<Reply>;
}

let keyNumber = 0;
export const newKey = () => ({ 'idempotency-key': `evidence-${keyNumber++}` });
export const digestOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** more: routes beside those of registers and evidence */
export async function openCompany(
  more: (parts: EvidenceParts, signer: PackageSigner) => readonly Route[] = () => [],
): Promise<Company> {
  let parts: EvidenceParts | undefined;
  const api = await openTestApi(({ data, keys, signer }) => {
    parts = openedLater(keys, openEvidenceParts(data, keys));
    return [...evidenceRoutes(parts), ...more(parts, signer)];
  });
  if (parts === undefined) throw new Error('Nothing was opened.');
  return companyOf(api, parts);
}

/** Routes are made before folders are open: whoever asks waits for them. */
function openedLater(keys: EvidenceParts['keys'], opening: Promise<EvidenceParts>): EvidenceParts {
  const later = <T extends object>(part: (parts: EvidenceParts) => T): T =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it answers as the part does, once that is there
    new Proxy({} as T, {
      get:
        (_target, name) =>
        async (...given: unknown[]) => {
          const opened = part(await opening);
          const method: unknown = Reflect.get(opened, name);
          if (typeof method !== 'function') throw new TypeError(`There is no ${String(name)}.`);
          return Reflect.apply(method, opened, given);
        },
    });
  return {
    keys,
    blobs: later((parts) => parts.blobs),
    uploads: later((parts) => parts.uploads),
    tiles: (origin) => async (path) => (await opening).tiles(origin)(path),
  };
}

export async function companyOf(api: TestApi, parts: EvidenceParts): Promise<Company> {
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const base = `/organizations/${organization}`;
  const put = async (upload: string, number: number, bytes: Buffer, person = lead): Promise<Reply> => {
    const reply = await api.app.inject({
      method: 'PUT',
      url: `/api/v1${base}/uploads/${upload}/parts/${number}`,
      headers: {
        'content-type': 'application/octet-stream',
        cookie: `${sessionCookie}=${person.token}`,
        'x-tickmark-csrf': csrfOf(person.token),
      },
      payload: bytes,
    });
    return { status: reply.statusCode, headers: reply.headers, text: reply.body, json: JSON.parse(reply.body) };
  };
  const send = async (bytes: Buffer, about: object = {}): Promise<string> => {
    const begun = await api.ask(lead, 'POST', `${base}/uploads`, {
      body: {
        name: 'people.csv',
        size: bytes.length,
        sha256: digestOf(bytes),
        source: { system: 'HR system' },
        periodStart: '2025-10-01',
        periodEnd: '2026-09-30',
        ...about,
      },
      headers: newKey(),
    });
    if (begun.status !== 201) throw new Error(begun.text);
    const { id, partBytes, count } = begun.json;
    for (let number = 1; number <= count; number += 1) {
      const sent = await put(id, number, bytes.subarray((number - 1) * partBytes, number * partBytes));
      if (sent.status !== 200) throw new Error(sent.text);
    }
    return id;
  };
  const complete = (upload: string, person = lead) => api.ask(person, 'POST', `${base}/uploads/${upload}/complete`);
  const add = async (bytes: Buffer | string, about: object = {}) => complete(await send(Buffer.from(bytes), about));
  return { api, parts, organization, lead, base, send, put, complete, add };
}
