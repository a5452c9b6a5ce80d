import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimsOf } from './claims.ts';
import { asStated, type Block, parseReportDocument, type Soc3Document, sentencesOf } from './document.ts';
import type { Clause, OpinionFacts, OpinionKind, ReportFacts } from './model.ts';
import { composeSoc3 } from './soc3.ts';
import { loadWording } from './wording.ts';

const wording = loadWording();
const golden = (name: string): ReportFacts =>
  JSON.parse(readFileSync(new URL(`../../../test/golden/northline/${name}.json`, import.meta.url), 'utf8'));
const facts = golden('facts');
const qualified = golden('facts-qualified');
const compose = (of: ReportFacts): Soc3Document => composeSoc3(claimsOf(of), wording);
const textOf = (value: unknown): string =>
  sentencesOf(value)
    .map(({ text }) => text)
    .join(' ');
const idsOf = (document: Soc3Document, section: number): string[] =>
  (document.sections[section]?.blocks ?? []).map((block: Block) =>
    'id' in block && typeof block.id === 'string' ? block.id : block.block,
  );
const withOpinion = (of: ReportFacts, change: Partial<OpinionFacts>): ReportFacts => ({
  ...of,
  opinion: { ...of.opinion, ...change },
});

describe('a SOC 3 report', () => {
  test('has the auditor’s report, the assertion and two attachments, in the order of methodology 20.5', () => {
    const document = compose(facts);
    expect(document.sections.map(({ title }) => title.text)).toEqual([
      'Report of the independent service auditor',
      'Assertion of management',
      'Attachment A: boundaries of the system',
      'Attachment B: principal service commitments and system requirements',
    ]);
    expect(idsOf(document, 0)).toEqual(
      ['S3-02', 'S3-03', 'S3-04.carveOut', 'S3-04.user', 'S3-05', 'S3-06', 'S3-08', 'S3-10'].concat('signature'),
    );
    expect(idsOf(document, 1)).toEqual(['S3-A1', 'S3-A2', 'signature']);
    expect(document.sections[3]?.blocks).toHaveLength(facts.description.commitments.length);
  });

  test('names no control, no test and no deviation, and is not restricted', () => {
    for (const of of [facts, qualified]) {
      const text = textOf(compose(of));
      const ids = of.controls.flatMap((control) => [control.id, ...control.tests.map(({ id }) => id)]);
      expect(ids.filter((id) => text.includes(id))).toEqual([]);
      for (const { fact, extent } of of.controls.flatMap((c) => c.tests.flatMap((t) => t.conditions))) {
        expect(text).not.toContain(fact);
        expect(text).not.toContain(extent);
      }
      expect(text).not.toMatch(/restricted|No exceptions noted/i);
      expect(text).toContain('This report may be given to anybody.');
      expect(text).toContain('For general use.');
    }
  });

  test('says on its cover what it leaves out and draws the period with the date of the report', () => {
    const { cover, file } = compose(facts);
    expect(textOf(cover.notes)).toContain('It names no tests and no results; the SOC 2 Type II report');
    expect(cover.ruler).toMatchObject({ start: '2025-10-01', end: '2026-09-30', date: '2026-11-13' });
    expect(textOf(cover.notes)).toContain('Organization, firm, people and figures are invented.');
    expect(textOf(cover.notes)).not.toContain('Section IV');
    expect(file.id.text).toBe(`${facts.report.id}-S3`);
  });

  test('is made of the wording and the claims alone and does not depend on their order', () => {
    const claims = claimsOf(qualified);
    const known = new Set(claims.map(({ id }) => id));
    const document = composeSoc3(claims, wording);
    expect(composeSoc3([...claims].reverse(), wording)).toEqual(document);
    for (const sentence of sentencesOf(document)) {
      expect(sentence.claims.filter((id) => !known.has(id))).toEqual([]);
      if (sentence.wording === asStated) expect(sentence.claims).not.toEqual([]);
      else expect(wording.paragraphs.has(sentence.wording), sentence.wording).toBe(true);
      expect(sentence.text).not.toMatch(/[{}]|undefined|null/);
    }
  });

  test('cannot be taken for a SOC 2 report when it is read back', () => {
    expect(() => parseReportDocument(JSON.parse(JSON.stringify(compose(facts))))).toThrow(/not a report document/);
  });

  test('does not exist for a Type I examination (R-TYP-02)', () => {
    expect(() => compose(golden('facts-type1-draft'))).toThrow(/R-TYP-02/);
  });

  test('a draft is neither signed nor dated', () => {
    const document = compose({ ...facts, report: { ...facts.report, draft: true, date: null } });
    expect(document.cover.ruler?.date).toBeNull();
    expect(document.sections[0]?.blocks.at(-1)).toMatchObject({ block: 'signature', name: null, date: null });
    expect(textOf(document.marks)).toContain('DRAFT');
  });
});

describe('a modified SOC 2 opinion forces the same modification (R-SO3-01)', () => {
  const opinionOf = (document: Soc3Document) => {
    const block = document.sections[0]?.blocks.find((each) => each.block === 'opinion');
    return block?.block === 'opinion' ? { heading: block.heading?.text, text: textOf(block.closing) } : null;
  };

  test.each<[OpinionKind, string, RegExp]>([
    ['qualified', 'Qualified opinion', /except for the matter .* were effective/],
    ['adverse', 'Adverse opinion', /because of the matter .* were not effective/],
    ['disclaimer', 'Disclaimer of opinion', /therefore express no opinion/],
  ])('%s', (kind, heading, words) => {
    const affected: Clause[] = kind === 'disclaimer' ? ['a', 'b', 'c'] : ['c'];
    const document = compose(withOpinion(qualified, { kind, affected }));
    expect(opinionOf(document)?.heading).toBe(heading);
    expect(opinionOf(document)?.text).toMatch(words);
    expect(opinionOf(document)?.text).not.toContain('fairly stated');
    expect(idsOf(document, 0)).toContain('S3-09');
    const said = textOf(document.sections[0]);
    if (kind === 'disclaimer') {
      expect(said).toContain('We were engaged to examine');
      expect(said).not.toContain('We believe that the evidence');
    } else expect(said).toContain(`as a basis for our ${kind} opinion`);
  });

  test('the basis names criterion and commitments, and the assertion states the exception before its last sentence', () => {
    const document = compose(qualified);
    const basis = textOf(document.sections[0]?.blocks.find((block) => 'id' in block && block.id === 'S3-09'));
    expect(basis).toMatch(/This did not operate effectively.*were therefore not effective.*by criterion CC6\.2/);
    expect(textOf(document.sections[1])).toMatch(
      /In one respect this was not so\. .* Except for this, on that basis we assert/,
    );
    expect(textOf(compose(facts).sections[1])).not.toContain('Except for');
  });

  test('several matters are spoken of as several', () => {
    const [matter] = qualified.opinion.basis;
    if (matter === undefined) throw new Error('The sample has a matter.');
    const document = compose(withOpinion(qualified, { basis: [matter, matter] }));
    expect(opinionOf(document)?.text).toContain('except for the matters described');
  });

  test('an organization examined with the inclusive method has no SOC 3 wording, and none is invented', () => {
    const subservices = facts.subservices.map((one) => ({
      ...one,
      method: 'inclusive' as const,
      csocs: [],
      assertion: { date: '2026-11-11', signatory: { name: 'P', title: 'T' }, basis: 'b', exceptions: [] },
    }));
    expect(() => compose({ ...facts, subservices })).toThrow(/No SOC 3 wording/);
  });

  test('where only the description is modified, no standing sentence holds and none is printed', () => {
    expect(() => compose(withOpinion(qualified, { affected: ['a'] }))).toThrow(/R-SO3-01/);
  });
});
