export { portalRoutes } from './routes.ts';
export { acknowledge, readPortal } from './service.ts';
