import { join } from "node:path";
import { type Shelf, ThreadCaller } from "../server/index.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/cli/shelf-worker.js");

/** The library, read in a thread of its own. */
export function openShelf(): Shelf {
  const thread = new ThreadCaller(ENTRY, undefined);
  const call =
    <Name extends Exclude<keyof Shelf, "close">>(name: Name) =>
    (...args: Parameters<Shelf[Name]>): ReturnType<Shelf[Name]> =>
      thread.call(name, ...args) as ReturnType<Shelf[Name]>;
  return {
    scenarios: call("scenarios"),
    groups: call("groups"),
    subject: call("subject"),
    detail: call("detail"),
    text: call("text"),
    check: call("check"),
    protocols: call("protocols"),
    protocol: call("protocol"),
    exercises: call("exercises"),
    exercise: call("exercise"),
    readExercise: call("readExercise"),
    close: () => thread.close(),
  };
}
