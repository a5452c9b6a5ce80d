import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf } from '../../../test/isolation/samples.ts';
import { openWorld, personOf, type World } from '../../../test/isolation/world.ts';
import { openSideKeys } from '../../adapters/blobs/side-keys.ts';
import { sealFor } from '../../jobs/service.ts';
import { registers } from '../../registers/index.ts';
import { openSealed } from '../../registers/seal.ts';
import { addGeneration, retireGeneration, sealSideAnew, useNewest } from './act.ts';
import { followKeys, followOnce } from './follow.ts';
import { selectGenerations } from './generations.ts';
import { noteKeyEvents } from './note.ts';
import { countByGeneration } from './seal-anew.ts';
import { columnsOf, sealedColumns } from './sealed-columns.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await seedMore(world);
});
afterAll(() => world.api.close());

const settings = () => ({
  keys: { management: join(world.api.data, 'management'), firm: join(world.api.data, 'firm') },
});
const silent = () => undefined;
const risks = registers.find((one) => one.name === 'risks') ?? fail();
let later = '';

function fail(): never {
  throw new Error('There is no register of risks.');
}

test('every column that holds something sealed is one that is sealed anew, guarded against retired keys, and has rows here', async () => {
  const { owner } = world.api;
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE data_type = 'bytea' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'ledger') AND column_name ~ '(^sealed|key$)' ORDER BY 1`,
  );
  const declared = (['management', 'firm'] as const).flatMap((side) =>
    columnsOf(side).map((one) => `${one.table}.${one.column}`),
  );
  // Under other keys: the command line's, the identity key of the installation, the key of an engagement, and a public key.
  const others = [
    'evidence.item.wrapped_key',
    'exchange.engagement.sealed',
    'exchange.sent.sealed',
    'exchange.share.wrapped_key',
    'identity.challenge.sealed',
    'identity.outbox.sealed',
    'identity.passkey.public_key',
  ];
  expect([...new Set([...declared, ...others])].toSorted()).toEqual(rows.map((row) => row.name).toSorted());
  const { rows: guarded } = await owner.query<{ name: string }>(
    `SELECT DISTINCT event_object_schema || '.' || event_object_table || '.' || replace(trigger_name, '_under_a_living_key', '') AS name
       FROM information_schema.triggers WHERE trigger_name LIKE '%\\_under_a_living_key' ORDER BY 1`,
  );
  expect(guarded.map((row) => row.name).toSorted()).toEqual([...new Set(declared)].toSorted());
  const empty = [];
  for (const column of sealedColumns)
    for (const side of column.sides) {
      const table = column.table.replace('{side}', side);
      const found = await owner.query(`SELECT FROM ${table} WHERE ${column.column} IS NOT NULL LIMIT 1`);
      if (found.rowCount === 0) empty.push(`${table}.${column.column}`);
    }
  expect(empty).toEqual([]);
});

test('a generation is added, used, everything sealed anew and the old one retired, while people find and read all of it throughout', async () => {
  const { api, organizations } = world;
  const [company, , firm] = organizations;
  const { owner, keys } = api;
  const following = await followKeys(owner, keys);
  await following.close();
  const process = '00000000-0000-7000-8000-000000000001';
  const follow = () => followOnce(owner, keys, process);

  const before = await everything(company);
  expect(before.found).toBeGreaterThan(0);
  const counts = await countByGeneration(owner, 'management');
  expect([...counts.keys()]).toEqual([1]);

  const added = await addGeneration(owner, settings(), 'management', new Date());
  expect(added.generation).toBe(2);
  await expect(addGeneration(owner, settings(), 'management', new Date())).rejects.toMatchObject({ code: 'key-waits' });
  // The file of before is generation 1 still, and everything is read as it was.
  expect(JSON.parse(await readFile(added.path, 'utf8')).generations).toHaveLength(2);
  expect(await everything(company)).toEqual(before);

  await follow();
  expect(await useNewest(owner, settings(), 'management')).toEqual({ generation: 2 });
  await expect(sealSideAnew(owner, await openSideKeys(settings().keys), 'management', silent)).rejects.toMatchObject({
    code: 'key-held',
  });
  await follow();
  expect(keys.current('management')).toBe(2);

  // New and old lie beside each other, and one search finds both.
  const lead = company.lead;
  const made = await api.ask(lead, 'POST', `/organizations/${company.id}/risks`, {
    body: { content: contentOf(risks, `${company.words} later`) },
    headers: { 'idempotency-key': 'later' },
  });
  expect(made.status).toBe(201);
  expect((await countByGeneration(owner, 'management')).get(2)).toBe(2);
  later = made.json.id;
  const beside = await everything(company);
  expect(beside.found).toBe(before.found + 1);
  await expect(retireGeneration(owner, settings(), 'management', 1)).rejects.toMatchObject({ code: 'key-needed' });

  // Two views were moved to other people behind the application's back: they cannot be opened, are told, and hold the old key.
  const first = await sealSideAnew(owner, await openSideKeys(settings().keys), 'management', silent);
  expect(first.damaged).toHaveLength(2);
  expect(first.damaged.every((one) => one.startsWith('views.view.sealed '))).toBe(true);
  expect(first.rows).toBe([...counts.values()].reduce((sum, n) => sum + n, 0) - 2);
  await expect(retireGeneration(owner, settings(), 'management', 1)).rejects.toMatchObject({ code: 'key-needed' });
  await owner.query('DELETE FROM views.view WHERE id = ANY ($1)', [first.damaged.map((one) => one.split(' ')[1])]);
  expect([...(await countByGeneration(owner, 'management')).keys()]).toEqual([2]);
  expect(await everything(company)).toEqual(beside);
  expect((await sealSideAnew(owner, await openSideKeys(settings().keys), 'management', silent)).rows).toBe(0);
  await expect(retireGeneration(owner, settings(), 'management', 2)).rejects.toMatchObject({ code: 'key-in-use' });

  await retireGeneration(owner, settings(), 'management', 1);
  await retireGeneration(owner, settings(), 'management', 1); // again does no harm
  const fresh = await openSideKeys(settings().keys);
  expect([...fresh.rings('management').keys()]).toEqual([2]);
  // Whoever missed it all writes nothing under it any more.
  keys.use('management', 1);
  const late = await api.ask(lead, 'POST', `/organizations/${company.id}/risks`, {
    body: { content: contentOf(risks, 'too late') },
    headers: { 'idempotency-key': 'too-late' },
  });
  expect(late.status).toBe(500);
  await follow();
  expect(await everything(company)).toEqual(beside);

  // The firm's keys and rows were never touched.
  expect([...(await countByGeneration(owner, 'firm')).keys()]).toEqual([1]);
  expect((await selectGenerations(owner, 'firm')).map((one) => one.generation)).toEqual([1]);

  await noteKeyEvents(owner, api.recorder, new Date());
  await noteKeyEvents(owner, api.recorder, new Date());
  const { rows: told } = await owner.query<{ envelope: string }>(
    `SELECT envelope FROM ledger.opening WHERE origin LIKE $1 ORDER BY idx`,
    [`%/organizations/${company.id}`],
  );
  const events = told.flatMap(({ envelope }) => {
    const { payload } = JSON.parse(envelope);
    const text = Buffer.from(payload, 'base64').toString('utf8');
    return /"event":"(key-[a-z-]+|sealed-anew)"/.exec(text)?.[1] ?? [];
  });
  expect(events).toEqual(['key-added', 'key-in-use', 'sealed-anew', 'key-retired']);
  expect(firm.side).toBe('firm');
});

test('the keys of one side open nothing of the other', async () => {
  const { api, organizations } = world;
  const keys = await openSideKeys(settings().keys);
  let tried = 0;
  for (const [mine, theirs] of [
    ['management', 'firm'],
    ['firm', 'management'],
  ] as const) {
    for (const column of columnsOf(theirs).filter((one) => one.holds === 'content')) {
      const { rows } = await api.owner.query<Record<string, unknown>>(
        `SELECT t.*, ${[...(column.also ?? ['1'])].join(', ')} FROM ${column.table} t WHERE t.${column.column} IS NOT NULL AND t.${column.organization} = ANY ($1) LIMIT 3`,
        [organizations.filter((one) => one.side === theirs).map((one) => one.id)],
      );
      for (const row of rows) {
        const organization = String(row[column.organization]);
        const ring = (side: 'management' | 'firm', purpose: 'content' | 'search') =>
          keys.keyOf(side, organization, purpose);
        const under = (side: 'management' | 'firm') => ({
          content: ring(side, 'content'),
          search: ring(side, 'search'),
        });
        expect(() => column.anew(under(theirs), row)).not.toThrow();
        expect(() => column.anew(under(mine), row)).toThrow(/cannot be opened|is not in its key file/);
        tried += 1;
      }
    }
  }
  expect(tried).toBeGreaterThan(20);
  expect(() => openSealed(Buffer.alloc(32), 'x', Buffer.from([2, 0]))).toThrow('cannot be opened');
});

/** What people of the organization read: lists, a search, histories, content of evidence, the exchange, the description, acknowledgements. */
async function everything(organization: World['organizations'][number]) {
  const { api } = world;
  const base = `/organizations/${organization.id}`;
  const ask = async (path: string, who = organization.lead) => {
    const reply = await api.ask(who, 'GET', `${base}${path}`);
    expect([path, reply.status]).toEqual([path, 200]);
    return reply.json ?? reply.text;
  };
  const found = (await ask(`/search?q=${encodeURIComponent(organization.words)}&limit=50`)).items.length;
  const risk = organization.records.get('risks');
  return {
    found,
    risks: (await ask('/risks?sort=code')).items.filter((one: { id: string }) => one.id !== later),
    history: await ask(`/risks/${risk?.id}/history`),
    comments: await ask(`/risks/${risk?.id}/comments`),
    evidence: (await ask('/evidence')).items,
    evidenceFound: (await ask(`/evidence?q=${encodeURIComponent(organization.words)}`)).items.length,
    content: await ask(`/evidence/${organization.things['evidence']}/content`),
    description: await ask('/description'),
    populations: await ask('/populations'),
    views: await ask('/views?list=risks'),
    jobs: await ask('/jobs'),
    engagements: await ask('/exchange/engagements'),
    readings: await ask('/acknowledgements', personOf(organization.people, 'compliance-manager')),
  };
}

/** What the seed of the world has not: what came of a job, and answers to a questionnaire. */
async function seedMore({ api, organizations }: World): Promise<void> {
  for (const { id, side } of organizations) {
    const { rows } = await api.owner.query<{ id: string }>('SELECT id FROM jobs.job WHERE organization_id = $1', [id]);
    for (const job of rows) {
      const place = { organization_id: id, side, id: job.id };
      await api.owner.query('UPDATE jobs.job SET sealed_line = $2, sealed_end = $3 WHERE id = $1', [
        job.id,
        sealFor(api.keys, place, 'line', 'under way'),
        sealFor(api.keys, place, 'end', { ok: true }),
      ]);
    }
    if (side === 'firm') continue;
    const { lead, people } = organizations.find((one) => one.id === id) ?? organizations[0];
    const questions = await api.ask(lead, 'POST', `/organizations/${id}/questionnaires`, {
      body: {
        state: 'sent-out',
        content: { title: 'Devices', questions: 'Which?\nWhere?', acknowledgedBy: 'everybody' },
      },
      headers: { 'idempotency-key': `questions-${id}` },
    });
    if (questions.status !== 201) throw new Error(questions.text);
    const answered = await api.ask(
      personOf(people, 'employee'),
      'POST',
      `/organizations/${id}/portal/questionnaires/${questions.json.id}/answers`,
      { body: { answers: ['A telephone', 'At home'] }, headers: { 'if-match': '"v1"' } },
    );
    if (answered.status !== 200) throw new Error(answered.text);
  }
}
