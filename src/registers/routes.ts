import { z } from 'zod';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { tableFormats } from '../adapters/xlsx/table-file.ts';
import { type Asking, longRoute, memberRoute, type Route } from '../http/api/route.ts';
import { type Decider, offBy } from '../identity/index.ts';
import { changeRecords, mostAtOnce } from './bulk.ts';
import { contentSchema, day, type Field, line, longText, type Register } from './model.ts';
import {
  addComment,
  changeRecord,
  createRecord,
  type ListQuery,
  listRecords,
  readComments,
  readHistory,
  readRecord,
  searchRecords,
} from './service.ts';
import { changedMany, comment, commentInput, comments, history, manyRecords, recordSchema } from './shapes.ts';
import { selectCounts, type Sort, sorts } from './store.ts';
import { refuseByHand, refuseCrossed, withoutCrossed } from './crossed.ts';
import { exported } from './sheet/export.ts';
import { importRoutes } from './sheet/routes.ts';

const organization = { organizationId: z.uuid() };

/** Every route of every register, and the two across them. */
export function registerRoutes(
  registers: readonly Register[],
  keys: OrganizationKeys,
  decider: Decider,
): readonly Route[] {
  return [
    overview(registers, decider),
    search(registers, keys),
    ...registers.flatMap((register) =>
      withoutCrossed(register, [...routesOf(register, keys), ...importRoutes(register, keys, decider)]),
    ),
  ];
}

function routesOf(register: Register, keys: OrganizationKeys): Route[] {
  const { name } = register;
  const base = `/organizations/{organizationId}/${name}`;
  const one = `${base}/{id}`;
  const about = { sides: [register.side], part: name };
  const params = z.object(organization);
  const paramsOfOne = z.object({ ...organization, id: z.string().max(40) });
  const content = contentSchema(register);
  const record = recordSchema(register, content);
  const states = z.enum(register.states.map((state) => state.name));
  const facets = register.fields.filter((field) => ['enum', 'boolean', 'criteria'].includes(field.kind));
  const filters = {
    state: states.optional(),
    owner: z.uuid().optional(),
    dueBefore: day.optional(),
    q: z.string().max(200).optional(),
    sort: z.enum(Object.keys(sorts).flatMap((sort) => [sort, `-${sort}`])).optional(),
    ...Object.fromEntries(facets.map((field) => [field.name, z.string().max(40).optional()])),
  };
  const query = z.strictObject({
    ...filters,
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  });
  const wantedOf = (given: unknown, order: Sort | `-${Sort}`): Omit<ListQuery, 'cursor' | 'limit'> => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by the schema above
    const { state, owner, dueBefore, q, sort = order, ...rest } = given as Record<string, string>;
    return {
      state: state ?? null,
      ownerId: owner ?? null,
      dueBefore: dueBefore ?? null,
      facets: facetFilter(facets, rest),
      q: q ?? '',
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the schema's values
      sort: sort.replace('-', '') as Sort,
      descending: sort.startsWith('-'),
    };
  };
  const facts = {
    state: states.optional(),
    ownerId: z.uuid().nullable().optional(),
    dueOn: day.nullable().optional(),
    effectiveFrom: day.nullable().optional(),
    effectiveTo: day.nullable().optional(),
  };
  const inOrder = { message: 'It ends before it begins', path: ['effectiveTo'] };
  const isInOrder = (value: {
    effectiveFrom?: string | null | undefined;
    effectiveTo?: string | null | undefined;
  }): boolean =>
    value.effectiveFrom === undefined ||
    value.effectiveFrom === null ||
    value.effectiveTo === undefined ||
    value.effectiveTo === null ||
    value.effectiveFrom <= value.effectiveTo;

  return [
    memberRoute({
      ...about,
      id: `${name}.list`,
      method: 'GET',
      path: base,
      summary: `${register.title}, a page`,
      action: 'read',
      receipt: false,
      params,
      query,
      answer: z.object({
        items: z.array(record),
        next: z.string().nullable(),
        total: z.number().int().nullable(),
        counts: z.record(z.string(), z.number().int()),
      }),
      async handle(asking, input) {
        const { cursor, limit = 50, ...rest } = input.query;
        const page = await listRecords(asking, keys, register, {
          ...wantedOf(rest, '-changedAt'),
          cursor: cursor ?? null,
          limit,
        });
        return { body: { ...page, items: [...page.items] } };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.create`,
      method: 'POST',
      path: base,
      summary: `Add a ${register.one.toLowerCase()}`,
      action: 'create',
      receipt: true,
      idempotent: true,
      status: 201,
      params,
      body: z
        .strictObject({
          ...facts,
          code: register.chosenCode === true ? line.max(20) : z.undefined().optional(),
          content,
        })
        .refine(isInOrder, inOrder),
      answer: record,
      async handle(asking, input) {
        refuseByHand(register, input.body.state);
        const made = await createRecord(asking, keys, register, input.body, input.key);
        if (made.repeated) await repeatStatement(asking, register, made.record.id);
        return {
          body: made.record,
          version: made.record.version,
          location: `${base.replace('{organizationId}', asking.principal.organizationId)}/${made.record.id}`,
        };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.read`,
      method: 'GET',
      path: one,
      summary: `One ${register.one.toLowerCase()}, by id or code`,
      action: 'read',
      receipt: false,
      params: paramsOfOne,
      answer: record,
      async handle(asking, input) {
        const found = await readRecord(asking, keys, register, input.params.id);
        return { body: found, version: found.version };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.change`,
      method: 'PATCH',
      path: one,
      summary: `Change a ${register.one.toLowerCase()}`,
      action: 'change',
      receipt: true,
      ifMatch: true,
      params: paramsOfOne,
      body: z
        .strictObject({ ...facts, content: content.partial().optional(), why: longText.max(2_000).optional() })
        .refine(isInOrder, inOrder),
      answer: record,
      async handle(asking, input) {
        if (register.crossing !== undefined) await refuseCrossed(asking, keys, register, input.params.id, input.body);
        const changed = await changeRecord(asking, keys, register, input.params.id, input.version, input.body);
        return { body: changed, version: changed.version };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.change-many`,
      method: 'POST',
      path: `${base}/bulk`,
      summary: `Set state, owner or due date of up to ${mostAtOnce} records at once`,
      action: 'change',
      receipt: true,
      params,
      body: z
        .strictObject({
          records: manyRecords,
          state: states.optional(),
          ownerId: z.uuid().toLowerCase().nullable().optional(),
          dueOn: day.nullable().optional(),
          why: longText.max(2_000).optional(),
        })
        .refine((body) => [body.state, body.ownerId, body.dueOn].some((set) => set !== undefined), {
          message: 'Say what is to be set: state, ownerId or dueOn',
        }),
      answer: changedMany,
      async handle(asking, input) {
        const { records, ...change } = input.body;
        return { body: await changeRecords(asking, keys, register, records, change) };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.history`,
      method: 'GET',
      path: `${one}/history`,
      summary: 'Who changed what, when and why',
      action: 'read',
      receipt: false,
      params: paramsOfOne,
      answer: history,
      async handle(asking, input) {
        return {
          body: {
            items: (await readHistory(asking, keys, register, input.params.id)).map((item) => ({
              ...item,
              changes: [...item.changes],
            })),
          },
        };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.comments`,
      method: 'GET',
      path: `${one}/comments`,
      summary: 'The latest comments, the oldest first; on this side of the wall only',
      action: 'read',
      receipt: false,
      params: paramsOfOne,
      query: z.strictObject({ before: z.uuid().optional() }),
      answer: comments,
      async handle(asking, input) {
        const { items, earlier } = await readComments(
          asking,
          keys,
          register,
          input.params.id,
          input.query.before ?? null,
        );
        return { body: { items: [...items], earlier } };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.comment`,
      method: 'POST',
      path: `${one}/comments`,
      summary: 'Add a comment',
      action: 'comment',
      receipt: true,
      status: 201,
      params: paramsOfOne,
      body: commentInput,
      answer: comment,
      async handle(asking, input) {
        return {
          body: await addComment(asking, keys, register, input.params.id, input.body.text, input.body.mentions ?? []),
        };
      },
    }),
    ...tableFormats.map((format) =>
      longRoute({
        ...about,
        id: format === 'csv' ? `${name}.export` : `${name}.export-${format}`,
        method: 'GET',
        path: `${base}/export.${format}`,
        summary: `${register.title} as ${format.toUpperCase()}, filtered and sorted as the list`,
        action: 'export',
        receipt: true,
        params,
        query: z.strictObject(filters),
        async long(apart, input) {
          // On record before the first line is given out.
          await apart.within((asking) =>
            asking.state({
              hop: 'access',
              subject: { name: name, sha256: '0'.repeat(64) },
              body: { event: 'exported', register: name, format },
            }),
          );
          return { stream: await exported(apart, keys, register, format, wantedOf(input.query, 'code')) };
        },
      }),
    ),
  ];
}

/** A repeated creation changes nothing, and that it was asked for again is on record. */
async function repeatStatement(asking: Asking, register: Register, id: string): Promise<void> {
  await asking.state({
    hop: 'access',
    subject: { name: register.name, sha256: '0'.repeat(64) },
    body: { event: 'repeated', register: register.name, record: id },
  });
}

function facetFilter(
  facets: readonly Field[],
  given: Readonly<Record<string, string | undefined>>,
): Record<string, string | boolean | readonly string[]> | null {
  const filter: Record<string, string | boolean | readonly string[]> = {};
  for (const field of facets) {
    const value = given[field.name];
    if (value === undefined) continue;
    filter[field.name] = field.kind === 'criteria' ? [value] : field.kind === 'boolean' ? value === 'true' : value;
  }
  return Object.keys(filter).length === 0 ? null : filter;
}

const nothingSent = { allowed: false, reason: null };

/** What else pages offer to do: its name, the part of the organization, the action. */
const besides = [
  ['uploadEvidence', 'evidence', 'upload'],
  ['changeEvidence', 'evidence', 'change'],
  ['exportEvidence', 'evidence', 'export'],
  ['exportMembers', 'members', 'export'],
  ['makePopulation', 'populations', 'create'],
  ['runSelfTest', 'self-tests', 'create'],
  ['exchange', 'exchange', 'share'],
  ['openFile', 'team', 'create'],
  ['signDocument', 'exchange', 'sign'],
] as const;

/** What there is: every register of the side with its fields, how many records it has, and what this principal may do with it. */
function overview(registers: readonly Register[], decider: Decider): Route {
  const field = z.object({
    name: z.string(),
    label: z.string(),
    kind: z.string(),
    required: z.boolean(),
    help: z.string().nullable(),
    max: z.number().int().nullable(),
    options: z.array(z.object({ value: z.string(), word: z.string() })),
  });
  const allowed = z.object({ allowed: z.boolean(), reason: z.string().nullable() });
  return memberRoute({
    id: 'registers.overview',
    method: 'GET',
    path: '/organizations/{organizationId}/registers',
    summary: 'Every register with its fields, counts, and what may be done',
    sides: ['management', 'firm'],
    part: 'registers',
    action: 'read',
    receipt: false,
    params: z.object(organization),
    answer: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          one: z.string(),
          prefix: z.string(),
          chosenCode: z.boolean(),
          crossing: z.object({ received: z.boolean(), own: z.array(z.string()) }).nullable(),
          hint: z.string(),
          group: z.string(),
          count: z.number().int(),
          counts: z.record(z.string(), z.number().int()),
          states: z.array(z.object({ name: z.string(), word: z.string(), mark: z.string() })),
          fields: z.array(field),
          filters: z.array(z.string()),
          sorts: z.array(z.string()),
          allowed: z.object({
            create: allowed,
            change: allowed,
            comment: allowed,
            export: allowed,
            share: allowed,
            answer: allowed,
          }),
        }),
      ),
      may: z.object(Object.fromEntries(besides.map(([name]) => [name, allowed]))),
    }),
    async handle(asking) {
      const { side, organizationId } = asking.principal;
      const counts = await selectCounts(asking.transaction, side, organizationId, null);
      const may = (part: string, action: string) => {
        const decided = decider.decide({ principal: asking.principal, action, part, side, organizationId });
        return { allowed: decided.allowed, reason: decided.allowed ? null : `Your role may not ${action} here.` };
      };
      // R-IND-10: what is off where it is hosted like this is not listed.
      const isOff = (part: string): boolean =>
        offBy(decider.decide({ principal: asking.principal, action: 'read', part, side, organizationId })) !== null;
      const mine = registers.filter((register) => register.side === side && !isOff(register.name));
      return {
        body: {
          items: mine.map((register) => {
            const own = counts.get(register.name) ?? {};
            return {
              name: register.name,
              title: register.title,
              one: register.one,
              prefix: register.prefix,
              chosenCode: register.chosenCode === true,
              crossing:
                register.crossing === undefined ? null : { ...register.crossing, own: [...register.crossing.own] },
              hint: register.hint,
              group: register.group,
              count: Object.values(own).reduce((sum, n) => sum + n, 0),
              counts: { ...own },
              states: register.states.map((state) => ({ ...state })),
              fields: register.fields.map((one) => ({
                name: one.name,
                label: one.label,
                kind: one.kind,
                required: one.required === true,
                help: one.help ?? null,
                max: one.max ?? null,
                options: (one.options ?? []).map((option) => ({ ...option })),
              })),
              filters: [
                'state',
                'owner',
                'dueBefore',
                ...register.fields
                  .filter((one) => ['enum', 'boolean', 'criteria'].includes(one.kind))
                  .map((one) => one.name),
              ],
              sorts: Object.keys(sorts),
              allowed: {
                create:
                  register.crossing?.received === true
                    ? { allowed: false, reason: 'The other side sends them.' }
                    : may(register.name, 'create'),
                change: may(register.name, 'change'),
                comment: may(register.name, 'comment'),
                export: may(register.name, 'export'),
                share: register.crossing === undefined ? nothingSent : may(register.name, 'share'),
                answer: register.crossing === undefined ? nothingSent : may(register.name, 'answer'),
              },
            };
          }),
          may: Object.fromEntries(besides.map(([name, part, action]) => [name, may(part, action)])),
        },
      };
    },
  });
}

function search(registers: readonly Register[], keys: OrganizationKeys): Route {
  return memberRoute({
    id: 'registers.search',
    method: 'GET',
    path: '/organizations/{organizationId}/search',
    summary: 'What a word or a code leads to, across registers',
    sides: ['management', 'firm'],
    part: 'registers',
    action: 'read',
    receipt: false,
    params: z.object(organization),
    query: z.strictObject({ q: z.string().min(1).max(200), limit: z.coerce.number().int().min(1).max(50).optional() }),
    answer: z.object({
      items: z.array(
        z.object({
          register: z.string(),
          registerTitle: z.string(),
          id: z.uuid(),
          code: z.string(),
          title: z.string(),
          state: z.string(),
        }),
      ),
    }),
    async handle(asking, input) {
      const found = await searchRecords(asking, keys, input.query.q, input.query.limit ?? 20);
      const titles = new Map(registers.map((register) => [register.name, register.title]));
      return {
        body: {
          items: found.map((item) => ({
            register: item.register,
            registerTitle: titles.get(item.register) ?? item.register,
            id: item.id,
            code: item.code,
            title: String(item.content['title'] ?? item.code),
            state: item.state,
          })),
        },
      };
    },
  });
}
