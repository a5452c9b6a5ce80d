/** What the installation records for people: statements in the logs of organizations, tiles and checkpoints after them. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openSecretFile } from '../adapters/blobs/secret-file.ts';
import { openTileDirectory } from '../adapters/blobs/tile-directory.ts';
import { ledgerStore, ledgerTx } from '../adapters/postgres/ledger-store.ts';
import type { Database, Transaction } from '../adapters/postgres/pool.ts';
import { logOrigin } from '../http/api/as-member.ts';
import {
  appendStatement,
  type EntryRef,
  ed25519PublicKey,
  ed25519Sign,
  integrate,
  type StatementDraft,
  sha256,
  signEnvelope,
  toHex,
} from '../ledger/index.ts';

/**
 * name       of the installation, from its key: what its logs are called by
 * publicKey  checks what it signed: every statement, and the checkpoints of every log
 * append     writes a statement to a log, in the caller's transaction, signed with the installation's key
 * openLog    makes a log unless it is there
 * logOf      name of an organization's log
 * sign       signs anything else in the name of the installation's logs, as a DSSE envelope
 * integrate  turns what was committed into tiles and signed checkpoints, in every log of this installation that grew
 */
export interface Recorder {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly append: (transaction: Transaction, origin: string, draft: StatementDraft) => Promise<EntryRef>;
  readonly openLog: (origin: string) => Promise<void>;
  readonly logOf: (organizationId: string) => string;
  readonly sign: (payloadType: string, payload: Uint8Array) => Promise<string>;
  readonly integrate: () => Promise<number>;
}

/**
 * owner   pool of the database's owner: logs are made, and checkpoints stored, by nobody else
 * data    data directory; the key lies in `keys/recorder.key`, tiles in `logs/`
 */
export async function openRecorder(owner: Database, data: string): Promise<Recorder> {
  const seed = await openSecretFile(join(data, 'keys', 'recorder.key'), 'recorder-key', 'recorder key');
  const publicKey = ed25519PublicKey(seed);
  const sign = (message: Uint8Array): Uint8Array => ed25519Sign(seed, message);
  const signer = {
    role: 'installation',
    name: 'Tickmark installation',
    custody: 'installation' as const,
    publicKey,
    sign,
  };
  const store = ledgerStore(owner);
  const known = new Set<string>();
  const sizes = new Map<string, number>();
  const name = `tickmark-${toHex(sha256(publicKey)).slice(0, 16)}`;
  return {
    name,
    publicKey,
    logOf: (organizationId) => logOrigin(name, organizationId),
    sign: (payloadType, payload) => signEnvelope(payloadType, payload, [signer]),
    async append(transaction, origin, draft) {
      const { index, digest } = await appendStatement(ledgerTx(transaction), {
        origin,
        draft,
        signers: [signer],
        salt: () => randomBytes(32),
      });
      return { index, digest };
    },
    async openLog(origin) {
      if (known.has(origin)) return;
      await store.createLog(origin);
      known.add(origin);
    },
    async integrate() {
      const { rows } = await owner.query<{ origin: string; next_index: number }>(
        `SELECT origin, next_index FROM ledger.log WHERE origin LIKE '%/organizations/%' ORDER BY origin`,
      );
      let grown = 0;
      for (const { origin, next_index: size } of rows) {
        if (size === 0 || sizes.get(origin) === size) continue;
        const tiles = await openTileDirectory(join(data, 'logs', ...origin.split('/')));
        await integrate({ origin, store, tiles, signer: { name: origin, publicKey, sign } });
        sizes.set(origin, size);
        grown += 1;
      }
      return grown;
    },
  };
}
