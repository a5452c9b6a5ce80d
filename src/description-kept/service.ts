import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { DescriptionPatterns, Standards } from '../criteria/index.ts';
import type { Asking } from '../http/api/route.ts';
import { selectOrganizationName } from '../identity/index.ts';
import { day, loadWording } from '../lifecycle/report/index.ts';
import { recordsOf } from '../registers/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { readPicture } from '../system-picture/index.ts';
import { compareWords } from './compare.ts';
import { composeSections } from './compose.ts';
import { incomplete, misplaced, noVersion, otherText, sameText, staleSection } from './errors.ts';
import {
  type ComposedSection,
  type Described,
  type Finding,
  type Paragraph,
  type Piece,
  type SectionId,
  sectionIds,
  sourceNames,
  sources,
} from './model.ts';
import { type Pages, pagesOf } from './pages.ts';
import { findGaps } from './rules.ts';
import {
  insertVersion,
  lockDescription,
  saveSection,
  selectSections,
  selectVersions,
  type SectionRow,
  type VersionRow,
} from './store.ts';

/** patterns is asked when needed: a description of the routes reads no table. */
export interface DescriptionParts {
  readonly keys: OrganizationKeys;
  readonly standards: Standards;
  readonly patterns: () => DescriptionPatterns;
}

/** What is sealed with an approved version; by: the approver as they were called then. */
interface Approved {
  readonly sections: readonly ComposedSection[];
  readonly by: string;
}

interface Kept {
  readonly versions: ReadonlyMap<SectionId, number>;
  readonly paragraphs: ReadonlyMap<SectionId, readonly Paragraph[]>;
  readonly sections: readonly ComposedSection[];
  readonly digest: string;
  readonly findings: readonly Finding[];
}

export interface VersionHead {
  readonly number: number;
  readonly digest: string;
  readonly approvedAt: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly receipt: { readonly index: number; readonly digest: string };
}

export interface Description {
  readonly digest: string;
  readonly approved: VersionHead | null;
  readonly findings: readonly Finding[];
  readonly sections: readonly {
    readonly id: SectionId;
    readonly title: string;
    readonly requirement: string;
    readonly mustContain: readonly string[];
    readonly version: number;
    readonly sources: readonly string[];
    readonly paragraphs: readonly (ComposedSection['paragraphs'][number] & {
      /** since the approved version: null where there is none */
      readonly changed: boolean | null;
    })[];
  }[];
}

/** The description as it reads now: three statements, one more where a version was approved. */
export async function readDescription(asking: Asking, parts: DescriptionParts): Promise<Description> {
  const kept = await readKept(asking, parts);
  const latest = (await selectVersions(asking.transaction, asking.principal.organizationId, null, 1))[0];
  const approved = latest === undefined ? null : openVersion(asking, parts, latest);
  const before = new Map(
    approved?.sections.flatMap((section) => section.paragraphs.map((one) => [`${section.id}/${one.id}`, one.text])),
  );
  return {
    digest: kept.digest,
    approved: latest === undefined || approved === null ? null : headOf(latest, approved),
    findings: kept.findings,
    sections: parts.standards.description.descriptionCriteria.flatMap((criterion) => {
      const section = kept.sections.find((one) => one.id === criterion.id);
      if (section === undefined) return [];
      return {
        id: section.id,
        title: criterion.title,
        requirement: criterion.requirement,
        mustContain: criterion.mustContain,
        version: kept.versions.get(section.id) ?? 0,
        sources: sourceNames.filter((name) => sources[name] === section.id),
        paragraphs: section.paragraphs.map((one) => ({
          ...one,
          changed: approved === null ? null : before.get(`${section.id}/${one.id}`) !== one.text,
        })),
      };
    }),
  };
}

/**
 * A new version of a section. version: the one it was made from, 0 where nothing was written yet.
 * refuses  version-stale; invalid-input for a register that belongs to another section
 */
export async function writeSection(
  asking: Asking,
  { keys }: DescriptionParts,
  section: SectionId,
  version: number,
  paragraphs: readonly Paragraph[],
): Promise<number> {
  const { transaction, principal } = asking;
  const { organizationId } = principal;
  const wrong = paragraphs.flatMap((one, index) =>
    one.kind === 'register' && sources[one.register] !== section
      ? [[index, one.register, sources[one.register]] as const]
      : [],
  );
  if (wrong.length > 0) throw misplaced(wrong);
  await lockDescription(transaction, organizationId);
  const found = (await selectSections(transaction, organizationId)).find((row) => row.section === section);
  if ((found?.version ?? 0) !== version) throw staleSection(section, found?.version ?? 0);
  const next = version + 1;
  const key = keys.keyOf('management', organizationId, 'content');
  const sealed = sealJson(
    key,
    placeOf(organizationId, section, next),
    { paragraphs, by: principal.name },
    randomBytes(12),
  );
  await asking.state({
    hop: 'description',
    subject: { name: `description/${section}`, sha256: createHash('sha256').update(sealed).digest('hex') },
    body: { event: 'written', section, version: next, paragraphs: paragraphs.length },
  });
  const row: SectionRow = { section, version: next, changed_at: asking.now, sealed };
  await saveSection(transaction, organizationId, row, principal.personId);
  return next;
}

/**
 * Approves what the description says now. digest: of what the approver read.
 * refuses  conflict: it changed since, errors stand against it, or it says what the latest version says
 */
export async function approveDescription(
  asking: Asking,
  parts: DescriptionParts,
  digest: string,
): Promise<VersionHead> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId, name } = principal;
  await lockDescription(transaction, organizationId);
  const kept = await readKept(asking, parts);
  if (kept.digest !== digest) throw otherText();
  const errors = kept.findings.filter((one) => one.severity === 'error');
  if (errors.length > 0) throw incomplete(errors.map((one) => one.sentence));
  const latest = (await selectVersions(transaction, organizationId, null, 1))[0];
  if (latest?.digest === digest) throw sameText(latest.number);
  const number = (latest?.number ?? 0) + 1;
  const approved: Approved = { sections: kept.sections, by: name };
  const key = parts.keys.keyOf('management', organizationId, 'content');
  const sealed = sealJson(key, placeOf(organizationId, 'approved', number), approved, randomBytes(12));
  const entry = await asking.state({
    hop: 'description',
    subject: { name: `description/version-${number}`, sha256: digest },
    body: { event: 'approved', number, sealed: createHash('sha256').update(sealed).digest('hex') },
  });
  const row = { number, digest, approved_at: now, by_person: personId, sealed };
  await insertVersion(transaction, organizationId, row, entry);
  return headOf({ ...row, entry_index: entry.index, entry_digest: entry.digest }, approved);
}

export async function readVersions(
  asking: Asking,
  parts: Pick<DescriptionParts, 'keys'>,
): Promise<readonly VersionHead[]> {
  const rows = await selectVersions(asking.transaction, asking.principal.organizationId, null);
  return rows.map((row) => headOf(row, openVersion(asking, parts, row)));
}

/** refuses not-found */
export async function readVersion(
  asking: Asking,
  parts: Pick<DescriptionParts, 'keys'>,
  number: number,
): Promise<VersionHead & { readonly sections: readonly ComposedSection[] }> {
  const row = (await selectVersions(asking.transaction, asking.principal.organizationId, number))[0];
  if (row === undefined) throw noVersion(number);
  const approved = openVersion(asking, parts, row);
  return { ...headOf(row, approved), sections: approved.sections };
}

export interface Comparison {
  readonly sections: readonly {
    readonly id: SectionId;
    readonly paragraphs: readonly { readonly id: string; readonly pieces: readonly Piece[] }[];
  }[];
}

/** Paragraphs that differ. to: null for what the description says now. refuses not-found */
export async function compareVersions(
  asking: Asking,
  parts: DescriptionParts,
  from: number,
  to: number | null,
): Promise<Comparison> {
  const before = (await readVersion(asking, parts, from)).sections;
  const after =
    to === null ? (await readKept(asking, parts)).sections : (await readVersion(asking, parts, to)).sections;
  const budget = { cells: 20_000_000 };
  const sections = sectionIds.map((id) => {
    const old = new Map(before.find((one) => one.id === id)?.paragraphs.map((one) => [one.id, one.text]));
    const now = new Map(after.find((one) => one.id === id)?.paragraphs.map((one) => [one.id, one.text]));
    const ids = [...new Set([...now.keys(), ...old.keys()])].filter((one) => old.get(one) !== now.get(one));
    return {
      id,
      paragraphs: ids.map((one) => ({ id: one, pieces: compareWords(old.get(one) ?? '', now.get(one) ?? '', budget) })),
    };
  });
  return { sections: sections.filter((one) => one.paragraphs.length > 0) };
}

/**
 * The description as it would stand in a report, to be set. version: an approved one; null: as it reads now, with the picture of the system
 * refuses  not-found
 */
export async function readExcerpt(asking: Asking, parts: DescriptionParts, version: number | null): Promise<Pages> {
  const { transaction, principal, now } = asking;
  const organization = await selectOrganizationName(transaction, principal.organizationId);
  const wording = loadWording();
  if (version !== null) {
    const { sections, approvedAt } = await readVersion(asking, parts, version);
    const time = `Version ${version}, approved on ${day(approvedAt)}`;
    return pagesOf(sections, { organization, time, date: approvedAt.slice(0, 10), picture: null }, wording);
  }
  const { sections } = await readKept(asking, parts);
  const picture = await readPicture(asking, parts.keys);
  const about = { organization, time: `As it reads on ${day(now)}`, date: now.slice(0, 10), picture };
  return pagesOf(sections, about, wording);
}

/** Which version is approved, null: none, and whether the description says something else by now. Three statements. */
export async function readStanding(
  asking: Asking,
  keys: OrganizationKeys,
): Promise<{ readonly approved: number | null; readonly isChanged: boolean }> {
  const { digest } = await readText(asking, keys);
  const latest = (await selectVersions(asking.transaction, asking.principal.organizationId, null, 1))[0];
  return { approved: latest?.number ?? null, isChanged: latest !== undefined && latest.digest !== digest };
}

async function readKept(asking: Asking, { keys, standards, patterns }: DescriptionParts): Promise<Kept> {
  const { rows, paragraphs, records, sections, digest } = await readText(asking, keys);
  const engagement = records.find(
    (one) => one.register === 'engagements' && ['draft', 'under-way'].includes(one.state),
  );
  const { descriptionCriteria, generalRules } = standards.description;
  const rules = [...descriptionCriteria.flatMap((one) => one.completenessRules), ...generalRules];
  return {
    versions: new Map(rows.map((row) => [row.section, row.version])),
    paragraphs,
    sections,
    digest,
    findings: findGaps(sections, records, {
      type: engagement?.content['type'] === 'soc2-type1' ? 'type1' : 'type2',
      messages: new Map(rules.map((rule) => [rule.id, rule])),
      ...patterns(),
    }),
  };
}

/** What the description says now, and the digest it is approved by. */
async function readText(asking: Asking, keys: OrganizationKeys) {
  const { transaction, principal } = asking;
  const { organizationId } = principal;
  const key = keys.keyOf('management', organizationId, 'content');
  const rows = await selectSections(transaction, organizationId);
  const paragraphs = new Map(
    rows.map((row) => {
      const opened = openSealed<{
        paragraphs: readonly Paragraph[];
      }>(key, placeOf(organizationId, row.section, row.version), row.sealed);
      return [row.section, opened.paragraphs];
    }),
  );
  const all = await recordsOf(asking, keys, [...sourceNames, 'engagements'], ['retired']);
  const records: readonly Described[] = all.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const sections = composeSections(paragraphs, records);
  const digest = createHash('sha256').update(JSON.stringify(sections)).digest('hex');
  return { rows, paragraphs, records, sections, digest };
}

function openVersion(asking: Asking, { keys }: Pick<DescriptionParts, 'keys'>, row: VersionRow): Approved {
  const { organizationId } = asking.principal;
  const key = keys.keyOf('management', organizationId, 'content');
  return openSealed<Approved>(key, placeOf(organizationId, 'approved', row.number), row.sealed);
}

function headOf(row: VersionRow, approved: Approved): VersionHead {
  return {
    number: row.number,
    digest: row.digest,
    approvedAt: new Date(row.approved_at).toISOString(),
    by: { id: row.by_person, name: approved.by },
    receipt: { index: row.entry_index, digest: row.entry_digest },
  };
}

export function placeOf(organizationId: string, part: string, version: number): string {
  return `${organizationId}/description/${part}/${version}`;
}
