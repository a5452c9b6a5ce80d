/** What taking in a row would do to the register: pure, and the same for the preview and for taking it in. */
import type { Content, Register, RegisterRecord } from '../model.ts';
import { type contentSchema, recordCode } from '../model.ts';
import { crossedFields } from '../crossed.ts';
import type { CellProblem, ParsedRow } from './parse-row.ts';

export const doings = ['create', 'change', 'none', 'refused'] as const;

/** Values of a record as a row may fill them, by the names of columns. */
type Values = Readonly<Record<string, Content[string]>>;

/**
 * does     `none`: what it says is so already, or was so when the file was made
 * values   of the columns in which it differs, as they will be; what is left out stays
 * version  the one that is changed; null where a record is made
 */
export interface PlannedRow {
  readonly row: number;
  readonly id: string | null;
  readonly code: string;
  readonly title: string;
  readonly does: (typeof doings)[number];
  readonly version: number | null;
  readonly before: Values;
  readonly values: Values;
  readonly problems: readonly CellProblem[];
}

/**
 * before     the record as it is now, undefined where there is none
 * earlier    as it was in the version the row names, where that is another; null where it cannot be told
 * active     ids of people who may be named
 * mayCreate  whether whoever brings the file may add records
 * isTwice    an earlier row has the same code
 */
export interface Standing {
  readonly register: Register;
  readonly headers: ReadonlyMap<string, string>;
  readonly content: ReturnType<typeof contentSchema>;
  readonly before: RegisterRecord | undefined;
  readonly earlier: Values | null;
  readonly active: ReadonlySet<string>;
  readonly mayCreate: boolean;
  readonly isTwice: boolean;
}

export function planRow(parsed: ParsedRow, standing: Standing): PlannedRow {
  const { register, before } = standing;
  const values = valuesOf(parsed);
  const title = String(values['content.title'] ?? before?.content['title'] ?? '');
  const base = { row: parsed.number, id: before?.id ?? null, code: parsed.code, title, version: null, before: {} };
  const refused = (problems: readonly CellProblem[]): PlannedRow => ({
    ...base,
    does: 'refused',
    values: {},
    problems,
  });
  const codeSays = (sentence: string) => refused([{ column: 'Code', sentence }]);
  if (standing.isTwice) return codeSays(`${parsed.code} is in the file twice.`);
  const all = (more: readonly CellProblem[]): readonly CellProblem[] => [
    ...parsed.problems,
    ...more.filter((one) => parsed.problems.every((other) => other.column !== one.column)),
  ];
  if (before === undefined) {
    if (parsed.code !== '' && register.chosenCode !== true) {
      return codeSays(`There is no ${parsed.code} here. Leave the code empty to add a record.`);
    }
    if (register.chosenCode === true && !recordCode.safeParse(parsed.code).success) {
      return codeSays(`A code is letters, a dash and a number, like ${register.prefix}-01.`);
    }
    if (parsed.version !== null) return refused([versionProblem(`There is no record to be at ${parsed.version}.`)]);
    const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => plain(value) !== null));
    const problems = all(problemsOfNew(parsed, filled, standing));
    return problems.length > 0 ? refused(problems) : { ...base, does: 'create', values: filled, problems };
  }
  const now = valuesOfRecord(before);
  const differing = differences(values, now);
  if (Object.keys(differing).length === 0 && parsed.problems.length === 0)
    return { ...base, does: 'none', values: {}, problems: [] };
  if (parsed.version !== null && parsed.version !== before.version) {
    if (parsed.version > before.version) {
      return refused([versionProblem(`${before.code} is at version ${before.version}.`)]);
    }
    // What nobody touched in the file was changed here since: that stays.
    const isUntouched = standing.earlier !== null && Object.keys(differences(values, standing.earlier)).length === 0;
    if (isUntouched && parsed.problems.length === 0) return { ...base, does: 'none', values: {}, problems: [] };
    return refused([
      versionProblem(`${before.code} was changed in the meantime; it is now version ${before.version}.`),
    ]);
  }
  const problems = all(problemsOfChange(differing, before, standing));
  if (problems.length > 0) return refused(problems);
  const was = Object.fromEntries(Object.keys(differing).map((name) => [name, now[name] ?? null]));
  return { ...base, does: 'change', version: before.version, before: was, values: differing, problems };
}

function versionProblem(sentence: string): CellProblem {
  return { column: 'Version', sentence };
}

function valuesOf(parsed: ParsedRow): Values {
  const { state, ownerId, dueOn, effectiveFrom, effectiveTo } = parsed;
  return {
    ...(state !== undefined && { state }),
    ...(ownerId !== undefined && { owner: ownerId }),
    ...(dueOn !== undefined && { due: dueOn }),
    ...(effectiveFrom !== undefined && { from: effectiveFrom }),
    ...(effectiveTo !== undefined && { to: effectiveTo }),
    ...Object.fromEntries(Object.entries(parsed.content).map(([name, value]) => [`content.${name}`, value])),
  };
}

/** A record by the names of columns. */
export function valuesOfRecord(
  record: Pick<RegisterRecord, 'state' | 'ownerId' | 'dueOn' | 'effectiveFrom' | 'effectiveTo' | 'content'>,
): Values {
  const { state, ownerId, dueOn, effectiveFrom, effectiveTo, content } = record;
  return {
    state,
    owner: ownerId,
    due: dueOn,
    from: effectiveFrom,
    to: effectiveTo,
    ...Object.fromEntries(Object.entries(content).map(([name, value]) => [`content.${name}`, value])),
  };
}

function differences(values: Values, other: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => plain(value) !== plain(other[name])));
}

/** As values are compared: programs for tables write ends of lines in their own way, and nothing is nothing. */
function plain(value: Content[string]): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : JSON.stringify(value.replaceAll(/\r\n?/g, '\n'));
  return typeof value === 'object' && value.length === 0 ? null : JSON.stringify(value);
}

/** The content among values, by the fields' own names. */
export function contentOf(values: Values): Record<string, Content[string]> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith('content.') ? [[name.slice('content.'.length), value]] : [],
    ),
  );
}

function problemsOfNew(parsed: ParsedRow, values: Values, standing: Standing): CellProblem[] {
  const { register, headers } = standing;
  const problems: CellProblem[] = [];
  if (!standing.mayCreate) problems.push({ column: 'Code', sentence: 'Your role may not add records here.' });
  const checked = standing.content.safeParse(contentOf(values));
  for (const issue of checked.error?.issues ?? []) {
    const name = `content.${String(issue.path[0])}`;
    const isMissing = values[name] === undefined;
    const sentence = isMissing ? 'This may not be empty.' : `${issue.message}.`.replace(/\.\.$/, '.');
    problems.push({ column: headers.get(name) ?? name, sentence });
  }
  if (register.crossing !== undefined && (parsed.state ?? register.states[0].name) !== register.states[0].name) {
    problems.push({ column: 'State', sentence: 'What crosses the wall is changed by sending, not by hand.' });
  }
  return [...problems, ...problemsOfBoth(values, {}, standing)];
}

function problemsOfChange(values: Values, before: RegisterRecord, standing: Standing): CellProblem[] {
  const { register, headers } = standing;
  const crossed =
    register.crossing === undefined
      ? []
      : crossedFields(register, before, { state: stateOf(values), content: contentOf(values) });
  const emptied = register.fields.filter(
    (field) => field.required === true && values[`content.${field.name}`] === null,
  );
  return [
    ...emptied.map(({ name, label }) => ({
      column: headers.get(`content.${name}`) ?? label,
      sentence: 'This may not be empty.',
    })),
    ...crossed.map((pointer) => {
      const name = pointer.replace('/content/', 'content.').replace('/state', 'state');
      return {
        column: headers.get(name) ?? name,
        sentence: 'What crosses the wall is changed by sending, not by hand.',
      };
    }),
    ...problemsOfBoth(values, valuesOfRecord(before), standing),
  ];
}

/** The state among values, where there is one. */
export function stateOf(values: Values): string | undefined {
  const { state } = values;
  return typeof state === 'string' ? state : undefined;
}

function problemsOfBoth(values: Values, before: Values, { register, headers, active }: Standing): CellProblem[] {
  const problems: CellProblem[] = [];
  const after = { ...before, ...values };
  if (typeof after['from'] === 'string' && typeof after['to'] === 'string' && after['from'] > after['to']) {
    problems.push({ column: headers.get('to') ?? 'to', sentence: 'It ends before it begins.' });
  }
  const people = register.fields.filter((field) => field.kind === 'person').map((field) => `content.${field.name}`);
  for (const name of ['owner', ...people]) {
    const value = values[name];
    if (typeof value !== 'string' || value === before[name] || active.has(value)) continue;
    problems.push({ column: headers.get(name) ?? name, sentence: 'This is no active member of the organization.' });
  }
  return problems;
}
