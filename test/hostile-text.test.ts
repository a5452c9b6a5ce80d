/**
 * 500 hostile texts into every text field there is, by the API as whoever wrote them would send them, and then every page that shows
 * them: nothing of theirs runs, the policy reports nothing, and the page keeps its shape.
 */
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { csrfOf, sessionCookie } from '../src/identity/index.ts';
import { registers } from '../src/registers/index.ts';
import type { Field, Register } from '../src/registers/model.ts';
import { type Application, openApplication } from './application.ts';
import { hostileStrings } from './generated/hostile.ts';
import { each } from './isolation/asking.ts';

const many = 1_000_000;
let application: Application;
beforeAll(async () => {
  application = await openApplication(many);
}, 120_000);
afterAll(async () => application.close());

/** Of so many records of each register one is opened. */
const step = 67;
/** Registers whose records are written here: what crosses the wall arrives, and is not written. */
const written = registers.filter((one) => one.side === 'management' && one.crossing === undefined);
const isText = (field: Field): boolean => field.kind === 'text' || field.kind === 'long';

interface Reply {
  readonly status: number;
  readonly json: Record<string, unknown>;
}
let asked = 0;
type Ask = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** A page signed in, and the API as that person. */
async function enter(who: string): Promise<{ page: Page; ask: Ask; base: string }> {
  const page = await application.signIn(who);
  const token = (await page.context().cookies()).find((one) => one.name === sessionCookie)?.value ?? '';
  const { address } = application.installation;
  const ask: Ask = async (method, path, body) => {
    const isBytes = body instanceof Uint8Array;
    const reply = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        cookie: `${sessionCookie}=${token}`,
        'x-tickmark-csrf': csrfOf(token),
        'idempotency-key': `hostile-${(asked += 1)}`,
        'if-match': '"v1"',
        ...(body !== undefined && { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body !== undefined && { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    });
    const text = await reply.text();
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return { status: reply.status, json: Object(json) };
  };
  const session = z.object({ memberships: z.array(z.object({ organizationId: z.string() })) });
  const { memberships } = session.parse((await ask('GET', '/session')).json);
  return { page, ask, base: `/organizations/${memberships[0]?.organizationId}` };
}

const problem = z.object({ errors: z.array(z.object({ pointer: z.string() })).optional() });

/**
 * Creates a record whose text fields hold hostile texts, the number-th and those after it. A field that refuses its own is filled with
 * something harmless instead. Returns the fields that took theirs.
 */
async function create(ask: Ask, base: string, register: Register, number: number): Promise<readonly string[]> {
  const taken = new Set<string>();
  const plain = new Set<string>();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const content = Object.fromEntries(
      register.fields.flatMap((field, index) => {
        if (!isText(field)) return field.required === true ? [[field.name, otherOf(field)]] : [];
        const text = hostileStrings[(number + index * 61) % hostileStrings.length] ?? '';
        return [[field.name, plain.has(field.name) ? 'Something harmless' : text.slice(0, field.max ?? 300)]];
      }),
    );
    const code = register.chosenCode === true ? { code: `HST-${number + 1}` } : {};
    const reply = await ask('POST', `${base}/${register.name}`, { ...code, content });
    if (reply.status === 201) {
      for (const field of register.fields) if (isText(field) && !plain.has(field.name)) taken.add(field.name);
      return [...taken];
    }
    expect([register.name, number, reply.status]).toEqual([register.name, number, 422]);
    for (const { pointer } of problem.parse(reply.json).errors ?? []) plain.add(pointer.split('/')[2] ?? '');
  }
  throw new Error(`${register.name} ${number} was refused three times.`);
}

function otherOf(field: Field): unknown {
  const { kind } = field;
  if (kind === 'enum') return field.options?.[0]?.value;
  if (kind === 'date') return '2026-02-03';
  if (kind === 'boolean') return true;
  if (kind === 'number') return 7;
  return kind === 'criteria' ? ['CC6.1'] : [];
}

/** What must hold of every page, whatever its texts say. */
async function soundness(page: Page): Promise<unknown> {
  return page.evaluate(`({
    ran: 'ran' in window,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    strange: document.querySelectorAll('main script, main iframe, main object, main embed, main base, main meta, main link, main style, main img[src="x"], main form[action^="javascript"], [onerror], [onload], [onfocus], [ontoggle]').length,
    links: [...document.querySelectorAll('a[href]')].filter((a) => !/^https?:$/.test(a.protocol) && a.protocol !== 'mailto:').length,
    frame: document.querySelector('nav') !== null && document.querySelector('main') !== null,
    high: [...document.querySelectorAll('main [role=row]')].filter((row) => row.getBoundingClientRect().height > 120).length,
  })`);
}
const sound = { ran: false, wide: 0, strange: 0, links: 0, frame: true, high: 0 };

describe('500 hostile texts', () => {
  test('are 500, and each is another', () => {
    expect(new Set(hostileStrings).size).toBe(500);
  });

  test('in every text field of every register run nothing and break no page', async () => {
    const { page, ask, base } = await enter('compliance');
    for (const register of written) {
      const taken = new Map<string, number>();
      const numbers = hostileStrings.map((_, number) => number);
      await each(numbers, 8, async (number) => {
        for (const field of await create(ask, base, register, number)) taken.set(field, (taken.get(field) ?? 0) + 1);
      });
      // Refused are control characters, halves of characters, what is blank and breaks within a line; nothing else.
      for (const field of register.fields.filter(isText)) {
        expect([register.name, field.name, (taken.get(field.name) ?? 0) > 440]).toEqual([
          register.name,
          field.name,
          true,
        ]);
      }
    }
    const { address } = application.installation;
    for (const register of written) {
      const path = `${address}/m/registers/${register.name}`;
      await page.goto(path);
      await page.getByRole('row').nth(5).waitFor();
      await page.mouse.move(800, 500);
      for (let turn = 0; turn < 15; turn += 1) {
        await page.mouse.wheel(0, 700);
        await page.waitForTimeout(15);
        if (turn % 5 === 0) expect([register.name, turn, await soundness(page)]).toEqual([register.name, turn, sound]);
      }
      const items = z.object({ items: z.array(z.object({ code: z.string() })) });
      const { json } = await ask('GET', `${base}/${register.name}?sort=code&limit=200`);
      for (const [index, { code }] of items.parse(json).items.entries()) {
        if (index % step !== 0) continue;
        await page.goto(`${path}?open=${code}`);
        await page.getByRole('complementary').getByRole('heading').first().waitFor();
        expect([code, await soundness(page)]).toEqual([code, sound]);
      }
    }
    await page.context().close();
  }, 600_000);

  test('in comments, reasons, evidence and names run nothing and break no page', async () => {
    const { page, ask, base } = await enter('compliance');
    const { address } = application.installation;
    const made = await ask('POST', `${base}/tasks`, { content: { title: 'Read what was said' } });
    const code = String(made.json['code']);
    for (const text of hostileStrings) {
      expect([201, 422]).toContain((await ask('POST', `${base}/tasks/${code}/comments`, { text })).status);
    }
    await page.goto(`${address}/m/registers/tasks?open=${code}`);
    const drawer = page.getByRole('complementary');
    await drawer.getByRole('tab', { name: 'Comments' }).click();
    await drawer.getByRole('listitem').nth(60).waitFor();
    expect(await soundness(page)).toEqual(sound);

    await each(
      hostileStrings.map((text, index) => [text, index] as const),
      4,
      async ([text, index]) => {
        const bytes = Buffer.from(`${text}\n${index}`);
        const about = (name: string, system: string) => ({
          name,
          size: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          source: { system, collector: system, query: system },
        });
        let begun = await ask('POST', `${base}/uploads`, about(text, text));
        if (begun.status !== 201) begun = await ask('POST', `${base}/uploads`, about(`${index}.txt`, text));
        if (begun.status !== 201) begun = await ask('POST', `${base}/uploads`, about(`${index}.txt`, 'Harmless'));
        expect([index, begun.status]).toEqual([index, 201]);
        const upload = `${base}/uploads/${String(begun.json['id'])}`;
        expect((await ask('PUT', `${upload}/parts/1`, bytes)).status).toBe(200);
        expect([201, 422]).toContain((await ask('POST', `${upload}/complete`)).status);
      },
    );
    await page.goto(`${address}/m/evidence`);
    await page.getByRole('row').nth(5).waitFor();
    await page.mouse.move(800, 500);
    for (let turn = 0; turn < 20; turn += 1) {
      await page.mouse.wheel(0, 700);
      await page.waitForTimeout(15);
      if (turn % 5 === 0) expect([turn, await soundness(page)]).toEqual([turn, sound]);
    }
    const items = z.object({ items: z.array(z.object({ code: z.string() })) });
    const { json } = await ask('GET', `${base}/evidence?limit=200`);
    for (const [index, { code: item }] of items.parse(json).items.entries()) {
      if (index % 10 !== 0) continue;
      await page.goto(`${address}/m/evidence?open=${item}`);
      await page.getByRole('complementary').getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect([item, await soundness(page)]).toEqual([item, sound]);
    }
    for (const path of [
      '/m',
      '/work',
      '/m/matrix',
      '/m/readiness/gaps',
      '/m/controls/occurrences',
      '/settings/members',
      '/settings/organization',
      '/settings/jobs',
      '/m/populations',
      '/m/controls/library',
    ]) {
      await page.goto(`${address}${path}`);
      await page.waitForLoadState('networkidle');
      expect([path, await soundness(page)]).toEqual([path, sound]);
    }
    await page.keyboard.press('Control+k');
    await page.keyboard.type('read what');
    await page.getByRole('option', { name: /Read what was said/ }).waitFor();
    expect(await soundness(page)).toEqual(sound);
    await page.context().close();
  }, 600_000);

  test('left no fault, and no report of the policy', () => {
    expect(application.faults).toEqual([]);
  });
});
