/** Which conditions of methodology 4.2 hold, read off the papers and the team. Pure. */
import { type Period, problemsOfPeriodLength } from '../period.ts';
import type { Content } from '../registers/model.ts';
import type { DocumentKind } from '../exchange/index.ts';
import { type Crossed, type File, type Paper, type PaperKind, wholeFile } from './model.ts';
import { timeAndCategories } from './papers/acceptance.ts';
import { isDone, isEmpty, stateOfPaper } from './sign-off.ts';

/**
 * fact    what is known, one sentence
 * papers  those it rests on, to go to
 */
export interface Fact {
  readonly holds: boolean;
  readonly fact: string;
  readonly papers: readonly { readonly kind: string; readonly subject: string }[];
}

export interface Facts {
  readonly facts: ReadonlyMap<string, Fact>;
  /** what the engagement is: type1 or type2, threat-recorded (`when` of data/state-machine.yaml) */
  readonly cases: ReadonlySet<string>;
}

/** Conditions that hold when one paper about the whole file is signed to its last level. */
const byOnePaper: Readonly<Record<string, string>> = {
  proposal: 'proposal',
  materiality: 'materiality',
  'risk-assessment': 'risk-assessment',
  'test-plan': 'test-plan',
  'team-and-timetable': 'team-and-timetable',
  'scope-recorded': 'scope',
};

export function factsOf(kinds: readonly PaperKind[], file: File): Facts {
  const look = lookAt(kinds, file);
  const facts = new Map<string, Fact>(
    Object.entries(byOnePaper).map(([fact, kind]) => [fact, look.whole(kind, () => null)]),
  );
  facts.set(
    'acceptance-checklist',
    look.whole('acceptance', ({ decision }) => (decision === 'accept' ? null : 'The decision is to decline.')),
  );
  facts.set(
    'firm-independence',
    look.whole('firm-independence', ({ conclusion }) =>
      conclusion === 'independent' ? null : 'The conclusion is that the firm is not independent.',
    ),
  );
  facts.set(
    'conflict-check',
    look.whole('conflict-check', ({ result }) =>
      result !== 'conflict' ? null : 'A conflict was found and is not resolved.',
    ),
  );
  facts.set(
    'fee',
    look.whole('engagement-letter', () => null),
  );
  facts.set('engagement-letter', look.signed('engagement-letter', wholeFile));
  facts.set('scope-confirmation', scopeConfirmation(look));
  facts.set('assertion-promised', assertionPromised(look));
  facts.set('control-list', controlList(look));
  facts.set('description-draft', received(look, 'description', 'No description was received.'));
  facts.set('representation-draft', received(look, 'representations', 'No draft was received.'));
  facts.set('assertion-signed', signedByManagement(look, 'assertion'));
  facts.set('representation-signed', signedByManagement(look, 'representations'));
  facts.set('team-independence', teamIndependence(look, file));
  facts.set('threat-approval', threats(look));
  facts.set('fraud-inquiries', fraudInquiries(look));
  facts.set('period-rule', periodRule(look));
  return { facts, cases: casesOf(look, file) };
}

interface Look {
  readonly paper: (kind: string, subject: string) => Paper | undefined;
  readonly all: (kind: string) => readonly Paper[];
  readonly isDone: (kind: string, paper: Paper | undefined) => boolean;
  /** the fact of one paper about the whole file; against: what its content says against it, null for nothing */
  readonly whole: (kind: string, against: (content: Content) => string | null) => Fact;
  /** the fact that management's signatory signed a paper as it is now */
  readonly signed: (kind: string, subject: string) => Fact;
  /** what was sent last and not returned or withdrawn */
  readonly latest: (kind: DocumentKind) => Crossed | undefined;
}

function lookAt(kinds: readonly PaperKind[], file: File): Look {
  const kindOf = (name: string): PaperKind => {
    const found = kinds.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no kind of workpaper ${name}.`);
    return found;
  };
  const paper = (kind: string, subject: string) =>
    file.papers.find((one) => one.kind === kind && one.subject === subject);
  const latest = (kind: DocumentKind, subject?: string) =>
    file.documents.find((one) => one.latest && one.kind === kind && (subject === undefined || one.subject === subject));
  return {
    paper,
    latest: (kind) => latest(kind),
    signed(name, subject) {
      const kind = kindOf(name);
      const found = paper(name, subject);
      const papers = [{ kind: name, subject }];
      if (found === undefined || !isDone(kind, found)) return { holds: false, fact: whyNotDone(kind, found), papers };
      const document = kind.sends === undefined ? undefined : latest(kind.sends, subject);
      if (document === undefined) return { holds: false, fact: `${kind.title}: not sent to management.`, papers };
      if (document.version !== found.version) {
        const fact = `${kind.title}: management has version ${document.version}, the file version ${found.version}.`;
        return { holds: false, fact, papers };
      }
      return document.signed === null
        ? { holds: false, fact: `${kind.title}: sent, not signed by management.`, papers }
        : { holds: true, fact: `Signed by ${document.signed.name}, ${document.signed.title}.`, papers };
    },
    all: (kind) => file.papers.filter((one) => one.kind === kind),
    isDone: (kind, one) => isDone(kindOf(kind), one),
    whole(name, against) {
      const kind = kindOf(name);
      const found = paper(name, wholeFile);
      const papers = [{ kind: name, subject: wholeFile }];
      const said = found === undefined ? null : against(found.content);
      if (!isDone(kind, found)) return { holds: false, fact: whyNotDone(kind, found), papers };
      return said === null ? { holds: true, fact: doneWord(kind), papers } : { holds: false, fact: said, papers };
    },
  };
}

const doneWord = (kind: PaperKind): string => `${kind.title}, ${kind.signed.at(-1)?.level ?? 'prepared'}.`;

function whyNotDone(kind: PaperKind, paper: Paper | undefined): string {
  const state = stateOfPaper(kind, paper);
  if (state === 'missing') return `${kind.title}: not begun.`;
  const last = kind.signed.at(-1)?.level;
  if (state === last) return `${kind.title}: a review note is open.`;
  return `${kind.title}: ${state === 'draft' ? 'a draft' : state}, not ${last ?? 'prepared'}.`;
}

/** Methodology 4.2, R-TRM-01: confirmed in writing, and not another scope than both sides signed terms on. */
function scopeConfirmation(look: Look): Fact {
  const confirmed = look.signed('scope', wholeFile);
  if (!confirmed.holds) return confirmed;
  const changes = look.all('change-of-terms');
  const waiting = changes.find(({ subject }) => !look.signed('change-of-terms', subject).holds);
  if (waiting !== undefined) return look.signed('change-of-terms', waiting.subject);
  const last = changes.toSorted((a, b) => Number(a.subject) - Number(b.subject)).at(-1);
  const terms = last ?? look.paper('engagement-letter', wholeFile);
  const differs = differencesOfTerms(terms?.content ?? {}, look.paper('scope', wholeFile)?.content ?? {});
  return differs.length === 0
    ? confirmed
    : {
        holds: false,
        fact: `Not as in the terms: ${differs.join(', ')}. That is a change of terms, signed by both sides.`,
        papers: [...confirmed.papers, { kind: 'change-of-terms', subject: String(changes.length + 1) }],
      };
}

/** Type, time and categories that two papers say differently. */
export function differencesOfTerms(terms: Content, scope: Content): string[] {
  const say = (value: Content[string]) => (isEmpty(value) || value === false ? '' : String(value));
  return timeAndCategories.filter(({ name }) => say(terms[name]) !== say(scope[name])).map(({ label }) => label);
}

function assertionPromised(look: Look): Fact {
  const signed = look.signed('scope', wholeFile);
  return signed.holds ? { ...signed, fact: 'Promised with the confirmation of the scope.' } : signed;
}

/** R-DES-03: each control of the list serves a criterion of the scope. */
function controlList(look: Look): Fact {
  const list = look.latest('control-list');
  if (list === undefined) return { holds: false, fact: 'No list of controls was received.', papers: [] };
  const unlinked = list.controls.filter(({ criteria }) => criteria.length === 0);
  if (list.controls.length === 0) return { holds: false, fact: 'The list received is empty.', papers: [] };
  return unlinked.length > 0
    ? {
        holds: false,
        fact: `${unlinked.length} of ${list.controls.length} controls name no criterion: ${unlinked
          .slice(0, 5)
          .map(({ code }) => code)
          .join(', ')}.`,
        papers: [],
      }
    : { holds: true, fact: `${list.controls.length} controls, each linked to criteria.`, papers: [] };
}

function received(look: Look, kind: DocumentKind, none: string): Fact {
  const found = look.latest(kind);
  return found === undefined
    ? { holds: false, fact: none, papers: [] }
    : { holds: true, fact: `Version ${found.version} received.`, papers: [] };
}

function signedByManagement(look: Look, kind: DocumentKind): Fact {
  const found = look.latest(kind);
  if (found === undefined) return { holds: false, fact: 'Not received.', papers: [] };
  return found.signed === null
    ? { holds: false, fact: 'Received, not signed.', papers: [] }
    : { holds: true, fact: `Signed by ${found.signed.name}, ${found.signed.title}.`, papers: [] };
}

/** R-IND-02: everybody on the team, each for themselves. */
function teamIndependence(look: Look, file: File): Fact {
  const of = (personId: string) => look.paper('independence', personId);
  const waiting = file.team.filter(({ personId }) => !look.isDone('independence', of(personId)));
  const impaired = file.team.filter(({ personId }) => of(personId)?.content['answer'] === 'not-independent');
  const papers = [...waiting, ...impaired].map(({ personId }) => ({ kind: 'independence', subject: personId }));
  const partner = file.team.some(({ role }) => role === 'engagement-partner');
  if (!partner) return { holds: false, fact: 'Nobody is the engagement partner.', papers: [] };
  if (waiting.length > 0) {
    return { holds: false, fact: `${waiting.length} of ${file.team.length} have not confirmed.`, papers };
  }
  return impaired.length > 0
    ? {
        holds: false,
        fact: `${impaired.length} of ${file.team.length} are not independent and are on the team.`,
        papers,
      }
    : { holds: true, fact: `${file.team.length} of ${file.team.length} confirmed.`, papers: [] };
}

/** R-IND-03: an officer approved each, and none is left at a level that is not acceptable. */
function threats(look: Look): Fact {
  const all = look.all('threat');
  const open = all.filter((one) => !look.isDone('threat', one) || one.content['conclusion'] !== 'acceptable');
  const papers = open.map(({ subject }) => ({ kind: 'threat', subject }));
  const told = look.all('independence').filter(({ content }) => content['answer'] === 'threat');
  if (all.length < told.length) {
    return { holds: false, fact: `${told.length} told of a threat, ${all.length} are written down.`, papers };
  }
  return open.length > 0
    ? { holds: false, fact: `${open.length} of ${all.length} are not approved as acceptable.`, papers }
    : { holds: true, fact: `${all.length} approved.`, papers };
}

/** Methodology 9: management, and those in charge of governance; what was told is answered in the risk assessment. */
function fraudInquiries(look: Look): Fact {
  const all = look.all('fraud-inquiry');
  const open = all.filter((one) => !look.isDone('fraud-inquiry', one));
  const papers = open.map(({ subject }) => ({ kind: 'fraud-inquiry', subject }));
  const asked = new Set(all.map(({ content }) => content['group']));
  const missing = [
    ['management', 'management'],
    ['governance', 'those in charge of governance'],
  ].filter(([group]) => !asked.has(group));
  if (missing.length > 0) {
    return { holds: false, fact: `Nobody asked ${missing.map(([, words]) => words).join(' and ')}.`, papers };
  }
  return open.length > 0
    ? { holds: false, fact: `${open.length} of ${all.length} are not reviewed.`, papers }
    : { holds: true, fact: `${all.length} reviewed.`, papers };
}

/** R-SCO-05, of the scope; until there is one, of the proposal. */
function periodRule(look: Look): Fact {
  const paper = look.paper('scope', wholeFile) ?? look.paper('proposal', wholeFile);
  const papers = paper === undefined ? [] : [{ kind: paper.kind, subject: paper.subject }];
  const period = paper === undefined ? null : periodOf(paper.content);
  if (period === null) return { holds: false, fact: 'No period is written down.', papers };
  const problems = problemsOfPeriodLength(period);
  if (problems.length === 0) return { holds: true, fact: `${period.start} to ${period.end}.`, papers };
  const reasoned = paper?.kind === 'scope' && !isEmpty(paper.content['periodReason']);
  const approved =
    reasoned && paper.signOffs.some(({ level, role }) => level === 'reviewed' && role === 'engagement-partner');
  return approved
    ? { holds: true, fact: 'Another length, approved by the partner with a reason.', papers }
    : { holds: false, fact: problems.map(({ sentence }) => sentence).join(' '), papers };
}

function periodOf({ from, to }: Content): Period | null {
  return typeof from === 'string' && typeof to === 'string' && from !== '' && to !== ''
    ? { start: from, end: to }
    : null;
}

function casesOf(look: Look, file: File): ReadonlySet<string> {
  const cases = new Set<string>();
  const { type } = (look.paper('scope', wholeFile) ?? look.paper('proposal', wholeFile))?.content ?? {};
  if (type === 'soc2-type1') cases.add('type1');
  if (type === 'soc2-type2') cases.add('type2');
  const told = look.all('independence').some(({ content }) => content['answer'] === 'threat');
  if (told || look.all('threat').length > 0) cases.add('threat-recorded');
  if (file.team.some(({ role }) => role === 'eq-reviewer')) cases.add('quality-review-required');
  return cases;
}
