/** Requests to another house: TLS alone, no redirects, and no more of an answer than fits a description or a set of keys. */

/** An answer longer than this is refused where it passes it. */
const mostBytes = 1024 * 1024;

/** Whether an address is on this machine. */
export function isLoopback(address: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(address.hostname);
}

/** Whether it may be asked, or a browser be sent there. isLocal: the house is on this machine, as in tests */
export function isTrusted(address: URL, isLocal: boolean): boolean {
  return address.protocol === 'https:' || (isLocal && address.protocol === 'http:' && isLoopback(address));
}

/** `fetch` for openid-client. Throws a TypeError, as fetch does. */
export function boundedFetch(isLocal: boolean) {
  return async (address: string, options: object): Promise<Response> => {
    if (!isTrusted(new URL(address), isLocal)) throw new TypeError('only requests over TLS are made');
    const response = await fetch(address, { ...options, redirect: 'manual' });
    return new Response(await bodyOf(response), {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
}

async function bodyOf(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (response.body === null) return null;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.byteLength;
    if (size > mostBytes) throw new TypeError(`the answer is longer than ${mostBytes} bytes`);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
