/** The policies in words: who may do what, as the server decides it. */
import { z } from 'zod';
import { memberRoute, type Route } from '../http/api/route.ts';
import type { Decider, PolicyFile } from './decide.ts';

/**
 * id      from `@id`; a refusal in the log names it
 * says    from `@says`, one sentence
 * rule    the rule it rests on (R-…); null: our own
 * effect  a `forbid` wins over every `permit`
 * text    the policy itself
 */
export interface Policy {
  readonly id: string;
  readonly says: string;
  readonly rule: string | null;
  readonly effect: 'permit' | 'forbid';
  readonly text: string;
}

/** Every policy of the files, in their order. Throws where one has no `@id` or no `@says`: nothing decides that cannot be read. */
export function policiesInWords(files: readonly PolicyFile[]): readonly Policy[] {
  return files.flatMap((file) => {
    // A policy begins with its first annotation and ends with a semicolon at the end of a line.
    const texts = file.text.match(/^(?:@|permit\b|forbid\b)[\s\S]*?;$/gm) ?? [];
    return texts.map((text) => {
      const said = (name: string) => new RegExp(`^@${name}\\("([^"]*)"\\)`, 'm').exec(text)?.[1];
      const [id, says] = [said('id'), said('says')];
      const effect = /^(permit|forbid)\b/m.exec(text)?.[1];
      if (id === undefined || says === undefined || (effect !== 'permit' && effect !== 'forbid')) {
        throw new Error(`A policy of ${file.name} does not say what it is: ${text.slice(0, 80)}`);
      }
      return { id, says, rule: said('rule') ?? null, effect, text };
    });
  });
}

/** What a policy says, by its id. */
export function policySays(files: readonly PolicyFile[], id: string): string {
  const found = policiesInWords(files).find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no policy ${id}.`);
  return found.says;
}

export function rightsRoutes(decider: Decider): readonly Route[] {
  return [
    memberRoute({
      id: 'rights.read',
      method: 'GET',
      path: '/organizations/{organizationId}/rights',
      summary: 'Who may do what: the policies the server decides by, in words and as they stand',
      sides: ['management', 'firm'],
      action: 'read',
      part: 'organization',
      receipt: false,
      params: z.object({ organizationId: z.uuid() }),
      answer: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            says: z.string(),
            rule: z.string().nullable(),
            effect: z.enum(['permit', 'forbid']),
            text: z.string(),
          }),
        ),
      }),
      handle: () => Promise.resolve({ body: { items: [...policiesInWords(decider.files)] } }),
    }),
  ];
}
