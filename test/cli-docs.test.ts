import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cliDocument } from '../scripts/cli-docs.ts';
import { commandNames } from '../src/cli/commands.ts';

test('docs/cli.md says of every command what the command says of itself; run scripts/cli-docs.ts after a change', () => {
  const written = readFileSync(new URL('../docs/cli.md', import.meta.url), 'utf8');
  expect(written).toBe(cliDocument());
  for (const name of commandNames) expect(written).toContain(`\nUsage: tickmark ${name}`);
});
