import type { Register } from '../model.ts';
import { controls } from './controls.ts';
import { crossing } from './crossing.ts';
import { engagement } from './engagement.ts';
import { programme } from './programme.ts';
import { system } from './system.ts';

/** Every register there is, in the order of navigation. Deleting one is deleting its entry here and its definition. */
export const registers: readonly Register[] = [...system, ...controls, ...engagement, ...crossing, ...programme];
