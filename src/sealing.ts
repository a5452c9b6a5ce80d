/** Keys in generations (docs/decisions/0036-keys-in-generations.md), and what a slice says of the columns it seals with them. */
import { Refusal } from './refusal.ts';

/** The keys of an organization for one purpose: one a generation of its side's key. */
export interface KeyGenerations {
  /** what is written now is sealed under it */
  readonly current: number;
  /** those that are held, oldest first */
  readonly all: readonly number[];
  /** 32 bytes. refuses key-generation, with exit code 3 */
  key(generation: number): Buffer;
}

/** A key that never changes (an engagement's), or one in generations. */
export type SealingKey = Buffer | KeyGenerations;

export type Side = 'management' | 'firm';

export function generationMissing(side: Side, generation: number): Refusal {
  return new Refusal(
    'key-generation',
    `Generation ${generation} of the key of the side ${side} is not in its key file.`,
    {
      exit: 3,
      next: 'Put the key file there that holds it: of another machine of this installation, or from the backup of the keys.',
    },
  );
}

/** A row with a sealed column: the columns a `SealedColumn` reads, by name. */
export type SealedRow = Readonly<Record<string, unknown>>;

/** Of one organization. */
export interface OrganizationGenerations {
  readonly content: KeyGenerations;
  readonly search: KeyGenerations;
}

/**
 * A column that holds something sealed under an organization's key, so that it can be sealed anew under a newer generation.
 * table         schema and name; `{side}` stands for either side's schema
 * holds         content: what `sealJson` made; key: what `wrapKey` made of an item's key
 * key           columns of the primary key, by which a walk goes on
 * organization  column of whose it is
 * also          further columns `anew` reads, of the row `t`: SQL, each with a name
 * generation    SQL for the generation of a row, where the column does not tell
 * anew          columns to set so that the row lies under the current generation
 */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly holds: 'content' | 'key';
  readonly sides: readonly Side[];
  readonly key: readonly string[];
  readonly organization: string;
  readonly also?: readonly string[];
  readonly generation?: string;
  readonly anew: (keys: OrganizationGenerations, row: SealedRow) => Readonly<Record<string, unknown>>;
}

export function textIn(row: SealedRow, column: string): string {
  return String(row[column]);
}

/** refuses nothing: a column that holds no bytes is a fault */
export function bytesIn(row: SealedRow, column: string): Buffer {
  const value = row[column];
  if (!Buffer.isBuffer(value)) throw new TypeError(`${column} holds no bytes.`);
  return value;
}
