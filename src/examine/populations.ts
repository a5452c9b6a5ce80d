import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntryRef, Json } from '../ledger/index.ts';
import {
  type CsvMapping,
  type ImportResult,
  identityMapping,
  importPopulation,
  parseMapping,
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
  /** the `freeze` entry: what runs and draws rest on */
  readonly frozen: EntryRef;
}

/** Builds every population from its recorded evidence, states it, and freezes it; a fault in one stops all. */
export async function buildPopulations(
  engagement: Engagement,
  workspace: Workspace,
  collected: readonly CollectedFile[],
  plan: EntryRef,
  progress: (line: string) => void,
): Promise<readonly BuiltPopulation[]> {
  const built: BuiltPopulation[] = [];
  const { maker } = need(workspace.keys, installationName);
  for (const stated of engagement.populations) {
    progress(`building ${stated.id} ${stated.name}`);
    const kind = engagement.kinds.get(stated.kind);
    if (!kind) throw new Error(`There is no kind ${stated.kind}.`);
    const files = collected.filter((c) => stated.evidence.includes(c.evidence.id));
    const evidence = engagement.evidence.filter((e) => stated.evidence.includes(e.id));
    const { start, end } = engagement.file.period ?? { start: null, end: null };
    const windowed = stated.window === 'period' && kind.time !== null && start !== null && end !== null;
    const parquet = join(workspace.work, `${stated.id}.parquet`);
    const format = only(
      evidence.map((e) => e.stated.format),
      stated.id,
      'formats',
    );
    const imported = await importPopulation({
      kind,
      format,
      files: files.map((c) => sourceOf(workspace, c)),
      mapping: await mappingOf(evidence, kind, format),
      ...(windowed ? { window: { start, end, timeZone: engagement.file.timeZone } } : {}),
      asOf: evidence
        .map((e) => e.stated.collectedAt)
        .sort()
        .at(-1),
      workFolder: workspace.work,
      outParquet: parquet,
    });
    const refusedCount = imported.refused.reduce((sum, r) => sum + r.count, 0);
    const at = workspace.evidence.now();
    const entry = await workspace.together(async (state) => {
      const population = await state({
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
          totals: imported.totals as Json,
        },
        inputs: files.map((c) => c.receipt.entry),
        maker,
        at,
      });
      return state({
        hop: 'freeze',
        subject: { name: `population/${stated.id}`, sha256: imported.digest },
        body: { id: stated.id, records: imported.records, key: kind.key },
        inputs: [plan, refOf(population)],
        maker,
        at,
      });
    });
    built.push({
      stated,
      kind,
      noun: stated.noun ?? kind.noun,
      evidence,
      parquet,
      imported,
      records: imported.records,
      conflicting: imported.conflicting,
      refusedCount,
      digest: imported.digest,
      frozen: refOf(entry),
    });
  }
  return built;
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
