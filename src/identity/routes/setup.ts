/** The first person and organization. */
import { z } from 'zod';
import { outsideRoute, type Route } from '../../http/api/route.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { modes } from '../hosting.ts';
import { isEmpty, modeAtFirst, setUp } from '../joining.ts';
import { emailSchema, nameSchema, organizationKinds } from '../model.ts';
import { answerOf, callerOf, newPassword, signedIn, uuid } from './common.ts';

export function setupRoutes(dependencies: IdentityDependencies): Route[] {
  return [
    outsideRoute({
      id: 'setup.read',
      method: 'GET',
      path: '/setup',
      who: 'stranger',
      summary: 'Whether the installation waits for its first person, and the name of its single sign-on',
      answer: z.object({
        needed: z.boolean(),
        mode: z.enum(modes),
        isSaid: z.boolean(),
        singleSignOn: z.string().nullable(),
      }),
      handle: async () => ({
        body: {
          needed: await isEmpty(dependencies),
          ...(await modeAtFirst(dependencies)),
          singleSignOn: dependencies.singleSignOn?.provider.name ?? null,
        },
      }),
    }),
    outsideRoute({
      id: 'setup.begin',
      method: 'POST',
      path: '/setup',
      who: 'stranger',
      summary: 'The first person and organization, with the token printed on the console',
      status: 201,
      body: z.strictObject({
        token: z.string().max(200),
        mode: z.enum(modes).optional(),
        organization: z.strictObject({ kind: z.enum(organizationKinds), name: nameSchema }),
        person: z.strictObject({ name: nameSchema, email: emailSchema, password: newPassword }),
      }),
      answer: signedIn.extend({ organizationId: uuid }),
      async handle(outside, { body }) {
        const done = await setUp(dependencies, callerOf(outside), body);
        const answer = answerOf(done);
        return { ...answer, body: { ...answer.body, organizationId: done.organizationId } };
      },
    }),
  ];
}
