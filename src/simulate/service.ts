import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import { loadControls, loadMethod, loadStandards, criteriaOf, type LibraryControl } from '../criteria/index.ts';
import {
  drawSample,
  parseSamplingTable,
  randomPartOf,
  sampleDigest,
  seedOf,
  tableSize,
} from '../lifecycle/examination/index.ts';
import { addDays } from '../period.ts';
import { identityMapping, importPopulation, loadKinds } from '../populations/index.ts';
import type { Kind } from '../populations/kind.ts';
import { loadProcedures, parseProcedures, type Procedure } from '../procedures/index.ts';
import { Refusal } from '../refusal.ts';
import { concludeYear } from './conclude.ts';
import { descriptionData, descriptionWords } from './description.ts';
import type { RawDeviations } from './deviation.ts';
import { refuse } from './errors.ts';
import { accountDeviations, exportAccounts } from './exports/accounts.ts';
import { changeDeviations, exportChanges } from './exports/changes.ts';
import { eventDeviations, exportCloudEvents } from './exports/cloud-events.ts';
import {
  exportFindings,
  findingDeviations,
  imageFindings,
  ownProcedures,
  replacedProcedure,
} from './exports/findings.ts';
import { exportLibrary, libraryCount } from './exports/library.ts';
import { type DrawnForPeople, judgementsData, workDays } from './judgements.ts';
import type { Exported, SimulateOptions, SimulateResult } from './model.ts';
import { holidaysOf, type Span, timeZone } from './moments.ts';
import { firm, marked, organization, securityLead, team } from './organization.ts';
import { peopleOf } from './people.ts';
import { type Candidate, planYear, type Sizes } from './plan.ts';
import { randomOf } from './random.ts';
import { loadTemplates, type RecordTemplate, type World } from './record-template.ts';
import { periodOf, problemsOfOptions } from './rules.ts';

const dataFolder = fileURLToPath(new URL('../../data/', import.meta.url));
const categories = ['security', 'availability'] as const;

/** Tests of a selection that people do in the simulated year; nothing is planted in the controls they belong to. */
const samples = ['hr-03-inspection', 'gov-03-inspection', 'iam-01-inspection'] as const;
const sampled = new Set(['HR-03', 'GOV-03', 'IAM-01']);

/**
 * Writes a made-up service organization's months as an engagement folder: raw exports, description, controls and judgements, with
 * deviations planted on purpose and listed in ground-truth.json.
 * tell     lines for people while it runs
 * refuses  options out of range, an output folder that is not empty (exit 2); then nothing is written
 */
export async function simulate(
  options: SimulateOptions,
  tell: (line: string) => void = () => {},
): Promise<SimulateResult> {
  const problems = problemsOfOptions(options);
  if (problems.length > 0) {
    throw new Refusal('usage', problems[0]?.sentence ?? 'The options do not hold.', { problems });
  }
  const made = await prepareOutput(options.out);
  try {
    return await write(options, tell);
  } catch (error) {
    // Nothing half-written stays behind; a folder that was there before stays, empty.
    await rm(options.out, { recursive: true, force: true });
    if (!made) await mkdir(options.out, { recursive: true });
    throw error;
  }
}

/** Makes the folder, or accepts an empty one; true when it was made. */
async function prepareOutput(out: string): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(out);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw refuse('output', `${out} is no folder that can be read.`, error);
    }
    try {
      await mkdir(out, { recursive: true });
    } catch (cause) {
      throw refuse('output', `${out} cannot be made.`, cause);
    }
    return true;
  }
  if (names.length > 0) throw refuse('output-occupied', `${out} is not empty; name a new or an empty folder.`);
  return false;
}

interface ScopedControl {
  readonly control: LibraryControl;
  readonly criteria: readonly string[];
  readonly template: RecordTemplate;
  readonly kind: Kind;
  readonly census: Procedure;
}

async function write(options: SimulateOptions, tell: (line: string) => void): Promise<SimulateResult> {
  const { seed, months, scale, start, out } = options;
  const period = periodOf(start, months);
  const reportDate = addDays(period.end, workDays.reported);
  const collectedAt = `${addDays(period.end, workDays.collected)}T15:00:00Z`;
  const people = peopleOf(seed, period, months, scale);
  const world = (name: string): World => ({ random: randomOf(seed, name), period, people });
  const kinds = loadKinds(join(dataFolder, 'kinds'));
  const library = loadProcedures(join(dataFolder, 'procedures'));
  const ownFiles = ownProcedures(readFileSync(join(dataFolder, 'procedures', `${replacedProcedure}.yaml`), 'utf8'));
  const own = [...ownFiles].flatMap(([name, text]) => parseProcedures(text, name).procedures);
  const applicable = criteriaOf(loadStandards(dataFolder).criteria.criteria, [...categories]).map((c) => c.id);
  const scoped = scopedControls(applicable, kinds, library);

  // What goes wrong is decided first, from the seed and the sizes alone.
  const sizes: Sizes = {
    changes: Math.max(120, Math.round(25 * months * scale)),
    events: Math.max(1_200, Math.round(400 * months * scale)),
    checks: Math.max(60, Math.round(30 * months * Math.min(scale, 100))),
    vulnerabilities: Math.max(40, Math.round(15 * months * Math.min(scale, 100))),
    images: imageFindings(months),
  };
  const candidates = scoped
    .filter((s) => !sampled.has(s.control.id))
    .flatMap((s): Candidate[] => {
      const records = libraryCount({ template: s.template, world: world(s.control.id), months, scale });
      return s.census.attributes
        .filter((a) => s.template.breaks[a.id] !== undefined)
        .map((a) => ({ control: s.control.id, attribute: a.id, says: a.says, records }));
    });
  const { outcome, themes } = planYear(seed, candidates, sizes);
  const rawThemes = (deviations: RawDeviations) => themes.filter((t) => deviations.has(t.name));

  tell(`writing ${sizes.changes} changes and ${sizes.events} calls`);
  const exported: Exported[] = [
    await exportAccounts({ world: world('accounts'), collectedAt, themes: rawThemes(accountDeviations), folder: out }),
    await exportChanges({
      world: world('changes'),
      count: sizes.changes,
      themes: rawThemes(changeDeviations),
      folder: out,
    }),
    await exportCloudEvents({
      world: world('cloud-events'),
      count: sizes.events,
      themes: rawThemes(eventDeviations),
      folder: out,
    }),
    await exportFindings({ world: world('findings'), ...sizes, themes: rawThemes(findingDeviations), folder: out }),
  ];
  for (const { control, template, kind, census } of scoped) {
    exported.push(
      await exportLibrary({
        control: control.id,
        title: kind.title,
        kind,
        procedure: census.id,
        template,
        world: world(control.id),
        months,
        scale,
        themes: themes.filter((t) => t.control === control.id && /^[A-Z]$/.test(t.name)),
        folder: out,
      }),
    );
  }
  const populations = exported.flatMap((e) => e.populations);
  const planted = exported.flatMap((e) => e.planted);
  const oddities = exported.flatMap((e) => e.oddities);

  // Which procedures each control names, and how many records each reaches.
  const procedures = scoped.flatMap(({ control, census }) =>
    [...library.values(), ...own]
      .filter((p) => p.control === control.id && p.id !== replacedProcedure)
      .filter(
        (p) =>
          p === census || (p.extent === 'all' && p.means === 'tool') || isAsked(p) || samples.some((id) => id === p.id),
      ),
  );
  const records = new Map(procedures.filter((p) => p.extent === 'all').map((p) => [p.id, recordsFor(p, populations)]));
  const controls = scoped.map(({ control, criteria }) => ({ id: control.id, title: control.title, criteria }));
  const concluded = concludeYear({
    outcome,
    themes,
    planted,
    procedures,
    records,
    controls,
    applicable,
    detectedAt: addDays(period.end, workDays.tested),
  });

  const id = `SIM-${createHash('sha256').update(seed).digest('hex').slice(0, 8).toUpperCase()}`;
  const nonces = { management: randomOf(seed, 'nonce-management').hex(32), firm: randomOf(seed, 'nonce-firm').hex(32) };
  const drawn = await drawForPeople({ id, nonces, scoped, procedures, exported, period, out });
  const put = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(join(out, name)), { recursive: true });
    await writeFile(join(out, name), text, { flag: 'wx' });
  };
  const yaml = (data: unknown): string =>
    `# ${marked}\n${stringify(data, { lineWidth: 0, aliasDuplicateObjects: false })}`;

  await put('engagement.yaml', yaml(engagementData(id, period, reportDate, nonces)));
  await put('system/description.yaml', yaml(descriptionData(period, addDays(period.end, workDays.approved))));
  for (const [dc, text] of Object.entries(descriptionWords(period))) await put(`system/${dc}.md`, text);
  await put(
    'controls.yaml',
    yaml({
      controls: scoped.map(({ control, criteria }) => ({
        id: control.id,
        library: control.id,
        criteria,
        owner: `Head of ${control.department} (sample)`,
        procedures: procedures.filter((p) => p.control === control.id).map((p) => p.id),
      })),
    }),
  );
  for (const [name, text] of ownFiles) await put(name, text);
  await put('evidence.yaml', yaml(evidenceData(exported, period, collectedAt)));
  await put(
    'judgements.yaml',
    yaml(
      judgementsData({
        period,
        reportDate,
        facts: loadMethod(dataFolder)
          .stateMachine.facts.filter((f) => f.settledBy === 'person' && !notInAYear.has(f.id))
          .map((f) => f.id),
        controls,
        procedures,
        populations,
        records,
        themes,
        planted,
        samples: drawn,
        concluded,
      }),
    ),
  );
  await put(
    'ground-truth.json',
    `${JSON.stringify({ planted: planted.map(({ procedure, attribute, record }) => ({ procedure, attribute, record })), oddities }, null, 1)}\n`,
  );
  await put('README.md', readme(seed, options, concluded.opinion.kind));
  return { records: populations.reduce((sum, p) => sum + p.records, 0), planted: planted.length };
}

/** Facts of the state machine that no ordinary year brings: a refusal, a withdrawal, the closing of the file. */
const notInAYear = new Set(['reason', 'threat-approval', 'consultation-recorded', 'file-assembled']);

/** Controls of the library that serve a criterion in scope and have a template, each with its census. */
function scopedControls(
  applicable: readonly string[],
  kinds: ReadonlyMap<string, Kind>,
  library: ReadonlyMap<string, Procedure>,
): ScopedControl[] {
  const templates = loadTemplates(dataFolder);
  return loadControls(dataFolder).flatMap((control): ScopedControl[] => {
    const template = templates.get(control.id);
    if (!template) return [];
    const id = control.id.toLowerCase();
    const kind = kinds.get(id);
    const census = library.get(`${id}-all`);
    if (!kind || !census) throw new Error(`The library has no population or census of ${control.id}.`);
    return [{ control, criteria: control.criteria.filter((c) => applicable.includes(c)), template, kind, census }];
  });
}

const isAsked = (procedure: Procedure): boolean => procedure.extent === 'one' && procedure.id.endsWith('-inquiry');

function recordsFor(procedure: Procedure, populations: Exported['populations']): number {
  const found = populations.find((p) =>
    procedure.population?.id === undefined ? p.kind === procedure.population?.kind : p.id === procedure.population.id,
  );
  if (!found) throw new Error(`${procedure.id} has no population.`);
  return found.records;
}

function engagementData(
  id: string,
  period: Span,
  reportDate: string,
  nonces: { management: string; firm: string },
): Record<string, unknown> {
  return {
    id,
    type: 'type2',
    period,
    reportDate,
    assertionDate: addDays(period.end, workDays.asserted),
    categories: [...categories],
    timeZone,
    holidays: holidaysOf(period),
    standards: {
      dc: 'DC section 200 (2018, guidance of 2022)',
      tsc: 'TSP section 100 (2017, points of focus of 2022)',
    },
    organization,
    firm,
    team,
    system: { name: 'the Alderbrook Yard system (sample data)', title: 'Alderbrook Yard (sample)' },
    basis: 'a yearly risk assessment and daily monitoring of controls',
    sampling: { nonces },
    options: { paper: 'us-letter', printCounts: true, showIds: false, draft: false },
    marked,
  };
}

function evidenceData(exported: readonly Exported[], period: Span, collectedAt: string): Record<string, unknown> {
  return {
    evidence: exported
      .flatMap((e) => e.evidence)
      .map(({ id, files, format, mapping, source, query, collector }) => ({
        id,
        files,
        format,
        ...(mapping === undefined ? {} : { mapping }),
        source,
        query,
        account: 'auditor-read-only',
        collectedAt,
        collectedBy: { name: securityLead, collector },
        period,
      })),
    populations: exported
      .flatMap((e) => e.populations)
      .map(({ id, name, kind, evidence, window }) => ({ id, name, kind, evidence, window })),
  };
}

interface DrawOrder {
  readonly id: string;
  readonly nonces: { readonly management: string; readonly firm: string };
  readonly scoped: readonly ScopedControl[];
  readonly procedures: readonly Procedure[];
  readonly exported: readonly Exported[];
  readonly period: Span;
  readonly out: string;
}

/**
 * The samples that an examination of this folder will draw: seed, population and selection are all fixed by the folder (R-SEL-02),
 * so that the people of the simulated year can have judged them.
 */
async function drawForPeople(order: DrawOrder): Promise<DrawnForPeople[]> {
  const table = parseSamplingTable(readFileSync(join(dataFolder, 'sampling.yaml'), 'utf8'), 'data/sampling.yaml');
  const random = randomPartOf(order.nonces.management, order.nonces.firm);
  const work = await mkdtemp(join(order.out, '.draw-'));
  try {
    const drawn: DrawnForPeople[] = [];
    for (const procedure of order.procedures.filter((p) => p.extent === 'sample')) {
      const scoped = order.scoped.find((s) => s.control.id === procedure.control);
      const population = order.exported
        .flatMap((e) => e.populations)
        .find((p) => p.kind === procedure.population?.kind);
      const evidence = order.exported.flatMap((e) => e.evidence).find((e) => e.id === population?.evidence[0]);
      if (!scoped || !population || !evidence) throw new Error(`${procedure.id} has no population.`);
      const parquet = join(work, `${procedure.id}.parquet`);
      const imported = await importPopulation({
        kind: scoped.kind,
        format: 'csv',
        files: evidence.files.map((name) => ({ name, path: join(order.out, name) })),
        mapping: identityMapping(scoped.kind),
        ...(population.window === 'period' ? { window: { ...order.period, timeZone } } : {}),
        workFolder: work,
        outParquet: parquet,
      });
      const plan = procedure.sample ?? { basis: 'table', reliance: 'low', method: 'random' };
      const stated = plan.frequency ?? scoped.control.frequency;
      const frequency = stated === 'continuous' || stated === 'multiple-per-day' ? 'event-driven' : stated;
      const size = Math.min(imported.records, tableSize(frequency, imported.records, plan.reliance, table));
      const seed = seedOf({
        engagementId: order.id,
        controlId: procedure.control,
        populationId: population.id,
        version: 1,
        random,
      });
      const { selected, reserves } = drawSample({
        method: plan.method,
        population: imported.records,
        size,
        reserves: Math.min(plan.reserves ?? 5, imported.records - size),
        seed,
      });
      const file = await PopulationFile.open(parquet);
      try {
        drawn.push({
          procedure: procedure.id,
          digest: sampleDigest({
            procedure: procedure.id,
            population: imported.digest,
            seed,
            method: plan.method,
            size,
            positions: selected,
            reserves,
          }),
          items: [...(await file.idsAt(selected))],
          attributes: procedure.attributes.map((a) => a.id),
        });
      } finally {
        file.close();
      }
    }
    return drawn;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function readme(seed: string, { months, scale, start }: SimulateOptions, opinion: string): string {
  return [
    '# A simulated year',
    '',
    `${marked}.`,
    '',
    `Written by \`tickmark simulate --seed ${JSON.stringify(seed)} --months ${months} --scale ${scale} --start ${start}\`; the same options write the same bytes.`,
    '`ground-truth.json` lists every deviation that was planted and every oddity that is none; `examine` does not read it.',
    `The judgements follow from it, and with them the opinion (${opinion}).`,
    '',
  ].join('\n');
}
