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

type Sheet = Pick<Grants, 'functions' | 'members' | 'loose' | 'clear'> & {
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export function readGrants(): Grants {
  const sheet: Sheet = parse(readFileSync(new URL('../grants.yaml', import.meta.url), 'utf8'), { merge: true });
  const { tables, functions, members, loose, clear } = sheet;
  return {
    roles: Object.keys(tables),
    grants: Object.entries(tables).flatMap(([role, held]) =>
      Object.entries(held).flatMap(([table, text]) =>
        [...text.matchAll(/([A-Z]+)(?:\(([^)]*)\))?/g)].map(([, privilege, columns]) => ({
          role,
          table: table.replace('{side}', role.replace('tickmark_', '')),
          privilege: privilegeOf(privilege),
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

function privilegeOf(word: string | undefined): Privilege {
  const found = privileges.find((one) => one === word);
  if (found === undefined) throw new Error(`test/grants.yaml: ${word ?? 'nothing'} is no privilege.`);
  return found;
}
