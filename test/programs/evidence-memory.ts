// Records 200 MB from a stream, reads them again, and says by how much this process grew. Run by src/evidence/evidence.service.test.ts.
import { createHash, randomBytes } from 'node:crypto';
import { openBlobDirectory } from '../../src/adapters/blobs/directory.ts';
import { openKeyFile } from '../../src/adapters/blobs/key-file.ts';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { openEvidence, recordEvidence } from '../../src/evidence/index.ts';
import { uuidV7 } from '../../src/uuid.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const database = openPool(url, { max: 1 });
const dependencies = {
  database,
  blobs: await openBlobDirectory(folder),
  key: await openKeyFile(folder),
  appendStatement: async () => ({ index: 0, digest: '0'.repeat(64) }),
  newId: () => uuidV7(new Date(), randomBytes(10)),
  now: () => '2024-02-01T10:00:00Z',
};

async function* bytes() {
  for (let number = 0; number < 2_000; number += 1) yield randomBytes(100_000);
}

const before = process.memoryUsage().rss;
const { item } = await recordEvidence(dependencies, {
  bytes: bytes(),
  name: 'large',
  provenance: {
    source: 'random',
    collector: { name: 'test', version: null },
    query: null,
    parameters: {},
    account: null,
    collectedAt: '2024-01-01T00:00:00Z',
    collectedBy: 'test',
    periodStart: null,
    periodEnd: null,
  },
  maker: { role: 'staff', name: 'S. Example', side: 'firm', custody: 'installation' },
});
const hash = createHash('sha256');
for await (const chunk of (await openEvidence(dependencies, item.id)).bytes) hash.update(chunk);
await database.end();

const growthBytes = process.resourceUsage().maxRSS * 1024 - before;
console.log(JSON.stringify({ size: item.size, isEqual: hash.digest('hex') === item.sha256, growthBytes }));
