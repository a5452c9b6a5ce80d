/** The register of personnel as people operations exports it, and the cloud account's credential report. */
import { csvRow } from '../csv-text.ts';
import { placesOf, plantedBy, type RawDeviation, type RawDeviations, spelledOut, themesOf } from '../deviation.ts';
import { ExportFile } from '../export-file.ts';
import { type Exported, odditiesEach, type Oddity, type PlantedOf, type Theme } from '../model.ts';
import { dayMs, midday, timeText } from '../moments.ts';
import type { Person } from '../people.ts';
import type { World } from '../record-template.ts';
import { account } from './cloud-events.ts';

export const accountDeviations: RawDeviations = new Map<string, RawDeviation>([
  [
    'user-without-mfa',
    {
      control: 'IAM-05',
      says: 'Users with a console password had no second factor',
      sees: [['console-user-mfa', 'A']],
      of: 'person',
    },
  ],
  [
    'stale-user',
    {
      control: 'IAM-04',
      says: 'Users who had not signed in for more than ninety days were still active',
      sees: [['stale-accounts', 'A']],
      of: 'person',
    },
  ],
  [
    'leaver-kept',
    {
      control: 'IAM-02',
      says: 'Users of people who had left were not disabled',
      sees: [['leaver-accounts-disabled', 'A']],
      of: 'leaver',
    },
  ],
  [
    'leaver-used',
    {
      control: 'IAM-02',
      says: 'Users of people who had left were used after their last day',
      sees: [
        ['leaver-accounts-disabled', 'A'],
        ['leaver-accounts-disabled', 'B'],
      ],
      of: 'leaver',
    },
  ],
  [
    'old-key',
    {
      control: 'IAM-09',
      says: 'Access keys of services were not rotated within a year',
      sees: [['access-keys-rotated', 'A']],
      of: 'service',
    },
  ],
  [
    'old-second-key',
    {
      control: 'IAM-09',
      says: 'Second access keys of services were not rotated within a year',
      sees: [['access-keys-rotated', 'B']],
      of: 'service',
    },
  ],
  [
    'stranger',
    {
      control: 'IAM-06',
      says: 'Active users belonged to nobody in the register of personnel',
      sees: [['accounts-belong-to-people', 'A']],
      of: 'person',
    },
  ],
]);

/** How many users of a kind can deviate at most: what themes are sized by. */
export const accountRoom: Readonly<Record<string, number>> = { person: 30, leaver: 10, service: 12 };
const services = 40;

export interface AccountsOrder {
  readonly world: World;
  readonly collectedAt: string;
  readonly themes: readonly Theme[];
  readonly folder: string;
}

const header = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const;
type User = Partial<Record<(typeof header)[number], string>>;

export async function exportAccounts({ world, collectedAt, themes, folder }: AccountsOrder): Promise<Exported> {
  const { random, people, period } = world;
  const planted: PlantedOf[] = [];
  const oddities: Oddity[] = [];
  const end = midday(period.end);
  const collected = Date.parse(collectedAt);
  const report = await ExportFile.open(folder, 'evidence/credential-report.csv');
  await report.write(`${header.join(',')}\n`);
  let records = 0;
  const write = async (user: User, theme: Theme | null): Promise<string> => {
    records++;
    const arn = user.arn ?? `arn:aws:iam::${account}:user/${user.user ?? ''}`;
    await report.write(
      csvRow(
        header.map((name) => (name === 'arn' ? arn : (user[name] ?? 'N/A'))),
        '\n',
      ),
    );
    const record = `aws:${account}|${arn}`;
    if (theme !== null) planted.push(...plantedBy(accountDeviations, theme, record));
    return record;
  };
  const off = {
    access_key_1_active: 'false',
    access_key_2_active: 'false',
    cert_1_active: 'false',
    cert_2_active: 'false',
  };
  const person = (user: string, lastUsedDays: number, createdDays: number): User => ({
    user,
    user_creation_time: timeText(end - createdDays * dayMs),
    password_enabled: 'true',
    password_last_used: timeText(end - lastUsedDays * dayMs),
    password_last_changed: timeText(end - createdDays * dayMs),
    mfa_active: 'true',
    ...off,
  });
  await write(
    {
      user: '<root_account>',
      arn: `arn:aws:iam::${account}:root`,
      user_creation_time: timeText(end - 2_000 * dayMs),
      password_enabled: 'not_supported',
      password_last_used: 'no_information',
      password_last_changed: 'not_supported',
      password_next_rotation: 'not_supported',
      mfa_active: 'true',
      ...off,
    },
    null,
  );

  // People of the register who did not leave; those who joined have young users.
  const staff: readonly Person[] = [...people.steady, ...people.joiners.map((j) => j.who)];
  const themeAt = placesOf(random, people.steady.length, themesOf(accountDeviations, themes, 'person'));
  let shouted = 0;
  for (const [i, who] of staff.entries()) {
    const theme = themeAt.get(i) ?? null;
    const name = theme?.name;
    const loud = theme === null && shouted < odditiesEach;
    const user = name === 'stranger' ? `temp.${i + 1}@alderbrook.example` : loud ? who.email.toUpperCase() : who.email;
    const hired = Math.max(1, Math.round((end - midday(who.hired)) / dayMs));
    const lastUsed = name === 'stale-user' ? random.between(120, 200) : Math.min(random.between(1, 60), hired);
    const created = name === 'stale-user' ? 400 : hired;
    const row = person(user, lastUsed, created);
    const record = await write({ ...row, mfa_active: name === 'user-without-mfa' ? 'false' : 'true' }, theme);
    if (loud) {
      shouted++;
      oddities.push({ kind: 'email-case', file: report.name, record });
    }
  }
  for (const [i, theme] of spelledOut(themesOf(accountDeviations, themes, 'leaver')).entries()) {
    const leaver = people.leavers[i];
    if (leaver === undefined) throw new Error('There are fewer leavers than deviations of leavers.');
    const left = Math.round((end - midday(leaver.who.left ?? period.end)) / dayMs);
    const user = leaver.who.email;
    if (theme.name === 'leaver-used') {
      await write(person(user, Math.min(left - 3, 50), left + 300), theme);
    } else {
      // The password is gone, an access key is not: the user is still active.
      await write(
        {
          ...person(user, left + 2, left + 300),
          password_enabled: 'false',
          password_last_used: timeText(end - (left + 2) * dayMs),
          access_key_1_active: 'true',
          access_key_1_last_rotated: timeText(collected - 100 * dayMs),
        },
        theme,
      );
    }
  }
  const serviceAt = placesOf(random, services, themesOf(accountDeviations, themes, 'service'));
  for (let i = 0; i < services; i++) {
    const theme = serviceAt.get(i) ?? null;
    const rotated = (old: boolean): string =>
      timeText(collected - random.between(old ? 380 : 20, old ? 700 : 340) * dayMs);
    const second = theme?.name === 'old-second-key' || i % 5 === 0;
    await write(
      {
        user: `svc-${String(i + 1).padStart(2, '0')}`,
        user_creation_time: timeText(end - 900 * dayMs),
        password_enabled: 'false',
        mfa_active: 'false',
        ...off,
        access_key_1_active: 'true',
        access_key_1_last_rotated: rotated(theme?.name === 'old-key'),
        access_key_1_last_used_date: timeText(end - dayMs),
        access_key_2_active: second ? 'true' : 'false',
        access_key_2_last_rotated: second ? rotated(theme?.name === 'old-second-key') : 'N/A',
      },
      theme,
    );
  }
  await report.close();

  const register = await ExportFile.open(folder, 'evidence/people.csv');
  const date = (text: string | null): string => (text === null ? '' : text.split('-').reverse().join('/'));
  await register.write(
    `\uFEFF${csvRow(['Employee No', 'Full name', 'Mail', 'Account', 'Department', 'Job title', 'Manager', 'Hired', 'Last day'], '\r\n')}`,
  );
  let named = 0;
  for (const p of people.all) {
    await register.write(
      csvRow([p.id, p.name, p.email, p.login, p.department, p.title, p.manager, date(p.hired), date(p.left)], '\r\n'),
    );
    if (p.unicode && named++ < odditiesEach) oddities.push({ kind: 'unicode-name', file: register.name, record: p.id });
  }
  await register.close();
  const mapping = await ExportFile.open(folder, 'mappings/people.yaml');
  await mapping.write(
    [
      'kind: person',
      'columns:',
      '  id: Employee No',
      '  name: Full name',
      '  email: { column: Mail, case: lower }',
      '  login: Account',
      '  department: Department',
      '  title: Job title',
      '  manager: Manager',
      '  hired_on: { column: Hired, format: DD/MM/YYYY }',
      '  left_on: { column: Last day, format: DD/MM/YYYY }',
      '',
    ].join('\n'),
  );
  await mapping.close();
  return {
    evidence: [
      {
        id: 'E-CREDENTIALS',
        files: [report.name],
        format: 'iam-credential-report',
        source: `Credential report of the cloud account ${account} (sample data)`,
        query: 'aws iam get-credential-report',
        collector: 'aws-cli',
      },
      {
        id: 'E-PEOPLE',
        files: [register.name],
        format: 'csv',
        mapping: mapping.name,
        source: 'Register of personnel (sample data)',
        query: 'all people employed at any time of the period',
        collector: 'export of the register',
      },
    ],
    populations: [
      {
        id: 'P-ACCOUNTS',
        name: 'Users of the cloud account',
        kind: 'account',
        evidence: ['E-CREDENTIALS'],
        window: 'all',
        records,
      },
      {
        id: 'P-PEOPLE',
        name: 'People in the register',
        kind: 'person',
        evidence: ['E-PEOPLE'],
        window: 'all',
        records: people.all.length,
      },
    ],
    planted,
    oddities,
  };
}
