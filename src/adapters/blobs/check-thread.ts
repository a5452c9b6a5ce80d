/** What runs in a thread of `check-threads.ts`: checks the bundles of the log in a folder that it is asked for, one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { type BundleTask, checkBundle } from '../../ledger/index.ts';
import type { Answer } from './check-threads.ts';
import { readTileDirectory, readValueFiles } from './tile-directory.ts';

const directory = String(workerData);
const { read } = readTileDirectory(directory);
const values = readValueFiles(directory);

const say = (answer: Answer): void => parentPort?.postMessage(answer, answer === null ? [] : [answer.hashes.buffer]);

let last = Promise.resolve();
parentPort?.on('message', (task: BundleTask) => {
  last = last.then(async () => say(await checkBundle(task, read, values).catch(() => null)));
});
say(null);
