import { findNearest } from "../../model/index.ts";
import { MSEL_CELL_WORDS } from "../../words/index.ts";
import { plainText } from "./plain-word.ts";
import type { MselParty } from "./preview.ts";
import type { Line, SheetCells } from "./sheet-cells.ts";
import { isEverybody } from "./values.ts";

/** Whom a row comes from, whom it goes to and who is expected to act: names of a team's own, set to parties. */

export class People {
  private readonly sheet: SheetCells;
  private readonly parties: readonly MselParty[];
  private readonly partyByName: ReadonlyMap<string, readonly string[]>;

  constructor(sheet: SheetCells, parties: readonly MselParty[]) {
    this.sheet = sheet;
    this.parties = parties;
    const byName = new Map<string, string[]>();
    for (const { id, names } of parties)
      for (const name of new Set([id, ...names.flatMap(({ en, fr }) => [en, fr])].map(plainText)))
        byName.set(name, [...(byName.get(name) ?? []), id]);
    this.partyByName = byName;
  }

  from(line: Line): string | undefined {
    const text = this.sheet.text(line, "from");
    if (text === undefined || this.sheet.own !== undefined) return text;
    const ids = this.partyByName.get(plainText(text)) ?? [];
    return ids.length === 1 ? ids[0] : text;
  }

  receivers(line: Line, sendsNothing: boolean): readonly string[] | "leave-out" | undefined {
    const given = this.sheet.joined(line, "to")?.trim();
    if (given === undefined || given === "") {
      if (sendsNothing || this.sheet.own !== undefined) return [];
      const answer = this.sheet.asker.ask({
        kind: "no-recipient",
        found: this.sheet.sample(line.row.line),
        line: line.row.line,
        choices: ["everybody", "leave-out", ...this.parties.map(({ id }) => id)],
        suggested: "everybody",
      });
      if (answer === "leave-out") return answer;
      return answer === undefined || answer === "everybody" ? [] : [answer];
    }
    const names = this.namesIn(given);
    const ids = names.map((name) => this.receiver(name, line.row.line));
    if (ids.includes("everybody")) return [];
    const named = [...new Set(ids.flatMap((id) => (id === undefined || id === "nobody" ? [] : [id])))];
    if (named.length === 0 && ids.includes("nobody"))
      this.sheet.fault("msel/nobody_left", line.row.line, this.sheet.mappedTo("to"), given, "");
    return named;
  }

  /** Several receivers stand in one cell; a name may hold the sign that parts others. */
  private namesIn(given: string): readonly string[] {
    const isKnown = (text: string) => isEverybody(text) || this.partyByName.has(plainText(text));
    const split = (text: string, signs: readonly RegExp[]): readonly string[] => {
      const name = text.trim();
      if (name === "") return [];
      const [sign, ...rest] = signs;
      if (isKnown(name) || sign === undefined) return [name];
      const parts = name.split(sign);
      // Words that part names also stand within them: only where one part is known.
      const isWord = rest.length === 0;
      if (parts.length > 1 && isWord && !parts.some((part) => isKnown(part.trim()))) return [name];
      return parts.flatMap((part) => split(part, rest));
    };
    return split(given, [/[\n;]/, /,/, /\s*[/+]\s*/, /\s+(?:and|et|&)\s+|\s*&\s*/i]);
  }

  private receiver(name: string, line: number): string | undefined {
    const ids = this.partyByName.get(plainText(name)) ?? [];
    if (ids.length === 1) return ids[0];
    const own = this.parties.find(({ id }) => id === name);
    if (own !== undefined) return own.id;
    if (ids.length === 0 && isEverybody(name)) return "everybody";
    const all = this.parties.map(({ id }) => id);
    const nearest =
      findNearest(plainText(name), this.partyByName.keys()) ??
      [...this.partyByName.keys()].find(
        (known) => known.includes(plainText(name)) && plainText(name).length > 3,
      );
    return this.sheet.asker.ask({
      kind: "actor",
      about: name,
      found: name,
      line,
      choices: [...all, "everybody", "nobody"],
      suggested: ids[0] ?? (nearest === undefined ? undefined : this.partyByName.get(nearest)?.[0]),
    });
  }

  owners(line: Line): { readonly owner: string; readonly actors?: readonly string[] } | undefined {
    const text = this.sheet.text(line, "expectsWho")?.trim();
    if (text === undefined || text === "") return undefined;
    const [rule, ...names] = text.split(":");
    const owner = (["all", "any"] as const).find((each) =>
      [each, MSEL_CELL_WORDS[each].en, MSEL_CELL_WORDS[each].fr].some(
        (word) => plainText(word) === plainText(rule),
      ),
    );
    if (owner === undefined) {
      this.sheet.fault(
        "msel/not_written_so",
        line.row.line,
        this.sheet.mappedTo("expectsWho"),
        text,
        "any: …, all: …",
      );
      return undefined;
    }
    const list = names.join(":").trim();
    if (list === "") return { owner };
    const ids = list.split(",").map((name) => this.receiver(name.trim(), line.row.line));
    return { owner, actors: ids.flatMap((id) => (id === undefined || id === "nobody" ? [] : [id])) };
  }
}
