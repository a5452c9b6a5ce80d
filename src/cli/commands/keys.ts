import { keyStores, moveKeys, openSideKeys } from '../../adapters/blobs/side-keys.ts';
import { type Database } from '../../adapters/postgres/pool.ts';
import { keyFingerprint } from '../../adapters/blobs/keyring.ts';
import { readSettings, type Settings } from '../../installation/environment.ts';
import { addGeneration, retireGeneration, sealSideAnew, useNewest } from '../../installation/keys/act.ts';
import { inUseOf, selectGenerations, selectHolders } from '../../installation/keys/generations.ts';
import { countByGeneration } from '../../installation/keys/seal-anew.ts';
import { lookAtDatabase } from '../../installation/open-database.ts';
import { Refusal } from '../../refusal.ts';
import type { Side } from '../../sealing.ts';
import type { Answer, Command, Invocation } from '../command.ts';

const actions = ['list', 'rotate', 'use', 'rewrap', 'retire', 'wrap', 'unwrap'] as const;
type Action = (typeof actions)[number];

export const keysCommand: Command = {
  name: 'keys',
  usage: 'keys list|rotate|use|rewrap|retire|wrap|unwrap [--side SIDE] [--generation N]',
  says: 'Keys of the sides: shows their generations, adds one, takes it into use, seals everything anew, takes an old one away.',
  detail:
    'rotate adds a generation to the key file of this machine; copy the file to every other machine, then use: from then on everything is\nsealed under it. rewrap seals what is older anew; it may be ended at any moment and called again. retire takes an old generation away\nwhen nothing lies under it. wrap has the key file held by the service of TICKMARK_KMS_…, unwrap takes it back: the installation is\nstopped for these two. All else while it runs. Backups made before need the generations they were made under.',
  options: [
    { name: 'side', value: 'SIDE', says: 'management or firm; list shows both without it' },
    { name: 'generation', value: 'N', says: 'which one to retire' },
  ],
  async run(invocation) {
    const action = actions.find((one) => one === invocation.positionals[0]);
    if (action === undefined || invocation.positionals.length > 1)
      throw new Refusal('usage', `keys takes ${actions.join(', ')}.`, { next: `Usage: tickmark ${this.usage}` });
    const named = invocation.values['side'];
    if (!['management', 'firm', undefined].includes(named) || (named === undefined && action !== 'list'))
      throw new Refusal('usage', '--side is management or firm.', { next: `Usage: tickmark ${this.usage}` });
    const settings = readSettings(invocation.environment);
    if (action === 'wrap' || action === 'unwrap')
      return move(settings, named === 'firm' ? 'firm' : 'management', action);
    const database = await lookAtDatabase(settings, invocation.tell);
    if (database === null)
      throw new Refusal('key-unknown', `There is no installation in ${settings.data} yet.`, { next: 'Start it once.' });
    try {
      if (action === 'list') {
        const sides: readonly Side[] =
          named === undefined ? ['management', 'firm'] : [named === 'firm' ? 'firm' : 'management'];
        return await list(database.pool, settings, sides);
      }
      return await act(action, named === 'firm' ? 'firm' : 'management', database.pool, settings, invocation);
    } finally {
      await database.close();
    }
  },
};

async function move(settings: Settings, side: Side, action: 'wrap' | 'unwrap'): Promise<Answer> {
  const path = await moveKeys(settings.keys, side, action === 'wrap' ? 'wrapped' : 'plain');
  const says =
    action === 'wrap'
      ? `${path} is wrapped by the key-management service: without it, the file opens nothing. Copy it to every machine.`
      : `${path} holds the keys as they are. Take TICKMARK_KMS_${side.toUpperCase()} away, and copy it to every machine.`;
  return { json: { side, path, wrapped: action === 'wrap' }, text: says, exit: 0 };
}

async function act(
  action: Exclude<Action, 'list' | 'wrap' | 'unwrap'>,
  side: Side,
  owner: Database,
  settings: Settings,
  invocation: Invocation,
): Promise<Answer> {
  if (action === 'rotate') {
    const { generation, path } = await addGeneration(owner, settings, side, new Date());
    return {
      json: { side, generation, path },
      text: `Generation ${generation} of the key of ${side} is in ${path}, and not in use yet.\nBack the file up, copy it to every machine of this installation, then: tickmark keys use --side ${side}`,
      exit: 0,
    };
  }
  if (action === 'use') {
    const { generation } = await useNewest(owner, settings, side);
    return {
      json: { side, generation },
      text: `Everything of ${side} is sealed under generation ${generation} from now on. What is older: tickmark keys rewrap --side ${side}`,
      exit: 0,
    };
  }
  if (action === 'rewrap') {
    const keys = await openSideKeys(settings.keys);
    const { generation, rows, damaged } = await sealSideAnew(owner, keys, side, (table, done) =>
      invocation.progress(`${table}: ${done} rows sealed anew`),
    );
    return {
      json: { side, generation, rows, damaged },
      text: [
        `${rows} rows of ${side} were sealed anew; ${damaged.length === 0 ? 'everything' : 'everything else'} lies under generation ${generation}.`,
        ...damaged.map((one) => `CANNOT BE OPENED, and was left as it is: ${one}.`),
      ].join('\n'),
      exit: damaged.length === 0 ? 0 : 1,
    };
  }
  const wanted = invocation.values['generation'] ?? '';
  if (!/^[1-9]\d{0,9}$/.test(wanted)) throw new Refusal('usage', 'retire takes --generation and its number.');
  const { path } = await retireGeneration(owner, settings, side, Number(wanted));
  return {
    json: { side, generation: Number(wanted), path },
    text: `Generation ${wanted} of the key of ${side} is retired, and gone from ${path}. On every other machine call this once more.\nBackups made before are read with it: keep it beside them as long as they are kept.`,
    exit: 0,
  };
}

async function list(owner: Database, settings: Settings, sides: readonly Side[]): Promise<Answer> {
  const all = [];
  for (const side of sides) {
    const store = keyStores(settings.keys)[side];
    const held = new Map((await store.read())?.map((one) => [one.generation, keyFingerprint(one.key)]));
    const known = await selectGenerations(owner, side);
    const counts = await countByGeneration(owner, side);
    const inUse = inUseOf(known);
    all.push({
      side,
      path: store.path,
      holders: await selectHolders(owner, side),
      generations: known.map((one) => ({
        ...one,
        state:
          one.retiredAt !== null
            ? 'retired'
            : one.generation === inUse
              ? 'in use'
              : one.usedAt === null
                ? 'waits'
                : 'older',
        held: held.get(one.generation) === one.fingerprint,
        rows: counts.get(one.generation) ?? 0,
      })),
    });
  }
  const text = all.flatMap(({ side, path, generations, holders }) => [
    `${side}: ${path}; ${holders.length} processes run`,
    ...generations.map(
      (one) =>
        `  ${String(one.generation).padStart(3)}  ${one.fingerprint}  ${one.state.padEnd(7)}  ${one.held ? 'held' : one.retiredAt === null ? 'MISSING HERE' : 'gone'}  since ${one.addedAt.slice(0, 19)}Z  ${one.rows} rows`,
    ),
  ]);
  const ok = all.every(({ generations }) => generations.every((one) => one.held || one.retiredAt !== null));
  return { json: { ok, sides: all }, text: text.join('\n'), exit: ok ? 0 : 1 };
}
