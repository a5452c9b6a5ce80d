import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { csrfOf, sessionCookie } from '../../identity/index.ts';
import { openTestApi } from '../../../test/api.ts';
import { fillRisks } from '../../../test/many-records.ts';
import { portOf } from '../../../test/port.ts';

/** What is held while the list leaves, beyond what was held before; in one piece it is 40 MB and more. */
const mostHeld = 16 * 1024 * 1024;
const records = 30_000;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** What is in use, garbage not counted in. */
function inUse(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function registerOf(count: number) {
  const api = await openTestApi();
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  if (count > 0) await fillRisks(api.owner, api.keys, { organizationId: organization, personId: lead.id, count });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  const port = portOf(api.app.server);
  const headers = { cookie: `${sessionCookie}=${lead.token}`, 'x-tickmark-csrf': csrfOf(lead.token) };
  return { api, lead, headers, at: `http://127.0.0.1:${port}/api/v1/organizations/${organization}/risks` };
}

test('a long list leaves as a workbook or CSV with a page of it in memory at a time', {
  timeout: 300_000,
}, async () => {
  const { headers, at } = await registerOf(records);
  for (const format of ['xlsx', 'csv']) {
    const before = inUse();
    let pieces = 0;
    let held = 0;
    let size = 0;
    const reply = await fetch(`${at}/export.${format}?sort=-changedAt`, { headers });
    for await (const piece of reply.body ?? []) {
      size += piece.length;
      pieces += 1;
      if (pieces % 20 === 0) held = Math.max(held, inUse() - before);
    }
    expect([reply.status, size > 500_000, pieces > 20]).toEqual([200, true, true]);
    expect(held).toBeLessThan(mostHeld);
  }
});

test('2,000 records are taken in at once, and one more is refused before anything is', {
  timeout: 300_000,
}, async () => {
  const { headers, at, api, lead } = await registerOf(0);
  const file = (count: number) =>
    `Title,Likelihood,Impact\n${Array.from({ length: count }, (_, index) => `Risk ${index},possible,high\n`).join('')}`;
  const send = (path: string, body: string, key = '1') =>
    fetch(`${at}/import${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream', 'idempotency-key': key },
      body,
    });
  expect((await send('/preview?name=a.csv', file(2_001))).status).toBe(422);
  const seen = await (await send('/preview?name=a.csv', file(2_000))).json();
  const taken = await send(`?name=a.csv&plan=${Object(seen).plan}`, file(2_000));
  expect([taken.status, await taken.json()]).toEqual([200, { create: 2_000, change: 0, none: 0, refused: 0 }]);
  const again = await send(`?name=a.csv&plan=${Object(seen).plan}`, file(2_000));
  expect([again.status, await again.json()]).toEqual([200, { create: 0, change: 0, none: 2_000, refused: 0 }]);
  const { rows } = await api.owner.query('SELECT count(*)::int AS n FROM management.record');
  expect([rows[0]?.n, lead.roles]).toEqual([2_000, ['compliance-manager']]);
});
