/**
 * The process in which strangers' files become records: an order as one JSON line on stdin, the outcome as one on stdout. It is started
 * with an empty environment and may write in the folder of the order alone. Whoever asked can end it at any moment.
 */
import { text } from 'node:stream/consumers';
import { type ImportOrder, importPopulation, type ImportResult } from '../populations/index.ts';
import { type Problem, Refusal } from '../refusal.ts';

/** What came of an order: a result, a refusal in its parts, or a fault. */
export type ImportReply =
  | { readonly result: ImportResult }
  | {
      readonly refusal: {
        readonly code: string;
        readonly sentence: string;
        readonly problems: readonly Problem[];
        readonly next: string | null;
      };
    }
  | { readonly fault: string };

async function outcome(): Promise<ImportReply> {
  try {
    const order: ImportOrder = JSON.parse(await text(process.stdin));
    return { result: await importPopulation(order) };
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, message, problems, next } = error;
      return { refusal: { code, sentence: message, problems, next: next ?? null } };
    }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const said = JSON.stringify(await outcome());
process.stdout.write(said, () => process.exit(0));
