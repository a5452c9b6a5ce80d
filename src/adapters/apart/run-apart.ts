/** Work on what people sent, in a process of its own that may read and write named folders and nothing else. */
import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';

/**
 * child    module that is run; it reads one JSON value from its input and writes what came of it to its output
 * folder   where it runs
 * reads    folders it may read, its own code's among them; writes: those it may write
 * input    what it is given, as JSON
 * seconds  it may take; then it is killed
 * signal   kills it
 */
export interface Apart {
  readonly child: string;
  readonly folder: string;
  readonly reads: readonly string[];
  readonly writes?: readonly string[];
  readonly input: unknown;
  readonly seconds: number;
  readonly signal?: AbortSignal;
}

/** said: empty when it ended before it had anything to say; complaint: its standard error */
export interface Ended {
  readonly said: Buffer;
  readonly complaint: string;
  readonly isLate: boolean;
}

/**
 * refuses  whatever `signal` was aborted with
 */
export async function runApart({ child, folder, reads, writes = [], input, seconds, signal }: Apart): Promise<Ended> {
  const running = spawn(
    process.execPath,
    [
      '--permission',
      '--allow-addons',
      ...reads.map((path) => `--allow-fs-read=${path}`),
      ...writes.map((path) => `--allow-fs-write=${path}`),
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
  signal?.addEventListener('abort', kill, { once: true });
  // A process that was killed no longer reads; its end is told below.
  running.stdin.on('error', () => undefined);
  const failed = new Promise<never>((_, reject) => running.on('error', reject));
  running.stdin.end(JSON.stringify(input));
  try {
    const [said, complaint] = await Promise.race([Promise.all([buffer(running.stdout), text(running.stderr)]), failed]);
    signal?.throwIfAborted();
    return { said, complaint, isLate };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
    kill();
  }
}
