import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Refusal } from '../../refusal.ts';

/** How the server gets a user that is not root: as we are, as root behind a user namespace, or as another user. */
export type Isolation = 'own' | 'namespace' | 'other-user';

/**
 * The operating system account PostgreSQL runs under.
 * owner  who must own the cluster's files as seen from outside; undefined: whoever we are
 */
export interface Account {
  readonly isolation: Isolation;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly prefix: readonly string[];
}

/**
 * PostgreSQL refuses to run as root, and initdb refuses a user without a name. Ordinary users run it as they are. Root (and a
 * user without a name) gets a user namespace where its own id is seen as `nobody`: files stay root's, so folders only root may
 * enter are no obstacle. Where namespaces are forbidden (most containers), root hands the files to `nobody`.
 *
 * refuses  embedded-account: neither is possible
 */
export function chooseAccount(forced?: Isolation): Account {
  const own: Account = { isolation: 'own', owner: undefined, prefix: [] };
  const root = process.geteuid?.() === 0;
  if (forced === 'own' || (forced === undefined && !root && hasName())) return own;

  const nobody = unprivilegedUser();
  const prefix = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--'];
  const namespace: Account = { isolation: 'namespace', owner: undefined, prefix };
  if (forced !== 'other-user' && run(namespace, ['true'])) return namespace;
  const other: Account = { isolation: 'other-user', owner: nobody, prefix: [] };
  if (root && forced !== 'namespace' && run(other, ['true'])) return other;
  throw new Refusal(
    'embedded-account',
    'The embedded PostgreSQL cannot run here: it refuses to run as root, and neither a user namespace nor another user is allowed.',
    { exit: 3, next: 'Start Tickmark as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.' },
  );
}

/** Whether the account can pass through every folder and read or run every file named. */
export function canReach(account: Account, paths: readonly string[]): boolean {
  return run(account, ['sh', '-c', 'for p; do [ -r "$p" ] && [ -x "$p" ] || exit 1; done', 'sh', ...paths]);
}

function run(account: Account, command: readonly string[]): boolean {
  const [file = '', ...args] = [...account.prefix, ...command];
  return spawnSync(file, args, { stdio: 'ignore', cwd: '/', ...account.owner }).status === 0;
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = readPasswd().filter((user) => user.uid > 0);
  const found = users.find((user) => user.name === 'nobody') ?? users[0];
  return found === undefined ? { uid: 65534, gid: 65534 } : { uid: found.uid, gid: found.gid };
}

function readPasswd(): { name: string; uid: number; gid: number }[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter((user) => user.name !== '' && Number.isInteger(user.uid) && Number.isInteger(user.gid));
  } catch {
    return [];
  }
}
