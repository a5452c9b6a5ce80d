/** Sends an item over a real connection as a browser does, reads it again, and says by how much this process grew meanwhile. */
import { createHash } from 'node:crypto';
import { csrfOf, sessionCookie } from '../src/identity/session-token.ts';
import { newKey, openCompany } from './evidence.ts';

const line = 'N-0117,2026-09-30,Platform,left on their own wish\n';

/** Part `number` of a table of `size` bytes; the same on every call. */
function partOf(size: number, partBytes: number, number: number): Buffer {
  return Buffer.alloc(Math.min(partBytes, size - (number - 1) * partBytes), line.repeat(64 * (1 + (number % 7))));
}

export interface LargeRun {
  readonly status: number;
  readonly sent: string;
  readonly recorded: { readonly size: number; readonly sha256: string; readonly state: string };
  readonly read: string;
  readonly growthBytes: number;
  readonly seconds: { readonly send: number; readonly complete: number; readonly read: number };
}

export async function sendLarge(size: number): Promise<LargeRun> {
  const { api, lead, base } = await openCompany();
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const headers = { cookie: `${sessionCookie}=${lead.token}`, 'x-tickmark-csrf': csrfOf(lead.token) };
  const url = (path: string) => `${address}/api/v1${base}${path}`;
  const partBytes = 8 * 1024 * 1024;
  const count = Math.ceil(size / partBytes);
  const hash = createHash('sha256');
  for (let number = 1; number <= count; number += 1) hash.update(partOf(size, partBytes, number));
  const sent = hash.digest('hex');

  const before = process.memoryUsage().rss;
  let peak = before;
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  try {
    const began = performance.now();
    const begun = await fetch(url('/uploads'), {
      method: 'POST',
      headers: { ...headers, ...newKey(), 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'large.csv', size, sha256: sent, source: { system: 'HR system' } }),
    });
    const { id }: { id: string } = JSON.parse(await begun.text());
    for (let number = 1; number <= count; number += 1) {
      const part = await fetch(url(`/uploads/${id}/parts/${number}`), {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(partOf(size, partBytes, number)),
      });
      if (part.status !== 200) throw new Error(await part.text());
      await part.arrayBuffer();
    }
    const sending = performance.now();
    const completed = await fetch(url(`/uploads/${id}/complete`), { method: 'POST', headers });
    const recorded = JSON.parse(await completed.text());
    const completing = performance.now();
    const content = await fetch(url(`/evidence/${recorded.code}/content`), { headers });
    const read = createHash('sha256');
    for await (const piece of content.body ?? []) read.update(piece);
    const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
    return {
      status: completed.status,
      sent,
      recorded,
      read: read.digest('hex'),
      growthBytes: peak - before,
      seconds: {
        send: seconds(began, sending),
        complete: seconds(sending, completing),
        read: seconds(completing, performance.now()),
      },
    };
  } finally {
    clearInterval(watching);
  }
}
