import type { FieldValue, PopulationRecord } from '../populations/index.ts';
import type { Crossing } from './fields.ts';

/**
 * A record as it crosses: the fields that do, and no others.
 * pseudonym  of who somebody is (pseudonyms)
 */
export function projectRecord(
  { fields }: Pick<Crossing, 'fields'>,
  record: PopulationRecord,
  pseudonym: (text: string) => string,
): PopulationRecord {
  const named = (value: FieldValue, how: 'clear' | 'pseudonym'): FieldValue =>
    how === 'pseudonym' && typeof value === 'string' ? pseudonym(value) : value;
  return Object.fromEntries(
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
              return [part.name, part.how === 'pseudonym' && typeof said === 'string' ? pseudonym(said) : said];
            }),
          ),
        ),
      ];
    }),
  );
}
