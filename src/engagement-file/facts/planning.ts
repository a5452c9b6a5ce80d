/** Up to the approved plan: acceptance, terms, scope, plan (methodology 5 to 9). */
import { type Period, problemsOfPeriodLength } from '../../period.ts';
import type { Content } from '../../registers/model.ts';
import { wholeFile } from '../model.ts';
import { timeAndCategories } from '../papers/acceptance.ts';
import { isEmpty } from '../papers/fields.ts';
import { type Fact, type Look, some } from './look.ts';

export const planningFacts = {
  proposal: (look) => look.whole('proposal'),
  'acceptance-checklist': (look) =>
    look.whole('acceptance', ({ decision }) => (decision === 'accept' ? null : 'The decision is to decline.')),
  'firm-independence': (look) =>
    look.whole('firm-independence', ({ conclusion }) =>
      conclusion === 'independent' ? null : 'The conclusion is that the firm is not independent.',
    ),
  'conflict-check': (look) =>
    look.whole('conflict-check', ({ result }) =>
      result !== 'conflict' ? null : 'A conflict was found and is not resolved.',
    ),
  'team-independence': teamIndependence,
  'threat-approval': threats,
  'engagement-letter': (look) => look.signed('engagement-letter', wholeFile),
  fee: (look) => look.whole('engagement-letter'),
  'scope-recorded': (look) => look.whole('scope'),
  'scope-confirmation': scopeConfirmation,
  'assertion-promised': assertionPromised,
  'period-rule': periodRule,
  materiality: (look) => look.whole('materiality'),
  'risk-assessment': (look) => look.whole('risk-assessment'),
  'fraud-inquiries': fraudInquiries,
  'test-plan': (look) => look.whole('test-plan'),
  'team-and-timetable': (look) => look.whole('team-and-timetable'),
  'control-list': controlList,
} as const satisfies Readonly<Record<string, (look: Look) => Fact>>;

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
        fact: `${unlinked.length} of ${list.controls.length} controls name no criterion: ${some(unlinked.map(({ code }) => code))}.`,
        papers: [],
      }
    : { holds: true, fact: `${list.controls.length} controls, each linked to criteria.`, papers: [] };
}

/** R-IND-02: everybody on the team, each for themselves. */
function teamIndependence(look: Look): Fact {
  const of = (personId: string) => look.paper('independence', personId);
  const waiting = look.file.team.filter(({ personId }) => !look.isDone('independence', of(personId)));
  const impaired = look.file.team.filter(({ personId }) => of(personId)?.content['answer'] === 'not-independent');
  const papers = [...waiting, ...impaired].map(({ personId }) => ({ kind: 'independence', subject: personId }));
  const partner = look.file.team.some(({ role }) => role === 'engagement-partner');
  if (!partner) return { holds: false, fact: 'Nobody is the engagement partner.', papers: [] };
  if (waiting.length > 0) {
    return { holds: false, fact: `${waiting.length} of ${look.file.team.length} have not confirmed.`, papers };
  }
  return impaired.length > 0
    ? {
        holds: false,
        fact: `${impaired.length} of ${look.file.team.length} are not independent and are on the team.`,
        papers,
      }
    : { holds: true, fact: `${look.file.team.length} of ${look.file.team.length} confirmed.`, papers: [] };
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
