import { createRequire } from 'node:module';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runApart } from '../adapters/apart/run-apart.ts';
import type { ExcerptDocument } from '../lifecycle/report/index.ts';
import { tooLongToSet } from './errors.ts';

const child = fileURLToPath(new URL('./set-child.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const seconds = 60;
/** How many are set at once; who comes later waits. */
const atOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Sets pages in a process of its own: the compiler holds the thread for as long as it takes, and the text is people's.
 * refuses  conflict: it takes longer than a minute
 */
export async function setApart(document: ExcerptDocument, as: 'pdf' | 'svg'): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await setNow(document, as);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function setNow(document: ExcerptDocument, as: 'pdf' | 'svg'): Promise<Buffer> {
  const input = { as, document };
  const { said, complaint, isLate } = await runApart({ child, folder: root, reads: readable(), input, seconds });
  if (isLate) throw tooLongToSet(seconds);
  if (said.length === 0) throw new Error(`The pages were not set. ${complaint.trim().slice(-800)}`);
  return said;
}

/** The program itself, and where its packages really lie. */
function readable(): readonly string[] {
  const compiler = realpathSync(createRequire(child).resolve('@myriaddreamin/typst-ts-node-compiler'));
  const packages = /^.*\/node_modules\//.exec(compiler)?.[0];
  return [...new Set([root, `${realpathSync(root)}/`, ...(packages === undefined ? [] : [packages])])];
}
