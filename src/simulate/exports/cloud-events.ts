/** Calls and sign-ins of the cloud account, as its trail delivers them: gzip files of records, some late, some delivered twice. */
import { addDays } from '../../period.ts';
import { placesOf, plantedBy, type RawDeviation, type RawDeviations, themesOf } from '../deviation.ts';
import { ExportFile } from '../export-file.ts';
import { type Exported, odditiesEach, type Oddity, type OddityKind, type PlantedOf, type Theme } from '../model.ts';
import { partsOf, type Span, someMoment, timeText } from '../moments.ts';
import { pick } from '../people.ts';
import type { World } from '../record-template.ts';

export const account = '123456789012';
const signInShare = 12; // every twelfth record is a sign-in
const largestFile = 200_000;

export const eventDeviations: RawDeviations = new Map<string, RawDeviation>([
  [
    'root-call',
    {
      control: 'IAM-08',
      says: 'The root identity of the cloud account was used',
      sees: [['root-not-used', 'A']],
      of: 'call',
    },
  ],
  [
    'logging-stopped',
    {
      control: 'LOG-04',
      says: 'The recording of events was stopped',
      sees: [['logging-not-stopped', 'A']],
      of: 'call',
    },
  ],
  [
    'sign-in-without-mfa',
    {
      control: 'IAM-05',
      says: 'People signed in to the console without a second factor',
      sees: [['sign-in-mfa', 'A']],
      of: 'sign-in',
    },
  ],
]);

export interface EventsOrder {
  readonly world: World;
  readonly count: number;
  readonly themes: readonly Theme[];
  readonly folder: string;
}

const actions = [
  ['ec2.amazonaws.com', 'DescribeInstances', true],
  ['s3.amazonaws.com', 'GetBucketPolicy', true],
  ['iam.amazonaws.com', 'ListUsers', true],
  ['rds.amazonaws.com', 'CreateDBSnapshot', false],
  ['autoscaling.amazonaws.com', 'SetDesiredCapacity', false],
  ['logs.amazonaws.com', 'PutRetentionPolicy', false],
] as const;

export async function exportCloudEvents({ world, count, themes, folder }: EventsOrder): Promise<Exported> {
  const { random, period } = world;
  const planted: PlantedOf[] = [];
  const oddities: Oddity[] = [];
  const names: string[] = [];
  const isSignIn = (i: number): boolean => i % signInShare === signInShare - 1;
  const signIns = Math.floor(count / signInShare);
  const themeAt = deviatingAt(world, count, signIns, themes);
  const turns: Record<'call' | 'signIn', readonly OddityKind[]> = {
    call: ['denied-call'],
    signIn: ['failed-sign-in', 'federated-sign-in'],
  };
  const seen: Record<string, number> = {};
  const turn = (of: readonly OddityKind[]): OddityKind | null =>
    of.find((kind) => (seen[kind] ?? 0) < odditiesEach && random.chance(0.5)) ?? null;
  const months = partsOf(period, 1);
  const perMonth = Math.ceil(count / months.length);
  let late: string[] = [];
  let again: string[] = [];
  let index = 0;
  for (const [m, month] of months.entries()) {
    const last = m === months.length - 1;
    const until = last ? count : Math.min(count, (m + 1) * perMonth);
    for (let part = 1; index < until || part === 1; part++) {
      const file = await ExportFile.open(
        folder,
        `evidence/cloudtrail/${account}_CloudTrail_us-east-1_${month.start.replaceAll('-', '')}_${String(part).padStart(3, '0')}.json.gz`,
      );
      names.push(file.name);
      await file.write('{"Records":[');
      let first = true;
      const put = async (text: string): Promise<void> => {
        await file.write(first ? text : `,${text}`);
        first = false;
      };
      for (const text of [...late, ...again]) await put(text);
      late = [];
      again = [];
      if (m === 0 && part === 1) for (const text of outside(world, oddities, file.name)) await put(text);
      for (let inFile = 0; index < until && inFile < largestFile; inFile++, index++) {
        const theme = themeAt.get(index);
        const signIn = isSignIn(index);
        const odd = theme === undefined ? turn(signIn ? turns.signIn : turns.call) : null;
        if (odd !== null) seen[odd] = (seen[odd] ?? 0) + 1;
        const event = eventOf(world, month, signIn, theme?.name ?? null, odd);
        const text = JSON.stringify(event);
        if (theme !== undefined) {
          planted.push(...plantedBy(eventDeviations, theme, event.eventID));
        }
        if (odd !== null) oddities.push({ kind: odd, file: file.name, record: event.eventID });
        const plain = theme === undefined && odd === null && !last;
        if (plain && (seen['late-delivery'] ?? 0) < odditiesEach && random.chance(0.08)) {
          seen['late-delivery'] = (seen['late-delivery'] ?? 0) + 1;
          oddities.push({ kind: 'late-delivery', file: file.name, record: event.eventID });
          late.push(text);
          continue;
        }
        if (plain && (seen['duplicate-record'] ?? 0) < odditiesEach && random.chance(0.08)) {
          seen['duplicate-record'] = (seen['duplicate-record'] ?? 0) + 1;
          oddities.push({ kind: 'duplicate-record', file: file.name, record: event.eventID });
          again.push(text);
        }
        await put(text);
      }
      await file.write(']}\n');
      await file.close();
    }
  }
  return {
    evidence: [
      {
        id: 'E-TRAIL',
        files: names,
        format: 'cloudtrail',
        source: `Trail of the cloud account ${account} (sample data)`,
        query: 's3 cp of all delivery files of the period',
        collector: 'aws-cli',
      },
    ],
    populations: [
      {
        id: 'P-EVENTS',
        name: 'Calls to the cloud account',
        kind: 'cloud-event',
        evidence: ['E-TRAIL'],
        window: 'period',
        records: count,
      },
      {
        id: 'P-SIGNINS',
        name: 'Sign-ins to the console',
        kind: 'sign-in',
        evidence: ['E-TRAIL'],
        window: 'period',
        records: signIns,
      },
    ],
    planted,
    oddities,
  };
}

/** Which records deviate: sign-ins by what sign-ins can do wrong, calls by the rest. */
function deviatingAt({ random }: World, count: number, signIns: number, themes: readonly Theme[]): Map<number, Theme> {
  const among = (of: string, n: number) => [...placesOf(random, n, themesOf(eventDeviations, themes, of))];
  return new Map([
    ...among('sign-in', signIns).map(([at, theme]) => [at * signInShare + signInShare - 1, theme] as const),
    ...among('call', count - signIns).map(([at, theme]) => [at + Math.floor(at / (signInShare - 1)), theme] as const),
  ]);
}

function eventOf(world: World, month: Span, signIn: boolean, theme: string | null, odd: OddityKind | null) {
  const { random, people } = world;
  const who = pick(random, people.steady);
  const digits = random.hex(32);
  const eventID = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
  const federated = odd === 'federated-sign-in';
  const root = theme === 'root-call';
  const userIdentity = root
    ? { type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account }
    : federated
      ? { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/people/${who.email}`, accountId: account }
      : { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/${who.email}`, accountId: account, userName: who.email };
  const base = {
    eventVersion: '1.08',
    eventID,
    eventTime: timeText(someMoment(random, month)),
    awsRegion: 'us-east-1',
    sourceIPAddress: `198.51.100.${1 + random.below(250)}`,
    userIdentity,
    recipientAccountId: account,
  };
  if (signIn) {
    const failed = odd === 'failed-sign-in';
    return {
      ...base,
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      readOnly: false,
      responseElements: { ConsoleLogin: failed ? 'Failure' : 'Success' },
      additionalEventData: { MFAUsed: failed || federated || theme === 'sign-in-without-mfa' ? 'No' : 'Yes' },
    };
  }
  if (theme === 'logging-stopped' || odd === 'denied-call') {
    return {
      ...base,
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      readOnly: false,
      ...(odd === 'denied-call' ? { errorCode: 'AccessDenied' } : {}),
    };
  }
  const [eventSource, eventName, readOnly] = random.pick(actions);
  return { ...base, eventSource, eventName, readOnly };
}

/** Root calls the day before the period and the day after it, delivered with its files. */
function outside(world: World, oddities: Oddity[], file: string): string[] {
  const { period } = world;
  return Array.from({ length: odditiesEach }, (_, i) => {
    const event = eventOf(world, period, false, 'root-call', null);
    const at = i % 2 === 0 ? `${addDays(period.start, -1)}T22:00:0${i}Z` : `${addDays(period.end, 1)}T06:00:0${i}Z`;
    oddities.push({ kind: 'outside-period', file, record: event.eventID });
    return JSON.stringify({ ...event, eventTime: at });
  });
}
