import type { Route } from '../http/api/route.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { factorRoutes } from './routes/factors.ts';
import { foreignRoutes } from './routes/foreign.ts';
import { hostingRoutes } from './routes/hosting.ts';
import { memberRoutes } from './routes/members.ts';
import { passkeyRoutes } from './routes/passkeys.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { tokenRoutes } from './routes/tokens.ts';

/** Every route of people, sessions and memberships. */
export function identityRoutes(dependencies: IdentityDependencies): readonly Route[] {
  return [
    ...setupRoutes(dependencies),
    ...signInRoutes(dependencies),
    ...sessionRoutes(dependencies),
    ...factorRoutes(dependencies),
    ...passkeyRoutes(dependencies),
    ...foreignRoutes(dependencies),
    ...memberRoutes(dependencies),
    ...tokenRoutes(),
    ...hostingRoutes(),
  ];
}
