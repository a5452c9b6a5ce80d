import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newKey, openCompany } from '../../test/evidence.ts';
import type { Person } from '../../test/api.ts';
import { formsOf } from '../../test/isolation/world.ts';
import { home } from '../installation/environment.ts';
import { registers } from '../registers/index.ts';
import { deliverSent } from './deliver.ts';
import { exchangeParts } from './parts.ts';
import { exchangeRoutes } from './routes.ts';

const table = 'person,left\nN-0117,2026-09-30\n';

/** A company, its firm with an engagement both agreed to, and a firm that has nothing to do with it. */
async function underWay() {
  const company = await openCompany((parts, signer) =>
    exchangeRoutes(registers, exchangeParts(parts.keys, parts, signer)),
  );
  const { api, lead, base } = company;
  const firmId = await api.addOrganization('firm', 'Quill');
  const partner = await api.addPerson(firmId, ['engagement-partner']);
  const otherId = await api.addOrganization('firm', 'Elsewhere');
  const stranger = await api.addPerson(otherId, ['engagement-partner']);
  const firm = `/organizations/${firmId}`;
  const post = (person: Person, path: string, body?: object) =>
    api.ask(person, 'POST', path, { ...(body !== undefined && { body }), headers: newKey() });
  const deliver = () => deliverSent(api.owner, api.options, { keys: api.keys }, registers);
  const proposed = await post(partner, `${firm}/exchange/engagements`, {
    with: company.organization,
    type: 'soc2-type2',
    periodStart: '2025-10-01',
    periodEnd: '2026-09-30',
    title: 'Northline Cloud',
  });
  expect(proposed.status).toBe(201);
  const engagement: string = proposed.json.id;
  await deliver();
  expect((await api.ask(lead, 'POST', `${base}/exchange/engagements/${engagement}/agree`)).status).toBe(200);
  await deliver();
  const draft = async (content: object = {}, dueOn: string | null = '2026-12-01'): Promise<string> => {
    const made = await post(partner, `${firm}/requests`, {
      dueOn,
      content: {
        title: 'List of leavers',
        asks: 'All who left in the period.',
        notes: 'Partner doubts HR.',
        ...content,
      },
    });
    if (made.status !== 201) throw new Error(made.text);
    return made.json.code;
  };
  const request = async (content: object = {}) => {
    const code = await draft(content);
    const sent = await post(partner, `${firm}/requests/${code}/send`, { engagement });
    if (sent.status !== 200) throw new Error(sent.text);
    await deliver();
    return code;
  };
  const stateOf = async (person: Person, path: string) => (await api.ask(person, 'GET', path)).json.state;
  return {
    ...company,
    firm,
    firmId,
    partner,
    stranger,
    other: `/organizations/${otherId}`,
    post,
    deliver,
    engagement,
    draft,
    request,
    stateOf,
  };
}

test('an engagement is proposed by one side and agreed to by the other, and each then knows the other’s name', async () => {
  const { api, lead, base, organization, partner, firm, firmId, stranger, other, post, engagement } = await underWay();
  const list = async (person: Person, of: string) =>
    (await api.ask(person, 'GET', `${of}/exchange/engagements`)).json.items;
  expect(await list(lead, base)).toMatchObject([
    { id: engagement, state: 'agreed', partner: 'Quill', partnerId: firmId, title: 'Northline Cloud' },
  ]);
  expect(await list(partner, firm)).toMatchObject([
    { id: engagement, state: 'agreed', partner: 'Northline', partnerId: organization },
  ]);
  expect(await list(stranger, other)).toEqual([]);
  // To whom nothing of the other side came back, nothing tells who they are.
  const about = { type: 'soc2-type1', periodEnd: '2026-09-30', title: 'Another', with: organization };
  const unanswered = await post(stranger, `${other}/exchange/engagements`, about);
  expect(unanswered.json).toMatchObject({ partner: null, partnerId: null });
  for (const act of ['agree', 'refuse'])
    expect((await api.ask(stranger, 'POST', `${other}/exchange/engagements/${engagement}/${act}`)).status).toBe(404);
  expect((await api.ask(partner, 'POST', `${firm}/exchange/engagements/${engagement}/refuse`)).status).toBe(409);
});

test('an engagement is with an organization of the other side that is there', async () => {
  const { post, partner, firm, firmId, other, api } = await underWay();
  const body = { type: 'soc2-type1', periodEnd: '2026-09-30', title: 'Another' };
  for (const wrong of [firmId, other.split('/').at(-1), api.options.newId()]) {
    const refused = await post(partner, `${firm}/exchange/engagements`, { ...body, with: wrong });
    expect([refused.status, refused.json.errors?.[0]?.pointer]).toEqual([422, '/with']);
  }
  const period = await post(partner, `${firm}/exchange/engagements`, {
    ...body,
    periodStart: '2026-01-01',
    with: other.split('/').at(-1),
  });
  expect(period.status).toBe(422);
});

test('a request goes from the firm to management, is answered with evidence, returned with a reason, answered again and accepted', async () => {
  const { api, add, lead, base, partner, firm, post, deliver, request, stateOf } = await underWay();
  const code = await request();
  const [received] = (await api.ask(lead, 'GET', `${base}/received-requests`)).json.items;
  expect(received).toMatchObject({
    state: 'open',
    dueOn: '2026-12-01',
    content: { title: 'List of leavers', asks: 'All who left in the period.', firm: 'Quill', reference: code },
  });
  const mine = `${base}/received-requests/${received.code}`;
  const theirs = `${firm}/requests/${code}`;
  const item = (await add(table, { name: 'leavers.csv', links: [received.code] })).json;
  const hidden = (await add('who,paid\nN-1,9\n', { name: 'salaries.csv' })).json;
  expect((await post(lead, `${mine}/answer`, { text: 'Here they are.', evidence: [item.code] })).status).toBe(200);
  expect(await stateOf(partner, theirs)).toBe('open');
  await deliver();
  expect([await stateOf(partner, theirs), await stateOf(lead, mine)]).toEqual(['answered', 'answered']);

  const thread = (await api.ask(partner, 'GET', `${theirs}/thread`)).json;
  expect(thread.items.map((one: { kind: string; from: string }) => `${one.from} ${one.kind}`)).toEqual([
    'firm request',
    'management answer',
  ]);
  const answer = thread.items[1];
  expect(answer.content).toMatchObject({
    text: 'Here they are.',
    organization: 'Northline',
    role: 'compliance-manager',
  });
  expect(answer.content.evidence).toMatchObject([
    { number: 1, name: 'leavers.csv', sha256: item.sha256, system: 'HR system' },
  ]);
  const content = await api.ask(partner, 'GET', `${theirs}/evidence/${answer.sequence}/1/content`);
  expect([content.status, content.text]).toEqual([200, table]);
  const preview = await api.ask(partner, 'GET', `${theirs}/evidence/${answer.sequence}/1/preview`);
  expect(preview.json).toMatchObject({ kind: 'rows', head: ['person', 'left'] });
  for (const path of [`${answer.sequence}/2`, '1/1', '99/1'])
    expect((await api.ask(partner, 'GET', `${theirs}/evidence/${path}/content`)).status).toBe(404);
  expect((await api.ask(partner, 'GET', `${firm}/evidence/${hidden.code}`)).status).toBe(404);

  expect((await post(partner, `${theirs}/return`, { text: 'The period ends too early.' })).status).toBe(200);
  await deliver();
  expect(await stateOf(lead, mine)).toBe('returned');
  expect((await post(partner, `${theirs}/accept`, {})).status).toBe(409);
  expect((await post(lead, `${mine}/answer`, { text: 'The whole period.', evidence: [item.code] })).status).toBe(200);
  await deliver();
  expect((await post(partner, `${theirs}/accept`, {})).status).toBe(200);
  await deliver();
  expect([await stateOf(partner, theirs), await stateOf(lead, mine)]).toEqual(['accepted', 'accepted']);
  const end = (await api.ask(lead, 'GET', `${mine}/thread`)).json;
  expect(end.acts).toEqual([]);
  for (const one of end.items) expect(one.deliveredAt).not.toBeNull();
});

test('a PDF that was sent is looked at page by page by both sides, by an inspector too, who may not take it away', async () => {
  const { api, add, lead, base, partner, firm, firmId, stranger, other, post, deliver, request } = await underWay();
  const code = await request();
  const mine = `${base}/received-requests/REQ-001`;
  const theirs = `${firm}/requests/${code}`;
  const pdf = await readFile(join(home, 'test', 'data', 'pdf-signed', 'minimal-two-fields-signed-twice.pdf'));
  const items = [await add(pdf, { name: 'Diagram.pdf' }), await add(table)].map((one) => one.json);
  const evidence = items.map((one) => one.code);
  expect((await post(lead, `${mine}/answer`, { text: 'Here.', evidence })).status).toBe(200);
  await deliver();
  const { sequence } = (await api.ask(partner, 'GET', `${theirs}/thread`)).json.items.at(-1);
  const at = (page: number, number = 1) => `/evidence/${sequence}/${number}/pages/${page}`;
  const inspector = await api.addPerson(firmId, ['inspector']);
  for (const [person, of] of [
    [lead, mine],
    [inspector, theirs],
  ] as const) {
    const looked = await api.ask(person, 'GET', `${of}${at(1)}`);
    expect([looked.status, looked.json.pages, looked.json.width]).toEqual([200, 1, 900]);
    expect((await api.ask(person, 'GET', `${of}${at(2)}`)).status).toBe(404);
    const text = await api.ask(person, 'GET', `${of}${at(1, 2)}`);
    expect([text.status, text.json.detail]).toEqual([409, 'people.csv is no PDF.']);
  }
  expect((await api.ask(inspector, 'GET', `${theirs}/evidence/${sequence}/1/content`)).status).toBe(403);
  expect((await api.ask(stranger, 'GET', `${other}/requests/${code}${at(1)}`)).status).toBe(404);
  const { rows } = await api.owner.query<{ origin: string; envelope: string }>(
    'SELECT origin, envelope FROM ledger.opening ORDER BY origin, idx',
  );
  const looks = rows
    .filter((row) => row.origin.endsWith(firmId))
    .map((row) => JSON.parse(Buffer.from(JSON.parse(row.envelope).payload, 'base64').toString()).predicate.body)
    .filter((body) => body.event === 'previewed');
  // What is no PDF was not looked at, and nothing says it was.
  expect(looks.map((body) => [body.page, body.size])).toEqual([
    [1, pdf.length],
    [2, pdf.length],
  ]);
  const seen = (await api.ask(lead, 'GET', `${mine}/thread`)).json.items.at(-1);
  expect(seen.readAt).not.toBeNull();
});

test('an answer is recalled until the firm read evidence of it, and then not shown any more', async () => {
  const { api, add, lead, base, partner, firm, post, deliver, request, stateOf } = await underWay();
  const code = await request();
  const mine = `${base}/received-requests/REQ-001`;
  const item = (await add(table)).json;
  await post(lead, `${mine}/answer`, { text: 'Too early.', evidence: [item.code] });
  await deliver();
  expect((await post(lead, `${mine}/recall`, {})).status).toBe(200);
  await deliver();
  expect([await stateOf(partner, `${firm}/requests/${code}`), await stateOf(lead, mine)]).toEqual(['open', 'open']);
  const thread = await api.ask(partner, 'GET', `${firm}/requests/${code}/thread`);
  const { sequence } = thread.json.items[1];
  expect(thread.text).not.toContain('Too early.');
  expect((await api.ask(partner, 'GET', `${firm}/requests/${code}/evidence/${sequence}/1/content`)).status).toBe(404);

  await post(lead, `${mine}/answer`, { text: 'Now.', evidence: [item.code] });
  await deliver();
  const again = (await api.ask(partner, 'GET', `${firm}/requests/${code}/thread`)).json.items.at(-1);
  expect((await api.ask(partner, 'GET', `${firm}/requests/${code}/evidence/${again.sequence}/1/content`)).status).toBe(
    200,
  );
  const late = await post(lead, `${mine}/recall`, {});
  expect([late.status, late.json.detail]).toEqual([409, 'The other side has read it; it cannot be recalled any more.']);
  const seen = (await api.ask(lead, 'GET', `${mine}/thread`)).json.items.at(-1);
  expect(seen.readAt).not.toBeNull();
});

test('a firm does not advise, and what is a draft, quarantined or recalled is not sent', async () => {
  const { api, add, lead, base, partner, firm, post, draft, request, engagement, stateOf } = await underWay();
  const code = await draft({ asks: 'We recommend that leavers lose access the same day.' });
  const refused = await post(partner, `${firm}/requests/${code}/send`, { engagement });
  expect([refused.status, refused.json.detail]).toEqual([422, expect.stringContaining('We recommend')]);
  expect(await stateOf(partner, `${firm}/requests/${code}`)).toBe('draft');
  await request();
  const item = (await add(table, { source: undefined })).json;
  expect(item.state).toBe('draft');
  for (const evidence of [[item.code], ['EV-9999']]) {
    const answer = await post(lead, `${base}/received-requests/REQ-001/answer`, { text: 'Here.', evidence });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
  expect((await api.ask(lead, 'GET', `${base}/received-requests/REQ-001/thread`)).json.items.length).toBe(1);
});

test('what was sent stays as it was sent, and a state follows from sending alone', async () => {
  const { api, lead, base, partner, firm, request } = await underWay();
  const code = await request();
  const change = async (person: Person, path: string, body: object) => {
    const etag = String((await api.ask(person, 'GET', path)).headers['etag']);
    return (await api.ask(person, 'PATCH', path, { body, headers: { 'if-match': etag } })).status;
  };
  expect(await change(partner, `${firm}/requests/${code}`, { content: { asks: 'Something else.' } })).toBe(409);
  expect(await change(partner, `${firm}/requests/${code}`, { state: 'accepted' })).toBe(409);
  expect(await change(partner, `${firm}/requests/${code}`, { content: { notes: 'Ours.' } })).toBe(200);
  const mine = `${base}/received-requests/REQ-001`;
  expect(await change(lead, mine, { content: { asks: 'Nothing.' } })).toBe(409);
  expect(await change(lead, mine, { state: 'accepted' })).toBe(409);
  expect(await change(lead, mine, { ownerId: lead.id, dueOn: '2026-11-28' })).toBe(200);
  expect(
    (await api.ask(lead, 'POST', `${base}/received-requests`, { body: { content: {} }, headers: newKey() })).status,
  ).toBe(404);
});

test('a finding is sent in facts, acknowledged and responded to; the corrective plan stays until it is sent', async () => {
  const { api, lead, base, partner, firm, post, deliver, engagement, stateOf } = await underWay();
  const made = await post(partner, `${firm}/findings`, {
    content: {
      title: 'Late removals',
      kind: 'operating-deviation',
      criteria: ['CC6.2'],
      fact: '2 of 12 leavers kept access for 9 days.',
      notes: 'Weigh with IAM-02.',
    },
  });
  expect((await post(partner, `${firm}/findings/${made.json.code}/send`, { engagement })).status).toBe(200);
  await deliver();
  const mine = `${base}/received-findings/FND-001`;
  const received = await api.ask(lead, 'GET', mine);
  expect(received.json).toMatchObject({ state: 'open', content: { fact: '2 of 12 leavers kept access for 9 days.' } });
  expect(received.text).not.toContain('Weigh with');
  await api.ask(lead, 'PATCH', mine, {
    body: { content: { plan: 'Quarterly reconciliation xylophone.' } },
    headers: { 'if-match': String(received.headers['etag']) },
  });
  expect((await post(lead, `${mine}/acknowledge`, {})).status).toBe(200);
  await deliver();
  const theirs = `${firm}/findings/${made.json.code}`;
  expect(await stateOf(partner, theirs)).toBe('acknowledged');
  expect((await api.ask(partner, 'GET', `${theirs}/thread`)).text).not.toContain('xylophone');
  expect((await post(lead, `${mine}/respond`, { text: 'Access ended on 9 October.' })).status).toBe(200);
  await deliver();
  expect(await stateOf(partner, theirs)).toBe('responded');
  expect((await post(partner, `${theirs}/close`, {})).status).toBe(200);
  await deliver();
  expect(await stateOf(lead, mine)).toBe('closed');
});

test('what was not sent is found nowhere at the other side, and what was sent nowhere in clear', async () => {
  const { api, add, lead, base, partner, firm, stranger, other, post, deliver, request } = await underWay();
  const code = await request({ notes: 'heronnotes', asks: 'Please send the heronasked list.' });
  const mine = `${base}/received-requests/REQ-001`;
  await api.ask(lead, 'POST', `${mine}/comments`, { body: { text: 'heroncomment' } });
  const item = (await add(table, { source: { system: 'HR', account: 'heronaccount' } })).json;
  await post(lead, `${mine}/answer`, { text: 'heronanswer', evidence: [item.code] });
  await deliver();
  const seen = async (person: Person, of: string) => {
    const paths = [
      'requests',
      'findings',
      'received-requests',
      'received-findings',
      'registers',
      'evidence',
      'exchange/engagements',
    ];
    const codes = [`requests/${code}`, 'received-requests/REQ-001'].flatMap((one) => [
      one,
      `${one}/thread`,
      `${one}/history`,
      `${one}/comments`,
    ]);
    const replies = await Promise.all([...paths, ...codes].map((path) => api.ask(person, 'GET', `${of}/${path}`)));
    return replies.map((reply) => reply.text).join('\n');
  };
  const [management, auditors, elsewhere] = [
    await seen(lead, base),
    await seen(partner, firm),
    await seen(stranger, other),
  ];
  expect(management).toContain('heronasked');
  expect(management).toContain('heroncomment');
  expect(management).not.toContain('heronnotes');
  expect(auditors).toContain('heronanswer');
  for (const unsent of ['heroncomment', 'heronaccount', lead.id, item.code]) expect(auditors).not.toContain(unsent);
  expect(elsewhere).not.toContain('heron');
  expect((await api.ask(stranger, 'GET', `${other}/requests/${code}/thread`)).status).toBe(404);
  for (const name of ['engagement', 'sent', 'receipt', 'share', 'copy']) {
    const { rows } = await api.owner.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM exchange.${name} t`);
    expect(rows.length).toBeGreaterThan(0);
    const all = rows.map(({ row }) => row).join('\n');
    for (const form of ['heronasked', 'heronanswer', 'Northline', lead.id].flatMap(formsOf))
      expect(all).not.toContain(form);
  }
});

test('a third organization cannot write into an engagement of two others, whatever it names', async () => {
  const { api, firmId, organization, engagement, stranger } = await underWay();
  const client = await api.owner.connect();
  try {
    const insert = (from: string, to: string) =>
      client.query(
        `INSERT INTO exchange.sent (id, engagement_id, sequence, from_id, to_id, kind, thread_id, digest, sealed, sent_at, entry_index, entry_digest)
         VALUES (gen_random_uuid(), $1, 99, $2, $3, 'message', $1, repeat('0', 64), '\\x01', now(), 0, repeat('0', 64))`,
        [engagement, from, to],
      );
    for (const [role, as, from, to] of [
      ['tickmark_firm', stranger.organization, stranger.organization, organization],
      ['tickmark_firm', stranger.organization, firmId, organization],
      ['tickmark_management', organization, firmId, organization],
      ['tickmark_firm', firmId, firmId, stranger.organization],
    ] as const) {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('tickmark.organization', $1, true), set_config('role', $2, true)`, [
        as,
        role,
      ]);
      await expect(insert(from, to)).rejects.toThrow('row-level security');
      await client.query('ROLLBACK');
    }
  } finally {
    client.release();
  }
});

test('delivery is done once, by however many processes, and leaves a statement in both logs', async () => {
  const { api, deliver, organization, firmId, draft, post, partner, firm, engagement, lead, base } = await underWay();
  const code = await draft();
  await post(partner, `${firm}/requests/${code}/send`, { engagement });
  const delivered = await Promise.all([deliver(), deliver(), deliver()]);
  expect(delivered.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect((await api.ask(lead, 'GET', `${base}/received-requests`)).json.items.length).toBe(1);
  const { rows } = await api.owner.query<{ origin: string; envelope: string }>(
    'SELECT origin, envelope FROM ledger.opening',
  );
  const said = (of: string) =>
    rows
      .filter((row) => row.origin.endsWith(of))
      .map((row) => JSON.parse(Buffer.from(JSON.parse(row.envelope).payload, 'base64').toString()));
  const digest = (of: string, event: string) =>
    said(of).flatMap((one) =>
      one.predicate.body.event === event && one.predicate.body.kind === 'request' ? [one.subject[0].digest.sha256] : [],
    );
  expect(digest(firmId, 'sent').length).toBe(1);
  expect(digest(organization, 'received')).toEqual(digest(firmId, 'sent'));
});
