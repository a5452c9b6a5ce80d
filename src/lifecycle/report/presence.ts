/**
 * Which paragraphs stand in Sections I and II, and with which wording: the tables of methodology 20.2 and 20.3 as data. Order of
 * rows is order of print.
 */
import type { OpinionKind, ReportType } from './model.ts';

/** What the presence rules look at. */
export interface ReportCase {
  readonly type: ReportType;
  readonly opinion: OpinionKind;
  /** organizations by the carve-out and by the inclusive method */
  readonly carveOuts: number;
  readonly inclusives: number;
  /** complementary user entity controls, and complementary subservice organization controls, are described */
  readonly cuecs: boolean;
  readonly csocs: boolean;
  /** Section V, or a response printed in Section IV, exists */
  readonly otherInformation: boolean;
  /** criteria left without any operating evidence because nothing called for their controls (17.1) */
  readonly silentCriteria: number;
  /** matters behind a modified opinion; the article of "the matter described" follows */
  readonly matters: number;
  readonly emphasis: boolean;
  readonly resolved: boolean;
  /** settings of the firm: SAR-10a, and counts for every test (R-RPT-03) */
  readonly noAdvice: boolean;
  readonly counts: boolean;
}

/**
 * id        of methodology 20.2 and 20.3
 * wordings  ids in data/wording.yaml, in order; 'ID#variant' takes a variant. Empty: the paragraph has no standing text
 * each      the paragraph stands once for each of these
 */
export interface PresentParagraph {
  readonly id: string;
  readonly wordings: readonly string[];
  readonly each: 'carve-out' | 'inclusive' | 'silent-criterion' | 'matter' | 'emphasis' | 'exception' | null;
}

interface Row {
  readonly id: string;
  readonly wordings: (of: ReportCase) => readonly string[];
  readonly present: (of: ReportCase) => boolean;
  readonly each?: PresentParagraph['each'];
}

const always = () => true;
const type2 = (of: ReportCase) => of.type === 'type2';
const disclaimed = (of: ReportCase) => of.opinion === 'disclaimer';
const modified = (of: ReportCase) => of.opinion !== 'unmodified';
const typed = (id: string) => (of: ReportCase) => [`${id}.${of.type === 'type1' ? 't1' : 't2'}`];
const plain = (id: string) => () => [id];
const several = (id: string, of: ReportCase) => (of.matters > 1 ? `${id}#several` : id);
const clauses = (of: ReportCase) => (type2(of) ? ['a', 'b', 'c'] : ['a', 'b']);

const sectionI: readonly Row[] = [
  { id: 'SAR-01', present: always, wordings: typed('SAR-01') },
  { id: 'SAR-02', present: always, wordings: plain('SAR-02') },
  {
    id: 'SAR-03',
    present: always,
    wordings: (of) => typed('SAR-03')(of).map((id) => (disclaimed(of) ? `${id}.disclaimer` : id)),
  },
  { id: 'SAR-04', present: (of) => of.otherInformation, wordings: plain('SAR-04') },
  { id: 'SAR-05', present: (of) => of.carveOuts > 0, wordings: plain('SAR-05'), each: 'carve-out' },
  { id: 'SAR-06', present: (of) => of.inclusives > 0, wordings: plain('SAR-06'), each: 'inclusive' },
  { id: 'SAR-07', present: (of) => of.cuecs, wordings: plain('SAR-07') },
  { id: 'SAR-08', present: always, wordings: typed('SAR-08') },
  { id: 'SAR-08i', present: (of) => of.inclusives > 0, wordings: plain('SAR-08i'), each: 'inclusive' },
  {
    id: 'SAR-09',
    present: always,
    // no claim of enough evidence in a disclaimer; a modified opinion names its kind
    wordings: (of) =>
      disclaimed(of)
        ? [several('SAR-09.disclaimer', of)]
        : modified(of)
          ? [...typed('SAR-09')(of).map((id) => `${id}#modified`), 'SAR-09.qualified']
          : typed('SAR-09')(of),
  },
  { id: 'SAR-10', present: always, wordings: (of) => (of.noAdvice ? ['SAR-10', 'SAR-10a'] : ['SAR-10']) },
  { id: 'SAR-10i', present: (of) => of.inclusives > 0, wordings: plain('SAR-10i'), each: 'inclusive' },
  {
    id: 'SAR-11',
    present: always,
    wordings: (of) => (disclaimed(of) ? [several('SAR-11.disclaimer', of)] : typed('SAR-11')(of)),
  },
  { id: 'SAR-12', present: always, wordings: typed('SAR-12') },
  { id: 'SAR-13', present: (of) => !type2(of), wordings: plain('SAR-13') },
  {
    id: 'SAR-14',
    present: (of) => type2(of) && !disclaimed(of),
    wordings: (of) => (of.counts ? ['SAR-14', 'SAR-14.counts'] : ['SAR-14']),
  },
  {
    // a disclaimer names no procedure and has no opinion that such a paragraph could leave unmodified
    id: 'SAR-15',
    present: (of) => type2(of) && of.silentCriteria > 0 && !disclaimed(of),
    wordings: plain('SAR-15'),
    each: 'silent-criterion',
  },
  { id: 'SAR-16', present: modified, wordings: () => [], each: 'matter' },
  {
    id: 'SAR-17',
    present: always,
    wordings: (of) =>
      disclaimed(of) ? [several('SAR-17.disclaimer', of)] : clauses(of).map((letter) => `SAR-17.${letter}`),
  },
  {
    id: 'SAR-17c',
    present: (of) => (of.cuecs || of.csocs) && !disclaimed(of),
    wordings: (of) => [of.cuecs && of.csocs ? 'SAR-17c.both' : of.cuecs ? 'SAR-17c.user' : 'SAR-17c.sub'],
  },
  { id: 'SAR-18', present: (of) => of.emphasis && !disclaimed(of), wordings: plain('SAR-18'), each: 'emphasis' },
  { id: 'SAR-18.resolved', present: (of) => of.resolved && !disclaimed(of), wordings: plain('SAR-18.resolved') },
  { id: 'SAR-19', present: always, wordings: (of) => [...typed('SAR-19')(of), 'SAR-19.points'] },
  { id: 'SAR-20', present: always, wordings: plain('SAR-20') },
];

const sectionII: readonly Row[] = [
  { id: 'ASR-01', present: always, wordings: plain('ASR-01') },
  { id: 'ASR-02', present: always, wordings: plain('ASR-02') },
  { id: 'ASR-03', present: (of) => of.carveOuts > 0, wordings: plain('ASR-03'), each: 'carve-out' },
  { id: 'ASR-04', present: (of) => of.inclusives > 0, wordings: plain('ASR-04'), each: 'inclusive' },
  { id: 'ASR-05', present: (of) => of.cuecs, wordings: plain('ASR-05') },
  // set before the confirmations it limits (REPORT 5)
  {
    id: 'ASR-09',
    present: (of) => of.opinion === 'qualified' || of.opinion === 'adverse',
    wordings: plain('ASR-09'),
    each: 'exception',
  },
  { id: 'ASR-06', present: always, wordings: plain('ASR-06') },
  { id: 'ASR-07', present: always, wordings: plain('ASR-07') },
  { id: 'ASR-08', present: type2, wordings: plain('ASR-08') },
  {
    id: 'ASR-10',
    present: (of) => type2(of) && of.silentCriteria > 0,
    wordings: plain('ASR-10'),
    each: 'silent-criterion',
  },
  { id: 'ASR-11', present: always, wordings: plain('ASR-11') },
  { id: 'ASR-12', present: always, wordings: plain('ASR-12') },
  { id: 'ASR-13', present: always, wordings: plain('ASR-13') },
];

const choose = (rows: readonly Row[], of: ReportCase): PresentParagraph[] =>
  rows
    .filter((row) => row.present(of))
    .map((row) => ({ id: row.id, wordings: row.wordings(of), each: row.each ?? null }));

/** The paragraphs of Sections I and II of this case, in the order of print. */
export function paragraphsOf(of: ReportCase): {
  readonly sectionI: readonly PresentParagraph[];
  readonly sectionII: readonly PresentParagraph[];
} {
  return { sectionI: choose(sectionI, of), sectionII: choose(sectionII, of) };
}
