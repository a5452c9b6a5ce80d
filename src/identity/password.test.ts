import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('a password is known again, and another is not', async () => {
  const stored = await hashPassword('correct horse battery');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await verifyPassword('correct horse battery', stored)).toBe(true);
  expect(await verifyPassword('correct horse batterx', stored)).toBe(false);
  expect(await hashPassword('correct horse battery')).not.toBe(stored);
});

test('a hash made by the reference implementation is understood', async () => {
  // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32 -e
  const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verifyPassword('password', stored)).toBe(true);
  expect(await verifyPassword('passwore', stored)).toBe(false);
});

test('composed and decomposed characters are the same password', async () => {
  const stored = await hashPassword('Zürich am See');
  expect(await verifyPassword('Zu\u0308rich am See', stored)).toBe(true);
});

test('nobody’s password takes the same work and is never right', async () => {
  const stored = await hashPassword('correct horse battery');
  const time = async (work: () => Promise<unknown>) => {
    const runs = [];
    for (let i = 0; i < 9; i += 1) {
      const start = performance.now();
      await work();
      runs.push(performance.now() - start);
    }
    return runs.toSorted((a, b) => a - b)[4] ?? 0;
  };
  expect(await verifyPassword('', null)).toBe(false);
  const nobody = await time(() => verifyPassword('correct horse battery', null));
  const somebody = await time(() => verifyPassword('wrong horse battery', stored));
  expect(nobody / somebody).toBeGreaterThan(0.5);
  expect(nobody / somebody).toBeLessThan(2);
});
