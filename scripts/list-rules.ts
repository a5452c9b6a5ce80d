/**
 * Writes `docs/rules.md`: every rule of the method, where it is implemented and which tests cite it. The ids are those that
 * `data/rules.yaml` lists; a place is a citation of an id in the code or the data, named by the declaration it stands at, since
 * lines move.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const home = fileURLToPath(new URL('..', import.meta.url));
const listShape = z.object({
  source: z.string(),
  edition: z.string(),
  effectiveFrom: z.iso.date(),
  rules: z.record(z.string().regex(/^(R-[A-Z]{2,4}|INV|OP|IPE)-\d{2}$/), z.string()),
});

interface Citation {
  readonly rule: string;
  readonly file: string;
  readonly symbol: string | null;
}

/** Ids cited in a line, ranges and lists among them: "R-SMP-02 to -04", "R-TST-08, -10 and -11", "OP-01 to OP-22". */
export function citedIn(line: string): string[] {
  const cited: string[] = [];
  const pattern =
    /\b((?:R-[A-Z]{2,4}|INV|OP|IPE)-)(\d{2})(?!\d)((?:(?:,| to| and|, and) (?:(?:R-[A-Z]{2,4}|INV|OP|IPE))?-\d{2}\b)*)/g;
  for (const [, prefix = '', first = '', rest = ''] of line.matchAll(pattern)) {
    cited.push(prefix + first);
    let last = Number(first);
    for (const [, link = '', name, digits = ''] of rest.matchAll(
      /(,| to| and|, and) ((?:R-[A-Z]{2,4}|INV|OP|IPE))?-(\d{2})/g,
    )) {
      const own = name === undefined ? prefix : `${name}-`;
      if (link === ' to' && own === prefix) {
        for (let n = last + 1; n < Number(digits); n += 1) cited.push(own + String(n).padStart(2, '0'));
      }
      cited.push(own + digits);
      last = Number(digits);
    }
  }
  return cited;
}

const declaration =
  /^(?:export )?(?:default )?(?:async )?(?:abstract )?(?:function\*?|const|interface|class|type) ([A-Za-z_$][\w$]*)/;

/** The declaration that a line belongs to: the one it stands in, or the one that its comment introduces. */
function symbolAt(lines: readonly string[], at: number): string | null {
  const line = lines[at] ?? '';
  if (/^(\/\*\*|\/\/| \*)/.test(line)) {
    for (let next = at + 1; next < Math.min(lines.length, at + 30); next += 1) {
      const text = lines[next] ?? '';
      const found = declaration.exec(text)?.[1];
      if (found !== undefined) return found;
      if (text !== '' && !/^(\/\*\*|\/\/| \*)/.test(text)) return null;
    }
    return null;
  }
  for (let before = at; before >= 0; before -= 1) {
    const found = declaration.exec(lines[before] ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

async function citations(patterns: readonly string[]): Promise<Citation[]> {
  const files: string[] = [];
  for await (const file of glob([...patterns], { cwd: home })) files.push(file.split('\\').join('/'));
  return files.toSorted().flatMap((file) => {
    if (file === 'data/rules.yaml') return [];
    const lines = readFileSync(join(home, file), 'utf8').split('\n');
    return lines.flatMap((line, at) => {
      return citedIn(line).map((rule) => ({
        rule,
        file,
        symbol: file.endsWith('.ts') ? symbolAt(lines, at) : null,
      }));
    });
  });
}

/** Files with the declarations in them; many files of one folder stand as the folder. */
function places(found: readonly Citation[]): string {
  const byFile = Map.groupBy(found, (citation) => citation.file);
  const byFolder = Map.groupBy(byFile.keys(), (file) => file.slice(0, file.lastIndexOf('/')));
  return [...byFolder]
    .flatMap(([folder, files]) => {
      if (files.length > 3 && folder.startsWith('data/')) return [`\`${folder}/\` (${files.length} files)`];
      return files.map((file) => {
        const symbols = [...new Set((byFile.get(file) ?? []).flatMap(({ symbol }) => symbol ?? []))];
        return symbols.length === 0 ? `\`${file}\`` : `\`${file}\`: ${symbols.map((one) => `\`${one}\``).join(', ')}`;
      });
    })
    .join('<br>');
}

/** The tests that cite a rule; where none does, those beside the files that implement it. */
function proofs(tests: readonly Citation[], implemented: readonly Citation[]): string {
  const citing = [...new Set(tests.map((citation) => citation.file))];
  if (citing.length > 0) return citing.map((file) => `\`${file}\``).join('<br>');
  const beside = [...new Set(implemented.map((citation) => citation.file))]
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      ['.test.ts', '.property.test.ts', '.service.test.ts'].map((ending) => file.replace(/\.ts$/, ending)),
    )
    .filter((file) => existsSync(join(home, file)));
  return beside.length === 0 ? '–' : beside.map((file) => `beside: \`${file}\``).join('<br>');
}

/** The whole document. Equal sources give equal text. */
export async function rulesDocument(): Promise<string> {
  const list = listShape.parse(parse(readFileSync(join(home, 'data', 'rules.yaml'), 'utf8')));
  const all = await citations(['src/**/*.ts', 'src/**/*.sql', 'data/**/*.{yaml,json}', 'test/**/*.ts']);
  const unknown = [...new Set(all.map(({ rule, file }) => `${rule} in ${file}`))].filter(
    (words) => list.rules[words.split(' ')[0] ?? ''] === undefined,
  );
  if (unknown.length > 0) throw new Error(`Cited but not in data/rules.yaml: ${unknown.join('; ')}.`);
  const isTest = ({ file }: Citation) => file.endsWith('.test.ts') || file.startsWith('test/');
  const tests = Map.groupBy(all.filter(isTest), (citation) => citation.rule);
  const code = Map.groupBy(
    all.filter((citation) => !isTest(citation)),
    (citation) => citation.rule,
  );
  const ids = Object.keys(list.rules);
  const here = ids.filter((id) => code.has(id));
  const later = ids.filter((id) => !code.has(id));
  const row = (id: string) =>
    `| ${id} | ${list.rules[id] ?? ''} | ${places(code.get(id) ?? [])} | ${proofs(tests.get(id) ?? [], code.get(id) ?? [])} |`;
  return [
    '# Rules: where each is implemented, and what shows it',
    '',
    '<!-- Generated by scripts/list-rules.ts from data/rules.yaml, the code and the data. Change those, then: node scripts/list-rules.ts -->',
    '',
    `${list.source}, edition ${list.edition}: ${ids.length} rules, ${here.length} of them cited where they are implemented. The description criteria have rules of their own (\`DC…\`) in \`data/description-criteria.json\`.`,
    '',
    'A place is a file with the declarations that cite the rule. A test that cites a rule names it; “beside” is the test of the file where no test cites it.',
    '',
    '| rule | what it is about | place | test |',
    '|---|---|---|---|',
    ...here.map(row),
    '',
    '## Not in this part of the product yet',
    '',
    'Cited nowhere in the code: they belong to what the product does not do yet, or are carried out by people.',
    '',
    '| rule | what it is about |',
    '|---|---|',
    ...later.map((id) => `| ${id} | ${list.rules[id] ?? ''} |`),
    '',
  ].join('\n');
}

if (import.meta.main) {
  const text = await rulesDocument();
  writeFileSync(join(home, 'docs', 'rules.md'), text);
  process.stdout.write(`docs/rules.md: ${text.split('\n').length} lines\n`);
}
