/** Evidence of the example as the sample company's, and populations made of it: the first and its test at once, the others as jobs. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { keepHeld } from '../../evidence/index.ts';
import { apartAs, asMember } from '../../http/api/as-member.ts';
import { type ApiOptions } from '../../http/api/mount.ts';
import type { Principal } from '../../http/api/route.ts';
import { enqueue } from '../../jobs/index.ts';
import { type KeptParts, populationJobs } from '../../populations-kept/index.ts';
import { home } from '../environment.ts';

const example = join(home, 'examples', 'public-records');

/** Items of the example's evidence, the kind of records each holds, and what the population is called. */
const made = [
  { item: 'E-01', kind: 'change', title: 'Changes of secp256k1, 2023' },
  { item: 'E-02', kind: 'commit', title: 'Commits of secp256k1, 2023' },
  { item: 'E-05', kind: 'vulnerability', title: 'Vulnerabilities of a container image' },
] as const;

const itemsSchema = z.object({
  evidence: z.array(
    z.object({
      id: z.string(),
      files: z.array(z.string()),
      source: z.string(),
      query: z.string().nullish(),
      collectedAt: z.string(),
      collectedBy: z.object({ collector: z.string().nullish() }),
      period: z.object({ start: z.string(), end: z.string() }).nullish(),
    }),
  ),
});
type Item = z.infer<typeof itemsSchema>['evidence'][number];

type Options = Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>;

/** May be called again after it was cut off: what is there stays, and is not made twice. */
export async function loadPopulations(options: Options, kept: KeptParts, lead: Principal): Promise<void> {
  const { evidence } = itemsSchema.parse(parse(await readFile(join(example, 'evidence.yaml'), 'utf8')));
  const [importing, testing] = populationJobs(kept);
  if (importing === undefined || testing === undefined) throw new Error('There are no jobs of populations.');
  const jobs = { keys: kept.keys, decider: kept.decider, kinds: [] };
  const within = <T>(work: Parameters<typeof asMember<T>>[2]) => asMember(options, lead, work);
  for (const [index, { item: id, kind, title }] of made.entries()) {
    const item = evidence.find((one) => one.id === id);
    if (item === undefined) throw new Error(`The example has no evidence ${id}.`);
    const evidenceIds: string[] = [];
    for (const file of item.files) evidenceIds.push(await upload(options, kept, lead, item, file));
    const period = { start: '2023-01-01', end: '2023-12-31' };
    const input = { evidenceIds, kind, title, ...(kind !== 'vulnerability' && { period, onlyPeriod: true }) };
    if (index > 0) {
      await within((asking) => enqueue(asking, jobs, importing, input, { key: `sample-population-${index}` }));
      continue;
    }
    const context = {
      jobId: options.newId(),
      organizationId: lead.organizationId,
      personId: lead.personId,
      side: lead.side,
      signal: new AbortController().signal,
      progress: () => undefined,
      inTransaction: within,
    };
    if (
      (await within(async (asking) => await asking.transaction.query('SELECT 1 FROM management.population LIMIT 1')))
        .rowCount
    )
      continue;
    const population = z.object({ id: z.string() }).parse(await within(await importing.run(context, input)));
    for (const procedureId of ['change-independent-review', 'change-approved-head-commit']) {
      const body = { populationId: population.id, procedureId };
      await within((asking) => enqueue(asking, jobs, testing, body, { key: `sample-test-${procedureId}` }));
    }
  }
}

async function upload(options: Options, kept: KeptParts, lead: Principal, item: Item, file: string): Promise<string> {
  const about = {
    name: basename(file),
    collectedAt: item.collectedAt,
    source: {
      system: item.source,
      collector: item.collectedBy.collector ?? null,
      query: item.query ?? null,
      account: null,
    },
    periodStart: item.period?.start ?? null,
    periodEnd: item.period?.end ?? null,
    links: [],
  };
  const bytes = await readFile(join(example, file));
  return (await keepHeld(apartAs(options, lead), kept.evidence, bytes, about, `sample-${basename(file)}`)).id;
}
