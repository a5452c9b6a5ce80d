/** Makes any text fit to be set: what the fonts lack or a reader could not see is shown as its number, and what belongs together is tied. */

const noBreak = '\u00a0';
const thin = '\u202f';
const months = 'January|February|March|April|May|June|July|August|September|October|November|December';

const visible = (codePoint: number): string => `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
/** Marks that combine: more than this many on one letter reach into the lines around it. */
const mostMarks = 2;

/**
 * Replaces what cannot be set as it stands. White space becomes a plain space; control characters, invisible and reordering ones
 * (zero-width, bidirectional overrides, soft hyphens), half surrogates, private and unassigned characters and everything the
 * fonts lack become their number, as "[U+202E]": a reader sees that something stood there.
 *
 * covers  whether the fonts have a character
 */
export function settable(text: string, covers: (codePoint: number) => boolean): string {
  let out = '';
  let marks = 0;
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint >= 0x20 && codePoint < 0x7f) {
      marks = 0;
      out += character;
    } else if (codePoint !== 0xfeff && /^[\s\p{Z}]$/u.test(character)) {
      marks = 0;
      out += codePoint === 0xa0 || codePoint === 0x202f ? character : ' ';
    } else {
      marks = /^\p{M}$/u.test(character) ? marks + 1 : 0;
      out += /^[\p{C}]$/u.test(character) || marks > mostMarks || !covers(codePoint) ? visible(codePoint) : character;
    }
  }
  return out;
}

/** Ties a figure to its sign or noun, a day to its month, a section to its number and a clause to its letter. */
export function tied(text: string): string {
  return text
    .replaceAll(' %', `${thin}%`)
    .replace(/\b(Section|Attachment) (?=[IVAB]+\b)/g, `$1${noBreak}`)
    .replace(new RegExp(`\\b(\\d{1,2}) (${months})(?: (?=\\d{4}\\b))?`, 'g'), (whole, day: string, month: string) =>
      whole.endsWith(' ') ? `${day}${noBreak}${month}${noBreak}` : `${day}${noBreak}${month}`,
    )
    .replace(/\b(\d+) (of|hours|minutes|days) /g, `$1${noBreak}$2 `)
    .replace(/ (?=\([a-c]\)[.;,])/g, noBreak);
}

/** Longest word that is left to the line breaker; a longer one may break anywhere. */
const longestWord = 30;
const piece = 12;

/** Lets words without end break, so that they stay inside their column. Ids, keys and addresses of usual length are shorter. */
export function breakable(text: string): string {
  return text.replace(new RegExp(`[^\\s\u00a0]{${longestWord + 1},}`, 'gu'), (word) =>
    (word.match(new RegExp(`.{1,${piece}}`, 'gu')) ?? []).join('\u200b'),
  );
}
