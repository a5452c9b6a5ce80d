/** What the claims say the report consists of: criteria with the controls set out under them, tests, deviations in order of print. */
import type { z } from 'zod';
import type { ClaimBook, Words } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { OpinionKind, ReportType } from './model.ts';

type Test = z.infer<typeof shapes.test>;

export interface OutlinedTest {
  readonly id: string;
  readonly claim: string;
  readonly value: Test;
  readonly says: Words | null;
  readonly deviations: readonly OutlinedDeviation[];
}

/** place: position in the order of print, from 0 */
export interface OutlinedDeviation {
  readonly place: number;
  readonly number: Words;
  readonly fact: Words | null;
  readonly extent: Words | null;
  readonly response: Words | null;
}

export interface OutlinedControl {
  readonly id: string;
  readonly title: Words | null;
  readonly statement: Words | null;
  readonly organization: Words | null;
  /** the first is where it is set out (R-RPT-02) */
  readonly criteria: readonly string[];
  readonly versions: readonly { readonly id: string; readonly value: z.infer<typeof shapes.version> }[];
  readonly tests: readonly OutlinedTest[];
}

export interface OutlinedCriterion {
  readonly id: string;
  readonly title: Words | null;
  readonly text: Words | null;
  readonly conclusion: z.infer<typeof shapes.conclusion>;
  readonly zeroEvidence: Words | null;
  /** set out here */
  readonly controls: readonly OutlinedControl[];
  /** serving it too, set out under another */
  readonly also: readonly OutlinedControl[];
}

export interface OutlinedSubservice {
  readonly claim: string;
  readonly name: string;
  readonly service: string;
  readonly method: 'carve-out' | 'inclusive';
  readonly csocs: readonly { readonly id: string; readonly value: z.infer<typeof shapes.assumedControl> }[];
}

export interface Outline {
  readonly type: ReportType;
  readonly opinion: OpinionKind;
  readonly draft: boolean;
  readonly specimen: boolean;
  readonly printCounts: boolean;
  readonly criteria: readonly OutlinedCriterion[];
  readonly controls: readonly OutlinedControl[];
  readonly subservices: readonly OutlinedSubservice[];
  readonly cuecs: readonly { readonly id: string; readonly value: z.infer<typeof shapes.assumedControl> }[];
  readonly populations: readonly { readonly id: string; readonly value: z.infer<typeof shapes.population> }[];
  /** claims from which the list of criteria, and which of them have no operating evidence (17.1) */
  readonly silent: readonly OutlinedCriterion[];
  readonly deviations: readonly {
    readonly control: OutlinedControl;
    readonly test: OutlinedTest;
    readonly deviation: OutlinedDeviation;
  }[];
}

/** Reads the outline; refuses when a claim is missing that no report can be without. */
export function outlineOf(book: ClaimBook): Outline {
  const type = book.need('report.type', shapes.reportType);
  const order = book.need('list.controls', shapes.texts);
  const served = new Map(order.map((id) => [id, book.need(`control.${id}.criteria`, shapes.texts)]));
  const criteria: OutlinedCriterion[] = [];
  const outlined = new Map<string, OutlinedControl>();
  let place = 0;

  const testOf = (id: string): OutlinedTest[] => {
    const claim = `test.${id}`;
    const value = book.read(claim, shapes.test);
    if (value === null) return [];
    const deviations = book.numbers(`deviation.${id}`).flatMap((n) => {
      const path = `deviation.${id}.${n}`;
      const [fact, extent, response] = [
        book.words(`${path}.fact`),
        book.words(`${path}.extent`),
        book.words(`${path}.response`),
      ];
      if (fact === null && extent === null && response === null) return [];
      place += 1;
      return [{ place: place - 1, number: { text: `D-${place}`, claims: [claim] }, fact, extent, response }];
    });
    return [{ id, claim, value, says: book.words(`${claim}.says`), deviations }];
  };
  const controlOf = (id: string): OutlinedControl => ({
    id,
    title: book.words(`control.${id}.title`),
    statement: book.words(`control.${id}.statement`),
    organization: book.words(`control.${id}.organization`),
    criteria: served.get(id) ?? [],
    versions: book.each(`control.${id}.version`, shapes.version),
    tests: book.need(`control.${id}.tests`, shapes.texts).flatMap(testOf),
  });

  // in the order of print, so that deviations are numbered as they are met
  for (const id of book.need('list.criteria', shapes.texts)) {
    const own = order.filter((control) => served.get(control)?.[0] === id).map(controlOf);
    for (const control of own) outlined.set(control.id, control);
    criteria.push({
      id,
      title: book.words(`criterion.${id}.title`),
      text: book.words(`criterion.${id}.text`),
      conclusion: book.need(`criterion.${id}.conclusion`, shapes.conclusion),
      zeroEvidence: book.words(`criterion.${id}.zeroEvidence`),
      controls: own,
      also: [],
    });
  }
  const controls = order.flatMap((id) => outlined.get(id) ?? []);
  const complete = criteria.map((criterion) => ({
    ...criterion,
    also: controls.filter((control) => control.criteria.indexOf(criterion.id) > 0),
  }));
  return {
    type,
    opinion: book.need('opinion.kind', shapes.opinionKind),
    draft: book.need('report.draft', shapes.flag),
    specimen: book.need('report.specimen', shapes.flag),
    printCounts: book.need('report.printCounts', shapes.flag),
    criteria: complete,
    controls: complete.flatMap((criterion) => criterion.controls),
    subservices: book.each('subservice', shapes.subservice).map(({ id, value }) => ({
      claim: id,
      ...value,
      csocs: book.each(`${id}.csoc`, shapes.assumedControl),
    })),
    cuecs: book.each('cuec', shapes.assumedControl),
    populations: book.each('population', shapes.population),
    silent: complete.filter((criterion) => criterion.conclusion === 'no-occurrence'),
    deviations: complete.flatMap((criterion) =>
      criterion.controls.flatMap((control) =>
        control.tests.flatMap((test) => test.deviations.map((deviation) => ({ control, test, deviation }))),
      ),
    ),
  };
}
