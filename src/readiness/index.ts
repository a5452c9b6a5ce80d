export { restingStates } from './model.ts';
export { readinessRoutes } from './routes.ts';
