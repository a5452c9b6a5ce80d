export type Side = 'management' | 'firm';

/** Where a register is. Controls are a step of management's, the others are below registers. */
export function addressOf(register: string, side: Side): string {
  if (side === 'firm') return `/f/registers/${register}`;
  return register === 'controls' ? '/m/controls' : `/m/registers/${register}`;
}
