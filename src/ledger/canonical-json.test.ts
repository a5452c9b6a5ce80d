import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { canonicalJson, type Json, parseCanonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('writes the example of RFC 8785, section 3.2.2, as the RFC does', () => {
    const text = String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`;
    const value: Json = JSON.parse(text.replace('1E30,', ''));
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });
  it('orders names by UTF-16 code units, as the example of section 3.2.3 asks', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(JSON.parse(text))).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']);
    expect(text.indexOf('\u{1f600}')).toBeLessThan(text.indexOf('\ufb33'));
  });
  it('writes minus zero as zero, and the largest and smallest doubles that are no integers', () => {
    expect(canonicalJson([-0, 5e-324, 1.5, 9007199254740991])).toBe('[0,5e-324,1.5,9007199254740991]');
  });
  it.each([
    [{ a: [0, Number.NaN] }, '$.a[1] is not a finite number'],
    [{ a: Number.POSITIVE_INFINITY }, '$.a is not a finite number'],
    [{ rate: 2 ** 53 }, '$.rate is an integer that other programs would round'],
    [['\ud800'], '$[0] holds a lone surrogate'],
    [{ '\udfff': 1 }, '$ has a field name with a lone surrogate'],
  ])('refuses what other programs would read differently, and says where: %#', (value, sentence) => {
    expect(() => canonicalJson(value)).toThrow(sentence);
  });
  it('refuses what is no JSON: undefined, dates, maps, bytes, functions and big integers', () => {
    for (const value of [undefined, new Date(0), new Map(), new Uint8Array(1), () => 1, 1n, Symbol('x')]) {
      const record: Record<string, Json> = {};
      Reflect.set(record, 'x', value);
      expect(() => canonicalJson(record)).toThrow('$.x');
    }
  });
  it('refuses values nested without end instead of failing', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(() => parseCanonicalJson(deep)).toThrow('nested deeper');
  });
  it('reads back every value it wrote', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: Json = JSON.parse(json);
        let text: string;
        try {
          text = canonicalJson(value);
        } catch {
          return; // integers beyond 2^53 and lone surrogates
        }
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
        expect(parseCanonicalJson(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(utf8(text).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
  it.each([
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a": 1}',
    '[1.0]',
    '[1e2]',
    '[-0]',
    '["\\u0041"]',
    '["\\/"]',
    ' []',
    '[]\n',
    '{"a":1',
    '',
    'undefined',
    '[9007199254740993]',
    '["\\ud800"]',
    '\ufeff[]',
    "{'a':1}",
  ])('refuses the text %s, which is not the canonical one', (text) => {
    expect(() => parseCanonicalJson(text)).toThrow();
  });
  it('keeps a field named __proto__ as a field', () => {
    const text = '{"__proto__":{"x":1}}';
    expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
  });
});
