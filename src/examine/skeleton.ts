import { stringify } from 'yaml';
import { version } from '../version.ts';
import type { Engagement } from './folder/engagement.ts';
import type { JudgementsFile } from './folder/shape.ts';
import type { BuiltPopulation } from './populations.ts';
import type { MachineRun } from './runs.ts';
import type { DrawnSample } from './samples.ts';

/** Ids listed in the skeleton; the rest stands in the workpapers. */
const listed = 200;
const fill = '…';

/**
 * The places people still have to fill in, as YAML to be moved into judgements.yaml: only what is missing, each with what the
 * machine said beside it. `…` is refused by no field as text, so dates and choices are left as words that do not parse.
 */
export function judgementSkeleton(
  engagement: Engagement,
  judgements: JudgementsFile,
  populations: readonly BuiltPopulation[],
  runs: ReadonlyMap<string, MachineRun>,
  samples: ReadonlyMap<string, DrawnSample>,
  openFacts: readonly string[],
): string {
  const type2 = engagement.file.type === 'type2';
  const two = { by: fill, reviewedBy: fill, at: 'YYYY-MM-DD' };
  const skeleton: Record<string, unknown> = {};
  const put = (name: string, entries: readonly unknown[]): void => {
    if (entries.length > 0) skeleton[name] = entries;
  };
  put(
    'acts',
    openFacts.map((fact) => ({ fact, by: fill, at: 'YYYY-MM-DD' })),
  );
  put(
    'design',
    engagement.controls
      .filter((c) => !judgements.design.some((d) => d.control === c.id))
      .map((c) => ({
        control: c.id,
        design: 'suitable | deficient',
        implemented: 'yes | no',
        walkthrough: fill,
        ...two,
      })),
  );
  if (type2) {
    put(
      'ipe',
      populations
        .filter((p) => !judgements.ipe.some((i) => i.population === p.stated.id))
        .map((p) => ({
          population: p.stated.id,
          checks: { 'IPE-01': fill, 'IPE-03': fill, ...(p.records === 0 ? { 'IPE-09': fill } : {}) },
          satisfactory: 'yes | no',
          ...two,
        })),
    );
    const resolutions: unknown[] = [];
    for (const run of runs.values()) {
      const done = judgements.resolutions.filter((r) => r.procedure === run.procedure);
      const attributes = [...new Set(run.items.map((i) => i.attribute))];
      for (const attribute of attributes) {
        const named = new Set(
          done.filter((r) => r.attribute === attribute).flatMap((r) => (r.items === 'all' ? ['*'] : r.items)),
        );
        if (named.has('*')) continue;
        const open = run.items.filter((i) => i.attribute === attribute && !named.has(i.record));
        if (open.length === 0) continue;
        resolutions.push({
          procedure: run.procedure,
          attribute,
          items: open.length > listed ? 'all' : open.map((i) => i.record),
          outcome: 'confirmed | met-by-other-evidence | outside-population | rule-misstates-control | data-defect',
          condition: fill,
          evidence: `machine: ${open.length} not true, for example ${open[0]?.record ?? ''}: ${open[0]?.detail ?? ''}`,
          by: fill,
          second: fill,
          at: 'YYYY-MM-DD',
        });
      }
    }
    put('resolutions', resolutions);
    put(
      'tests',
      engagement.procedures
        .filter((p) => !runs.has(p.id) && !judgements.tests.some((t) => t.procedure === p.id))
        .filter((p) => samples.get(p.id)?.population !== 0)
        .map((p) => {
          const sample = samples.get(p.id);
          return sample
            ? {
                procedure: p.id,
                sample: sample.digest,
                items: Object.fromEntries(
                  sample.selected.map((s) => [
                    s.id,
                    Object.fromEntries(p.attributes.map((a) => [a.id, 'met | deviation | not-applicable'])),
                  ]),
                ),
                evidence: fill,
                ...two,
              }
            : {
                procedure: p.id,
                result: 'no-exceptions | exceptions | no-occurrence | unable',
                evidence: fill,
                ...two,
              };
        }),
    );
    put(
      'adoptions',
      [...runs.keys()]
        .filter((id) => !judgements.adoptions.some((a) => a.procedure === id))
        .map((procedure) => ({ procedure, ...two })),
    );
    if (runs.size + samples.size > 0 && !judgements.toolReliance.some((w) => w.release === version)) {
      const said = { reliedOnFor: fill, knownCases: fill, secondEvaluation: fill, limits: fill };
      const accepted = { accepted: 'yes | no', by: fill, approvedBy: fill, at: 'YYYY-MM-DD' };
      put('toolReliance', [{ release: version, ...said, ...accepted }]);
    }
    put(
      'controls',
      engagement.controls
        .filter((c) => !judgements.controls.some((k) => k.control === c.id))
        .map((c) => ({
          control: c.id,
          conclusion: 'effective | effective-with-deviations | not-effective | no-occurrence | unable-to-test',
          reasons: fill,
          by: fill,
          at: 'YYYY-MM-DD',
        })),
    );
  }
  if (!judgements.description)
    skeleton['description'] = { misstatement: 'none | material | pervasive', reasons: fill, ...two };
  if (!judgements.subsequentEvents) skeleton['subsequentEvents'] = { text: fill, by: fill, at: 'YYYY-MM-DD' };
  if (!judgements.assertion) skeleton['assertion'] = { exception: null, by: fill, at: 'YYYY-MM-DD' };
  if (!judgements.representation) {
    skeleton['representation'] = { asOf: engagement.file.reportDate, signedAt: 'YYYY-MM-DD', by: fill };
  }
  if (!judgements.opinion) {
    skeleton['opinion'] = {
      kind: 'unmodified | qualified | adverse | disclaimer',
      reasons: fill,
      by: fill,
      at: 'YYYY-MM-DD',
    };
  }
  return [
    '# What people still have to judge. Move each entry into judgements.yaml, fill it in, and run examine again.',
    '# A bar parts the choices of a field; a date is written YYYY-MM-DD. Items and samples are those of this run.',
    stringify(skeleton, { lineWidth: 0 }),
  ].join('\n');
}
