export { systemPictureRoutes } from './routes.ts';
