export { systemPictureRoutes } from './routes.ts';
export type { Component, Relation } from './model.ts';
export { readPicture } from './service.ts';
export { sealedInPicture } from './sealed.ts';
