/** The sample firm's engagement files: one under way with the sample company, one considered, one asked for, one declined. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  addNote,
  type FileParts,
  linkFile,
  moveFile,
  openFile,
  sendPaper,
  setTeam,
  signPaper,
  teamRoles,
  writePaper,
} from '../../engagement-file/index.ts';
import { actOnDocument } from '../../exchange/index.ts';
import { asMember } from '../../http/api/as-member.ts';
import type { ApiOptions } from '../../http/api/mount.ts';
import type { Principal } from '../../http/api/route.ts';
import type { Content } from '../../registers/index.ts';
import { home } from '../environment.ts';
import type { Crossing } from './crossing.ts';

const role = z.enum(teamRoles);
const content = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const levels = z.strictObject({ prepared: role, reviewed: role, approved: role }).partial();
const paperStep = z.strictObject({
  paper: z.string(),
  subject: z.string().optional(),
  by: role.optional(),
  content: content.optional(),
  sign: levels.optional(),
  note: z.string().optional(),
  answered: z.strictObject({ by: role, content }).optional(),
  send: role.optional(),
  signs: z.string().optional(),
});
const moveStep = z.strictObject({ to: z.string(), by: role, reason: z.string().optional() });
const tableSchema = z.object({
  files: z.array(
    z.strictObject({
      title: z.string(),
      linked: z.boolean().optional(),
      team: z.array(role),
      proposal: content,
      steps: z.array(z.union([paperStep, moveStep])),
    }),
  ),
});
type Role = z.infer<typeof role>;

type Options = Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>;

/**
 * people      of the firm, each in the first role they have
 * signatory   of the company, for what it signs
 * engagement  of the exchange, that the file under way names
 * start, end  of the year examined
 */
export async function loadEngagementFiles(
  options: Options,
  parts: FileParts,
  { parts: exchange, deliver }: Crossing,
  of: {
    readonly people: readonly Principal[];
    readonly signatory: Principal;
    readonly engagement: string;
    readonly start: string;
    readonly end: string;
  },
): Promise<void> {
  const file = join(home, 'data', 'sample', 'engagement-files.yaml');
  const text = (await readFile(file, 'utf8')).replaceAll('$start', of.start).replaceAll('$end', of.end);
  const { files } = tableSchema.parse(parse(text));
  const who = (wanted: Role): Principal => {
    const found = of.people.find(({ roles }) => roles.includes(wanted));
    if (found === undefined) throw new Error(`Nobody of the sample firm is ${wanted}.`);
    return found;
  };
  const as = <T>(wanted: Role, work: Parameters<typeof asMember<T>>[2]) => asMember(options, who(wanted), work);

  for (const { linked, team, proposal, steps } of files) {
    const { id } = await as('manager', (asking) => openFile(asking, parts, 'manager', proposal));
    await as('manager', (asking) =>
      setTeam(
        asking,
        parts,
        id,
        team.map((one) => ({ personId: who(one).personId, role: one })),
      ),
    );
    if (linked === true) await as('manager', (asking) => linkFile(asking, parts, id, of.engagement));
    let state = 'proposed';
    const versions = new Map([['proposal/file', 1]]);
    const write = async (by: Role, kind: string, subject: string, said: Content): Promise<void> => {
      const version = versions.get(`${kind}/${subject}`) ?? 0;
      const wanted = { kind, subject, version, content: said, why: null };
      await as(by, (asking) => writePaper(asking, parts, id, wanted));
      versions.set(`${kind}/${subject}`, version + 1);
    };
    for (const step of steps) {
      if ('to' in step) {
        const wanted = { from: state, to: step.to, reason: step.reason ?? null };
        await as(step.by, (asking) => moveFile(asking, parts, id, wanted));
        state = step.to;
        continue;
      }
      const by = step.by ?? 'manager';
      const kind = step.paper;
      const subject = step.subject === '$own' ? who(by).personId : (step.subject ?? 'file');
      if (step.content !== undefined) await write(by, kind, subject, step.content);
      const version = (): number => versions.get(`${kind}/${subject}`) ?? 0;
      for (const level of ['prepared', 'reviewed', 'approved'] as const) {
        const signer = step.sign?.[level];
        if (signer === undefined) continue;
        await as(signer, (asking) => signPaper(asking, parts, id, { kind, subject, version: version(), level }));
      }
      const { note, answered, send, signs } = step;
      if (note !== undefined) await as(by, (asking) => addNote(asking, parts, id, { kind, subject, text: note }));
      if (answered !== undefined) await write(answered.by, kind, subject, answered.content);
      if (send === undefined) continue;
      const document = await as(send, (asking) => sendPaper(asking, parts, id, { kind, subject, version: version() }));
      await deliver();
      if (signs === undefined) continue;
      const signing = { digest: document.sha256, title: signs };
      await asMember(options, of.signatory, (asking) =>
        actOnDocument(asking, exchange, of.engagement, document.thread, { kind: 'signature', text: null, signing }),
      );
      await deliver();
    }
  }
}
