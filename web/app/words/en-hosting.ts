/** Every English text about who hosts what. */
export const hosting = {
  title: 'Hosting',
  help: 'Who runs this installation decides what each side may keep in it. Neither side may hold what the other needs to run its business or its file.',
  now: 'This installation',
  modes: {
    'neutral-hosted': 'Hosted by a neutral party',
    split: 'Split: each side has an installation of its own',
    'client-hosted': 'Hosted by the service organization',
    'firm-hosted': 'Hosted by the firm',
  },
  says: {
    'neutral-hosted': 'Somebody who is neither side runs the machine. Each side works fully, under keys of its own.',
    split: 'Each side works fully on its own machine. The two exchange files, and each keeps its own log.',
    'client-hosted':
      'The firm has a portal here: its requests, its findings and what it received. Its plan, selections, tests, conclusions and file live with the firm.',
    'firm-hosted':
      'Management has a portal here: requests, findings, copies of evidence and answers. Registers, policies, the calendar, readiness and tests live with management.',
  },
  holds: 'Who holds what',
  what: 'What',
  management: 'Management',
  firm: 'Firm',
  here: 'Here',
  elsewhere: 'At its own place',
  copies: 'Copies',
  none: 'Not this side’s',
  rows: {
    registers: 'Controls, registers, policies, calendar',
    readiness: 'Readiness, gaps, self-tests, description',
    evidence: 'Evidence',
    exchange: 'Requests, findings, answers, messages',
    file: 'Plan, selections, tests, conclusions, file',
    log: 'Log of what was done here',
  },
  since: 'Since',
  reason: 'Reason',
  saidBy: { setting: 'Said by whoever runs the installation', 'first-run': 'Said by the first person' },
  never: 'Nobody said otherwise',
  change:
    'The mode is changed by whoever runs the installation (TICKMARK_MODE), with a reason, and only where no record would be out of reach. Every change stands in this organization’s log.',
  rule: 'R-IND-10',
  portal: 'Portal',
  portalHelp: 'This side has a portal here. What it keeps for itself lives at its own place.',
  why: 'Who holds what',
  ask: 'Who runs this machine',
  fixed: 'Said by whoever runs the installation.',
};
