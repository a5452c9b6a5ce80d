/** Routes by which a file is taken into a register: look at it, take it in. */
import { z } from 'zod';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { type Apart, longRoute, type Route } from '../../http/api/route.ts';
import type { Decider } from '../../identity/index.ts';
import { line, type Register } from '../model.ts';
import { doings } from './plan.ts';
import { mostFileBytes, mostRecords } from './read-table.ts';
import { mostWritten, previewSheet, takeInSheet } from './take-in.ts';

const params = z.object({ organizationId: z.uuid() });

const fileName = line.max(200).refine((text) => text.trim() !== '', { message: 'Say what the file is called' });
const columns = z.string().max(6_000).optional();

const counts = z
  .object({ create: z.int(), change: z.int(), none: z.int(), refused: z.int() })
  .meta({ id: 'ImportCounts' });

const preview = z
  .object({
    columns: z
      .array(z.object({ header: z.string(), name: z.string().nullable(), samples: z.array(z.string()).readonly() }))
      .readonly(),
    targets: z.array(z.object({ name: z.string(), header: z.string() })).readonly(),
    counts,
    rows: z
      .array(
        z.object({
          row: z.int(),
          code: z.string(),
          title: z.string(),
          does: z.enum(doings),
          changes: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })).readonly(),
          problems: z.array(z.object({ column: z.string(), sentence: z.string() })).readonly(),
        }),
      )
      .readonly(),
    plan: z.string(),
  })
  .meta({ id: 'ImportPreview' });

/** Whoever may change a register brings files for it; records are added by those who may add them. */
export function importRoutes(register: Register, keys: OrganizationKeys, decider: Decider): readonly Route[] {
  const base = `/organizations/{organizationId}/${register.name}/import`;
  const about = { sides: [register.side], part: register.name, action: 'change' as const, params, raw: mostFileBytes };
  const mayCreate = ({ principal }: Apart): boolean => {
    const { side, organizationId } = principal;
    return decider.decide({ principal, action: 'create', part: register.name, side, organizationId }).allowed;
  };
  return [
    longRoute({
      ...about,
      id: `${register.name}.preview-import`,
      method: 'POST',
      path: `${base}/preview`,
      summary: `What a CSV or XLSX file of up to ${mostRecords} records would do here, row by row; nothing is taken in`,
      receipt: false,
      query: z.strictObject({ name: fileName, columns }),
      answer: preview,
      async long(apart, { query, body }) {
        const brought = { name: query.name, columns: query.columns, mayCreate: mayCreate(apart) };
        return { body: await previewSheet(apart, keys, register, body, brought) };
      },
    }),
    longRoute({
      ...about,
      id: `${register.name}.import`,
      method: 'POST',
      path: base,
      summary: `Take in a CSV or XLSX file as it was shown, whole or not at all; it makes or changes up to ${mostWritten} records`,
      receipt: true,
      idempotent: true,
      query: z.strictObject({ name: fileName, columns, plan: z.string().regex(/^[0-9a-f]{64}$/) }),
      answer: counts,
      async long(apart, { query, body, key }) {
        const { name, columns: said, plan } = query;
        return {
          body: await takeInSheet(apart, keys, register, body, {
            name,
            columns: said,
            plan,
            key,
            mayCreate: mayCreate(apart),
          }),
        };
      },
    }),
  ];
}
