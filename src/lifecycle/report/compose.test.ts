import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { attachmentsOf } from './attachments.ts';
import { claimsOf, indispensable, isTestClaim, type ReportClaim, totalsOf } from './claims.ts';
import { test as testShape } from './claim-shapes.ts';
import { composeReport } from './compose.ts';
import { asStated, type Block, parseReportDocument, type ReportDocument, sentencesOf } from './document.ts';
import type { ControlFacts, OpinionFacts, ReportFacts, TestFacts } from './model.ts';
import { loadWording } from './wording.ts';

const wording = loadWording();
const golden = (name: string): ReportFacts =>
  JSON.parse(readFileSync(new URL(`../../../test/golden/northline/${name}.json`, import.meta.url), 'utf8'));
const facts = golden('facts');
const compose = (of: ReportFacts): ReportDocument => composeReport(claimsOf(of), wording);
const textOf = (value: unknown): string =>
  sentencesOf(value)
    .map(({ text }) => text)
    .join(' ');
const idsOf = (document: ReportDocument, section: number): string[] =>
  (document.sections[section]?.blocks ?? []).flatMap((block) =>
    'id' in block && typeof block.id === 'string' ? [block.id] : [],
  );
const blockOf = <T extends Block['block']>(document: ReportDocument, kind: T): Extract<Block, { block: T }>[] =>
  document.sections.flatMap(({ blocks }) =>
    blocks.filter((block): block is Extract<Block, { block: T }> => block.block === kind),
  );

/** The facts with one control's tests replaced. */
/** The control at a place; the sample has it. */
function controlAt(place: number): ControlFacts {
  const control = facts.controls[place];
  if (control === undefined) throw new Error(`The sample has no control ${place}.`);
  return control;
}

function withTest(change: Partial<TestFacts>, of: ReportFacts = facts, id = 'CHG-01.2'): ReportFacts {
  const controls = of.controls.map(
    (control): ControlFacts => ({
      ...control,
      tests: control.tests.map((each) => (each.id === id ? { ...each, ...change } : each)),
    }),
  );
  return { ...of, controls };
}
const opinion = (change: Partial<OpinionFacts>): ReportFacts => ({
  ...facts,
  opinion: { ...facts.opinion, ...change },
});
const rowOf = (document: ReportDocument, id: string) =>
  blockOf(document, 'criterion')
    .flatMap(({ controls }) => controls.flatMap(({ tests }) => tests))
    .find((row) => row.id.text === id);

describe.each(['facts', 'facts-qualified', 'facts-type1-draft'])('the report of %s', (name) => {
  const claims = claimsOf(golden(name));
  const whole = composeReport(claims, wording);

  test('loses the sentences of each claim that is taken away, or cannot be composed without it', () => {
    const named = (document: ReportDocument, id: string) =>
      sentencesOf(document).filter((sentence) => sentence.claims.includes(id));
    for (const claim of claims) {
      const without = claims.filter(({ id }) => id !== claim.id);
      const needed = indispensable.some((pattern) => pattern.test(claim.id));
      if (needed) {
        expect(() => composeReport(without, wording), claim.id).toThrow(Refusal);
        continue;
      }
      const document = composeReport(without, wording);
      expect(named(whole, claim.id), `${claim.id} is printed`).not.toEqual([]);
      expect(named(document, claim.id), `${claim.id} is gone`).toEqual([]);
      // nobody else keeps saying it either: words a person wrote are printed nowhere but from their claim
      const said = named(whole, claim.id).filter(
        (sentence) => sentence.wording === asStated && sentence.text.length > 40,
      );
      const left = new Set(sentencesOf(document).map(({ text }) => text));
      expect(
        said.filter(({ text }) => left.has(text)),
        claim.id,
      ).toEqual([]);
    }
  }, 120_000);

  test('prints nothing that does not come from the wording or from a claim', () => {
    const known = new Set(claims.map(({ id }) => id));
    for (const sentence of sentencesOf(whole)) {
      expect(sentence.claims.filter((id) => !known.has(id))).toEqual([]);
      if (sentence.wording === asStated) expect(sentence.claims, sentence.text).not.toEqual([]);
      else expect(wording.paragraphs.has(sentence.wording), sentence.wording).toBe(true);
      expect(sentence.text).not.toMatch(/[{}]|undefined|null/);
      expect(sentence.text.trim()).not.toBe('');
    }
  });

  test('does not depend on the order of the claims and survives being written and read', () => {
    expect(composeReport([...claims].reverse(), wording)).toEqual(whole);
    expect(parseReportDocument(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });
});

describe('tests and results', () => {
  test('a census of many prints "all", the count and the rate', () => {
    const row = rowOf(compose(facts), 'CHG-01.2');
    expect(row?.opening?.text).toBe('Reperformance, all 3,214, by program.');
    expect([row?.population?.text, row?.noun?.text, row?.tested?.text]).toEqual(['3,214', 'merged changes', 'all']);
    expect(row?.result?.text).toBe('3 deviations, 0.09 %');
  });

  test('a census of fewer than 20 prints no rate', () => {
    const change = {
      population: { id: null, count: 4, noun: 'reviews' },
      tested: 4,
      deviations: 1,
      extent: 'all',
    } as const;
    expect(rowOf(compose(withTest(change)), 'CHG-01.2')?.result?.text).toBe('1 of 4');
  });

  test('records outside the attribute stand beneath "all" and are left out of the rate', () => {
    const row = rowOf(compose(withTest({ notApplicable: 214 })), 'CHG-01.2');
    expect(row?.beneath.map(({ text }) => text)).toEqual(['214 not due']);
    expect(row?.result?.text).toBe('3 deviations, 0.10 %');
  });

  test('"all" is not printed when records could not be used (R-POP-07)', () => {
    const row = rowOf(compose(withTest({ unusable: 6, tested: 3208 })), 'CHG-01.2');
    expect(row?.tested?.text).toBe('3,208 of 3,214');
    expect(row?.beneath[0]?.text).toBe('3,208 of 3,214 merged changes tested; 6 could not be read');
    expect(row?.opening?.text).toBe('Reperformance, 3,208 of 3,214, by program.');
    expect(row?.result?.text).toBe('3 deviations in 3,208');
  });

  test('a sample prints no rate, and an extension is told in the extent', () => {
    const row = rowOf(compose(facts), 'LOG-02.2');
    expect(row?.opening?.text).toBe(
      'Inspection, sample of 44 from 2,906: 25, then 19 more from the same random sequence.',
    );
    expect([row?.tested?.text, row?.beneath[0]?.text]).toEqual(['44', 'sample']);
    expect(row?.result?.text).toBe('1 deviation in 44');
  });

  test('a control for which nothing occurred did not operate', () => {
    const row = rowOf(compose(facts), 'IR-03.2');
    expect([row?.population?.text, row?.tested?.text, row?.outcome]).toEqual(['0', '–', 'not-operated']);
    expect(row?.result?.text).toContain('Did not operate.');
  });

  test('no confidence, tolerable rate or upper limit is printed', () => {
    expect(textOf(compose(facts))).not.toMatch(/confidence|tolerable|upper limit/i);
  });

  test('deviations are numbered in order of print and listed at the front', () => {
    const document = compose(golden('facts-qualified'));
    const printed = blockOf(document, 'criterion').flatMap(({ controls }) =>
      controls.flatMap(({ tests }) => tests.flatMap(({ deviations }) => deviations.map(({ label }) => label.text))),
    );
    expect(printed).toEqual([1, 2, 3, 4, 5].map((n) => `D-${n}, what was found.`));
    expect(blockOf(document, 'deviation-list')[0]?.rows.map(({ number }) => number.text)).toEqual([
      'D-1',
      'D-2',
      'D-3',
      'D-4',
      'D-5',
    ]);
  });

  test('two conditions of one test are two deviations', () => {
    const condition = { id: 'C-9', fact: 'Another fact.', extent: '1 of 3,214.', response: null };
    const test2 = facts.controls.flatMap(({ tests }) => tests).find(({ id }) => id === 'CHG-01.2');
    const row = rowOf(compose(withTest({ conditions: [...(test2?.conditions ?? []), condition] })), 'CHG-01.2');
    expect(row?.deviations.map(({ response }) => response.text.slice(0, 15))).toEqual([
      'We agree. The t',
      'None was given.',
    ]);
  });

  test('the totals are the tests added up', () => {
    const claims = claimsOf(facts);
    const values = claims.filter(isTestClaim).map(({ value }) => testShape.parse(value));
    expect(totalsOf(values)).toEqual({ tests: 41, clean: 36, deviating: 4, silent: 1 });
    expect(claims.find(({ id }) => id === 'total.clean')?.value).toBe(36);
    expect(blockOf(compose(facts), 'figures')[0]?.figures.map(({ count }) => count.text)).toEqual([
      '13',
      '18',
      '41',
      '36',
      '4',
      '1',
    ]);
  });

  test('a firm may print counts only where deviations were found', () => {
    const document = compose({ ...facts, report: { ...facts.report, printCounts: false } });
    expect(rowOf(document, 'CHG-01.3')).toMatchObject({
      population: null,
      opening: { text: 'Inspection, all items, by program.' },
    });
    expect(rowOf(document, 'CHG-01.2')?.population?.text).toBe('3,214');
    expect(textOf(document.sections[0])).not.toContain('For each test the section states');
  });

  test('a draft counts open items as deviations and says so', () => {
    const draft = { ...facts, report: { ...facts.report, draft: true, date: null } };
    const document = compose(withTest({ open: 2, outcome: 'deviations' }, draft));
    expect(rowOf(document, 'CHG-01.2')?.result?.text).toBe('5 deviations, 0.16 %');
    expect(textOf(blockOf(document, 'deviation-list')[0]?.before)).toBe(
      'This draft counts 2 items that are still to be resolved as deviations.',
    );
  });

  test('the matrix says where a control is set out, and above 40 controls there is one a series', () => {
    const matrix = blockOf(compose(facts), 'matrix');
    expect(matrix).toHaveLength(1);
    const row = matrix[0]?.rows.find(({ criterion }) => criterion.text === 'CC6.3');
    const cell = (id: string) => row?.cells[matrix[0]?.controls.findIndex(({ text }) => text === id) ?? -1];
    expect([cell('IAM-04'), cell('IAM-01'), cell('HR-01')]).toEqual(['met', 'see', 'none']);
    const many = Array.from(
      { length: 41 },
      (_, i): ControlFacts => ({
        ...controlAt(0),
        id: `X-${i}`,
        tests: [],
        criteria: ['CC1.4'],
      }),
    );
    const series = blockOf(compose({ ...facts, controls: [...facts.controls, ...many] }), 'matrix');
    expect(series.map(({ heading }) => heading.text)).toEqual(
      ['CC1', 'CC3', 'CC6', 'CC7', 'CC8', 'CC9', 'A1'].map((id) => `Criteria and controls, ${id}`),
    );
    expect(series[1]?.controls.map(({ text }) => text)).toEqual(['RSK-02']);
  });

  test('a control is set out once and named under the other criteria it serves (R-RPT-02)', () => {
    const block = blockOf(compose(facts), 'criterion').find(({ id }) => id.text === 'CC6.3');
    expect(block?.controls.map(({ id }) => id.text)).toEqual(['IAM-04']);
    expect(block?.also?.text).toBe('Also served by IAM-10 (set out under CC6.1) and IAM-01 (set out under CC6.2).');
  });

  test('"met" is never printed, "Criterion not met" is', () => {
    const marks = blockOf(compose(golden('facts-qualified')), 'criterion').filter(({ notMet }) => notMet !== null);
    expect(marks.map(({ id, notMet }) => [id.text, notMet?.text])).toEqual([['CC6.2', 'Criterion not met']]);
  });
});

describe('the opinion', () => {
  const matter = {
    wording: 'SAR-16.limitation',
    variables: {
      evidence: 'the access log',
      subject: 'the gateway',
      reason: 'it was lost',
      alternatives: '',
      matter: 'CC6.2 was met',
    },
  };
  const leads = (document: ReportDocument) =>
    blockOf(document, 'opinion')[0]?.groups.map(({ lead, clauses }) => [
      lead?.text,
      clauses.map(({ letter, text }) => [letter, text.length]),
    ]);

  test('qualified: only the affected clauses carry the exception', () => {
    const document = compose(opinion({ kind: 'qualified', affected: ['a', 'c'], basis: [matter, matter] }));
    expect(leads(document)).toEqual([
      [
        'In our opinion, in all material respects,',
        [
          ['a', 2],
          ['b', 1],
          ['c', 2],
        ],
      ],
    ]);
    expect(textOf(blockOf(document, 'opinion')[0])).toContain(
      'except for the matters described under “Basis for qualified opinion”,',
    );
  });

  test('adverse: the affected clauses say the opposite, the others keep their own result', () => {
    const document = compose(opinion({ kind: 'adverse', affected: ['b', 'c'], exceptFor: ['a'], basis: [matter] }));
    const [first, second] = blockOf(document, 'opinion')[0]?.groups ?? [];
    expect(first?.lead?.text).toBe(
      'In our opinion, because of the matter described under “Basis for adverse opinion”,',
    );
    expect(textOf(first?.clauses)).toMatch(
      /were not, in all material respects, suitably designed .*; and the controls .* did not, .*\.$/,
    );
    expect(textOf(second?.clauses)).toMatch(/^except for the matter .* the description shows .*\.$/);
    expect(textOf(document.sections[0])).toContain('as a basis for our adverse opinion');
  });

  test('disclaimer: no opinion on any subject matter, no clauses, no pointer to Section IV', () => {
    const document = compose(opinion({ kind: 'disclaimer', affected: ['a', 'b', 'c'], basis: [matter] }));
    const block = blockOf(document, 'opinion')[0];
    expect(block?.groups).toEqual([]);
    expect(textOf(block?.closing)).toMatch(
      /We therefore express no opinion .*, nor on their operating effectiveness\.$/,
    );
    expect(textOf(document.sections[0])).toContain('We were engaged to examine');
    expect(textOf(document.sections[0])).not.toMatch(/listed in Section IV|sufficient and appropriate as a basis/);
    expect(idsOf(document, 0)).not.toContain('SAR-15');
  });

  test('an empty variable leaves its sentence out, and what people wrote ends with one full stop', () => {
    const basis = textOf(
      compose(opinion({ kind: 'qualified', affected: ['c'], basis: [matter] })).sections[0]?.blocks.find(
        (block) => 'id' in block && block.id === 'SAR-16',
      ),
    );
    expect(basis).toBe(
      'Basis for qualified opinion We could not obtain the access log for the gateway, because it was lost. We were therefore unable to determine whether CC6.2 was met.',
    );
  });

  test('an unmodified opinion with emphasis says that it is not modified for it', () => {
    const document = compose(opinion({ emphasis: [{ place: 'Section III', matter: 'a migration is described' }] }));
    expect(idsOf(document, 0)).toContain('SAR-18');
    expect(textOf(document.sections[0])).toContain(
      'We draw attention to Section III of the description, where a migration is described. Our opinion is not modified for this matter.',
    );
  });

  test('without complementary controls the clause is left out, with one kind it names that kind', () => {
    const bare = compose({ ...facts, subservices: [], description: { ...facts.description, cuecs: [] } });
    expect(textOf(blockOf(bare, 'opinion')[0])).not.toContain('complementary');
    const users = compose({ ...facts, subservices: [] });
    expect(textOf(blockOf(users, 'opinion')[0])).toContain('if user entities applied');
    expect(textOf(blockOf(users, 'opinion')[0])).not.toContain('subservice organizations');
  });
});

describe('what may not look final', () => {
  test('a specimen carries its words on every page and no signature of the firm (R-RPT-14)', () => {
    const document = compose(facts);
    expect(document.marks.map(({ text }) => text)).toEqual(['SPECIMEN: not issued by a licensed firm']);
    expect(blockOf(document, 'signature')[0]?.name).toBeNull();
    expect(textOf(blockOf(document, 'signature')[0])).toContain('Specimen: not signed by a firm');
  });

  test('a draft carries no signature and no date (R-RPT-10)', () => {
    const document = compose(golden('facts-type1-draft'));
    expect(document.marks.map(({ text }) => text)).toContain('DRAFT – not for distribution');
    expect(blockOf(document, 'signature').map(({ name, date }) => [name, date])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('an issued report is signed by the firm, never by a person, and bears no mark', () => {
    const document = compose({ ...facts, specimen: false });
    expect(document.marks).toEqual([]);
    expect(blockOf(document, 'signature')[0]?.name?.text).toBe('Harbor & Vale CPAs');
  });

  test('no currency is printed (R-DAT-02), and the proof page says whose it is', () => {
    const document = compose(facts);
    expect(textOf(document)).not.toMatch(/current until|twelve months/i);
    expect(document.proof.label[0]?.text).toBe('Not part of the service auditor’s report.');
    expect(textOf(document.proof.keys)).toContain('recorded by the installation for Northline');
  });

  test('the page on checking names roles in words, and no signature of a person behind the keys of ledger and seal', () => {
    const key = (role: string, name: string) =>
      ({ role, name, fingerprint: '9c41 e0d7', custody: 'installation' }) as const;
    const keys = [
      key('ledger', 'example/log'),
      key('seal', 'Seal'),
      key('engagement-partner', 'R. Alder'),
      key('X', 'Y'),
    ];
    const rows = compose({ ...facts, keys }).proof.keys.rows;
    expect(rows.map(({ role, name }) => `${role.text}: ${name?.text}`)).toEqual([
      'Ledger: example/log',
      'Seal of the file: Seal',
      'Firm, engagement partner: recorded by the installation for R. Alder',
      'X: recorded by the installation for Y',
    ]);
  });
});

describe('a Type I report', () => {
  const document = compose(golden('facts-type1-draft'));
  test('speaks as of a date, has two clauses and lists no tests, figures, populations or matrix', () => {
    expect(textOf(document.sections[0])).toContain('as of 30 September 2026');
    expect(idsOf(document, 0)).toContain('SAR-13');
    expect(blockOf(document, 'opinion').map(({ groups }) => groups[0]?.clauses.length)).toEqual([2, 2]);
    for (const kind of ['figures', 'deviation-list', 'matrix'] as const) expect(blockOf(document, kind)).toEqual([]);
    expect(idsOf(document, 2)).not.toContain('DC9');
    expect(document.cover.ruler).toBeNull();
  });
});

describe('facts that may not be printed', () => {
  const refused = (of: ReportFacts): string => {
    try {
      claimsOf(of);
    } catch (error) {
      if (error instanceof Refusal) return error.problems.map(({ sentence }) => sentence).join(' ');
      throw error;
    }
    return '';
  };
  test('are refused all at once, each with its sentence', () => {
    const said = refused({
      ...withTest({ tested: 9999, open: 1 }),
      controls: [...withTest({ tested: 9999, open: 1 }).controls, controlAt(0)],
    });
    expect(said).toContain('CHG-01.2: more tested than there are.');
    expect(said).toContain('CHG-01.2: items are still to be resolved.');
    expect(said).toContain('The control HR-01 stands twice.');
  });
  test('inquiry alone (R-RPT-07), a modified opinion without basis (R-OPN-01), Type I with tests', () => {
    const control = controlAt(facts.controls.findIndex(({ id }) => id === 'VEN-05'));
    const inquiry = { ...control, tests: control.tests.map((each) => ({ ...each, nature: 'inquiry' as const })) };
    expect(
      refused({ ...facts, controls: facts.controls.map((each) => (each.id === 'VEN-05' ? inquiry : each)) }),
    ).toContain('Inquiry is the only test of VEN-05.');
    expect(refused(opinion({ kind: 'adverse', affected: ['c'] }))).toContain(
      'A modified opinion has a basis paragraph',
    );
    expect(refused({ ...facts, report: { ...facts.report, type: 'type1' } })).toContain(
      'A Type I report lists no tests of operation',
    );
  });
  test('words that call it a certification (R-RPT-13)', () => {
    expect(
      refused({ ...facts, otherInformation: [{ heading: 'News', text: 'We are SOC 2 Type II certified.' }] }),
    ).toContain('attestation');
    expect(refused({ ...facts, otherInformation: [{ heading: 'News', text: 'We are ISO 27001 certified.' }] })).toBe(
      '',
    );
  });
  test('names that are empty', () => {
    expect(refused({ ...facts, organization: { ...facts.organization, name: ' ' } })).toBe(
      'organization.name is empty.',
    );
  });
  test('texts without end', () => {
    expect(refused({ ...facts, organization: { ...facts.organization, name: 'N'.repeat(5000) } })).toContain(
      'organization.name is longer than',
    );
  });
});

test('the attachments hold the guide for programs and the user entity controls, formulas escaped (R-RPT-17)', () => {
  const cuecs = [{ id: 'CU-1', text: '=HYPERLINK("x")', criteria: ['CC6.1'] }];
  const claims: readonly ReportClaim[] = claimsOf({ ...facts, description: { ...facts.description, cuecs } });
  const [summary, table] = attachmentsOf(claims).map(({ bytes }) => Buffer.from(bytes).toString());
  expect(JSON.parse(summary ?? '')).toMatchObject({
    opinion: { kind: 'unmodified' },
    exceptions: [{ number: 'D-1', test: 'IAM-02.1' }, {}, {}, {}],
  });
  expect(table).toBe('id,control,criteria\r\nCU-1,"\'=HYPERLINK(""x"")",CC6.1\r\n');
});

describe('the table of populations', () => {
  const populationTables = (change: Partial<ReportFacts['populations'][number]>) => {
    const [first, second, ...rest] = facts.populations;
    if (first === undefined || second === undefined) throw new Error('The sample has two populations.');
    return blockOf(compose({ ...facts, populations: [{ ...first, ...change }, second, ...rest] }), 'table').filter(
      ({ kind }) => kind.startsWith('population'),
    );
  };
  const shortOf = (change: Partial<ReportFacts['populations'][number]>): string =>
    textOf(populationTables({ check: '', ...change })[0]?.rows[0]?.cells.at(-1));
  const procedures = (...ids: string[]) => ids.map((id) => ({ id, text: `Told of ${id}.` }));

  test('prints the short words of the firm, and no second table where it told no procedures', () => {
    const tables = populationTables({});
    expect(tables.map(({ kind }) => kind)).toEqual(['populations']);
    expect(textOf(tables[0]?.rows[0]?.cells.at(-1))).toBe('Agreed to payroll, month by month: 58 of 58');
  });

  test('tells the procedures in full beneath it, each after the word for its kind', () => {
    const tables = populationTables({ procedures: procedures('IPE-01', 'IPE-03') });
    expect(tables.map(({ kind }) => kind)).toEqual(['populations', 'population-procedures']);
    expect(tables[1]?.rows).toHaveLength(1);
    expect(textOf(tables[1]?.rows[0]?.cells.at(-1))).toBe('Logic. Told of IPE-01. Independent source. Told of IPE-03.');
  });

  test('says shortly which procedures there were when the firm wrote no short words', () => {
    expect(shortOf({ procedures: procedures('IPE-01', 'IPE-03') })).toBe(
      'Count and totals agreed to an independent source',
    );
    expect(shortOf({ procedures: procedures('IPE-02', 'IPE-04', 'IPE-05') })).toBe(
      'Items traced from source to list and back',
    );
    expect(shortOf({ procedures: procedures('IPE-01', 'IPE-04', 'IPE-09') })).toBe('Query returned none; corroborated');
    expect(shortOf({ agreed: { with: 'P-02', matched: 41, of: 41 }, procedures: procedures('IPE-03') })).toBe(
      'Agreed to leavers: 41 of 41',
    );
    expect(shortOf({})).toBe('');
  });

  test('never says that something was traced which was told not to apply', () => {
    const told = [
      { id: 'IPE-04', text: 'Traced five items.' },
      { id: 'IPE-05', text: 'Not applicable to this list.' },
    ];
    expect(shortOf({ procedures: told })).toBe('Items traced from source to list');
  });
});
