/** test/grants.yaml, resolved: what each role may do with each table. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export const privileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
export type Privilege = (typeof privileges)[number];

/** columns: the only ones; null: all */
export interface Grant {
  readonly role: string;
  readonly table: string;
  readonly privilege: Privilege;
  readonly columns: readonly string[] | null;
}

export interface Grants {
  readonly roles: readonly string[];
  readonly grants: readonly Grant[];
  readonly functions: Readonly<Record<string, readonly string[] | 'trigger'>>;
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly loose: Readonly<Record<string, string>>;
  readonly clear: readonly string[];
}

export function readGrants(): Grants {
  const sheet = parse(readFileSync(new URL('../grants.yaml', import.meta.url), 'utf8')) as {
    readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  } & Pick<Grants, 'functions' | 'members' | 'loose' | 'clear'>;
  const { tables, functions, members, loose, clear } = sheet;
  return {
    roles: Object.keys(tables),
    grants: Object.entries(tables).flatMap(([role, held]) =>
      Object.entries(held).flatMap(([table, text]) =>
        [...text.matchAll(/([A-Z]+)(?:\(([^)]*)\))?/g)].map(([, privilege, columns]) => ({
          role,
          table: table.replace('{side}', role.replace('tickmark_', '')),
          privilege: privilege as Privilege,
          columns: columns === undefined ? null : columns.split(' ').toSorted(),
        })),
      ),
    ),
    functions,
    members,
    loose,
    clear,
  };
}
