import { expect, test } from 'vitest';
import { parseJson } from './json.ts';

test('what JSON says is read as it is, names in lists of objects and within each other again and again', () => {
  const text = '{"a":{"a":[{"a":":"},{"a":"\\"{"}],"b":"a"},"b":[1,"a:b"]}';
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['a member named twice', '{"a":1,"b":2,"a":3}', /named twice: a/],
  ['a member named twice in other letters', '{"a":1,"\\u0061":3}', /named twice: a/],
  ['a member named twice deep inside', '{"x":[{"y":{"a":{},"a":[]}}]}', /named twice: a/],
  ['a member that is the prototype', '{"x":{"__proto__":1}}', /__proto__/],
  ['more than 40 levels', `${'['.repeat(41)}${']'.repeat(41)}`, /deeper than 40/],
  ['no JSON', '{"a":', /not JSON/],
  ['a colon alone', ':', /not JSON/],
  ['closings without openings', ']]}}', /not JSON/],
])('%s is refused', (_what, text, says) => {
  expect(() => parseJson(text)).toThrow(says);
});
