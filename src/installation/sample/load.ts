/** A company and a firm with a year behind them, for a new installation: made once, marked as samples, with passwords of its own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { loadControls } from '../../criteria/index.ts';
import { type ApiOptions, asMember } from '../../http/api/mount.ts';
import type { Principal } from '../../http/api/route.ts';
import { contentSchema, createRecord, registers } from '../../registers/index.ts';
import { simulate } from '../../simulate/index.ts';
import { home } from '../environment.ts';
import { sampleRecords } from './records.ts';

/** What the sample needs of identity. */
export interface SampleIdentity {
  createOrganization(organization: {
    kind: 'service-organization' | 'firm';
    name: string;
    sample: boolean;
  }): Promise<string>;
  createPerson(person: { name: string; email: string; password: string }): Promise<string>;
  addMembership(membership: { organizationId: string; personId: string; roles: readonly string[] }): Promise<void>;
}

export interface SampleSignIn {
  readonly organization: string;
  readonly side: 'management' | 'firm';
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly password: string;
}

const company = 'Alderbrook (sample)';
const firm = 'Quill & Harrow CPAs (sample)';
const companyPeople = [
  {
    name: 'M. Keller (sample)',
    email: 'compliance@alderbrook.example',
    roles: ['compliance-manager', 'executive-sponsor'],
  },
  { name: 'V. Thorne (sample)', email: 'signatory@alderbrook.example', roles: ['signatory'] },
  { name: 'R. Tamsin (sample)', email: 'owner@alderbrook.example', roles: ['control-owner'] },
  { name: 'E. Linde (sample)', email: 'employee@alderbrook.example', roles: ['employee'] },
] as const;
const firmPeople = [
  { name: 'P. Rowan (sample)', email: 'partner@quillharrow.example', roles: ['engagement-partner', 'firm-admin'] },
  { name: 'M. Sedge (sample)', email: 'manager@quillharrow.example', roles: ['manager'] },
  { name: 'S. Yarrow (sample)', email: 'senior@quillharrow.example', roles: ['senior'] },
  { name: 'Q. Bracken (sample)', email: 'reviewer@quillharrow.example', roles: ['eq-reviewer'] },
] as const;

/** Records written in one transaction: enough to be quick, few enough to show progress. */
const batch = 25;

/**
 * Makes the sample. The year ends with the month before `today`.
 * keep      file the sign-ins are written to (mode 0600), since passwords are shown once
 * progress  one line that the next replaces
 */
export async function loadSample(
  options: Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'> & {
    readonly identity: SampleIdentity;
    readonly keys: OrganizationKeys;
    readonly keep: string;
    readonly progress: (line: string) => void;
  },
): Promise<readonly SampleSignIn[]> {
  const { identity, keys, progress } = options;
  const today = options.clock().toISOString().slice(0, 10);
  // Reports are dated 45 days after the period, so the year ends two months ago at the latest.
  const start = firstOfMonth(today, -14);
  const end = lastOfMonth(firstOfMonth(today, -3));
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-sample-'));
  try {
    progress('the sample year is simulated');
    await simulate({ seed: 'alder', months: 12, scale: 0.5, start, out: join(folder, 'year'), today });
    const records = await sampleRecords(join(folder, 'year'), loadControls(join(home, 'data')), start, end);

    const signIns: SampleSignIn[] = [];
    const companyId = await identity.createOrganization({ kind: 'service-organization', name: company, sample: true });
    const firmId = await identity.createOrganization({ kind: 'firm', name: firm, sample: true });
    const ids = new Map<string, string>();
    for (const [organization, side, people] of [
      [companyId, 'management', companyPeople],
      [firmId, 'firm', firmPeople],
    ] as const) {
      for (const { name, email, roles } of people) {
        const password = randomBytes(15).toString('base64url');
        const personId = await identity.createPerson({ name, email, password });
        await identity.addMembership({ organizationId: organization, personId, roles });
        ids.set(email, personId);
        signIns.push({ organization: side === 'firm' ? firm : company, side, name, email, roles, password });
      }
    }
    const lead: Principal = {
      personId: ids.get(companyPeople[0].email) ?? '',
      name: companyPeople[0].name,
      email: companyPeople[0].email,
      organizationId: companyId,
      side: 'management',
      roles: companyPeople[0].roles,
      provedAt: null,
      scopes: null,
    };
    const byName = new Map(registers.map((register) => [register.name, { register, schema: contentSchema(register) }]));
    const owner = ids.get(companyPeople[2].email) ?? null;
    for (let at = 0; at < records.length; at += batch) {
      progress(`records of the sample year: ${at} of ${records.length}`);
      await asMember(options, lead, async (asking) => {
        for (const [index, record] of records.slice(at, at + batch).entries()) {
          const { register, schema } = byName.get(record.register) ?? fail(record.register);
          const { content, register: _name, ...facts } = record;
          // Two of three have an owner, so that there is something to look for.
          const ownerId = (at + index) % 3 === 0 ? null : (at + index) % 3 === 1 ? lead.personId : owner;
          const draft = { ...facts, ownerId, content: schema.parse(content) as typeof content };
          await createRecord(asking, keys, register, draft, `sample-${at + index}`);
        }
      });
    }
    await writeFile(options.keep, signInLines(signIns).join('\n') + '\n', { mode: 0o600 });
    return signIns;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How to sign in on each side, for people. */
export function signInLines(signIns: readonly SampleSignIn[]): string[] {
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
