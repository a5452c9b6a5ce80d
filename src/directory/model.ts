/** What is kept of a user and of a group, and how it is read from what a directory sends. */
import { emailSchema } from '../identity/model.ts';
import { invalidSyntax, invalidValue, tooMany } from './errors.ts';
import { isObject, type Json, listOf, pick, truthOf } from './json.ts';
import { nameParts, urn } from './schema.ts';

export const most = { users: 20_000, groups: 1_000, members: 5_000, page: 200, emails: 20 } as const;

export interface Email {
  readonly value: string;
  readonly type?: string;
  readonly display?: string;
  readonly primary?: boolean;
}

/** A user as the directory has it; sealed whole. */
export interface UserContent {
  readonly userName: string;
  readonly externalId?: string;
  readonly name?: Readonly<Record<string, string>>;
  readonly displayName?: string;
  readonly title?: string;
  readonly emails?: readonly Email[];
  readonly department?: string;
  readonly manager?: { readonly value?: string; readonly displayName?: string };
}

export interface GroupContent {
  readonly displayName: string;
  readonly externalId?: string;
}

/**
 * A user from what was sent, or from what a PATCH made. active: as it stays where nothing is said of it
 * refuses  invalidSyntax (schemas name something else), invalidValue
 */
export function readUser(json: Json, active: boolean): { readonly content: UserContent; readonly active: boolean } {
  refuseOther(json, urn.user);
  const userName = textOf(json, 'userName', 254);
  if (userName === undefined) throw invalidValue('A user has a userName.');
  const extension = objectOf(json, urn.enterprise) ?? {};
  const name = objectOf(json, 'name') ?? {};
  const manager = managerOf(extension);
  const content = {
    userName,
    ...some('externalId', textOf(json, 'externalId', 254)),
    ...someObject('name', Object.assign({}, ...nameParts.map((part) => some(part, textOf(name, part, 254))))),
    ...some('displayName', textOf(json, 'displayName', 254)),
    ...some('title', textOf(json, 'title', 254)),
    ...someList('emails', emailsOf(json)),
    ...some('department', textOf(extension, 'department', 254)),
    ...someObject('manager', manager),
  };
  const said = truthOf(pick(json, 'active'));
  if (said !== undefined && typeof said !== 'boolean') throw invalidValue('active is true or false.');
  return { content, active: said ?? active };
}

/** members: ids of users, each once. refuses invalidValue, invalidSyntax, 413 */
export function readGroup(json: Json): { readonly content: GroupContent; readonly members: readonly string[] } {
  refuseOther(json, urn.group);
  const displayName = textOf(json, 'displayName', 254);
  if (displayName === undefined) throw invalidValue('A group has a displayName.');
  const members = listOf(pick(json, 'members')).map((one) => {
    const id = isObject(one) ? pick(one, 'value') : one;
    if (typeof id !== 'string') throw invalidValue('A member is named by the id of a user.');
    return id.toLowerCase();
  });
  const once = [...new Set(members)];
  if (once.length > most.members) throw tooMany(`A group has at most ${most.members} members.`);
  return { content: { displayName, ...some('externalId', textOf(json, 'externalId', 254)) }, members: once };
}

/** The address somebody is invited at: the primary one, that of work, the first; or the userName. refuses invalidValue */
export function addressOf({ emails = [], userName }: UserContent): string {
  const chosen = emails.find((one) => one.primary === true) ?? emails.find((one) => one.type === 'work') ?? emails[0];
  const parsed = emailSchema.safeParse(chosen?.value ?? userName);
  if (!parsed.success) throw invalidValue('A user has an e-mail address, or a userName that is one.');
  return parsed.data;
}

/** As RFC 7643 has it, without what is the server's. */
export function userJson(content: UserContent, active: boolean): Json {
  const { department, manager, ...core } = content;
  const extension = { ...some('department', department), ...some('manager', manager) };
  return { ...core, active, ...someObject(urn.enterprise, extension) };
}

export function groupJson(content: GroupContent, members: readonly string[]): Json {
  return {
    ...content,
    ...someList(
      'members',
      members.map((value) => ({ value, type: 'User' })),
    ),
  };
}

function refuseOther(json: Json, schema: string): void {
  const named = listOf(pick(json, 'schemas'));
  if (named.length > 0 && !named.some((one) => typeof one === 'string' && one.toLowerCase() === schema.toLowerCase())) {
    throw invalidSyntax(`schemas names ${schema}.`);
  }
}

function emailsOf(json: Json): Email[] {
  const sent = listOf(pick(json, 'emails'));
  if (sent.length > most.emails) throw tooMany(`A user has at most ${most.emails} e-mail addresses.`);
  const emails = sent.flatMap((each): Email[] => {
    const one = typeof each === 'string' ? { value: each } : each;
    if (!isObject(one)) throw invalidValue('An e-mail address is an object with a value.');
    const value = textOf(one, 'value', 254);
    const primary = truthOf(pick(one, 'primary'));
    if (primary !== undefined && typeof primary !== 'boolean') throw invalidValue('primary is true or false.');
    // Entra sends addresses without one; they say nothing.
    if (value === undefined) return [];
    return [
      {
        value,
        ...some('type', textOf(one, 'type', 60)),
        ...some('display', textOf(one, 'display', 254)),
        ...some('primary', primary),
      },
    ];
  });
  if (emails.filter((one) => one.primary === true).length > 1) throw invalidValue('One e-mail address is primary.');
  return emails;
}

function managerOf(extension: Json): Json {
  const sent = pick(extension, 'manager');
  if (typeof sent === 'string') return { value: clean('manager', sent, 254) };
  const manager = objectOf(extension, 'manager') ?? {};
  return {
    ...some('value', textOf(manager, 'value', 254)),
    ...some('displayName', textOf(manager, 'displayName', 254)),
  };
}

function objectOf(json: Json, name: string): Json | undefined {
  const value = pick(json, name);
  if (value === undefined || isObject(value)) return value;
  throw invalidValue(`${name} is an object.`);
}

/** Null, nothing and an empty text are the same: there is none. */
function textOf(json: Json, name: string, longest: number): string | undefined {
  const value = pick(json, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalidValue(`${name} is a text.`);
  const text = clean(name, value, longest);
  return text === '' ? undefined : text;
}

function clean(name: string, value: string, longest: number): string {
  const text = value.normalize('NFC').trim();
  if (text.length > longest) throw invalidValue(`${name} has at most ${longest} characters.`);
  if (/\p{Cc}|\p{Cs}/u.test(text)) throw invalidValue(`${name} holds a control character.`);
  return text;
}

function some<T>(name: string, value: T | undefined): Record<string, T> {
  return value === undefined ? {} : { [name]: value };
}

function someObject(name: string, value: Json): Json {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}

function someList<T>(name: string, values: readonly T[]): Record<string, readonly T[]> {
  return values.length === 0 ? {} : { [name]: values };
}
