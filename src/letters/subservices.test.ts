import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadStandards } from '../criteria/index.ts';
import { loadWording } from '../lifecycle/report/index.ts';
import type { RegisteredRecord } from '../registers/index.ts';
import { nothingSaid, nothingSaidBy, type Said } from './model.ts';
import { draftAssertion, draftRepresentations, openPoints } from './rules.ts';
import type { Known } from './scope.ts';
import { whyFallen } from './standing.ts';
import { draftSubservices } from './subservices.ts';

const wording = loadWording();
const record = (
  register: string,
  code: string,
  state: string,
  content: RegisteredRecord['content'],
): RegisteredRecord => ({
  register,
  id: code,
  code,
  state,
  content,
  version: 1,
  ownerId: null,
  dueOn: null,
  effectiveFrom: null,
  effectiveTo: null,
  changedAt: '2026-11-01T00:00:00.000Z',
});
const host = record('subservice-organizations', 'SUB-002', 'in-force', {
  title: 'Basalt Hosting',
  method: 'inclusive',
  services: 'rooms and power',
});
const doors = record('controls', 'CTL-004', 'in-force', {
  title: 'Doors',
  statement: 'Doors are kept.',
  organization: ['SUB-002'],
});
const engagement = (more: object) =>
  record('engagements', 'ENG-001', 'under-way', {
    title: 'Booking',
    type: 'soc2-type2',
    from: '2025-10-01',
    to: '2026-09-30',
    security: true,
    firm: 'Harrow CPAs',
    ...more,
  });
const known = (records: readonly RegisteredRecord[], more: object = {}): Known => ({
  organization: 'Northline',
  records: [engagement(more), ...records],
  approved: 1,
  isChanged: false,
});
const own = {
  ...nothingSaidBy('SUB-002'),
  signatory: { name: 'P. Quill', title: 'Head of Hosting' },
  basis: 'a quarterly review of entry records',
  misstatements: 'none' as const,
  events: 'none' as const,
};
const say = (part: Partial<typeof own> = {}, more: Partial<Said> = {}): Said => ({
  ...nothingSaid,
  signatory: { name: 'A. Chief', title: 'Chief executive' },
  basis: 'self-tests of every control',
  misstatements: 'none',
  events: 'none',
  subservices: [{ ...own, ...part }],
  ...more,
});
const all = (facts: Known, said: Said) => ({
  assertion: draftAssertion(facts, said, wording),
  representations: draftRepresentations(facts, said, wording),
  subservices: draftSubservices(facts, said, wording),
});
const only = (facts: Known, said: Said) => {
  const [letters] = draftSubservices(facts, said, wording);
  if (letters === undefined) throw new Error('No organization is inclusive');
  return letters;
};
const sentences = (facts: Known, said: Said): string[] => openPoints(facts, said).map(({ sentence }) => sentence);

test('an inclusive organization asserts its own part, in its own name, with its controls and for type 2 their operation (R-SCO-07)', () => {
  const { assertion } = only(known([host, doors]), say());
  expect(assertion.title).toBe(
    'Assertion of the management of Basalt Hosting on its part of Booking, 1 October 2025 to 30 September 2026',
  );
  expect(assertion.paragraphs.map(({ id }) => id)).toEqual([
    'ASI-01',
    'ASI-01.controls',
    'ASI-03',
    'ASI-04',
    'ASR-12',
    'ASI-05',
  ]);
  expect(assertion.paragraphs[0]?.text[0]).toBe('Northline uses Basalt Hosting for rooms and power.');
  expect(assertion.paragraphs[1]).toMatchObject({
    points: ['CTL-004: Doors are kept.'],
    rests: [{ register: 'controls', code: 'CTL-004' }],
  });
  expect(assertion.paragraphs[2]?.points).toHaveLength(3);
  expect(assertion.paragraphs[3]?.text[0]).toContain('a quarterly review of entry records');
  const atOnce = only(known([host, doors], { type: 'soc2-type1', asOf: '2026-09-30' }), say());
  expect(atOnce.assertion.paragraphs[2]?.points).toHaveLength(2);
});

test('it represents REP-01 to REP-13 for its own part; other services are management’s to speak of', () => {
  const { representations } = only(known([host, doors]), say({ fraud: 'A badge was lent.' }));
  expect(representations.title).toBe('Representations of the management of Basalt Hosting to Harrow CPAs');
  expect(representations.paragraphs.map(({ id }) => id)).toEqual([
    'REP-00',
    'REP-15',
    ...Array.from({ length: 13 }, (_, at) => `REP-${String(at + 1).padStart(2, '0')}`),
    'REP-99',
  ]);
  expect(representations.paragraphs[1]?.text[0]).toContain('serves Booking of Northline');
  expect(representations.paragraphs.find(({ id }) => id === 'REP-07')?.text).toContain('A badge was lent.');
});

test('an exception of its own stands before the confirmations, which except it', () => {
  const { paragraphs } = only(known([host, doors]), say({ exceptions: ['A door stood open in May.'] })).assertion;
  expect(paragraphs.slice(2, 4).map(({ id, text }) => [id, text[0]])).toEqual([
    ['ASI-02', 'A door stood open in May.'],
    ['ASI-03.modified', 'Except as stated above, we confirm that'],
  ]);
});

test('a carved-out organization, one that is drafted only, and what was said of one that left the register give no letters', () => {
  const carved = { ...host, content: { ...host.content, method: 'carve-out' } };
  for (const records of [[carved], [{ ...host, state: 'draft' }], []]) {
    expect(draftSubservices(known(records), say(), wording)).toEqual([]);
    expect(sentences(known(records), say())).toEqual([]);
  }
});

test('what is missing of it is open, and named with its record', () => {
  expect(sentences(known([host, doors]), say())).toEqual([]);
  const open = openPoints(known([host, { ...doors, state: 'draft' }]), { ...say(), subservices: [] });
  expect(open.map(({ sentence }) => sentence)).toEqual([
    'SUB-002: no control in force is attributed to it, and it is inclusive.',
    'SUB-002: its signatory is not named, with their title.',
    'SUB-002: what its confirmations rest on is not said.',
    'SUB-002: nobody decided whether there are uncorrected misstatements in its part.',
    'SUB-002: nobody decided whether there were events after the last day in its part.',
  ]);
  expect(open.every(({ register, code }) => register === 'subservice-organizations' && code === 'SUB-002')).toBe(true);
  expect(sentences(known([host, doors]), say({ basis: 'the auditor’s tests' }))).toEqual([
    'SUB-002: its confirmations rest on the auditor’s work; they must rest on its own.',
  ]);
});

test('its letters fall when a control of its own comes or goes', () => {
  const [before, after] = [all(known([host, doors]), say()), all(known([host]), say())];
  const fallen = whyFallen({ ...before, description: 1 }, { ...after, description: 1 }, true, []);
  expect(fallen.map(({ sentence }) => sentence)).toEqual(['CTL-004 is no longer behind them.']);
});

test('a draft has lines for name, title and date, and no date on any of them (R-DAT-01)', () => {
  const { assertion, representations, subservices } = all(
    known([host, doors]),
    say({}, { plannedReportDate: '2026-11-20' }),
  );
  const signature = (letter: typeof assertion) => letter.paragraphs.at(-1)?.text;
  expect(signature(assertion)).toEqual([
    'Name: A. Chief',
    'Title: Chief executive',
    'Date: not signed yet; on or before the report date, which is not known yet',
  ]);
  expect(signature(representations)).toEqual([
    'Name: A. Chief',
    'Title: Chief executive',
    'Date: as of the report date, not known yet',
    'Signed at: not signed yet',
  ]);
  expect(subservices.map((one) => [signature(one.assertion)?.[1], signature(one.representations)?.[0]])).toEqual([
    ['Title: Head of Hosting, Basalt Hosting', 'Name: P. Quill'],
  ]);
  expect(JSON.stringify([assertion, representations, subservices])).not.toMatch(/20 November 2026|2026-11-20/);
});

test('a report date planned before the last day examined is open; on that day it may be', () => {
  const planned = (plannedReportDate: string | null) => sentences(known([]), say({}, { plannedReportDate }));
  expect(planned('2026-09-29')).toEqual(['The planned report date is before the last day examined, 2026-09-30.']);
  expect(planned('2026-09-30')).toEqual([]);
  expect(planned(null)).toEqual([]);
});

test('the letters cite the criteria with the years of the editions that the tables hold', () => {
  const { criteria, description } = loadStandards(fileURLToPath(new URL('../../data', import.meta.url)));
  const years = (text: string) => text.match(/\b20\d\d\b/g);
  const cited = (id: string) => wording.paragraphs.get(id)?.text[0] ?? '';
  expect(years(cited('WRD-tsc'))).toEqual(years(criteria.edition));
  expect(years(cited('WRD-dc'))).toEqual(years(description.edition));
  expect(draftAssertion(known([]), say(), wording).paragraphs[0]?.text.join(' ')).toContain(cited('WRD-dc'));
});
