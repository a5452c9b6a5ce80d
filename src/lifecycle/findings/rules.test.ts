import { describe, expect, it } from 'vitest';
import { adviceIn, uncommunicated } from './rules.ts';

const patterns = [
  'you should',
  'we (would )?(recommend|suggest|advise)',
  'to (fix|remediate|resolve) this',
  'consider (adding|implementing|using)',
];
const finding = (fact: string) => [{ id: 'F-1', fact, extent: null }];

describe('the firm never advises (R-WALL-05)', () => {
  it('lets a statement of facts pass', () => {
    expect(adviceIn(finding('Three of 3,214 changes were merged without an approval.'), patterns)).toEqual([]);
  });
  it.each([
    'You should review changes.',
    'We would  recommend\na gate.',
    'Consider adding a check.',
    'To fix this, use a gate.',
  ])('refuses the sentence "%s"', (sentence) => {
    expect(adviceIn(finding(sentence), patterns).map((p) => p.source)).toEqual(['R-WALL-05']);
  });
  it('finds advice that hides in the extent', () => {
    expect(adviceIn([{ id: 'F-1', fact: 'One of four.', extent: 'We suggest all four.' }], patterns)).toHaveLength(1);
  });
  it('lets the partner release the form of words of one finding only', () => {
    const release = { finding: 'F-1', releasedBy: 'partner', reason: 'fraud', standard: 'AT-C 205' };
    expect(adviceIn(finding('You should tell the regulator.'), patterns, [release])).toEqual([]);
    expect(adviceIn([{ id: 'F-2', fact: 'You should tell.', extent: null }], patterns, [release])).toHaveLength(1);
  });
  it('does not work without patterns', () => {
    expect(() => adviceIn(finding('Facts.'), [])).toThrow(/must not be emptied/);
  });
});

describe('findings reach management before the report (R-FND-01, R-FND-03)', () => {
  const days = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);
  const said = { finding: 'F-1', communicatedAt: '2024-01-10', delivery: 'registered mail', respondedAt: null };
  it('needs proof of delivery', () => {
    expect(uncommunicated([{ ...said, delivery: ' ' }], '2024-02-01', 5, days).map((p) => p.code)).toEqual([
      'finding-not-communicated',
    ]);
  });
  it('needs a response or the end of the window', () => {
    expect(uncommunicated([said], '2024-01-12', 5, days).map((p) => p.code)).toEqual(['response-window-open']);
    expect(uncommunicated([said], '2024-01-15', 5, days)).toEqual([]);
    expect(uncommunicated([{ ...said, respondedAt: '2024-01-11' }], '2024-01-12', 5, days)).toEqual([]);
  });
});
