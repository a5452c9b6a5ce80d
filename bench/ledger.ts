/** The ledger against the bare work below it, both sides in one run (DESIGN 9). */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLogFolder, openTileDirectory } from '../src/adapters/blobs/tile-directory.ts';
import {
  ed25519PublicKey,
  ed25519Sign,
  encodeEntryBundle,
  encodeValues,
  entryBody,
  entryValue,
  signCheckpoint,
  TileBuilder,
  tilePath,
  utf8,
  valuesPath,
} from '../src/ledger/index.ts';
import { type BenchLine, growth } from './line.ts';

const rounds = 5;

async function seconds(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The median ratio of rounds in which both sides run one after the other, so that a busy machine slows both. */
async function compare(
  name: string,
  bar: number,
  ours: () => Promise<void> | void,
  reference: () => Promise<void> | void,
): Promise<BenchLine> {
  await ours();
  await reference();
  const results: { ours: number; reference: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [first, second] = [await seconds(ours), await seconds(reference)];
    results.push({ ours: first, reference: second, ratio: first / second });
  }
  const median = results.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)];
  if (median === undefined) throw new Error('no rounds');
  return { name, ...median, bar };
}

function append(entries: number): void {
  const value = new Uint8Array(32);
  const builder = new TileBuilder(() => undefined);
  for (let i = 0; i < entries; i++) {
    value[0] = i & 255;
    builder.appendValue(value);
  }
  builder.root();
}

/** Best of the rounds at each size. */
async function growthOfAppend(smallest: number): Promise<BenchLine> {
  const costs: { size: number; seconds: number }[] = [];
  for (const size of [smallest, 10 * smallest, 100 * smallest]) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await seconds(() => append(size)));
    costs.push({ size, seconds: Math.min(...times) });
  }
  return growth('ledger append in memory, tiles made', costs);
}

function appendInMemory(): Promise<BenchLine> {
  const entries = 200_000;
  return compare(
    `ledger append in memory ÷ one crypto.hash per Merkle node (${entries} entries, tiles made)`,
    1.3,
    () => append(entries),
    () => {
      const leaf = new Uint8Array(33);
      const node = new Uint8Array(65);
      for (let i = 0; i < entries; i++) hash('sha256', leaf);
      for (let i = 1; i < entries; i++) hash('sha256', node);
    },
  );
}

/** A whole log on disk: tiles, entry bundles, checkpoint and the statements behind the values. */
async function writeLog(directory: string, entries: number, envelopeBytes: number): Promise<void> {
  const store = await openTileDirectory(directory);
  const seed = new Uint8Array(32).fill(1);
  const full: { path: string; bytes: Uint8Array }[] = [];
  const builder = new TileBuilder((tile, bytes) => full.push({ path: tilePath(tile), bytes }));
  for (let start = 0; start < entries; start += 256) {
    const batch = Array.from({ length: Math.min(256, entries - start) }, (_, i) => {
      const index = start + i;
      const header = { hop: 'test' as const, inputs: index < 2 ? [] : [index - 2, index - 1] };
      const salt = new Uint8Array(32).fill(index & 255);
      const envelope = `${index}:`.padEnd(envelopeBytes, 'envelope ');
      return { header, salt, envelope, value: entryValue(header, entryBody(salt, envelope)) };
    });
    for (const { value } of batch) builder.appendValue(value);
    const tile = { level: 'entries', index: start / 256, width: batch.length } as const;
    await store.write(tilePath(tile), encodeEntryBundle(batch.map((one) => one.value)));
    await store.write(valuesPath(start / 256), encodeValues(batch));
    for (const { path, bytes } of full.splice(0)) await store.write(path, bytes);
  }
  for (const { tile, bytes } of builder.edge()) await store.write(tilePath(tile), bytes);
  const signer = { name: 'bench', publicKey: ed25519PublicKey(seed), sign: (m: Uint8Array) => ed25519Sign(seed, m) };
  const note = await signCheckpoint({ origin: 'bench', size: entries, root: builder.root() }, [signer]);
  await store.write('checkpoint', utf8(note));
}

async function checkStored(entries: number, envelopeBytes: number): Promise<BenchLine> {
  const directory = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
  try {
    await writeLog(directory, entries, envelopeBytes);
    const files: string[] = [];
    let bytes = 0;
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.push(path);
      bytes += (await stat(path)).size;
    }
    const size = `${entries} entries of ${envelopeBytes} bytes, ${Math.round(bytes / 1e6)} MB`;
    return await compare(
      `full check of a stored log, values re-read ÷ openssl dgst of the same bytes (${size})`,
      1.2,
      async () => {
        const result = await checkLogFolder(directory);
        if (!result.ok || result.values !== entries) throw new Error('The log does not check.');
      },
      () => {
        execFileSync('openssl', ['dgst', '-sha256', ...files], { stdio: 'ignore' });
      },
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * The four hashes an entry that such a check cannot do without, and nothing else: of the statement with its salt, of the header
 * with that, of the leaf, and of a node for each leaf.
 */
async function hashesAlone(entries: number, envelopeBytes: number): Promise<BenchLine> {
  const messages = [envelopeBytes + 49, 96, 33, 65].map((length) => new Uint8Array(length));
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const work = (): void => {
      for (let i = 0; i < entries; i++) for (const message of messages) hash('sha256', message, 'binary');
    };
    times.push(await seconds(work));
  }
  const name = `of that: four crypto.hash an entry and nothing else, one thread (${entries} entries of ${envelopeBytes} bytes)`;
  return { name, ours: Math.min(...times) };
}

/** Statements of this product have some 1.5 kB; the larger size shows what is left of our own cost beside the hashing. */
export async function benchLedger(quick: boolean): Promise<BenchLine[]> {
  const logs = [[20_000, 1500], ...(quick ? [] : [[200_000, 1500]]), [4_000, 32_768]] as const;
  const lines = [await appendInMemory(), await growthOfAppend(quick ? 2_000 : 20_000)];
  for (const [entries, bytes] of logs) lines.push(await checkStored(entries, bytes), await hashesAlone(entries, bytes));
  return lines;
}
