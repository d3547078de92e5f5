import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";

const SRC = resolve(import.meta.dirname, "../../src");
const MODULES = resolve(import.meta.dirname, "../../node_modules");

/** One place of the product's text, and what is put there instead. */
export interface Mutation {
  /** path below src, such as `simulation/duties.ts` */
  readonly file: string;
  /** stands in that file exactly once */
  readonly from: string;
  readonly to: string;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && each.name.endsWith(".ts"))
    .map((each) => relative(SRC, join(each.parentPath, each.name)).split(sep).join("/"));
}

const roomOf = (file: string) => file.slice(0, file.indexOf("/"));

/** The rooms that each room stands on, read from the imports of its files. */
function readRooms(): ReadonlyMap<string, ReadonlySet<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const file of filesOf(SRC)) {
    const room = roomOf(file);
    const uses = rooms.get(room) ?? new Set<string>();
    rooms.set(room, uses);
    for (const [, path] of readFileSync(join(SRC, file), "utf8").matchAll(/from "(\.[^"]+)"/g))
      uses.add(roomOf(join(dirname(file), path).split(sep).join("/")));
  }
  return rooms;
}

/** A room that is changed, and all that stand on it: these must be copied, so that they meet the change. */
function roomsTouched(changed: ReadonlySet<string>): ReadonlySet<string> {
  const rooms = readRooms();
  const touched = new Set(changed);
  for (let before = -1; before < touched.size; ) {
    before = touched.size;
    for (const [room, uses] of rooms) if ([...uses].some((each) => touched.has(each))) touched.add(room);
  }
  return touched;
}

/** Rooms by name, each as its door exports it; of a mutant where it is touched, else the product's own. */
export type Open = <T>(room: string) => Promise<T>;

/**
 * The product with some places of its text changed. Rooms that the change reaches are copied aside, all others are the
 * product's own; `use` may open any room while it works, and what it opened stays usable.
 * @throws when a place is not found, or found more than once
 */
export async function withMutant<T>(
  mutations: readonly Mutation[],
  use: (open: Open) => Promise<T>,
): Promise<T> {
  const touched = roomsTouched(new Set(mutations.map(({ file }) => roomOf(file))));
  const folder = mkdtempSync(join(tmpdir(), "golden-hour-mutant-"));
  const texts = new Map<string, string>();
  for (const { file, from, to } of mutations) {
    const text = texts.get(file) ?? readFileSync(join(SRC, file), "utf8");
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
    texts.set(
      file,
      text.replace(from, () => to),
    );
  }
  try {
    symlinkSync(MODULES, join(folder, "node_modules"));
    // Without it a loader takes the copies for CommonJS, whatever they say, and refuses the first cycle of imports.
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    for (const room of touched)
      for (const file of filesOf(join(SRC, room))) {
        const target = join(folder, file);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(
          target,
          redirect(texts.get(file) ?? readFileSync(join(SRC, file), "utf8"), file, touched),
        );
      }
    return await use(
      (room) => import(/* @vite-ignore */ join(touched.has(room) ? folder : SRC, room, "index.ts")),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Imports of rooms that are not copied lead to the product's own. */
function redirect(text: string, file: string, touched: ReadonlySet<string>): string {
  return text.replaceAll(/from "(\.[^"]+)"/g, (whole, path: string) => {
    const target = join(dirname(file), path).split(sep).join("/");
    return touched.has(roomOf(target)) ? whole : `from "${join(SRC, target)}"`;
  });
}
