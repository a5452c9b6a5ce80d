export { dryRunRoutes } from './routes.ts';
