export { letterRoutes } from './routes.ts';
export { sealedInLetters } from './sealed.ts';
