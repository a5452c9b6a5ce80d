import type { Problem } from '../../refusal.ts';
import { judgeCriteria } from '../judge-criteria.ts';
import type { JudgedControl } from '../judged.ts';
import type { Engagement } from './engagement.ts';
import { type Place, type Places, problemAt } from './places.ts';
import type { JudgementsFile } from './shape.ts';

/**
 * What is already wrong with the opinion before anything runs. The proposal rests on people's conclusions alone (methodology 15 and
 * 16), so once every control is concluded it is known what is proposed, and whether opinion, assertion and decisions on
 * criteria may stand beside it (R-OPN-03, R-OPN-04, R-MAT-01). Whether those conclusions hold against the record is seen later.
 */
export function foreseenProblems(engagement: Engagement, judgements: JudgementsFile, places: Places): Problem[] {
  const controls = concluded(engagement, judgements);
  if (controls === null) return [];
  const { problems } = judgeCriteria(engagement, judgements, [], controls);
  return problems.map(({ code, subject, sentence, source }) => {
    const named = sentence.includes(subject) ? sentence : `${subject}: ${sentence}`;
    return problemAt(placeOf(subject, judgements, places), code, named, source);
  });
}

/** The controls as people concluded them; null while one is not. */
function concluded(engagement: Engagement, judgements: JudgementsFile): JudgedControl[] | null {
  const controls = engagement.controls.flatMap(({ id }): JudgedControl[] => {
    const designed = judgements.design.find((d) => d.control === id);
    const tested = judgements.controls.find((c) => c.control === id);
    if (!designed || (engagement.file.type === 'type2' && !tested)) return [];
    const { design, implemented } = designed;
    const inPlace = implemented ? 'effective' : 'not-implemented';
    const conclusion = tested?.conclusion ?? (design === 'deficient' ? 'design-deficient' : inPlace);
    const reasons = tested?.reasons ?? designed.walkthrough;
    return [{ control: id, design, implemented, proposed: null, conclusion, reasons }];
  });
  return controls.length === engagement.controls.length ? controls : null;
}

/** What a problem is about: the opinion, the assertion, or the decision on a criterion. */
function placeOf(subject: string, judgements: JudgementsFile, places: Places): Place {
  const { opinion, assertion, criteria } = judgements;
  const decision = criteria.find((c) => c.criterion === subject);
  if (decision) return places.of(decision);
  if (subject === 'assertion' && assertion) return places.of(assertion);
  return opinion ? places.of(opinion) : places.of(judgements);
}
