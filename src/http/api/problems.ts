import type { Problem } from '../../refusal.ts';
import { Refusal } from '../../refusal.ts';

/**
 * The closed list of what the API refuses: code, status, title. docs/errors.md is printed from it. A slice's refusal whose code is
 * not here is a fault.
 */
export const apiProblems = {
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'This address does not do that' },
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'invalid-input': { status: 422, title: 'Some of what was sent does not fit' },
  'too-large': { status: 413, title: 'More was sent than is taken' },
  'wrong-media-type': { status: 415, title: 'This is not sent as JSON' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'not-signed-in': { status: 401, title: 'Nobody is signed in' },
  'sign-in-refused': { status: 401, title: 'Sign-in was not accepted' },
  'factor-needed': { status: 401, title: 'A second factor is needed' },
  'step-up-needed': { status: 403, title: 'This needs a fresh proof of who you are' },
  'csrf-missing': { status: 403, title: 'The request does not come from the application' },
  'not-allowed': { status: 403, title: 'This role may not do that' },
  'if-match-missing': { status: 428, title: 'The version it was made from is missing' },
  'version-stale': { status: 412, title: 'Somebody changed it in the meantime' },
  'idempotency-key-missing': { status: 400, title: 'The key that makes a repeat harmless is missing' },
  'idempotency-key-reused': { status: 422, title: 'The key was used for another request' },
  quota: { status: 403, title: 'The organization has as much of it as it may' },
  'quota-now': { status: 429, title: 'The organization has as much of it under way as it may' },
  'mode-off': { status: 409, title: 'This part is off where it is hosted like this' },
  conflict: { status: 409, title: 'It does not fit what is there' },
  'setup-done': { status: 409, title: 'The installation is set up already' },
  unavailable: { status: 503, title: 'It cannot be done at this moment' },
  'not-ready': { status: 503, title: 'Not ready yet' },
  fault: { status: 500, title: 'A fault occurred' },
} as const;

export type ApiProblemCode = keyof typeof apiProblems;

export function isApiProblem(code: string): code is ApiProblemCode {
  return Object.hasOwn(apiProblems, code);
}

/** A refusal of the API's own list. problems: one a field, its JSON pointer as subject. */
export function refuseRequest(
  code: ApiProblemCode,
  sentence: string,
  options: { problems?: readonly Problem[]; next?: string; cause?: unknown } = {},
): Refusal {
  return new Refusal(code, sentence, options);
}

/** RFC 9457, as JSON. */
export function problemBody(
  refusal: { code: ApiProblemCode; sentence: string; problems?: readonly Problem[]; next?: string | undefined },
  requestId: string,
) {
  const { status, title } = apiProblems[refusal.code];
  return {
    type: `urn:tickmark:problem:${refusal.code}`,
    title,
    status,
    detail: refusal.sentence,
    instance: `urn:uuid:${requestId}`,
    ...(refusal.next !== undefined && { next: refusal.next }),
    ...(refusal.problems !== undefined &&
      refusal.problems.length > 0 && {
        errors: refusal.problems.map(({ code, subject, sentence, source }) => ({
          code,
          pointer: subject,
          detail: sentence,
          ...(source !== undefined && { source }),
        })),
      }),
  };
}

/** A foreign thing and one that is not there answer the same. */
export function nothingThere(): Refusal {
  return refuseRequest('not-found', 'There is nothing at this address, or nothing you may see.');
}
