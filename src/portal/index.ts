export { portalRoutes } from './routes.ts';
export { acknowledge, readPortal } from './service.ts';
export { sealedInPortal } from './sealed.ts';
