import { randomBytes } from 'node:crypto';
import type { Content } from '../registers/index.ts';
import { openSealed, sealAnew } from '../registers/seal.ts';
import { placeOf } from '../registers/service.ts';
import { Refusal } from '../refusal.ts';
import { bytesIn, generationMissing, type SealedColumn, textIn } from '../sealing.ts';
import { answersPlace, digestOf } from './texts.ts';

/**
 * What people answered, and which text it was: its digest is made anew from the version they read, which stands among the versions of
 * its record.
 */
export const sealedInPortal: readonly SealedColumn[] = [
  {
    table: 'management.acknowledgement',
    column: 'sealed',
    holds: 'content',
    sides: ['management'],
    organization: 'organization_id',
    key: ['organization_id', 'record_id', 'person_id', 'said'],
    also: [
      't.version',
      't.generation',
      '(SELECT r.register FROM management.record r WHERE r.id = t.record_id) AS register',
      '(SELECT v.sealed FROM management.record_version v WHERE v.record_id = t.record_id AND v.version = t.version) AS text',
    ],
    generation: 't.generation',
    anew({ content: key, search }, row) {
      const [organizationId, recordId, personId] = [
        textIn(row, 'organization_id'),
        textIn(row, 'record_id'),
        textIn(row, 'person_id'),
      ];
      const before = bytesIn(row, 'said');
      const generation = Number(row['generation']);
      if (!search.all.includes(generation)) throw generationMissing('management', generation);
      const place = placeOf(organizationId, textIn(row, 'register'), recordId, Number(row['version']));
      const { content } = openSealed<{ readonly content: Content }>(key, place, bytesIn(row, 'text'));
      const text = { id: recordId, content };
      if (!digestOf(search.key(generation), text).equals(before))
        throw new Refusal(
          'sealed-content',
          `What ${personId} read of ${recordId} is not its version ${String(row['version'])}.`,
          { exit: 3 },
        );
      const said = digestOf(search.key(search.current), text);
      const from = answersPlace(organizationId, recordId, personId, before);
      const to = answersPlace(organizationId, recordId, personId, said);
      const sealed =
        row['sealed'] === null ? null : sealAnew(key, from, bytesIn(row, 'sealed'), randomBytes(12), to).sealed;
      return { said, sealed, generation: search.current };
    },
  },
];
