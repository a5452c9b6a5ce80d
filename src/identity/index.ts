export { type Decider, openDecider, type PolicyFile } from './decide.ts';
export type { Caller, IdentityDependencies } from './dependencies.ts';
export { returnPath } from './errand.ts';
export {
  changeInvitations,
  keepMemberships,
  type Membership,
  selectMembersByPerson,
  standingOf,
} from './directory-members.ts';
export { notSignedIn, outOfReach, wrongInput } from './errors.ts';
export { type Mode, modes, offBy, portalSide, refuseMode } from './hosting.ts';
export { insertHosting, lockHosting, selectHosting } from './hosting-store.ts';
export { addMembership, createOrganization, createPerson, isEmpty, modeAtFirst } from './joining.ts';
export { deliverMails, type Mailer, type OutboxMail, postMail, postMails, readOperatorOutbox } from './mails.ts';
export { type Member, sendInvitation, withdrawInvitation } from './members.ts';
export { rolesBySide } from './model.ts';
export { selectOrganizationName } from './organization-store.ts';
export { isFresh, roleProblems, rolesOutOfReach, rolesTouched } from './rules.ts';
export { policySays, rightsRoutes } from './rights.ts';
export { identityRoutes } from './routes.ts';
export { setupToken } from './secrets.ts';
export { tidyIdentity } from './service.ts';
export { awayCookie, awaySeconds, csrfMatches, csrfOf, sessionCookie, tokenHash } from './session-token.ts';
