import { mselCexf, mselCsv, mselWorkbook } from "../../exchange/index.ts";
import { differenceOfRows, type RowChange } from "../../exercise/index.ts";
import {
  type Diagnostic,
  type ExerciseFile,
  exerciseFile,
  type MselRow,
  mselRow,
} from "../../model/index.ts";
import { readMselApart } from "../msel-reading.ts";
import { HttpProblem, notValid, sayFault } from "../problem.ts";
import type { Tables } from "../tables.ts";
import type { Handlers } from "./route.ts";

type MselHandlers = Pick<Handlers, "exportMsel" | "readMsel" | "planRows" | "checkRows" | "changeRows">;

type GivenRows = readonly Readonly<Record<string, unknown>>[];

/** A row that says no more than its title still tells that; everything else that is wrong with a row keeps it out. */
const HARMLESS = "scenario/row_without_content";

const keepsOut = ({ severity, code, path }: Diagnostic): boolean =>
  severity === "error" && code !== HARMLESS && /^rows\b/.test(path);

/** Threads that read strangers' files at once: each may take some memory. */
const MOST_READINGS = 2;

const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  cexf: "application/json",
} as const;

/**
 * The list of events of an exercise as sheets. Those who see everything take it out; who may edit the plan, before STARTEX,
 * reads a team's own against it, which saves nothing; sees what other rows would change and what is wrong with them, which
 * saves nothing either; and takes them for this exercise, or for another one beside it.
 */
export function mselHandlers(tables: Tables): MselHandlers {
  let readings = 0;
  const fileOf = (id: string): ExerciseFile => {
    const read = exerciseFile.safeParse(tables.stored(id).file);
    if (!read.success) throw notValid(read.error);
    return read.data as ExerciseFile;
  };
  return {
    async exportMsel({ params: { id, format }, language, caller }) {
      await tables.whoMay(id, caller, "see-everything");
      const file = fileOf(id);
      const form = format as keyof typeof TYPES;
      const answer = {
        type: TYPES[form],
        name: `golden-hour-msel-${id}.${form === "cexf" ? "cexf.json" : form}`,
      };
      if (form === "csv") return { ...answer, text: mselCsv(file, language) };
      if (form === "cexf") return { ...answer, text: mselCexf(file, language) };
      const made = await mselWorkbook(file, language);
      if (!made.ok) throw new HttpProblem("exercise/cell_too_long", { found: made.number });
      return { ...answer, text: made.bytes };
    },
    async readMsel({ params: { id }, body, caller }) {
      await tables.whoMay(id, caller, "edit-plan");
      if (readings >= MOST_READINGS) throw new HttpProblem("server/busy", { limit: String(MOST_READINGS) });
      readings += 1;
      try {
        const file = fileOf(id);
        const { scenario } = await tables.subject(file);
        const bytes = Buffer.from(body.content, "base64");
        return await readMselApart(bytes, scenario, file, body.answers);
      } finally {
        readings -= 1;
      }
    },
    async checkRows({ params: { id }, body: { rows }, language, caller }) {
      await tables.whoMay(id, caller, "edit-plan");
      const found = (await tables.faultsWith(id, rows)).filter(({ path }) => /^rows\b/.test(path));
      const isReady = !found.some(keepsOut);
      return {
        isReady,
        changes: changesIn(fileOf(id), rows),
        faults: found.map((each) => ({
          ...sayFault(each, language),
          severity: keepsOut(each) ? "error" : "warning",
        })),
      };
    },
    async changeRows({ params: { id }, body: { rows }, caller }) {
      const known = await tables.whoMay(id, caller, "edit-plan");
      const diagnostics = (await tables.faultsWith(id, rows)).filter(keepsOut);
      if (diagnostics.length > 0) throw new HttpProblem("exercise/faulty_rows", { diagnostics });
      const changes = changesIn(fileOf(id), rows);
      if (changes.length > 0) await tables.changeRows(id, known, rows);
      return { changes };
    },
    async planRows({ params: { id }, body, language, caller, setCookie }) {
      await tables.whoMay(id, caller, "edit-plan");
      const { cookie, ...made } = await tables.create(
        { ...tables.stored(id).file, rows: body.rows },
        language,
      );
      setCookie(cookie, made.key);
      return made;
    },
  };
}

/** What rows would change, as far as they can be read at all: of those that cannot, their faults tell. */
function changesIn({ rows: before }: ExerciseFile, given: GivenRows): RowChange[] {
  const read = given.flatMap((each) => {
    const row = mselRow.safeParse(each);
    return row.success ? [row.data as MselRow] : [];
  });
  return differenceOfRows(before, read);
}
