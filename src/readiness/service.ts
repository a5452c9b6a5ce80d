/** Reads the records of an organization and lets the rules speak; adopts controls of the library. Statements are few and constant. */
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { type CategoryId, criteriaOf, type Criterion, type LibraryControl, type Standards } from '../criteria/index.ts';
import type { Asking } from '../http/api/route.ts';
import { fromUtf8, parseEnvelope, parseStatement } from '../ledger/index.ts';
import { addDays, addMonths, type Period, type PlainDate } from '../period.ts';
import {
  type Content,
  createRecord,
  recordsOf,
  type Register,
  type RegisteredRecord,
  waitingRecords,
} from '../registers/index.ts';
import { noEngagement, notInLibrary, wrongPeriod } from './errors.ts';
import {
  type Answers,
  categoryFields,
  type ChooserTable,
  type ControlFacts,
  engagementTypes,
  type EngagementFacts,
  type Gap,
  type Proposal,
  type RecordFacts,
  restingStates,
  type Standing,
  standingStates,
  type StepStanding,
} from './model.ts';
import { proposalOf } from './rules/chooser.ts';
import { type Covered, coverageOf, isInForce, standingOf } from './rules/controls.ts';
import { gapsByCriterion, gapsOf } from './rules/gaps.ts';
import { type Occurrence, occurrencesOf } from './rules/occurrences.ts';
import { engagementAtHand, stepsOf } from './rules/steps.ts';
import { lockAdoption, type OpeningRow, selectCovered, selectEvidence, selectOrganization } from './store.ts';

/** What every reader of this slice works with. */
export interface ReadinessParts {
  readonly registers: readonly Register[];
  readonly keys: OrganizationKeys;
  readonly standards: Standards;
  readonly chooser: ChooserTable;
}

/** Controls of the library in its order, each with whether it was adopted. One statement. */
export async function readLibrary(
  asking: Asking,
  { keys, standards }: ReadinessParts,
): Promise<readonly { readonly control: LibraryControl; readonly adopted: boolean }[]> {
  const codes = new Set((await recordsOf(asking, keys, ['controls'], [])).map(({ code }) => code));
  return standards.controls.map((control) => ({ control, adopted: codes.has(control.id) }));
}

/** The content of a control's record as the library has it. */
export function contentOfLibrary(control: LibraryControl, standards: Standards): Content {
  const says = new Map(standards.vocabulary.evidenceKinds.map((kind) => [kind.id, kind.says]));
  const { title, statement, criteria, frequency, nature, type, department } = control;
  return {
    title,
    statement,
    criteria: [...criteria],
    frequency,
    nature,
    type,
    department,
    origin: control.id,
    evidenceExpected: control.typicalEvidence.map((kind) => says.get(kind) ?? kind).join('; '),
  };
}

/**
 * Makes records of controls of the library, as drafts under the library's ids. Those that are there already stay as they are.
 * refuses  invalid-input for ids the library does not have
 */
export async function adoptControls(
  asking: Asking,
  { registers, keys, standards }: ReadinessParts,
  ids: readonly string[],
): Promise<{ readonly adopted: readonly string[]; readonly already: readonly string[] }> {
  const library = new Map(standards.controls.map((control) => [control.id, control]));
  const unknown = [...ids.entries()].filter(([, id]) => !library.has(id));
  if (unknown.length > 0) throw notInLibrary(unknown);
  await lockAdoption(asking.transaction, asking.principal.organizationId);
  const there = new Set((await recordsOf(asking, keys, ['controls'], [])).map(({ code }) => code));
  const wanted = [...new Set(ids)].toSorted();
  const adopted = wanted.filter((id) => !there.has(id));
  const already = wanted.filter((id) => there.has(id));
  const register = registerOf(registers, 'controls');
  for (const id of adopted) {
    const control = library.get(id);
    if (control === undefined) continue;
    const draft = { code: id, state: 'draft', content: contentOfLibrary(control, standards) };
    // A repeat is found by the code; the key of this creation is nobody's.
    await createRecord(asking, keys, register, draft, asking.newId());
  }
  if (adopted.length === 0) {
    await asking.state({
      hop: 'access',
      subject: { name: 'controls', sha256: '0'.repeat(64) },
      body: { event: 'repeated', register: 'controls', codes: already },
    });
  }
  return { adopted, already };
}

/** What the organization has, read in two statements. Retired records are left out. */
interface Programme {
  readonly engagement: EngagementFacts | null;
  readonly criteria: readonly Criterion[];
  readonly controls: readonly ControlFacts[];
  readonly coverage: readonly Covered[];
  readonly services: number;
  readonly commitments: number;
  readonly today: PlainDate;
}

async function readProgramme(asking: Asking, { keys, standards }: ReadinessParts): Promise<Programme> {
  const today = asking.now.slice(0, 10);
  const names = ['controls', 'engagements', 'services', 'commitments'];
  const records = await recordsOf(asking, keys, names, ['retired', 'closed', 'withdrawn']);
  const evidence = new Map(
    (await selectEvidence(asking.transaction, asking.principal.organizationId)).map((row) => [row.record_id, row]),
  );
  const of = (name: string) => records.filter(({ register }) => register === name);
  const engagement = engagementAtHand(of('engagements').map(engagementOf));
  // Security alone where no engagement says otherwise: its criteria are common to all (R-SCO-02).
  const categories: readonly CategoryId[] = engagement?.categories ?? [];
  const criteria = criteriaOf(standards.criteria.criteria, categories);
  const controls = of('controls').map((record) => {
    const found = evidence.get(record.id);
    return controlOf(record, { items: found?.items ?? 0, freshUntil: found?.fresh_until ?? null });
  });
  return {
    engagement,
    criteria,
    controls,
    coverage: coverageOf(criteria, controls, today),
    services: of('services').length,
    commitments: of('commitments').length,
    today,
  };
}

export interface MatrixControl extends Standing {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly state: string;
  readonly ownerId: string | null;
  readonly criteria: readonly string[];
}

/** Criteria in scope across, controls down. Two statements. */
export async function readMatrix(
  asking: Asking,
  parts: ReadinessParts,
): Promise<{ readonly criteria: readonly Covered[]; readonly controls: readonly MatrixControl[] }> {
  const { criteria, controls, coverage, today } = await readProgramme(asking, parts);
  return {
    criteria: coverage,
    controls: controls.map((control) => ({
      id: control.id,
      code: control.code,
      title: control.title,
      state: control.state,
      ownerId: control.ownerId,
      criteria: criteria.filter(({ id }) => control.criteria.includes(id)).map(({ id }) => id),
      ...standingOf(control, today),
    })),
  };
}

/** A list of gaps names at most so many overdue records. */
const mostOverdue = 500;

/** Every gap. Three statements. */
export async function readGaps(asking: Asking, parts: ReadinessParts): Promise<readonly Gap[]> {
  const programme = await readProgramme(asking, parts);
  const { coverage, controls, today } = programme;
  const overdue = await waitingRecords(asking, parts.keys, {
    owner: null,
    resting: restingStates,
    standing: standingStates,
    dueBefore: today,
    limit: mostOverdue,
  });
  return gapsOf(coverage, controls, overdue.map(factsOf), today);
}

export interface Recorded {
  readonly index: number;
  readonly digest: string;
  readonly at: string;
  readonly what: string;
}

export interface Home {
  readonly organization: { readonly id: string; readonly name: string };
  readonly side: 'management';
  readonly engagement: (EngagementFacts & { readonly steps: readonly StepStanding[] }) | null;
  readonly needsYou: readonly (RecordFacts & { readonly overdue: boolean })[];
  readonly criteria: readonly (Covered & { readonly gaps: number })[];
  readonly controls: {
    readonly adopted: number;
    readonly inForce: number;
    readonly withoutOwner: number;
    readonly withoutCriterion: number;
  };
  readonly recorded: readonly Recorded[];
}

/** Where management stands. Four statements. */
export async function readHome(asking: Asking, parts: ReadinessParts): Promise<Home> {
  const { organizationId } = asking.principal;
  const programme = await readProgramme(asking, parts);
  const { engagement, controls, coverage, today } = programme;
  const waiting = await waitingRecords(asking, parts.keys, {
    owner: null,
    resting: restingStates,
    standing: standingStates,
    dueBefore: null,
    limit: 20,
  });
  const organization = await selectOrganization(asking.transaction, organizationId, 10);
  const perCriterion = gapsByCriterion(gapsOf(coverage, controls, [], today), controls);
  const inForce = controls.filter((control) => isInForce(control, today)).length;
  return {
    organization: { id: organizationId, name: organization?.name ?? '' },
    side: 'management',
    engagement:
      engagement === null
        ? null
        : { ...engagement, steps: stepsOf(engagement, { ...programme, controlsInForce: inForce }) },
    needsYou: waiting.map((record) => ({
      ...factsOf(record),
      overdue: record.dueOn !== null && record.dueOn < today,
    })),
    criteria: coverage.map((criterion) => ({ ...criterion, gaps: perCriterion.get(criterion.id) ?? 0 })),
    controls: {
      adopted: controls.length,
      inForce,
      withoutOwner: controls.filter(({ ownerId }) => ownerId === null).length,
      withoutCriterion: controls.filter(({ criteria }) => criteria.length === 0).length,
    },
    recorded: (organization?.recorded ?? []).map(recordedOf),
  };
}

/** What waits for the person who asks: what is theirs and due, or theirs and not finished. One statement. */
export async function readWork(asking: Asking, { keys }: ReadinessParts): Promise<readonly RecordFacts[]> {
  const records = await waitingRecords(asking, keys, {
    owner: asking.principal.personId,
    resting: restingStates,
    standing: standingStates,
    dueBefore: null,
    limit: 200,
  });
  return records.map(factsOf);
}

export interface Calendar {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly today: PlainDate;
  readonly items: readonly {
    readonly id: string;
    readonly code: string;
    readonly title: string;
    readonly frequency: string;
    readonly ownerId: string | null;
    /** null: it has no calendar, since it happens on events, continuously or many times a day */
    readonly expected: readonly Occurrence[] | null;
  }[];
}

/** Evidence of a calendar, the latest first; what is beyond is left out. */
const mostCovered = 50_000;

/**
 * When the controls in force were and are expected. Three statements.
 * asked    null: the period of the engagement at hand, or the twelve months until today
 * refuses  invalid-input for a period that ends before it begins, or of more than 24 months
 */
export async function readOccurrences(
  asking: Asking,
  parts: ReadinessParts,
  asked: { readonly from: PlainDate | null; readonly to: PlainDate | null },
): Promise<Calendar> {
  const { engagement, controls, today } = await readProgramme(asking, parts);
  const usual = usualPeriod(engagement, today);
  const period: Period = { start: asked.from ?? usual.start, end: asked.to ?? usual.end };
  if (period.end < period.start)
    throw wrongPeriod(`The period ends on ${period.end}, before it starts on ${period.start}.`);
  if (period.end >= addMonths(period.start, 24)) throw wrongPeriod('A calendar shows 24 months at most.');
  const covered = Map.groupBy(
    await selectCovered(asking.transaction, asking.principal.organizationId, period.start, mostCovered),
    (row) => row.record_id,
  );
  // An organization's own holidays are not recorded yet: weekends alone rest.
  const holidays = new Set<number>();
  return {
    from: period.start,
    to: period.end,
    today,
    items: controls
      .filter(({ state }) => state === 'in-force')
      .map(({ id, code, title, frequency, ownerId, effectiveFrom, effectiveTo }) => ({
        id,
        code,
        title,
        frequency,
        ownerId,
        expected: occurrencesOf(
          { frequency, inForce: { from: effectiveFrom, to: effectiveTo } },
          period,
          covered.get(id) ?? [],
          today,
          holidays,
        ),
      })),
  };
}

function usualPeriod(engagement: EngagementFacts | null, today: PlainDate): Period {
  const { from = null, to = null } = engagement ?? {};
  if (from !== null && to !== null && from <= to) return { start: from, end: to };
  return { start: addDays(addMonths(today, -12), 1), end: today };
}

/** What follows from answers today; nothing is stored. */
export function choose(asking: Asking, { standards, chooser }: ReadinessParts, answers: Answers): Proposal {
  const { criteria, categories } = standards.criteria;
  const facts = { table: chooser, criteria, categories, library: standards.controls };
  return proposalOf(answers, facts, asking.now.slice(0, 10));
}

/**
 * Sets up the engagement that answers lead to, as a draft.
 * refuses  conflict where they lead to none; what a creation refuses
 */
export async function startEngagement(
  asking: Asking,
  parts: ReadinessParts,
  answers: Answers,
  key: string,
): Promise<{ readonly id: string; readonly code: string; readonly version: number }> {
  const { engagement, categories, report, reports } = choose(asking, parts, answers);
  if (engagement === null) throw noEngagement(reports.find(({ id }) => id === report)?.name ?? null);
  const content: Content = {
    ...engagement,
    ...Object.fromEntries(
      Object.entries(categoryFields).map(([category, field]) => [field, categories.some(({ id }) => id === category)]),
    ),
  };
  const register = registerOf(parts.registers, 'engagements');
  const { record, repeated } = await createRecord(asking, parts.keys, register, { state: 'draft', content }, key);
  if (repeated) {
    await asking.state({
      hop: 'access',
      subject: { name: `engagements/${record.code}`, sha256: '0'.repeat(64) },
      body: { event: 'repeated', register: 'engagements', record: record.id },
    });
  }
  return { id: record.id, code: record.code, version: record.version };
}

/** An entry of the log in words: what it is about, and what happened to it. */
function recordedOf({ index, digest, envelope }: OpeningRow): Recorded {
  const { subject, body, hop, at } = parseStatement(fromUtf8(parseEnvelope(envelope).payload));
  const { event } = body;
  return { index, digest, at, what: `${subject.name} ${typeof event === 'string' ? event : hop}` };
}

export function registerOf(registers: readonly Register[], name: string): Register {
  const found = registers.find((register) => register.name === name);
  if (found === undefined) throw new Error(`There is no register ${name}.`);
  return found;
}

function factsOf({ register, code, content, state, ownerId, dueOn }: RegisteredRecord): RecordFacts {
  return { register, code, title: textOf(content['title']) ?? code, state, ownerId, dueOn };
}

function controlOf(record: RegisteredRecord, evidence: ControlFacts['evidence']): ControlFacts {
  const { id, effectiveFrom, effectiveTo, content } = record;
  const { criteria } = content;
  return {
    ...factsOf(record),
    id,
    effectiveFrom,
    effectiveTo,
    criteria: Array.isArray(criteria) ? criteria.map(String) : [],
    frequency: textOf(content['frequency']) ?? 'event-driven',
    expected: textOf(content['evidenceExpected']),
    evidence,
  };
}

function engagementOf({ id, code, state, content }: RegisteredRecord): EngagementFacts {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of a closed list
  const categories = Object.keys(categoryFields) as CategoryId[];
  return {
    id,
    code,
    state,
    title: textOf(content['title']) ?? code,
    type: engagementTypes.find((type) => type === content['type']) ?? null,
    from: textOf(content['from']),
    to: textOf(content['to']),
    asOf: textOf(content['asOf']),
    categories: categories.filter((category) => content[categoryFields[category]] === true),
    firm: textOf(content['firm']),
  };
}

function textOf(value: Content[string]): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
