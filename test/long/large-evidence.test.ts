import { expect, test } from 'vitest';
import { largestItem } from '../../src/evidence/organization-model.ts';
import { sendLarge } from '../large-evidence.ts';

test('the largest item, 5 GiB, is sent, looked through and read within 250 MB of additional memory', async () => {
  const { status, sent, recorded, read, growthBytes, seconds } = await sendLarge(largestItem);
  console.log(JSON.stringify({ growthBytes, seconds }));
  expect([status, recorded.size, recorded.sha256, read]).toEqual([201, largestItem, sent, sent]);
  expect(growthBytes).toBeLessThan(250_000_000);
});
