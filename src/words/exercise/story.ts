import type { AccountEntry, FactRecord, Typed } from "../../model/index.ts";
import { weightOf } from "../facts.ts";
import { capital, type Words } from "../language.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import type { DocumentBlock } from "./document.ts";
import { CLOCK_COLUMNS, type ExerciseTeller } from "./teller.ts";
import { PAUSE_WORDS } from "./terms.ts";

/** What happened in order, with both clocks, and what was done outside the protocol. */

const MOST_LINES = 400;
/** Entries that tell nothing of the story: who is connected, what evaluators wrote, what stands elsewhere. */
const NOT_IN_STORY: ReadonlySet<string> = new Set([
  "entered",
  "left",
  "admitted",
  "removed",
  "note",
  "rated",
  "acknowledged",
  "hot-wash-form",
  "texts-deleted",
  "released",
]);

/** Kinds of rows that tell players nothing. */
const UNSENT: ReadonlySet<string> = new Set(["expected-action", "facilitation"]);

const timeOf = ({ at }: FactRecord) => (at === "beyond" ? Number.POSITIVE_INFINITY : at);

/** Of two instants as they are written. */
const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

interface Line {
  readonly at: number;
  /** entries before the facts that they brought */
  readonly order: number;
  readonly clocks: readonly [string, string];
  readonly what: string;
  readonly from: string;
}

export function timelineOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account } = teller;
  const entries = account.entries
    .filter(({ kind }) => !NOT_IN_STORY.has(kind))
    .map(
      (entry): Line => ({
        at: entry.at,
        order: 0,
        clocks: teller.clocks(entry.at, entry.real),
        what: entryLine(teller, entry),
        from: teller.entryNumber(entry.entry),
      }),
    );
  const weighed = account.facts.filter(
    ({ kind, form }) =>
      weightOf(kind) >= 2 &&
      kind !== "decision.answered" &&
      // Nothing is sent by a row that only control looks at.
      !(kind === "inject.delivered" && UNSENT.has(String(form))),
  );
  const room = Math.max(0, MOST_LINES - entries.length);
  const heavy = weighed.filter(({ kind }) => weightOf(kind) === 3).slice(0, room);
  const light = weighed.filter(({ kind }) => weightOf(kind) === 2).slice(0, room - heavy.length);
  const facts = [...heavy, ...light].map(
    (fact): Line => ({
      at: timeOf(fact),
      order: fact.n,
      clocks: teller.clocks(timeOf(fact)),
      what: teller.fact(fact),
      from: teller.say({ en: `fact ${fact.n}`, fr: `fait ${fact.n}` }),
    }),
  );
  const lines = [...entries, ...facts].sort(
    (a, b) => a.at - b.at || inOrder(a.clocks[1], b.clocks[1]) || a.order - b.order,
  );
  const left = weighed.length - facts.length;
  return [
    teller.paragraph({
      en: "Exercise time stands still in a pause; real time does not. What was done at the table stands as an entry of the record, what came of it as a fact of the run.",
      fr: "Le temps d’exercice s’arrête pendant une pause, pas le temps réel. Ce qui a été fait à la table est une entrée du registre, ce qui en est venu un fait de la partie.",
    }),
    teller.table(
      { en: "Timeline", fr: "Chronologie" },
      [...CLOCK_COLUMNS, { en: "What happened", fr: "Ce qui s’est passé" }, { en: "From", fr: "Source" }],
      lines.map(({ clocks, what, from }) => [...clocks, what, from]),
    ),
    ...(left > 0
      ? [
          teller.paragraph({
            en: `${sayNumber(left, "en")} smaller facts are left out here; the record brings all of them again.`,
            fr: `${sayNumber(left, "fr")} faits mineurs sont omis ici ; le registre les redonne tous.`,
          }),
        ]
      : []),
  ];
}

function entryLine(teller: ExerciseTeller, entry: AccountEntry): string {
  const { by, kind, data, texts } = entry;
  const who = teller.author(by);
  const about = aboutEntry(teller, entry);
  const said = Object.entries(texts)
    .filter(([name]) => name !== "name")
    .map(([, text]) => teller.quote(text));
  const corrections = entry.corrections.length === 0 ? [] : [teller.corrected(entry, undefined)];
  const outside =
    kind === "free-action" || (kind === "room-decided" && data.outside === true)
      ? ` [${teller.say({ en: "outside the protocol", fr: "hors protocole" })}]`
      : "";
  const head = `${capital(who)}: ${teller.entryKind(kind)}${about === "" ? "" : ` (${about})`}${outside}.`;
  return [teller.say({ en: head, fr: head.replace(": ", " : ") }), ...said, ...corrections].join(" ");
}

export function aboutEntry(teller: ExerciseTeller, { entry: number, kind, data, by }: AccountEntry): string {
  const word = (key: string) => String(data[key] ?? "");
  switch (kind) {
    case "message":
      return `${teller.names.who(word("from"))} → ${teller.names.who(word("to"))}`;
    case "decided":
    case "room-decided": {
      const found = teller.account.decisions.find(({ entry }) => entry?.entry === number);
      const parts = [
        by.role === "player" ? "" : teller.names.who(word("actor")),
        found?.decision === undefined ? "" : teller.decision(found.decision),
        found?.option === undefined ? "" : teller.option(found.decision, found.option),
      ];
      return parts.filter((each) => each !== "").join(" · ");
    }
    case "handed-over":
      return `${teller.seat(word("seat"))} → ${data.to === "person" ? teller.say({ en: "people", fr: "participants" }) : teller.say({ en: "the model", fr: "le modèle" })}`;
    case "row-send":
    case "row-hold":
    case "row-release":
    case "row-skip":
    case "row-added":
      return `${word("number")} · ${teller.names.inject(word("row"))}`;
    case "speed-set":
      return `${word("speed")}×`;
    case "move-begun":
      return word("move");
    case "shifted":
      return saySpan(Number(data.by), teller.language);
    case "corrected":
      return teller.entryNumber(Number(data.entry));
    case "paused":
      return Object.hasOwn(PAUSE_WORDS, word("why"))
        ? teller.say(PAUSE_WORDS[word("why") as keyof typeof PAUSE_WORDS])
        : "";
    case "action-ruled":
      return teller.entryNumber(Number(data.action));
    default:
      return "";
  }
}

const RULINGS: Readonly<Record<string, Words>> = {
  none: { en: "no effect", fr: "sans effet" },
  message: { en: "a message to the seat", fr: "un message au poste" },
  effect: { en: "an effect in the model", fr: "un effet dans le modèle" },
};

export function outsideOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { actions, decisions } = teller.account;
  const room = decisions.flatMap(({ how, decision, entry, actor, at, real }) =>
    how === "room" && decision === undefined && entry !== undefined
      ? [
          [
            ...teller.clocks(at, real),
            teller.names.who(actor),
            teller.corrected(entry, entry.texts.text),
            [entry.texts.reason, entry.texts.dissent]
              .flatMap((each) => (each === undefined ? [] : [teller.quote(each)]))
              .join("\n"),
          ],
        ]
      : [],
  );
  const rows = actions.map(({ entry, seat, ruling }) => [
    ...teller.clocks(entry.at, entry.real),
    teller.seat(seat),
    teller.corrected(entry, entry.texts.text),
    ruling === undefined
      ? teller.say({ en: "control did not rule on it", fr: "l’animation n’a pas statué" })
      : [
          teller.say(RULINGS[ruling.kind] ?? { en: ruling.kind, fr: ruling.kind }),
          ...(["text", "reason"] as const).flatMap((key) => {
            const text: Typed | undefined = ruling.entry.texts[key];
            return text === undefined ? [] : [teller.quote(text)];
          }),
          ...(ruling.entry.corrections.length === 0 ? [] : [teller.corrected(ruling.entry, undefined)]),
        ].join("\n"),
  ]);
  if (rows.length + room.length === 0)
    return [
      teller.paragraph({
        en: "Nothing was done outside the protocol.",
        fr: "Rien n’a été fait hors protocole.",
      }),
    ];
  return [
    teller.table(
      { en: "Marked “outside the protocol”", fr: "Marqué « hors protocole »" },
      [
        ...CLOCK_COLUMNS,
        { en: "Seat", fr: "Poste" },
        { en: "What was done, outside the protocol", fr: "Ce qui a été fait, hors protocole" },
        { en: "What control made of it; reasons", fr: "Suite donnée par l’animation ; raisons" },
      ],
      [...rows, ...room],
    ),
  ];
}
