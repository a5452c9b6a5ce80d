/** Filters and paths of SCIM (RFC 7644 3.4.2.2 and 3.5.2): read into a tree. Bounded in length and depth, whatever is sent. */
import { invalidFilter } from './errors.ts';

const longest = 2_000;
const deepest = 20;

export const comparisons = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof comparisons)[number];
export type Literal = string | number | boolean | null;

/** path: names of attributes as they were written, a schema's URN before them where one was */
export type Filter =
  | { readonly op: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: 'pr'; readonly path: string }
  | { readonly op: 'has'; readonly path: string; readonly of: Filter }
  | { readonly op: Comparison; readonly path: string; readonly value: Literal };

/** `emails[type eq "work"].value`: path emails, which type eq "work", sub value */
export interface Place {
  readonly path: string;
  readonly which: Filter | null;
  readonly sub: string | null;
}

/** refuses 400 invalidFilter: not a filter, longer than 2000 characters, or deeper than 20 brackets */
export function parseFilter(text: string): Filter {
  const reader = new Reader(text);
  const filter = reader.either(0);
  reader.end();
  return filter;
}

/** refuses 400 invalidFilter (of the filter in it), invalidPath */
export function parsePlace(text: string): Place {
  const reader = new Reader(text);
  const place = reader.place();
  reader.end();
  return place;
}

const name = '[A-Za-z$][A-Za-z0-9$_-]*';
const signs = new RegExp(
  `\\s*(?:([()[\\]])|("(?:[^"\\\\\\u0000-\\u001f]|\\\\.)*")|(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)(?![\\w.])|((?:urn:[A-Za-z0-9:._-]+:)?${name}(?:\\.${name})?)|(\\.${name}))`,
  'y',
);

type Sign = { readonly kind: 'bracket' | 'text' | 'number' | 'word' | 'sub'; readonly text: string };

function signsOf(text: string): Sign[] {
  if (text.length > longest) throw invalidFilter(`It is longer than ${longest} characters.`);
  const found: Sign[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = signs.lastIndex) {
    signs.lastIndex = at;
    const match = signs.exec(text);
    if (match === null) throw invalidFilter(`It cannot be read from character ${at + 1} on.`);
    const kinds = ['bracket', 'text', 'number', 'word', 'sub'] as const;
    const place = kinds.findIndex((_kind, index) => match[index + 1] !== undefined);
    found.push({ kind: kinds[place] ?? 'word', text: match[place + 1] ?? '' });
  }
  return found;
}

class Reader {
  readonly #signs: readonly Sign[];
  #at = 0;

  constructor(text: string) {
    this.#signs = signsOf(text);
  }

  end(): void {
    const left = this.#signs[this.#at];
    if (left !== undefined) throw invalidFilter(`${left.text.slice(0, 40)} was not expected.`);
  }

  place(): Place {
    const path = this.#word('the name of an attribute');
    if (!this.#takes('bracket', '[')) return { path, which: null, sub: null };
    const which = this.either(1);
    this.#need(']');
    const sub = this.#signs[this.#at];
    if (sub?.kind !== 'sub') return { path, which, sub: null };
    this.#at += 1;
    return { path, which, sub: sub.text.slice(1) };
  }

  either(depth: number): Filter {
    if (depth > deepest) throw invalidFilter(`It is nested deeper than ${deepest} brackets.`);
    let left = this.#both(depth);
    while (this.#takesWord('or')) left = { op: 'or', left, right: this.#both(depth) };
    return left;
  }

  #both(depth: number): Filter {
    let left = this.#one(depth);
    while (this.#takesWord('and')) left = { op: 'and', left, right: this.#one(depth) };
    return left;
  }

  #one(depth: number): Filter {
    const isNot = this.#signs[this.#at + 1]?.text === '(' && this.#takesWord('not');
    if (this.#takes('bracket', '(')) {
      const of = this.either(depth + 1);
      this.#need(')');
      return isNot ? { op: 'not', of } : of;
    }
    const path = this.#word('the name of an attribute');
    if (this.#takes('bracket', '[')) {
      const of = this.either(depth + 1);
      this.#need(']');
      return { op: 'has', path, of };
    }
    const written = this.#word('an operator').toLowerCase();
    if (written === 'pr') return { op: 'pr', path };
    const op = comparisons.find((one) => one === written);
    if (op === undefined) throw invalidFilter(`${written.slice(0, 40)} is no operator.`);
    return { op, path, value: this.#literal() };
  }

  #literal(): Literal {
    const sign = this.#signs[this.#at];
    this.#at += 1;
    if (sign?.kind === 'number') return Number(sign.text);
    if (sign?.kind === 'text') return textOf(sign.text);
    const word = sign?.kind === 'word' ? sign.text.toLowerCase() : '';
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    throw invalidFilter('A value stands in double quotes, or is a number, true, false or null.');
  }

  #word(what: string): string {
    const sign = this.#signs[this.#at];
    if (sign?.kind !== 'word')
      throw invalidFilter(`There is no ${what.replace(/^(the|an) /, '')} where one is needed.`);
    this.#at += 1;
    return sign.text;
  }

  #takesWord(word: string): boolean {
    return this.#takes('word', word);
  }

  #takes(kind: Sign['kind'], text: string): boolean {
    const sign = this.#signs[this.#at];
    if (sign?.kind !== kind || sign.text.toLowerCase() !== text) return false;
    this.#at += 1;
    return true;
  }

  #need(text: string): void {
    if (!this.#takes('bracket', text)) throw invalidFilter(`${text} is missing.`);
  }
}

function textOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw invalidFilter('A text has an escape that JSON does not know.');
  }
}
