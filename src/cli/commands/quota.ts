import { readSettings } from '../../installation/environment.ts';
import { lookAtDatabase } from '../../installation/open-database.ts';
import { listQuotas, type OrganizationQuotas, parseBound, setQuota } from '../../installation/quotas.ts';
import { quotaKinds } from '../../quotas/index.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';

export const quotaCommand: Command = {
  name: 'quota',
  usage: 'quota [ORGANIZATION] [--kind KIND --most N|none|default]',
  says: 'Shows what organizations have of what they may have, or sets a bound for one of them.',
  detail:
    'Kinds: evidence-bytes (also as 500GB), records (of each register), members, uploads and jobs under way, requests (of the API, a minute).\nWhat is not set follows the installation’s defaults, TICKMARK_QUOTA_…. A bound below what is there takes nothing away; nothing is added then.',
  options: [
    { name: 'kind', value: 'KIND', says: `one of ${quotaKinds.join(', ')}` },
    { name: 'most', value: 'N', says: 'the bound; none for no bound, default for the installation’s' },
  ],
  async run(invocation) {
    const [organization, ...others] = invocation.positionals;
    const usage = (sentence: string) => new Refusal('usage', sentence, { next: `Usage: tickmark ${this.usage}` });
    if (others.length > 0) throw usage('quota takes one organization.');
    if (organization !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(organization))
      throw usage(`${organization} is no id of an organization; quota without one lists them.`);
    const { kind: named, most: text } = invocation.values;
    if ((named === undefined) !== (text === undefined)) throw usage('--kind and --most go together.');
    const kind = quotaKinds.find((one) => one === named);
    if (named !== undefined && (kind === undefined || organization === undefined))
      throw usage('--kind is one of the kinds, of one organization.');
    const settings = readSettings(invocation.environment);
    const database = await lookAtDatabase(settings, invocation.tell);
    if (database === null)
      throw new Refusal('quota-organization', `There is no installation in ${settings.data} yet.`, {
        next: 'Start it once.',
      });
    try {
      if (kind !== undefined && organization !== undefined && text !== undefined) {
        const bound = text === 'default' ? undefined : parseBound(kind, text);
        if (bound === undefined && text !== 'default') throw usage(`"${text}" is no bound of ${kind}.`);
        await setQuota(database.pool, organization, kind, bound);
      }
      const organizations = await listQuotas(database.pool, organization ?? null);
      if (organization !== undefined && organizations.length === 0)
        throw new Refusal('quota-organization', `There is no organization ${organization}.`);
      return { json: { organizations }, text: organizations.flatMap(linesOf).join('\n'), exit: 0 };
    } finally {
      await database.close();
    }
  },
};

function linesOf({ id, name, quotas }: OrganizationQuotas): string[] {
  return [
    `${name}  ${id}`,
    ...quotas.map(
      ({ kind, part, used, most, own }) =>
        `  ${(part === null ? kind : `${kind} ${part}`).padEnd(32)}  ${used ?? '–'} of ${most ?? 'any number'}${own ? '  (its own)' : ''}`,
    ),
  ];
}
