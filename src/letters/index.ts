export { nothingSaid } from './model.ts';
export { letterRoutes } from './routes.ts';
export { sealedInLetters } from './sealed.ts';
export { readGiven, readLetters, writeLetters } from './service.ts';
