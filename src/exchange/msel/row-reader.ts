import { findNearest, formatDuration, parseDuration, readOwnOffset } from "../../model/index.ts";
import { offsetIn } from "./clockwork.ts";
import { type ColumnField, JOINED } from "./heads.ts";
import { People } from "./people.ts";
import { plainText } from "./plain-word.ts";
import type { MselSubject } from "./preview.ts";
import { type Line, NUMERIC, type SheetCells } from "./sheet-cells.ts";
import { findValue, type ListField, methodIn, readTick, valuesOf } from "./values.ts";
import { type Misread, type Reading, readActs, readCondition, readTrigger } from "./written.ts";

/** A line of a sheet as a file of an exercise would have it. */

/** What our own sheets say in both languages. */
type BothField = "title" | "subject" | "from" | "text" | "expects" | "notesController" | "notesEvaluator";

const LONGEST_TITLE = 120;

const DEFAULTS: Readonly<Record<ListField, string>> = {
  kind: "contextual",
  method: "in_tool",
  planningStatus: "approved",
  visibility: "shown",
};

export class RowReader {
  private readonly sheet: SheetCells;
  private readonly people: People;
  private readonly objectives: MselSubject["objectives"];

  constructor(sheet: SheetCells, subject: MselSubject) {
    this.sheet = sheet;
    this.people = new People(sheet, subject.parties);
    this.objectives = subject.objectives;
  }

  /** The row as a file would have it; undefined where it is left out. */
  rowOf(line: Line): Record<string, unknown> | undefined {
    const { row } = line;
    if (line.at === "leave-out") {
      this.sheet.notes.add("left-out", "", row.line);
      return undefined;
    }
    const input: Record<string, unknown> = {};
    const put = (key: string, value: unknown) => {
      if (value !== undefined) input[key] = value;
    };
    put("number", this.sheet.text(line, "number"));
    put("kind", this.listed(line, "kind"));
    const text = this.said(line, "text");
    const subject = this.said(line, "subject");
    put("title", this.said(line, "title") ?? this.titleFrom(line, subject ?? text));
    put("at", typeof line.at === "number" ? formatDuration(line.at) : undefined);
    put("due", typeof line.due === "number" ? formatDuration(line.due) : undefined);
    put("move", this.number(line, "move"));
    put("groupOrder", this.number(line, "groupOrder"));
    put("from", this.inBoth(line, "from", this.people.from(line)));
    const to = this.people.receivers(line, input.kind === "expected-action");
    if (to === "leave-out") {
      this.sheet.notes.add("left-out", "", row.line);
      return undefined;
    }
    put("to", to);
    put("method", this.method(line, input));
    put("subject", subject);
    put("text", text);
    put("trigger", this.trigger(line));
    put("acts", this.written(line, "acts", readActs));
    put("expects", this.expects(line));
    put("objective", this.objective(line));
    put("controller", this.sheet.text(line, "controller"));
    put("notesController", this.said(line, "notesController"));
    put("notesEvaluator", this.said(line, "notesEvaluator"));
    put("score", this.number(line, "score"));
    put("planningStatus", this.listed(line, "planningStatus"));
    put("visibility", this.visibility(line));
    put("rowStyle", this.style(line));
    return input;
  }

  /** A text in both languages, or one that serves both. */
  private said(line: Line, field: Exclude<BothField, "from">) {
    const text = JOINED.has(field) ? this.sheet.joined(line, field) : this.sheet.text(line, field);
    return this.inBoth(line, field, text);
  }

  private inBoth(line: Line, field: BothField, text: string | undefined) {
    if (text === undefined || this.sheet.own === undefined) return text;
    const other = this.sheet.text(line, `${field}Other`);
    if (other === undefined) return text;
    return this.sheet.own === "en" ? { en: text, fr: other } : { en: other, fr: text };
  }

  private titleFrom(line: Line, text: unknown): string | undefined {
    if (typeof text === "string" && this.sheet.own === undefined) {
      this.sheet.notes.add("title-from-text", "", line.row.line);
      const [first] = text.split(/\n|(?<=[.!?])\s/);
      return first.length <= LONGEST_TITLE ? first : `${first.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
    }
    this.sheet.fault("msel/no_title", line.row.line, this.sheet.mappedTo("title"), "", "");
    return undefined;
  }

  private number(line: Line, field: "move" | "groupOrder" | "score" | "height"): number | undefined {
    const found = this.sheet.cell(line, field);
    if (found === undefined) return undefined;
    const text = this.sheet.textIn(found.cell, found.mapped, line.row.line)?.trim();
    if (text === undefined || text === "") return undefined;
    // "Move 2", "Module 1": the number in the name.
    const bare =
      field === "move" && this.sheet.own === undefined ? text.replace(/^[\p{L}\s.°#-]+(?=\d)/u, "") : text;
    const isNumber = this.sheet.own === undefined ? NUMERIC.test(bare) : bare !== "";
    const value = isNumber ? Number(bare.replace(",", ".")) : Number.NaN;
    if (Number.isFinite(value)) return value;
    this.sheet.fault("msel/not_a_number", line.row.line, found.mapped, text, "");
    return undefined;
  }

  private listed(line: Line, field: ListField): string | undefined {
    const text = this.sheet.text(line, field)?.trim();
    if (text === undefined || text === "") return undefined;
    const value = findValue(field, text);
    if (value !== undefined) return value;
    const choices = valuesOf(field);
    return this.sheet.asker.ask({
      kind: field,
      about: text,
      found: text,
      line: line.row.line,
      choices,
      suggested: findNearest(plainText(text), choices) ?? DEFAULTS[field],
    });
  }

  private visibility(line: Line): string | undefined {
    const mapped = this.sheet.mappedTo("visibility");
    if (mapped === undefined) return undefined;
    const found = this.sheet.cell(line, "visibility");
    const text =
      found === undefined ? "" : (this.sheet.textIn(found.cell, found.mapped, line.row.line) ?? "");
    if (text.trim() === "") return undefined;
    const tick = this.sheet.own === undefined ? readTick(text) : undefined;
    if (tick === undefined) return this.listed(line, "visibility");
    const isOfHidden = /hid|masqu|cach/.test(plainText(mapped.head));
    return tick === isOfHidden ? "hidden" : "shown";
  }

  private method(line: Line, input: Readonly<Record<string, unknown>>): string | undefined {
    if (this.sheet.mappedTo("method") !== undefined) return this.listed(line, "method");
    if (this.sheet.own !== undefined) return undefined;
    const spoken = [this.sheet.text(line, "title"), this.sheet.text(line, "text"), input.title]
      .filter((text) => typeof text === "string")
      .map((text) => methodIn(text))
      .find((found) => found !== undefined);
    if (spoken === undefined) {
      this.sheet.notes.add("method-default", "in_tool", line.row.line);
      return undefined;
    }
    const answer = this.sheet.asker.ask({
      kind: "method-guess",
      about: spoken,
      found: String(input.title ?? ""),
      line: line.row.line,
      choices: valuesOf("method"),
      suggested: spoken,
    });
    return answer;
  }

  private objective(line: Line): string | undefined {
    const text = this.sheet.text(line, "objective")?.trim();
    if (text === undefined || text === "") return undefined;
    const { objectives } = this;
    const plain = plainText(text);
    const found = objectives.filter(
      ({ id, text: said }) =>
        plainText(id) === plain || plainText(said.en) === plain || plainText(said.fr) === plain,
    );
    if (found.length === 1) return found[0].id;
    const answer = this.sheet.asker.ask({
      kind: "objective",
      about: text,
      found: text,
      line: line.row.line,
      choices: [...objectives.map(({ id }) => id), "none"],
      suggested:
        findNearest(
          plain,
          objectives.map(({ id }) => id),
        ) ?? "none",
    });
    return answer === "none" ? undefined : answer;
  }

  private written<T>(line: Line, field: ColumnField, read: (text: string) => Reading<T>): T | undefined {
    const text = this.sheet.text(line, field);
    if (text === undefined || text.trim() === "") return undefined;
    const reading = read(text);
    if (reading.ok) return reading.value;
    const { at, found, expected }: Misread = reading.fault;
    this.sheet.fault(
      "msel/not_written_so",
      line.row.line,
      this.sheet.mappedTo(field),
      `${found} (${at})`,
      expected,
    );
    return undefined;
  }

  private trigger(line: Line): unknown {
    if (this.sheet.mappedTo("trigger") === undefined)
      return this.sheet.own === undefined && line.at === "by-hand" ? { kind: "manual" } : undefined;
    return this.written(line, "trigger", (text) =>
      readTrigger(text, (time) => {
        const at = readOwnOffset(time) ?? offsetIn(time);
        return at === undefined ? undefined : formatDuration(at);
      }),
    );
  }

  private expects(line: Line): unknown {
    const text = this.said(line, "expects");
    const within = this.within(line);
    const who = this.people.owners(line);
    const when = this.written(line, "expectsWhen", readCondition);
    if (text === undefined) {
      if (within !== undefined || who !== undefined || when !== undefined)
        this.sheet.fault("msel/no_expectation", line.row.line, this.sheet.mappedTo("expects"), "", "");
      return undefined;
    }
    return {
      text,
      ...who,
      ...(within === undefined ? {} : { within }),
      ...(when === undefined ? {} : { when }),
    };
  }

  private within(line: Line): string | undefined {
    const text = this.sheet.text(line, "expectsWithin")?.trim();
    if (text === undefined || text === "") return undefined;
    const length = parseDuration(text) ?? offsetIn(text);
    if (length !== undefined) return formatDuration(length);
    this.sheet.fault(
      "msel/not_written_so",
      line.row.line,
      this.sheet.mappedTo("expectsWithin"),
      text,
      "PT30M",
    );
    return undefined;
  }

  private style(line: Line): unknown {
    if (this.sheet.own === undefined) {
      if (line.row.colour === undefined) return undefined;
      this.sheet.notes.add("colours", "", line.row.line);
      return { colour: line.row.colour };
    }
    const [colour, height] = [this.sheet.text(line, "colour")?.trim(), this.number(line, "height")];
    if (colour === undefined && height === undefined) return undefined;
    return { ...(colour === undefined ? {} : { colour }), ...(height === undefined ? {} : { height }) };
  }
}
