/** Canonical JSON (RFC 8785, JCS): one text for one value, so that a digest of the text is a digest of the value. */
import { refuse } from './errors.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Whether a JSON value is an object. */
export function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper values are refused: nothing we state is near it, and a hostile text must not exhaust the stack. */
const deepest = 200;

/**
 * The canonical text of a value.
 * value    no undefined, no numbers that are not finite, no integers beyond 2^53 - 1, well-formed strings, plain objects and arrays
 * refuses  not-canonical, naming the place in the value as a path such as `$.inputs[2].digest`
 */
export function canonicalJson(value: Json): string {
  try {
    return write(value, null, 0);
  } catch {
    // Keeping the path costs time on every value and is read only here: walk once more with it.
    return write(value, '$', 0);
  }
}

function write(value: unknown, path: string | null, depth: number): string {
  const bad = (why: string): Error => refuse('not-canonical', `The value at ${path ?? '$'} ${why}.`);
  if (depth > deepest) throw bad(`is nested deeper than ${deepest} levels`);
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw bad('holds a lone surrogate');
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw bad('is not a finite number');
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw bad('is an integer that other programs would round');
    }
    // RFC 8785 takes ECMAScript's own shortest form; minus zero is written 0.
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw bad(`is ${typeof value}, which JSON cannot hold`);
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    let out = '[';
    for (let i = 0; i < value.length; i++) {
      out += (i === 0 ? '' : ',') + write(value[i], path && `${path}[${i}]`, depth + 1);
    }
    return `${out}]`;
  }
  if (!isPlainObject(value)) throw bad('is not a plain object');
  // sort() orders by UTF-16 code units, which is the order of RFC 8785, section 3.2.3.
  let out = '{';
  for (const name of Object.keys(value).sort()) {
    if (!name.isWellFormed()) throw bad('has a field name with a lone surrogate');
    out += `${out === '{' ? '' : ','}${JSON.stringify(name)}:${write(value[name], path && `${path}.${name}`, depth + 1)}`;
  }
  return `${out}}`;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The value of a text that is canonical to the byte; spaces, another order, repeated names, other spellings of numbers and
 * characters are refused.
 * refuses  not-canonical
 */
export function parseCanonicalJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refuse('not-canonical', 'The text is not JSON.', { cause });
  }
  if (canonicalJson(value) !== text) throw refuse('not-canonical', 'The text is JSON, but not in its canonical form.');
  return value;
}
