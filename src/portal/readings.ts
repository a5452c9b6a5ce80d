/** Who has read what and who has not; those who have not are reminded, and the whole is kept as evidence. */
import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { type EvidenceParts, keepHeld } from '../evidence/index.ts';
import type { Apart, Asking } from '../http/api/route.ts';
import { type IdentityDependencies, postMails } from '../identity/index.ts';
import type { RegisteredRecord } from '../registers/index.ts';
import { openSealed } from '../registers/seal.ts';
import { nobodyToRemind, remindedToday } from './errors.ts';
import { mustRead, questionsOf, readUntil } from './rules.ts';
import {
  type AcknowledgementRow,
  type Colleague,
  insertReminder,
  selectAcknowledgements,
  selectAnswers,
  selectColleagues,
  selectReminders,
} from './store.ts';
import {
  type Acknowledgement,
  acknowledgementOf,
  answersPlace,
  isOf,
  saidBy,
  textsToRead,
  textToRead,
  wordsOf,
} from './texts.ts';

/** people: members of now who must read it; read: how many of them have; reminded: when last, null: never */
export interface Reading {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly version: number;
  readonly readUntil: string | null;
  readonly people: number;
  readonly read: number;
  readonly reminded: string | null;
}

/** answers: in the order of the questions; null: they have not, or it asks nothing */
export interface Reader {
  readonly personId: string;
  readonly name: string;
  readonly acknowledged: Acknowledgement | null;
  readonly answers: readonly string[] | null;
}

/** Every text in force and how many have read it. Four statements. */
export async function listReadings(asking: Asking, keys: OrganizationKeys): Promise<readonly Reading[]> {
  const { transaction, principal } = asking;
  const texts = await textsToRead(asking, keys);
  const ids = texts.map((text) => text.id);
  const rows = await selectAcknowledgements(transaction, principal.organizationId, ids, null);
  const colleagues = await selectColleagues(transaction);
  const reminders = await selectReminders(transaction, principal.organizationId);
  return texts.map((text) => {
    const readers = readersOf(asking, keys, text, rows, colleagues);
    const reminded = reminders.find((one) => one.record_id === text.id);
    return {
      ...named(text),
      people: readers.length,
      read: readers.filter((one) => one.row !== null).length,
      reminded: reminded === undefined ? null : new Date(reminded.at).toISOString(),
    };
  });
}

/** One text: everybody who must read it, with what they answered. refuses not-found */
export async function readReading(
  asking: Asking,
  keys: OrganizationKeys,
  id: string,
): Promise<ReturnType<typeof named> & { readonly questions: readonly string[]; readonly people: readonly Reader[] }> {
  const { transaction, principal } = asking;
  const { organizationId } = principal;
  const text = await textToRead(asking, keys, id);
  const rows = await selectAcknowledgements(transaction, organizationId, [id], null);
  const said = [...saidBy(asking, keys, text).values()];
  const sealed = new Map(
    (await selectAnswers(transaction, organizationId, id, said)).map((one) => [one.person_id, one]),
  );
  const answersOf = (personId: string): readonly string[] | null => {
    const row = sealed.get(personId);
    if (row === undefined) return null;
    const place = answersPlace(organizationId, id, personId, row.said);
    return openSealed<string[]>(keys.keyOf('management', organizationId, 'content'), place, row.sealed);
  };
  const people = readersOf(asking, keys, text, rows, await selectColleagues(transaction)).map(({ who, row }) => ({
    personId: who.person_id,
    name: who.name,
    acknowledged: row === null ? null : acknowledgementOf(row),
    answers: answersOf(who.person_id),
  }));
  return { ...named(text), questions: questionsOf(text), people };
}

/**
 * A mail to everybody who must read it and has not, once a day at most.
 * refuses  not-found, conflict (everybody has, or they were reminded today)
 */
export async function remind(
  asking: Asking,
  keys: OrganizationKeys,
  identity: Pick<IdentityDependencies, 'key' | 'newId' | 'url'>,
  id: string,
): Promise<{ readonly reminded: number }> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId } = principal;
  const text = await textToRead(asking, keys, id);
  const rows = await selectAcknowledgements(transaction, organizationId, [id], null);
  const readers = readersOf(asking, keys, text, rows, await selectColleagues(transaction));
  const missing = readers.filter((one) => one.row === null).map((one) => one.who);
  if (missing.length === 0) throw nobodyToRemind(text.code);
  const reminder = { recordId: id, at: now, byPerson: personId, people: missing.length };
  if (!(await insertReminder(transaction, organizationId, reminder))) throw remindedToday(text.code);
  const until = readUntil(text);
  const mails = missing.map(({ email }) => ({
    organizationId,
    to: email,
    // Mails travel in the clear: the title and the text stay inside.
    subject: `${text.code} waits for you to read it`,
    text: `${principal.name} asks you to read ${text.code}${until === null ? '' : `, until ${until}`}, and to say that you have.

${identity.url}/portal
`,
  }));
  await postMails(identity, transaction, mails, now, 'wait');
  const body = {
    event: 'readers-reminded',
    by: personId,
    record: id,
    version: text.version,
    people: missing.map((one) => one.person_id),
  };
  const sha256 = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  await asking.state({ hop: 'access', subject: { name: `${body.event}/${id}`, sha256 }, body });
  return { reminded: missing.length };
}

/**
 * The list of who has read it and who has not, as CSV, as an item of evidence that is linked with the text and the records given.
 * links    codes of records
 * key      of the request: a repeat answers the item made first, as long as nobody has read it meanwhile
 * refuses  not-found, invalid-input (a link to no record), and what evidence refuses
 */
export async function keepAsEvidence(
  apart: Apart,
  parts: EvidenceParts,
  { id, links, key }: { readonly id: string; readonly links: readonly string[]; readonly key: string },
): Promise<{ readonly id: string; readonly code: string }> {
  const reading = await apart.within((asking) => readReading(asking, parts.keys, id));
  const about = {
    name: `${reading.code}-v${reading.version}-read-by-${apart.now.slice(0, 10)}.csv`,
    collectedAt: apart.now,
    source: {
      system: 'Tickmark',
      collector: 'portal',
      query: `who must have read ${reading.code}, version ${reading.version}`,
      account: null,
    },
    periodStart: null,
    periodEnd: null,
    links: [...new Set([reading.code, ...links])],
  };
  const item = await keepHeld(apart, parts, Buffer.from(csvOf(reading)), about, key);
  return { id: item.id, code: item.code };
}

function csvOf(reading: Awaited<ReturnType<typeof readReading>>): string {
  const { code, questions, people } = reading;
  const head = [
    'text',
    'version in force',
    'to be read until',
    'person',
    'name',
    'read at',
    'version read',
    'log entry',
  ];
  const rows = people.map(({ personId, name, acknowledged, answers }) => [
    code,
    String(reading.version),
    reading.readUntil ?? '',
    personId,
    name,
    acknowledged?.at ?? '',
    acknowledged === null ? '' : String(acknowledged.version),
    acknowledged === null ? '' : String(acknowledged.receipt.index),
    ...questions.map((_question, index) => answers?.[index] ?? ''),
  ]);
  // A cell that a spreadsheet would run as a formula is led by an apostrophe.
  return stringify([[...head, ...questions], ...rows], { escape_formulas: true, record_delimiter: 'windows' });
}

/** Members of now who must read it, each with the row that says they have. */
function readersOf(
  asking: Asking,
  keys: OrganizationKeys,
  text: RegisteredRecord,
  rows: readonly AcknowledgementRow[],
  colleagues: readonly Colleague[],
): readonly { readonly who: Colleague; readonly row: AcknowledgementRow | null }[] {
  const said = saidBy(asking, keys, text);
  const read = new Map(
    rows.filter((row) => row.record_id === text.id && isOf(said, row)).map((row) => [row.person_id, row]),
  );
  return colleagues.filter((who) => mustRead(text, who)).map((who) => ({ who, row: read.get(who.person_id) ?? null }));
}

function named(text: RegisteredRecord) {
  const { id, code, version } = text;
  return { id, code, title: wordsOf(text, 'title'), version, readUntil: readUntil(text) };
}
