/**
 * Trivy reports: schema 2 ({"Results": […]}), schema 1 (an array of results), and the Kubernetes form (results under each
 * object of the cluster). Vulnerabilities are records; misconfigurations, secrets and licences are of another kind.
 */
import { refuse } from '../../errors.ts';
import { at, listAt, rawAt, textAt } from '../../json-value.ts';
import { jsonEnvelope, jsonItems } from '../../json-stream.ts';
import type { Draft } from '../../record.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Importer, Reading } from '../importer.ts';
import { notAnObject, objectIn } from '../json-importer.ts';

const arrays = ['Results', 'Resources', 'Vulnerabilities', 'Misconfigurations', 'Findings'];
/** A result holds all findings of one target and is parsed whole. */
const largestResult = 256 << 20;

export const trivy: Importer = {
  format: 'trivy',
  kinds: ['vulnerability'],
  wrappers: arrays,
  utc: false,
  recognises: (head) =>
    head.items.some(
      (item) =>
        'value' in item &&
        ((textAt(item.value, 'Target') !== null &&
          (at(item.value, 'Vulnerabilities') !== undefined || at(item.value, 'Class') !== undefined)) ||
          (item.array !== '' && listAt(item.value, 'Results') !== null) ||
          (at(item.value, 'SchemaVersion') === 2 && textAt(item.value, 'ArtifactName') !== null)),
    ),
  read: readTrivy,
};

interface Scanned {
  readonly asset: string | null;
  readonly at: unknown;
}

async function* readTrivy(file: SourceFile): AsyncGenerator<readonly Reading[], void, undefined> {
  const report = await jsonEnvelope(file);
  const artifact = report.get('ArtifactName') ?? null;
  const scannedAt = report.get('CreatedAt') ?? null;
  for await (const items of jsonItems(file, arrays, largestResult)) {
    for (const item of items) {
      // The name of what was scanned was read from the first report.
      if (/^record (?!1\b)/.test(item.at)) {
        throw refuse('file-malformed', `${file.name} holds more than one report.`, {
          next: 'Give each a file of its own.',
        });
      }
      const found = objectIn(item);
      if ('refused' in found) {
        yield [{ at: item.at, refused: found.refused }];
        continue;
      }
      const results = listAt(found.object, 'Results');
      if (results !== null) {
        const name = ['Namespace', 'Kind', 'Name'].map((part) => textAt(found.object, part)).filter((p) => p !== null);
        const asset = name.length === 0 ? null : name.join('/');
        for (const [i, result] of results.entries()) {
          yield resultReadings(result, `${item.at}.Results[${i}]`, { asset, at: scannedAt });
        }
      } else if (at(found.object, 'SchemaVersion') === 2 && item.array === '') {
        // A report without results: nothing was found, or nothing could be scanned.
      } else if (textAt(found.object, 'Target') === null) {
        yield [{ at: item.at, refused: 'the record is not the result of a scan' }];
      } else {
        const asset = typeof artifact === 'string' ? artifact : textAt(found.object, 'Target');
        yield resultReadings(found.object, item.at, { asset, at: scannedAt });
      }
    }
  }
}

function resultReadings(result: unknown, place: string, scanned: Scanned): Reading[] {
  const readings: Reading[] = [];
  const target = textAt(result, 'Target');
  for (const [i, found] of (listAt(result, 'Vulnerabilities') ?? []).entries()) {
    readings.push(vulnerability(found, `${place}.Vulnerabilities[${i}]`, target, scanned, false));
  }
  for (const [i, modified] of (listAt(result, 'ExperimentalModifiedFindings') ?? []).entries()) {
    const where = `${place}.ExperimentalModifiedFindings[${i}]`;
    if (textAt(modified, 'Type') === 'vulnerability') {
      readings.push(vulnerability(at(modified, 'Finding'), where, target, scanned, true));
    } else readings.push({ at: where, otherKind: true });
  }
  for (const other of ['Misconfigurations', 'Secrets', 'Licenses', 'CustomResources']) {
    const list = listAt(result, other) ?? [];
    for (let i = 0; i < list.length; i++) readings.push({ at: `${place}.${other}[${i}]`, otherKind: true });
  }
  return readings;
}

const severities = new Set(['critical', 'high', 'medium', 'low', 'none', 'unknown']);

function vulnerability(
  found: unknown,
  place: string,
  target: string | null,
  scanned: Scanned,
  suppressed: boolean,
): Reading {
  const finding = textAt(found, 'VulnerabilityID');
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return { at: place, refused: notAnObject };
  const severity = textAt(found, 'Severity')?.toLowerCase() ?? 'unknown';
  const draft: Draft = {
    id: finding === null ? null : joined(finding, found, target, scanned),
    finding,
    title: rawAt(found, 'Title'),
    package: rawAt(found, 'PkgName'),
    version: rawAt(found, 'InstalledVersion'),
    fixed_version: rawAt(found, 'FixedVersion'),
    severity: severities.has(severity) ? severity : 'unknown',
    asset: scanned.asset,
    detected_at: scanned.at,
    published_at: rawAt(found, 'PublishedDate'),
    // Trivy's own Status says whether a fix exists somewhere ("fixed"), not whether it is installed here.
    fixed_at: null,
    status: 'open',
    suppressed,
  };
  return { at: place, draft };
}

function joined(finding: string, found: object, target: string | null, scanned: Scanned): string {
  const parts = [
    finding,
    textAt(found, 'PkgName'),
    textAt(found, 'InstalledVersion'),
    scanned.asset,
    target,
    textAt(found, 'PkgPath'),
  ];
  return parts.map((part) => (part ?? '').replace(/[\\|]/g, '\\$&')).join('|');
}
