/**
 * GitHub pull requests: objects of `GET /repos/O/R/pulls/N` or `GET /repos/O/R/pulls`, one array or one a line, optionally with
 * `reviews` (GET …/reviews), `timeline` (GET /issues/N/timeline), `check_runs` and `statuses` added by whoever exported them.
 *
 * An approval is a review in state APPROVED and nothing else: "ACK", "LGTM", labels and reactions are conventions of a project.
 */
import { at, isObject, listAt, rawAt, textAt } from '../../json-value.ts';
import type { Draft } from '../../record.ts';
import { parseTime } from '../../time.ts';
import type { Importer } from '../importer.ts';
import { readObjects } from '../json-importer.ts';

interface Review {
  readonly by: string | null;
  readonly bot: boolean;
  readonly at: unknown;
  readonly commit: unknown;
}

export const githubPulls: Importer = {
  format: 'github-pulls',
  kinds: ['change'],
  wrappers: [],
  utc: false,
  recognises: (head) =>
    head.items.some(
      (item) =>
        'value' in item &&
        at(item.value, 'number') !== undefined &&
        at(item.value, 'head') !== undefined &&
        at(item.value, 'base') !== undefined &&
        (at(item.value, 'merged_at') !== undefined || at(item.value, 'merge_commit_sha') !== undefined),
    ),
  read: (file) => readObjects(file, [], change),
};

function change(pull: Readonly<Record<string, unknown>>): Draft | 'other-kind' | { readonly refusedBecause: string } {
  // An issue of `GET /issues` has a number, too, but is no change.
  if (at(pull, 'head') === undefined && at(pull, 'base') === undefined && at(pull, 'number') !== undefined) {
    return 'other-kind';
  }
  const repository = repositoryOf(pull);
  const number = at(pull, 'number');
  const author = loginOf(at(pull, 'user'));
  // Where the export tells `merged`, it decides: a time of merge beside merged: null (as GitHub sends for pull requests whose
  // author and head repository are gone) is a contradiction, and reconciliation with the git history shows what it hides.
  const merged = at(pull, 'merged');
  const mergedAt = merged === undefined || merged === true ? rawAt(pull, 'merged_at') : null;
  const timeline = listAt(pull, 'timeline');
  const merge = mergedAt === null ? undefined : timeline?.find((event) => textAt(event, 'event') === 'merged');
  const approvals = approvalsOf(pull);
  if (approvals === 'unreadable') return { refusedBecause: 'approvals hold a time that cannot be read' };
  return {
    id: typeof number === 'number' ? `${repository ?? ''}#${number}` : null,
    number,
    repository,
    title: rawAt(pull, 'title'),
    state: mergedAt === null ? rawAt(pull, 'state') : 'merged',
    draft: rawAt(pull, 'draft'),
    author,
    author_kind: author === null ? null : isBot(at(pull, 'user')) ? 'bot' : 'person',
    created_at: rawAt(pull, 'created_at'),
    closed_at: rawAt(pull, 'closed_at'),
    merged_at: mergedAt,
    merged_by: loginOf(at(pull, 'merged_by')) ?? loginOf(at(merge, 'actor')),
    // GitHub rewrites merge_commit_sha of old pull requests to commits of its own; the merge event keeps the pushed one. Before
    // the merge the field holds a trial merge, which is no fact about the repository.
    merge_commit: mergedAt === null ? null : (textAt(merge, 'commit_id') ?? rawAt(pull, 'merge_commit_sha')),
    head_commit: rawAt(pull, 'head', 'sha'),
    base: rawAt(pull, 'base', 'ref'),
    ...independence(author, approvals),
    checks: checksOf(pull),
  };
}

function repositoryOf(pull: unknown): string | null {
  const named = textAt(pull, 'base', 'repo', 'full_name');
  if (named !== null) return named;
  const address = textAt(pull, 'html_url') ?? textAt(pull, 'url') ?? '';
  const m = /^https?:\/\/[^/]+\/(?:api\/v3\/)?(?:repos\/)?([^/]+\/[^/]+)\/pulls?\/\d+$/.exec(address);
  return m?.[1] ?? null;
}

/** The login of an account; null for a deleted one, which GitHub sends as null (or shows as "ghost"). */
function loginOf(user: unknown): string | null {
  const login = textAt(user, 'login');
  return login === 'ghost' ? null : login;
}

function isBot(user: unknown): boolean {
  return textAt(user, 'type') === 'Bot' || (textAt(user, 'login')?.endsWith('[bot]') ?? false);
}

/** Approving reviews by time; null when the export does not tell reviews at all: unknown is not none. */
function approvalsOf(pull: unknown): readonly Review[] | null | 'unreadable' {
  const listed = listAt(pull, 'reviews');
  const timeline = listAt(pull, 'timeline');
  if (listed === null && timeline === null) return null;
  const dismissed = new Set<unknown>();
  for (const event of timeline ?? []) {
    if (textAt(event, 'event') === 'review_dismissed') dismissed.add(at(event, 'dismissed_review', 'review_id'));
  }
  const source = listed ?? (timeline ?? []).filter((event) => textAt(event, 'event') === 'reviewed');
  const approvals: (Review & { readonly instant: string })[] = [];
  for (const review of source) {
    if (textAt(review, 'state')?.toUpperCase() !== 'APPROVED' || dismissed.has(at(review, 'id'))) continue;
    const submitted = textAt(review, 'submitted_at');
    const instant = submitted === null ? null : parseTime(submitted);
    if (instant === null) return 'unreadable';
    const user = at(review, 'user');
    approvals.push({ by: loginOf(user), bot: isBot(user), at: instant, commit: rawAt(review, 'commit_id'), instant });
  }
  // Canonical instants of one length sort as text; a fraction only ever follows the same second.
  return approvals.sort((a, b) => (a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0));
}

/** Who else than the author approved. Logins compare without case, as GitHub does. */
function independence(author: string | null, approvals: readonly Review[] | null): Draft {
  if (approvals === null) {
    return { approvals: null, independent_approvals: null, independent_approvers: null, first_approved_at: null };
  }
  const list = approvals.map(({ by, at: when, commit }) => ({ by, at: when, commit }));
  // Without the author's name nobody can be shown to be somebody else.
  if (author === null && approvals.length > 0) {
    return { approvals: list, independent_approvals: null, independent_approvers: null, first_approved_at: null };
  }
  const independent = approvals.filter((a) => a.by !== null && !a.bot && a.by.toLowerCase() !== author?.toLowerCase());
  return {
    approvals: list,
    independent_approvals: independent.length,
    independent_approvers: new Set(independent.map((a) => a.by?.toLowerCase())).size,
    first_approved_at: independent[0]?.at ?? null,
  };
}

function checksOf(pull: unknown): readonly Draft[] | null {
  const runs = listAt(pull, 'check_runs') ?? listAt(pull, 'check_runs', 'check_runs') ?? listAt(pull, 'checks');
  const statuses = listAt(pull, 'statuses');
  if (runs === null && statuses === null) return null;
  return [
    ...(runs ?? []).filter(isObject).map((run) => ({
      name: rawAt(run, 'name'),
      conclusion: rawAt(run, 'conclusion'),
      at: rawAt(run, 'completed_at'),
    })),
    ...(statuses ?? []).filter(isObject).map((status) => ({
      name: rawAt(status, 'context'),
      conclusion: rawAt(status, 'state'),
      at: rawAt(status, 'created_at'),
    })),
  ];
}
