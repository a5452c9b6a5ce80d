export { managementDocumentRoutes } from './routes.ts';
