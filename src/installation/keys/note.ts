import { createHash } from 'node:crypto';
import { type Database, inTransaction } from '../../adapters/postgres/pool.ts';
import type { Recorder } from '../recorder.ts';

/** States in the logs of a side's organizations what was done with the side's keys, once in each. */
export async function noteKeyEvents(owner: Database, recorder: Recorder, now: Date): Promise<void> {
  const { rows } = await owner.query<{
    id: string;
    number: number;
    side: string;
    event: string;
    generation: number;
    at: string;
  }>(
    `SELECT o.id, e.number, e.side, e.event, e.generation, e.at FROM tickmark.key_event e
       JOIN identity.organization o ON (o.kind = 'firm') = (e.side = 'firm')
      WHERE o.key_events_noted < e.number AND o.created_at <= e.at AND o.outside_of IS NULL ORDER BY e.number, o.id LIMIT 200`,
  );
  for (const { id, number, side, event, generation, at } of rows) {
    const origin = recorder.logOf(id);
    await recorder.openLog(origin);
    const body = { event, side, generation, since: at };
    await inTransaction(owner, async (transaction) => {
      const noted = await transaction.query(
        'UPDATE identity.organization SET key_events_noted = $2 WHERE id = $1 AND key_events_noted < $2',
        [id, number],
      );
      // Another process was first.
      if (noted.rowCount === 0) return;
      await recorder.append(transaction, origin, {
        hop: 'access',
        subject: { name: 'keys', sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex') },
        body,
        inputs: [],
        maker: { role: 'installation', name: 'Tickmark installation', side: 'installation', custody: 'installation' },
        at: now.toISOString(),
      });
    });
  }
}
