import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadStandards, readTable } from '../criteria/index.ts';
import { dataFolder } from '../data-folder.ts';
import { controlWordingSchema, type WrittenControl } from './model.ts';
import { openOf, passagesOf, readControl } from './rules.ts';

const words = readTable(join(dataFolder, 'control-wording.yaml'), controlWordingSchema);
const control = (statement: string, more: Partial<WrittenControl> = {}): WrittenControl => ({
  code: 'IAM-99',
  statement,
  exceptionPath: null,
  type: 'preventive',
  criteria: ['CC6.1'],
  ...more,
});
const outcome = (id: string, one: WrittenControl, others: readonly WrittenControl[] = []) =>
  readControl(one, others, [], words).find((reading) => reading.id === id);

describe('the exception path', () => {
  test('holds where the statement says what lets something pass, who allows it and until when', () => {
    const said = 'The company blocks releases on critical findings unless an override was approved before the release.';
    expect(outcome('exception-path', control(said))?.outcome).toBe('holds');
  });
  test('is looked at where nobody allows it, and what is missing is named', () => {
    const said = outcome(
      'exception-path',
      control('The company does not use customer data in test unless it is masked.'),
    );
    expect(said?.outcome).toBe('look');
    expect(said?.sentence).toContain('who allows it and by when, or until when');
  });
  test('is looked at where it stands beside the statement, for the statement is what is tested', () => {
    const said = outcome(
      'exception-path',
      control('The company reviews each change.', { exceptionPath: 'By the lead.' }),
    );
    expect(said?.sentence).toContain('beside the statement and not in it');
  });
  test('is looked at where the statement promises every time and names none', () => {
    const said = outcome('exception-path', control('The company reviews each change.'));
    expect(said?.sentence).toContain('promises “each”');
  });
});

describe('the detective half', () => {
  test('holds where a preventive control also looks for what passed', () => {
    const said = 'The company forbids direct changes and compares deployments with approvals every week.';
    expect(outcome('detective-half', control(said))?.outcome).toBe('holds');
  });
  test('is looked at where nothing looks for what passed, and detective controls of the same criteria are named', () => {
    const prevents = control('The company forbids shared accounts.');
    expect(outcome('detective-half', prevents)?.sentence).toContain('nothing looks for what passed it');
    const finds = control('The company reviews all accounts.', { code: 'IAM-04', type: 'detective' });
    expect(outcome('detective-half', prevents, [finds])?.sentence).toContain('IAM-04');
    const elsewhere = { ...finds, criteria: ['A1.2'] };
    expect(outcome('detective-half', prevents, [elsewhere])?.sentence).toContain('nothing looks');
  });
  test('of a detective control is what follows from what it finds', () => {
    const finds = { type: 'detective' };
    expect(outcome('detective-half', control('The company watches sessions.', finds))?.outcome).toBe('look');
    expect(
      outcome('detective-half', control('The company finds drift and resolves it in a week.', finds))?.outcome,
    ).toBe('holds');
  });
});

test('vague words are pointed at, and a statement without them is not spoken of', () => {
  expect(outcome('words', control('Access is removed in a timely manner.'))?.sentence).toContain('“timely”');
  expect(outcome('words', control('Access is removed within one day.'))).toBeUndefined();
});

test('an attribute that quotes words the statement does not say is named (R-TST-11)', () => {
  const said = control('The company disables access within two days.');
  const quoting = (quotes: string) => [{ procedure: 'p', attribute: 'A', quotes }];
  const of = (quotes: string) => readControl(said, [], quoting(quotes), words).find(({ id }) => id === 'tested-words');
  expect(of('disables access\n within two days')?.outcome).toBe('holds');
  expect(of('within one day')?.sentence).toContain('Attribute A of p');
});

test('the words that no attribute tests are told from those that one does, and no word is lost', () => {
  const statement = 'The company disables  access within one day\nand allows no use after that.';
  const passages = passagesOf(statement, ['disables access within one day', 'no use after that', 'never said']);
  expect(passages).toEqual([
    { text: 'The company ', tested: false },
    { text: 'disables access within one day', tested: true },
    { text: ' and allows ', tested: false },
    { text: 'no use after that', tested: true },
    { text: '.', tested: false },
  ]);
  expect(passagesOf('', ['x'])).toEqual([]);
  expect(passagesOf('İ is long', ['is'])).toEqual([{ text: 'İ is long', tested: false }]);
});

test('what a declaration of an account leaves open is said, and a whole one leaves nothing', () => {
  const account = {
    code: 'BOT-001',
    title: 'Emergency administrator',
    account: 'break-glass-1',
    kind: 'emergency' as const,
    system: 'Production',
    ownerId: '7f6e',
    from: '2026-01-01',
    to: null,
    controls: ['IAM-10'],
  };
  expect(openOf(account, 'Security reads each session.', '2026-05-01')).toEqual([]);
  const bare = openOf({ ...account, ownerId: null, from: null, to: '2026-02-01', controls: [] }, null, '2026-05-01');
  expect(bare).toHaveLength(5);
});

test('every statement of the library is read without a fault, and the two answers are both given', () => {
  const { controls } = loadStandards(dataFolder);
  const all = controls.map((one): WrittenControl => ({ ...one, code: one.id, exceptionPath: null }));
  const paths = all.map((one) => outcome('exception-path', one, all)?.outcome);
  expect(new Set(paths)).toEqual(new Set(['holds', 'look']));
});
