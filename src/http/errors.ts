/** The closed list of what the server refuses, with status and title (docs: RFC 9457 problems). */
export const problems = {
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'no-result': { status: 404, title: 'There is no such result' },
  'other-host': { status: 421, title: 'This server answers to localhost alone' },
  'method-not-allowed': { status: 405, title: 'This address can only be read' },
  'not-ready': { status: 503, title: 'Not ready yet' },
  'bad-request': { status: 400, title: 'The request cannot be read' },
  fault: { status: 500, title: 'A fault occurred' },
} as const;

export type ProblemCode = keyof typeof problems;

/** Answers the request with a problem instead. `detail`: one plain sentence; nothing of the fault itself for `fault`. */
export class RequestProblem extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, detail: string) {
    super(detail);
    this.name = 'RequestProblem';
    this.code = code;
  }
}
