export { decrypt, encrypt } from './cipher.ts';
export type { BlobStore, StoredBlob } from './blob-store.ts';
export { evidenceRefusals } from './errors.ts';
export { type InstallationKey, installationKey } from './installation-key.ts';
export type { MediaType } from './media-type.ts';
export type { Erasure, EvidenceItem, Provenance, Receipt, RecordedEvidence } from './model.ts';
export { collectionStatement } from './rules.ts';
export {
  type EvidenceDependencies,
  eraseEvidenceKey,
  findEvidence,
  type Intake,
  listEvidence,
  openEvidence,
  recordEvidence,
} from './service.ts';
export { readContent, readItem } from './organization.ts';
export type { Preview } from './preview.ts';
export { type EvidenceParts, openEvidenceParts } from './parts.ts';
export { refuseToShow, showPage } from './pages/show.ts';
export { evidenceRoutes, pageNumber, pagePicture } from './routes.ts';
export { keepHeld } from './held.ts';
export { sweepUploads } from './uploads.ts';
export { itemToShare, keepShared, lookThrough, type SharedBytes, sharedContent, sharedPreview } from './sharing.ts';
export { sealedInEvidence } from './sealed.ts';
