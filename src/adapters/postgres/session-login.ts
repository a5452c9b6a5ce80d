/**
 * The login the application works under. It has no right but to take the gate's and the worker's place: whoever gets SQL of theirs to
 * run there cannot become the owner, who made the tables, sees every row and could take a policy or a trigger away.
 */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { Refusal } from '../../refusal.ts';
import { asError, type Database, inTransaction, openPool } from './pool.ts';
import { unavailableOf } from './unavailable.ts';

const rounds = 4_096;

/**
 * Makes the login where it is not there, and proves that it is let in. Roles belong to the whole server: its name follows from the
 * secret, so that two installations have two.
 * url      of the owner; secret: 32 bytes that every process of the installation holds
 * returns  the URL for the login
 * refuses  database-login, with exit code 3: the owner may not make it, or the server does not let it in
 */
export async function openSessionLogin(owner: Database, url: string, secret: Buffer): Promise<string> {
  const of = (what: string) => createHmac('sha256', secret).update(`database login ${what}`).digest();
  const name = `tickmark_session_${of('name').toString('hex').slice(0, 12)}`;
  const password = of('password').toString('base64url');
  try {
    await inTransaction(owner, async (transaction) => {
      // Processes that start at once make it one after the other.
      await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('tickmark session login', 0))`);
      const found = await transaction.query('SELECT FROM pg_catalog.pg_roles WHERE rolname = $1', [name]);
      const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
      const verifier = verifierOf(password, of('salt').subarray(0, 16));
      await transaction.query(`${verb} ROLE ${name} LOGIN NOINHERIT PASSWORD '${verifier}'`);
      await transaction.query(`GRANT tickmark_gate, tickmark_worker TO ${name}`);
    });
  } catch (error) {
    if (unavailableOf(error) !== null) throw error;
    throw refused(`The owner of the database cannot make the login ${name}: ${asError(error).message}.`);
  }
  const login = withUser(url, name, password);
  const pool = openPool(login, { max: 1, role: 'tickmark_gate' });
  try {
    await pool.query('SELECT');
  } catch (error) {
    if (unavailableOf(error) !== null) throw error;
    throw refused(`PostgreSQL does not let the login ${name} in: ${asError(error).message}.`);
  } finally {
    await pool.end();
  }
  return login;
}

function refused(sentence: string): Refusal {
  return new Refusal('database-login', sentence, {
    exit: 3,
    next: 'Let the user of DATABASE_URL make roles (CREATEROLE), and let users named tickmark_session_… in by password (pg_hba.conf).',
  });
}

/** What a driver reads first, wherever the URL names the server. */
function withUser(url: string, name: string, password: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}user=${name}&password=${password}`;
}

/** What PostgreSQL keeps of a password (RFC 5803): the password itself is in no statement, and so in no log of statements. */
function verifierOf(password: string, salt: Buffer): string {
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const keyed = (what: string) => createHmac('sha256', salted).update(what).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}
