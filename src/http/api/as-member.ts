/** Acting as a member of an organization: under the side's role, row-level security and the organization's own log. */
import { type Database, inTransaction, type Transaction } from '../../adapters/postgres/pool.ts';
import type { EntryRef, StatementDraft } from '../../ledger/statement.ts';
import type { Apart, Asking, Principal } from './route.ts';

/**
 * gate       a pool whose connections are the role `tickmark_gate`: it may ask who somebody is and take over a side's role
 * origin     name of the installation; an organization's log is `ORIGIN/organizations/ID`
 * openLog    makes the organization's log unless it is there
 * append     writes a statement to a log in the transaction given
 * clock      the instant of a request
 */
export interface Acting {
  readonly gate: Database;
  readonly origin: string;
  readonly openLog: (origin: string) => Promise<void>;
  readonly append: (transaction: Transaction, origin: string, draft: StatementDraft) => Promise<EntryRef>;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** Name of an organization's log. */
export function logOrigin(origin: string, organizationId: string): string {
  return `${origin}/organizations/${organizationId}`;
}

/**
 * Does something in an organization as one of its members, outside a request: the sample's records, a job's. Under the same role, row-level
 * security and log as a request of theirs.
 */
export async function asMember<T>(
  options: Acting,
  principal: Principal,
  work: (asking: Asking) => Promise<T>,
): Promise<T> {
  await options.openLog(logOrigin(options.origin, principal.organizationId));
  return inTransaction(options.gate, async (transaction) => work(await enterAs(options, transaction, principal)));
}

/** What a member does in several transactions, outside a request. */
export function apartAs(options: Acting, principal: Principal): Apart {
  const within = <T>(work: (asking: Asking) => Promise<T>) => asMember(options, principal, work);
  return { principal, now: options.clock().toISOString(), newId: options.newId, lastEvent: 0, within };
}

/** From here on the transaction is that member's. Whoever calls it knows who they are and that they may. */
export async function enterAs(
  options: Omit<Acting, 'gate'>,
  transaction: Transaction,
  principal: Principal,
): Promise<Asking> {
  const origin = logOrigin(options.origin, principal.organizationId);
  await options.openLog(origin);
  await enter(transaction, principal, origin);
  return askingFor(options, transaction, principal, origin, options.clock().toISOString());
}

/** From here the transaction is the side's, and sees the organization's rows alone. */
export async function enter(transaction: Transaction, principal: Principal, origin: string): Promise<void> {
  await transaction.query({
    name: 'wall.enter',
    text: `SELECT set_config('tickmark.organization', $1, true), set_config('tickmark.person', $2, true),
                  set_config('tickmark.origin', $3, true), set_config('role', $4, true)`,
    values: [principal.organizationId, principal.personId, origin, `tickmark_${principal.side}`],
  });
}

export function askingFor(
  options: Pick<Acting, 'append' | 'newId'>,
  transaction: Transaction,
  principal: Principal,
  origin: string,
  now: string,
): Asking {
  return {
    principal,
    transaction,
    now,
    newId: options.newId,
    state: (draft) =>
      options.append(transaction, origin, {
        ...draft,
        inputs: draft.inputs ?? [],
        at: now,
        maker: {
          role: principal.roles[0] ?? 'member',
          name: principal.personId,
          side: principal.side,
          custody: 'installation',
        },
      }),
  };
}
