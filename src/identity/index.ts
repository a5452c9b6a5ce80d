export { type Decider, openDecider, type PolicyFile } from './decide.ts';
export type { Caller, IdentityDependencies } from './dependencies.ts';
export { addMembership, createOrganization, createPerson, isEmpty } from './joining.ts';
export { deliverMails, type Mailer, type OutboxMail, readOperatorOutbox } from './mails.ts';
export { rolesBySide } from './model.ts';
export { identityRoutes } from './routes.ts';
export { setupToken } from './secrets.ts';
export { tidyIdentity } from './service.ts';
export { csrfMatches, csrfOf, sessionCookie, tokenHash } from './session-token.ts';
