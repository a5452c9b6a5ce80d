import { expect, test } from 'vitest';
import type { Kind } from '../populations/index.ts';
import { declarationOf, declaredIn } from './declared.ts';

const kind: Kind = {
  id: 'change',
  title: 'Change',
  unit: 'one change',
  noun: 'changes',
  key: ['id'],
  time: 'merged_at',
  categories: [],
  fields: [],
  source: 'test',
  edition: '1',
  effectiveFrom: '2026-01-01',
};
const declare = (more: object = {}) =>
  declarationOf({
    code: 'BOT-001',
    state: 'in-force',
    effectiveFrom: '2026-01-01',
    effectiveTo: '2026-06-30',
    content: { title: 'Deployment bot', account: 'Deploy-Bot', kind: 'automation' },
    ...more,
  });
const record = { id: '1', author: 'ann', merged_by: 'deploy-bot', merged_at: '2026-03-04T05:06:07Z', reviews: [] };
const bot = { code: 'BOT-001', title: 'Deployment bot', kind: 'automation' };

test('a record that names a declared account is named as its, in whatever field it stands', () => {
  expect(declaredIn(record, kind, [declare()])).toEqual({ ...bot, covers: true });
  const reviewed = { ...record, merged_by: 'ann', reviews: [{ by: 'deploy-bot', state: 'approved' }] };
  expect(declaredIn(reviewed, kind, [declare()])).toEqual({ ...bot, covers: true });
});

test('part of a name is not the name', () => {
  expect(declaredIn({ ...record, merged_by: 'deploy-bot-2' }, kind, [declare()])).toBeNull();
  expect(declaredIn(record, kind, [declare({ content: { title: 'x', account: ' ', kind: 'automation' } })])).toBeNull();
});

test.each([
  ['before it was declared', '2025-12-31T23:59:59Z', false],
  ['on its first day', '2026-01-01T00:00:00Z', true],
  ['on its last day', '2026-06-30T23:59:59Z', true],
  ['after it ended', '2026-07-01T00:00:00Z', false],
  ['at a time nobody knows', null, null],
])('a record %s', (_, at, covers) => {
  expect(declaredIn({ ...record, merged_at: at }, kind, [declare()])?.covers).toBe(covers);
});

test('a draft declares nothing yet, and of two declarations the one in force then counts', () => {
  expect(declaredIn(record, kind, [declare({ state: 'draft' })])?.covers).toBe(false);
  const later = declare({ code: 'BOT-002', effectiveFrom: '2026-03-01', effectiveTo: null });
  const ended = declare({ effectiveTo: '2026-02-01' });
  expect(declaredIn(record, kind, [ended, later])?.code).toBe('BOT-002');
});
