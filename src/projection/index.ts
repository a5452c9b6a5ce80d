export { type Crossing, crossingOf } from './fields.ts';
export { crossingKind, positionField, projectRecord } from './project.ts';
export { pseudonyms } from './pseudonym.ts';
