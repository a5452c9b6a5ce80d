/** What the API answers of a file. */
import { z } from 'zod';
import { documentHead } from '../exchange/index.ts';
import { longText } from '../registers/model.ts';
import { levels, teamRoles } from './model.ts';

export const instant = z.string();
export const said = z.string().nullable();
export const receipt = z.object({ index: z.number().int(), digest: z.string() });
export const person = z.object({ id: z.uuid(), name: z.string() });
export const role = z.enum(teamRoles);
export const level = z.enum(levels);
export const filled = longText.max(10_000).refine((text) => text.trim() !== '', { message: 'Say something' });
export const state = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(40);
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

export const listed = z
  .object({
    id: z.uuid(),
    code: z.string(),
    state: z.string(),
    step: said,
    client: said,
    system: said,
    type: said,
    asOf: said,
    from: said,
    to: said,
    role,
    openedAt: instant,
  })
  .meta({ id: 'EngagementFile' });
const indexed = z.object({
  kind: z.string(),
  subject: z.string(),
  title: said,
  state: z.enum(['missing', 'draft', ...levels]),
  stale: z.boolean(),
  version: z.number().int(),
  at: instant.nullable(),
  by: z.uuid().nullable(),
  open: z.number().int(),
  signed: z.array(z.object({ level, by: z.uuid() })),
});
export const overview = listed
  .extend({
    heldFrom: said,
    notLead: said,
    exchange: z.uuid().nullable(),
    documents: z.array(documentHead),
    criteria: z.array(z.string()),
    steps: z.array(z.object({ name: z.string(), state: z.enum(['done', 'open', 'blocked']), fact: z.string() })),
    moves: z.array(
      z.object({
        to: z.string(),
        kind: z.enum(['gate', 'view', 'end', 'back']),
        name: said,
        actors: z.array(z.string()),
        mine: z.boolean(),
        conditions: z.array(
          z.object({
            id: z.string(),
            says: z.string(),
            source: z.string(),
            holds: z.boolean(),
            fact: z.string(),
            papers: z.array(z.object({ kind: z.string(), subject: z.string() })),
          }),
        ),
      }),
    ),
    team: z.array(z.object({ personId: z.uuid(), role, since: instant, confirmed: z.boolean() })),
    papers: z.array(indexed),
  })
  .meta({ id: 'EngagementFileOverview' });
export const waiting = z
  .object({
    id: z.uuid(),
    code: z.string(),
    client: said,
    state: z.string(),
    papers: z.array(
      z.object({
        kind: z.string(),
        subject: z.string(),
        title: said,
        why: z.enum(['sign', 'write', 'answer', 'clear']),
        level: level.nullable(),
      }),
    ),
    moves: z.array(z.object({ to: z.string(), kind: z.string() })),
  })
  .meta({ id: 'WaitingInFile' });
export const whole = indexed
  .extend({
    content: z.record(z.string(), value.optional()),
    signOffs: z.array(
      z.object({ version: z.number().int(), level, by: person, role, at: instant, words: z.string(), receipt }),
    ),
    notes: z.array(
      z.object({
        id: z.uuid(),
        version: z.number().int(),
        at: instant,
        by: person,
        text: z.string(),
        cleared: z.object({ at: instant, by: person, text: z.string() }).nullable(),
      }),
    ),
    history: z.array(
      z.object({
        version: z.number().int(),
        at: instant,
        by: person,
        why: said,
        changes: z.array(z.object({ field: z.string(), before: value, after: value })),
        receipt,
      }),
    ),
    levels: z.array(z.object({ level, by: z.string(), words: z.string(), against: z.array(z.string()) })),
    mayWrite: z.boolean(),
    why: z.array(z.string()),
  })
  .meta({ id: 'Workpaper' });
