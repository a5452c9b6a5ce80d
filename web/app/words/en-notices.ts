import { count } from './en.ts';

/** Every English text about what people are told. */
export const notices = {
  title: 'Notifications',
  help: 'What concerns you: given to you, asked of you, due, or done. Only you see this list.',
  bell: (n: number) =>
    n === 0
      ? 'Notifications'
      : n === 1
        ? '1 unread notification'
        : `${n >= 100 ? '99+' : count(n)} unread notifications`,
  figure: (n: number) => (n >= 100 ? '99+' : count(n)),
  all: 'All notifications',
  latest: 'Latest',
  none: 'Nothing yet. You are told here when something is given to you, when you are mentioned, and when something is due.',
  noneUnread: 'Everything is read.',
  unreadOnly: 'Unread',
  everything: 'All',
  readAll: 'Mark all as read',
  read: 'Mark as read',
  unread: 'Unread',
  more: 'Show more',
  somebody: 'Somebody',
  says: {
    assigned: (who: string) => `${who} gave this to you`,
    mentioned: (who: string) => `${who} mentioned you`,
    'due-soon': () => 'Due soon',
    overdue: () => 'Overdue',
    received: () => 'Received from the other side',
    answered: () => 'The other side answered',
    'job-done': () => 'Long work you asked for is done',
    'job-failed': () => 'Long work you asked for failed',
    joined: (who: string) => `${who} accepted your invitation`,
  },
  choose: 'What is mailed',
  settings: 'Notifications',
  settingsHelp:
    'The list in the application always shows everything. Here you choose what reaches you by e-mail as well. A mail names codes, never what people wrote. The daily digest goes at 06:00 UTC.',
  topics: {
    assigned: 'A record is given to you',
    mentioned: 'You are mentioned in a comment',
    due: 'Something of yours is due soon or overdue',
    received: 'A request or a finding is received',
    answered: 'The other side answers or returns',
    jobs: 'Long work you asked for ends',
    joined: 'Somebody accepts your invitation',
  },
  topic: 'What',
  ways: { now: 'At once', digest: 'Daily digest', none: 'Not by e-mail' },
  saved: 'Saved.',
};
