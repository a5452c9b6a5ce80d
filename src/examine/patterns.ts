import { join } from 'node:path';
import { z } from 'zod';
import { readTable, tableHead } from '../criteria/index.ts';
import { type StateMachine, stateMachineShape } from '../lifecycle/state-machine.ts';
import { dataFolder } from './folder/library.ts';

const advice = z.strictObject({ ...tableHead, patterns: z.array(z.string()).min(1) });
const words = z.strictObject({
  ...tableHead,
  puffery: z.array(z.string()),
  certification: z.array(z.string()).min(1),
  telling: z.array(z.string()),
});

/** R-WALL-05: forms of words that advise. */
export function advicePatterns(): readonly string[] {
  return readTable(join(dataFolder, 'advice-patterns.yaml'), advice).patterns;
}

/** Words a description must not, or should not, contain. */
export function wordPatterns(): z.infer<typeof words> {
  return readTable(join(dataFolder, 'description-patterns.yaml'), words);
}

export function stateMachine(): StateMachine {
  return readTable(join(dataFolder, 'state-machine.yaml'), stateMachineShape);
}
