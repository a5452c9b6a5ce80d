/** How figures, dates and lists are printed. Spaces are plain here; the page ties them. */

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** '2026-11-13' → "13 November 2026" */
export function day(iso: string): string {
  const [year = '', month = '', date = ''] = iso.slice(0, 10).split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** 48211 → "48,211" */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** ["A", "B", "C"] → "A, B and C" */
export function listing(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/**
 * k of n in per cent, without the sign: two decimals below 1 %, one above, rounded half up in whole numbers. A rate above zero
 * never prints as zero: then the first two digits that say something are printed (7 of 10,041,206 → "0.000070").
 *
 * k  0..n; n at least 1, both safe integers
 */
export function percent(k: number, n: number): string {
  const rounded = (places: number): string => {
    const scale = 10n ** BigInt(places + 2);
    const digits = ((2n * BigInt(k) * scale + BigInt(n)) / (2n * BigInt(n))).toString().padStart(places + 1, '0');
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  };
  if (BigInt(k) * 100n >= BigInt(n)) return rounded(1);
  if (k === 0) return '0.00';
  const two = rounded(2);
  if (two === '1.00') return '1.0';
  if (two !== '0.00') return two;
  let places = 3;
  while (!/[1-9].$/.test(rounded(places))) places += 1;
  return rounded(places);
}

/** Whole days from one date to the next. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** "Recovery after an incident" → "recovery after an incident"; "MFA enforced" stays. */
export function lowerFirst(words: string): string {
  const [first = '', second = ''] = words;
  return second === second.toLowerCase() ? first.toLowerCase() + words.slice(first.length) : words;
}
