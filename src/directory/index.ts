export { sealedInDirectory } from './sealed.ts';
import type { Route } from '../http/api/route.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { scimRoutes } from './routes.ts';
import type { DirectoryParts } from './seal.ts';

/** SCIM for an organization's directory, and what its administrators see of it. */
export function directoryRoutes(parts: DirectoryParts): readonly Route[] {
  return [...scimRoutes(parts), ...mappingRoutes(parts)];
}
