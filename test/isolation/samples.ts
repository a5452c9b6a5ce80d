/** Bodies that are taken: a register's from its definition, any other from its JSON schema. */
import type { Field, Register } from '../../src/registers/model.ts';

/** Every field of a register filled, every text holding `text`. */
export function contentOf(register: Register, text: string): Record<string, unknown> {
  return Object.fromEntries(
    register.fields.flatMap((field) => {
      const value = valueOf(field, text);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

function valueOf(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'text':
    case 'long':
      return text.slice(0, field.max ?? 300);
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

type Schema = { readonly [key: string]: unknown };

/** The least value a JSON schema takes, as far as it can be told without its patterns. */
export function leastOf(schema: Schema): unknown {
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const either = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(either)) return leastOf(either[0] as Schema);
  switch (schema['type']) {
    case 'object': {
      const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
      const required = (schema['required'] ?? []) as string[];
      return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] ?? {})]));
    }
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 0) }, () => leastOf((schema['items'] ?? {}) as Schema));
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? 1);
    case 'boolean':
      return false;
    case 'string':
      return text(schema);
    default:
      return null;
  }
}

function text(schema: Schema): string {
  switch (schema['format']) {
    case 'uuid':
      return '0199a000-0000-7000-8000-000000000000';
    case 'email':
      return 'nobody@example.org';
    case 'date':
      return '2026-02-03';
    case 'date-time':
      return '2026-02-03T04:05:06Z';
    default:
      return 'a'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)));
  }
}
