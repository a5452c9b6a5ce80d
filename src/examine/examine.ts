/**
 * A whole examination of an engagement folder, from evidence to the sealed report, headless. It reads as the chain reads:
 * scope, controls, description, evidence, populations, runs, samples, judgements, opinion, report, issue.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { trustLine } from '../verify/index.ts';
import { collectEvidence } from './collect.ts';
import { loadEngagement } from './folder/load.ts';
import type { Engagement } from './folder/engagement.ts';
import { judgementsShape, type JudgementsFile } from './folder/shape.ts';
import { issueReport, type IssuedReport } from './issue.ts';
import { judge } from './judge.ts';
import type { Judged } from './judged.ts';
import { type Holder, installationName, logKeyName, openKeys } from './keys.ts';
import { openOutput, type Output, refusalOfSystem } from './output.ts';
import { type BuiltPopulation, buildPopulations } from './populations.ts';
import { type MachineRun, runProcedures } from './runs.ts';
import { type DrawnSample, drawSamples } from './samples.ts';
import { judgementSkeleton } from './skeleton.ts';
import { gateProblems, issueProblems, scopeProblems } from './standing.ts';
import { stateJudgements, statePlan, stateScope } from './statements.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface ExamineOptions {
  readonly folder: string;
  /** output folder; made if missing */
  readonly out: string;
  /** folder of people's signing keys; null: the installation records for them */
  readonly keys: string | null;
  readonly databaseUrl: string | undefined;
  /** data directory of an installation; null: a private cluster beneath the output folder, removed at the end */
  readonly installation: string | null;
  readonly now: () => Date;
  readonly progress: (line: string) => void;
  readonly tell: (line: string) => void;
  /** ends the run, as a person does with Ctrl-C; what it made is removed */
  readonly interrupted?: AbortSignal;
}

/** What `examine --json` prints (DESIGN 7). */
export interface ExamineResult {
  readonly engagement: {
    readonly type: 'type1' | 'type2';
    readonly period: { readonly start: string | null; readonly end: string | null } | null;
    readonly asOf: string | null;
    readonly id: string;
  };
  readonly criteria: { readonly inScope: number; readonly met: number; readonly notMet: number };
  readonly controls: {
    readonly tested: number;
    readonly effective: number;
    readonly ineffective: number;
    readonly notOccurred: number;
  };
  readonly procedures: number;
  readonly populations: readonly {
    readonly id: string;
    readonly kind: string;
    readonly records: number;
    readonly refusedCount: number;
    readonly digest: string;
  }[];
  readonly records: number;
  readonly toResolve: number;
  readonly deviations: number;
  readonly opinion: string | null;
  readonly specimen: boolean;
  readonly ledger: { readonly size: number; readonly root: string };
  readonly report: { readonly path: string; readonly pages: number; readonly sha256: string } | null;
  readonly bundle: { readonly path: string } | null;
  readonly seconds: number;
  /** present when people still have to judge: where, and what */
  readonly stopped?: { readonly skeleton: string; readonly missing: readonly string[] };
}

export async function examine(options: ExamineOptions): Promise<ExamineResult> {
  const started = options.now().getTime();
  const today = options.now().toISOString().slice(0, 10);
  options.progress('reading the engagement folder');
  const engagement = await loadEngagement(options.folder, today);
  const scope = scopeProblems(engagement, engagement.judgements);
  if (scope.length > 0) throw new Refusal('scope', 'The scope of the engagement does not hold.', { problems: scope });

  const output = await openOutput(options.out, options.folder);
  try {
    const result = await unlessInterrupted(options.interrupted, (signal) =>
      examineTo(engagement, output, options, today, started, signal),
    );
    await output.publish();
    return result(output.folder);
  } catch (error) {
    throw refusalOfSystem(error, output.folder) ?? error;
  } finally {
    await output.release();
  }
}

async function examineTo(
  engagement: Engagement,
  output: Output,
  options: ExamineOptions,
  today: string,
  started: number,
  interrupted: AbortSignal,
): Promise<(out: string) => ExamineResult> {
  const keys = await openKeys(holdersOf(engagement), options.keys, join(output.staged, 'keys'));
  const run = randomBytes(4).toString('hex');
  const workspace = await openWorkspace({
    directory: options.installation ?? join(output.work, 'installation'),
    tiles: join(output.staged, 'ledger'),
    databaseUrl: options.databaseUrl,
    temporary: options.installation === null,
    origin: `tickmark.localhost/${engagement.file.id.toLowerCase()}/${run}`,
    keys,
    now: options.now,
    tell: options.tell,
  });
  try {
    const working = examineIn(engagement, workspace, output.staged, options, today, started);
    return await settledOr(working, interrupted);
  } finally {
    await workspace.close();
  }
}

/** Runs the work and ends it when the signal comes; then what it had opened is closed before this answers. */
async function unlessInterrupted<T>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const interrupted = signal ?? new AbortController().signal;
  try {
    interrupted.throwIfAborted();
    return await work(interrupted);
  } catch (error) {
    if (!interrupted.aborted) throw error;
    throw new Refusal('interrupted', 'The examination was interrupted; nothing was written.', { exit: 3 });
  }
}

/** The result, or a rejection as soon as the signal comes; work left behind ends at its next look at the closed database. */
async function settledOr<T>(working: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(new Error('interrupted'));
  signal.addEventListener('abort', onAbort);
  try {
    if (signal.aborted) onAbort();
    working.catch(() => undefined);
    return await Promise.race([working, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function examineIn(
  engagement: Engagement,
  workspace: Workspace,
  staged: string,
  options: ExamineOptions,
  today: string,
  started: number,
): Promise<(out: string) => ExamineResult> {
  const { progress, tell } = options;
  const scope = await stateScope(engagement, workspace, await digestsOf(engagement));
  const { controls, description, plan } = await statePlan(engagement, workspace, scope);
  const collected = await collectEvidence(engagement, workspace, scope, (done, all, name) =>
    progress(`recording evidence ${done + 1} of ${all}: ${name}`),
  );
  const populations = await buildPopulations(engagement, workspace, collected, plan, progress);
  const runs =
    engagement.file.type === 'type2'
      ? await runProcedures(engagement, workspace, populations, controls, progress)
      : new Map<string, MachineRun>();
  const samples =
    engagement.file.type === 'type2'
      ? await drawSamples(engagement, workspace, populations, controls, progress)
      : new Map<string, DrawnSample>();
  for (const p of populations) {
    tell(`${p.stated.id} ${p.stated.name}: ${p.records} records, ${p.refusedCount} refused`);
    for (const { reason, count, first } of p.imported.refused) {
      tell(`  refused ${count}: ${reason} (first: ${first.file}, ${first.at})`);
    }
  }

  progress('weighing results');
  const judgements: JudgementsFile = engagement.judgements ?? judgementsShape.parse({});
  const weighed = judge(engagement, judgements, populations, runs, samples);
  const gates = gateProblems(engagement, judgements);
  const issue = issueProblems(engagement, judgements, today);
  const wrong = [...weighed.problems, ...(weighed.judged === null ? [] : issue)];
  if (wrong.length > 0) throw new Refusal('judgements', 'The judgements do not hold.', { problems: wrong });
  const missing = [...weighed.missing, ...gates];
  await writeWorkpapers(staged, engagement, populations, runs, samples);
  if (weighed.judged === null || missing.length > 0) {
    const open = gates.map((g) => g.subject);
    await writeFile(
      join(staged, 'judgements.skeleton.yaml'),
      judgementSkeleton(engagement, judgements, populations, runs, samples, open),
    );
    const { integrate, toBase64 } = await import('../ledger/index.ts');
    const checkpoint = await integrate(workspace.log);
    return (out) => ({
      ...figures(engagement, populations, runs, null),
      ledger: { size: checkpoint.size, root: toBase64(checkpoint.root) },
      opinion: null,
      specimen: true,
      report: null,
      bundle: null,
      seconds: seconds(options.now().getTime() - started),
      stopped: { skeleton: join(out, 'judgements.skeleton.yaml'), missing: missing.map((m) => m.sentence) },
    });
  }
  const { judged } = weighed;
  progress('stating what people judged');
  const concluded = await stateJudgements(engagement, workspace, judgements, judged, {
    scope,
    description,
    controls,
    populations,
    runs,
    samples,
  });
  const issued = await issueReport(
    engagement,
    workspace,
    judged,
    populations,
    samples,
    concluded,
    options.now(),
    progress,
  );
  await writeReport(staged, engagement, workspace, issued);
  const result = {
    ...figures(engagement, populations, runs, judged),
    ledger: { size: issued.ledger.size, root: issued.ledger.root },
    opinion: judged.opinion.kind,
    specimen: issued.facts.specimen,
    bundle: null,
    seconds: seconds(options.now().getTime() - started),
  };
  const whole = (out: string): ExamineResult => ({
    ...result,
    report: { path: join(out, 'report.pdf'), pages: issued.pages, sha256: issued.sha256 },
    bundle: { path: join(out, 'tickmark-bundle.json') },
  });
  await writeFile(join(staged, 'result.json'), `${JSON.stringify(whole('.'), null, 1)}\n`);
  return whole;
}

function figures(
  engagement: Engagement,
  populations: readonly BuiltPopulation[],
  runs: ReadonlyMap<string, MachineRun>,
  judged: Judged | null,
): Pick<
  ExamineResult,
  'engagement' | 'criteria' | 'controls' | 'procedures' | 'populations' | 'records' | 'toResolve' | 'deviations'
> {
  const { file } = engagement;
  const toResolve = [...runs.values()].reduce((sum, run) => sum + run.items.length, 0);
  const conclusions = judged?.controls.map((c) => c.conclusion) ?? [];
  return {
    engagement: { id: file.id, type: file.type, period: file.period ?? null, asOf: file.asOf ?? null },
    criteria: {
      inScope: engagement.applicable.length,
      met:
        judged?.criteria.filter((c) =>
          ['met', 'met-with-deviations', 'addressed-by-subservice', 'no-occurrence'].includes(c.outcome),
        ).length ?? 0,
      notMet: judged?.criteria.filter((c) => c.outcome === 'not-met').length ?? 0,
    },
    controls: {
      tested: engagement.controls.length,
      effective: conclusions.filter((c) => c === 'effective' || c === 'effective-with-deviations').length,
      ineffective: conclusions.filter(
        (c) => c === 'not-effective' || c === 'design-deficient' || c === 'not-implemented',
      ).length,
      notOccurred: conclusions.filter((c) => c === 'no-occurrence').length,
    },
    procedures: engagement.procedures.length,
    populations: populations.map((p) => ({
      id: p.stated.id,
      kind: p.kind.id,
      records: p.records,
      refusedCount: p.refusedCount,
      digest: p.digest,
    })),
    records: populations.reduce((sum, p) => sum + p.records, 0),
    toResolve,
    // Open items count as deviations in every draft figure (R-TST-08).
    deviations: judged === null ? toResolve : judged.tests.reduce((sum, t) => sum + t.attributeDeviations, 0),
  };
}

/** The firm's file: what the machine said of every record, the items and the draws. It never leaves with the report. */
async function writeWorkpapers(
  staged: string,
  engagement: Engagement,
  populations: readonly BuiltPopulation[],
  runs: ReadonlyMap<string, MachineRun>,
  samples: ReadonlyMap<string, DrawnSample>,
): Promise<void> {
  const folder = join(staged, 'file');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const copied = new Set<string>();
  for (const run of runs.values()) {
    if (!copied.has(run.results.path))
      await copyFile(run.results.path, join(folder, `${run.populationId}.results.parquet`));
    copied.add(run.results.path);
  }
  const lines = [...runs.values()].flatMap((run) => run.items.map((item) => `${JSON.stringify(item)}\n`));
  await writeFile(join(folder, 'items.ndjson'), lines);
  await writeFile(
    join(folder, 'samples.json'),
    `${JSON.stringify(
      [...samples.values()].map(({ procedure, populationId, population, seed, selected, reserves, digest, plan }) => ({
        procedure,
        populationId,
        population,
        seed,
        plan,
        digest,
        selected,
        reserves,
      })),
      null,
      1,
    )}\n`,
  );
  await writeFile(
    join(folder, 'populations.json'),
    `${JSON.stringify(
      populations.map((p) => ({ id: p.stated.id, name: p.stated.name, ...p.imported })),
      null,
      1,
    )}\n`,
  );
  await writeFile(
    join(folder, 'README.txt'),
    `Workpapers of ${engagement.file.id}. They belong to the firm and do not travel with the report.\n`,
  );
}

async function writeReport(
  staged: string,
  engagement: Engagement,
  workspace: Workspace,
  issued: IssuedReport,
): Promise<void> {
  await writeFile(join(staged, 'report.pdf'), issued.pdf);
  await writeFile(join(staged, 'tickmark-bundle.json'), issued.bundle);
  await writeFile(
    join(staged, 'report.receipt.json'),
    `${JSON.stringify({ report: engagement.file.id, sha256: issued.sha256, bytes: issued.pdf.length, issued: issued.issue, log: issued.ledger }, null, 1)}\n`,
  );
  await writeFile(
    join(staged, 'trust.txt'),
    `# Keys of ${engagement.file.id}, as this installation made them. Compare them by another way before you rely on them.\n${issued.keys.map((k) => `${trustLine(k)}\n`).join('')}`,
  );
  const { log } = workspace;
  const lines: string[] = [];
  for (let start = 0; ; start += 1000) {
    const entries = await log.store.entries(log.origin, start, 1000);
    for (const e of entries) {
      lines.push(
        `${JSON.stringify({ index: e.index, hop: e.header.hop, salt: Buffer.from(e.salt).toString('base64'), envelope: e.envelope })}\n`,
      );
    }
    if (entries.length < 1000) break;
  }
  await writeFile(join(staged, 'file', 'statements.ndjson'), lines, { mode: 0o600 });
}

function holdersOf(engagement: Engagement): readonly Holder[] {
  const { file } = engagement;
  return [
    { name: logKeyName, role: 'ledger', side: 'installation' },
    { name: installationName, role: 'installation', side: 'installation' },
    { name: file.organization.signatory.name, role: 'signatory', side: 'management' },
    ...file.team.map((member): Holder => ({ name: member.name, role: member.role, side: 'firm' })),
  ];
}

async function digestsOf(engagement: Engagement): Promise<{ name: string; sha256: string }[]> {
  const digests: { name: string; sha256: string }[] = [];
  for (const file of engagement.files) {
    if (file.name.startsWith('keys/')) continue;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) hash.update(chunk);
    digests.push({ name: file.name, sha256: hash.digest('hex') });
  }
  return digests;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
