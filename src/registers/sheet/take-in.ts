/** Taking a file into a register: looked at row by row first, then taken in as it was looked at, whole or not at all. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import type { Apart, Asking } from '../../http/api/route.ts';
import { otherThanSeen, refusedRows, reusedKey, wrongFile } from '../errors.ts';
import { type Content, contentSchema, type Register } from '../model.ts';
import { type Change, changeRecord, createRecord, type Draft, requestDigest } from '../service.ts';
import { selectCreations } from '../creations.ts';
import { lockRows, lockTally, selectPeople } from '../store.ts';
import { recordsByCodes, recordsThen } from '../versions.ts';
import { columnsOf } from './columns.ts';
import { type Mapping, mappingOf, targetsOf } from './mapping.ts';
import { parseRow, type Reading } from './parse-row.ts';
import { contentOf, type doings, planRow, type PlannedRow, stateOf, valuesOfRecord } from './plan.ts';
import { readTable, type Table } from './read-table.ts';

/** Records made or changed by one file at most: they hold the organization's log until all of them are written. */
export const mostWritten = 2_000;

/**
 * columns    names for each column of the file, joined by commas, `-` for one that is left out; left out: guessed by the headings
 * mayCreate  whether whoever brings it may add records
 */
export interface Brought {
  readonly name: string;
  readonly columns: string | undefined;
  readonly mayCreate: boolean;
}

/** samples: the first texts of the column that are not empty, cut */
export interface SheetPreview {
  readonly columns: readonly {
    readonly header: string;
    readonly name: string | null;
    readonly samples: readonly string[];
  }[];
  readonly targets: ReturnType<typeof targetsOf>;
  readonly counts: Readonly<Record<(typeof doings)[number], number>>;
  readonly rows: readonly ShownRow[];
  readonly plan: string;
}

/** changes: in words as they stand in a table, cut where they are long */
export interface ShownRow extends Pick<PlannedRow, 'row' | 'code' | 'title' | 'does' | 'problems'> {
  readonly changes: readonly { readonly column: string; readonly before: string; readonly after: string }[];
}

/** What the file would do, row by row; nothing is done. refuses invalid-input: no table, columns that do not fit */
export async function previewSheet(
  apart: Apart,
  keys: OrganizationKeys,
  register: Register,
  stream: AsyncIterable<Uint8Array>,
  brought: Brought,
): Promise<SheetPreview> {
  const bytes = await whole(stream);
  const table = await readTable(bytes);
  const mapping = mappingOf(register, table.head, brought.columns);
  return apart.within(async (asking) => {
    const people = await selectPeople(asking.transaction);
    const rows = await planned(asking, keys, register, table, mapping, people, brought.mayCreate, null);
    const headers = headersOf(register);
    const addresses = new Map(people.map(({ id, email }) => [id, email]));
    return {
      columns: table.head.map((header, index) => ({
        header: header.slice(0, shownLength),
        name: mapping[index] ?? null,
        samples: samplesOf(table, index),
      })),
      targets: targetsOf(register),
      counts: countsOf(rows),
      rows: rows.map((row) => shown(row, headers, addresses)),
      plan: planDigest(rows),
    };
  });
}

/**
 * Takes in everything that was looked at, in one transaction, or refuses with every problem. What is so already is left as it is, so that
 * the same file sent again changes nothing.
 * plan     of the preview
 * key      of Idempotency-Key: a record made from a row is made once
 * refuses  as the preview; invalid-input: a row is refused, or too many are written; conflict: it would do something else than was shown
 */
export async function takeInSheet(
  apart: Apart,
  keys: OrganizationKeys,
  register: Register,
  stream: AsyncIterable<Uint8Array>,
  brought: Brought & { readonly plan: string; readonly key: string },
): Promise<SheetPreview['counts']> {
  const bytes = await whole(stream);
  const table = await readTable(bytes);
  const mapping = mappingOf(register, table.head, brought.columns);
  return apart.within(async (asking) => {
    const { transaction, principal } = asking;
    const { side, organizationId } = principal;
    const people = await selectPeople(transaction);
    const rows = await planned(asking, keys, register, table, mapping, people, brought.mayCreate, brought.key);
    const refused = rows.flatMap(({ row, problems }) =>
      problems.map(({ column, sentence }) => ({ row, sentence: `${column}: ${sentence}` })),
    );
    if (refused.length > 0) throw refusedRows(refused);
    const writes = rows.filter((row) => row.does !== 'none');
    if (writes.length > 0 && planDigest(rows) !== brought.plan) throw otherThanSeen();
    // All rows in the order of their ids, then the tally, then the log: as every change of many does.
    const ids = writes.flatMap((row) => (row.id === null ? [] : [row.id]));
    const locked = await lockRows(transaction, side, organizationId, register.name, ids);
    const versions = new Map(locked.map((row) => [row.id, row.version]));
    if (writes.some((row) => row.id !== null && versions.get(row.id) !== row.version)) throw otherThanSeen();
    await lockTally(transaction, side, organizationId, register.name);
    for (const row of writes) {
      if (row.id === null) {
        await createRecord(asking, keys, register, draftOf(row, brought.name), rowKey(brought.key, row.row));
      } else await changeRecord(asking, keys, register, row.id, row.version ?? 0, changeOf(row, brought.name));
    }
    const counts = countsOf(rows);
    await asking.state({
      hop: 'access',
      subject: { name: register.name, sha256: createHash('sha256').update(bytes).digest('hex') },
      body: { event: 'imported', register: register.name, created: counts.create, changed: counts.change },
    });
    return counts;
  });
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

type People = Awaited<ReturnType<typeof selectPeople>>;
const batch = 200;

/** Every row in order. key: what was made of a row with it before is not made again */
async function planned(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  table: Table,
  mapping: Mapping,
  people: People,
  mayCreate: boolean,
  key: string | null,
): Promise<readonly PlannedRow[]> {
  const headers = headersOf(register);
  const content = contentSchema(register);
  const reading: Reading = {
    register,
    mapping,
    headers,
    content,
    formulas: table.formulas,
    people: new Map(people.flatMap(({ id, email }) => [[id, id] as const, [email.toLowerCase(), id] as const])),
  };
  const active = new Set(people.flatMap((person) => (person.isActive ? [person.id] : [])));
  const seen = new Set<string>();
  const rows: PlannedRow[] = [];
  for (let at = 0; at < table.rows.length; at += batch) {
    // Others are served in between: where a file names no code, nothing else waits here.
    await setImmediate();
    const parsed = table.rows.slice(at, at + batch).map((row) => parseRow(reading, row));
    const codes = parsed.map((row) => row.code).filter((code) => code !== '');
    const records = await recordsByCodes(asking, keys, register, codes);
    const stale = parsed.flatMap(({ code, version }) => {
      const record = records.get(code);
      return record !== undefined && version !== null && version < record.version ? [{ record, version }] : [];
    });
    const earlier = await recordsThen(asking, keys, register, stale);
    for (const row of parsed) {
      const before = records.get(row.code);
      const was = before === undefined ? undefined : earlier.get(before.id);
      rows.push(
        planRow(row, {
          register,
          headers,
          content,
          before,
          earlier: was === undefined ? null : valuesOfRecord(was),
          active,
          mayCreate,
          isTwice: row.code !== '' && seen.has(row.code),
        }),
      );
      seen.add(row.code);
    }
  }
  const left = key === null ? rows : await withoutMade(asking, register, rows, key);
  const { create, change } = countsOf(left);
  if (create + change > mostWritten) {
    throw wrongFile(`It makes or changes ${create + change} records; at most ${mostWritten} are taken in at once.`);
  }
  return left;
}

/** Rows of which a record was made before with the same key are done. refuses idempotency-key-reused */
async function withoutMade(
  asking: Asking,
  register: Register,
  rows: readonly PlannedRow[],
  key: string,
): Promise<readonly PlannedRow[]> {
  const { side, organizationId, personId } = asking.principal;
  const wanted = rows.filter((row) => row.does === 'create').map((row) => rowKey(key, row.row));
  const made = await selectCreations(asking.transaction, side, organizationId, personId, wanted);
  if (made.size === 0) return rows;
  return rows.map((row) => {
    const request = row.does === 'create' ? made.get(rowKey(key, row.row)) : undefined;
    if (request === undefined) return row;
    // The name of the file is said in the history alone.
    if (request !== requestDigest(register, draftOf(row, ''))) throw reusedKey();
    return { ...row, does: 'none' as const };
  });
}

function rowKey(key: string, row: number): string {
  return `${createHash('sha256').update(key).digest('hex')}/row-${row}`;
}

function draftOf(row: PlannedRow, file: string): Draft {
  const { owner, due, from, to } = row.values;
  return {
    ...(row.code !== '' && { code: row.code }),
    state: stateOf(row.values),
    ownerId: textOrNull(owner),
    dueOn: textOrNull(due),
    effectiveFrom: textOrNull(from),
    effectiveTo: textOrNull(to),
    content: contentOf(row.values),
    why: whyOf(row, file),
  };
}

function changeOf(row: PlannedRow, file: string): Change {
  const { owner, due, from, to } = row.values;
  return {
    state: stateOf(row.values),
    ownerId: textOrNull(owner),
    dueOn: textOrNull(due),
    effectiveFrom: textOrNull(from),
    effectiveTo: textOrNull(to),
    content: contentOf(row.values),
    why: whyOf(row, file),
  };
}

function whyOf({ row }: PlannedRow, file: string): string {
  return `From the file ${file}, row ${row}.`;
}

/** undefined: it stays as it is. */
function textOrNull(value: Content[string]): string | null | undefined {
  return typeof value === 'string' || value === undefined ? value : null;
}

function headersOf(register: Register): ReadonlyMap<string, string> {
  return new Map(columnsOf(register).map(({ name, header }) => [name, header]));
}

function countsOf(rows: readonly PlannedRow[]): SheetPreview['counts'] {
  const counts = { create: 0, change: 0, none: 0, refused: 0 };
  for (const row of rows) counts[row.does] += 1;
  return counts;
}

/** What is written, and from which version: another plan has another digest. */
function planDigest(rows: readonly PlannedRow[]): string {
  const writes = rows.flatMap((row) =>
    row.does === 'none' ? [] : [[row.row, row.does, row.id, row.code, row.version, row.values]],
  );
  return createHash('sha256').update(JSON.stringify(writes)).digest('hex');
}

const shownLength = 200;

function shown(
  row: PlannedRow,
  headers: ReadonlyMap<string, string>,
  addresses: ReadonlyMap<string, string>,
): ShownRow {
  const { row: number, code, title, does, problems } = row;
  const text = (value: Content[string]): string => {
    if (value === undefined || value === null) return '';
    const said = typeof value === 'object' ? value.join('; ') : String(value);
    return cut(addresses.get(said) ?? said);
  };
  const changes = Object.entries(row.values).map(([name, value]) => ({
    column: headers.get(name) ?? name,
    before: text(row.before[name]),
    after: text(value),
  }));
  return { row: number, code: cut(code), title: cut(title), does, problems, changes };
}

function samplesOf(table: Table, index: number): readonly string[] {
  const texts = table.rows.slice(0, 50).flatMap(({ cells }) => (cells[index] ?? '').trim() || []);
  return [...new Set(texts)].slice(0, 3).map(cut);
}

function cut(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength).toWellFormed()}…` : text;
}
