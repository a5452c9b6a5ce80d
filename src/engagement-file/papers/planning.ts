/** Step 1: the scope as it is understood, and the plan (methodology 7, 8, 9, 13). */
import type { Content } from '../../registers/model.ts';
import type { PaperKind, Wrong } from '../model.ts';
import { timeAndCategories, wrongTime } from './acceptance.ts';
import { choice, date, long, needed, text } from './fields.ts';

const conduct = ['manager', 'senior'] as const;

export const planningPapers: readonly PaperKind[] = [
  {
    name: 'understanding',
    step: 'scope',
    title: 'Understanding of the business',
    hint: 'Services, commitments, system, risk assessment, control environment, monitoring, incidents, changes.',
    per: 'file',
    source: 'methodology 9',
    fields: [
      long('services', 'Services and commitments', needed),
      long('environment', 'Control environment and management’s risk assessment', needed),
      long('monitoring', 'Monitoring, incidents and changes', needed),
      long('sources', 'Sources: whom was asked, what was inspected or observed', needed),
    ],
    signed: [
      { level: 'prepared', by: conduct },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
  },
  {
    name: 'scope',
    step: 'scope',
    title: 'Scope',
    hint: 'In this order: services, system, boundary, commitments, categories, time, third parties, user entities.',
    per: 'file',
    source: 'R-SCO-01',
    sends: 'scope',
    fields: [
      long('services', 'Services', needed),
      long('boundary', 'System and boundary', needed),
      long('commitments', 'Principal service commitments and system requirements', needed),
      ...timeAndCategories,
      long('subservice', 'Subservice organizations, each with its method', needed),
      long('userEntities', 'Responsibility for complementary user entity controls', needed),
      long('notRelevant', 'Criteria that are not relevant, each with its reason'),
      long('securityReason', 'Security left out: why (R-SCO-03)'),
      long('periodReason', 'Another length than 3 to 12 months: why (R-SCO-05)'),
    ],
    signed: [
      { level: 'prepared', by: conduct },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
    wrong: (content) => [...wrongTime(content), ...withoutSecurity(content)],
  },
  {
    name: 'materiality',
    step: 'scope',
    title: 'Materiality',
    hint: 'What would influence those who use the report. Management does not see it.',
    per: 'file',
    source: 'methodology 8',
    fields: [
      long('users', 'Intended users and their needs', needed),
      long('commitments', 'Commitments ranked by importance', needed),
      long('description', 'Description: what would be material', needed),
      long('design', 'Design: what would be material', needed),
      long('operating', 'Operation: what would be material (type 2)'),
      choice(
        'low',
        'Low reliance: confidence and tolerable rate',
        [
          ['90-10', '90 % and 10 %'],
          ['95-10', '95 % and 10 %'],
          ['95-5', '95 % and 5 %'],
        ],
        needed,
      ),
      choice(
        'high',
        'High reliance: confidence and tolerable rate',
        [
          ['95-5', '95 % and 5 %'],
          ['99-5', '99 % and 5 %'],
        ],
        needed,
      ),
      long('serious', 'Deviations that are serious whatever their number', needed),
    ],
    signed: [
      { level: 'prepared', by: ['manager'] },
      { level: 'approved', by: ['engagement-partner'] },
    ],
  },
  {
    name: 'risk-assessment',
    step: 'scope',
    title: 'Risk assessment',
    hint: 'Risks of material misstatement: that the description is wrong, controls are unsuitable, controls do not operate.',
    per: 'file',
    source: 'R-RSK-01',
    fields: [
      long('description', 'The description is wrong', needed),
      long('design', 'Controls are unsuitable', needed),
      long('operating', 'Controls do not operate (type 2)'),
      choice(
        'engagementRisk',
        'Risk of the engagement',
        [
          ['lower', 'Lower'],
          ['moderate', 'Moderate'],
          ['higher', 'Higher'],
        ],
        needed,
      ),
      long('response', 'What the plan does about them', needed),
    ],
    signed: [
      { level: 'prepared', by: conduct },
      { level: 'reviewed', by: ['manager'] },
      { level: 'approved', by: ['engagement-partner'] },
    ],
  },
  {
    name: 'fraud-inquiry',
    step: 'scope',
    title: 'Inquiry about fraud and noncompliance',
    hint: 'Management, internal audit and those in charge: who was asked, when, what they answered.',
    per: 'matter',
    source: 'methodology 9',
    fields: [
      text('title', 'Asked', { ...needed, help: 'Name and position.' }),
      choice(
        'group',
        'As',
        [
          ['management', 'Management'],
          ['internal-audit', 'Internal audit'],
          ['governance', 'Those in charge of governance'],
        ],
        needed,
      ),
      date('on', 'On', needed),
      long('answer', 'Answer', needed),
      choice(
        'told',
        'Known, suspected or alleged fraud or noncompliance',
        [
          ['none', 'None'],
          ['something', 'Something was told'],
        ],
        needed,
      ),
    ],
    signed: [
      { level: 'prepared', by: ['senior', 'manager', 'staff'] },
      { level: 'reviewed', by: ['manager', 'engagement-partner'] },
    ],
  },
  {
    name: 'test-plan',
    step: 'scope',
    title: 'Test plan',
    hint: 'Nature, timing and extent; attribute kinds, units, limits and two-stage allowances, fixed before the first run.',
    per: 'file',
    source: 'R-SMP-11',
    fields: [
      long('strategy', 'Strategy: nature, timing, extent', needed),
      long('census', 'Tests of all records: attribute kinds, units and limits'),
      long('samples', 'Samples: basis, sizes, two-stage allowances'),
      long('others', 'Work of others and specialists'),
      long('rollForward', 'Interim tests and roll-forward'),
    ],
    signed: [
      { level: 'prepared', by: conduct },
      { level: 'reviewed', by: ['manager'] },
      { level: 'approved', by: ['engagement-partner'] },
    ],
    wrong: ({ census, samples }) =>
      [census, samples].some((one) => typeof one === 'string' && one.trim() !== '')
        ? []
        : [
            {
              field: 'census',
              sentence: 'The plan names neither tests of all records nor samples.',
              source: 'R-SMP-11',
            },
          ],
  },
  {
    name: 'team-and-timetable',
    step: 'scope',
    title: 'Team and timetable',
    hint: 'Who does what, when fieldwork begins and ends, when the report is planned.',
    per: 'file',
    source: 'methodology 4.2',
    fields: [
      long('competence', 'Competence, time and supervision', needed),
      date('fieldworkFrom', 'Fieldwork begins', needed),
      date('fieldworkTo', 'Fieldwork ends', needed),
      date('reportOn', 'Planned report date', needed),
    ],
    signed: [
      { level: 'prepared', by: ['manager'] },
      { level: 'approved', by: ['engagement-partner'] },
    ],
    wrong: ({ fieldworkFrom, fieldworkTo, reportOn }) =>
      String(fieldworkFrom) <= String(fieldworkTo) && String(fieldworkTo) <= String(reportOn)
        ? []
        : [
            {
              field: 'reportOn',
              sentence: 'Fieldwork begins, ends, and the report follows, in that order.',
              source: 'R-DAT-01',
            },
          ],
  },
];

function withoutSecurity(content: Content): readonly Wrong[] {
  const reason = content['securityReason'];
  if (content['security'] === true || (typeof reason === 'string' && reason.trim() !== '')) return [];
  return [{ field: 'securityReason', sentence: 'Security is expected; say why it is left out.', source: 'R-SCO-03' }];
}
