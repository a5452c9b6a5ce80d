/** Controls and what keeps them: adopted from the library, adapted or written (methodology 10, 25). */
import type { Register } from '../model.ts';
import { draft, inForce, options, retired } from './states.ts';

/** Frequencies of data/controls. */
export const frequencies = [
  'continuous',
  'multiple-per-day',
  'daily',
  'weekly',
  'semi-monthly',
  'monthly',
  'quarterly',
  'semi-annual',
  'annual',
  'event-driven',
] as const;

export const controls: readonly Register[] = [
  {
    name: 'controls',
    side: 'management',
    group: 'controls',
    title: 'Controls',
    one: 'Control',
    prefix: 'CTL',
    chosenCode: true,
    hint: 'Adopt controls from the library, or write your own. Each names its owner, how often it happens and the criteria it serves.',
    states: [draft, inForce, retired],
    fields: [
      { name: 'title', label: 'Title', kind: 'text', required: true },
      {
        name: 'statement',
        label: 'Statement',
        kind: 'long',
        required: true,
        max: 2_000,
        help: 'As it will stand in the report: who does what, how often, and how one can tell.',
      },
      { name: 'criteria', label: 'Criteria', kind: 'criteria', required: true },
      { name: 'frequency', label: 'Frequency', kind: 'enum', options: options(...frequencies), required: true },
      { name: 'nature', label: 'Nature', kind: 'enum', options: options('manual', 'automated', 'it-dependent-manual') },
      { name: 'type', label: 'Type', kind: 'enum', options: options('preventive', 'detective', 'corrective') },
      { name: 'department', label: 'Department', kind: 'text' },
      {
        name: 'origin',
        label: 'From the library',
        kind: 'text',
        help: 'Id of the library’s control it was adopted from.',
      },
      {
        name: 'exceptionPath',
        label: 'Exceptions',
        kind: 'long',
        help: 'Who may allow an exception, how it is recorded and how it ends. A test of all records meets every one of them.',
      },
      { name: 'evidenceExpected', label: 'Evidence expected', kind: 'text' },
    ],
  },
  {
    name: 'remediation',
    side: 'management',
    group: 'controls',
    title: 'Remediation plans',
    one: 'Remediation plan',
    prefix: 'REM',
    hint: 'What is done about a gap, by whom and until when. It lives here and only here: the firm never sees it.',
    states: [
      { name: 'open', word: 'Open', mark: 'open' },
      { name: 'in-progress', word: 'In progress', mark: 'open' },
      { name: 'done', word: 'Done', mark: 'met' },
      { name: 'accepted', word: 'Risk accepted', mark: 'stale' },
    ],
    fields: [
      { name: 'title', label: 'What is to be done', kind: 'text', required: true },
      { name: 'gap', label: 'Gap', kind: 'long' },
      { name: 'control', label: 'Controls', kind: 'codes' },
      { name: 'criteria', label: 'Criteria', kind: 'criteria' },
      { name: 'progress', label: 'Progress', kind: 'long' },
    ],
  },
];
