/** Populations as Parquet files: writing and reading (POPULATION-FILE.md). */
export {
  PopulationFile,
  type PopulationRow,
  type SaltedPopulation,
  type StratumPositions,
  saltedLeaf,
} from './population-reader.ts';
export { PopulationWriter, type WrittenPopulation } from './population-writer.ts';
