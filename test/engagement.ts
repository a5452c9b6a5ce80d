/** An engagement of two organizations that agreed to it, with the firm's file: what tests of the firm's half ask. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadMethod, loadStandards } from '../src/criteria/index.ts';
import { descriptionRoutes } from '../src/description-kept/index.ts';
import { engagementFileRoutes, paperKinds } from '../src/engagement-file/index.ts';
import { type PaperKind, type TeamRole, teamRoles } from '../src/engagement-file/model.ts';
import { deliverSent, exchangeParts, exchangeRoutes } from '../src/exchange/index.ts';
import { home } from '../src/installation/environment.ts';
import { openDecider } from '../src/identity/index.ts';
import { letterRoutes, nothingSaid } from '../src/letters/index.ts';
import { noticeRoutes } from '../src/notices/index.ts';
import { managementDocumentRoutes } from '../src/management-documents/index.ts';
import type { Route } from '../src/http/api/route.ts';
import type { EvidenceParts } from '../src/evidence/index.ts';
import type { Content } from '../src/registers/model.ts';
import { registers } from '../src/registers/index.ts';
import type { Person, Reply } from './api.ts';
import { newKey, openCompany } from './evidence.ts';

export const method = loadMethod(join(home, 'data'));
export const kinds = paperKinds(method);
export type Role = TeamRole;
export { teamRoles };

/** What makes each kind complete beside what `filled` finds by itself. */
const time = { type: 'soc2-type2', from: '2025-10-01', to: '2026-09-30', security: true };
const better: Readonly<Record<string, Content>> = {
  proposal: { ...time, client: 'Northline Incorporated' },
  'engagement-letter': time,
  'change-of-terms': time,
  scope: time,
  'description-review': { stage: 'final' },
  ipe: {
    records: 40,
    ...Object.fromEntries(method.ipeChecks.checks.map(({ id }) => [id.toLowerCase().replace('-', ''), 'done'])),
  },
  test: { nature: 'inspection', extent: 'all', populations: ['IPE-1'], population: 40, tested: 40 },
  walkthrough: { nature: 'inspection' },
  'control-conclusion': { conclusion: 'effective' },
  condition: { first: '2026-02-01', last: '2026-02-03', detectedOn: '2026-02-10' },
  'misstatement-summary': { assertion: 'given', representations: 'given' },
  'licenses-and-fees': { firmUntil: '2030-12-31', partnerUntil: '2030-12-31' },
  'quality-review': { ownPartner: true },
  'test-plan': { census: 'Every record, attribute by attribute.' },
};

/** Every field that is required, said: the first choice, a day, a few words. */
export function filled(kind: PaperKind): Content {
  const said = kind.fields.flatMap((field): [string, Content[string]][] => {
    if (field.required !== true) return [];
    if (field.kind === 'enum') return [[field.name, field.options?.[0]?.value ?? '']];
    if (field.kind === 'date') return [[field.name, '2026-10-15']];
    if (field.kind === 'number') return [[field.name, 6750]];
    if (field.kind === 'boolean') return [[field.name, true]];
    return [[field.name, `${field.label}: said.`]];
  });
  return { ...Object.fromEntries(said), ...better[kind.name] };
}

export async function underWay(beside: (parts: EvidenceParts) => readonly Route[] = () => []) {
  const standards = loadStandards(join(home, 'data'));
  const decider = openDecider();
  const company = await openCompany((parts, signer) => {
    const exchange = exchangeParts(parts.keys, parts, signer);
    return [
      ...exchangeRoutes(registers, exchange),
      ...managementDocumentRoutes({ keys: parts.keys, standards }),
      ...engagementFileRoutes({ keys: parts.keys, machine: method.stateMachine, kinds, standards }),
      ...noticeRoutes(parts.keys),
      ...descriptionRoutes(parts.keys, standards, decider),
      ...letterRoutes(parts.keys, decider),
      ...beside(parts),
    ];
  });
  const { api, lead, base, organization } = company;
  const signatory = await api.addPerson(organization, ['signatory'], { proved: true, name: 'A. Chief' });
  const firmId = await api.addOrganization('firm', 'Ferrow');
  const firm = `/organizations/${firmId}`;
  const people = new Map<Role, Person>();
  for (const role of teamRoles) people.set(role, await api.addPerson(firmId, [role], { proved: true }));
  const who = (role: Role): Person => people.get(role) ?? expect.fail(`nobody is ${role}`);
  const deliver = async (): Promise<void> => {
    await deliverSent(api.owner, api.options, { keys: api.keys }, registers);
    // What cannot be delivered waits for the next time, and here there is none.
    const { rowCount } = await api.owner.query(
      `SELECT FROM exchange.sent s WHERE NOT EXISTS (SELECT FROM exchange.receipt r WHERE r.sent_id = s.id AND r.event = 'delivered')`,
    );
    if (rowCount !== 0) throw new Error(`${rowCount} were not delivered.`);
  };
  const ok = async (reply: Promise<Reply>): Promise<Reply['json']> => {
    const { status, json, text } = await reply;
    if (status >= 300) throw new Error(`${status} ${text}`);
    return json;
  };

  const proposed = await ok(
    api.ask(lead, 'POST', `${base}/exchange/engagements`, {
      body: { with: firmId, type: 'soc2-type2', periodStart: time.from, periodEnd: time.to, title: 'Booking' },
      headers: newKey(),
    }),
  );
  const engagement: string = proposed.id;
  await deliver();
  await ok(api.ask(who('engagement-partner'), 'POST', `${firm}/exchange/engagements/${engagement}/agree`));
  await deliver();

  const ask = (role: Role, verb: string, path: string, body?: unknown, version?: number) =>
    api.ask(who(role), verb, `${firm}/engagement-files${path}`, {
      ...(body !== undefined && { body }),
      headers: version === undefined ? newKey() : { 'if-match': `"v${version}"` },
    });
  const opened = await ok(ask('manager', 'POST', '', { as: 'manager', content: filled(kindNamed('proposal')) }));
  const file: string = opened.id;
  const team = teamRoles.map((role) => ({ personId: who(role).id, role }));
  await ok(ask('manager', 'PUT', `/${file}/team`, { team }));

  const paperAt = (kind: string, subject: string) => `/${file}/papers/${kind}/${subject}`;
  /** Writes a paper over what it says now, and signs every level by somebody who may. */
  const done = async (kind: string, content: Content = {}, subject = 'file') => {
    const { signed, per } = kindNamed(kind);
    const writer: Role =
      per === 'member' ? roleOf(subject) : (writers.find((role) => signed[0]?.by.includes(role)) ?? 'manager');
    const { version } = await ok(ask(writer, 'GET', paperAt(kind, subject))).catch(() => ({ version: 0 }));
    const whole = { ...filled(kindNamed(kind)), ...content };
    await ok(ask(writer, 'PUT', paperAt(kind, subject), { content: whole }, version));
    const used = new Set<Role>();
    for (const { level, by } of signed) {
      const signer =
        by[0] === 'self'
          ? writer
          : reviewers.find(
              (role) =>
                by.includes(role) &&
                !used.has(role) &&
                (level === signed[0]?.level ? role === writer : role !== writer),
            );
      if (signer === undefined) throw new Error(`Nobody signs ${kind} as ${level}.`);
      used.add(signer);
      await ok(ask(signer, 'POST', `${paperAt(kind, subject)}/sign-offs`, { version: version + 1, level }));
    }
    return version + 1;
  };
  const roleOf = (person: string): Role => teamRoles.find((role) => who(role).id === person) ?? 'staff';
  const move = (role: Role, from: string, to: string, reason: string | null = null) =>
    ask(role, 'POST', `/${file}/moves`, { from, to, reason });
  const read = () => ok(ask('manager', 'GET', `/${file}`));
  /** Conditions of the move onward that do not hold, with what is said of each. */
  const waits = async (): Promise<Record<string, string>> => {
    const { moves } = await read();
    const onward = moves.find((one: { kind: string }) => one.kind === 'gate' || one.kind === 'view');
    return Object.fromEntries(
      onward.conditions.flatMap((one: { holds: boolean; id: string; fact: string }) =>
        one.holds ? [] : [[one.id, one.fact]],
      ),
    );
  };
  /** Sends a signed paper to management, whose signatory signs it. */
  const sendAndSign = async (kind: string, version: number, subject = 'file') => {
    const { thread } = await ok(ask('manager', 'POST', `${paperAt(kind, subject)}/send`, { version }));
    await deliver();
    return signDocument(thread);
  };
  const documents = `${base}/exchange/engagements/${engagement}/documents`;
  const signDocument = async (thread: string) => {
    const { sha256 } = await ok(api.ask(signatory, 'GET', `${documents}/${thread}`));
    const body = { digest: sha256, title: 'Chief executive' };
    const signed = await ok(api.ask(signatory, 'POST', `${documents}/${thread}/sign`, { body }));
    await deliver();
    return signed;
  };
  /** Management sends something of its own. */
  const handIn = async (kind: string) => {
    const { thread } = await ok(api.ask(lead, 'POST', documents, { body: { kind }, headers: newKey() }));
    await deliver();
    return String(thread);
  };
  const add = (register: string, body: object) =>
    ok(api.ask(lead, 'POST', `${base}/${register}`, { body, headers: newKey() }));
  const put = (path: string, body: object, version: number) =>
    ok(api.ask(lead, 'PUT', `${base}${path}`, { body, headers: { 'if-match': `"v${version}"` } }));
  /** Everything the rules ask of a description, approved; a second time with another word in it. */
  const approveDescription = async (more = '') => {
    const { sections } = await ok(api.ask(lead, 'GET', `${base}/description`));
    const versions = new Map<string, number>(
      sections.map((one: { id: string; version: number }) => [one.id, one.version] as const),
    );
    if (more === '') {
      const content = { title: 'Booking', boundary: 'inside', description: long };
      for (const register of described) await add(register, { state: 'in-force', content });
      for (const kind of ['commitment', 'requirement']) {
        const commitment = { title: kind, kind, category: 'security', description: long };
        await add('commitments', { state: 'in-force', content: commitment });
      }
    }
    const write = (id: string, paragraphs: object[]) =>
      put(`/description/sections/${id}`, { paragraphs }, versions.get(id) ?? 0);
    const from = (...names: string[]) => names.map((register) => ({ id: register, kind: 'register', register }));
    const said = (text: string) => [{ id: 'none', kind: 'text', form: 'paragraph', text: `${text}${more}` }];
    if (more === '') {
      await write('DC1', from('services'));
      await write('DC2', from('commitments'));
      await write('DC3', from('infrastructure', 'software', 'people-groups', 'system-procedures', 'data-classes'));
      await write('DC4', said('No incident of that kind was found.'));
      await write('DC5', from('controls'));
      await write('DC6', said('No controls of user entities are needed.'));
    }
    await write('DC9', said('Nothing significant changed.'));
    const { digest } = await ok(api.ask(lead, 'GET', `${base}/description`));
    await ok(api.ask(lead, 'POST', `${base}/description/versions`, { body: { digest } }));
  };
  /** The letters, handed to their signatory as they read. exceptions: of the assertion */
  const handOverLetters = async (exceptions: object[] = []) => {
    if ((await ok(api.ask(lead, 'GET', `${base}/letters`))).version === 0) {
      const content = { title: 'Booking', ...time, firm: 'Ferrow' };
      await add('engagements', { state: 'under-way', content });
    }
    const { version } = await ok(api.ask(lead, 'GET', `${base}/letters`));
    const said = {
      ...nothingSaid,
      signatory: { name: 'A. Chief', title: 'Chief executive' },
      basis: 'self-tests of every control and the review of their owners',
      misstatements: exceptions.length === 0 ? 'none' : 'listed',
      events: 'none',
      exceptions,
    };
    await put('/letters', said, version);
    const { digest } = await ok(api.ask(lead, 'GET', `${base}/letters`));
    await ok(api.ask(lead, 'POST', `${base}/letters/ready`, { body: { digest } }));
  };
  /** A finding of the firm, sent. Returns its code. */
  const find = async (title: string, kind: string, criteria: readonly string[]): Promise<string> => {
    const content = { title, kind, criteria, fact: `${title}, as seen.`, extent: null };
    const partner = who('engagement-partner');
    const { code } = await ok(api.ask(partner, 'POST', `${firm}/findings`, { body: { content }, headers: newKey() }));
    await ok(api.ask(partner, 'POST', `${firm}/findings/${code}/send`, { body: { engagement }, headers: newKey() }));
    await deliver();
    return code;
  };
  /** Management responds to the finding it received first. */
  const respond = async (text: string) => {
    const { items } = await ok(api.ask(lead, 'GET', `${base}/received-findings?sort=code&limit=1`));
    const path = `${base}/received-findings/${items[0].code}/respond`;
    await ok(api.ask(lead, 'POST', path, { body: { text }, headers: newKey() }));
    await deliver();
  };
  return {
    ...company,
    approveDescription,
    find,
    respond,
    handOverLetters,
    add,
    ask,
    deliver,
    documents,
    done,
    engagement,
    file,
    firm,
    firmId,
    handIn,
    move,
    ok,
    paperAt,
    read,
    sendAndSign,
    signatory,
    signDocument,
    waits,
    who,
  };
}

/** Whoever reviews, the least of those who may first. */
const reviewers: readonly Role[] = [
  'senior',
  'manager',
  'independence-officer',
  'engagement-partner',
  'eq-reviewer',
  'staff',
  'specialist',
];
const described = ['services', 'infrastructure', 'software', 'people-groups', 'system-procedures', 'data-classes'];
const long =
  'This part of the system is described here in as many words as the rules ask for, so that whoever reads the report can tell what it is, who runs it, where it stands and what for.';

const writers: readonly Role[] = [
  'senior',
  'manager',
  'staff',
  'engagement-partner',
  'eq-reviewer',
  'independence-officer',
  'specialist',
];

export function kindNamed(name: string): PaperKind {
  return kinds.find((one) => one.name === name) ?? expect.fail(`there is no kind ${name}`);
}
