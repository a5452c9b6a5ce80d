/**
 * 500 hostile texts into every text field there is, by the API as whoever wrote them would send them, and then every page that shows
 * them: nothing of theirs runs, the policy reports nothing, and the page keeps its shape.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { registers } from '../src/registers/index.ts';
import { type Application, openApplication } from './application.ts';
import { hostileStrings } from './generated/hostile.ts';
import { create, enter, Fed, isText, sound, soundness } from './hostile.ts';
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

const fed = new Fed();

describe('500 hostile texts', () => {
  test('are 500, and each is another', () => {
    expect(new Set(hostileStrings).size).toBe(500);
  });

  test('in every text field of every register run nothing and break no page', async () => {
    const { page, ask, base } = await enter(application, fed, 'compliance');
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
    const { page, ask, base } = await enter(application, fed, 'compliance');
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
