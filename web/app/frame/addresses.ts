/** Where a register is. Controls are a step of management's, the others are below registers. */
export function addressOf(register: string, side: 'management' | 'firm'): string {
  if (side === 'firm') return `/f/registers/${register}`;
  return register === 'controls' ? '/m/controls' : `/m/registers/${register}`;
}
