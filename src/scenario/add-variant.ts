import { parseDocument } from "yaml";
import type { Text } from "../model/index.ts";

export interface VariantText {
  readonly id: string;
  readonly title: Text;
  readonly question?: Text;
  readonly overlay: Readonly<Record<string, unknown>>;
}

/** Shared profiles lie beside a shipped scenario; a file that stands elsewhere names them by the library. */
const BESIDE = /^platforms\/([a-z0-9][a-z0-9-]{0,63})\.yaml$/;

/**
 * A scenario's text with one more variant, everything else as it was, comments too. `elsewhere`: what it includes from beside
 * itself is named by the library, so that the file can be taken anywhere.
 */
export function addVariant(
  text: string,
  { id, title, question, overlay }: VariantText,
  { elsewhere }: { readonly elsewhere: boolean },
): string {
  const document = parseDocument(text, { uniqueKeys: false });
  const value = { title, ...(question === undefined ? {} : { question }), overlay };
  document.setIn(["variants", id], document.createNode(value));
  if (elsewhere) {
    const included: unknown = document.toJS().include;
    if (Array.isArray(included))
      document.set(
        "include",
        included.map((each) => (typeof each === "string" ? each.replace(BESIDE, "library:$1") : each)),
      );
  }
  return document.toString({ lineWidth: 0 });
}
