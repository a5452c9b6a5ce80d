/** What crosses the wall, as each side keeps it (src/exchange, docs/decisions/0027-what-crosses.md): requests and findings. */
import type { Field, Register, RegisterState } from '../model.ts';
import { options } from './states.ts';

const title: Field = { name: 'title', label: 'Title', kind: 'text', required: true };
const criteria: Field = { name: 'criteria', label: 'Criteria', kind: 'criteria' };
const firm: Field = { name: 'firm', label: 'From', kind: 'text' };
const reference: Field = { name: 'reference', label: 'Their code', kind: 'text' };
const notes: Field = {
  name: 'notes',
  label: 'Notes',
  kind: 'long',
  help: 'Stays on this side; it is never sent.',
};

const asked: readonly Field[] = [
  title,
  { name: 'asks', label: 'What is asked for', kind: 'long', required: true },
  criteria,
  { name: 'from', label: 'From', kind: 'date' },
  { name: 'to', label: 'To', kind: 'date' },
];

// There is no field for a remedy (R-WALL-04).
const found: readonly Field[] = [
  title,
  {
    name: 'kind',
    label: 'Kind',
    kind: 'enum',
    required: true,
    options: options(
      'design-deficiency',
      'not-implemented',
      'operating-deviation',
      'description-misstatement',
      'scope-limitation',
      'noncompliance-or-fraud',
      'observation',
    ),
  },
  criteria,
  {
    name: 'fact',
    label: 'What was found',
    kind: 'long',
    required: true,
    help: 'Facts only: what is, not what to do about it.',
  },
  { name: 'extent', label: 'Extent', kind: 'long', max: 2_000 },
];

const state = (name: string, word: string, mark: RegisterState['mark']): RegisterState => ({ name, word, mark });

const requestStates = (opened: string): readonly RegisterState[] => [
  state('open', opened, 'open'),
  state('answered', 'Answered', 'signed'),
  state('returned', 'Returned', 'stale'),
  state('accepted', 'Accepted', 'met'),
  state('withdrawn', 'Withdrawn', 'blocked'),
];
const findingStates = (opened: string): readonly RegisterState[] => [
  state('open', opened, 'open'),
  state('acknowledged', 'Acknowledged', 'open'),
  state('responded', 'Responded', 'signed'),
  state('closed', 'Closed', 'met'),
  state('withdrawn', 'Withdrawn', 'blocked'),
];
const draft = state('draft', 'Draft', 'missing');
const open = state('open', 'Open', 'open');

export const crossing: readonly Register[] = [
  {
    name: 'received-requests',
    side: 'management',
    group: 'engagement',
    title: 'Requests',
    one: 'Request',
    prefix: 'REQ',
    hint: 'What the firm asks for. What you answer with, and nothing else, is visible to the firm.',
    states: [open, ...requestStates('Open').slice(1)],
    fields: [...asked, firm, reference, notes],
    crossing: { received: true, own: ['notes'] },
  },
  {
    name: 'received-findings',
    side: 'management',
    group: 'engagement',
    title: 'Findings',
    one: 'Finding',
    prefix: 'FND',
    hint: 'What the firm found. Your plan stays here until you send it as your response.',
    states: [open, ...findingStates('Open').slice(1)],
    fields: [
      ...found,
      firm,
      reference,
      {
        name: 'plan',
        label: 'Corrective plan',
        kind: 'long',
        help: 'Stays on this side until it is sent as a response.',
      },
      notes,
    ],
    crossing: { received: true, own: ['plan', 'notes'] },
  },
  {
    name: 'requests',
    side: 'firm',
    group: 'engagement',
    title: 'Requests',
    one: 'Request',
    prefix: 'REQ',
    hint: 'What the firm asks management for. A draft is the firm’s alone; sent, it stays as it was sent.',
    states: [draft, ...requestStates('Sent')],
    fields: [...asked, notes],
    crossing: { received: false, own: ['notes'] },
  },
  {
    name: 'findings',
    side: 'firm',
    group: 'engagement',
    title: 'Findings',
    one: 'Finding',
    prefix: 'FND',
    hint: 'What was found, in facts. A draft is the firm’s alone; sent, it stays as it was sent.',
    states: [draft, ...findingStates('Sent')],
    fields: [...found, notes],
    crossing: { received: false, own: ['notes'] },
  },
];
