export { deliverSent } from './deliver.ts';
export {
  actOnDocument,
  type CrossedDocument,
  type CrossedMatter,
  digestOf,
  type EverythingCrossed,
  readCrossed,
  readCrossedIn,
  readDocuments,
  type ReadDocument,
  type WholeDocument,
  sendDocument,
} from './documents.ts';
export { documentHead } from './document-routes.ts';
export { type Document, type DocumentKind, documentKinds } from './model.ts';
export { type ExchangeParts, exchangeParts, type PackageSigner } from './parts.ts';
export { exchangeRoutes } from './routes.ts';
export { answerProposal, propose, readEngagement } from './service.ts';
export { act, sendSubject } from './threads.ts';
export { sealedInExchange } from './sealed.ts';
