export type { FileParts } from './found.ts';
export { engagementFileRoutes } from './routes.ts';
export { paperKinds } from './papers/index.ts';
export { sealedInEngagementFiles } from './sealed.ts';
