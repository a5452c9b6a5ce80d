/** Mails wait in the outbox, sealed, until they are sent; without a mail server the administrator reads them there. */
import type { Transaction } from '../adapters/postgres/pool.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { seal, unseal } from './secrets.ts';
import { asIdentity } from './store.ts';

/** organizationId  whose administrators may read it where nothing sends it; null: nobody but who has the machine */
export interface Mail {
  readonly organizationId: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What sends mails (src/adapters/mail). Throws where the mail was not taken. id: the same when it is tried again */
export interface Mailer {
  send(mail: {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }): Promise<void>;
}

export function invitationMail(
  dependencies: IdentityDependencies,
  invitation: { organizationId: string; organization: string; email: string; by: string; expiresAt: string },
  token: string,
): Mail {
  const { organizationId, organization, email, by, expiresAt } = invitation;
  return {
    organizationId,
    to: email,
    subject: `Invitation to ${organization}`,
    text: `${by} invites you to ${organization} on ${dependencies.name}.

Accept here, before ${expiresAt.slice(0, 10)}:
${dependencies.url}/invitations/${token}

If you did not expect this, do nothing.
`,
  };
}

export function recoveryMail(dependencies: IdentityDependencies, email: string, token: string): Mail {
  return {
    organizationId: null,
    to: email,
    subject: `A new password for ${dependencies.name}`,
    text: `Somebody, perhaps you, asked for a new password.

Choose it here, within an hour:
${dependencies.url}/recover/${token}

If it was not you, do nothing: your password stays as it is.
`,
  };
}

/** Puts a mail in the outbox, in the transaction that makes what it speaks of. discard: it is never sent */
export async function postMail(
  dependencies: Pick<IdentityDependencies, 'key' | 'newId'>,
  transaction: Transaction,
  mail: Mail,
  at: string,
  then: 'wait' | 'discard',
): Promise<void> {
  await postMails(dependencies, transaction, [mail], at, then);
}

/** The same for any number of mails, in one statement. */
export async function postMails(
  dependencies: Pick<IdentityDependencies, 'key' | 'newId'>,
  transaction: Transaction,
  mails: readonly Mail[],
  at: string,
  then: 'wait' | 'discard',
): Promise<void> {
  const rows = mails.map((mail) => {
    const id = dependencies.newId();
    return { ...mail, id, sealed: seal(dependencies.key, `outbox/${id}`, Buffer.from(mail.text)) };
  });
  await transaction.query(
    `INSERT INTO identity.outbox (id, organization_id, recipient, subject, sealed, created_at, sent_at)
     SELECT *, $6::timestamptz, $7::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.organizationId),
      rows.map((row) => row.to),
      rows.map((row) => row.subject),
      rows.map((row) => row.sealed),
      at,
      then === 'wait' ? null : at,
    ],
  );
}

/** One mail of the outbox. text: null once it is sent, or where a mail server sends it */
export interface OutboxMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
}

interface OutboxRow {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly sealed: Buffer | null;
  readonly created_at: string;
  readonly sent_at: string | null;
}

/** The last hundred mails of an organization, newest first; the transaction's row-level security says of which. */
export async function readOutbox(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  organizationId: string,
): Promise<readonly OutboxMail[]> {
  const { rows } = await transaction.query<OutboxRow>(
    `SELECT id, recipient, subject, sealed, created_at, sent_at FROM identity.outbox
      WHERE organization_id = $1 ORDER BY created_at DESC, id DESC LIMIT 100`,
    [organizationId],
  );
  return rows.map((row) => ({
    id: row.id,
    to: row.recipient,
    subject: row.subject,
    text:
      row.sealed === null || row.sent_at !== null || dependencies.sendsMail
        ? null
        : unseal(dependencies.key, `outbox/${row.id}`, row.sealed).toString('utf8'),
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }));
}

/** Mails that wait and are no organization's: links to a new password. For who has the machine, never for an organization. */
export async function readOperatorOutbox(dependencies: IdentityDependencies): Promise<readonly OutboxMail[]> {
  return asIdentity(dependencies.database, async (transaction) => {
    const { rows } = await transaction.query<OutboxRow>(
      `SELECT id, recipient, subject, sealed, created_at, sent_at FROM identity.outbox
        WHERE organization_id IS NULL AND sent_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 100`,
    );
    return rows.map((row) => ({
      id: row.id,
      to: row.recipient,
      subject: row.subject,
      text: row.sealed && unseal(dependencies.key, `outbox/${row.id}`, row.sealed).toString('utf8'),
      createdAt: row.created_at,
      sentAt: row.sent_at,
    }));
  });
}

/**
 * Sends what waits, oldest first, each once: the row is locked while it is sent, and other processes go past it. What is not taken is
 * tried again after 1, 2, 4 … minutes, at most an hour. A link of more than a week is not sent any more. Returns how many were sent.
 */
export async function deliverMails(dependencies: IdentityDependencies, mailer: Mailer, now: string): Promise<number> {
  for (let sent = 0; ; ) {
    const outcome = await asIdentity(dependencies.database, (transaction) =>
      deliverNext(dependencies, transaction, mailer, now),
    );
    if (outcome === 'none') return sent;
    if (outcome === 'sent') sent += 1;
  }
}

async function deliverNext(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  mailer: Mailer,
  now: string,
): Promise<'none' | 'sent' | 'failed'> {
  const { rows } = await transaction.query<OutboxRow & { readonly failures: number; readonly sealed: Buffer }>(
    `SELECT id, recipient, subject, sealed, created_at, sent_at, failures FROM identity.outbox
      WHERE sent_at IS NULL AND created_at > $1::timestamptz - interval '7 days' AND (retry_at IS NULL OR retry_at <= $1)
      ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [now],
  );
  const row = rows[0];
  if (row === undefined) return 'none';
  const { id, recipient: to, subject } = row;
  const text = unseal(dependencies.key, `outbox/${id}`, row.sealed).toString('utf8');
  try {
    await mailer.send({ id, to, subject, text });
  } catch {
    await transaction.query(
      `UPDATE identity.outbox SET failures = failures + 1, retry_at = $2::timestamptz + least(60, 2 ^ least(failures, 10)) * interval '1 minute' WHERE id = $1`,
      [id, now],
    );
    return 'failed';
  }
  await transaction.query('UPDATE identity.outbox SET sent_at = $2, sealed = NULL WHERE id = $1', [id, now]);
  return 'sent';
}
