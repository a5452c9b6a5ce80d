import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Standards } from '../criteria/index.ts';
import { readVersion, readVersions } from '../description-kept/index.ts';
import { digestOf, type Document, type ReadDocument, readDocuments, sendDocument } from '../exchange/index.ts';
import type { Asking } from '../http/api/route.ts';
import { readGiven, readLetters } from '../letters/index.ts';
import { recordsOf } from '../registers/index.ts';
import { controlList, description, letter } from './compose.ts';
import { noControls, notApproved, notHandedOver } from './errors.ts';

/** standards: for the titles of the description's sections */
export interface DocumentParts {
  readonly keys: OrganizationKeys;
  readonly standards: Standards;
}

export type SentKind = 'control-list' | 'description' | 'assertion' | 'representations';

/** Sends a document to the firm as it stands. refuses not-found, conflict (there is none to send; the firm has it as it reads) */
export async function sendManagementDocument(
  asking: Asking,
  parts: DocumentParts,
  engagementId: string,
  kind: SentKind,
): Promise<ReadDocument> {
  const document =
    kind === 'control-list'
      ? await listOfControls(asking, parts, engagementId)
      : kind === 'description'
        ? await approvedDescription(asking, parts)
        : await handedOver(asking, parts, kind);
  return sendDocument(asking, parts, engagementId, document);
}

/** Only what makes the list another is a new version of it. */
async function listOfControls(asking: Asking, parts: DocumentParts, engagementId: string): Promise<Document> {
  const sent = (await readDocuments(asking, parts, engagementId)).filter((one) => one.kind === 'control-list');
  const controls = await recordsOf(asking, parts.keys, ['controls'], ['retired', 'draft']);
  if (controls.length === 0) throw noControls();
  const latest = sent.find((one) => one.latest);
  const again = latest === undefined ? null : controlList(controls, latest.version);
  if (again !== null && latest !== undefined && digestOf(again) === latest.sha256) return again;
  return controlList(controls, Math.max(0, ...sent.map((one) => one.version)) + 1);
}

async function approvedDescription(asking: Asking, parts: DocumentParts): Promise<Document> {
  const [latest] = await readVersions(asking, parts);
  if (latest === undefined) throw notApproved();
  const titles = new Map(parts.standards.description.descriptionCriteria.map(({ id, title }) => [id, title]));
  return description(await readVersion(asking, parts, latest.number), titles);
}

async function handedOver(
  asking: Asking,
  { keys }: DocumentParts,
  kind: 'assertion' | 'representations',
): Promise<Document> {
  const ready = (await readLetters(asking, keys)).ready[0];
  if (ready?.stands !== true) throw notHandedOver();
  const given = await readGiven(asking, keys, ready.number);
  return letter(
    kind,
    given,
    given[kind],
    given.subservices.map((one) => ({ title: one.title, letter: one[kind] })),
  );
}
