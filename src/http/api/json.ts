/**
 * JSON without surprises: at most 40 levels deep, no member named twice, no `__proto__`. Throws SyntaxError with status 400. A name that
 * stands twice would be read one way here and another way by whoever looked at the request before.
 */
export function parseJson(text: string): unknown {
  // Names of the objects that are open, in order; null: a list.
  const open: (Set<string> | null)[] = [];
  let from = -1;
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (from >= 0) {
      if (sign === 0x5c) at += 1;
      else if (sign === 0x22) {
        last = text.slice(from, at + 1);
        from = -1;
      }
    } else if (sign === 0x22) from = at;
    else if (sign === 0x3a) refuseTwice(open.at(-1), last);
    else if (sign === 0x7b || sign === 0x5b) {
      open.push(sign === 0x7b ? new Set() : null);
      if (open.length > 40) throw unreadable('The JSON is nested deeper than 40 levels.');
    } else if (sign === 0x7d || sign === 0x5d) open.pop();
  }
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw unreadable('A member is named __proto__.');
      return value;
    });
  } catch (error) {
    throw error instanceof Error && 'statusCode' in error ? error : unreadable('The body is not JSON.');
  }
}

/** names: of the object a colon stands in. written: the name before it, in its quotes and escapes */
function refuseTwice(names: Set<string> | null | undefined, written: string): void {
  if (names === null || names === undefined) return;
  let name: unknown;
  try {
    name = JSON.parse(written);
  } catch {
    return; // no JSON at all, as is said where the whole is read
  }
  if (typeof name !== 'string') return;
  if (names.has(name)) throw unreadable(`A member is named twice: ${name.slice(0, 60)}.`);
  names.add(name);
}

function unreadable(sentence: string): Error {
  return Object.assign(new SyntaxError(sentence), { statusCode: 400 });
}
