/** One cell of RFC 4180: quoted where it must be. Lists are parted by `;`, a missing fact is the empty text. */
export function csvCell(value: string | number | boolean | null | readonly string[]): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? value.join(';') : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvRow = (cells: readonly (string | number | boolean | null | readonly string[])[], end: string): string =>
  `${cells.map(csvCell).join(',')}${end}`;
