import {
  hasMeasureWords,
  type Language,
  namesOf,
  notesOf,
  type RunPage,
  SHEET_WORDS,
  type SheetWord,
  SIMULATION_MARK,
  sayDutyKind,
  sayMeasure,
  sayOutcome,
  sayUnit,
  timelineOf,
} from "../../words/index.ts";
import { type Sheet, workbook } from "./workbook.ts";

/** A run's tables as a workbook. Numbers are the log's own: times in milliseconds from the incident's start. */

const MOST_EVENTS = 2000;

export function runWorkbook(page: RunPage, language: Language): Promise<Uint8Array> {
  const { header } = page;
  const names = namesOf(header, page.titles, language);
  const columns = (...keys: readonly SheetWord[]) => keys.map((key) => SHEET_WORDS[key][language]);
  const sheet = (name: SheetWord, of: readonly string[], rows: Sheet["rows"]): Sheet => ({
    name: SHEET_WORDS[name][language],
    columns: of,
    rows,
  });
  const { rows: timeline } = timelineOf(page.facts, header, names, language, MOST_EVENTS);
  return workbook(SIMULATION_MARK[language], [
    sheet("about", columns("name", "content"), [
      ["", page.title[language]],
      ["", page.variantTitle[language]],
      ...notesOf(header, page.capped, language).map(({ text }) => ["", text]),
      ["address", header.address],
      ["digest", page.digest],
      ["seed", header.seed],
      ["replication", header.replication],
      ["scale", header.scale],
      ...Object.entries(page.versions),
    ]),
    sheet(
      "measures",
      columns("id", "measure", "platform", "value", "unit", "status", "atLeast"),
      page.measures.map(({ id, platform, value, unit, status, atLeast }) => [
        id,
        hasMeasureWords(id) ? sayMeasure(id, language) : id,
        platform,
        value,
        sayUnit(unit, language),
        status,
        atLeast,
      ]),
    ),
    sheet(
      "deadlines",
      columns(
        "duty",
        "instrument",
        "kind",
        "debtor",
        "creditor",
        "startedAt",
        "dueAt",
        "stoppedAt",
        "outcome",
      ),
      page.duties.map((duty) => [
        names.duty(`${duty.protocol}/${duty.id}`),
        duty.instrument[language],
        sayDutyKind(duty.kind, language),
        names.who(duty.debtor),
        duty.creditor === "" ? "" : names.who(duty.creditor),
        duty.startedAt,
        duty.dueAt,
        duty.stoppedAt,
        sayOutcome(duty.outcome, language),
      ]),
    ),
    sheet(
      "timeline",
      columns("clock", "local", "what"),
      timeline.map(({ clock, local, text }) => [clock, local, text]),
    ),
    assumptionSheet(page.assumptions, language),
  ]);
}

/** Every assumed number with its range. */
export function assumptionSheet(assumptions: RunPage["assumptions"], language: Language): Sheet {
  const words = ["path", "value", "low", "high", "unit", "because"] as const satisfies readonly SheetWord[];
  return {
    name: SHEET_WORDS.assumptions[language],
    columns: words.map((key) => SHEET_WORDS[key][language]),
    rows: assumptions.map(({ path, value, low, high, unit, because }) => [
      path,
      value,
      low,
      high,
      unit,
      because[language],
    ]),
  };
}
