import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { readItems, runCensus } from '../../adapters/duckdb/census.ts';
import { PopulationFile } from '../../adapters/duckdb/population-file.ts';
import { dataFolder } from '../../data-folder.ts';
import { loadKinds } from '../../populations/index.ts';
import { compileProcedure, loadProcedures, nearestName, parseProcedures } from '../../procedures/index.ts';
import type { Procedure, RuleContext } from '../../procedures/model.ts';
import { Refusal } from '../../refusal.ts';
import type { Command, Invocation } from '../command.ts';
import { needText } from './sampling.ts';

const listed = 1000;

export const testCommand: Command = {
  name: 'test',
  usage:
    'test PROCEDURE --population P.parquet [--with NAME=P.parquet]… [--start DATE --end DATE] [--fail-on-deviation]',
  says: 'Tests every record of a population by one procedure, a file or an id of the library.',
  detail:
    'A result that is not true counts as a deviation here, for nobody has resolved it; `missing` are those where a fact is missing.',
  options: [
    { name: 'population', value: 'P.parquet', says: 'a population written by `tickmark population`' },
    { name: 'with', value: 'NAME=FILE', says: 'a joined population; several parted by commas' },
    { name: 'start', value: 'DATE', says: 'first day of the period, for rules that ask for it' },
    { name: 'end', value: 'DATE', says: 'last day of the period' },
    { name: 'as-of', value: 'DATE', says: 'the date of a Type I examination' },
    { name: 'time-zone', value: 'ZONE', says: 'IANA zone in which days are counted; UTC when left out' },
    { name: 'fail-on-deviation', says: 'exit 1 when a result is not true' },
  ],
  async run(invocation) {
    const [name, ...more] = invocation.positionals;
    if (name === undefined || more.length > 0)
      throw new Refusal('usage', 'test takes one procedure: a file or an id of the library.');
    const parquet = resolve(needText(invocation, 'population'));
    const procedure = await procedureOf(name);
    const kinds = new Map(loadKinds(join(dataFolder, 'kinds')));
    const file = await PopulationFile.open(parquet);
    const { digest, size, kind } = await (async () => {
      try {
        return { digest: await file.digest(), size: file.size, kind: file.kind };
      } finally {
        file.close();
      }
    })();
    kinds.set(kind.id, kind);
    const { compiled, problems } = compileProcedure(procedure, kinds);
    if (!compiled) throw new Refusal('procedure', `The procedure ${procedure.id} cannot be run.`, { problems });
    if (compiled.kind?.id !== kind.id) {
      throw new Refusal(
        'kind-other',
        `${procedure.id} is about ${compiled.kind?.id ?? 'no population'}, the population is of kind ${kind.id}.`,
      );
    }
    if (compiled.attributes.length === 0)
      throw new Refusal('procedure', `${procedure.id} has no rule; a person performs it.`);
    const joins = await joinsOf(invocation);
    for (const join_ of compiled.joins) {
      if (!(join_.name in joins)) throw new Refusal('usage', `${procedure.id} needs --with ${join_.name}=FILE.`);
    }
    const work = await mkdtemp(join(tmpdir(), 'tickmark-test-'));
    try {
      const results = join(work, 'results.parquet');
      const census = await runCensus({
        population: { parquet, kind },
        joins,
        procedures: [compiled],
        context: contextOf(invocation),
        resultsParquet: results,
      });
      const one = census.procedures[0];
      if (!one) throw new Error('The census left out its procedure.');
      const { items } = await readItems(results, procedure.id, { populationParquet: parquet, limit: listed });
      const deviationCount = one.attributes.reduce((sum, a) => sum + a.false + a.missing + a.error, 0);
      const json = {
        procedure: procedure.id,
        population: { records: size, digest },
        tested: one.records,
        attributes: one.attributes.map((a) => ({
          id: a.id,
          met: a.met,
          notApplicable: a.notApplicable,
          deviations: a.false + a.missing + a.error,
          missing: a.missing,
        })),
        deviations: items.map((item) => item.id),
        deviationCount,
        excluded: one.excluded,
      };
      return {
        json,
        text: [
          `${procedure.id}: ${one.records} of ${size} records tested, ${deviationCount} results not true.`,
          ...json.attributes.map(
            (a) =>
              `  ${a.id}: ${a.met} met, ${a.notApplicable} not applicable, ${a.deviations} not true (${a.missing} with a fact missing)`,
          ),
          ...items.slice(0, 20).map((item) => `  ◆ ${item.id} ${item.attribute} ${item.result}`),
          ...(deviationCount > 20 ? [`  … and ${deviationCount - 20} more.`] : []),
        ].join('\n'),
        exit: invocation.switches.has('fail-on-deviation') && deviationCount > 0 ? 1 : 0,
      };
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
};

async function procedureOf(name: string): Promise<Procedure> {
  if (/\.ya?ml$/.test(name) || existsSync(name)) {
    let text: string;
    try {
      text = await readFile(name, 'utf8');
    } catch (cause) {
      throw new Refusal('file-unreadable', `${name} cannot be read.`, { cause });
    }
    const { procedures, problems } = parseProcedures(text, name);
    if (problems.length > 0) throw new Refusal('procedure', `${name} is no procedure that can be run.`, { problems });
    const [procedure, ...others] = procedures;
    if (!procedure || others.length > 0)
      throw new Refusal('procedure', `${name} holds ${procedures.length} procedures; one is needed.`);
    return procedure;
  }
  const library = loadProcedures(join(dataFolder, 'procedures'));
  const found = library.get(name);
  if (!found) {
    const near = nearestName(name, [...library.keys()]);
    throw new Refusal(
      'procedure-unknown',
      `The library has no procedure ${name}${near === null || near === undefined ? '' : `; the nearest is ${near}`}.`,
    );
  }
  return found;
}

async function joinsOf(
  invocation: Invocation,
): Promise<Record<string, { parquet: string; kind: PopulationFile['kind'] }>> {
  const joins: Record<string, { parquet: string; kind: PopulationFile['kind'] }> = {};
  for (const part of (invocation.values['with'] ?? '').split(',').filter((p) => p !== '')) {
    const [, name, path] = /^([a-z][a-z0-9_]*)=(.+)$/.exec(part) ?? [];
    if (name === undefined || path === undefined) throw new Refusal('usage', `--with takes NAME=FILE, not "${part}".`);
    const file = await PopulationFile.open(resolve(path));
    joins[name] = { parquet: file.path, kind: file.kind };
    file.close();
  }
  return joins;
}

function contextOf(invocation: Invocation): RuleContext {
  const date = (name: string): string | null => {
    const text = invocation.values[name];
    if (text === undefined) return null;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Refusal('usage', `--${name} is a date, YYYY-MM-DD.`);
    return text;
  };
  return {
    periodStart: date('start'),
    periodEnd: date('end'),
    asOf: date('as-of'),
    timeZone: invocation.values['time-zone'] ?? 'UTC',
    holidays: [],
  };
}
