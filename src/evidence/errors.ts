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
