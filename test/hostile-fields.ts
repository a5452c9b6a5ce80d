/**
 * Hostile texts into every text field there is, as the routes say which there are, and then every page that shows them: nothing of theirs
 * runs, the policy reports nothing, and the page keeps its shape. A field that is new and not fed fails here.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadMethod } from '../src/criteria/index.ts';
import { paperKinds } from '../src/engagement-file/index.ts';
import type { PaperKind } from '../src/engagement-file/model.ts';
import { home } from '../src/installation/environment.ts';
import { registers } from '../src/registers/index.ts';
import { type Application, openApplication } from './application.ts';
import { groupSchema, userSchema } from './directory.ts';
import {
  create,
  enter,
  Fed,
  hostile,
  isText,
  mayBeRefused,
  sound,
  soundness,
  takenOf,
  type TextField,
  textFields,
} from './hostile.ts';
import { each } from './isolation/asking.ts';

const many = 1_000_000;
/** Registers of management whose records people write. */
const inTheirOwnTest = registers
  .filter((one) => one.side === 'management' && one.crossing === undefined)
  .map(({ name }) => name);

/**
 * Fields that are not fed themselves.
 * routes  ids of routes; pointer: which fields of them, left out: all
 * like    the field of that route is fed, and this one has the same schema and handler
 * why     why it is not fed at all, or why that of the other route is enough
 */
interface Line {
  readonly routes: RegExp;
  readonly pointer?: RegExp;
  readonly like?: string;
  readonly why: string;
}
const lines: readonly Line[] = [
  { routes: /^(tasks\.comment|evidence\.begin-upload)$/, why: 'fed with all 500 in test/hostile-text.test.ts' },
  {
    routes: /^setup\.begin$/,
    why: 'asked once, of an empty installation; the name of an organization is hostile in the pages below',
  },
  {
    routes: /^auth\.acceptInvitation$/,
    why: 'a name, a password and a device: names are fed by the directory (scim.users.create)',
  },
  {
    routes: /^(auth|session|factors)\./,
    why: 'passwords, codes and addresses, compared and never shown; a device names the browser to its owner alone',
  },
  { routes: /^passkeys\.add$/, why: 'needs an authenticator, and is shown to its owner alone' },
  {
    routes: /^received-(requests|findings)\.change$/,
    why: 'what crossed stays; what may be written is fed with the records of every register',
  },
  {
    routes: /^(.+)\.(change)$/,
    pointer: /^\/content/,
    like: '$1.create',
    why: 'a record is made and changed by one schema',
  },
  {
    routes: /^(?!evidence|papers|views).+\.change$/,
    pointer: /^\/why/,
    like: 'tasks.change',
    why: 'one handler for all registers',
  },
  {
    routes: /^.+\.change-many$/,
    pointer: /^\/why/,
    like: 'tasks.change',
    why: 'kept and shown as the reason of one change',
  },
  { routes: /^.+\.comment$/, like: 'tasks.comment', why: 'one handler for all registers' },
  {
    routes: /^(requests)\.(accept|withdraw)$/,
    like: '$1.return',
    why: 'one handler, kept and shown as what was returned',
  },
  { routes: /^findings\.(close|withdraw)$/, like: 'findings.message', why: 'one handler, kept and shown as a message' },
  {
    routes: /^documents\.(return|withdraw)$/,
    like: 'documents.message',
    why: 'one handler, kept and shown as a message',
  },
  {
    routes: /^documents\.sign$/,
    why: 'a line beside the words it is signed with; only a signatory’s own, of a document that waits for it',
  },
  {
    routes: new RegExp(`^(${inTheirOwnTest.join('|')})\\.create$`),
    why: 'fed with all 500, field by field of its definition, in test/hostile-text.test.ts',
  },
  { routes: /^scim\.(users|groups)\.(replace|patch)$/, like: 'scim.$1.create', why: 'one reading of a resource' },
];
/** Pages outside the application: of strangers, and the wizard of an empty installation. */
const withoutFrame = [/^\/sign-in/, /^\/recover\//, /^\/invite\//, /^\/invitations\//, /^\/setup$/];

/** times: how many of the 500 each field is fed, spread over them; 500: all of them */
export function feedEveryField(times: number): void {
  describe(`${times} hostile texts`, () => {
    const fed = new Fed();
    const stride = Math.floor(500 / times);
    const every = Array.from({ length: times }, (_none, index) => index * stride);
    let application: Application;
    beforeAll(async () => {
      application = await openApplication(many);
    }, 120_000);
    afterAll(async () => application.close());

    test('in what crosses the wall run nothing and break no page', async () => {
      const management = await enter(application, fed, 'compliance');
      const firm = await enter(application, fed, 'partner');
      for (const register of registers.filter((one) => one.side === 'firm')) {
        await each(every, 8, async (number) => {
          await create(firm.ask, firm.base, register, number);
        });
      }
      const engagements = z.object({ items: z.array(z.object({ id: z.string(), state: z.string() })) });
      const listed = engagements.parse((await firm.ask('GET', `${firm.base}/exchange/engagements`)).json).items;
      const engagement = listed.find(({ state }) => state === 'agreed')?.id ?? expect.fail('nobody agreed to anything');
      const deliver = async (): Promise<void> => {
        while ((await application.installation.parts.crossing.deliver()) > 0);
      };

      // Ten of each are sent; in each it goes to and fro.
      const items = z.object({ items: z.array(z.object({ code: z.string() })) });
      const to = async (register: string, content: object, turns: (theirs: string, ours: string) => Promise<void>) => {
        for (let one = 0; one < 10; one += 1) {
          const made = await firm.ask('POST', `${firm.base}/${register}`, { content });
          const ours = `${firm.base}/${register}/${String(made.json['code'])}`;
          expect((await firm.ask('POST', `${ours}/send`, { engagement })).status).toBe(200);
          await deliver();
          const latest = `${management.base}/received-${register}?sort=-code&limit=1`;
          const code = items.parse((await management.ask('GET', latest)).json).items[0]?.code;
          await turns(`${management.base}/received-${register}/${code}`, ours);
        }
      };
      let number = 0;
      await to('requests', { title: 'A list', asks: 'All of it.' }, async (theirs, ours) => {
        for (let turn = 0; turn < times / 10; turn += 1) {
          const text = () => ({ text: hostile((number += stride), 10_000) });
          expect([200, 422]).toContain((await management.ask('POST', `${theirs}/message`, text())).status);
          expect([200, 422]).toContain((await firm.ask('POST', `${ours}/message`, text())).status);
          let answered = await management.ask('POST', `${theirs}/answer`, text());
          if (answered.status === 422) answered = await management.ask('POST', `${theirs}/answer`, { text: 'Here.' });
          expect(answered.status).toBe(200);
          let returned = await firm.ask('POST', `${ours}/return`, text());
          // Blank, of control characters, or with words of advice (R-WALL-05).
          if (returned.status === 422) returned = await firm.ask('POST', `${ours}/return`, { text: 'It is of June.' });
          expect(returned.status).toBe(200);
        }
      });
      const finding = { title: 'A finding', kind: 'observation', fact: 'It is so.' };
      await to('findings', finding, async (theirs, ours) => {
        for (let turn = 0; turn < times / 10; turn += 1) {
          const text = () => ({ text: hostile((number += stride), 10_000) });
          expect([200, 422]).toContain((await management.ask('POST', `${theirs}/message`, text())).status);
          expect([200, 422]).toContain((await firm.ask('POST', `${ours}/message`, text())).status);
          const responded = await management.ask('POST', `${theirs}/respond`, text());
          if (responded.status === 200) await management.ask('POST', `${theirs}/recall`, {});
        }
      });

      const documents = `/exchange/engagements/${engagement}/documents`;
      const sent = await management.ask('POST', `${management.base}${documents}`, { kind: 'control-list' });
      expect(sent.status).toBe(200);
      await deliver();
      for (const turn of every.slice(0, times / 2)) {
        for (const [side, text] of [
          [management, hostile(turn, 10_000)],
          [firm, hostile(turn + 250, 10_000)],
        ] as const) {
          const message = await side.ask('POST', `${side.base}${documents}/${String(sent.json['thread'])}/message`, {
            text,
          });
          expect([200, 422]).toContain(message.status);
        }
      }
      await each(every, 4, async (turn) => {
        const proposal = { type: 'soc2-type1', periodEnd: '2026-09-30', title: hostile(turn) };
        const proposed = { with: firm.organizationId, ...proposal };
        expect([
          proposal.title,
          (await management.ask('POST', `${management.base}/exchange/engagements`, proposed)).status,
        ]).toEqual([proposal.title, mayBeRefused(proposal.title) ? 422 : 201]);
        const outside = { name: hostile(turn + 250), ...proposal };
        expect([outside, (await firm.ask('POST', `${firm.base}/exchange/outside`, outside)).status]).toEqual([
          outside,
          mayBeRefused(outside.name) || mayBeRefused(outside.title) ? 422 : 201,
        ]);
        const card = await firm.ask('PUT', `${firm.base}/exchange/engagements/${engagement}/partner`, {
          card: hostile(turn, 600),
        });
        expect(card.status).toBeGreaterThanOrEqual(400);
      });
      await deliver();

      const { address } = application.installation;
      for (const [{ page, ask, base }, side, names] of [
        [management, 'm', ['received-requests', 'received-findings']],
        [firm, 'f', ['requests', 'findings']],
      ] as const) {
        for (const name of names) {
          await page.goto(`${address}/${side}/registers/${name}`);
          await page.getByRole('row').nth(5).waitFor();
          expect([name, await soundness(page)]).toEqual([name, sound]);
          const { json } = await ask('GET', `${base}/${name}?sort=-code&limit=200`);
          for (const { code } of items.parse(json).items.filter((_one, index) => index < 3 || index % 60 === 0)) {
            await page.goto(`${address}/${side}/registers/${name}?open=${code}`);
            const drawer = page.getByRole('complementary');
            await drawer.getByRole('heading').first().waitFor();
            expect([code, await soundness(page)]).toEqual([code, sound]);
            const tab = drawer.getByRole('tab', { name: 'Sent and received' });
            if ((await tab.count()) > 0) await tab.click();
            await page.waitForLoadState('networkidle');
            expect([code, 'thread', await soundness(page)]).toEqual([code, 'thread', sound]);
          }
        }
        await page.context().close();
      }
    }, 600_000);

    test('in the firm’s file of an engagement are kept as they were written', async () => {
      const firm = await enter(application, fed, 'partner');
      const files = `${firm.base}/engagement-files`;
      await each(every, 4, async (number) => {
        const content = { client: hostile(number), system: hostile(number + 1), contact: hostile(number + 2) };
        const opened = await firm.ask('POST', files, { as: 'engagement-partner', content });
        const isTaken = !Object.values(content).some((text) => mayBeRefused(text));
        if (isTaken) expect([content, opened.status]).toEqual([content, 201]);
        if (opened.status !== 201) return;
        const read = await firm.ask('GET', `${files}/${String(opened.json['id'])}/papers/proposal/file`);
        expect(read.json['content']).toMatchObject(content);
      });
      const opened = await firm.ask('POST', files, { as: 'engagement-partner', content: { client: 'Somebody' } });
      const file = `${files}/${String(opened.json['id'])}`;
      const kinds = paperKinds(loadMethod(join(home, 'data')));
      const write = async (kind: PaperKind, subject: string, number: number, version: string) => {
        const texts = kind.fields.filter(isText);
        const content = Object.fromEntries(
          texts.map((field, index) => [field.name, hostile(number + index * 7, field.max)]),
        );
        const body = { content, why: hostile(number + 3, 2_000) };
        const path = `${file}/papers/${kind.name}/${subject}`;
        const reply = await takenOf(firm.ask, 'PUT', path, body, version);
        const read = await firm.ask('GET', path);
        expect(read.json['content']).toMatchObject(
          Object.fromEntries(Object.entries(reply.said.content).filter(([, text]) => text !== '')),
        );
        for (const { name } of texts) {
          const text = content[name] ?? '';
          if (!mayBeRefused(text)) expect([kind.name, name, reply.said.content[name]]).toEqual([kind.name, name, text]);
        }
        return reply;
      };
      for (const kind of kinds) {
        // Of controls and criteria there is none yet; the quality review is its reviewer's.
        if ((kind.per !== 'file' && kind.per !== 'matter') || kind.name === 'quality-review') continue;
        let version = kind.name === 'proposal' ? '"v1"' : '"v0"';
        const turns = kind.name === 'understanding' ? times : 5;
        for (let number = 0; number < turns; number += 1) {
          const reply = await write(kind, kind.per === 'file' ? 'file' : '1', number * stride, version);
          expect([kind.name, number, reply.status]).toEqual([kind.name, number, 200]);
          version = reply.version;
        }
      }
      const paper = `${file}/papers/conflict-check/file`;
      const cleared = z.object({ text: z.string() }).nullable();
      const notes = z.object({ notes: z.array(z.object({ id: z.string(), text: z.string(), cleared })) });
      const reasons: string[] = [];
      let clearings = 0;
      for (const number of every) {
        const noted = await takenOf(firm.ask, 'POST', `${paper}/notes`, { text: hostile(number, 10_000) });
        expect(noted.status).toBe(200);
        const open = notes.parse(noted.json).notes.find((one) => one.cleared === null);
        expect(open?.text).toBe(noted.said.text);
        const clearing = { note: open?.id, text: hostile(number + 1, 10_000) };
        const done = await takenOf(firm.ask, 'POST', `${paper}/clearings`, clearing);
        expect([200, 403]).toContain(done.status);
        if (done.status === 200) {
          const found = notes.parse(done.json).notes.find(({ id }) => id === open?.id);
          expect(found?.cleared?.text).toBe(done.said.text);
          clearings += 1;
        }
        for (const [from, to] of [
          ['proposed', 'on-hold'],
          ['on-hold', 'proposed'],
        ] as const) {
          const moved = await takenOf(firm.ask, 'POST', `${file}/moves`, {
            from,
            to,
            reason: hostile(number + 5, 10_000),
          });
          expect([from, moved.status]).toEqual([from, 200]);
          reasons.push(moved.said.reason);
        }
      }
      expect(clearings).toBe(times);
      const trail = z.object({ items: z.array(z.object({ reason: z.string().nullable() })) });
      const moves = trail.parse((await firm.ask('GET', `${file}/moves`)).json).items.map(({ reason }) => reason);
      expect([moves.length, new Set(moves)]).toEqual([reasons.length, new Set(reasons)]);
      await firm.page.context().close();
    }, 600_000);

    test('in letters, the description, evidence, settings and whatever else there is run nothing and break no page', async () => {
      const { page, ask, base } = await enter(application, fed, 'compliance');
      const taken = { users: 0, groups: 0 };
      // What needs a fresh proof comes first.
      const token = await ask('POST', `${base}/tokens`, { name: 'Directory', scopes: ['scim'], days: 30 });
      const bearer = String(token.json['token']);
      await each(every, 4, async (number) => {
        const made = await ask('POST', `${base}/tokens`, {
          name: hostile(number, 200),
          scopes: ['risks:read'],
          days: 30,
        });
        expect([number, made.status]).toEqual([number, mayBeRefused(hostile(number, 200)) ? 422 : 201]);
        const scopes = { name: 'Plain', scopes: [hostile(number, 80)], days: 30 };
        expect([201, 409, 422]).toContain((await ask('POST', `${base}/tokens`, scopes)).status);
        const invited = { email: hostile(number, 254), roles: ['reader-org'] };
        expect([201, 409, 422]).toContain((await ask('POST', `${base}/invitations`, invited)).status);
        const user = {
          schemas: [userSchema],
          userName: `hostile-${number}@alderbrook.example`,
          displayName: hostile(number, 200),
          externalId: hostile(number + 1, 200),
          name: { formatted: hostile(number + 2, 200) },
        };
        const joined = await ask('POST', `${base}/scim/v2/Users`, user, { bearer });
        expect([201, 400, 403, 409, 413]).toContain(joined.status);
        if (joined.status === 201) taken.users += 1;
        const group = {
          schemas: [groupSchema],
          displayName: `${number} ${hostile(number, 190)}`,
          externalId: hostile(number, 200),
        };
        const grouped = await ask('POST', `${base}/scim/v2/Groups`, group, { bearer });
        expect([201, 400, 403, 409]).toContain(grouped.status);
        if (grouped.status === 201) taken.groups += 1;
      });
      // Of three texts each, most people have one that a directory may not say.
      expect([taken.users > times / 4, taken.groups > times / 2, taken]).toEqual([true, true, taken]);

      let version = '"v0"';
      const read = await ask('GET', `${base}/letters`);
      if (read.json['version'] !== 0) version = `"v${String(read.json['version'])}"`;
      const signatory = (number: number) => ({ name: hostile(number, 200), title: hostile(number + 1, 200) });
      const inclusive = z
        .object({ subservices: z.array(z.object({ code: z.string() })) })
        .parse(read.json)
        .subservices.map(({ code }) => code);
      for (const number of every) {
        const said = {
          signatory: signatory(number),
          plannedReportDate: null,
          basis: hostile(number + 2, 2_000),
          exceptions: [
            {
              clause: 'a',
              fact: hostile(number + 3, 2_000),
              extent: hostile(number + 4, 2_000),
              criterion: '',
              commitments: hostile(number + 5, 1_000),
            },
          ],
          fraud: hostile(number + 6, 2_000),
          misstatements: null,
          events: null,
          more: { assertion: [hostile(number + 7, 3_000)], representations: [hostile(number + 8, 3_000)] },
          subservices: (inclusive.length === 0 ? ['SUB-001'] : inclusive.slice(0, 1)).map((code) => ({
            code,
            signatory: signatory(number + 9),
            basis: hostile(number + 10, 2_000),
            exceptions: [hostile(number + 11, 2_000)],
            fraud: hostile(number + 12, 2_000),
            misstatements: null,
            events: null,
          })),
        };
        const reply = await takenOf(ask, 'PUT', `${base}/letters`, said, version);
        expect([number, reply.status, reply.json['detail']]).toEqual([number, 200, undefined]);
        version = reply.version;
      }
      const sections = z.object({ sections: z.array(z.object({ id: z.string(), version: z.number() })) });
      const { sections: before } = sections.parse((await ask('GET', `${base}/description`)).json);
      let section = `"v${before.find(({ id }) => id === 'DC8')?.version ?? 0}"`;
      for (let from = 0; from < times; from += 50) {
        const paragraphs = Array.from({ length: 50 }, (_none, index) => ({
          id: `p${index}`,
          kind: 'text',
          form: index % 2 === 0 ? 'paragraph' : 'list',
          text: hostile((from + index) * stride, 6_000),
        }));
        const reply = await takenOf(ask, 'PUT', `${base}/description/sections/DC8`, { paragraphs }, section);
        expect([from, reply.status]).toEqual([from, 200]);
        section = reply.version;
      }

      const items = z.object({ items: z.array(z.object({ id: z.string() })) });
      const evidence = items.parse((await ask('GET', `${base}/evidence?limit=1`)).json).items[0]?.id ?? '';
      let item = (await ask('GET', `${base}/evidence/${evidence}`)).version;
      const record = await ask('POST', `${base}/tasks`, { content: { title: 'Has reasons' } });
      const task = `${base}/tasks/${String(record.json['code'])}`;
      let changed = '"v1"';
      const kept = { name: 'A view', list: 'risks', where: {}, shared: true, isDefault: false };
      const view = await ask('POST', `${base}/views`, kept);
      let viewed = view.version;
      const questionnaire = items.parse((await ask('GET', `${base}/questionnaires?limit=1`)).json).items[0]?.id ?? '';
      for (const number of every) {
        const source = {
          system: hostile(number),
          collector: hostile(number + 1),
          query: hostile(number + 2, 5_000),
          account: hostile(number + 3),
        };
        const about = { name: hostile(number + 4), source, why: hostile(number + 5, 2_000) };
        const altered = await takenOf(ask, 'PATCH', `${base}/evidence/${evidence}`, about, item);
        expect([200, 422]).toContain(altered.status);
        if (altered.status === 200) item = altered.version;
        const why = {
          content: { title: 'Has reasons' },
          state: number % 2 === 0 ? 'done' : 'open',
          why: hostile(number, 2_000),
        };
        const reasoned = await takenOf(ask, 'PATCH', task, why, changed);
        expect([number, reasoned.status, reasoned.json['detail']]).toEqual([number, 200, undefined]);
        changed = reasoned.version;
        const where = Object.fromEntries(
          (['state', 'only', 'q', 'sort', 'fresh', 'kind'] as const).map((name, index) => [
            name,
            hostile(number + index, 40),
          ]),
        );
        const named = {
          name: hostile(number, 80),
          where: { ...where, columns: [hostile(number, 60)] },
          shared: true,
          isDefault: false,
        };
        const renamed = await takenOf(ask, 'PUT', `${base}/views/${String(view.json['id'])}`, named, viewed);
        expect([200, 409, 422]).toContain(renamed.status);
        if (renamed.status === 200) viewed = renamed.version;
        // What these take is a choice of the program's or a form; a hostile text is refused, or chooses nothing.
        const refused = [
          ['/views', { list: 'risks', ...named }],
          ['/library/adopt', { ids: [hostile(number, 20)] }],
          [`/acknowledgements/${questionnaire}/evidence`, { links: [hostile(number, 40)] }],
          [`/portal/questionnaires/${questionnaire}/answers`, { answers: [hostile(number, 1_000)] }],
          ['/self-tests', { populationId: evidence, procedureId: hostile(number, 80), timeZone: hostile(number, 60) }],
          [
            '/dry-run/reading',
            {
              code: null,
              statement: hostile(number, 2_000),
              exceptionPath: hostile(number + 1),
              type: 'preventive',
              criteria: [],
            },
          ],
          [
            '/dry-run/reading',
            {
              code: hostile(number, 20),
              statement: 'It is.',
              exceptionPath: null,
              type: 'preventive',
              criteria: [hostile(number, 10)],
            },
          ],
          ['/readiness/chooser', { answers: { system: hostile(number, 200) } }],
          ['/readiness/start', { answers: { system: hostile(number, 200) } }],
          ['/controls', { code: hostile(number, 20), content: {} }],
        ] as const;
        for (const [path, body] of refused) {
          const { status } = await ask('POST', `${base}${path}`, body);
          expect([path, status < 500]).toEqual([path, true]);
        }
        const text = (max: number) => hostile(number + max, max);
        const mapping = {
          delimiter: text(1),
          nulls: [text(100)],
          timeZone: text(60),
          columns: {
            one: text(500),
            two: { column: text(500), join: text(10), format: text(100), map: { a: text(500) }, split: text(10) },
            three: { column: [text(500)] },
          },
          constants: { four: text(500) },
        };
        const asked = { kind: text(60), format: text(60), mapping };
        expect(
          (await ask('POST', `${base}/populations/preview`, { evidenceId: evidence, ...asked })).status,
        ).toBeLessThan(500);
        const wanted = { evidenceIds: [evidence], title: text(200), timeZone: text(60), ...asked };
        expect((await ask('POST', `${base}/populations`, wanted)).status).toBeLessThan(500);
      }
      await page.context().close();
    }, 600_000);

    test('were fed to every text field there is', () => {
      const fields = textFields();
      const lineOf = ({ id, pointer }: TextField) =>
        lines.find((line) => line.routes.test(id) && (line.pointer === undefined || line.pointer.test(pointer)));
      const isEnough = (field: TextField): boolean => {
        const line = lineOf(field);
        const like = line?.like === undefined ? undefined : field.id.replace(line.routes, line.like);
        if (line === undefined || like === field.id) return fed.timesOf(field) >= times;
        return like === undefined || isEnough({ ...field, id: like });
      };
      const wrong = fields.filter((field) => !isEnough(field));
      expect(wrong.map((field) => [field.id, field.pointer, fed.timesOf(field)])).toEqual([]);
      // A line nothing is held against by now goes.
      expect(
        lines.filter((line) => !fields.some((field) => lineOf(field) === line)).map(({ routes }) => routes.source),
      ).toEqual([]);
      expect(fields.length).toBeGreaterThan(400);
    });

    test('stand in every page there is for those who work here, and run nothing and break none', async () => {
      const { address } = application.installation;
      await application.database.pool.query('UPDATE identity.organization SET name = $1 WHERE name LIKE $2', [
        hostile(3, 200).replaceAll('\u0000', ''),
        'Alderbrook%',
      ]);
      const text = await readFile(join(home, 'web/app/router.tsx'), 'utf8');
      const paths = [...text.matchAll(/path: '(\/[^']*)'/g)].map(([, path = '']) => path);
      const own = paths.filter((path) => !withoutFrame.some((one) => one.test(path)));
      expect(own.length).toBeGreaterThan(30);
      for (const [who, mine] of [
        ['compliance', (path: string) => !path.startsWith('/f')],
        ['partner', (path: string) => !path.startsWith('/m') && path !== '/portal'],
        ['employee', (path: string) => path === '/portal'],
      ] as const) {
        const { page, ask, base } = await enter(application, fed, who);
        const first = async (list: string): Promise<string> => {
          const { json } = await ask('GET', `${base}/${list}`);
          return z.object({ items: z.array(z.object({ id: z.string() })) }).parse(json).items[0]?.id ?? randomUUID();
        };
        for (const path of own.filter(mine)) {
          // What the address names is something of the list it stands in, the latest of it.
          const list = path.startsWith('/f/e/') ? 'engagement-files' : (path.split('/')[2] ?? '');
          const id = path.includes('$id') ? await first(list) : '';
          const whole = path
            .replace('$register', who === 'partner' ? 'requests' : 'risks')
            .replace('$question', '1')
            .replace('$id', id)
            .replace('$kind', 'understanding')
            .replace('$subject', 'file');
          expect([path, whole.includes('$')]).toEqual([path, false]);
          await page.goto(`${address}${whole}`);
          await page.waitForLoadState('networkidle');
          const frameless = path.startsWith('/start');
          const found = Object(await soundness(page));
          expect([who, path, frameless ? { ...found, frame: true } : found]).toEqual([who, path, sound]);
        }
        await page.context().close();
      }
    }, 600_000);

    test('left no fault, and no report of the policy', () => {
      expect(application.faults).toEqual([]);
    });
  });
}
