/** A population as it crosses: read record by record, written as a population of its own. */
import { PopulationFile, PopulationWriter, type WrittenPopulation } from '../adapters/duckdb/population-file.ts';
import type { Kind } from '../populations/index.ts';
import { type Crossing, crossingKind, projectRecord } from '../projection/index.ts';

/**
 * parquet     the population; a private working copy
 * kind        as the installation knows it now, of which the crossing is
 * pseudonym   of who somebody is (pseudonyms)
 * name        stands as the place of every record, in the place of the evidence's own names
 * workFolder  with room for about three times the records; empty again afterwards
 * outParquet  appears whole or not at all
 */
export interface ProjectionOrder {
  readonly parquet: string;
  readonly kind: Kind;
  readonly crossing: Crossing;
  readonly pseudonym: (text: string) => string;
  readonly name: string;
  readonly workFolder: string;
  readonly outParquet: string;
}

/** Records stay in their order: the position in what crosses is that in the population. refuses population-shape */
export async function projectPopulation(order: ProjectionOrder): Promise<WrittenPopulation> {
  const file = await PopulationFile.open(order.parquet, { memory: '256MB' });
  try {
    const writer = await PopulationWriter.create(crossingKind(order.kind, order.crossing), order.workFolder);
    try {
      for await (const batch of file.rows()) {
        for (const row of batch) {
          const record = projectRecord(order.crossing, row, order.pseudonym);
          // What fits in the population fits where less of it stands.
          if (!writer.add(record, { file: order.name, at: `record ${row.position}` })) {
            throw new Error(`Record ${row.position} became larger by what was left out of it.`);
          }
        }
      }
    } catch (error) {
      await writer.abort();
      throw error;
    }
    return await writer.finish(order.outParquet);
  } finally {
    file.close();
  }
}
