import { describe, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../../test/api.ts';

const risk = {
  content: { title: 'Loss of a region', likelihood: 'possible', impact: 'high', description: 'All of eu-central-1.' },
};
let keyNumber = 0;
const newKey = () => ({ 'idempotency-key': `key-${keyNumber++}` });

async function company(api: TestApi) {
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  return { organization, lead, base: `/organizations/${organization}` };
}

describe('a register', () => {
  test('what was added is read again, by id and by code, with its version as ETag', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const made = await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    expect([made.status, made.json.code, made.headers['etag']]).toEqual([201, 'RSK-001', '"v1"']);
    const byCode = await api.ask(lead, 'GET', `${base}/risks/RSK-001`);
    expect(byCode.json).toEqual(made.json);
    expect((await api.ask(lead, 'GET', `${base}/risks/${made.json.id}`)).json.content).toEqual(risk.content);
  });

  test('a change from an older version is refused, so that nobody overwrites what they have not read', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const { json } = await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    const change = (etag: string, impact: string) =>
      api.ask(lead, 'PATCH', `${base}/risks/${json.id}`, {
        body: { content: { impact }, why: 'Reviewed' },
        headers: { 'if-match': etag },
      });
    const first = await change('"v1"', 'low');
    expect([first.status, first.json.content.impact, first.headers['etag']]).toEqual([200, 'low', '"v2"']);
    const second = await change('"v1"', 'critical');
    expect([second.status, second.json.type]).toEqual([412, 'urn:tickmark:problem:version-stale']);
    const without = await api.ask(lead, 'PATCH', `${base}/risks/${json.id}`, { body: { content: { impact: 'low' } } });
    expect(without.status).toBe(428);
    const both = await Promise.all([change('"v2"', 'high'), change('"v2"', 'medium')]);
    expect(both.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  test('many records are changed at once, each with a receipt of its own, and what was refused is said one by one', async () => {
    const api = await openTestApi();
    const { lead, base, organization } = await company(api);
    const other = await company(api);
    const made = await Promise.all(
      Array.from({ length: 5 }, () => api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() })),
    );
    const foreign = await api.ask(other.lead, 'POST', `${other.base}/risks`, { body: risk, headers: newKey() });
    const [a, b, c, d, e] = made.map((reply) => reply.json);
    await api.ask(lead, 'PATCH', `${base}/risks/${c.id}`, {
      body: { state: 'treated' },
      headers: { 'if-match': '"v1"' },
    });
    await api.ask(lead, 'PATCH', `${base}/risks/${d.id}`, {
      body: { state: 'treated' },
      headers: { 'if-match': '"v1"' },
    });
    const ids = [a, b, c, foreign.json, a];
    const records = [...ids.map((one) => ({ id: one.id, version: 1 })), { id: d.id, version: 2 }];
    const all = await api.ask(lead, 'POST', `${base}/risks/bulk`, { body: { records, state: 'treated' } });
    expect([all.status, all.json.changed]).toEqual([
      200,
      [
        { index: 0, code: a.code, version: 2 },
        { index: 1, code: b.code, version: 2 },
      ],
    ]);
    expect(all.json.refused.map((one: { index: number; code: string }) => [one.index, one.code])).toEqual([
      [2, 'version-stale'],
      [3, 'not-found'],
      [4, 'version-stale'],
      [5, 'unchanged'],
    ]);
    expect((await api.ask(lead, 'GET', `${base}/risks`)).json.counts).toEqual({ open: 1, treated: 4 });
    const receipts = await Promise.all(
      [a, b].map(async (one) => {
        const { json } = await api.ask(lead, 'GET', `${base}/risks/${one.id}/history`);
        return json.items[0].receipt.digest;
      }),
    );
    expect(new Set(receipts).size).toBe(2);
    expect((await api.ask(other.lead, 'GET', `${other.base}/risks/${foreign.json.id}`)).json.version).toBe(1);
    // What is wrong for all of them changes none.
    const stranger = await api.addPerson(other.organization, ['control-owner']);
    const body = { records: [{ id: e.id, version: 1 }], ownerId: stranger.id, dueOn: '2027-01-31' };
    const wrong = await api.ask(lead, 'POST', `${base}/risks/bulk`, { body });
    expect([wrong.status, wrong.json.errors[0].pointer]).toEqual([422, '/ownerId']);
    expect((await api.ask(lead, 'GET', `${base}/risks/${e.id}`)).json.version).toBe(1);
    const nothing = await api.ask(lead, 'POST', `${base}/risks/bulk`, { body: { records: body.records } });
    expect(nothing.status).toBe(422);
    expect(organization).not.toBe(other.organization);
  });

  test('creations and changes of state at once wait for each other and never for ever', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const made = await Promise.all(
      Array.from({ length: 6 }, () => api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() })),
    );
    const change = (id: string) =>
      api.ask(lead, 'PATCH', `${base}/risks/${id}`, { body: { state: 'treated' }, headers: { 'if-match': '"v1"' } });
    const create = () => api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    const replies = await Promise.all(made.flatMap((reply) => [change(reply.json.id), create()]));
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200, 201]));
    const { counts } = (await api.ask(lead, 'GET', `${base}/risks`)).json;
    expect(counts).toEqual({ open: 6, treated: 6 });
  });

  test('the history says who changed what, why, and which entry of the log holds it', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const { json } = await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    await api.ask(lead, 'PATCH', `${base}/risks/${json.id}`, {
      body: { state: 'treated', content: { impact: 'low' }, why: 'Second region' },
      headers: { 'if-match': '"v1"' },
    });
    const { items } = (await api.ask(lead, 'GET', `${base}/risks/${json.id}/history`)).json;
    expect(items.map((item: { version: number }) => item.version)).toEqual([2, 1]);
    expect(items[0]).toMatchObject({ why: 'Second region', by: { id: lead.id }, receipt: { index: 1 } });
    expect(items[0].changes).toEqual([
      { field: 'impact', before: 'high', after: 'low' },
      { field: 'state', before: 'open', after: 'treated' },
    ]);
  });

  test('a repeated creation answers the record of the first, and another one under the same key is refused', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const ask = (title: string) =>
      api.ask(lead, 'POST', `${base}/risks`, {
        body: { content: { ...risk.content, title } },
        headers: { 'idempotency-key': 'once' },
      });
    const [first, again, other] = [await ask('One'), await ask('One'), await ask('Two')];
    expect(again.json).toEqual(first.json);
    expect([other.status, other.json.type]).toEqual([422, 'urn:tickmark:problem:idempotency-key-reused']);
    expect((await api.ask(lead, 'GET', `${base}/risks`)).json.total).toBe(1);
  });

  test('the millionth record of a register is added and read as every other', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const add = async () => {
      const body = { content: { title: 'One more risk', likelihood: 'rare', impact: 'low' } };
      return (await api.ask(lead, 'POST', `${base}/risks`, { body, headers: newKey() })).json.code;
    };
    await add();
    await api.owner.query('UPDATE management.tally SET last = 999999');
    expect(await add()).toBe('RSK-1000000');
    expect((await api.ask(lead, 'GET', `${base}/risks/RSK-1000000`)).status).toBe(200);
  });

  test('pages follow each other without a gap or a repeat, in every order', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    for (let i = 0; i < 11; i += 1) {
      await api.ask(lead, 'POST', `${base}/tasks`, {
        body: { dueOn: `2026-01-${String((i % 5) + 1).padStart(2, '0')}`, content: { title: `Task ${i}` } },
        headers: newKey(),
      });
    }
    for (const sort of ['code', '-code', 'changedAt', '-changedAt', 'dueOn', '-dueOn', 'state']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = (await api.ask(lead, 'GET', `${base}/tasks?limit=3&sort=${sort}${cursor}`)).json;
        seen.push(...page.items.map((item: { code: string }) => item.code));
        cursor = page.next === null ? '' : `&cursor=${page.next}`;
      } while (cursor !== '');
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 11, 11]);
    }
    // Codes follow by their numbers: the thousandth comes after the hundred-and-first.
    await api.owner.query('UPDATE management.tally SET last = 998');
    for (const title of ['999', '1000', '1001'])
      await api.ask(lead, 'POST', `${base}/tasks`, { body: { content: { title } }, headers: newKey() });
    const last: string[] = [];
    for (let cursor = ''; last.length < 4; ) {
      const page = (await api.ask(lead, 'GET', `${base}/tasks?limit=1&sort=-code${cursor}`)).json;
      last.push(page.items[0].code);
      cursor = `&cursor=${page.next}`;
    }
    expect(last).toEqual(['TSK-1001', 'TSK-1000', 'TSK-999', 'TSK-011']);
    const foreign = (await api.ask(lead, 'GET', `${base}/tasks?limit=3&sort=code`)).json.next;
    expect((await api.ask(lead, 'GET', `${base}/tasks?sort=dueOn&cursor=${foreign}`)).status).toBe(422);
  });

  test('a search finds by the beginning of a word, and by closed values', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    await api.ask(lead, 'POST', `${base}/risks`, {
      body: { content: { ...risk.content, title: 'Ünusual Überweisung', impact: 'low' } },
      headers: newKey(),
    });
    const found = async (query: string) =>
      (await api.ask(lead, 'GET', `${base}/risks?${query}`)).json.items.map((item: { code: string }) => item.code);
    expect(await found('q=reg')).toEqual(['RSK-001']);
    expect(await found(`q=${encodeURIComponent('ÜBERW')}`)).toEqual(['RSK-002']);
    expect(await found('q=rsk-002')).toEqual(['RSK-002']);
    expect(await found('impact=low')).toEqual(['RSK-002']);
    expect(await found('q=nothing')).toEqual([]);
    const all = (await api.ask(lead, 'GET', `${base}/search?q=region`)).json.items;
    expect(all).toMatchObject([{ register: 'risks', code: 'RSK-001', title: 'Loss of a region' }]);
  });

  test('what people typed is nowhere in the database', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const canary = 'Quetzalcanary';
    const { json } = await api.ask(lead, 'POST', `${base}/risks`, {
      body: { content: { ...risk.content, title: canary, description: canary } },
      headers: newKey(),
    });
    await api.ask(lead, 'POST', `${base}/risks/${json.id}/comments`, { body: { text: canary } });
    await api.ask(lead, 'PATCH', `${base}/risks/${json.id}`, {
      body: { why: canary },
      headers: { 'if-match': '"v1"' },
    });
    const { rows } = await api.owner.query<{ table: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.tables WHERE table_schema IN ('management', 'firm', 'ledger', 'evidence') AND table_type = 'BASE TABLE'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { table } of rows) {
      const found = await api.owner.query(`SELECT 1 FROM ${table} t WHERE t::text ILIKE $1 OR t::text LIKE $2`, [
        `%${canary}%`,
        `%${Buffer.from(canary).toString('hex')}%`,
      ]);
      expect([table, found.rowCount]).toEqual([table, 0]);
    }
  });

  test('another organization, and one that is not there, answer the same', async () => {
    const api = await openTestApi();
    const { lead, base, organization } = await company(api);
    const other = await company(api);
    const { json } = await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    const foreign = await api.ask(other.lead, 'GET', `${base}/risks/${json.id}`);
    const missing = await api.ask(
      other.lead,
      'GET',
      `/organizations/${organization.replace(/.{4}$/, '0000')}/risks/${json.id}`,
    );
    const inOwn = await api.ask(other.lead, 'GET', `${other.base}/risks/${json.id}`);
    expect([foreign.status, missing.status, inOwn.status]).toEqual([404, 404, 404]);
    const { instance: _a, ...one } = foreign.json;
    const { instance: _b, ...two } = missing.json;
    expect(one).toEqual(two);
  });

  test('owners and people mentioned are members of the organization, and nobody is told who is elsewhere', async () => {
    const api = await openTestApi();
    const { lead, base, organization } = await company(api);
    const other = await company(api);
    const gone = await api.addPerson(organization, ['control-owner']);
    const owner = await api.addPerson(organization, ['control-owner']);
    const create = (ownerId: string) =>
      api.ask(lead, 'POST', `${base}/risks`, { body: { ...risk, ownerId }, headers: newKey() });
    const kept = await create(gone.id);
    expect([kept.status, kept.json.ownerId]).toEqual([201, gone.id]);
    await api.owner.query(`UPDATE identity.membership SET state = 'left' WHERE person_id = $1`, [gone.id]);

    const change = (body: unknown) =>
      api.ask(lead, 'PATCH', `${base}/risks/RSK-001`, { body, headers: { 'if-match': '"v1"' } });
    const comment = (mentions: string[]) =>
      api.ask(lead, 'POST', `${base}/risks/RSK-001/comments`, { body: { text: 'Look', mentions } });
    const missing = lead.id.replace(/.{4}$/, '0000');
    for (const stranger of [other.lead.id, gone.id, missing]) {
      const refused = [await create(stranger), await comment([owner.id, stranger])];
      if (stranger !== gone.id) refused.push(await change({ ownerId: stranger }));
      expect(refused.map((reply) => [reply.status, reply.json.errors[0].pointer])).toEqual(
        [
          [422, '/ownerId'],
          [422, '/mentions/1'],
          [422, '/ownerId'],
        ].slice(0, refused.length),
      );
      for (const reply of refused) expect(reply.text).not.toContain(stranger);
    }
    expect((await comment([owner.id, lead.id])).status).toBe(201);
    // Whoever left stays the owner until somebody takes over.
    const later = await change({ ownerId: gone.id, content: { impact: 'low' } });
    expect([later.status, later.json.ownerId]).toEqual([200, gone.id]);
  });

  test('what a role may not do is refused, and the attempt is on record in the organization’s log', async () => {
    const api = await openTestApi();
    const { organization, base } = await company(api);
    const reader = await api.addPerson(organization, ['reader-org']);
    const refused = await api.ask(reader, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    expect([refused.status, refused.json.type]).toEqual([403, 'urn:tickmark:problem:not-allowed']);
    const { rows } = await api.owner.query<{ envelope: string }>(
      `SELECT envelope FROM ledger.opening WHERE origin LIKE '%' || $1`,
      [organization],
    );
    const [body] = rows.map(
      (row) => JSON.parse(Buffer.from(JSON.parse(row.envelope).payload, 'base64').toString()).predicate.body,
    );
    expect(body).toMatchObject({ event: 'refused', route: 'risks.create', person: reader.id });
  });

  test('comments and changes of one record at the same time wait for no other that waits for them', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    const { json } = await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    const record = `${base}/risks/${json.id}`;
    for (let version = 1; version <= 25; version += 1) {
      const replies = await Promise.all([
        api.ask(lead, 'PATCH', record, { body: { why: 'again' }, headers: { 'if-match': `"v${version}"` } }),
        ...Array.from({ length: 3 }, () => api.ask(lead, 'POST', `${record}/comments`, { body: { text: 'Seen.' } })),
      ]);
      expect(replies.map((reply) => reply.status)).toEqual([200, 201, 201, 201]);
    }
  });

  test('when the log cannot be written, nothing happened', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
    await api.owner.query('REVOKE INSERT ON ledger.entry FROM tickmark_management');
    try {
      const failed = await api.ask(lead, 'POST', `${base}/risks`, { body: risk, headers: newKey() });
      expect(failed.status).toBe(500);
      expect(failed.text).not.toContain('permission');
      expect((await api.ask(lead, 'GET', `${base}/risks`)).json.total).toBe(1);
    } finally {
      await api.owner.query('GRANT INSERT ON ledger.entry TO tickmark_management');
    }
  });

  test('the export is read by a spreadsheet and runs nothing in it', async () => {
    const api = await openTestApi();
    const { lead, base } = await company(api);
    await api.ask(lead, 'POST', `${base}/risks`, {
      body: { content: { ...risk.content, title: '=HYPERLINK("http://x")' } },
      headers: newKey(),
    });
    const csv = await api.ask(lead, 'GET', `${base}/risks/export.csv`);
    expect(csv.headers['content-disposition']).toBe('attachment; filename="risks.csv"');
    expect(csv.text.split('\r\n')[1]).toContain(`'=HYPERLINK`);
  });
});
