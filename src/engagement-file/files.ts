/** Files of engagements: listed, opened, read at a glance, moved. */
import type { CrossedDocument } from '../exchange/index.ts';
import type { Asking } from '../http/api/route.ts';
import type { EntryRef } from '../ledger/statement.ts';
import type { Content } from '../registers/model.ts';
import { openSealed } from '../registers/seal.ts';
import { takeNumber } from '../registers/store.ts';
import { movedMeanwhile, notYours, unmet } from './errors.ts';
import { factsOf } from './facts/index.ts';
import { type FileParts, findFile, type Indexed, indexOf, kindOf, openPaper, said } from './found.ts';
import { type TeamRole, wholeFile } from './model.ts';
import { type Move, movesOf, refusalsOfMove } from './moves.ts';
import { digestOf, fileKey, placeOf, seal } from './seal.ts';
import { refusalOfLeading, roleWord } from './sign-off.ts';
import * as store from './store.ts';
import { write } from './workpapers.ts';

/** The paper a file is opened with. */
export const openingKind = 'proposal';

/** One file in a list. role: what whoever asks is in it */
export interface Listed {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly step: string | null;
  readonly client: string | null;
  readonly system: string | null;
  readonly type: string | null;
  readonly asOf: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly role: TeamRole;
  readonly openedAt: string;
}

/** Files whose team whoever asks is on, the latest first; in two statements. */
export async function listFiles(asking: Asking, parts: FileParts): Promise<readonly Listed[]> {
  const { transaction, principal } = asking;
  const rows = await store.selectEngagements(transaction, principal.organizationId);
  const papers = await store.selectPapers(
    transaction,
    rows.map(({ id }) => id),
    'proposal',
    wholeFile,
  );
  const proposals = new Map(papers.map((row) => [row.engagement_id, openPaper(asking, parts, row).content]));
  return rows.map((row) => listed(parts, row, proposals.get(row.id) ?? {}, principal.personId));
}

function listed({ machine }: FileParts, row: store.EngagementRow, proposal: Content, personId: string): Listed {
  const at = row.held_from ?? row.state;
  return {
    id: row.id,
    code: codeOf(row.number),
    state: row.state,
    step: machine.steps.find(({ states }) => states.includes(at))?.id ?? null,
    client: said(proposal['client']),
    system: said(proposal['system']),
    type: said(proposal['type']),
    asOf: said(proposal['asOf']),
    from: said(proposal['from']),
    to: said(proposal['to']),
    role: row.team.find((one) => one.person_id === personId)?.role ?? 'staff',
    openedAt: new Date(row.opened_at).toISOString(),
  };
}
export const codeOf = (number: number): string => `ENG-${String(number).padStart(3, '0')}`;

/** Opens a file with its proposal; whoever opens it is on its team. refuses not-allowed: neither partner nor manager */
export async function openFile(
  asking: Asking,
  parts: FileParts,
  role: 'engagement-partner' | 'manager',
  content: Content,
): Promise<Listed> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId } = principal;
  if (!principal.roles.includes(role)) throw notYours(`You are not ${roleWord(role)} of the firm.`);
  const number = await takeNumber(transaction, 'firm', organizationId, 'engagement-files', 'opened');
  const id = asking.newId();
  await asking.state({
    hop: 'review',
    subject: { name: `engagement/${id}`, sha256: digestOf(id) },
    body: { event: 'file-opened', engagement: id, role },
  });
  await store.insertEngagement(transaction, { id, organizationId, number, at: now, personId, role });
  const file = await findFile(asking, parts, id);
  await write(asking, parts, file, {
    kind: kindOf(parts, openingKind),
    subject: wholeFile,
    version: 0,
    content,
    why: null,
  });
  return listed(parts, file.row, content, personId);
}

export interface Overview extends Listed {
  readonly heldFrom: string | null;
  /** why whoever asks does not change the team or say with whom the engagement is; null: they do */
  readonly notLead: string | null;
  /** the engagement of the exchange, once the file names it; what crossed in it, the latest first */
  readonly exchange: string | null;
  readonly documents: readonly CrossedDocument[];
  /** that apply to the scope, in the order of the standard */
  readonly criteria: readonly string[];
  readonly steps: readonly {
    readonly name: string;
    readonly state: 'done' | 'open' | 'blocked';
    readonly fact: string;
  }[];
  readonly moves: readonly (Move & { readonly mine: boolean })[];
  readonly team: readonly {
    readonly personId: string;
    readonly role: TeamRole;
    readonly since: string;
    readonly confirmed: boolean;
  }[];
  readonly papers: readonly Indexed[];
}

/** The file at a glance, in two statements; four where something crosses. refuses not-found */
export async function readFile(asking: Asking, parts: FileParts, id: string): Promise<Overview> {
  const found = await findFile(asking, parts, id);
  const { row, me, file, papers } = found;
  const proposal = file.papers.find((one) => one.kind === 'proposal')?.content ?? {};
  const moves = movesOf(parts.machine, file, factsOf(parts.kinds, file));
  return {
    ...listed(parts, row, proposal, me.personId),
    heldFrom: row.held_from,
    notLead: refusalOfLeading(me),
    exchange: row.exchange_id,
    documents: found.documents.map(({ document: _whole, ...head }) => head),
    criteria: file.criteria,
    steps: stepsOf(parts, row, moves),
    moves: moves.map((move) => ({ ...move, mine: move.actors.includes(me.role) })),
    team: row.team.map((one) => ({
      personId: one.person_id,
      role: one.role,
      since: new Date(one.since).toISOString(),
      confirmed: papers.some(
        (paper) => paper.kind === 'independence' && paper.subject === one.person_id && paper.sign_offs.length > 0,
      ),
    })),
    papers: parts.kinds.flatMap((kind) => indexOf(kind, found)),
  };
}

function stepsOf({ machine }: FileParts, row: store.EngagementRow, moves: readonly Move[]): Overview['steps'] {
  const at = machine.steps.findIndex(({ states }) => states.includes(row.held_from ?? row.state));
  const next = moves.find((one) => one.kind === 'gate' || one.kind === 'view');
  const unmetNow = next?.conditions.filter((one) => !one.holds).length ?? 0;
  const state = machine.states.find(({ id }) => id === row.state)?.says ?? row.state;
  return machine.steps.map(({ id }, index) => ({
    name: id,
    state: index < at ? 'done' : index === at ? 'open' : 'blocked',
    fact: index === at ? (unmetNow === 0 ? state : `${unmetNow} open`) : index < at ? 'Passed' : `Waits for ${at + 1}`,
  }));
}

/**
 * Moves the engagement. from: where it stood for whoever asks
 * refuses  conflict with every unmet condition at once
 */
export async function moveFile(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: { readonly from: string; readonly to: string; readonly reason: string | null },
): Promise<Overview> {
  const { principal, now } = asking;
  const { row, me, file, papers } = await findFile(asking, parts, id, true);
  if (row.state !== wanted.from) throw movedMeanwhile(row.state);
  const problems = refusalsOfMove(parts.machine, file, factsOf(parts.kinds, file), wanted.to, me.role, wanted.reason);
  if (problems.length > 0) throw unmet(`The engagement does not go to ${wanted.to}.`, problems);
  const number = row.moves + 1;
  const sealed = seal(asking, parts.keys, placeOf.move(principal.organizationId, row.id, number), {
    reason: wanted.reason,
    by: principal.name,
  });
  const entry = await asking.state({
    hop: 'review',
    subject: { name: `engagement/${row.id}/move/${number}`, sha256: digestOf(sealed) },
    body: { event: 'moved', engagement: row.id, from: row.state, to: wanted.to, role: me.role },
    inputs: inputsOf(papers),
  });
  await store.insertMove(
    asking.transaction,
    principal.organizationId,
    row.id,
    {
      number,
      from_state: row.state,
      to_state: wanted.to,
      at: now,
      by_person: principal.personId,
      role: me.role,
      sealed,
    },
    wanted.to === 'on-hold' ? row.state : null,
    entry,
  );
  return readFile(asking, parts, row.id);
}

/** A move rests on what was written. The latest hundred are named; the log's order covers what came before. */
function inputsOf(papers: readonly store.PaperRow[]): EntryRef[] {
  return papers
    .map((one) => ({ index: one.entry_index, digest: one.entry_digest }))
    .toSorted((a, b) => b.index - a.index)
    .slice(0, 100);
}

export interface TrailEntry {
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly role: TeamRole;
  readonly reason: string | null;
  readonly receipt: EntryRef;
}

/** Every move, the latest first. */
export async function readTrail(asking: Asking, parts: FileParts, id: string): Promise<readonly TrailEntry[]> {
  const { row } = await findFile(asking, parts, id);
  const moves = await store.selectMoves(asking.transaction, row.id);
  return moves.map((one) => {
    const place = placeOf.move(asking.principal.organizationId, row.id, one.number);
    const { reason, by } = openSealed<{ reason: string | null; by: string }>(
      fileKey(asking, parts.keys),
      place,
      one.sealed,
    );
    return {
      number: one.number,
      from: one.from_state,
      to: one.to_state,
      at: new Date(one.at).toISOString(),
      by: { id: one.by_person, name: by },
      role: one.role,
      reason,
      receipt: { index: one.entry_index, digest: one.entry_digest },
    };
  });
}
