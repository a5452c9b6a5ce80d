import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { atOnce } from '../adapters/apart/at-once.ts';
import { programFolders, programRoot, runApart } from '../adapters/apart/run-apart.ts';
import { tooLongToSet } from './errors.ts';
import type { Pages } from './pages.ts';

const child = fileURLToPath(new URL('./set-child.ts', import.meta.url));
const compiler = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler');
const seconds = 60;
const inTurn = atOnce(2);

/**
 * Sets pages in a process of its own: the compiler holds the thread for as long as it takes, and the text is people's. Two are set at
 * once; who comes later waits. An SVG holds in its `metadata` the places of its paragraphs (`Place`), as JSON.
 * refuses  conflict: it takes longer than a minute
 */
export async function setApart(pages: Pages, as: 'pdf' | 'svg'): Promise<Buffer> {
  const input = { as, ...pages };
  const { said, complaint, isLate } = await inTurn(() =>
    runApart({ child, folder: programRoot, reads: programFolders([compiler]), input, seconds }),
  );
  if (isLate) throw tooLongToSet(seconds);
  if (said.length === 0) throw new Error(`The pages were not set. ${complaint.trim().slice(-800)}`);
  return said;
}
