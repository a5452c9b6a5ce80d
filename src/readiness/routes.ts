import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Standards } from '../criteria/index.ts';
import { memberRoute, type Route } from '../http/api/route.ts';
import { steps } from '../lifecycle/order.ts';
import type { Register } from '../registers/index.ts';
import { engagementTypes, gapKinds } from './model.ts';
import {
  adoptControls,
  readGaps,
  readHome,
  readLibrary,
  readMatrix,
  type ReadinessParts,
  readWork,
} from './service.ts';

const base = '/organizations/{organizationId}';
const params = z.object({ organizationId: z.uuid() });
const count = z.int().min(0);
const day = z.string();
const categories = z.array(z.enum(['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy']));
const covered = z.object({ id: z.string(), series: z.string(), title: z.string(), controls: count, inForce: count });

/** Every route of readiness: management's alone, the firm is answered as if they did not exist (R-WALL-06). */
export function readinessRoutes(
  registers: readonly Register[],
  keys: OrganizationKeys,
  standards: Standards,
): readonly Route[] {
  const parts: ReadinessParts = { registers, keys, standards };
  const reads = { method: 'GET', sides: ['management'], action: 'read', receipt: false, params } as const;
  return [
    memberRoute({
      ...reads,
      id: 'library.list',
      path: `${base}/library`,
      part: 'library',
      summary: 'Controls of the library, and which are adopted',
      answer: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            statement: z.string(),
            criteria: z.array(z.string()),
            frequency: z.string(),
            nature: z.string(),
            type: z.string(),
            department: z.string(),
            adopted: z.boolean(),
          }),
        ),
      }),
      async handle(asking) {
        const items = (await readLibrary(asking, parts)).map(({ control, adopted }) => ({
          id: control.id,
          title: control.title,
          statement: control.statement,
          criteria: [...control.criteria],
          frequency: control.frequency,
          nature: control.nature,
          type: control.type,
          department: control.department,
          adopted,
        }));
        return { body: { items } };
      },
    }),
    memberRoute({
      id: 'library.adopt',
      method: 'POST',
      path: `${base}/library/adopt`,
      sides: ['management'],
      action: 'create',
      part: 'library',
      receipt: true,
      summary: 'Adopt controls of the library as drafts',
      params,
      body: z.strictObject({ ids: z.array(z.string().max(20)).min(1).max(120) }),
      answer: z.object({ adopted: z.array(z.string()), already: z.array(z.string()) }),
      async handle(asking, input) {
        const { adopted, already } = await adoptControls(asking, parts, input.body.ids);
        return { body: { adopted: [...adopted], already: [...already] } };
      },
    }),
    memberRoute({
      ...reads,
      id: 'readiness.matrix',
      path: `${base}/matrix`,
      part: 'readiness',
      summary: 'Criteria in scope and the controls behind them',
      answer: z.object({
        criteria: z.array(covered),
        controls: z.array(
          z.object({
            id: z.uuid(),
            code: z.string(),
            title: z.string(),
            state: z.string(),
            ownerId: z.uuid().nullable(),
            criteria: z.array(z.string()),
            mark: z.enum(['met', 'missing', 'stale', 'unable', 'deviation']),
            fact: z.string(),
          }),
        ),
      }),
      async handle(asking) {
        const { criteria, controls } = await readMatrix(asking, parts);
        return {
          body: {
            criteria: [...criteria],
            controls: controls.map((control) => ({ ...control, criteria: [...control.criteria] })),
          },
        };
      },
    }),
    memberRoute({
      ...reads,
      id: 'readiness.gaps',
      path: `${base}/gaps`,
      part: 'gaps',
      summary: 'What is missing, one sentence each',
      answer: z.object({
        items: z.array(
          z.object({
            kind: z.enum(gapKinds),
            subject: z.union([
              z.object({ register: z.string(), code: z.string() }),
              z.object({ criterion: z.string() }),
            ]),
            sentence: z.string(),
            rule: z.string().optional(),
          }),
        ),
      }),
      async handle(asking) {
        return { body: { items: [...(await readGaps(asking, parts))] } };
      },
    }),
    memberRoute({
      ...reads,
      id: 'readiness.home',
      path: `${base}/home`,
      part: 'readiness',
      summary: 'Where management stands',
      answer: z.object({
        organization: z.object({ id: z.uuid(), name: z.string() }),
        side: z.literal('management'),
        engagement: z
          .object({
            id: z.uuid(),
            code: z.string(),
            state: z.string(),
            title: z.string(),
            type: z.enum(engagementTypes).nullable(),
            from: day.nullable(),
            to: day.nullable(),
            asOf: day.nullable(),
            categories,
            firm: z.string().nullable(),
            steps: z.array(
              z.object({ name: z.enum(steps), state: z.enum(['done', 'open', 'blocked']), fact: z.string() }),
            ),
          })
          .nullable(),
        needsYou: z.array(
          z.object({
            register: z.string(),
            code: z.string(),
            title: z.string(),
            state: z.string(),
            dueOn: day.nullable(),
            overdue: z.boolean(),
            ownerId: z.uuid().nullable(),
          }),
        ),
        criteria: z.array(covered.extend({ gaps: count })),
        controls: z.object({ adopted: count, inForce: count, withoutOwner: count, withoutCriterion: count }),
        recorded: z.array(z.object({ index: count, digest: z.string(), at: z.string(), what: z.string() })),
      }),
      async handle(asking) {
        const home = await readHome(asking, parts);
        const { engagement } = home;
        return {
          body: {
            ...home,
            engagement:
              engagement === null
                ? null
                : { ...engagement, categories: [...engagement.categories], steps: [...engagement.steps] },
            needsYou: [...home.needsYou],
            criteria: [...home.criteria],
            recorded: [...home.recorded],
          },
        };
      },
    }),
    memberRoute({
      ...reads,
      id: 'readiness.work',
      path: `${base}/work`,
      part: 'readiness',
      summary: 'What waits for whoever asks',
      answer: z.object({
        items: z.array(
          z.object({
            register: z.string(),
            code: z.string(),
            title: z.string(),
            dueOn: day.nullable(),
            state: z.string(),
          }),
        ),
      }),
      async handle(asking) {
        const items = (await readWork(asking, parts)).map(({ register, code, title, dueOn, state }) => ({
          register,
          code,
          title,
          dueOn,
          state,
        }));
        return { body: { items } };
      },
    }),
  ];
}
