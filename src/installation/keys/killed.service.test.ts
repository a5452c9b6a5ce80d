import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openTestApi } from '../../../test/api.ts';
import { fillRisks } from '../../../test/many-records.ts';
import { openSideKeys } from '../../adapters/blobs/side-keys.ts';
import { home } from '../environment.ts';
import { addGeneration, retireGeneration, sealSideAnew, useNewest } from './act.ts';
import { followKeys, followOnce } from './follow.ts';
import { countByGeneration } from './seal-anew.ts';

const silent = () => undefined;

test('sealing anew that was killed goes on where it was, and nothing is lost or found twice', async () => {
  const api = await openTestApi();
  const organization = await api.addOrganization('service-organization', 'Alderbrook');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const count = 2_000;
  await fillRisks(api.owner, api.keys, { organizationId: organization, personId: lead.id, count });
  const folders = { management: join(api.data, 'management'), firm: join(api.data, 'firm') };
  await (await followKeys(api.owner, api.keys)).close();
  const search = async () =>
    (await api.ask(lead, 'GET', `/organizations/${organization}/risks?q=kind0007&limit=100`)).json.items;
  const before = await search();
  expect(before).toHaveLength(count / 1_000);

  const env = {
    ...process.env,
    TICKMARK_DATA: api.data,
    DATABASE_URL: api.url,
    TICKMARK_KEYS_MANAGEMENT: folders.management,
    TICKMARK_KEYS_FIRM: folders.firm,
  };
  const main = join(home, 'src/cli/main.ts');
  const said = async (...args: string[]) => {
    const child = spawn(process.execPath, [main, 'keys', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.once('exit', resolve)),
    ]);
    return { code, out, err };
  };
  expect((await said('rotate', '--side', 'management')).code).toBe(0);
  await followOnce(api.owner, api.keys, randomUUID());
  expect((await said('use', '--side', 'management')).code).toBe(0);
  await api.owner.query('DELETE FROM tickmark.key_holder'); // the process above stands for one that ended
  await api.keys.readAgain();

  let kills = 0;
  const older = async () => (await countByGeneration(api.owner, 'management')).get(1) ?? 0;
  for (let left = await older(); left > 0; ) {
    const child = spawn(process.execPath, [main, 'keys', 'rewrap', '--side', 'management'], {
      env,
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const from = left;
    const watched = (async () => {
      while (child.exitCode === null && child.signalCode === null) {
        left = await older();
        if (left < from && left > 0 && kills < 3) {
          kills += 1;
          child.kill('SIGKILL');
          break;
        }
        await sleep(15);
      }
    })();
    await Promise.all([ended, watched]);
    left = await older();
    // Half is under the old key, half under the new one, and a search finds all.
    expect(await search()).toEqual(before);
  }
  expect(kills).toBeGreaterThan(0);
  const list = await said('list', '--json');
  expect([list.code, JSON.parse(list.out).sides[0].generations]).toMatchObject([
    0,
    [
      { generation: 1, state: 'older', rows: 0, held: true },
      { generation: 2, state: 'in use', held: true },
    ],
  ]);
  expect((await said('retire', '--side', 'management', '--generation', '1')).code).toBe(0);
  await api.keys.readAgain();
  api.keys.use('management', 2);
  expect(await search()).toEqual(before);
  const wrong = await said('retire', '--side', 'management', '--generation', '9');
  expect([wrong.code, wrong.err]).toMatchObject([2, expect.stringContaining('no generation 9')]);
});

test('of two machines with a key file each, none seals under what the other cannot read', async () => {
  const api = await openTestApi();
  const organization = await api.addOrganization('firm', 'Ledger & Co');
  const here = { keys: { management: join(api.data, 'management'), firm: join(api.data, 'firm') } };
  const there = { keys: { management: join(api.data, 'm2', 'management'), firm: join(api.data, 'm2', 'firm') } };
  const copyTo = async (to: typeof here, from: typeof here) => {
    for (const side of ['management', 'firm'] as const) {
      await mkdir(to.keys[side], { recursive: true, mode: 0o700 });
      await copyFile(join(from.keys[side], `${side}.key`), join(to.keys[side], `${side}.key`));
    }
  };
  await copyTo(there, here);
  const [one, two] = [api.keys, await openSideKeys(there.keys)];
  const first = await followKeys(api.owner, one);
  await first.close();
  const processes = [randomUUID(), randomUUID()];
  const follow = async () => {
    await followOnce(api.owner, one, processes[0] ?? '');
    await followOnce(api.owner, two, processes[1] ?? '');
  };
  await follow();
  await addGeneration(api.owner, here, 'firm', new Date());
  await follow();
  await expect(useNewest(api.owner, here, 'firm')).rejects.toMatchObject({ code: 'key-held' });
  // The other machine has not the file: it can neither take the generation into use nor seal anew, and says which is missing.
  await expect(useNewest(api.owner, there, 'firm')).rejects.toMatchObject({
    code: 'key-generation',
    exit: 3,
    message: expect.stringContaining('Generation 2'),
  });
  await copyTo(there, here);
  await follow();
  expect(await useNewest(api.owner, there, 'firm')).toEqual({ generation: 2 });
  expect(one.current('firm')).toBe(1);
  await follow();
  expect([one.current('firm'), two.current('firm'), one.current('management')]).toEqual([2, 2, 1]);
  expect(await sealSideAnew(api.owner, one, 'firm', silent)).toMatchObject({ generation: 2, damaged: [] });
  await retireGeneration(api.owner, here, 'firm', 1);
  expect([...(await openSideKeys(there.keys)).rings('firm').keys()]).toEqual([1, 2]);
  await retireGeneration(api.owner, there, 'firm', 1);
  expect([...(await openSideKeys(there.keys)).rings('firm').keys()]).toEqual([2]);
  expect(dirname(here.keys.firm)).toBe(api.data);
  expect(organization).not.toBe('');

  // One that starts with the file of before is refused before it answers anybody.
  const late = await openSideKeys({ management: here.keys.management, firm: join(api.data, 'elsewhere') });
  await expect(followKeys(api.owner, late)).rejects.toMatchObject({ code: 'key-generation', exit: 3 });
});
