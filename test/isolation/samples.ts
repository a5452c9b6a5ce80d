/** Bodies that are taken: a register's from its definition, any other from its JSON schema. */
import type { Field, Register } from '../../src/registers/model.ts';
import type { Content } from '../../src/registers/index.ts';

/** Every field of a register filled, every text holding `words`. */
export function contentOf(register: Register, words: string): Content {
  return Object.fromEntries(
    register.fields.flatMap((field) => {
      const value = valueOf(field, words);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

function valueOf(field: Field, words: string): Content[string] | undefined {
  switch (field.kind) {
    case 'text':
    case 'long':
      return words.slice(0, field.max ?? 300);
    case 'date':
      return '2026-02-03';
    case 'enum':
      return field.options?.[0]?.value;
    case 'number':
      return 7;
    case 'boolean':
      return true;
    case 'criteria':
      return ['CC6.1'];
    case 'codes':
      return ['CTL-1'];
    case 'person':
      return undefined;
  }
}

/** As much of a JSON schema as is looked at. */
export interface Schema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly format?: string;
}

/** The least value a JSON schema takes, as far as it can be told without its patterns. named: what `$ref` may name */
export function leastOf(schema: Schema, named: Readonly<Record<string, Schema>>): unknown {
  if (schema.$ref !== undefined) {
    const found = named[schema.$ref.replace('#/components/schemas/', '')];
    if (found === undefined) throw new Error(`The document does not say what ${schema.$ref} is.`);
    return leastOf(found, named);
  }
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const either = (schema.anyOf ?? schema.oneOf)?.[0];
  if (either !== undefined) return leastOf(either, named);
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] ?? {}, named)]));
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => leastOf(schema.items ?? {}, named));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'string':
      return textOf(schema);
    default:
      return null;
  }
}

function textOf(schema: Schema): string {
  switch (schema.format) {
    case 'uuid':
      return '0199a000-0000-7000-8000-000000000000';
    case 'email':
      return 'nobody@example.org';
    case 'date':
      return '2026-02-03';
    case 'date-time':
      return '2026-02-03T04:05:06Z';
    default:
      return 'a'.repeat(Math.max(1, schema.minLength ?? 1));
  }
}
