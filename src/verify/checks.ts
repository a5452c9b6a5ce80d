/** One thing that was checked. `detail` says what was found, or the place and the reason where it does not hold. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Collects checks in the order of reading; a check that cannot be made because an earlier one failed is not made silently. */
export class Checks {
  readonly all: Check[] = [];

  /** Runs a check: its problems, each with its place, or what to say when there are none. An error is a problem too. */
  make(name: string, check: () => readonly string[], holds: () => string): boolean {
    let problems: readonly string[];
    let detail = '';
    try {
      problems = check();
      if (problems.length === 0) detail = holds();
    } catch (error) {
      problems = [error instanceof Error ? error.message : String(error)];
    }
    const ok = problems.length === 0;
    const more = problems.length > 3 ? ` … and ${problems.length - 3} more.` : '';
    this.all.push({ name, ok, detail: ok ? detail : `${problems.slice(0, 3).join(' ')}${more}` });
    return ok;
  }

  fail(name: string, detail: string): void {
    this.all.push({ name, ok: false, detail });
  }

  note(name: string, detail: string): void {
    this.all.push({ name, ok: true, detail });
  }

  get valid(): boolean {
    return this.all.every((check) => check.ok);
  }
}
