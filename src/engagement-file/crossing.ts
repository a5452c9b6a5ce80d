/** What of a file crosses the wall: papers sent to management as documents, and the engagement they cross in. */
import type { Asking } from '../http/api/route.ts';
import { type Document, readEngagement, type ReadDocument, sendDocument } from '../exchange/index.ts';
import { Refusal } from '../refusal.ts';
import type { Content, Field } from '../registers/model.ts';
import { linkedAlready, notLinked, notYours, unmet, wrongLink } from './errors.ts';
import { type Overview, readFile } from './files.ts';
import { type FileParts, findFile, findPaper, kindOf } from './found.ts';
import type { Paper, PaperKind } from './model.ts';
import { digestOf } from './seal.ts';
import { isDone, refusalOfLeading, refusalsOfClosed, roleWord, wrongIn } from './sign-off.ts';
import * as store from './store.ts';

/**
 * Says in which engagement of the exchange the file's documents cross; it stays that one.
 * refuses  not-found, not-allowed (neither partner nor manager), invalid-input (no engagement both agreed to), conflict (it has one)
 */
export async function linkFile(asking: Asking, parts: FileParts, id: string, engagementId: string): Promise<Overview> {
  const { row, me } = await findFile(asking, parts, id, true);
  const refusal = refusalOfLeading(me);
  if (refusal !== null) throw notYours(refusal);
  const over = refusalsOfClosed(row.state);
  if (over.length > 0) throw unmet('The file is not linked.', over);
  if (row.exchange_id !== null) throw linkedAlready();
  const engagement = await readEngagement(asking, parts, engagementId).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not-found') {
      throw wrongLink('There is no such engagement with an organization.');
    }
    throw error;
  });
  if (engagement.state !== 'agreed') throw wrongLink('Management has not agreed to this engagement.');
  await asking.state({
    hop: 'scope',
    subject: { name: `engagement/${row.id}`, sha256: digestOf(engagement.id) },
    body: { event: 'linked', engagement: row.id, exchange: engagement.id },
  });
  if (!(await store.linkEngagement(asking.transaction, row.id, engagement.id))) throw linkedAlready();
  return readFile(asking, parts, row.id);
}

/** Sends a paper to management as it is signed. refuses not-found, not-allowed, conflict (it is not signed, or has nowhere to go) */
export async function sendPaper(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: { readonly kind: string; readonly subject: string; readonly version: number },
): Promise<ReadDocument> {
  const { found, kind, paper, stored } = await findPaper(asking, parts, id, wanted);
  const sends = kindOf(parts, kind.name).sends;
  if (sends === undefined) throw notYours(`${kind.title} stays with the firm.`);
  const problems = [
    ...refusalsOfClosed(found.row.state),
    ...(isDone(kind, paper, found.file) && paper.version === wanted.version
      ? []
      : [
          {
            code: 'guard',
            subject: `${kind.name}/${paper.subject}`,
            sentence: `Version ${wanted.version} is not signed to its last level, ${kind.signed.at(-1)?.level ?? 'prepared'}.`,
            source: 'R-QUA-05',
          },
        ]),
    ...wrongIn(kind, paper.content, { subject: paper.subject, file: found.file }),
  ];
  if (problems.length > 0) throw unmet(`${kind.title} is not sent.`, problems);
  if (found.row.exchange_id === null) throw notLinked();
  const approved = stored.sign_offs.at(-1);
  const document = documentOf(sends, kind, paper, approved === undefined ? null : roleWord(approved.role));
  return sendDocument(asking, parts, found.row.exchange_id, document);
}

/** A paper as management reads it: every field under its label, in the kind's order. by: who approved it, in words. Pure. */
export function documentOf(as: Document['kind'], kind: PaperKind, paper: Paper, by: string | null): Document {
  const title = paper.content['title'];
  const last = kind.signed.at(-1)?.level ?? 'prepared';
  return {
    kind: as,
    subject: paper.subject,
    title: typeof title === 'string' && title !== '' ? title : kind.title,
    version: paper.version,
    approved: by === null ? null : `${last.slice(0, 1).toUpperCase()}${last.slice(1)} by ${by} for the firm.`,
    sections: kind.fields.flatMap((field) => {
      const said = wordsOf(field, paper.content);
      return field.name === 'title' || said === null ? [] : [{ heading: field.label, paragraphs: [said] }];
    }),
  };
}

/** null: nothing was said */
function wordsOf(field: Field, content: Content): string | null {
  const value = content[field.name];
  if (value === undefined || value === null || value === '' || value === false) return null;
  if (value === true) return 'Yes';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(', ');
  return field.options?.find((one) => one.value === value)?.word ?? String(value);
}
