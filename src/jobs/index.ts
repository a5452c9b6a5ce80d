export { checkLogKind } from './check-log.ts';
export { type JobContext, type JobEnd, type JobKind, jobKind } from './model.ts';
export { jobRoutes } from './routes.ts';
export { enqueue, type JobParts } from './service.ts';
export { startWorker, type Worker } from './worker.ts';
export { sealedInJobs } from './sealed.ts';
