/** Deviations that raw exports can hold: what a theme of that name is seen by, and where its deviations are laid. */
import type { PlantedOf, Theme } from './model.ts';
import { distinctBelow, type Random } from './random.ts';

/**
 * control  whose control fails when it happens
 * says     the condition in a sentence
 * sees     [procedure, attribute] of every test that finds it
 * of       which records of the export it befalls
 */
export interface RawDeviation {
  readonly control: string;
  readonly says: string;
  readonly sees: readonly (readonly [procedure: string, attribute: string])[];
  readonly of: string;
}

export type RawDeviations = ReadonlyMap<string, RawDeviation>;

export function deviationOf(deviations: RawDeviations, theme: Theme): RawDeviation {
  const found = deviations.get(theme.name);
  if (!found) throw new Error(`No record of this export deviates by ${theme.name}.`);
  return found;
}

/** Themes that befall one sort of record. */
export const themesOf = (deviations: RawDeviations, themes: readonly Theme[], of: string): Theme[] =>
  themes.filter((theme) => deviationOf(deviations, theme).of === of);

/** One entry for each deviation that the themes ask for. */
export const spelledOut = (themes: readonly Theme[]): Theme[] =>
  themes.flatMap((theme) => Array.from({ length: theme.count }, () => theme));

/** Places below n, each with the theme that befalls it; fewer than asked for where n is too small. */
export function placesOf(random: Random, n: number, themes: readonly Theme[]): Map<number, Theme> {
  const wanted = spelledOut(themes);
  const places = new Map<number, Theme>();
  distinctBelow(random, n, wanted.length).forEach((at, i) => {
    const theme = wanted[i];
    if (theme) places.set(at, theme);
  });
  return places;
}

/** What the tests will find of a theme on one record. */
export const plantedBy = (deviations: RawDeviations, theme: Theme, record: string): PlantedOf[] =>
  deviationOf(deviations, theme).sees.map(([procedure, attribute]) => ({
    procedure,
    attribute,
    record,
    theme: theme.id,
  }));
