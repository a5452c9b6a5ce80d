/** Completeness of a description while it is written. Pure; the wording is that of data/description-criteria.json. */
import { isDescribed } from './compose.ts';
import {
  type ComposedSection,
  type Described,
  type Finding,
  type SectionId,
  type Source,
  sourceNames,
  sources,
} from './model.ts';

export interface RuleText {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly appliesTo: readonly string[];
}

/** patterns: data/description-patterns.yaml; type: of the engagement that is prepared */
export interface About {
  readonly type: 'type1' | 'type2';
  readonly messages: ReadonlyMap<string, RuleText>;
  readonly puffery: readonly string[];
  readonly telling: readonly string[];
  readonly certification: readonly string[];
}

/**
 * Rules that are held here: those whose facts stand in registers or in the text. The others are held when the description is issued
 * (src/lifecycle/description/rules.ts).
 */
type Held =
  | 'DC1-R01'
  | 'DC1-R02'
  | 'DC1-R06'
  | 'DC2-R01'
  | 'DC2-R02'
  | 'DC3-R01'
  | 'DC3-R02'
  | 'DC3-R03'
  | 'DC3-R04'
  | 'DC3-R05'
  | 'DC3-R10'
  | 'DC4-R04'
  | 'DC6-R04'
  | 'DC7-R03'
  | 'DC7-R04'
  | 'DC9-R01'
  | 'G-R03';

const placeholder = /\[\s*\.{2,}\s*\]|\bTBD\b|\blorem\b|\bTODO\b|\{\{.*?\}\}/i;
const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const filled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '';

/** One finding a rule and subject, in the order of sections. */
export function findGaps(sections: readonly ComposedSection[], records: readonly Described[], about: About): Finding[] {
  const findings: Finding[] = [];
  const unless = (
    holds: boolean,
    section: SectionId,
    rule: Held,
    subject: string,
    paragraph: string | null = null,
  ): void => {
    const known = about.messages.get(rule);
    if (known === undefined) throw new Error(`The table of description criteria has no rule ${rule}.`);
    if (holds || !known.appliesTo.includes(about.type)) return;
    const sentence = subject === '' ? known.message : `${subject}: ${known.message}`;
    findings.push({ section, rule, severity: known.severity, sentence, paragraph });
  };
  const described = records.filter(isDescribed);
  const of = (register: Source): Described[] => described.filter((record) => record.register === register);
  const typed = (id: SectionId): boolean =>
    sections.some(
      (section) =>
        section.id === id &&
        section.paragraphs.some((one) => one.register === null && one.form !== 'heading' && one.text.trim() !== ''),
    );
  const placed = new Map(sections.flatMap((section) => section.paragraphs).map((one) => [one.register, one]));

  unless(of('services').length > 0, 'DC1', 'DC1-R01', '');
  for (const { code, content } of of('services'))
    unless(
      words(typeof content['description'] === 'string' ? content['description'] : '') >= 15,
      'DC1',
      'DC1-R02',
      code,
    );
  unless(
    of('commitments').some((one) => one.content['kind'] === 'commitment'),
    'DC2',
    'DC2-R01',
    '',
  );
  unless(
    of('commitments').some((one) => one.content['kind'] === 'requirement'),
    'DC2',
    'DC2-R02',
    '',
  );
  const components = [
    ['infrastructure', 'DC3-R01'],
    ['software', 'DC3-R02'],
    ['people-groups', 'DC3-R03'],
    ['system-procedures', 'DC3-R04'],
    ['data-classes', 'DC3-R05'],
  ] as const;
  for (const [register, rule] of components) {
    unless(of(register).length > 0 && words(placed.get(register)?.text ?? '') >= 30, 'DC3', rule, register);
  }
  unless(of('incidents').length > 0 || typed('DC4'), 'DC4', 'DC4-R04', '');
  unless(of('complementary-controls').length > 0 || typed('DC6'), 'DC6', 'DC6-R04', '');
  for (const { code, content } of of('subservice-organizations')) {
    if (content['method'] === 'carve-out') unless(filled(content['expectedControls']), 'DC7', 'DC7-R03', code);
    unless(filled(content['monitoredBy']), 'DC7', 'DC7-R04', code);
  }
  unless(of('system-changes').length > 0 || typed('DC9'), 'DC9', 'DC9-R01', '');

  // What a register holds and no paragraph says is left out of the report.
  for (const register of sourceNames) {
    if (of(register).length === 0 || placed.has(register)) continue;
    const sentence = `The register ${register} holds ${of(register).length} that no paragraph of the description says.`;
    findings.push({
      section: sources[register],
      rule: sources[register],
      severity: 'error',
      sentence,
      paragraph: null,
    });
  }
  const vain = about.puffery.map((one) => new RegExp(one, 'i'));
  const telling = about.telling.map((one) => new RegExp(one, 'i'));
  const certification = about.certification.map((one) => new RegExp(one, 'i'));
  for (const section of sections) {
    for (const { id, text } of section.paragraphs) {
      const subject = text.slice(0, 60);
      unless(!vain.some((one) => one.test(text)), section.id, 'DC1-R06', subject, id);
      unless(!telling.some((one) => one.test(text)), section.id, 'DC3-R10', subject, id);
      unless(!placeholder.test(text), section.id, 'G-R03', subject, id);
      // R-RPT-13: an attestation is never called a certification.
      if (certification.some((one) => one.test(text))) {
        const sentence = `“${subject}” calls the engagement a certification; it is an attestation.`;
        findings.push({ section: section.id, rule: 'R-RPT-13', severity: 'error', sentence, paragraph: id });
      }
    }
  }
  return findings;
}
