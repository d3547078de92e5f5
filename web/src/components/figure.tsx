import type { ReactNode } from "react";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";

/** A picture with the sentence that says what it shows above it, and its numbers in a table below. */
export function Figure({
  title,
  finding,
  table,
  children,
  open = false,
}: {
  readonly title?: string;
  readonly finding: string;
  readonly table: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
}) {
  const say = useSay();
  return (
    <figure>
      {title === undefined ? null : <h3>{title}</h3>}
      <figcaption>{finding}</figcaption>
      {children}
      <details open={open}>
        <summary>{say(SHELL.numbers)}</summary>
        {table}
      </details>
    </figure>
  );
}
