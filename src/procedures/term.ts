import type { ScalarType } from '../populations/kind.ts';

/**
 * A rule after checking: every node has its type, null tests are tests of absence, and days, instants and numbers are told apart.
 * Both engines are fed from this tree: SQL for the census, CEL text for the library's evaluator.
 */
export type Elements = 'text' | Readonly<Record<string, ScalarType>>;
export type ValueType = ScalarType | 'duration' | 'list' | 'unknown';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

/** Inclusive bounds of whole numbers, or of microseconds for times and durations. */
export type Range = readonly [bigint, bigint];

export type Term =
  /** `of` is 'r', the name of a joined population, or a variable of `exists`, `all` or `filter` (then `local`) */
  | {
      readonly op: 'field';
      readonly type: ValueType;
      readonly of: string;
      readonly name: string;
      readonly local: boolean;
      readonly elements?: Elements;
      readonly range?: Range;
    }
  | { readonly op: 'element'; readonly type: 'text'; readonly of: string; readonly range?: undefined }
  | { readonly op: 'text'; readonly type: 'text'; readonly value: string; readonly range?: undefined }
  | { readonly op: 'boolean'; readonly type: 'boolean'; readonly value: boolean; readonly range?: undefined }
  | { readonly op: 'number'; readonly type: 'number'; readonly value: number; readonly range?: undefined }
  /** a whole number; a day number for dates; microseconds for times and durations */
  | {
      readonly op: 'whole';
      readonly type: 'integer' | 'date' | 'time' | 'duration';
      readonly value: bigint;
      readonly range: Range;
    }
  | { readonly op: 'context'; readonly type: 'date'; readonly name: ContextName; readonly range?: undefined }
  | { readonly op: 'absent'; readonly type: 'boolean'; readonly of: Term; readonly range?: undefined }
  | { readonly op: 'unmatched'; readonly type: 'boolean'; readonly name: string; readonly range?: undefined }
  | { readonly op: 'not'; readonly type: 'boolean'; readonly of: Term; readonly range?: undefined }
  | {
      readonly op: 'and' | 'or';
      readonly type: 'boolean';
      readonly left: Term;
      readonly right: Term;
      readonly range?: undefined;
    }
  | {
      readonly op: 'choose';
      readonly type: ValueType;
      readonly when: Term;
      readonly left: Term;
      readonly right: Term;
      readonly range?: Range;
      readonly elements?: Elements;
    }
  | {
      readonly op: 'compare';
      readonly type: 'boolean';
      readonly sign: Comparison;
      readonly left: Term;
      readonly right: Term;
      readonly range?: undefined;
    }
  | {
      readonly op: 'in';
      readonly type: 'boolean';
      readonly left: Term;
      readonly items: readonly Term[];
      readonly range?: undefined;
    }
  | {
      readonly op: 'in-list';
      readonly type: 'boolean';
      readonly left: Term;
      readonly right: Term;
      readonly range?: undefined;
    }
  /** `fails`: the result may leave the range of its type or divide by zero, which is an error on both engines */
  | {
      readonly op: 'arithmetic';
      readonly type: 'integer' | 'number' | 'text' | 'time' | 'duration';
      readonly sign: Arithmetic;
      readonly left: Term;
      readonly right: Term;
      readonly fails: boolean;
      readonly range?: Range;
    }
  | {
      readonly op: 'negate';
      readonly type: 'integer' | 'number' | 'duration';
      readonly of: Term;
      readonly fails: boolean;
      readonly range?: Range;
    }
  | { readonly op: 'to-day'; readonly type: 'date'; readonly of: Term; readonly range?: undefined }
  | { readonly op: 'to-number'; readonly type: 'number'; readonly of: Term; readonly range?: undefined }
  | {
      readonly op: 'span';
      readonly type: 'integer' | 'number';
      readonly name: SpanName;
      readonly left: Term;
      readonly right: Term;
      readonly range?: Range;
    }
  | {
      readonly op: 'text-test';
      readonly type: 'boolean';
      readonly name: TextTest;
      readonly left: Term;
      readonly right: Term;
      readonly range?: undefined;
    }
  | { readonly op: 'lower'; readonly type: 'text'; readonly of: Term; readonly range?: undefined }
  | { readonly op: 'size'; readonly type: 'integer'; readonly of: Term; readonly range: Range }
  | {
      readonly op: 'exists' | 'all';
      readonly type: 'boolean';
      readonly list: Term;
      readonly variable: string;
      readonly body: Term;
      readonly range?: undefined;
    }
  | {
      readonly op: 'filter';
      readonly type: 'list';
      readonly list: Term;
      readonly variable: string;
      readonly body: Term;
      readonly elements?: Elements;
      readonly range?: undefined;
    }
  /** stands where a problem was found; never leaves the checker */
  | { readonly op: 'unknown'; readonly type: 'unknown'; readonly range?: undefined };

export type ContextName = 'period.start' | 'period.end' | 'as_of';
export type SpanName = 'days' | 'months' | 'business_days' | 'hours' | 'minutes';
export type TextTest = 'startsWith' | 'endsWith' | 'contains' | 'matches';

const INT64: Range = [-(2n ** 63n), 2n ** 63n - 1n];
const SAFE: Range = [-(2n ** 53n) + 1n, 2n ** 53n - 1n];
/** Instants of records, 1970 to 2100, with a day to spare on either side. */
const INSTANTS: Range = [-86_400_000_000n, 4_134_067_200_000_000n];

/** Bounds of a value of a type when nothing more is known of it. */
export const rangeOf = (term: Term): Range =>
  term.range ?? (term.type === 'time' ? INSTANTS : term.op === 'field' ? SAFE : INT64);

/** Whether bounds lie within 64 bits. */
export const fitsInt64 = ([low, high]: Range): boolean => low >= INT64[0] && high <= INT64[1];
export const int64: Range = INT64;

/** The terms directly below a term, in the order of evaluation. */
export const partsOf = (term: Term): readonly Term[] => {
  switch (term.op) {
    case 'absent':
    case 'not':
    case 'negate':
    case 'to-day':
    case 'to-number':
    case 'lower':
    case 'size':
      return [term.of];
    case 'and':
    case 'or':
    case 'compare':
    case 'in-list':
    case 'arithmetic':
    case 'span':
    case 'text-test':
      return [term.left, term.right];
    case 'in':
      return [term.left, ...term.items];
    case 'choose':
      return [term.when, term.left, term.right];
    case 'exists':
    case 'all':
    case 'filter':
      return [term.list, term.body];
    default:
      return [];
  }
};

/** A term and everything below it. */
export const allParts = (term: Term): readonly Term[] => [term, ...partsOf(term).flatMap(allParts)];
