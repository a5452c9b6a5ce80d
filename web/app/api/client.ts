/** The one way to the server: shapes from its own description, by operation (schema.d.ts), problems as errors, ETag and CSRF kept here. */
import type { components } from './schema.d.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly next?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** What the server refused, or that it did not answer (status 0). */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
  get code(): string {
    return this.problem.type.replace('urn:tickmark:problem:', '');
  }
}

/** What the operation of that id answers; with `.body`, what it takes; or a shape that several name. */
export type Shape<Id extends keyof components['schemas']> = components['schemas'][Id];

export type Session = Shape<'session.read'>;
export type Overview = Shape<'registers.overview'>;
export type Register = Overview['items'][number];
export type Field = Register['fields'][number];
export type Members = Shape<'members.list'>;
export type Found = Shape<'registers.search'>;

export type Home = Shape<'readiness.home'>;
export type Work = Shape<'readiness.work'>;
export type Matrix = Shape<'readiness.matrix'>;
export type Rights = Shape<'rights.read'>;
export type Hosting = Shape<'hosting.read'>;
export type Quotas = Shape<'quotas.read'>;
export type Setup = Shape<'setup.read'>;
export type Outbox = Shape<'outbox.list'>;
export type Tokens = Shape<'tokens.list'>;
export type Directory = Shape<'directory.read'>;
export type MadeToken = Shape<'tokens.create'>;
export type Invitations = Shape<'invitations.list'>;
export type Invitation = Shape<'auth.invitation'>;
export type SignedIn = Shape<'auth.signIn'>;
export type Sessions = Shape<'session.list'>;
export type Factors = Shape<'factors.read'>;
export type Totp = Shape<'factors.enrolTotp'>;
export type RecoveryCodes = Shape<'factors.recoveryCodes'>;
export type ForeignAccounts = Shape<'foreignAccounts.list'>;
export type SentAway = Shape<'auth.oidcBegin'>;
export type Passkeys = Shape<'passkeys.list'>;
export type AddedPasskey = Shape<'passkeys.add'>;

export type EvidencePage = Shape<'evidence.list'>;
export type EvidenceItem = EvidencePage['items'][number];
export type EvidenceHistory = Shape<'evidence.history'>;
export type EvidenceReceipt = Shape<'evidence.receipt'>;
export type Upload = Shape<'evidence.begin-upload'>;
export type Engagements = Shape<'exchange.engagements'>;
export type Pairing = Shape<'exchange.pairing'>;
export type PlannedPackage = Shape<'exchange.take-in-package'>;
export type Thread = Shape<'Thread'>;
export type SharedPreview = Shape<'requests.shared-preview'>;

/** A record of any register: the same shape but for its content. */
export interface RegisterRecord {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly ownerId: string | null;
  readonly dueOn: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly version: number;
  readonly changedAt: string;
  readonly content: Readonly<Record<string, unknown>>;
}
export interface RecordPage {
  readonly items: readonly RegisterRecord[];
  readonly next: string | null;
  readonly total: number | null;
  readonly counts: Readonly<Record<string, number>>;
}
export type History = Shape<'History'>;
export type Comments = Shape<'Comments'>;

let csrf = '';
export function keepCsrf(token: string): void {
  csrf = token;
}

interface Options {
  readonly body?: unknown;
  /** version the change is made from */
  readonly version?: number;
  /** a creation: safe to be sent again */
  readonly creation?: string;
  /** sent as they are, streamed by the browser */
  readonly bytes?: Blob;
  readonly signal?: AbortSignal;
}

/** Throws ApiError. */
export async function ask<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, 'application/json', options);
  // What an address answers is in the server's description; the caller names it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's answers are not checked a second time
  return (response.status === 204 ? undefined : await response.json().catch(() => null)) as T;
}

/** What is no JSON, as text. Throws ApiError. */
export async function askText(path: string, options: Pick<Options, 'signal'> = {}): Promise<string> {
  return (await send('GET', path, '*/*', options)).text();
}

async function send(method: string, path: string, accept: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { accept };
  if (method !== 'GET') headers['x-tickmark-csrf'] = csrf;
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.bytes !== undefined) headers['content-type'] = 'application/octet-stream';
  if (options.version !== undefined) headers['if-match'] = `"v${options.version}"`;
  if (options.creation !== undefined) headers['idempotency-key'] = options.creation;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      ...(options.bytes !== undefined && { body: options.bytes }),
      ...(options.signal !== undefined && { signal: options.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError({
      type: 'urn:tickmark:problem:offline',
      title: '',
      status: 0,
      detail: 'The server does not answer.',
      instance: '',
    });
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response: Response): Promise<ApiError> {
  const json: unknown = await response.json().catch(() => null);
  if (isProblem(json)) return new ApiError(json);
  return new ApiError({
    type: 'urn:tickmark:problem:fault',
    title: '',
    status: response.status,
    detail: 'The answer cannot be read.',
    instance: '',
  });
}

function isProblem(json: unknown): json is Problem {
  return typeof json === 'object' && json !== null && 'detail' in json && 'type' in json;
}
