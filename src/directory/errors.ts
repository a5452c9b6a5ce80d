import { Refusal } from '../refusal.ts';

/** `scimType` of RFC 7644, table 9. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers';

/** A refusal with the detail word that RFC 7644 3.12 has for it. */
export class DirectoryRefusal extends Refusal {
  readonly scimType: ScimType | undefined;

  constructor(code: string, sentence: string, scimType?: ScimType) {
    super(code, sentence);
    this.name = 'DirectoryRefusal';
    this.scimType = scimType;
  }
}

export function invalidFilter(why: string): DirectoryRefusal {
  return new DirectoryRefusal('bad-request', `The filter or path cannot be read. ${why}`, 'invalidFilter');
}

export function invalidPath(path: string): DirectoryRefusal {
  return new DirectoryRefusal('bad-request', `There is no attribute ${path.slice(0, 120)}.`, 'invalidPath');
}

export function invalidValue(sentence: string): DirectoryRefusal {
  return new DirectoryRefusal('bad-request', sentence, 'invalidValue');
}

export function invalidSyntax(sentence: string): DirectoryRefusal {
  return new DirectoryRefusal('bad-request', sentence, 'invalidSyntax');
}

export function noTarget(sentence: string): DirectoryRefusal {
  return new DirectoryRefusal('bad-request', sentence, 'noTarget');
}

export function readOnly(name: string): DirectoryRefusal {
  return new DirectoryRefusal('bad-request', `${name} is not the directory’s to set.`, 'mutability');
}

export function taken(what: string): DirectoryRefusal {
  return new DirectoryRefusal('conflict', `There is another with that ${what}.`, 'uniqueness');
}

/** refuses past a limit of this server */
export function tooMany(sentence: string): DirectoryRefusal {
  return new DirectoryRefusal('too-large', sentence);
}

/** What the rules of the organization refuse: both sides, roles that do not go together, nobody left who administers. */
export function againstRules(sentence: string): DirectoryRefusal {
  return new DirectoryRefusal('conflict', sentence);
}

export function noResource(what: 'User' | 'Group' | 'Schema' | 'ResourceType'): DirectoryRefusal {
  return new DirectoryRefusal('not-found', `There is no such ${what}.`);
}

export function staleResource(): DirectoryRefusal {
  return new DirectoryRefusal('version-stale', 'It was changed in the meantime.');
}

export function staleMapping(version: number): DirectoryRefusal {
  return new DirectoryRefusal(
    'version-stale',
    `The roles of the group were changed in the meantime; they are now version ${version}.`,
  );
}
