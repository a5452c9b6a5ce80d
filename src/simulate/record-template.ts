/**
 * Records of the library's populations, one template a control (data/simulation/records.yaml): how a field gets its value, and
 * what stands otherwise in a record that deviates. The words are read once; a template that does not read is a fault of the
 * installation and says where.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { readTable, tableHead } from '../criteria/index.ts';
import type { Kind } from '../populations/kind.ts';
import { dayMs, dayText, hourMs, midday, minuteMs, type Span, someMoment, timeText } from './moments.ts';
import { type People, type Person, pick } from './people.ts';
import type { Random } from './random.ts';

const cell = z.union([z.string(), z.number(), z.boolean()]);
const template = z.strictObject({
  each: z
    .enum(['period', 'half', 'quarter', 'month', 'week', 'day', 'person', 'joiner', 'leaver', 'mover'])
    .exactOptional(),
  per: z.int().min(1).exactOptional(),
  monthly: z.int().min(1).exactOptional(),
  count: z.int().min(0).exactOptional(),
  grows: z.boolean().exactOptional(),
  fields: z.record(z.string(), cell),
  breaks: z.record(z.string().regex(/^[A-Z]$/), z.record(z.string(), cell)),
  spare: z.string().exactOptional(),
});
const table = z.strictObject({ ...tableHead, records: z.record(z.string(), template) });

export type Cell = z.infer<typeof cell>;
export type RecordTemplate = z.infer<typeof template>;

/** Templates by control id. */
export function loadTemplates(dataFolder: string): ReadonlyMap<string, RecordTemplate> {
  return new Map(Object.entries(readTable(join(dataFolder, 'simulation', 'records.yaml'), table).records));
}

/** A value before it is written: an instant keeps its time of day until the field says whether it is a date. */
export type Value = string | number | boolean | null | readonly string[] | { readonly ms: number };

/**
 * What a record stands for.
 * label, from, to  of a part of the period
 * who, when        of somebody who joined, left or moved
 * nth              number within one `each`, from 1
 * number           number in the population, from 1
 */
export interface Occasion {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly who: Person | null;
  readonly when: number | null;
  readonly nth: number;
  readonly number: number;
}

export interface World {
  readonly random: Random;
  readonly period: Span;
  readonly people: People;
}

/** Days at both ends of the period in which nothing begins, so that what follows from it lies in the period, too. */
const margin = 3;

/**
 * One record of a control.
 * deviates  attribute whose `breaks` are laid over the record; null for a record that meets every attribute
 */
export function recordOf(
  from: RecordTemplate,
  world: World,
  occasion: Occasion,
  deviates: string | null,
): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const [field, words] of Object.entries(from.fields)) values.set(field, valueOf(words, values, world, occasion));
  if (deviates !== null) {
    const otherwise = from.breaks[deviates];
    if (!otherwise) throw new Error(`No record deviates in ${deviates}.`);
    for (const [field, words] of Object.entries(otherwise)) values.set(field, valueOf(words, values, world, occasion));
  }
  return values;
}

const shift = /^(\S+) ([+-]) (\d+)\.\.(\d+) (minutes|hours|days)$/;
const unitMs = new Map([
  ['minutes', minuteMs],
  ['hours', hourMs],
  ['days', dayMs],
]);

function valueOf(words: Cell, values: ReadonlyMap<string, Value>, world: World, occasion: Occasion): Value {
  if (typeof words !== 'string') return words;
  const { random, period, people } = world;
  const [head = '', ...more] = words.split(' ');
  const tail = more.join(' ');
  const padded = (n: number, width: number): string => String(n).padStart(width, '0');
  const moved = shift.exec(words);
  if (moved) {
    const [, name = '', sign, least, most, unit] = moved;
    const base = instantOf(name, values, period, occasion);
    const span = unitMs.get(unit ?? '') ?? dayMs;
    const size = random.between(Number(least), Number(most)) * span;
    // Minutes and hours end on a second of their own; days keep the time of day and with it the date.
    const jitter = span < dayMs ? random.below(50) * 1000 : 0;
    return { ms: sign === '+' ? base + size + jitter : base - size - jitter };
  }
  const range = /^(\d+)\.\.(\d+)$/.exec(words);
  if (range) return random.between(Number(range[1]), Number(range[2]));
  switch (head) {
    case 'none':
      return null;
    case 'id':
      return `${tail}-${padded(occasion.number, 6)}`;
    case 'nth':
      return `${tail}-${padded(occasion.nth, 2)}`;
    case 'text':
      return tail;
    case 'one':
      return scalarOf(random.pick(choices(tail.replace(/^of /, ''))));
    case 'texts':
      return choices(tail);
    case 'label':
      return occasion.label;
    case 'who':
      return occasion.who?.id ?? '';
    case 'at':
      return { ms: someMoment(random, period, margin) };
    case 'within':
      return { ms: someMoment(random, { start: occasion.from, end: occasion.to }) };
    case 'person': {
      const others = tail === '' ? [] : tail.replace(/^not /, '').split(', ');
      return pick(random, people.steady, ...others.map((name) => textOf(values.get(name)))).id;
    }
    case 'persons': {
      const [least = '1', most = '1'] = tail.split('..');
      const list = new Set<string>();
      const size = random.between(Number(least), Number(most));
      while (list.size < size) list.add(pick(random, people.steady).id);
      return [...list];
    }
    default:
      if (values.has(words)) return values.get(words) ?? null;
      return { ms: instantOf(words, values, period, occasion) };
  }
}

function choices(words: string): string[] {
  return words.split('|').map((one) => one.trim());
}

function scalarOf(word: string): string | boolean {
  return word === 'true' ? true : word === 'false' ? false : word;
}

function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function instantOf(name: string, values: ReadonlyMap<string, Value>, period: Span, occasion: Occasion): number {
  const known = values.get(name);
  if (typeof known === 'object' && known !== null && 'ms' in known) return known.ms;
  if (name === 'period.start') return midday(period.start);
  if (name === 'period.end') return midday(period.end);
  if (name === 'from') return midday(occasion.from);
  if (name === 'to') return midday(occasion.to);
  if (name === 'when' && occasion.when !== null) return occasion.when;
  throw new Error(`data/simulation/records.yaml: "${name}" is no moment.`);
}

/** The value as it stands in a file, and as an importer will read it: null, text, number, boolean or a list of texts. */
export function written(
  kind: Kind,
  field: string,
  value: Value | undefined,
): string | number | boolean | null | readonly string[] {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object' && 'ms' in value) {
    const type = kind.fields.find((f) => f.name === field)?.type;
    return type === 'date' ? dayText(value.ms) : timeText(value.ms);
  }
  return value;
}
