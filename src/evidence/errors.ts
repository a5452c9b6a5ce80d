import { type Problem, Refusal } from '../refusal.ts';

/** The closed list of what this slice refuses (with blob-… of its blob store). */
export const evidenceRefusals = [
  'evidence-provenance',
  'evidence-unknown',
  'evidence-erased',
  'evidence-damaged',
  'evidence-key',
] as const;

export function wrongProvenance(problems: readonly Problem[]): Refusal {
  return new Refusal('evidence-provenance', problems.map((problem) => problem.sentence).join(' '), { problems });
}

export function unknownEvidence(id: string): Refusal {
  return new Refusal('evidence-unknown', `There is no evidence ${id}.`);
}

export function erasedEvidence(name: string, at: string): Refusal {
  return new Refusal(
    'evidence-erased',
    `The bytes of evidence ${name} were erased at ${at}; they cannot be read any more.`,
  );
}

export function otherBytes(name: string, cause?: unknown): Refusal {
  const sentence = `The bytes of evidence ${name} are not those that were recorded.`;
  return new Refusal('evidence-damaged', sentence, { exit: 3, cause });
}

/** What the API refuses about evidence of organizations; every code is in the API's own list (src/http/api/problems.ts). */
export function noEvidence(): Refusal {
  return new Refusal('not-found', 'There is no such evidence.');
}

export function noPage(pages: number): Refusal {
  return new Refusal('not-found', `There is no such page: it has ${pages}.`);
}

export function noUpload(): Refusal {
  return new Refusal('not-found', 'There is no such upload, or it was left too long.');
}

export function staleEvidence(code: string, version: number): Refusal {
  return new Refusal('version-stale', `${code} was changed in the meantime; it is now version ${version}.`, {
    next: 'Read it again, and make the change from there.',
  });
}

export function reusedUploadKey(): Refusal {
  return new Refusal('idempotency-key-reused', 'This Idempotency-Key was used for another creation.', {
    next: 'Use a new key for a new upload.',
  });
}

export function doesNotFit(sentence: string, next?: string): Refusal {
  return new Refusal('conflict', sentence, next === undefined ? {} : { next });
}

/** subject: JSON pointer of what is wrong */
export function wrongInput(subject: string, sentence: string): Refusal {
  return new Refusal('invalid-input', sentence, { problems: [{ code: 'invalid-input', subject, sentence }] });
}
