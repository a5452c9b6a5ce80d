import type { Compiled } from '../../procedures/index.ts';
import type { Criterion, LibraryControl, Standards } from '../../criteria/index.ts';
import type { Kind } from '../../populations/kind.ts';
import type { Procedure, RuleContext } from '../../procedures/model.ts';
import type { FolderFile } from './read-folder.ts';
import type { ControlsFile } from '../../lifecycle/controls/model.ts';
import type { DescriptionFile } from '../../lifecycle/description/model.ts';
import type { EngagementFile } from '../../lifecycle/scope/model.ts';
import type { EvidenceFile, JudgementsFile } from './shape.ts';

/** A control as the engagement states it: the library's where the folder is silent, the folder's where it speaks. */
export interface EngagementControl {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly criteria: readonly string[];
  readonly owner: string;
  readonly frequency: string;
  readonly nature: string;
  readonly type: string;
  readonly implementedAt: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly supersededBy: string | null;
  /** id of the inclusive subservice organization whose control it is */
  readonly organization: string | null;
  readonly versions: readonly { label: string; from: string; to: string; statement: string }[];
  readonly procedures: readonly string[];
  /** id in the control library, null for an own control */
  readonly library: string | null;
}

export interface EngagementEvidence {
  readonly id: string;
  readonly files: readonly FolderFile[];
  readonly mapping: FolderFile | null;
  readonly stated: EvidenceFile['evidence'][number];
}

export type EngagementPopulation = EvidenceFile['populations'][number];

/** One engagement folder, read, checked and joined with the standards; nothing has run yet. */
export interface Engagement {
  readonly root: string;
  readonly file: EngagementFile;
  readonly context: RuleContext;
  readonly standards: Standards;
  readonly applicable: readonly Criterion[];
  readonly description: DescriptionFile;
  /** paragraphs by description criterion id */
  readonly sections: ReadonlyMap<string, readonly string[]>;
  readonly controls: readonly EngagementControl[];
  readonly kinds: ReadonlyMap<string, Kind>;
  /** procedures of the controls, in the controls' order */
  readonly procedures: readonly Procedure[];
  /** the ones a program runs or draws from, by id */
  readonly compiled: ReadonlyMap<string, Compiled>;
  readonly evidence: readonly EngagementEvidence[];
  readonly populations: readonly EngagementPopulation[];
  readonly judgements: JudgementsFile | null;
  readonly keyFiles: ReadonlyMap<string, FolderFile>;
  /** digests of the folder's own files, in order of their names: what the `scope` statement rests on */
  readonly files: readonly FolderFile[];
}

/** Joins the folder's control with the library's. Missing facts come back as the names of the missing fields. */
export function joinControl(
  stated: ControlsFile['controls'][number],
  library: LibraryControl | undefined,
  file: EngagementFile,
): EngagementControl | { missing: string[] } {
  const title = stated.title ?? library?.title;
  const statement = stated.statement ?? library?.statement;
  const criteria = stated.criteria ?? library?.criteria;
  const frequency = stated.frequency ?? library?.frequency;
  const nature = stated.nature ?? library?.nature;
  const type = stated.type ?? library?.type;
  if (!title || !statement || !criteria || !frequency || !nature || !type) {
    const found = { title, statement, criteria, frequency, nature, type };
    return { missing: Object.entries(found).flatMap(([name, value]) => (value ? [] : [name])) };
  }
  return {
    id: stated.id,
    title,
    statement,
    criteria,
    owner: stated.owner,
    frequency,
    nature,
    type,
    implementedAt: stated.implementedAt ?? file.period?.start ?? file.asOf ?? file.reportDate,
    effectiveFrom: stated.effectiveFrom ?? null,
    effectiveTo: stated.effectiveTo ?? null,
    supersededBy: stated.supersededBy ?? null,
    organization: stated.organization ?? null,
    versions: stated.versions ?? [],
    procedures: stated.procedures,
    library: stated.library ?? null,
  };
}
