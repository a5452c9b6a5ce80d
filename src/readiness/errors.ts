import { Refusal } from '../refusal.ts';

/** The closed list of what readiness refuses; each is in the API's list of problems. */
export function notInLibrary(ids: readonly (readonly [index: number, id: string])[]): Refusal {
  const problems = ids.map(([index, id]) => ({
    code: 'invalid-input',
    subject: `/ids/${index}`,
    sentence: `The library has no control ${id}.`,
  }));
  return new Refusal(
    'invalid-input',
    problems
      .map(({ sentence }) => sentence)
      .slice(0, 5)
      .join(' '),
    { problems },
  );
}

export function noEngagement(report: string | null): Refusal {
  const sentence =
    report === null
      ? 'Nothing in these answers asks for an examination, so there is no engagement to set up.'
      : `Engagements here are those of SOC 2; these answers lead to ${report}.`;
  return new Refusal('conflict', sentence, { next: 'Look at the answers again: who asks, and for what.' });
}

export function wrongPeriod(sentence: string): Refusal {
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: 'query:/to', sentence }],
  });
}
