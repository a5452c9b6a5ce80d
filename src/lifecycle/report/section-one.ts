/** Section I: the report of the independent service auditor (methodology 20.2). */
import { type ClaimBook, from, type Variables, type Words, type Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { Block, OpinionBlock, ParagraphBlock, ReportSection, Sentence, SignatureBlock } from './document.ts';
import type { Outline, OutlinedControl, OutlinedCriterion } from './outline.ts';
import { type PresentParagraph, paragraphsOf, type ReportCase } from './presence.ts';
import { day, listing, lowerFirst } from './print.ts';

/** The case that decides which paragraphs stand in Sections I and II. */
export function caseOf(book: ClaimBook, outline: Outline): ReportCase {
  const matters = book
    .each('opinion.basis', shapes.basis)
    .filter(({ value }) => !/\.(adverse|disclaimer|known)$/.test(value.wording));
  const carveOuts = outline.subservices.filter((one) => one.method === 'carve-out');
  return {
    type: outline.type,
    opinion: outline.opinion,
    carveOuts: carveOuts.length,
    inclusives: outline.subservices.length - carveOuts.length,
    cuecs: outline.cuecs.length > 0,
    csocs: carveOuts.some((one) => one.csocs.length > 0),
    otherInformation:
      book.numbers('other').length > 0 || outline.deviations.some(({ deviation }) => deviation.response !== null),
    silentCriteria: outline.silent.length,
    matters: matters.length,
    emphasis: book.numbers('opinion.emphasis').length > 0,
    resolved: book.read('opinion.resolved', shapes.resolved) !== null,
    noAdvice: book.need('report.noAdviceSentence', shapes.flag),
    counts: outline.printCounts,
  };
}

/** "IR-03 (recovery after an incident)", several as a list: the controls of a criterion for which nothing occurred. */
export function silentControls(criterion: OutlinedCriterion): { readonly named: Words; readonly ids: Words } {
  const silent = [...criterion.controls, ...criterion.also].filter((control) =>
    control.tests.some((test) => test.value.result === 'not-operated'),
  );
  const named = (control: OutlinedControl) =>
    control.title === null ? control.id : `${control.id} (${lowerFirst(control.title.text)})`;
  const ids = ['list.controls', ...silent.map((control) => `control.${control.id}.criteria`)];
  return {
    named: {
      text: listing(silent.map(named)),
      claims: [...ids, ...silent.flatMap((control) => control.title?.claims ?? [])],
    },
    ids: { text: listing(silent.map((control) => control.id)), claims: ids },
  };
}

/** A full stop where the words of a person end without one, and none twice. */
export function closed(sentence: Sentence): Sentence {
  const text = sentence.text.replace(/([.!?])\.$/, '$1');
  return { ...sentence, text: /[.!?:][”"’)]?$/.test(text) ? text : `${text}.` };
}

/** A block of one paragraph after another under one heading. */
export function paragraphBlock(
  id: string,
  heading: Sentence | null,
  paragraphs: readonly (readonly Sentence[])[],
  options: { readonly whole?: boolean; readonly points?: readonly Sentence[] } = {},
): ParagraphBlock {
  return {
    block: 'paragraph',
    id,
    heading,
    whole: options.whole ?? false,
    paragraphs: paragraphs.filter((sentences) => sentences.length > 0).map((sentences) => [...sentences]),
    points: [...(options.points ?? [])],
  };
}

/** "(a) …; (b) …; and (c) …." */
export function enumerated(
  letters: readonly ('a' | 'b' | 'c')[],
  say: (letter: 'a' | 'b' | 'c') => readonly Sentence[],
): OpinionBlock['groups'][number]['clauses'] {
  return letters.map((letter, i) => {
    const sentences = say(letter);
    const end = i === letters.length - 1 ? '.' : i === letters.length - 2 ? '; and' : ';';
    return {
      letter,
      text: sentences.map((sentence, at) =>
        at === sentences.length - 1 ? { ...sentence, text: sentence.text + end } : sentence,
      ),
    };
  });
}

/** Opinion, adverse opinion or disclaimer: the clauses keep their letters, each with the lead that is its own (section 16, step 4). */
function opinionBlock(
  book: ClaimBook,
  writer: Writer,
  outline: Outline,
  of: ReportCase,
  present: PresentParagraph,
): OpinionBlock {
  const kind = outline.opinion;
  const heading = writer.need(`SAR-17.heading.${kind}`);
  if (kind === 'disclaimer') {
    const closing = present.wordings.flatMap((wording) => writer.paragraph(wording));
    return { block: 'opinion', id: 'SAR-17', heading, groups: [], closing };
  }
  const letters: readonly ('a' | 'b' | 'c')[] = of.type === 'type1' ? ['a', 'b'] : ['a', 'b', 'c'];
  const affected = book.need('opinion.affected', shapes.clauses);
  const exceptFor = kind === 'qualified' ? affected : (book.read('opinion.exceptFor', shapes.clauses) ?? []);
  const many = of.matters > 1 ? '#several' : '';
  const suffix = of.type === 'type1' ? 't1' : 't2';
  const ordinary = (letter: 'a' | 'b' | 'c') => [
    ...(exceptFor.includes(letter) ? writer.paragraph(`SAR-17.lead.qualified${many}`) : []),
    writer.need(`SAR-17.${letter}.${suffix}`),
  ];
  const adverse = kind === 'adverse' ? letters.filter((letter) => affected.includes(letter)) : [];
  const others = letters.filter((letter) => !adverse.includes(letter));
  const groups: OpinionBlock['groups'] = [];
  if (adverse.length > 0) {
    const clauses = enumerated(adverse, (letter) => [writer.need(`SAR-17.${letter}.adverse`)]);
    groups.push({ lead: writer.need(`SAR-17.lead.adverse${many}`), clauses });
  }
  if (others.length > 0)
    groups.push({ lead: writer.need('SAR-17.lead.unmodified'), clauses: enumerated(others, ordinary) });
  return { block: 'opinion', id: of.cuecs || of.csocs ? 'SAR-17, SAR-17c' : 'SAR-17', heading, groups, closing: [] };
}

/** The firm's name signs an issued report; a specimen or draft is never signed (R-RPT-10, R-RPT-14). */
export function signatureBlock(writer: Writer, outline: Outline): SignatureBlock {
  const state = outline.draft ? 'SAR-20.draft' : outline.specimen ? 'SAR-20.none' : 'SAR-20.signed';
  return {
    block: 'signature',
    name: outline.draft || outline.specimen ? null : writer.need('SAR-20.name'),
    under: [writer.need('SAR-20.name'), ...writer.paragraph('SAR-20.place')],
    date: outline.draft ? null : writer.need('SAR-20.date'),
    underDate: [writer.need('SAR-20.dateLabel'), writer.need(state)],
  };
}

export const list = (id: string, value: string | readonly string[]): Words =>
  from(id, typeof value === 'string' ? value.trim() : listing(value));

/** Basis paragraphs: the standing words of each matter, filled with what people wrote (R-OPN-01). */
function basisBlock(book: ClaimBook, writer: Writer): ParagraphBlock {
  const organization = book.needWords('organization.name').text;
  const paragraphs = book.each('opinion.basis', shapes.basis).map(({ id, value }) => {
    const variables: Record<string, Words | null> = {};
    for (const [name, given] of Object.entries(value.variables)) variables[name] = list(id, given);
    const statement = variables['controlStatement'];
    if (statement && !statement.text.startsWith(organization)) {
      variables['controlStatement'] = { ...statement, text: lowerFirst(statement.text) };
    }
    const reference = value.wording === 'SAR-16.description.omits' ? 'SAR-16.description#omits' : value.wording;
    return writer
      .paragraph(reference, variables)
      .map((sentence) => closed({ ...sentence, claims: [...new Set([...sentence.claims, id])] }));
  });
  return paragraphBlock(
    'SAR-16',
    writer.need(`SAR-16.heading.${book.need('opinion.kind', shapes.opinionKind)}`),
    paragraphs,
  );
}

/** Section I, in the order of the presence rules. */
export function sectionOne(book: ClaimBook, writer: Writer, outline: Outline): ReportSection {
  const of = caseOf(book, outline);
  const blocks: Block[] = [];
  const say = (present: PresentParagraph, variables: Variables = {}) =>
    present.wordings.flatMap((wording) => writer.paragraph(wording, variables));
  const headed = (present: PresentParagraph, variables: Variables = {}) =>
    writer.heading(present.wordings[0] ?? present.id, variables);

  for (const present of paragraphsOf(of).sectionI) {
    switch (present.id) {
      case 'SAR-01': // set beneath the section's title
      case 'SAR-17c': // part of the clauses, as {if} and {ifOperated}
        break;
      case 'SAR-05':
      case 'SAR-06':
      case 'SAR-08i':
        for (const one of outline.subservices.filter((each) => each.method === present.each)) {
          const variables = { subservice: from(one.claim, one.name), subserviceService: from(one.claim, one.service) };
          blocks.push(paragraphBlock(present.id, headed(present, variables), [say(present, variables)]));
        }
        break;
      case 'SAR-10':
      case 'SAR-10i': {
        const last = blocks.at(-1);
        if (last?.block !== 'paragraph') break;
        const more =
          present.id === 'SAR-10'
            ? [say(present)]
            : outline.subservices
                .filter((one) => one.method === 'inclusive')
                .map((one) => say(present, { subservice: from(one.claim, one.name) }));
        blocks[blocks.length - 1] = {
          ...last,
          id: `${last.id}, ${present.id}`,
          paragraphs: [...last.paragraphs, ...more],
        };
        break;
      }
      case 'SAR-15': {
        const paragraphs = outline.silent.map((criterion) =>
          say(present, {
            control: silentControls(criterion).named,
            criterion: from(`criterion.${criterion.id}.conclusion`, criterion.id),
            zeroEvidence: criterion.zeroEvidence,
          }),
        );
        blocks.push(paragraphBlock(present.id, headed(present), paragraphs));
        break;
      }
      case 'SAR-16':
        blocks.push(basisBlock(book, writer));
        break;
      case 'SAR-17':
        blocks.push(opinionBlock(book, writer, outline, of, present));
        break;
      case 'SAR-18': {
        const paragraphs = book
          .each('opinion.emphasis', shapes.emphasis)
          .map(({ id, value }) =>
            say(present, { place: from(id, value.place), matter: from(id, value.matter.replace(/\.$/, '')) }),
          );
        blocks.push(paragraphBlock(present.id, headed(present), paragraphs));
        break;
      }
      case 'SAR-18.resolved': {
        const prior = book.need('opinion.resolved', shapes.resolved);
        const variables = {
          priorPeriod: from('opinion.resolved', prior.priorPeriod),
          priorDate: from('opinion.resolved', day(prior.priorDate)),
          priorKind: from('opinion.resolved', prior.priorKind),
          priorMatter: from('opinion.resolved', prior.priorMatter.replace(/\.$/, '')),
        };
        blocks.push(paragraphBlock(present.id, headed(present), [say(present, variables)]));
        break;
      }
      case 'SAR-19': {
        const [text = '', points = ''] = present.wordings;
        blocks.push(
          paragraphBlock(present.id, headed(present), [writer.paragraph(text)], { points: writer.paragraph(points) }),
        );
        break;
      }
      case 'SAR-20':
        blocks.push(signatureBlock(writer, outline));
        break;
      default:
        blocks.push(paragraphBlock(present.id, headed(present), [say(present)]));
    }
  }
  return { title: writer.need('SAR-00'), subtitle: writer.sentence('SAR-01.sub'), voice: writer.need('VOI-I'), blocks };
}
