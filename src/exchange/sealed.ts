import { keyColumn } from '../evidence/installation-key.ts';
import { type SealedColumn, textIn } from '../sealing.ts';

/**
 * The key of an engagement, as each of its two organizations holds it. What crossed is sealed under that key, which belongs to both and
 * never changes: neither side could change it without the other.
 */
export const sealedInExchange: readonly SealedColumn[] = (['from', 'to'] as const).map((end) =>
  keyColumn(
    {
      table: 'exchange.engagement',
      column: `${end}_key`,
      sides: ['management', 'firm'],
      organization: `${end}_id`,
      key: ['id'],
    },
    (row) => textIn(row, 'id'),
  ),
);
