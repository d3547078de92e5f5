import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Who may come in: by which name the server is called, from which pages, and with which token. The same for HTTP and sockets. */

export interface AccessOptions {
  /** names by which it may be called, without port, small letters */
  readonly hosts: readonly string[];
  /** the operator's token; undefined on loopback */
  readonly token?: string;
}

export type AccessFault = "access/host" | "access/origin" | "access/token";

type Headers = Pick<IncomingMessage, "headers">;

export const COOKIE = "golden-hour";

/** `[::1]:80` and `name:80` without the port, in small letters; undefined for what is no host. */
function nameOf(host: string | undefined): string | undefined {
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]{0,252}))(?::\d{1,5})?$/i.exec(host ?? "");
  return found?.[1].toLowerCase();
}

export class Access {
  private readonly hosts: ReadonlySet<string>;
  private readonly token: Buffer | undefined;

  constructor({ hosts, token }: AccessOptions) {
    this.hosts = new Set(hosts.map((each) => each.toLowerCase()));
    this.token = token === undefined ? undefined : hash(token);
  }

  /** What keeps a request out, before anything else of it is looked at; a token is asked for elsewhere. */
  faultOf({ headers }: Headers): AccessFault | undefined {
    const name = nameOf(headers.host);
    if (name === undefined || !this.hosts.has(name)) return "access/host";
    const { origin } = headers;
    // Pages name their origin with every change and every socket; without one it is no page of another site.
    if (origin !== undefined && !isOwn(origin, headers.host ?? "")) return "access/origin";
    if (headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate")
      return "access/origin";
    return undefined;
  }

  get needsToken(): boolean {
    return this.token !== undefined;
  }

  /** Whether a request carries the token, in its cookie or as a bearer. */
  isAllowed({ headers }: Headers): boolean {
    if (this.token === undefined) return true;
    const bearer = /^Bearer ([\w-]{1,200})$/.exec(headers.authorization ?? "")?.[1];
    const cookie = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{1,200})`).exec(headers.cookie ?? "")?.[1];
    return [bearer, cookie].some((each) => each !== undefined && this.isToken(each));
  }

  isToken(given: string): boolean {
    return this.token !== undefined && timingSafeEqual(hash(given), this.token);
  }
}

const hash = (text: string) => createHash("sha256").update(text).digest();

function isOwn(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}
