/** A whole installation on a folder of its own, with its own PostgreSQL, and a compliance lead who works in it over HTTP. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openPool } from '../src/adapters/postgres/pool.ts';
import { runningUrl } from '../src/adapters/postgres/embedded-running.ts';
import { csrfOf, sessionCookie, tokenHash } from '../src/identity/index.ts';
import { readSettings, type Settings } from '../src/installation/environment.ts';
import { type Installation, openInstallation } from '../src/main.ts';
import { uuidV7 } from '../src/uuid.ts';

export interface Member {
  readonly organization: string;
  readonly token: string;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-installed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const settingsOf = (data: string): Settings => readSettings({ TICKMARK_DATA: data, TICKMARK_PORT: '0' });

export async function started(data: string, more: Partial<Settings> = {}): Promise<Installation> {
  const installation = await openInstallation({ ...settingsOf(data), ...more }, () => undefined);
  onTestFinished(() => installation.close());
  installation.setWorking(null);
  return installation;
}

const newId = () => uuidV7(new Date(), randomBytes(10));

/** Adds a service organization and a compliance manager of it, signed in. */
export async function addMember(data: string): Promise<Member> {
  const pool = openPool((await runningUrl(join(data, 'postgres'))) ?? '', { max: 1 });
  const [organization, person, token] = [newId(), newId(), randomBytes(32).toString('base64url')];
  try {
    await pool.query(
      `INSERT INTO identity.organization (id, kind, name, created_at) VALUES ($1, 'service-organization', 'Northline', now())`,
      [organization],
    );
    await pool.query(
      `INSERT INTO identity.person (id, email, name, created_at, changed_at) VALUES ($1, $2, 'Ada', now(), now())`,
      [person, `${person}@example.org`],
    );
    await pool.query(
      `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at)
       VALUES ($1, $2, '{compliance-manager}', 'active', now(), now())`,
      [organization, person],
    );
    await addSession(data, person, token);
  } finally {
    await pool.end();
  }
  return { organization, token };
}

/** Signs the one person of the installation in again. */
export async function signIn(data: string, member: Member): Promise<Member> {
  const token = randomBytes(32).toString('base64url');
  const pool = openPool((await runningUrl(join(data, 'postgres'))) ?? '', { max: 1 });
  const { rows } = await pool.query<{ person_id: string }>(
    'SELECT person_id FROM identity.membership WHERE organization_id = $1',
    [member.organization],
  );
  await pool.end();
  await addSession(data, rows[0]?.person_id ?? '', token);
  return { organization: member.organization, token };
}

async function addSession(data: string, person: string, token: string): Promise<void> {
  const pool = openPool((await runningUrl(join(data, 'postgres'))) ?? '', { max: 1 });
  await pool.query(
    `INSERT INTO identity.session (id, token_hash, person_id, created_at, seen_at, expires_at, factor_done, address, agent)
     VALUES ($1, $2, $3, now(), now(), now() + interval '1 day', true, '127.0.0.1', 'test')`,
    [newId(), tokenHash(token), person],
  );
  await pool.end();
}

/** Asks the API of a running installation. */
export async function ask(
  installation: Installation,
  member: Member,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly bytes: Buffer; readonly json: Record<string, unknown> }> {
  const isBytes = body instanceof Uint8Array;
  const reply = await fetch(`${installation.address}/api/v1/organizations/${member.organization}${path}`, {
    method,
    headers: {
      cookie: `${sessionCookie}=${member.token}`,
      'x-tickmark-csrf': csrfOf(member.token),
      ...(method === 'POST' && { 'idempotency-key': newId() }),
      ...(body !== undefined && { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body !== undefined && { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await reply.arrayBuffer());
  const isJson = (reply.headers.get('content-type') ?? '').includes('json');
  return { status: reply.status, bytes, json: isJson ? JSON.parse(bytes.toString('utf8')) : {} };
}

/** Adds a risk; the answer is its code. */
export async function addRisk(installation: Installation, member: Member, title: string): Promise<string> {
  const content = { title, likelihood: 'possible', impact: 'high', description: 'All of eu-central-1.' };
  const made = await ask(installation, member, 'POST', '/risks', { content });
  if (made.status !== 201) throw new Error(made.bytes.toString('utf8'));
  return String(made.json['code']);
}

/** Sends bytes as evidence; the answer is its code. */
export async function addEvidence(installation: Installation, member: Member, bytes: Buffer): Promise<string> {
  const begun = await ask(installation, member, 'POST', '/uploads', {
    name: 'export.bin',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    source: { system: 'HR system' },
    periodStart: '2025-10-01',
    periodEnd: '2026-09-30',
  });
  const { id, partBytes, count } = begun.json;
  for (let number = 1; number <= Number(count); number += 1) {
    const part = bytes.subarray((number - 1) * Number(partBytes), number * Number(partBytes));
    await ask(installation, member, 'PUT', `/uploads/${String(id)}/parts/${number}`, part);
  }
  const made = await ask(installation, member, 'POST', `/uploads/${String(id)}/complete`);
  if (made.status !== 201) throw new Error(made.bytes.toString('utf8'));
  return String(made.json['code']);
}
