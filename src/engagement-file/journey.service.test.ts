import { expect, test } from 'vitest';
import { teamRoles, underWay } from '../../test/engagement.ts';

const controls = [
  ['AC-01', 'Access is reviewed', 'CC6'],
  ['CM-01', 'Changes are approved', 'CC8'],
  ['GV-01', 'The board oversees the programme', 'CC1'],
] as const;

/** An engagement whose plan is approved: type 2, security, three controls that serve the 33 common criteria between them. */
async function planned() {
  const all = await underWay();
  const { add, ask, done, engagement, file, handIn, move, ok, sendAndSign, who } = all;
  await ok(ask('manager', 'POST', `${all.paperAt('proposal', 'file')}/sign-offs`, { version: 1, level: 'prepared' }));
  await ok(move('manager', 'proposed', 'acceptance'));
  for (const kind of ['acceptance', 'firm-independence', 'conflict-check']) await done(kind);
  for (const role of teamRoles) await done('independence', {}, who(role).id);
  await ok(move('engagement-partner', 'acceptance', 'terms'));
  await ok(ask('manager', 'PUT', `/${file}/exchange`, { engagement }));
  await sendAndSign('engagement-letter', await done('engagement-letter'));
  await ok(move('engagement-partner', 'terms', 'scoping'));
  await sendAndSign('scope', await done('scope'));
  await ok(move('manager', 'scoping', 'planning'));
  for (const kind of ['materiality', 'risk-assessment', 'test-plan', 'understanding']) await done(kind);
  await done('team-and-timetable', { reportOn: '2026-10-15' });
  await done('fraud-inquiry', { group: 'management' }, '1');
  await done('fraud-inquiry', { group: 'governance' }, '2');
  const { criteria }: { criteria: readonly string[] } = await ok(ask('manager', 'GET', `/${file}`));
  expect(criteria).toHaveLength(33);
  for (const [code, title, series] of controls) {
    const served = criteria.filter((id) =>
      series === 'CC1' ? !id.startsWith('CC6') && !id.startsWith('CC8') : id.startsWith(series),
    );
    const content = { title, statement: `${title} each quarter.`, criteria: served, frequency: 'quarterly' };
    await add('controls', { code, state: 'in-force', content });
  }
  await handIn('control-list');
  await ok(move('engagement-partner', 'planning', 'design-evaluation'));
  return { ...all, criteria };
}

/** From the approved plan to the end of fieldwork. failing: a control whose test found deviations, with what it then is */
async function tested(all: Awaited<ReturnType<typeof planned>>, failing: string | null) {
  const { approveDescription, criteria, done, find, handIn, handOverLetters, move, ok } = all;
  for (const [code] of controls) {
    await done('walkthrough', {}, code);
    await done('design', {}, code);
  }
  for (const id of criteria) await done('criterion-design', {}, id);
  await ok(move('manager', 'design-evaluation', 'description-review'));
  await approveDescription();
  await handIn('description');
  for (const id of ['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9'])
    await done('description-review', {}, id);
  await ok(move('manager', 'description-review', 'findings-communication'));
  await ok(move('manager', 'findings-communication', 'fieldwork'));
  await done('ipe', {}, '1');
  for (const [code] of controls) {
    await done('test', code === failing ? { deviations: 9, result: 'deviations' } : { result: 'no-exceptions' }, code);
  }
  if (failing !== null) {
    const finding = await find('Reviews were not done', 'operating-deviation', ['CC6.2']);
    const condition = { control: failing, causeClass: 'not-performed', reach: 'systematic', finding: [finding] };
    await done('condition', condition, '1');
    await all.respond('The owner left and nobody took over.');
  }
  await ok(move('manager', 'fieldwork', 'concluding'));
  await handOverLetters(
    failing === null
      ? []
      : [{ clause: 'c', fact: 'Reviews of access were not done.', extent: '', criterion: 'CC6.2', commitments: '' }],
  );
  await handIn('assertion');
  await handIn('representations');
}

test('a type 2 engagement goes from the proposal to the gate of issue, each condition held by what people wrote, sent and signed', async () => {
  const all = await planned();
  const { criteria, done, move, ok, read, waits, who } = all;
  await tested(all, null);
  expect(Object.keys(await waits())).toEqual([
    'conclusions-complete',
    'misstatement-summary',
    'opinion-proposed',
    'subsequent-events',
    'assertion-final',
  ]);
  for (const [code] of controls) await done('control-conclusion', {}, code);
  for (const id of criteria) await done('criterion-conclusion', {}, id);
  await done('misstatement-summary');
  await done('subsequent-events', { upTo: '2026-10-15' });
  await done('opinion', { kind: 'unmodified' });
  expect(await waits()).toEqual({});
  await ok(move('engagement-partner', 'concluding', 'quality-review'));

  expect(await waits()).toEqual({
    'quality-review-started': 'Not begun; needed: first engagement of the client, a reviewer is named.',
  });
  const reviewed = { judgments: 'Read.', independence: 'Read.', report: 'Read.', completedOn: '2026-11-20' };
  await done('quality-review', reviewed);
  await ok(move('eq-reviewer', 'quality-review', 'ready-to-issue'));
  expect((await read()).state).toBe('ready-to-issue');
  const before = await waits();
  expect(Object.keys(before)).toEqual([
    'assertion-signed',
    'representation-signed',
    'dates',
    'licenses',
    'independence-reconfirmed',
    'no-old-fees',
    'report-generated',
    'signature-released',
  ]);
  const { documents } = await read();
  for (const kind of ['assertion', 'representations']) {
    await all.signDocument(documents.find((one: { kind: string }) => one.kind === kind).thread);
  }
  await done('licenses-and-fees');
  for (const role of teamRoles) await done('independence-at-issue', {}, who(role).id);
  const today = new Date().toISOString().slice(0, 10);
  await done('report-date', { reportDate: today, lastWork: today, representationAsOf: today });
  expect(await waits()).toEqual({
    'report-generated': 'Nothing of it is on record.',
    'signature-released': 'Nothing of it is on record.',
  });
}, 240_000);

test('deviations that are systematic make a control not effective by the partner’s decision, a criterion unmet, and the opinion qualified', async () => {
  const all = await planned();
  const { ask, criteria, done, move, ok, paperAt, read, waits } = all;
  await tested(all, 'AC-01');
  // A better conclusion than the facts allow is not signed.
  await ok(
    ask(
      'senior',
      'PUT',
      paperAt('control-conclusion', 'AC-01'),
      { content: { conclusion: 'effective', reasons: 'Mostly done.' } },
      0,
    ),
  );
  const refused = await ask('senior', 'POST', `${paperAt('control-conclusion', 'AC-01')}/sign-offs`, {
    version: 1,
    level: 'prepared',
  });
  expect([refused.status, refused.json.detail]).toEqual([
    409,
    expect.stringMatching(/cannot be concluded "effective"/),
  ]);
  await done(
    'control-conclusion',
    { conclusion: 'not-effective', reasons: 'Nine of forty, over the whole period.' },
    'AC-01',
  );
  for (const code of ['CM-01', 'GV-01']) await done('control-conclusion', {}, code);
  expect((await waits())['conclusions-complete']).toBe('The partner’s decision is missing on AC-01.');
  await partnerSigns(all, 'control-conclusion', 'AC-01', { conclusion: 'not-effective', reasons: 'Nine of forty.' });
  for (const id of criteria) await done('criterion-conclusion', {}, id);
  const unmet = criteria.filter((id) => id.startsWith('CC6'));
  expect((await waits())['unmet-criteria-decided']).toMatch(/0 of 8/);
  for (const id of unmet) {
    const decision = { decision: 'material', commitments: 'Data is protected', couldHaveFailed: 'Data is protected' };
    await done('materiality-decision', decision, id);
  }
  await done('misstatement-summary');
  await done('subsequent-events', { upTo: '2026-10-15' });
  expect((await waits())['opinion-proposed']).toBeUndefined();
  const opinion = paperAt('opinion', 'file');
  const without = { kind: 'qualified', reasons: 'Access was not reviewed.' };
  await ok(ask('engagement-partner', 'PUT', opinion, { content: without }, 0));
  const inconsistent = await ask('engagement-partner', 'POST', `${opinion}/sign-offs`, {
    version: 1,
    level: 'prepared',
  });
  expect(inconsistent.json.detail).toMatch(/the assertion states no exception there/);
  await done('opinion', { ...without, operatingException: true });
  expect(await waits()).toEqual({});
  await ok(move('engagement-partner', 'concluding', 'quality-review'));

  // Back, with a reason: what was concluded is confirmed anew.
  expect((await move('engagement-partner', 'quality-review', 'concluding')).status).toBe(409);
  await ok(move('engagement-partner', 'quality-review', 'concluding', 'A document came late'));
  await ok(move('engagement-partner', 'concluding', 'fieldwork', 'It concerns a test'));
  await ok(move('manager', 'fieldwork', 'concluding'));
  expect((await waits())['conclusions-complete']).toMatch(/0 of 3: conclusion on the control/);
  const index = (await read()).papers.filter((one: { kind: string }) => one.kind === 'control-conclusion');
  expect(index.map((one: { stale: boolean }) => one.stale)).toEqual([true, true, true]);
}, 240_000);

/** The partner reviews what a senior prepared. */
async function partnerSigns(
  { ask, ok, paperAt }: Awaited<ReturnType<typeof planned>>,
  kind: string,
  subject: string,
  content: object,
) {
  const { version } = await ok(ask('senior', 'GET', paperAt(kind, subject)));
  await ok(ask('senior', 'PUT', paperAt(kind, subject), { content }, version));
  for (const [role, level] of [
    ['senior', 'prepared'],
    ['engagement-partner', 'reviewed'],
  ] as const) {
    await ok(ask(role, 'POST', `${paperAt(kind, subject)}/sign-offs`, { version: version + 1, level }));
  }
}

test('a test is not concluded before the design, and evidence that changed makes what rests on it to be confirmed anew', async () => {
  const all = await planned();
  const { add, api, ask, base, done, handIn, lead, ok, paperAt, read } = all;
  await done('ipe', {}, '1');
  const early = paperAt('test', 'AC-01');
  await ok(ask('senior', 'PUT', early, { content: {} }, 0));
  const refused = await ask('senior', 'POST', `${early}/sign-offs`, { version: 1, level: 'prepared' });
  expect(refused.status).toBe(409);
  await done('walkthrough', {}, 'AC-01');
  await done('design', {}, 'AC-01');
  await done('test', { result: 'no-exceptions' }, 'AC-01');
  const stale = async () =>
    (await read()).papers
      .filter((one: { stale: boolean; kind: string }) => one.stale && one.kind !== 'test')
      .map((one: { kind: string; subject: string }) => `${one.kind}/${one.subject}`);
  expect(await stale()).toEqual([]);
  // Another control leaves them as they are; the same control in other words does not.
  const content = { title: 'Keys are rotated', statement: 'Each year.', criteria: ['CC6.1'], frequency: 'annual' };
  await add('controls', { code: 'AC-02', state: 'in-force', content });
  await handIn('control-list');
  expect(await stale()).toEqual([]);
  const { version, content: was } = await ok(api.ask(lead, 'GET', `${base}/controls/AC-01`));
  await ok(
    api.ask(lead, 'PATCH', `${base}/controls/AC-01`, {
      body: { content: { ...was, statement: 'Access is reviewed each year.' }, why: 'Less often' },
      headers: { 'if-match': `"v${version}"` },
    }),
  );
  await handIn('control-list');
  expect(await stale()).toEqual(['walkthrough/AC-01', 'design/AC-01']);
  const walkthrough = await ok(ask('manager', 'GET', paperAt('walkthrough', 'AC-01')));
  expect(walkthrough.why).toEqual(['control AC-01 changed since.']);
}, 120_000);
