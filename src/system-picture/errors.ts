import { Refusal } from '../refusal.ts';

/** The closed list of what the picture refuses; each is in the API's list of problems. */
export function stalePicture(version: number): Refusal {
  return new Refusal('version-stale', `The picture was arranged in the meantime; it is now version ${version}.`, {
    next: 'Look at it again, and arrange it from there.',
  });
}

export function noComponents(codes: readonly (readonly [index: number, code: string])[]): Refusal {
  const problems = codes.map(([index, code]) => ({
    code: 'invalid-input',
    subject: `/places/${index}/code`,
    sentence: `The picture has no component ${code}.`,
  }));
  return new Refusal(
    'invalid-input',
    problems
      .slice(0, 5)
      .map(({ sentence }) => sentence)
      .join(' '),
    { problems },
  );
}
