/** Fills a register with many records at once, sealed and findable as if each had been written one by one. */
import { randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../src/adapters/blobs/side-keys.ts';
import type { Database } from '../src/adapters/postgres/pool.ts';
import { sealJson, searchWords } from '../src/registers/seal.ts';
import { uuidV7 } from '../src/uuid.ts';

const batch = 5_000;
const states = ['open', 'treated', 'accepted'];

/** A thousand titles, so that a word of one finds a thousandth of the records. */
function titleOf(number: number): string {
  return `Risk of kind${String(number % 1_000).padStart(4, '0')} in the year's list`;
}

/**
 * Records of the risk register with the codes RSK-000001 to `count` (at most 999,999), the organization's first ones.
 * returns  the code of one in the middle
 */
export async function fillRisks(
  owner: Database,
  keys: OrganizationKeys,
  { organizationId, personId, count }: { organizationId: string; personId: string; count: number },
): Promise<string> {
  const content = keys.keyOf('management', organizationId, 'content');
  const search = keys.keyOf('management', organizationId, 'search');
  const words = new Map<string, string>();
  const began = Date.now() - count;
  for (let from = 1; from <= count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from + 1) }, (_, index) => {
      const number = from + index;
      const at = new Date(began + number);
      const id = uuidV7(at, randomBytes(10));
      const title = titleOf(number);
      const found = words.get(title) ?? `{${searchWords(search, [title], []).join(',')}}`;
      words.set(title, found);
      const sealed = sealJson(
        content,
        `${organizationId}/risks/${id}/1`,
        { content: { title, description: 'One of many.' }, why: null, by: 'Sample' },
        randomBytes(12),
      );
      return {
        id,
        number,
        code: codeOf(number),
        state: states[number % states.length],
        at: at.toISOString(),
        found,
        sealed,
      };
    });
    await owner.query(
      `INSERT INTO management.record (id, organization_id, register, number, code, state, facets, words, version, changed_at, sealed)
       SELECT id, $1, 'risks', number, code, state, '{}', words::bigint[], 1, at, sealed
       FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::bytea[])
         AS t (id, number, code, state, words, at, sealed)`,
      [
        organizationId,
        rows.map((row) => row.id),
        rows.map((row) => row.number),
        rows.map((row) => row.code),
        rows.map((row) => row.state),
        rows.map((row) => row.found),
        rows.map((row) => row.at),
        rows.map((row) => row.sealed),
      ],
    );
    await owner.query(
      `INSERT INTO management.record_version (record_id, version, organization_id, state, at, by_person, sealed, entry_index, entry_digest)
       SELECT id, 1, $1, state, at, $2, sealed, 0, $3
       FROM unnest($4::uuid[], $5::text[], $6::timestamptz[], $7::bytea[]) AS t (id, state, at, sealed)`,
      [
        organizationId,
        personId,
        '0'.repeat(64),
        rows.map((row) => row.id),
        rows.map((row) => row.state),
        rows.map((row) => row.at),
        rows.map((row) => row.sealed),
      ],
    );
  }
  await owner.query(
    `INSERT INTO management.tally (organization_id, register, last, counts)
     SELECT $1, 'risks', $2, jsonb_object_agg(state, n) FROM
       (SELECT state, count(*) AS n FROM management.record WHERE organization_id = $1 AND register = 'risks' GROUP BY state) AS c
     ON CONFLICT (organization_id, register) DO UPDATE SET last = excluded.last, counts = excluded.counts`,
    [organizationId, count],
  );
  await owner.query('ANALYZE management.record');
  return codeOf(Math.ceil(count / 2));
}

function codeOf(number: number): string {
  return `RSK-${String(number).padStart(6, '0')}`;
}
