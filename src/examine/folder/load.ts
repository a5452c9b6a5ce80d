import { criteriaOf, loadStandards } from '../../criteria/index.ts';
import { parseKind } from '../../populations/index.ts';
import type { Kind } from '../../populations/kind.ts';
import { type Compiled, compileProcedure, nearestName, parseProcedures } from '../../procedures/index.ts';
import type { Procedure, RuleContext } from '../../procedures/model.ts';
import { type Problem, Refusal } from '../../refusal.ts';
import { methodTables } from '../method-tables.ts';
import { crossCheck } from './cross-check.ts';
import { type Engagement, type EngagementControl, type EngagementEvidence, joinControl } from './engagement.ts';
import { dataFolder } from '../../data-folder.ts';
import { foreseenProblems } from './foreseen.ts';
import { loadLibrary } from './library.ts';
import { type Path, type Place, Places, problemAt } from './places.ts';
import { type FolderFile, listFolder, readText } from './read-folder.ts';
import { type ControlsFile, controlsShape } from '../../lifecycle/controls/model.ts';
import { type DescriptionFile, descriptionShape } from '../../lifecycle/description/model.ts';
import { type EngagementFile, engagementShape } from '../../lifecycle/scope/model.ts';
import { type EvidenceFile, evidenceShape, type JudgementsFile, judgementsShape } from './shape.ts';
import { readYaml } from './yaml-file.ts';
import type { z } from 'zod';

/**
 * Reads an engagement folder and says everything that is wrong with it at once.
 * folder   path of the folder
 * today    plain date against which the report date is held (R-DAT-01)
 * refuses  engagement_folder, with every problem, each naming file and line
 */
export async function loadEngagement(folder: string, today: string): Promise<Engagement> {
  const problems: Problem[] = [];
  const places = new Places();
  const listing = await listFolder(folder);
  problems.push(...listing.problems);
  if (listing.problems.some((p) => p.code === 'folder-missing')) throw refused(folder, problems);
  const textOf = async (name: string): Promise<string | undefined> => {
    const file = listing.files.get(name);
    if (!file) return undefined;
    const read = await readText(file);
    problems.push(...read.problems);
    return read.text;
  };
  const yamlOf = async <Shape extends z.ZodType>(name: string, shape: Shape): Promise<z.infer<Shape> | undefined> => {
    if (!listing.files.has(name)) {
      problems.push({ code: 'file-missing', subject: name, sentence: `${name} is missing from the folder.` });
      return undefined;
    }
    const text = await textOf(name);
    if (text === undefined) return undefined;
    const read = readYaml(text, name, shape);
    problems.push(...read.problems);
    if (read.read) places.add({ file: name, ...read.read });
    return read.read?.value;
  };

  const file: EngagementFile | undefined = await yamlOf('engagement.yaml', engagementShape);
  const description: DescriptionFile | undefined = await yamlOf('system/description.yaml', descriptionShape);
  const controlsFile: ControlsFile | undefined = await yamlOf('controls.yaml', controlsShape);
  const evidenceFile: EvidenceFile | undefined = await yamlOf('evidence.yaml', evidenceShape);
  const judgements: JudgementsFile | null = listing.files.has('judgements.yaml')
    ? ((await yamlOf('judgements.yaml', judgementsShape)) ?? null)
    : null;

  const standards = loadStandards(dataFolder);
  const library = loadLibrary(standards);

  const kinds = new Map<string, Kind>(library.kinds);
  const own = new Map<string, Procedure>();
  const textsOf = new Map<Procedure, { file: string; text: string }>();
  for (const entry of listing.files.values()) {
    if (/^kinds\/[^/]+\.yaml$/.test(entry.name)) {
      const text = await textOf(entry.name);
      if (text === undefined) continue;
      try {
        const kind = parseKind(text, entry.name);
        if (kinds.has(kind.id)) {
          problems.push({
            code: 'kind-twice',
            subject: entry.name,
            sentence: `${entry.name}: the kind ${kind.id} exists already.`,
          });
        } else kinds.set(kind.id, kind);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push(...error.problems);
      }
    }
    if (/^procedures\/[^/]+\.yaml$/.test(entry.name)) {
      const text = await textOf(entry.name);
      if (text === undefined) continue;
      const parsed = parseProcedures(text, entry.name);
      problems.push(...parsed.problems);
      for (const procedure of parsed.procedures) {
        if (own.has(procedure.id) || library.procedures.has(procedure.id)) {
          problems.push({
            code: 'procedure-twice',
            subject: entry.name,
            sentence: `${entry.name}: the procedure ${procedure.id} exists already${library.procedures.has(procedure.id) ? ' in the library' : ''}.`,
          });
        } else {
          own.set(procedure.id, procedure);
          textsOf.set(procedure, { file: entry.name, text });
        }
      }
    }
  }

  if (!file || !description || !controlsFile || !evidenceFile) throw refused(folder, problems);

  const say = (place: Place, code: string, sentence: string): void => {
    problems.push(problemAt(place, code, sentence));
  };
  const controls: EngagementControl[] = [];
  for (const stated of controlsFile.controls) {
    const known = stated.library === undefined ? undefined : library.controls.get(stated.library);
    if (stated.library !== undefined && !known) {
      const sentence = `${stated.id} refers to ${stated.library}, which is not in the control library.`;
      say(places.of(stated, 'library'), 'unknown-library-control', sentence);
      continue;
    }
    const joined = joinControl(stated, known, file);
    if ('missing' in joined) {
      say(places.of(stated), 'control-incomplete', `${stated.id} lacks ${joined.missing.join(', ')}.`);
    } else {
      controls.push(joined);
      places.sameAs(joined, stated);
    }
  }

  const context: RuleContext = {
    periodStart: file.period?.start ?? null,
    periodEnd: file.period?.end ?? null,
    asOf: file.asOf ?? null,
    timeZone: file.timeZone,
    holidays: file.holidays,
  };
  const procedures: Procedure[] = [];
  const compiled = new Map<string, Compiled>();
  for (const control of controls) {
    for (const [index, id] of control.procedures.entries()) {
      const found = own.get(id) ?? library.procedures.get(id);
      const named = (): Place => places.of(control, 'procedures', index);
      if (!found) {
        const sentence = `${control.id} names the procedure ${id}, which is neither in procedures/ nor in the library.`;
        say(named(), 'unknown-procedure', sentence);
        continue;
      }
      // A library procedure tests the control that names it; its words stay, its control and criteria are the engagement's.
      const procedure: Procedure = { ...found, control: control.id, criteria: control.criteria };
      const text = textsOf.get(found);
      places.put(procedure, () => (text ? placeInText(text, id) : named()));
      procedures.push(procedure);
      if (procedure.population) {
        const result = compileProcedure(procedure, kinds);
        for (const problem of result.problems) {
          // "procedure ID, attribute A, character 12": what the rule is of
          const where = problem.subject.replace(/^procedure /, '');
          const place = text ? placeInText(text, id, /\battribute ([A-Z])\b/.exec(where)?.[1]) : named();
          const { code, sentence, source } = problem;
          problems.push(problemAt(place, code, `${where}: ${sentence}`, source));
        }
        if (result.compiled) compiled.set(procedure.id, result.compiled);
      }
    }
  }

  const evidence: EngagementEvidence[] = [];
  for (const stated of evidenceFile.evidence) {
    const lying = (name: string, names: string, ...path: Path): FolderFile | null => {
      const found = listing.files.get(name) ?? null;
      if (!found) {
        const sentence = `${stated.id} names ${names}, which is not in the folder.`;
        say(places.of(stated, ...path), 'evidence-missing', sentence);
      }
      return found;
    };
    const files = stated.files.flatMap((name, i) => lying(name, name, 'files', i) ?? []);
    const mapping =
      stated.mapping === undefined ? null : lying(stated.mapping, `the mapping ${stated.mapping}`, 'mapping');
    evidence.push({ id: stated.id, files, mapping, stated });
  }

  const sections = new Map<string, readonly string[]>();
  for (const entry of listing.files.values()) {
    const match = /^system\/(DC[1-9])\.md$/.exec(entry.name);
    if (!match?.[1]) continue;
    const text = await textOf(entry.name);
    if (text !== undefined) sections.set(match[1], paragraphs(text));
  }

  const keyFiles = new Map([...listing.files].filter(([name]) => name.startsWith('keys/')));
  const engagement: Engagement = {
    root: listing.root,
    file,
    context,
    standards,
    applicable: criteriaOf(standards.criteria.criteria, file.categories).filter(
      (criterion) => !description.notRelevantCriteria.some((n) => n.criterionId === criterion.id),
    ),
    description,
    sections,
    controls,
    kinds,
    procedures,
    compiled,
    evidence,
    populations: evidenceFile.populations,
    judgements,
    keyFiles,
    files: [...listing.files.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  problems.push(...crossCheck(engagement, places, today), ...unknownFacts(judgements, places));
  // Only what is whole can be weighed.
  if (problems.length === 0 && judgements) problems.push(...foreseenProblems(engagement, judgements, places));
  if (problems.length > 0) throw refused(folder, problems);
  return engagement;
}

/** An act that no gate knows would silently not count. */
function unknownFacts(judgements: JudgementsFile | null, places: Places): Problem[] {
  const known: readonly string[] = methodTables().stateMachine.facts.map((fact) => fact.id);
  return (judgements?.acts ?? []).flatMap((act) => {
    if (known.includes(act.fact)) return [];
    const near = nearestName(act.fact, known);
    const hint = near === null || near === undefined ? '' : `; the nearest is ${near}`;
    const sentence = `the act ${act.fact} is no fact of the state machine${hint}.`;
    return [problemAt(places.of(act, 'fact'), 'unknown-fact', sentence, 'R-STA-01')];
  });
}

/** Where a procedure of the folder's own stands, or one of its attributes. */
function placeInText({ file, text }: { file: string; text: string }, id: string, attribute?: string): Place {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^id:\s*["']?([^\s"'#]+)/.exec(line)?.[1] === id);
  const within =
    attribute === undefined
      ? start
      : lines.findIndex((line, i) => i > start && new RegExp(`^\\s+${attribute}\\s*:`).test(line));
  return { file, line: Math.max(start, within, 0) + 1 };
}

function paragraphs(text: string): string[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((p) => p.replace(/\s*\r?\n\s*/g, ' ').trim())
    .filter((p) => p !== '');
}

function refused(folder: string, problems: readonly Problem[]): Refusal {
  const n = problems.length;
  return new Refusal(
    'engagement_folder',
    `${folder} cannot be examined: ${n === 1 ? 'one thing is' : `${n} things are`} wrong with it.`,
    { problems },
  );
}
