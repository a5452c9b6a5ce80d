import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const tables = readdirSync('data', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

test('every table names its source, its edition and the date from which it serves', () => {
  expect(tables.length).toBeGreaterThan(250);
  const nameless = tables.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return !['source', 'edition', 'effectiveFrom'].every((name) => new RegExp(`"?\\b${name}"?: *\\S`).test(text));
  });
  expect(nameless).toEqual([]);
});

test('every file and folder of tables is described in the README beside it', () => {
  const readme = readFileSync('data/README.md', 'utf8');
  const top = readdirSync('data').filter((name) => name !== 'README.md');
  expect(top.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
});
