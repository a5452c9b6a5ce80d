/** A browser without a window: keeps cookies by host, follows where it is sent, fills forms. For tests of ways that lead through two servers. */

/** Where it came to. */
export interface Arrived {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

export interface Wanderer {
  readonly cookies: Map<string, Map<string, string>>;
  /** one request, redirects not followed */
  ask(
    method: string,
    url: string,
    body?: URLSearchParams | object,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** follows redirects until there is none, or until `until` says of an address that it is not asked any more */
  go(
    url: string,
    options?: { readonly form?: URLSearchParams; readonly until?: (url: URL) => boolean },
  ): Promise<Arrived>;
}

export function newWanderer(): Wanderer {
  const cookies = new Map<string, Map<string, string>>();
  const keep = (url: URL, response: Response) => {
    const jar = cookies.get(url.hostname) ?? new Map<string, string>();
    cookies.set(url.hostname, jar);
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const gone = rest.some((one) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
      if (gone) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
  };
  const ask: Wanderer['ask'] = async (method, address, body, headers = {}) => {
    const url = new URL(address);
    const jar = [...(cookies.get(url.hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(jar !== '' && { cookie: jar }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    keep(url, response);
    return response;
  };
  return {
    cookies,
    ask,
    async go(address, { form, until = () => false } = {}) {
      let [url, response] = [new URL(address), await ask(form === undefined ? 'GET' : 'POST', address, form)];
      for (let steps = 0; steps < 15; steps += 1) {
        const location = response.headers.get('location');
        if (location === null || response.status < 300 || response.status >= 400) break;
        url = new URL(location, url);
        if (until(url)) return { url, status: response.status, text: '' };
        response = await ask('GET', url.href);
      }
      return { url, status: response.status, text: await response.text() };
    },
  };
}
