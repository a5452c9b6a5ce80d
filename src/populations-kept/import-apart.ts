import { fileURLToPath } from 'node:url';
import { runApart } from '../adapters/apart/run-apart.ts';
import { codeFolders } from '../adapters/duckdb/locked-engine.ts';
import type { ImportOrder, ImportResult } from '../populations/index.ts';
import { Refusal } from '../refusal.ts';
import type { ImportReply } from './import-child.ts';

const child = fileURLToPath(new URL('./import-child.ts', import.meta.url));

/**
 * Imports in a process of its own, so that a hostile or very large file neither stops nor fills the server.
 * folder   the one it may read and write; the order's files, work folder and output lie in it
 * seconds  it may take; then it is killed
 * signal   kills it
 * refuses  what the importers refuse; conflict: it took too long or needed too much
 */
export async function importApart(
  order: ImportOrder,
  limits: { readonly folder: string; readonly seconds: number; readonly signal: AbortSignal },
): Promise<ImportResult> {
  const { folder, seconds, signal } = limits;
  const { said, complaint, isLate } = await runApart({
    child,
    folder,
    reads: [...codeFolders(), folder],
    writes: [folder],
    input: order,
    seconds,
    signal,
  });
  if (isLate) {
    throw new Refusal('conflict', `The import took longer than the ${seconds} seconds it is allowed.`, {
      next: 'Import fewer files at once.',
    });
  }
  if (said.length === 0) {
    if (/heap out of memory/i.test(complaint)) {
      throw new Refusal('conflict', 'The import needs more memory than it is allowed.', {
        next: 'Import the files in smaller parts.',
      });
    }
    throw new Error(`The import ended early. ${complaint.trim().slice(-800)}`);
  }
  const reply: ImportReply = JSON.parse(said.toString('utf8'));
  if ('result' in reply) return reply.result;
  if ('fault' in reply) throw new Error(reply.fault);
  const { code, sentence, problems, next } = reply.refusal;
  throw new Refusal(code, sentence, { problems, ...(next !== null && { next }) });
}
