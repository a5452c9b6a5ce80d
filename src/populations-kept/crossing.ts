/** What of a population would cross to the firm, for the procedures of the installation: looked at by management before anything is sent. */
import { randomBytes } from 'node:crypto';
import type { Apart } from '../http/api/route.ts';
import type { FieldValue } from '../populations/index.ts';
import { compileProcedure } from '../procedures/index.ts';
import { type Crossing, crossingOf, projectRecord, pseudonyms } from '../projection/index.ts';
import type { KeptParts } from './parts.ts';
import { openPopulation } from './run-self-test.ts';
import { type Cell, recordsAt, stateReading } from './service.ts';

const shownRecords = 20;

/**
 * procedures  that read records of this kind, as their population or joined
 * rows        the first records as they would cross, in the order of `fields`; a list as JSON. The pseudonyms are of this answer alone
 */
export interface CrossingPreview extends Pick<Crossing, 'fields' | 'stays' | 'problems'> {
  readonly procedures: readonly { readonly id: string; readonly control: string }[];
  readonly rows: readonly { readonly position: number; readonly values: readonly Cell[] }[];
}

/** refuses  not-found, conflict */
export async function readCrossing(apart: Apart, parts: KeptParts, id: string): Promise<CrossingPreview> {
  const opened = await apart.within(async (one) => {
    const found = await openPopulation(one, parts, id);
    await stateReading(one, found, 'population-crossing-read');
    return found;
  });
  // Which fields name people is as the installation knows it now, whatever it knew when the records were read.
  const kind = parts.kinds().get(opened.row.kind) ?? opened.facts.kind;
  const kinds = new Map([...parts.kinds(), [kind.id, kind]]);
  const compiled = [...parts.procedures().values()].flatMap((procedure) => {
    const about = [procedure.population?.kind, ...Object.values(procedure.with ?? {}).map((join) => join.kind)];
    const found = about.includes(kind.id) ? compileProcedure(procedure, kinds).compiled : undefined;
    return found === undefined || found.attributes.length === 0 ? [] : [found];
  });
  const crossing = crossingOf(kind, compiled);
  const pseudonym = pseudonyms(randomBytes(32), crossing.constants);
  const positions = Array.from({ length: Math.min(shownRecords, opened.row.records) }, (_, index) => index);
  const records = await recordsAt(parts, opened, positions);
  return {
    procedures: compiled.map(({ procedure }) => ({ id: procedure.id, control: procedure.control })),
    fields: crossing.fields,
    stays: crossing.stays,
    problems: crossing.problems,
    rows: records.map(({ position, record }) => {
      const crossed = projectRecord(crossing, { position, record }, pseudonym);
      return { position, values: crossing.fields.map(({ name }) => cellOf(crossed[name] ?? null)) };
    }),
  };
}

function cellOf(value: FieldValue): Cell {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
}
