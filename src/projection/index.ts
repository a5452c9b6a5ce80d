export { type Crossing, crossingOf } from './fields.ts';
export { projectRecord } from './project.ts';
export { pseudonyms } from './pseudonym.ts';
