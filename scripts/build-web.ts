/** Builds the web application into web/dist and says how much a first visit loads. Ends with 1 above the bar of 200 KB. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const home = fileURLToPath(new URL('..', import.meta.url));
const bar = 200_000;

/** The proofs of receipts are checked by the ledger's own code, with the browser's cryptography in the place of Node's. */
const browserCrypto = {
  name: 'browser-crypto',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined): string | null {
    const ledgerCrypto = join(home, 'src', 'ledger', 'crypto.ts');
    if (importer === undefined || !source.startsWith('.') || join(dirname(importer), source) !== ledgerCrypto)
      return null;
    return join(home, 'web', 'verify', 'crypto.ts');
  },
};

export async function buildWeb(): Promise<number> {
  const out = join(home, 'web', 'dist');
  await build({
    root: join(home, 'web', 'app'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react(), browserCrypto],
    build: {
      outDir: out,
      emptyOutDir: true,
      assetsDir: 'app',
      // Nothing inline: the policy of the page allows neither script nor font in it.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  });
  const html = readFileSync(join(out, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '');
  const bytes = files.reduce((sum, path) => sum + gzipSync(readFileSync(join(out, path))).length, 0);
  const all = readdirSync(join(out, 'app')).length;
  process.stderr.write(
    `web/dist was built: ${all} files; a first visit loads ${Math.round(bytes / 1000)} KB of script and style.\n`,
  );
  return bytes;
}

if (import.meta.main) process.exitCode = (await buildWeb()) > bar ? 1 : 0;
