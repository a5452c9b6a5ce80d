/** What leaves for a partner outside, as one ZIP: a workbook to read and fill in, evidence under its digests, a manifest. */
import { writeXlsx } from '../adapters/xlsx/xlsx.ts';
import { writeZip, type ZipFile } from '../adapters/xlsx/zip.ts';
import { installationKey, sharedContent } from '../evidence/index.ts';
import { unwrapKey } from '../evidence/installation-key.ts';
import type { Asking } from '../http/api/route.ts';
import { selectOrganizationName } from '../identity/index.ts';
import { wrongPlace } from './errors.ts';
import type { SharedFacts } from './model.ts';
import { digestOf, findOutside, lastOf, type OutsideThread, stateTaken, threadsOf } from './outside.ts';
import type { ExchangeParts } from './parts.ts';
import { signPackage } from './pairing.ts';
import { engagementKey, readEngagement } from './service.ts';
import { signatureName } from './signature.ts';
import { lockEngagement, selectShare } from './store.ts';
import { askedCells, columns, decisions, type Row } from './table.ts';

/** What goes into one file, and what comes out of one, at most. */
export const mostBytes = 32 * 1024 * 1024;
export const workbookName = 'exchange.xlsx';
export const manifestName = 'manifest.json';
export const sheetName = 'Requests';
export const format = 'tickmark-exchange/1';

/**
 * The same state of the engagement gives the same bytes, but for the signature. What was given out is on record before the first byte leaves.
 * refuses  not-found, conflict (a partner in this installation; more than fits)
 */
export async function packageOf(
  asking: Asking,
  parts: ExchangeParts,
  engagementId: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { transaction, principal } = asking;
  const row = await findOutside(asking, engagementId);
  await lockEngagement(transaction, row.id);
  const engagement = await readEngagement(asking, parts, row.id);
  const threads = await threadsOf(asking, parts, row);
  const key = engagementKey(principal, parts.keys, row);
  const evidence = new Map<string, Buffer>();
  let size = 0;
  for (const thread of threads) {
    const answer = lastOf(thread, ['answer', 'response']);
    if (answer === undefined || answer.row.from_id !== principal.organizationId) continue;
    for (const facts of answer.content.evidence) {
      const share = await selectShare(transaction, answer.row.id, facts.number);
      if (share === undefined || evidence.has(pathOf(facts))) continue;
      size += share.size;
      if (size > mostBytes) throw wrongPlace(`Evidence of more than ${mostBytes} bytes does not go into one file.`);
      const pieces: Uint8Array[] = [];
      const stream = await sharedContent(parts.evidence, {
        blob: share.blob,
        key: unwrapKey(installationKey(key), share.id, share.wrapped_key),
        size: share.size,
        sha256: share.sha256,
        mediaType: { type: share.media_type, inner: share.media_inner, encoding: share.media_encoding },
      });
      for await (const piece of stream) pieces.push(piece);
      evidence.set(pathOf(facts), Buffer.concat(pieces));
    }
  }
  const workbook = writeXlsx([
    { name: sheetName, rows: [columns, ...threads.map((thread) => cellsOf(thread))] },
    { name: 'How to', rows: howTo },
  ]);
  const files: ZipFile[] = [
    { name: workbookName, bytes: workbook },
    ...[...evidence].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => ({ name, bytes })),
  ];
  const manifest = {
    format,
    engagement: { id: row.id, type: row.type, periodStart: row.period_start, periodEnd: row.period_end },
    from: { side: principal.side, organization: await selectOrganizationName(transaction, principal.organizationId) },
    title: engagement.title,
    files: files.map(({ name, bytes }) => ({ name, size: bytes.byteLength, sha256: digestOf(bytes) })),
  };
  const listed = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  const sha256 = digestOf(listed);
  const given = await stateTaken(asking, row, { event: 'given-out', manifest: sha256, threads: threads.length });
  const signature = await signPackage(asking, parts, row.id, sha256, given);
  const bytes = writeZip([
    { name: manifestName, bytes: listed },
    { name: signatureName, bytes: Buffer.from(signature) },
    ...files,
  ]);
  return { name: `exchange-${row.id.slice(0, 8)}.zip`, bytes };
}

function cellsOf(thread: OutsideThread): readonly string[] {
  const answer = lastOf(thread, ['answer', 'response']);
  const decision = lastOf(thread, decisions);
  const row: Row = {
    Id: thread.id,
    ...askedCells(thread.subject, thread.about),
    State: thread.state,
    Decision: decision?.row.kind ?? '',
    Reason: decision?.content.text ?? '',
    Answer: answer?.content.text ?? '',
    Files: (answer?.content.evidence ?? []).map((facts) => `${pathOf(facts)} | ${facts.name}`).join('\n'),
  };
  return columns.map((column) => row[column]);
}

/** Where evidence lies in the archive: its digest, and the ending of its name where that is a plain one. */
function pathOf(facts: SharedFacts): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(facts.name)?.[0] ?? '';
  return `evidence/${facts.sha256}${ending.toLowerCase()}`;
}

const howTo: readonly (readonly string[])[] = [
  ['Who', 'What to do'],
  [
    'Service organization',
    'Write the answer into Answer. Put files into the folder evidence beside this workbook and name them in Files, one a line: evidence/leavers.csv. Change nothing in the columns before Decision. Put both into one ZIP and send it back.',
  ],
  [
    'Firm',
    'Decide in Decision: acceptance, return, withdrawal or closing, with Reason where there is one. A new row without Id is a new request or finding; Kind says which.',
  ],
];
