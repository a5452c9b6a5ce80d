import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keyFingerprint } from '../adapters/blobs/keyring.ts';
import { keyStores } from '../adapters/blobs/side-keys.ts';
import { checkS3 } from '../adapters/blobs/s3.ts';
import { readTileDirectory } from '../adapters/blobs/tile-directory.ts';
import { openSmtp } from '../adapters/mail/mailer.ts';
import { openOidc } from '../adapters/oidc/provider.ts';
import { pendingMigrations } from '../adapters/postgres/migrate.ts';
import type { Database } from '../adapters/postgres/pool.ts';
import { loadFonts } from '../adapters/pdf/fonts.ts';
import { parseCheckpoint, readRoot, toHex } from '../ledger/index.ts';
import { Refusal } from '../refusal.ts';
import { returnPath } from '../identity/index.ts';
import { logHeads } from './backup/check-log.ts';
import { keyFiles, readKeyFile } from './backup/keys.ts';
import { freeBytes, leastFreeBytes, megabytes, refuseUnusable } from './data-directory.ts';
import { addressOf, type Settings } from './environment.ts';
import { inUseOf, missingOf, selectGenerations } from './keys/generations.ts';
import { lookAtDatabase } from './open-database.ts';
import { refuseOtherKeys } from './restored.ts';

/** One thing that was looked at. `says`: what was found; where it is not ok also what to do. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

const leastNode = 24;
/** Sessions, second factors and leases are told by the clock; codes of a second factor live thirty seconds. */
const mostSecondsApart = 10;

/** Looks at everything an installation needs, while it runs or not, and changes nothing but a probe file that it removes. */
export async function examineInstallation(settings: Settings): Promise<readonly Finding[]> {
  return [
    node(process.versions.node),
    await look('data directory', () => dataDirectory(settings.data)),
    await look('free space', async () => {
      const free = await freeBytes(settings.data).catch((cause: unknown) => {
        throw new Refusal('data-space', 'It cannot be told while the data directory cannot be used.', { cause });
      });
      if (free < leastFreeBytes)
        throw new Refusal('data-space', `${megabytes(free)} are free, ${megabytes(leastFreeBytes)} are needed.`);
      return `${megabytes(free)} are free.`;
    }),
    await look('fonts', async () => {
      const { blobs, digest } = loadFonts();
      return `${blobs.length} styles, digest ${digest.slice(0, 16)}.`;
    }),
    await look('keys', () => keys(settings)),
    ...(await databaseFindings(settings)),
    await look('evidence', () => evidence(settings)),
    await look('mail', () => mail(settings)),
    await look('single sign-on', () => singleSignOn(settings)),
  ];
}

/** version  as process.versions.node */
export function node(version: string): Finding {
  const ok = Number(version.split('.')[0]) >= leastNode;
  return {
    name: 'Node.js',
    ok,
    says: ok ? `${version}.` : `${version} runs this; ${leastNode} or newer is needed: npm install brings it.`,
  };
}

async function dataDirectory(path: string): Promise<string> {
  await refuseUnusable(path);
  if (((await stat(path)).mode & 0o077) !== 0) throw wrong(`${path} may be entered by others: set its mode to 0700.`);
  return `${path} can be written, and nobody else may enter it.`;
}

async function keys(settings: Settings): Promise<string> {
  await refuseOtherKeys(settings);
  const files = Object.values(keyFiles(settings));
  const sideFiles = new Set<string>();
  for (const store of Object.values(keyStores(settings.keys))) {
    sideFiles.add(store.path);
    await store.read();
  }
  const found = await Promise.all(
    files.map(async (path) => {
      const bytes = await readKeyFile(path);
      if (bytes === null) return null;
      if (((await stat(path)).mode & 0o077) !== 0) throw wrong(`${path} may be read by others: set its mode to 0600.`);
      if (!sideFiles.has(path) && !/^[0-9a-f]{64}\n$/.test(bytes.toString('latin1')))
        throw wrong(`${path} is damaged: put it back from its backup.`);
      return path;
    }),
  );
  const missing = files.filter((_path, i) => found[i] === null);
  if (missing.length === files.length) return 'None yet: the first start makes them.';
  // A start would make a new one, and what was sealed under the old one could never be read again.
  if (missing.length > 0)
    throw wrong(`Missing: ${missing.join(', ')}. Put them back from their backup before the next start.`);
  return `${files.length} key files, closed to others. Keep a copy apart from the backups.`;
}

async function databaseFindings(settings: Settings): Promise<readonly Finding[]> {
  let found: Awaited<ReturnType<typeof lookAtDatabase>>;
  try {
    found = await lookAtDatabase(settings);
  } catch (error) {
    return [asFinding('database', error)];
  }
  if (found === null) return [{ name: 'database', ok: true, says: 'None yet: the first start makes it.' }];
  const { pool, running } = found;
  try {
    return [
      await look('database', () => server(pool, settings, running)),
      await look('rights', () => rights(pool)),
      await look('key generations', () => generations(pool, settings)),
      await look('logs', () => logs(pool, settings.data)),
      await look('clock', () => clock(pool)),
    ];
  } finally {
    await found.close();
  }
}

async function server(pool: Database, settings: Settings, running: boolean): Promise<string> {
  const { rows } = await pool.query<{ server_version: string }>('SHOW server_version');
  const pending = await pendingMigrations(pool);
  const where = settings.databaseUrl === undefined ? ', embedded' : ', named by DATABASE_URL';
  const says = `PostgreSQL ${rows[0]?.server_version ?? ''}${where}${running ? ', running' : ''}`;
  if (pending.length > 0) throw wrong(`${says}: ${pending.join(', ')} did not run yet; run “tickmark migrate”.`);
  return `${says}, up to date.`;
}

/** The user must be able to become the gate; a backup must see past row-level security. */
async function rights(pool: Database): Promise<string> {
  const { rows } = await pool.query<{ name: string; missing: string[]; sees: boolean }>(
    `SELECT CURRENT_USER::text AS name,
       (SELECT coalesce(array_agg(wanted), '{}') FROM unnest(ARRAY['tickmark_gate', 'tickmark_worker', 'tickmark_identity']) wanted
         WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = wanted AND pg_catalog.pg_has_role(r.oid, 'MEMBER'))) AS missing,
       (SELECT rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER) AS sees`,
  );
  const found = rows[0];
  if (found === undefined) throw wrong('The database does not say who this user is.');
  if (found.missing.length > 0)
    throw wrong(
      `${found.name} may not act as ${found.missing.join(', ')}: grant these roles to it, or run “tickmark migrate” as a user with CREATEROLE.`,
    );
  return found.sees
    ? `${found.name} may act as every role, and may back up.`
    : `${found.name} may act as every role. For “tickmark backup” name a user with BYPASSRLS in DATABASE_URL.`;
}

/** What lies sealed must find its key: every generation that is not retired, in the key file of this machine. */
async function generations(pool: Database, settings: Settings): Promise<string> {
  if ((await pendingMigrations(pool)).length > 0) return 'Known when the database is up to date.';
  const says: string[] = [];
  const missing: string[] = [];
  for (const [side, store] of Object.entries(keyStores(settings.keys))) {
    if (side !== 'management' && side !== 'firm') continue;
    const known = await selectGenerations(pool, side);
    const ring = (await store.read()) ?? [];
    missing.push(...missingOf(side, known, new Map(ring.map((one) => [one.generation, keyFingerprint(one.key)]))));
    says.push(`${side} seals under generation ${inUseOf(known) ?? 1}`);
  }
  if (missing.length > 0)
    throw wrong(
      `${missing.join('; ')}. Put the key file there that holds it: of another machine, or from the backup of the keys.`,
    );
  return `${says.join(', ')}; none is missing.`;
}

/** What is published must be what was signed: each log's checkpoint in its folder, and the root its tiles lead to. */
async function logs(pool: Database, data: string): Promise<string> {
  const heads = (await logHeads(pool)).filter(({ origin }) => origin.includes('/organizations/'));
  const problems: string[] = [];
  let waiting = 0;
  for (const { origin, entries, checkpoint } of heads) {
    const signed = checkpoint?.size ?? 0;
    if (signed > entries) problems.push(`${origin} has ${entries} entries, but a checkpoint was signed for ${signed}`);
    waiting += Math.max(0, entries - signed);
    if (checkpoint === null || signed === 0) continue;
    const { read } = readTileDirectory(join(data, 'logs', ...origin.split('/')));
    const note = await read('checkpoint');
    if (note === null) {
      problems.push(`${origin} has no checkpoint in its folder`);
      continue;
    }
    try {
      const published = parseCheckpoint(note);
      if (published.size > signed)
        problems.push(`${origin} is published with ${published.size} entries, the database knows ${signed}`);
      const root = toHex(await readRoot(read, signed));
      if (root !== checkpoint.root)
        problems.push(`the tiles of ${origin} do not lead to its checkpoint for ${signed} entries`);
    } catch (error) {
      problems.push(`${origin}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0)
    throw wrong(
      `${problems.slice(0, 5).join('; ')}. The database or the folder logs/ is older than the other: restore both from one backup.`,
    );
  return `${heads.length} logs equal to their checkpoints${waiting === 0 ? '' : `; ${waiting} statements wait for the next`}.`;
}

async function clock(pool: Database): Promise<string> {
  const before = Date.now();
  const { rows } = await pool.query<{ now: string }>('SELECT clock_timestamp() AS now');
  const apart = Math.abs(Date.parse(rows[0]?.now ?? '') - (before + Date.now()) / 2) / 1000;
  if (!(apart <= mostSecondsApart))
    throw wrong(`This machine and the database are ${apart.toFixed(0)} s apart: let both keep time by NTP.`);
  const { rows: last } = await pool.query<{ last: string | null }>(
    'SELECT max(applied_at) AS last FROM tickmark.migration',
  );
  const latest = Date.parse(last[0]?.last ?? '');
  if (latest > Date.now() + mostSecondsApart * 1000)
    throw wrong(`It is ${new Date().toISOString()} here, before the database was last changed: set the clock.`);
  return `Within ${apart < 1 ? '1 s' : `${apart.toFixed(0)} s`} of the database.`;
}

async function evidence(settings: Settings): Promise<string> {
  if (settings.blobs === null) return 'In the data directory.';
  await checkS3(settings.blobs, { patienceMs: 10_000, tries: 2, waitMs: 500 });
  return `The bucket ${settings.blobs.bucket} answers.`;
}

async function mail(settings: Settings): Promise<string> {
  if (settings.smtp === null) return 'No server is set (TICKMARK_SMTP_URL): what would be sent waits in the outbox.';
  const mailer = openSmtp(settings.smtp.url, settings.smtp.from);
  try {
    await mailer.check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(`The mail server cannot be used: ${reason}. Look at TICKMARK_SMTP_URL; until then mails wait.`);
  } finally {
    mailer.close();
  }
  return 'The server answers and takes our name.';
}

async function singleSignOn(settings: Settings): Promise<string> {
  if (settings.oidc === undefined) return 'None is set (TICKMARK_OIDC_ISSUER).';
  const { place, factors } = settings.oidc;
  try {
    await openOidc(place).check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(
      `${place.issuer} cannot be used: ${reason}. Look at TICKMARK_OIDC_ISSUER; until then nobody signs in through it.`,
    );
  }
  const counts = [...factors.amr, ...factors.acr];
  const second =
    counts.length === 0 ? 'its second factors do not count here' : `${counts.join(', ')} counts as a second factor`;
  const back = `${addressOf(settings)}${returnPath}`;
  return `${place.issuer} answers and names its keys; ${second}. It must know ${back} as the address people are sent back to.`;
}

async function look(name: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, says: await work() };
  } catch (error) {
    return asFinding(name, error);
  }
}

function asFinding(name: string, error: unknown): Finding {
  const next = error instanceof Refusal && error.next !== undefined ? ` ${error.next}` : '';
  return { name, ok: false, says: `${error instanceof Error ? error.message : String(error)}${next}` };
}

function wrong(sentence: string): Refusal {
  return new Refusal('doctor', sentence);
}
