import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import type { EntryRef, Json } from '../ledger/index.ts';
import {
  accountsAgainstPeople,
  type CsvMapping,
  changesAgainstHistory,
  type ImportResult,
  type IpeObservation,
  identityMapping,
  importPopulation,
  observeCompleteness,
  parseMapping,
  type ReconcileRow,
  type Reconciliation,
  reconcile,
} from '../populations/index.ts';
import type { Kind } from '../populations/kind.ts';
import { Refusal } from '../refusal.ts';
import { type CollectedFile, sourceOf } from './collect.ts';
import type { Engagement, EngagementEvidence, EngagementPopulation } from './folder/engagement.ts';
import { installationName, need } from './keys.ts';
import { refOf, type Workspace } from './workspace.ts';

/** A population as built from recorded evidence and locked (R-POP-03). */
export interface BuiltPopulation {
  readonly stated: EngagementPopulation;
  readonly kind: Kind;
  readonly noun: string;
  readonly evidence: readonly EngagementEvidence[];
  readonly parquet: string;
  readonly imported: ImportResult;
  readonly records: number;
  readonly conflicting: number;
  readonly refusedCount: number;
  readonly digest: string;
  /** what a machine saw of completeness and accuracy (IPE-06 to -09) */
  readonly observations: readonly IpeObservation[];
  /** against the second source, where there is one (IPE-03) */
  readonly reconciliation: Reconciliation | null;
  /** records and second-source entries without partner: "all" is said only when they are settled by hand (R-POP-07) */
  readonly unreconciled: number;
  /** the `freeze` entry: what runs and draws rest on */
  readonly frozen: EntryRef;
}

type Imported = Omit<BuiltPopulation, 'reconciliation' | 'unreconciled' | 'frozen'> & { readonly entry: EntryRef };

/**
 * Builds every population from its recorded evidence and states it; then, when all are there, reconciles them and freezes them.
 * A fault in one stops all.
 */
export async function buildPopulations(
  engagement: Engagement,
  workspace: Workspace,
  collected: readonly CollectedFile[],
  plan: EntryRef,
  progress: (line: string) => void,
): Promise<readonly BuiltPopulation[]> {
  const imported: Imported[] = [];
  for (const stated of engagement.populations) {
    progress(`building ${stated.id} ${stated.name}`);
    imported.push(await build(engagement, workspace, collected, stated));
  }
  const { maker } = need(workspace.keys, installationName);
  const built: BuiltPopulation[] = [];
  for (const population of imported) {
    const { stated } = population;
    const other = imported.find((p) => p.stated.id === stated.reconcile?.to);
    if (stated.reconcile) progress(`reconciling ${stated.id} to ${stated.reconcile.to}`);
    const reconciliation =
      stated.reconcile && other ? await reconcilePopulations(population, other, stated.reconcile) : null;
    const frozen = await workspace.state({
      hop: 'freeze',
      subject: { name: `population/${stated.id}`, sha256: population.digest },
      body: {
        id: stated.id,
        records: population.records,
        key: population.kind.key,
        observations: population.observations.map(({ check, ok, sentence }) => ({ check, ok, sentence })),
        reconciliation:
          reconciliation === null
            ? null
            : {
                to: stated.reconcile?.to ?? '',
                left: reconciliation.left,
                right: reconciliation.right,
                matched: reconciliation.matched,
                onlyLeft: reconciliation.onlyLeft.slice(0, listed),
                onlyRight: reconciliation.onlyRight.slice(0, listed),
              },
      },
      inputs: [plan, population.entry, ...(other && stated.reconcile ? [other.entry] : [])],
      maker,
      at: workspace.evidence.now(),
    });
    const { entry: _, ...facts } = population;
    built.push({
      ...facts,
      reconciliation,
      unreconciled: reconciliation === null ? 0 : reconciliation.onlyLeft.length + reconciliation.onlyRight.length,
      frozen: refOf(frozen),
    });
  }
  return built;
}

/** Ids of a reconciliation that stand in the statement; the workpapers hold all. */
const listed = 1000;

async function build(
  engagement: Engagement,
  workspace: Workspace,
  collected: readonly CollectedFile[],
  stated: EngagementPopulation,
): Promise<Imported> {
  const kind = engagement.kinds.get(stated.kind);
  if (!kind) throw new Error(`There is no kind ${stated.kind}.`);
  const files = collected.filter((c) => stated.evidence.includes(c.evidence.id));
  const evidence = engagement.evidence.filter((e) => stated.evidence.includes(e.id));
  const period = engagement.file.period ?? null;
  const windowed = stated.window === 'period' && kind.time !== null && period !== null;
  const parquet = join(workspace.work, `${stated.id}.parquet`);
  const format = only(
    evidence.map((e) => e.stated.format),
    stated.id,
    'formats',
  );
  const collectedAt =
    evidence
      .map((e) => e.stated.collectedAt)
      .sort()
      .at(-1) ?? null;
  const imported = await importPopulation({
    kind,
    format,
    files: files.map((c) => sourceOf(workspace, c)),
    mapping: await mappingOf(evidence, kind, format),
    ...(windowed ? { window: { start: period.start, end: period.end, timeZone: engagement.file.timeZone } } : {}),
    asOf: collectedAt ?? undefined,
    workFolder: workspace.work,
    outParquet: parquet,
  });
  const file = await PopulationFile.open(parquet);
  const months = await file.months().finally(() => file.close());
  const observations = observeCompleteness(kind, imported, { months }, windowed ? period : null, collectedAt);
  const totals: Json = JSON.parse(JSON.stringify(imported.totals));
  const entry = await workspace.state({
    hop: 'population',
    subject: { name: `population/${stated.id}`, sha256: imported.digest },
    body: {
      id: stated.id,
      kind: kind.id,
      format: imported.format,
      read: imported.read,
      records: imported.records,
      duplicates: imported.duplicates,
      conflicting: imported.conflicting,
      otherKind: imported.otherKind,
      outsideWindow: imported.outsideWindow,
      refused: imported.refused.map(({ reason, count, first }) => ({
        reason,
        count,
        first: { file: first.file, at: first.at },
      })),
      totals,
    },
    inputs: files.map((c) => c.receipt.entry),
    maker: need(workspace.keys, installationName).maker,
    at: workspace.evidence.now(),
  });
  return {
    stated,
    kind,
    noun: stated.noun ?? kind.noun,
    evidence,
    parquet,
    imported,
    records: imported.records,
    conflicting: imported.conflicting,
    refusedCount: imported.refused.reduce((sum, r) => sum + r.count, 0),
    digest: imported.digest,
    observations,
    entry: refOf(entry),
  };
}

/** Both sides by the fields the folder names; of changes and accounts those that the second source must know. */
async function reconcilePopulations(
  left: Imported,
  right: Imported,
  by: { readonly on: string; readonly other: string },
): Promise<Reconciliation> {
  const a = await rowsOf(left.parquet);
  const b = await rowsOf(right.parquet);
  if (left.kind.id === 'change' && right.kind.id === 'commit') return changesAgainstHistory(a, b);
  if (left.kind.id === 'account' && right.kind.id === 'person') return accountsAgainstPeople(a, b);
  return reconcile(a.map(valueOf(by.on)), b.map(valueOf(by.other)));
}

function valueOf(field: string): (row: ReconcileRow) => { id: string; value: string | null } {
  return ({ id, record }) => {
    const value = record[field];
    return { id, value: value === null || value === undefined || typeof value === 'object' ? null : String(value) };
  };
}

async function rowsOf(parquet: string): Promise<ReconcileRow[]> {
  const file = await PopulationFile.open(parquet);
  try {
    const rows: ReconcileRow[] = [];
    for await (const batch of file.rows()) for (const { id, record } of batch) rows.push({ id, record });
    return rows;
  } finally {
    file.close();
  }
}

/** csv without a mapping: the columns are the kind's fields by name. */
async function mappingOf(
  evidence: readonly EngagementEvidence[],
  kind: Kind,
  format: string | undefined,
): Promise<CsvMapping | undefined> {
  const mapping = only(
    evidence.map((e) => e.mapping?.path),
    kind.id,
    'mappings',
  );
  if (mapping !== undefined) return parseMapping(await readFile(mapping, 'utf8'), mapping, kind);
  return format === 'csv' ? identityMapping(kind) : undefined;
}

function only<T>(values: readonly (T | undefined)[], subject: string, what: string): T | undefined {
  const different = [...new Set(values)];
  if (different.length > 1) {
    throw new Refusal(
      'population-mixed',
      `${subject} is built from evidence of different ${what}; one population has one.`,
    );
  }
  return different[0];
}
