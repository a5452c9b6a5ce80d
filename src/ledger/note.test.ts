import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { concat, toBase64, utf8 } from './bytes.ts';
import { openCheckpoint, parseCheckpoint, parseCheckpointText, signCheckpoint } from './checkpoint.ts';
import { ed25519PublicKey, ed25519Sign } from './crypto.ts';
import { inclusionProof, leafHash, merkleRoot } from './merkle.ts';
import {
  addNoteSignature,
  cosignatureMessage,
  formatVkey,
  type NoteKey,
  noteKeyId,
  openNote,
  parseNote,
  parseVkey,
  signNote,
} from './note.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts';

const published = readFileSync(new URL('../../test/data/tlog-vectors/tessera-log/checkpoint', import.meta.url), 'utf8');
const publishedKey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';

const seedOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const signerOf = (name: string, byte: number) => ({
  name,
  publicKey: ed25519PublicKey(seedOf(byte)),
  sign: (message: Uint8Array) => ed25519Sign(seedOf(byte), message),
});
const log = signerOf('tickmark.example/log', 1);
const logKey: NoteKey = { name: log.name, type: 1, publicKey: log.publicKey };
const witness = signerOf('witness.example/w1', 2);
const witnessKey: NoteKey = { name: witness.name, type: 4, publicKey: witness.publicKey };

const checkpoint = { origin: log.name, size: 3, root: merkleRoot([1, 2, 3].map((n) => leafHash(Uint8Array.of(n)))) };

function cosign(note: string, time: number): string {
  const message = cosignatureMessage(parseNote(note).text, time);
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const signature = concat(stamp, witness.sign(message));
  return addNoteSignature(note, { name: witness.name, keyId: noteKeyId(witnessKey), signature });
}

describe('signed notes', () => {
  it('a checkpoint somebody else published verifies with its key, and the key reads back', () => {
    const key = parseVkey(publishedKey);
    expect(formatVkey(key)).toBe(publishedKey);
    expect(openCheckpoint(published, key).checkpoint).toMatchObject({ origin: 'example.com/log/testdata', size: 8 });
  });
  it('fails with one byte changed anywhere', () => {
    const bytes = utf8(published);
    for (let at = 0; at < bytes.length; at++) {
      const altered = bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(() => openCheckpoint(altered, parseVkey(publishedKey)), `byte ${at}`).toThrow();
    }
  });
  it('carries several signatures, of which those of unknown keys are ignored', async () => {
    const stranger = signerOf('stranger.example', 9);
    const note = await signNote('text\n\nmore\n', [log, stranger]);
    expect(parseNote(note).text).toBe('text\n\nmore\n');
    expect(openNote(note, [logKey]).checked).toEqual([{ name: log.name, type: 1, time: null }]);
    const strangerKey: NoteKey = { name: stranger.name, type: 1, publicKey: stranger.publicKey };
    expect(openNote(note, [strangerKey, logKey]).checked).toHaveLength(2);
  });
  it('is refused when no known key signed, when a known key signed wrongly, or twice', async () => {
    const note = await signNote('text\n', [log]);
    expect(() => openNote(note, [witnessKey])).toThrow('No known key');
    expect(() => openNote(note.replace('text', 'tent'), [logKey])).toThrow('does not fit');
    const line = note.split('\n').at(-2) ?? '';
    expect(() => openNote(`${note}${line}\n`, [logKey])).toThrow('twice');
  });
  it.each([
    ['without signature', 'text\n\n'],
    ['without an empty line', 'text\n— a AAAAAAA=\n'],
    ['that does not end in a line feed', 'text\n\n— a AAAAAAAA'],
    ['with a control character', 'te\txt\n\n— a AAAAAAAA\n'],
    ['with a hyphen for a dash', 'text\n\n- a AAAAAAAA\n'],
    ['with a plus sign in a name', 'text\n\n— a+b AAAAAAAA\n'],
    ['with a signature too short', 'text\n\n— a AAAA\n'],
    ['with something behind the signature', 'text\n\n— a AAAAAAAA x\n'],
  ])('%s is refused', (_, note) => {
    expect(() => parseNote(note)).toThrow();
  });
  it('keys of another form, or with an id that is not theirs, are refused', () => {
    const altered = [
      publishedKey.replace('33d7b496', '33d7b497'),
      publishedKey.replace('+Ae', '+Be'),
      publishedKey.replace('example.com', 'example.org'),
      'name',
      publishedKey.replace('33d7b496', '33D7B496'),
      publishedKey.slice(0, -4),
    ];
    for (const vkey of altered) expect(() => parseVkey(vkey), vkey).toThrow();
  });
  it('names that no note can hold are not signed', async () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b'])
      await expect(signNote('t\n', [{ ...log, name }])).rejects.toThrow();
    await expect(signNote('no line feed', [log])).rejects.toThrow();
  });
});

describe('checkpoints', () => {
  it.each([
    ['a size with a leading zero', 'o\n03\nAAAA\n'],
    ['a negative size', 'o\n-3\nAAAA\n'],
    ['a size beyond 2^53', `o\n9007199254740993\n${toBase64(seedOf(0))}\n`],
    ['a root that is too short', 'o\n3\nAAAA\n'],
    ['no origin', `\n3\n${toBase64(seedOf(0))}\n`],
    ['an empty extension line', `o\n3\n${toBase64(seedOf(0))}\n\n`],
    ['two lines', 'o\n3\n'],
  ])('with %s are refused', (_, text) => {
    expect(() => parseCheckpointText(text)).toThrow();
  });
  it('may carry extension lines, which are kept', () => {
    expect(parseCheckpointText(`o\n3\n${toBase64(seedOf(0))}\nmore\n`).extensions).toEqual(['more']);
  });
  it("accept a witness's cosignature, verify it when its key is given, and still need the log's own", async () => {
    const cosigned = cosign(await signCheckpoint(checkpoint, [log]), 1_704_445_200);
    expect(openCheckpoint(cosigned, logKey).checked).toHaveLength(1);
    expect(openCheckpoint(cosigned, logKey, [witnessKey]).checked).toEqual([
      { name: log.name, type: 1, time: null },
      { name: witness.name, type: 4, time: 1_704_445_200 },
    ]);
    expect(() => openCheckpoint(cosigned, { ...logKey, name: 'other' }, [witnessKey])).toThrow("log's own key");
  });
  it('a cosignature whose time or text was changed is refused', async () => {
    const note = await signCheckpoint(checkpoint, [log]);
    const good = cosign(note, 5);
    const line = parseNote(good).signatures[1];
    if (line === undefined) throw new Error('no cosignature');
    const later = line.signature.map((byte, i) => (i === 7 ? 6 : byte));
    const altered = addNoteSignature(note, { ...line, signature: later });
    expect(() => openCheckpoint(altered, logKey, [witnessKey])).toThrow('does not fit');
    const short = addNoteSignature(note, { ...line, signature: line.signature.slice(1) });
    expect(() => openCheckpoint(short, logKey, [witnessKey])).toThrow('does not fit');
  });
});

describe('proof files', async () => {
  const leaves = [1, 2, 3].map((n) => leafHash(Uint8Array.of(n)));
  const note = await signCheckpoint(checkpoint, [log]);
  const file = formatTlogProof({ index: 1, proof: inclusionProof(leaves, 1), checkpoint: note, extra: utf8('x') });

  it('have the lines of the specification', () => {
    const [first, extra, index, hash1, hash2, empty, origin] = file.split('\n');
    expect([first, extra, index, empty, origin]).toEqual([
      'c2sp.org/tlog-proof@v1',
      'extra eA==',
      'index 1',
      '',
      log.name,
    ]);
    expect([hash1, hash2]).toEqual(inclusionProof(leaves, 1).map(toBase64));
    const [only] = [leafHash(Uint8Array.of(1))];
    expect(formatTlogProof({ index: 0, proof: [], checkpoint: note })).toContain('index 0\n\n');
    expect(only).toEqual(leaves[0]);
  });
  it('verify for their leaf and log, and for no other', async () => {
    expect(verifyTlogProof(file, leaves[1] ?? seedOf(0), logKey)).toMatchObject({ index: 1, checkpoint: { size: 3 } });
    expect(() => verifyTlogProof(file, leaves[0] ?? seedOf(0), logKey)).toThrow('do not lead');
    expect(() => verifyTlogProof(file, leaves[1] ?? seedOf(0), parseVkey(publishedKey))).toThrow();
    const foreign = formatTlogProof({
      index: 1,
      proof: inclusionProof(leaves, 1),
      checkpoint: await signCheckpoint({ ...checkpoint, origin: 'other.example/log' }, [log]),
    });
    expect(() => verifyTlogProof(foreign, leaves[1] ?? seedOf(0), logKey)).toThrow('another log');
    expect(parseTlogProof(file).extra).toEqual(utf8('x'));
    expect(parseCheckpoint(parseTlogProof(file).checkpoint).size).toBe(3);
  });
  it('fail with one byte changed anywhere but in the opaque extra line', () => {
    const bytes = utf8(file);
    const [from, to] = [file.indexOf('extra eA=='), file.indexOf('\nindex')];
    for (let at = 0; at < bytes.length; at++) {
      if (at >= from && at < to) continue;
      const altered = bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(() => verifyTlogProof(altered, leaves[1] ?? seedOf(0), logKey), `byte ${at}`).toThrow();
    }
  });
  it.each([
    ['with a leading zero in its index', file.replace('index 1', 'index 01')],
    ['with too many hashes', file.replace('index 1\n', `index 1\n${`${toBase64(seedOf(1))}\n`.repeat(54)}`)],
    ['without index', file.replace('index 1\n', '')],
    ['of another version', file.replace('@v1', '@v2')],
    ['with a hash too short', file.replace('index 1\n', 'index 1\nAAAA\n')],
  ])('%s are refused', (_, text) => {
    expect(() => parseTlogProof(text)).toThrow();
  });
});
