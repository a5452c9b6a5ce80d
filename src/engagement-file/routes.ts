import { z } from 'zod';
import { bodyOf } from '../http/api/body.ts';
import { documentKinds } from '../exchange/index.ts';
import { memberRoute, type Route } from '../http/api/route.ts';
import { contentSchema, longText } from '../registers/model.ts';
import { linkFile, sendPaper } from './crossing.ts';
import { wrongContent } from './errors.ts';
import { listFiles, moveFile, openFile, openingKind, readFile, readTrail } from './files.ts';
import { type FileParts, kindOf } from './found.ts';
import {
  filled,
  instant,
  level,
  listed,
  overview,
  person,
  receipt,
  role,
  said,
  state,
  waiting,
  whole,
} from './shapes.ts';
import { setTeam } from './team.ts';
import { pers } from './model.ts';
import { readWaiting } from './waiting.ts';
import { addNote, clearNote, readPaper, signPaper, writePaper } from './workpapers.ts';

const base = '/organizations/{organizationId}/engagement-files';
const one = `${base}/{id}`;
const paperPath = `${one}/papers/{kind}/{subject}`;
const organization = { organizationId: z.uuid() };
const params = z.object(organization);
const name = z.string().regex(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|ENG-\d{1,9})$/, 'This is no engagement');
const paramsOfOne = z.object({ ...organization, id: name });
const paramsOfPaper = paramsOfOne.extend({
  kind: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/)
    .max(40),
  subject: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/),
});
/** The firm's files of engagements; management is answered as if they did not exist (R-WALL-03). */
export function engagementFileRoutes(parts: FileParts): readonly Route[] {
  const about = { sides: ['firm'], part: 'files' } as const;
  return [
    memberRoute({
      ...about,
      id: 'files.list',
      method: 'GET',
      path: base,
      summary: 'Engagement files whose team you are on',
      action: 'read',
      receipt: false,
      params,
      answer: z.object({ items: z.array(listed) }),
      async handle(asking) {
        return { body: bodyOf({ items: await listFiles(asking, parts) }) };
      },
    }),
    memberRoute({
      ...about,
      id: 'files.kinds',
      method: 'GET',
      path: `${base}/kinds`,
      summary: 'Every kind of workpaper: its fields, and who signs it in which order',
      action: 'read',
      receipt: false,
      params,
      answer: z.object({
        items: z.array(
          z.object({
            name: z.string(),
            step: z.string(),
            title: z.string(),
            hint: z.string(),
            per: z.enum(pers),
            opens: z.boolean(),
            when: z.enum(['type1', 'type2']).nullable(),
            source: z.string(),
            sends: z.enum(documentKinds).nullable(),
            signed: z.array(z.object({ level, by: z.array(z.string()) })),
            fields: z.array(
              z.object({
                name: z.string(),
                label: z.string(),
                kind: z.string(),
                required: z.boolean(),
                help: said,
                max: z.number().int().nullable(),
                options: z.array(z.object({ value: z.string(), word: z.string() })),
              }),
            ),
          }),
        ),
      }),
      handle: () =>
        Promise.resolve({
          body: bodyOf({
            items: parts.kinds.map(({ wrong: _rule, rests: _names, concludes: _state, ...kind }) => ({
              ...kind,
              opens: kind.name === openingKind,
              sends: kind.sends ?? null,
              when: kind.when ?? null,
              fields: kind.fields.map((field) => ({
                name: field.name,
                label: field.label,
                kind: field.kind,
                required: field.required === true,
                help: field.help ?? null,
                max: field.max ?? null,
                options: field.options ?? [],
              })),
            })),
          }),
        }),
    }),
    memberRoute({
      ...about,
      id: 'files.waiting',
      method: 'GET',
      path: `${base}/waiting`,
      summary: 'What waits for you in every file: papers to sign or write, notes, moves whose conditions hold',
      action: 'read',
      receipt: false,
      params,
      answer: z.object({ items: z.array(waiting) }),
      async handle(asking) {
        return { body: bodyOf({ items: await readWaiting(asking, parts) }) };
      },
    }),
    memberRoute({
      ...about,
      id: 'files.open',
      method: 'POST',
      path: base,
      summary: 'Open the file of an engagement with its proposal; you are the first on its team',
      action: 'create',
      part: 'team',
      receipt: true,
      status: 201,
      params,
      body: z.strictObject({
        as: z.enum(['engagement-partner', 'manager']),
        content: z.record(z.string().max(40), z.unknown()),
      }),
      answer: listed,
      async handle(asking, { body }) {
        return { body: bodyOf(await openFile(asking, parts, body.as, contentOf(parts, openingKind, body.content))) };
      },
    }),
    memberRoute({
      ...about,
      id: 'files.read',
      method: 'GET',
      path: one,
      summary: 'A file at a glance: its steps, what the next move needs, its team, its workpapers',
      action: 'read',
      receipt: false,
      params: paramsOfOne,
      answer: overview,
      async handle(asking, input) {
        return { body: bodyOf(await readFile(asking, parts, input.params.id)) };
      },
    }),
    memberRoute({
      ...about,
      id: 'files.team',
      method: 'PUT',
      path: `${one}/team`,
      summary: 'The team as it is to be; who is not named leaves it',
      action: 'change',
      part: 'team',
      receipt: true,
      params: paramsOfOne,
      body: z.strictObject({
        team: z
          .array(z.strictObject({ personId: z.uuid().toLowerCase(), role }))
          .min(1)
          .max(60),
      }),
      answer: overview,
      async handle(asking, input) {
        return { body: bodyOf(await setTeam(asking, parts, input.params.id, input.body.team)) };
      },
    }),
    memberRoute({
      ...about,
      id: 'files.link',
      method: 'PUT',
      path: `${one}/exchange`,
      summary: 'Say in which engagement with management what is sent crosses; it stays that one',
      action: 'change',
      part: 'team',
      receipt: true,
      params: paramsOfOne,
      body: z.strictObject({ engagement: z.uuid().toLowerCase() }),
      answer: overview,
      async handle(asking, input) {
        return { body: bodyOf(await linkFile(asking, parts, input.params.id, input.body.engagement)) };
      },
    }),
    memberRoute({
      ...about,
      id: 'files.move',
      method: 'POST',
      path: `${one}/moves`,
      summary: 'Move the engagement; a gate refuses with every condition that does not hold',
      action: 'sign',
      part: 'sign-offs',
      receipt: true,
      params: paramsOfOne,
      body: z.strictObject({ from: state, to: state, reason: filled.nullable().optional() }),
      answer: overview,
      async handle(asking, { params: { id }, body }) {
        const wanted = { from: body.from, to: body.to, reason: body.reason ?? null };
        return { body: bodyOf(await moveFile(asking, parts, id, wanted)) };
      },
    }),
    memberRoute({
      ...about,
      id: 'files.trail',
      method: 'GET',
      path: `${one}/moves`,
      summary: 'Every move, with who made it, as what, why, and the receipt',
      action: 'read',
      receipt: false,
      params: paramsOfOne,
      answer: z.object({
        items: z.array(
          z.object({
            number: z.number().int(),
            from: z.string(),
            to: z.string(),
            at: instant,
            by: person,
            role,
            reason: said,
            receipt,
          }),
        ),
      }),
      async handle(asking, input) {
        return { body: bodyOf({ items: await readTrail(asking, parts, input.params.id) }) };
      },
    }),
    memberRoute({
      ...about,
      id: 'papers.read',
      method: 'GET',
      path: paperPath,
      summary: 'A workpaper with its sign-offs, review notes and history',
      action: 'read',
      receipt: false,
      params: paramsOfPaper,
      answer: whole,
      async handle(asking, { params: { id, kind, subject } }) {
        const paper = await readPaper(asking, parts, id, kind, subject);
        return { body: bodyOf(paper), version: paper.version };
      },
    }),
    memberRoute({
      ...about,
      id: 'papers.write',
      method: 'PUT',
      path: paperPath,
      summary: 'Write a workpaper anew; If-Match "v0" where there is none yet. What was signed has to be signed again',
      action: 'change',
      part: 'papers',
      receipt: true,
      ifMatch: true,
      params: paramsOfPaper,
      body: z.strictObject({
        content: z.record(z.string().max(40), z.unknown()),
        why: longText.max(2_000).optional(),
      }),
      answer: whole,
      async handle(asking, { params: { id, kind, subject }, body, version }) {
        const content = contentOf(parts, kind, body.content);
        const wanted = { kind, subject, version, content, why: body.why ?? null };
        const paper = await writePaper(asking, parts, id, wanted);
        return { body: bodyOf(paper), version: paper.version };
      },
    }),
    memberRoute({
      ...about,
      id: 'papers.sign',
      method: 'POST',
      path: `${paperPath}/sign-offs`,
      summary: 'Sign the version that was read, as prepared, reviewed or approved',
      action: 'sign',
      part: 'sign-offs',
      receipt: true,
      params: paramsOfPaper,
      body: z.strictObject({ version: z.number().int().min(1).max(1_000_000), level }),
      answer: whole,
      async handle(asking, { params: { id, kind, subject }, body }) {
        return { body: bodyOf(await signPaper(asking, parts, id, { kind, subject, ...body })) };
      },
    }),
    memberRoute({
      ...about,
      id: 'papers.send',
      method: 'POST',
      path: `${paperPath}/send`,
      summary: 'Send a workpaper that is signed to management, for its signature',
      action: 'share',
      receipt: true,
      params: paramsOfPaper,
      body: z.strictObject({ version: z.number().int().min(1).max(1_000_000) }),
      answer: z.object({ thread: z.uuid() }),
      async handle(asking, { params: { id, kind, subject }, body }) {
        const { thread } = await sendPaper(asking, parts, id, { kind, subject, version: body.version });
        return { body: { thread } };
      },
    }),
    memberRoute({
      ...about,
      id: 'papers.note',
      method: 'POST',
      path: `${paperPath}/notes`,
      summary: 'Leave a review note; the paper is not signed at a later level until it is cleared',
      action: 'comment',
      part: 'papers',
      receipt: true,
      params: paramsOfPaper,
      body: z.strictObject({ text: filled }),
      answer: whole,
      async handle(asking, { params: { id, kind, subject }, body }) {
        return { body: bodyOf(await addNote(asking, parts, id, { kind, subject, text: body.text })) };
      },
    }),
    memberRoute({
      ...about,
      id: 'papers.clear-note',
      method: 'POST',
      path: `${paperPath}/clearings`,
      summary: 'Clear a review note with what was done about it',
      action: 'comment',
      part: 'papers',
      receipt: true,
      params: paramsOfPaper,
      body: z.strictObject({ note: z.uuid().toLowerCase(), text: filled }),
      answer: whole,
      async handle(asking, { params: { id, kind, subject }, body }) {
        return { body: bodyOf(await clearNote(asking, parts, id, { kind, subject, ...body })) };
      },
    }),
  ];
}

/** Content of a paper as its kind says it; a draft may leave out what signing needs. refuses invalid-input, not-found */
function contentOf(parts: FileParts, kind: string, content: unknown) {
  const fields = kindOf(parts, kind).fields.map(({ required: _needed, ...field }) => field);
  const parsed = contentSchema({ fields }).safeParse(content);
  if (parsed.success) return parsed.data;
  throw wrongContent(parsed.error.issues.map(({ path, message }) => [`/content/${path.join('/')}`, message]));
}
