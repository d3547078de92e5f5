import type { Language } from "../../../src/words/index.ts";
import type { ProblemDocument } from "./types.ts";

/** Questions to the server, all of them to where the page came from. */

const ROOT = "/api/v1";

/** What the server refused, or that it could not be reached: `document` is absent then. */
export class Refused extends Error {
  readonly document: ProblemDocument | undefined;

  constructor(document: ProblemDocument | undefined, cause?: unknown) {
    super(document?.detail ?? document?.title ?? "unreachable", { cause });
    this.document = document;
  }
}

export function pathOf(...parts: readonly string[]): string {
  return `${ROOT}/${parts.map(encodeURIComponent).join("/")}`;
}

async function answerOf(path: string, language: Language, init: RequestInit): Promise<Response> {
  const address = new URL(path, window.location.origin);
  address.searchParams.set("lang", language);
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new Refused(undefined, error);
  }
}

async function ask<T>(path: string, language: Language, init: RequestInit = {}): Promise<T> {
  const headers = { accept: "application/json", ...init.headers };
  const answer = await answerOf(path, language, { ...init, headers });
  if (answer.status === 204) return undefined as T;
  const text = await answer.text();
  if (!answer.ok) throw new Refused(problemIn(text, answer.status));
  return JSON.parse(text) as T;
}

/** A file to be taken away, under the name that the server gives it. */
export async function fileAt(
  path: string,
  language: Language,
): Promise<{ readonly name: string; readonly blob: Blob }> {
  const answer = await answerOf(path, language, {});
  if (!answer.ok) throw new Refused(problemIn(await answer.text(), answer.status));
  const given = /filename="?([^";]+)"?/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  return { name: given ?? path.split("?")[0].split("/").at(-1) ?? "file", blob: await answer.blob() };
}

function problemIn(text: string, status: number): ProblemDocument {
  try {
    return JSON.parse(text) as ProblemDocument;
  } catch {
    return { type: "about:blank", title: `HTTP ${status}`, status, code: "web/not_a_problem" };
  }
}

export const get = <T>(path: string, language: Language, signal?: AbortSignal): Promise<T> =>
  ask(path, language, signal === undefined ? {} : { signal });

export const post = <T>(path: string, body: unknown, language: Language): Promise<T> =>
  ask(path, language, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

export const remove = <T>(path: string, language: Language): Promise<T> =>
  ask(path, language, { method: "DELETE" });
