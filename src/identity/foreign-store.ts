/** Accounts at other houses, and what a browser that was sent to one must bring back. */
import type { Transaction } from '../adapters/postgres/pool.ts';

export interface StoredForeignAccount {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly personId: string;
  readonly label: Buffer | null;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

const columns = 'id, issuer, subject, person_id AS "personId", label, created_at AS "createdAt", used_at AS "usedAt"';

export async function selectForeignAccount(
  transaction: Transaction,
  account: { readonly issuer: string; readonly subject: string },
): Promise<StoredForeignAccount | undefined> {
  const { rows } = await transaction.query<StoredForeignAccount>(
    `SELECT ${columns} FROM identity.foreign_account WHERE issuer = $1 AND subject = $2`,
    [account.issuer, account.subject],
  );
  return rows[0];
}

export async function selectForeignAccounts(
  transaction: Transaction,
  personId: string,
): Promise<readonly StoredForeignAccount[]> {
  const { rows } = await transaction.query<StoredForeignAccount>(
    `SELECT ${columns} FROM identity.foreign_account WHERE person_id = $1 ORDER BY created_at, id`,
    [personId],
  );
  return rows;
}

/** False: the account is somebody's already. */
export async function insertForeignAccount(
  transaction: Transaction,
  account: Omit<StoredForeignAccount, 'usedAt'>,
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `INSERT INTO identity.foreign_account (id, issuer, subject, person_id, label, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (issuer, subject) DO NOTHING`,
    [account.id, account.issuer, account.subject, account.personId, account.label, account.createdAt],
  );
  return rowCount === 1;
}

export async function useForeignAccount(transaction: Transaction, id: string, at: string): Promise<void> {
  await transaction.query('UPDATE identity.foreign_account SET used_at = $2 WHERE id = $1', [id, at]);
}

/** How many are left after it is gone; null: it is not one of theirs. The person's row is the lock of two who take one away at once. */
export async function deleteForeignAccount(
  transaction: Transaction,
  personId: string,
  id: string,
): Promise<number | null> {
  await transaction.query('SELECT FROM identity.person WHERE id = $1 FOR UPDATE', [personId]);
  const { rowCount } = await transaction.query(
    'DELETE FROM identity.foreign_account WHERE person_id = $1 AND id = $2',
    [personId, id],
  );
  if (rowCount !== 1) return null;
  return (await selectForeignAccounts(transaction, personId)).length;
}

/** What was sealed when the browser was sent away, and of whom; good once. */
export async function takeErrand(
  transaction: Transaction,
  hash: Buffer,
  at: string,
): Promise<{ readonly personId: string | null; readonly sealed: Buffer } | undefined> {
  const { rows } = await transaction.query<{ personId: string | null; sealed: Buffer }>(
    `DELETE FROM identity.challenge WHERE token_hash = $1 AND purpose = 'oidc' AND expires_at > $2
     RETURNING person_id AS "personId", sealed`,
    [hash, at],
  );
  return rows[0];
}
