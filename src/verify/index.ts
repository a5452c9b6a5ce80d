export { claimsRoot } from './claims.ts';
export { buildCms, signedAttributes } from './cms.ts';
export { isInstant } from './der.ts';
export {
  checkSeal,
  type Layers,
  lastTable,
  readAttached,
  type Seal,
  type SplitLayers,
  splitLayers,
} from './pdf-layers.ts';
export {
  bundleName,
  bundleUpdate,
  LayerError,
  type LayerProblem,
  readRendered,
  type SealText,
  sealUpdate,
} from './pdf-updates.ts';
export { buildCertificate, type Certificate, certificateToSign, lowS, readCertificate } from './x509.ts';
export { parseTrustFile, trustLine } from './trust.ts';
export { type SetAgain, verificationText, verifyFile } from './verify.ts';
