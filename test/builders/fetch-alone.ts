/**
 * A request on a connection of its own. A server gives up a connection that has been idle for seconds, and a request that
 * is sent on it in that very instant is lost: it happens where a test computes between two requests, and hangs on how
 * long that takes. Browsers ask again by themselves; `fetch` of Node tells an error.
 */
export function fetchAlone(
  url: string,
  init: RequestInit & { readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  return fetch(url, { ...init, headers: { ...init.headers, connection: "close" } });
}
