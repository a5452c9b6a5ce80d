/** Order of the chain as the reader can see it: hops, and what each rests on (DESIGN 2, rule 1). Pure. */
import { checkHeaderOrder, type EntryHeader, type Hop, hops } from '../ledger/index.ts';

/** Hops on which a statement of a hop may rest. A `review` may look at anything that people made. */
const mayRestOn: Readonly<Record<Hop, readonly Hop[]>> = {
  scope: [],
  control: ['scope'],
  description: ['scope'],
  collection: ['scope'],
  population: ['collection'],
  freeze: ['population', 'review'],
  run: ['freeze', 'control'],
  sample: ['freeze', 'control'],
  resolution: ['run', 'sample', 'review', 'control', 'resolution'],
  test: ['scope', 'control', 'freeze', 'run', 'sample', 'review', 'resolution'],
  review: ['scope', 'control', 'description', 'test', 'resolution', 'finding', 'review'],
  finding: ['control', 'description', 'test', 'review'],
  response: ['finding', 'review'],
  conclusion: ['control', 'description', 'test', 'review', 'finding', 'conclusion', 'scope'],
  assertion: ['scope', 'description'],
  representation: ['assertion'],
  opinion: ['conclusion', 'finding', 'response', 'review', 'description', 'assertion', 'representation'],
  report: ['opinion', 'assertion', 'description', 'representation', 'review'],
  issue: ['report'],
  signature: ['report', 'opinion', 'assertion'],
  access: ['scope', 'report', 'issue'],
};

/** Hops without which a statement of a hop rests on nothing. */
const mustRestOn: Partial<Record<Hop, readonly Hop[]>> = {
  population: ['collection'],
  freeze: ['population'],
  run: ['freeze'],
  sample: ['freeze'],
  conclusion: [],
  assertion: ['description'],
  opinion: ['conclusion', 'assertion', 'description'],
  report: ['opinion', 'assertion'],
};

export interface ChainEntry {
  readonly index: number;
  readonly header: EntryHeader;
}

/** Everything wrong with the order of the entries behind a report, each with the entry it is about. */
export function problemsOfChain(entries: readonly ChainEntry[]): string[] {
  const problems = checkHeaderOrder(entries).map((p) => p.sentence);
  const byIndex = new Map(entries.map((e) => [e.index, e]));
  for (const { index, header } of entries) {
    const rests = header.inputs.flatMap((i) => byIndex.get(i)?.header.hop ?? []);
    if (header.inputs.length === 0 && header.hop !== 'scope')
      problems.push(`Entry ${index} (${header.hop}) rests on nothing.`);
    for (const hop of rests) {
      // A review of a description stands in the description's place at the opinion.
      if (!mayRestOn[header.hop].includes(hop))
        problems.push(`Entry ${index} (${header.hop}) rests on a ${hop}, which cannot carry it.`);
    }
    for (const hop of mustRestOn[header.hop] ?? []) {
      const found = rests.includes(hop) || (hop === 'description' && rests.includes('review'));
      if (!found) problems.push(`Entry ${index} (${header.hop}) rests on no ${hop}.`);
    }
  }
  const reports = entries.filter((e) => e.header.hop === 'report');
  if (reports.length !== 1) problems.push(`There are ${reports.length} report entries; one is needed.`);
  const report = reports[0];
  if (report) {
    const last = entries.at(-1);
    if (last?.index !== report.index)
      problems.push(`Entry ${report.index} (report) is not the last behind the report.`);
    const reached = new Set<number>([report.index]);
    const open = [report];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const i of at.header.inputs) {
        const next = byIndex.get(i);
        if (next && !reached.has(i)) {
          reached.add(i);
          open.push(next);
        }
      }
    }
    for (const { index, header } of entries) {
      if (!reached.has(index)) problems.push(`Entry ${index} (${header.hop}) does not stand behind the report.`);
    }
  }
  return problems;
}

/** How many statements of each hop stand behind the report, in the order of the chain, as one line. */
export function summaryOfChain(entries: readonly ChainEntry[]): string {
  const counts = new Map<Hop, number>();
  for (const { header } of entries) counts.set(header.hop, (counts.get(header.hop) ?? 0) + 1);
  return [...counts].map(([hop, count]) => `${count} ${hop}`).join(', ');
}

/** Of one hop: how many statements stand behind the report, and on which hops they rest, in the order of the chain. */
export interface ChainStep {
  readonly hop: Hop;
  readonly count: number;
  readonly restsOn: readonly Hop[];
}

/** What each step rests on, in the order of the chain: the entries' own headers, not what should be. */
export function stepsOfChain(entries: readonly ChainEntry[]): readonly ChainStep[] {
  const hopOf = new Map(entries.map(({ index, header }) => [index, header.hop]));
  return hops.flatMap((hop) => {
    const ours = entries.filter(({ header }) => header.hop === hop);
    if (ours.length === 0) return [];
    const rests = new Set(ours.flatMap(({ header }) => header.inputs.flatMap((i) => hopOf.get(i) ?? [])));
    return [{ hop, count: ours.length, restsOn: hops.filter((one) => rests.has(one)) }];
  });
}
