import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';
import type { Level, TeamRole } from './model.ts';

export interface EngagementRow {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly held_from: string | null;
  readonly moves: number;
  readonly opened_at: string;
  /** the engagement of the exchange its documents cross in */
  readonly exchange_id: string | null;
  /** every move, the first at the top */
  readonly moved: readonly { readonly from: string; readonly to: string; readonly at: string }[];
  readonly team: readonly { readonly person_id: string; readonly role: TeamRole; readonly since: string }[];
}

const engagementColumns = `e.id, e.number, e.state, e.held_from, e.moves, e.opened_at, e.exchange_id,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('from', v.from_state, 'to', v.to_state, 'at', v.at) ORDER BY v.number), '[]')
   FROM firm.move v WHERE v.engagement_id = e.id) AS moved,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', m.person_id, 'role', m.role, 'since', m.since) ORDER BY m.since, m.person_id), '[]')
   FROM firm.team_member m WHERE m.engagement_id = e.id AND m.until IS NULL) AS team`;

/** Those whose team the person the transaction runs for is on; the latest first. */
export async function selectEngagements(transaction: Transaction, organizationId: string): Promise<EngagementRow[]> {
  const { rows } = await transaction.query<EngagementRow>(
    `SELECT ${engagementColumns} FROM firm.engagement e WHERE e.organization_id = $1 ORDER BY e.number DESC LIMIT 1000`,
    [organizationId],
  );
  return rows;
}

/** id: of the engagement or its number. lock: until the transaction ends, nobody else moves it or changes its team */
export async function selectEngagement(
  transaction: Transaction,
  organizationId: string,
  id: string | number,
  lock = false,
): Promise<EngagementRow | undefined> {
  const column = typeof id === 'number' ? 'number' : 'id';
  if (lock) {
    await transaction.query(
      `SELECT FROM firm.engagement e WHERE e.organization_id = $1 AND e.${column} = $2 FOR NO KEY UPDATE`,
      [organizationId, id],
    );
  }
  const { rows } = await transaction.query<EngagementRow>(
    `SELECT ${engagementColumns} FROM firm.engagement e WHERE e.organization_id = $1 AND e.${column} = $2`,
    [organizationId, id],
  );
  return rows[0];
}

/** Returns whether it was the first, and the engagement is no other file's. */
export async function linkEngagement(transaction: Transaction, id: string, exchangeId: string): Promise<boolean> {
  const { rowCount } = await transaction
    .query(
      `UPDATE firm.engagement e SET exchange_id = $2 WHERE e.id = $1 AND e.exchange_id IS NULL
         AND NOT EXISTS (SELECT FROM firm.engagement o WHERE o.exchange_id = $2)`,
      [id, exchangeId],
    )
    .catch((error: unknown) => {
      // Another file was linked to it in the same moment.
      if (Object(error).code === '23505') return { rowCount: 0 };
      throw error;
    });
  return rowCount === 1;
}

/** Opens a file and puts whoever opens it on its team. Two statements: a row is seen by its team alone. */
export async function insertEngagement(
  transaction: Transaction,
  row: {
    readonly id: string;
    readonly organizationId: string;
    readonly number: number;
    readonly at: string;
    readonly personId: string;
    readonly role: TeamRole;
  },
): Promise<void> {
  await transaction.query(
    `INSERT INTO firm.engagement (id, organization_id, number, state, opened_at, by_person) VALUES ($1, $2, $3, 'proposed', $4, $5)`,
    [row.id, row.organizationId, row.number, row.at, row.personId],
  );
  await insertMember(transaction, row.organizationId, row.id, row);
}

export async function insertMember(
  transaction: Transaction,
  organizationId: string,
  engagementId: string,
  member: { readonly personId: string; readonly role: TeamRole; readonly at: string },
): Promise<void> {
  await transaction.query(
    'INSERT INTO firm.team_member (organization_id, engagement_id, person_id, role, since) VALUES ($1, $2, $3, $4, $5)',
    [organizationId, engagementId, member.personId, member.role, member.at],
  );
}

/** Returns whether they were on the team. */
export async function endMember(
  transaction: Transaction,
  engagementId: string,
  personId: string,
  at: string,
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    'UPDATE firm.team_member SET until = $3 WHERE engagement_id = $1 AND person_id = $2 AND until IS NULL',
    [engagementId, personId, at],
  );
  return rowCount === 1;
}

export interface PaperRow {
  readonly id: string;
  readonly engagement_id: string;
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
  /** of the current version */
  readonly sign_offs: readonly {
    readonly level: Level;
    readonly person_id: string;
    readonly role: TeamRole;
    readonly at: string;
    readonly rests: Readonly<Record<string, string>>;
  }[];
  /** levels an earlier version was signed at */
  readonly was: readonly Level[];
  readonly open: number;
  /** who left the notes that are open, and on which version */
  readonly open_notes: readonly { readonly by: string; readonly version: number }[];
}

/** Papers as they are now. kind, subject: null for all */
export async function selectPapers(
  transaction: Transaction,
  engagements: readonly string[],
  kind: string | null,
  subject: string | null,
): Promise<PaperRow[]> {
  const { rows } = await transaction.query<PaperRow>(
    `SELECT p.id, p.engagement_id, p.kind, p.subject, p.version, v.at, v.by_person, v.sealed, v.entry_index, v.entry_digest,
       coalesce(s.now, '[]') AS sign_offs, coalesce(s.was, '{}') AS was,
       coalesce(jsonb_array_length(n.open), 0) AS open, coalesce(n.open, '[]') AS open_notes
     FROM firm.paper p
     JOIN firm.paper_version v ON v.paper_id = p.id AND v.version = p.version
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('level', o.level, 'person_id', o.person_id, 'role', o.role, 'at', o.at, 'rests', o.rests) ORDER BY o.at)
           FILTER (WHERE o.version = p.version) AS now,
         array_agg(DISTINCT o.level) FILTER (WHERE o.version < p.version) AS was
       FROM firm.sign_off o WHERE o.paper_id = p.id
     ) s ON true
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('by', r.by_person, 'version', r.version)) AS open
       FROM firm.review_note r WHERE r.paper_id = p.id AND r.cleared_at IS NULL
     ) n ON true
     WHERE p.engagement_id = ANY ($1::uuid[]) AND ($2::text IS NULL OR p.kind = $2) AND ($3::text IS NULL OR p.subject = $3)
     ORDER BY p.kind, p.subject LIMIT 20000`,
    [engagements, kind, subject],
  );
  return rows;
}

export interface Written {
  readonly organizationId: string;
  readonly engagementId: string;
  readonly paperId: string;
  readonly version: number;
  readonly at: string;
  readonly personId: string;
  readonly sealed: Buffer;
}

/** A version over the one before; the first makes the paper. Returns false where somebody wrote it meanwhile. */
export async function insertVersion(
  transaction: Transaction,
  row: Written,
  { kind, subject }: { readonly kind: string; readonly subject: string },
  entry: EntryRef,
): Promise<boolean> {
  const { rowCount } =
    row.version === 1
      ? await transaction.query(
          `INSERT INTO firm.paper (id, organization_id, engagement_id, kind, subject, version) VALUES ($1, $2, $3, $4, $5, 1)
           ON CONFLICT (engagement_id, kind, subject) DO NOTHING`,
          [row.paperId, row.organizationId, row.engagementId, kind, subject],
        )
      : await transaction.query('UPDATE firm.paper SET version = $2 WHERE id = $1 AND version = $2 - 1', [
          row.paperId,
          row.version,
        ]);
  if (rowCount !== 1) return false;
  await transaction.query(
    `INSERT INTO firm.paper_version (organization_id, engagement_id, paper_id, version, at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.organizationId,
      row.engagementId,
      row.paperId,
      row.version,
      row.at,
      row.personId,
      row.sealed,
      entry.index,
      entry.digest,
    ],
  );
  return true;
}

export interface VersionRow {
  readonly version: number;
  readonly at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

/** The latest hundred, newest first. */
export async function selectVersions(transaction: Transaction, paperId: string): Promise<VersionRow[]> {
  const { rows } = await transaction.query<VersionRow>(
    `SELECT version, at, by_person, sealed, entry_index, entry_digest FROM firm.paper_version
     WHERE paper_id = $1 ORDER BY version DESC LIMIT 101`,
    [paperId],
  );
  return rows;
}

export interface SignOffRow {
  readonly version: number;
  readonly level: Level;
  readonly person_id: string;
  readonly role: TeamRole;
  readonly at: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

/** Of every version, the latest first. */
export async function selectSignOffs(transaction: Transaction, paperId: string): Promise<SignOffRow[]> {
  const { rows } = await transaction.query<SignOffRow>(
    `SELECT version, level, person_id, role, at, sealed, entry_index, entry_digest FROM firm.sign_off
     WHERE paper_id = $1 ORDER BY version DESC, at DESC LIMIT 300`,
    [paperId],
  );
  return rows;
}

export async function insertSignOff(
  transaction: Transaction,
  row: Written & {
    readonly level: Level;
    readonly role: TeamRole;
    readonly rests: Readonly<Record<string, string>>;
  },
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `INSERT INTO firm.sign_off (organization_id, engagement_id, paper_id, version, level, person_id, role, at, sealed, entry_index, entry_digest, rests)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.organizationId,
      row.engagementId,
      row.paperId,
      row.version,
      row.level,
      row.personId,
      row.role,
      row.at,
      row.sealed,
      entry.index,
      entry.digest,
      row.rests,
    ],
  );
}

/** Keeps a paper from being written or signed by another until the transaction ends. */
export async function lockPaper(transaction: Transaction, engagementId: string, paperId: string): Promise<void> {
  await transaction.query('SELECT FROM firm.paper WHERE engagement_id = $1 AND id = $2 FOR NO KEY UPDATE', [
    engagementId,
    paperId,
  ]);
}

export interface NoteRow {
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
  readonly cleared_at: string | null;
  readonly cleared_by: string | null;
  readonly sealed_clearing: Uint8Array | null;
}

export async function selectNotes(transaction: Transaction, paperId: string): Promise<NoteRow[]> {
  const { rows } = await transaction.query<NoteRow>(
    `SELECT id, version, at, by_person, sealed, cleared_at, cleared_by, sealed_clearing FROM firm.review_note
     WHERE paper_id = $1 ORDER BY at, id LIMIT 500`,
    [paperId],
  );
  return rows;
}

export async function insertNote(transaction: Transaction, id: string, row: Written): Promise<void> {
  await transaction.query(
    `INSERT INTO firm.review_note (id, organization_id, engagement_id, paper_id, version, at, by_person, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, row.organizationId, row.engagementId, row.paperId, row.version, row.at, row.personId, row.sealed],
  );
}

/** Returns whether it was open. */
export async function clearNote(
  transaction: Transaction,
  id: string,
  row: { readonly at: string; readonly personId: string; readonly sealed: Buffer },
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    'UPDATE firm.review_note SET cleared_at = $2, cleared_by = $3, sealed_clearing = $4 WHERE id = $1 AND cleared_at IS NULL',
    [id, row.at, row.personId, row.sealed],
  );
  return rowCount === 1;
}

export interface MoveRow {
  readonly number: number;
  readonly from_state: string;
  readonly to_state: string;
  readonly at: string;
  readonly by_person: string;
  readonly role: TeamRole;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

/** The latest first. */
export async function selectMoves(transaction: Transaction, engagementId: string): Promise<MoveRow[]> {
  const { rows } = await transaction.query<MoveRow>(
    `SELECT number, from_state, to_state, at, by_person, role, sealed, entry_index, entry_digest FROM firm.move
     WHERE engagement_id = $1 ORDER BY number DESC LIMIT 500`,
    [engagementId],
  );
  return rows;
}

export async function insertMove(
  transaction: Transaction,
  organizationId: string,
  engagementId: string,
  row: Omit<MoveRow, 'entry_index' | 'entry_digest'>,
  heldFrom: string | null,
  entry: EntryRef,
): Promise<void> {
  await transaction.query('UPDATE firm.engagement SET state = $2, held_from = $3, moves = $4 WHERE id = $1', [
    engagementId,
    row.to_state,
    heldFrom,
    row.number,
  ]);
  await transaction.query(
    `INSERT INTO firm.move (organization_id, engagement_id, number, from_state, to_state, at, by_person, role, sealed, entry_index, entry_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      organizationId,
      engagementId,
      row.number,
      row.from_state,
      row.to_state,
      row.at,
      row.by_person,
      row.role,
      row.sealed,
      entry.index,
      entry.digest,
    ],
  );
}

/** Roles in the firm of these people, those alone who are active. */
export async function selectRoles(
  transaction: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await transaction.query<{ person_id: string; roles: string[] }>(
    `SELECT person_id, roles FROM identity.colleagues() WHERE state = 'active' AND person_id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.person_id, row.roles]));
}
