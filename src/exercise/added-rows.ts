import type { Criterion, Inject, MselRow, Text } from "../model/index.ts";
import { injectOf } from "./msel.ts";
import type { Plain } from "./record.ts";

/**
 * A row that was added while the exercise ran, as the record holds it: what it does stands in the chain, what it says stands
 * beside it and can be deleted.
 */

const TEXTS = ["title", "subject", "text", "from", "notesController", "notesEvaluator"] as const;
const STRINGS = ["controller"] as const;

export interface RowParts {
  readonly data: Readonly<Record<string, Plain>>;
  readonly texts: Readonly<Record<string, string>>;
}

const inBoth = (name: string, { en, fr }: Text): [string, string][] => [
  [`${name}.en`, en],
  [`${name}.fr`, fr],
];

export function partsOfRow(row: MselRow): RowParts {
  const texts: [string, string][] = [
    ...TEXTS.flatMap((name) => inBoth(name, row[name] ?? { en: "", fr: "" })),
    ...inBoth("expects", row.expects?.text ?? { en: "", fr: "" }),
    ...STRINGS.map((name): [string, string] => [name, row[name] ?? ""]),
  ];
  const said = new Set<string>([...TEXTS, ...STRINGS]);
  const rest = Object.entries(row).filter(([name]) => !said.has(name));
  const bare = Object.fromEntries(rest.map(([name, value]) => [name, value]));
  const { expects } = row;
  if (expects !== undefined) bare.expects = { ...expects, text: undefined };
  const data = JSON.parse(JSON.stringify(bare)) as Record<string, Plain>;
  return { data, texts: Object.fromEntries(texts.filter(([, text]) => text !== "")) };
}

/** The row again; what was deleted is empty. */
export function addedRow(data: RowParts["data"], texts: RowParts["texts"]): MselRow {
  const both = (name: string): Text | undefined => {
    const [en, fr] = [texts[`${name}.en`], texts[`${name}.fr`]];
    return en === undefined && fr === undefined ? undefined : { en: en ?? "", fr: fr ?? "" };
  };
  const plan = data.plan as unknown as Omit<MselRow, "title">;
  const given = [
    ...TEXTS.map((name) => [name, both(name)] as const),
    ...STRINGS.map((name) => [name, texts[name]] as const),
  ].filter(([, text]) => text !== undefined);
  const { expects } = plan;
  return {
    title: { en: "", fr: "" },
    ...plan,
    ...Object.fromEntries(given),
    ...(expects === undefined
      ? {}
      : { expects: { ...expects, text: both("expects") ?? { en: "", fr: "" } } }),
  };
}

/** What a row that is added expects, for who judges it while the run goes on. */
export function criterionOf({ expects }: MselRow): { readonly expected?: Criterion } {
  if (expects?.when === undefined) return {};
  const { text: _, ...expected } = expects;
  return { expected };
}

/** As the model plays it: without its words, which stand beside the record. */
export function wordlessInject(row: MselRow): Inject {
  const { text: _, from: __, expects: ___, ...inject } = injectOf(row);
  return { ...inject, title: { en: "Control", fr: "Animation" } };
}
