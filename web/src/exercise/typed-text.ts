/**
 * Addresses in what somebody typed. Nothing typed is ever a link; whoever types an address that could be a real one is
 * asked about it before it is sent.
 */

/** Domains that nobody can own: RFC 2606, RFC 6761. */
const RESERVED = ["example", "invalid", "test", "localhost", "example.com", "example.net", "example.org"];

/** Names of files and abbreviations are no hosts. */
const NO_HOSTS = new Set([
  "txt",
  "pdf",
  "doc",
  "docx",
  "xls",
  "xlsx",
  "csv",
  "png",
  "jpg",
  "mp4",
  "e.g",
  "i.e",
]);

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"']+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}\b/giu;

function hostOf(address: string): string {
  return (
    address
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .split(/[/?#:]/)[0]
      ?.split("@")
      .at(-1)
      ?.replace(/\.+$/, "") ?? ""
  );
}

/** Whether the host is one that nobody can own. */
function isReserved(host: string): boolean {
  return RESERVED.some((each) => host === each || host.endsWith(`.${each}`));
}

/** The first address in a text that could be a real one. */
export function doubtfulAddress(text: string): string | undefined {
  for (const [found] of text.matchAll(ADDRESS)) {
    const host = hostOf(found);
    const last = host.split(".").at(-1) ?? "";
    if (host === "" || isReserved(host) || NO_HOSTS.has(last)) continue;
    return found;
  }
  return undefined;
}
