/** What a search finds by its index, across the wall's own conditions (migration 0026). */
import { describe, expect, test } from 'vitest';
import { inTransaction, type Transaction } from '../adapters/postgres/pool.ts';
import { openTestApi, type TestApi } from '../../test/api.ts';
import { fillRisks } from '../../test/many-records.ts';

async function company(api: TestApi, count: number) {
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  await fillRisks(api.owner, api.keys, { organizationId: organization, personId: lead.id, count });
  return { organization, lead, base: `/organizations/${organization}` };
}

/** Something asked under the role of a side, for an organization or for none. */
async function under<T>(
  api: TestApi,
  organization: string,
  work: (transaction: Transaction) => Promise<T>,
  side = 'management',
) {
  return inTransaction(api.owner, async (transaction) => {
    await transaction.query(`SELECT set_config('tickmark.organization', $1, true), set_config('role', $2, true)`, [
      organization,
      `tickmark_${side}`,
    ]);
    return work(transaction);
  });
}

/** How many records of the register there are, as the function tells; null: more than `most`. */
const found = (most: number) => async (transaction: Transaction) => {
  const { rows } = await transaction.query<{ count: number | null }>(
    `SELECT cardinality(management.records_with('risks', NULL, '{}', $1)) AS count`,
    [most],
  );
  return rows[0]?.count;
};

describe('a search by its index', () => {
  test('finds the same records as walking them all, of the own organization alone', async () => {
    const api = await openTestApi();
    const [own, other] = [await company(api, 2_100), await company(api, 1_050)];
    const ask = async (one: typeof own) =>
      (await api.ask(one.lead, 'GET', `${one.base}/risks?q=kind0007&sort=code`)).json;
    expect((await ask(own)).items.map((item: { code: string }) => item.code)).toEqual([
      'RSK-000007',
      'RSK-001007',
      'RSK-002007',
    ]);
    expect((await ask(other)).items.map((item: { code: string }) => item.code)).toEqual(['RSK-000007', 'RSK-001007']);
    expect(await under(api, own.organization, found(100_000))).toBe(2_100);
    expect(await under(api, own.organization, found(2_099))).toBeNull();
    expect(await under(api, '', found(100_000))).toBe(0);
    await expect(under(api, own.organization, found(1), 'firm')).rejects.toThrow('permission denied');
  });
});
