import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/**
 * What a backup says of itself; it stands last in the file.
 * contents    SHA-256 of everything before it
 * migrations  the changes the database had seen, in order
 * tables      every table, each after those its rows refer to
 * logs        how far each log was, and its last checkpoint
 * recorder    public key of the installation, hex; null when its key could not be read
 * keys        each key file of the installation: fingerprint, and whether the backup holds it
 * generations those of the sides' keys without which something in it cannot be read
 * blobs       evidence, by content. missing, damaged: what the installation itself did not have whole any more
 */
export const manifestShape = z.strictObject({
  format: z.literal('tickmark-backup/1'),
  version: z.string(),
  madeAt: z.iso.datetime(),
  contents: digest,
  migrations: z.array(z.strictObject({ number: z.number().int(), name: z.string(), sha256: digest })),
  tables: z.array(
    z.strictObject({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()).min(1),
      rows: count,
      bytes: count,
      sha256: digest,
    }),
  ),
  sequences: z.record(z.string(), z.string().regex(/^-?\d+$/)),
  logs: z.array(
    z.strictObject({
      origin: z.string(),
      entries: count,
      checkpoint: z.strictObject({ size: count, root: digest }).nullable(),
    }),
  ),
  recorder: digest.nullable(),
  keys: z.array(z.strictObject({ name: z.string().regex(/^[a-z]+$/), fingerprint: z.string(), held: z.boolean() })),
  generations: z.array(z.strictObject({ side: z.string(), generation: count, fingerprint: z.string() })).optional(),
  blobs: z.strictObject({ count, bytes: count, missing: z.array(digest), damaged: z.array(digest) }),
  files: z.strictObject({ count, bytes: count }),
});
export type Manifest = z.infer<typeof manifestShape>;

/** Rows that a backup leaves out: uploads under way, whose parts lie in no store yet. They begin again after a restore. */
export function keptRows(table: { readonly schema: string; readonly name: string }): string | undefined {
  if (table.name === 'upload') return 'evidence_id IS NOT NULL';
  if (table.name === 'upload_part') return 'false';
  return undefined;
}

/** Whether a table names bytes of the installation's store; `evidence.item` names those of the command line, which lie in its results. */
export function namesBlobs(table: {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}): boolean {
  return table.columns.includes('blob') && table.name !== 'upload_part' && table.schema !== 'evidence';
}
