import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachmentsOf, claimsOf, composeReport, loadWording, type ReportFacts } from '../../lifecycle/report/index.ts';
import { Refusal } from '../../refusal.ts';
import { buildCms, signedAttributes } from '../../verify/cms.ts';
import { checkSeal, lastTable, readAttached, splitLayers } from '../../verify/pdf-layers.ts';
import { sealUpdate } from '../../verify/pdf-updates.ts';
import { attachBundle } from './attach.ts';
import { renderReport } from './render.ts';
import { sealPdf } from './seal.ts';
import { makeSealKey, signP256 } from './seal-key.ts';

const facts: ReportFacts = JSON.parse(
  readFileSync(new URL('../../../test/golden/northline/facts.json', import.meta.url), 'utf8'),
);
const key = makeSealKey(
  "Tickmark installation seal (not a firm's signature)",
  '2026-01-01T00:00:00Z',
  '2036-01-01T00:00:00Z',
);
const words = { signingTime: '2026-11-13T12:00:00Z', name: 'Przykład & Co', reason: 'Seals (this) report \\ of 2026' };
// words that end or start parts of a PDF must stay words in the bundle
const bundle = new TextEncoder().encode(
  `{"a":"${'0123456789abcdef'.repeat(180)}","b":"\nendstream\nendobj\n%%EOF\nstartxref\n0\n%%EOF /ByteRange [0 1 2 3]"}\n`,
);
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20, stdio: 'pipe' });

let folder: string;
let rendered: Uint8Array;
let attached: Uint8Array;
let sealed: Uint8Array;
let bundleAt: number;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seal-'));
  const claims = claimsOf(facts);
  rendered = new Uint8Array(renderReport(composeReport(claims, loadWording()), attachmentsOf(claims)).pdf);
  attached = attachBundle(rendered, bundle);
  sealed = sealPdf(attached, { ...key, ...words });
  const split = splitLayers(sealed);
  bundleAt = split.ok ? split.layers.bundleAt : -1;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const saved = (name: string, bytes: Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

/** Whether a file is a sealed report and its seal holds. */
function holds(file: Uint8Array): boolean {
  const split = splitLayers(file);
  return split.ok && checkSeal(file, split.layers.seal).length === 0;
}
function sentences(file: Uint8Array): string {
  const split = splitLayers(file);
  const problems = split.ok ? checkSeal(file, split.layers.seal) : split.problems;
  return problems.map(({ sentence }) => sentence).join(' ');
}

describe('a sealed report, to other people’s tools', () => {
  test('pdfsig finds the signature valid and the whole document signed', () => {
    const said = run('pdfsig', saved('sealed.pdf', sealed));
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain("Signer Certificate Common Name: Tickmark installation seal (not a firm's signature)");
    expect(said).toContain('Nov 13 2026');
    expect(said).toContain('ignature #1');
    expect(said).not.toContain('ignature #2');
  });

  test('pdfsig finds a changed page, bundle or date invalid', () => {
    for (const place of [rendered.length - 200_000, bundleAt + 20, attached.length + 60]) {
      const changed = sealed.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(run('pdfsig', saved('changed.pdf', changed)), `byte ${place}`).not.toContain('Signature is Valid.');
    }
  });

  test('qpdf finds no error in any of the three layers', () => {
    for (const [name, bytes] of Object.entries({ rendered, attached, sealed })) {
      expect(run('qpdf', '--check', saved(`${name}.pdf`, bytes))).toContain('No syntax or stream encoding errors');
    }
  });

  test('pdfdetach lists the bundle in the order of a name tree, and gives back its bytes', () => {
    const file = saved('sealed.pdf', sealed);
    const listed = run('pdfdetach', '-list', file).match(/(?<=^\d+: ).*$/gm);
    expect(listed).toEqual(['summary.json', 'tickmark-bundle.json', 'user-entity-controls.csv']);
    const out = join(folder, 'out.json');
    run('pdfdetach', '-savefile', 'tickmark-bundle.json', '-o', out, file);
    expect(new Uint8Array(readFileSync(out))).toEqual(bundle);
  });

  test('the pages read the same as before the seal, and the identifier keeps its first half', () => {
    const textOf = (name: string, bytes: Uint8Array) => run('pdftotext', saved(name, bytes), '-');
    expect(textOf('a.pdf', sealed)).toBe(textOf('b.pdf', rendered));
    const ids = [rendered, attached, sealed].map(
      (bytes, i) =>
        JSON.parse(run('qpdf', '--json', '--json-key=qpdf', saved(`${i}.pdf`, bytes))).qpdf[1].trailer.value['/ID'],
    );
    expect(new Set(ids.map(([first]) => first)).size).toBe(1);
    expect(new Set(ids.map(([, second]) => second)).size).toBe(3);
  });
});

describe('the layers', () => {
  test('stand one after the other: rendered report, bundle, seal', () => {
    const split = splitLayers(sealed);
    if (!split.ok) throw new Error(sentences(sealed));
    const { layers } = split;
    expect(Buffer.compare(layers.rendered, rendered)).toBe(0);
    expect(Buffer.compare(sealed.subarray(0, attached.length), attached)).toBe(0);
    expect(layers.bundle).toEqual(bundle);
    expect(layers.seal).toMatchObject({ ...words, certificate: { der: key.certificate, selfSigned: true } });
    expect(checkSeal(sealed, layers.seal)).toEqual([]);
  });

  test('that attach a bundle are the same bytes each time, for bundles of any size', () => {
    expect(Buffer.compare(attachBundle(rendered, bundle), attached)).toBe(0);
    for (const size of [0, 1, 9_999, 1_000_000]) {
      const other = sealPdf(attachBundle(rendered, new Uint8Array(size).fill(0x25)), { ...key, ...words });
      const split = splitLayers(other);
      expect(split.ok && split.layers.bundle.length).toBe(size);
      expect(holds(other)).toBe(true);
    }
  });

  test('are refused with one byte changed, anywhere', () => {
    const file = sealed.slice();
    const places: number[] = [];
    for (let place = file.length - 20_000; place < file.length; place++) places.push(place);
    // a fixed stride through the pages that shares no factor with their structure's lengths
    for (let place = 0; place < file.length - 20_000; place += 353) places.push(place);
    expect(bundleAt).toBeGreaterThan(file.length - 20_000);
    const passed: number[] = [];
    for (const place of places) {
      const byte = file[place] ?? 0;
      file[place] = byte ^ (1 << (place % 8));
      if (holds(file)) passed.push(place);
      file[place] = byte;
    }
    expect(places.length).toBeGreaterThan(21_000);
    expect(passed).toEqual([]);
    expect(holds(file)).toBe(true);
  }, 300_000);

  test('are refused with something before, between or after them, cut off, or in another order', () => {
    const [first, second, third] = [rendered, attached.subarray(rendered.length), sealed.subarray(attached.length)];
    const something = new TextEncoder().encode('\n');
    const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
    expect(holds(joined(first, second, third))).toBe(true);
    for (const [what, file] of Object.entries({
      before: joined(something, first, second, third),
      between: joined(first, something, second, third),
      beforeSeal: joined(first, second, something, third),
      after: joined(first, second, third, something),
      twice: joined(first, second, third, third),
      unsealed: attached,
      rendered,
      noBundle: joined(first, third),
      swapped: joined(first, third, second),
      short: sealed.subarray(0, sealed.length - 1),
      cutInside: sealed.subarray(0, attached.length + 4000),
    })) {
      expect(holds(file), what).toBe(false);
    }
  });

  test('are refused when a later update hides them, even one that ends as ours do', () => {
    const start = lastTable(sealed);
    const update = `\n2341 0 obj\n<<\n  /Type /Catalog\n>>\nendobj\n\nxref\n2341 1\n${String(sealed.length + 1).padStart(10, '0')} 00000 n\r\ntrailer\n<<\n  /Size 2346\n  /Root 2341 0 R\n  /Prev ${start}\n>>\nstartxref\n`;
    const table = sealed.length + update.indexOf('xref\n2341');
    const file = Buffer.concat([sealed, Buffer.from(`${update}${table}\n%%EOF`)]);
    expect(holds(new Uint8Array(file))).toBe(false);
  });

  test('name the place where they stop being what they should', () => {
    const place = attached.length + 12;
    const changed = sealed.slice();
    changed[place] = 0x21;
    const split = splitLayers(changed);
    expect(split).toMatchObject({ ok: false, problems: [{ place, sentence: expect.stringContaining('seal') }] });
  });
});

describe('a seal that somebody else would have accepted', () => {
  const forged = (change: {
    readonly certificate?: Uint8Array;
    readonly signature?: (signature: Uint8Array) => Uint8Array;
    readonly key?: string;
    readonly digest?: Uint8Array;
  }): Uint8Array => {
    const { after } = readAttached(attached, lastTable(attached));
    const probe = splitLayers(sealed);
    if (!probe.ok) throw new Error('unreachable');
    const digest = change.digest ?? probe.layers.seal.digest;
    const certificate = change.certificate ?? key.certificate;
    const { signingTime } = words;
    const made = signP256(change.key ?? key.privateKey, signedAttributes({ certificate, digest, signingTime }));
    const cms = buildCms({ certificate, digest, signingTime, signature: change.signature?.(made) ?? made });
    return new Uint8Array(Buffer.concat([attached, sealUpdate(after, words, cms).bytes]));
  };

  test('is the real one when nothing is changed', () => {
    expect(holds(forged({}))).toBe(true);
  });

  test('is refused with the other of two signatures that fit', () => {
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const file = forged({
      signature: (raw) => {
        const s = order - BigInt(`0x${Buffer.from(raw.subarray(32)).toString('hex')}`);
        return new Uint8Array(
          Buffer.concat([raw.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]),
        );
      },
    });
    expect(run('pdfsig', saved('high-s.pdf', file))).toContain('Signature is Valid.');
    expect(sentences(file)).toBe('The signature is not in the one form a seal has (low s).');
  });

  test('is refused when another key signed, or another digest was signed', () => {
    const other = makeSealKey('Another', '2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z');
    expect(sentences(forged({ key: other.privateKey }))).toBe('The signature is not by the key of the certificate.');
    expect(sentences(forged({ digest: new Uint8Array(32) }))).toContain('The file was changed after it was sealed');
  });

  test('is refused when its certificate was not valid then, or is not signed by its own key', () => {
    const late = makeSealKey('Late', '2027-01-01T00:00:00Z', '2036-01-01T00:00:00Z');
    const file = forged({ certificate: late.certificate, key: late.privateKey });
    expect(sentences(file)).toMatch(/^The seal is dated 2026-11-13T12:00:00Z; its certificate is valid from 2027/);
    const broken = key.certificate.slice();
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    expect(sentences(forged({ certificate: broken }))).toBe(
      'The certificate names itself as its issuer, but its own key did not sign it.',
    );
  });

  test('is refused in upper-case hex', () => {
    const from = Buffer.from(sealed).lastIndexOf('/Contents <') + 11;
    const file = sealed.slice();
    for (let at = from; at < from + 200; at++) {
      const byte = file[at] ?? 0;
      if (byte >= 0x61) file[at] = byte - 32;
    }
    expect(run('pdfsig', saved('upper.pdf', file))).toContain('Signature is Valid.');
    expect(sentences(file)).toContain('lower-case hex');
  });
});

describe('what cannot be attached or sealed', () => {
  const refusal = (act: () => unknown): Refusal => {
    try {
      act();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
    throw new Error('nothing was refused');
  };

  test('is a file that the renderer does not write, or that has its layers already', () => {
    const bad: [string, () => unknown][] = [
      ['another PDF', () => attachBundle(new TextEncoder().encode('%PDF-1.4\n%%EOF'), bundle)],
      ['attached twice', () => attachBundle(attached, bundle)],
      ['sealed without bundle', () => sealPdf(rendered, { ...key, ...words })],
      ['sealed twice', () => sealPdf(sealed, { ...key, ...words })],
    ];
    for (const [what, act] of bad) expect(refusal(act).code, what).toBe('bad-layers');
    const claims = claimsOf(facts);
    const bare = renderReport(composeReport(claims, loadWording())).pdf;
    expect(refusal(() => attachBundle(bare, bundle)).message).toContain('no attached files');
  });

  test('is a seal without a time, with words too long, or by a key that is not the certificate’s', () => {
    expect(refusal(() => sealPdf(attached, { ...key, ...words, signingTime: '2026-11-13' })).code).toBe('bad-seal');
    expect(refusal(() => sealPdf(attached, { ...key, ...words, name: 'x'.repeat(201) })).code).toBe('bad-seal');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(refusal(() => sealPdf(attached, { ...key, ...words, privateKey: pem })).code).toBe('bad-seal-key');
    expect(refusal(() => sealPdf(attached, { ...key, ...words, privateKey: 'x' })).code).toBe('bad-seal-key');
    const other = makeSealKey('Another', '2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z');
    expect(refusal(() => sealPdf(attached, { ...key, ...words, privateKey: other.privateKey })).message).toContain(
      'not by the key of the certificate',
    );
    expect(refusal(() => makeSealKey('x'.repeat(65), '2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z')).code).toBe(
      'bad-seal-key',
    );
    expect(refusal(() => makeSealKey('x', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z')).code).toBe('bad-seal-key');
  });

  test('a certificate that cannot be read', () => {
    expect(refusal(() => sealPdf(attached, { ...key, ...words, certificate: new Uint8Array(5) })).code).toBe(
      'bad-seal-key',
    );
  });
});
