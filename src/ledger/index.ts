export * from './bytes.ts';
export * from './canonical-json.ts';
export * from './checkpoint.ts';
export { ed25519PublicKey, ed25519Sign, ed25519Verify, sha256, verifyP256 } from './crypto.ts';
export * from './dsse.ts';
export * from './entry.ts';
export { type LedgerErrorCode, ledgerErrors } from './errors.ts';
export * from './merkle.ts';
export * from './note.ts';
export * from './order.ts';
export * from './statement.ts';
export * from './tlog-proof.ts';
export {
  type BundleCheck,
  type BundleTask,
  type CheckBundle,
  checkBundle,
  type StoredValue,
  type ValueReader,
} from './check-bundle.ts';
export * from './check-directory.ts';
export * from './log.ts';
export * from './tiles.ts';
export * from './values.ts';
