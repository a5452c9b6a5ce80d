import { join } from 'node:path';
import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { readTable } from '../criteria/index.ts';
import { dataFolder } from '../data-folder.ts';
import { memberRoute, type Route } from '../http/api/route.ts';
import { loadWording, type Wording } from '../lifecycle/report/index.ts';
import { longText } from '../registers/model.ts';
import type { KeptParts } from '../populations-kept/index.ts';
import { type ControlWording, controlWordingSchema, type DryTest, readings } from './model.ts';
import { type DryRunParts, readDryRun, readWritten } from './service.ts';

const text = z.string();
const count = z.int().min(0);
const reading = z.object({ id: z.enum(readings), outcome: z.enum(['holds', 'look']), sentence: text });

/** The dry run is management's alone: the firm is answered as if it did not exist (R-WALL-06). */
export function dryRunRoutes(keys: OrganizationKeys, kept: KeptParts): readonly Route[] {
  let words: ControlWording | undefined;
  let wording: Wording | undefined;
  const parts: DryRunParts = {
    keys,
    kept,
    words: () => (words ??= readTable(join(dataFolder, 'control-wording.yaml'), controlWordingSchema)),
    wording: () => (wording ??= loadWording()),
  };
  return [
    memberRoute({
      id: 'dry-run.read',
      method: 'GET',
      path: '/organizations/{organizationId}/dry-run',
      sides: ['management'],
      action: 'read',
      part: 'dry-run',
      receipt: false,
      params: z.object({ organizationId: z.uuid() }),
      summary: 'What Section IV would print of each control as things stand: a dry run, not a report',
      answer: z.object({
        type: z.enum(['type1', 'type2']),
        accounts: z.array(
          z.object({
            code: text,
            title: text,
            account: text,
            kind: z.enum(['automation', 'emergency']),
            system: text,
            ownerId: z.uuid().nullable(),
            from: text.nullable(),
            to: text.nullable(),
            controls: z.array(text),
            ask: z.array(text),
          }),
        ),
        controls: z.array(
          z.object({
            code: text,
            title: text,
            state: text,
            statement: text,
            passages: z.array(z.object({ text, tested: z.boolean() })),
            criteria: z.array(text),
            accounts: z.array(text),
            readings: z.array(reading),
            tests: z.array(
              z.object({
                procedure: text,
                says: text,
                opening: text,
                automatic: z.boolean(),
                needs: z.array(
                  z.object({
                    kind: text,
                    title: text,
                    noun: text,
                    held: z.object({ id: z.uuid(), code: text, title: text, records: count }).nullable(),
                  }),
                ),
                attributes: z.array(z.object({ id: text, says: text, quotes: text.nullable(), quoted: z.boolean() })),
                result: z
                  .object({
                    id: z.uuid(),
                    code: text,
                    madeAt: text,
                    declared: z.array(z.object({ code: text, records: count })).nullable(),
                    opening: text,
                    tested: text,
                    beneath: z.array(text),
                    result: text,
                  })
                  .nullable(),
              }),
            ),
          }),
        ),
      }),
      async handle(asking) {
        const { type, accounts, controls } = await readDryRun(asking, parts);
        return {
          body: {
            type,
            accounts: accounts.map((one) => ({ ...one, controls: [...one.controls], ask: [...one.ask] })),
            controls: controls.map((control) => ({
              ...control,
              passages: [...control.passages],
              criteria: [...control.criteria],
              accounts: [...control.accounts],
              readings: [...control.readings],
              tests: control.tests.map((test) => ({
                ...test,
                needs: [...test.needs],
                attributes: [...test.attributes],
                result: resultOut(test.result),
              })),
            })),
          },
        };
      },
    }),
    memberRoute({
      id: 'dry-run.reading',
      method: 'POST',
      path: '/organizations/{organizationId}/dry-run/reading',
      sides: ['management'],
      action: 'read',
      part: 'dry-run',
      receipt: false,
      params: z.object({ organizationId: z.uuid() }),
      summary: 'How a control reads as it is typed: its exception path, its detective half, its words. Nothing is kept',
      body: z.strictObject({
        code: z.string().max(20).nullable(),
        statement: longText.max(2_000),
        exceptionPath: longText.nullable(),
        type: z.enum(['preventive', 'detective', 'corrective']).nullable(),
        criteria: z.array(z.string().max(10)).max(61),
      }),
      answer: z.object({ readings: z.array(reading) }),
      async handle(asking, input) {
        return { body: { readings: [...(await readWritten(asking, parts, input.body))] } };
      },
    }),
  ];
}

function resultOut(result: DryTest['result']) {
  if (result === null) return null;
  const { beneath, declared } = result;
  return { ...result, beneath: [...beneath], declared: declared === null ? null : [...declared] };
}
