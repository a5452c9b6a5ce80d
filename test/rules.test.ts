import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { citedIn, rulesDocument } from '../scripts/rules.ts';

test('docs/rules.md is what scripts/rules.ts makes of the code; run it after a rule was cited', async () => {
  expect(readFileSync(new URL('../docs/rules.md', import.meta.url), 'utf8')).toBe(await rulesDocument());
});

test('a rule is found in every form in which it is cited', () => {
  const smp = (...numbers: string[]) => numbers.map((number) => `R-${'SMP'}-${number}`);
  expect(citedIn(`(R-${'SMP'}-02 to -04)`)).toEqual(smp('02', '03', '04'));
  expect(citedIn(`R-${'SMP'}-02, -05 and -07.`)).toEqual(smp('02', '05', '07'));
  expect(citedIn(`rows O${'P'}-01 to O${'P'}-03, IP${'E'}-09`)).toEqual(
    ['01', '02', '03'].map((n) => `O${'P'}-${n}`).concat(`IP${'E'}-09`),
  );
  expect(citedIn('R-SM-2, XOP-01')).toEqual([]);
});
