import type { Block, Column, Mood } from "../../../src/words/index.ts";
import { Frame } from "./frame.tsx";

/** Lays out the blocks that `src/words` makes: every text as text. */

export const SIGNS: Readonly<Record<Mood, string>> = { good: "✓", bad: "✗", open: "○", plain: "·" };

export function Table({
  columns,
  rows,
  caption,
}: {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly caption: string;
}) {
  return (
    <Frame label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ text, right }, n) =>
              text === "" ? (
                <td key={n} />
              ) : (
                <th key={n} scope="col" className={right === true ? "number" : undefined}>
                  {text}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, n) =>
                n === 0 ? (
                  <th key={n} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={n} className={columns[n]?.right === true ? "number" : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  );
}

export function Blocks({ blocks, caption }: { readonly blocks: readonly Block[]; readonly caption: string }) {
  return blocks.map((block, n) => <OneBlock key={n} block={block} caption={caption} />);
}

function OneBlock({ block, caption }: { readonly block: Block; readonly caption: string }) {
  switch (block.kind) {
    case "title":
      return <h2>{block.text}</h2>;
    case "heading":
      return <h3>{block.text}</h3>;
    case "notice":
      return <p className="notice">{block.text}</p>;
    case "paragraph":
      return <p>{block.text}</p>;
    case "list":
      return (
        <ul>
          {block.items.map((item, n) => (
            <li key={n} style={{ marginLeft: (item.length - item.trimStart().length) * 8 }}>
              {item.trim()}
            </li>
          ))}
        </ul>
      );
    case "timeline":
      return (
        <Table
          caption={caption}
          columns={[{ text: "T+" }, { text: "⏱" }, { text: "", grows: true }]}
          rows={block.rows.map(({ clock, local, text }) => [clock, local, text])}
        />
      );
    case "entries":
      return (
        <ul className="entries">
          {block.rows.map(({ mood, label, text, detail }, n) => (
            <li key={n}>
              <span className={`sign mood-${mood}`}>
                {SIGNS[mood]} {label}
              </span>{" "}
              {text}
              {detail === "" ? null : <div className="quiet small">{detail}</div>}
            </li>
          ))}
        </ul>
      );
    case "table":
      return <Table caption={caption} columns={block.columns} rows={block.rows} />;
    default:
      return block satisfies never;
  }
}
