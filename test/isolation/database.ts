/** What each role meets at each table, asked of the database itself, and what is expected there. */
import type { Transaction } from '../../src/adapters/postgres/pool.ts';
import { logOrigin } from '../../src/http/api/as-member.ts';
import { origin as installation } from '../api.ts';
import { type Grants, type Privilege, privileges } from './grants.ts';
import type { Organization, World } from './world.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** column that says whose a row is; null: nobody's. `from_id` beside `to_id`: two organizations see it, the first wrote it */
  readonly owned: string | null;
}

/** Every table there is, but for those of the migrations themselves. */
export async function tablesOf(transaction: Transaction): Promise<readonly Table[]> {
  const { rows } = await transaction.query<{ name: string; columns: string[] }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ name, columns }) => ({
    name,
    columns,
    owned:
      name === 'identity.organization'
        ? 'id'
        : (['organization_id', 'origin', 'from_id'].find((column) => columns.includes(column)) ?? null),
  }));
}

/**
 * Runs statements one by one as whoever the session is then, undoes each, and says how many rows it met or what refused it. In the
 * transaction alone.
 */
export const attempts = `CREATE FUNCTION public.attempts(statements text[]) RETURNS text[] LANGUAGE plpgsql AS $$
  DECLARE
    said text[] := '{}';
    one text;
    met bigint;
  BEGIN
    FOREACH one IN ARRAY statements LOOP
      BEGIN
        EXECUTE one;
        GET DIAGNOSTICS met = ROW_COUNT;
        RAISE EXCEPTION USING ERRCODE = 'TM000', MESSAGE = met::text;
      EXCEPTION
        WHEN SQLSTATE 'TM000' THEN said := said || SQLERRM;
        WHEN OTHERS THEN said := said || (CASE WHEN SQLERRM LIKE '%row-level security%' THEN 'walled' WHEN SQLSTATE = '42501' THEN 'denied' ELSE 'error ' || SQLSTATE END);
      END;
    END LOOP;
    RETURN said;
  END
$$`;

/** One role at one table. Rows are counted of its own organization and of all others; `own` and `others` are what there is. */
export interface Seen {
  readonly columns: Readonly<Record<'SELECT' | 'INSERT' | 'UPDATE', readonly string[]>>;
  readonly denied: readonly Privilege[];
  readonly selects: { readonly own: number; readonly others: number; readonly unset: number } | null;
  readonly inserts: { readonly own: string; readonly others: string };
  readonly updates: { readonly own: string; readonly others: string };
  readonly deletes: { readonly own: string; readonly others: string };
}

export interface Rows {
  readonly own: unknown;
  readonly others: unknown;
  readonly ownCount: number;
  readonly othersCount: number;
}

export class Wall {
  readonly #transaction: Transaction;
  readonly #world: World;
  readonly #grants: Grants;
  readonly #rows = new Map<string, Rows>();
  readonly #usual = new Map<string, string>();

  constructor(transaction: Transaction, world: World, grants: Grants) {
    this.#transaction = transaction;
    this.#world = world;
    this.#grants = grants;
  }

  /** What does not fit the list, in words; nothing: everything does. */
  async failures(role: string, table: Table): Promise<string[]> {
    const seen = await this.#look(role, table);
    const rows = await this.#rowsOf(role, table);
    const held = this.#grants.grants.filter((one) => one.role === role && one.table === table.name);
    const wrong: string[] = [];
    const check = (what: string, is: unknown, expected: unknown) => {
      if (JSON.stringify(is) !== JSON.stringify(expected)) {
        wrong.push(`${role} at ${table.name}: ${what} is ${JSON.stringify(is)} and not ${JSON.stringify(expected)}`);
      }
    };
    const columnsOf = (privilege: Privilege) => {
      const found = held.find((one) => one.privilege === privilege);
      return found === undefined ? [] : (found.columns ?? table.columns.toSorted());
    };
    for (const privilege of ['SELECT', 'INSERT', 'UPDATE'] as const) {
      check(`${privilege} of columns`, seen.columns[privilege], columnsOf(privilege));
    }
    for (const privilege of privileges) {
      check(`${privilege} denied`, seen.denied.includes(privilege), columnsOf(privilege).length === 0);
    }
    if (table.owned === null || held.length === 0) return wrong;
    // Sides see their own organization's rows; the role of identity every one.
    const walled = isSide(role);
    if (rows.ownCount === 0 || rows.othersCount === 0) {
      wrong.push(`${table.name} has no rows of two organizations; add some to test/isolation/world.ts (seed)`);
      return wrong;
    }
    if (seen.selects !== null) {
      check('rows read', seen.selects, {
        own: rows.ownCount,
        others: walled ? 0 : rows.othersCount,
        unset: walled ? 0 : rows.ownCount + rows.othersCount,
      });
    }
    const has = (privilege: Privilege) => held.some((one) => one.privilege === privilege);
    // A copy of a row that is there: whatever refuses it is not the wall.
    if (has('INSERT')) {
      check('an own row is kept out by the wall', isWall(seen.inserts.own), false);
      check('a foreign row is let in', isLetIn(seen.inserts.others), !walled);
    }
    for (const [privilege, met] of [
      ['UPDATE', seen.updates],
      ['DELETE', seen.deletes],
    ] as const) {
      if (!has(privilege)) continue;
      check(`${privilege} meets own rows`, met.own !== '0' && !isWall(met.own), true);
      check(`${privilege} meets foreign rows`, met.others !== '0', !walled);
    }
    return wrong;
  }

  /** Everything of every role and table, and what `differs` compares with from then on. */
  async learn(tables: readonly Table[]): Promise<string[]> {
    const wrong: string[] = [];
    for (const role of this.#grants.roles.filter((one) => one !== 'PUBLIC')) {
      for (const table of tables) {
        const found = await this.failures(role, table);
        this.#usual.set(`${role} ${table.name}`, found.join());
        wrong.push(...found);
      }
    }
    return wrong;
  }

  /** Whether anything is not as it was. */
  async differs(role: string, table: Table): Promise<boolean> {
    return (await this.failures(role, table)).join() !== this.#usual.get(`${role} ${table.name}`);
  }

  async #look(role: string, table: Table): Promise<Seen> {
    const { name, columns, owned } = table;
    const rows = await this.#rowsOf(role, table);
    // `own` and `others` by whose the row is; without such a column every row is somebody's and nobody's.
    const own = ownedBy(table, this.ownOf(role, table));
    const others = owned === null ? 'false' : `NOT (${own})`;
    const insert = (row: unknown, of: readonly string[]) =>
      `INSERT INTO ${name} (${of.join(', ')}) SELECT ${of.join(', ')} FROM jsonb_populate_record(NULL::${name}, ${literal(row)})`;
    const readable = await this.run(
      role,
      columns.map((column) => `SELECT ${column} FROM ${name} LIMIT 0`),
    );
    const written = await this.run(
      role,
      columns.map((column) => `UPDATE ${name} SET ${column} = DEFAULT WHERE false`),
    );
    const insertable = await this.run(
      role,
      columns.map((column) => `INSERT INTO ${name} (${column}) SELECT NULL WHERE false`),
    );
    const may = (said: readonly string[]) => columns.filter((_column, index) => said[index] !== 'denied').toSorted();
    const columnsOf = { SELECT: may(readable), INSERT: may(insertable), UPDATE: may(written) };
    const settable =
      columnsOf.UPDATE.find((column) => columnsOf.SELECT.includes(column)) ?? columnsOf.UPDATE[0] ?? columns[0];
    const [count, countOthers, insertOwn, insertOthers, updateOwn, updateOthers, deleteOwn, deleteOthers, deletes] =
      await this.run(role, [
        `SELECT 1 FROM ${name} WHERE ${own}`,
        `SELECT 1 FROM ${name} WHERE ${others}`,
        insert(rows.own, columns),
        insert(rows.others, columns),
        `UPDATE ${name} SET ${settable} = ${settable} WHERE ${own}`,
        `UPDATE ${name} SET ${settable} = ${settable} WHERE ${others}`,
        `DELETE FROM ${name} WHERE ${own}`,
        `DELETE FROM ${name} WHERE ${others}`,
        `DELETE FROM ${name} WHERE false`,
      ]);
    const [unset] = await this.run(role, [`SELECT 1 FROM ${name}`], { without: true });
    const denied = privileges.filter((privilege) =>
      privilege === 'DELETE' ? deletes === 'denied' : columnsOf[privilege].length === 0,
    );
    return {
      columns: columnsOf,
      denied,
      selects: denied.includes('SELECT')
        ? null
        : { own: Number(count), others: Number(countOthers), unset: Number(unset) },
      inserts: { own: insertOwn ?? '', others: insertOthers ?? '' },
      updates: { own: updateOwn ?? '', others: updateOthers ?? '' },
      deletes: { own: deleteOwn ?? '', others: deleteOthers ?? '' },
    };
  }

  ownOf(role: string, table?: Table) {
    const [company, , firm] = this.#world.organizations;
    // The keeper belongs to neither side, and has rights in both schemas.
    const isOfFirm = role === 'tickmark_keeper' && table?.name.startsWith('firm.') === true;
    return role === 'tickmark_firm' || isOfFirm ? firm : company;
  }

  async #rowsOf(role: string, table: Table): Promise<Rows> {
    const id = this.ownOf(role, table).id;
    const key = `${id} ${table.name}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const { owned, name } = table;
    const own = ownedBy(table, this.ownOf(role, table));
    // Of rows that two see, one that it wrote.
    const first = owned === 'from_id' ? ` ORDER BY from_id <> '${id}'` : '';
    // Of rows of others, one of another organization: a colleague may be told of something.
    const foreign = isPersonal(table) ? ` ORDER BY organization_id = '${id}'` : '';
    const { rows } = await this.#transaction.query<Rows>(
      `SELECT (array_agg(to_jsonb(t)${first}) FILTER (WHERE ${own}))[1] AS own, (array_agg(to_jsonb(t)${foreign}) FILTER (WHERE NOT (${own})))[1] AS others,
              (count(*) FILTER (WHERE ${own}))::int AS "ownCount", (count(*) FILTER (WHERE NOT (${own})))::int AS "othersCount" FROM ${name} t`,
    );
    const found = rows[0] ?? { own: null, others: null, ownCount: 0, othersCount: 0 };
    this.#rows.set(key, found);
    return found;
  }

  /** The statements as that role, in its own organization (without: in none). */
  async run(role: string, statements: readonly string[], { without = false } = {}): Promise<readonly string[]> {
    const { id, lead } = this.ownOf(role);
    await this.#transaction.query(
      `SELECT set_config('tickmark.organization', $1, true), set_config('tickmark.origin', $2, true), set_config('role', $3, true), set_config('tickmark.person', $4, true)`,
      without ? ['', '', role, ''] : [id, logOrigin(installation, id), role, lead.id],
    );
    const { rows } = await this.#transaction.query<{ said: string[] }>('SELECT public.attempts($1) AS said', [
      statements,
    ]);
    await this.#transaction.query('RESET ROLE');
    return rows[0]?.said ?? [];
  }
}

/** Whose rows are a person's own, and not their colleagues'. */
function isPersonal(table: Table): boolean {
  return /^(notices|views)\./.test(table.name);
}

/** A file, and what crosses in its engagement, are its team's alone; the firm's lead is not on every team. */
function teamAlone({ name, columns }: Table, { things }: Organization): string {
  const [column, hidden] =
    name === 'exchange.engagement'
      ? ['id', things['hiddenEngagement']]
      : name === 'exchange.sent'
        ? ['engagement_id', things['hiddenEngagement']]
        : name === 'firm.engagement'
          ? ['id', things['hiddenFile']]
          : name.startsWith('firm.') && columns.includes('engagement_id')
            ? ['engagement_id', things['hiddenFile']]
            : [];
  return column === undefined || hidden === undefined ? '' : ` AND ${column} <> '${hidden}'`;
}

function ownedBy(table: Table, organization: Organization): string {
  const { id, lead } = organization;
  const { owned } = table;
  if (isPersonal(table)) return `(organization_id = '${id}' AND person_id = '${lead.id}')`;
  if (owned === null) return 'true';
  if (owned === 'origin') return `origin LIKE '%/${id}'`;
  const is = owned === 'from_id' ? `'${id}' IN (from_id, to_id)` : `${owned} = '${id}'`;
  return `(${is}${teamAlone(table, organization)})`;
}

export function isSide(role: string): boolean {
  return role === 'tickmark_management' || role === 'tickmark_firm';
}

function isWall(said: string): boolean {
  return said === 'walled' || said === 'denied';
}

/** Taken, or refused for being there already or for something else of its form; a trigger (23000) refuses what it cannot see. */
function isLetIn(said: string): boolean {
  return !isWall(said) && said !== 'error 23000';
}

function literal(row: unknown): string {
  return `'${JSON.stringify(row ?? {}).replaceAll("'", "''")}'`;
}
