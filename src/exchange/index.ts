export { deliverSent } from './deliver.ts';
export { type ExchangeParts, exchangeParts, type PackageSigner } from './parts.ts';
export { exchangeRoutes } from './routes.ts';
export { answerProposal, propose } from './service.ts';
export { act, sendSubject } from './threads.ts';
export { sealedInExchange } from './sealed.ts';
