/** `npm run build`: makes what is not in the sources. Equal sources give equal files; a file that did not change is not written. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildVerifier } from './build-verifier.ts';
import { buildWeb } from './build-web.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const page = join(home, 'build', 'verify.html');

mkdirSync(join(home, 'build'), { recursive: true });
const html = await buildVerifier();
const same = existsSync(page) && readFileSync(page, 'utf8') === html;
if (!same) writeFileSync(page, html);
process.stderr.write(`build/verify.html ${same ? 'is up to date' : 'was built'}.\n`);
await buildWeb();
