/** Careful steps into a value that came from outside: own members only, and never an exception. */

/** The member at a path of names, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (!isObject(here) || !Object.hasOwn(here, name)) return undefined;
    here = here[name];
  }
  return here;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text at a path; null when there is none, or only white space. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' && found.trim() !== '' ? found : null;
}

/** The array at a path; null when there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] | null {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : null;
}

/** The member at a path, null for undefined: kept as it is, for `checkRecord` to judge. */
export function rawAt(value: unknown, ...path: readonly string[]): unknown {
  return at(value, ...path) ?? null;
}
