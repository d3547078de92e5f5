import { readModels, rowsOfModels } from "../../src/cli/commands/list.ts";
import { openHouse } from "../../src/cli/compose.ts";
import { modelsPage } from "../../src/words/index.ts";

const cell = (text: string) => text.replaceAll("|", "\\|");
const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;

/** The page of the documentation: the models' parameters in one table, each number with where it comes from. */
export function governancePage(): string {
  const house = openHouse();
  const page = { models: readModels(house), rows: rowsOfModels(house) };
  const blocks = modelsPage(page, "en", { detail: "full" });
  const tables = blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
  return [
    "# Models of governance",
    "",
    "Three answers to an old question: who decides what goes? Each is a variant of every scenario:",
    "`golden-hour compare SCENARIO --variants self-regulation,state-command,co-regulation`. They change who decides, what binds",
    "and by when, and leave what happens, where, and who is there. They are models: no state's law and no body's promise stands",
    "behind them as they are, and a real incident under one of them is marked *counterfactual*. Their data:",
    "`scenarios/library/governance.yaml` and the protocols that it names. Written by `npm run soak governance`, never by hand.",
    "",
    "What they are compared by: exposure (`item.hours`), duties kept (`duties.met.share.benchmark`: gone within an hour of being",
    "named by a state, the one clock that all three have), wrongful removals (`lawful.removed`), burden on small services",
    "(`staff.hours.small.head`) and misuse (`lawful.removed.by.order`: lawful items that went because an order named them).",
    "",
    "## Parameters side by side",
    "",
    "Each is read in a source, or assumed with the range within which it could as well lie. *none*: the model knows no such thing.",
    "",
    ...tables.flatMap(({ columns, rows }) => [
      line(columns.map(({ text }) => text)),
      line(columns.map(() => "---")),
      ...rows.map(line),
    ]),
    "",
  ].join("\n");
}
