/** What people, programs and attackers send instead of what was asked for. */
import type { Chance } from './chance.ts';

/** Texts that broke other systems: markup, formulas, paths, patterns, marks that turn the writing round, half characters, nothing. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uFEFF',
  '\u202Egnp.exe',
  '\uD800',
  '\u{1F4A9}'.repeat(50),
  'e\u0301'.repeat(100),
  'Z\u0351\u036B\u0343\u036A\u0302'.repeat(30),
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '"><iframe srcdoc="<script>parent.alert(1)</script>">',
  'javascript:alert(1)',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '@SUM(1,1)',
  '-2+3',
  "'; DROP TABLE management.record; --",
  "' OR '1'='1",
  '$1',
  '%s%s%n',
  '{{7*7}}',
  '${7*7}',
  '../../../../etc/passwd',
  '..%2f..%2f',
  'C:\\Windows\\win.ini',
  '/dev/null',
  'CON',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0',
  '9007199254740993',
  '99999999999999999999999999999',
  '1e309',
  '0x10',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  '-000001-01-01',
  '2026-02-03T04:05:06+99:99',
  '00000000-0000-0000-0000-000000000000',
  '0199a000-0000-7000-8000-000000000000',
  '0199A000-0000-7000-8000-00000000000Z',
  '__proto__',
  'constructor',
  'toString',
  'nobody@example.org',
  'a@b@c',
  '"@"',
  `${'a'.repeat(300)}@example.org`,
  'http://169.254.169.254/latest/meta-data/',
  'file:///etc/passwd',
  '\r\nX-Injected: 1',
  'x'.repeat(301),
  'x'.repeat(5_001),
  'x'.repeat(70_000),
  '(a+)+$',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  '%',
  '_%',
  '*:*',
  '"v2"',
  'W/"v1"',
  'v1',
  '"v999999999"',
];

export function hostileText(chance: Chance): string {
  return chance.of(hostileTexts);
}

export function hostileQuery(chance: Chance): string {
  const name = chance.of([
    'limit',
    'cursor',
    'sort',
    'q',
    'state',
    'owner',
    'from',
    'to',
    'unknown',
    '__proto__',
    'limit[]',
    '',
  ]);
  const value = hostileText(chance);
  return chance.under(0.1) ? `${name}=%E0%A4%A` : `${name}=${encoded(value)}${chance.under(0.2) ? `&${name}=1` : ''}`;
}

/** As it stands in an address. A lone half of a character cannot be encoded; it comes as bytes that cannot be read. */
export function encoded(value: string): string {
  return value.isWellFormed() ? encodeURIComponent(value).slice(0, 4_000) : '%ED%A0%80';
}

function hostileValue(chance: Chance): unknown {
  return chance.of<() => unknown>([
    () => hostileText(chance),
    () => hostileText(chance),
    () => hostileText(chance),
    () => null,
    () => true,
    () => -1,
    () => 0.5,
    () => 2 ** 53,
    () => 1e308,
    () => [],
    () => ({}),
    () => [hostileText(chance)],
    () => ({ [hostileText(chance)]: hostileText(chance) }),
    () => Array.from({ length: 1_500 }, () => 'x'),
  ])();
}

/** The body with one thing changed, as text: also what no JSON library writes. */
export function damage(chance: Chance, text: string): string {
  return chance.of<() => string>([
    () => JSON.stringify(withOneChanged(chance, readable(text))),
    () => JSON.stringify(withOneChanged(chance, readable(text))),
    () => JSON.stringify(withOneChanged(chance, readable(text))),
    () => JSON.stringify(withOneChanged(chance, withOneChanged(chance, readable(text)))),
    () => JSON.stringify(withOneMore(chance, readable(text))),
    () => JSON.stringify(withOneLess(chance, readable(text))),
    () => JSON.stringify(hostileValue(chance)),
    () => text.slice(0, chance.below(text.length + 1)),
    () => text.replace('{', '{"content":{},"content":{},'),
    () => text.replace('{', '{"__proto__":{"roles":["engagement-partner"]},'),
    () => text.replace('{', `{"constructor":{"prototype":{"allowed":true}},`),
    () => `${'['.repeat(200)}${']'.repeat(200)}`,
    () => `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`,
    () => `\uFEFF${text}`,
    () => text.replaceAll('"', "'"),
    () => `${text}${text}`,
    () => text.replace(/"([^"]*)"\s*:/, '"\\ud800":'),
    () => (chance.under(0.02) ? '['.repeat(100_000) : ''),
    () => (chance.under(0.02) ? JSON.stringify({ content: { title: 'x'.repeat(1_100_000) } }) : '[]'),
  ])();
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** A copy with the value at one place, however deep, made another. */
function withOneChanged(chance: Chance, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0) {
    const at = chance.below(value.length);
    return value.map((one, index) => (index === at ? withOneChanged(chance, one) : one));
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    const name = chance.of(Object.keys(value));
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, key === name ? withOneChanged(chance, one) : one]),
    );
  }
  return hostileValue(chance);
}

function withOneMore(chance: Chance, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hostileValue(chance);
  const name = chance.of([
    'organizationId',
    'id',
    'version',
    'side',
    'roles',
    'createdBy',
    'state',
    hostileText(chance),
  ]);
  return { ...value, [name]: hostileValue(chance) };
}

function withOneLess(chance: Chance, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hostileValue(chance);
  const names = Object.keys(value);
  if (names.length === 0) return value;
  const gone = chance.of(names);
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone));
}
