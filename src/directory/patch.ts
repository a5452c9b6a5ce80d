/** PATCH (RFC 7644 3.5.2), on a resource as JSON: what comes out is read and checked as a whole afterwards, or nothing is kept. */
import { isDeepStrictEqual } from 'node:util';
import { invalidPath, invalidSyntax, invalidValue, noTarget, readOnly, tooMany } from './errors.ts';
import { type Filter, parsePlace, type Place } from './filter.ts';
import { isObject, type Json, listOf, pick, put } from './json.ts';
import { valueFits } from './match.ts';
import { type Attribute, find, type Found, type Kind } from './schema.ts';

export type Op = 'add' | 'remove' | 'replace';
/** path null: the value's members name what is meant */
export interface Operation {
  readonly op: Op;
  readonly path: string | null;
  readonly value: unknown;
}

const mostOperations = 1_000;
const mostValues = 5_000;
/** Values looked at in one request: operations with a filter, times values of the list. */
const mostLooks = 2_000_000;

/** The operations of a PATCH. refuses invalidSyntax, 413 */
export function readOperations(body: Json): readonly Operation[] {
  const sent = pick(body, 'Operations');
  if (!Array.isArray(sent) || sent.length === 0)
    throw invalidSyntax('Operations is a list with at least one operation.');
  if (sent.length > mostOperations) throw tooMany(`A PATCH has at most ${mostOperations} operations.`);
  return sent.map((one: unknown) => {
    if (!isObject(one)) throw invalidSyntax('An operation is an object.');
    const word = String(pick(one, 'op')).toLowerCase();
    const path = pick(one, 'path');
    if (word !== 'add' && word !== 'remove' && word !== 'replace') throw invalidSyntax('op is add, remove or replace.');
    if (path !== undefined && typeof path !== 'string') throw invalidSyntax('path is a text.');
    return { op: word, path: path === undefined || path === '' ? null : path, value: pick(one, 'value') };
  });
}

/** The resource after all operations. refuses invalidPath, noTarget, mutability, invalidValue, invalidSyntax */
export function applyOperations(kind: Kind, resource: Json, operations: readonly Operation[]): Json {
  let looks = 0;
  let after = resource;
  for (const operation of operations) {
    after = applyOne(kind, after, operation);
    const name = operation.path === null ? null : find(kind, operation.path.split('[')[0] ?? '');
    looks += name === null ? 1 : listOf(pick(after, name.attribute.name)).length + listOf(operation.value).length;
    if (looks > mostLooks)
      throw tooMany('The operations are too many for so many values; send them in several requests.');
  }
  return after;
}

function applyOne(kind: Kind, resource: Json, { op, path, value }: Operation): Json {
  if (path === null) return applyWhole(kind, resource, op, value);
  const { extension } = kind;
  if (extension !== null && path.toLowerCase() === extension.schema.toLowerCase()) {
    if (op === 'remove') return put(resource, extension.schema, undefined);
    return applyExtension(kind, resource, op, extension.schema, value);
  }
  const place = parsePlace(path);
  const found = find(kind, place.path);
  if (found === null) throw invalidPath(path);
  if (found.attribute.isLeft === true) return resource;
  if (found.attribute.isFixed === true) throw readOnly(found.attribute.name);
  return at(resource, found, (held) => changed(op, found, place, held, value));
}

/** Without a path: what is the server's own, and what nobody knows, is passed over, as when a resource is made. */
function applyWhole(kind: Kind, resource: Json, op: Op, value: unknown): Json {
  if (op === 'remove') throw noTarget('A removal names what is removed.');
  if (!isObject(value)) throw invalidValue('Without a path the value is an object.');
  let after = resource;
  for (const [name, one] of Object.entries(value)) {
    const { extension } = kind;
    if (extension !== null && name.toLowerCase() === extension.schema.toLowerCase()) {
      after = applyExtension(kind, after, op, extension.schema, one);
      continue;
    }
    const found = name.includes('[') ? find(kind, name.split('[')[0] ?? '') : find(kind, name);
    if (found === null || found.attribute.isFixed === true || found.attribute.isLeft === true) continue;
    after = applyOne(kind, after, { op: one === null ? 'remove' : op, path: name, value: one });
  }
  return after;
}

function applyExtension(kind: Kind, resource: Json, op: Op, schema: string, value: unknown): Json {
  if (value === undefined || value === null) return put(resource, schema, undefined);
  if (!isObject(value)) throw invalidValue(`${schema} is an object.`);
  let after = resource;
  for (const [name, one] of Object.entries(value)) {
    const path = `${schema}:${name}`;
    if (find(kind, path) === null) continue;
    after = applyOne(kind, after, { op: one === null ? 'remove' : op, path, value: one });
  }
  return after;
}

/** The resource with the attribute changed where it stands. */
function at(resource: Json, { above, attribute }: Found, change: (held: unknown) => unknown): Json {
  if (above === null) return put(resource, attribute.name, change(pick(resource, attribute.name)));
  const home = pick(resource, above);
  const own = isObject(home) ? home : {};
  const after = put(own, attribute.name, change(pick(own, attribute.name)));
  return put(resource, above, Object.keys(after).length === 0 ? undefined : after);
}

function changed(op: Op, { attribute, sub }: Found, place: Place, held: unknown, value: unknown): unknown {
  const inner = sub ?? subOf(attribute, place);
  if (attribute.isMany === true) return changedMany(op, attribute, inner, place.which, held, value);
  if (place.which !== null) throw invalidPath(`${place.path}[…]`);
  if (inner !== null) {
    const own = isObject(held) ? held : {};
    const after = put(own, inner.name, op === 'remove' ? undefined : value);
    return Object.keys(after).length === 0 ? undefined : after;
  }
  if (op === 'remove') return undefined;
  if (attribute.type !== 'complex') return value;
  // Entra sends a manager as its id alone.
  if (!isObject(value)) return attribute.sub?.some((one) => one.name === 'value') === true ? { value } : value;
  return Object.entries(value).reduce<Json>(
    (own, [name, one]) => {
      const known = attribute.sub?.find((each) => each.name.toLowerCase() === name.toLowerCase());
      return known === undefined ? own : put(own, known.name, one);
    },
    isObject(held) ? held : {},
  );
}

function subOf(attribute: Attribute, { sub, path }: Place): Attribute | null {
  if (sub === null) return null;
  const found = attribute.sub?.find((one) => one.name.toLowerCase() === sub.toLowerCase());
  if (found === undefined) throw invalidPath(`${path}[…].${sub}`);
  return found;
}

function changedMany(
  op: Op,
  attribute: Attribute,
  inner: Attribute | null,
  which: Filter | null,
  held: unknown,
  value: unknown,
): unknown {
  const values = listOf(held);
  const isMeant = (one: unknown) => which === null || valueFits(attribute, which, one);
  if (inner !== null) {
    const set = (one: unknown) => put(isObject(one) ? one : {}, inner.name, op === 'remove' ? undefined : value);
    const after = values.map((one) => (isMeant(one) ? set(one) : one));
    if (op === 'remove' || values.some(isMeant)) return someOf(primaryOnce(after, values));
    if (op === 'replace' && which !== null) throw noTarget(`No value of ${attribute.name} fits the filter.`);
    return someOf([...values, set(made(which))]);
  }
  if (which !== null) {
    if (op === 'remove') return someOf(values.filter((one) => !isMeant(one)));
    if (!isObject(value)) throw invalidValue(`A value of ${attribute.name} is an object.`);
    if (values.some(isMeant)) {
      const after = values.map((one) =>
        isMeant(one) ? { ...(op === 'add' && isObject(one) ? one : {}), ...value } : one,
      );
      return someOf(primaryOnce(after, values));
    }
    if (op === 'replace') throw noTarget(`No value of ${attribute.name} fits the filter.`);
    return someOf([...values, { ...made(which), ...value }]);
  }
  const sent = listOf(value).map((one) => (typeof one === 'string' ? { value: one } : one));
  if (values.length + sent.length > 2 * mostValues)
    throw tooMany(`${attribute.name} has at most ${mostValues} values.`);
  if (op === 'replace') return someOf(sent);
  const ids = new Set(sent.map(valueOf));
  // Entra removes members by their values beside the path.
  if (op === 'remove') return sent.length === 0 ? undefined : someOf(values.filter((one) => !ids.has(valueOf(one))));
  if (attribute.name !== 'members') {
    const fresh = sent.filter((one) => !values.some((own) => isDeepStrictEqual(own, one)));
    return someOf(primaryOnce([...values, ...fresh], values));
  }
  const there = new Set(values.map(valueOf));
  return someOf([...values, ...sent.filter((one) => !there.has(valueOf(one)))]);
}

function valueOf(one: unknown): unknown {
  return isObject(one) ? pick(one, 'value') : one;
}

/** What a filter of equalities says of a value, for one that is made to fit it. */
function made(which: Filter | null): Json {
  if (which === null) return {};
  if (which.op === 'and') return { ...made(which.left), ...made(which.right) };
  return which.op === 'eq' ? { [which.path]: which.value } : {};
}

function someOf(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.length === 0 ? undefined : values;
}

/** RFC 7643 2.4: one is primary. Of two the one that was not before. */
function primaryOnce(values: readonly unknown[], before: readonly unknown[]): readonly unknown[] {
  const isPrimary = (one: unknown) => isObject(one) && pick(one, 'primary') === true;
  const primaries = values.filter(isPrimary);
  if (primaries.length < 2) return values;
  const stays = primaries.findLast((one) => !before.includes(one)) ?? primaries.at(-1);
  return values.map((one) => (one !== stays && isObject(one) && isPrimary(one) ? { ...one, primary: false } : one));
}
