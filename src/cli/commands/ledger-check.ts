import { checkLogFolder } from '../../adapters/blobs/tile-directory.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';

export const ledgerCheckCommand: Command = {
  name: 'ledger',
  usage: 'ledger check DIR [--key VKEY]',
  says: 'Derives the root of a log from its tiles (c2sp.org/tlog-tiles) and compares everything that is there with it.',
  detail:
    'Any log in that layout. Without --key the signature of the checkpoint is unchecked. For logs of ours that hold their values, each\nvalue is hashed again from its statement. Exit 1 when something does not agree.',
  options: [
    { name: 'key', value: 'VKEY', says: 'verifier key of the log: NAME+ID+KEY, as c2sp.org/signed-note writes it' },
  ],
  async run(invocation) {
    const [verb, directory, ...more] = invocation.positionals;
    if (verb !== 'check' || directory === undefined || more.length > 0) {
      throw new Refusal('usage', 'ledger takes the word check and one folder.', {
        next: `Usage: tickmark ${this.usage}`,
      });
    }
    const vkey = invocation.values['key'];
    const { origin, size, root, ok, signature, problems, entries, values } = await checkLogFolder(
      directory,
      vkey === undefined ? {} : { vkey },
    );
    const lines = [
      `${ok ? 'HOLDS' : 'DOES NOT HOLD'}: ${origin}, ${size} entries, root ${root}, signature ${signature}.`,
      ...problems.slice(0, 20).map((problem) => `  ${problem.sentence}`),
      ...(problems.length > 20 ? [`  … and ${problems.length - 20} more.`] : []),
    ];
    return {
      json: { origin, size, root, ok, signature, entries, values, problems },
      text: lines.join('\n'),
      exit: ok ? 0 : 1,
    };
  },
};
