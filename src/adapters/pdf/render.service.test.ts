import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  attachmentsOf,
  claimsOf,
  composeReport,
  composeSoc3,
  loadWording,
  type ReportFacts,
} from '../../lifecycle/report/index.ts';
import { renderReport } from './render.ts';

const golden = new URL('../../../test/golden/northline/', import.meta.url);
const factsOf = (name: string): ReportFacts => JSON.parse(readFileSync(new URL(`${name}.json`, golden), 'utf8'));
const wording = loadWording();
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    // poppler doubts the border colors of four sides that Typst writes; only what it prints counts here
    stdio: ['ignore', 'pipe', 'ignore'],
  });

function render(facts: ReportFacts) {
  const claims = claimsOf(facts);
  return renderReport(composeReport(claims, wording), attachmentsOf(claims));
}

let folder: string;
const files = new Map<string, string>();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  for (const name of ['facts', 'facts-qualified', 'facts-type1-draft']) {
    const file = join(folder, `${name}.pdf`);
    writeFileSync(file, render(factsOf(name)).pdf);
    files.set(name, file);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string) => files.get(name) ?? '';

describe.each([
  ['facts', 'report.txt'],
  ['facts-qualified', 'report-qualified.txt'],
  ['facts-type1-draft', 'report-type1-draft.txt'],
])('the report of %s', (name, text) => {
  test('reads as the text that people have read before', async () => {
    // the slanted mark behind each page comes first, letter by letter
    const read = run('pdftotext', '-raw', '-enc', 'UTF-8', fileOf(name), '-').replace(/(^|\f)(?:\S{1,3}\n)+/g, '$1');
    await expect(read).toMatchFileSnapshot(new URL(text, golden).pathname);
  });

  test('is sound, tagged and PDF/A-3, with the guide as data and a table attached', () => {
    expect(run('qpdf', '--check', fileOf(name))).toContain('No syntax or stream encoding errors');
    expect(run('pdfinfo', fileOf(name))).toMatch(/Tagged:\s+yes/);
    const bytes = readFileSync(fileOf(name), 'latin1');
    expect(bytes).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(bytes).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(run('pdfdetach', '-list', fileOf(name))).toMatch(
      /2 embedded files[\s\S]*summary\.json[\s\S]*user-entity-controls\.csv/,
    );
  });

  test('is set in the nine styles that are embedded, and in no other font', () => {
    const fonts = run('pdffonts', fileOf(name))
      .split('\n')
      .slice(2)
      .filter((line) => line !== '');
    expect(fonts.length).toBeGreaterThan(5);
    for (const line of fonts)
      expect(line).toMatch(/^[A-Z]{6}\+(SourceSerif4|IBMPlexSans|IBMPlexMono)-\w+ .* yes yes yes /);
  });

  test('carries its mark in the foot of every page and in the text of each', () => {
    const pages = run('pdftotext', '-raw', '-enc', 'UTF-8', fileOf(name), '-').split('\f').slice(0, -1);
    for (const page of pages) expect(page).toContain('SPECIMEN: not issued by a licensed firm');
    if (name.includes('draft')) for (const page of pages) expect(page).toContain('DRAFT – not for distribution');
  });
});

describe.each([
  ['facts', 'soc3.txt'],
  ['facts-qualified', 'soc3-qualified.txt'],
])('the SOC 3 report of %s', (name, text) => {
  const made = () => renderReport(composeSoc3(claimsOf(factsOf(name)), wording));

  test('reads as the text that people have read before, for general use and without a test, and is equal each time', async () => {
    const { pdf, pages } = made();
    expect(pages).toBeLessThan(9);
    expect(createHash('sha256').update(made().pdf).digest('hex')).toBe(createHash('sha256').update(pdf).digest('hex'));
    const file = join(folder, `${name}-soc3.pdf`);
    writeFileSync(file, pdf);
    const read = run('pdftotext', '-raw', '-enc', 'UTF-8', file, '-').replace(/(^|\f)(?:\S{1,3}\n)+/g, '$1');
    for (const page of read.split('\f').slice(1, -1)) expect(page).toContain('For general use.');
    expect(read).not.toMatch(/Restricted use|No exceptions noted|Criterion not met|[A-Z]{2,3}-\d\d\.\d/);
    await expect(read).toMatchFileSnapshot(new URL(text, golden).pathname);
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    expect(run('pdfinfo', file)).toMatch(/Title:\s+SOC 3 report[\s\S]*Tagged:\s+yes/);
    expect(run('pdfdetach', '-list', file)).toContain('0 embedded files');
  });
});

test('headings, tables, lists and figures stand in the structure tree', () => {
  const tree = run('pdfinfo', '-struct', fileOf('facts'));
  const count = (tag: string) => tree.split('\n').filter((line) => line.trim().split(/[ (:]/)[0] === tag).length;
  expect([count('H1'), count('Figure')]).toEqual([8, 3]);
  expect(count('H2')).toBeGreaterThan(40);
  expect(count('Table')).toBeGreaterThan(15);
  expect(count('TH')).toBeGreaterThan(60);
  expect(count('TOC')).toBeGreaterThan(0);
});

test('equal facts give equal bytes in another process', () => {
  const script = `
    import { readFileSync } from 'node:fs';
    import { createHash } from 'node:crypto';
    const { attachmentsOf, claimsOf, composeReport, loadWording } = await import(${JSON.stringify(new URL('../../lifecycle/report/index.ts', import.meta.url).href)});
    const { renderReport } = await import(${JSON.stringify(new URL('render.ts', import.meta.url).href)});
    const claims = claimsOf(JSON.parse(readFileSync(${JSON.stringify(new URL('facts.json', golden).pathname)}, 'utf8')));
    const { pdf } = renderReport(composeReport(claims, loadWording()), attachmentsOf(claims));
    process.stdout.write(createHash('sha256').update(pdf).digest('hex'));`;
  const other = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' },
    cwd: folder,
  });
  expect(other).toBe(
    createHash('sha256')
      .update(readFileSync(fileOf('facts')))
      .digest('hex'),
  );
});

test('digests of template and fonts are given, and A4 is one word of data', () => {
  const facts = factsOf('facts');
  const rendered = render({ ...facts, report: { ...facts.report, paper: 'a4' } });
  expect(rendered.templateDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(rendered.fontsDigest).toMatch(/^[0-9a-f]{64}$/);
  const file = join(folder, 'a4.pdf');
  writeFileSync(file, rendered.pdf);
  expect(run('pdfinfo', file)).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/);
});

describe('hostile text in every field', () => {
  const attacks = [
    '#panic("x") $x^2$ *bold* `raw` @label <label> #read("/etc/passwd") // c /* c */ \\u{1F600} {organization}',
    'a\u0000b\u0007c\u001b[31md\u202Ee\u2066f\u200Bg\uFEFFh\u00ADi\uD800z',
    'W'.repeat(280),
    '\u{1F600}\u{1F3F3}\uFE0F\u200D\u{1F308} 漢字 עברית العربية ไทย Ελληνικά Кириллица',
    `Z${'\u0301'.repeat(100)} ◆ ✓ – “quoted”`,
  ];
  // words that are ids, choices or dates are not texts
  const kept =
    /^(id|type|paper|date|period\w+|asOf|kind|affected|from|to|criteria|nature|extent|means|method|custody|zone|conclusion|outcome|category|categories|wording|procedure|checkpointAt|clause)$/;
  const attack = (value: unknown, key: string, next: () => string): unknown => {
    if (typeof value === 'string') return kept.test(key) ? value : next();
    if (Array.isArray(value)) return value.map((each) => attack(each, key, next));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, attack(each, name, next)]));
  };

  const attacked = <T>(value: T, next: () => string): T => {
    const copy: T = JSON.parse(JSON.stringify(attack(value, '', next)));
    return copy;
  };

  test.each([0, 1, 2, 3, 4])('is set as plain words, inside the page, round %i', (round) => {
    const facts = factsOf('facts');
    let turn = round;
    const next = () => attacks[turn++ % attacks.length] ?? '';
    const diagram = facts.description.diagram;
    const hostile: ReportFacts = {
      ...attacked(facts, next),
      description: {
        ...attacked(facts.description, next),
        diagram: diagram && {
          ...diagram,
          nodes: diagram.nodes.map((node) => ({ ...node, title: next().slice(0, 80), sub: next().slice(0, 80) })),
        },
      },
    };
    const { pdf } = render(hostile);
    const file = join(folder, `hostile-${round}.pdf`);
    writeFileSync(file, pdf);
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    const text = run('pdftotext', '-enc', 'UTF-8', '-raw', file, '-');
    expect(text).toContain('#panic("x")');
    expect(text).toContain('[U+202E]');
    expect(text).not.toMatch(/[\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069\ufeff]/);
    expect(text).not.toContain('root:');
    expect(run('pdffonts', file)).not.toMatch(/Libertinus|DejaVu|NewCM/);
    // every word stands inside its page
    const words = run('pdftotext', '-bbox', file, '-').matchAll(
      /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
    );
    const outside = [...words].filter(
      ([, x1, , x2, , word]) =>
        (Number(x1) < 40 || Number(x2) > 575) && !/SPECIMEN|issued|licensed|firm|not|by|^a$/.test(word ?? ''),
    );
    expect(outside.map((word) => word.slice(1)).slice(0, 5)).toEqual([]);
  });
});
