/** What a page holds, before anybody decides how wide it is or whether it has colours. */
export type Block =
  | { readonly kind: "title"; readonly text: string; readonly mark: string }
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "timeline"; readonly rows: readonly TimelineRow[] }
  | { readonly kind: "entries"; readonly rows: readonly Entry[] }
  | {
      readonly kind: "table";
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    };

export interface TimelineRow {
  readonly clock: string;
  readonly local: string;
  readonly text: string;
}

/** A line with a mark in front and a quieter one below. */
export interface Entry {
  readonly mood: Mood;
  readonly label: string;
  readonly text: string;
  readonly detail: string;
}

/** How a line is to be taken: colours and symbols follow from it, never from a word. */
export type Mood = "good" | "bad" | "open" | "plain";

export interface Column {
  readonly text: string;
  readonly right?: boolean;
  /** takes the room that is left, and is wrapped */
  readonly grows?: boolean;
}
