import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { bodyOf } from '../http/api/body.ts';
import { memberRoute, type Route } from '../http/api/route.ts';
import type { Decider } from '../identity/index.ts';
import { lettersBody } from './model.ts';
import { compareLetters, handOver, readGiven, readLetters, writeLetters } from './service.ts';

const number = z.coerce.number().int().min(1).max(1_000_000);
const base = '/organizations/{organizationId}/letters';
const params = z.object({ organizationId: z.uuid() });
const paragraph = z.object({
  id: z.string(),
  heading: z.string().nullable(),
  text: z.array(z.string()),
  points: z.array(z.string()),
  rests: z.array(z.object({ register: z.string(), code: z.string(), title: z.string() })),
});
const letter = z.object({ title: z.string(), paragraphs: z.array(paragraph) }).meta({ id: 'Letter' });
const subservices = z.array(
  z
    .object({ code: z.string(), title: z.string(), assertion: letter, representations: letter })
    .meta({ id: 'SubserviceLetters' }),
);
const point = z.object({ sentence: z.string(), register: z.string().nullable(), code: z.string().nullable() });
const ready = z
  .object({ number: z.int(), digest: z.string(), at: z.string(), by: z.string(), stands: z.boolean() })
  .meta({ id: 'LettersReady' });

/** Management's drafts; the firm is answered as if they did not exist: it receives what is signed and sent to it. */
export function letterRoutes(keys: OrganizationKeys, decider: Decider): readonly Route[] {
  const about = { sides: ['management'], part: 'assertion' } as const;
  return [
    memberRoute({
      ...about,
      id: 'letters.read',
      method: 'GET',
      path: base,
      action: 'read',
      receipt: false,
      params,
      summary:
        'Assertion and representation letter as they read now, with those of each inclusive subservice organization; what they rest on, what is open',
      answer: z.object({
        version: z.int(),
        digest: z.string(),
        said: lettersBody,
        assertion: letter,
        representations: letter,
        subservices,
        description: z.int().nullable(),
        open: z.array(point),
        fallen: z.array(point),
        ready: z.array(ready),
        allowed: z.object({ write: z.boolean(), ready: z.boolean() }),
      }),
      async handle(asking) {
        const { principal } = asking;
        const { side, organizationId } = principal;
        const may = (action: string) =>
          decider.decide({ principal, action, part: 'assertion', side, organizationId }).allowed;
        const letters = await readLetters(asking, keys);
        return { body: { ...bodyOf(letters), allowed: { write: may('change'), ready: may('create') } } };
      },
    }),
    memberRoute({
      ...about,
      id: 'letters.write',
      method: 'PUT',
      path: base,
      action: 'change',
      receipt: true,
      ifMatch: true,
      params,
      summary: 'What no register knows, said anew; If-Match "v0" where nothing was said yet',
      body: lettersBody,
      answer: z.object({ version: z.int() }),
      async handle(asking, input) {
        const version = await writeLetters(asking, keys, input.version, input.body);
        return { body: { version }, version };
      },
    }),
    memberRoute({
      ...about,
      id: 'letters.hand-over',
      method: 'POST',
      path: `${base}/ready`,
      action: 'create',
      receipt: true,
      status: 201,
      params,
      summary: 'Hand all of them to their signatories as they were read; nothing is signed by it',
      body: z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/, 'A digest is 64 hexadecimal digits') }),
      answer: ready,
      async handle(asking, input) {
        return { body: await handOver(asking, keys, input.body.digest) };
      },
    }),
    memberRoute({
      ...about,
      id: 'letters.given',
      method: 'GET',
      path: `${base}/ready/{id}`,
      action: 'read',
      receipt: false,
      params: params.extend({ id: number }),
      summary: 'The letters as they were handed over, whole',
      answer: z.object({
        number: z.int(),
        digest: z.string(),
        at: z.string(),
        by: z.string(),
        description: z.int().nullable(),
        assertion: letter,
        representations: letter,
        subservices,
      }),
      async handle(asking, input) {
        return { body: bodyOf(await readGiven(asking, keys, input.params.id)) };
      },
    }),
    memberRoute({
      ...about,
      id: 'letters.compare',
      method: 'GET',
      path: `${base}/compare`,
      action: 'read',
      receipt: false,
      params,
      query: z.strictObject({ from: number, to: number.optional() }),
      summary: 'What changed between two that were handed to the signatory, or since one, word by word',
      answer: z.object({
        items: z.array(
          z.object({
            subservice: z.string().nullable(),
            letter: z.enum(['assertion', 'representations']),
            id: z.string(),
            pieces: z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })),
          }),
        ),
      }),
      async handle(asking, input) {
        const { from, to = null } = input.query;
        const items = await compareLetters(asking, keys, from, to);
        return { body: { items: items.map((one) => ({ ...one, pieces: [...one.pieces] })) } };
      },
    }),
  ];
}
