import type { AccountExpectation, AccountRow } from "../../model/index.ts";
import { expectationSaid } from "./counts.ts";
import type { DocumentBlock } from "./document.ts";
import type { ExerciseTeller } from "./teller.ts";
import { ROW_END_WORDS, ROW_FROM_WORDS } from "./terms.ts";

/** The list of events and what was expected of players. */

export function rowsOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { rows } = teller.account;
  return [
    teller.table(
      { en: "List of events", fr: "Chronogramme" },
      [
        { en: "No.", fr: "N°" },
        { en: "Title", fr: "Titre" },
        { en: "From", fr: "Origine" },
        { en: "Planned", fr: "Prévu" },
        { en: "Sent", fr: "Envoyé" },
        { en: "End", fr: "Issue" },
        { en: "By hand, with the reason", fr: "À la main, avec la raison" },
        { en: "Read by", fr: "Lu par" },
      ],
      rows.map((row) => [
        row.number,
        teller.text(row.title),
        teller.say(ROW_FROM_WORDS[row.from]),
        row.plannedAt === undefined ? "–" : teller.clock(row.plannedAt),
        row.sentAt.map((at) => teller.clock(at)).join("\n"),
        endSaid(teller, row),
        row.handled
          .map((entry) =>
            [
              `${teller.clock(entry.at)} ${teller.author(entry.by)}${teller.colon}${teller.entryKind(entry.kind)}`,
              teller.corrected(entry, entry.texts.reason),
            ]
              .filter((each) => each !== "")
              .join(" "),
          )
          .join("\n"),
        row.acknowledged.map((seat) => teller.seat(seat)).join(", "),
      ]),
    ),
  ];
}

const UNSENT = {
  en: "its time came; such a row sends nothing",
  fr: "son heure est venue ; une telle ligne n’envoie rien",
} as const;

function endSaid(teller: ExerciseTeller, { number, end }: AccountRow): string {
  const kind = teller.account.file.rows.find((each) => each.number === number)?.kind;
  const isUnsent = end === "sent" && (kind === "expected-action" || kind === "facilitation");
  return teller.say(isUnsent ? UNSENT : ROW_END_WORDS[end]);
}

export function expectedOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { expectations } = teller.account;
  if (expectations.length === 0)
    return [teller.paragraph({ en: "The plan names none.", fr: "Le chronogramme n’en nomme aucune." })];
  const owner = (each: AccountExpectation) =>
    each.owner === "all"
      ? teller.say({ en: "all", fr: "tous" })
      : teller.say({ en: "any", fr: "l’un d’eux" });
  return [
    teller.table(
      { en: "Expected actions", fr: "Actions attendues" },
      [
        { en: "Row", fr: "Ligne" },
        { en: "Expected action", fr: "Action attendue" },
        { en: "Owed by", fr: "Due par" },
        { en: "Asked", fr: "Demandée" },
        { en: "Due", fr: "Échéance" },
        { en: "Outcome", fr: "Issue" },
        { en: "Evidence", fr: "Éléments" },
      ],
      expectations.map((each) => [
        each.row,
        teller.text(each.text),
        `${owner(each)}${each.each.some(({ actor }) => actor !== undefined) ? `${teller.colon}${each.each.map(({ actor }) => teller.names.who(actor ?? "")).join(", ")}` : ""}`,
        each.from === undefined ? "–" : teller.clock(each.from),
        each.dueAt === undefined ? "–" : teller.clock(each.dueAt),
        expectationSaid(teller, each),
        [
          ...each.each.flatMap(({ fact }) =>
            fact === undefined ? [] : [teller.say({ en: `fact ${fact}`, fr: `fait ${fact}` })],
          ),
          ...each.notes.map((note) => teller.entryNumber(note)),
        ].join(", "),
      ]),
    ),
  ];
}
