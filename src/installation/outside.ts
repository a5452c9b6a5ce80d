import { isIP } from 'node:net';
import { Refusal } from '../refusal.ts';

/**
 * How an installation is reached from other machines: through a proxy that speaks TLS.
 * url          its public address, without a slash at the end; links in mails and passkeys are bound to it
 * hostname     the name in it: requests for another are refused
 * proxies      addresses or networks whose X-Forwarded-… is believed
 * hstsSeconds  for how long browsers are told to come over TLS alone; 0: they are told nothing
 * listen       address to listen on; 127.0.0.1 stands for both loopback addresses
 */
export interface Outside {
  readonly url: string;
  readonly hostname: string;
  readonly proxies: readonly string[];
  readonly hstsSeconds: number;
  readonly listen: string;
}

const year = 31_536_000;

/** refuses  setting */
export function readOutside(environment: NodeJS.ProcessEnv): Outside | null {
  const text = environment['TICKMARK_URL'] ?? '';
  const listen = environment['TICKMARK_LISTEN'] || '127.0.0.1';
  if (text === '') {
    const lonely = ['TICKMARK_TRUSTED_PROXIES', 'TICKMARK_HSTS', 'TICKMARK_LISTEN'].find((name) => environment[name]);
    if (lonely !== undefined) throw new Refusal('setting', `${lonely} needs TICKMARK_URL, the public address.`);
    return null;
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new Refusal('setting', 'TICKMARK_URL must be an address such as https://soc2.example.com, without a path.');
  if (isIP(url.hostname.replaceAll(/^\[|\]$/g, '')) !== 0)
    throw new Refusal('setting', 'TICKMARK_URL must have a name: passkeys are not bound to bare addresses.');
  if (isIP(listen) === 0) throw new Refusal('setting', `TICKMARK_LISTEN must be an address, not "${listen}".`);
  const proxies = (environment['TICKMARK_TRUSTED_PROXIES'] ?? '').split(',').map((one) => one.trim());
  const named = proxies.filter((one) => one !== '');
  const wrong = named.find((one) => !isNetwork(one));
  if (wrong !== undefined)
    throw new Refusal('setting', `TICKMARK_TRUSTED_PROXIES holds "${wrong}", which is no address or network.`);
  const seconds = environment['TICKMARK_HSTS'] || String(year);
  if (!/^\d{1,9}$/.test(seconds))
    throw new Refusal('setting', `TICKMARK_HSTS must be a number of seconds, not "${seconds}".`);
  return { url: url.origin, hostname: url.hostname, proxies: named, hstsSeconds: Number(seconds), listen };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
