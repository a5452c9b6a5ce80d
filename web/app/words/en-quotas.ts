import { count } from './en.ts';
import { bytesWord } from './en-evidence.ts';

/** Every English text about what an organization may have. */
export const quotas = {
  title: 'Use and quotas',
  help: 'What is full takes nothing more; nothing that is there is taken away. Whoever runs the installation sets the bounds.',
  what: 'What',
  used: 'Used',
  most: 'At most',
  noBound: 'No bound',
  uncounted: 'Not counted here',
  full: 'Full',
  nearly: 'Nearly full',
  kinds: {
    'evidence-bytes': 'Evidence, with what is being uploaded',
    records: 'Records',
    members: 'Members',
    uploads: 'Uploads under way',
    jobs: 'Long work that waits or runs',
    requests: 'Requests of the API a minute',
  },
  records: (register: string) => `Records: ${register.replaceAll('-', ' ')}`,
  amount: (kind: string, n: number) => (kind === 'evidence-bytes' ? bytesWord(n) : count(n)),
};
