/** What the letters speak of: the examination, its time and its categories, from registers and what was said. Pure. */
import { day, listing, type ReportType, type Wording, type Words, Writer } from '../lifecycle/report/index.ts';
import type { RegisteredRecord } from '../registers/index.ts';
import type { Fact, LetterParagraph, OpenPoint, Said } from './model.ts';

/**
 * organization  its name
 * records       of engagements, subservice organizations, controls, complementary controls, incidents, changes and received findings
 * approved      number of the latest approved description; null: none. isChanged: it says something else by now
 */
export interface Known {
  readonly organization: string;
  readonly records: readonly RegisteredRecord[];
  readonly approved: number | null;
  readonly isChanged: boolean;
}

/** R-ASR-01: what the auditor does is no basis of management's own. Its internal auditors are its own. */
export const othersWork =
  /\b(service|external|independent) audit(or)?s?\b|(?<!internal )\bauditors?['’]?s? (tests?|testing|work|report|opinion|procedures)\b/i;
const categories = [
  ['security', 'security'],
  ['availability', 'availability'],
  ['processingIntegrity', 'processing integrity'],
  ['confidentiality', 'confidentiality'],
  ['privacy', 'privacy'],
] as const;
/** Stands where a day or name is not known yet; an open point says so. */
export const blank = '____';

export const textOf = (record: RegisteredRecord | undefined, field: string): string => {
  const value = record?.content[field];
  return typeof value === 'string' ? value.trim() : '';
};
export const factOf = (record: RegisteredRecord): Fact => ({
  register: record.register,
  code: record.code,
  title: textOf(record, 'title'),
});
export const inForce = ({ records }: Known, register: string): readonly RegisteredRecord[] =>
  records.filter((one) => one.register === register && one.state !== 'draft' && one.state !== 'retired');

/** The examination the letters are for: what is under way, or what is drafted. */
export function engagementOf({ records }: Known): RegisteredRecord | undefined {
  const all = records.filter((one) => one.register === 'engagements');
  return all.find((one) => one.state === 'under-way') ?? all.find((one) => one.state === 'draft');
}

/** What is examined: from and to are ISO days, empty where nobody said them; to is the one day of a type 1. */
export interface Time {
  readonly type: ReportType;
  readonly from: string;
  readonly to: string;
}

export function timeOf(known: Known): Time {
  const engagement = engagementOf(known);
  const type = textOf(engagement, 'type') === 'soc2-type1' ? 'type1' : 'type2';
  return { type, from: textOf(engagement, 'from'), to: textOf(engagement, type === 'type1' ? 'asOf' : 'to') };
}

export interface Scope extends Time {
  readonly variables: Readonly<Record<string, Words | null>>;
  readonly rests: readonly Fact[];
}

export function scopeOf(known: Known, said: Said, wording: Wording): Scope {
  const engagement = engagementOf(known);
  const { type, from, to } = timeOf(known);
  const dated = (iso: string): string => (iso === '' ? blank : day(iso));
  const period = `${dated(from)} to ${dated(to)}`;
  const named = categories.filter(([field]) => engagement?.content[field] === true).map(([, word]) => word);
  const words = (text: string): Words => ({ text, claims: [] });
  const standing = (id: string): Words => new Writer(type, wording, {}).need(id);
  return {
    type,
    from,
    to,
    rests: engagement === undefined ? [] : [factOf(engagement)],
    variables: {
      organization: words(known.organization),
      system: words(textOf(engagement, 'title') || blank),
      firm: words(textOf(engagement, 'firm') || blank),
      time: words(type === 'type1' ? `as of ${dated(to)}` : `throughout the period ${period}`),
      timeLabel: words(type === 'type1' ? dated(to) : period),
      start: words(dated(from)),
      end: words(dated(to)),
      endDate: words(dated(to)),
      dc: standing('WRD-dc'),
      tsc: standing('WRD-tsc'),
      categories: words(named.length === 0 ? 'security' : listing(named)),
      basis: words(said.basis.trim() || blank),
      signatory: words(said.signatory.name.trim() || blank),
      signatoryTitle: words(said.signatory.title.trim() || blank),
      assertionDate: words(blank),
      fraudStatement: said.fraud.trim() === '' ? null : words(said.fraud.trim()),
    },
  };
}

/** A paragraph as a writer fills it. */
export function paragraphBy(writer: Writer, id: string, rests: readonly Fact[] = [], more = {}): LetterParagraph {
  return {
    id,
    heading: writer.heading(id)?.text ?? null,
    text: writer.paragraph(id, more).map(({ text }) => text),
    points: [],
    rests,
  };
}

/**
 * Items of a representation letter in their order, REP-01 to REP-`last`; what was decided of misstatements and events picks the words.
 * rests: records behind each, by its id
 */
export function representationsBy(
  writer: Writer,
  last: number,
  { misstatements, events }: Pick<Said, 'misstatements' | 'events'>,
  rests: Readonly<Record<string, readonly Fact[]>>,
): LetterParagraph[] {
  const variant: Readonly<Record<string, string>> = {
    ...(misstatements === 'none' && { 'REP-09': 'REP-09#none' }),
    ...(events === 'none' && { 'REP-10': 'REP-10#none' }),
  };
  const ids = Array.from({ length: last }, (_, index) => `REP-${String(index + 1).padStart(2, '0')}`);
  return ids.map((id) => {
    const { text, ...paragraph } = paragraphBy(writer, id, rests[id]);
    const more = variant[id] === undefined ? [] : writer.paragraph(variant[id]).map((one) => one.text);
    return { ...paragraph, heading: null, text: [...text, ...more] };
  });
}

/** Lines to be filled by who signs; a date stands there when it was signed, and never before (R-DAT-01, ASR-13). */
export function signatureBy(writer: Writer, id: 'ASR-13' | 'ASI-05' | 'REP-99'): LetterParagraph {
  const text = writer.paragraph(`${id}.draft`).map((one) => one.text);
  return { id, heading: null, text, points: [], rests: [] };
}

export function pointOf(record: RegisteredRecord | undefined, sentence: string): OpenPoint {
  return { sentence, register: record?.register ?? null, code: record?.code ?? null };
}
