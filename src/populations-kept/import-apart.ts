import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
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
  const running = spawn(
    process.execPath,
    [
      '--permission',
      '--allow-addons',
      ...[...codeFolders(), folder].map((path) => `--allow-fs-read=${path}`),
      `--allow-fs-write=${folder}`,
      '--max-old-space-size=512',
      '--disable-proto=throw',
      '--no-warnings',
      child,
    ],
    { cwd: folder, env: {}, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let isLate = false;
  const kill = (): void => void running.kill('SIGKILL');
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, seconds * 1_000);
  signal.addEventListener('abort', kill, { once: true });
  // A process that was killed no longer reads; its end is told below.
  running.stdin.on('error', () => undefined);
  const failed = new Promise<never>((_, reject) => running.on('error', reject));
  running.stdin.end(JSON.stringify(order));
  try {
    const [said, complaint] = await Promise.race([Promise.all([text(running.stdout), text(running.stderr)]), failed]);
    signal.throwIfAborted();
    if (isLate) {
      throw new Refusal('conflict', `The import took longer than the ${seconds} seconds it is allowed.`, {
        next: 'Import fewer files at once.',
      });
    }
    if (said === '') {
      if (/heap out of memory/i.test(complaint)) {
        throw new Refusal('conflict', 'The import needs more memory than it is allowed.', {
          next: 'Import the files in smaller parts.',
        });
      }
      throw new Error(`The import ended early. ${complaint.trim().slice(-800)}`);
    }
    const reply: ImportReply = JSON.parse(said);
    if ('result' in reply) return reply.result;
    if ('fault' in reply) throw new Error(reply.fault);
    const { code, sentence, problems, next } = reply.refusal;
    throw new Refusal(code, sentence, { problems, ...(next !== null && { next }) });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
    kill();
  }
}
