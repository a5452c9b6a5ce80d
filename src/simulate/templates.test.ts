import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadControls } from '../criteria/index.ts';
import { loadKinds } from '../populations/index.ts';
import { compileProcedure, evaluateRecord, loadProcedures, type RuleContext } from '../procedures/index.ts';
import { holidaysOf, timeZone } from './moments.ts';
import { peopleOf } from './people.ts';
import { randomOf } from './random.ts';
import { loadTemplates, type Occasion, recordOf, written } from './record-template.ts';

const templates = loadTemplates('data');
const kinds = loadKinds('data/kinds');
const library = loadProcedures(join('data', 'procedures'));
const period = { start: '2024-02-01', end: '2024-07-31' };
const context: RuleContext = {
  periodStart: period.start,
  periodEnd: period.end,
  asOf: null,
  timeZone,
  holidays: holidaysOf(period),
};

test('every control of the library that serves security or availability alone has a template', () => {
  const lacking = loadControls('data')
    .filter((c) => c.criteria.some((id) => /^(CC|A1)/.test(id)) && !templates.has(c.id))
    .map((c) => c.id);
  // Controls of privacy, confidentiality and processing integrity, which an engagement on security and availability leaves out.
  expect(lacking).toEqual(['CNF-02', 'HR-08', 'PIN-05', 'PRV-01', 'PRV-03', 'PRV-04', 'PRV-08', 'PRV-10']);
  expect(templates.size).toBeGreaterThanOrEqual(90);
});

describe.each([...templates])('%s', (control, template) => {
  const procedure = library.get(`${control.toLowerCase()}-all`);
  const kind = kinds.get(control.toLowerCase());
  const compiled = procedure === undefined ? undefined : compileProcedure(procedure, kinds).compiled;
  if (!procedure || !kind || !compiled) throw new Error(`${control} has no census`);

  // Parts of the period as they come: a quarter, the single month that may remain, one day.
  const ends = ['2024-05-31', '2024-03-31', '2024-03-01'];
  const notMet = (seed: string, deviates: string | null, without: string | null = null): string[] => {
    const people = peopleOf(seed, period, 6, 1);
    const world = { random: randomOf(seed, control), period, people };
    const occasion: Occasion = {
      label: period.start,
      from: '2024-03-01',
      to: ends[Number(seed.slice(5)) % ends.length] ?? '2024-05-31',
      who: people.steady[3] ?? null,
      when: Date.parse('2024-04-05T15:00:00Z'),
      nth: 1,
      number: 1,
    };
    const row = recordOf(template, world, occasion, deviates);
    if (without !== null) row.set(without, null);
    const record = Object.fromEntries(kind.fields.map((f) => [f.name, written(kind, f.name, row.get(f.name))]));
    const result = evaluateRecord(compiled, record, {}, context);
    return result.attributes.filter((a) => a.result !== 'met' && a.result !== 'not-applicable').map((a) => a.id);
  };
  const seeds = Array.from({ length: 25 }, (_, i) => `seed ${i}`);

  test('names only fields of its population', () => {
    const names = kind.fields.map((f) => f.name);
    const used = [template.fields, ...Object.values(template.breaks)].flatMap((fields) => Object.keys(fields));
    expect([...new Set(used)].filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.keys(template.breaks).filter((id) => !procedure.attributes.some((a) => a.id === id))).toEqual([]);
  });

  test('writes records that meet every attribute', () => {
    for (const seed of seeds) expect(notMet(seed, null), seed).toEqual([]);
  });

  test.each(Object.keys(template.breaks))('writes records that deviate in %s and in nothing else', (attribute) => {
    for (const seed of seeds) expect(notMet(seed, attribute), seed).toEqual([attribute]);
  });

  test('may leave out its spare fact without any effect on a result', () => {
    if (template.spare === undefined) return;
    expect(Object.keys(template.fields)).toContain(template.spare);
    expect(kind.key).not.toContain(template.spare);
    for (const seed of seeds) expect(notMet(seed, null, template.spare), seed).toEqual([]);
  });
});
