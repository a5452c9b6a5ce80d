import { concat } from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';
import { bundleUpdate, LayerError, lastTable, readRendered } from '../../verify/index.ts';

/** What cannot be layered is a fault of whoever made the file, said with its place. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof LayerError)) return error;
  return new Refusal('bad-layers', `${error.message} (byte ${error.place})`, { cause: error });
}

/**
 * The rendered report with the bundle attached, by an incremental update: the rendered bytes stay as they are, the update
 * follows. Equal input gives equal bytes.
 * rendered  of `renderReport`, with at least one attachment
 * bundle    the bundle's bytes; they stand in the result as they are
 * refuses   bad-layers: a file that `renderReport` does not write
 */
export function attachBundle(rendered: Uint8Array, bundle: Uint8Array): Uint8Array {
  try {
    const before = readRendered(rendered, lastTable(rendered));
    if (before.length !== rendered.length)
      throw new LayerError(before.length, 'Something follows the rendered report.');
    return concat(rendered, bundleUpdate(before, bundle).bytes);
  } catch (error) {
    throw asRefusal(error);
  }
}
