import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Verdict } from '../http/index.ts';
import { home } from './environment.ts';

const verdictShape = z.object({
  valid: z.boolean(),
  answer: z.string(),
  sha256: z.string(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  keys: z.array(z.object({ role: z.string(), name: z.string(), custody: z.string(), trusted: z.string() })),
  chain: z.array(z.object({ hop: z.string(), count: z.number(), restsOn: z.array(z.string()) })),
  recorded: z.array(z.string()),
  cannotProve: z.array(z.string()),
});

const patienceMs = 60_000;

/**
 * Runs `tickmark verify FILE --json`, the same program that a reader runs, in a process of its own: it sets the report again,
 * and the server goes on answering meanwhile.
 *
 * returns  its answer, or one sentence why there is none
 */
export function askVerifier(file: string): Promise<Verdict | string> {
  const main = join(home, 'src', 'cli', 'main.ts');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, 'verify', file, '--json'],
      { timeout: patienceMs, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout) => {
        const read = verdictShape.safeParse(jsonOf(stdout));
        if (read.success) resolve(read.data);
        else if (error?.killed === true) resolve('The verifier took more than a minute and was ended.');
        else resolve('The verifier could not be run; “tickmark verify” on the file tells why.');
      },
    );
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
