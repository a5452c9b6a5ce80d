import { isCelError, parse, run } from '@bufbuild/cel';
import { dayNumber, instantMicros } from '../calendar.ts';
import type { Field, Kind } from '../populations/kind.ts';
import { suggestion } from './nearest.ts';
import {
  type Arithmetic,
  type Comparison,
  type Elements,
  fitsInt64,
  int64,
  type Range,
  rangeOf,
  type SpanName,
  type Term,
  type TextTest,
  type ValueType,
} from './term.ts';

/** What a rule may name. `joins` and `constants` share their names with nothing else (compile.ts sees to it). */
export interface RuleScope {
  readonly record: Kind;
  readonly joins: ReadonlyMap<string, Kind>;
  readonly constants: Readonly<Record<string, string | number | boolean>>;
}

/** at: 1-based character of the rule's text; null when the whole rule is meant. */
export interface RuleProblem {
  readonly at: number | null;
  readonly sentence: string;
}

type Parsed = ReturnType<typeof parse>;
type Expr = Parsed['expr'];
type Local = { readonly elements: Elements };

/** A rule nests as deep as people write; deeper ones would only exhaust the stack. */
const MAX_DEPTH = 60;
const UNKNOWN: Term = { op: 'unknown', type: 'unknown' };
const MICROS: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000n,
  m: 60_000_000n,
  s: 1_000_000n,
  ms: 1_000n,
  us: 1n,
};
const MAX_DURATION = 100n * 366n * 24n * 3_600_000_000n;
const NAMES: Readonly<Record<ValueType, string>> = {
  text: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  time: 'a time',
  duration: 'a duration',
  list: 'a list',
  unknown: 'unknown',
};
const SIGNS: Readonly<Record<string, Comparison>> = {
  '_==_': '==',
  '_!=_': '!=',
  '_<_': '<',
  '_<=_': '<=',
  '_>_': '>',
  '_>=_': '>=',
};
const ARITHMETIC: Readonly<Record<string, Arithmetic>> = { '_+_': '+', '_-_': '-', '_*_': '*', '_/_': '/', '_%_': '%' };
const SPANS: readonly SpanName[] = ['days', 'months', 'business_days', 'hours', 'minutes'];
const TEXT_TESTS: readonly TextTest[] = ['startsWith', 'endsWith', 'contains', 'matches'];
const FUNCTIONS = [...SPANS, 'size', 'timestamp', 'date', 'duration', 'double'];
const METHODS = [...TEXT_TESTS, 'lowerAscii', 'lower', 'size', 'exists', 'all', 'filter'];
const CALENDAR: Range = [-62_135_596_800_000_000n, 253_402_300_799_999_999n];

/**
 * Pieces of a pattern on which the two engines' RE2 cannot differ: no Unicode classes, no flags, no names, no counts above 100.
 * Case-insensitive tests are written with lowerAscii().
 */
const SAFE_PATTERN =
  /^(?:[^\\()[\]{}]|\\[dDwWsSbB.^$*+?()[\]{}|\\/-]|\((?!\?)|\(\?:|\)|\[\^?(?:[^\\[\]]|\\[dDwWsS.^$*+?()[\]{}|\\/-])+\]|\{\d{1,2}(?:,\d{0,2})?\})*$/u;

const durationMicros = (text: string): bigint | null => {
  if (!/^-?(\d{1,9}(ms|us|h|m|s))+$/.test(text)) return null;
  let total = 0n;
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|us|h|m|s)/g))
    total += BigInt(digits ?? '0') * (MICROS[unit ?? ''] ?? 0n);
  if (total > MAX_DURATION) return null;
  return text.startsWith('-') ? -total : total;
};

/** RFC 3339 with any offset, to whole microseconds; null when it is not a time between 1900 and 2200. */
const timestampMicros = (text: string): bigint | null => {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)(Z|[+-]\d{2}:\d{2})$/.exec(text);
  const local = instantMicros(`${parts?.[1] ?? ''}Z`);
  if (parts === null || local === null) return null;
  const zone = parts[2] ?? 'Z';
  const minutes =
    zone === 'Z' ? 0 : Number(`${zone.slice(0, 1)}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  const micros = BigInt(local) - BigInt(minutes) * 60_000_000n;
  return micros < -2_208_988_800_000_000n || micros > 7_258_118_400_000_000n ? null : micros;
};

const hasLoneSurrogate = (text: string): boolean => !text.isWellFormed();

const rangeOfArithmetic = (sign: Arithmetic, [a, b]: Range, [c, d]: Range): Range => {
  const corners =
    sign === '+'
      ? [a + c, b + d]
      : sign === '-'
        ? [a - d, b - c]
        : sign === '*'
          ? [a * c, a * d, b * c, b * d]
          : [a, b, -a, -b];
  return corners.reduce<Range>(
    ([low, high], value) => [value < low ? value : low, value > high ? value : high],
    [corners[0] ?? 0n, corners[0] ?? 0n],
  );
};

const clamp = ([low, high]: Range): Range => [low < int64[0] ? int64[0] : low, high > int64[1] ? int64[1] : high];

/**
 * Parses a rule with the CEL library and types the tree against the fields it may name.
 * rule      CEL text of at most 4,000 characters
 * returns   the typed tree when there is no problem; every problem that was found otherwise, each with its place
 */
export const checkRule = (
  rule: string,
  scope: RuleScope,
): { readonly term?: Term; readonly problems: readonly RuleProblem[] } => {
  const problems: RuleProblem[] = [];
  const wrong = (rulePart: string): { problems: readonly RuleProblem[] } => ({
    problems: [{ at: null, sentence: rulePart }],
  });
  if (rule.length > 4_000) return wrong('The rule is longer than 4,000 characters.');
  let depth = 0;
  for (const letter of rule) {
    if ('([{!-?'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
    if (depth > 400) return wrong('The rule nests too deeply.');
  }
  let parsed: Parsed;
  try {
    parsed = parse(rule);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const place = /^<input>:(\d+):(\d+): ([^]*)$/.exec(message);
    if (place === null) return wrong('The rule is not valid CEL.');
    const before = rule
      .split('\n')
      .slice(0, Number(place[1]) - 1)
      .join('\n').length;
    const line = Number(place[1]);
    const at = (line === 1 ? 0 : before + 1) + Number(place[2]) + (line === 1 && Number(place[2]) === 0 ? 1 : 0);
    return { problems: [{ at, sentence: `The rule is not valid CEL: ${(place[3] ?? '').slice(0, 200)}.` }] };
  }
  const { sourceInfo } = parsed;
  const fault = (expr: Expr, sentence: string): Term => {
    const offset = sourceInfo?.positions[String(expr.id)];
    problems.push({ at: offset === undefined ? null : offset + 1, sentence });
    return UNKNOWN;
  };

  const fieldOf = (expr: Expr, of: string, kind: Kind, name: string): Term => {
    const field = kind.fields.find((one) => one.name === name);
    if (field === undefined)
      return fault(
        expr,
        `“${name}” is not a field of the kind “${kind.id}”${suggestion(
          name,
          kind.fields.map((one) => one.name),
        )}.`,
      );
    return {
      op: 'field',
      type: field.type,
      of,
      name,
      local: false,
      ...(field.type === 'list' ? { elements: field.of ?? 'text' } : {}),
    };
  };

  const declared = (of: string): Kind | undefined => (of === 'r' ? scope.record : scope.joins.get(of));
  const fieldBehind = (term: Term): Field | undefined =>
    term.op === 'field' && !term.local ? declared(term.of)?.fields.find((one) => one.name === term.name) : undefined;

  const visit = (expr: Expr, locals: ReadonlyMap<string, Local>, level: number): Term => {
    if (level > MAX_DEPTH) return fault(expr, 'The rule nests too deeply.');
    const kindOf = sourceInfo?.macroCalls[String(expr.id)]?.exprKind ?? expr.exprKind;
    const below = (part: Expr): Term => visit(part, locals, level + 1);

    /** The operand must be of one of the types; says so when it is not. */
    const needs = (part: Expr, types: readonly ValueType[], whom: string): Term => {
      const term = below(part);
      if (term.type === 'unknown' || types.includes(term.type)) return term;
      const days = term.type === 'date' && types.includes('time') ? ' (a date has no time of day; use days())' : '';
      return fault(
        part,
        `${whom} needs ${types.map((type) => NAMES[type]).join(' or ')}, but this is ${NAMES[term.type]}${days}.`,
      );
    };

    switch (kindOf.case) {
      case 'constExpr': {
        const constant = kindOf.value.constantKind;
        switch (constant.case) {
          case 'boolValue':
            return { op: 'boolean', type: 'boolean', value: constant.value };
          case 'int64Value':
            return { op: 'whole', type: 'integer', value: constant.value, range: [constant.value, constant.value] };
          case 'doubleValue':
            return Number.isFinite(constant.value)
              ? { op: 'number', type: 'number', value: constant.value }
              : fault(expr, 'The number is out of range.');
          case 'stringValue':
            return constant.value.includes('\0') || hasLoneSurrogate(constant.value)
              ? fault(expr, 'The text holds a character that no record can hold.')
              : { op: 'text', type: 'text', value: constant.value };
          case 'nullValue':
            return fault(expr, 'null can only be compared with == or !=, to ask whether a fact is missing.');
          default:
            return fault(expr, 'A value of this form is not used in rules.');
        }
      }
      case 'identExpr': {
        const { name } = kindOf.value;
        const local = locals.get(name);
        if (local !== undefined)
          return local.elements === 'text'
            ? { op: 'element', type: 'text', of: name }
            : fault(
                expr,
                `“${name}” stands for a whole element; name one of its fields, for example ${name}.${Object.keys(local.elements)[0] ?? 'field'}.`,
              );
        if (name === 'as_of') return { op: 'context', type: 'date', name };
        if (Object.hasOwn(scope.constants, name)) {
          const value = scope.constants[name];
          if (typeof value === 'boolean') return { op: 'boolean', type: 'boolean', value };
          if (typeof value === 'string') return { op: 'text', type: 'text', value };
          if (value !== undefined && Number.isSafeInteger(value))
            return { op: 'whole', type: 'integer', value: BigInt(value), range: [BigInt(value), BigInt(value)] };
          return { op: 'number', type: 'number', value: value ?? 0 };
        }
        if (name === 'r' || name === 'period' || scope.joins.has(name))
          return fault(expr, `“${name}” cannot be used by itself; name one of its fields.`);
        const names = [
          'r',
          'period',
          'as_of',
          ...scope.joins.keys(),
          ...Object.keys(scope.constants),
          ...locals.keys(),
        ];
        return fault(expr, `“${name}” is not known${suggestion(name, names)}.`);
      }
      case 'selectExpr': {
        const { operand, field } = kindOf.value;
        const of = operand?.exprKind.case === 'identExpr' ? operand.exprKind.value.name : null;
        if (of === null) return fault(expr, 'Only a field of a record can be named with a dot.');
        const local = locals.get(of);
        if (local !== undefined) {
          const type =
            local.elements === 'text'
              ? undefined
              : Object.hasOwn(local.elements, field)
                ? local.elements[field]
                : undefined;
          if (type !== undefined) return { op: 'field', type, of, name: field, local: true };
          const names = local.elements === 'text' ? [] : Object.keys(local.elements);
          return fault(expr, `“${field}” is not a field of the elements of this list${suggestion(field, names)}.`);
        }
        if (of === 'period')
          return field === 'start' || field === 'end'
            ? { op: 'context', type: 'date', name: `period.${field}` }
            : fault(expr, `“${field}” is not known of the period; there are “start” and “end”.`);
        const kind = declared(of);
        if (kind !== undefined) return fieldOf(expr, of, kind, field);
        return fault(
          operand ?? expr,
          `“${of}” is not known${suggestion(of, ['r', 'period', ...scope.joins.keys(), ...locals.keys()])}.`,
        );
      }
      case 'callExpr': {
        const { function: name, target, args } = kindOf.value;
        const [first, second, third] = args;
        if (target !== undefined) return method(expr, name, target, args, locals, level);
        if (first === undefined) return fault(expr, `“${name}” needs something to work on.`);
        if (name === 'has') {
          const term = below(first);
          return term.type === 'unknown'
            ? term
            : { op: 'not', type: 'boolean', of: { op: 'absent', type: 'boolean', of: term } };
        }
        if (name === '!_') return { op: 'not', type: 'boolean', of: needs(first, ['boolean'], '“!”') };
        if (name === '-_') return negate(expr, needs(first, ['integer', 'number', 'duration'], '“-”'));
        if (second !== undefined && (name === '_&&_' || name === '_||_')) {
          const whom = name === '_&&_' ? '“&&”' : '“||”';
          return args.slice(1).reduce<Term>(
            (left, part) => ({
              op: name === '_&&_' ? 'and' : 'or',
              type: 'boolean',
              left,
              right: needs(part, ['boolean'], whom),
            }),
            needs(first, ['boolean'], whom),
          );
        }
        if (name === '_?_:_' && second !== undefined && third !== undefined) {
          const when = needs(first, ['boolean'], '“? :”');
          const [left, right] = alike(below(second), below(third));
          if (left.type === 'unknown' || right.type === 'unknown' || when.type === 'unknown') return UNKNOWN;
          if (left.type !== right.type || left.type === 'list')
            return fault(expr, `“? :” needs two values of one type, not ${NAMES[left.type]} and ${NAMES[right.type]}.`);
          const ranges =
            left.range === undefined && right.range === undefined ? undefined : [rangeOf(left), rangeOf(right)];
          const low = ranges?.map(([a]) => a).reduce((a, b) => (a < b ? a : b));
          const high = ranges?.map(([, b]) => b).reduce((a, b) => (a > b ? a : b));
          return {
            op: 'choose',
            type: left.type,
            when,
            left,
            right,
            ...(low !== undefined && high !== undefined ? { range: [low, high] as const } : {}),
          };
        }
        const sign = SIGNS[name];
        if (sign !== undefined && second !== undefined) return compare(expr, sign, first, second, locals, level);
        if (name === '@in' && second !== undefined) return within(expr, first, second, locals, level);
        const arithmetic = ARITHMETIC[name];
        if (arithmetic !== undefined && second !== undefined)
          return calculate(expr, arithmetic, below(first), below(second));
        const span = SPANS.find((one) => one === name);
        if (span !== undefined) {
          if (second === undefined || third !== undefined)
            return fault(expr, `${name}() takes two values: from and to.`);
          if (span === 'hours' || span === 'minutes') {
            const left = needs(first, ['time'], `${name}()`);
            return { op: 'span', type: 'number', name: span, left, right: needs(second, ['time'], `${name}()`) };
          }
          const left = toDay(needs(first, ['date', 'time'], `${name}()`));
          const right = toDay(needs(second, ['date', 'time'], `${name}()`));
          return { op: 'span', type: 'integer', name: span, left, right, range: [-400_000n, 400_000n] };
        }
        if (second !== undefined)
          return fault(
            expr,
            `${/^[a-z]/.test(name) ? `The function “${name}”` : 'This operator'} is not used in rules${suggestion(name, FUNCTIONS)}.`,
          );
        if (name === 'size') {
          const of = needs(first, ['text', 'list'], 'size()');
          return of.type === 'unknown' ? of : { op: 'size', type: 'integer', of, range: [0n, 2n ** 40n] };
        }
        if (name === 'double') {
          const of = needs(first, ['integer', 'number'], 'double()');
          return of.type === 'integer' ? toNumber(of) : of;
        }
        if (name === 'timestamp' || name === 'date' || name === 'duration')
          return literal(expr, name, first, locals, level);
        return fault(expr, `The function “${name.slice(0, 60)}” is not used in rules${suggestion(name, FUNCTIONS)}.`);
      }
      case 'listExpr':
        return fault(expr, 'A list in brackets can only stand after “in”.');
      default:
        return fault(expr, 'This form of CEL is not used in rules.');
    }
  };

  const negate = (expr: Expr, of: Term): Term => {
    if (of.type === 'number') return { op: 'negate', type: 'number', of, fails: false };
    if (of.type !== 'integer' && of.type !== 'duration')
      return of.type === 'unknown' ? of : fault(expr, '“-” needs a number.');
    const [low, high] = rangeOf(of);
    const range: Range = [-high, -low];
    return { op: 'negate', type: of.type, of, fails: !fitsInt64(range), range: clamp(range) };
  };

  const toDay = (of: Term): Term => (of.type === 'time' ? { op: 'to-day', type: 'date', of } : of);
  const toNumber = (of: Term): Term =>
    of.op === 'whole' && of.type === 'integer'
      ? { op: 'number', type: 'number', value: Number(of.value) }
      : { op: 'to-number', type: 'number', of };

  /** Brings two operands to one type where the language says so: whole numbers beside numbers, days beside instants. */
  const alike = (left: Term, right: Term): readonly [Term, Term] => {
    if (left.type === 'integer' && right.type === 'number') return [toNumber(left), right];
    if (left.type === 'number' && right.type === 'integer') return [left, toNumber(right)];
    if (left.type === 'date' || right.type === 'date') return [toDay(left), toDay(right)];
    return [left, right];
  };

  const isNull = (expr: Expr): boolean =>
    expr.exprKind.case === 'constExpr' && expr.exprKind.value.constantKind.case === 'nullValue';

  const absence = (expr: Expr, locals: ReadonlyMap<string, Local>, level: number): Term => {
    if (
      expr.exprKind.case === 'identExpr' &&
      scope.joins.has(expr.exprKind.value.name) &&
      !locals.has(expr.exprKind.value.name)
    )
      return { op: 'unmatched', type: 'boolean', name: expr.exprKind.value.name };
    const of = visit(expr, locals, level + 1);
    if (of.type === 'unknown') return of;
    if (of.op !== 'field' && of.op !== 'context') return fault(expr, 'Only a field can be asked whether it is null.');
    return { op: 'absent', type: 'boolean', of };
  };

  const closedList = (expr: Expr, term: Term, value: Term): boolean => {
    const values = fieldBehind(term)?.values;
    if (values === undefined || value.op !== 'text' || values.includes(value.value)) return false;
    fault(expr, `“${value.value.slice(0, 60)}” is never a value of this field${suggestion(value.value, values)}.`);
    return true;
  };

  const compare = (
    expr: Expr,
    sign: Comparison,
    first: Expr,
    second: Expr,
    locals: ReadonlyMap<string, Local>,
    level: number,
  ): Term => {
    if ((sign === '==' || sign === '!=') && (isNull(first) || isNull(second))) {
      const of = absence(isNull(first) ? second : first, locals, level);
      return of.type === 'unknown' || sign === '==' ? of : { op: 'not', type: 'boolean', of };
    }
    const [left, right] = alike(visit(first, locals, level + 1), visit(second, locals, level + 1));
    if (left.type === 'unknown' || right.type === 'unknown') return UNKNOWN;
    if (left.type !== right.type) {
      const hint =
        left.type === 'text' && /date|time/.test(right.type)
          ? `; write ${right.type === 'date' ? 'date' : 'timestamp'}('…')`
          : right.type === 'text' && /date|time/.test(left.type)
            ? `; write ${left.type === 'date' ? 'date' : 'timestamp'}('…')`
            : '';
      return fault(
        expr,
        `${NAMES[left.type]} and ${NAMES[right.type]} cannot be compared${hint}.`.replace(/^./, (letter) =>
          letter.toUpperCase(),
        ),
      );
    }
    if (left.type === 'list') return fault(expr, 'Lists cannot be compared; use size(), in, .exists() or .all().');
    if (left.type === 'boolean' && sign !== '==' && sign !== '!=')
      return fault(expr, 'True and false have no order; use == or !=.');
    if (closedList(expr, left, right) || closedList(expr, right, left)) return UNKNOWN;
    return { op: 'compare', type: 'boolean', sign, left, right };
  };

  const within = (expr: Expr, first: Expr, second: Expr, locals: ReadonlyMap<string, Local>, level: number): Term => {
    const left = visit(first, locals, level + 1);
    if (second.exprKind.case !== 'listExpr') {
      const right = visit(second, locals, level + 1);
      if (left.type === 'unknown' || right.type === 'unknown') return UNKNOWN;
      const elements = right.op === 'field' || right.op === 'filter' ? right.elements : undefined;
      if (right.type !== 'list' || elements !== 'text' || left.type !== 'text')
        return fault(expr, '“in” needs a list in brackets, or a text and a list of texts.');
      return { op: 'in-list', type: 'boolean', left, right };
    }
    const items: Term[] = [];
    let subject = left;
    for (const element of second.exprKind.value.elements) {
      if (isNull(element)) return fault(element, 'A list after “in” cannot hold null; write == null.');
      const item = visit(element, locals, level + 1);
      const [a, b] = alike(subject, item);
      if (a.type === 'unknown' || b.type === 'unknown') return UNKNOWN;
      if (a.type !== b.type || a.type === 'list')
        return fault(
          element,
          `${NAMES[a.type]} is looked for among ${NAMES[b.type]}.`.replace(/^./, (letter) => letter.toUpperCase()),
        );
      if (closedList(element, a, b)) return UNKNOWN;
      subject = a;
      items.push(b);
    }
    if (left.type === 'unknown') return left;
    if (items.length === 0 || items.length > 1_000) return fault(second, 'A list after “in” holds 1 to 1,000 values.');
    return { op: 'in', type: 'boolean', left: subject, items: items.map((item) => alike(subject, item)[1]) };
  };

  const calculate = (expr: Expr, sign: Arithmetic, first: Term, second: Term): Term => {
    if (first.type === 'unknown' || second.type === 'unknown') return UNKNOWN;
    const adapts = (term: Term): boolean => term.op === 'whole';
    const [left, right] =
      (first.type === 'number' && adapts(second)) || (second.type === 'number' && adapts(first))
        ? alike(first, second)
        : [first, second];
    const types = `${left.type} ${sign} ${right.type}`;
    const refuse = (): Term => {
      const hint = /integer . number|number . integer/.test(types)
        ? '; write double(…) round the whole number'
        : /date/.test(types)
          ? '; use days(), months() or business_days()'
          : '';
      return fault(expr, `“${sign}” does not work on ${NAMES[left.type]} and ${NAMES[right.type]}${hint}.`);
    };
    if (left.type === 'integer' && right.type === 'integer') {
      const range = rangeOfArithmetic(sign, rangeOf(left), rangeOf(right));
      const [low, high] = rangeOf(right);
      const byZero = (sign === '/' || sign === '%') && low <= 0n && high >= 0n;
      return {
        op: 'arithmetic',
        type: 'integer',
        sign,
        left,
        right,
        fails: byZero || !fitsInt64(range),
        range: clamp(range),
      };
    }
    if (left.type === 'number' && right.type === 'number' && sign !== '%')
      return { op: 'arithmetic', type: 'number', sign, left, right, fails: true };
    if (types === 'text + text') return { op: 'arithmetic', type: 'text', sign, left, right, fails: false };
    const type =
      types === 'time - time'
        ? 'duration'
        : types === 'time + duration' || types === 'duration + time' || types === 'time - duration'
          ? 'time'
          : types === 'duration + duration' || types === 'duration - duration'
            ? 'duration'
            : null;
    if (type === null) return refuse();
    const range = rangeOfArithmetic(sign, rangeOf(left), rangeOf(right));
    const [low, high] = type === 'time' ? CALENDAR : ([-(10n ** 17n), 10n ** 17n] as const);
    if (range[0] < low || range[1] > high)
      return fault(expr, 'The result may lie outside the calendar (years 1 to 9999).');
    return { op: 'arithmetic', type, sign, left, right, fails: false, range };
  };

  const literal = (
    expr: Expr,
    name: 'timestamp' | 'date' | 'duration',
    argument: Expr,
    locals: ReadonlyMap<string, Local>,
    level: number,
  ): Term => {
    const text = visit(argument, locals, level + 1);
    if (text.type === 'unknown') return text;
    if (name === 'date' && text.type === 'time') return { op: 'to-day', type: 'date', of: text };
    if (text.op !== 'text')
      return fault(expr, `${name}() needs a text in quotes${name === 'date' ? ', or a time' : ''}.`);
    if (name === 'date') {
      const day = dayNumber(text.value);
      if (day === null) return fault(expr, `“${text.value.slice(0, 40)}” is not a date; write date('2023-01-31').`);
      return { op: 'whole', type: 'date', value: BigInt(day), range: [BigInt(day), BigInt(day)] };
    }
    const micros = name === 'timestamp' ? timestampMicros(text.value) : durationMicros(text.value);
    if (micros === null)
      return fault(
        expr,
        name === 'timestamp'
          ? `“${text.value.slice(0, 40)}” is not a time; write timestamp('2023-01-31T12:00:00Z').`
          : `“${text.value.slice(0, 40)}” is not a duration of at most 100 years; write duration('24h').`,
      );
    return { op: 'whole', type: name === 'timestamp' ? 'time' : 'duration', value: micros, range: [micros, micros] };
  };

  const method = (
    expr: Expr,
    name: string,
    target: Expr,
    args: readonly Expr[],
    locals: ReadonlyMap<string, Local>,
    level: number,
  ): Term => {
    const [first, second] = args;
    if (name === 'exists' || name === 'all' || name === 'filter') {
      const list = visit(target, locals, level + 1);
      if (list.type === 'unknown') return list;
      const elements = list.op === 'field' || list.op === 'filter' ? list.elements : undefined;
      if (elements === undefined) return fault(target, `.${name}() needs a list.`);
      if (first?.exprKind.case !== 'identExpr' || second === undefined || args.length > 2)
        return fault(expr, `Write .${name}(x, condition on x).`);
      const variable = first.exprKind.value.name;
      if (
        !/^[A-Za-z_]\w{0,30}$/.test(variable) ||
        locals.has(variable) ||
        ['r', 'period', 'as_of'].includes(variable) ||
        scope.joins.has(variable) ||
        Object.hasOwn(scope.constants, variable)
      )
        return fault(first, `“${variable.slice(0, 40)}” is taken; choose another name.`);
      const body = visit(second, new Map([...locals, [variable, { elements }]]), level + 1);
      if (body.type === 'unknown') return body;
      if (body.type !== 'boolean')
        return fault(second, `.${name}() needs a condition, but this is ${NAMES[body.type]}.`);
      return name === 'filter'
        ? { op: 'filter', type: 'list', list, variable, body, elements }
        : { op: name, type: 'boolean', list, variable, body };
    }
    const subject = visit(target, locals, level + 1);
    if (subject.type === 'unknown') return subject;
    if (name === 'size' && args.length === 0) {
      if (subject.type !== 'list' && subject.type !== 'text') return fault(expr, '.size() needs a list or a text.');
      return { op: 'size', type: 'integer', of: subject, range: [0n, 2n ** 40n] };
    }
    const test = TEXT_TESTS.find((one) => one === name);
    if (test === undefined && name !== 'lowerAscii' && name !== 'lower')
      return fault(expr, `“.${name.slice(0, 60)}()” is not used in rules${suggestion(name, METHODS)}.`);
    if (subject.type !== 'text') return fault(target, `.${name}() needs a text, but this is ${NAMES[subject.type]}.`);
    if (test === undefined)
      return args.length === 0
        ? { op: 'lower', type: 'text', of: subject }
        : fault(expr, `.${name}() takes nothing in its parentheses.`);
    if (first === undefined || second !== undefined) return fault(expr, `.${name}() takes one text.`);
    const right = visit(first, locals, level + 1);
    if (right.type === 'unknown') return right;
    if (right.type !== 'text') return fault(first, `.${name}() needs a text, but this is ${NAMES[right.type]}.`);
    if (test === 'matches') {
      if (right.op !== 'text') return fault(first, '.matches() needs its pattern in quotes.');
      if (right.value.length > 500 || !SAFE_PATTERN.test(right.value) || !compiles(right.value))
        return fault(
          first,
          `“${right.value.slice(0, 60)}” is not a pattern rules may use (no flags, names, look-around or Unicode classes).`,
        );
    }
    return { op: 'text-test', type: 'boolean', name: test, left: subject, right };
  };

  const term = visit(parsed.expr, new Map(), 0);
  return problems.length > 0 || term.type === 'unknown' ? { problems } : { term, problems };
};

/** Whether the library's RE2 takes the pattern. */
const compiles = (pattern: string): boolean => !isCelError(run('"".matches(p)', { p: pattern }));
