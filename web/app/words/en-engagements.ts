/** Every English text about engagements agreed between two organizations. */
export const engagements = {
  title: 'Agreed engagements',
  help: 'An engagement lets a service organization and a firm send each other requests, findings and answers. One side proposes, the other agrees or declines; nothing else of either is seen by the other.',
  own: 'Your organization’s identifier',
  ownHelp: 'Give it to the other side, so that they can propose an engagement to you.',
  none: 'No engagement is proposed yet.',
  propose: 'Propose an engagement',
  partner: 'Identifier of the other organization',
  partnerHelp:
    'The other side finds it on this page of theirs. Partners of engagements you have are offered by their name.',
  name: 'Title',
  kind: 'Kind',
  kinds: { 'soc2-type1': 'SOC 2 Type 1', 'soc2-type2': 'SOC 2 Type 2' },
  from: 'First day (Type 2)',
  to: 'Last day, or the day of a Type 1',
  send: 'Propose',
  cancel: 'Cancel',
  agree: 'Agree',
  decline: 'Decline',
  unknown: 'Not answered yet',
  states: {
    proposed: { word: 'Proposed', mark: 'open' },
    agreed: { word: 'Agreed', mark: 'met' },
    refused: { word: 'Declined', mark: 'missing' },
  },
  byUs: 'by us',
  byThem: 'by them',
  columns: { title: 'Engagement', with: 'With', kind: 'Kind', period: 'Period', state: 'State', act: 'Answer' },
  may: {
    management: 'The executive sponsor and the compliance manager propose and answer.',
    firm: 'The engagement partner and the manager propose and answer.',
  },
} as const;
