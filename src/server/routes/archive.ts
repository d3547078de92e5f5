import { exportStore, importInto, type Store } from "../../store/index.ts";
import { HttpProblem } from "../problem.ts";
import type { Handlers } from "./route.ts";

/** Everything that is kept, out as one file and in again elsewhere. */
export function archiveHandlers(store: Store): Pick<Handlers, "getArchive" | "importArchive"> {
  return {
    getArchive: () => ({
      text: exportStore(store),
      type: "application/x-ndjson",
      name: "golden-hour-archive.jsonl",
    }),
    importArchive({ body: { archive } }) {
      const result = importInto(store, archive);
      if (!result.ok) throw new HttpProblem("archive/faulty", { found: String(result.line) });
      return { added: result.added, known: result.known };
    },
  };
}
