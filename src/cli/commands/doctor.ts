import { examineInstallation } from '../../installation/doctor.ts';
import { readSettings } from '../../installation/environment.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor',
  says: 'Looks at everything this installation needs, and says of each whether it is there or what to do.',
  detail:
    'Node.js, data directory, free space, fonts, keys, database, rights of its user, logs against their checkpoints, clock, place of evidence,\nmail server, single sign-on. While it runs or not; nothing is changed. Exit 1 when something is wrong.',
  options: [],
  async run(invocation) {
    if (invocation.positionals.length > 0) throw new Refusal('usage', 'doctor takes no names.');
    const findings = await examineInstallation(readSettings(invocation.environment));
    const width = Math.max(...findings.map((finding) => finding.name.length));
    const ok = findings.every((finding) => finding.ok);
    return {
      json: { ok, findings },
      text: findings.map((f) => `${f.ok ? 'ok   ' : 'WRONG'}  ${f.name.padEnd(width)}  ${f.says}`).join('\n'),
      exit: ok ? 0 : 1,
    };
  },
};
