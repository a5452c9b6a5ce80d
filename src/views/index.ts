export { viewRoutes } from './routes.ts';
export { sealedInViews } from './sealed.ts';
