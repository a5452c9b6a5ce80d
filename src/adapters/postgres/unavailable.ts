/** What stands against the database or the disk for a while, and is nobody's fault who asks. */

/** Classes and codes of SQLSTATE: connections (08), too many of them, ended or starting server, disk full, out of memory, input and output. */
const away = /^(08...|57P0[1-5]|53300|57014|58030|58P01)$/;
const full = /^(53100|ENOSPC|EDQUOT)$/;
const broken = /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
/** Of the driver, which gives these no code. */
const said =
  /^(Connection terminated|Connection ended|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/**
 * database  it does not answer, or ended the connection: what was asked may or may not have been done
 * space     there is no room left: nothing was done
 * memory    the database has none left: nothing was done
 * turn      it waited too long for others, or each for the other: nothing was done
 */
export type Unavailable = 'database' | 'space' | 'memory' | 'turn';

/** What an error, or one that caused it, says of that; null when it is about something else. */
export function unavailableOf(error: unknown): Unavailable | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, syscall }: { code?: unknown; syscall?: unknown } = Object(at);
    const word = typeof code === 'string' ? code : '';
    if (full.test(word)) return 'space';
    if (word === '53200') return 'memory';
    if (word === '40001' || word === '40P01' || word === '55P03') return 'turn';
    if (away.test(word) || broken.test(word) || said.test(at.message)) return 'database';
    // A unix socket that is not there: the server starts, or has ended.
    if (word === 'ENOENT' && syscall === 'connect') return 'database';
    if (at instanceof AggregateError && at.errors.some((one) => unavailableOf(one) === 'database')) return 'database';
  }
  return null;
}
