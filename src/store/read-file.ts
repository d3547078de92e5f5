import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";

/** Largest file that is read: 1 MB. */
export const LARGEST = 1_048_576;

export type ReadFault = "missing" | "not-a-file" | "too-large" | "unreadable";

export type FileReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: ReadFault; readonly problem: string };

const refuse = (fault: ReadFault, problem = ""): FileReading => ({ ok: false, fault, problem });

/**
 * The text of one regular file of at most 1 MB. A larger one is refused by its size, before anything of it is read; a
 * pipe, device or folder is never opened for reading; a file that grows while it is read is cut off and refused.
 */
export function readTextFile(path: string): FileReading {
  let handle: number | undefined;
  try {
    if (!statSync(path).isFile()) return refuse("not-a-file");
    // Between the look and the opening a pipe may have taken the file's place: then opening must not wait for a writer.
    handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const state = fstatSync(handle);
    if (!state.isFile()) return refuse("not-a-file");
    if (state.size > LARGEST) return refuse("too-large");
    const bytes = Buffer.allocUnsafe(LARGEST + 1);
    let length = 0;
    for (;;) {
      const got = readSync(handle, bytes, length, bytes.length - length, null);
      if (got === 0) break;
      length += got;
      if (length > LARGEST) return refuse("too-large");
    }
    return { ok: true, text: bytes.toString("utf8", 0, length) };
  } catch (error) {
    const code = codeOf(error);
    return refuse(
      code === "ENOENT" || code === "ENOTDIR" || code === "ERR_INVALID_ARG_VALUE" ? "missing" : "unreadable",
      code,
    );
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** `ENOENT` and the like; the error's name for what has no such code. */
export function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : String(name ?? "error");
}
