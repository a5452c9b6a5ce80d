import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toBase64, utf8 } from './bytes.ts';
import type { StoredValue } from './check-bundle.ts';
import { checkDirectory, type DirectoryReader } from './check-directory.ts';
import { parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { ed25519PublicKey, ed25519Sign } from './crypto.ts';
import { entryBody, entryValue } from './entry.ts';
import { formatVkey } from './note.ts';
import { encodeEntryBundle, TileBuilder, tilePath } from './tiles.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const tessera = fileURLToPath(new URL('../../test/data/tlog-vectors/tessera-log', import.meta.url));
const tesseraKey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
const tesseraFiles: Files = new Map(
  readdirSync(tessera, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(tessera, path), new Uint8Array(readFileSync(path))]),
);

const reader = (files: Files): DirectoryReader => ({
  read: (path) => Promise.resolve(files.get(path) ?? null),
  list: () => [...files.keys()].filter((path) => path.startsWith('tile/')),
});
const withFile = (files: Files, path: string, bytes: Uint8Array): Files => new Map(files).set(path, bytes);
const without = (files: Files, ...paths: readonly string[]): Files =>
  new Map([...files].filter(([path]) => !paths.includes(path)));
const flipped = (bytes: Uint8Array, at: number, bit = 0): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
const codes = async (files: Files, options = {}): Promise<readonly string[]> =>
  (await checkDirectory(reader(files), options)).problems.map((one) => one.code);

describe('the published log of 8 entries', () => {
  it('holds a checkpoint for every size', () => {
    expect([...tesseraFiles.keys()].filter((path) => path.startsWith('checkpoint')).length).toBe(10);
  });
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('checks at size %i, with the root that was signed', async (size) => {
    const result = await checkDirectory(reader(tesseraFiles), { vkey: tesseraKey, checkpoint: `checkpoint.${size}` });
    const signed = fromUtf8(tesseraFiles.get(`checkpoint.${size}`) ?? new Uint8Array(0)).split('\n')[2];
    expect(result).toEqual({
      origin: 'example.com/log/testdata',
      size,
      root: signed,
      ok: true,
      signature: 'valid',
      problems: [],
      entries: size,
      values: 0,
    });
  });
  it('says that the signature is unchecked when no key is given, and invalid for another key', async () => {
    expect(await checkDirectory(reader(tesseraFiles))).toMatchObject({ ok: true, signature: 'unchecked' });
    const vkey = formatVkey({ name: 'example.com/log/testdata', type: 1, publicKey: new Uint8Array(32).fill(3) });
    expect(await checkDirectory(reader(tesseraFiles), { vkey })).toMatchObject({ ok: false, signature: 'invalid' });
  });
  it('fails with one byte changed anywhere: in the checkpoint, an entry bundle, a hash tile or a redundant partial one', async () => {
    const paths = [...tesseraFiles.keys()].filter((path) => !path.startsWith('checkpoint.'));
    expect(paths.length).toBe(17);
    for (const path of paths) {
      const bytes = tesseraFiles.get(path) ?? new Uint8Array(0);
      for (let at = 0; at < bytes.length; at++) {
        const result = await checkDirectory(reader(withFile(tesseraFiles, path, flipped(bytes, at, at % 8))), {
          vkey: tesseraKey,
        });
        expect(result.ok, `${path} byte ${at}`).toBe(false);
      }
    }
  });
  it('fails with a needed tile missing, and names it', async () => {
    const result = await checkDirectory(reader(without(tesseraFiles, 'tile/0/000.p/8')));
    expect(result.problems.map((one) => one.subject)).toEqual(['tile/0/000.p/8']);
    expect(await codes(without(tesseraFiles, 'tile/entries/000.p/8'))).toContain('tile-missing');
    expect((await checkDirectory(reader(without(tesseraFiles, 'tile/0/000.p/3', 'tile/entries/000.p/5')))).ok).toBe(
      true,
    );
  });
  it('fails with a tile that follows from nothing in the log, or is misnamed', async () => {
    const tile = tesseraFiles.get('tile/0/000.p/1') ?? new Uint8Array(0);
    expect(await codes(withFile(tesseraFiles, 'tile/1/000.p/1', tile))).toEqual(['tile-unfounded']);
    expect(await codes(withFile(tesseraFiles, 'tile/0/001.p/1', tile))).toEqual(['tile-unfounded']);
    expect(await codes(withFile(tesseraFiles, 'tile/0/000.p/9', new Uint8Array(288)))).toEqual(['tile-unfounded']);
    expect(await codes(withFile(tesseraFiles, 'tile/0/000.p/08', tile))).toEqual(['tile-name']);
  });
  it('can be checked from its hashes alone, and says that no entry was hashed', async () => {
    const hashes = new Map([...tesseraFiles].filter(([path]) => !path.startsWith('tile/entries/')));
    expect(await checkDirectory(reader(hashes))).toMatchObject({ ok: true, entries: 0 });
  });
  it('without a checkpoint is no log', async () => {
    await expect(checkDirectory(reader(without(tesseraFiles, 'checkpoint')))).rejects.toThrow('no file checkpoint');
  });
});

const seed = new Uint8Array(32).fill(5);
const signer = {
  name: 'tickmark.example/log',
  publicKey: ed25519PublicKey(seed),
  sign: (message: Uint8Array) => ed25519Sign(seed, message),
};
const vkey = formatVkey({ name: signer.name, type: 1, publicKey: signer.publicKey });

const storedValue = (index: number): StoredValue & { salt: Uint8Array; envelope: string } => ({
  header: { hop: 'collection', inputs: index === 0 ? [] : [index - 1] },
  salt: new Uint8Array(32).fill(index % 256),
  envelope: `{"n":${index}}`,
});

/** A log of ours as files, with checkpoints published at these sizes. */
async function ourLog(sizes: readonly number[]): Promise<{ files: Files; values: readonly (StoredValue | null)[] }> {
  const files = new Map<string, Uint8Array>();
  const values: StoredValue[] = [];
  const logged: Uint8Array[] = [];
  const builder = new TileBuilder((tile, bytes) => files.set(tilePath(tile), bytes));
  for (const size of sizes) {
    while (builder.size < size) {
      const value = storedValue(builder.size);
      values.push(value);
      const bytes = entryValue(value.header, entryBody('salt' in value ? value.salt : seed, value.envelope));
      logged.push(bytes);
      builder.appendValue(bytes);
    }
    for (let index = 0; index * 256 < size; index++) {
      const bundle = logged.slice(index * 256, Math.min(size, index * 256 + 256));
      files.set(tilePath({ level: 'entries', index, width: bundle.length }), encodeEntryBundle(bundle));
    }
    for (const { tile, bytes } of builder.edge()) files.set(tilePath(tile), bytes);
    files.set('checkpoint', utf8(await signCheckpoint({ origin: signer.name, size, root: builder.root() }, [signer])));
  }
  return { files, values };
}
const valueReader = (values: readonly (StoredValue | null)[]) => (start: number, count: number) =>
  Promise.resolve(values.slice(start, start + count));

describe('a log of ours', async () => {
  const { files, values } = await ourLog([3, 200, 600, 700]);

  it('checks over several tiles, older partial ones included, and every value is hashed again', async () => {
    expect(await checkDirectory(reader(files), { vkey, values: valueReader(values) })).toMatchObject({
      ok: true,
      size: 700,
      entries: 700,
      values: 700,
      signature: 'valid',
    });
    expect([...files.keys()]).toContain('tile/0/000.p/3');
  });
  it('checks an erased entry by its header and body alone', async () => {
    const { header, salt, envelope } = storedValue(4) as Extract<StoredValue, { salt: Uint8Array }>;
    const erased = values.with(4, { header, body: entryBody(salt, envelope) });
    expect(await codes(files, { values: valueReader(erased) })).toEqual([]);
  });
  it('names the value that was altered, is missing or rests on a later one', async () => {
    const value = storedValue(300);
    const altered = values.with(300, { ...value, envelope: '{"n":301}' });
    const result = await checkDirectory(reader(files), { values: valueReader(altered) });
    expect(result.problems.map(({ code, subject }) => [code, subject])).toEqual([['value-altered', 'entry 300']]);
    expect(await codes(files, { values: valueReader(values.with(300, null)) })).toEqual(['value-missing']);
    const later = values.with(300, { ...value, header: { hop: 'collection', inputs: [300] } });
    expect(await codes(files, { values: valueReader(later) })).toEqual(['value-altered', 'input-not-earlier']);
  });
  it('whose entries are gone cannot be held against its values', async () => {
    const hashes = new Map([...files].filter(([path]) => !path.startsWith('tile/entries/')));
    expect(await codes(hashes, { values: valueReader(values) })).toEqual(['bundle-missing']);
  });
  it('still checks when tiles run ahead of the checkpoint, as after a crash before it was signed', async () => {
    const { files: older } = await ourLog([3, 200, 600]);
    const crashed = withFile(files, 'checkpoint', older.get('checkpoint') ?? new Uint8Array(0));
    expect(await checkDirectory(reader(crashed), { vkey })).toMatchObject({ ok: true, size: 600 });
  });
  it('fails when another history is signed for it', async () => {
    const { root } = parseCheckpoint(files.get('checkpoint') ?? '');
    const other = flipped(root, 7);
    const note = await signCheckpoint({ origin: signer.name, size: 700, root: other }, [signer]);
    const result = await checkDirectory(reader(withFile(files, 'checkpoint', utf8(note))), { vkey });
    expect(result).toMatchObject({ ok: false, signature: 'valid', root: toBase64(other) });
    const longer = await signCheckpoint({ origin: signer.name, size: 701, root }, [signer]);
    expect(await codes(withFile(files, 'checkpoint', utf8(longer)))).toContain('entries-missing');
  });
  it('fails with any one bit changed in any of its files', async () => {
    const paths = [...files.keys()];
    await fc.assert(
      fc.asyncProperty(fc.nat(paths.length - 1), fc.nat(), fc.nat(7), async (which, at, bit) => {
        const path = paths[which] ?? 'checkpoint';
        const bytes = files.get(path) ?? new Uint8Array(0);
        const altered = withFile(files, path, flipped(bytes, at % bytes.length, bit));
        expect((await checkDirectory(reader(altered), { vkey })).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
