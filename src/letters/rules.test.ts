import { describe, expect, test } from 'vitest';
import { loadWording } from '../lifecycle/report/index.ts';
import { changesBetween } from './compare.ts';
import { nothingSaid, type Said } from './model.ts';
import { draftAssertion, draftRepresentations, openPoints } from './rules.ts';
import type { Known } from './scope.ts';
import { draftSubservices } from './subservices.ts';

const wording = loadWording();
const known: Known = { organization: 'Northline', records: [], approved: null, isChanged: false };
const say = (more: Partial<Said>): Said => ({ ...nothingSaid, ...more });
const sentences = (basis: string): string[] => openPoints(known, say({ basis })).map(({ sentence }) => sentence);
const drafted = (said: Said) => ({
  assertion: draftAssertion(known, said, wording),
  representations: draftRepresentations(known, said, wording),
  subservices: draftSubservices(known, said, wording),
});
const wordsOf = (said: Said): string => JSON.stringify(drafted(said));

describe('what the confirmations rest on', () => {
  test.each([
    'the tests of the service auditor',
    'the auditor’s tests of our controls',
    'our external audit',
    'the auditors report of last year',
  ])('is not the auditor’s work: %s', (basis) => {
    expect(sentences(basis)).toContain(
      'The confirmations rest on the auditor’s work; they must rest on management’s own.',
    );
  });

  test.each([
    'internal audit and our own monitoring',
    'the internal auditors’ work and self-tests of every control',
    'a yearly risk assessment',
  ])('may be management’s own: %s', (basis) => {
    expect(sentences(basis).filter((one) => one.includes('auditor'))).toEqual([]);
  });
});

describe('texts that people type', () => {
  test.each([
    '{organization} {t1: a|t2: b} {nobody}',
    '#include "x" #read("/etc/passwd") $x^2$ [a] \\ /* c */ *bold*',
    '<img src=x onerror=alert(1)> ${7*7} {{7*7}}',
    '$& $1 $` $$',
    'a\u202eb\u0000c 漢字 עברית \u{1F600}',
  ])('stand as they were typed: %s', (text) => {
    expect(
      draftAssertion(known, say({ basis: text }), wording).paragraphs.map((one) => one.text.join(' ')),
    ).toContainEqual(expect.stringContaining(text));
    const told = draftRepresentations(known, say({ fraud: text }), wording).paragraphs;
    expect(told.find((one) => one.id === 'REP-07')?.text.at(-1)).toBe(text);
  });

  test('take no paragraph of the standard away', () => {
    const own = say({ more: { assertion: ['Ours.'], representations: ['Ours too.'] } });
    const ids = (said: Said) =>
      [drafted(said).assertion, drafted(said).representations].flatMap(({ paragraphs }) =>
        paragraphs.map(({ id }) => id),
      );
    expect(ids(own).filter((id) => id !== 'own')).toEqual(ids(nothingSaid));
    expect(wordsOf(own)).toContain('Ours too.');
  });
});

describe('letters against letters', () => {
  test('say nothing where no word changed', () => {
    expect(changesBetween(drafted(nothingSaid), drafted(nothingSaid))).toEqual([]);
  });

  test('name the paragraph and the words that changed, and what was added', () => {
    const before = drafted(say({ basis: 'our own monitoring' }));
    const after = drafted(
      say({ basis: 'our own yearly monitoring', more: { assertion: ['Ours.'], representations: [] } }),
    );
    const changes = changesBetween(before, after);
    expect(changes.map(({ letter, id }) => `${letter} ${id}`)).toEqual(['assertion ASR-11', 'assertion own']);
    const added = changes[0]?.pieces.filter((one) => one.kind === 'new').map((one) => one.text.trim());
    expect(added).toEqual(['yearly']);
    expect(changes[1]?.pieces).toEqual([{ kind: 'new', text: 'Ours.' }]);
  });

  test('keep apart paragraphs that stand more than once', () => {
    const twice = (second: string) => drafted(say({ more: { assertion: ['One.', second], representations: [] } }));
    expect(changesBetween(twice('Two.'), twice('Three.')).map(({ id }) => id)).toEqual(['own 2']);
  });
});
