/** Lists and parts of resources (RFC 7644 3.4.2 and 3.9). */
import { invalidValue } from './errors.ts';
import { type Json, isObject, listOf } from './json.ts';
import { most } from './model.ts';
import { find, type Kind, urn } from './schema.ts';

export interface Query {
  readonly filter?: string | undefined;
  readonly startIndex?: string | undefined;
  readonly count?: string | undefined;
  readonly attributes?: string | undefined;
  readonly excludedAttributes?: string | undefined;
}

/** start: from 1. refuses invalidValue */
export function pageOf({ startIndex, count }: Query): { readonly start: number; readonly count: number } {
  return {
    start: Math.max(1, whole('startIndex', startIndex) ?? 1),
    count: Math.min(most.page, Math.max(0, whole('count', count) ?? most.page)),
  };
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw invalidValue(`${name} is a whole number.`);
  return Number(text);
}

export function listJson(resources: readonly Json[], all: number, start: number): Json {
  return {
    schemas: [urn.list],
    totalResults: all,
    startIndex: start,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/** Whether a list of paths names the attribute, as a whole. */
export function leavesOut({ attributes, excludedAttributes }: Query, name: string): boolean {
  const names = (text: string | undefined) => (text ?? '').toLowerCase().split(',').map(bare);
  if (attributes !== undefined && attributes.trim() !== '') {
    return !names(attributes).some((one) => one.split('.')[0] === name.toLowerCase());
  }
  return names(excludedAttributes).includes(name.toLowerCase());
}

/** Without the URN of a core schema before it. */
function bare(path: string): string {
  return path.trim().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '');
}

const always = new Set(['schemas', 'id']);

/** The resource with the attributes that were asked for, or without those that were not wanted; its id and schemas stay. */
export function partOf(kind: Kind, resource: Json, { attributes, excludedAttributes }: Query): Json {
  if (attributes !== undefined && attributes.trim() !== '') return only(kind, resource, placesOf(kind, attributes));
  if (excludedAttributes === undefined) return resource;
  return without(resource, placesOf(kind, excludedAttributes));
}

/** above: URN of the extension; name null: all of it */
interface Place {
  readonly above: string | null;
  readonly name: string | null;
  readonly sub: string | null;
}

function placesOf(kind: Kind, text: string): Place[] {
  return text
    .split(',')
    .slice(0, 100)
    .flatMap((each): Place[] => {
      const path = each.trim();
      const { extension } = kind;
      if (extension !== null && path.toLowerCase() === extension.schema.toLowerCase()) {
        return [{ above: extension.schema, name: null, sub: null }];
      }
      const found = find(kind, path);
      return found === null
        ? []
        : [{ above: found.above, name: found.attribute.name, sub: found.sub === null ? null : found.sub.name }];
    });
}

function only(kind: Kind, resource: Json, places: readonly Place[]): Json {
  const pick = (json: Json, above: string | null): [string, unknown][] =>
    Object.entries(json).flatMap(([name, value]): [string, unknown][] => {
      if (above === null && always.has(name)) return [[name, value]];
      if (above === null && name === kind.extension?.schema && isObject(value)) {
        const own = Object.fromEntries(pick(value, name));
        return Object.keys(own).length === 0 ? [] : [[name, own]];
      }
      const named = places.filter((one) => one.above === above && (one.name === name || one.name === null));
      if (named.length === 0) return [];
      if (named.some((one) => one.sub === null)) return [[name, value]];
      return [[name, subsOf(value, (sub) => named.some((one) => one.sub === sub))]];
    });
  return Object.fromEntries(pick(resource, null));
}

function without(resource: Json, places: readonly Place[]): Json {
  const drop = (json: Json, above: string | null): Json =>
    Object.fromEntries(
      Object.entries(json).flatMap(([name, value]): [string, unknown][] => {
        if (above === null && always.has(name)) return [[name, value]];
        if (above === null && places.some((one) => one.above === name && one.name === null)) return [];
        if (above === null && name.startsWith('urn:') && isObject(value)) return [[name, drop(value, name)]];
        const named = places.filter((one) => one.above === above && one.name === name);
        if (named.some((one) => one.sub === null)) return [];
        return [[name, named.length === 0 ? value : subsOf(value, (sub) => !named.some((one) => one.sub === sub))]];
      }),
    );
  return drop(resource, null);
}

function subsOf(value: unknown, keep: (name: string) => boolean): unknown {
  const one = (each: unknown) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).filter(([name]) => keep(name))) : each;
  return Array.isArray(value) ? listOf(value).map(one) : one(value);
}
