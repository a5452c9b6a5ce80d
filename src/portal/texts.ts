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

/** Digests of what a text says and asks, by generation of the key; only who has the organization's key can make one. */
export type Said = ReadonlyMap<number, Buffer>;

/** What the text says now, under every generation of the key that is held. */
export function saidBy({ principal }: Asking, keys: OrganizationKeys, text: RegisteredRecord): Said {
  const search = keys.keyOf('management', principal.organizationId, 'search');
  return new Map(search.all.map((generation) => [generation, digestOf(search.key(generation), text)]));
}

export function digestOf(key: Buffer, text: Pick<RegisteredRecord, 'id' | 'content'>): Buffer {
  const said = ['policy', text.id, wordsOf(text, 'title'), wordsOf(text, 'text'), ...questionsOf(text)];
  return createHmac('sha256', key).update(JSON.stringify(said)).digest();
}

/** Whether the row says that this text was read. */
export function isOf(said: Said, row: Pick<AcknowledgementRow, 'said'>): boolean {
  return [...said.values()].some((one) => one.equals(row.said));
}

/** Where sealed answers belong: nobody's answers open as another's. */
export function answersPlace(organizationId: string, recordId: string, personId: string, said: Uint8Array): string {
  return `${organizationId}/answers/${recordId}/${personId}/${Buffer.from(said).toString('hex')}`;
}

export function wordsOf(text: Pick<RegisteredRecord, 'content'>, field: string): string {
  const value = text.content[field];
  return typeof value === 'string' ? value : '';
}

export function acknowledgementOf(row: AcknowledgementRow): Acknowledgement {
  // The database leaves zeros at the end of a second out; the first answer and the next must read the same.
  const at = new Date(row.at).toISOString();
  return { version: row.version, at, receipt: { index: row.entry_index, digest: row.entry_digest } };
}
