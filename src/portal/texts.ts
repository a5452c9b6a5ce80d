/** The texts people must read, as the registers hold them, and the digest an acknowledgement names. */
import { createHmac } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { recordsOf, type RegisteredRecord } from '../registers/index.ts';
import { nothingToRead } from './errors.ts';
import { isToBeRead, questionsOf, readRegisters } from './rules.ts';
import type { AcknowledgementRow } from './store.ts';

/** version: the one that was read; receipt: the statement in the organization's log */
export interface Acknowledgement {
  readonly version: number;
  readonly at: string;
  readonly receipt: { readonly index: number; readonly digest: string };
}

/** Published and in force today, by code. One statement. */
export async function textsToRead(asking: Asking, keys: OrganizationKeys): Promise<readonly RegisteredRecord[]> {
  const texts = await recordsOf(asking, keys, readRegisters, ['draft', 'in-review', 'retired', 'closed']);
  return texts
    .filter((text) => isToBeRead(text, asking.now.slice(0, 10)))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** refuses not-found */
export async function textToRead(asking: Asking, keys: OrganizationKeys, id: string): Promise<RegisteredRecord> {
  const text = (await textsToRead(asking, keys)).find((one) => one.id === id);
  if (text === undefined) throw nothingToRead();
  return text;
}

/** What the text says and asks, as a digest that only who has the organization's key can make. */
export function digestOf({ principal }: Asking, keys: OrganizationKeys, text: RegisteredRecord): Buffer {
  const said = JSON.stringify(['policy', text.id, wordsOf(text, 'title'), wordsOf(text, 'text'), ...questionsOf(text)]);
  return createHmac('sha256', keys.keyOf('management', principal.organizationId, 'search'))
    .update(said)
    .digest();
}

/** Where sealed answers belong: nobody's answers open as another's. */
export function answersPlace(organizationId: string, recordId: string, personId: string, said: Uint8Array): string {
  return `${organizationId}/answers/${recordId}/${personId}/${Buffer.from(said).toString('hex')}`;
}

export function wordsOf(text: RegisteredRecord, field: string): string {
  const value = text.content[field];
  return typeof value === 'string' ? value : '';
}

export function acknowledgementOf(row: AcknowledgementRow): Acknowledgement {
  // The database leaves zeros at the end of a second out; the first answer and the next must read the same.
  const at = new Date(row.at).toISOString();
  return { version: row.version, at, receipt: { index: row.entry_index, digest: row.entry_digest } };
}
