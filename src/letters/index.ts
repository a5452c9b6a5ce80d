export { nothingSaid } from './model.ts';
export { letterRoutes } from './routes.ts';
export { sealedInLetters } from './sealed.ts';
export { readLetters, writeLetters } from './service.ts';
