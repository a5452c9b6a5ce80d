import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeyFolders } from '../adapters/blobs/side-keys.ts';
import type { S3Place } from '../adapters/blobs/s3-client.ts';
import { type Mode, modes } from '../identity/index.ts';
import type { QuotaDefaults } from '../quotas/index.ts';
import { Refusal } from '../refusal.ts';
import { readBlobSettings } from './blob-settings.ts';
import { type OidcSettings, readOidcSettings } from './oidc-settings.ts';
import { readKmsSettings } from './kms-settings.ts';
import { type Outside, readOutside } from './outside.ts';
import { readQuotaSettings } from './quotas.ts';

/** Folder of the product itself. */
export const home = fileURLToPath(new URL('../..', import.meta.url));

const defaultPort = 8020;

/** What one process of an installation does: answer, work, or both. */
export const roles = ['all', 'web', 'worker'] as const;
export type Role = (typeof roles)[number];

/**
 * data         data directory, absolute
 * port         0 takes a free one
 * databaseUrl  a PostgreSQL of the operator's own; undefined: the embedded one
 * role         all: answers and works; web and worker: one of them, beside others on the same database
 * empty        no example is examined, no sample loaded
 * smtp         where mail is sent, and whom it comes from; null: what would be sent waits in the outbox
 * keys         folders of the sides' key files, and the services that hold them wrapped
 * blobs        where evidence lies; null: in the data directory
 * quotas       what an organization may have where nothing else was set for it
 * mode         who hosts what (R-IND-10), and why it is changed; null: as it was said before, or at the first run
 * oidc         another house people may sign in through; left out: none
 * outside      how it is reached from other machines; null: on this one alone
 */
export interface Settings {
  readonly data: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly role: Role;
  readonly empty: boolean;
  /** requests a second of one session; left out, the usual */
  readonly rate?: number;
  readonly smtp: { readonly url: string; readonly from: string } | null;
  readonly keys: KeyFolders;
  readonly blobs: S3Place | null;
  readonly quotas?: QuotaDefaults;
  readonly mode?: { readonly mode: Mode; readonly reason: string } | null;
  readonly oidc?: OidcSettings;
  readonly outside: Outside | null;
}

/**
 * The settings of an installation: options first, then the environment, then the defaults (docs/operating.md).
 * refuses  setting, for a port that is none, a switch that is neither 0 nor 1, a rate that is no number, and a role that is none or has no database to share
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  options: { readonly port?: string | undefined; readonly role?: string | undefined; readonly empty?: boolean } = {},
): Settings {
  const named = environment['TICKMARK_DATA'] ?? '';
  const role = roleOf(environment, options.role);
  // Several workers on one machine would want the same port; nobody needs to know theirs.
  const usual = role === 'worker' ? '0' : String(defaultPort);
  const port = options.port ?? (environment['TICKMARK_PORT'] || usual);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    const name = options.port === undefined ? 'TICKMARK_PORT' : '--port';
    throw new Refusal('setting', `${name} must be a port from 0 to 65535, not "${port}".`);
  }
  const empty = environment['TICKMARK_EMPTY'] ?? '';
  if (!['', '0', '1'].includes(empty)) throw new Refusal('setting', `TICKMARK_EMPTY must be 1 or 0, not "${empty}".`);
  const rate = environment['TICKMARK_RATE'] ?? '';
  if (!/^([1-9]\d{0,6})?$/.test(rate)) {
    throw new Refusal('setting', `TICKMARK_RATE must be a whole number of requests a second, not "${rate}".`);
  }
  const oidc = readOidcSettings(environment);
  const data = named === '' ? join(home, '.tickmark') : isAbsolute(named) ? named : resolve(named);
  return {
    data,
    port: Number(port),
    databaseUrl: environment['DATABASE_URL'] || undefined,
    role,
    empty: options.empty === true || empty === '1',
    ...(rate !== '' && { rate: Number(rate) }),
    smtp: environment['TICKMARK_SMTP_URL']
      ? { url: environment['TICKMARK_SMTP_URL'], from: environment['TICKMARK_MAIL_FROM'] || 'tickmark@localhost' }
      : null,
    keys: {
      management: resolve(environment['TICKMARK_KEYS_MANAGEMENT'] || join(data, 'keys', 'management')),
      firm: resolve(environment['TICKMARK_KEYS_FIRM'] || join(data, 'keys', 'firm')),
      kms: readKmsSettings(environment),
    },
    blobs: readBlobSettings(environment),
    quotas: readQuotaSettings(environment),
    mode: modeOf(environment),
    ...(oidc !== null && { oidc }),
    outside: readOutside(environment),
  };
}

/** Where people reach it, without a slash at the end. */
export function addressOf(settings: Pick<Settings, 'outside' | 'port'>): string {
  return settings.outside?.url ?? `http://localhost:${settings.port}`;
}

function modeOf(environment: NodeJS.ProcessEnv): NonNullable<Settings['mode']> | null {
  const text = environment['TICKMARK_MODE'] ?? '';
  if (text === '') return null;
  const mode = modes.find((one) => one === text);
  if (mode === undefined) throw new Refusal('setting', `TICKMARK_MODE must be ${modes.join(', ')}, not "${text}".`);
  return { mode, reason: (environment['TICKMARK_MODE_REASON'] ?? '').trim() };
}

function roleOf(environment: NodeJS.ProcessEnv, option: string | undefined): Role {
  const name = option === undefined ? 'TICKMARK_ROLE' : '--role';
  const text = option ?? (environment['TICKMARK_ROLE'] || 'all');
  const role = roles.find((one) => one === text);
  if (role === undefined) throw new Refusal('setting', `${name} must be all, web or worker, not "${text}".`);
  if (role !== 'all' && !environment['DATABASE_URL']) {
    throw new Refusal('setting', `${name} ${role} needs DATABASE_URL: the embedded database belongs to one process.`);
  }
  return role;
}
