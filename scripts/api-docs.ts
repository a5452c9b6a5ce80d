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
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- OpenAPI 3.1
const types = astToString(await openapiTS(shapesOf(openApiDocument(describedRoutes(), version)) as never));
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

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: unknown } };
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}
/** As much of the document as is looked at. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/**
 * What the client needs of the document, as one that has nothing else: every shape that is named, what each operation answers under its id,
 * and what it takes under `ID.body`. Addresses, parameters and problems are the same for all, and the client knows them by one function.
 */
function shapesOf(document: ReturnType<typeof openApiDocument>): object {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by openapi.ts
  const { paths, components } = structuredClone(document) as unknown as Document;
  const schemas: Record<string, unknown> = { ...components.schemas };
  for (const { operationId, requestBody, responses } of Object.values(paths).flatMap((path) => Object.values(path))) {
    const answer = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
    for (const [name, part] of [
      [operationId, answer],
      [`${operationId}.body`, requestBody],
    ] as const) {
      const media = part?.content?.['application/json'];
      if (media !== undefined) schemas[name] = media.schema;
    }
  }
  return { ...document, paths: {}, components: { schemas } };
}

function errors(): string {
  const rows = Object.entries(apiProblems).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`);
  return `# Problems of the API

Every refusal is an RFC 9457 problem: \`type\` is \`urn:tickmark:problem:CODE\`, \`detail\` one plain sentence, \`instance\` the id of the request, \`errors\` one entry a field with its JSON pointer. The list is closed; it is printed from \`src/http/api/problems.ts\` by \`scripts/api-docs.ts\`.

| code | status | title |
|---|---|---|
${rows.join('\n')}
`;
}
