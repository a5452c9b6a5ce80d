/**
 * Builds the stand-alone verifier: one HTML file that checks a report in any browser, without a network. Run as a program it
 * writes `build/verify.html`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const home = fileURLToPath(new URL('..', import.meta.url));
const page = join(home, 'web', 'verify');
const ledgerCrypto = join(home, 'src', 'ledger', 'crypto.ts');
const browserCrypto = join(page, 'crypto.ts');

/** The script: the verifier as `tickmark verify` runs it, with the browser's cryptography in the place of Node's. */
async function script(): Promise<string> {
  const replaced: string[] = [];
  const bundle = await rolldown({
    input: join(page, 'main.ts'),
    platform: 'browser',
    tsconfig: join(home, 'web', 'tsconfig.json'),
    plugins: [
      {
        name: 'browser-crypto',
        resolveId(source, importer) {
          if (source.startsWith('node:')) throw new Error(`${importer} needs ${source}, which no browser has.`);
          if (importer === undefined || !source.startsWith('.') || join(dirname(importer), source) !== ledgerCrypto)
            return null;
          replaced.push(importer);
          return browserCrypto;
        },
      },
    ],
    onLog(level, log) {
      if (level === 'warn') throw new Error(`The verifier does not build cleanly: ${log.message}`);
    },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, comments: false });
  await bundle.close();
  if (replaced.length === 0)
    throw new Error('Nothing of the ledger uses src/ledger/crypto.ts; the page would check nothing.');
  const [chunk, ...more] = output;
  if (more.length > 0) throw new Error('The verifier must be one script.');
  // An end tag inside a string would end the script element.
  return chunk.code
    .trim()
    .replaceAll(/<\/(script)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--');
}

const source = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The whole page. Equal sources give equal bytes. */
export async function buildVerifier(): Promise<string> {
  const code = await script();
  const style = readFileSync(join(page, 'style.css'), 'utf8').trim();
  // Nothing is loaded, sent, framed or evaluated; only this script and this style run.
  const policy = [
    `default-src 'none'`,
    `script-src ${source(code)}`,
    `style-src ${source(style)}`,
    `connect-src 'none'`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
  const parts: Readonly<Record<string, string>> = { policy, style, script: code };
  return readFileSync(join(page, 'page.html'), 'utf8').replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`page.html asks for ${name}, which is not made.`);
    return part;
  });
}

if (import.meta.main) {
  const html = await buildVerifier();
  mkdirSync(join(home, 'build'), { recursive: true });
  writeFileSync(join(home, 'build', 'verify.html'), html);
  process.stdout.write(`build/verify.html: ${Buffer.byteLength(html)} bytes\n`);
}
