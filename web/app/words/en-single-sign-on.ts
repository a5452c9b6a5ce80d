/** Every English text about signing in through another house. */
export const singleSignOn = {
  enter: (name: string) => `Sign in with ${name}`,
  join: (name: string) => `Join with ${name}`,
  joinOr: 'or with a password',
  joinHelp: 'The account there must have the invited address, verified.',
  refusedTitle: 'Not signed in',
  notDoneTitle: 'Nothing was changed',
  provedTitle: 'It is proved',
  proved: 'You have proved who you are. Close this page and go on where you were.',
  toAccount: 'To your account',
  reasons: {
    'not-set-up': 'This installation has no single sign-on any more. Sign in another way.',
    'not-begun-here':
      'It was not begun in this browser, took longer than ten minutes, or was used already. Begin again.',
    cancelled: 'It was left over there. Nothing happened.',
    'house-refused': 'You were not let in over there. Try again, or ask whoever looks after accounts there.',
    'house-away': 'It does not answer at this moment. Try again in a minute, or sign in another way.',
    'not-trusted':
      'What came back does not hold: its signature, its times, or whom it is for. Nobody was signed in. Tell whoever runs this installation.',
    'not-connected':
      'No account here is connected to that one. Sign in the way you did before and connect it on your account page. If you were invited, open the invitation and join with it.',
    'connected-elsewhere': 'That account is connected to somebody else here. Take it away there first.',
    'invitation-gone': 'This invitation is not good any more. Ask for a new one.',
    'other-address':
      'The account over there does not show the invited address as verified. Use one that does, or accept with a password.',
    'account-there':
      'There is an account here under the invited address already. Sign in to it, accept the invitation, and connect the other account on your account page.',
    'member-already': 'You are a member there already. Sign in.',
    'other-side': 'Nobody belongs to a firm and to a service organization at once.',
    'session-ended':
      'The session this was begun in has ended, or is not the one in this browser any more. Sign in and begin again.',
    'factor-needed': 'You have a second factor here. Use it, or a passkey, to prove who you are.',
    'not-proved':
      'It was not said over there that you signed in anew just now, so it does not count as a fresh proof. Use a password, a code or a passkey; whoever has none chooses a password by “Forgotten” on the sign-in page.',
    unavailable: 'It cannot be done at this moment. Try again in a minute.',
  } as Record<string, string>,
  unknown: 'It did not work. Begin again.',
  accounts: 'Accounts elsewhere',
  none: (name: string) => `None yet. With one of ${name} you sign in here as you do there.`,
  off: 'This installation has no single sign-on now; these open nothing.',
  nameless: 'An account without a name',
  connect: (name: string) => `Connect an account of ${name}`,
  connected: 'Connected. It signs you in from now on.',
  remove: 'Take away',
  removeHelp: 'Taking one away ends every other session.',
  stepUp: (name: string) => `Prove it with ${name}`,
  stepUpOpened: 'It goes on in another page. Come back here when you are through.',
  stepUpOpen: 'Open that page',
  stepUpGoOn: 'Go on',
  factorOff: 'Off. What opens this account is one factor.',
  passwordNone: 'None yet. Whoever has one can sign in when the other house is away.',
  passwordChoose: 'Choose a password',
};
