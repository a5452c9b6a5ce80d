import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { home } from '../src/installation/environment.ts';

test('what is written from the routes (errors, the client’s types) is what the routes say', () => {
  const script = join(home, 'scripts', 'api-docs.ts');
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
});
