/** Paragraphs that come from registers: the words are those of the records, in the order of their codes. Pure. */
import {
  type Composed,
  type ComposedSection,
  type Described,
  type Paragraph,
  type SectionId,
  sectionIds,
  type Source,
} from './model.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const list = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '');
const sentence = (value: string): string => (value === '' || /[.!?:]$/.test(value) ? value : `${value}.`);
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** What a record says in the description; one line. */
function lineOf(register: Source, { code, content }: Described): string {
  const of = (field: string): string => text(content[field]).replaceAll(/\s+/g, ' ');
  const title = of('title');
  const description = sentence(of('description'));
  switch (register) {
    case 'services':
      return joined(`${title}.`, description, of('users') === '' ? '' : `Used by ${sentence(of('users'))}`);
    case 'commitments':
      return joined(`${title}.`, description, of('madeIn') === '' ? '' : `Made in: ${sentence(of('madeIn'))}`);
    case 'infrastructure':
      return joined(
        `${title}.`,
        sentence([of('provider'), of('location')].filter((one) => one !== '').join(', ')),
        description,
      );
    case 'data-classes':
      return joined(
        `${title}.`,
        of('classification') === '' ? '' : `Classified as ${of('classification')}.`,
        of('retention') === '' ? '' : `Kept for: ${sentence(of('retention'))}`,
        description,
      );
    case 'incidents': {
      const days = [
        of('detectedOn') === '' ? '' : `Detected on ${of('detectedOn')}`,
        of('resolvedOn') === '' ? '' : `resolved on ${of('resolvedOn')}`,
      ].filter((one) => one !== '');
      return joined(`${title}.`, sentence(days.join(', ')), description, sentence(of('cause')));
    }
    case 'controls':
      return joined(`${code}.`, sentence(of('statement')), `Criteria: ${list(content['criteria'])}.`);
    case 'complementary-controls':
      return joined(
        `${title}.`,
        description,
        list(content['criteria']) === '' ? '' : `Criteria: ${list(content['criteria'])}.`,
      );
    case 'subservice-organizations':
      return joined(
        `${title}.`,
        sentence(of('services')),
        of('method') === 'inclusive' ? 'Included in this description.' : 'Carved out of this description.',
        of('expectedControls') === '' ? '' : `Controls expected of it: ${sentence(of('expectedControls'))}`,
      );
    case 'system-changes':
      return joined(`${of('changedOn')}: ${title}.`, description);
    case 'locations':
      return joined(`${title}.`, sentence(of('country')), description);
    case 'software':
    case 'people-groups':
    case 'system-procedures':
      return joined(`${title}.`, description);
  }
}

/** Whether a record stands in the description: in force and inside the boundary; of incidents, those that touched a commitment. */
export function isDescribed({ register, state, content }: Described): boolean {
  if (state === 'draft' || state === 'retired') return false;
  if (register === 'incidents') return content['affectedCommitment'] === true;
  return content['boundary'] !== 'outside';
}

/** Every section in the report's order as it reads now. records: of every register, in the order of their codes */
export function composeSections(
  kept: ReadonlyMap<SectionId, readonly Paragraph[]>,
  records: readonly Described[],
): ComposedSection[] {
  return sectionIds.map((id) => ({
    id,
    paragraphs: (kept.get(id) ?? []).map((paragraph) => composeParagraph(paragraph, records)),
  }));
}

function composeParagraph(paragraph: Paragraph, records: readonly Described[]): Composed {
  if (paragraph.kind === 'text') {
    return { id: paragraph.id, form: paragraph.form, text: paragraph.text, register: null, codes: [] };
  }
  const own = records.filter((record) => record.register === paragraph.register && isDescribed(record));
  return {
    id: paragraph.id,
    form: 'list',
    text: own.map((record) => lineOf(paragraph.register, record)).join('\n'),
    register: paragraph.register,
    codes: own.map((record) => record.code),
  };
}
