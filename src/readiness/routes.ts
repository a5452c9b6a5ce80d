import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Standards } from '../criteria/index.ts';
import { memberRoute, type Route } from '../http/api/route.ts';
import { steps } from '../lifecycle/order.ts';
import type { Register } from '../registers/index.ts';
import { day } from '../registers/model.ts';
import { loadChooser } from './load.ts';
import { answersSchema, type ChooserTable, engagementTypes, gapKinds, reportKinds } from './model.ts';
import {
  adoptControls,
  choose,
  readGaps,
  readHome,
  readLibrary,
  readMatrix,
  readOccurrences,
  type ReadinessParts,
  readWork,
  startEngagement,
} from './service.ts';

const base = '/organizations/{organizationId}';
const params = z.object({ organizationId: z.uuid() });
const count = z.int().min(0);
const date = z.string();
const categories = z.array(z.enum(['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy']));
const covered = z.object({ id: z.string(), series: z.string(), title: z.string(), controls: count, inForce: count });

const proposal = z.object({
  report: z.enum(reportKinds).nullable(),
  reports: z.array(
    z.object({
      id: z.enum(reportKinds),
      name: z.string(),
      purpose: z.string(),
      users: z.enum(['restricted', 'general']),
      fits: z.boolean(),
    }),
  ),
  categories: z.array(z.object({ id: categories.element, name: z.string(), criteria: count, why: z.string() })),
  criteria: count,
  library: z.object({ serving: count, of: count, evidenceKinds: count }),
  engagement: z
    .object({
      title: z.string(),
      type: z.enum(engagementTypes),
      asOf: date.nullable(),
      from: date.nullable(),
      to: date.nullable(),
    })
    .nullable(),
  fee: z.object({ amount: count, currency: z.string(), from: count, upTo: count.nullable() }).nullable(),
  time: z.object({ preparation: count, examination: z.object({ from: count, to: count }) }),
  plan: z.array(
    z.object({
      name: z.enum(['prepare', 'type-1', 'period', 'examine', 'report']),
      says: z.string(),
      from: date,
      to: date,
    }),
  ),
  beginWith: z.array(z.string()),
  notes: z.array(z.object({ sentence: z.string(), rule: z.string().optional() })),
});

/** Every route of readiness: management's alone, the firm is answered as if they did not exist (R-WALL-06). */
export function readinessRoutes(
  registers: readonly Register[],
  keys: OrganizationKeys,
  standards: Standards,
  chooser: ChooserTable = loadChooser(),
): readonly Route[] {
  const parts: ReadinessParts = { registers, keys, standards, chooser };
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
            from: date.nullable(),
            to: date.nullable(),
            asOf: date.nullable(),
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
            dueOn: date.nullable(),
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
            dueOn: date.nullable(),
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
    memberRoute({
      ...reads,
      id: 'readiness.occurrences',
      path: `${base}/occurrences`,
      part: 'readiness',
      summary: 'When controls in force are expected, and what evidence says of it',
      query: z.strictObject({ from: day.optional(), to: day.optional() }),
      answer: z.object({
        from: date,
        to: date,
        today: date,
        items: z.array(
          z.object({
            id: z.uuid(),
            code: z.string(),
            title: z.string(),
            frequency: z.string(),
            ownerId: z.uuid().nullable(),
            expected: z.array(z.object({ from: date, due: date, state: z.enum(['done', 'late', 'due']) })).nullable(),
          }),
        ),
      }),
      async handle(asking, input) {
        const { from = null, to = null } = input.query;
        const calendar = await readOccurrences(asking, parts, { from, to });
        return {
          body: {
            ...calendar,
            items: calendar.items.map((item) => ({
              ...item,
              expected: item.expected === null ? null : [...item.expected],
            })),
          },
        };
      },
    }),
    memberRoute({
      id: 'readiness.choose',
      method: 'POST',
      path: `${base}/readiness/chooser`,
      sides: ['management'],
      action: 'read',
      part: 'readiness',
      receipt: false,
      summary: 'What do I need: report, categories, date or period, fee and time',
      params,
      body: z.strictObject({ answers: answersSchema }),
      answer: proposal,
      handle: (asking, input) => {
        const { engagement, ...proposed } = choose(asking, parts, input.body.answers);
        return Promise.resolve({
          body: {
            ...proposed,
            engagement,
            reports: [...proposed.reports],
            categories: [...proposed.categories],
            plan: [...proposed.plan],
            beginWith: [...proposed.beginWith],
            notes: [...proposed.notes],
          },
        });
      },
    }),
    memberRoute({
      id: 'readiness.start',
      method: 'POST',
      path: `${base}/readiness/start`,
      sides: ['management'],
      action: 'create',
      part: 'engagements',
      receipt: true,
      idempotent: true,
      status: 201,
      summary: 'Set up the engagement that the answers lead to, as a draft',
      params,
      body: z.strictObject({ answers: answersSchema }),
      answer: z.object({ id: z.uuid(), code: z.string() }),
      async handle(asking, input) {
        const { id, code, version } = await startEngagement(asking, parts, input.body.answers, input.key);
        return {
          body: { id, code },
          version,
          location: `/organizations/${asking.principal.organizationId}/engagements/${id}`,
        };
      },
    }),
  ];
}
