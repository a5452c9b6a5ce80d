export { noticeRoutes } from './routes.ts';
export { postNotices, tellDue, tidyNotices } from './tend.ts';
