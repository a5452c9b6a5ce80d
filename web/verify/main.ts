/** The page: takes files, runs the verifier, shows what it says. No rule of its own. */
import { z } from './jitless.ts';
import { Refusal } from '../../src/refusal.ts';
import { parseTrustFile, type TrustedKey } from '../../src/verify/trust.ts';
import { type Verification, verifyFile } from '../../src/verify/verify.ts';
import { showResult } from './view.ts';

/** No report comes near this; a larger file is refused before it is read. */
const mostBytes = 1024 * 1024 * 1024;

const receiptShape = z.object({ report: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${id}.`);
  return found;
}

const choose = element('choose', HTMLElement);
const busy = element('busy', HTMLElement);
const result = element('result', HTMLElement);
const refused = element('refused', HTMLElement);
const fileField = element('file', HTMLInputElement);
const trustField = element('trust', HTMLInputElement);
const receiptField = element('receipt', HTMLInputElement);

/** The file being looked at; dropped files have no field of their own. */
let current: File | null = null;
let run = 0;

function refuse(sentence: string): void {
  refused.textContent = sentence;
  refused.hidden = false;
}

async function trustedKeys(): Promise<readonly TrustedKey[] | null> {
  const file = trustField.files?.[0];
  return file ? parseTrustFile(await file.text(), file.name) : null;
}

async function originals(): Promise<{ report: string; sha256: string }[]> {
  const file = receiptField.files?.[0];
  if (!file) return [];
  try {
    return [receiptShape.parse(JSON.parse(await file.text()))];
  } catch (cause) {
    throw new Refusal('receipt', `${file.name} is no receipt.`, { cause });
  }
}

function sentenceOf(error: unknown, file: File): string {
  if (error instanceof Refusal) return [error.message, ...error.problems.map((one) => one.sentence)].join(' ');
  const reason = error instanceof Error ? error.message : String(error);
  return `${file.name} could not be read: ${reason}`;
}

/** Checks the current file with the trust file and receipt as they are chosen now. */
async function check(): Promise<void> {
  const file = current;
  if (!file) return;
  const mine = ++run;
  refused.hidden = true;
  result.hidden = true;
  busy.hidden = false;
  busy.textContent = `Checking ${file.name}, ${file.size.toLocaleString('en')} bytes`;
  // Two frames, so that the line is on the screen before the work begins.
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  try {
    if (file.size > mostBytes) throw new Refusal('file-too-large', `${file.name} is larger than 1 GiB and no report.`);
    const [trust, known] = [await trustedKeys(), await originals()];
    const bytes = new Uint8Array(await file.arrayBuffer());
    const started = performance.now();
    const answer = await verifyFile(bytes, { trust, originals: known });
    // A later choice was made while this one was read.
    if (mine === run) show(answer, file, (performance.now() - started) / 1000);
  } catch (error) {
    if (mine === run) refuse(sentenceOf(error, file));
  } finally {
    if (mine === run) busy.hidden = true;
  }
}

function show(answer: Verification, file: File, seconds: number): void {
  showResult(result, answer, { file: file.name, seconds });
  choose.classList.add('again');
  result.hidden = false;
  result.querySelector('h2')?.focus();
}

function take(file: File | undefined): void {
  if (!file) return;
  current = file;
  void check();
}

fileField.addEventListener('change', () => take(fileField.files?.[0]));
for (const field of [trustField, receiptField]) field.addEventListener('change', () => void check());

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('over');
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('over');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('over');
  const files = event.dataTransfer?.files;
  if (files && files.length > 1) refuse('One file at a time: drop the report, and choose the keys below.');
  else take(files?.[0]);
});
