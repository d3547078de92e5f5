import { useSyncExternalStore } from "react";

/** Addresses of pages: real paths, so that a link can be passed on and the browser's own back button works. */

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

const read = () => window.location.pathname + window.location.search;

/** The page's path and what stands behind its `?`. */
export function useAddress(): URL {
  return new URL(useSyncExternalStore(subscribe, read), window.location.origin);
}

/** Goes to another page of ours without loading it anew; `replace` leaves no trace in the history. */
export function go(address: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (replace) window.history.replaceState(null, "", address);
  else {
    window.history.pushState(null, "", address);
    window.scrollTo(0, 0);
  }
  for (const listener of listeners) listener();
}

export interface Parts {
  readonly [name: string]: string | number | undefined;
}

/** An address from its path's parts and its query; empty values are left out. */
export function addressOf(path: readonly string[], query: Parts = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== "") search.set(name, String(value));
  const text = search.toString();
  return `/${path.map(encodeURIComponent).join("/")}${text === "" ? "" : `?${text}`}`;
}
