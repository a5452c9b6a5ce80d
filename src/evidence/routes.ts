import { z } from 'zod';
import { tableFormats } from '../adapters/xlsx/table-file.ts';
import { longRoute, memberRoute, type Route } from '../http/api/route.ts';
import { day, line, longText, recordCode } from '../registers/model.ts';
import {
  type ItemQuery,
  changeItem,
  listItems,
  openToShow,
  readContent,
  readItem,
  readItemHistory,
  readPreview,
  readReceipt,
} from './organization.ts';
import { exportedEvidence } from './export.ts';
import { itemStates, largestItem, partBytes } from './organization-model.ts';
import { freshnesses, type ItemKind, itemKinds, type ItemSort, itemSorts } from './organization-store.ts';
import type { EvidenceParts } from './parts.ts';
import { showPage } from './pages/show.ts';
import { findingNames } from './scan.ts';
import { beginUpload, completeUpload, readUpload, removeUpload, takePart } from './uploads.ts';

const base = '/organizations/{organizationId}';
const about = { sides: ['management', 'firm'] as const, part: 'evidence' };
const organization = { organizationId: z.uuid() };
const instant = z.string();
const by = z.object({ id: z.uuid(), name: z.string() });
const receipt = z.object({ index: z.number().int(), digest: z.string() });
const filled = (max: number) => line.max(max).refine((text) => text.trim() !== '', { message: 'It is empty' });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 is 64 lower-case hex digits');
const state = z.enum(itemStates);
const kinds = z.enum(findingNames);

const source = z.strictObject({
  system: filled(300),
  collector: line.nullable().default(null),
  query: longText.max(5_000).nullable().default(null),
  account: line.nullable().default(null),
});
const periods = {
  periodStart: day.nullable().optional(),
  periodEnd: day.nullable().optional(),
  freshUntil: day.nullable().optional(),
};

const item = z
  .object({
    id: z.uuid(),
    code: z.string(),
    state,
    name: z.string(),
    source: z
      .object({
        system: z.string(),
        collector: z.string().nullable(),
        query: z.string().nullable(),
        account: z.string().nullable(),
      })
      .nullable(),
    mediaType: z.object({ type: z.string(), inner: z.string().nullable(), encoding: z.string().nullable() }),
    size: z.number().int(),
    sha256: z.string(),
    periodStart: z.string().nullable(),
    periodEnd: z.string().nullable(),
    freshUntil: z.string().nullable(),
    collectedAt: instant,
    uploadedAt: instant,
    uploadedBy: z.uuid(),
    links: z.array(z.object({ register: z.string(), code: z.string() })).readonly(),
    findings: z
      .array(z.object({ kind: kinds, count: z.number().int(), places: z.array(z.string()).readonly() }))
      .readonly(),
    replaces: z.string().nullable(),
    replacedBy: z.string().nullable(),
    version: z.number().int(),
    changedAt: instant,
    receipt,
  })
  .meta({ id: 'EvidenceItem' });
const upload = z
  .object({
    id: z.uuid(),
    name: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    partBytes: z.number().int(),
    count: z.number().int(),
    parts: z.array(z.number().int()).readonly(),
    evidence: z.uuid().nullable(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Upload' });

/** Which page of a PDF is looked at, from 1. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000);
export const pagePicture = z
  .object({ pages: z.int(), width: z.int(), height: z.int(), png: z.string() })
  .meta({ id: 'PagePicture' });

/** Evidence of organizations: uploads, the list, each item with its content and its proof. */
export function evidenceRoutes(parts: EvidenceParts): readonly Route[] {
  return [...uploadRoutes(parts), ...listRoutes(parts), ...itemRoutes(parts)];
}

function uploadRoutes(parts: EvidenceParts): Route[] {
  const params = z.object({ ...organization, id: z.uuid() });
  const one = `${base}/uploads/{id}`;
  return [
    memberRoute({
      ...about,
      id: 'evidence.begin-upload',
      method: 'POST',
      path: `${base}/uploads`,
      summary: 'Announce bytes: their name, size and digest, and where they come from',
      action: 'upload',
      receipt: true,
      idempotent: true,
      status: 201,
      params: z.object(organization),
      body: z.strictObject({
        name: filled(300),
        size: z.number().int().min(0).max(largestItem),
        sha256,
        collectedAt: z.iso.datetime({ offset: true }).optional(),
        source: source.optional(),
        ...periods,
        links: z.array(recordCode).max(200).optional(),
        replaces: recordCode.optional(),
        draft: z.boolean().optional(),
      }),
      answer: upload,
      async handle(asking, input) {
        const { body } = input;
        const made = await beginUpload(
          asking,
          parts,
          {
            name: body.name,
            size: body.size,
            sha256: body.sha256,
            collectedAt: new Date(body.collectedAt ?? asking.now).toISOString(),
            source: body.source ?? null,
            periodStart: body.periodStart ?? null,
            periodEnd: body.periodEnd ?? null,
            freshUntil: body.freshUntil ?? null,
            links: body.links ?? [],
            replaces: body.replaces ?? null,
            draft: body.draft ?? false,
          },
          input.key,
        );
        return {
          body: made,
          location: one.replace('{organizationId}', asking.principal.organizationId).replace('{id}', made.id),
        };
      },
    }),
    memberRoute({
      ...about,
      id: 'evidence.read-upload',
      method: 'GET',
      path: one,
      summary: 'Which parts of an upload are there',
      action: 'upload',
      receipt: false,
      params,
      answer: upload,
      async handle(asking, input) {
        return { body: await readUpload(asking, parts, input.params.id) };
      },
    }),
    longRoute({
      ...about,
      id: 'evidence.put-part',
      method: 'PUT',
      path: `${one}/parts/{number}`,
      summary: 'Send a part, or send it again',
      action: 'upload',
      // A part is nothing anybody can read or rely on; what it becomes leaves a statement when it is completed.
      receipt: false,
      raw: partBytes,
      params: params.extend({ number: z.coerce.number().int().min(1).max(100_000) }),
      answer: z.object({ number: z.number().int(), size: z.number().int() }),
      async long(apart, input) {
        return { body: await takePart(apart, parts, input.params.id, input.params.number, input.body) };
      },
    }),
    longRoute({
      ...about,
      id: 'evidence.complete-upload',
      method: 'POST',
      path: `${one}/complete`,
      summary: 'Make the parts an item of evidence, with its receipt',
      action: 'upload',
      receipt: true,
      status: 201,
      params,
      answer: item,
      async long(apart, input) {
        const made = await completeUpload(apart, parts, input.params.id);
        return {
          body: made,
          version: made.version,
          location: `${base.replace('{organizationId}', apart.principal.organizationId)}/evidence/${made.id}`,
        };
      },
    }),
    longRoute({
      ...about,
      id: 'evidence.remove-upload',
      method: 'DELETE',
      path: one,
      summary: 'Take back an upload that never became evidence, with its parts',
      action: 'upload',
      receipt: true,
      status: 204,
      params,
      async long(apart, input) {
        await removeUpload(apart, parts, input.params.id);
        return {};
      },
    }),
  ];
}

function isSort(text: string): text is ItemSort {
  return Object.hasOwn(itemSorts, text);
}

function isKind(text: string): text is ItemKind {
  return Object.hasOwn(itemKinds, text);
}

/** What narrows and orders the list, on its page and in its file. */
const filters = {
  state: state.optional(),
  record: recordCode.optional(),
  periodFrom: day.optional(),
  periodTo: day.optional(),
  freshness: z.enum(freshnesses).optional(),
  kind: z.enum(Object.keys(itemKinds)).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(Object.keys(itemSorts).flatMap((sort) => [sort, `-${sort}`])).optional(),
};

function wantedOf(query: z.output<z.ZodObject<typeof filters>>): Omit<ItemQuery, 'cursor' | 'limit'> {
  const { sort: sent = '-uploadedAt' } = query;
  const descending = sent.startsWith('-');
  const named = descending ? sent.slice(1) : sent;
  return {
    state: query.state ?? null,
    record: query.record ?? null,
    from: query.periodFrom ?? null,
    to: query.periodTo ?? null,
    freshness: query.freshness ?? null,
    kind: query.kind !== undefined && isKind(query.kind) ? query.kind : null,
    q: query.q ?? '',
    sort: isSort(named) ? named : 'uploadedAt',
    descending,
  };
}

function listRoutes({ keys }: EvidenceParts): Route[] {
  return [
    memberRoute({
      ...about,
      id: 'evidence.list',
      method: 'GET',
      path: `${base}/evidence`,
      summary: 'Evidence, a page',
      action: 'read',
      receipt: false,
      params: z.object(organization),
      query: z.strictObject({
        ...filters,
        cursor: z.string().max(400).optional(),
        limit: z.coerce.number().int().min(1).max(200).optional(),
      }),
      answer: z.object({
        items: z.array(item).readonly(),
        next: z.string().nullable(),
        total: z.number().int().nullable(),
        counts: z.record(z.string(), z.number().int()),
      }),
      async handle(asking, { query }) {
        const page = await listItems(asking, keys, {
          ...wantedOf(query),
          cursor: query.cursor ?? null,
          limit: query.limit ?? 50,
        });
        return { body: { ...page, counts: { ...page.counts } } };
      },
    }),
    ...tableFormats.map((format) =>
      longRoute({
        ...about,
        id: `evidence.export-${format}`,
        method: 'GET',
        path: `${base}/evidence/export.${format}`,
        summary: `Evidence as ${format.toUpperCase()}, filtered and sorted as the list; what the items are, not their content`,
        action: 'export',
        receipt: true,
        params: z.object(organization),
        query: z.strictObject(filters),
        async long(apart, { query }) {
          // On record before the first line is given out.
          await apart.within((asking) =>
            asking.state({
              hop: 'access',
              subject: { name: 'evidence', sha256: '0'.repeat(64) },
              body: { event: 'exported', part: 'evidence', format },
            }),
          );
          return { stream: await exportedEvidence(apart, keys, format, wantedOf(query)) };
        },
      }),
    ),
  ];
}

function itemRoutes(parts: EvidenceParts): Route[] {
  const { keys } = parts;
  const params = z.object({ ...organization, id: z.string().max(40) });
  const one = `${base}/evidence/{id}`;
  return [
    memberRoute({
      ...about,
      id: 'evidence.read',
      method: 'GET',
      path: one,
      summary: 'One item of evidence, by id or code',
      action: 'read',
      receipt: false,
      params,
      answer: item,
      async handle(asking, input) {
        const found = await readItem(asking, keys, input.params.id);
        return { body: found, version: found.version };
      },
    }),
    memberRoute({
      ...about,
      id: 'evidence.change',
      method: 'PATCH',
      path: one,
      summary: 'Change what is said of an item, what it serves, or its state',
      action: 'change',
      receipt: true,
      ifMatch: true,
      params,
      body: z.strictObject({
        name: filled(300).optional(),
        source: source.optional(),
        ...periods,
        links: z.array(recordCode).max(200).optional(),
        state: state.optional(),
        why: longText.max(2_000).optional(),
      }),
      answer: item,
      async handle(asking, input) {
        const changed = await changeItem(asking, keys, input.params.id, input.version, input.body);
        return { body: changed, version: changed.version };
      },
    }),
    memberRoute({
      ...about,
      id: 'evidence.history',
      method: 'GET',
      path: `${one}/history`,
      summary: 'Who changed what, when and why',
      action: 'read',
      receipt: false,
      params,
      answer: z.object({
        items: z
          .array(
            z.object({
              version: z.number().int(),
              at: instant,
              by,
              why: z.string().nullable(),
              changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })).readonly(),
              receipt,
            }),
          )
          .readonly(),
      }),
      async handle(asking, input) {
        return { body: { items: await readItemHistory(asking, keys, input.params.id) } };
      },
    }),
    memberRoute({
      ...about,
      id: 'evidence.content',
      method: 'GET',
      path: `${one}/content`,
      summary: 'The bytes as they came; every read is on record',
      // An inspector reads and takes nothing away (R-IND-12).
      action: 'export',
      receipt: true,
      params,
      async handle(asking, input) {
        const { item: found, bytes } = await readContent(asking, parts, input.params.id);
        return {
          stream: { type: 'application/octet-stream', name: found.name, size: found.size, parts: bytes },
        };
      },
    }),
    memberRoute({
      ...about,
      id: 'evidence.preview',
      method: 'GET',
      path: `${one}/preview`,
      summary: 'The first rows or lines of a text; of anything else where its content is',
      action: 'read',
      receipt: true,
      params,
      answer: z.object({
        kind: z.enum(['rows', 'lines', 'nothing']),
        head: z.array(z.string()).readonly(),
        rows: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()).readonly() })).readonly(),
        lines: z.array(z.object({ line: z.number().int(), text: z.string() })).readonly(),
        isWhole: z.boolean(),
        content: z.string(),
      }),
      async handle(asking, input) {
        const preview = await readPreview(asking, parts, input.params.id);
        const { organizationId } = asking.principal;
        const content = `${base.replace('{organizationId}', organizationId)}/evidence/${input.params.id}/content`;
        return { body: { head: [], rows: [], lines: [], isWhole: false, ...preview, content } };
      },
    }),
    longRoute({
      ...about,
      id: 'evidence.page',
      method: 'GET',
      path: `${one}/pages/{page}`,
      summary: 'A page of a PDF as a picture (PNG, base64), and how many pages there are',
      action: 'read',
      receipt: true,
      params: params.extend({ page: pageNumber }),
      answer: pagePicture,
      async long(apart, { params: { id, page } }) {
        const shown = await apart.within((asking) => openToShow(asking, parts, id, page));
        return { body: await showPage(parts.blobs, shown, page) };
      },
    }),
    memberRoute({
      ...about,
      id: 'evidence.receipt',
      method: 'GET',
      path: `${one}/receipt`,
      summary: 'Entry, checkpoint, and the path from the one to the other',
      action: 'read',
      receipt: false,
      params,
      answer: z.object({
        entry: receipt,
        sha256: z.string(),
        recordedAt: instant,
        opening: z.object({ salt: z.string(), envelope: z.string(), value: z.string() }),
        checkpoint: z.object({ size: z.number().int(), root: z.string(), note: z.string() }).nullable(),
        proof: z.object({ leafHash: z.string(), hashes: z.array(z.string()).readonly(), tlog: z.string() }).nullable(),
      }),
      async handle(asking, input) {
        return { body: await readReceipt(asking, parts, input.params.id) };
      },
    }),
  ];
}
