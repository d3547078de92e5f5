import type { Comparisons } from "../comparisons.ts";
import { COMPARISON_FORMATS } from "../operations.ts";
import { HttpProblem } from "../problem.ts";
import type { ThreadCaller } from "../threads.ts";
import type { Handlers } from "./route.ts";

type ComparisonHandlers = Pick<
  Handlers,
  | "listComparisons"
  | "createComparison"
  | "getComparison"
  | "deleteComparison"
  | "cancelComparison"
  | "resumeComparison"
  | "getComparisonResult"
  | "getPicks"
  | "exportComparison"
>;

const JSON_TYPE = "application/json";
const OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.";

/** Comparisons and what came of them. */
export function comparisonHandlers(comparisons: Comparisons, desk: ThreadCaller): ComparisonHandlers {
  return {
    listComparisons: () => ({ comparisons: [...comparisons.list()] }),
    createComparison: ({ body }) => comparisons.create(body),
    getComparison: ({ params: { id } }) => comparisons.get(id),
    async deleteComparison({ params: { id } }) {
      await comparisons.remove(id);
      return undefined;
    },
    cancelComparison: ({ params: { id } }) => comparisons.cancel(id),
    resumeComparison: ({ params: { id } }) => comparisons.resumeOne(id),
    getComparisonResult: async ({ params: { id }, query: { brief }, language }) => ({
      text:
        brief === "1" ? await comparisons.briefSoFar(id, language) : comparisons.resultSoFar(id, language),
      type: JSON_TYPE,
    }),
    async getPicks({ params: { id }, query: { variant, measure } }) {
      const { scenario, seed, scale } = comparisons.get(id);
      return { scenario, variant, seed, scale, picks: await comparisons.picks(id, { variant, measure }) };
    },
    async exportComparison({ params: { id, format }, language }) {
      const name = (ending: string) => `golden-hour-${comparisons.get(id).scenario}-${id}.${ending}`;
      switch (format) {
        case "json":
          return { text: comparisons.result(id, language), type: JSON_TYPE, name: name("json") };
        case "html": {
          const document: unknown = JSON.parse(comparisons.result(id, language));
          return {
            text: await desk.call<string>("report", document, language),
            type: "text/html",
            name: name("html"),
          };
        }
        case "xlsx":
        case "docx": {
          const document: unknown = JSON.parse(comparisons.result(id, language));
          const method = format === "xlsx" ? "workbook" : "twoPages";
          return {
            text: await desk.call<Uint8Array>(method, document, language),
            type: OFFICE_TYPE + (format === "xlsx" ? "spreadsheetml.sheet" : "wordprocessingml.document"),
            name: name(format),
          };
        }
        case "csv":
          comparisons.result(id, language);
          return { text: comparisons.csv(id), type: "text/csv", name: name("csv") };
        default:
          throw new HttpProblem("export/unknown_format", {
            found: format,
            limit: COMPARISON_FORMATS.join(", "),
          });
      }
    },
  };
}
