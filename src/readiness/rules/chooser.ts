/**
 * "What do I need?": from answers to a report, categories, a date or period, a plan, fee and time (methodology 3, 7, 25). It proposes
 * and explains; management decides (R-SCO-09). Figures come from data/chooser.yaml.
 */
import { type CategoryId, type Criterion, criteriaOf, type LibraryControl } from '../../criteria/index.ts';
import { addDays, addMonths, type PlainDate } from '../../period.ts';
import type { Answers, ChooserTable, EngagementType, PlanPart, Proposal, ReportKind } from '../model.ts';

/** What the rules of the chooser read beside the answers. */
export interface ChooserFacts {
  readonly table: ChooserTable;
  readonly criteria: readonly Criterion[];
  readonly categories: readonly { readonly id: CategoryId; readonly name: string }[];
  readonly library: readonly LibraryControl[];
}

export function proposalOf(answers: Answers, facts: ChooserFacts, today: PlainDate): Proposal {
  const { table } = facts;
  const fitting = reportsOf(answers, table);
  const report = fitting[0] ?? null;
  const isSoc2 = report === 'soc2' || report === 'soc3';
  const chosen = isSoc2 || report === 'soc-supply-chain' ? categoriesOf(answers, table) : [];
  const ids = chosen.map(({ id }) => id);
  const criteria = ids.length === 0 ? [] : criteriaOf(facts.criteria, ids);
  const applicable = new Set(criteria.map(({ id }) => id));
  const serving = facts.library.filter((control) => control.criteria.some((id) => applicable.has(id)));
  const type = report === 'soc3' ? 'soc2-type2' : typeOf(answers);
  const timetable = timetableOf(answers, table, type, today);
  return {
    report,
    reports: table.reports.map(({ id, name, purpose, users }) => ({
      id,
      name,
      purpose,
      users,
      fits: fitting.includes(id),
    })),
    categories: chosen.map(({ id, why }) => ({
      id,
      name: facts.categories.find((category) => category.id === id)?.name ?? id,
      criteria: criteria.filter((one) => (id === 'security' ? one.common : !one.common && one.category === id)).length,
      why,
    })),
    criteria: criteria.length,
    library: {
      serving: serving.length,
      of: facts.library.length,
      evidenceKinds: new Set(serving.flatMap(({ typicalEvidence }) => typicalEvidence)).size,
    },
    engagement: isSoc2 ? { title: answers.system, type, ...timetable.dates } : null,
    fee: isSoc2 ? feeOf(answers.people, type, ids, table) : null,
    time: { preparation: table.preparation[answers.prepared], examination: table.examination },
    plan: isSoc2 ? timetable.plan : [],
    beginWith: table.beginWith,
    notes: notesOf(answers, report, fitting, ids, isSoc2 ? timetable.plan : []),
  };
}

/** Kinds of report that answer whoever asks, in the order of the table; SOC 2 where nobody asks yet and customers' data is held. */
function reportsOf({ askedBy, customerData }: Answers, table: ChooserTable): readonly ReportKind[] {
  const asked = table.reports.filter((report) => report.askedBy.some((one) => askedBy.includes(one)));
  if (asked.length > 0) return asked.map(({ id }) => id);
  return customerData ? ['soc2'] : [];
}

/** R-SCO-09; security always, since its criteria are common to all (R-SCO-03). */
function categoriesOf(answers: Answers, table: ChooserTable): readonly { id: CategoryId; why: string }[] {
  return table.promises.flatMap(({ id, category, says }) => {
    if (answers.promises.includes(id)) return [{ id: category, why: says }];
    return category === 'security' ? [{ id: category, why: 'Part of nearly every examination.' }] : [];
  });
}

/** Type 1 for a first examination and where a day is asked for, type 2 for a period and for renewals. */
function typeOf({ proof, first }: Answers): EngagementType {
  if (proof === 'unknown') return first ? 'soc2-type1' : 'soc2-type2';
  return proof === 'day' ? 'soc2-type1' : 'soc2-type2';
}

type Dates = { readonly asOf: PlainDate | null; readonly from: PlainDate | null; readonly to: PlainDate | null };

/** From today: preparation, then the date or period from the first of a month, then examination and report. */
function timetableOf(
  { prepared, length, first, proof }: Answers,
  table: ChooserTable,
  type: EngagementType,
  today: PlainDate,
): { readonly dates: Dates; readonly plan: readonly PlanPart[] } {
  const begin = firstOfMonth(addMonths(today, table.preparation[prepared]));
  const last = addDays(addMonths(begin, length), -1);
  const prepare: PlanPart[] =
    begin > today
      ? [{ name: 'prepare', says: 'Adopt controls, write down, collect', from: today, to: addDays(begin, -1) }]
      : [];
  const period: PlanPart[] = [
    { name: 'period', says: 'Period of the type 2 report', from: begin, to: last },
    ...examined('type 2', last, table),
  ];
  if (type === 'soc2-type2') return { dates: { asOf: null, from: begin, to: last }, plan: [...prepare, ...period] };
  const day: PlanPart[] = [
    { name: 'type-1', says: 'Day of the type 1 report', from: begin, to: begin },
    ...examined('type 1', begin, table),
  ];
  // The usual path: the day of type 1 is the first day of the type 2 period that follows (methodology 25).
  const goesOn = first || proof === 'unknown';
  return { dates: { asOf: begin, from: null, to: null }, plan: [...prepare, ...day, ...(goesOn ? period : [])] };
}

function examined(type: string, end: PlainDate, { examination }: ChooserTable): PlanPart[] {
  const [earliest, latest] = [addMonths(end, examination.from), addMonths(end, examination.to)];
  return [
    { name: 'examine', says: `Examination, ${type}`, from: addDays(end, 1), to: latest },
    { name: 'report', says: `Report, ${type}`, from: earliest, to: latest },
  ];
}

/** The first of a month that is not before the day. */
function firstOfMonth(day: PlainDate): PlainDate {
  const first = `${day.slice(0, 7)}-01`;
  return first === day ? day : addMonths(first, 1);
}

/** R-FEE-01: the band of the number of employees, times the factors of type and categories, in whole dollars. */
export function feeOf(
  people: number,
  type: EngagementType,
  categories: readonly CategoryId[],
  { fee }: Pick<ChooserTable, 'fee'>,
): { amount: number; currency: string; from: number; upTo: number | null } {
  const index = fee.bands.findIndex(({ upTo }) => upTo === null || people <= upTo);
  const band = fee.bands[index];
  if (band === undefined) throw new Error('The bands of the fee have no end.');
  const factors = [fee.typeFactors[type], ...categories.map((id) => fee.categoryFactors[id])];
  const amount = factors.reduce((sum, perCent) => (sum * perCent) / 100, band.amount);
  const below = fee.bands[index - 1]?.upTo ?? 0;
  return { amount: Math.round(amount), currency: fee.currency, from: below + 1, upTo: band.upTo };
}

function notesOf(
  answers: Answers,
  report: ReportKind | null,
  fitting: readonly ReportKind[],
  categories: readonly CategoryId[],
  plan: readonly PlanPart[],
): Proposal['notes'] {
  const notes: { sentence: string; rule?: string }[] = [];
  const say = (sentence: string, rule?: string): void => {
    notes.push({ sentence, ...(rule !== undefined && { rule }) });
  };
  if (report === null)
    say('Nobody asks for a report, and the service holds nothing of customers: no examination is needed.');
  if (report === 'soc3') say('A SOC 3 report is issued from the work of a type 2 examination.', 'R-TYP-02');
  if (fitting.includes('soc3') && fitting.includes('soc2')) {
    say('A SOC 3 report for the public can come from the same work, when it is of type 2.', 'R-TYP-02');
  }
  if (fitting.some((id) => id !== report && id !== 'soc3')) {
    say('More than one report is asked for; each is an examination of its own.');
  }
  if (categories.includes('security')) {
    say('Leaving security out needs a reason and the agreement of the engagement partner.', 'R-SCO-03');
  }
  if (categories.includes('privacy')) {
    say(
      'Privacy asks for the role in each processing of personal information: controller, processor or both.',
      'R-SCO-04',
    );
  }
  if (plan.length === 0) return notes;
  if (!answers.first) say('A period that begins the day after the last one leaves no gap between reports.', 'R-DAT-03');
  say(
    'The fee is an estimate by number of employees; a firm’s quote decides. It never depends on the result.',
    'R-FEE-02',
  );
  const first = plan.find(({ name }) => name === 'report');
  if (answers.neededBy !== null && first !== undefined && answers.neededBy < first.to) {
    say(`The report is needed by ${answers.neededBy}; by this plan it is there between ${first.from} and ${first.to}.`);
  }
  return notes;
}
