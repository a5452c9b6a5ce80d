import { z } from 'zod';
import { pageNumber, pagePicture, showPage } from '../evidence/index.ts';
import { longRoute, memberRoute, type Route, type Side } from '../http/api/route.ts';
import { day, line, longText, type Register } from '../registers/model.ts';
import { documentRoutes } from './document-routes.ts';
import { engagementTypes, kinds, type Kind, type Subject } from './model.ts';
import type { ExchangeParts } from './parts.ts';
import { answerProposal, listEngagements, propose } from './service.ts';
import { outsideRoutes } from './outside-routes.ts';
import { engagementShape, sentShape } from './shapes.ts';
import { act, openSharedToShow, previewShared, readShared, readThread, sendSubject } from './threads.ts';

const base = '/organizations/{organizationId}';
const organization = { organizationId: z.uuid() };
const params = z.object(organization);
const paramsOfOne = z.object({ ...organization, id: z.string().max(40) });
const paramsOfShare = z.object({
  ...organization,
  id: z.string().max(40),
  sequence: z.coerce.number().int().min(1).max(1_000_000_000),
  number: z.coerce.number().int().min(1).max(1_000),
});
const filled = longText.max(10_000).refine((text) => text.trim() !== '', { message: 'Say something' });

const thread = z
  .object({
    engagement: z.uuid().nullable(),
    state: z.string(),
    acts: z.array(z.enum(kinds)).readonly(),
    items: z.array(sentShape).readonly(),
  })
  .meta({ id: 'Thread' });

/** Which register keeps what, on which side, and what is sent from it: path, what is sent, whether it says something, takes evidence. */
interface Act {
  readonly path: string;
  readonly kind: Kind;
  readonly action: 'share' | 'answer';
  readonly summary: string;
  readonly text: 'required' | 'optional' | 'none';
  readonly evidence?: true;
}
const message: Act = { path: 'message', kind: 'message', action: 'share', summary: 'Send a message', text: 'required' };
const withdraw: Act = {
  path: 'withdraw',
  kind: 'withdrawal',
  action: 'share',
  summary: 'Withdraw it, with the reason',
  text: 'required',
};
const recall: Act = {
  path: 'recall',
  kind: 'recall',
  action: 'answer',
  summary: 'Take the answer back, as long as the firm has not read it',
  text: 'none',
};
const threads: readonly { readonly register: string; readonly subject: Subject; readonly acts: readonly Act[] }[] = [
  {
    register: 'requests',
    subject: 'request',
    acts: [
      { path: 'accept', kind: 'acceptance', action: 'share', summary: 'Accept the answer', text: 'optional' },
      {
        path: 'return',
        kind: 'return',
        action: 'share',
        summary: 'Return the answer, with the reason',
        text: 'required',
      },
      withdraw,
      message,
    ],
  },
  {
    register: 'received-requests',
    subject: 'request',
    acts: [
      {
        path: 'answer',
        kind: 'answer',
        action: 'answer',
        summary: 'Answer with words and evidence',
        text: 'required',
        evidence: true,
      },
      recall,
      message,
    ],
  },
  {
    register: 'findings',
    subject: 'finding',
    acts: [
      { path: 'close', kind: 'closing', action: 'share', summary: 'Close the finding', text: 'optional' },
      withdraw,
      message,
    ],
  },
  {
    register: 'received-findings',
    subject: 'finding',
    acts: [
      {
        path: 'acknowledge',
        kind: 'acknowledgement',
        action: 'answer',
        summary: 'Acknowledge the finding',
        text: 'none',
      },
      {
        path: 'respond',
        kind: 'response',
        action: 'answer',
        summary: 'Send management’s response',
        text: 'required',
        evidence: true,
      },
      recall,
      message,
    ],
  },
];

/** Every route of the exchange: engagements of both sides, and what is sent in requests and findings. */
export function exchangeRoutes(registers: readonly Register[], parts: ExchangeParts): readonly Route[] {
  const of = (name: string): Register => {
    const found = registers.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no register ${name}.`);
    return found;
  };
  return [
    ...engagementRoutes(parts),
    ...documentRoutes(parts),
    ...outsideRoutes(parts),
    ...threads.flatMap(({ register, subject, acts }) => threadRoutes(of(register), subject, acts, parts)),
  ];
}

function engagementRoutes(parts: ExchangeParts): Route[] {
  const both: { sides: readonly Side[]; part: string } = { sides: ['management', 'firm'], part: 'exchange' };
  const answers = [
    { path: 'agree', kind: 'agreement', summary: 'Agree to the engagement the other side proposed' },
    { path: 'refuse', kind: 'refusal', summary: 'Refuse it' },
  ] as const;
  return [
    memberRoute({
      ...both,
      id: 'exchange.engagements',
      method: 'GET',
      path: `${base}/exchange/engagements`,
      summary: 'Engagements with organizations of the other side',
      action: 'read',
      receipt: false,
      params,
      answer: z.object({ items: z.array(engagementShape).readonly() }),
      async handle(asking) {
        return { body: { items: await listEngagements(asking, parts) } };
      },
    }),
    memberRoute({
      ...both,
      id: 'exchange.propose',
      method: 'POST',
      path: `${base}/exchange/engagements`,
      summary: 'Propose an engagement to an organization of the other side',
      action: 'share',
      receipt: true,
      status: 201,
      params,
      body: z.strictObject({
        with: z.uuid(),
        type: z.enum(engagementTypes),
        periodStart: day.nullable().optional(),
        periodEnd: day,
        title: line.refine((text) => text.trim() !== '', { message: 'Give it a title' }),
      }),
      answer: engagementShape,
      async handle(asking, { body }) {
        return { body: await propose(asking, parts, { ...body, periodStart: body.periodStart ?? null }) };
      },
    }),
    ...answers.map(({ path, kind, summary }) =>
      memberRoute({
        ...both,
        id: `exchange.${path}`,
        method: 'POST',
        path: `${base}/exchange/engagements/{id}/${path}`,
        summary,
        action: 'share',
        receipt: true,
        params: paramsOfOne,
        answer: engagementShape,
        async handle(asking, input) {
          return { body: await answerProposal(asking, parts, input.params.id, kind) };
        },
      }),
    ),
  ];
}

function threadRoutes(register: Register, subject: Subject, acts: readonly Act[], parts: ExchangeParts): Route[] {
  const { name } = register;
  const about = { sides: [register.side], part: name };
  const one = `${base}/${name}/{id}`;
  const routes: Route[] = [
    memberRoute({
      ...about,
      id: `${name}.thread`,
      method: 'GET',
      path: `${one}/thread`,
      summary: 'What crossed the wall about it, in order, with receipts',
      action: 'read',
      receipt: false,
      params: paramsOfOne,
      answer: thread,
      async handle(asking, input) {
        return { body: await readThread(asking, parts, register, subject, input.params.id) };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.shared-content`,
      method: 'GET',
      path: `${one}/evidence/{sequence}/{number}/content`,
      summary: 'The bytes of evidence that was sent; every read is on record',
      // An inspector reads and takes nothing away (R-IND-12).
      action: 'export',
      receipt: true,
      params: paramsOfShare,
      async handle(asking, { params: { id, ...place } }) {
        const { name: file, size, bytes } = await readShared(asking, parts, register, id, place);
        return { stream: { type: 'application/octet-stream', name: file, size, parts: bytes } };
      },
    }),
    memberRoute({
      ...about,
      id: `${name}.shared-preview`,
      method: 'GET',
      path: `${one}/evidence/{sequence}/{number}/preview`,
      summary: 'The first rows or lines of evidence that was sent',
      action: 'read',
      receipt: true,
      params: paramsOfShare,
      answer: z.object({
        kind: z.enum(['rows', 'lines', 'nothing']),
        head: z.array(z.string()).readonly(),
        rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()).readonly() })).readonly(),
        lines: z.array(z.object({ line: z.int(), text: z.string() })).readonly(),
        isWhole: z.boolean(),
      }),
      async handle(asking, { params: { id, ...place } }) {
        const preview = await previewShared(asking, parts, register, id, place);
        return { body: { head: [], rows: [], lines: [], isWhole: false, ...preview } };
      },
    }),
    longRoute({
      ...about,
      id: `${name}.shared-page`,
      method: 'GET',
      path: `${one}/evidence/{sequence}/{number}/pages/{page}`,
      summary: 'A page of a PDF that was sent, as a picture (PNG, base64), and how many pages there are',
      action: 'read',
      receipt: true,
      params: paramsOfShare.extend({ page: pageNumber }),
      answer: pagePicture,
      async long(apart, { params: { id, page, ...place } }) {
        const shown = await apart.within((asking) => openSharedToShow(asking, parts, register, id, place, page));
        return { body: await showPage(parts.evidence.blobs, shown, page) };
      },
    }),
  ];
  if (register.side === 'firm') {
    routes.push(
      memberRoute({
        ...about,
        id: `${name}.send`,
        method: 'POST',
        path: `${one}/send`,
        summary: `Send the ${subject} to management`,
        action: 'share',
        receipt: true,
        params: paramsOfOne,
        body: z.strictObject({ engagement: z.uuid() }),
        answer: thread,
        async handle(asking, input) {
          const { engagement: to } = input.body;
          return { body: await sendSubject(asking, parts, register, subject, input.params.id, to) };
        },
      }),
    );
  }
  const actRoutes = acts.map((known) =>
    memberRoute({
      ...about,
      id: `${name}.${known.path}`,
      method: 'POST',
      path: `${one}/${known.path}`,
      summary: known.summary,
      action: known.action,
      receipt: true,
      params: paramsOfOne,
      body: z.strictObject({
        text:
          known.text === 'required' ? filled : known.text === 'optional' ? filled.optional() : z.undefined().optional(),
        evidence:
          known.evidence === true
            ? z
                .array(z.string().regex(/^EV-[0-9]{4,9}$/, 'This is no code of evidence'))
                .max(50)
                .optional()
            : z.undefined().optional(),
      }),
      answer: thread,
      async handle(asking, { params: { id }, body }) {
        const said = { text: body.text ?? null, evidence: body.evidence ?? [] };
        return { body: await act(asking, parts, register, subject, id, known.kind, said) };
      },
    }),
  );
  return [...routes, ...actRoutes];
}
