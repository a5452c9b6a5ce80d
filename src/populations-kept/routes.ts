import { z } from 'zod';
import { bodyOf } from '../http/api/body.ts';
import { longRoute, memberRoute, type Route } from '../http/api/route.ts';
import { enqueue } from '../jobs/index.ts';
import { importKind, mappingOf, windowOf } from './build-population.ts';
import { readCrossing } from './crossing.ts';
import { asConflict } from './errors.ts';
import { parseWhere } from './explore.ts';
import { importInput, mostSources, previewInput, selfTestInput } from './model.ts';
import { type KeptParts, kindOf } from './parts.ts';
import { openPopulation, prepareTest, selfTestKind } from './run-self-test.ts';
import { listSelfTests, readSelfTest, readSelfTestItems } from './self-tests.ts';
import { listPopulations, previewImport, readPicture, readRecord, readRows, summaryOf } from './service.ts';

const base = '/organizations/{organizationId}';
const organization = z.object({ organizationId: z.uuid() });
const one = z.object({ organizationId: z.uuid(), id: z.uuid() });
const count = z.int().min(0);
const text = z.string();
const receipt = z.object({ index: count, digest: text });
const period = z.object({ start: text, end: text }).nullable();
const asked = z.object({ jobId: z.uuid() });

const summary = z.object({
  id: z.uuid(),
  code: text,
  title: text,
  kind: text,
  kindTitle: text,
  noun: text,
  format: text,
  read: count,
  records: count,
  duplicates: count,
  conflicting: count,
  refused: count,
  otherKind: count,
  outsideWindow: count,
  digest: text,
  period,
  toLookAt: count,
  madeAt: text,
  madeBy: z.uuid(),
  receipt,
});
const place = z.object({ file: text, at: text });
const reason = z.object({ reason: text, count, first: place });
const field = z.object({
  name: text,
  type: text,
  says: text.nullable(),
  required: z.boolean(),
  values: z.array(text).nullable(),
});
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const how = z.enum(['clear', 'pseudonym']);
const bucket = z.object({ at: text, records: count });
const record = z.record(z.string(), z.unknown());

const selfTest = z.object({
  id: z.uuid(),
  code: text,
  populationId: z.uuid(),
  populationCode: text,
  procedureId: text,
  control: text,
  says: text,
  tested: count,
  notTrue: count,
  items: count,
  madeAt: text,
  madeBy: z.uuid(),
  receipt,
});

const listQuery = {
  below: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
};
const asks = { where: z.string().max(6_000).optional(), q: z.string().max(200).optional() };

type FieldLike = {
  readonly name: string;
  readonly type: string;
  readonly says?: string;
  readonly required?: boolean;
  readonly values?: readonly string[];
};
const fieldOut = (given: FieldLike) => ({
  name: given.name,
  type: given.type,
  says: given.says ?? null,
  required: given.required ?? false,
  values: given.values === undefined ? null : [...given.values],
});

/** Management's populations and its own tests of them: nothing here is the firm's. */
export function keptRoutes(parts: KeptParts): readonly Route[] {
  const shared = { sides: ['management'], part: 'populations' } as const;
  const reads = { ...shared, method: 'GET', action: 'read', receipt: false } as const;
  const tests = { sides: ['management'], part: 'self-tests' } as const;
  const jobs = () => ({ keys: parts.keys, decider: parts.decider, kinds: [] });
  return [
    memberRoute({
      ...reads,
      id: 'populations.kinds',
      path: `${base}/population-kinds`,
      summary: 'Kinds of populations, their fields, and the procedures that test them',
      params: organization,
      answer: z.object({
        kinds: z.array(
          z.object({
            id: text,
            title: text,
            unit: text,
            noun: text,
            key: z.array(text),
            time: text.nullable(),
            fields: z.array(field),
          }),
        ),
        procedures: z.array(
          z.object({
            id: text,
            control: text,
            says: text,
            kind: text,
            joins: z.array(z.object({ name: text, kind: text })),
          }),
        ),
      }),
      handle() {
        const kinds = [...parts.kinds().values()].map(({ id, title, unit, noun, key, time, fields }) => ({
          id,
          title,
          unit,
          noun,
          key: [...key],
          time,
          fields: fields.map(fieldOut),
        }));
        const procedures = [...parts.procedures().values()].flatMap((procedure) =>
          procedure.population === undefined || procedure.attributes.every((attribute) => attribute.rule === undefined)
            ? []
            : [
                {
                  id: procedure.id,
                  control: procedure.control,
                  says: procedure.says,
                  kind: procedure.population.kind,
                  joins: Object.entries(procedure.with ?? {}).map(([name, { kind }]) => ({ name, kind })),
                },
              ],
        );
        return Promise.resolve({ body: { kinds, procedures } });
      },
    }),
    memberRoute({
      ...reads,
      id: 'populations.list',
      path: `${base}/populations`,
      summary: 'Populations, the latest first',
      params: organization,
      query: z.strictObject({ ...listQuery, kind: z.string().max(60).optional() }),
      answer: z.object({ items: z.array(summary), next: count.nullable() }),
      async handle(asking, input) {
        const { kind = null, below = null, limit = 50 } = input.query;
        const { items, next } = await listPopulations(asking, parts, { kind, below, limit });
        return { body: { items: [...items], next } };
      },
    }),
    memberRoute({
      ...shared,
      id: 'populations.import',
      method: 'POST',
      path: `${base}/populations`,
      action: 'create',
      receipt: true,
      idempotent: true,
      status: 201,
      summary: 'Make a population of evidence, as a job',
      params: organization,
      body: importInput,
      answer: asked,
      async handle(asking, input) {
        // What can be told at once is told at once.
        const kind = kindOf(parts, input.body.kind);
        try {
          windowOf(input.body);
          mappingOf(input.body, kind);
        } catch (error) {
          throw asConflict(error);
        }
        const { id } = await enqueue(asking, jobs(), importKind(parts), input.body, { key: input.key });
        return {
          body: { jobId: id },
          location: `${base.replace('{organizationId}', asking.principal.organizationId)}/jobs/${id}`,
        };
      },
    }),
    longRoute({
      ...shared,
      id: 'populations.preview',
      method: 'POST',
      path: `${base}/populations/preview`,
      action: 'create',
      receipt: true,
      summary: 'What an import would make of an item of evidence; nothing is kept',
      params: organization,
      body: previewInput,
      answer: z.object({
        kind: text,
        fields: z.array(field),
        isWhole: z.boolean(),
        format: text,
        read: count,
        records: count,
        duplicates: count,
        otherKind: count,
        refused: count,
        reasons: z.array(reason),
        refusedPlaces: z.array(z.object({ reason: text, place })),
        rows: z.array(z.object({ id: text, record })),
      }),
      async long(apart, input) {
        const { result, ...preview } = await previewImport(apart, parts, input.body);
        const { format, read, records, duplicates, otherKind } = result;
        return {
          body: {
            kind: preview.kind,
            fields: preview.fields.map(fieldOut),
            isWhole: preview.isWhole,
            format,
            read,
            records,
            duplicates,
            otherKind,
            refused: preview.refused,
            reasons: result.refused.slice(0, mostSources),
            refusedPlaces: result.refusedPlaces.slice(0, 100),
            rows: preview.rows.map((row) => ({ id: row.id, record: { ...row.record } })),
          },
        };
      },
    }),
    memberRoute({
      ...reads,
      id: 'populations.read',
      path: `${base}/populations/{id}`,
      summary:
        'One population: counts, refusals by reason, where it comes from, what a machine sees of its completeness',
      params: one,
      answer: summary.extend({
        fields: z.array(field),
        key: z.array(text),
        time: text.nullable(),
        categories: z.array(text),
        mapped: z.boolean(),
        conflicts: z.array(text),
        reasons: z.array(reason),
        sources: z.array(
          z.object({
            id: z.uuid(),
            code: text,
            name: text,
            system: text.nullable(),
            query: text.nullable(),
            sha256: text,
            periodStart: text.nullable(),
            periodEnd: text.nullable(),
            collectedAt: text,
          }),
        ),
        totals: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
        missing: z.record(z.string(), count),
        days: z.array(bucket),
        byMonth: z.boolean(),
        observations: z.array(z.object({ check: text, ok: z.boolean(), sentence: text })),
      }),
      async handle(asking, input) {
        const opened = await openPopulation(asking, parts, input.params.id);
        const { facts } = opened;
        const { kind, result } = facts;
        return {
          body: {
            ...summaryOf(opened),
            fields: kind.fields.map(fieldOut),
            key: [...kind.key],
            time: kind.time,
            categories: [...kind.categories],
            mapped: facts.mapped,
            conflicts: result.conflicts.slice(0, 100),
            reasons: [...result.refused],
            sources: [...facts.sources],
            totals: Object.fromEntries(Object.entries(result.totals).map(([name, values]) => [name, { ...values }])),
            missing: { ...facts.missing },
            days: [...facts.days],
            byMonth: facts.byMonth,
            observations: [...facts.observations],
          },
        };
      },
    }),
    memberRoute({
      ...reads,
      id: 'populations.refused',
      path: `${base}/populations/{id}/refused`,
      summary: 'Records that were not taken, with their places: the first thousand',
      params: one,
      query: z.strictObject({
        reason: z.string().max(500).optional(),
        from: z.coerce.number().int().min(0).max(1_000).optional(),
        limit: z.coerce.number().int().min(1).max(100).optional(),
      }),
      answer: z.object({ items: z.array(z.object({ reason: text, place })), listed: count, total: count }),
      async handle(asking, input) {
        const { facts, row } = await openPopulation(asking, parts, input.params.id);
        const { reason: wanted, from = 0, limit = 50 } = input.query;
        const all = facts.result.refusedPlaces.filter((item) => wanted === undefined || item.reason === wanted);
        const total =
          wanted === undefined
            ? row.refused
            : (facts.result.refused.find((item) => item.reason === wanted)?.count ?? 0);
        return { body: { items: all.slice(from, from + limit), listed: all.length, total } };
      },
    }),
    longRoute({
      ...reads,
      id: 'populations.rows',
      path: `${base}/populations/{id}/rows`,
      summary: 'Records: a page, filtered, searched and sorted',
      params: one,
      query: z.strictObject({
        ...asks,
        sort: z.string().max(100).optional(),
        order: z.enum(['asc', 'desc']).optional(),
        cursor: z.string().max(2_000).optional(),
        limit: z.coerce.number().int().min(1).max(200).optional(),
      }),
      answer: z.object({
        rows: z.array(z.object({ position: count, id: text, values: z.array(cell) })),
        next: text.nullable(),
        matching: count.nullable(),
      }),
      async long(apart, input) {
        const { where, q = '', sort = null, order, cursor, limit = 100 } = input.query;
        const { rows, ...rest } = await readRows(apart, parts, input.params.id, {
          where: parseWhere(where),
          search: q,
          sort,
          descending: order === 'desc',
          cursor,
          limit,
        });
        return { body: { ...rest, rows: rows.map((row) => ({ ...row, values: [...row.values] })) } };
      },
    }),
    longRoute({
      ...reads,
      id: 'populations.record',
      path: `${base}/populations/{id}/rows/{position}`,
      receipt: true,
      summary: 'One record whole, with its places in the evidence',
      params: one.extend({ position: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
      answer: z.object({ position: count, id: text, record, places: z.array(place) }),
      async long(apart, input) {
        const found = await readRecord(apart, parts, input.params.id, input.params.position);
        return { body: { ...found, record: { ...found.record }, places: [...found.places] } };
      },
    }),
    longRoute({
      ...reads,
      id: 'populations.crossing',
      path: `${base}/populations/{id}/crossing`,
      summary: 'What of the records would cross to the firm for its tests: fields, people under pseudonyms, what stays',
      params: one,
      answer: z.object({
        procedures: z.array(z.object({ id: text, control: text })),
        fields: z.array(
          z.object({
            name: text,
            how,
            parts: z.array(z.object({ name: text, how: z.enum(['clear', 'pseudonym', 'empty']) })).nullable(),
            procedures: z.array(text),
          }),
        ),
        stays: z.array(text),
        problems: z.array(z.object({ procedure: text, field: text, sentence: text })),
        rows: z.array(z.object({ position: count, values: z.array(cell) })),
      }),
      async long(apart, input) {
        return { body: bodyOf(await readCrossing(apart, parts, input.params.id)) };
      },
    }),
    longRoute({
      ...reads,
      id: 'populations.picture',
      path: `${base}/populations/{id}/picture`,
      summary: 'How records lie in one field: days of a time, counts of values',
      params: one,
      query: z.strictObject({ ...asks, field: z.string().min(1).max(100) }),
      answer: z.object({
        field: text,
        records: count,
        missing: count,
        byMonth: z.boolean(),
        first: text.nullable(),
        last: text.nullable(),
        buckets: z.array(bucket).nullable(),
        values: z.array(z.object({ value: text, records: count })).nullable(),
        others: count,
      }),
      async long(apart, input) {
        const { where, q = '', field: wanted } = input.query;
        const { buckets, values, ...rest } = await readPicture(apart, parts, input.params.id, {
          field: wanted,
          where: parseWhere(where),
          search: q,
        });
        return {
          body: {
            ...rest,
            buckets: buckets === null ? null : [...buckets],
            values: values === null ? null : [...values],
          },
        };
      },
    }),
    memberRoute({
      ...tests,
      id: 'self-tests.run',
      method: 'POST',
      path: `${base}/self-tests`,
      action: 'create',
      receipt: true,
      idempotent: true,
      status: 201,
      summary: 'Test every record of a population by a procedure, as a job',
      params: organization,
      body: selfTestInput,
      answer: asked,
      async handle(asking, input) {
        await prepareTest(asking, parts, input.body);
        const { id } = await enqueue(asking, jobs(), selfTestKind(parts), input.body, { key: input.key });
        return { body: { jobId: id } };
      },
    }),
    memberRoute({
      ...tests,
      id: 'self-tests.list',
      method: 'GET',
      action: 'read',
      receipt: false,
      path: `${base}/self-tests`,
      summary: 'Self-tests, the latest first',
      params: organization,
      query: z.strictObject({ ...listQuery, population: z.uuid().optional() }),
      answer: z.object({ items: z.array(selfTest), next: count.nullable() }),
      async handle(asking, input) {
        const { population: populationId = null, below = null, limit = 50 } = input.query;
        const { items, next } = await listSelfTests(asking, parts, { populationId, below, limit });
        return { body: { items: [...items], next } };
      },
    }),
    memberRoute({
      ...tests,
      id: 'self-tests.read',
      method: 'GET',
      action: 'read',
      receipt: false,
      path: `${base}/self-tests/{id}`,
      summary: 'One self-test: each attribute, what was left out, results by stratum',
      params: one,
      answer: selfTest.extend({
        attributes: z.array(
          z.object({
            id: text,
            says: text,
            quotes: text.nullable(),
            kind: text,
            rule: text.nullable(),
            applies: text.nullable(),
            met: count,
            notApplicable: count,
            deviations: count,
            missing: count,
            error: count,
          }),
        ),
        outside: count,
        excluded: z.array(z.object({ reason: z.enum(['missing', 'error']), facts: z.array(text), count })),
        strata: z.array(
          z.object({
            by: text,
            tooMany: z.boolean(),
            values: z.array(
              z.object({
                value: text.nullable(),
                records: count,
                attributes: z.array(z.object({ id: text, tested: count, notTrue: count })),
              }),
            ),
          }),
        ),
        context: z.object({
          periodStart: text.nullable(),
          periodEnd: text.nullable(),
          asOf: text.nullable(),
          timeZone: text,
        }),
        joins: z.record(z.string(), z.uuid()),
      }),
      async handle(asking, input) {
        const found = await readSelfTest(asking, parts, input.params.id);
        const { periodStart, periodEnd, asOf, timeZone } = found.context;
        return {
          body: {
            ...found,
            attributes: [...found.attributes],
            excluded: found.excluded.map((item) => ({ ...item, facts: [...item.facts] })),
            strata: found.strata.map((stratum) => ({
              ...stratum,
              values: stratum.values.map((value) => ({ ...value, attributes: [...value.attributes] })),
            })),
            context: { periodStart, periodEnd, asOf, timeZone },
            joins: { ...found.joins },
          },
        };
      },
    }),
    longRoute({
      ...tests,
      id: 'self-tests.items',
      method: 'GET',
      action: 'read',
      receipt: true,
      path: `${base}/self-tests/{id}/items`,
      summary: 'Items to resolve: records of which an attribute is not true, and why',
      params: one,
      query: z.strictObject({
        from: z.coerce.number().int().min(0).max(100_000_000).optional(),
        limit: z.coerce.number().int().min(1).max(200).optional(),
      }),
      answer: z.object({
        items: z.array(
          z.object({
            position: count,
            id: text,
            attribute: text,
            result: z.enum(['false', 'missing', 'error']),
            sentence: text,
            facts: z.array(z.object({ name: text, value: text.nullable() })),
            declared: z
              .object({
                code: text,
                title: text,
                kind: z.enum(['automation', 'emergency']),
                covers: z.boolean().nullable(),
              })
              .nullable(),
          }),
        ),
        total: count,
      }),
      async long(apart, input) {
        const { from = 0, limit = 50 } = input.query;
        const { items, total } = await readSelfTestItems(apart, parts, input.params.id, { from, limit });
        return { body: { items: items.map((item) => ({ ...item, facts: [...item.facts] })), total } };
      },
    }),
  ];
}
