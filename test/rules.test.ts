import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { citedIn, rulesDocument } from '../scripts/list-rules.ts';

test('docs/rules.md is what scripts/list-rules.ts makes of the code; run it after a rule was cited', async () => {
  expect(readFileSync(new URL('../docs/rules.md', import.meta.url), 'utf8')).toBe(await rulesDocument());
});

test('a rule is found in every form in which it is cited', () => {
  // Put together here, so that these forms are not citations themselves.
  const smp = (...numbers: string[]) => numbers.map((number) => ['R', 'SMP', number].join('-'));
  const op = (...numbers: string[]) => numbers.map((number) => ['OP', number].join('-'));
  const [two = ''] = smp('02');
  expect(citedIn(`(${two} to -04)`)).toEqual(smp('02', '03', '04'));
  expect(citedIn(`${two}, -05 and -07.`)).toEqual(smp('02', '05', '07'));
  expect(citedIn(`rows ${op('01').join('')} to ${op('03').join('')}, ${two}`)).toEqual([...op('01', '02', '03'), two]);
  expect(citedIn('R-SM-2, XOP-01')).toEqual([]);
});
