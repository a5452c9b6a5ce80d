export type { FileParts } from './service.ts';
export { engagementFileRoutes } from './routes.ts';
export { paperKinds } from './papers/index.ts';
export { sealedInEngagementFiles } from './sealed.ts';
