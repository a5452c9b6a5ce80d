import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Problem, Refusal } from '../refusal.ts';
import {
  type AcceptanceTable,
  type AdvicePatterns,
  acceptanceSchema,
  advicePatternsSchema,
  type DescriptionPatterns,
  descriptionPatternsSchema,
  type IpeChecks,
  ipeChecksSchema,
  type RepresentationsTable,
  representationsSchema,
  type StateMachine,
  stateMachineSchema,
} from './method.ts';
import {
  type ControlVocabulary,
  type CriteriaTable,
  controlFamilySchema,
  controlVocabularySchema,
  criteriaTableSchema,
  type DescriptionTable,
  descriptionTableSchema,
  type LibraryControl,
  type ReportQuality,
  reportQualitySchema,
} from './model.ts';

/** The tables every engagement rests on, as read from `data/`. */
export interface Standards {
  readonly criteria: CriteriaTable;
  readonly description: DescriptionTable;
  readonly vocabulary: ControlVocabulary;
  readonly controls: readonly LibraryControl[];
  readonly reportQuality: ReportQuality;
}

/**
 * Reads one table (JSON or YAML) and holds it against its schema.
 * file     absolute or relative path
 * refuses  `table-unreadable` (exit 3: the installation is damaged) with every problem and its place in the file
 */
export function readTable<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  const value = parseFile(file);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems: Problem[] = result.error.issues.map((issue) => ({
    code: 'table-shape',
    subject: `${file}: ${issue.path.join('.') || 'the file'}`,
    sentence: `${issue.message}.`,
  }));
  throw new Refusal('table-unreadable', `The table ${file} does not have its shape.`, { exit: 3, problems });
}

/**
 * Reads the standards and the control library.
 * dataFolder  the installation's `data/` folder
 * refuses     `table-unreadable`, with exit 3
 */
export function loadStandards(dataFolder: string): Standards {
  return {
    criteria: readTable(join(dataFolder, 'criteria.json'), criteriaTableSchema),
    description: readTable(join(dataFolder, 'description-criteria.json'), descriptionTableSchema),
    vocabulary: readTable(join(dataFolder, 'control-vocabulary.yaml'), controlVocabularySchema),
    controls: loadControls(dataFolder),
    reportQuality: readTable(join(dataFolder, 'report-quality.yaml'), reportQualitySchema),
  };
}

/** The tables of the method: states and gates, checklists, word patterns. */
export interface Method {
  readonly stateMachine: StateMachine;
  readonly acceptance: AcceptanceTable;
  readonly representations: RepresentationsTable;
  readonly ipeChecks: IpeChecks;
  readonly descriptionPatterns: DescriptionPatterns;
  readonly advicePatterns: AdvicePatterns;
}

/** Reads the tables of the method. Same argument and refusals as `loadStandards`. */
export function loadMethod(dataFolder: string): Method {
  return {
    stateMachine: readTable(join(dataFolder, 'state-machine.yaml'), stateMachineSchema),
    acceptance: readTable(join(dataFolder, 'acceptance.yaml'), acceptanceSchema),
    representations: readTable(join(dataFolder, 'representations.yaml'), representationsSchema),
    ipeChecks: readTable(join(dataFolder, 'ipe-checks.yaml'), ipeChecksSchema),
    descriptionPatterns: readTable(join(dataFolder, 'description-patterns.yaml'), descriptionPatternsSchema),
    advicePatterns: readTable(join(dataFolder, 'advice-patterns.yaml'), advicePatternsSchema),
  };
}

/** The control library, all families, ordered by id. Same refusals as `loadStandards`. */
export function loadControls(dataFolder: string): readonly LibraryControl[] {
  const folder = join(dataFolder, 'controls');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => readTable(join(folder, name), controlFamilySchema).controls)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function parseFile(file: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    return file.endsWith('.json') ? JSON.parse(text) : parse(text);
  } catch (cause) {
    throw new Refusal('table-unreadable', `The table ${file} cannot be read.`, { exit: 3, cause });
  }
}
