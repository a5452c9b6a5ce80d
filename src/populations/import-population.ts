import { PopulationWriter } from '../adapters/duckdb/population-file.ts';
import { refuse } from './errors.ts';
import type { CsvMapping } from './importers/csv/mapping.ts';
import { importerOf, recogniseFormat } from './importers/registry.ts';
import type { Kind, Place } from './kind.ts';
import { checkRecord } from './record.ts';
import type { SourceFile } from './source-file.ts';
import { windowInstants } from './time.ts';
import { emptyTotals, type Totals } from './totals.ts';

/** A period in plain dates of a time zone, both days included. */
export interface Window {
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
}

/**
 * kind        what the records become
 * format      left out: recognised by the content of the first file
 * files       in the order in which they are read
 * mapping     csv only
 * window      only records whose time field lies in the period are kept; the others are counted
 * asOf        when the files were collected, RFC 3339; ages are counted up to it
 * workFolder  where records are staged; empty again afterwards
 * outParquet  appears whole or not at all
 */
export interface ImportOrder {
  readonly kind: Kind;
  readonly format?: string | undefined;
  readonly files: readonly SourceFile[];
  readonly mapping?: CsvMapping | undefined;
  readonly window?: Window | undefined;
  readonly asOf?: string | undefined;
  readonly workFolder: string;
  readonly outParquet: string;
}

/** Records that were not taken, by reason; places of the first. */
export interface RefusedRecords {
  readonly reason: string;
  readonly count: number;
  readonly first: Place;
}

/**
 * What came out. Nothing is dropped in silence:
 * read = records + duplicates + refused (all counts) + otherKind + outsideWindow.
 *
 * conflicting    records among `records` whose key was taken by other content; kept as `ID#2` (`conflicts`: the first thousand)
 * refused        by count, largest first
 * digest         RFC 6962 root over the canonical JSON of the records in canonical order
 * totals         a category: value → count; a date or time: first and last
 * refusedPlaces  the first thousand records that were refused, with their places
 */
export interface ImportResult {
  readonly kind: string;
  readonly format: string;
  readonly read: number;
  readonly records: number;
  readonly duplicates: number;
  readonly conflicting: number;
  readonly conflicts: readonly string[];
  readonly otherKind: number;
  readonly outsideWindow: number;
  readonly refused: readonly RefusedRecords[];
  readonly refusedPlaces: readonly { readonly reason: string; readonly place: Place }[];
  readonly digest: string;
  readonly totals: Totals;
}

const listedRefusals = 1000;
/** Reasons are few, because they name fields and not values; more than these are counted together. */
const listedReasons = 500;

/**
 * Builds a population from raw files.
 * refuses  what is wrong with a file as a whole (see errors.ts); then nothing is written
 */
export async function importPopulation(order: ImportOrder): Promise<ImportResult> {
  const { kind } = order;
  const format = await formatOf(order);
  const importer = importerOf(format);
  if (importer.kinds !== null && !importer.kinds.includes(kind.id)) {
    throw refuse('kind-unknown', `The format ${format} has no records of the kind ${kind.id}.`, {
      next: `It makes ${importer.kinds.join(' and ')}.`,
    });
  }
  const inWindow = windowOf(kind, order.window);
  const refusals = new Refusals();
  let read = 0;
  let otherKind = 0;
  let outsideWindow = 0;
  const writer = await PopulationWriter.create(kind, order.workFolder);
  try {
    const context = { kind, asOf: order.asOf ?? null, mapping: order.mapping ?? null };
    for (const file of order.files) {
      for await (const batch of importer.read(file, context)) {
        for (const reading of batch) {
          read++;
          const place = { file: file.name, at: reading.at };
          if ('otherKind' in reading) otherKind++;
          else if ('refused' in reading) refusals.add(reading.refused, place);
          else {
            const checked = checkRecord(kind, reading.draft, importer.utc);
            if ('refused' in checked) refusals.add(checked.refused, place);
            else if (!inWindow(checked.record[kind.time ?? ''])) outsideWindow++;
            else if (!writer.add(checked.record, place)) refusals.add('the record is too large', place);
          }
        }
      }
    }
  } catch (error) {
    await writer.abort();
    throw error;
  }
  const { totals, ...written } = await writer.finish(order.outParquet);
  return {
    kind: kind.id,
    format,
    read,
    records: written.records,
    duplicates: written.duplicates,
    conflicting: written.conflicting,
    conflicts: written.conflicts,
    otherKind,
    outsideWindow,
    refused: refusals.byReason(),
    refusedPlaces: refusals.places,
    digest: written.digest,
    totals: { ...emptyTotals(kind), ...totals },
  };
}

async function formatOf(order: ImportOrder): Promise<string> {
  const first = order.files[0];
  if (first === undefined) throw refuse('file-unreadable', 'No file was named.');
  if (order.format !== undefined) return order.format;
  if (order.mapping !== undefined) return 'csv';
  const format = await recogniseFormat(first);
  for (const file of order.files.slice(1)) {
    const other = await recogniseFormat(file);
    if (other !== format) {
      throw refuse(
        'format-mixed',
        `${file.name} is ${other}, but ${first.name} is ${format}: one population has one format.`,
      );
    }
  }
  return format;
}

function windowOf(kind: Kind, window: Window | undefined): (value: unknown) => boolean {
  if (window === undefined) return () => true;
  const field = kind.fields.find((f) => f.name === kind.time);
  if (field === undefined) {
    throw refuse(
      'kind-unknown',
      `A ${kind.title.toLowerCase()} has no time, so no period can be cut out of the population.`,
    );
  }
  if (field.type === 'date') {
    return (value) => typeof value === 'string' && value >= window.start && value <= window.end;
  }
  const { from, until } = windowInstants(window.start, window.end, window.timeZone);
  // Instants compare by their whole seconds: the bounds have no fraction, and '…05.5Z' sorts before '…05Z' as text.
  const [first, last] = [from.slice(0, 19), until.slice(0, 19)];
  return (value) => typeof value === 'string' && value.slice(0, 19) >= first && value.slice(0, 19) < last;
}

/** Counts refusals by reason, and remembers the first places, however many there are. */
class Refusals {
  readonly places: { readonly reason: string; readonly place: Place }[] = [];
  readonly #reasons = new Map<string, { count: number; first: Place }>();

  add(reason: string, place: Place): void {
    const known = this.#reasons.has(reason) || this.#reasons.size < listedReasons ? reason : 'other reasons';
    const entry = this.#reasons.get(known);
    if (entry === undefined) this.#reasons.set(known, { count: 1, first: place });
    else entry.count++;
    if (this.places.length < listedRefusals) this.places.push({ reason, place });
  }

  byReason(): RefusedRecords[] {
    return [...this.#reasons]
      .map(([reason, { count, first }]) => ({ reason, count, first }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}
