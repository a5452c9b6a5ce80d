/** Shapes that every register's routes share. Each has a name, under which the API's document says it once. */
import { z } from 'zod';
import { mostAtOnce } from './bulk.ts';
import { type contentSchema, longText, type Register } from './model.ts';

const instant = z.string();
const by = z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'Person' });

export const comment = z.object({ id: z.uuid(), at: instant, by, text: z.string() }).meta({ id: 'Comment' });

/** earlier: there are comments before the first of these */
export const comments = z.object({ items: z.array(comment), earlier: z.boolean() }).meta({ id: 'Comments' });

export const commentInput = z
  .strictObject({
    text: longText.max(5_000).refine((text) => text.trim() !== '', { message: 'A comment says something' }),
    mentions: z.array(z.uuid()).max(20).optional(),
  })
  .meta({ id: 'CommentInput' });

export const history = z
  .object({
    items: z.array(
      z.object({
        version: z.number().int(),
        at: instant,
        by,
        why: z.string().nullable(),
        changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
        receipt: z.object({ index: z.number().int(), digest: z.string() }),
      }),
    ),
  })
  .meta({ id: 'History' });

/** Which records a change of many is about, each in the version that was seen. */
export const manyRecords = z
  .array(z.strictObject({ id: z.uuid().toLowerCase(), version: z.number().int().min(1) }))
  .min(1)
  .max(mostAtOnce)
  .meta({ id: 'ManyRecords' });

export const changedMany = z
  .object({
    changed: z.array(z.object({ index: z.number().int(), code: z.string(), version: z.number().int() })).readonly(),
    refused: z.array(z.object({ index: z.number().int(), code: z.string(), detail: z.string() })).readonly(),
  })
  .meta({ id: 'ChangedMany' });

/** A record of one register as it is answered. content: the register's own fields */
export function recordSchema(register: Register, content: ReturnType<typeof contentSchema>) {
  return z
    .object({
      id: z.uuid(),
      code: z.string(),
      state: z.string(),
      ownerId: z.uuid().nullable(),
      dueOn: z.string().nullable(),
      effectiveFrom: z.string().nullable(),
      effectiveTo: z.string().nullable(),
      version: z.number().int(),
      changedAt: instant,
      content,
    })
    .meta({ id: register.name.split('-').map(capital).join('') });
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
