export { type QuotaDefaults, quotaDefaults, type QuotaKind, quotaKinds } from './model.ts';
export { countRequests, type TakeRequest } from './requests.ts';
export { quotaRoutes } from './routes.ts';
