import { expect, test } from 'vitest';
import { base32, codeAt, matchingStep, stepAt, totpUri } from './totp.ts';

const seed = (length: number) => Buffer.from('1234567890'.repeat(7)).subarray(0, length);

// RFC 6238 appendix B: time, then the codes by SHA-1, SHA-256 and SHA-512.
test.each([
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
])('the codes at second %i are those of RFC 6238', (second, sha1, sha256, sha512) => {
  const step = stepAt(new Date(second * 1000).toISOString());
  expect(codeAt(seed(20), step, 8)).toBe(sha1);
  expect(codeAt(seed(32), step, 8, 'sha256')).toBe(sha256);
  expect(codeAt(seed(64), step, 8, 'sha512')).toBe(sha512);
});

// RFC 4226 appendix D.
test('the first ten codes are those of RFC 4226', () => {
  expect(Array.from({ length: 10 }, (_, step) => codeAt(seed(20), step))).toEqual([
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ]);
});

test('a code is good a step early and a step late, and once', () => {
  const now = '2026-11-23T10:00:00Z';
  const step = stepAt(now);
  const at = (offset: number) => codeAt(seed(20), step + offset);
  expect([-2, -1, 0, 1, 2].map((offset) => matchingStep(seed(20), at(offset), now, null))).toEqual([
    null,
    step - 1,
    step,
    step + 1,
    null,
  ]);
  expect(matchingStep(seed(20), at(0), now, step)).toBeNull();
  expect(matchingStep(seed(20), at(-1), now, step)).toBeNull();
  expect(matchingStep(seed(20), at(1), now, step)).toBe(step + 1);
  for (const odd of ['', '12345', '1234567', 'abcdef', '１２３４５６']) {
    expect(matchingStep(seed(20), odd, now, null)).toBeNull();
  }
});

// RFC 4648 section 10, without padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j is %j in base32', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('what an application scans names the installation and the account', () => {
  expect(totpUri(seed(20), 'rosa@alderbrook.example', 'Tick mark')).toBe(
    'otpauth://totp/Tick%20mark:rosa%40alderbrook.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tick%20mark&algorithm=SHA1&digits=6&period=30',
  );
});
