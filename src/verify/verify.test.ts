import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { northline, otherSealKey, people, seal, sealedReport, sealKey } from '../../test/fixtures/report.ts';
import { attachBundle } from '../adapters/pdf/attach.ts';
import { renderAgain } from '../adapters/pdf/render-again.ts';
import { concat, type EntryRef, fromUtf8, sha256, toBase64, toHex, utf8 } from '../ledger/index.ts';
import { signBundle } from '../lifecycle/report/bundle.ts';
import type { Bundle, Draw } from './bundle.ts';
import { parseTrustFile, trustLine } from './trust.ts';
import { type Verification, type VerifyOptions, verificationText, verifyFile } from './verify.ts';

const honest = await sealedReport();
const draft = northline('facts-type1-draft');
const type1 = await sealedReport({}, { ...draft, report: { ...draft.report, date: '2026-11-13', draft: false } });
const plain: VerifyOptions = { trust: null };

const failed = (result: Verification): string[] => result.checks.filter((c) => !c.ok).map((c) => c.name);
const detail = (result: Verification, name: string): string =>
  result.checks.find((c) => c.name === name)?.detail ?? 'not made';

/** The honest bundle with something changed and nothing signed again. */
const changed = (change: (bundle: Bundle) => unknown): Uint8Array => {
  const bundle: Bundle = JSON.parse(fromUtf8(honest.bundle));
  return utf8(`${JSON.stringify(change(bundle))}\n`);
};
const bundleOf = (bytes: Uint8Array): Bundle => JSON.parse(fromUtf8(bytes));

describe('an unchanged report', () => {
  it('is valid as PDF and as bundle, Type II and Type I, and a bundle alone says nothing of pages or seal', async () => {
    for (const report of [honest, type1]) {
      const [pdf, bundle] = [await verifyFile(report.pdf, plain), await verifyFile(report.bundle, plain)];
      expect(failed(pdf)).toEqual([]);
      expect(failed(bundle)).toEqual([]);
      expect([pdf.valid, pdf.kind, bundle.valid, bundle.kind]).toEqual([true, 'pdf', true, 'bundle']);
      expect(pdf.checks.map((c) => c.name)).toEqual([
        'layers',
        'seal',
        'bundle',
        'keys',
        'bundle signature',
        'checkpoint',
        'entries',
        'order',
        'statements',
        'particulars',
        'claims',
        'totals',
        'samples',
        'report data',
        'pages',
        'seal key',
        'set again',
      ]);
      expect(bundle.checks.map((c) => c.name)).not.toContain('seal');
    }
  });

  it('is told as unchanged since sealed by a key, never as genuine, and says who did not sign', async () => {
    const result = await verifyFile(honest.pdf, plain);
    const text = verificationText(result);
    expect(result.answer).toBe(
      'unchanged since sealed by Tickmark installation seal; Tickmark installation seal is trusted by you: unverified',
    );
    expect(text).toContain('recorded by the installation for A. Example (engagement-partner)');
    expect(text).toContain('It cannot show that a source told the truth');
    expect(text).toContain('Not set again here');
    expect(text).not.toMatch(/genuine|certified|compliant|signed by A\. Example/);
  });

  it('names for each step what it rests on', async () => {
    const { chain } = await verifyFile(honest.pdf, plain);
    expect(chain.find((step) => step.hop === 'report')).toEqual({
      hop: 'report',
      count: 1,
      restsOn: ['description', 'assertion', 'opinion'],
    });
    expect(chain.find((step) => step.hop === 'sample')).toEqual({
      hop: 'sample',
      count: 3,
      restsOn: ['control', 'freeze'],
    });
  });
});

describe('keys a reader trusts', () => {
  const lines = honest.keys.map(trustLine).join('\n');

  it('are yes for those in the file, no for the others, and never change whether a file is valid', async () => {
    const all = await verifyFile(honest.pdf, { trust: parseTrustFile(lines, 'keys.txt') });
    expect(all.keys.map((key) => key.trusted)).toEqual(['yes', 'yes', 'yes', 'yes']);
    const sealing = honest.keys.filter((key) => key.role === 'seal');
    const renamed = sealing.map((key) => trustLine({ ...key, name: 'Harbor seal' })).join('');
    const one = await verifyFile(honest.pdf, { trust: parseTrustFile(`# by phone\n${renamed} # 2026`, 'keys.txt') });
    expect(one.valid).toBe(true);
    expect(one.keys.map((key) => key.trusted)).toEqual(['no', 'no', 'no', 'yes']);
    expect(one.answer).toMatch(/is trusted by you: yes, as Harbor seal$/);
    const none = await verifyFile(honest.pdf, { trust: [] });
    expect(none.valid).toBe(true);
    expect(none.answer).toMatch(/trusted by you: no$/);
  });

  it('count for their role only', async () => {
    const trust = parseTrustFile(lines.replace(/^engagement-partner/m, 'signatory'), 'keys.txt');
    const result = await verifyFile(honest.pdf, { trust });
    expect(result.keys.find((key) => key.role === 'engagement-partner')?.trusted).toBe('no');
  });

  it('are read as the example of docs/trust-file.md is written', () => {
    const page = readFileSync(new URL('../../docs/trust-file.md', import.meta.url), 'utf8');
    const example = /```\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(parseTrustFile(example, 'example').map(({ role, name }) => [role, name])).toEqual([
      ['engagement-partner', 'A. Example'],
      ['seal', 'Harbor seal'],
      ['ledger', 'northline ledger'],
    ]);
  });

  it('are refused with every bad line named', () => {
    const bad = `seal x sha256:AB\ngood one ed25519:${'A'.repeat(43)}=\nledger ed25519:${'A'.repeat(43)}=`;
    expect(() => parseTrustFile(bad, 'k')).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ subject: 'k:1' }), expect.objectContaining({ subject: 'k:3' })],
      }),
    );
  });
});

describe('a file that was changed', () => {
  it('fails when it is cut off, added to, or made of two', async () => {
    const cuts = [0, 1, 8, 1000, honest.rendered.length, honest.pdf.length - 1];
    for (const length of cuts) expect((await verifyFile(honest.pdf.subarray(0, length), plain)).valid).toBe(false);
    for (const added of ['\n', ' ', '%%EOF', 'x'.repeat(5000)]) {
      expect(failed(await verifyFile(concat(honest.pdf, utf8(added)), plain))).toContain('layers');
      expect((await verifyFile(concat(honest.bundle, utf8(added)), plain)).valid).toBe(false);
      expect((await verifyFile(concat(utf8(added), honest.pdf), plain)).valid).toBe(false);
    }
    expect((await verifyFile(concat(honest.pdf, type1.pdf), plain)).valid).toBe(false);
    const bundleOnly = attachBundle(honest.rendered, honest.bundle);
    for (const part of [honest.rendered, bundleOnly, concat(honest.pdf, honest.pdf.subarray(bundleOnly.length))])
      expect(failed(await verifyFile(part, plain))).toEqual(['layers']);
  });

  it('fails as another file type, empty, or a JSON of something else', async () => {
    for (const text of ['', '{', '{}\n', '[]', 'PK', '{"format":"tickmark-bundle/1"}\n', '%PDF-1.7\n'])
      expect((await verifyFile(utf8(text), plain)).valid).toBe(false);
    expect((await verifyFile(Uint8Array.of(0x7b, 0xff, 0xfe, 0x0a), plain)).valid).toBe(false);
    expect((await verifyFile(utf8('{"a":'.repeat(100_000)), plain)).valid).toBe(false);
  });

  it('fails with the pages of another report under this bundle, even sealed well', async () => {
    const pdf = seal(attachBundle(type1.rendered, honest.bundle));
    expect(failed(await verifyFile(pdf, plain))).toEqual(['pages']);
  });

  it('fails when another key seals the same layers', async () => {
    const pdf = seal(attachBundle(honest.rendered, honest.bundle), otherSealKey);
    const result = await verifyFile(pdf, plain);
    expect(failed(result)).toEqual(['seal key']);
    expect(detail(result, 'seal key')).toContain('another key than the report statement names');
  });

  it('is told as an altered copy of the original, whatever was altered', async () => {
    const originals = [{ report: 'NLY-2026-T2', sha256: honest.sha256 }];
    expect(failed(await verifyFile(honest.pdf, { ...plain, originals }))).toEqual([]);
    for (const at of [100, honest.rendered.length + 300, honest.rendered.length + 20_000, honest.pdf.length - 10]) {
      const pdf = honest.pdf.slice();
      pdf[at] = (pdf[at] ?? 0) ^ 1;
      const result = await verifyFile(pdf, { ...plain, originals });
      expect(failed(result), `byte ${at}`).toContain('original');
      expect(detail(result, 'original')).toContain(honest.sha256);
    }
    // sealed once more, with the same key: every check holds but this one
    const again = seal(attachBundle(honest.rendered, honest.bundle), sealKey, '2026-11-14T09:00:00Z');
    expect(failed(await verifyFile(again, { ...plain, originals }))).toEqual(['original']);
    expect(failed(await verifyFile(type1.pdf, { ...plain, originals }))).toEqual([]);
  });

  it('is not set again with another template or by another version, and says so; that is no failure', async () => {
    const stated = { rendered: honest.rendered, report: bundleOf(honest.bundle).report };
    const other = await verifyFile(honest.pdf, {
      ...plain,
      render: async () => ({ ...stated, template: '', fonts: '' }),
    });
    expect(other.valid).toBe(true);
    expect(detail(other, 'set again')).toContain('Not set again: the template');
    const older = await verifyFile(honest.pdf, { ...plain, render: async () => ({ cannot: 'it is of version 0' }) });
    expect(older.valid).toBe(true);
    expect(detail(older, 'set again')).toContain('it is of version 0');
  });

  it('fails when it cannot be set, or other pages or sentences come out', async () => {
    const again = await renderAgain(bundleOf(honest.bundle));
    if ('cannot' in again) throw new Error(again.cannot);
    expect(failed(await verifyFile(honest.pdf, { ...plain, render: async () => again }))).toEqual([]);
    const pages = await verifyFile(honest.pdf, {
      ...plain,
      render: async () => ({ ...again, rendered: new Uint8Array([1]) }),
    });
    expect(failed(pages)).toEqual(['set again']);
    const words = await verifyFile(honest.pdf, { ...plain, render: async () => ({ ...again, report: {} }) });
    expect(detail(words, 'set again')).toContain('sentences do not follow');
    const none = await verifyFile(honest.pdf, { ...plain, render: () => Promise.reject(new Error('no fonts')) });
    expect(detail(none, 'set again')).toContain('no fonts');
  });
});

describe('a bundle that was changed and not signed again', () => {
  const changes: readonly (readonly [string, (bundle: Bundle) => unknown])[] = [
    ['another opinion', (b) => ({ ...b, opinion: 'adverse' })],
    ['another date', (b) => ({ ...b, engagement: { ...b.engagement, reportDate: '2026-11-14' } })],
    ['another count', (b) => ({ ...b, draws: b.draws.map((d) => ({ ...d, size: d.size + 1 })) })],
    ['other order of entries', (b) => ({ ...b, entries: b.entries.toReversed() })],
    ['an entry left out', (b) => ({ ...b, entries: b.entries.slice(1) })],
    ['a claim left out', (b) => ({ ...b, claims: b.claims.slice(1) })],
    ['other order of claims', (b) => ({ ...b, claims: b.claims.toReversed() })],
    ['keys swapped', (b) => ({ ...b, keys: b.keys.toReversed() })],
    ['no specimen', (b) => ({ ...b, specimen: false })],
    ['another version', (b) => ({ ...b, producedBy: { name: 'Tickmark', version: '9.9.9' } })],
    ['another sentence', (b) => ({ ...b, report: {} })],
    ['an unknown field', (b) => ({ ...b, note: 'x' })],
  ];
  it.each(changes)('fails: %s', async (_, change) => {
    const result = await verifyFile(changed(change), plain);
    expect(result.valid).toBe(false);
    expect(failed(result).some((name) => name === 'bundle' || name === 'bundle signature')).toBe(true);
  });

  it('has one encoding: other spaces, other key order or an escaped sign fail', async () => {
    const text = fromUtf8(honest.bundle);
    const variants = [
      text.replace(':', ': '),
      text.replace('{', '{"format":"tickmark-bundle/1",').replace(',"format":"tickmark-bundle/1"', ''),
      text.replace('tickmark', '\\u0074ickmark'),
      text.slice(0, -1),
      `\ufeff${text}`,
    ];
    for (const variant of variants) expect((await verifyFile(utf8(variant), plain)).valid).toBe(false);
  });
});

/** Whoever holds every key can sign anything; what the parts say of each other must still agree. */
describe('a bundle made wrongly and signed well', () => {
  const signed = async (change: (bundle: Bundle) => Partial<Bundle>): Promise<Verification> => {
    const { signature: _, format: __, ...bundle } = bundleOf(honest.bundle);
    const whole = { ...bundle, ...change(bundleOf(honest.bundle)) };
    return verifyFile(await signBundle(whole, (message) => people.ledger.sign(message)), plain);
  };

  it.each<[string, string, (bundle: Bundle) => Partial<Bundle>]>([
    ['particulars', 'another opinion', () => ({ opinion: 'qualified' })],
    ['particulars', 'another report date', (b) => ({ engagement: { ...b.engagement, reportDate: '2026-11-14' } })],
    ['particulars', 'another firm', (b) => ({ engagement: { ...b.engagement, firm: 'Other CPAs' } })],
    ['particulars', 'not a specimen', () => ({ specimen: false })],
    ['report data', 'other words', (b) => ({ report: [b.report] })],
    ['claims', 'a claim left out', (b) => ({ claims: b.claims.slice(0, -1) })],
    [
      'claims',
      'another salt',
      (b) => ({ claims: b.claims.map((c) => ({ ...c, salt: toBase64(new Uint8Array(32)) })) }),
    ],
    [
      'entries',
      'another header',
      (b) => ({ entries: b.entries.map((e) => ({ ...e, header: { hop: 'scope', inputs: e.header.inputs } })) }),
    ],
    ['entries', 'another index', (b) => ({ entries: b.entries.map((e) => ({ ...e, index: e.index + 1 })) })],
    ['order', 'entries reversed', (b) => ({ entries: b.entries.toReversed() })],
    ['order', 'an entry left out', (b) => ({ entries: b.entries.slice(1) })],
    ['statements', 'the opinion not shown', (b) => ({ opened: b.opened.slice(0, 1) })],
    ['statements', 'one shown twice', (b) => ({ opened: b.opened.flatMap((o) => [o, o]) })],
    [
      'statements',
      'a salt changed',
      (b) => ({ opened: b.opened.map((o) => ({ ...o, salt: toBase64(new Uint8Array(32)) })) }),
    ],
    [
      'statements',
      'the partner’s key not listed',
      (b) => ({ keys: b.keys.filter((k) => k.role !== 'engagement-partner') }),
    ],
    [
      'claims',
      'a key added that the report does not name',
      (b) => ({
        keys: [
          ...b.keys,
          {
            role: 'eq-reviewer',
            name: 'A. Famous',
            algorithm: 'ed25519' as const,
            publicKey: toBase64(new Uint8Array(32).fill(7)),
            custody: 'person' as const,
          },
        ],
      }),
    ],
    [
      'claims',
      'the seal’s key under the name of a firm',
      (b) => ({ keys: b.keys.map((k) => (k.role === 'seal' ? { ...k, name: 'Harbor & Vale CPAs' } : k)) }),
    ],
    [
      'claims',
      'the ledger’s key under another name',
      (b) => ({ keys: b.keys.map((k) => (k.role === 'ledger' ? { ...k, name: 'A public log' } : k)) }),
    ],
    [
      'claims',
      'the custody of the seal’s key changed',
      (b) => ({ keys: b.keys.map((k) => (k.role === 'seal' ? { ...k, custody: 'person' as const } : k)) }),
    ],
    [
      'statements',
      'names of keys swapped',
      (b) => ({
        keys: b.keys.map((k) => ({
          ...k,
          name: k.role === 'signatory' ? 'A. Example' : k.role === 'engagement-partner' ? 'M. Ashgrove' : k.name,
        })),
      }),
    ],
    ['keys', 'one key under two names', (b) => ({ keys: b.keys.flatMap((k) => [k, { ...k, name: 'Another' }]) })],
    ['keys', 'no key of the seal', (b) => ({ keys: b.keys.filter((k) => k.role !== 'seal') })],
    ['samples', 'samples left out', () => ({ draws: [] })],
  ])('fails at %s: %s', async (check, _, change) => {
    expect(failed(await signed(change))).toContain(check);
  });

  it('fails with the checkpoint of another log, or a key of the log that is not the ledger’s', async () => {
    const other = await signed((b) => ({ log: { ...b.log, origin: 'other.example/log' } }));
    expect(failed(other)).toEqual(expect.arrayContaining(['bundle signature', 'checkpoint']));
    const bytes = changed((b) => ({
      ...b,
      keys: b.keys.map((k) => (k.role === 'ledger' ? { ...k, publicKey: toBase64(people.partner.publicKey) } : k)),
    }));
    expect(failed(await verifyFile(bytes, plain))).toEqual(expect.arrayContaining(['keys', 'bundle signature']));
  });
});

/** The same, from before the report statement: everything stated, logged, signed and sealed is consistent but for one part. */
describe('a report made wrongly from the start', () => {
  const made = async (changes: Parameters<typeof sealedReport>[0]): Promise<Verification> =>
    verifyFile((await sealedReport(changes)).pdf, plain);
  const firstDraw = (change: (draw: Draw) => Draw) => (draws: readonly Draw[]) =>
    draws.map((draw, i) => (i === 0 ? change(draw) : draw));

  it('fails where a total is not the sum of its tests', async () => {
    const result = await made({
      claims: (claims) => claims.map((c) => (c.id === 'total.deviating' ? { ...c, value: 0 } : c)),
    });
    expect(failed(result)).toEqual(['totals']);
    expect(detail(result, 'totals')).toMatch(/total\.deviating says 0; added up it is \d+/);
  });

  it('fails where the opinion of a claim is not the one stated', async () => {
    const result = await made({
      claims: (claims) => claims.map((c) => (c.id === 'opinion.kind' ? { ...c, value: 'qualified' } : c)),
    });
    expect(failed(result)).toEqual(['claims']);
  });

  it('fails where another item stands for one that was drawn, and names the place', async () => {
    const result = await made({
      draws: firstDraw((draw) => ({
        ...draw,
        selected: [draw.selected[1], ...draw.selected.slice(1)].flatMap((d) => d ?? []),
      })),
    });
    expect(failed(result)).toEqual(['samples']);
    expect(detail(result, 'samples')).toContain('sample-random: drawn again, place 1 is position 107');
  });

  it('fails with another seed, other reserves, another population, strata or size', async () => {
    const wrong: ((draw: Draw) => Draw)[] = [
      (draw) => ({ ...draw, seed: `${draw.seed}x` }),
      (draw) => ({ ...draw, reserved: draw.reserved.toReversed() }),
      (draw) => ({ ...draw, reserves: draw.reserves + 1 }),
      (draw) => ({ ...draw, reserves: Number.MAX_SAFE_INTEGER }),
      (draw) => ({
        ...draw,
        size: Number.MAX_SAFE_INTEGER,
        population: { ...draw.population, size: Number.MAX_SAFE_INTEGER },
      }),
      (draw) => ({ ...draw, population: { ...draw.population, size: draw.population.size + 1 } }),
      (draw) => ({ ...draw, population: { ...draw.population, root: '0'.repeat(64) } }),
      (draw) => ({ ...draw, strata: [] }),
      (draw) => ({ ...draw, selected: draw.selected.slice(1) }),
      (draw) => ({ ...draw, method: 'systematic' }),
      (draw) => ({ ...draw, entry: 0 }),
    ];
    for (const [i, change] of wrong.entries()) {
      const { bundle } = await sealedReport({ draws: firstDraw(change) });
      expect(failed(await verifyFile(bundle, plain)), `change ${i}`).toEqual(['samples']);
    }
  });

  it('fails where strata hold an item twice or leave one out', async () => {
    const stratified = (positions: readonly number[]) => (draws: readonly Draw[]) =>
      draws.map((draw) =>
        draw.method === 'stratified'
          ? { ...draw, strata: draw.strata.map((s, i) => (i === 0 ? { ...s, positions } : s)) }
          : draw,
      );
    for (const positions of [[0, 0], [0], [999]]) {
      const result = await made({ draws: stratified(positions) });
      expect(detail(result, 'samples')).toContain('do not cover the population');
    }
  });

  it('fails where a statement rests on what cannot carry it, or not on what must', async () => {
    const resting = (name: string, change: (inputs: readonly EntryRef[]) => readonly EntryRef[]) =>
      made({ inputs: (at, inputs) => (at === name ? change(inputs) : inputs) });
    let scope: readonly EntryRef[] = [];
    await made({
      inputs: (at, inputs) => {
        if (at === 'E-01') scope = inputs;
        return inputs;
      },
    });
    const wrong = [
      ['test', () => [], '(test) rests on nothing'],
      ['opinion', (inputs: readonly EntryRef[]) => [...inputs, ...scope], '(opinion) rests on a scope'],
      ['opinion', (inputs: readonly EntryRef[]) => inputs.slice(1), '(opinion) rests on no conclusion'],
      ['freeze', () => scope, '(freeze) rests on no population'],
      ['report', (inputs: readonly EntryRef[]) => inputs.slice(1), '(report) rests on no opinion'],
    ] as const;
    for (const [name, change, says] of wrong) {
      const result = await resting(name, change);
      expect(failed(result), says).toContain('order');
      expect(detail(result, 'order')).toContain(says);
    }
  });

  it('fails where one side’s key signs for the other', async () => {
    const result = await made({ signers: (name, signer) => (name === 'assertion' ? people.partner : signer) });
    expect(failed(result)).toContain('statements');
    expect(detail(result, 'statements')).toContain('signed by the key of A. Example');
    const side = await made({ signers: (name, signer) => (name === 'opinion' ? people.signatory : signer) });
    expect(failed(side)).toContain('statements');
  });

  it('fails where the opinion stated is not the one the bundle names', async () => {
    const result = await made({ bodies: (name, body) => (name === 'opinion' ? { ...body, kind: 'adverse' } : body) });
    expect(failed(result)).toEqual(['particulars']);
  });

  it('fails where another bundle than the one signed is attached', async () => {
    const result = await made({ attached: () => type1.bundle });
    expect(failed(result)).toEqual(['pages']);
  });

  it('holds where nothing is wrong', async () => {
    expect(failed(await made({}))).toEqual([]);
  });

  it('names the file by its digest', async () => {
    expect((await verifyFile(honest.pdf, plain)).sha256).toBe(toHex(sha256(honest.pdf)));
  });
});
