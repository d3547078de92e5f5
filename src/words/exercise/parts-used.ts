import { saySpan } from "../numbers.ts";
import { ProtocolTeller } from "../statechart/teller.ts";
import { type DocumentBlock, sayReal, unmarked } from "./document.ts";
import { aboutEntry } from "./story.ts";
import { CLOCK_COLUMNS, type ExerciseTeller } from "./teller.ts";
import { HOT_WASH_QUESTION_WORDS, HOT_WASH_WORDS, PAUSE_WORDS } from "./terms.ts";

/** Breaks, the load of seats, how much of the protocol was used, and what people said afterwards. */

export function breaksOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account, language } = teller;
  const pauses = account.pauses.map(({ kind, entry, why, until, lasted }) => [
    ...teller.clocks(entry.at, entry.real),
    kind === "no-duff"
      ? teller.say({ en: "NO DUFF (real emergency)", fr: "HORS EXERCICE (urgence réelle)" })
      : "PAUSEX",
    until === undefined ? "–" : sayReal(until),
    lasted === undefined ? "–" : saySpan(lasted, language),
    [
      why === undefined ? "" : teller.say(PAUSE_WORDS[why]),
      teller.corrected(entry, entry.texts.reason),
      kind === "no-duff" ? teller.author(entry.by) : "",
    ]
      .filter((each) => each !== "")
      .join(" · "),
  ]);
  const handed = account.entries
    .filter(({ kind }) => kind === "handed-over" || kind === "stepped-out")
    .map((entry) => [
      ...teller.clocks(entry.at, entry.real),
      entry.kind === "handed-over" ? aboutEntry(teller, entry) : teller.author(entry.by),
      teller.entryKind(entry.kind),
      teller.corrected(entry, entry.texts.note),
    ]);
  return [
    pauses.length === 0
      ? teller.paragraph({ en: "No pause and no real emergency.", fr: "Ni pause ni urgence réelle." })
      : teller.table(
          { en: "Pauses and real emergencies", fr: "Pauses et urgences réelles" },
          [
            ...CLOCK_COLUMNS,
            { en: "What", fr: "Quoi" },
            { en: "Until (UTC)", fr: "Jusqu’à (UTC)" },
            { en: "Lasted", fr: "Durée" },
            { en: "Reason", fr: "Raison" },
          ],
          pauses,
        ),
    handed.length === 0
      ? teller.paragraph({ en: "No seat changed hands.", fr: "Aucun poste n’a changé de mains." })
      : teller.table(
          { en: "Seats handed over", fr: "Postes remis" },
          [
            ...CLOCK_COLUMNS,
            { en: "Seat", fr: "Poste" },
            { en: "What", fr: "Quoi" },
            { en: "Hand-over note", fr: "Note de passation" },
          ],
          handed,
        ),
  ];
}

export function loadOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { language } = teller;
  return [
    teller.table(
      { en: "Load of each seat", fr: "Charge de chaque poste" },
      [
        { en: "Seat", fr: "Poste" },
        { en: "Decided", fr: "Tranchées" },
        { en: "Time ran out", fr: "Hors délai" },
        { en: "Half were answered within", fr: "La moitié en moins de" },
        { en: "Most open at once", fr: "Ouvertes à la fois, au plus" },
        { en: "Messages out / in", fr: "Messages émis / reçus" },
        { en: "Free actions", fr: "Actions libres" },
        { en: "Longest silence with a decision open", fr: "Plus long silence, décision ouverte" },
      ],
      teller.account.loads.map((load) => [
        teller.text(load.title),
        String(load.decided),
        String(load.lapsed),
        load.median === undefined ? "–" : saySpan(load.median, language),
        String(load.mostOpen),
        `${load.sent} / ${load.received}`,
        String(load.actions),
        saySpan(load.longestSilence, language),
      ]),
    ),
  ];
}

const MOST_UNUSED = 12;

export function coverageOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account, titles, language } = teller;
  const tellers = new Map(
    titles.protocols.map((each) => [each.id, new ProtocolTeller(each, language, "none")]),
  );
  const blocks: DocumentBlock[] = [
    teller.table(
      { en: "Transitions used, by role", fr: "Transitions empruntées, par rôle" },
      [
        { en: "Protocol", fr: "Protocole" },
        { en: "Role", fr: "Rôle" },
        { en: "Used", fr: "Empruntées" },
        { en: "Never used in this exercise", fr: "Jamais empruntées dans cet exercice" },
      ],
      account.coverage.map(({ protocol, machine, used, all, unused }) => {
        const say = tellers.get(protocol);
        const told = unused.slice(0, MOST_UNUSED).map(({ from, by, what, to }) => {
          const trigger =
            say === undefined
              ? what
              : say.trigger(
                  by === "event"
                    ? { kind: "event", name: what }
                    : by === "after"
                      ? { kind: "after", delay: what }
                      : { kind: by },
                );
          const place = (keys: readonly string[]) =>
            say === undefined ? keys.join(" › ") : say.place([machine, ...keys].join("."));
          const start = from.length === 0 ? "" : `${place(from)}${teller.colon}`;
          return unmarked(`${start}${trigger}${to === undefined ? "" : ` → ${place(to)}`}`);
        });
        const more = unused.length - told.length;
        return [
          unmarked(teller.names.protocol(protocol)),
          unmarked(teller.names.role(`${protocol}/${machine}`)),
          teller.say({ en: `${used} of ${all}`, fr: `${used} sur ${all}` }),
          [
            ...told,
            ...(more > 0 ? [teller.say({ en: `and ${more} more`, fr: `et ${more} autres` })] : []),
          ].join("\n"),
        ];
      }),
    ),
  ];
  const option = (decision: string, id: string, taken: number) =>
    `${teller.option(decision, id)} ${taken === 0 ? teller.say({ en: "never", fr: "jamais" }) : `${taken}×`}`;
  blocks.push(
    teller.table(
      {
        en: "Decisions and how often each option was taken",
        fr: "Décisions, et combien de fois chaque option",
      },
      [
        { en: "Protocol", fr: "Protocole" },
        { en: "Decision", fr: "Décision" },
        { en: "Options", fr: "Options" },
      ],
      account.choices.map(({ protocol, decision, options }) => [
        unmarked(teller.names.protocol(protocol)),
        teller.decision(decision),
        options.map((each) => option(decision, each.option, each.taken)).join("; "),
      ]),
    ),
  );
  return blocks;
}

export function hotWashOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { hotWash } = teller.account;
  if (hotWash.forms === 0)
    return [teller.paragraph({ en: "No form was handed in.", fr: "Aucune fiche n’a été rendue." })];
  const statement = (key: string) =>
    Object.hasOwn(HOT_WASH_WORDS, key) ? teller.say(HOT_WASH_WORDS[key as keyof typeof HOT_WASH_WORDS]) : key;
  const question = (key: string) =>
    Object.hasOwn(HOT_WASH_QUESTION_WORDS, key)
      ? teller.say(HOT_WASH_QUESTION_WORDS[key as keyof typeof HOT_WASH_QUESTION_WORDS])
      : key;
  const answered = Object.entries(hotWash.answers).filter(([, counts]) => counts.some((each) => each > 0));
  return [
    teller.paragraph({
      en: `Forms handed in: ${hotWash.forms}. Nobody’s answers can be told apart here. 1: strongly disagree, 5: strongly agree.`,
      fr: `Fiches rendues : ${hotWash.forms}. Les réponses de chacun ne sont pas distinguables ici. 1 : pas du tout d’accord, 5 : tout à fait d’accord.`,
    }),
    teller.table(
      { en: "How many gave 1 to 5", fr: "Combien ont donné 1 à 5" },
      [{ en: "Statement", fr: "Énoncé" }, ...[1, 2, 3, 4, 5].map((n) => ({ en: `${n}`, fr: `${n}` }))],
      answered.map(([key, counts]) => [statement(key), ...counts.map(String)]),
    ),
    ...Object.entries(hotWash.texts).flatMap(([key, texts]): readonly DocumentBlock[] =>
      texts.length === 0
        ? []
        : [
            { kind: "heading", level: 2, text: question(key) },
            { kind: "list", items: texts.map((text) => teller.quote(text)) },
          ],
    ),
  ];
}
