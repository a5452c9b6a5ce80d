import { createReadStream } from 'node:fs';
import { type EvidenceItem, openEvidence, type Receipt, recordEvidence } from '../evidence/index.ts';
import type { EntryRef } from '../ledger/index.ts';
import type { SourceFile } from '../populations/index.ts';
import type { Engagement, EngagementEvidence } from './folder/engagement.ts';
import { installationName, need } from './keys.ts';
import type { Workspace } from './workspace.ts';

/** One file of evidence as recorded: what populations read from, and what the chain rests on. */
export interface CollectedFile {
  readonly evidence: EngagementEvidence;
  readonly item: EvidenceItem;
  readonly receipt: Receipt;
}

/** Records every evidence file of the folder; each gets its receipt in the log before anything is built from it. */
export async function collectEvidence(
  engagement: Engagement,
  workspace: Workspace,
  scope: EntryRef,
  progress: (done: number, all: number, name: string) => void,
): Promise<readonly CollectedFile[]> {
  const collected: CollectedFile[] = [];
  const all = engagement.evidence.reduce((sum, e) => sum + e.files.length, 0);
  const maker = need(workspace.keys, installationName).maker;
  for (const evidence of engagement.evidence) {
    const { stated } = evidence;
    for (const file of evidence.files) {
      progress(collected.length, all, file.name);
      const recorded = await recordEvidence(workspace.evidence, {
        bytes: createReadStream(file.path, { highWaterMark: 1 << 20 }),
        name: file.name,
        provenance: {
          source: stated.source,
          collector: { name: stated.collectedBy.collector, version: null },
          query: stated.query ?? null,
          parameters: stated.parameters ?? {},
          account: stated.account ?? null,
          collectedAt: stated.collectedAt,
          collectedBy: stated.collectedBy.name,
          periodStart: stated.period.start,
          periodEnd: stated.period.end,
        },
        maker,
        inputs: [scope],
      });
      collected.push({ evidence, ...recorded });
    }
  }
  return collected;
}

/** The recorded bytes, decrypted and checked while they are read: what a population is built from is what was receipted. */
export function sourceOf(workspace: Workspace, collected: CollectedFile): SourceFile {
  const id = collected.item.id;
  return {
    name: collected.item.name,
    open: async function* () {
      const { bytes } = await openEvidence(workspace.evidence, id);
      yield* bytes;
    },
  };
}
