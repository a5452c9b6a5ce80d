/** A git history as one JSON object a line: commit, parents, first_parent_line, author, committer, signature, files, message. */
import { at, listAt, rawAt, textAt } from '../../json-value.ts';
import type { Draft } from '../../record.ts';
import type { Importer } from '../importer.ts';
import { readObjects } from '../json-importer.ts';

export const gitLog: Importer = {
  format: 'git-log',
  kinds: ['commit'],
  wrappers: [],
  utc: false,
  recognises: (head) =>
    head.items.some(
      (item) =>
        'value' in item &&
        /^[0-9a-f]{40,64}$/.test(textAt(item.value, 'commit') ?? '') &&
        listAt(item.value, 'parents') !== null &&
        at(item.value, 'committer', 'date') !== undefined,
    ),
  read: (file) => readObjects(file, [], commit),
};

function commit(object: Readonly<Record<string, unknown>>): Draft {
  const parents = listAt(object, 'parents');
  const email = (who: string): unknown => textAt(object, who, 'email')?.toLowerCase() ?? rawAt(object, who, 'email');
  return {
    commit: rawAt(object, 'commit'),
    parents,
    merge: parents === null ? null : parents.length > 1,
    first_parent: rawAt(object, 'first_parent_line'),
    author_name: rawAt(object, 'author', 'name'),
    author_email: email('author'),
    authored_at: rawAt(object, 'author', 'date'),
    committer_name: rawAt(object, 'committer', 'name'),
    committer_email: email('committer'),
    committed_at: rawAt(object, 'committer', 'date'),
    signature: rawAt(object, 'signature'),
    subject: textAt(object, 'message')?.split('\n', 1)[0] ?? null,
    files: rawAt(object, 'files'),
    insertions: rawAt(object, 'insertions'),
    deletions: rawAt(object, 'deletions'),
  };
}
