/** AWS Security Finding Format: {"Findings": […]}, an array, or one finding a line. */
import { at, isObject, listAt, rawAt, textAt } from '../../json-value.ts';
import type { Draft } from '../../record.ts';
import type { Importer } from '../importer.ts';
import { readObjects } from '../json-importer.ts';

export const asff: Importer = {
  format: 'asff',
  kinds: ['configuration-check', 'vulnerability'],
  wrappers: ['Findings', 'findings'],
  utc: true,
  recognises: (head) =>
    head.items.some(
      (item) =>
        'value' in item &&
        textAt(item.value, 'ProductArn') !== null &&
        (textAt(item.value, 'AwsAccountId') !== null || textAt(item.value, 'SchemaVersion') === '2018-10-08'),
    ) || /^\s*\{\s*"[Ff]indings"\s*:\s*\[/.test(head.text),
  read: (file, { kind }) =>
    readObjects(file, ['Findings', 'findings'], kind.id === 'vulnerability' ? vulnerability : configurationCheck),
};

/** Compliance.Status, as AWS documents it. */
const statuses: Readonly<Record<string, string>> = {
  PASSED: 'passed',
  FAILED: 'failed',
  WARNING: 'manual', // information is missing, or the check is not supported for the configuration
  NOT_AVAILABLE: 'error', // outage, denied call
};

const severities: Readonly<Record<string, string>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  INFORMATIONAL: 'none',
};

function severityOf(finding: unknown): string {
  const label = textAt(finding, 'Severity', 'Label') ?? textAt(finding, 'FindingProviderFields', 'Severity', 'Label');
  return (label === null ? undefined : severities[label.toUpperCase()]) ?? 'unknown';
}

function suppressed(finding: unknown): boolean | null {
  const workflow = textAt(finding, 'Workflow', 'Status');
  return workflow === null ? null : workflow === 'SUPPRESSED';
}

function resourcesOf(finding: unknown): string | null {
  const ids = (listAt(finding, 'Resources') ?? []).map((r) => textAt(r, 'Id')).filter((id) => id !== null);
  return ids.length === 0 ? null : ids.join(', ');
}

function configurationCheck(
  finding: Readonly<Record<string, unknown>>,
): Draft | 'other-kind' | { readonly refusedBecause: string } {
  const compliance = at(finding, 'Compliance');
  const told = textAt(compliance, 'Status');
  if (told === null) return 'other-kind';
  const notApplicable = (listAt(compliance, 'StatusReasons') ?? []).some(
    (reason) => textAt(reason, 'ReasonCode') === 'CONFIG_RETURNS_NOT_APPLICABLE',
  );
  const status = told === 'NOT_AVAILABLE' && notApplicable ? 'not-applicable' : statuses[told];
  if (status === undefined) return { refusedBecause: 'status is none of its values' };
  return {
    id: rawAt(finding, 'Id'),
    check: textAt(compliance, 'SecurityControlId') ?? rawAt(finding, 'GeneratorId'),
    title: rawAt(finding, 'Title'),
    resource: resourcesOf(finding),
    account: rawAt(finding, 'AwsAccountId'),
    region: textAt(finding, 'Region') ?? textAt((listAt(finding, 'Resources') ?? [])[0], 'Region'),
    status,
    severity: severityOf(finding),
    at: rawAt(finding, 'LastObservedAt') ?? rawAt(finding, 'UpdatedAt'),
    first_at: rawAt(finding, 'FirstObservedAt') ?? rawAt(finding, 'CreatedAt'),
    suppressed: suppressed(finding),
    criteria: listAt(compliance, 'RelatedRequirements'),
  };
}

function vulnerability(finding: Readonly<Record<string, unknown>>): Draft | 'other-kind' {
  const found = (listAt(finding, 'Vulnerabilities') ?? []).filter(isObject);
  if (found.length === 0) return 'other-kind';
  const packages = found.flatMap((v) => listAt(v, 'VulnerablePackages') ?? []);
  const joined = (name: string): string | null => {
    const values = packages.map((p) => textAt(p, name)).filter((v) => v !== null && v !== 'NotAvailable');
    return values.length === 0 ? null : [...new Set(values)].join(', ');
  };
  const gone = textAt(finding, 'Workflow', 'Status') === 'RESOLVED' || textAt(finding, 'RecordState') === 'ARCHIVED';
  return {
    id: rawAt(finding, 'Id'),
    finding: [...new Set(found.map((v) => textAt(v, 'Id')).filter((v) => v !== null))].join(', '),
    title: rawAt(finding, 'Title'),
    package: joined('Name'),
    version: joined('Version'),
    fixed_version: joined('FixedInVersion'),
    severity: severityOf(finding),
    asset: resourcesOf(finding),
    detected_at: rawAt(finding, 'FirstObservedAt') ?? rawAt(finding, 'CreatedAt'),
    published_at: rawAt(found[0], 'Vendor', 'VendorCreatedAt'),
    fixed_at: gone ? rawAt(finding, 'UpdatedAt') : null,
    status: gone ? 'fixed' : 'open',
    suppressed: suppressed(finding),
  };
}
