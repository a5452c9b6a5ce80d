import { expect, test } from 'vitest';
import { uuidV7 } from './uuid.ts';

test('an id has the form and the time of the example in RFC 9562, appendix A.6', () => {
  const random = Buffer.from('0cc398c4dc0c0c07398f', 'hex');
  expect(uuidV7(new Date('2022-02-22T19:22:22.000Z'), random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('an id made a millisecond later sorts later', () => {
  const high = new Uint8Array(10).fill(255);
  const low = new Uint8Array(10);
  expect(uuidV7(new Date(1_700_000_000_000), high) < uuidV7(new Date(1_700_000_000_001), low)).toBe(true);
});
