/** The wiring of a running installation: data directory, database, pages. `start` and `serve` open it, and close it at the end. */
import { randomBytes, randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { destination } from 'pino';
import { type OrganizationKeys, openSideKeys } from './adapters/blobs/side-keys.ts';
import { openSmtp } from './adapters/mail/mailer.ts';
import { openOidc } from './adapters/oidc/provider.ts';
import { openSecretFile } from './adapters/blobs/secret-file.ts';
import { type OpenDatabase, openDatabase } from './adapters/postgres/database.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { openPool } from './adapters/postgres/pool.ts';
import { openSessionLogin } from './adapters/postgres/session-login.ts';
import type { ApiOptions } from './http/api/mount.ts';
import { loadMethod, loadStandards } from './criteria/index.ts';
import { type FileParts, paperKinds } from './engagement-file/index.ts';
import { openEvidenceParts, sweepUploads } from './evidence/index.ts';
import { deliverSent, type ExchangeParts, exchangeParts } from './exchange/index.ts';
import {
  buildProbe,
  buildServer,
  limitsOf,
  listen,
  loggerTo,
  openResults,
  probePort,
  type Result,
  type Verdict,
} from './http/index.ts';
import { askVerifier } from './installation/ask-verifier.ts';
import { openDataDirectory, refusalOf } from './installation/data-directory.ts';
import { addressOf, home, type Settings } from './installation/environment.ts';
import { deliverMails, type IdentityDependencies, openDecider, tidyIdentity } from './identity/index.ts';
import { noteMode, settleMode } from './installation/hosting.ts';
import { followKeys } from './installation/keys/follow.ts';
import { noteKeyEvents } from './installation/keys/note.ts';
import { settleQuotas } from './installation/quotas.ts';
import { openRecorder } from './installation/recorder.ts';
import { noteRestored, refuseOtherKeys } from './installation/restored.ts';
import { checkLogKind, startWorker } from './jobs/index.ts';
import { type KeptParts, openKept, populationJobs } from './populations-kept/index.ts';
import { postNotices, tellDue, tidyNotices } from './notices/index.ts';
import { countRequests, quotaDefaults } from './quotas/index.ts';
import { restingStates } from './readiness/index.ts';
import type { Refusal } from './refusal.ts';
import { registers } from './registers/index.ts';
import { allRoutes } from './routes.ts';
import { uuidV7 } from './uuid.ts';
import { version } from './version.ts';

/** A log longer than this is put aside at the next start; one older log is kept. */
const logLimitBytes = 16 * 1024 * 1024;
/** What identity needs no more goes once a day. */
const tidyMs = 86_400_000;

export interface Installation {
  readonly address: string;
  /** folder of results */
  readonly results: string;
  /** shows this line on the page while work is under way; null: the results are shown. An installation opens working. */
  setWorking(line: string | null): void;
  /** settles only when the installation cannot go on: the database died and did not come back */
  readonly failed: Promise<Refusal>;
  readonly parts: Parts;
  close(): Promise<void>;
}

/**
 * Opens an installation: takes its data directory, its port and its database, and brings the database up to date.
 * shared   other processes share the data directory, and the database that is not the embedded one
 * refuses  everything that stands against it, in one sentence each, with exit code 3
 */
export async function openInstallation(
  settings: Settings,
  tell: (line: string) => void,
  { shared = false }: { readonly shared?: boolean } = {},
): Promise<Installation> {
  const directory = await openDataDirectory(settings.data, { shared });
  const closing: (() => Promise<void>)[] = [() => directory.release()];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    // The port first: it is the cheapest thing that may be missing.
    await probePort(settings.port);
    await refuseOtherKeys(settings);
    const failed = Promise.withResolvers<Refusal>();
    const database = await openDatabase({
      directory: directory.path,
      databaseUrl: settings.databaseUrl,
      onLog: tell,
      onFailure: (error) => failed.resolve(error),
    });
    closing.push(() => database.close());
    await migrate(database.pool);
    await settleMode(database.pool, settings.mode ?? null, new Date());
    const log = await openLog(join(directory.log, 'http.ndjson'));
    closing.push(() => log.close());
    const logger = loggerTo(log.stream);
    const parts = await openParts(directory.path, database, settings, (error, job) =>
      logger.error({ job, error: error.stack ?? error.message }, 'fault'),
    );
    closing.push(() => parts.close());

    let working: string | null = 'the installation is being opened';
    const results = openResults(directory.results);
    const ready = async () => {
      await database.pool.query('SELECT 1');
    };
    const pools = { owner: database.pool, gate: parts.api.gate };
    const app =
      settings.role === 'worker'
        ? buildProbe({ ready, logger, pools })
        : buildServer({
            results,
            verify: rememberVerdicts((result) => askVerifier(results.path(result.id, 'report.pdf'))),
            working: () => working,
            ready,
            verifier: join(home, 'build', 'verify.html'),
            newId: () => randomUUID(),
            logger,
            api: parts.api,
            ...(settings.rate !== undefined && { limits: limitsOf(settings.rate) }),
            application: join(home, 'web', 'dist'),
            version,
            pools,
            ...(settings.outside !== null && { outside: settings.outside }),
          });
    const listening = await listen(app, settings.port, settings.outside?.listen);
    closing.push(
      () => listening.close(),
      async () => parts.endStreams(),
    );
    return {
      address: listening.address,
      results: directory.results,
      setWorking: (line) => {
        working = line;
      },
      failed: failed.promise,
      parts,
      close,
    };
  } catch (error) {
    await close();
    throw refusalOf(error, settings.data) ?? error;
  }
}

/** What the API works with, and what records for it. */
export interface Parts {
  readonly api: ApiOptions;
  readonly keys: OrganizationKeys;
  readonly kept: KeptParts;
  readonly identity: IdentityDependencies;
  /** of what crosses the wall, and what brings it to the other side */
  readonly crossing: { readonly parts: ExchangeParts; readonly deliver: () => Promise<number> };
  readonly files: FileParts;
  /** ends what is followed, so that the server can close */
  endStreams(): void;
  close(): Promise<void>;
}

async function openParts(
  data: string,
  database: OpenDatabase,
  settings: Settings,
  fault: (error: Error, job: string | null) => void,
): Promise<Parts> {
  const identityKey = await openSecretFile(join(data, 'keys', 'identity.key'), 'identity-key', 'identity key');
  const login = await openSessionLogin(database.pool, database.url, identityKey);
  const gate = openPool(login, { max: 20, role: 'tickmark_gate' });
  const keys = await openSideKeys(settings.keys);
  const recorder = await openRecorder(database.pool, data);
  await noteRestored(data, database.pool, recorder, new Date());
  const following = await followKeys(database.pool, keys);
  await settleQuotas(database.pool, settings.quotas ?? quotaDefaults);
  const requests = await countRequests(database.pool);
  const decider = openDecider();
  const newId = () => uuidV7(new Date(), randomBytes(10));
  const identity: IdentityDependencies = {
    database: gate,
    key: identityKey,
    newId,
    name: 'Tickmark',
    url: addressOf(settings),
    sendsMail: settings.smtp !== null,
    ...(settings.oidc !== undefined && {
      singleSignOn: { provider: openOidc(settings.oidc.place), factors: settings.oidc.factors },
    }),
  };
  const evidence = await openEvidenceParts(data, keys, settings.blobs);
  const mailer = settings.smtp === null ? null : openSmtp(settings.smtp.url, settings.smtp.from);
  let tidied = 0;
  let lookedForDue = 0;
  const ending = new AbortController();
  const kept = openKept({ keys, decider, evidence });
  const standards = loadStandards(join(home, 'data'));
  const kinds = [checkLogKind({ origin: recorder.name, publicKey: recorder.publicKey }), ...populationJobs(kept)];
  const jobs = { kinds, ending: ending.signal };
  const works = settings.role !== 'web';
  const deliver = () => deliverSent(database.pool, api, { keys }, registers);
  const tend = async () => {
    // The log first: whatever stands against delivery must not keep it from being signed.
    await recorder.integrate();
    await noteMode(database.pool, recorder, new Date());
    await noteKeyEvents(database.pool, recorder, new Date());
    await deliver();
    const now = new Date();
    // Dates change once a day; who changes one waits a minute to be told of it.
    if (now.getTime() - lookedForDue > 60_000) {
      lookedForDue = now.getTime();
      await tellDue(database.pool, restingStates, now.toISOString().slice(0, 10), now.toISOString());
    }
    await postNotices(database.pool, identity, now.toISOString());
    if (mailer !== null) await deliverMails(identity, mailer, now.toISOString());
    if (now.getTime() - tidied > tidyMs) {
      await tidyIdentity(identity, now.toISOString());
      await sweepUploads(database.pool, evidence, now);
      await tidyNotices(database.pool, now.toISOString());
    }
    tidied = Math.max(tidied, Math.floor(now.getTime() / tidyMs) * tidyMs);
  };
  const method = loadMethod(join(home, 'data'));
  const files: FileParts = { keys, machine: method.stateMachine, kinds: paperKinds(method), standards };
  const api: ApiOptions = {
    routes: allRoutes({
      keys,
      decider,
      identity,
      evidence,
      kept,
      jobs,
      recorder,
      standards,
      files,
    }),
    gate,
    decider,
    takeRequest: requests.take,
    origin: recorder.name,
    openLog: recorder.openLog,
    append: recorder.append,
    clock: () => new Date(),
    newId,
  };
  const stopTending = works ? everyFewSeconds(tend) : async () => undefined;
  const workers = openPool(login, { max: 6, role: 'tickmark_worker' });
  const worker = works ? startWorker({ database: workers, kinds, keys, api, onFault: fault }) : null;
  return {
    keys,
    kept,
    identity,
    crossing: { parts: exchangeParts(keys, evidence, recorder), deliver },
    files,
    api,
    endStreams: () => ending.abort(),
    async close() {
      ending.abort();
      await worker?.close();
      await workers.end();
      await kept.copies.close();
      await stopTending();
      // What was committed since the last round is signed too. With the database away, the next start does it.
      if (works) await recorder.integrate().catch(() => undefined);
      mailer?.close();
      await following.close();
      await requests.close();
      await gate.end();
    },
  };
}

/** Runs the work again and again, one run at a time; what it throws is tried again at the next. The returned function ends it. */
function everyFewSeconds(work: () => Promise<unknown>): () => Promise<void> {
  const ending = new AbortController();
  let wake = (): void => undefined;
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await work().catch(() => undefined);
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, 2_000);
      wake = resolve;
      if (ending.signal.aborted) resolve();
      await promise;
      clearTimeout(timer);
    }
  };
  const running = run();
  return async () => {
    ending.abort();
    wake();
    await running;
  };
}

/** Asks once for each state of a report's files: whatever changes them is asked about anew. */
function rememberVerdicts(
  ask: (result: Result) => Promise<Verdict | string>,
): (result: Result) => Promise<Verdict | string> {
  const known = new Map<string, { stamp: string; verdict: Promise<Verdict | string> }>();
  return (result) => {
    const before = known.get(result.id);
    if (before?.stamp === result.stamp) return before.verdict;
    const verdict = ask(result);
    known.set(result.id, { stamp: result.stamp, verdict });
    return verdict;
  };
}

async function openLog(path: string): Promise<{ stream: ReturnType<typeof destination>; close(): Promise<void> }> {
  const found = await stat(path).catch(() => null);
  if (found !== null && found.size > logLimitBytes) {
    await rm(`${path}.1`, { force: true });
    await rename(path, `${path}.1`);
  }
  // What cannot be written for want of space waits, and is dropped beyond a mebibyte: requests are answered without their line.
  const stream = destination({ dest: path, sync: true, mode: 0o600, maxLength: 1 << 20 });
  stream.on('error', () => undefined);
  return { stream, close: async () => stream.end() };
}
