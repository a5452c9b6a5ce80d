/** JSON as a directory sends it: members are found whatever the case of their names. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member, whatever its case; undefined: there is none, or it is null. */
export function pick(json: Json, name: string): unknown {
  const lower = name.toLowerCase();
  const found = Object.entries(json).find(([key]) => key.toLowerCase() === lower)?.[1];
  return found ?? undefined;
}

/** The object with that member set, or taken away (undefined), under the name given. */
export function put(json: Json, name: string, value: unknown): Json {
  const lower = name.toLowerCase();
  const others = Object.entries(json).filter(([key]) => key.toLowerCase() !== lower);
  return Object.fromEntries(value === undefined || value === null ? others : [...others, [name, value]]);
}

/** A list as it is; one value as a list of it; nothing as none. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** What is said of true and false, Entra's "True" and "False" among it; anything else as it is. */
export function truthOf(value: unknown): unknown {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === 'true' ? true : word === 'false' ? false : value;
}
