import { z, type ZodType } from 'zod';

/**
 * One field of a register. `text` is a line, `long` a text, `criteria` a list of criterion ids, `codes` a list of codes of other
 * records. Fields of kind `enum`, `criteria` and `boolean` are facets: the server filters by them.
 * max  characters, default 300 for text and 20,000 for long
 */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'date' | 'enum' | 'number' | 'boolean' | 'criteria' | 'codes' | 'person';
  readonly options?: readonly { readonly value: string; readonly word: string }[];
  readonly required?: boolean;
  readonly help?: string;
  readonly max?: number;
}

/** mark: the shape of status the web shows beside the word (LANGUAGE 4) */
export interface RegisterState {
  readonly name: string;
  readonly word: string;
  readonly mark: 'met' | 'open' | 'missing' | 'stale' | 'deviation' | 'blocked' | 'unable' | 'signed' | 'overdue';
}

/**
 * A register: what its records are, and what they are called.
 * chosenCode  people choose the code (controls, whose codes others quote); otherwise it counts up
 * crossing    its records cross the wall (src/exchange): their state follows from what is sent, and what was sent stays; `own` are the
 *             fields that never cross. received: they come from the other side, nobody adds one here
 */
export interface Register {
  readonly name: string;
  readonly side: 'management' | 'firm';
  readonly group: 'system' | 'controls' | 'registers' | 'engagement';
  readonly title: string;
  readonly one: string;
  readonly prefix: string;
  readonly chosenCode?: boolean;
  readonly hint: string;
  readonly states: readonly [RegisterState, ...RegisterState[]];
  readonly fields: readonly Field[];
  readonly crossing?: { readonly received: boolean; readonly own: readonly string[] };
}

export type Content = { readonly [field: string]: string | number | boolean | readonly string[] | null | undefined };

/** A record as its people see it. Times RFC 3339 UTC, dates YYYY-MM-DD. */
export interface RegisterRecord {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly ownerId: string | null;
  readonly dueOn: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly version: number;
  readonly changedAt: string;
  readonly content: Content;
}

/** Text of people: anything but control characters other than line breaks and tabs, and no halves of characters. */
const ownText = (max: number): z.ZodString =>
  z
    .string()
    .max(max)
    // oxlint-disable-next-line no-control-regex -- these are the characters that are refused
    .refine((text) => text.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/.test(text), {
      message: 'A text may not hold control characters',
    });

export const line = ownText(300).refine((text) => !/[\r\n]/.test(text), { message: 'This is one line' });
export const longText = ownText(20_000);

/** Code of a record: its register's letters, a hyphen, its number. The check on `record.code` in the database says the same. */
export const recordCode = z.string().regex(/^[A-Z][A-Z0-9]{0,7}-\d{1,9}$/, 'This is not a code');

/** A day that is on the calendar, 1900 to 2199. */
export const day = z
  .string()
  .regex(/^(19|20|21)\d\d-\d\d-\d\d$/, 'A date is YYYY-MM-DD')
  .refine(
    (text) =>
      !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
    {
      message: 'There is no such day',
    },
  );

/** The schema of a register's content: unknown members are refused, what is required must be there and not be blank. */
export function contentSchema(
  register: Pick<Register, 'fields'>,
): z.ZodObject<Record<string, ZodType<Content[string]>>> {
  return z.strictObject(Object.fromEntries(register.fields.map((field) => [field.name, fieldSchema(field)])));
}

function fieldSchema(field: Field): ZodType<Content[string]> {
  const schema = plainSchema(field);
  return field.required === true ? schema : schema.nullable().optional();
}

function plainSchema(field: Field): ZodType<Exclude<Content[string], undefined>> {
  const filled = field.required === true ? 1 : 0;
  switch (field.kind) {
    case 'text':
      return line
        .max(field.max ?? 300)
        .refine((text) => text.trim().length >= filled, { message: `${field.label} is required` });
    case 'long':
      return longText
        .max(field.max ?? 20_000)
        .refine((text) => text.trim().length >= filled, { message: `${field.label} is required` });
    case 'date':
      return day;
    case 'enum':
      return z.enum((field.options ?? []).map((option) => option.value));
    case 'number':
      return z.number().min(-1e12).max(1e12);
    case 'boolean':
      return z.boolean();
    case 'criteria':
      return z.array(z.string().regex(/^(CC|A|C|PI|P)\d{1,2}\.\d{1,2}$/, 'This is not a criterion')).max(61);
    case 'codes':
      return z.array(recordCode).max(200);
    case 'person':
      return z.uuid();
  }
}

/** Closed values the server filters by; everything else is sealed. */
export function facetsOf(register: Register, content: Content): Record<string, string | boolean | readonly string[]> {
  const facets: Record<string, string | boolean | readonly string[]> = {};
  for (const field of register.fields) {
    const value = content[field.name];
    if (value === undefined || value === null || typeof value === 'number') continue;
    if (field.kind === 'enum' || field.kind === 'boolean' || field.kind === 'criteria') facets[field.name] = value;
  }
  return facets;
}
