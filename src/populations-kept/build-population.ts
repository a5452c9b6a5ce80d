/** The job that makes a population of evidence. */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { defaultLimits, withLockedEngine } from '../adapters/duckdb/locked-engine.ts';
import { temporaryFolder } from '../adapters/duckdb/temporary-folder.ts';
import { encrypt, readContent } from '../evidence/index.ts';
import type { JobContext, JobKind } from '../jobs/index.ts';
import {
  type CsvMapping,
  identityMapping,
  type ImportResult,
  type Kind,
  observeCompleteness,
  parseMapping,
  type SourceFile,
  type Window,
} from '../populations/index.ts';
import { asConflict, tooMuch, wrongInput } from './errors.ts';
import { bucketsSql, fieldOf, missingSql, mostBuckets, spanSql } from './explore.ts';
import { importApart } from './import-apart.ts';
import {
  type Bucket,
  type ImportInput,
  importInput,
  madeResult,
  mostBytes,
  type PopulationFacts,
  type PreviewInput,
} from './model.ts';
import { isTimeZone, type KeptParts, kindOf, sealFacts } from './parts.ts';
import { insertPopulation, takeNumber } from './store.ts';

const importSeconds = 3_600;

export function importKind(parts: KeptParts): JobKind<ImportInput, { id: string; code: string }> {
  return {
    name: 'import-population',
    sides: ['management'],
    action: 'create',
    part: 'populations',
    input: importInput,
    result: madeResult,
    async run(context, input) {
      const folder = await temporaryFolder();
      try {
        return await build(context, parts, input, folder);
      } catch (error) {
        throw asConflict(error);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function build(context: JobContext, parts: KeptParts, input: ImportInput, folder: string) {
  const kind = kindOf(parts, input.kind);
  const mapping = mappingOf(input, kind);
  const period = input.period ?? null;
  const window = windowOf(input);
  const { files, sources } = await takeSources(context, parts, input.evidenceIds, folder);
  const steps = sources.length + 3;
  const collectedAt =
    sources
      .map((one) => one.collectedAt)
      .toSorted()
      .at(-1) ?? null;
  context.progress(sources.length, steps, `${kind.title}: records are read`);
  const parquet = join(folder, 'population.parquet');
  const result = await importApart(
    {
      kind,
      format: input.format,
      files,
      ...(mapping !== undefined && { mapping }),
      ...(collectedAt !== null && { asOf: collectedAt }),
      ...(window !== null && { window }),
      workFolder: join(folder, 'work'),
      outParquet: parquet,
    },
    { folder, seconds: importSeconds, signal: context.signal },
  );
  context.progress(sources.length + 1, steps, `${result.records} records are looked over`);
  const looked = await lookOver(kind, parquet);
  const months = new Map<string, number>();
  for (const { at, records } of looked.days) {
    const month = at.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + records);
  }
  const observations = observeCompleteness(kind, result, { months }, period, collectedAt);
  context.progress(sources.length + 2, steps, 'the population is sealed');
  const key = randomBytes(32);
  const { digest: blob } = await parts.evidence.blobs.put(encrypt(key, createReadStream(parquet)));
  const facts: PopulationFacts = {
    key: key.toString('base64'),
    kind,
    title: input.title ?? kind.title,
    sources,
    period,
    mapped: mapping !== undefined,
    result,
    observations,
    ...looked,
  };
  return async (asking: Parameters<Parameters<JobContext['inTransaction']>[0]>[0]) => {
    const { principal, transaction } = asking;
    const { organizationId, personId } = principal;
    const id = asking.newId();
    const number = await takeNumber(transaction, organizationId, 'populations');
    const code = `POP-${String(number).padStart(4, '0')}`;
    const refused = refusedCount(result);
    const entry = await asking.state({
      hop: 'population',
      subject: { name: `populations/${code}`, sha256: result.digest },
      body: {
        event: 'population-made',
        population: id,
        kind: kind.id,
        format: result.format,
        read: result.read,
        records: result.records,
        duplicates: result.duplicates,
        conflicting: result.conflicting,
        refused,
        otherKind: result.otherKind,
        outsideWindow: result.outsideWindow,
        evidence: sources.map((one) => one.sha256),
      },
    });
    await insertPopulation(
      transaction,
      {
        organizationId,
        id,
        number,
        code,
        kind: kind.id,
        format: result.format,
        read: result.read,
        records: result.records,
        duplicates: result.duplicates,
        conflicting: result.conflicting,
        refused,
        other_kind: result.otherKind,
        outside_window: result.outsideWindow,
        digest: result.digest,
        blob,
        made_at: asking.now,
        made_by: personId,
        sealed: sealFacts(parts, organizationId, 'population', id, facts),
        evidenceIds: sources.map((one) => one.id),
      },
      entry,
    );
    return { id, code };
  };
}

/** refuses  invalid-input */
export function windowOf({ period, onlyPeriod, timeZone = 'UTC' }: ImportInput): Window | null {
  if (period !== undefined && period.start > period.end) {
    throw wrongInput('/period/end', 'The period ends before it begins.');
  }
  if (!isTimeZone(timeZone)) throw wrongInput('/timeZone', `There is no time zone ${timeZone}.`);
  if (onlyPeriod !== true) return null;
  if (period === undefined)
    throw wrongInput('/period', 'Only the records of a period are to be kept, and none is named.');
  return { ...period, timeZone };
}

export function refusedCount(result: ImportResult): number {
  return result.refused.reduce((sum, one) => sum + one.count, 0);
}

/** refuses  mapping-shape */
export function mappingOf(input: Pick<PreviewInput, 'mapping' | 'byName'>, kind: Kind): CsvMapping | undefined {
  if (input.mapping !== undefined) {
    // JSON is YAML: what the command line reads from a file and what a form sends are held to one definition.
    return parseMapping(JSON.stringify({ kind: kind.id, ...input.mapping }), 'mapping', kind);
  }
  return input.byName === true ? identityMapping(kind) : undefined;
}

/** Writes the evidence into the folder. Every read is on record in the organization's log. */
async function takeSources(context: JobContext, parts: KeptParts, ids: readonly string[], folder: string) {
  const files: SourceFile[] = [];
  const sources: PopulationFacts['sources'][number][] = [];
  let bytes = 0;
  for (const [index, id] of ids.entries()) {
    context.signal.throwIfAborted();
    const { item, bytes: content } = await context.inTransaction((asking) => readContent(asking, parts.evidence, id));
    bytes += item.size;
    if (bytes > mostBytes) throw tooMuch(`The evidence is more than ${mostBytes / 1024 ** 3} GiB together.`);
    context.progress(index, ids.length + 3, `${item.code} ${item.name} is opened`);
    const path = join(folder, `source-${index}`);
    await pipeline(content, createWriteStream(path, { mode: 0o600 }), { signal: context.signal });
    // Two items may be called the same; their records must not point to each other's place.
    const isTwice = sources.some((one) => one.name === item.name);
    files.push({ name: isTwice ? `${item.code} ${item.name}` : item.name, path });
    sources.push({
      id: item.id,
      code: item.code,
      name: item.name,
      system: item.source?.system ?? null,
      query: item.source?.query ?? null,
      sha256: item.sha256,
      periodStart: item.periodStart,
      periodEnd: item.periodEnd,
      collectedAt: item.collectedAt,
    });
  }
  return { files, sources };
}

/** How records lie in time, and which facts are missing. */
async function lookOver(kind: Kind, parquet: string): Promise<Pick<PopulationFacts, 'days' | 'byMonth' | 'missing'>> {
  return await withLockedEngine({ readable: [parquet], writable: [] }, defaultLimits, async (run) => {
    const [counts = []] = await run(missingSql(parquet, kind));
    const missing = Object.fromEntries(kind.fields.map((field, index) => [field.name, Number(counts[index])]));
    if (kind.time === null) return { days: [], byMonth: false, missing };
    const field = fieldOf(kind, kind.time, '/kind');
    const everything = { where: [], search: '' };
    const [span = []] = await run(spanSql(parquet, kind, field, everything));
    const byMonth = Number(span[2]) > mostBuckets;
    const rows = await run(bucketsSql(parquet, kind, field, everything, byMonth));
    const days = rows.map(([at, records]): Bucket => ({ at: String(at), records: Number(records) }));
    return { days, byMonth, missing };
  });
}
