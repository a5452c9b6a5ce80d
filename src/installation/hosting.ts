/** The deployment mode as the operator sets it (R-IND-10): taken at start, refused where something would be lost, told to every log. */
import { createHash } from 'node:crypto';
import { type Database, inTransaction, type Transaction } from '../adapters/postgres/pool.ts';
import { insertHosting, lockHosting, type Mode, portalSide, refuseMode, selectHosting } from '../identity/index.ts';
import { Refusal } from '../refusal.ts';
import type { Recorder } from './recorder.ts';

/**
 * Takes the mode of the settings, where they name one. owner: the database's
 * refuses  mode-change: no reason, or records that would be out of reach
 */
export async function settleMode(
  owner: Database,
  wanted: { readonly mode: Mode; readonly reason: string } | null,
  now: Date,
): Promise<void> {
  if (wanted === null) return;
  await inTransaction(owner, async (transaction) => {
    await lockHosting(transaction);
    const standing = await selectHosting(transaction);
    const organizations = await organizationsOf(transaction);
    const held = await heldBy(transaction, organizations, wanted.mode);
    const against = refuseMode(standing, wanted, { isEmpty: organizations.length === 0, held });
    if (against !== null) {
      throw new Refusal('mode-change', against, {
        exit: 3,
        next:
          held.length === 0
            ? 'Say it in TICKMARK_MODE_REASON; it stands in every organization’s log.'
            : `Start again with TICKMARK_MODE=${standing.mode}, or without it.`,
      });
    }
    if (standing.revision > 0 && standing.mode === wanted.mode) return;
    await insertHosting(transaction, {
      revision: standing.revision + 1,
      mode: wanted.mode,
      saidBy: 'setting',
      reason: wanted.reason === '' ? null : wanted.reason,
      at: now.toISOString(),
    });
  });
}

interface Organization {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

async function organizationsOf(transaction: Transaction): Promise<readonly Organization[]> {
  const { rows } = await transaction.query<Organization>(
    'SELECT id, kind, name FROM identity.organization ORDER BY id',
  );
  return rows;
}

/** Records of the side that would have a portal alone, which no portal shows: as that side, for row-level security hides them from the owner too. */
async function heldBy(
  transaction: Transaction,
  organizations: readonly Organization[],
  mode: Mode,
): Promise<{ name: string; records: number }[]> {
  const side = portalSide(mode);
  if (side === null) return [];
  const kind = side === 'firm' ? 'firm' : 'service-organization';
  const held: { name: string; records: number }[] = [];
  for (const { id, name } of organizations.filter((one) => one.kind === kind)) {
    await transaction.query(`SELECT set_config('tickmark.organization', $1, true), set_config('role', $2, true)`, [
      id,
      `tickmark_${side}`,
    ]);
    const { rows } = await transaction.query<{ records: number }>(counted[side]);
    await transaction.query('RESET ROLE');
    const records = rows[0]?.records ?? 0;
    if (records > 0) held.push({ name, records });
  }
  return held;
}

const counted = {
  management: `SELECT ((SELECT count(*) FROM management.record WHERE register NOT IN ('received-requests', 'received-findings'))
                     + (SELECT count(*) FROM management.population)
                     + (SELECT count(*) FROM management.description_section))::integer AS records`,
  firm: `SELECT ((SELECT count(*) FROM firm.record WHERE register NOT IN ('requests', 'findings'))
               + (SELECT count(*) FROM firm.evidence))::integer AS records`,
} as const;

/** States the mode in the log of every organization that does not say it yet: those that came since, and all after a change. */
export async function noteMode(owner: Database, recorder: Recorder, now: Date): Promise<void> {
  const { mode, revision, saidBy, reason, since } = await inTransaction(owner, selectHosting);
  if (revision === 0) return;
  const { rows } = await owner.query<{ id: string }>(
    'SELECT id FROM identity.organization WHERE hosting_noted < $1 AND outside_of IS NULL ORDER BY id LIMIT 200',
    [revision],
  );
  for (const { id } of rows) {
    const origin = `${recorder.name}/organizations/${id}`;
    await recorder.openLog(origin);
    const body = { event: 'hosting', mode, portal: portalSide(mode), revision, saidBy, reason, since };
    await inTransaction(owner, async (transaction) => {
      const noted = await transaction.query(
        'UPDATE identity.organization SET hosting_noted = $2 WHERE id = $1 AND hosting_noted < $2',
        [id, revision],
      );
      // Another process was first.
      if (noted.rowCount === 0) return;
      await recorder.append(transaction, origin, {
        hop: 'access',
        subject: { name: 'hosting', sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex') },
        body,
        inputs: [],
        maker: { role: 'installation', name: 'Tickmark installation', side: 'installation', custody: 'installation' },
        at: now.toISOString(),
      });
    });
  }
}
