/** The system that is described: services, boundary, its five components, commitments, third parties (methodology 7; DC 1 to 7). */
import type { Field, Register } from '../model.ts';
import { draft, inForce, options, retired } from './states.ts';

const title: Field = { name: 'title', label: 'Name', kind: 'text', required: true };
const description: Field = { name: 'description', label: 'Description', kind: 'long' };
const boundary: Field = {
  name: 'boundary',
  label: 'Boundary',
  kind: 'enum',
  options: options('inside', 'outside'),
  help: 'Inside: part of the system that is described and examined.',
};

const uses: Field = {
  name: 'uses',
  label: 'Uses',
  kind: 'codes',
  help: 'Codes of other components and of subservice organizations it needs, such as SW-001 or SUB-001.',
};

type Component = Pick<Register, 'name' | 'title' | 'one' | 'prefix' | 'hint'> & { readonly fields?: readonly Field[] };

function component(one: Component): Register {
  return {
    ...one,
    side: 'management',
    group: 'system',
    states: [inForce, draft, retired],
    fields: [title, boundary, ...(one.fields ?? []), uses, description],
  };
}

export const system: readonly Register[] = [
  component({
    name: 'services',
    title: 'Services',
    one: 'Service',
    prefix: 'SVC',
    hint: 'What is provided to user entities. The report names them first.',
    fields: [{ name: 'users', label: 'Who uses it', kind: 'text' }],
  }),
  component({
    name: 'infrastructure',
    title: 'Infrastructure',
    one: 'Infrastructure',
    prefix: 'INF',
    hint: 'Cloud accounts, regions, networks, devices and premises the system runs on.',
    fields: [
      { name: 'provider', label: 'Provider', kind: 'text' },
      { name: 'location', label: 'Location', kind: 'text' },
    ],
  }),
  component({
    name: 'software',
    title: 'Software',
    one: 'Software',
    prefix: 'SW',
    hint: 'Applications, platforms, databases and tools, own and bought.',
    fields: [
      { name: 'origin', label: 'Origin', kind: 'enum', options: options('own', 'bought', 'open-source') },
      { name: 'runsOn', label: 'Runs on', kind: 'codes', help: 'Codes of infrastructure, such as INF-001.' },
    ],
  }),
  component({
    name: 'people-groups',
    title: 'People',
    one: 'Group of people',
    prefix: 'PPL',
    hint: 'Roles and teams that build, run and use the system.',
  }),
  component({
    name: 'system-procedures',
    title: 'Procedures',
    one: 'Procedure',
    prefix: 'PRC',
    hint: 'How services are provided, by hand and automated.',
  }),
  component({
    name: 'data-classes',
    title: 'Data',
    one: 'Class of data',
    prefix: 'DAT',
    hint: 'What data the system takes in, keeps and gives out.',
    fields: [
      {
        name: 'classification',
        label: 'Classification',
        kind: 'enum',
        options: options('public', 'internal', 'confidential', 'personal'),
      },
      { name: 'keptIn', label: 'Kept in', kind: 'codes', help: 'Codes of software, such as SW-001.' },
      { name: 'retention', label: 'Kept for', kind: 'text' },
    ],
  }),
  {
    name: 'commitments',
    side: 'management',
    group: 'system',
    title: 'Commitments and requirements',
    one: 'Commitment',
    prefix: 'PSC',
    hint: 'Principal service commitments and system requirements; the criteria are read against them.',
    states: [inForce, draft, retired],
    fields: [
      title,
      { name: 'kind', label: 'Kind', kind: 'enum', options: options('commitment', 'requirement'), required: true },
      {
        name: 'category',
        label: 'Category',
        kind: 'enum',
        options: options('security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'),
      },
      { name: 'madeIn', label: 'Made in', kind: 'text', help: 'Contract, terms, service level agreement.' },
      description,
    ],
  },
  {
    name: 'subservice-organizations',
    side: 'management',
    group: 'system',
    title: 'Subservice organizations',
    one: 'Subservice organization',
    prefix: 'SUB',
    hint: 'Vendors whose controls are needed for the commitments, carved out or included.',
    states: [inForce, draft, retired],
    fields: [
      title,
      { name: 'method', label: 'Method', kind: 'enum', options: options('carve-out', 'inclusive'), required: true },
      { name: 'services', label: 'Services', kind: 'text', required: true },
      { name: 'expectedControls', label: 'Controls expected of it', kind: 'long' },
      uses,
      { name: 'criteria', label: 'Criteria', kind: 'criteria' },
      {
        name: 'monitoredBy',
        label: 'Monitored by',
        kind: 'codes',
        help: 'Codes of your own controls that watch over it.',
      },
    ],
  },
  {
    name: 'complementary-controls',
    side: 'management',
    group: 'system',
    title: 'Complementary user entity controls',
    one: 'Complementary control',
    prefix: 'CUEC',
    hint: 'What user entities must do so that your controls reach their aim.',
    states: [inForce, draft, retired],
    fields: [title, { name: 'criteria', label: 'Criteria', kind: 'criteria' }, description],
  },
  component({
    name: 'locations',
    title: 'Locations',
    one: 'Location',
    prefix: 'LOC',
    hint: 'Offices, data centres and countries.',
    fields: [{ name: 'country', label: 'Country', kind: 'text' }],
  }),
  {
    name: 'system-changes',
    side: 'management',
    group: 'system',
    title: 'Changes in the period',
    one: 'Change of the system',
    prefix: 'CHS',
    hint: 'What changed in the system during the period and matters to readers (DC 9).',
    states: [
      { name: 'noted', word: 'Noted', mark: 'open' },
      { name: 'described', word: 'Described', mark: 'met' },
    ],
    fields: [title, { name: 'changedOn', label: 'Changed on', kind: 'date', required: true }, description],
  },
];
