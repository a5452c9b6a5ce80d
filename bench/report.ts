/**
 * A report of about 100 pages, from facts to bytes, against a fixed limit (DESIGN 9: at most 1.5 s). One render before the clock
 * starts: fonts are read once a process.
 */
import { readFileSync } from 'node:fs';
import { renderReport } from '../src/adapters/pdf/render.ts';
import {
  attachmentsOf,
  claimsOf,
  composeReport,
  loadWording,
  type ReportFacts,
} from '../src/lifecycle/report/index.ts';
import type { BenchLine } from './line.ts';

/** Pages in excess of the fixed parts come from controls: the sample organization's are repeated under other ids. */
function enlarged(facts: ReportFacts, times: number): ReportFacts {
  const controls = Array.from({ length: times }, (_, i) =>
    facts.controls.map((control) => ({
      ...control,
      id: `${control.id}-${i}`,
      tests: control.tests.map((test) => ({ ...test, id: `${control.id}-${i}${test.id.slice(control.id.length)}` })),
    })),
  );
  return { ...facts, controls: controls.flat() };
}

/** Best of three. `ours` is seconds for 100 pages, `reference` the limit. */
export async function benchReport(): Promise<BenchLine[]> {
  const facts: ReportFacts = JSON.parse(
    readFileSync(new URL('../test/golden/northline/facts.json', import.meta.url), 'utf8'),
  );
  const wording = loadWording();
  const once = (of: ReportFacts) => {
    const started = performance.now();
    const claims = claimsOf(of);
    const { pages } = renderReport(composeReport(claims, wording), attachmentsOf(claims));
    return { pages, seconds: (performance.now() - started) / 1000 };
  };
  once(facts);
  const large = enlarged(facts, 18);
  const runs = [once(large), once(large), once(large)];
  const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
  const ours = (best.seconds * 100) / best.pages;
  const reference = 1.5;
  return [
    {
      name: `report, 100 pages from facts to PDF (measured on ${best.pages})`,
      ours,
      reference,
      ratio: ours / reference,
      bar: 1,
    },
  ];
}
