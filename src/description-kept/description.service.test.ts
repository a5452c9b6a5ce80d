import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { loadStandards } from '../criteria/index.ts';
import { descriptionRoutes } from './index.ts';

const standards = loadStandards(join(import.meta.dirname, '../../data'));
let keyNumber = 0;

async function company() {
  const api = await openTestApi(({ keys, decider }) => descriptionRoutes(keys, standards, decider));
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const owner = await api.addPerson(organization, ['control-owner']);
  const base = `/organizations/${organization}`;
  const add = async (register: string, body: unknown) => {
    const headers = { 'idempotency-key': `key-${keyNumber++}` };
    const made = await api.ask(lead, 'POST', `${base}/${register}`, { body, headers });
    expect([register, made.status, made.text]).toEqual([register, 201, made.text]);
    return made.json;
  };
  const read = async (path = '') => (await api.ask(lead, 'GET', `${base}/description${path}`)).json;
  const write = (section: string, version: number, paragraphs: unknown, person = lead) =>
    api.ask(person, 'PUT', `${base}/description/sections/${section}`, {
      body: { paragraphs },
      headers: { 'if-match': `"v${version}"` },
    });
  const approve = (digest: string, person = lead) =>
    api.ask(person, 'POST', `${base}/description/versions`, { body: { digest } });
  return { api, lead, owner, base, add, read, write, approve };
}

const long =
  'This part of the system is described here in as many words as the rules ask for, so that whoever reads the report can tell what it is, who runs it, where it stands and what for.';

/** Everything that the rules ask of a description, in registers and text. */
async function complete({ add, write }: Awaited<ReturnType<typeof company>>) {
  const content = { title: 'Booking', boundary: 'inside', description: long };
  for (const register of [
    'services',
    'infrastructure',
    'software',
    'people-groups',
    'system-procedures',
    'data-classes',
  ]) {
    await add(register, { state: 'in-force', content });
  }
  for (const kind of ['commitment', 'requirement']) {
    await add('commitments', {
      state: 'in-force',
      content: { title: kind, kind, category: 'security', description: long },
    });
  }
  const from = (...registers: string[]) => registers.map((register) => ({ id: register, kind: 'register', register }));
  const said = (text: string) => [{ id: 'none', kind: 'text', form: 'paragraph', text }];
  const statuses = [
    await write('DC1', 0, from('services')),
    await write('DC2', 0, from('commitments')),
    await write('DC3', 0, from('infrastructure', 'software', 'people-groups', 'system-procedures', 'data-classes')),
    await write('DC4', 0, said('No incident of that kind was found.')),
    await write('DC6', 0, said('No controls of user entities are needed.')),
    await write('DC9', 0, said('Nothing significant changed.')),
  ].map((reply) => reply.status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
}

test('a description that lacks what the criteria ask for says so, and is not approved', async () => {
  const { read, approve, write } = await company();
  const empty = await read();
  expect(empty.approved).toBeNull();
  const rules = empty.findings.map((one: { rule: string }) => one.rule);
  expect(rules).toEqual(expect.arrayContaining(['DC1-R01', 'DC2-R01', 'DC3-R01', 'DC4-R04', 'DC6-R04', 'DC9-R01']));
  expect((await approve(empty.digest)).status).toBe(409);
  await write('DC8', 0, [{ id: 'a', kind: 'text', form: 'paragraph', text: 'We are SOC 2 certified. TODO' }]);
  const after = (await read()).findings.filter((one: { section: string }) => one.section === 'DC8');
  expect(after.map((one: { rule: string }) => one.rule).toSorted()).toEqual(['G-R03', 'R-RPT-13']);
});

test('a paragraph of a register says what the register says, and says when that changed since approval', async () => {
  const own = await company();
  await complete(own);
  const first = await own.read();
  expect(first.findings.filter((one: { severity: string }) => one.severity === 'error')).toEqual([]);
  const services = first.sections[0].paragraphs[0];
  expect(services).toMatchObject({ register: 'services', codes: ['SVC-001'], changed: null });
  expect(services.text).toContain(long);
  const approved = await own.approve(first.digest);
  expect([approved.status, approved.json.number, approved.json.digest]).toEqual([201, 1, first.digest]);
  expect((await own.approve(first.digest)).status).toBe(409);

  const changed = await own.api.ask(own.lead, 'PATCH', `${own.base}/services/SVC-001`, {
    body: { content: { description: `${long} It moved to another region.` } },
    headers: { 'if-match': '"v1"' },
  });
  expect([changed.status, changed.text]).toEqual([200, changed.text]);
  // What was read is not what would be approved.
  expect((await own.approve(first.digest)).status).toBe(409);
  const second = await own.read();
  expect(second.sections[0].paragraphs[0].changed).toBe(true);
  expect(second.sections[1].paragraphs[0].changed).toBe(false);
  const { sections } = await own.read('/compare?from=1');
  expect(sections).toHaveLength(1);
  const { pieces } = sections[0].paragraphs[0];
  expect(pieces.filter((one: { kind: string }) => one.kind === 'gone')).toEqual([]);
  expect(pieces.find((one: { kind: string }) => one.kind === 'new').text).toContain('It moved to another region.');
  // The approved version still says what it said.
  expect((await own.read('/versions/1')).sections[0].paragraphs[0].text).not.toContain('another region');
  expect((await own.approve(second.digest)).json.number).toBe(2);
  expect((await own.read('/versions')).items.map((one: { number: number }) => one.number)).toEqual([2, 1]);
});

test('two who write the same section from the same version: the second is told, and nothing is lost', async () => {
  const { write, read } = await company();
  const text = (words: string) => [{ id: 'p', kind: 'text', form: 'paragraph', text: words }];
  expect((await write('DC1', 0, text('First.'))).status).toBe(200);
  const second = await write('DC1', 0, text('Second.'));
  expect([second.status, second.json.detail]).toEqual([412, 'DC1 was changed in the meantime; it is now version 1.']);
  expect((await read()).sections[0].paragraphs[0].text).toBe('First.');
});

test('what does not fit is refused with its field, and a control owner writes none of it', async () => {
  const { write, owner, approve, read } = await company();
  const wrong = await write('DC1', 0, [{ id: 'p', kind: 'register', register: 'incidents' }]);
  expect([wrong.status, wrong.json.errors[0].pointer]).toEqual([422, '/paragraphs/0/register']);
  const twice = { id: 'p', kind: 'text', form: 'list', text: 'x' };
  expect((await write('DC1', 0, [twice, twice])).status).toBe(422);
  expect((await write('DC10', 0, [])).status).toBe(404);
  expect((await write('DC1', 0, [], owner)).status).toBe(403);
  expect((await approve((await read()).digest, owner)).status).toBe(403);
});
