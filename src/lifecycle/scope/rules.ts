import { type Period, type PlainDate, problemsOfPeriodLength } from '../../period.ts';
import type { Problem } from '../../refusal.ts';

/** What scope rules look at; a Type 1 engagement has a date, a Type 2 engagement a period, never both (R-TYP-01). */
export interface Scope {
  readonly type: 'type1' | 'type2';
  readonly period: Period | null;
  readonly asOf: PlainDate | null;
  readonly categories: readonly string[];
  /** facts recorded by the partner: `security-left-out`, `period-exception` */
  readonly approvals: ReadonlySet<string>;
  readonly subservices: readonly {
    readonly id: string;
    readonly method: 'carve-out' | 'inclusive';
    readonly criteria: readonly string[];
    readonly assertion: boolean;
    readonly representations: boolean;
    readonly independent: boolean;
  }[];
  readonly cuecs: readonly { readonly id: string; readonly necessary: boolean }[];
}

/** Everything that is wrong with a scope, at once. */
export function problemsOfScope(scope: Scope): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, subject: string, sentence: string, source: string): void => {
    problems.push({ code, subject, sentence, source });
  };
  if (
    scope.type === 'type1' ? scope.asOf === null || scope.period !== null : scope.period === null || scope.asOf !== null
  ) {
    say(
      'time',
      scope.type,
      'A Type 1 engagement has a date and no period, a Type 2 engagement a period and no date.',
      'R-TYP-01',
    );
  }
  if (scope.period && !scope.approvals.has('period-exception')) problems.push(...problemsOfPeriodLength(scope.period));
  if (!scope.categories.includes('security') && !scope.approvals.has('security-left-out')) {
    say(
      'security',
      'categories',
      'Security is expected; leaving it out needs the partner’s approval with a reason.',
      'R-SCO-03',
    );
  }
  for (const organization of scope.subservices) {
    // (b) of R-SCO-06: without a criterion that needs its controls it is a vendor, not a subservice organization.
    if (organization.criteria.length === 0) {
      say(
        'vendor',
        organization.id,
        `No criterion needs the controls of ${organization.id}; it is a vendor.`,
        'R-SCO-06',
      );
    }
    const complete = organization.assertion && organization.representations && organization.independent;
    if (organization.method === 'inclusive' && !complete) {
      say(
        'inclusive',
        organization.id,
        `The inclusive method needs an assertion and representations of ${organization.id}, and the firm’s independence from it.`,
        'R-SCO-07',
      );
    }
  }
  for (const cuec of scope.cuecs) {
    if (!cuec.necessary) {
      say(
        'cuec',
        cuec.id,
        `Commitments can be achieved without ${cuec.id}; it is a user entity responsibility.`,
        'R-SCO-08',
      );
    }
  }
  return problems;
}
