import { expect, test } from 'vitest';
import { newKey } from '../../test/evidence.ts';
import { teamRoles, underWay } from '../../test/engagement.ts';
import { sendDocument } from '../exchange/index.ts';
import { asMember } from '../http/api/as-member.ts';

/** An engagement that is accepted and linked, where the letter comes next. */
async function atTerms() {
  const all = await underWay();
  const { ask, done, engagement, file, move, ok, who } = all;
  await ok(ask('manager', 'POST', `${all.paperAt('proposal', 'file')}/sign-offs`, { version: 1, level: 'prepared' }));
  await ok(move('manager', 'proposed', 'acceptance'));
  for (const kind of ['acceptance', 'firm-independence', 'conflict-check']) await done(kind);
  for (const role of teamRoles) await done('independence', {}, who(role).id);
  await ok(move('engagement-partner', 'acceptance', 'terms'));
  await ok(ask('manager', 'PUT', `/${file}/exchange`, { engagement }));
  return all;
}

test('the letter is signed by both sides: a condition that holds for the version that was sent, and for no later one', async () => {
  const { api, ask, base, done, file, lead, move, paperAt, sendAndSign, signatory, waits, documents, ok, deliver } =
    await atTerms();
  const version = await done('engagement-letter');
  expect((await waits())['engagement-letter']).toBe('Engagement letter: not sent to management.');
  const { thread } = await ok(ask('manager', 'POST', `${paperAt('engagement-letter', 'file')}/send`, { version }));
  await deliver();
  expect((await ask('manager', 'POST', `${paperAt('engagement-letter', 'file')}/send`, { version })).status).toBe(409);
  expect((await waits())['engagement-letter']).toBe('Engagement letter: sent, not signed by management.');

  const read = await ok(api.ask(lead, 'GET', `${documents}/${thread}`));
  expect(read).toMatchObject({ kind: 'engagement-letter', state: 'open', acts: ['signature', 'return', 'message'] });
  expect(read.document.sections).toContainEqual({ heading: 'Fee, USD', paragraphs: ['6,750'] });
  const told = await ok(api.ask(signatory, 'GET', `${base}/notices`));
  expect(told.items).toMatchObject([{ kind: 'received', register: 'documents' }]);
  const sign = (person: typeof lead, digest: string) =>
    api.ask(person, 'POST', `${documents}/${thread}/sign`, { body: { digest, title: 'Chief executive' } });
  expect((await sign(lead, read.sha256)).status).toBe(403);
  expect((await sign(signatory, '0'.repeat(64))).status).toBe(409);
  const signed = await ok(sign(signatory, read.sha256));
  expect(signed).toMatchObject({
    state: 'signed',
    signed: {
      name: 'A. Chief',
      words: 'I, A. Chief, Chief executive, accept the terms of this engagement letter for management.',
    },
  });
  await deliver();
  expect(await waits()).toEqual({});
  const gate = await move('engagement-partner', 'terms', 'scoping');
  expect([gate.status, gate.json.state]).toEqual([200, 'scoping']);

  // A later edit has to be signed by both again.
  const later = await done('engagement-letter', { timetable: 'A month later' });
  const after = await ok(ask('manager', 'GET', `/${file}`));
  expect(after.documents).toMatchObject([{ kind: 'engagement-letter', version, state: 'signed' }]);
  await sendAndSign('engagement-letter', later);
  const again = await ok(api.ask(lead, 'GET', `${base}/exchange/documents`));
  expect(again.items.map((one: { version: number; latest: boolean }) => [one.version, one.latest])).toEqual([
    [later, true],
    [version, false],
  ]);
});

test('another scope than that of the letter is a change of terms, which both sides sign', async () => {
  const { done, move, ok, sendAndSign, waits } = await atTerms();
  await sendAndSign('engagement-letter', await done('engagement-letter'));
  await ok(move('engagement-partner', 'terms', 'scoping'));
  await sendAndSign('scope', await done('scope', { availability: true }));
  const waiting = await waits();
  expect(waiting).toEqual({
    'scope-confirmation': 'Not as in the terms: Availability. That is a change of terms, signed by both sides.',
  });
  const change = await done('change-of-terms', { availability: true }, '1');
  expect((await waits())['scope-confirmation']).toBe('Change of terms: not sent to management.');
  await sendAndSign('change-of-terms', change, '1');
  expect(await waits()).toEqual({});
});

test('the plan is approved once the list of controls was received, each linked to criteria', async () => {
  const { add, api, done, handIn, lead, move, ok, sendAndSign, waits, documents } = await atTerms();
  await sendAndSign('engagement-letter', await done('engagement-letter'));
  await ok(move('engagement-partner', 'terms', 'scoping'));
  await sendAndSign('scope', await done('scope'));
  await ok(move('manager', 'scoping', 'planning'));
  for (const kind of ['materiality', 'risk-assessment', 'test-plan', 'team-and-timetable']) await done(kind);
  await done('fraud-inquiry', { group: 'management' }, '1');
  await done('fraud-inquiry', { group: 'governance' }, '2');
  expect(await waits()).toEqual({ 'control-list': 'No list of controls was received.' });
  const none = await api.ask(lead, 'POST', documents, { body: { kind: 'control-list' }, headers: newKey() });
  expect(none.status).toBe(409);
  for (const [title, criteria, code] of [
    ['Access is reviewed', ['CC6.2', 'CC6.3'], 'AC-01'],
    ['Changes are approved', ['CC8.1'], 'CM-01'],
  ] as const) {
    await add('controls', {
      code,
      state: 'in-force',
      content: { title, statement: `${title} each quarter.`, criteria, frequency: 'quarterly' },
    });
  }
  await handIn('control-list');
  const same = await api.ask(lead, 'POST', documents, { body: { kind: 'control-list' }, headers: newKey() });
  expect([same.status, same.json.detail]).toEqual([409, 'The other side has it as it reads now.']);
  expect(await waits()).toEqual({});
  const gate = await move('engagement-partner', 'planning', 'design-evaluation');
  expect([gate.status, gate.json.state]).toEqual([200, 'design-evaluation']);
});

test('what crosses in an engagement of a file is read by its team, and by nobody else of the firm', async () => {
  const { api, done, engagement, firm, firmId, ok, paperAt, ask, deliver, who } = await atTerms();
  const version = await done('engagement-letter');
  const { thread } = await ok(ask('manager', 'POST', `${paperAt('engagement-letter', 'file')}/send`, { version }));
  await deliver();
  const other = await api.addPerson(firmId, ['manager']);
  const path = `${firm}/exchange/engagements/${engagement}/documents`;
  expect((await api.ask(who('staff'), 'GET', `${path}/${thread}`)).status).toBe(200);
  expect((await api.ask(other, 'GET', `${path}/${thread}`)).status).toBe(404);
  const listed = `${firm}/exchange/documents`;
  expect((await ok(api.ask(who('staff'), 'GET', listed))).items).toMatchObject([{ engagement, thread }]);
  expect((await ok(api.ask(other, 'GET', listed))).items).toEqual([]);
  expect((await ok(api.ask(other, 'GET', `${firm}/exchange/engagements`))).items).toEqual([]);
});

test('out of a file that is over nothing is sent, and it is linked to nothing', async () => {
  const { ask, done, move, ok, paperAt, file, engagement } = await underWay();
  await ok(ask('manager', 'POST', `${paperAt('proposal', 'file')}/sign-offs`, { version: 1, level: 'prepared' }));
  await ok(move('manager', 'proposed', 'acceptance'));
  const version = await done('engagement-letter');
  await done('conflict-check', { result: 'conflict' });
  await ok(move('engagement-partner', 'acceptance', 'declined', 'A client of ours sues them'));
  const late = [
    await ask('manager', 'POST', `${paperAt('engagement-letter', 'file')}/send`, { version }),
    await ask('manager', 'PUT', `/${file}/exchange`, { engagement }),
  ];
  expect(late.map(({ status, json }) => [status, json.errors?.[0]?.detail ?? json.detail])).toEqual(
    late.map(() => [409, 'The file is closed; nothing more is written into it this way.']),
  );
});

test('a document larger than one that can be read again is refused before it is sent', async () => {
  const { api, lead, organization, engagement, base, ok } = await atTerms();
  const sender = {
    personId: lead.id,
    name: 'Lead',
    email: '',
    organizationId: organization,
    side: 'management' as const,
    roles: ['programme-lead'],
    provedAt: null,
    scopes: null,
  };
  const document = {
    kind: 'description',
    subject: 'file',
    title: 'x'.repeat(1_001),
    version: 1,
    approved: null,
    sections: Array.from({ length: 5_001 }, () => ({ heading: null, paragraphs: [] })),
  } as const;
  const sent = asMember(api.options, sender, (asking) => sendDocument(asking, api, engagement, document));
  await expect(sent).rejects.toMatchObject({
    code: 'invalid-input',
    problems: [{ subject: '/title' }, { subject: '/sections' }],
  });
  expect((await ok(api.ask(lead, 'GET', `${base}/exchange/documents`))).items).toEqual([]);
});

test('what is not sent to management stays with the firm, and a draft is not sent', async () => {
  const { ask, done, paperAt } = await atTerms();
  const version = await done('materiality');
  const kept = await ask('manager', 'POST', `${paperAt('materiality', 'file')}/send`, { version });
  expect([kept.status, kept.json.detail]).toEqual([403, 'Materiality stays with the firm.']);
  const draft = await ask('senior', 'PUT', paperAt('engagement-letter', 'file'), { content: {} }, 0);
  expect(draft.status).toBe(200);
  const sent = await ask('manager', 'POST', `${paperAt('engagement-letter', 'file')}/send`, { version: 1 });
  expect(sent.status).toBe(409);
});
