import type { Field, FieldValue, Kind, PopulationRecord } from '../populations/index.ts';
import type { Crossing, CrossingField } from './fields.ts';

/**
 * Where a record stands in the population it is of, from 0, in ten digits: keys are ordered as texts. It is the key of what crosses, so
 * that two records alike in what crosses stay two, and all stay in their order.
 */
export const positionField = 'position_in_population';

/** The kind of the records that cross: the fields that do, and no others. A name in it is a pseudonym, and nobody's. */
export function crossingKind(kind: Kind, { fields }: Pick<Crossing, 'fields'>): Kind {
  const crosses = new Map(fields.map((field) => [field.name, field]));
  return {
    ...kind,
    key: [positionField],
    categories: kind.categories.filter((name) => crosses.has(name)),
    fields: [
      { name: positionField, type: 'text', required: true },
      ...kind.fields.flatMap((field) => {
        const crossing = crosses.get(field.name);
        return crossing === undefined ? [] : [narrowed(field, crossing)];
      }),
    ],
  };
}

function narrowed({ people: _nobody, ...field }: Field, { parts }: CrossingField): Field {
  const { of } = field;
  if (parts === null || typeof of !== 'object') return field;
  const kept = parts.map(({ name }) => name);
  return { ...field, of: Object.fromEntries(Object.entries(of).filter(([name]) => kept.includes(name))) };
}

/**
 * A record as it crosses, of crossingKind: the fields that do, and no others.
 * position   in its population, from 0
 * pseudonym  of who somebody is (pseudonyms)
 */
export function projectRecord(
  { fields }: Pick<Crossing, 'fields'>,
  { position, record }: { readonly position: number; readonly record: PopulationRecord },
  pseudonym: (text: string) => string,
): PopulationRecord {
  const named = (value: FieldValue, how: 'clear' | 'pseudonym'): FieldValue =>
    how === 'pseudonym' && typeof value === 'string' ? pseudonym(value) : value;
  const crossed = Object.fromEntries(
    fields.map(({ name, how, parts }): [string, FieldValue] => {
      const value = record[name] ?? null;
      if (value === null || typeof value !== 'object') return [name, named(value, how)];
      const texts = value.filter((element) => typeof element === 'string');
      if (texts.length > 0) return [name, how === 'pseudonym' ? texts.map(pseudonym) : texts];
      const objects = value.filter((element) => typeof element !== 'string');
      return [
        name,
        objects.map((element) =>
          Object.fromEntries(
            (parts ?? []).map((part) => {
              const said = element[part.name] ?? null;
              if (part.how === 'empty') return [part.name, null];
              return [part.name, part.how === 'pseudonym' && typeof said === 'string' ? pseudonym(said) : said];
            }),
          ),
        ),
      ];
    }),
  );
  return { [positionField]: String(position).padStart(10, '0'), ...crossed };
}
