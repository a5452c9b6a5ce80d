/** Routes of engagements with a partner outside: begin one, give out what is sent, look at what came back, take it in. */
import { z } from 'zod';
import { oneChunk } from '../one-chunk.ts';
import { longRoute, memberRoute, type Route, type Side } from '../http/api/route.ts';
import { day, line } from '../registers/model.ts';
import { engagementTypes, kinds } from './model.ts';
import { proposeOutside } from './outside.ts';
import { mostBytes, packageOf } from './package.ts';
import { confirmPartner, readPairing } from './pairing.ts';
import type { ExchangeParts } from './parts.ts';
import { engagementShape } from './shapes.ts';
import { previewPackage, takeInPackage } from './take-in.ts';

const base = '/organizations/{organizationId}/exchange';
const params = z.object({ organizationId: z.uuid() });
const paramsOfOne = params.extend({ id: z.string().max(40) });

const planned = z
  .object({
    rows: z
      .array(
        z.object({
          row: z.int(),
          id: z.string(),
          reference: z.string(),
          title: z.string(),
          does: z.enum(kinds).nullable(),
          text: z.string(),
          files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })).readonly(),
          problems: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    signed: z.int().nullable(),
  })
  .meta({ id: 'PlannedPackage' });

const pairing = z
  .object({
    own: z.object({ card: z.string(), fingerprint: z.string() }),
    partner: z
      .object({
        fingerprint: z.string(),
        engagement: z.string(),
        confirmedAt: z.string(),
        held: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Pairing' });

export function outsideRoutes(parts: ExchangeParts): readonly Route[] {
  const about: { sides: readonly Side[]; part: string; action: 'share' } = {
    sides: ['management', 'firm'],
    part: 'exchange',
    action: 'share',
  };
  return [
    memberRoute({
      ...about,
      id: 'exchange.propose-outside',
      method: 'POST',
      path: `${base}/outside`,
      summary: 'Begin an engagement with a partner who is not in this installation',
      receipt: true,
      status: 201,
      params,
      body: z.strictObject({
        name: line.refine((text) => text.trim() !== '', { message: 'Say who they are' }),
        type: z.enum(engagementTypes),
        periodStart: day.nullable().optional(),
        periodEnd: day,
        title: line.refine((text) => text.trim() !== '', { message: 'Give it a title' }),
      }),
      answer: engagementShape,
      async handle(asking, { body }) {
        return { body: await proposeOutside(asking, parts, { ...body, periodStart: body.periodStart ?? null }) };
      },
    }),
    memberRoute({
      ...about,
      id: 'exchange.pairing',
      method: 'GET',
      path: `${base}/engagements/{id}/partner`,
      summary: 'The own card for a partner who has an installation too, and whether theirs is confirmed',
      receipt: false,
      params: paramsOfOne,
      answer: pairing,
      async handle(asking, input) {
        return { body: await readPairing(asking, parts, input.params.id) };
      },
    }),
    memberRoute({
      ...about,
      id: 'exchange.confirm-partner',
      method: 'PUT',
      path: `${base}/engagements/{id}/partner`,
      summary: 'Take the partner’s card, compared by voice: from here on their files count by their signature alone',
      receipt: true,
      fresh: true,
      params: paramsOfOne,
      body: z.strictObject({ card: z.string().min(1).max(600) }),
      answer: pairing,
      async handle(asking, { params: { id }, body }) {
        return { body: await confirmPartner(asking, parts, id, body.card) };
      },
    }),
    memberRoute({
      ...about,
      id: 'exchange.package',
      method: 'GET',
      path: `${base}/engagements/{id}/package`,
      summary: 'What is sent to a partner outside, as a ZIP with a workbook and evidence',
      receipt: true,
      params: paramsOfOne,
      async handle(asking, input) {
        const { name, bytes } = await packageOf(asking, parts, input.params.id);
        return { stream: { type: 'application/zip', name, size: bytes.length, parts: oneChunk(bytes) } };
      },
    }),
    longRoute({
      ...about,
      id: 'exchange.preview-package',
      method: 'POST',
      path: `${base}/engagements/{id}/package/preview`,
      summary: 'What a file of a partner outside says, row by row; nothing is taken in',
      receipt: false,
      raw: mostBytes,
      params: paramsOfOne,
      answer: planned,
      async long(apart, input) {
        return { body: await previewPackage(apart, parts, input.params.id, input.body) };
      },
    }),
    longRoute({
      ...about,
      id: 'exchange.take-in-package',
      method: 'POST',
      path: `${base}/engagements/{id}/package`,
      summary: 'Take in a file of a partner outside, whole or not at all',
      receipt: true,
      raw: mostBytes,
      params: paramsOfOne,
      answer: planned,
      async long(apart, input) {
        return { body: await takeInPackage(apart, parts, input.params.id, input.body) };
      },
    }),
  ];
}
