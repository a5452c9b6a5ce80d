/** Every English text of the application, by where it stands. Another language is another file of this shape. */
export const en = {
  product: 'Tickmark',
  lede: 'Every sentence of the report rests on records. Anyone can check them.',
  disclaimer: 'An attestation tool. It does not give opinions; a licensed firm does.',
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    factorTitle: 'Second factor',
    factorHelp: 'The six digits of your authenticator, or a recovery code.',
    code: 'Code',
    confirm: 'Confirm',
    out: 'Sign out',
  },
  setup: {
    title: 'Set up this installation',
    help: 'Nobody is here yet. You become the first member of the first organization; invite others afterwards.',
    organization: 'Organization',
    kind: 'It is',
    company: 'a service organization',
    firm: 'a CPA firm',
    name: 'Your name',
    token: 'Setup token',
    tokenHelp: 'Printed where the server was started.',
    submit: 'Begin',
  },
  frame: {
    management: 'Management',
    firm: 'Firm',
    overview: 'Overview',
    work: 'My work',
    matrix: 'Matrix',
    members: 'Members',
    find: 'Search or run a command',
    skip: 'Skip to the content',
    theme: 'Light or dark',
    account: 'Your account',
    organizations: 'Organizations',
    navigation: 'Sections',
    areas: 'Areas',
    groups: { system: 'The system', controls: 'Controls', registers: 'Registers', engagement: 'Engagement' } as Record<
      string,
      string
    >,
  },
  list: {
    all: 'All',
    add: (one: string) => `Add ${one.toLowerCase()}`,
    search: 'Search this list',
    csv: 'CSV',
    shown: (shown: number, total: number | null) =>
      total === null ? `${count(shown)} shown` : `${count(shown)} of ${count(total)}`,
    code: 'Code',
    title: 'Title',
    state: 'State',
    owner: 'Owner',
    due: 'Due',
    changed: 'Changed',
    empty: (title: string) => `No ${title.toLowerCase()} yet.`,
    nothing: 'Nothing fits this filter.',
    clear: 'Show all',
    nobody: 'nobody',
  },
  drawer: {
    overview: 'Overview',
    comments: 'Comments',
    history: 'History',
    edit: 'Edit',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    next: 'Next',
    previous: 'Previous',
    why: 'Why',
    whyHelp: 'Stands in the history beside the change.',
    comment: 'Add a comment',
    send: 'Comment',
    sideOnly: 'Comments stay on this side of the wall.',
    noComments: 'No comments yet.',
    version: (n: number) => `Version ${n}`,
    receipt: (index: number) => `entry ${count(index)} of the log`,
    nothingChanged: 'Nothing but the version changed.',
    stale: 'Somebody changed it in the meantime. What you typed is kept here; read the new version, then save again.',
    unfit: 'Some of it does not fit yet; it is said at the fields.',
    optional: 'optional',
    choose: 'Choose',
    codesHelp: 'Separated by commas.',
  },
  home: {
    recorded: 'Recorded',
    state: 'What there is',
    controls: 'Controls',
    open: 'Open',
    nothingDue: 'Nothing is due.',
    due: 'Needs you',
    first: 'Begin with the system: name a service, then adopt controls.',
    facts: 'Facts about management’s own records. They are no result of an examination.',
  },
  matrix: {
    title: 'Controls and criteria',
    help: 'Arrow keys move, Enter opens the control.',
    control: 'Control',
    holds: 'in force',
    draft: 'draft',
    none: 'No control names a criterion yet.',
    criteria: 'criteria',
  },
  members: {
    title: 'Members',
    name: 'Name',
    roles: 'Roles',
    since: 'Since',
    invite: 'Invite',
    email: 'E-mail',
    state: 'State',
    invited: 'Invited. The link is in the outbox, or in their mail.',
  },
  me: {
    title: 'Your account',
    sessions: 'Sessions',
    revoke: 'End',
    here: 'this one',
    factor: 'Second factor',
    factorOff: 'Off. A password alone opens this account.',
    factorOn: 'On.',
  },
  firm: {
    title: 'The firm',
    help: 'The firm’s engagements come with the next release of this application. What the firm may do today is examine from a folder, on the command line.',
  },
  palette: { placeholder: 'A word, a code, or a page', pages: 'Pages', records: 'Records', nothing: 'Nothing found.' },
  problem: {
    retry: 'Retry',
    request: 'Request',
    offline: 'The server does not answer. What you typed is still here.',
    nowhere: 'There is no such page.',
  },
  loading: 'Loading',
};

export function count(n: number): string {
  return n.toLocaleString('en-US');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `8 Oct 2026` */
export function day(text: string | null): string {
  if (text === null) return '–';
  const date = new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `8 Oct 2026, 08:12 UTC` */
export function moment(text: string): string {
  return `${day(text)}, ${text.slice(11, 16)} UTC`;
}

/** A value of unknown kind as text: what is no text, number or truth value is empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function initials(name: string): string {
  const letters = name
    .replaceAll(/\(.*?\)/g, '')
    .split(/[\s.]+/)
    .filter((part) => part !== '')
    .map((part) => part.slice(0, 1).toUpperCase());
  return [letters[0], letters.at(-1)]
    .filter((letter) => letter !== undefined)
    .slice(0, 2)
    .join('');
}
