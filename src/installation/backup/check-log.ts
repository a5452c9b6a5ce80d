import type { PoolClient } from 'pg';
import {
  encodeEntryBundle,
  entryBody,
  entryValue,
  equalBytes,
  isHop,
  openCheckpoint,
  toHex,
  TileBuilder,
  type TileName,
  tilePath,
  type TileStore,
  tileWidth,
} from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';

/** Whole bundles, and at most 64 MB of envelopes. */
const atOnce = 4 * tileWidth;

interface Row {
  readonly idx: string | number;
  readonly hop: string;
  readonly inputs: readonly (string | number)[];
  readonly body: Buffer;
  readonly value: Buffer;
  readonly salt: Buffer | null;
  readonly envelope: string | null;
}

/** How far a log is: entries, and its last checkpoint with its root in hex. */
export interface LogHead {
  readonly origin: string;
  readonly entries: number;
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
}

type Client = Pick<PoolClient, 'query'>;

/** The heads of all logs in a database, by origin. */
export async function logHeads(client: Client): Promise<readonly LogHead[]> {
  const { rows } = await client.query<{
    origin: string;
    entries: string | number;
    size: string | number | null;
    root: Buffer;
  }>(
    `SELECT l.origin, l.next_index AS entries, c.size, c.root FROM ledger.log l
     LEFT JOIN LATERAL (SELECT size, root FROM ledger.checkpoint WHERE origin = l.origin ORDER BY size DESC LIMIT 1) c ON true
     ORDER BY l.origin`,
  );
  return rows.map(({ origin, entries, size, root }) => ({
    origin,
    entries: Number(entries),
    checkpoint: size === null ? null : { size: Number(size), root: toHex(root) },
  }));
}

/**
 * Derives a log again from what lies behind its entries: every body from its statement, every value from its header and body, and the
 * root of every checkpoint ever signed from the values.
 * publicKey  checks the signatures of its checkpoints; null where the log has a key of its own
 * tiles      where its tiles and last checkpoint are written meanwhile; null: nowhere
 * refuses    log-damaged, with the entry or checkpoint that does not hold
 */
export async function checkLog(
  client: Client,
  head: LogHead,
  options: { readonly publicKey: Uint8Array | null; readonly tiles: TileStore | null },
): Promise<void> {
  const { origin, entries } = head;
  const signed = head.checkpoint?.size ?? 0;
  const full: { tile: TileName; bytes: Uint8Array }[] = [];
  const builder = new TileBuilder((tile, bytes) => full.push({ tile, bytes }));
  const write = async (tile: TileName, bytes: Uint8Array) => await options.tiles?.write(tilePath(tile), bytes);
  let note = '';
  const compare = async (from: number, to: number, at: (size: number) => Uint8Array | undefined) => {
    const { rows } = await client.query<{ size: string | number; root: Buffer; note: string }>(
      'SELECT size, root, note FROM ledger.checkpoint WHERE origin = $1 AND size >= $2 AND size <= $3 ORDER BY size',
      [origin, from, to],
    );
    for (const row of rows) {
      const root = at(Number(row.size));
      if (root === undefined || !equalBytes(root, row.root))
        throw damaged(origin, `the checkpoint for ${row.size} entries does not follow from them`);
      if (options.publicKey !== null) checkNote(origin, Number(row.size), root, row.note, options.publicKey);
      note = row.note;
    }
  };

  await compare(0, 0, () => builder.root());
  for (let start = 0; start < entries; start += atOnce) {
    const end = Math.min(entries, start + atOnce);
    const { rows } = await client.query<Row>(
      `SELECT e.idx, e.hop, e.inputs, e.body, e.value, o.salt, o.envelope
       FROM ledger.entry e LEFT JOIN ledger.opening o USING (origin, idx)
       WHERE origin = $1 AND idx >= $2 AND idx < $3 ORDER BY idx`,
      [origin, start, end],
    );
    if (rows.length !== end - start) throw damaged(origin, `entries ${start} to ${end - 1} are not all there`);
    const { rows: sizes } = await client.query<{ size: string | number }>(
      'SELECT size FROM ledger.checkpoint WHERE origin = $1 AND size > $2 AND size <= $3',
      [origin, start, end],
    );
    const wanted = new Set(sizes.map(({ size }) => Number(size)));
    const roots = new Map<number, Uint8Array>();
    for (const row of rows) {
      checkEntry(origin, row);
      if (builder.size < signed) builder.appendValue(row.value);
      if (wanted.has(builder.size)) roots.set(builder.size, builder.root());
    }
    for (let at = start; at < Math.min(end, signed); at += tileWidth) {
      const values = rows
        .slice(at - start, Math.min(at + tileWidth, signed) - start)
        .map(({ value }) => new Uint8Array(value));
      await write({ level: 'entries', index: at / tileWidth, width: values.length }, encodeEntryBundle(values));
    }
    for (const { tile, bytes } of full.splice(0)) await write(tile, bytes);
    await compare(start + 1, end, (size) => roots.get(size));
  }
  if (signed > entries)
    throw damaged(origin, `a checkpoint was signed for ${signed} entries, and there are ${entries}`);
  for (const { tile, bytes } of builder.edge()) await write(tile, bytes);
  if (head.checkpoint !== null) await options.tiles?.write('checkpoint', Buffer.from(note));
}

function checkEntry(origin: string, row: Row): void {
  const { hop } = row;
  if (!isHop(hop)) throw damaged(origin, `entry ${row.idx} is of the unknown hop ${hop}`);
  const value = entryValue({ hop, inputs: row.inputs.map(Number) }, row.body);
  if (!equalBytes(value, row.value)) throw damaged(origin, `the header of entry ${row.idx} is not what was logged`);
  // What lies behind an entry may be erased one day; where it is there, it must be what was logged.
  if (row.salt === null || row.envelope === null) return;
  if (!equalBytes(entryBody(row.salt, row.envelope), row.body))
    throw damaged(origin, `the statement of entry ${row.idx} is not what was logged`);
}

function checkNote(origin: string, size: number, root: Uint8Array, note: string, publicKey: Uint8Array): void {
  const { checkpoint } = openCheckpoint(note, { name: origin, type: 1, publicKey });
  if (checkpoint.origin !== origin || checkpoint.size !== size || !equalBytes(checkpoint.root, root))
    throw damaged(origin, `the signed checkpoint for ${size} entries says something else`);
}

function damaged(origin: string, why: string): Refusal {
  return new Refusal('log-damaged', `The log ${origin} does not hold: ${why}.`, { exit: 3 });
}
