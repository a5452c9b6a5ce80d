/** Days as workbooks count them: from 1900 or 1904 on. Pure. */

const dayMs = 86_400_000;
/** Day 0 as it must be for every day from 1 March 1900 on: programs for tables believe in a 29 February of that year. */
const zero = Date.UTC(1899, 11, 30);
const zero1904 = Date.UTC(1904, 0, 1);
/** Before it, programs disagree about the number of a day. */
const firstCertain = Date.UTC(1900, 2, 1);

/** The number of a day or instant in UTC; null where programs disagree about it. text: YYYY-MM-DD or RFC 3339 */
export function serialOf(text: string): number | null {
  const at = Date.parse(/T/.test(text) ? text : `${text}T00:00:00Z`);
  return Number.isNaN(at) || at < firstCertain ? null : (at - zero) / dayMs;
}

/** YYYY-MM-DD, or RFC 3339 in UTC where it is not midnight; null where it is no day. */
export function dayOf(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < (is1904 ? 0 : 1) || serial > 2_958_465) return null;
  // A day of the first two months of 1900 is one less: the 29 February is not counted yet.
  const counted = !is1904 && serial < 60 ? serial + 1 : serial;
  const at = new Date(Math.round(((is1904 ? zero1904 : zero) + counted * dayMs) / 1000) * 1000);
  const text = at.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace('.000Z', 'Z');
}

/** Whether a format of numbers shows a day. code: as the workbook writes it, such as `dd/mm/yyyy;@` */
export function showsDay(code: string): boolean {
  const shown = code
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    // Colours, conditions and languages stand in brackets, and so do hours that run on.
    .replaceAll(/\[[^\]]*\]/g, '');
  return /[dy]/i.test(shown) || /m/i.test(shown.replaceAll(/general/gi, '').replaceAll(/[hs]+[:.]?m+|m+[:.]?s+/gi, ''));
}

/** Formats every program knows by number, without writing them down. */
export function isKnownDay(format: number): boolean {
  return (
    (format >= 14 && format <= 17) ||
    format === 22 ||
    (format >= 27 && format <= 31) ||
    format === 36 ||
    (format >= 50 && format <= 58)
  );
}
