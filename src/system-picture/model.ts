/** Imports nothing: the web application reads the same words. */

/** Registers whose records are components, in the order of the layers from top to bottom; subservice organizations stand at the edge. */
export const layers = [
  'services',
  'people-groups',
  'system-procedures',
  'software',
  'data-classes',
  'infrastructure',
  'locations',
] as const;

export const edge = 'subservice-organizations';
export const componentRegisters: readonly string[] = [...layers, edge];

/** Fields of components that name other components: each value is a line. */
export const relationFields = ['uses', 'runsOn', 'keptIn'] as const;

/** undecided: its record does not say yet whether it is inside */
export type Standing = 'inside' | 'outside' | 'undecided' | 'carve-out' | 'inclusive';

export interface Component {
  readonly register: string;
  readonly code: string;
  readonly title: string;
  readonly state: string;
  readonly standing: Standing;
}

/** One component names another, by the field its record names it in. */
export interface Relation {
  readonly from: string;
  readonly to: string;
  readonly field: string;
}

/** The upper left corner, in units of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Place {
  readonly width: number;
  readonly height: number;
}

/** moved: somebody put it there */
export type Placed = Component & Box & { readonly moved: boolean };

/** boundary: of what is inside, which is a fact of the records and never of where something was put */
export interface Picture {
  readonly nodes: readonly Placed[];
  readonly relations: readonly Relation[];
  readonly boundary: Box;
  readonly width: number;
  readonly height: number;
}

/** A picture of more is no picture: the rest is counted. */
export const mostComponents = 600;
export const farthest = 20_000;
