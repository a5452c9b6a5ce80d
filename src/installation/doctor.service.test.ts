import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHostileHouse } from '../../test/hostile-house.ts';
import { addMember, addRisk, settingsOf, started, temporaryFolder } from '../../test/installed.ts';
import { startS3 } from '../../test/s3-server.ts';
import { examineInstallation } from './doctor.ts';
import type { Settings } from './environment.ts';

async function wrongs(settings: Settings): Promise<Record<string, string>> {
  const findings = await examineInstallation(settings);
  return Object.fromEntries(findings.filter(({ ok }) => !ok).map(({ name, says }) => [name, says]));
}

test('nothing is wrong before the first start, while it runs, and after it', async () => {
  const data = await temporaryFolder();
  expect(await wrongs(settingsOf(data))).toEqual({});
  const running = await started(data);
  await addRisk(running, await addMember(data), 'One');
  await expect.poll(async () => readdir(join(data, 'logs')).catch(() => []), { timeout: 15_000 }).toHaveLength(1);
  expect(await wrongs(settingsOf(data))).toEqual({});
  await running.close();
  expect(await wrongs(settingsOf(data))).toEqual({});
});

test('keys and folders open to others, a lost key, a log behind its checkpoint: each is told with what to do', async () => {
  const data = await temporaryFolder();
  const running = await started(data);
  await addRisk(running, await addMember(data), 'One');
  await expect.poll(async () => readdir(join(data, 'logs')).catch(() => []), { timeout: 15_000 }).toHaveLength(1);
  await running.close();
  await chmod(data, 0o755);
  await chmod(join(data, 'keys', 'identity.key'), 0o644);
  await rm(join(data, 'logs'), { recursive: true });
  const told = await wrongs(settingsOf(data));
  expect(told['data directory']).toMatch(/may be entered by others: set its mode to 0700\.$/);
  expect(told['keys']).toMatch(/identity\.key may be read by others: set its mode to 0600\.$/);
  expect(told['logs']).toMatch(/has no checkpoint in its folder\. .* restore both from one backup\.$/);
  await chmod(join(data, 'keys', 'identity.key'), 0o600);
  await rm(join(data, 'keys', 'recorder.key'));
  expect((await wrongs(settingsOf(data)))['keys']).toMatch(/^Missing: .*recorder\.key\. Put them back/);
  await writeFile(join(data, 'keys', 'recorder.key'), 'x', { mode: 0o600 });
  expect((await wrongs(settingsOf(data)))['keys']).toMatch(/is damaged: put it back/);
});

test('single sign-on that is set is asked, and told where it does not answer or is somebody else', async () => {
  const house = await openHostileHouse();
  const settings = settingsOf(await temporaryFolder());
  const oidc = { place: house.place, factors: { amr: ['mfa'], acr: [] } };
  const findings = await examineInstallation({ ...settings, oidc });
  expect(findings.find((one) => one.name === 'single sign-on')?.says).toBe(
    `${house.place.issuer} answers and names its keys; mfa counts as a second factor. It must know http://localhost:0/api/v1/auth/oidc/return as the address people are sent back to.`,
  );
  house.lies = { description: (right) => ({ ...right, issuer: 'https://other.example' }) };
  expect((await wrongs({ ...settings, oidc }))['single sign-on']).toMatch(/cannot be used: .*TICKMARK_OIDC_ISSUER/);
  await house.close();
  expect((await wrongs({ ...settings, oidc }))['single sign-on']).toMatch(/cannot be used: .*ECONNREFUSED/);
});

test('a bucket and a mail server that do not answer are told', async () => {
  const { place } = await startS3();
  const settings = settingsOf(await temporaryFolder());
  expect(await wrongs({ ...settings, blobs: place })).toEqual({});
  const told = await wrongs({
    ...settings,
    blobs: { ...place, credentials: { ...place.credentials, secret: 'other' } },
    smtp: { url: 'smtp://127.0.0.1:9', from: 'tickmark@localhost' },
  });
  expect(told['evidence']).toMatch(/refuses the bucket evidence \(SignatureDoesNotMatch\)/);
  expect(told['mail']).toMatch(/The mail server cannot be used: .*TICKMARK_SMTP_URL/);
});
