/** Which conditions of methodology 4.2 hold, read off papers, documents, findings and the team. Pure. */
import { type File, type PaperKind, wholeFile } from '../model.ts';
import { concludingFacts, whyQualityReview } from './concluding.ts';
import { designFacts } from './design.ts';
import { fieldworkFacts } from './fieldwork.ts';
import { issueFacts } from './issue.ts';
import { type Fact, type Look, lookAt } from './look.ts';
import { planningFacts } from './planning.ts';
import { timeOf } from '../time.ts';

export type { Fact } from './look.ts';

const rules: Readonly<Record<string, (look: Look) => Fact>> = {
  ...planningFacts,
  ...designFacts,
  ...fieldworkFacts,
  ...concludingFacts,
  ...issueFacts,
};

/**
 * cases  what the engagement is: type1 or type2, threat-recorded, quality-review-required (`when` of data/state-machine.yaml)
 * fact   a condition, worked out when it is asked for; undefined: nothing in the file says anything of it yet
 */
export interface Facts {
  readonly cases: ReadonlySet<string>;
  readonly fact: (id: string) => Fact | undefined;
}

export function factsOf(kinds: readonly PaperKind[], file: File): Facts {
  const look = lookAt(kinds, file);
  const known = new Map<string, Fact | undefined>();
  return {
    cases: casesOf(look),
    fact(id) {
      if (!known.has(id)) known.set(id, rules[id]?.(look));
      return known.get(id);
    },
  };
}

function casesOf(look: Look): ReadonlySet<string> {
  const cases = new Set<string>();
  const { type } = timeOf(look.file);
  if (type !== null) cases.add(type);
  const told = look.all('independence').some(({ content }) => content['answer'] === 'threat');
  if (told || look.all('threat').length > 0) cases.add('threat-recorded');
  if (look.paper('proposal', wholeFile) !== undefined && whyQualityReview(look).length > 0) {
    cases.add('quality-review-required');
  }
  return cases;
}
