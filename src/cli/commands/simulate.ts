import { resolve } from 'node:path';
import { simulate } from '../../simulate/index.ts';
import type { Command } from '../command.ts';
import { needText, numberOf } from './sampling.ts';

export const simulateCommand: Command = {
  name: 'simulate',
  usage: 'simulate --seed S --months M --scale K --out DIR [--start YYYY-MM-01]',
  says: 'Writes a made-up service organization’s months as an engagement folder, with planted deviations and ground-truth.json.',
  detail:
    'The same options write the same bytes. Deviations are listed in ground-truth.json beside oddities that are none; the judgements follow\nfrom it, so that examine runs the folder to its report. See src/simulate/README.md.',
  options: [
    { name: 'seed', value: 'S', says: 'any text; it decides everything' },
    { name: 'months', value: 'M', says: 'months of the period, 3 to 12; 12 when left out' },
    { name: 'scale', value: 'K', says: 'how much happens, 0.1 to 10000; 1, a few thousand records, when left out' },
    { name: 'start', value: 'DATE', says: 'first day of the period, the first of a month; 2025-01-01 when left out' },
    { name: 'out', value: 'DIR', says: 'folder to write, new or empty' },
  ],
  async run(invocation) {
    const out = resolve(needText(invocation, 'out'));
    const result = await simulate(
      {
        seed: needText(invocation, 'seed'),
        months: numberOf(invocation, 'months') ?? 12,
        scale: numberOf(invocation, 'scale') ?? 1,
        start: invocation.values['start'] ?? '2025-01-01',
        out,
        today: new Date().toISOString().slice(0, 10),
      },
      invocation.tell,
    );
    return { json: result, text: `${result.records} records, ${result.planted} deviations planted: ${out}`, exit: 0 };
  },
};
