import { join } from 'node:path';
/** Two service organizations and two firms in one installation, everybody in them, and words of their own in every row. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { z } from 'zod';
import { type EvidenceParts, openEvidenceParts } from '../../src/evidence/index.ts';
import { loggerTo } from '../../src/http/log.ts';
import { createGroup } from '../../src/directory/groups.ts';
import { createUser } from '../../src/directory/users.ts';
import { createView } from '../../src/views/service.ts';
import { asMember } from '../../src/http/api/as-member.ts';
import type { Asking, Principal, Side } from '../../src/http/api/route.ts';
import { arrangePicture } from '../../src/system-picture/service.ts';
import { insertVersion, saveSection } from '../../src/description-kept/store.ts';
import { nothingSaid } from '../../src/letters/model.ts';
import { insertReady, saveSaid } from '../../src/letters/store.ts';
import { csrfOf, sessionCookie, tokenHash } from '../../src/identity/session-token.ts';
import { addComment, changeRecord, createRecord } from '../../src/registers/service.ts';
import { defaultWays } from '../../src/notices/rules.ts';
import { savePreference } from '../../src/notices/store.ts';
import { tell } from '../../src/notices/tell.ts';
import { checkLogKind } from '../../src/jobs/index.ts';
import { openKept, populationJobs } from '../../src/populations-kept/index.ts';
import { registers } from '../../src/registers/index.ts';
import type { Register } from '../../src/registers/model.ts';
import { sealJson } from '../../src/registers/seal.ts';
import { loadMethod, loadStandards } from '../../src/criteria/index.ts';
import { paperKinds } from '../../src/engagement-file/index.ts';
import { home } from '../../src/installation/environment.ts';
import { allRoutes } from '../../src/routes.ts';
import { openTestApi, type Person, type Reply, type TestApi } from '../api.ts';
import { seedCrossing } from './crossing.ts';
import { readRights, type Rights } from './rights.ts';
import { contentOf } from './samples.ts';

/**
 * words, names  stand in what people of the organization wrote, and in what they and it are called, and nowhere else
 * people        one of each role, who just proved themselves
 * leads         who may do everything between them that people of the side may
 * records       by register
 * things        what stands for $member, $evidence and so on in test/rights.yaml
 */
export interface Organization {
  readonly id: string;
  readonly side: Side;
  readonly words: string;
  readonly names: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly lead: Person;
  readonly administrator: Person;
  readonly records: ReadonlyMap<string, { readonly id: string; readonly code: string }>;
  readonly things: Readonly<Record<string, string>>;
}

export interface World {
  readonly api: TestApi;
  readonly rights: Rights;
  readonly organizations: readonly [Organization, Organization, Organization, Organization];
  /** in both service organizations, under a name that is neither's */
  readonly adviser: Person;
  readonly log: readonly string[];
  /** canaries of others in answers, each with where it came */
  readonly leaks: readonly string[];
  /** Asks, and looks for what is not the asker's. own: organizations whose words the asker may see */
  readonly ask: (
    person: Person | null,
    method: string,
    path: string,
    options?: {
      body?: unknown;
      headers?: Record<string, string>;
      bearer?: string;
      csrf?: boolean;
      own?: readonly string[];
    },
  ) => Promise<Reply>;
}

/** A register of the firm's side that no route shows. */
const firmRegister: Register = {
  name: 'workpapers',
  side: 'firm',
  group: 'engagement',
  title: 'Workpapers',
  one: 'Workpaper',
  prefix: 'WKP',
  hint: '',
  states: [{ name: 'open', word: 'Open', mark: 'open' }],
  fields: [
    { name: 'title', label: 'Title', kind: 'text', required: true },
    { name: 'text', label: 'Text', kind: 'long' },
  ],
};

export async function openWorld(): Promise<World> {
  const log: string[] = [];
  const rights = readRights();
  const standards = loadStandards(join(home, 'data'));
  const kinds = [checkLogKind({ origin: 'test.example', publicKey: new Uint8Array(32) })];
  const later: { opened?: EvidenceParts } = {};
  const folders = (): EvidenceParts => later.opened ?? fail('The folders of evidence are not open yet.');
  const api = await openTestApi(
    ({ gate, decider, keys, signer }) => {
      // What a slice's routes work with stands here by its name in RouteParts (src/routes.ts).
      const evidence = {
        keys,
        get blobs() {
          return folders().blobs;
        },
        get uploads() {
          return folders().uploads;
        },
        tiles: (name: string) => folders().tiles(name),
      };
      const method = loadMethod(join(home, 'data'));
      const parts = {
        keys,
        decider,
        recorder: signer,
        standards,
        files: { keys, machine: method.stateMachine, kinds: paperKinds(method), standards },
        jobs: { kinds, ending: new AbortController().signal },
        evidence,
        kept: openKept({ keys, decider, evidence }),
        identity: {
          database: gate,
          key: Buffer.alloc(32, 7),
          newId: () => api.options.newId(),
          name: 'Tickmark',
          url: 'http://localhost',
          sendsMail: false,
        },
      };
      return allRoutes(parts);
    },
    { logger: loggerTo({ write: (line: string) => void log.push(line) }), connections: 12 },
  );
  later.opened = await openEvidenceParts(api.data, api.keys);
  const leaks: string[] = [];
  const canaries: { readonly organization: string; readonly canary: string }[] = [];
  const ask: World['ask'] = async (person, method, path, { bearer, own, ...options } = {}) => {
    const headers = { ...options.headers, ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) };
    const reply = await api.ask(bearer === undefined ? person : null, method, path, { ...options, headers });
    const said = `${JSON.stringify(reply.headers)}\n${reply.text}`.toLowerCase();
    const mine = own ?? (person === null ? [] : [person.organization]);
    for (const { organization, canary } of canaries) {
      if (!mine.includes(organization) && said.includes(canary)) {
        leaks.push(`${method} ${path} by ${person?.roles.join(' ') ?? 'nobody'} shows ${canary}`);
      }
    }
    return reply;
  };

  const make = async (side: Side, number: number): Promise<Organization> => {
    // Letters first, so that a search takes it as one word; 12 letters tell two of them apart.
    const words = `wren${randomBytes(6).toString('hex')}`;
    const names = `finch${randomBytes(6).toString('hex')}`;
    const id = await api.addOrganization(side === 'firm' ? 'firm' : 'service-organization', `House ${names}`);
    canaries.push({ organization: id, canary: words }, { organization: id, canary: names });
    const people = new Map<string, Person>();
    for (const role of rights.roles[side]) {
      const person = { proved: true, name: `${role} ${names}`, email: `${role}.${number}@${names}.example` };
      people.set(role, await api.addPerson(id, [role], person));
    }
    const [lead, administrator] =
      side === 'firm' ? ['engagement-partner', 'firm-admin'] : ['compliance-manager', 'compliance-manager'];
    const plainRole = side === 'firm' ? 'staff' : 'reader-org';
    const member = await api.addPerson(id, [plainRole], {
      name: `Plain ${names}`,
      email: `plain.${number}@${names}.example`,
    });
    const organization: Organization = {
      id,
      side,
      words,
      names,
      people,
      lead: personOf(people, lead),
      administrator: personOf(people, administrator),
      records: new Map(),
      things: {},
    };
    const seeded = await seed(api, organization, { member: member.id, plainRole }, number);
    const evidence = await seedEvidence(api.app, seeded);
    // The firm has none: names of nothing stand for them.
    const none = { population: api.options.newId(), selfTest: api.options.newId() };
    const kept = side === 'firm' ? none : await seedPopulation(api, seeded, evidence['evidence'] ?? '', later.opened);
    const file =
      side === 'firm'
        ? await seedFile(api, seeded)
        : { engagementFile: api.options.newId(), reviewNote: api.options.newId() };
    const read =
      side === 'firm'
        ? { policy: api.options.newId(), questionnaire: api.options.newId() }
        : await seedPortal(api, seeded);
    const things = {
      ...evidence,
      ...kept,
      ...read,
      ...file,
      job: await seedJob(api, seeded),
      descriptionSection: 'DC8',
      descriptionVersion: '1',
      systemPicture: '1',
      letters: 'own',
      lettersReady: '1',
      preference: 'own',
    };
    return { ...seeded, things: { ...seeded.things, ...things } };
  };
  const made = await Promise.all([make('management', 0), make('management', 1), make('firm', 2), make('firm', 3)]);
  const cross = async (organization: Organization): Promise<Organization> => ({
    ...organization,
    things: { ...organization.things, ...(await seedPartner(api, organization)) },
  });
  const [first, second, third, fourth] = made;
  const organizations = [await cross(first), await cross(second), await cross(third), await cross(fourth)] as const;
  const adviser = await api.addPerson(organizations[0].id, ['adviser'], { name: 'Ada Adviser' });
  await api.owner.query(
    `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at) VALUES ($1, $2, '{adviser}', 'active', now(), now())`,
    [organizations[1].id, adviser.id],
  );
  // A person's own in two organizations, and a colleague's own: neither shows in the other's place.
  for (const { id, lead, things } of organizations) {
    const elsewhere = organizations.find((one) => one.id !== id) ?? fail('one organization alone');
    await api.owner.query(
      `INSERT INTO notices.preference (organization_id, person_id, ways, version, changed_at) VALUES ($1, $2, '{}', 1, now())`,
      [elsewhere.id, lead.id],
    );
    await api.owner.query(
      `INSERT INTO views.view SELECT gen_random_uuid(), organization_id, $2, list, shared, is_default, version, changed_at, sealed FROM views.view WHERE id = $1`,
      [things['view'], things['member']],
    );
  }
  // Tiles and checkpoints of every log, as the installation makes them every few seconds.
  await api.recorder.integrate();
  return { api, rights, organizations, adviser, log, leaks, ask };
}

/** An organization of the other side that is in nobody else's engagement, and what crossed between the two. */
async function seedPartner(api: TestApi, organization: Organization): Promise<Record<string, string>> {
  const { id, side, words, lead } = organization;
  const isFirm = side === 'firm';
  const partnerId = await api.addOrganization(isFirm ? 'service-organization' : 'firm', 'Partner');
  const partnerLead = await api.addPerson(partnerId, [isFirm ? 'compliance-manager' : 'engagement-partner'], {
    proved: true,
  });
  const partner = { id: partnerId, side: isFirm ? 'management' : 'firm', words, lead: partnerLead } as const;
  const evidence = isFirm
    ? (await seedEvidence(api.app, { ...organization, ...partner, records: new Map() }))['evidenceCode']
    : organization.things['evidenceCode'];
  return seedCrossing(
    api,
    { id, side, words, lead, people: organization.people },
    partner,
    evidence ?? fail('no evidence'),
  );
}

/** As much as an invitation's mail takes. */
const nobodysIdentity = { key: Buffer.alloc(32, 7), name: 'Tickmark', url: 'http://localhost', sendsMail: false };

/** Rows in every table that holds an organization's, its words in every text. */
async function seed(
  api: TestApi,
  organization: Organization,
  known: { readonly member: string; readonly plainRole: string },
  number: number,
): Promise<Organization> {
  const { id, side, words, names, lead, administrator } = organization;
  const records = new Map<string, { id: string; code: string }>();
  const mine = [...(side === 'firm' ? [firmRegister] : []), ...registers.filter((one) => one.side === side)];
  const ids: string[] = [];
  const views = { view: '', oldView: '' };
  const directory = { directoryUser: '', directoryGroup: '' };
  // Codes that the others do not have, so that a foreign code is one that is missing here.
  await api.owner.query(
    `INSERT INTO ${side}.tally (organization_id, register, last) SELECT $1, r, $2 FROM unnest($3::text[]) r`,
    [id, 100 * (number + 1), ['evidence', 'populations', 'self-tests', ...mine.map((one) => one.name)]],
  );
  await asMember(api.options, principalOf(organization, lead), async (asking) => {
    for (const register of mine) {
      const draft = {
        ...(register.chosenCode === true && { code: `CTL-${100 * (number + 1) + 1}` }),
        ownerId: lead.id,
        dueOn: '2026-03-04',
        content: contentOf(register, `${words} in ${register.name}`),
      };
      const { record } = await createRecord(asking, api.keys, register, draft, `seed-${register.name}`);
      await changeRecord(asking, api.keys, register, record.id, 1, { why: `${words} is why` });
      await addComment(asking, api.keys, register, record.id, `${words} is said`, [known.member]);
      records.set(register.name, { id: record.id, code: record.code });
      ids.push(record.id);
    }
    const second = await createRecord(
      asking,
      api.keys,
      mine[0] ?? firmRegister,
      {
        dueOn: '2026-03-05',
        content: contentOf(mine[0] ?? firmRegister, `${words} again`),
      },
      'seed-again',
    );
    if (side === 'management') {
      await seedDescription(api, asking, words);
      await seedLetters(api, asking, words);
      await arrangePicture(asking, api.keys, 0, []);
    }
    // Everybody is told of a record, so that everybody has something to read.
    const [told] = records;
    await tell(
      asking.transaction,
      id,
      [...organization.people.values()].map((person) => person.id),
      {
        kind: 'assigned',
        key: 'seed',
        at: asking.now,
        by: null,
        register: told?.[0] ?? null,
        code: told?.[1].code ?? null,
        subjectId: told?.[1].id ?? null,
      },
    );
    const draft = { name: `${words} is seen`, where: {}, isDefault: false };
    const lists = { management: new Set(['evidence']), firm: new Set(['evidence']) };
    const parts = { keys: api.keys, lists };
    await createView(asking, parts, 'evidence', { ...draft, shared: true }, 'view-1');
    views.view = (await createView(asking, parts, 'evidence', { ...draft, shared: false }, 'view-2')).id;
    views.oldView = (await createView(asking, parts, 'evidence', { ...draft, shared: false }, 'view-3')).id;
    await savePreference(asking.transaction, defaultWays, 1, asking.now);
    await asking.transaction.query(
      `INSERT INTO ${side}.link (from_id, to_id, organization_id, at, by_person) VALUES ($1, $2, $3, now(), $4)`,
      [ids[0], second.record.id, id, lead.id],
    );
  });
  // The directory's token reaches as far as whoever made it.
  await asMember(api.options, principalOf(organization, administrator), async (asking) => {
    const identity = { ...nobodysIdentity, database: api.owner, newId: api.options.newId };
    const kept = { keys: api.keys, identity };
    const user = { userName: `kept@${names}.example`, displayName: `${words} is kept` };
    directory.directoryUser = String((await createUser(asking, kept, user, {})).json['id']);
    const group = { displayName: `${words} together`, members: [{ value: directory.directoryUser }] };
    directory.directoryGroup = String((await createGroup(asking, kept, group, {})).json['id']);
    // Nobody asks for these: they stay whatever the others are asked.
    const stays = await createUser(asking, kept, { userName: `stays@${names}.example` }, {});
    await createGroup(asking, kept, { displayName: 'Stays', members: [{ value: stays.json['id'] }] }, {});
  });
  const invited = await api.ask(administrator, 'POST', `/organizations/${id}/invitations`, {
    body: { email: `invited@${names}.example`, roles: [known.plainRole] },
  });
  expect(invited.status).toBe(201);
  const token = await api.ask(administrator, 'POST', `/organizations/${id}/tokens`, {
    body: { name: `Token ${names}`, scopes: ['members:read'], days: 3 },
  });
  expect(token.status).toBe(201);
  return {
    ...organization,
    records,
    things: { ...known, ...views, ...directory, invitation: invited.json.id, token: token.json.id },
  };
}

/** An item of evidence that serves a record, and three uploads that are not completed. */
async function seedEvidence(app: FastifyInstance, organization: Organization): Promise<Record<string, string>> {
  const { id, lead, words } = organization;
  const ask = async (method: 'POST' | 'PUT', path: string, payload?: Buffer | object, key = 'evidence') => {
    const reply = await app.inject({
      method,
      url: `/api/v1/organizations/${id}${path}`,
      headers: {
        host: 'localhost',
        cookie: `${sessionCookie}=${lead.token}`,
        'x-tickmark-csrf': csrfOf(lead.token),
        'idempotency-key': key,
        ...(payload !== undefined && {
          'content-type': Buffer.isBuffer(payload) ? 'application/octet-stream' : 'application/json',
        }),
      },
      ...(payload !== undefined && { payload }),
    });
    if (reply.statusCode >= 300) throw new Error(`${method} ${path}: ${reply.body}`);
    return reply.json();
  };
  const announce = (content: Buffer, name: string, key: string) =>
    ask(
      'POST',
      '/uploads',
      {
        name: `${words} ${name}`,
        size: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        source: { system: `System of ${words}` },
        periodStart: '2026-01-01',
        periodEnd: '2026-06-30',
        links: [...organization.records.values()].slice(0, 1).map((record) => record.code),
      },
      key,
    );
  const content = Buffer.from(`name,said\nrow,${words}\n`);
  const whole = await announce(content, 'whole.csv', 'whole');
  await ask('PUT', `/uploads/${whole.id}/parts/1`, content);
  const made = await ask('POST', `/uploads/${whole.id}/complete`);
  // One is completed by whoever asks everything; another is taken back, the third stays under way.
  const begun = await announce(content, 'begun.csv', 'begun');
  const left = await announce(content, 'left.csv', 'left');
  await ask('PUT', `/uploads/${begun.id}/parts/1`, content);
  await ask('PUT', `/uploads/${left.id}/parts/1`, content);
  const old = await announce(content, 'old.csv', 'old');
  const { id: evidence, code: evidenceCode } = made;
  return { evidence, evidenceCode, upload: begun.id, oldUpload: old.id, content: content.toString() };
}

/** A file whose team everybody of the firm is on who may be; what is written, signed, noted and moved in it. */
async function seedFile(api: TestApi, organization: Organization): Promise<Record<string, string>> {
  const { id, words, lead, people } = organization;
  const base = `/organizations/${id}/engagement-files`;
  const ask = async (method: string, path: string, body: unknown, version?: number) => {
    const headers = version === undefined ? {} : { 'if-match': `"v${version}"` };
    const reply = await api.ask(lead, method, `${base}${path}`, { body, headers });
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.text}`);
    return reply.json;
  };
  const content = {
    client: `${words} Incorporated`,
    system: `${words} system`,
    type: 'soc2-type2',
    from: '2026-01-01',
    to: '2026-12-31',
    security: true,
    relation: 'first',
    contact: 'Somebody there',
  };
  const made = await ask('POST', '', { as: 'engagement-partner', content });
  const team = [...people].flatMap(([role, person]) =>
    role === 'firm-admin' || role === 'inspector' ? [] : [{ personId: person.id, role }],
  );
  await ask('PUT', `/${made.id}/team`, { team });
  const paper = `/${made.id}/papers/proposal/file`;
  await ask('POST', `${paper}/sign-offs`, { version: 1, level: 'prepared' });
  const note = (await ask('POST', `${paper}/notes`, { text: `${words} is asked` })).notes[0].id;
  await ask('POST', `${paper}/clearings`, { note, text: `${words} is answered` });
  await ask('POST', `${paper}/notes`, { text: `${words} is asked again` });
  await ask('POST', `/${made.id}/moves`, { from: 'proposed', to: 'acceptance', reason: `${words} is why` });
  return { engagementFile: made.id, reviewNote: note };
}

/** What was said for the letters, and letters that were handed over. */
async function seedLetters(api: TestApi, asking: Asking, words: string): Promise<void> {
  const { organizationId, personId } = asking.principal;
  const key = api.keys.keyOf('management', organizationId, 'content');
  const seal = (part: string, value: unknown) =>
    sealJson(key, `${organizationId}/letters/${part}`, value, randomBytes(12));
  const said = { ...nothingSaid, basis: `${words} was looked at` };
  const row = { version: 1, changed_at: asking.now, sealed: seal('said/1', said) };
  await saveSaid(asking.transaction, organizationId, row, personId);
  const digest = createHash('sha256').update(organizationId).digest('hex');
  const empty = { title: `${words} of management`, paragraphs: [] };
  const given = { assertion: empty, representations: empty, by: words };
  const ready = { number: 1, digest, at: asking.now, by_person: personId, sealed: seal('ready/1', given) };
  const entry = { index: 0, digest: createHash('sha256').update('entry').digest('hex') };
  await insertReady(asking.transaction, organizationId, ready, entry);
}

/** A section of the description, and an approved version, whatever is missing from it. */
async function seedDescription(api: TestApi, asking: Asking, words: string): Promise<void> {
  const { organizationId, personId } = asking.principal;
  const seal = (part: string, value: unknown) =>
    sealJson(
      api.keys.keyOf('management', organizationId, 'content'),
      `${organizationId}/description/${part}/1`,
      value,
      randomBytes(12),
    );
  const paragraph = { id: 'p1', form: 'paragraph', text: `${words} is described` };
  await saveSection(
    asking.transaction,
    organizationId,
    {
      section: 'DC8',
      version: 1,
      changed_at: asking.now,
      sealed: seal('DC8', { paragraphs: [{ ...paragraph, kind: 'text' }] }),
    },
    personId,
  );
  const sections = [{ id: 'DC1', paragraphs: [{ ...paragraph, register: null, codes: [] }] }];
  await insertVersion(
    asking.transaction,
    organizationId,
    {
      number: 1,
      digest: createHash('sha256').update(organizationId).digest('hex'),
      approved_at: asking.now,
      by_person: personId,
      sealed: seal('approved', { sections, by: asking.principal.name }),
    },
    { index: 0, digest: createHash('sha256').update('entry').digest('hex') },
  );
}

/** A population of the item of evidence, and a test of it: what their jobs make, without a worker. */
async function seedPopulation(
  api: TestApi,
  organization: Organization,
  evidenceId: string,
  evidence: EvidenceParts = fail('The folders of evidence are not open yet.'),
): Promise<Record<string, string>> {
  const kept = openKept({ keys: api.keys, decider: api.options.decider, evidence });
  const { lead, words, side } = organization;
  const run = async (name: string, input: object): Promise<string> => {
    const kind = populationJobs(kept).find((one) => one.name === name) ?? fail(`There is no job ${name}.`);
    const end = await kind.run(
      {
        jobId: api.options.newId(),
        organizationId: organization.id,
        personId: lead.id,
        side,
        signal: new AbortController().signal,
        progress: () => undefined,
        inTransaction: (work) => asMember(api.options, principalOf(organization, lead), work),
      },
      input,
    );
    const made = z.object({ id: z.string() }).parse(await asMember(api.options, principalOf(organization, lead), end));
    return made.id;
  };
  const mapping = { columns: { system: 'name', id: 'said' } };
  const population = await run('import-population', {
    evidenceIds: [evidenceId],
    kind: 'account',
    title: `Accounts of ${words}`,
    mapping,
  });
  const selfTest = await run('self-test', { populationId: population, procedureId: 'access-keys-rotated' });
  await kept.copies.close();
  return { population, selfTest };
}

/** A policy in force for everybody, that one of them has read and the others were reminded of yesterday; and a questionnaire. */
async function seedPortal(api: TestApi, { id, lead, words }: Organization): Promise<Record<string, string>> {
  const base = `/organizations/${id}`;
  const make = async (register: string, state: string, more: object): Promise<string> => {
    const made = await api.ask(lead, 'POST', `${base}/${register}`, {
      body: { state, content: { title: `${words} to be read`, acknowledgedBy: 'everybody', ...more } },
      headers: { 'idempotency-key': `portal-${register}` },
    });
    expect(made.status).toBe(201);
    return made.json.id;
  };
  const policy = await make('policies', 'approved', { text: `${words} says` });
  const questionnaire = await make('questionnaires', 'sent-out', { questions: `${words} asks` });
  const read = await api.ask(lead, 'POST', `${base}/portal/policies/${policy}/acknowledgement`, {
    headers: { 'if-match': '"v1"' },
  });
  expect(read.status).toBe(200);
  await api.owner.query(
    `INSERT INTO management.reading_reminder (organization_id, record_id, day, at, by_person, people)
     VALUES ($1, $2, current_date - 1, now() - interval '1 day', $3, 1)`,
    [id, policy, lead.id],
  );
  return { policy, questionnaire };
}

/** A job that was cancelled: one whose events have an end, and that can be tried again. */
async function seedJob(api: TestApi, { id, lead }: Organization): Promise<string> {
  const headers = { 'idempotency-key': 'job' };
  const made = await api.ask(lead, 'POST', `/organizations/${id}/jobs/check-log`, { headers });
  expect(made.status).toBe(201);
  expect((await api.ask(lead, 'POST', `/organizations/${id}/jobs/${made.json.id}/cancel`)).status).toBe(200);
  return made.json.id;
}

export function principalOf(organization: Organization, person: Person): Principal {
  return {
    personId: person.id,
    name: `lead ${organization.names}`,
    email: `lead@${organization.names}.example`,
    organizationId: organization.id,
    side: organization.side,
    roles: person.roles,
    provedAt: null,
    scopes: null,
  };
}

export function personOf(people: ReadonlyMap<string, Person>, role: string): Person {
  const person = people.get(role);
  if (person === undefined) throw new Error(`There is nobody who is ${role}.`);
  return person;
}

/** An API token as it is stored, with scopes of a test's own. */
export async function addToken(api: TestApi, person: Person, scopes: readonly string[]): Promise<string> {
  const token = `tickmark_${randomBytes(32).toString('base64url')}`;
  await api.owner.query(
    `INSERT INTO identity.api_token (id, token_hash, organization_id, person_id, name, scopes, created_at, expires_at)
     VALUES ($1, $2, $3, $4, 'Of a test', $5, now(), now() + interval '1 day')`,
    [api.options.newId(), tokenHash(token), person.organization, person.id, scopes],
  );
  return token;
}

function fail(what: string): never {
  throw new Error(what);
}

/** A canary as it could stand somewhere: as it is, in hex, in base64 at each of three places. */
export function formsOf(canary: string): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.from(' '.repeat(before) + canary).toString('base64');
    // The letters that do not depend on what stands before and behind.
    return whole.slice(before === 0 ? 0 : 4, -4);
  });
  return [canary, Buffer.from(canary).toString('hex'), ...base64];
}

/** A digest of every row of every table, by table; what only says that somebody asked is left out. */
export async function everyRow({ api }: Pick<World, 'api'>): Promise<Record<string, string>> {
  const { rows: tables } = await api.owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)' ORDER BY 1`,
  );
  const digests = tables.map(async ({ name }): Promise<[string, string]> => {
    const row = `to_jsonb(t) - '{seen_at,last_used_at}'::text[]`;
    const { rows } = await api.owner.query<{ digest: string }>(
      `SELECT md5(coalesce(string_agg(md5((${row})::text), '' ORDER BY (${row})::text), '')) AS digest FROM ${name} t`,
    );
    return [name, rows[0]?.digest ?? ''];
  });
  return Object.fromEntries(await Promise.all(digests));
}
