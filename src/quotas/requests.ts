/** Requests of an organization a minute, as this process counts them. */
import type { Database } from '../adapters/postgres/pool.ts';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes one request of the organization. Null: taken. Otherwise how many a minute it may make. */
export type TakeRequest = (organizationId: string, now: number) => number | null;

const readAgainMs = 15_000;
const minuteMs = 60_000;

/**
 * Bounds as the database holds them, read once more every 15 seconds: a request asks the memory alone. owner: the database's.
 * A minute is a window that begins with a request; at its end the count begins anew.
 */
export async function countRequests(owner: Database): Promise<{ readonly take: TakeRequest; close(): Promise<void> }> {
  let bounds = await selectBounds(owner);
  const windows = new Map<string, { from: number; taken: number }>();
  const ending = new AbortController();
  const follow = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await sleep(readAgainMs, undefined, { ref: false, signal: ending.signal }).catch(() => undefined);
      const now = Date.now();
      for (const [organization, { from }] of windows) if (now - from >= minuteMs) windows.delete(organization);
      // With the database away the bounds of before go on.
      if (!ending.signal.aborted) bounds = await selectBounds(owner).catch(() => bounds);
    }
  };
  const running = follow();
  return {
    take(organizationId, now) {
      const most = bounds.has(organizationId) ? bounds.get(organizationId) : bounds.get(null);
      if (most === undefined || most === null) return null;
      const open = windows.get(organizationId);
      const window = open === undefined || now - open.from >= minuteMs ? { from: now, taken: 0 } : open;
      windows.set(organizationId, window);
      if (window.taken >= most) return most;
      window.taken += 1;
      return null;
    },
    async close() {
      ending.abort();
      await running;
    },
  };
}

/** By organization; null: of all others. */
async function selectBounds(owner: Database): Promise<ReadonlyMap<string | null, number | null>> {
  const { rows } = await owner.query<{ organization_id: string | null; most: number | null }>(
    `SELECT organization_id, most FROM tickmark.quota WHERE kind = 'requests'`,
  );
  return new Map(rows.map((row) => [row.organization_id, row.most]));
}
