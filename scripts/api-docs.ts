/**
 * Writes what is made from the routes: docs/errors.md and the types of the web application's client. With `--check`
 * it writes nothing and ends with 1 when one of them is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../src/http/api/openapi.ts';
import { apiProblems } from '../src/http/api/problems.ts';
import { describedRoutes } from '../src/routes.ts';
import { version } from '../src/version.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const document = openApiDocument(describedRoutes(), version);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the document is OpenAPI 3.1
const types = astToString(await openapiTS(structuredClone(document) as never));
const written = {
  'docs/errors.md': errors(),
  'web/app/api/schema.d.ts': `/** Written by scripts/api-docs.ts from the API's routes. */\n${types}`,
};

let differs = false;
for (const [name, text] of Object.entries(written)) {
  const path = join(home, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  differs = true;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${name} is not what the routes say; run node scripts/api-docs.ts.\n`);
    continue;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  process.stderr.write(`${name} was written.\n`);
}
process.exitCode = differs && process.argv.includes('--check') ? 1 : 0;

function errors(): string {
  const rows = Object.entries(apiProblems).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`);
  return `# Problems of the API

Every refusal is an RFC 9457 problem: \`type\` is \`urn:tickmark:problem:CODE\`, \`detail\` one plain sentence, \`instance\` the id of the request, \`errors\` one entry a field with its JSON pointer. The list is closed; it is printed from \`src/http/api/problems.ts\` by \`scripts/api-docs.ts\`.

| code | status | title |
|---|---|---|
${rows.join('\n')}
`;
}
