/** What of a register that crosses the wall is changed by hand, and what by sending alone (src/exchange). */
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking, Route } from '../http/api/route.ts';
import { crossed } from './errors.ts';
import type { Content, Register, RegisterRecord } from './model.ts';
import { readRecord } from './service.ts';

/** Nobody adds what the other side sends, and nobody sets many states that follow from sending. */
export function withoutCrossed(register: Register, routes: readonly Route[]): readonly Route[] {
  if (register.crossing === undefined) return routes;
  const received = ['create', 'preview-import', 'import'];
  const left = ['change-many', ...(register.crossing.received ? received : [])].map((one) => `${register.name}.${one}`);
  return routes.filter((route) => !left.includes(route.id));
}

/** A new record of what crosses is a draft. state: the one asked for. refuses conflict */
export function refuseByHand(register: Register, state: string | undefined): void {
  if (register.crossing === undefined || state === undefined || state === register.states[0].name) return;
  throw crossed(register.one, ['/state']);
}

/** What crosses the wall is changed by sending (src/exchange); a draft's words are its writer's until then. refuses conflict */
export async function refuseCrossed(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  id: string,
  change: CrossedChange,
): Promise<void> {
  const before = await readRecord(asking, keys, register, id);
  const fields = crossedFields(register, before, change);
  if (fields.length > 0) throw crossed(before.code, fields);
}

interface CrossedChange {
  readonly state?: string | undefined;
  readonly content?: Content | undefined;
}

/** Pointers of what may not be changed by hand any more. */
export function crossedFields(register: Register, before: RegisterRecord, change: CrossedChange): readonly string[] {
  const isDraft = register.crossing?.received === false && before.state === register.states[0].name;
  const fields = Object.entries(change.content ?? {}).flatMap(([name, value]) => {
    const isSame = JSON.stringify(value ?? null) === JSON.stringify(before.content[name] ?? null);
    return isSame || isDraft || register.crossing?.own.includes(name) === true ? [] : [`/content/${name}`];
  });
  if (change.state !== undefined && change.state !== before.state) fields.push('/state');
  return fields;
}
