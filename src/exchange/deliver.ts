/** Delivery: what was sent enters the receiver's register and its log, as the receiver; never by anybody opening a page. */
import type { Database } from '../adapters/postgres/pool.ts';
import { type ApiOptions } from '../http/api/mount.ts';
import { asMember } from '../http/api/as-member.ts';
import type { Asking, Principal } from '../http/api/route.ts';
import type { Notice } from '../notices/model.ts';
import { tell, tellLeaders } from '../notices/tell.ts';
import { type Content, createRecord, readRecord, type Register } from '../registers/index.ts';
import type { Subject, SubjectFields } from './model.ts';
import type { ExchangeParts } from './parts.ts';
import { stateAfter } from './rules.ts';
import { engagementKey, findEngagement, openContent, otherSide } from './service.ts';
import {
  insertCopy,
  insertReceipt,
  lockEngagement,
  type SentRow,
  selectCopy,
  selectSent,
  selectSentById,
  selectUndelivered,
} from './store.ts';
import { eventsOf, follow } from './threads.ts';

/** Whom the receiver's records name where no person acted. */
const nobody = '00000000-0000-0000-0000-000000000000';
const atOnce = 200;

/**
 * Delivers what waits, in order, each in a transaction of its own; what cannot be delivered now is tried again and holds up its own
 * engagement alone. Two processes may do it at once.
 * owner     sees that something waits, and for whom
 * returns   how many were delivered
 */
export async function deliverSent(
  owner: Database,
  options: Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>,
  parts: Pick<ExchangeParts, 'keys'>,
  registers: readonly Register[],
): Promise<number> {
  let delivered = 0;
  const held = new Set<string>();
  for (const {
    id,
    to_id: organizationId,
    engagement_id: engagementId,
    from_firm: isFromFirm,
  } of await selectUndelivered(owner, atOnce)) {
    if (held.has(engagementId)) continue;
    const receiver: Principal = {
      personId: nobody,
      name: 'Delivery',
      email: '',
      organizationId,
      side: isFromFirm ? 'management' : 'firm',
      roles: ['installation'],
      provedAt: null,
      scopes: null,
    };
    try {
      if (await asMember(options, receiver, (asking) => deliver(asking, parts, registers, id))) delivered += 1;
    } catch {
      held.add(engagementId);
    }
  }
  return delivered;
}

async function deliver(
  asking: Asking,
  parts: Pick<ExchangeParts, 'keys'>,
  registers: readonly Register[],
  id: string,
): Promise<boolean> {
  const { transaction, principal, now } = asking;
  const first = await selectSentById(transaction, id);
  if (first === undefined) return false;
  await lockEngagement(transaction, first.engagement_id);
  // Another process may have delivered it while this one waited.
  const row = await selectSentById(transaction, id);
  if (row === undefined || row.delivered_at !== null) return false;
  const [begun] = row.thread_id === row.engagement_id ? [] : await selectSent(transaction, [row.thread_id]);
  if (begun?.kind === 'document') await tellOfDocument(asking, row);
  else if (begun !== undefined) await enterRegister(asking, parts, registers, row);
  const entry = await asking.state({
    hop: 'access',
    subject: { name: `exchange/${row.engagement_id}/${row.sequence}`, sha256: row.digest },
    body: {
      event: 'received',
      kind: row.kind,
      engagement: row.engagement_id,
      sequence: row.sequence,
      sent: row.id,
      from: otherSide(principal.side),
    },
  });
  await insertReceipt(transaction, row, 'delivered', now, entry);
  return true;
}

async function enterRegister(
  asking: Asking,
  parts: Pick<ExchangeParts, 'keys'>,
  registers: readonly Register[],
  row: SentRow,
): Promise<void> {
  const { transaction, principal } = asking;
  const copy = await selectCopy(transaction, { threadId: row.thread_id });
  const rows = await selectSent(transaction, [row.thread_id]);
  const upToHere = eventsOf(rows.filter((one) => one.sequence <= row.sequence));
  if (copy !== undefined) {
    const register = findRegister(registers, copy.register);
    const subject: Subject = register.name.endsWith('requests') ? 'request' : 'finding';
    const record = await readRecord(asking, parts.keys, register, copy.record_id);
    // What this side sent meanwhile counts too: both follow one order.
    const known = rows.filter((one) => one.sequence <= row.sequence || one.from_id === principal.organizationId);
    const state = stateAfter(subject, eventsOf(known));
    if (record.state !== state) await follow(asking, parts, register, record, state);
    const notice = noticeOf(asking, row, 'answered', register, record);
    if (record.ownerId === null) await tellLeaders(transaction, principal.organizationId, notice);
    else await tell(transaction, principal.organizationId, [record.ownerId], notice);
    return;
  }
  if (row.kind !== 'request' && row.kind !== 'finding') return;
  const engagement = await findEngagement(asking, row.engagement_id);
  const content = openContent(engagementKey(principal, parts.keys, engagement), row);
  if (content.about === null) return;
  const register = findRegister(registers, row.kind === 'request' ? 'received-requests' : 'received-findings');
  const { record } = await createRecord(
    asking,
    parts.keys,
    register,
    {
      state: stateAfter(row.kind, upToHere),
      dueOn: content.about.dueOn,
      content: contentOf(register, content.about, content.organization),
    },
    `exchange-${row.id}`,
  );
  await insertCopy(transaction, principal.organizationId, {
    thread_id: row.thread_id,
    engagement_id: row.engagement_id,
    register: register.name,
    record_id: record.id,
  });
  await tellLeaders(transaction, principal.organizationId, noticeOf(asking, row, 'received', register, record));
}

/** Documents enter no register: they are the engagement's. Whoever signs for management is told beside those who lead. */
async function tellOfDocument({ transaction, principal, now }: Asking, row: SentRow): Promise<void> {
  await tellLeaders(
    transaction,
    principal.organizationId,
    {
      kind: row.kind === 'document' ? 'received' : 'answered',
      key: `document:${row.id}`,
      at: now,
      by: null,
      register: 'documents',
      code: row.thread_id,
      subjectId: row.engagement_id,
    },
    ['signatory'],
  );
}

function noticeOf(
  { now }: Asking,
  row: SentRow,
  kind: 'received' | 'answered',
  register: Register,
  record: { readonly id: string; readonly code: string },
): Notice {
  return {
    kind,
    key: `${kind}:${row.id}`,
    at: now,
    by: null,
    register: register.name,
    code: record.code,
    subjectId: record.id,
  };
}

function contentOf(register: Register, about: SubjectFields, firm: string): Content {
  const given: Content = { ...about, firm };
  return Object.fromEntries(
    register.fields.flatMap(({ name }) => (given[name] === undefined ? [] : [[name, given[name]] as const])),
  );
}

function findRegister(registers: readonly Register[], name: string): Register {
  const found = registers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no register ${name}.`);
  return found;
}
