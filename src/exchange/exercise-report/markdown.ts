import { cleanText } from "../../model/index.ts";
import type { DocumentBlock, ExerciseDocument } from "../../words/index.ts";

/**
 * A document of an exercise as Markdown (CommonMark with tables). The marking stands at its head, under each section's
 * heading and at its foot. What stands in a text is escaped, and no address becomes a link, not even where readers make
 * links of bare ones.
 */
export function documentAsMarkdown(document: ExerciseDocument): string {
  const { mark, title, subtitle, notices, blocks } = document;
  const marked = `**${inline(mark)}**`;
  return `${[
    marked,
    `# ${inline(title)}`,
    inline(subtitle),
    ...notices.map((each) => `> ${inline(each)}`),
    ...blocks.map((block) => pieceOf(block, marked)),
    marked,
  ].join("\n\n")}\n`;
}

const SPECIAL = /[\\`*_[\]<>|~&#$]/g;
const LINES = /\s*(?:\r\n|\r|\n)\s*/g;

/**
 * A text on one line, with nothing in it that Markdown takes for its own. A comment of HTML stands where readers that link
 * bare addresses look for one: between a scheme and its slashes, after `www` and before `@`.
 */
export function inline(text: string): string {
  const escaped = cleanText(text)
    .trim()
    .replaceAll("\t", " ")
    .replaceAll(SPECIAL, String.raw`\$&`)
    .replaceAll(/:(?=\/)/g, ":<!-- -->")
    .replaceAll(/(www)\./gi, "$1<!-- -->.")
    .replaceAll("@", "<!-- -->@")
    .replaceAll(/(mailto|xmpp):/gi, "$1<!-- -->:")
    .replaceAll(LINES, "<br>");
  // What begins a list, a rule or a heading does so at the beginning of a line only.
  return escaped.replace(/^([-+=])/, String.raw`\$1`).replace(/^(\d+)([.)])/, String.raw`$1\$2`);
}

function pieceOf(block: DocumentBlock, marked: string): string {
  switch (block.kind) {
    case "heading": {
      const heading = `${"#".repeat(block.level + 1)} ${inline(block.text)}`;
      return block.level === 1 ? `${heading}\n\n${marked}` : heading;
    }
    case "paragraph":
      return block.isQuiet === true ? `*${inline(block.text)}*` : inline(block.text);
    case "list":
      return block.items
        .map((item, place) => `${block.isNumbered === true ? `${place + 1}.` : "-"} ${inline(item)}`)
        .join("\n");
    case "table":
      return tableOf(block.caption, block.columns, block.rows);
    case "fields":
      return tableOf(block.caption, ["", ""], block.rows);
    default:
      return block satisfies never;
  }
}

function tableOf(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inline).join(" | ")} |`;
  return [
    inline(caption),
    "",
    line(columns),
    `| ${columns.map(() => "---").join(" | ")} |`,
    ...rows.map(line),
  ].join("\n");
}
