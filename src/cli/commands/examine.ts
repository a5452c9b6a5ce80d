import { resolve } from 'node:path';
import { examine, type ExamineResult } from '../../examine/index.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';
import { needText } from './sampling.ts';

export const examineCommand: Command = {
  name: 'examine',
  usage: 'examine FOLDER --out DIR [--keys DIR] [--fail-on-deviation]',
  says: 'Runs the whole examination of an engagement folder, from evidence to sealed report and proof bundle.',
  detail:
    'Works in a private database beneath DIR, removed at the end, unless DATABASE_URL is set. Without judgements it stops after runs and draws,\nwrites judgements.skeleton.yaml and exits 1. The report is a SPECIMEN: it carries no firm’s signature. See docs/engagement-folder.md.',
  options: [
    {
      name: 'out',
      value: 'DIR',
      says: 'where report, bundle, receipt, ledger and workpapers go; new, empty, or of an earlier run',
    },
    {
      name: 'keys',
      value: 'DIR',
      says: 'signing keys of the people; left out: the installation records for them and says so',
    },
    { name: 'fail-on-deviation', says: 'exit 1 when a deviation was confirmed' },
  ],
  async run(invocation) {
    const [folder, ...more] = invocation.positionals;
    if (folder === undefined || more.length > 0) throw new Refusal('usage', 'examine takes one engagement folder.');
    const keys = invocation.values['keys'];
    const interruption = onInterruption();
    const result = await examine({
      folder,
      out: resolve(needText(invocation, 'out')),
      keys: keys === undefined ? null : resolve(keys),
      databaseUrl: invocation.environment['DATABASE_URL'],
      installation: null,
      now: () => new Date(),
      progress: invocation.progress,
      tell: invocation.tell,
      interrupted: interruption.signal,
    }).finally(interruption.forget);
    const stopped = result.stopped !== undefined;
    const deviates = invocation.switches.has('fail-on-deviation') && result.deviations > 0;
    return { json: result, text: textOf(result), exit: stopped || deviates ? 1 : 0 };
  },
};

/** Ctrl-C, or a request to end, becomes an orderly end; asked a second time the process ends at once, as it would have. */
function onInterruption(): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const end = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.once(name, end);
  return { signal: controller.signal, forget: () => signals.forEach((name) => process.removeListener(name, end)) };
}

function textOf(result: ExamineResult): string {
  const lines = [
    `${result.engagement.id}: ${result.records} records in ${result.populations.length} populations, ${result.procedures} procedures, ${result.controls.tested} controls, ${result.criteria.inScope} criteria.`,
  ];
  if (result.stopped) {
    const { missing, skeleton } = result.stopped;
    lines.push(
      `Stopped: ${missing.length} judgements are missing, ${result.toResolve} results wait to be resolved.`,
      ...missing.slice(0, 20).map((m) => `  ${m}`),
      ...(missing.length > 20 ? [`  … and ${missing.length - 20} more.`] : []),
      `Fill in ${skeleton}, move it into judgements.yaml, and run again.`,
    );
  } else {
    lines.push(
      `Deviations ${result.deviations}, criteria not met ${result.criteria.notMet}. Opinion: ${result.opinion ?? 'none'}${result.specimen ? ' (specimen)' : ''}.`,
      `Report ${result.report?.path ?? ''}, ${result.report?.pages ?? 0} pages, sha256 ${result.report?.sha256 ?? ''}.`,
      `Bundle ${result.bundle?.path ?? ''}. ${result.seconds} s.`,
    );
  }
  return lines.join('\n');
}
