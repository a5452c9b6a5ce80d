/** Quotas as the operator sets them: defaults of the installation by its settings, an organization's own by the command line. */
import { type Database, inTransaction } from '../adapters/postgres/pool.ts';
import { type QuotaDefaults, quotaDefaults, type QuotaKind, quotaKinds } from '../quotas/index.ts';
import { Refusal } from '../refusal.ts';

const units: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** A bound as it is typed: a whole number (of bytes also with KB, MB, GB, TB), or `none`. undefined: it is neither. */
export function parseBound(kind: QuotaKind, text: string): number | null | undefined {
  if (text === 'none') return null;
  const [, digits = '', unit = ''] = /^(\d{1,15})([KMGT]B)?$/.exec(text) ?? [];
  const times = units[unit];
  if (digits === '' || times === undefined || (unit !== '' && kind !== 'evidence-bytes')) return undefined;
  const bound = Number(digits) * times;
  return Number.isSafeInteger(bound) ? bound : undefined;
}

/** `TICKMARK_QUOTA_EVIDENCE_BYTES`, `…_RECORDS`, and so on. refuses setting */
export function readQuotaSettings(environment: NodeJS.ProcessEnv): QuotaDefaults {
  const given = quotaKinds.flatMap((kind) => {
    const name = `TICKMARK_QUOTA_${kind.toUpperCase().replaceAll('-', '_')}`;
    const text = environment[name] ?? '';
    if (text === '') return [];
    const bound = parseBound(kind, text);
    if (bound === undefined)
      throw new Refusal(
        'setting',
        `${name} must be a whole number${kind === 'evidence-bytes' ? ', as 500GB,' : ''} or none, not "${text}".`,
      );
    return [[kind, bound] as const];
  });
  return { ...quotaDefaults, ...Object.fromEntries(given) };
}

/** Writes the defaults into the database, for every process: the last one that started says which hold. */
export async function settleQuotas(owner: Database, defaults: QuotaDefaults): Promise<void> {
  await owner.query(
    `INSERT INTO tickmark.quota (organization_id, kind, most) SELECT NULL, * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (organization_id, kind) DO UPDATE SET most = EXCLUDED.most WHERE tickmark.quota.most IS DISTINCT FROM EXCLUDED.most`,
    [quotaKinds, quotaKinds.map((kind) => defaults[kind])],
  );
}

/** most: null for no bound, undefined for the default again. refuses quota-organization: there is none of that id */
export async function setQuota(
  owner: Database,
  organizationId: string,
  kind: QuotaKind,
  most: number | null | undefined,
): Promise<void> {
  await inTransaction(owner, async (transaction) => {
    const { rowCount } = await transaction.query('SELECT FROM identity.organization WHERE id = $1', [organizationId]);
    if (rowCount === 0) throw new Refusal('quota-organization', `There is no organization ${organizationId}.`);
    if (most === undefined) {
      await transaction.query('DELETE FROM tickmark.quota WHERE organization_id = $1 AND kind = $2', [
        organizationId,
        kind,
      ]);
      return;
    }
    await transaction.query(
      `INSERT INTO tickmark.quota (organization_id, kind, most) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id, kind) DO UPDATE SET most = EXCLUDED.most`,
      [organizationId, kind, most],
    );
  });
}

export interface OrganizationQuotas {
  readonly id: string;
  readonly name: string;
  readonly quotas: readonly {
    readonly kind: QuotaKind;
    readonly part: string | null;
    readonly used: number | null;
    readonly most: number | null;
    readonly own: boolean;
  }[];
}

/** What each organization has of what it may; organizationId: of one alone. */
export async function listQuotas(
  owner: Database,
  organizationId: string | null,
): Promise<readonly OrganizationQuotas[]> {
  const { rows } = await owner.query<{ id: string; name: string }>(
    'SELECT id, name FROM identity.organization WHERE outside_of IS NULL AND ($1::uuid IS NULL OR id = $1) ORDER BY name, id',
    [organizationId],
  );
  const all: OrganizationQuotas[] = [];
  for (const { id, name } of rows) {
    const quotas = await inTransaction(owner, async (transaction) => {
      await transaction.query(`SELECT set_config('tickmark.organization', $1, true)`, [id]);
      const found = await transaction.query<OrganizationQuotas['quotas'][number]>(
        `SELECT q.*, EXISTS (SELECT FROM tickmark.quota o WHERE o.organization_id = $1 AND o.kind = q.kind) AS own
           FROM tickmark.quotas() q ORDER BY q.kind, q.part`,
        [id],
      );
      return found.rows;
    });
    all.push({ id, name, quotas });
  }
  return all;
}
