/** `npm run build`: what must be built before it is served. TypeScript runs as it is; only the stand-alone verifier page is a product. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildVerifier } from './build-verifier.ts';

const folder = fileURLToPath(new URL('../build/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}verify.html.new`, await buildVerifier());
renameSync(`${folder}verify.html.new`, `${folder}verify.html`);
