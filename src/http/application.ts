/** The web application as files: its page with a fresh nonce a request, its assets by name, and nothing else of the disk. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
};

/** Paths whose pages are the application's; it finds its own way from there. */
const pages =
  /^\/(m|f|r|me|work|notifications|portal|start|sign-in|setup|invite|invitations|recover|settings)(\/|$)|^\/$/;

/**
 * Serves the built application; false when it was not built.
 * folder  web/dist
 */
export function mountApplication(app: FastifyInstance, folder: string): boolean {
  const files = readFiles(folder);
  const page = files.get('/index.html')?.toString('utf8');
  if (page === undefined) return false;
  files.delete('/index.html');
  for (const [path, bytes] of files) {
    const type = types[extname(path)] ?? 'application/octet-stream';
    // Names carry a digest of the content, so that what a browser kept is what is meant.
    const age = /-[A-Za-z0-9_-]{8,}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
    app.get(path, (_request, reply) => reply.header('cache-control', age).type(type).send(bytes));
  }
  const send = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('%NONCE%', nonce));
  };
  app.get('/', send);
  app.get('/:area', (request, reply) => (isPage(request) ? send(request, reply) : reply.callNotFound()));
  app.get('/:area/*', (request, reply) => (isPage(request) ? send(request, reply) : reply.callNotFound()));
  return true;
}

function isPage(request: FastifyRequest): boolean {
  return pages.test(request.url.split('?')[0] ?? '');
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Every file below the folder, by its address. Read once: an installation serves what it was built with. */
function readFiles(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const walk = (at: string, address: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(join(at, entry.name), `${address}${entry.name}/`);
      else if (entry.isFile() && !entry.name.endsWith('.map'))
        files.set(`${address}${entry.name}`, readFileSync(join(at, entry.name)));
    }
  };
  try {
    walk(folder, '/');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return files;
}
