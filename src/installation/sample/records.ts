/** The records of a sample organization: the simulator's exports and data/sample, turned into drafts of registers. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { LibraryControl } from '../../criteria/index.ts';
import type { Content } from '../../registers/index.ts';
import { home } from '../environment.ts';

export interface SampleRecord {
  readonly register: string;
  readonly code?: string;
  readonly state?: string;
  readonly dueOn?: string;
  readonly effectiveFrom?: string;
  readonly content: Content;
}

type Cells = Readonly<Record<string, string>>;

/**
 * folder    what the simulator wrote
 * controls  the library
 * end       last day of the simulated period
 * today     tasks are due around it
 */
export async function sampleRecords(
  folder: string,
  controls: readonly LibraryControl[],
  start: string,
  end: string,
  today: string,
): Promise<readonly SampleRecord[]> {
  const table = async (name: string): Promise<readonly Cells[]> => {
    const bytes = await readFile(join(folder, 'evidence', `${name}.csv`));
    return parse(bytes, { columns: true, bom: true, skip_empty_lines: true });
  };
  const own: Readonly<Record<string, unknown>> = parseYaml(
    await readFile(join(home, 'data', 'sample', 'system.yaml'), 'utf8'),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of the product
  const listed = (name: string): Content[] => (own[name] ?? []) as Content[];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of the product
  const risks = own['risks'] as Readonly<Record<string, readonly string[]>>;
  const next = addYear(end);

  const system = [
    'services',
    'infrastructure',
    'software',
    'people-groups',
    'system-procedures',
    'data-classes',
    'commitments',
    'subservice-organizations',
    'complementary-controls',
    'locations',
    'system-changes',
  ];
  const policies = await table('pol-01');
  const riskRows = await table('rsk-02');
  const titles = [...(risks['security'] ?? []), ...(risks['availability'] ?? []), ...(risks['fraud'] ?? [])];
  return [
    ...system.flatMap((register) => listed(register).map((content) => ({ register, content }))),
    {
      register: 'engagements',
      state: 'under-way',
      content: {
        title: 'Yard booking (sample)',
        type: 'soc2-type2',
        from: start,
        to: end,
        security: true,
        availability: true,
        firm: 'Quill & Harrow CPAs (sample)',
      },
    },
    ...controlsInForce(controls, await readFile(join(folder, 'controls.yaml'), 'utf8'), start),
    ...listed('special-accounts').map((content) => ({
      register: 'special-accounts',
      state: 'in-force',
      effectiveFrom: start,
      content,
    })),
    ...(await table('people')).map((row) => person(row, end)),
    ...listed('policies').map((content, index) => ({
      register: 'policies',
      state: 'approved',
      dueOn: next,
      content: {
        ...content,
        approvedOn: policies[index % policies.length]?.['approved_at']?.slice(0, 10) ?? end,
        approvedBy: 'Management (sample)',
        ...(content['text'] !== undefined && { readUntil: addDaysTo(today, index % 2 === 0 ? 14 : -3) }),
      },
    })),
    ...listed('questionnaires').map((content) => ({
      register: 'questionnaires',
      state: 'sent-out',
      content: { ...content, readUntil: addDaysTo(today, 10) },
    })),
    ...titles.map((title, index) =>
      risk(title, riskRows[index % riskRows.length] ?? {}, titles.length - index <= (risks['fraud']?.length ?? 0)),
    ),
    ...(await table('ven-01')).map((row, index) => ({
      register: 'vendors',
      state: 'approved',
      dueOn: next,
      content: {
        title: `Vendor ${index + 1} (sample)`,
        criticality: row['tier'] === 'critical' ? 'critical' : 'medium',
        dataShared: row['data_access'] === 'true' ? 'confidential' : 'none',
        reviewedOn: day(row['assessed_at']),
      },
    })),
    ...(await table('ir-02')).map((row) => ({
      register: 'incidents',
      state: 'closed',
      content: {
        title: `${capital(row['severity'] ?? 'low')} incident of ${day(row['detected_at']) ?? end}`,
        severity: row['severity'] ?? 'low',
        detectedOn: day(row['detected_at']),
        occurredOn: day(row['detected_at']),
        resolvedOn: day(row['resolved_at']),
        affectedCommitment: false,
      },
    })),
    ...(await table('iam-04')).map((row) => ({
      register: 'access-reviews',
      state: 'completed',
      content: {
        title: `${row['system_id']}, quarter to ${row['quarter_end']}`,
        system: row['system_id'] ?? '',
        accounts: Number(row['accounts_listed']),
        removed: Number(row['flagged']),
        completedOn: day(row['completed_at']),
      },
    })),
    ...(await table('vul-01')).map((row) => ({
      register: 'vulnerabilities',
      state: row['fixed_at'] === '' ? 'open' : 'fixed',
      content: {
        title: `${row['vuln_id']} in ${row['asset_id']}`,
        severity: row['severity'] ?? 'low',
        asset: row['asset_id'] ?? '',
        detectedOn: day(row['detected_at']),
        fixedOn: day(row['fixed_at']),
      },
    })),
    ...(await table('end-01')).map((row) => ({
      register: 'assets',
      content: { title: `${row['device_id']} of ${row['person_id']}`, kind: 'device', classification: 'internal' },
    })),
    {
      register: 'training',
      state: 'closed',
      content: { title: 'Security awareness, this year', audience: 'Everybody', completed: 60, required: 60 },
    },
    {
      register: 'training',
      state: 'open',
      dueOn: next,
      content: { title: 'Secure coding, next year', audience: 'Engineering', completed: 0, required: 24 },
    },
    ...[
      'Review access of administrators',
      'Renew the certificate of the programming interface',
      'Test the restore of the booking database',
    ].map((title, index) => ({
      register: 'tasks',
      dueOn: addDaysTo(today, index * 9 - 4),
      content: { title, priority: index === 0 ? 'high' : 'medium' },
    })),
  ];
}

/** The controls of the simulated engagement, as the library words them. */
function controlsInForce(controls: readonly LibraryControl[], yaml: string, start: string): SampleRecord[] {
  const { controls: listed }: { controls: { id: string; library: string; criteria: string[] }[] } = parseYaml(yaml);
  const library = new Map(controls.map((control) => [control.id, control]));
  return listed.flatMap((one) => {
    const control = library.get(one.library);
    if (control === undefined) return [];
    return {
      register: 'controls',
      code: one.id,
      state: 'in-force',
      effectiveFrom: start,
      content: {
        title: control.title,
        statement: control.statement,
        criteria: [...one.criteria],
        frequency: control.frequency,
        nature: control.nature,
        type: control.type,
        department: control.department,
        origin: control.id,
      },
    };
  });
}

function person(row: Cells, end: string): SampleRecord {
  const left = european(row['Last day']);
  return {
    register: 'people',
    state: left === null ? 'employed' : left > end ? 'leaving' : 'left',
    content: {
      title: row['Full name'] ?? '',
      email: row['Mail'] ?? '',
      department: row['Department'] ?? '',
      role: row['Job title'] ?? '',
      engagement: 'employee',
      hiredOn: european(row['Hired']),
      leftOn: left,
    },
  };
}

function risk(title: string, row: Cells, fraud: boolean): SampleRecord {
  const likelihood = { low: 'unlikely', medium: 'possible', high: 'likely' }[row['likelihood'] ?? 'low'] ?? 'possible';
  const response =
    { accept: 'accept', mitigate: 'mitigate', transfer: 'transfer', avoid: 'avoid' }[row['response'] ?? ''] ??
    'mitigate';
  return {
    register: 'risks',
    state: response === 'accept' ? 'accepted' : 'treated',
    content: {
      title,
      likelihood,
      impact: row['impact'] ?? 'medium',
      treatment: response,
      fraud,
      reviewedOn: day(row['assessed_at']),
    },
  };
}

function day(text: string | undefined): string | null {
  return /^\d{4}-\d\d-\d\d/.test(text ?? '') ? (text ?? '').slice(0, 10) : null;
}

/** DD/MM/YYYY, as the export of people has it. */
function european(text: string | undefined): string | null {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text ?? '');
  return parts === null ? null : `${parts[3]}-${parts[2]}-${parts[1]}`;
}

function addYear(date: string): string {
  return `${Number(date.slice(0, 4)) + 1}-01-31`;
}

function addDaysTo(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
