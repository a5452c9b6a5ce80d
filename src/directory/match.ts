/** Whether a resource fits a filter (RFC 7644 3.4.2.2). What it does not have fits nothing but `ne`, `not` and `eq null`. */
import { invalidFilter } from './errors.ts';
import type { Comparison, Filter, Literal } from './filter.ts';
import { isObject, type Json, listOf, pick, truthOf } from './json.ts';
import { type Attribute, find, type Kind } from './schema.ts';

/** refuses invalidFilter: an order of what has none */
export function fits(kind: Kind, filter: Filter, resource: Json): boolean {
  return fitsBy(filter, (path) => {
    const found = find(kind, path);
    if (found === null || found.attribute.isLeft === true) return { attribute: null, values: [] };
    const { above, attribute, sub } = found;
    const home = above === null ? resource : pick(resource, above);
    const values = isObject(home) ? listOf(pick(home, attribute.name)) : [];
    if (sub !== null) return { attribute: sub, values: subValues(values, sub.name) };
    if (attribute.type !== 'complex') return { attribute, values };
    return { attribute, values, value: attribute.sub?.find((one) => one.name === 'value') };
  });
}

/** Whether one value of a multi-valued attribute fits the filter in its brackets. */
export function valueFits(attribute: Attribute, filter: Filter, value: unknown): boolean {
  return fitsBy(filter, (path) => {
    const sub = attribute.sub?.find((one) => one.name.toLowerCase() === path.toLowerCase());
    if (sub === undefined) return { attribute: null, values: [] };
    return { attribute: sub, values: subValues([value], sub.name) };
  });
}

/** value: the sub-attribute that stands for a complex one in a comparison */
interface Held {
  readonly attribute: Attribute | null;
  readonly values: readonly unknown[];
  readonly value?: Attribute | undefined;
}

function subValues(values: readonly unknown[], name: string): readonly unknown[] {
  return values.flatMap((one) => (isObject(one) ? listOf(pick(one, name)) : []));
}

function fitsBy(filter: Filter, held: (path: string) => Held): boolean {
  switch (filter.op) {
    case 'and':
      return fitsBy(filter.left, held) && fitsBy(filter.right, held);
    case 'or':
      return fitsBy(filter.left, held) || fitsBy(filter.right, held);
    case 'not':
      return !fitsBy(filter.of, held);
    case 'pr':
      return held(filter.path).values.some((value) => value !== '');
    case 'has': {
      const { attribute, values } = held(filter.path);
      return attribute !== null && values.some((value) => valueFits(attribute, filter.of, value));
    }
    case 'ne':
      return !compares('eq', filter.value, held(filter.path));
    default:
      return compares(filter.op, filter.value, held(filter.path));
  }
}

function compares(op: Comparison, wanted: Literal, { attribute, values, value }: Held): boolean {
  if (wanted === null) {
    if (op !== 'eq') throw invalidFilter(`${op} does not go with null.`);
    return values.length === 0;
  }
  const by = value ?? attribute;
  if (by === null) return false;
  if (by.type === 'boolean' && op !== 'eq') throw invalidFilter(`${op} does not go with ${by.name}.`);
  const simple = value === undefined ? values : subValues(values, value.name);
  return simple.some((one) => comparesOne(op, by, one, wanted));
}

function comparesOne(op: Comparison, by: Attribute, value: unknown, wanted: string | number | boolean): boolean {
  if (by.type === 'boolean') return value === truthOf(wanted);
  if (typeof value !== 'string' || typeof wanted === 'boolean') return false;
  if (by.type === 'dateTime') {
    const [a, b] = [Date.parse(value), Date.parse(String(wanted))];
    if (['eq', 'gt', 'ge', 'lt', 'le'].includes(op)) return ordered(op, a, b);
  }
  const [a, b] = [plain(value, by), plain(String(wanted), by)];
  if (op === 'co') return a.includes(b);
  if (op === 'sw') return a.startsWith(b);
  if (op === 'ew') return a.endsWith(b);
  return ordered(op, a, b);
}

function ordered<T extends string | number>(op: Comparison, a: T, b: T): boolean {
  if (op === 'eq') return a === b;
  if (op === 'gt') return a > b;
  if (op === 'ge') return a >= b;
  return op === 'lt' ? a < b : a <= b;
}

function plain(text: string, { isExact }: Attribute): string {
  const same = text.normalize('NFC');
  return isExact === true ? same : same.toLowerCase();
}
