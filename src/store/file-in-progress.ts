import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { resolve } from "node:path";
import { codeOf } from "./read-file.ts";

const CHUNK = 1 << 18;

/**
 * A file that exists only when it is whole: written under a temporary name beside its place, in large pieces, and moved
 * there at the end. Whatever goes wrong, no half of it is left. Only a plain file is ever replaced: a device, pipe or
 * folder of that name is refused before anything is written.
 */
export class FileInProgress {
  private readonly place: string;
  private readonly temporary: string;
  private handle: number | undefined;
  private held: string[] = [];
  private size = 0;

  constructor(path: string) {
    this.place = placeOf(path);
    this.temporary = `${this.place}.part-${process.pid}`;
    this.handle = openSync(this.temporary, "wx", 0o644);
  }

  write(piece: string | Uint8Array): void {
    if (typeof piece !== "string") {
      this.flush();
      this.put(piece);
      return;
    }
    this.held.push(piece);
    this.size += piece.length;
    if (this.size >= CHUNK) this.flush();
  }

  private flush(): void {
    const bytes = Buffer.from(this.held.join(""), "utf8");
    this.held = [];
    this.size = 0;
    this.put(bytes);
  }

  private put(bytes: Uint8Array): void {
    if (this.handle === undefined) throw new Error("store/file_closed");
    let written = 0;
    while (written < bytes.length) written += writeSync(this.handle, bytes, written);
  }

  /** Brings the file to its place. */
  finish(): void {
    this.flush();
    const handle = this.handle as number;
    fsyncSync(handle);
    closeSync(handle);
    this.handle = undefined;
    // What stands there may have changed while the file was written.
    placeOf(this.place);
    renameSync(this.temporary, this.place);
  }

  /** Leaves nothing behind; does nothing once the file is in its place. */
  discard(): void {
    try {
      if (this.handle !== undefined) closeSync(this.handle);
    } finally {
      this.handle = undefined;
      rmSync(this.temporary, { force: true });
    }
  }
}

/** Where a path leads, links followed, when a plain file stands there or nothing does. */
function placeOf(path: string): string {
  try {
    const real = realpathSync(path);
    if (statSync(real).isFile()) return real;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return resolve(path);
    throw error;
  }
  throw Object.assign(new Error("store/not_a_plain_file"), { code: "not a plain file" });
}
