export { populationJobs } from './job-kinds.ts';
export { type KeptParts, openKept } from './parts.ts';
export { keptRoutes } from './routes.ts';
export { sealedInPopulations } from './sealed.ts';
