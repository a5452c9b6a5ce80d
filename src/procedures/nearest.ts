const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
};

/**
 * The known name that is spelled most like an unknown one, or null when none is near (more than half of its letters differ).
 * Names beyond 64 characters have no nearest name.
 */
export const nearestName = (unknown: string, known: readonly string[]): string | null => {
  if (unknown.length > 64) return null;
  const lower = unknown.toLowerCase();
  let best: { name: string; score: number } | null = null;
  for (const name of known) {
    const score = distance(lower, name.toLowerCase());
    if (score <= Math.max(1, Math.floor(name.length / 2)) && (best === null || score < best.score))
      best = { name, score };
  }
  return best?.name ?? null;
};

/** ' (did you mean “merged_at”?)' for a sentence, or the list of known names when they are few, or nothing. */
export const suggestion = (unknown: string, known: readonly string[]): string => {
  const near = nearestName(unknown, known);
  if (near !== null) return `; the nearest is “${near}”`;
  return known.length > 0 && known.length <= 12 ? `; there are ${known.map((name) => `“${name}”`).join(', ')}` : '';
};
