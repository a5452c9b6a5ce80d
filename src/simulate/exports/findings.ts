/** Checks of the configuration and vulnerabilities, as a cloud's findings service tells them, and the scans of images at month ends. */
import { placesOf, plantedBy, type RawDeviation, type RawDeviations, themesOf } from '../deviation.ts';
import { ExportFile } from '../export-file.ts';
import { type Exported, odditiesEach, type Oddity, type PlantedOf, type Theme } from '../model.ts';
import { dayMs, midday, partsOf, someMoment, timeText } from '../moments.ts';
import type { World } from '../record-template.ts';
import { account } from './cloud-events.ts';

export const findingDeviations: RawDeviations = new Map<string, RawDeviation>([
  [
    'check-failed',
    {
      control: 'VUL-04',
      says: 'Resources did not follow the baseline',
      sees: [['configuration-checks-passed', 'A']],
      of: 'check',
    },
  ],
  [
    'check-unknown',
    {
      control: 'VUL-04',
      says: 'Checks of resources gave no result',
      sees: [['configuration-checks-passed', 'A']],
      of: 'check',
    },
  ],
  [
    'critical-late',
    {
      control: 'VUL-01',
      says: 'Critical vulnerabilities were fixed after more than 7 days',
      sees: [['sample-vulnerability-fixed-in-time', 'A']],
      of: 'vulnerability',
    },
  ],
  [
    'high-late',
    {
      control: 'VUL-01',
      says: 'High vulnerabilities were fixed after more than 30 days',
      sees: [['sample-vulnerability-fixed-in-time', 'B']],
      of: 'vulnerability',
    },
  ],
  [
    'medium-late',
    {
      control: 'VUL-01',
      says: 'Medium vulnerabilities were fixed after more than 90 days',
      sees: [['sample-vulnerability-fixed-in-time', 'C']],
      of: 'vulnerability',
    },
  ],
  [
    'image-critical',
    {
      control: 'VUL-03',
      says: 'Images were kept in use with a critical vulnerability that had a fix',
      sees: [['sample-images-scanned', 'A']],
      of: 'image',
    },
  ],
]);

export interface FindingsOrder {
  readonly world: World;
  readonly checks: number;
  readonly vulnerabilities: number;
  readonly themes: readonly Theme[];
  readonly folder: string;
}

const checkNames = [
  ['S3.8', 'Buckets block public access'],
  ['EC2.7', 'Volumes are encrypted by default'],
  ['RDS.3', 'Databases are encrypted at rest'],
  ['IAM.4', 'The root user has no access key'],
  ['CloudTrail.1', 'A trail records all regions'],
] as const;
const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
const images = ['api', 'web', 'worker'] as const;
const inImage = 8;

/** Findings in the images of all month ends: what themes are sized by. */
export const imageFindings = (months: number): number => months * images.length * inImage;

export async function exportFindings(order: FindingsOrder): Promise<Exported> {
  const { world, checks, vulnerabilities, themes, folder } = order;
  const { random, period } = world;
  const planted: PlantedOf[] = [];
  const oddities: Oddity[] = [];
  const plant = (theme: Theme, record: string): void => {
    planted.push(...plantedBy(findingDeviations, theme, record));
  };
  const placed = (of: string, count: number): Map<number, Theme> =>
    placesOf(random, count, themesOf(findingDeviations, themes, of));

  const file = await ExportFile.open(folder, 'evidence/findings.json');
  await file.write('{"Findings":[\n');
  let first = true;
  const put = async (finding: object): Promise<void> => {
    await file.write(`${first ? '' : ',\n'}${JSON.stringify(finding)}`);
    first = false;
  };
  const common = (id: string, severity: string, resource: string, seen: number) => ({
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: `arn:aws:securityhub:us-east-1:${account}:product/sample/scanner`,
    AwsAccountId: account,
    Region: 'us-east-1',
    Severity: { Label: severity },
    Resources: [{ Type: 'Other', Id: resource, Region: 'us-east-1' }],
    FirstObservedAt: timeText(seen),
    CreatedAt: timeText(seen),
  });
  const checkThemes = placed('check', checks);
  let notApplicable = 0;
  for (let i = 0; i < checks; i++) {
    const theme = checkThemes.get(i);
    const seen = someMoment(random, period, 1);
    const [check, title] = random.pick(checkNames);
    const id = `arn:aws:securityhub:us-east-1:${account}:security-control/${check}/finding/${random.hex(32)}`;
    const odd = theme === undefined && notApplicable < odditiesEach && i % 3 === 0;
    const status =
      theme?.name === 'check-failed'
        ? 'FAILED'
        : theme?.name === 'check-unknown'
          ? 'WARNING'
          : odd
            ? 'NOT_AVAILABLE'
            : 'PASSED';
    await put({
      ...common(id, random.pick(severities), `arn:aws:sample:us-east-1:${account}:resource/${i + 1}`, seen),
      GeneratorId: `security-control/${check}`,
      Title: title,
      UpdatedAt: timeText(seen),
      LastObservedAt: timeText(seen),
      Compliance: {
        Status: status,
        SecurityControlId: check,
        ...(odd ? { StatusReasons: [{ ReasonCode: 'CONFIG_RETURNS_NOT_APPLICABLE' }] } : {}),
      },
      Workflow: { Status: status === 'PASSED' ? 'RESOLVED' : 'NEW' },
      RecordState: 'ACTIVE',
    });
    if (theme) plant(theme, id);
    if (odd) {
      notApplicable++;
      oddities.push({ kind: 'not-applicable-check', file: file.name, record: id });
    }
  }
  const vulnerabilityThemes = placed('vulnerability', vulnerabilities);
  for (let i = 0; i < vulnerabilities; i++) {
    const theme = vulnerabilityThemes.get(i);
    const seen = someMoment(random, period, 1);
    const id = `arn:aws:inspector2:us-east-1:${account}:finding/${random.hex(32)}`;
    const late = {
      'critical-late': ['CRITICAL', 7],
      'high-late': ['HIGH', 30],
      'medium-late': ['MEDIUM', 90],
    } as const;
    const named = theme?.name;
    const bad = named === 'critical-late' || named === 'high-late' || named === 'medium-late' ? late[named] : null;
    const severity = bad === null ? random.pick(severities) : bad[0];
    const open = bad === null && midday(period.end) - seen < 5 * dayMs;
    const days = bad === null ? random.between(1, 6) : bad[1] + random.between(3, 40);
    await put({
      ...common(id, severity, `arn:aws:sample:us-east-1:${account}:host/${1 + random.below(40)}`, seen),
      GeneratorId: 'scanner',
      Title: 'Package with a known vulnerability',
      UpdatedAt: timeText(open ? seen : seen + days * dayMs),
      Vulnerabilities: [
        {
          Id: `CVE-${period.start.slice(0, 4)}-${String(10_000 + i)}`,
          VulnerablePackages: [{ Name: `package-${random.below(200)}`, Version: '1.2', FixedInVersion: '1.3' }],
        },
      ],
      Workflow: { Status: open ? 'NEW' : 'RESOLVED' },
      RecordState: 'ACTIVE',
    });
    if (theme) plant(theme, id);
  }
  await file.write('\n]}\n');
  await file.close();

  const months = partsOf(period, 1);
  const scans: string[] = [];
  const imageThemes = placed('image', imageFindings(months.length));
  let n = 0;
  for (const month of months) {
    for (const image of images) {
      const scan = await ExportFile.open(folder, `evidence/images/${month.start.slice(0, 7)}-${image}.json`);
      scans.push(scan.name);
      const artifact = `registry.alderbrook.example/yard/${image}:${month.start.slice(0, 7)}`;
      const target = `${artifact} (debian)`;
      const found = Array.from({ length: inImage }, (_, i) => {
        const theme = imageThemes.get(n++);
        const id = `CVE-${month.start.slice(0, 4)}-${20_000 + n}`;
        const name = `library-${i + 1}`;
        if (theme)
          plant(theme, [id, name, '2.4', artifact, target, ''].map((p) => p.replace(/[\\|]/g, '\\$&')).join('|'));
        return {
          VulnerabilityID: id,
          PkgName: name,
          InstalledVersion: '2.4',
          ...(theme || random.chance(0.5) ? { FixedVersion: '2.5', Status: 'fixed' } : { Status: 'affected' }),
          Severity: theme ? 'CRITICAL' : random.pick(['HIGH', 'MEDIUM', 'LOW'] as const),
          Title: 'Known vulnerability of a library',
        };
      });
      await scan.write(
        `${JSON.stringify(
          {
            SchemaVersion: 2,
            CreatedAt: timeText(midday(month.end)),
            ArtifactName: artifact,
            ArtifactType: 'container_image',
            Results: [{ Target: target, Class: 'os-pkgs', Type: 'debian', Vulnerabilities: found }],
          },
          null,
          1,
        )}\n`,
      );
      await scan.close();
    }
  }
  return {
    evidence: [
      {
        id: 'E-FINDINGS',
        files: [file.name],
        format: 'asff',
        source: `Findings service of the cloud account ${account} (sample data)`,
        query: 'aws securityhub get-findings',
        collector: 'aws-cli',
      },
      {
        id: 'E-IMAGES',
        files: scans,
        format: 'trivy',
        source: 'Scans of the images in use at each month end (sample data)',
        query: 'trivy image --format json',
        collector: 'trivy',
      },
    ],
    populations: [
      {
        id: 'P-CHECKS',
        name: 'Checks of the configuration',
        kind: 'configuration-check',
        evidence: ['E-FINDINGS'],
        window: 'period',
        records: checks,
      },
      {
        id: 'P-VULNERABILITIES',
        name: 'Vulnerabilities found',
        kind: 'vulnerability',
        evidence: ['E-FINDINGS'],
        window: 'period',
        records: vulnerabilities,
      },
      {
        id: 'P-IMAGES',
        name: 'Vulnerabilities in images in use',
        kind: 'vulnerability',
        evidence: ['E-IMAGES'],
        window: 'period',
        records: n,
      },
    ],
    planted,
    oddities,
  };
}

/** The organization's own procedure on images; the library has none for them. */
const imageProcedure = `# Sample data: an own procedure of this engagement.
id: sample-images-scanned
control: VUL-03
criteria: [CC6.8, CC7.1, CC8.1]
nature: inspection
extent: all
means: tool
says: For every vulnerability in the images in use at each month end, inspected its severity and whether a fix was known.
population: { kind: vulnerability, id: P-IMAGES }
unit: one vulnerability in one image
strata: [severity]
attributes:
  A:
    says: Not critical with a known fix
    kind: state-over-time
    quotes: scans source code and third-party components
    rule: "r.severity != 'critical' || r.fixed_version == null"
`;

/** The library's procedure that the one below stands for. */
export const replacedProcedure = 'vulnerability-fixed-in-time';

/**
 * Own procedures by file name. Two populations are of the kind vulnerability, and a procedure then names its population: the
 * library's procedure is taken over with that one word more.
 * library  text of data/procedures/vulnerability-fixed-in-time.yaml
 */
export function ownProcedures(library: string): ReadonlyMap<string, string> {
  const named = library
    .replace(`id: ${replacedProcedure}`, `id: sample-${replacedProcedure}`)
    .replace('population: { kind: vulnerability }', 'population: { kind: vulnerability, id: P-VULNERABILITIES }');
  if (!named.includes('P-VULNERABILITIES')) throw new Error(`${replacedProcedure} is not written as expected.`);
  return new Map([
    ['procedures/sample-images-scanned.yaml', imageProcedure],
    [`procedures/sample-${replacedProcedure}.yaml`, named],
  ]);
}
