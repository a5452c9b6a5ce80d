/**
 * How a control as written meets a test of every record (R-TST-08, R-TST-11, R-SMP-11). A sample of 25 seldom meets the one exception of a
 * year; a census meets all of them, so what may let one pass, and who notices, stands in the statement or the test finds what nobody
 * promised. Pure; a match of words proves nothing, so the answers are `holds` and `look`.
 */
import type { ControlWording, DeclaredAccount, Passage, Quoting, Reading, WrittenControl } from './model.ts';

/**
 * others   the other controls in force, among which its detective half may be
 * quoting  what the attributes of its tests quote
 */
export function readControl(
  control: WrittenControl,
  others: readonly WrittenControl[],
  quoting: readonly Quoting[],
  words: ControlWording,
): readonly Reading[] {
  return [
    exceptionPath(control, words),
    detectiveHalf(control, others, words),
    ...vagueWords(control, words),
    ...testedWords(control, quoting),
  ];
}

function exceptionPath({ statement, exceptionPath: beside }: WrittenControl, words: ControlWording): Reading {
  const id = 'exception-path';
  const look = (sentence: string): Reading => ({ id, outcome: 'look', sentence });
  const named = words.exception.exec(statement)?.[0];
  if (named !== undefined) {
    const lacks = [
      ...(words.allowed.test(statement) ? [] : ['who allows it']),
      ...(words.ends.test(statement) ? [] : ['by when, or until when']),
    ];
    if (lacks.length === 0) {
      return {
        id,
        outcome: 'holds',
        sentence: `The statement names its way out (“${named}”), who allows it and when.`,
      };
    }
    return look(
      `The statement says “${named}”, and not ${lacks.join(' and ')}. Each record that passed this way is met by the test.`,
    );
  }
  if (beside !== null) {
    return look(
      'The way exceptions take is written beside the statement and not in it. The statement is what is printed and tested: put it there.',
    );
  }
  const always = words.always.exec(statement)?.[0];
  return look(
    always === undefined
      ? 'No way is named for what cannot go the usual way. If there is one, the statement says who allows it and until when.'
      : `The statement promises “${always}” and names no exception: a test of every record holds it to that. If there is a real way out, the statement names it.`,
  );
}

function detectiveHalf(control: WrittenControl, others: readonly WrittenControl[], words: ControlWording): Reading {
  const id = 'detective-half';
  const finds = words.detects.exec(control.statement)?.[0];
  if (control.type === 'detective' || control.type === 'corrective') {
    const follows = words.follows.exec(control.statement)?.[0];
    return follows === undefined
      ? {
          id,
          outcome: 'look',
          sentence: 'It looks for something, and does not say what happens with what it finds, and by when.',
        }
      : { id, outcome: 'holds', sentence: `It finds, and something follows (“${follows}”).` };
  }
  if (finds !== undefined) {
    return { id, outcome: 'holds', sentence: `Beside preventing, the statement looks for what passed (“${finds}”).` };
  }
  const halves = others
    .filter((one) => one.code !== control.code && one.type === 'detective')
    .filter((one) => one.criteria.some((criterion) => control.criteria.includes(criterion)))
    .map(({ code }) => code)
    .toSorted();
  const shown = halves.slice(0, 4).join(', ');
  return {
    id,
    outcome: 'look',
    sentence:
      halves.length === 0
        ? 'It prevents, and nothing looks for what passed it: no detective control serves the same criteria. One event can then be found by the test alone.'
        : `It prevents; what passes it may be found by ${shown}${halves.length > 4 ? ' and others' : ''}, which serve the same criteria. Say so where that is meant.`,
  };
}

function vagueWords({ statement }: WrittenControl, words: ControlWording): readonly Reading[] {
  const found = words.vague.exec(statement)?.[0];
  if (found === undefined) return [];
  return [
    { id: 'words', outcome: 'look', sentence: `“${found}” can be held against no record: say how often, or by when.` },
  ];
}

/** R-TST-11: an attribute quotes the words it tests. */
function testedWords({ statement }: WrittenControl, quoting: readonly Quoting[]): readonly Reading[] {
  if (quoting.length === 0) return [];
  const lost = quoting.filter(({ quotes }) => quotes !== null && !isQuoted(statement, quotes));
  if (lost.length > 0) {
    return lost.map(({ procedure, attribute, quotes }) => ({
      id: 'tested-words',
      outcome: 'look',
      sentence: `Attribute ${attribute} of ${procedure} tests “${quotes}”, which the statement does not say: change the one or the other.`,
    }));
  }
  return [
    { id: 'tested-words', outcome: 'holds', sentence: 'Every attribute that is tested quotes words of the statement.' },
  ];
}

/** Whether a passage stands in a statement, whatever its line breaks. */
export function isQuoted(statement: string, quotes: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
  return plain(statement).includes(plain(quotes));
}

/** The statement in pieces, each with whether an attribute tests its words (R-TST-11: a passage no attribute tests is shown as untested). */
export function passagesOf(statement: string, quotes: readonly string[]): readonly Passage[] {
  const plain = statement.replaceAll(/\s+/g, ' ').trim();
  const lower = plain.toLowerCase();
  // Letters whose small form is longer would shift every place after them: then nothing is marked as tested.
  if (lower.length !== plain.length) return [{ text: plain, tested: false }];
  const tested = Array.from({ length: plain.length }, () => false);
  for (const quote of quotes) {
    const words = quote.replaceAll(/\s+/g, ' ').trim().toLowerCase();
    const at = words === '' ? -1 : lower.indexOf(words);
    if (at >= 0) tested.fill(true, at, at + words.length);
  }
  const passages: { text: string; tested: boolean }[] = [];
  for (const [index, isTested] of tested.entries()) {
    const last = passages.at(-1);
    const letter = plain.charAt(index);
    if (last !== undefined && last.tested === isTested) last.text += letter;
    else passages.push({ text: letter, tested: isTested });
  }
  return passages;
}

/** What a declaration of an account leaves open. */
export function openOf(account: Omit<DeclaredAccount, 'ask'>, review: string | null, today: string): readonly string[] {
  return [
    ...(account.ownerId === null ? ['Nobody owns it.'] : []),
    ...(review === null ? ['How its use is reviewed is not said.'] : []),
    ...(account.from === null ? ['Since when it is in use is not said; records before cannot be told apart.'] : []),
    ...(account.to !== null && account.to < today ? [`Its declaration ended on ${account.to}.`] : []),
    ...(account.kind === 'emergency' && account.controls.length === 0
      ? ['No control is named that meets its use.']
      : []),
  ];
}
