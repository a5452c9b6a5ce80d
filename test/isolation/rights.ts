/** test/rights.yaml, resolved: one line for every route, and for every route and role what must happen. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Side } from '../../src/http/api/route.ts';
import type { Mode } from '../../src/identity/index.ts';

interface Line {
  readonly routes: readonly string[];
  readonly management?: readonly string[] | 'any';
  readonly firm?: readonly string[] | 'any';
  readonly fresh?: boolean;
  readonly person?: boolean;
  readonly directory?: boolean;
  readonly body?: unknown;
  readonly query?: string;
  readonly id?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly shows?: 'words' | 'names';
  readonly done?: false;
}

interface Sheet {
  readonly roles: Readonly<Record<Side, readonly string[]>>;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly registers: Readonly<Record<string, readonly string[]>>;
  readonly members: readonly Line[];
  readonly persons: readonly { readonly routes: readonly string[]; readonly half?: boolean }[];
  readonly strangers: readonly string[];
  readonly pages: readonly string[];
  readonly decisions: readonly {
    readonly part: string;
    readonly actions: readonly string[];
    readonly by?: 'token';
    readonly mode?: Mode;
    readonly management?: readonly string[] | 'any';
    readonly firm?: readonly string[] | 'any';
  }[];
}

/** What a role meets at a route: `absent` as if it were not there, `refused` on record, `allowed`. */
export type Outcome = 'allowed' | 'refused' | 'absent';

/** One route of members as the sheet has it. register: the one `{register}` stands for, null without one */
export interface MemberRight {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly register: string | null;
  /** word of the sheet the register was written as; null where there is none */
  readonly pattern: string;
  readonly line: Line;
  expected(side: Side, role: string): Outcome;
}

export interface Decided {
  readonly part: string;
  readonly action: string;
  readonly side: Side;
  readonly role: string;
  readonly byToken: boolean;
  readonly mode: Mode;
  readonly allowed: boolean;
}

export interface Rights {
  readonly roles: Sheet['roles'];
  readonly members: readonly MemberRight[];
  readonly persons: ReadonlyMap<string, { readonly half: boolean }>;
  readonly strangers: readonly string[];
  readonly pages: readonly string[];
  readonly decisions: readonly Decided[];
}

export const memberBase = '/organizations/{organizationId}';

export function readRights(): Rights {
  const sheet: Sheet = parse(readFileSync(new URL('../rights.yaml', import.meta.url), 'utf8'));
  const known = new Set([...sheet.roles.management, ...sheet.roles.firm]);
  const rolesOf = (side: Side, words: readonly string[]): readonly string[] => {
    const roles = words.flatMap((word) => sheet.sets[word] ?? [word]);
    const wrong = roles.filter((role) => !sheet.roles[side].includes(role));
    if (wrong.length > 0) throw new Error(`test/rights.yaml: ${wrong.join(', ')} is no role of ${side}.`);
    return roles;
  };
  const members = sheet.members.flatMap((line) => line.routes.flatMap((route) => resolve(sheet, line, route, rolesOf)));
  const names = [...members.map((one) => one.name), ...sheet.persons.flatMap((one) => one.routes), ...sheet.strangers];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`test/rights.yaml has two lines for ${twice.join(', ')}.`);
  return {
    roles: sheet.roles,
    members,
    persons: new Map(
      sheet.persons.flatMap(({ routes, half = false }) => routes.map((route) => [route, { half }] as const)),
    ),
    strangers: sheet.strangers,
    pages: sheet.pages,
    decisions: sheet.decisions.flatMap((line) =>
      (['management', 'firm'] as const).flatMap((side) => {
        const given = line[side] ?? [];
        if (given === 'any') return [];
        const allowed = rolesOf(side, given);
        return line.actions.flatMap((action) =>
          [...known]
            .filter((role) => sheet.roles[side].includes(role))
            .map((role) => ({
              part: line.part,
              action,
              side,
              role,
              byToken: line.by === 'token',
              mode: line.mode ?? 'neutral-hosted',
              allowed: allowed.includes(role),
            })),
        );
      }),
    ),
  };
}

function resolve(
  sheet: Sheet,
  line: Line,
  route: string,
  rolesOf: (side: Side, words: readonly string[]) => readonly string[],
): MemberRight[] {
  const [method = '', below = ''] = route.split(' ');
  const word = Object.keys(sheet.registers).find((one) => below.startsWith(`/{${one}}`)) ?? null;
  const allowed = new Map<Side, readonly string[]>();
  for (const side of ['management', 'firm'] as const) {
    const given = line[side];
    if (given === 'any') throw new Error(`test/rights.yaml: ${route} is for somebody, not for any.`);
    if (given !== undefined) allowed.set(side, rolesOf(side, given));
  }
  return (word === null ? [null] : (sheet.registers[word] ?? [])).map((register) => {
    const path = `${memberBase}${register === null ? below : below.replace(`{${word}}`, register)}`;
    return {
      name: `${method} ${path}`,
      method,
      path,
      register,
      pattern: route,
      line,
      expected: (side, role) => {
        const roles = allowed.get(side);
        return roles === undefined ? 'absent' : roles.includes(role) ? 'allowed' : 'refused';
      },
    };
  });
}
