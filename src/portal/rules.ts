/** Registers whose records people are asked to read or answer. */
export const readRegisters = ['policies', 'questionnaires'] as const;

/** Most questions of a questionnaire: one a line of its field. */
export const mostQuestions = 20;

/** Which text somebody must have read. */
export interface TextFacts {
  readonly state: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Published, in force on the day given, for people the portal knows, and with something to read or answer. today: YYYY-MM-DD */
export function isToBeRead(text: TextFacts, today: string): boolean {
  return (
    ['approved', 'sent-out'].includes(text.state) &&
    readers.has(String(text.content['acknowledgedBy'])) &&
    (hasText(text) || questionsOf(text).length > 0) &&
    (text.effectiveFrom === null || text.effectiveFrom <= today) &&
    (text.effectiveTo === null || text.effectiveTo >= today)
  );
}

const isProgramme = (role: string): boolean => role !== 'employee';

/** Who must have read it, by the roles of their membership. Narrower groups of a policy are kept on paper: no role says who is in them. */
const readers = new Map<string, (roles: readonly string[]) => boolean>([
  ['everybody', () => true],
  ['employees', (roles) => !roles.some(isProgramme)],
  ['programme', (roles) => roles.some(isProgramme)],
]);

export function mustRead({ content }: TextFacts, roles: readonly string[]): boolean {
  return readers.get(String(content['acknowledgedBy']))?.(roles) ?? false;
}

/** A line is a question; empty lines and what is beyond the last one taken are none. */
export function questionsOf({ content }: Pick<TextFacts, 'content'>): readonly string[] {
  const lines = typeof content['questions'] === 'string' ? content['questions'].split('\n') : [];
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, mostQuestions);
}

/** Day until which it is to be read; null: no day was set */
export function readUntil({ content }: TextFacts): string | null {
  const day = content['readUntil'];
  return typeof day === 'string' && day !== '' ? day : null;
}

function hasText({ content }: TextFacts): boolean {
  return typeof content['text'] === 'string' && content['text'].trim() !== '';
}
