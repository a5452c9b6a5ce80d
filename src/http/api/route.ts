import type { ZodType, z } from 'zod';
import type { Transaction } from '../../adapters/postgres/pool.ts';
import type { EntryRef, StatementDraft } from '../../ledger/statement.ts';

export type Side = 'management' | 'firm';

/** Where every address of the API begins. */
export const apiPrefix = '/api/v1';

/**
 * Who asks, in one organization.
 * roles     of the membership (methodology 2)
 * provedAt  when the person last proved themselves with every factor (step-up); null: never in this session
 * scopes    what an API token may do; null for a session
 */
export interface Principal {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly organizationId: string;
  readonly side: Side;
  readonly roles: readonly string[];
  readonly provedAt: string | null;
  readonly scopes: readonly string[] | null;
  /** deployment mode of the installation (R-IND-10); left out where no request is decided */
  readonly mode?: string;
}

/**
 * What a member's handler works with: the transaction is the organization's own, under the side's role and its row-level security.
 * state  appends a statement to the organization's log; the index and digest are those of the entry
 * now    RFC 3339 UTC, one instant for the whole request
 */
export interface Asking {
  readonly principal: Principal;
  readonly transaction: Transaction;
  readonly state: (
    draft: Omit<StatementDraft, 'maker' | 'at' | 'inputs'> & { readonly inputs?: readonly EntryRef[] },
  ) => Promise<EntryRef>;
  readonly now: string;
  readonly newId: () => string;
}

/**
 * What a stranger's or a person's handler works with: no organization, no transaction; it uses its own service.
 * address  of whoever asks, for slowing guesses
 * cookie   the session's token as it came, null without
 * away     the token of a browser that was sent to another house and comes back, null without
 */
export interface Outside {
  readonly address: string;
  readonly agent: string;
  readonly cookie: string | null;
  readonly away: string | null;
  readonly now: string;
}

/**
 * What work that takes long is done with: no transaction is open meanwhile, so that whoever sends slowly holds no connection.
 * within     runs a part of it in a transaction of its own, where the member is found and decided about again; may be called several times
 * lastEvent  id of the last event seen, of whoever follows events again; 0: none
 */
export interface Apart {
  readonly principal: Principal;
  readonly now: string;
  readonly newId: () => string;
  readonly lastEvent: number;
  readonly within: <T>(work: (asking: Asking) => Promise<T>) => Promise<T>;
}

export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** of `If-Match`, where the route asks for it; 0 elsewhere, and where any will do */
  readonly version: number;
  /** of `Idempotency-Key`, where the route asks for it; '' elsewhere */
  readonly key: string;
}

/**
 * version  becomes the ETag
 * stream   is sent instead of a body, after the commit; size: bytes, where they are known
 * cookie   the session's token to set; null: to take away
 * away     the token of a browser that is sent to another house, to set for ten minutes; null: to take away
 * redirect where the browser goes next (303): a path of the application
 */
export interface Answer<A> {
  readonly status?: number;
  readonly body?: A;
  readonly version?: number;
  readonly location?: string;
  readonly stream?: {
    readonly type: string;
    /** of the file it is saved as; left out: it is not for keeping (events) */
    readonly name?: string;
    readonly size?: number;
    readonly parts: AsyncIterable<string | Uint8Array>;
  };
  readonly cookie?: string | null;
  readonly away?: string | null;
  readonly redirect?: string;
}

/**
 * How routes speak that a standard of others describes (SCIM), where the rest of the API speaks JSON and RFC 9457.
 * type     media type of what is answered, and may be sent beside application/json
 * refusal  body and status of what is refused
 */
export interface Wire {
  readonly type: string;
  readonly refusal: (refusal: {
    readonly code: string;
    readonly status: number;
    readonly sentence: string;
    readonly error: unknown;
  }) => { readonly status: number; readonly body: unknown };
}

interface Common<P, Q, B, A> {
  /** unique; `operationId` of the OpenAPI document */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** below /api/v1, parameters in braces */
  readonly path: string;
  readonly summary: string;
  readonly params?: ZodType<P>;
  readonly query?: ZodType<Q>;
  readonly body?: ZodType<B>;
  /** of the answer with a body; absent: 204, or a stream */
  readonly answer?: ZodType<A>;
  readonly status?: 200 | 201 | 204 | 303;
  /** true: it must be sent; may: it is held to where it is sent */
  readonly ifMatch?: boolean | 'may';
  readonly wire?: Wire;
  readonly idempotent?: boolean;
}

/** A route of an organization's members. */
export interface MemberRoute<P = unknown, Q = unknown, B = unknown, A = unknown> extends Common<P, Q, B, A> {
  readonly who: 'member';
  /** sides it exists for; the other side is answered as if it did not */
  readonly sides: readonly Side[];
  /** action and part of the organization the decision is about (src/identity/policies) */
  readonly action: Action;
  readonly part: string;
  /** whether it must leave a statement in the organization's log; a handler that then leaves none is a fault */
  readonly receipt: boolean;
  /** needs a person who proved themselves within the last five minutes */
  readonly fresh?: boolean;
  readonly handle: (asking: Asking, input: Input<P, Q, B>) => Promise<Answer<A>>;
  /** instead of `handle`, outside a transaction */
  readonly long?: (apart: Apart, input: Input<P, Q, B>) => Promise<Answer<A>>;
  /** takes at most so many bytes of application/octet-stream; `input.body` is a stream of them, as they come */
  readonly raw?: number;
}

/** A route of a person who is signed in, whatever the organization, or of anybody. */
export interface OutsideRoute<P = unknown, Q = unknown, B = unknown, A = unknown> extends Common<P, Q, B, A> {
  readonly who: 'person' | 'stranger';
  readonly handle: (outside: Outside, input: Input<P, Q, B>) => Promise<Answer<A>>;
}

export type Route = MemberRoute | OutsideRoute;

/** What a principal may do to a part; the policies speak of these and no others. */
export const actions = [
  'read',
  'create',
  'change',
  'comment',
  'export',
  'upload',
  'share',
  'answer',
  'administer',
  'sign',
  'erase',
] as const;
export type Action = (typeof actions)[number];

/** A member's route with the types of its schemas. */
export function memberRoute<
  P extends ZodType = ZodType,
  Q extends ZodType = ZodType,
  B extends ZodType = ZodType,
  A extends ZodType = ZodType,
>(
  route: Omit<MemberRoute, 'who' | 'params' | 'query' | 'body' | 'answer' | 'handle'> & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly answer?: A;
    readonly handle: (
      asking: Asking,
      input: Input<z.output<P>, z.output<Q>, z.output<B>>,
    ) => Promise<Answer<z.input<A>>>;
  },
): Route {
  // The schemas that parse the input are the ones the handler's types come from.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list of routes forgets the types its schemas hold
  return { ...route, who: 'member' } as unknown as Route;
}

/** A member's route whose work takes long, or that takes bytes as they come. */
export function longRoute<
  P extends ZodType = ZodType,
  Q extends ZodType = ZodType,
  B extends ZodType = ZodType<AsyncIterable<Uint8Array>>,
  A extends ZodType = ZodType,
>(
  route: Omit<MemberRoute, 'who' | 'params' | 'query' | 'body' | 'answer' | 'handle' | 'long'> & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly answer?: A;
    readonly long: (apart: Apart, input: Input<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer<z.input<A>>>;
  },
): Route {
  const handle = () => Promise.reject(new Error(`The route ${route.id} is not handled inside a transaction.`));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list of routes forgets the types its schemas hold
  return { ...route, who: 'member', handle } as unknown as Route;
}

/** A route outside organizations, with the types of its schemas. */
export function outsideRoute<
  P extends ZodType = ZodType,
  Q extends ZodType = ZodType,
  B extends ZodType = ZodType,
  A extends ZodType = ZodType,
>(
  route: Omit<OutsideRoute, 'params' | 'query' | 'body' | 'answer' | 'handle'> & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly answer?: A;
    readonly handle: (
      outside: Outside,
      input: Input<z.output<P>, z.output<Q>, z.output<B>>,
    ) => Promise<Answer<z.input<A>>>;
  },
): Route {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list of routes forgets the types its schemas hold
  return route as unknown as Route;
}
