/** Pull requests of one repository as its host tells them, and the git history they were merged into. */
import { addDays } from '../../period.ts';
import { deviationOf, placesOf, plantedBy, type RawDeviation, type RawDeviations } from '../deviation.ts';
import { ExportFile } from '../export-file.ts';
import { type Exported, odditiesEach, type Oddity, type OddityKind, type PlantedOf, type Theme } from '../model.ts';
import { dayMs, hourMs, minuteMs, someMoment, timeText, timeTextAt } from '../moments.ts';
import { type Person, pick } from '../people.ts';
import type { World } from '../record-template.ts';

const repository = 'alderbrook/yard';

/** What can be wrong with a change, or with a commit that no change brought. */
export const changeDeviations: RawDeviations = new Map<string, RawDeviation>([
  [
    'unreviewed',
    {
      control: 'CHG-01',
      says: 'Changes were merged that nobody had approved',
      sees: [
        ['change-independent-review', 'A'],
        ['change-approved-head-commit', 'A'],
      ],
      of: 'change',
    },
  ],
  [
    'approved-after-merge',
    {
      control: 'CHG-01',
      says: 'Changes were approved only after they had been merged',
      sees: [['change-independent-review', 'A']],
      of: 'change',
    },
  ],
  [
    'merged-by-author',
    {
      control: 'CHG-01',
      says: 'Authors merged their own changes after another person had approved them',
      sees: [['change-independent-review', 'B']],
      of: 'change',
    },
  ],
  [
    'pushed-after-approval',
    {
      control: 'CHG-01',
      says: 'Commits were added to changes after their approval',
      sees: [['change-approved-head-commit', 'A']],
      of: 'change',
    },
  ],
  [
    'alone',
    {
      control: 'CHG-03',
      says: 'One person wrote and merged changes alone',
      sees: [
        ['change-independent-review', 'A'],
        ['change-independent-review', 'B'],
        ['change-approved-head-commit', 'A'],
        ['change-not-self-merged', 'A'],
      ],
      of: 'change',
    },
  ],
  [
    'direct-push',
    {
      control: 'CHG-01',
      says: 'Commits reached the default branch without a change',
      sees: [['commits-come-from-changes', 'A']],
      of: 'commit',
    },
  ],
]);
export interface ChangesOrder {
  readonly world: World;
  readonly count: number;
  readonly themes: readonly Theme[];
  readonly folder: string;
}

/** Oddities by the place of a change among those that are not planted; ten of each. */
const oddTurns: readonly OddityKind[] = [
  'bot-author',
  'bot-review',
  'self-review',
  'dismissed-then-approved',
  'renamed-person',
  'unicode-name',
  'unmerged-change',
];

interface Review {
  readonly id: number;
  readonly user: { readonly login: string; readonly type: string };
  readonly state: string;
  readonly submitted_at: string;
  readonly commit_id: string;
}

export async function exportChanges({ world, count, themes, folder }: ChangesOrder): Promise<Exported> {
  const { random, people, period } = world;
  const planted: PlantedOf[] = [];
  const oddities: Oddity[] = [];
  const pulls = await ExportFile.open(folder, 'evidence/pulls.ndjson.gz');
  const log = await ExportFile.open(folder, 'evidence/git-log.ndjson.gz');
  const themeAt = placesOf(random, count, themes);
  const spread = count / (oddTurns.length * odditiesEach);
  let plainSeen = 0;
  let oddAt = 0;
  let merged = 0;
  let commits = 0;
  let main = random.hex(40);

  const writeCommit = async (commit: {
    id: string;
    parents: readonly string[];
    first: boolean;
    author: Person;
    name: string;
    at: string;
    message: string;
  }): Promise<void> => {
    commits++;
    const who = { name: commit.name, email: commit.author.email, date: commit.at };
    await log.write(
      `${JSON.stringify({
        commit: commit.id,
        parents: commit.parents,
        first_parent_line: commit.first,
        author: who,
        committer: who,
        signature: 'ssh',
        files: 1 + random.below(9),
        insertions: random.below(400),
        deletions: random.below(200),
        message: commit.message,
      })}\n`,
    );
  };

  for (let i = 0; i < count; i++) {
    const theme = themeAt.get(i);
    const number = i + 1;
    const id = `${repository}#${number}`;
    let odd: OddityKind | null = null;
    if (theme === undefined) {
      if (oddAt < oddTurns.length * odditiesEach && plainSeen >= Math.floor(oddAt * spread * 0.6)) {
        odd = oddTurns[oddAt % oddTurns.length] ?? null;
        oddAt++;
      }
      plainSeen++;
    }
    const deviation = theme?.name ?? null;
    const author =
      odd === 'unicode-name'
        ? firstWhere(people.steady, (p) => p.unicode, i)
        : odd === 'renamed-person'
          ? firstWhere(people.steady, (p) => p.formerName !== null, i)
          : pick(random, people.steady);
    const reviewer = pick(random, people.steady, author.id);
    const merger = deviation === 'merged-by-author' || deviation === 'alone' ? author : reviewer;
    const head = random.hex(40);
    const earlier = random.hex(40);
    const mergeCommit = random.hex(40);
    const mergedAt = someMoment(random, period, 1);
    const createdAt = mergedAt - random.between(3, 90) * hourMs;
    const approvedAt = mergedAt - random.between(5, 120) * minuteMs;
    const reviews: Review[] = [];
    const review = (login: string, type: string, state: string, at: number, commit: string): void => {
      reviews.push({
        id: number * 10 + reviews.length,
        user: { login, type },
        state,
        submitted_at: timeText(at),
        commit_id: commit,
      });
    };
    if (deviation === null || deviation === 'merged-by-author') {
      if (odd === 'bot-review') review('lint-helper[bot]', 'Bot', 'APPROVED', approvedAt - hourMs, head);
      if (odd === 'self-review') review(author.login, 'User', 'APPROVED', approvedAt - hourMs, head);
      if (odd === 'dismissed-then-approved') review(reviewer.login, 'User', 'DISMISSED', approvedAt - hourMs, earlier);
      if (odd !== 'unmerged-change') review(reviewer.login, 'User', 'APPROVED', approvedAt, head);
    } else if (deviation === 'approved-after-merge') {
      review(reviewer.login, 'User', 'APPROVED', mergedAt + random.between(2, 40) * hourMs, head);
    } else if (deviation === 'pushed-after-approval') review(reviewer.login, 'User', 'APPROVED', approvedAt, earlier);
    const isMerged = odd !== 'unmerged-change' && deviation !== 'direct-push';
    const byBot = odd === 'bot-author';
    const message =
      odd === 'unicode-name'
        ? `Größe der Lieferscheine — ${author.name} ✓ (YARD-${number})`
        : `Change ${number} of the yard (YARD-${number})`;
    if (deviation !== 'direct-push') {
      const text = JSON.stringify({
        url: `https://api.github.com/repos/${repository}/pulls/${number}`,
        number,
        title: message,
        state: 'closed',
        draft: false,
        user: byBot ? { login: 'dependency-helper[bot]', type: 'Bot' } : { login: author.login, type: 'User' },
        created_at: timeText(createdAt),
        closed_at: timeText(mergedAt),
        merged: isMerged,
        merged_at: isMerged ? timeText(mergedAt) : null,
        merged_by: isMerged ? { login: merger.login, type: 'User' } : null,
        merge_commit_sha: mergeCommit,
        head: { sha: head },
        base: { ref: 'main', repo: { full_name: repository } },
        reviews,
      });
      await pulls.write(`${text}\n`);
    }
    if (odd !== null) {
      oddities.push({
        kind: odd,
        file: odd === 'renamed-person' ? log.name : pulls.name,
        record: odd === 'renamed-person' ? head : id,
      });
    }
    if (isMerged) merged++;
    if (isMerged || deviation === 'direct-push') {
      const name = odd === 'renamed-person' ? (author.formerName ?? author.name) : author.name;
      if (isMerged) {
        // Work that began before the period is committed on its first day.
        const committed = Math.max(createdAt, Date.parse(`${period.start}T12:00:00Z`));
        const at = timeTextAt(committed, i % 2 === 0 ? -300 : 60);
        await writeCommit({ id: head, parents: [main], first: false, author, name, at, message });
      }
      const parents = isMerged ? [main, head] : [main];
      await writeCommit({
        id: mergeCommit,
        parents,
        first: true,
        author: merger,
        name: merger.name,
        at: timeText(mergedAt),
        message,
      });
      main = mergeCommit;
    }
    if (theme !== undefined) {
      const { of } = deviationOf(changeDeviations, theme);
      planted.push(...plantedBy(changeDeviations, theme, of === 'commit' ? mergeCommit : id));
    }
  }
  // Before and after the period: unreviewed, and none of the examination's business.
  for (const at of [addDays(period.start, -2), addDays(period.end, 2)]) {
    const commit = random.hex(40);
    const author = pick(random, people.steady);
    const moment = Date.parse(`${at}T15:00:00Z`);
    await writeCommit({
      id: commit,
      parents: [main],
      first: true,
      author,
      name: author.name,
      at: timeText(moment + dayMs / 24),
      message: 'outside',
    });
    commits--;
  }
  await pulls.close();
  await log.close();
  return {
    evidence: [
      {
        id: 'E-PULLS',
        files: [pulls.name],
        format: 'github-pulls',
        source: `Host of the repository ${repository} (sample data)`,
        query: `GET /repos/${repository}/pulls?state=all, with reviews`,
        collector: 'repository export',
      },
      {
        id: 'E-GIT',
        files: [log.name],
        format: 'git-log',
        source: `Git history of ${repository} (sample data)`,
        query: 'git log main',
        collector: 'git',
      },
    ],
    populations: [
      {
        id: 'P-CHANGES',
        name: 'Merged changes',
        kind: 'change',
        evidence: ['E-PULLS'],
        window: 'period',
        records: merged,
      },
      {
        id: 'P-COMMITS',
        name: 'Commits of the default branch',
        kind: 'commit',
        evidence: ['E-GIT'],
        window: 'period',
        records: commits,
      },
    ],
    planted,
    oddities,
  };
}

function firstWhere(people: readonly Person[], wanted: (person: Person) => boolean, from: number): Person {
  for (let i = 0; i < people.length; i++) {
    const person = people[(from + i) % people.length];
    if (person !== undefined && wanted(person)) return person;
  }
  throw new Error('Nobody in the register is of that kind.');
}
