import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import { beforeAll, describe, expect, test } from "vitest";
import { loadExercise, openHouse } from "../../src/cli/compose.ts";
import { type DocumentFormat, writeDocument } from "../../src/exchange/index.ts";
import { accountOf, deleteTexts, playedScenario } from "../../src/exercise/index.ts";
import type { ExerciseAccount, ExerciseFile, Scenario, Text } from "../../src/model/index.ts";
import {
  afterActionReport,
  controllerHandbook,
  type ExerciseDocument,
  type Language,
  playerBrief,
  situationManual,
  titlesOf,
} from "../../src/words/index.ts";
import {
  FREE,
  HOLD,
  NAME,
  NEW_NOTE,
  OLD_NOTE,
  playEveningWatch,
  REASONS,
  SKIP,
} from "../builders/evening-watch.ts";
import { sha256 } from "../builders/exercise.ts";
import { ATTACKS, attacked } from "../builders/hostile.ts";

const played = playEveningWatch();
const { scenario, file } = played;
const titles = titlesOf(scenario.protocols);
const VERSIONS = { "golden-hour": "0.0.0" };
const account = accountOf(played.source);

const report = (language: Language, of: ExerciseAccount = account) =>
  afterActionReport(of, titles, VERSIONS, language);

const MARKS = {
  en: "EXERCISE EXERCISE EXERCISE · EXERCISE EVENING WATCH",
  fr: "EXERCICE EXERCICE EXERCICE · EXERCISE EVENING WATCH (fr)",
} as const;

async function docxText(document: ExerciseDocument): Promise<string> {
  const bytes = await writeDocument(document, "docx");
  const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(bytes as Uint8Array) });
  expect(messages.filter(({ type }) => type === "error")).toEqual([]);
  return value;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

/** What a reader of the page sees: elements out, entities read. */
const htmlText = (html: string) =>
  html.replaceAll(/<[^>]*>/g, " ").replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (each) => ENTITIES[each]);

/** What a reader of Markdown sees: comments out, escapes read. */
const markdownText = (markdown: string) =>
  markdown
    .replaceAll("<!-- -->", "")
    .replaceAll("<br>", "\n")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");

async function readAs(document: ExerciseDocument, format: DocumentFormat): Promise<string> {
  if (format === "docx") return docxText(document);
  const text = String(await writeDocument(document, format));
  return format === "html" ? htmlText(text) : markdownText(text);
}

const WAYS = (["docx", "html", "md"] as const).flatMap((format) =>
  (["en", "fr"] as const).map((language) => [format, language] as const),
);

describe.each(WAYS)("the after-action report as %s in %s", (format, language) => {
  let text: string;
  beforeAll(async () => {
    text = await readAs(report(language), format);
  });

  test("holds every decision with its reason, and what was outside the protocol", () => {
    for (const reason of Object.values(REASONS)) expect(text).toContain(reason);
    const said = { en: "the default acted", fr: "la règle par défaut s’est appliquée" }[language];
    expect(text).toContain(said);
    expect(text).toContain(FREE);
    expect(text).toContain({ en: "outside the protocol", fr: "hors protocole" }[language]);
  });

  test("holds rows that were held and skipped with their reasons, notes with their old text, and both clocks", () => {
    for (const each of [HOLD, SKIP, OLD_NOTE, NEW_NOTE, "Back in ten minutes.", "A question of law."])
      expect(text).toContain(each);
    expect(text).toContain({ en: "D+0 00:10:00", fr: "J+0 00:10:00" }[language]);
    // Five minutes of pause lie between the two clocks by then.
    expect(text).toContain("2030-03-07 09:15:00");
    const [{ at, real }] = account.decisions.filter(({ entry }) => entry?.texts.reason === REASONS.footage);
    const late = Date.parse(real) - Date.parse("2030-03-07T09:00:00Z") - at;
    expect(late).toBe(5 * 60_000);
  });

  test("holds the improvement plan’s columns, the receipt and the model’s own play", () => {
    const columns = {
      en: [
        "Core Capability",
        "Issue/Area for Improvement",
        "Corrective Action",
        "Capability Element",
        "Primary Responsible Organization",
        "Organization POC",
        "Start Date",
        "Completion Date",
      ],
      fr: ["Action corrective", "Élément de capacité", "Point de contact", "Achèvement"],
    }[language];
    for (const column of columns) expect(text).toContain(column);
    expect(text).toContain(account.played.digest);
    expect(text).toContain(account.alone?.digest);
    expect(text).toContain(String(played.seed));
  });

  test("names seats, and nobody", () => {
    expect(text).toContain({ en: "Ministry desk", fr: "Ministry desk (fr)" }[language]);
    expect(text).not.toContain("Name of");
    expect(text).not.toContain("Dana Director");
  });
});

describe("the marking", () => {
  test("stands in the header and the footer of the DOCX, and nothing in it is a link", async () => {
    const files = unzipSync((await writeDocument(report("fr"), "docx")) as Uint8Array);
    const furniture = Object.keys(files).filter((name) => /^word\/(?:header|footer)\d+\.xml$/.test(name));
    expect(furniture).toHaveLength(2);
    for (const name of furniture) expect(strFromU8(files[name])).toContain(MARKS.fr);
    const all = Object.keys(files).map((name) => strFromU8(files[name]));
    for (const xml of all) {
      expect(xml).not.toContain("w:hyperlink");
      expect(xml).not.toContain("HYPERLINK");
    }
  });

  test("stands at the head, the foot, on each printed page and in each section of the page", async () => {
    const html = String(await writeDocument(report("en"), "html"));
    const sections = html.split("<section").length - 1;
    expect(html.split(MARKS.en).length - 1).toBe(sections + 5);
    expect(html).toContain('class="each-page"');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|href="(?!#|data:)|src=/);
    const labels = [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label);
    expect(new Set(labels).size).toBe(labels.length);
    // Headings go down one level at a time.
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    for (const [place, level] of levels.entries())
      if (place > 0) expect(level - levels[place - 1]).toBeLessThanOrEqual(1);
  });

  test("stands in each section of the Markdown", async () => {
    const markdown = String(await writeDocument(report("en"), "md"));
    const sections = markdown.split(/^## /m).slice(1);
    expect(sections.length).toBeGreaterThan(15);
    for (const section of sections) expect(markdownText(section)).toContain(MARKS.en);
  });
});

describe("what was typed stays text", () => {
  test("the same report gives the same bytes", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => writeDocument(report("en"), "docx")));
    expect(Buffer.from(one as Uint8Array).equals(Buffer.from(other as Uint8Array))).toBe(true);
  });

  test("an address is no link in Markdown, not even where bare ones become links", async () => {
    const markdown = String(await writeDocument(report("en"), "md"));
    expect(markdownText(markdown)).toContain(FREE);
    expect(markdown).not.toMatch(/https?:\/\//);
    expect(markdown).not.toMatch(/www\./);
    expect(markdown).not.toMatch(/\S@/);
    expect(markdown).not.toMatch(/(?<!\\)\]\(/);
  });

  test("emphasis, code and tables of others are escaped in Markdown", async () => {
    const markdown = String(await writeDocument(report("en"), "md"));
    expect(markdown).toContain(String.raw`\`legal\` was asked \*twice\*.`);
  });

  const hostile = ATTACKS.map((each) => `${each}\n| a | b |\n# x\n- y`);
  const blocks = [
    { kind: "heading", level: 1, text: hostile[0] },
    ...hostile.map((text) => ({ kind: "paragraph", text }) as const),
    { kind: "list", items: hostile },
    { kind: "table", caption: hostile[1], columns: [hostile[2], "b"], rows: [[hostile[3], hostile[4]]] },
    { kind: "fields", caption: "f", rows: [[hostile[0], hostile[1]]] },
  ] as const;
  const document: ExerciseDocument = {
    language: "en",
    mark: hostile[0],
    title: hostile[1],
    subtitle: hostile[2],
    notices: [hostile[3]],
    blocks,
  };

  test("hostile texts open nothing in HTML", async () => {
    const html = String(await writeDocument(document, "html"));
    expect(html).not.toMatch(/<(?:img|iframe|script|svg|a href="(?!#))/i);
    expect(html).not.toMatch(/<!--/);
    expect(html).toContain("&lt;img src=x onerror=");
  });

  test("in Markdown each stays on its line, and no cell more than were given", async () => {
    const markdown = String(await writeDocument(document, "md"));
    for (const line of markdown.split("\n")) {
      expect(line.replaceAll("<br>", "").replaceAll("<!-- -->", "")).not.toMatch(/(?<!\\)<[a-z!/]/i);
      if (!line.startsWith("| ")) continue;
      expect(line.split(/(?<!\\)\|/)).toHaveLength(4);
    }
    expect(markdown.split(/^#+ /m)).toHaveLength(3);
    expect(markdownText(markdown)).toContain(ATTACKS[0]);
  });

  test("the DOCX opens with them as text", async () => {
    const text = await docxText(document);
    for (const attack of ATTACKS) expect(text).toContain(attack);
  });
});

describe("names and deletions", () => {
  test("names stand there only where the file asked for them before STARTEX", () => {
    const named = accountOf({ ...played.source, file: { ...file, namesPersons: true } });
    expect(JSON.stringify(report("en", named))).toContain(NAME);
    expect(JSON.stringify(report("en"))).not.toContain(NAME);
  });

  test("deleted texts are shown as deleted", () => {
    const when = { at: account.at, real: "2030-04-01T00:00:00.000Z" };
    const tools = { hash: sha256, salt: () => "s" };
    const { record } = deleteTexts(played.record, { role: "director" }, when, tools);
    const said = JSON.stringify(report("en", accountOf({ ...played.source, record })));
    expect(said).toContain("[deleted; the record’s digest of it stands]");
    expect(said).toContain("Texts deleted:");
    for (const gone of [...Object.values(REASONS), FREE, HOLD, SKIP, OLD_NOTE, NEW_NOTE])
      expect(said).not.toContain(JSON.stringify(gone).slice(1, -1));
  });
});

const both = (given: Text | undefined) => (given === undefined ? [] : [given.en, given.fr]);

/** Texts of a file that only control and evaluators may read: rows, what is expected, notes, how it is judged. */
function spoilers(plan: ExerciseFile): readonly string[] {
  const { rows, notes, objectives } = plan;
  // A row may be called what the overview, which is for all, calls a capability.
  const capabilities = objectives.map(({ text, capability }) => [text, capability]);
  const open = JSON.stringify([plan.overview, plan.aim, plan.scope, plan.title, capabilities]);
  const isClosed = (text: string) => !open.includes(JSON.stringify(text).slice(1, -1));
  return [
    ...rows.flatMap(({ title }) => both(title)).filter(isClosed),
    ...rows.flatMap((row) => [
      ...both(row.text),
      ...both(row.subject),
      ...both(row.expects?.text),
      ...both(row.notesController),
      ...both(row.notesEvaluator),
    ]),
    ...both(notes.controller),
    ...both(notes.evaluator),
    ...both(notes.facilitator),
    ...objectives.flatMap(({ targets }) =>
      targets.flatMap(({ tasks }) => tasks.flatMap(({ text }) => both(text))),
    ),
  ];
}

function expectNoSpoilers(source: { readonly file: ExerciseFile; readonly scenario: Scenario }): void {
  const { file: plan } = source;
  for (const language of ["en", "fr"] as const) {
    const manual = JSON.stringify(situationManual(source, language));
    const modules = plan.moves.flatMap(({ situation, questions }) => [situation, ...questions]);
    const shown = new Set(modules.flatMap(({ en, fr }) => [en, fr]));
    for (const seat of plan.seats) {
      const brief = JSON.stringify(playerBrief(source, seat.id, language));
      expect(brief).toContain(JSON.stringify(seat.brief[language]).slice(1, -1));
      for (const spoiler of spoilers(plan)) {
        expect(brief).not.toContain(JSON.stringify(spoiler).slice(1, -1));
        if (![...shown].some((each) => each.includes(spoiler)))
          expect(manual).not.toContain(JSON.stringify(spoiler).slice(1, -1));
      }
      for (const other of plan.seats)
        if (other.id !== seat.id) {
          expect(brief).not.toContain(JSON.stringify(other.brief[language]).slice(1, -1));
          expect(manual).not.toContain(JSON.stringify(other.brief[language]).slice(1, -1));
        }
      for (const text of shown) expect(brief).not.toContain(JSON.stringify(text).slice(1, -1));
    }
  }
}

describe("documents for before the day", () => {
  const source = { file, scenario };

  test("a brief holds its own seat’s part and no row, expected action, seed, move or other brief", () => {
    expectNoSpoilers({ file: { ...file, seed: 918_273_645 }, scenario });
    const all = (["en", "fr"] as const).flatMap((language) => [
      situationManual({ ...source, file: { ...file, seed: 918_273_645 } }, language),
      controllerHandbook({ ...source, file: { ...file, seed: 918_273_645 } }, language),
      ...file.seats.map(({ id }) =>
        playerBrief({ ...source, file: { ...file, seed: 918_273_645 } }, id, language),
      ),
    ]);
    for (const each of all) expect(JSON.stringify(each)).not.toContain("918273645");
    expect(() => playerBrief(source, "nowhere", "en")).toThrow(RangeError);
  });

  test("the handbook holds every row with its notes and what is expected, and how it is judged", () => {
    const handbook = JSON.stringify(controllerHandbook(source, "en"));
    const english = spoilers(file).filter((each) => !each.endsWith("(fr)"));
    expect(english.length).toBeGreaterThan(10);
    for (const each of english) expect(handbook).toContain(JSON.stringify(each).slice(1, -1));
  });

  test.each(["docx", "html", "md"] as const)(
    "as %s they are marked and keep hostile texts as text",
    async (format) => {
      const bad = attacked(file) as ExerciseFile;
      const badScenario = { ...scenario, title: { en: ATTACKS[0], fr: ATTACKS[0] } };
      for (const document of [
        situationManual({ file: bad, scenario: badScenario }, "en"),
        controllerHandbook({ file: bad, scenario: badScenario }, "fr"),
        playerBrief({ file: bad, scenario: badScenario }, "host", "en"),
      ]) {
        const text = await readAs(document, format);
        expect(text).toContain(ATTACKS[2].slice(0, 20));
        expect(format === "docx" || text.includes("EXERCI")).toBe(true);
      }
    },
  );
});

/** Exercises that ship, as a reader of the library finds them. */
const house = openHouse();

describe.each(house.library.exercises.map(({ id }) => id))("the documents of %s", (id) => {
  const { exercise, scenario: bare } = loadExercise(house, id);
  const source = { file: exercise, scenario: playedScenario(bare, exercise) };

  test("a brief and the manual hold no row’s text, no expected action and no other seat’s brief", () => {
    expect(exercise.rows.length).toBeGreaterThanOrEqual(25);
    expectNoSpoilers(source);
  });

  test("in French they say nothing in English that has a French text", () => {
    const handbook = JSON.stringify(controllerHandbook(source, "fr"));
    for (const { title } of exercise.rows) expect(handbook).toContain(JSON.stringify(title.fr).slice(1, -1));
    expect(handbook).toContain("EXERCICE EXERCICE EXERCICE");
  });
});
