/** What an answer's schema is of: the same values, free to be written to. */
export type Body<T> = T extends readonly (infer E)[]
  ? Body<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Body<T[K]> }
    : T;

/** The body of an answer from what a slice gives to read. */
export function bodyOf<T>(value: T): Body<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same value, nobody else's
  return structuredClone(value) as Body<T>;
}
