import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { type DescriptionPatterns, loadMethod, type Standards } from '../criteria/index.ts';
import { bodyOf } from '../http/api/body.ts';
import { longRoute, memberRoute, type Route } from '../http/api/route.ts';
import type { Decider } from '../identity/index.ts';
import { oneChunk } from '../one-chunk.ts';
import { sectionBody, sectionIds, sourceNames } from './model.ts';
import {
  approveDescription,
  compareVersions,
  type DescriptionParts,
  readDescription,
  readExcerpt,
  readVersion,
  readVersions,
  writeSection,
} from './service.ts';
import { setApart } from './set-apart.ts';

const base = '/organizations/{organizationId}/description';
const organization = { organizationId: z.uuid() };
const params = z.object(organization);
const number = z.coerce.number().int().min(1).max(1_000_000);
const sectionId = z.enum(sectionIds);
const paragraph = z.object({
  id: z.string(),
  form: z.enum(['heading', 'paragraph', 'list']),
  text: z.string(),
  register: z.enum(sourceNames).nullable(),
  codes: z.array(z.string()),
});
const head = z.object({
  number: z.int(),
  digest: z.string(),
  approvedAt: z.string(),
  by: z.object({ id: z.uuid(), name: z.string() }),
  receipt: z.object({ index: z.int(), digest: z.string() }),
});

/** Every route of management's description; the firm is answered as if they did not exist: it receives what is sent to it. */
export function descriptionRoutes(keys: OrganizationKeys, standards: Standards, decider: Decider): readonly Route[] {
  let read: DescriptionPatterns | undefined;
  const patterns = (): DescriptionPatterns =>
    (read ??= loadMethod(join(import.meta.dirname, '../../data')).descriptionPatterns);
  const parts: DescriptionParts = { keys, standards, patterns };
  const reads = { method: 'GET', sides: ['management'], action: 'read', part: 'description', receipt: false } as const;
  return [
    memberRoute({
      ...reads,
      id: 'description.read',
      path: base,
      params,
      summary: 'The description as it reads now, and what it lacks',
      answer: z.object({
        digest: z.string(),
        approved: head.nullable(),
        allowed: z.object({ write: z.boolean(), approve: z.boolean() }),
        findings: z.array(
          z.object({
            section: sectionId,
            rule: z.string(),
            severity: z.enum(['error', 'warning']),
            sentence: z.string(),
            paragraph: z.string().nullable(),
          }),
        ),
        sections: z.array(
          z.object({
            id: sectionId,
            title: z.string(),
            requirement: z.string(),
            mustContain: z.array(z.string()),
            version: z.int(),
            sources: z.array(z.string()),
            paragraphs: z.array(paragraph.extend({ changed: z.boolean().nullable() })),
          }),
        ),
      }),
      async handle(asking) {
        const { principal } = asking;
        const may = (action: string) =>
          decider.decide({
            principal,
            action,
            part: 'description',
            side: principal.side,
            organizationId: principal.organizationId,
          }).allowed;
        const allowed = { write: may('change'), approve: may('create') };
        return { body: { ...bodyOf(await readDescription(asking, parts)), allowed } };
      },
    }),
    memberRoute({
      id: 'description.write',
      method: 'PUT',
      path: `${base}/sections/{id}`,
      sides: ['management'],
      action: 'change',
      part: 'description',
      receipt: true,
      ifMatch: true,
      summary: 'Write a section; If-Match "v0" where nothing was written yet',
      params: z.object({ ...organization, id: sectionId }),
      body: sectionBody,
      answer: z.object({ section: sectionId, version: z.int() }),
      async handle(asking, input) {
        const { id: section } = input.params;
        const version = await writeSection(asking, parts, section, input.version, input.body.paragraphs);
        return { body: { section, version }, version };
      },
    }),
    memberRoute({
      id: 'description.approve',
      method: 'POST',
      path: `${base}/versions`,
      sides: ['management'],
      action: 'create',
      part: 'description',
      receipt: true,
      status: 201,
      summary: 'Approve what the description says now, by the digest it was read with',
      params,
      body: z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/, 'A digest is 64 hexadecimal digits') }),
      answer: head,
      async handle(asking, input) {
        return { body: bodyOf(await approveDescription(asking, parts, input.body.digest)) };
      },
    }),
    memberRoute({
      ...reads,
      id: 'description.versions',
      path: `${base}/versions`,
      params,
      summary: 'Approved versions of the description',
      answer: z.object({ items: z.array(head) }),
      async handle(asking) {
        return { body: { items: bodyOf(await readVersions(asking, parts)) } };
      },
    }),
    memberRoute({
      ...reads,
      id: 'description.version',
      path: `${base}/versions/{id}`,
      params: z.object({ ...organization, id: number }),
      summary: 'An approved version, whole',
      answer: head.extend({ sections: z.array(z.object({ id: sectionId, paragraphs: z.array(paragraph) })) }),
      async handle(asking, input) {
        return { body: bodyOf(await readVersion(asking, parts, input.params.id)) };
      },
    }),
    longRoute({
      ...reads,
      id: 'description.pages',
      path: `${base}/pages.svg`,
      params,
      query: z.strictObject({ version: number.optional() }),
      summary:
        'The pages as they would stand in a report, one under the other, and in their metadata the place of each paragraph; as it reads now, or an approved version',
      async long(apart, input) {
        const excerpt = await apart.within((asking) => readExcerpt(asking, parts, input.query.version ?? null));
        const bytes = await setApart(excerpt, 'svg');
        return { stream: { type: 'image/svg+xml; charset=utf-8', name: 'description.svg', parts: oneChunk(bytes) } };
      },
    }),
    longRoute({
      ...reads,
      id: 'description.file',
      path: `${base}/pages.pdf`,
      action: 'export',
      receipt: true,
      params,
      query: z.strictObject({ version: number.optional() }),
      summary: 'The same pages as PDF, marked as a draft',
      async long(apart, input) {
        const excerpt = await apart.within(async (asking) => {
          const drawn = await readExcerpt(asking, parts, input.query.version ?? null);
          const sha256 = createHash('sha256').update(JSON.stringify(drawn.document)).digest('hex');
          await asking.state({
            hop: 'access',
            subject: { name: 'description/draft', sha256 },
            body: { event: 'exported', version: input.query.version ?? null },
          });
          return drawn;
        });
        const bytes = await setApart(excerpt, 'pdf');
        return { stream: { type: 'application/pdf', name: 'description-draft.pdf', parts: oneChunk(bytes) } };
      },
    }),
    memberRoute({
      ...reads,
      id: 'description.compare',
      path: `${base}/compare`,
      params,
      query: z.strictObject({ from: number, to: number.optional() }),
      summary: 'What changed between two versions, or since one, word by word',
      answer: z.object({
        sections: z.array(
          z.object({
            id: sectionId,
            paragraphs: z.array(
              z.object({
                id: z.string(),
                pieces: z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })),
              }),
            ),
          }),
        ),
      }),
      async handle(asking, input) {
        return { body: bodyOf(await compareVersions(asking, parts, input.query.from, input.query.to ?? null)) };
      },
    }),
  ];
}
