/** Before step 1: whether the engagement is taken on, by whom, on what terms (methodology 5 and 6). */
import type { AcceptanceTable } from '../../criteria/index.ts';
import type { Content, Field } from '../../registers/model.ts';
import type { PaperKind, Wrong } from '../model.ts';
import { choice, date, long, needed, text, yes, isEmpty } from './fields.ts';

export const categories = [
  ['security', 'Security', 'security'],
  ['availability', 'Availability', 'availability'],
  ['processingIntegrity', 'Processing integrity', 'processing-integrity'],
  ['confidentiality', 'Confidentiality', 'confidentiality'],
  ['privacy', 'Privacy', 'privacy'],
] as const;

/** Type, date or period and categories, as the proposal and the scope say them alike. */
export const timeAndCategories: readonly Field[] = [
  choice(
    'type',
    'Type',
    [
      ['soc2-type1', 'SOC 2 type 1'],
      ['soc2-type2', 'SOC 2 type 2'],
    ],
    needed,
  ),
  date('asOf', 'As of', { help: 'Type 1: the day that is examined.' }),
  date('from', 'First day', { help: 'Type 2: the first day of the period.' }),
  date('to', 'Last day', { help: 'Type 2: the last day of the period.' }),
  ...categories.map(([name, label]) => yes(name, label)),
];

/** The letters of `acc` and two digits, so that a field may be called after its item. */
const fieldOf = (id: string): string => id.toLowerCase().replace('-', '');

export function acceptancePapers(table: AcceptanceTable): readonly PaperKind[] {
  return [
    {
      name: 'proposal',
      step: 'scope',
      title: 'Proposal',
      hint: 'Who asks for what: the legal name of the client, the type, the categories they wish, whom to speak to.',
      per: 'file',
      source: 'methodology 4.2',
      fields: [
        text('client', 'Legal name of the client', needed),
        text('system', 'System', needed),
        ...timeAndCategories,
        choice(
          'relation',
          'Client',
          [
            ['first', 'First engagement'],
            ['continuance', 'Continued'],
          ],
          needed,
        ),
        text('contact', 'Contact', needed),
        long('notes', 'Notes'),
      ],
      signed: [{ level: 'prepared', by: ['engagement-partner', 'manager'] }],
      wrong: wrongTime,
    },
    {
      name: 'acceptance',
      step: 'scope',
      title: 'Acceptance checklist',
      hint: 'Each precondition: yes, no or not applicable, with what it rests on.',
      per: 'file',
      source: 'ACC-01',
      fields: [
        ...table.items.flatMap(({ id, says, onlyFor }) => [
          choice(
            fieldOf(id),
            says,
            [
              ['yes', 'Yes'],
              ['no', 'No'],
              ['not-applicable', 'Not applicable'],
            ],
            { required: onlyFor === undefined, help: onlyFor === undefined ? id : `${id}, continued clients` },
          ),
          long(`${fieldOf(id)}Basis`, `${id}: what it rests on`, { max: 4_000 }),
        ]),
        choice(
          'decision',
          'Decision',
          [
            ['accept', 'Accept'],
            ['decline', 'Decline'],
          ],
          needed,
        ),
      ],
      signed: [
        { level: 'prepared', by: ['manager', 'senior'] },
        { level: 'reviewed', by: ['independence-officer'] },
        { level: 'approved', by: ['engagement-partner'] },
      ],
      wrong: (content) => wrongAcceptance(table, content),
    },
    {
      name: 'firm-independence',
      step: 'scope',
      title: 'Independence of the firm',
      hint: 'Relationships with the client and each inclusive subservice organization, one by one.',
      per: 'file',
      source: 'R-IND-01',
      fields: [
        ...(
          [
            ['financial', 'Financial interests and loans'],
            ['business', 'Business relationships'],
            ['family', 'Family and employment ties'],
            ['gifts', 'Gifts'],
            ['litigation', 'Actual or threatened litigation'],
            ['services', 'Other services, in the period and the 12 months before it (R-IND-06)'],
          ] as const
        ).map(([name, label]) => long(name, label, { ...needed, max: 4_000 })),
        yes('managementOversees', 'Management oversees other services with a competent person (R-IND-05)'),
        choice(
          'conclusion',
          'Conclusion',
          [
            ['independent', 'Independent'],
            ['not-independent', 'Not independent'],
          ],
          needed,
        ),
      ],
      signed: [
        { level: 'prepared', by: ['manager', 'engagement-partner'] },
        { level: 'approved', by: ['independence-officer'] },
      ],
    },
    {
      name: 'independence',
      step: 'scope',
      title: 'Confirmation of independence',
      hint: 'Each member of the team for themselves, before they see anything of the client.',
      per: 'member',
      source: 'R-IND-02',
      fields: [
        choice(
          'answer',
          'I am independent of the client and of each inclusive subservice organization',
          [
            ['independent', 'I am'],
            ['threat', 'There is something to tell'],
            ['not-independent', 'I am not'],
          ],
          needed,
        ),
        long('told', 'What there is to tell', { max: 4_000 }),
      ],
      signed: [{ level: 'prepared', by: ['self'] }],
      wrong: ({ answer, told }) =>
        answer !== 'independent' && isEmpty(told)
          ? [{ field: 'told', sentence: 'Say what there is to tell.', source: 'R-IND-02' }]
          : [],
    },
    {
      name: 'threat',
      step: 'scope',
      title: 'Threat to independence',
      hint: 'What threatens independence, what is done about it, and what the officer concludes.',
      per: 'matter',
      source: 'R-IND-03',
      fields: [
        text('title', 'Title', needed),
        choice(
          'kind',
          'Kind',
          [
            ['self-review', 'Self-review'],
            ['advocacy', 'Advocacy'],
            ['familiarity', 'Familiarity'],
            ['adverse-interest', 'Adverse interest'],
            ['undue-influence', 'Undue influence'],
            ['self-interest', 'Self-interest'],
            ['management-participation', 'Management participation'],
          ],
          needed,
        ),
        long('facts', 'What is known', needed),
        long('safeguards', 'Safeguards', needed),
        choice(
          'conclusion',
          'With the safeguards it is',
          [
            ['acceptable', 'at an acceptable level'],
            ['not-acceptable', 'not at an acceptable level'],
          ],
          needed,
        ),
      ],
      signed: [
        { level: 'prepared', by: ['engagement-partner', 'manager', 'senior', 'staff', 'specialist'] },
        { level: 'approved', by: ['independence-officer'] },
      ],
    },
    {
      name: 'conflict-check',
      step: 'scope',
      title: 'Conflict check',
      hint: 'Against the firm’s clients and matters.',
      per: 'file',
      source: 'R-IND-01',
      fields: [
        long('searched', 'What was searched', needed),
        choice(
          'result',
          'Result',
          [
            ['none', 'No conflict'],
            ['resolved', 'A conflict, resolved'],
            ['conflict', 'A conflict'],
          ],
          needed,
        ),
        long('resolution', 'How it was resolved'),
      ],
      signed: [
        { level: 'prepared', by: ['manager', 'senior', 'staff'] },
        { level: 'reviewed', by: ['engagement-partner', 'independence-officer'] },
      ],
      wrong: ({ result, resolution }) =>
        result === 'resolved' && isEmpty(resolution)
          ? [{ field: 'resolution', sentence: 'Say how the conflict was resolved.', source: 'R-IND-01' }]
          : [],
    },
    {
      name: 'engagement-letter',
      step: 'scope',
      title: 'Engagement letter',
      hint: 'The terms, on the proposed scope. Both sides sign it.',
      per: 'file',
      source: 'methodology 6.1',
      sends: 'engagement-letter',
      fields: [
        ...timeAndCategories,
        ...letterTerms.map(([name, label]) => long(name, label, needed)),
        { name: 'fee', label: 'Fee, USD', kind: 'number', required: true },
        choice(
          'feeBasis',
          'The fee is',
          [
            ['fixed', 'fixed, and depends on no outcome'],
            ['contingent', 'contingent on the outcome'],
          ],
          needed,
        ),
        choice(
          'hosting',
          'Consent to hosting by a third party',
          [
            ['given', 'Given'],
            ['refused', 'Refused'],
          ],
          needed,
        ),
        choice(
          'assistants',
          'Consent to automated assistants',
          [
            ['given', 'Given'],
            ['refused', 'Refused'],
          ],
          needed,
        ),
      ],
      signed: [
        { level: 'prepared', by: ['manager', 'senior'] },
        { level: 'approved', by: ['engagement-partner'] },
      ],
      wrong: (content) => [...wrongTime(content), ...wrongFee(content)],
    },
    {
      name: 'change-of-terms',
      step: 'scope',
      title: 'Change of terms',
      hint: 'What the confirmed scope makes different from the letter, and why. Both sides sign it.',
      per: 'matter',
      source: 'R-TRM-01',
      sends: 'change-of-terms',
      fields: [
        text('title', 'Title', needed),
        choice(
          'reason',
          'Reason',
          [
            ['misunderstanding', 'The first request was misunderstood'],
            ['user-needs', 'Users need something else'],
            ['boundary', 'A better boundary'],
            ['not-relevant', 'A service or component turned out not to be relevant'],
            ['inclusive-left', 'An inclusive subservice organization takes part no longer'],
          ],
          needed,
        ),
        long('justification', 'What changes, and why that is justified', needed),
        ...timeAndCategories,
        choice(
          'afterDeviation',
          'A deviation was found in the affected area before the change was asked for',
          [
            ['no', 'No'],
            ['yes', 'Yes: the partner and the quality reviewer were told'],
          ],
          needed,
        ),
      ],
      signed: [
        { level: 'prepared', by: ['manager', 'senior'] },
        { level: 'approved', by: ['engagement-partner'] },
      ],
      wrong: wrongTime,
    },
  ];
}

function wrongFee({ fee, feeBasis }: Content): readonly Wrong[] {
  return [
    ...(typeof fee === 'number' && fee > 0
      ? []
      : [{ field: 'fee', sentence: 'The fee is fixed, and above zero.', source: 'R-FEE-01' }]),
    ...(feeBasis === 'contingent'
      ? [{ field: 'feeBasis', sentence: 'A fee does not depend on the outcome.', source: 'R-FEE-02' }]
      : []),
  ];
}

/** What the letter must contain, methodology 6.1; fee and consents beside it. */
const letterTerms = [
  ['objective', 'Objective and scope: type, system, categories, date or period, subservice method'],
  ['auditorResponsibilities', 'Responsibilities of the auditor, and that the work follows the attestation standards'],
  ['managementResponsibilities', 'Responsibilities of management'],
  ['limitations', 'Inherent limitations'],
  ['criteria', 'Criteria used'],
  ['representations', 'Management’s promise to give a representation letter'],
  ['report', 'Planned form of the report, its users and restriction'],
  ['timetable', 'Timetable'],
  ['workOfOthers', 'Use of internal auditors or specialists, if any'],
  ['independence', 'Independence, and that the firm gives no advice'],
  ['retention', 'Ownership and retention of documents'],
] as const;

/** R-TYP-01, and that security left out is a matter of the scope, not of the proposal. */
export function wrongTime(content: Content): readonly Wrong[] {
  const { type, asOf, from, to } = content;
  const has = (value: unknown): boolean => typeof value === 'string' && value !== '';
  const wrong: Wrong[] = [];
  if (type === 'soc2-type1' && (!has(asOf) || has(from) || has(to))) {
    wrong.push({ field: 'asOf', sentence: 'A type 1 examination has a date and no period.', source: 'R-TYP-01' });
  }
  if (type === 'soc2-type2' && (!has(from) || !has(to) || has(asOf))) {
    wrong.push({ field: 'from', sentence: 'A type 2 examination has a period and no date.', source: 'R-TYP-01' });
  }
  if (has(from) && has(to) && String(from) > String(to)) {
    wrong.push({ field: 'to', sentence: 'The period ends before it begins.', source: 'R-SCO-05' });
  }
  if (!categories.some(([name]) => content[name] === true)) {
    wrong.push({ field: 'security', sentence: 'No category is chosen.', source: 'R-SCO-02' });
  }
  return wrong;
}

/** A no that means to decline leaves no other decision; another no needs its reason written down. */
function wrongAcceptance(table: AcceptanceTable, content: Content): readonly Wrong[] {
  const wrong: Wrong[] = [];
  for (const { id, ifNo } of table.items) {
    const field = fieldOf(id);
    const answer = content[field];
    if (answer === 'no' && ifNo === 'decline' && content['decision'] === 'accept') {
      wrong.push({
        field: 'decision',
        sentence: `${id} is answered with no: the engagement is declined.`,
        source: id,
      });
    }
    if ((answer === 'no' || answer === 'not-applicable') && isEmpty(content[`${field}Basis`])) {
      wrong.push({ field: `${field}Basis`, sentence: `${id}: say what the answer rests on.`, source: id });
    }
  }
  return wrong;
}
