/** Engagements as management keeps them: what is examined, for which date or period, by which firm (methodology 3, 7). */
import type { Field, Register } from '../model.ts';

const category = (name: string, label: string, help?: string): Field => ({
  name,
  label,
  kind: 'boolean',
  ...(help !== undefined && { help }),
});

export const engagement: readonly Register[] = [
  {
    name: 'engagements',
    side: 'management',
    group: 'engagement',
    title: 'Engagements',
    one: 'Engagement',
    prefix: 'ENG',
    hint: 'One record an examination: its type, its date or period and its categories. It decides which criteria apply.',
    states: [
      { name: 'draft', word: 'Draft', mark: 'missing' },
      { name: 'under-way', word: 'Under way', mark: 'open' },
      { name: 'closed', word: 'Closed', mark: 'met' },
      { name: 'withdrawn', word: 'Withdrawn', mark: 'blocked' },
    ],
    fields: [
      { name: 'title', label: 'System examined', kind: 'text', required: true },
      {
        name: 'type',
        label: 'Type',
        kind: 'enum',
        options: [
          { value: 'soc2-type1', word: 'SOC 2 type 1' },
          { value: 'soc2-type2', word: 'SOC 2 type 2' },
        ],
      },
      { name: 'asOf', label: 'As of', kind: 'date', help: 'Type 1: the day that is examined.' },
      { name: 'from', label: 'First day', kind: 'date', help: 'Type 2: the first day of the period.' },
      { name: 'to', label: 'Last day', kind: 'date', help: 'Type 2: the last day of the period, 3 to 12 months.' },
      category('security', 'Security', 'Part of nearly every examination; its criteria apply in any case.'),
      category('availability', 'Availability'),
      category('processingIntegrity', 'Processing integrity'),
      category('confidentiality', 'Confidentiality'),
      category('privacy', 'Privacy'),
      { name: 'firm', label: 'Firm', kind: 'text', help: 'Who examines, as the engagement letter names it.' },
      { name: 'notes', label: 'Notes', kind: 'long' },
    ],
  },
];
