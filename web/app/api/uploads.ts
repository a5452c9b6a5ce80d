/**
 * Files on their way to evidence. A file is read in pieces and never held whole: once for its digest, then part by part. What stopped
 * goes on where it was, after a reload too, when the same file is given again with the same words.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { useSyncExternalStore } from 'react';
import { evidence as words } from '../words/en-evidence.ts';
import { ApiError, ask, type EvidenceItem, type Upload } from './client.ts';

/** What is said of files before they are sent; the same for each. */
export interface Said {
  readonly source?: {
    readonly system: string;
    readonly collector: string | null;
    readonly query: string | null;
    readonly account: string | null;
  };
  readonly collectedAt?: string;
  readonly periodStart?: string;
  readonly periodEnd?: string;
  readonly freshUntil?: string;
  readonly links?: readonly string[];
  readonly replaces?: string;
}

/** done: bytes of the phase that are behind it */
export interface Sending {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly size: number;
  readonly phase: keyof typeof words.upload.phases;
  readonly done: number;
  readonly problem: string | null;
  readonly item: EvidenceItem | null;
}

interface Work {
  readonly file: File;
  readonly said: Said;
  readonly stop: AbortController;
  /** hex, once it is known: a file that goes on is not read again for it */
  digest: string | null;
  /** address of what was begun, once it is */
  begun: string | null;
}

const pieceBytes = 2 * 1024 * 1024;
const largest = 5 * 1024 ** 3;
const mostTries = 6;
const ended = new Set<Sending['phase']>(['done', 'failed', 'cancelled']);

let sendings: readonly Sending[] = [];
const works = new Map<string, Work>();
const listeners = new Set<() => void>();
let running = false;

function change(id: string, what: Partial<Sending>): void {
  sendings = sendings.map((one) => (one.id === id ? { ...one, ...what } : one));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** All that was given since the page was loaded, in that order. */
export function useSendings(): readonly Sending[] {
  return useSyncExternalStore(subscribe, () => sendings);
}

export function isUnderWay(sending: Sending): boolean {
  return !ended.has(sending.phase);
}

export function sendFiles(organizationId: string, files: readonly File[], said: Said): void {
  for (const file of files) {
    const id = crypto.randomUUID();
    works.set(id, { file, said, stop: new AbortController(), digest: null, begun: null });
    sendings = [
      ...sendings,
      { id, organizationId, name: file.name, size: file.size, phase: 'waiting', done: 0, problem: null, item: null },
    ];
  }
  change('', {});
  void run();
}

export function cancelSending(id: string): void {
  works.get(id)?.stop.abort();
  const work = works.get(id);
  const sending = sendings.find((one) => one.id === id);
  if (work !== undefined && sending !== undefined) forget(announcement(sending, work));
  // What came of it goes at once where the server answers, and is swept otherwise.
  if (work !== undefined && work.begun !== null) void ask('DELETE', work.begun).catch(() => undefined);
  works.delete(id);
  change(id, { phase: 'cancelled', problem: words.upload.cancelled });
}

export function resumeSendings(): void {
  sendings = sendings.map((one) => (one.phase === 'paused' ? { ...one, phase: 'waiting', problem: null } : one));
  change('', {});
  void run();
}

export function clearEnded(): void {
  sendings = sendings.filter(isUnderWay);
  change('', {});
}

/** One file after the other: each takes the whole line, and the first ones are there first. */
async function run(): Promise<void> {
  if (running) return;
  running = true;
  addEventListener('online', resumeSendings);
  addEventListener('beforeunload', warn);
  try {
    for (;;) {
      const next = sendings.find((one) => one.phase === 'waiting');
      const work = next === undefined ? undefined : works.get(next.id);
      if (next === undefined || work === undefined) return;
      await sendOne(next, work);
    }
  } finally {
    running = false;
    if (!sendings.some(isUnderWay)) {
      removeEventListener('online', resumeSendings);
      removeEventListener('beforeunload', warn);
    }
  }
}

function warn(event: BeforeUnloadEvent): void {
  if (sendings.some(isUnderWay)) event.preventDefault();
}

async function sendOne(sending: Sending, work: Work): Promise<void> {
  const { id, size } = sending;
  try {
    if (size > largest) throw new UnreadableFile(words.upload.tooLarge);
    change(id, { phase: 'digest', done: 0 });
    work.digest ??= await digestOf(work, (done) => change(id, { done }));
    const item = await sendParts(sending, work);
    forget(announcement(sending, work));
    works.delete(id);
    change(id, { phase: 'done', done: size, item });
  } catch (error) {
    if (work.stop.signal.aborted) return;
    if (error instanceof ApiError && isPassing(error)) {
      change(id, { phase: 'paused', problem: error.problem.detail });
      return;
    }
    if (error instanceof ApiError || error instanceof UnreadableFile) {
      const more = error instanceof ApiError ? (error.problem.errors?.map((one) => one.detail) ?? []) : [];
      forget(announcement(sending, work));
      works.delete(id);
      change(id, { phase: 'failed', problem: more.length > 0 ? more.join(' ') : error.message });
      return;
    }
    throw error;
  }
}

/** The browser lost the file: it was moved, changed, or is a folder. */
class UnreadableFile extends Error {}

async function digestOf({ file, stop }: Work, progress: (done: number) => void): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += pieceBytes) {
    stop.signal.throwIfAborted();
    const piece = await file
      .slice(at, at + pieceBytes)
      .arrayBuffer()
      .catch(() => {
        throw new UnreadableFile(words.upload.unreadable);
      });
    hash.update(new Uint8Array(piece));
    progress(Math.min(file.size, at + pieceBytes));
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function announcement({ organizationId, name, size }: Sending, { digest, said }: Work): string {
  return JSON.stringify([organizationId, { name, size, sha256: digest, ...said }]);
}

async function sendParts(sending: Sending, work: Work): Promise<EvidenceItem> {
  const { id, size, name, organizationId } = sending;
  const { file, said, digest } = work;
  const { signal } = work.stop;
  const base = `/organizations/${organizationId}/uploads`;
  const announced = announcement(sending, work);
  const begin = (creation: string) =>
    ask<Upload>('POST', base, { body: { name, size, sha256: digest, ...said }, creation, signal });
  change(id, { phase: 'sending', done: 0 });
  const upload = await again(signal, () => begin(keyOf(announced))).catch((error: unknown) => {
    // It was left too long and is gone: what it was sent under opens nothing any more.
    if (!(error instanceof ApiError) || error.problem.status !== 404) throw error;
    forget(announced);
    return again(signal, () => begin(keyOf(announced)));
  });
  work.begun = `${base}/${upload.id}`;
  const there = new Set(upload.parts);
  for (let number = 1; number <= upload.count && upload.evidence === null; number += 1) {
    const end = Math.min(size, number * upload.partBytes);
    if (!there.has(number)) {
      const bytes = file.slice((number - 1) * upload.partBytes, end);
      await again(signal, () => ask('PUT', `${base}/${upload.id}/parts/${number}`, { bytes, signal }));
    }
    change(id, { done: end });
  }
  change(id, { phase: 'scanning' });
  return again(signal, () => ask<EvidenceItem>('POST', `${base}/${upload.id}/complete`, { signal }));
}

/** What may be otherwise in a moment: no answer, too many requests, a server that starts. */
function isPassing(error: ApiError): boolean {
  return [0, 429, 502, 503, 504].includes(error.problem.status);
}

async function again<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || !isPassing(error) || tries === mostTries || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
    }
  }
}

// The key an upload was announced under, by a digest of what was announced: no name stays in the browser.
function placeOf(announced: string): string {
  const digest = sha256(new TextEncoder().encode(announced));
  return `tickmark.upload.${Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function keyOf(announced: string): string {
  const place = placeOf(announced);
  const made = crypto.randomUUID();
  try {
    const kept = localStorage.getItem(place);
    if (kept !== null) return kept;
    localStorage.setItem(place, made);
  } catch {
    // No storage: it goes on as long as the page stands.
  }
  return made;
}

function forget(announced: string): void {
  try {
    localStorage.removeItem(placeOf(announced));
  } catch {
    // No storage: nothing was kept.
  }
}
