import { expect, test } from 'vitest';
import { crashCycles } from '../crash.ts';

test('what was acknowledged is there once, whoever of web, worker and PostgreSQL is killed meanwhile: 200 times', async () => {
  const survived = await crashCycles(200);
  process.stdout.write(`${JSON.stringify(survived)}\n`);
  expect(survived.cycles).toBe(200);
});
