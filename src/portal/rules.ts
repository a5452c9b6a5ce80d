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
    isAsked(text) &&
    (hasText(text) || questionsOf(text).length > 0) &&
    (text.effectiveFrom === null || text.effectiveFrom <= today) &&
    (text.effectiveTo === null || text.effectiveTo >= today)
  );
}

const isProgramme = (role: string): boolean => role !== 'employee';

/** Who must have read it, by the roles of their membership. */
const readers = new Map<string, (roles: readonly string[]) => boolean>([
  ['everybody', () => true],
  ['employees', (roles) => !roles.some(isProgramme)],
  ['programme', (roles) => roles.some(isProgramme)],
]);

/** Narrower groups of a policy: no role says who is in them, so the policy names them. */
const named: ReadonlySet<string> = new Set(['engineering', 'administrators']);

/** email: the address they sign in with; its case does not count */
export interface Reading {
  readonly roles: readonly string[];
  readonly email: string;
}

export function mustRead(text: Pick<TextFacts, 'content'>, { roles, email }: Reading): boolean {
  const audience = String(text.content['acknowledgedBy']);
  if (named.has(audience)) return readersNamed(text).has(email.toLowerCase());
  return readers.get(audience)?.(roles) ?? false;
}

/** Whether it is for somebody: a group of which nobody is named asks nobody. */
function isAsked(text: TextFacts): boolean {
  const audience = String(text.content['acknowledgedBy']);
  return readers.has(audience) || (named.has(audience) && readersNamed(text).size > 0);
}

/** Addresses, one a line or parted by commas, in small letters. */
function readersNamed({ content }: Pick<TextFacts, 'content'>): ReadonlySet<string> {
  const said = typeof content['readers'] === 'string' ? content['readers'] : '';
  return new Set(
    said
      .split(/[\s,;]+/)
      .filter((one) => one !== '')
      .map((one) => one.toLowerCase()),
  );
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
