import { rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import { temporaryFolder } from '../adapters/duckdb/temporary-folder.ts';
import { readContent } from '../evidence/index.ts';
import type { Apart, Asking } from '../http/api/route.ts';
import type { Field, ImportResult, PopulationRecord } from '../populations/index.ts';
import { instantOfMicros } from '../populations/model.ts';
import { mappingOf, refusedCount } from './build-population.ts';
import { asConflict, doesNotFit } from './errors.ts';
import {
  bucketsSql,
  type Condition,
  conditionOf,
  countSql,
  cursorOf,
  fieldOf,
  mostBuckets,
  mostValues,
  pageSql,
  parseCursor,
  type Question,
  spanSql,
  valuesSql,
} from './explore.ts';
import { importApart } from './import-apart.ts';
import type { Bucket, PreviewInput } from './model.ts';
import { type KeptParts, kindOf } from './parts.ts';
import { type Opened, openPopulation } from './run-self-test.ts';
import { type PopulationRow, selectPopulations } from './store.ts';
import { openFacts } from './parts.ts';

/** A population as people see it in a list. read = records + duplicates + refused + otherKind + outsideWindow */
export interface PopulationSummary {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly kind: string;
  readonly kindTitle: string;
  readonly noun: string;
  readonly format: string;
  readonly read: number;
  readonly records: number;
  readonly duplicates: number;
  readonly conflicting: number;
  readonly refused: number;
  readonly otherKind: number;
  readonly outsideWindow: number;
  readonly digest: string;
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly toLookAt: number;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly receipt: { readonly index: number; readonly digest: string };
}

export function summaryOf({ row, facts }: Opened): PopulationSummary {
  return {
    id: row.id,
    code: row.code,
    title: facts.title,
    kind: row.kind,
    kindTitle: facts.kind.title,
    noun: facts.kind.noun,
    format: row.format,
    ...countsOf(row),
    digest: row.digest,
    period: facts.period,
    toLookAt: facts.observations.filter((one) => !one.ok).length,
    madeAt: new Date(row.made_at).toISOString(),
    madeBy: row.made_by,
    receipt: { index: row.entry_index, digest: row.entry_digest },
  };
}

function countsOf(row: PopulationRow) {
  const { read, records, duplicates, conflicting, refused } = row;
  return {
    read,
    records,
    duplicates,
    conflicting,
    refused,
    otherKind: row.other_kind,
    outsideWindow: row.outside_window,
  };
}

/** The latest first, and where to go on. */
export async function listPopulations(
  asking: Asking,
  parts: KeptParts,
  wanted: { readonly kind: string | null; readonly below: number | null; readonly limit: number },
): Promise<{ readonly items: readonly PopulationSummary[]; readonly next: number | null }> {
  const { organizationId } = asking.principal;
  const rows = await selectPopulations(asking.transaction, organizationId, { ...wanted, limit: wanted.limit + 1 });
  const shown = rows.slice(0, wanted.limit);
  const items = shown.map((row) => summaryOf({ row, facts: openFacts(parts, asking, 'population', row) }));
  return { items, next: rows.length > wanted.limit ? (shown.at(-1)?.number ?? null) : null };
}

/** One value of a record in a table: a text longer than 400 characters is cut. */
export type Cell = string | number | boolean | null;

export interface RowsPage {
  readonly rows: readonly { readonly position: number; readonly id: string; readonly values: readonly Cell[] }[];
  readonly next: string | null;
  /** records that answer to the question; null on pages after the first */
  readonly matching: number | null;
}

/** refuses  not-found, invalid-input, conflict */
export async function readRows(
  apart: Apart,
  parts: KeptParts,
  id: string,
  wanted: Question & { readonly cursor: string | undefined; readonly limit: number },
): Promise<RowsPage> {
  const after = parseCursor(wanted.cursor);
  const opened = await apart.within(async (asking) => {
    const found = await openPopulation(asking, parts, id);
    if (after === null) await stateReading(asking, found, 'population-read');
    return found;
  });
  const { kind } = opened.facts;
  // What does not fit is refused before anything is opened.
  conditionOf(kind, wanted);
  pageSql('', kind, wanted, { after, limit: wanted.limit });
  return await askCopy(parts, opened, async (run, path) => {
    const found = await run(pageSql(path, kind, wanted, { after, limit: wanted.limit + 1 }));
    const rows = found.slice(0, wanted.limit).map(([position, recordId, , ...values]) => ({
      position: Number(position),
      id: String(recordId),
      values: kind.fields.map((field, index) => cellOf(field, values[index])),
    }));
    const last = found[wanted.limit - 1];
    const isMore = found.length > wanted.limit && last !== undefined;
    const next = isMore
      ? cursorOf({ position: Number(last[0]), value: typeof last[2] === 'string' ? last[2] : null })
      : null;
    const isNarrowed = wanted.where.length > 0 || wanted.search !== '';
    const matching =
      after !== null
        ? null
        : isNarrowed
          ? Number((await run(countSql(path, kind, wanted)))[0]?.[0])
          : opened.row.records;
    return { rows, next, matching };
  });
}

function cellOf(field: Field, value: unknown): Cell {
  if (typeof value !== 'string') return null;
  switch (field.type) {
    case 'integer':
    case 'number':
      return Number(value);
    case 'boolean':
      return value === 'true';
    case 'time':
      return instantOfMicros(BigInt(value));
    default:
      return value;
  }
}

/**
 * buckets  of a date or time, by day or month; null for other fields
 * values   of any other field, those most records have; null for dates and times
 * others   records with values that are not listed
 */
export interface Picture {
  readonly field: string;
  readonly records: number;
  readonly missing: number;
  readonly byMonth: boolean;
  readonly first: string | null;
  readonly last: string | null;
  readonly buckets: readonly Bucket[] | null;
  readonly values: readonly { readonly value: string; readonly records: number }[] | null;
  readonly others: number;
}

/** How the records that answer to a question lie in one field. refuses not-found, invalid-input, conflict */
export async function readPicture(
  apart: Apart,
  parts: KeptParts,
  id: string,
  wanted: { readonly field: string; readonly where: readonly Condition[]; readonly search: string },
): Promise<Picture> {
  const opened = await apart.within((one) => openPopulation(one, parts, id));
  const { kind } = opened.facts;
  const field = fieldOf(kind, wanted.field, 'query:/field');
  conditionOf(kind, wanted);
  return await askCopy(parts, opened, async (run, path) => {
    const records = Number((await run(countSql(path, kind, wanted)))[0]?.[0]);
    const empty = { field: field.name, records, byMonth: false, first: null, last: null, buckets: null, values: null };
    if (field.type === 'date' || field.type === 'time') {
      const [[first, last, days, missing] = []] = await run(spanSql(path, kind, field, wanted));
      const byMonth = Number(days) > mostBuckets;
      const rows = await run(bucketsSql(path, kind, field, wanted, byMonth));
      const buckets = rows.map(([at, n]): Bucket => ({ at: String(at), records: Number(n) }));
      return {
        ...empty,
        missing: Number(missing),
        byMonth,
        first: typeof first === 'string' ? first : null,
        last: typeof last === 'string' ? last : null,
        buckets,
        others: 0,
      };
    }
    const rows = await run(valuesSql(path, kind, field, wanted));
    const missing = rows.filter(([value]) => value === null).reduce((sum, [, n]) => sum + Number(n), 0);
    const values = rows
      .filter(([value]) => value !== null)
      .slice(0, mostValues)
      .map(([value, n]) => ({ value: String(value), records: Number(n) }));
    const listed = values.reduce((sum, one) => sum + one.records, 0);
    return { ...empty, missing, values, others: records - missing - listed };
  });
}

type Ask = Parameters<KeptParts['copies']['query']>[2];

async function askCopy<T>(
  parts: KeptParts,
  { row, facts }: Opened,
  work: (...given: Parameters<Ask>) => Promise<T>,
): Promise<T> {
  try {
    return await parts.copies.query(row.blob, Buffer.from(facts.key, 'base64'), work);
  } catch (error) {
    throw asConflict(error);
  }
}

export interface WholeRecord {
  readonly position: number;
  readonly id: string;
  readonly record: PopulationRecord;
  readonly places: readonly { readonly file: string; readonly at: string }[];
}

/** One record whole, with its places in the evidence. refuses not-found */
export async function readRecord(apart: Apart, parts: KeptParts, id: string, position: number): Promise<WholeRecord> {
  const opened = await apart.within(async (one) => {
    const found = await openPopulation(one, parts, id);
    await stateReading(one, found, 'population-record-read', position);
    return found;
  });
  if (position >= opened.row.records) {
    throw doesNotFit(`${opened.row.code} has ${opened.row.records} records; there is none at ${position}.`);
  }
  const [row] = await recordsAt(parts, opened, [position]);
  if (row === undefined) throw doesNotFit(`There is no record at ${position}.`);
  return row;
}

export async function recordsAt(
  parts: KeptParts,
  { row, facts }: Opened,
  positions: readonly number[],
): Promise<readonly WholeRecord[]> {
  return await parts.copies.withFile(row.blob, Buffer.from(facts.key, 'base64'), async (path) => {
    const file = await PopulationFile.open(path, { memory: '256MB' });
    try {
      return await file.rowsAt(positions);
    } finally {
      file.close();
    }
  });
}

/** A reading of records is on record before anything is shown. */
export async function stateReading(one: Asking, { row }: Opened, event: string, position?: number): Promise<void> {
  await one.state({
    hop: 'access',
    subject: { name: `populations/${row.code}`, sha256: row.digest },
    body: { event, population: row.id, ...(position !== undefined && { position }) },
    inputs: [{ index: row.entry_index, digest: row.entry_digest }],
  });
}

/** Evidence up to this many bytes is tried whole; of more, the first quarter of them, where it is made of lines. */
const wholeBytes = 16 * 1024 * 1024;
const tried = 20;

export interface ImportPreview {
  readonly kind: string;
  readonly fields: readonly Field[];
  readonly isWhole: boolean;
  readonly result: ImportResult;
  readonly refused: number;
  readonly rows: readonly { readonly id: string; readonly record: PopulationRecord }[];
}

/**
 * What an import would make of an item, without keeping anything: counts, refusals with their places, the first records.
 * refuses  not-found, invalid-input, conflict: what the importers refuse
 */
export async function previewImport(apart: Apart, parts: KeptParts, input: PreviewInput): Promise<ImportPreview> {
  const kind = kindOf(parts, input.kind);
  const folder = await temporaryFolder();
  try {
    const mapping = mappingOf(input, kind);
    const { item, bytes } = await apart.within((one) => readContent(one, parts.evidence, input.evidenceId));
    const isWhole = item.size <= wholeBytes;
    const isLines =
      item.mediaType.inner === null && ['text/csv', 'application/x-ndjson', 'text/plain'].includes(item.mediaType.type);
    if (!isWhole && !isLines) {
      throw doesNotFit('This item is too large to be tried first.', 'Import it: what is refused is listed then.');
    }
    const path = join(folder, 'source');
    const content = isWhole ? bytes : wholeLines(bytes, wholeBytes / 4);
    await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600 }));
    const parquet = join(folder, 'population.parquet');
    const result = await importApart(
      {
        kind,
        format: input.format,
        files: [{ name: item.name, path }],
        ...(mapping !== undefined && { mapping }),
        asOf: item.collectedAt,
        workFolder: join(folder, 'work'),
        outParquet: parquet,
      },
      { folder, seconds: 60, signal: AbortSignal.timeout(65_000) },
    );
    const file = await PopulationFile.open(parquet, { memory: '256MB' });
    try {
      const positions = Array.from({ length: Math.min(tried, result.records) }, (_, index) => index);
      const rows = await file.rowsAt(positions);
      return {
        kind: kind.id,
        fields: kind.fields,
        isWhole,
        result,
        refused: refusedCount(result),
        rows: rows.map(({ id, record }) => ({ id, record })),
      };
    } finally {
      file.close();
    }
  } catch (error) {
    throw asConflict(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first lines, up to so many bytes; the last one is whole. */
async function* wholeLines(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of bytes) {
    if (given + chunk.length < most) {
      given += chunk.length;
      yield chunk;
      continue;
    }
    const end = Buffer.from(chunk).lastIndexOf(10);
    if (end >= 0) {
      yield chunk.subarray(0, end + 1);
      return;
    }
    yield chunk;
  }
}
