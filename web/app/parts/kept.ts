/** What somebody typed and has not saved, kept in this browser until it is saved, discarded, or they sign out. */
const prefix = 'tickmark.typed.';

/** Of a person, so that nobody else at the same browser is shown it. */
export const keptAt = (organizationId: string, personId: string, what: string): string =>
  `${prefix}${organizationId}.${personId}.${what}`;

/** null: nothing, or nothing that can be read */
export function readKept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** value: null forgets it */
export function keep(key: string, value: object | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // No storage, or it is full: what was typed lives as long as the page.
  }
}

/** When somebody signs out, what they typed does not stay behind. */
export function forgetKept(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // No storage: nothing was kept.
  }
}
