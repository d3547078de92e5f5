import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/** One scenario whose every text and name tries to be more than a text, made from the starter that ships. */

/** What a page, a spreadsheet, a template, a terminal or a table keyed by names could take for its own. */
export const ATTACKS = [
  `=HYPERLINK("https://hostile.invalid","x")</script><img src=x onerror="window.broken=1">`,
  `+cmd|' /C calc'!A0 <svg onload=window.broken=1>&lt;script&gt;`,
  `-1+1 __proto__ constructor {{7*7}} \${7*7} %s%n`,
  `@SUM(1+1)"><iframe srcdoc="<script>parent.broken=1</script>">`,
  `]]>--></title></style><!--#exec--><a href="javascript:window.broken=1">x</a>`,
] as const;

/** Signs that a file may not hold at all, by what they are told as. */
export const REFUSED = {
  "U+0000": "a\u0000b",
  "U+001B": "\u001b]0;owned\u0007\u001b[2Jx",
  "U+202E": "a\u202eb",
  "U+2066": "a\u2066b",
  "U+D800": "a\ud800b",
} as const;

/** Longer than any text may be. */
export const LONG = "=x".repeat(5000);

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is { en: string; fr: string } =>
  isTable(value) && typeof value.en === "string" && typeof value.fr === "string";

/** A file with each of its texts, and each reason, another attack in turn. */
export function attacked(file: unknown): unknown {
  let turn = 0;
  const next = () => ATTACKS[turn++ % ATTACKS.length];
  const walk = (value: unknown): unknown => {
    if (isText(value)) return { en: `${next()} ${value.en}`, fr: `${next()} ${value.fr}` };
    if (Array.isArray(value)) return value.map(walk);
    if (!isTable(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === "because" && typeof inner === "string" ? `${next()} ${inner}`.slice(0, 500) : walk(inner),
      ]),
    );
  };
  return walk(file);
}

/** The texts of a file alone, attacked, as a variant's overlay; lists stay as they are. */
export function attackedTexts(file: unknown): Table | undefined {
  return textsIn(attacked(file));
}

function textsIn(value: unknown): Table | undefined {
  if (isText(value)) return value;
  if (!isTable(value)) return undefined;
  const inner = Object.entries(value).flatMap(([key, each]) => {
    const kept = textsIn(each);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return inner.length === 0 ? undefined : Object.fromEntries(inner);
}

const SCENARIOS = join(import.meta.dirname, "../../scenarios");
export const readYamlFile = (path: string): Table =>
  parse(readFileSync(join(SCENARIOS, path), "utf8")) as Table;

/** The hostile scenario as a file that passes the check; ids are what ids may be, some of them names of JavaScript. */
export function hostileScenario(): string {
  const text = stringify(attacked({ ...readYamlFile("templates/starter.yaml"), id: "constructor" }));
  // Profiles are beside no test: the library's are asked for by their name.
  return text;
}

/** The same with what no file may hold, at places of its own. */
export function refusedScenario(): { readonly text: string; readonly at: Readonly<Record<string, string>> } {
  const file = readYamlFile("templates/starter.yaml");
  const texts = Object.values(REFUSED);
  const injects = texts.map((text, place) => ({ en: `${place} ${text}`, fr: LONG }));
  return {
    text: stringify({
      ...file,
      story: injects[0],
      aim: injects[1],
      title: injects[2],
      objectives: injects.slice(3),
    }),
    at: {
      "U+0000": "story.en",
      "U+001B": "aim.en",
      "U+202E": "title.en",
      "U+2066": "objectives.0.en",
      "U+D800": "objectives.1.en",
    },
  };
}
