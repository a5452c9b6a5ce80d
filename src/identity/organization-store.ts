import type { Transaction } from '../adapters/postgres/pool.ts';

/** What the organization is called, as row-level security shows it. */
export async function selectOrganizationName(transaction: Transaction, organizationId: string): Promise<string> {
  const { rows } = await transaction.query<{ name: string }>('SELECT name FROM identity.organization WHERE id = $1', [
    organizationId,
  ]);
  return rows[0]?.name ?? '';
}
