import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Database } from '../adapters/postgres/pool.ts';
import { Refusal } from '../refusal.ts';
import { type ApiOptions, mountApi } from './api/mount.ts';
import { openApiDocument } from './api/openapi.ts';
import { addLimits, defaultLimits, type Limits } from './api/limits.ts';
import { mountApplication } from './application.ts';
import { mountMetrics } from './metrics.ts';
import { loadAssets } from './assets.ts';
import { problems, RequestProblem, type ProblemCode } from './errors.ts';
import { itemsPage, listPage, problemPage, waitingPage, workingPage } from './pages/plain.ts';
import { resultPage, type Verdict } from './pages/result.ts';
import { referencePage } from './reference.ts';
import { openServed, type Result, type Results, served, type ServedFile, type Waiting } from './results.ts';

/**
 * results   what is served
 * verify    asks the verifier about a report; the sentence why not when it cannot be asked
 * working   the line of progress while the example is examined, null when nothing is being worked on
 * ready     throws what stands against answering (the database does not answer)
 * verifier  file of the stand-alone verifier page; may be missing
 * newId     id of a request, also told to whoever asked
 * api       what the API answers with; left out, there is none
 * limits    how often the API may be asked; left out, the usual
 * application  folder of the built web application; left out or not built, the list of results is the first page
 * version   of the product, for the API's document
 * pools     connections by name, for `/metrics`
 * outside   the name it has beyond this machine, proxies whose word on name, address and TLS of a request is believed, and for how long
 *           browsers are told to come over TLS alone
 */
export interface ServerOptions {
  readonly results: Results;
  readonly verify: (result: Result) => Promise<Verdict | string>;
  readonly working: () => string | null;
  readonly ready: () => Promise<void>;
  readonly verifier: string;
  readonly newId: () => string;
  readonly logger: FastifyBaseLogger;
  readonly api?: ApiOptions;
  readonly limits?: Limits;
  readonly application?: string;
  readonly version?: string;
  readonly pools?: Readonly<Record<string, Database>>;
  readonly outside?: {
    readonly url: string;
    readonly hostname: string;
    readonly proxies: readonly string[];
    readonly hstsSeconds: number;
  };
}

/** How long connections in use are given to leave, and requests under way to end, when the server closes. */
const leaveMs = 250;
const patienceMs = 10_000;

const headers: Readonly<Record<string, string>> = {
  // Nothing but our own style, fonts and sign; no script, no frame, no form.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
/** Readers of PDF and the verifier bring a policy of their own. */
const ownPolicy = "frame-ancestors 'none'";

/** The server, not listening yet: every address of the installation and what it answers. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { results, newId, outside } = options;
  const { files, style } = loadAssets();
  const look = { style };
  const app = fastify({
    genReqId: newId,
    requestIdHeader: false,
    bodyLimit: 1024,
    ...((outside?.proxies.length ?? 0) > 0 && { trustProxy: [...(outside?.proxies ?? [])] }),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
    loggerInstance: options.logger,
    // Addresses that cannot be read, or are too long to be one of ours, come to no route and to no hook.
    frameworkErrors: (_error, request, reply) => {
      void problem(
        request,
        reply.headers({ ...headers, 'x-request-id': request.id }),
        'not-found',
        'The address leads nowhere.',
      );
    },
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id });
    const path = request.url.split('?')[0] ?? '/';
    if (path === '/health' || path === '/ready') return;
    const { hostname } = request;
    if (outside !== undefined && request.protocol === 'https' && outside.hstsSeconds > 0)
      reply.header('strict-transport-security', `max-age=${outside.hstsSeconds}`);
    if (hostname === 'localhost' || hostname === outside?.hostname) return;
    // WebAuthn refuses bare addresses, and a name of somebody else's that leads here may be a trap (DNS rebinding).
    if (isIP(hostname.replaceAll(/^\[|\]$/g, '')) !== 0 && /^(127\.|\[?::1\]?$)/.test(hostname)) {
      const port = request.port === null ? '' : `:${request.port}`;
      return reply.redirect(`http://localhost${port}${request.url}`, 308);
    }
    throw new RequestProblem(
      'other-host',
      `Open it at ${outside?.url ?? 'http://localhost with the port it was started on'}.`,
    );
  });

  const problem = (request: FastifyRequest, reply: FastifyReply, code: ProblemCode, detail: string) => {
    const { status, title } = problems[code];
    reply.status(status);
    if (/\btext\/html\b/.test(request.headers.accept ?? '')) {
      return reply.type('text/html; charset=utf-8').send(problemPage(title, detail, request.id, look));
    }
    const body = { type: `urn:tickmark:problem:${code}`, title, status, detail, instance: `urn:uuid:${request.id}` };
    return reply.type('application/problem+json').send(JSON.stringify(body));
  };
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof RequestProblem) return problem(request, reply, error.code, error.message);
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status < 500) return problem(request, reply, 'bad-request', 'What was sent is not a request for a page.');
    request.log.error({ error: error instanceof Error ? error.stack : String(error) }, 'fault');
    return problem(request, reply, 'fault', 'The fault is in the log under the id of this request.');
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && !request.url.startsWith('/api/')) {
      return problem(request, reply.header('allow', 'GET, HEAD'), 'method-not-allowed', 'Nothing is changed here.');
    }
    return problem(request, reply, 'not-found', 'The address leads nowhere.');
  });

  const find = async (id: string): Promise<Result | Waiting> => {
    const found = await results.find(id);
    if (found === null) throw new RequestProblem('no-result', 'There is no result of that name.');
    return found;
  };
  const page = (reply: FastifyReply, text: string) => reply.type('text/html; charset=utf-8').send(text);
  const show = async (reply: FastifyReply, found: Result | Waiting) => {
    if (!('view' in found)) return page(reply, waitingPage(found, look));
    const verifier = (await stat(options.verifier).catch(() => null))?.isFile() === true;
    return page(reply, resultPage(found, await options.verify(found), { style, verifier }));
  };

  app.get('/health', (_request, reply) => reply.send({ ok: true }));
  app.get('/ready', async (_request, reply) => {
    const line = options.working();
    if (line !== null) throw new RequestProblem('not-ready', `The example is being examined: ${line}.`);
    await options.ready().catch(() => {
      throw new RequestProblem('not-ready', 'The database does not answer.');
    });
    return reply.send({ ok: true });
  });
  const hasApplication = options.application !== undefined && mountApplication(app, options.application);
  if (options.pools !== undefined) mountMetrics(app, options.pools);
  if (options.api !== undefined) addApi(app, options.api, options.limits ?? defaultLimits, options.version ?? '');
  const first = async (_request: FastifyRequest, reply: FastifyReply) => {
    const line = options.working();
    if (line !== null) return page(reply.status(503).header('retry-after', '2'), workingPage(line, look));
    const names = await results.list();
    const [only] = names;
    if (names.length === 1 && only !== undefined) return show(reply, await find(only));
    return page(reply, listPage(await Promise.all(names.map(find)), look));
  };
  app.get('/results', first);
  if (!hasApplication) app.get('/', first);
  app.get<{ Params: { id: string } }>('/results/:id', async (request, reply) =>
    show(reply, await find(request.params.id)),
  );
  app.get<{ Params: { id: string } }>('/results/:id/items', async (request, reply) => {
    const found = await find(request.params.id);
    return page(reply, 'view' in found ? itemsPage(found, look) : waitingPage(found, look));
  });
  for (const file of Object.keys(served).filter((name): name is ServedFile => name in served)) {
    app.get<{ Params: { id: string }; Querystring: { download?: string } }>(
      `/results/:id/${file}`,
      async (request, reply) => {
        const found = await find(request.params.id);
        const opened = 'view' in found ? await openServed(results.path(found.id, file)) : null;
        if (opened === null) throw new RequestProblem('no-result', `There is no ${file} yet.`);
        const download = request.query.download !== undefined || file === 'tickmark-bundle.json';
        const name = file === 'report.pdf' && 'view' in found ? fileName(found.view.engagement.id) : file;
        return reply
          .headers({
            'content-security-policy': ownPolicy,
            'content-disposition': `${download ? 'attachment' : 'inline'}; filename="${name}"`,
            'content-length': String(opened.size),
          })
          .type(served[file])
          .send(opened.stream);
      },
    );
  }
  app.get('/verify.html', async (_request, reply) => {
    const found = await stat(options.verifier).catch(() => null);
    if (found?.isFile() !== true) throw new RequestProblem('not-found', 'The verifier page was not built.');
    // Its own policy stands in the file, so that it also holds where somebody saved it.
    return reply
      .header('content-security-policy', ownPolicy)
      .type('text/html; charset=utf-8')
      .send(createReadStream(options.verifier));
  });
  app.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const asset = files.get(request.params.name);
    if (asset === undefined) throw new RequestProblem('not-found', 'The address leads nowhere.');
    return reply.header('cache-control', 'public, max-age=86400').type(asset.type).send(asset.bytes);
  });
  return app;
}

/** What a process that only works answers: whether it lives, whether it can, and what it counts. */
export function buildProbe(options: Required<Pick<ServerOptions, 'ready' | 'logger' | 'pools'>>): FastifyInstance {
  const app = fastify({ bodyLimit: 1024, forceCloseConnections: 'idle', loggerInstance: options.logger });
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
  app.get('/health', (_request, reply) => reply.send({ ok: true }));
  app.get('/ready', async (_request, reply) => {
    const ok = await options.ready().then(
      () => true,
      () => false,
    );
    return reply.status(ok ? 200 : 503).send({ ok });
  });
  mountMetrics(app, options.pools);
  return app;
}

/** The API, its document and its reference page, apart from the pages: its own parser of bodies, its own limits. */
function addApi(app: FastifyInstance, api: ApiOptions, limits: Limits, version: string): void {
  const document = openApiDocument(api.routes, version);
  const [json, reference] = [JSON.stringify(document), referencePage(document)];
  app.register(async (scope) => {
    addLimits(scope, limits, Date.now);
    mountApi(scope, api);
    scope.get('/api/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(json));
    scope.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(reference));
  });
}

function fileName(id: string): string {
  return `${id.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.pdf`;
}

/**
 * Says at once that a port cannot be had, before anything slower is begun.
 * refuses  port-busy, port-forbidden, with exit code 3
 */
export async function probePort(port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ port, host: '127.0.0.1' }, resolve);
  }).catch(refusePort(port));
  await new Promise((resolve) => probe.close(resolve));
}

export interface Listening {
  readonly port: number;
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Listens on both loopback addresses where there are two, never on another. Closing lets every request that came be answered, and asks
 * whoever keeps a connection to leave it; what takes longer than ten seconds is cut off.
 * port     0 takes a free one
 * refuses  port-busy, port-forbidden, with exit code 3
 */
export async function listen(app: FastifyInstance, port: number, host = '127.0.0.1'): Promise<Listening> {
  let closing = false;
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  await app.listen({ port, host, listenTextResolver: () => '' }).catch(refusePort(port));
  const bound = app.server.address();
  const taken = typeof bound === 'object' && bound !== null ? bound.port : port;
  const second = createServer((request, response) => app.routing(request, response));
  const listening = await (host === '127.0.0.1' ? listenSecond(second, taken) : Promise.resolve(false)).catch(
    async (error: unknown) => {
      await app.close();
      return refusePort(taken)(error);
    },
  );
  return {
    port: taken,
    address: `http://localhost:${taken}`,
    async close() {
      closing = true;
      // Connections in use leave with their next answer; cutting them now could cut a request that is on its way.
      await sleep(leaveMs);
      const cut = setTimeout(() => {
        second.closeAllConnections();
        app.server.closeAllConnections();
      }, patienceMs);
      const closed = listening ? new Promise((resolve) => second.close(resolve)) : null;
      second.closeIdleConnections();
      await app.close();
      await closed;
      clearTimeout(cut);
    },
  };
}

/** The second loopback address; false where this machine has none. */
function listenSecond(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(codeOf(error))) resolve(false);
      else reject(error);
    });
    server.listen({ port, host: '::1', ipv6Only: true }, () => resolve(true));
  });
}

function refusePort(port: number): (error: unknown) => never {
  return (cause) => {
    const code = codeOf(cause);
    if (code === 'EADDRINUSE') {
      throw new Refusal('port-busy', `Port ${port} is in use by another program.`, {
        exit: 3,
        next: 'Stop that program, or choose another port with --port or TICKMARK_PORT.',
        cause,
      });
    }
    if (code === 'EACCES' || code === 'EPERM') {
      throw new Refusal('port-forbidden', `This user may not listen on port ${port}.`, {
        exit: 3,
        next: 'Choose a port from 1024 on with --port or TICKMARK_PORT.',
        cause,
      });
    }
    throw cause;
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
