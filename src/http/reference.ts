/** The API's reference as one plain page, made from its OpenAPI document: no script, so that it opens under the strictest policy. */
import { escapeHtml } from './html.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: unknown } } };
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
}

export function referencePage(document: { readonly [key: string]: unknown }): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by openapi.ts
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  const sections = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => section(path, method, operation)),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by openapi.ts
  const { schemas } = document['components'] as { readonly schemas: Readonly<Record<string, unknown>> };
  const shapes = Object.entries(schemas).map(
    ([name, schema]) =>
      `<details id="${escapeHtml(name)}"><summary><code>#/components/schemas/${escapeHtml(name)}</code></summary>${written(schema)}</details>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tickmark API</title><link rel="stylesheet" href="/assets/style.css"></head>
<body><main><h1>API</h1><p>${sections.length} operations. The same as a document: <a href="/api/openapi.json">/api/openapi.json</a>.</p>${sections.join('\n')}<section><h2>Shapes used more than once</h2>${shapes.join('\n')}</section></main></body></html>`;
}

function section(path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    (one) =>
      `<li><code>${escapeHtml(one.name)}</code> in ${escapeHtml(one.in)}${one.required ? ', required' : ''}</li>`,
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  const answers = Object.entries(operation.responses).map(([status, answer]) => {
    // Problems are described once, in the document's components.
    const text = answer.description ?? 'a problem, see docs/errors.md';
    return `<li>${escapeHtml(status)}: ${escapeHtml(text)}</li>`;
  });
  return `<section id="${escapeHtml(operation.operationId)}"><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2><p>${escapeHtml(operation.summary)}</p>
${parameters.length > 0 ? `<ul>${parameters.join('')}</ul>` : ''}${body === undefined ? '' : `<details><summary>Body</summary>${written(body)}</details>`}
<details><summary>Answers</summary><ul>${answers.join('')}</ul></details></section>`;
}

function written(schema: unknown): string {
  return `<pre>${escapeHtml(JSON.stringify(schema, null, 1))}</pre>`;
}
