import { type Problem, Refusal, type RefusalExit } from '../refusal.ts';

/** The closed list of this slice's refusals. */
export type PopulationRefusal =
  | 'kind-shape' // a kind's file does not have its shape
  | 'kind-unknown' // no kind of that id, or no importer makes it
  | 'file-unreadable' // the file cannot be opened or read
  | 'file-empty' // no bytes, or nothing but white space
  | 'file-truncated' // the file ends in the middle
  | 'file-malformed' // the file as a whole is not what it should be
  | 'file-encoding' // the file is in an encoding that is not read
  | 'format-unknown' // nothing we know has this content
  | 'format-mixed' // the files of one population are of several formats
  | 'mapping-shape' // a mapping file does not have its shape or names what is not there
  | 'population-shape'; // a file does not hold a population of ours

export function refuse(
  code: PopulationRefusal,
  sentence: string,
  options: { exit?: RefusalExit; problems?: readonly Problem[]; next?: string; cause?: unknown } = {},
): Refusal {
  return new Refusal(code, sentence, options);
}
