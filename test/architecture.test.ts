import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { steps } from '../src/lifecycle/order.ts';

/**
 * The walls (docs/decisions/0004-checks.md), read from the import statements themselves. dependency-cruiser holds more of them;
 * this table is what must hold even when that tool is gone or configured away.
 *
 * from     which files
 * may      imports allowed, when given: everything else is refused
 * mayNot   imports refused
 */
interface Wall {
  readonly says: string;
  readonly from: RegExp;
  readonly may?: RegExp;
  readonly mayNot?: RegExp;
}

const storage =
  /^src\/adapters\/(postgres|duckdb|blobs)\/|\/(store|service|routes)\.ts$|^(pg|kysely|fastify|@duckdb\/.*)$/;
const outside = /^(node:)?(fs|fs\/promises|net|tls|http|https|dns|child_process|worker_threads|os)$/;

const walls: readonly Wall[] = [
  {
    says: 'the ledger imports itself and modules of Node',
    from: /^src\/ledger\//,
    may: /^(src\/ledger\/|src\/refusal\.ts$|node:)/,
  },
  { says: 'the verifier needs no server and no database', from: /^src\/verify\//, mayNot: storage },
  {
    says: 'a rule is told what it needs',
    from: /\/rules(\.ts|\/[^/]+\.ts)$/,
    mayNot: new RegExp(`${storage.source}|${outside.source}`),
  },
  { says: 'the server does not know the web application', from: /^src\//, mayNot: /^web\// },
  {
    says: 'the product does not know its tests',
    from: /^src\//,
    mayNot: /^test\/|\.test\.ts$|\/contract\.ts$|^(vitest|fast-check)$/,
  },
  { says: 'nobody imports the command line', from: /^src\/(?!cli\/)/, mayNot: /^src\/cli\// },
];

async function sourceFiles(): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob('src/**/*.ts')) files.push(file);
  return files.filter((file) => !/\.test\.ts$|\/contract\.ts$/.test(file)).toSorted();
}

/** What a file imports, types too: a path from the root of the repository, or a package. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const statements = text.matchAll(
    /^\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...statements]
    .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
    .map((name) => (name.startsWith('.') ? posix.join(posix.dirname(file), name) : name));
}

test.each(walls)('$says', async ({ from, may, mayNot }) => {
  const files = (await sourceFiles()).filter((file) => from.test(file));
  expect(files, 'a wall without files guards nothing').not.toEqual([]);
  const breaches = files.flatMap((file) => {
    return importsOf(file)
      .filter((name) => (may !== undefined && !may.test(name)) || mayNot?.test(name) === true)
      .map((name) => `${file} imports ${name}`);
  });
  expect(breaches).toEqual([]);
});

test('a step uses no later step', async () => {
  const files = (await sourceFiles()).filter((file) => file.startsWith('src/lifecycle/'));
  const placeOf = (path: string) => steps.findIndex((step) => path.startsWith(`src/lifecycle/${step}/`));
  const inSteps = files.filter((file) => placeOf(file) >= 0);
  expect(inSteps).not.toEqual([]);
  const breaches = inSteps.flatMap((file) => {
    return importsOf(file)
      .filter((name) => placeOf(name) > placeOf(file))
      .map((name) => `${file} imports ${name}`);
  });
  expect(breaches).toEqual([]);
});

test('imports are found in every form they are written in', () => {
  expect(importsOf('test/architecture.test.ts')).toEqual([
    'node:fs',
    'node:fs/promises',
    'node:path',
    'vitest',
    'src/lifecycle/order.ts',
  ]);
  expect(importsOf('src/evidence/index.ts')).toContain('src/evidence/blob-store.ts');
});
