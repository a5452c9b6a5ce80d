/** The sample company's description of its system: written section by section, approved once where nothing stands against it, then changed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { loadMethod, loadStandards } from '../../criteria/index.ts';
import {
  approveDescription,
  type DescriptionParts,
  type Paragraph,
  paragraphSchema,
  readDescription,
  type SectionId,
  sectionIds,
  writeSection,
} from '../../description-kept/index.ts';
import { type ApiOptions } from '../../http/api/mount.ts';
import { asMember } from '../../http/api/as-member.ts';
import type { Principal } from '../../http/api/route.ts';
import { home } from '../environment.ts';

const block = z.union([
  z.strictObject({ heading: z.string() }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ register: z.string() }),
]);
const file = z.object({
  sections: z.record(z.enum(sectionIds), z.array(block)),
  later: z.record(z.string(), z.string()),
});

/** Writes what is not written yet; one that was cut off goes on. start, end: the sample's period, YYYY-MM-DD */
export async function loadDescription(
  options: Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>,
  keys: OrganizationKeys,
  lead: Principal,
  { start, end }: { readonly start: string; readonly end: string },
): Promise<void> {
  const data = join(home, 'data');
  const { sections, later } = file.parse(parse(await readFile(join(data, 'sample', 'description.yaml'), 'utf8')));
  const standards = loadStandards(data);
  const parts: DescriptionParts = { keys, standards, patterns: () => loadMethod(data).descriptionPatterns };
  const said = (text: string): string => text.replaceAll('{start}', start).replaceAll('{end}', end);
  const paragraphsOf = (id: SectionId, first?: string): readonly Paragraph[] =>
    sections[id].map((one, index) => paragraphOf(one, `sample-${index + 1}`, index === 0 ? first : undefined));
  const paragraphOf = (one: z.output<typeof block>, id: string, instead?: string): Paragraph => {
    if ('register' in one) return paragraphSchema.parse({ id, kind: 'register', register: one.register });
    const [form, text] = 'heading' in one ? (['heading', one.heading] as const) : (['paragraph', one.text] as const);
    return { id, kind: 'text', form, text: said(instead ?? text) };
  };
  await asMember(options, lead, async (asking) => {
    const { approved, sections: written } = await readDescription(asking, parts);
    if (approved !== null) return;
    for (const { id, version } of written) {
      if (version === 0) await writeSection(asking, parts, id, 0, paragraphsOf(id));
    }
    const read = await readDescription(asking, parts);
    if (read.findings.some((one) => one.severity === 'error')) return;
    await approveDescription(asking, parts, read.digest);
    for (const { id, version } of read.sections) {
      const text = later[id];
      if (text !== undefined) await writeSection(asking, parts, id, version, paragraphsOf(id, text));
    }
  });
}
