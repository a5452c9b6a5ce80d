import { expect, test } from 'vitest';
import { kinds } from './model.ts';
import { refuseMore } from './rules.ts';

test('of messages a thread takes a thousand, and of answers fifteen hundred', () => {
  expect(refuseMore('message', 999, 5_000)).toBeNull();
  expect(refuseMore('message', 1_000, 5_000)).toMatch(/no more of this/);
  expect(refuseMore('answer', 1_499, 5_000)).toBeNull();
  expect(refuseMore('answer', 1_500, 5_000)).toMatch(/no more of this/);
});

test('what brings a thread to an end has room when messages have none any more', () => {
  for (const kind of ['acceptance', 'return', 'withdrawal', 'closing', 'acknowledgement', 'signature'] as const) {
    expect(refuseMore(kind, 1_999, 19_999)).toBeNull();
  }
  expect(refuseMore('message', 0, 15_000)).toMatch(/in this engagement/);
});

test('past twenty thousand an engagement takes nothing', () => {
  for (const kind of kinds) expect(refuseMore(kind, 0, 20_000)).toMatch(/20,000/);
});
