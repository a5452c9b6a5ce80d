/**
 * One thing that is wrong with what somebody gave us: a rule's answer, not an exception. Problems are collected and shown
 * all at once, never only the first.
 *
 * code      stable, kebab-case, unique in the product
 * subject   what it is about: a file with line, a record id, a field, a control id
 * sentence  one plain sentence for people, ending in a full stop
 * source    rule id (R-…) or the document it rests on; absent when it is plain bad input
 */
export interface Problem {
  readonly code: string;
  readonly subject: string;
  readonly sentence: string;
  readonly source?: string;
}

/** Exit codes of the command line (docs/cli.md): 1 the answer is no, 2 bad usage or input, 3 a fault of machine or installation. */
export type RefusalExit = 1 | 2 | 3;

/**
 * The operation cannot be done, and whoever asked can do something about it. Everything else that is thrown is a fault.
 *
 * code      from the closed list of the slice's `errors.ts`
 * problems  at least one when the refusal is about input; may be empty
 * next      what to do now, one sentence; absent when the sentence already says it
 */
export class Refusal extends Error {
  readonly code: string;
  readonly exit: RefusalExit;
  readonly problems: readonly Problem[];
  readonly next: string | undefined;

  constructor(
    code: string,
    sentence: string,
    options: { exit?: RefusalExit; problems?: readonly Problem[]; next?: string; cause?: unknown } = {},
  ) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.exit = options.exit ?? 2;
    this.problems = options.problems ?? [];
    this.next = options.next;
  }
}
