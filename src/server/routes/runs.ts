import { endLine, headerLine, isLogFormat, LOG_FORMATS, runCsv } from "../../exchange/index.ts";
import type { RunPage } from "../../words/index.ts";
import { MOST_ITEM_FACTS, TOO_MANY_FACTS } from "../item-limit.ts";
import { RUN_FORMATS } from "../operations.ts";
import { HttpProblem } from "../problem.ts";
import type { Runs } from "../runs.ts";
import type { ThreadCaller } from "../threads.ts";
import type { Handlers, TextAnswer } from "./route.ts";

type RunHandlers = Pick<
  Handlers,
  | "listRuns"
  | "createRun"
  | "getRun"
  | "deleteRun"
  | "getStage"
  | "getUpdates"
  | "commandRun"
  | "getRunResult"
  | "getRunPage"
  | "getRunLog"
  | "exportRun"
>;

const JSON_TYPE = "application/json";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Runs, their results and their players. */
export function runHandlers(runs: Runs, desk: ThreadCaller): RunHandlers {
  const page = async (id: string) =>
    JSON.parse(await runs.document(id, "page")) as { readonly page: RunPage };
  return {
    listRuns: async () => ({ runs: [...(await runs.list())] }),
    createRun: ({ body }) => runs.create(body),
    getRun: ({ params: { id } }) => runs.get(id),
    async deleteRun({ params: { id } }) {
      await runs.remove(id);
      return undefined;
    },
    getStage: ({ params: { id } }) => runs.stage(id),
    async getUpdates({ params: { id }, query: { since, most } }) {
      const { updates, head } = await runs.updates(id, since, most);
      return { updates: [...updates], head };
    },
    commandRun: ({ params: { id }, body }) => runs.command(id, body.command, body.id),
    getRunResult: async ({ params: { id }, language }) => ({
      text: await runs.document(id, `result-${language}`),
      type: JSON_TYPE,
    }),
    getRunPage: async ({ params: { id } }) => ({ text: await runs.document(id, "page"), type: JSON_TYPE }),
    async getRunLog({ params: { id } }) {
      const { header, facts } = (await page(id)).page;
      return { header: { ...header }, facts: [...facts] };
    },
    async exportRun({ params: { id, format }, language }): Promise<TextAnswer> {
      const { scenario } = await runs.get(id);
      const name = (ending: string) => `golden-hour-${scenario}-${id}.${ending}`;
      if (isLogFormat(format)) {
        const { type, ending } = LOG_FORMATS[format];
        const text = await desk
          .call<string>("exportRun", await runs.task(id), format, language)
          .catch((error: { readonly code?: unknown }) => {
            if (error.code !== TOO_MANY_FACTS) throw error;
            throw new HttpProblem(TOO_MANY_FACTS, { limit: String(MOST_ITEM_FACTS), found: scenario });
          });
        return { text, type, name: name(ending) };
      }
      switch (format) {
        case "html":
        case "xlsx":
          return {
            text: await desk.call<string | Uint8Array>("show", await runs.task(id), format, language),
            type: format === "html" ? "text/html" : SHEET_TYPE,
            name: name(format),
          };
        case "json":
          return { text: await runs.document(id, `result-${language}`), type: JSON_TYPE, name: name("json") };
        case "csv":
          return {
            text: runCsv(JSON.parse(await runs.document(id, `result-${language}`))),
            type: "text/csv",
            name: name("csv"),
          };
        case "log": {
          const { header, facts } = (await page(id)).page;
          const lines = facts.map((each) => `${JSON.stringify(each)}\n`);
          const end = endLine(JSON.parse(await runs.document(id, "end")));
          return {
            text: [headerLine(header, "actors"), ...lines, end],
            type: "application/x-ndjson",
            name: name("jsonl"),
          };
        }
        default:
          throw new HttpProblem("export/unknown_format", { found: format, limit: RUN_FORMATS.join(", ") });
      }
    },
  };
}
