/** The one way to the server: paths and shapes from its own description (schema.d.ts), problems as errors, ETag and CSRF kept here. */
import type { paths } from './schema.d.ts';

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

type Answer<T> = T extends { responses: { 200: { content: { 'application/json': infer A } } } }
  ? A
  : T extends { responses: { 201: { content: { 'application/json': infer A } } } }
    ? A
    : unknown;

export type Session = Answer<paths['/api/v1/session']['get']>;
export type Overview = Answer<paths['/api/v1/organizations/{organizationId}/registers']['get']>;
export type Register = Overview['items'][number];
export type Field = Register['fields'][number];
export type Members = Answer<paths['/api/v1/organizations/{organizationId}/members']['get']>;
export type Found = Answer<paths['/api/v1/organizations/{organizationId}/search']['get']>;

export type Home = Answer<paths['/api/v1/organizations/{organizationId}/home']['get']>;
export type Work = Answer<paths['/api/v1/organizations/{organizationId}/work']['get']>;
export type Matrix = Answer<paths['/api/v1/organizations/{organizationId}/matrix']['get']>;
export type Rights = Answer<paths['/api/v1/organizations/{organizationId}/rights']['get']>;
export type Hosting = Answer<paths['/api/v1/organizations/{organizationId}/hosting']['get']>;
export type Setup = Answer<paths['/api/v1/setup']['get']>;
export type Outbox = Answer<paths['/api/v1/organizations/{organizationId}/outbox']['get']>;
export type Tokens = Answer<paths['/api/v1/organizations/{organizationId}/tokens']['get']>;
export type MadeToken = Answer<paths['/api/v1/organizations/{organizationId}/tokens']['post']>;
export type Invitations = Answer<paths['/api/v1/organizations/{organizationId}/invitations']['get']>;
export type Invitation = Answer<paths['/api/v1/auth/invitations/{token}']['get']>;
export type SignedIn = Answer<paths['/api/v1/auth/sign-in']['post']>;
export type Sessions = Answer<paths['/api/v1/session/sessions']['get']>;
export type Factors = Answer<paths['/api/v1/session/factors']['get']>;
export type Totp = Answer<paths['/api/v1/session/factors/totp']['post']>;
export type RecoveryCodes = Answer<paths['/api/v1/session/factors/recovery-codes']['post']>;
export type Passkeys = Answer<paths['/api/v1/session/passkeys']['get']>;
export type AddedPasskey = Answer<paths['/api/v1/session/passkeys']['post']>;

type EvidencePaths = '/api/v1/organizations/{organizationId}/evidence';
export type EvidencePage = Answer<paths[EvidencePaths]['get']>;
export type EvidenceItem = EvidencePage['items'][number];
export type EvidencePreview = Answer<paths[`${EvidencePaths}/{id}/preview`]['get']>;
export type EvidenceHistory = Answer<paths[`${EvidencePaths}/{id}/history`]['get']>;
export type EvidenceReceipt = Answer<paths[`${EvidencePaths}/{id}/receipt`]['get']>;
export type Upload = Answer<paths['/api/v1/organizations/{organizationId}/uploads']['post']>;
export type Engagements = Answer<paths['/api/v1/organizations/{organizationId}/exchange/engagements']['get']>;
export type PlannedPackage = Answer<
  paths['/api/v1/organizations/{organizationId}/exchange/engagements/{id}/package']['post']
>;
export type Thread = Answer<paths['/api/v1/organizations/{organizationId}/requests/{id}/thread']['get']>;
export type SharedPreview = Answer<
  paths['/api/v1/organizations/{organizationId}/requests/{id}/evidence/{sequence}/{number}/preview']['get']
>;

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
export type History = Answer<paths['/api/v1/organizations/{organizationId}/risks/{id}/history']['get']>;
export type Comments = Answer<paths['/api/v1/organizations/{organizationId}/risks/{id}/comments']['get']>;

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
  const headers: Record<string, string> = { accept: 'application/json' };
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
  // What an address answers is in the server's description; the caller names it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's answers are not checked a second time
  const answered = (json: unknown): T => json as T;
  if (response.status === 204) return answered(undefined);
  const json: unknown = await response.json().catch(() => null);
  if (response.ok) return answered(json);
  if (isProblem(json)) throw new ApiError(json);
  throw new ApiError({
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
