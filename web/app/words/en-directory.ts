import { count } from './en.ts';

/** Every English text about a company's directory (SCIM). */
export const directory = {
  title: 'Directory (SCIM)',
  help: 'Okta, Entra ID or another directory keeps who is a member here: it invites, suspends and groups. Accounts stay their owners’, and roles stay yours to give.',
  address: 'Address for the directory',
  users: (all: number, waiting: number, off: number) =>
    all === 0
      ? 'No user has come from a directory yet.'
      : `${all === 1 ? '1 user' : `${count(all)} users`}, ${count(waiting)} invited and not here yet, ${count(off)} not active`,
  days: 'Days the token is good for',
  make: 'Make a token for the directory',
  made: 'The token, shown this once. Give it to the directory now.',
  owner: 'It works as long as you administer here and are not suspended.',
  tokenName: 'Directory (SCIM)',
  groups: 'Groups and the roles they give',
  noGroups: 'No group has come from a directory yet. Without a group’s roles somebody has the least role of this side.',
  members: (n: number) => (n === 1 ? '1 user' : `${count(n)} users`),
  noRoles: 'Gives no role',
  change: 'Change roles',
  changeOf: (group: string) => `Change roles: ${group}`,
  rolesOf: (group: string) => `Roles of ${group}`,
  save: 'Save',
  cancel: 'Cancel',
};
