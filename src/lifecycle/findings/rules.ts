import type { Problem } from '../../refusal.ts';

/** Finding kinds of methodology 18. There is no field for a recommendation, a remedy or a due date anywhere (R-WALL-04). */
export const findingKinds = [
  'design-deficiency',
  'not-implemented',
  'operating-deviation',
  'description-misstatement',
  'scope-limitation',
  'noncompliance-or-fraud',
  'observation',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** What is said to management in writing: facts only (R-FND-01, R-FND-02). */
export interface FindingText {
  readonly id: string;
  readonly fact: string;
  readonly extent: string | null;
}

/** A release of one form of words that a standard requires the firm to send although a pattern matches (R-WALL-05). */
export interface AdviceRelease {
  readonly finding: string;
  readonly releasedBy: string;
  readonly reason: string;
  readonly standard: string;
}

/**
 * The firm never advises (R-WALL-04, R-WALL-05): words sent to management are held against the firm's advice patterns.
 * patterns   regular expressions, matched case-insensitively; may grow, must not be empty
 * returns    a problem for each text and pattern that matches; the sender rewrites
 */
export function adviceIn(
  texts: readonly FindingText[],
  patterns: readonly string[],
  releases: readonly AdviceRelease[] = [],
): Problem[] {
  if (patterns.length === 0) throw new Error('The list of advice patterns must not be emptied (R-WALL-05).');
  const compiled = patterns.map((pattern) => new RegExp(pattern, 'i'));
  const released = new Set(releases.map((release) => release.finding));
  return texts.flatMap((text) => {
    if (released.has(text.id)) return [];
    const words = `${text.fact}\n${text.extent ?? ''}`.replace(/\s+/g, ' ');
    return compiled.flatMap((pattern) => {
      const found = pattern.exec(words);
      if (!found) return [];
      return [
        {
          code: 'advice',
          subject: text.id,
          sentence: `${text.id} gives advice ("${found[0]}"); a finding states facts only.`,
          source: 'R-WALL-05',
        },
      ];
    });
  });
}

export interface Communication {
  readonly finding: string;
  readonly communicatedAt: string | null;
  readonly delivery: string | null;
  readonly respondedAt: string | null;
}

/**
 * Gate `ready-to-issue` → `issued`, first condition: every finding was communicated in writing with proof of delivery, and
 * management responded or had its window.
 * windowDays   business days of the response window, default 5 (policy)
 * businessDays counts business days after a date up to and including another, in the organization's calendar
 */
export function uncommunicated(
  findings: readonly Communication[],
  reportDate: string,
  windowDays: number,
  businessDays: (from: string, to: string) => number,
): Problem[] {
  return findings.flatMap((finding) => {
    if (finding.communicatedAt === null || finding.delivery === null || finding.delivery.trim() === '') {
      return [
        {
          code: 'finding-not-communicated',
          subject: finding.finding,
          sentence: `${finding.finding} was not communicated to management with proof of delivery.`,
          source: 'R-FND-01',
        },
      ];
    }
    const waited = businessDays(finding.communicatedAt, reportDate);
    if (finding.respondedAt === null && waited < windowDays) {
      return [
        {
          code: 'response-window-open',
          subject: finding.finding,
          sentence: `${finding.finding} was communicated ${waited} business days before the report date; management has ${windowDays} to respond.`,
          source: 'R-FND-03',
        },
      ];
    }
    return [];
  });
}
