import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { printTest, type PrintedTest, type Wording } from '../lifecycle/report/index.ts';
import { type KeptParts, openFacts } from '../populations-kept/parts.ts';
import { type PopulationRow, selectLatestPopulations, selectLatestTests } from '../populations-kept/store.ts';
import type { Procedure } from '../procedures/index.ts';
import { type Content, recordsOf, type RegisteredRecord } from '../registers/index.ts';
import type {
  ControlWording,
  DeclaredAccount,
  DryRun,
  DryTest,
  HeldPopulation,
  Quoting,
  Reading,
  SelfTested,
  WrittenControl,
} from './model.ts';
import { isQuoted, openOf, passagesOf, readControl } from './rules.ts';

/** words and wording are asked for when needed: a description of the routes reads no table. */
export interface DryRunParts {
  readonly keys: OrganizationKeys;
  readonly kept: KeptParts;
  readonly words: () => ControlWording;
  readonly wording: () => Wording;
}

type LatestTest = Awaited<ReturnType<typeof selectLatestTests>>[number];

/** What Section IV would print of every control as things stand. Three statements. Retired controls are left out. */
export async function readDryRun(asking: Asking, parts: DryRunParts): Promise<DryRun> {
  const { transaction, principal, now } = asking;
  const { organizationId } = principal;
  const names = ['controls', 'special-accounts', 'engagements'];
  const records = await recordsOf(asking, parts.keys, names, ['retired', 'closed', 'withdrawn']);
  const of = (name: string) => records.filter(({ register }) => register === name);
  const latest = await selectLatestPopulations(transaction, organizationId);
  const populations = new Map(latest.map((row) => [row.kind, heldOf(asking, parts.kept, row)]));
  const tests = new Map((await selectLatestTests(transaction, organizationId)).map((row) => [row.procedure, row]));
  const procedures = Map.groupBy(parts.kept.procedures().values(), ({ control }) => control);
  const accounts = of('special-accounts').map((record) => accountOf(record, now.slice(0, 10)));
  const controls = of('controls');
  const written = new Map(controls.map((record) => [record.code, writtenOf(record)]));
  const inForce = controls.filter(({ state }) => state === 'in-force').flatMap(({ code }) => written.get(code) ?? []);
  const type = of('engagements').some(({ content }) => content['type'] === 'soc2-type1') ? 'type1' : 'type2';
  const words = parts.words();
  return {
    type,
    accounts,
    controls: controls.map((record) => {
      const control = written.get(record.code) ?? writtenOf(record);
      const mine = [
        ...(procedures.get(record.code) ?? []),
        ...(textOf(record.content['origin']) === record.code
          ? []
          : (procedures.get(textOf(record.content['origin']) ?? '') ?? [])),
      ];
      const quoting = mine.flatMap(quotingOf);
      return {
        code: record.code,
        title: textOf(record.content['title']) ?? record.code,
        state: record.state,
        statement: control.statement,
        passages: passagesOf(
          control.statement,
          quoting.flatMap(({ quotes }) => quotes ?? []),
        ),
        criteria: control.criteria,
        readings: readControl(control, inForce, quoting, words),
        tests: mine.map((procedure) => testOf(asking, parts, procedure, control, populations, tests.get(procedure.id))),
        accounts: accounts.filter((one) => one.controls.includes(record.code)).map(({ code }) => code),
      };
    }),
  };
}

/** How a control would be read as it is typed, before it is saved. One statement. code: of the control it is, null for a new one */
export async function readWritten(
  asking: Asking,
  parts: DryRunParts,
  typed: Omit<WrittenControl, 'code'> & { readonly code: string | null },
): Promise<readonly Reading[]> {
  const controls = await recordsOf(asking, parts.keys, ['controls'], ['retired']);
  const stored = controls.find(({ code }) => code === typed.code);
  const others = controls.filter(({ state }) => state === 'in-force').map(writtenOf);
  const ids = new Set([typed.code, stored === undefined ? null : textOf(stored.content['origin'])]);
  const quoting = [...parts.kept.procedures().values()].filter(({ control }) => ids.has(control)).flatMap(quotingOf);
  return readControl({ ...typed, code: typed.code ?? '' }, others, quoting, parts.words());
}

function quotingOf(procedure: Procedure): readonly Quoting[] {
  return procedure.attributes.map(({ id, quotes = null }) => ({ procedure: procedure.id, attribute: id, quotes }));
}

function testOf(
  asking: Asking,
  parts: DryRunParts,
  procedure: Procedure,
  control: WrittenControl,
  populations: ReadonlyMap<string, HeldPopulation>,
  row: LatestTest | undefined,
): DryTest {
  const kinds = [
    ...(procedure.population === undefined ? [] : [procedure.population.kind]),
    ...Object.values(procedure.with ?? {}).map(({ kind }) => kind),
  ];
  const needs = [...new Set(kinds)].map((id) => {
    const kind = parts.kept.kinds().get(id);
    return { kind: id, title: kind?.title ?? id, noun: kind?.noun ?? id, held: populations.get(id) ?? null };
  });
  const result = row === undefined ? null : resultOf(asking, parts, procedure, needs[0]?.noun ?? 'records', row);
  return {
    procedure: procedure.id,
    says: procedure.says,
    opening: result?.opening ?? plannedOf(parts.wording(), procedure, needs[0]),
    automatic: procedure.population !== undefined && procedure.attributes.some(({ rule }) => rule !== undefined),
    needs,
    attributes: procedure.attributes.map(({ id, says, quotes = null }) => ({
      id,
      says,
      quotes,
      quoted: quotes !== null && isQuoted(control.statement, quotes),
    })),
    result,
  };
}

/** How the test would be introduced: with its number where the population is there, without where it is not. */
function plannedOf(wording: Wording, procedure: Procedure, need: DryTest['needs'][number] | undefined): string {
  const all = procedure.extent === 'all' ? (need?.held?.records ?? null) : null;
  const population = all ?? 0;
  return printTest(wording, 'type2', all !== null, {
    control: procedure.control,
    procedure: procedure.id,
    nature: procedure.nature,
    extent: procedure.extent,
    means: procedure.means,
    population: procedure.extent === 'one' ? 1 : procedure.extent === 'sample' ? 2 : population,
    noun: procedure.extent === 'one' ? (procedure.unit ?? 'instance') : (need?.noun ?? 'records'),
    drawnFrom: null,
    tested: procedure.extent === 'all' ? population : 1,
    notApplicable: 0,
    unusable: 0,
    extension: null,
    deviations: 0,
    open: 0,
    result: 'no-exceptions',
  }).opening;
}

/** The latest self-test in the report's words. What is still to be resolved counts as deviating, as in any draft (R-TST-08). */
function resultOf(
  asking: Asking,
  parts: DryRunParts,
  procedure: Procedure,
  noun: string,
  row: LatestTest,
): PrintedTest & SelfTested {
  const { census, declared = null } = openFacts(parts.kept, asking, 'self-test', row);
  const { records, recordsNotTrue, recordsNotApplicable } = census;
  const printed = printTest(parts.wording(), 'type2', true, {
    control: procedure.control,
    procedure: procedure.id,
    nature: procedure.nature,
    // a self-test is of every record, by program, whatever extent the procedure plans
    extent: 'all',
    means: 'tool',
    population: records,
    noun,
    drawnFrom: null,
    tested: records,
    notApplicable: recordsNotApplicable,
    unusable: 0,
    extension: null,
    deviations: recordsNotTrue,
    open: recordsNotTrue,
    result: records === 0 ? 'not-operated' : recordsNotTrue > 0 ? 'deviations' : 'no-exceptions',
  });
  return { ...printed, id: row.id, code: row.code, madeAt: new Date(row.made_at).toISOString(), declared };
}

function heldOf(asking: Asking, kept: KeptParts, row: PopulationRow): HeldPopulation {
  const { title } = openFacts(kept, asking, 'population', row);
  return { id: row.id, code: row.code, title, records: row.records };
}

function writtenOf({ code, content }: RegisteredRecord): WrittenControl {
  return {
    code,
    statement: textOf(content['statement']) ?? '',
    exceptionPath: textOf(content['exceptionPath']),
    type: textOf(content['type']),
    criteria: listOf(content['criteria']),
  };
}

function accountOf(record: RegisteredRecord, today: string): DeclaredAccount {
  const { content } = record;
  const account = {
    code: record.code,
    title: textOf(content['title']) ?? record.code,
    account: textOf(content['account']) ?? '',
    kind: content['kind'] === 'emergency' ? ('emergency' as const) : ('automation' as const),
    system: textOf(content['system']) ?? '',
    ownerId: record.ownerId,
    from: record.effectiveFrom,
    to: record.effectiveTo,
    controls: listOf(content['control']),
  };
  return { ...account, ask: openOf(account, textOf(content['review']), today) };
}

function textOf(value: Content[string]): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function listOf(value: Content[string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
