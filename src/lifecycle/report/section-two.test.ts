import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { claimsOf } from './claims.ts';
import { composeReport } from './compose.ts';
import { type Block, sentencesOf } from './document.ts';
import type { ReportFacts } from './model.ts';
import { loadWording } from './wording.ts';

const wording = loadWording();
const facts: ReportFacts = JSON.parse(
  readFileSync(new URL('../../../test/golden/northline/facts.json', import.meta.url), 'utf8'),
);
const textOf = (value: unknown): string =>
  sentencesOf(value)
    .map(({ text }) => text)
    .join(' ');

/** What the facts are refused for, in words; empty when they are not. */
function refused(of: ReportFacts): string {
  try {
    claimsOf(of);
    return '';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.problems.map(({ sentence }) => sentence).join(' ');
  }
}

describe('an inclusive subservice organization', () => {
  const assertion = {
    date: '2026-11-11',
    signatory: { name: 'P. Rowan', title: 'Managing Director' },
    basis: 'a yearly evaluation of our controls',
    exceptions: [] as string[],
  };
  const inclusive = (change: Partial<typeof assertion> = {}): ReportFacts => ({
    ...facts,
    subservices: facts.subservices.map((one) => ({
      ...one,
      method: 'inclusive' as const,
      csocs: [],
      assertion: { ...assertion, ...change },
    })),
    controls: facts.controls.map((control) =>
      control.id === 'AVL-03' ? { ...control, organization: facts.subservices[0]?.name ?? null } : control,
    ),
  });
  const sectionTwo = (of: ReportFacts) => composeReport(claimsOf(of), wording).sections[1];
  const name = facts.subservices[0]?.name ?? '';

  test('gives an assertion of its own after that of management, with its own basis, limits and signature (20.4)', () => {
    const blocks = sectionTwo(inclusive())?.blocks ?? [];
    const ids = blocks.map((block: Block) => ('id' in block && typeof block.id === 'string' ? block.id : block.block));
    const first = ids.indexOf('signature');
    expect(ids.slice(first)).toEqual(['signature', 'ASI-00', 'ASI-01', 'ASI-03', 'ASI-04', 'ASR-12', 'signature']);
    const text = textOf(blocks.slice(first + 1));
    expect(text).toContain(`Assertion of the management of ${name}`);
    expect(text).toContain('the controls attributed to us operated effectively throughout the period');
    expect(text).toContain('a yearly evaluation of our controls');
    expect(text).toContain('P. Rowan Managing Director');
    expect(text).toContain('11 November 2026');
    expect(text).toContain('Recorded by the installation for P. Rowan');
  });

  test('states its own exception before its confirmations', () => {
    const blocks = sectionTwo(inclusive({ exceptions: ['One backup of a Sunday was not repeated.'] }))?.blocks ?? [];
    expect(textOf(blocks)).toMatch(/One backup of a Sunday was not repeated\. What we confirm Except as stated above/);
  });

  test('has its controls marked with its name in Section IV', () => {
    const document = composeReport(claimsOf(inclusive()), wording);
    expect(textOf(document.sections[3])).toContain(`${name}: `);
    expect(textOf(document.sections[3])).not.toContain('Assumed at');
  });

  test('is not printed without its assertion, and a carved-out one never with it (R-SCO-07)', () => {
    const bare = facts.subservices.map((one) => ({ ...one, method: 'inclusive' as const, csocs: [] }));
    expect(refused({ ...facts, subservices: bare })).toContain('no assertion of its own');
    const both = facts.subservices.map((one) => ({ ...one, assertion }));
    expect(refused({ ...facts, subservices: both })).toContain('is carved out');
  });
});
