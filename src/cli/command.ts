/** How a command describes itself; `main.ts` parses, prints and maps errors to exit codes, a command does its work. */
export interface Option {
  readonly name: string; // long form without dashes
  readonly value?: string; // name of the value in the help; absent for a switch
  readonly says: string;
}

export interface Invocation {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly switches: ReadonlySet<string>;
  /** for people: standard error; never shown with --quiet */
  readonly tell: (line: string) => void;
  /** one line that may be overwritten by the next: progress on a terminal, nothing elsewhere */
  readonly progress: (line: string) => void;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * json    printed as the one object on standard output with --json
 * text    printed on standard output without it
 * exit    0 done, 1 the answer is no
 */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly exit: 0 | 1;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly says: string;
  readonly detail?: string;
  readonly options: readonly Option[];
  run(invocation: Invocation): Promise<Answer>;
}
