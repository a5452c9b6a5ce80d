/** The engagement of the sample company and the sample firm: requests and findings in every state, answered with exports of the year. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { keepHeld } from '../../evidence/index.ts';
import { act, answerProposal, type ExchangeParts, propose, sendSubject } from '../../exchange/index.ts';
import { apartAs, asMember } from '../../http/api/as-member.ts';
import { type ApiOptions } from '../../http/api/mount.ts';
import type { Principal } from '../../http/api/route.ts';
import { createRecord, listRecords, type Register, registers } from '../../registers/index.ts';
import { home } from '../environment.ts';

const asked = z.strictObject({
  title: z.string(),
  asks: z.string(),
  criteria: z.array(z.string()),
  due: z.number(),
  to: z.enum(['draft', 'open', 'answered', 'returned', 'accepted', 'withdrawn']),
  answer: z.string().optional(),
  files: z.array(z.string()).optional(),
  returned: z.string().optional(),
});
const found = z.strictObject({
  title: z.string(),
  kind: z.string(),
  criteria: z.array(z.string()),
  fact: z.string(),
  extent: z.string(),
  to: z.enum(['open', 'acknowledged', 'responded']),
  answer: z.string().optional(),
});
const tableSchema = z.object({ title: z.string(), requests: z.array(asked), findings: z.array(found) });

type Options = Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>;

/**
 * parts    of the exchange
 * deliver  brings what was sent to the other side
 */
export interface Crossing {
  readonly parts: ExchangeParts;
  readonly deliver: () => Promise<number>;
}

/**
 * Returns the id of the engagement.
 * lead, partner  on whose behalf the company and the firm act
 * folder         of the simulated year
 * start, end     of the period examined
 */
export async function loadCrossing(
  options: Options,
  { parts, deliver }: Crossing,
  of: {
    readonly lead: Principal;
    readonly partner: Principal;
    readonly folder: string;
    readonly start: string;
    readonly end: string;
    readonly today: string;
  },
): Promise<string> {
  const { lead, partner, folder, start, end, today } = of;
  const table = tableSchema.parse(parse(await readFile(join(home, 'data', 'sample', 'requests.yaml'), 'utf8')));
  const firm = <T>(work: Parameters<typeof asMember<T>>[2]) => asMember(options, partner, work);
  const management = <T>(work: Parameters<typeof asMember<T>>[2]) => asMember(options, lead, work);
  const { id: engagement } = await firm((asking) =>
    propose(asking, parts, {
      with: lead.organizationId,
      type: 'soc2-type2',
      periodStart: start,
      periodEnd: end,
      title: table.title,
    }),
  );
  await management((asking) => answerProposal(asking, parts, engagement, 'agreement'));

  const evidence = new Map<string, string>();
  for (const name of new Set(table.requests.flatMap((one) => one.files ?? []))) {
    evidence.set(name, await upload(options, parts, lead, join(folder, 'evidence', `${name}.csv`), name, start, end));
  }
  const send = async (register: Register, content: object, dueOn: string | null, isDraft: boolean): Promise<string> => {
    const draft = { dueOn, content: { ...content } };
    const { record } = await firm((asking) =>
      createRecord(asking, parts.keys, register, draft, `sample-${options.newId()}`),
    );
    const subject = register.name === 'requests' ? 'request' : 'finding';
    // Apart, as people do it: who sends waits for the engagement before the log, and delivery goes on meanwhile.
    if (!isDraft) await firm((asking) => sendSubject(asking, parts, register, subject, record.id, engagement));
    return record.code;
  };
  const received = async (register: Register): Promise<string> => {
    await deliver();
    const { items } = await management((asking) => listRecords(asking, parts.keys, register, latest));
    return items[0]?.code ?? '';
  };
  const requests = { firm: registerOf('requests'), management: registerOf('received-requests') };
  for (const { due, to, answer, files = [], returned, ...content } of table.requests) {
    const code = await send(requests.firm, content, dayAfter(today, due), to === 'draft');
    if (to === 'draft' || to === 'open') continue;
    if (to !== 'withdrawn') {
      const mine = await received(requests.management);
      const said = { text: answer ?? '', evidence: files.map((name) => evidence.get(name) ?? '') };
      await management((asking) => act(asking, parts, requests.management, 'request', mine, 'answer', said));
      await deliver();
    }
    const kind = ({ accepted: 'acceptance', returned: 'return', withdrawn: 'withdrawal', answered: null } as const)[to];
    const text = returned ?? null;
    if (kind !== null)
      await firm((asking) => act(asking, parts, requests.firm, 'request', code, kind, { text, evidence: [] }));
  }
  const findings = { firm: registerOf('findings'), management: registerOf('received-findings') };
  for (const { to, answer, ...content } of table.findings) {
    await send(findings.firm, content, null, false);
    const mine = await received(findings.management);
    const step = async (kind: 'acknowledgement' | 'response', text: string | null) =>
      management((asking) => act(asking, parts, findings.management, 'finding', mine, kind, { text, evidence: [] }));
    if (to !== 'open') await step('acknowledgement', null);
    if (to === 'responded') await step('response', answer ?? '');
  }
  await deliver();
  return engagement;
}

const latest = {
  state: null,
  ownerId: null,
  dueBefore: null,
  facets: null,
  q: '',
  sort: 'code',
  descending: true,
  cursor: null,
  limit: 1,
} as const;

async function upload(
  options: Options,
  { evidence }: ExchangeParts,
  lead: Principal,
  file: string,
  name: string,
  start: string,
  end: string,
): Promise<string> {
  const apart = apartAs(options, lead);
  const about = {
    name: `${name}.csv`,
    collectedAt: apart.now,
    source: { system: 'Simulated year (sample)', collector: 'tickmark simulate', query: null, account: null },
    periodStart: start,
    periodEnd: end,
    links: [],
  };
  return (await keepHeld(apart, evidence, await readFile(file), about, `sample-crossing-${name}`)).code;
}

function registerOf(name: string): Register {
  const register = registers.find((one) => one.name === name);
  if (register === undefined) throw new Error(`There is no register ${name}.`);
  return register;
}

function dayAfter(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
