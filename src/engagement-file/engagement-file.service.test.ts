import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openTestApi, type Person, type TestApi } from '../../test/api.ts';
import { loadMethod, loadStandards } from '../criteria/index.ts';
import { home } from '../installation/environment.ts';
import { engagementFileRoutes, paperKinds } from './index.ts';

let api: TestApi;
let firm: string;
const people = new Map<string, Person>();
const roles = ['engagement-partner', 'manager', 'senior', 'staff', 'eq-reviewer', 'independence-officer'];
const proposal = {
  client: 'Northline Incorporated',
  system: 'Freight visibility',
  type: 'soc2-type2',
  from: '2026-01-01',
  to: '2026-12-31',
  security: true,
  relation: 'first',
  contact: 'Their head of compliance',
};

beforeAll(async () => {
  api = await openTestApi(({ keys }) => {
    const method = loadMethod(join(home, 'data'));
    const standards = loadStandards(join(home, 'data'));
    return engagementFileRoutes({ keys, machine: method.stateMachine, kinds: paperKinds(method), standards });
  });
  firm = await api.addOrganization('firm', 'Ferrow');
  for (const role of roles) people.set(role, await api.addPerson(firm, [role]));
});

const who = (role: string): Person => people.get(role) ?? expect.fail(`nobody is ${role}`);
const ask = (role: string, method: string, path: string, body?: unknown, version?: number) =>
  api.ask(who(role), method, `/organizations/${firm}/engagement-files${path}`, {
    ...(body !== undefined && { body }),
    headers: version === undefined ? {} : { 'if-match': `"v${version}"` },
  });

async function openWithTeam(): Promise<string> {
  const opened = await ask('manager', 'POST', '', { as: 'manager', content: proposal });
  expect(opened.status).toBe(201);
  const { id } = opened.json;
  const team = roles.map((role) => ({ personId: who(role).id, role }));
  expect((await ask('manager', 'PUT', `/${id}/team`, { team })).status).toBe(200);
  return id;
}
async function write(role: string, id: string, kind: string, content: unknown, subject = 'file', version = 0) {
  const reply = await ask(role, 'PUT', `/${id}/papers/${kind}/${subject}`, { content }, version);
  expect([kind, reply.status, reply.json.detail]).toEqual([kind, 200, undefined]);
}
async function sign(role: string, id: string, kind: string, level: string, subject = 'file', version = 1) {
  const reply = await ask(role, 'POST', `/${id}/papers/${kind}/${subject}/sign-offs`, { version, level });
  expect([kind, level, reply.status, reply.json.detail]).toEqual([kind, level, 200, undefined]);
}

test('a file is read by its team and by nobody else of the firm', async () => {
  const opened = await ask('manager', 'POST', '', { as: 'manager', content: proposal });
  const { id, code } = opened.json;
  expect(opened.json).toMatchObject({ state: 'proposed', step: 'scope', client: proposal.client, role: 'manager' });
  for (const name of [id, code]) {
    expect((await ask('manager', 'GET', `/${name}`)).status).toBe(200);
    expect((await ask('engagement-partner', 'GET', `/${name}`)).status).toBe(404);
  }
  const team = ['manager', 'engagement-partner'].map((role) => ({ personId: who(role).id, role }));
  expect((await ask('manager', 'PUT', `/${id}/team`, { team })).status).toBe(200);
  expect((await ask('engagement-partner', 'GET', `/${id}`)).json.team).toHaveLength(2);
  expect((await ask('manager', 'PUT', `/${id}/team`, { team: team.slice(1) })).status).toBe(422);
  const strange = [{ personId: who('staff').id, role: 'manager' }, ...team];
  expect((await ask('manager', 'PUT', `/${id}/team`, { team: strange })).status).toBe(422);
  expect((await ask('engagement-partner', 'PUT', `/${id}/team`, { team: team.slice(1) })).status).toBe(200);
  expect((await ask('manager', 'GET', `/${id}`)).status).toBe(404);
});

test('nobody reviews their own work, and a later edit has to be signed again', async () => {
  const id = await openWithTeam();
  await write('staff', id, 'conflict-check', { searched: 'All clients', result: 'none' });
  await sign('staff', id, 'conflict-check', 'prepared');
  const path = `/${id}/papers/conflict-check/file`;
  const own = await ask('staff', 'POST', `${path}/sign-offs`, { version: 1, level: 'reviewed' });
  expect(own.status).toBe(409);
  expect(own.json.detail).toMatch(/Nobody reviews their own work/);
  await sign('engagement-partner', id, 'conflict-check', 'reviewed');
  await write('staff', id, 'conflict-check', { searched: 'All clients and matters', result: 'none' }, 'file', 1);
  const after = (await ask('staff', 'GET', path)).json;
  expect([after.state, after.stale, after.version]).toEqual(['draft', true, 2]);
  expect((await ask('staff', 'PUT', path, { content: {} }, 1)).status).toBe(412);
  expect(after.signOffs.map((one: { version: number }) => one.version)).toEqual([1, 1]);
});

test('a review note keeps a paper from being reviewed until somebody other than its writer clears it', async () => {
  const id = await openWithTeam();
  await write('staff', id, 'conflict-check', { searched: 'All clients', result: 'none' });
  await sign('staff', id, 'conflict-check', 'prepared');
  const path = `/${id}/papers/conflict-check/file`;
  const noted = (await ask('eq-reviewer', 'POST', `${path}/notes`, { text: 'Which list was searched?' })).json;
  const refused = await ask('engagement-partner', 'POST', `${path}/sign-offs`, { version: 1, level: 'reviewed' });
  expect([refused.status, refused.json.detail]).toEqual([409, expect.stringMatching(/A review note is open/)]);
  const note = noted.notes[0].id;
  expect((await ask('staff', 'POST', `${path}/clearings`, { note, text: 'The list of 3 May' })).status).toBe(403);
  expect((await ask('manager', 'POST', `${path}/clearings`, { note, text: 'The list of 3 May' })).status).toBe(200);
  await sign('engagement-partner', id, 'conflict-check', 'reviewed');
});

test('acceptance is a gate: it refuses with every condition at once, and opens when all hold', async () => {
  const id = await openWithTeam();
  await sign('manager', id, 'proposal', 'prepared');
  expect((await ask('manager', 'POST', `/${id}/moves`, { from: 'proposed', to: 'acceptance' })).status).toBe(200);
  const gate = () => ask('engagement-partner', 'POST', `/${id}/moves`, { from: 'acceptance', to: 'terms' });
  const refused = await gate();
  expect(refused.status).toBe(409);
  expect(refused.json.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
    'acceptance-checklist',
    'firm-independence',
    'team-independence',
    'conflict-check',
  ]);

  const answers = Object.fromEntries(
    Array.from({ length: 13 }, (_, index) => [`acc${String(index + 1).padStart(2, '0')}`, 'yes']),
  );
  await write('senior', id, 'acceptance', { ...answers, decision: 'accept' });
  await sign('senior', id, 'acceptance', 'prepared');
  await sign('independence-officer', id, 'acceptance', 'reviewed');
  await sign('engagement-partner', id, 'acceptance', 'approved');
  const none = Object.fromEntries(
    ['financial', 'business', 'family', 'gifts', 'litigation', 'services'].map((name) => [name, 'None.']),
  );
  await write('manager', id, 'firm-independence', { ...none, conclusion: 'independent' });
  await sign('manager', id, 'firm-independence', 'prepared');
  await sign('independence-officer', id, 'firm-independence', 'approved');
  await write('staff', id, 'conflict-check', { searched: 'All clients', result: 'none' });
  await sign('staff', id, 'conflict-check', 'prepared');
  await sign('engagement-partner', id, 'conflict-check', 'reviewed');
  for (const role of roles) {
    await write(role, id, 'independence', { answer: 'independent' }, who(role).id);
    await sign(role, id, 'independence', 'prepared', who(role).id);
  }
  expect((await ask('manager', 'POST', `/${id}/moves`, { from: 'acceptance', to: 'terms' })).status).toBe(409);
  const moved = await gate();
  expect([moved.status, moved.json.state]).toEqual([200, 'terms']);
  const trail = (await ask('staff', 'GET', `/${id}/moves`)).json.items;
  expect(trail.map((one: { to: string; role: string }) => [one.to, one.role])).toEqual([
    ['terms', 'engagement-partner'],
    ['acceptance', 'manager'],
  ]);
});

test('nobody confirms the independence of another', async () => {
  const id = await openWithTeam();
  const path = `/${id}/papers/independence/${who('staff').id}`;
  const reply = await ask('manager', 'PUT', path, { content: { answer: 'independent' } }, 0);
  expect([reply.status, reply.json.detail]).toEqual([403, 'Each member writes this for themselves.']);
});

test('into the file of an engagement that was declined nothing more is written, signed or noted', async () => {
  const id = await openWithTeam();
  await write('staff', id, 'conflict-check', { searched: 'All clients', result: 'conflict' });
  await sign('manager', id, 'proposal', 'prepared');
  const move = (from: string, to: string, reason: string | null = null) =>
    ask('engagement-partner', 'POST', `/${id}/moves`, { from, to, reason });
  expect((await move('proposed', 'acceptance')).status).toBe(200);
  expect((await move('acceptance', 'declined')).status).toBe(409);
  expect((await move('acceptance', 'declined', 'A client of ours sues them')).json.state).toBe('declined');
  const path = `/${id}/papers/conflict-check/file`;
  const late = [
    await ask('staff', 'PUT', path, { content: {} }, 1),
    await ask('staff', 'POST', `${path}/sign-offs`, { version: 1, level: 'prepared' }),
    await ask('manager', 'POST', `${path}/notes`, { text: 'Too late' }),
  ];
  expect(late.map(({ status, json }) => [status, json.detail])).toEqual(
    late.map(() => [403, 'The file is closed; nothing more is written into it this way.']),
  );
});

test('what waits for somebody follows from the papers: the next level, their own confirmation, notes, moves whose conditions hold', async () => {
  const id = await openWithTeam();
  const waits = async (role: string): Promise<readonly string[]> => {
    const { json } = await ask(role, 'GET', '/waiting');
    const own = json.items.find((one: { id: string }) => one.id === id);
    return [
      ...(own?.papers ?? []).map((one: { kind: string; why: string; level: string | null }) =>
        [one.kind, one.why, one.level ?? ''].join(' ').trim(),
      ),
      ...(own?.moves ?? []).map((one: { to: string }) => `to ${one.to}`),
    ];
  };
  expect(await waits('manager')).toEqual(['proposal sign prepared', 'independence write']);
  expect(await waits('senior')).toEqual(['independence write']);
  await sign('manager', id, 'proposal', 'prepared');
  expect(await waits('manager')).toEqual(['independence write', 'to acceptance']);

  await write('senior', id, 'conflict-check', { searched: 'The register of clients.', result: 'none' });
  await sign('senior', id, 'conflict-check', 'prepared');
  expect(await waits('engagement-partner')).toContain('conflict-check sign reviewed');
  expect(await waits('senior')).toEqual(['independence write']);
  const notes = `/${id}/papers/conflict-check/file/notes`;
  expect((await ask('engagement-partner', 'POST', notes, { text: 'And the archive?' })).status).toBe(200);
  expect(await waits('engagement-partner')).not.toContain('conflict-check sign reviewed');
  expect(await waits('senior')).toContain('conflict-check answer');
  await write('senior', id, 'conflict-check', { searched: 'With the archive.', result: 'none' }, 'file', 1);
  expect(await waits('engagement-partner')).toContain('conflict-check clear');
});

test('a paper is answered with the words that would be signed, what each version changed, and as not begun where it may be', async () => {
  const id = await openWithTeam();
  await write('senior', id, 'conflict-check', { searched: 'The register of clients.', result: 'none' });
  await write('senior', id, 'conflict-check', { searched: 'With the archive.', result: 'none' }, 'file', 1);
  const { json } = await ask('engagement-partner', 'GET', `/${id}/papers/conflict-check/file`);
  expect(json.levels[1].words).toBe('As the engagement partner I reviewed version 2 of conflict check.');
  expect(json.history.map((one: { changes: unknown }) => one.changes)).toEqual([
    [{ field: 'searched', before: 'The register of clients.', after: 'With the archive.' }],
    [
      { field: 'searched', before: null, after: 'The register of clients.' },
      { field: 'result', before: null, after: 'none' },
    ],
  ]);
  const next = await ask('senior', 'GET', `/${id}/papers/threat/1`);
  expect([next.status, next.json.state, next.json.version]).toEqual([200, 'missing', 0]);
  expect((await ask('senior', 'GET', `/${id}/papers/threat/none`)).status).toBe(404);
});
