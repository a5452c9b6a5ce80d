import { type Database, inTransaction, type Transaction } from '../adapters/postgres/pool.ts';
import { orBothSides } from './errors.ts';
import type { Membership, OrganizationKind, Person, Session, Side } from './model.ts';
import type { Count } from './rules.ts';

/** A transaction as the role that keeps people and sessions; the side's own rights do not reach them. */
export async function asIdentity<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(database, async (transaction) => {
    await transaction.query('SET LOCAL ROLE tickmark_identity');
    return work(transaction);
  });
}

export interface StoredPerson extends Person {
  readonly password: string | null;
  readonly totp: Buffer | null;
  readonly totpPending: Buffer | null;
  readonly totpStep: number | null;
  readonly recovery: readonly string[];
  readonly passkeys: number;
}

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string | null;
  readonly totp: Buffer | null;
  readonly totp_pending: Buffer | null;
  readonly totp_step: number | null;
  readonly recovery: readonly string[];
  readonly passkeys: number;
}

const personColumns = `p.id, p.name, p.email, p.password, p.totp, p.totp_pending, p.totp_step, p.recovery,
  (SELECT count(*)::int FROM identity.passkey k WHERE k.person_id = p.id) AS passkeys`;

function personOf(row: PersonRow): StoredPerson {
  const { totp_pending: totpPending, totp_step: totpStep, ...rest } = row;
  return { ...rest, totpPending, totpStep };
}

export async function selectPersonByEmail(transaction: Transaction, email: string): Promise<StoredPerson | undefined> {
  const { rows } = await transaction.query<PersonRow>(
    `SELECT ${personColumns} FROM identity.person p WHERE p.email = $1`,
    [email],
  );
  return rows[0] && personOf(rows[0]);
}

export async function selectPerson(transaction: Transaction, id: string): Promise<StoredPerson | undefined> {
  const { rows } = await transaction.query<PersonRow>(
    `SELECT ${personColumns} FROM identity.person p WHERE p.id = $1`,
    [id],
  );
  return rows[0] && personOf(rows[0]);
}

/** Whether there is anybody. */
export async function selectAnybody(transaction: Transaction): Promise<boolean> {
  const { rows } = await transaction.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM identity.person) AS found');
  return rows[0]?.found === true;
}

/** Null: the address is taken. */
export async function insertPerson(
  transaction: Transaction,
  person: Person & { readonly password: string | null; readonly at: string },
): Promise<Person | null> {
  const { rowCount } = await transaction.query(
    `INSERT INTO identity.person (id, email, name, password, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (email) DO NOTHING`,
    [person.id, person.email, person.name, person.password, person.at],
  );
  return rowCount === 1 ? { id: person.id, name: person.name, email: person.email } : null;
}

/** Columns of a person that a service may set, each on its own. */
export async function updatePerson(
  transaction: Transaction,
  id: string,
  at: string,
  change: {
    readonly password?: string;
    readonly totp?: Buffer | null;
    readonly totp_pending?: Buffer | null;
    readonly totp_step?: number | null;
    readonly recovery?: readonly string[];
  },
): Promise<void> {
  const names = Object.keys(change);
  await transaction.query(
    `UPDATE identity.person SET changed_at = $2${names.map((name, i) => `, ${name} = $${i + 3}`).join('')} WHERE id = $1`,
    [id, at, ...Object.values(change)],
  );
}

/** Whether the step was still unused; of two requests with one code, one is told yes. */
export async function takeStep(transaction: Transaction, personId: string, step: number): Promise<boolean> {
  const { rowCount } = await transaction.query(
    'UPDATE identity.person SET totp_step = $2 WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)',
    [personId, step],
  );
  return rowCount === 1;
}

/** Whether the code was there; it is not any more. */
export async function takeRecoveryCode(transaction: Transaction, personId: string, digest: string): Promise<boolean> {
  const { rowCount } = await transaction.query(
    'UPDATE identity.person SET recovery = array_remove(recovery, $2) WHERE id = $1 AND $2 = ANY (recovery)',
    [personId, digest],
  );
  return rowCount === 1;
}

export async function insertOrganization(
  transaction: Transaction,
  organization: { id: string; kind: string; name: string; sample: boolean; at: string },
): Promise<void> {
  await transaction.query(
    'INSERT INTO identity.organization (id, kind, name, sample, created_at) VALUES ($1, $2, $3, $4, $5)',
    [organization.id, organization.kind, organization.name, organization.sample, organization.at],
  );
}

export async function selectKind(
  transaction: Transaction,
  organizationId: string,
): Promise<OrganizationKind | undefined> {
  const { rows } = await transaction.query<{ kind: OrganizationKind }>(
    'SELECT kind FROM identity.organization WHERE id = $1',
    [organizationId],
  );
  return rows[0]?.kind;
}

/** Makes somebody a member; whoever left comes back with the roles given. False: they are one already. refuses conflict (R-WALL-01) */
export async function insertMembership(
  transaction: Transaction,
  member: { organizationId: string; personId: string; roles: readonly string[]; until: string | null; at: string },
): Promise<boolean> {
  const { rowCount } = await transaction
    .query(
      `INSERT INTO identity.membership AS m (organization_id, person_id, roles, state, until, since, changed_at)
     VALUES ($1, $2, $3, 'active', $4, $5, $5)
     ON CONFLICT (organization_id, person_id) DO UPDATE
       SET roles = EXCLUDED.roles, state = 'active', until = EXCLUDED.until, since = EXCLUDED.since,
           changed_at = EXCLUDED.changed_at, version = m.version + 1
       WHERE m.state = 'left' OR m.until <= EXCLUDED.since`,
      [member.organizationId, member.personId, member.roles, member.until, member.at],
    )
    .catch(orBothSides);
  return rowCount === 1;
}

export async function selectMemberships(transaction: Transaction, personId: string): Promise<readonly Membership[]> {
  const { rows } = await transaction.query<{
    organization_id: string;
    organization: string;
    side: Side;
    roles: readonly string[];
  }>(
    `SELECT o.id AS organization_id, o.name AS organization, CASE o.kind WHEN 'firm' THEN 'firm' ELSE 'management' END AS side, m.roles
       FROM identity.membership m JOIN identity.organization o ON o.id = m.organization_id
      WHERE m.person_id = $1 AND m.state = 'active' AND (m.until IS NULL OR m.until > now())
      ORDER BY o.name, o.id`,
    [personId],
  );
  return rows.map(({ organization_id: organizationId, ...rest }) => ({ organizationId, ...rest }));
}

interface SessionRow {
  readonly id: string;
  readonly person_id: string;
  readonly created_at: string;
  readonly seen_at: string;
  readonly expires_at: string;
  readonly factor_done: boolean;
  readonly proved_at: string | null;
  readonly address: string;
  readonly agent: string;
}

const sessionColumns =
  's.id, s.person_id, s.created_at, s.seen_at, s.expires_at, s.factor_done, s.proved_at, s.address, s.agent';
const lives = 'identity.session_lives(s.seen_at, s.expires_at, s.revoked_at)';

function sessionOf(row: SessionRow): Session {
  return {
    id: row.id,
    personId: row.person_id,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    factorDone: row.factor_done,
    provedAt: row.proved_at,
    address: row.address,
    agent: row.agent,
  };
}

export async function insertSession(transaction: Transaction, session: Session, tokenHash: Buffer): Promise<void> {
  await transaction.query(
    `INSERT INTO identity.session (id, token_hash, person_id, created_at, seen_at, expires_at, factor_done, proved_at, address, agent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      session.id,
      tokenHash,
      session.personId,
      session.createdAt,
      session.seenAt,
      session.expiresAt,
      session.factorDone,
      session.provedAt,
      session.address,
      session.agent,
    ],
  );
}

export async function selectSession(transaction: Transaction, tokenHash: Buffer): Promise<Session | undefined> {
  const { rows } = await transaction.query<SessionRow>(
    `SELECT ${sessionColumns} FROM identity.session s WHERE s.token_hash = $1 AND ${lives}`,
    [tokenHash],
  );
  return rows[0] && sessionOf(rows[0]);
}

export async function selectSessions(transaction: Transaction, personId: string): Promise<readonly Session[]> {
  const { rows } = await transaction.query<SessionRow>(
    `SELECT ${sessionColumns} FROM identity.session s WHERE s.person_id = $1 AND ${lives} ORDER BY s.seen_at DESC, s.id`,
    [personId],
  );
  return rows.map(sessionOf);
}

/** The whole session from half of one, under a token of its own. */
export async function completeSession(
  transaction: Transaction,
  id: string,
  change: { readonly tokenHash: Buffer; readonly at: string; readonly expiresAt: string },
): Promise<void> {
  await transaction.query(
    `UPDATE identity.session SET token_hash = $2, factor_done = true, proved_at = $3, seen_at = $3, expires_at = $4 WHERE id = $1`,
    [id, change.tokenHash, change.at, change.expiresAt],
  );
}

export async function proveSession(transaction: Transaction, id: string, at: string): Promise<void> {
  await transaction.query('UPDATE identity.session SET proved_at = $2, factor_done = true WHERE id = $1', [id, at]);
}

/** Ends one session of a person. False: there is none that lives. */
export async function endSession(transaction: Transaction, personId: string, id: string, at: string): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `UPDATE identity.session s SET revoked_at = $3 WHERE s.person_id = $1 AND s.id = $2 AND ${lives}`,
    [personId, id, at],
  );
  return rowCount === 1;
}

/** Ends every session of a person but one (null: all). */
export async function endOtherSessions(
  transaction: Transaction,
  personId: string,
  keep: string | null,
  at: string,
): Promise<void> {
  await transaction.query(
    `UPDATE identity.session SET revoked_at = $3 WHERE person_id = $1 AND revoked_at IS NULL AND ($2::uuid IS NULL OR id <> $2)`,
    [personId, keep, at],
  );
}

export async function insertDevice(
  transaction: Transaction,
  personId: string,
  hash: Buffer,
  at: string,
): Promise<void> {
  await transaction.query('INSERT INTO identity.device (token_hash, person_id, created_at) VALUES ($1, $2, $3)', [
    hash,
    personId,
    at,
  ]);
}

/** Whether that browser signed in to that account before. */
export async function selectDevice(transaction: Transaction, email: string, hash: Buffer): Promise<boolean> {
  const { rows } = await transaction.query(
    `SELECT FROM identity.device d JOIN identity.person p ON p.id = d.person_id WHERE d.token_hash = $1 AND p.email = $2`,
    [hash, email],
  );
  return rows.length > 0;
}

/** Counts under a lock, made where they are not there, in the order of `keys`, which is the same for everybody. */
export async function lockCounts(
  transaction: Transaction,
  keys: readonly Buffer[],
  at: string,
): Promise<Map<string, Count>> {
  await transaction.query(
    `INSERT INTO identity.attempt (what, failures, last_at) SELECT what, 0, $2 FROM unnest($1::bytea[]) AS what ON CONFLICT DO NOTHING`,
    [keys, at],
  );
  const { rows } = await transaction.query<{
    what: Buffer;
    failures: number;
    last_at: string;
    blocked_until: string | null;
  }>(
    'SELECT what, failures, last_at, blocked_until FROM identity.attempt WHERE what = ANY ($1) ORDER BY what FOR UPDATE',
    [keys],
  );
  return new Map(
    rows.map((row) => [
      row.what.toString('hex'),
      { failures: row.failures, lastAt: row.last_at, blockedUntil: row.blocked_until },
    ]),
  );
}

export async function updateCount(
  transaction: Transaction,
  key: Buffer,
  count: { readonly failures: number; readonly blockedUntil: string | null },
  at: string,
): Promise<void> {
  await transaction.query(
    'UPDATE identity.attempt SET failures = $2, blocked_until = $3, last_at = $4 WHERE what = $1',
    [key, count.failures, count.blockedUntil, at],
  );
}

/** What was right after all: own counts begin again, shared ones lose the guess that was counted in advance. */
export async function settleCounts(
  transaction: Transaction,
  own: readonly Buffer[],
  shared: readonly Buffer[],
): Promise<void> {
  const { rows } = await transaction.query<{ what: Buffer }>(
    'SELECT what FROM identity.attempt WHERE what = ANY ($1) ORDER BY what FOR UPDATE',
    [[...own, ...shared]],
  );
  await transaction.query(
    `UPDATE identity.attempt
        SET failures = CASE WHEN what = ANY ($2) THEN 0 ELSE greatest(failures - 1, 0) END,
            blocked_until = CASE WHEN what = ANY ($2) THEN NULL ELSE blocked_until END
      WHERE what = ANY ($1)`,
    [rows.map((row) => row.what), own],
  );
}

export async function insertEvent(
  transaction: Transaction,
  event: {
    readonly id: string;
    readonly at: string;
    readonly kind: string;
    readonly personId: string | null;
    readonly address: string;
    readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  },
): Promise<void> {
  await transaction.query(
    'INSERT INTO identity.event (id, at, kind, person_id, address, details) VALUES ($1, $2, $3, $4, $5, $6)',
    [event.id, event.at, event.kind, event.personId, event.address, JSON.stringify(event.details ?? {})],
  );
}

export async function insertRecovery(
  transaction: Transaction,
  recovery: { hash: Buffer; personId: string | null; at: string; expiresAt: string },
): Promise<void> {
  await transaction.query(
    'INSERT INTO identity.recovery (token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
    [recovery.hash, recovery.personId, recovery.at, recovery.expiresAt],
  );
}

/** The person whose link it is; the link is used up with it. */
export async function takeRecovery(transaction: Transaction, hash: Buffer, at: string): Promise<string | undefined> {
  const { rows } = await transaction.query<{ person_id: string }>(
    `UPDATE identity.recovery SET used_at = $2
      WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND person_id IS NOT NULL RETURNING person_id`,
    [hash, at],
  );
  return rows[0]?.person_id;
}

export interface StoredInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly organization: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly until: string | null;
  readonly expiresAt: string;
}

/** An invitation that can still be accepted; locked until the transaction ends. */
export async function selectInvitation(
  transaction: Transaction,
  hash: Buffer,
  at: string,
): Promise<StoredInvitation | undefined> {
  const { rows } = await transaction.query<{
    id: string;
    organization_id: string;
    organization: string;
    email: string;
    roles: readonly string[];
    until: string | null;
    expires_at: string;
  }>(
    `SELECT i.id, i.organization_id, o.name AS organization, i.email, i.roles, i.until, i.expires_at
       FROM identity.invitation i JOIN identity.organization o ON o.id = i.organization_id
      WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > $2
        FOR UPDATE OF i`,
    [hash, at],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { organization_id: organizationId, expires_at: expiresAt, ...rest } = row;
  return { ...rest, organizationId, expiresAt };
}

/** returns  who invited, in a list of one */
export async function acceptedInvitation(transaction: Transaction, id: string, at: string): Promise<readonly string[]> {
  const { rows } = await transaction.query<{ invited_by: string }>(
    'UPDATE identity.invitation SET accepted_at = $2 WHERE id = $1 RETURNING invited_by',
    [id, at],
  );
  return rows.map((row) => row.invited_by);
}

/** What is of no use any more: counts, challenges, links, sent mails and ended sessions from before that instant. */
export async function deleteStale(transaction: Transaction, before: string): Promise<void> {
  await transaction.query('DELETE FROM identity.attempt WHERE last_at < $1', [before]);
  await transaction.query('DELETE FROM identity.challenge WHERE expires_at < $1', [before]);
  await transaction.query('DELETE FROM identity.recovery WHERE expires_at < $1', [before]);
  await transaction.query('DELETE FROM identity.outbox WHERE sent_at < $1', [before]);
  await transaction.query('DELETE FROM identity.session WHERE expires_at < $1 OR revoked_at < $1', [before]);
}

export async function insertChallenge(
  transaction: Transaction,
  challenge: { hash: Buffer; purpose: string; personId: string | null; expiresAt: string; sealed?: Buffer },
): Promise<void> {
  await transaction.query(
    'INSERT INTO identity.challenge (token_hash, purpose, person_id, expires_at, sealed) VALUES ($1, $2, $3, $4, $5)',
    [challenge.hash, challenge.purpose, challenge.personId, challenge.expiresAt, challenge.sealed ?? null],
  );
}

/** Whether it was waiting for that person and purpose; it is not any more. */
export async function takeChallenge(
  transaction: Transaction,
  challenge: { hash: Buffer; purpose: string; personId: string | null; at: string },
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `DELETE FROM identity.challenge
      WHERE token_hash = $1 AND purpose = $2 AND person_id IS NOT DISTINCT FROM $3 AND expires_at > $4`,
    [challenge.hash, challenge.purpose, challenge.personId, challenge.at],
  );
  return rowCount === 1;
}

export interface StoredPasskey {
  readonly id: string;
  readonly personId: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly algorithm: number;
  readonly signCount: number;
  readonly name: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

interface PasskeyRow {
  readonly id: string;
  readonly person_id: string;
  readonly credential_id: Buffer;
  readonly public_key: Buffer;
  readonly algorithm: number;
  readonly sign_count: number;
  readonly name: string;
  readonly created_at: string;
  readonly used_at: string | null;
}

function passkeyOf(row: PasskeyRow): StoredPasskey {
  return {
    id: row.id,
    personId: row.person_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    algorithm: row.algorithm,
    signCount: row.sign_count,
    name: row.name,
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}

/** False: the credential is somebody's already. */
export async function insertPasskey(transaction: Transaction, passkey: StoredPasskey): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `INSERT INTO identity.passkey (id, person_id, credential_id, public_key, algorithm, sign_count, name, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_id) DO NOTHING`,
    [
      passkey.id,
      passkey.personId,
      passkey.credentialId,
      passkey.publicKey,
      passkey.algorithm,
      passkey.signCount,
      passkey.name,
      passkey.createdAt,
    ],
  );
  return rowCount === 1;
}

export async function selectPasskey(
  transaction: Transaction,
  credentialId: Buffer,
): Promise<StoredPasskey | undefined> {
  const { rows } = await transaction.query<PasskeyRow>('SELECT * FROM identity.passkey WHERE credential_id = $1', [
    credentialId,
  ]);
  return rows[0] && passkeyOf(rows[0]);
}

export async function selectPasskeys(transaction: Transaction, personId: string): Promise<readonly StoredPasskey[]> {
  const { rows } = await transaction.query<PasskeyRow>(
    'SELECT * FROM identity.passkey WHERE person_id = $1 ORDER BY created_at, id',
    [personId],
  );
  return rows.map(passkeyOf);
}

/** Whether the count grew; 0 after 0 is an authenticator that does not count. */
export async function takeSignCount(
  transaction: Transaction,
  id: string,
  signCount: number,
  at: string,
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `UPDATE identity.passkey SET sign_count = $2, used_at = $3 WHERE id = $1 AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0))`,
    [id, signCount, at],
  );
  return rowCount === 1;
}

export async function deletePasskey(transaction: Transaction, personId: string, id: string): Promise<boolean> {
  const { rowCount } = await transaction.query('DELETE FROM identity.passkey WHERE person_id = $1 AND id = $2', [
    personId,
    id,
  ]);
  return rowCount === 1;
}
