/** A company and a firm with a year behind them, for a new installation: made once, marked as samples, with passwords of its own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileParts } from '../../engagement-file/index.ts';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { loadControls } from '../../criteria/index.ts';
import { type ApiOptions } from '../../http/api/mount.ts';
import { asMember } from '../../http/api/as-member.ts';
import type { Principal } from '../../http/api/route.ts';
import { type Crossing, loadCrossing } from './crossing.ts';
import { addMembership, createOrganization, createPerson, type IdentityDependencies } from '../../identity/index.ts';
import { contentSchema, createRecord, registers } from '../../registers/index.ts';
import type { KeptParts } from '../../populations-kept/index.ts';
import { simulate } from '../../simulate/index.ts';
import { home } from '../environment.ts';
import { loadDescription } from './description.ts';
import { loadEngagementFiles } from './engagement-files.ts';
import { loadLetters } from './letters.ts';
import { loadPopulations } from './populations.ts';
import { loadReadings } from './readings.ts';
import { sampleRecords } from './records.ts';

const signatoryName = 'V. Thorne (sample)';

interface SampleSignIn {
  readonly organization: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly password: string;
}

const sampleOrganizations = [
  {
    kind: 'service-organization',
    name: 'Alderbrook (sample)',
    people: [
      {
        name: 'M. Keller (sample)',
        email: 'compliance@alderbrook.example',
        roles: ['compliance-manager', 'executive-sponsor'],
      },
      { name: signatoryName, email: 'signatory@alderbrook.example', roles: ['signatory'] },
      { name: 'R. Tamsin (sample)', email: 'owner@alderbrook.example', roles: ['control-owner'] },
      { name: 'E. Linde (sample)', email: 'employee@alderbrook.example', roles: ['employee'] },
    ],
  },
  {
    kind: 'firm',
    name: 'Quill & Harrow CPAs (sample)',
    people: [
      { name: 'P. Rowan (sample)', email: 'partner@quillharrow.example', roles: ['engagement-partner', 'firm-admin'] },
      { name: 'M. Sedge (sample)', email: 'manager@quillharrow.example', roles: ['manager'] },
      { name: 'S. Yarrow (sample)', email: 'senior@quillharrow.example', roles: ['senior'] },
      { name: 'Q. Bracken (sample)', email: 'reviewer@quillharrow.example', roles: ['eq-reviewer'] },
      { name: 'O. Tansy (sample)', email: 'officer@quillharrow.example', roles: ['independence-officer'] },
    ],
  },
] as const;

/** Records written in one transaction: enough to be quick, few enough to show progress. */
const batch = 25;

/**
 * identity  where people and organizations are made
 * keep      file the sign-ins are written to (mode 0600), since passwords are told once
 * progress  one line that the next replaces
 */
export interface SampleOptions extends Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'> {
  readonly identity: IdentityDependencies;
  readonly keys: OrganizationKeys;
  /** left out: the sample has no populations */
  readonly kept?: KeptParts;
  readonly keep: string;
  readonly progress: (line: string) => void;
  /** left out: nothing crosses the wall */
  readonly crossing?: Crossing;
  /** left out: the firm has no engagement files */
  readonly files?: FileParts;
}

/** Makes the sample, or goes on with one that was cut off. Returns how to sign in, a line a person. The year ends two months ago. */
export async function loadSample(options: SampleOptions): Promise<readonly string[]> {
  const { identity, keep } = options;
  const at = options.clock().toISOString();
  const state = join(dirname(keep), 'sample.json');
  let begun: Begun | null = await readFile(state, 'utf8').then(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below
    (text) => JSON.parse(text) as Begun,
    () => null,
  );
  if (begun === null) {
    const { signIns, lead, owner, partner, readers, firm, signatory } = await makePeople(identity, at);
    await writeFile(keep, `${signInLines(signIns).join('\n')}\n`, { mode: 0o600 });
    begun = { today: at.slice(0, 10), lead, owner, partner, readers, firm, signatory, loaded: false };
    await writeFile(state, JSON.stringify(begun), { mode: 0o600 });
  }
  if (!begun.loaded) {
    await loadRecords(options, begun);
    // A sample begun before the portal has none.
    await loadReadings(options, options.keys, begun.readers ?? []);
    if (options.kept !== undefined) {
      options.progress('populations are made of the sample’s evidence');
      await loadPopulations(options, options.kept, begun.lead);
    }
    await writeFile(state, JSON.stringify({ ...begun, loaded: true }), { mode: 0o600 });
  }
  return (await readFile(keep, 'utf8')).trim().split('\n');
}

/** What was begun, so that a sample whose loading was cut off goes on where it stopped. */
interface Begun {
  readonly today: string;
  readonly lead: Principal;
  readonly partner: Principal;
  readonly owner: string;
  readonly readers?: readonly Principal[];
  /** everybody of the firm, and the company's signatory; a sample begun before the firm's files has none */
  readonly firm?: readonly Principal[];
  readonly signatory?: Principal;
  readonly loaded: boolean;
}

/** Whether a sample was begun in this data directory and not loaded to its end. */
export async function isSampleUnfinished(data: string): Promise<boolean> {
  const text = await readFile(join(data, 'sample.json'), 'utf8').catch(() => null);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below
  return text !== null && !(JSON.parse(text) as Begun).loaded;
}

async function makePeople(
  identity: IdentityDependencies,
  at: string,
): Promise<{
  signIns: SampleSignIn[];
  lead: Principal;
  owner: string;
  partner: Principal;
  readers: Principal[];
  firm: Principal[];
  signatory: Principal;
}> {
  const signIns: SampleSignIn[] = [];
  const principals: Principal[] = [];
  for (const { kind, name: organization, people } of sampleOrganizations) {
    const { id: organizationId } = await createOrganization(identity, { kind, name: organization, sample: true, at });
    const side = kind === 'firm' ? 'firm' : 'management';
    for (const { name, email, roles } of people) {
      const password = randomBytes(15).toString('base64url');
      const { id: personId } = await createPerson(identity, { name, email, password, at });
      await addMembership(identity, { organizationId, personId, roles, at });
      signIns.push({ organization, email, roles, password });
      principals.push({ personId, name, email, organizationId, side, roles, provedAt: null, scopes: null });
    }
  }
  const [lead, signatory, owner] = principals;
  const firm = principals.filter((one) => one.side === 'firm');
  const [partner] = firm;
  if (lead === undefined || signatory === undefined || owner === undefined || partner === undefined)
    throw new Error('The sample has no company or no firm.');
  const readers = principals.filter((one) => one.side === 'management' && !one.roles.includes('signatory'));
  return { signIns, lead, owner: owner.personId, partner, readers, firm, signatory };
}

async function loadRecords(
  options: SampleOptions,
  { today, lead, owner, partner, firm, signatory }: Begun,
): Promise<void> {
  const { keys, progress } = options;
  // Reports are dated 45 days after the period, so the year ends two months ago at the latest.
  const start = firstOfMonth(today, -14);
  const end = lastOfMonth(firstOfMonth(today, -3));
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-sample-'));
  try {
    progress('the sample year is simulated');
    await simulate({ seed: 'alder', months: 12, scale: 0.5, start, out: join(folder, 'year'), today });
    const records = await sampleRecords(join(folder, 'year'), loadControls(join(home, 'data')), start, end, today);
    const byName = new Map(registers.map((register) => [register.name, { register, schema: contentSchema(register) }]));
    for (let from = 0; from < records.length; from += batch) {
      progress(`records of the sample year: ${from} of ${records.length}`);
      await asMember(options, lead, async (asking) => {
        for (const [index, record] of records.slice(from, from + batch).entries()) {
          const { register, schema } = byName.get(record.register) ?? fail(record.register);
          const { content, register: _name, ...facts } = record;
          // Two of three have an owner, so that there is something to look for.
          const ownerId = [null, lead.personId, owner][(from + index) % 3] ?? null;
          const draft = { ...facts, ownerId, content: schema.parse(content) };
          await createRecord(asking, keys, register, draft, `sample-${from + index}`);
        }
      });
    }
    progress('the description is written');
    await loadDescription(options, keys, lead, { start, end });
    await loadLetters(options, keys, lead, signatoryName);
    if (options.crossing !== undefined) {
      progress('requests and findings cross the wall');
      const between = { lead, partner, folder: join(folder, 'year'), start, end, today };
      const engagement = await loadCrossing(options, options.crossing, between);
      if (options.files !== undefined && firm !== undefined && signatory !== undefined) {
        progress('engagement files are opened');
        const of = { people: firm, signatory, engagement, start, end };
        await loadEngagementFiles(options, options.files, options.crossing, of);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How to sign in on each side, for people. */
function signInLines(signIns: readonly SampleSignIn[]): string[] {
  return signIns.map(
    ({ organization, email, password, roles }) => `${organization}: ${email}  ${password}  (${roles.join(', ')})`,
  );
}

function firstOfMonth(today: string, months: number): string {
  const at = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 10);
}

function lastOfMonth(first: string): string {
  return new Date(Date.parse(`${firstOfMonth(first, 1)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function fail(name: string): never {
  throw new Error(`There is no register ${name}.`);
}
