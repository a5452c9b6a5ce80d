/** Documents on the API: listed and read by both sides, signed by management's signatory, returned or withdrawn with a reason. */
import { z } from 'zod';
import { bodyOf } from '../http/api/body.ts';
import { type Asking, memberRoute, type Route } from '../http/api/route.ts';
import { line, longText } from '../registers/model.ts';
import { actOnDocument, listDocuments, promiseOf, readDocument, type ReadDocument } from './documents.ts';
import { documentKinds, documentSchema, kinds } from './model.ts';
import type { ExchangeParts } from './parts.ts';
import { sentShape } from './shapes.ts';

const exchange = '/organizations/{organizationId}/exchange';
const base = `${exchange}/engagements/{id}/documents`;
const params = z.object({ organizationId: z.uuid() });
const paramsOfOne = params.extend({ id: z.string().max(40), thread: z.uuid().toLowerCase() });
const filled = longText.max(10_000).refine((text) => text.trim() !== '', { message: 'Say something' });
const side = z.enum(['management', 'firm']);
const instant = z.string();

export const documentHead = z
  .object({
    engagement: z.uuid(),
    thread: z.uuid(),
    kind: z.enum(documentKinds),
    subject: z.string(),
    title: z.string(),
    version: z.int(),
    from: side,
    state: z.string(),
    sha256: z.string(),
    sentAt: instant,
    deliveredAt: instant.nullable(),
    signed: z.object({ at: instant, name: z.string(), title: z.string(), words: z.string() }).nullable(),
    latest: z.boolean(),
    acts: z.array(z.enum(kinds)),
  })
  .meta({ id: 'CrossedDocument' });
/** With what it says and what was sent about it. */
export const documentWhole = documentHead
  .extend({
    /** what whoever signs it says by that, in the first person, around as what they sign; null: it is not signed now */
    promise: z.object({ before: z.string(), after: z.string() }).nullable(),
    document: documentSchema,
    items: z.array(sentShape),
  })
  .meta({ id: 'ReadDocument' });

export function documentRoutes(parts: ExchangeParts): readonly Route[] {
  const about = { sides: ['management', 'firm'], part: 'exchange' } as const;
  const acts = [
    { path: 'return', kind: 'return', text: filled, summary: 'Return the document, with the reason' },
    { path: 'withdraw', kind: 'withdrawal', text: filled, summary: 'Withdraw it, with the reason' },
    { path: 'message', kind: 'message', text: filled, summary: 'Say something about it' },
  ] as const;
  return [
    memberRoute({
      ...about,
      id: 'documents.list',
      method: 'GET',
      path: `${exchange}/documents`,
      summary: 'Documents that crossed, of every engagement: letters, scopes, lists of controls, descriptions, …',
      action: 'read',
      receipt: false,
      params,
      answer: z.object({ items: z.array(documentHead) }),
      async handle(asking) {
        return { body: bodyOf({ items: await listDocuments(asking, parts) }) };
      },
    }),
    memberRoute({
      ...about,
      id: 'documents.read',
      method: 'GET',
      path: `${base}/{thread}`,
      summary: 'A document as it was sent, with its signature and what was said about it',
      action: 'read',
      receipt: false,
      params: paramsOfOne,
      answer: documentWhole,
      async handle(asking, { params: { id, thread } }) {
        return { body: shown(asking, await readDocument(asking, parts, id, thread)) };
      },
    }),
    memberRoute({
      ...about,
      sides: ['management'],
      id: 'documents.sign',
      method: 'POST',
      path: `${base}/{thread}/sign`,
      summary: 'Sign a document for management, as it was read',
      action: 'sign',
      receipt: true,
      fresh: true,
      params: paramsOfOne,
      body: z.strictObject({
        digest: z.string().regex(/^[0-9a-f]{64}$/),
        title: line.max(200).refine((text) => text.trim() !== '', { message: 'Say as what you sign' }),
      }),
      answer: documentWhole,
      async handle(asking, { params: { id, thread }, body }) {
        const act = { kind: 'signature', text: null, signing: body } as const;
        return { body: shown(asking, await actOnDocument(asking, parts, id, thread, act)) };
      },
    }),
    ...acts.map(({ path, kind, text, summary }) =>
      memberRoute({
        ...about,
        id: `documents.${path}`,
        method: 'POST',
        path: `${base}/{thread}/${path}`,
        summary,
        action: 'share',
        receipt: true,
        params: paramsOfOne,
        body: z.strictObject({ text }),
        answer: documentWhole,
        async handle(asking, { params: { id, thread }, body }) {
          return { body: shown(asking, await actOnDocument(asking, parts, id, thread, { kind, text: body.text })) };
        },
      }),
    ),
  ];
}

/** A document is in the answer once, beside what was said about it. */
function shown({ principal }: Asking, document: ReadDocument): z.input<typeof documentWhole> {
  const items = document.items.map(({ content: { document: _once, ...content }, ...item }) => ({ ...item, content }));
  const promise = document.acts.includes('signature') ? promiseOf(document.kind, principal.name) : null;
  return bodyOf({ ...document, promise, items });
}
