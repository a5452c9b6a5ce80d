import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { renderAgain } from '../../adapters/pdf/render-again.ts';
import { Refusal } from '../../refusal.ts';
import { parseTrustFile, verificationText, verifyFile } from '../../verify/index.ts';
import type { Command } from '../command.ts';

/** No report comes near this; a larger file is refused before it is read. */
const mostBytes = 1024 * 1024 * 1024;

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify FILE [--trust KEYS] [--receipt FILE]',
  says: 'Checks a report PDF or a proof bundle offline, and says what each step rests on and what it cannot show.',
  detail:
    'Without --trust keys are "unverified" and a valid file still exits 0. It says "unchanged since sealed by", never that an opinion is right.',
  options: [
    { name: 'trust', value: 'KEYS', says: 'file of trusted keys (docs/trust-file.md)' },
    {
      name: 'receipt',
      value: 'FILE',
      says: 'receipt of the original; the one beside the file is used when it is there',
    },
  ],
  async run(invocation) {
    const [file, ...more] = invocation.positionals;
    if (file === undefined || more.length > 0) throw new Refusal('usage', 'verify takes one file.');
    const trustFile = invocation.values['trust'];
    const trust = trustFile === undefined ? null : parseTrustFile(await readText(trustFile), trustFile);
    const result = await verifyFile(await readBytes(file), {
      trust,
      render: renderAgain,
      originals: await originals(file, invocation.values['receipt']),
    });
    return { json: result, text: verificationText(result), exit: result.valid ? 0 : 1 };
  },
};

const receipt = z.object({ report: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

async function originals(file: string, named: string | undefined): Promise<{ report: string; sha256: string }[]> {
  const path = named ?? join(dirname(file), 'report.receipt.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (named === undefined) return [];
    throw new Refusal('file-unreadable', `${named} cannot be read.`, { cause });
  }
  let parsed: ReturnType<typeof receipt.safeParse>;
  try {
    parsed = receipt.safeParse(JSON.parse(text));
  } catch (cause) {
    throw new Refusal('receipt', `${path} is no receipt.`, { cause });
  }
  if (!parsed.success) throw new Refusal('receipt', `${path} is no receipt.`);
  return [parsed.data];
}

async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(path));
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) throw new Refusal('file-too-large', `${path} is larger than 1 GiB and no report.`);
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('file-unreadable', `${path} cannot be read.`, { cause: error });
  }
}
