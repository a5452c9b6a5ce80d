import { expect, test } from 'vitest';
import { Buckets } from './limits.ts';

const limit = { perSecond: 2, burst: 4 };

test('a burst is answered, then as many a second as the bucket fills', () => {
  const buckets = new Buckets();
  expect([1, 2, 3, 4].map(() => buckets.take('a', limit, 0))).toEqual([null, null, null, null]);
  expect(buckets.take('a', limit, 0)).toBe(1);
  expect(buckets.take('a', limit, 500)).toBe(null);
  expect(buckets.take('a', limit, 500)).toBe(1);
});

test('one does not empty the bucket of another', () => {
  const buckets = new Buckets();
  for (let i = 0; i < 10; i += 1) buckets.take('a', limit, 0);
  expect(buckets.take('b', limit, 0)).toBe(null);
});

test('a bucket never holds more than its burst, however long nobody asked', () => {
  const buckets = new Buckets();
  buckets.take('a', limit, 0);
  const taken = [1, 2, 3, 4, 5].map(() => buckets.take('a', limit, 1e9));
  expect(taken).toEqual([null, null, null, null, 1]);
});

test('a million addresses do not fill the memory', () => {
  const buckets = new Buckets();
  for (let i = 0; i < 200_000; i += 1) buckets.take(String(i), limit, 0);
  expect(buckets.size).toBeLessThanOrEqual(50_000);
});
