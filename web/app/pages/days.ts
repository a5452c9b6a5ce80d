/** Today, as the machine's clock has it in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Whole days since a day; 0 or less: it is not over yet. */
export function daysLate(dueOn: string): number {
  return Math.round((Date.parse(today()) - Date.parse(dueOn)) / 86_400_000);
}
