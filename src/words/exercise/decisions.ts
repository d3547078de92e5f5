import type { AccountDecision, Sight, SightOfNews } from "../../model/index.ts";
import { FACT_KINDS, type FactName } from "../../model/index.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import { sayMessage } from "../vocabulary.ts";
import { type DocumentBlock, unmarked } from "./document.ts";
import type { ExerciseTeller } from "./teller.ts";

/** Decisions at the table: the option, the reason, and what the seat could see at that moment. */

const HOW = {
  person: { en: "decided at the table", fr: "tranchée à la table" },
  control: { en: "decided by control for the model", fr: "tranchée par l’animation pour le modèle" },
  room: { en: "decided by the room", fr: "tranchée par la salle" },
  lapsed: {
    en: "nobody decided in time, the default acted",
    fr: "personne n’a tranché à temps, la règle par défaut s’est appliquée",
  },
} as const;

export function decisionBlocks(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { decisions } = teller.account;
  if (decisions.length === 0)
    return [
      teller.paragraph({ en: "No decision was taken at the table.", fr: "Aucune décision à la table." }),
    ];
  return decisions.flatMap((decision) => oneDecision(teller, decision));
}

function oneDecision(teller: ExerciseTeller, given: AccountDecision): readonly DocumentBlock[] {
  const { entry, decision, option, how, at, real, seat, actor } = given;
  const [clock, other] = teller.clocks(at, real);
  const party = teller.party(actor, seat);
  const isOutside = decision === undefined;
  const title = `${clock} · ${party} · ${isOutside ? teller.decision(undefined) : teller.decision(decision)}`;
  const rows: (readonly [string, string])[] = [];
  const add = (en: string, fr: string, text: string) => rows.push([teller.say({ en, fr }), text]);
  add("Real time (UTC)", "Temps réel (UTC)", other);
  add("How", "Comment", teller.say(HOW[how]));
  if (!isOutside) add("Option", "Option", teller.option(decision, option));
  const texts = entry?.texts ?? {};
  if (texts.text !== undefined) add("What was decided", "Ce qui a été décidé", teller.quote(texts.text));
  if (how !== "lapsed")
    add(
      "Reason",
      "Raison",
      texts.reason === undefined
        ? teller.say({ en: "none given", fr: "aucune donnée" })
        : teller.quote(texts.reason),
    );
  if (texts.dissent !== undefined) add("Dissent", "Désaccord", teller.quote(texts.dissent));
  if (entry !== undefined && entry.corrections.length > 0)
    add("Corrections", "Corrections", teller.corrected(entry, undefined));
  if (given.openedAt !== undefined && given.dueAt !== undefined) {
    const [opened, due] = [teller.clock(given.openedAt), teller.clock(given.dueAt)];
    const took = saySpan(at - given.openedAt, teller.language);
    add(
      "Open",
      "Ouverte",
      teller.say({
        en: `from ${opened}, the default would act at ${due}; decided after ${took}`,
        fr: `depuis ${opened}, règle par défaut à ${due} ; tranchée au bout de ${took}`,
      }),
    );
  }
  const where = [
    ...(entry === undefined ? [] : [teller.entryNumber(entry.entry)]),
    ...(given.fact === undefined
      ? []
      : [teller.say({ en: `fact ${given.fact} of the run`, fr: `fait ${given.fact} de la partie` })]),
  ];
  add("Where it stands", "Où cela figure", where.join(", "));
  return [
    { kind: "heading", level: 2, text: title },
    {
      kind: "fields",
      caption: title,
      rows,
    },
    ...(given.saw === undefined ? [] : sightBlocks(teller, given.saw)),
  ];
}

/** What stood on the seat's page then, and nothing that it could not know. */
function sightBlocks(teller: ExerciseTeller, saw: Sight): readonly DocumentBlock[] {
  const { language, names } = teller;
  const items = [
    ...saw.roles.map(({ role, state, since }) => {
      const what = unmarked(`${names.role(role)}${teller.colon}${names.state(role, state)}`);
      return teller.say({
        en: `State: ${what}, since ${teller.clock(since)}.`,
        fr: `État : ${what}, depuis ${teller.clock(since)}.`,
      });
    }),
    ...saw.duties.map(({ duty, dueAt }) => {
      const name = unmarked(names.duty(duty));
      const left = saySpan(dueAt - saw.at, language);
      return dueAt >= saw.at
        ? teller.say({
            en: `A clock ran: ${name}, ${left} left.`,
            fr: `Un délai courait : ${name}, il restait ${left}.`,
          })
        : teller.say({ en: `A clock had run out: ${name}.`, fr: `Un délai était dépassé : ${name}.` });
    }),
    ...saw.open.map(({ decision, dueAt }) =>
      teller.say({
        en: `Also open: ${names.decision(decision)}, until ${teller.clock(dueAt)}.`,
        fr: `Aussi à prendre : ${names.decision(decision)}, jusqu’à ${teller.clock(dueAt)}.`,
      }),
    ),
    ...countsSaid(teller, saw),
    ...saw.news.map((news) => newsSaid(teller, news)),
  ];
  const left = saw.newsTotal - saw.news.length;
  if (left > 0)
    items.push(
      teller.say({
        en: `${sayNumber(left, language)} earlier messages and news are left out here.`,
        fr: `${sayNumber(left, language)} messages et nouvelles antérieurs sont omis ici.`,
      }),
    );
  return [
    {
      kind: "paragraph",
      text: teller.say({
        en: "What this seat could see at that moment:",
        fr: "Ce que ce poste pouvait voir à ce moment :",
      }),
    },
    {
      kind: "list",
      items:
        items.length > 0
          ? items
          : [teller.say({ en: "Nothing had reached it yet.", fr: "Rien ne lui était encore parvenu." })],
    },
  ];
}

const COUNTED: Readonly<Partial<Record<FactName, readonly [string, string]>>> = {
  "content.reported": ["reports by users", "signalements d’utilisateurs"],
  "content.removed": ["items removed", "contenus retirés"],
  "content.blocked": ["uploads blocked", "mises en ligne bloquées"],
  "content.kept": ["reviews that kept an item", "examens laissant en ligne"],
  "content.appealed": ["appeals", "contestations"],
  "content.restored": ["items restored", "contenus rétablis"],
  "content.flagged": ["items found by its own search", "contenus trouvés par sa propre recherche"],
};

function countsSaid(teller: ExerciseTeller, { counts }: Sight): readonly string[] {
  const said = (Object.keys(counts) as FactName[])
    .filter((kind) => COUNTED[kind] !== undefined && FACT_KINDS[kind].bulk)
    .sort()
    .map((kind) => {
      const [en, fr] = COUNTED[kind] ?? ["", ""];
      return `${{ en, fr }[teller.language]} ${sayNumber(Math.round(counts[kind] ?? 0), teller.language)}`;
    });
  if (said.length === 0) return [];
  return [
    teller.say({
      en: `On its own service so far: ${said.join(", ")}.`,
      fr: `Sur son propre service à ce stade : ${said.join(", ")}.`,
    }),
  ];
}

function newsSaid(teller: ExerciseTeller, news: SightOfNews): string {
  const clock = teller.clock(news.at);
  const { names } = teller;
  const parts: string[] = [];
  if (news.kind === "message") {
    const kind = sayMessage(news.message ?? "", teller.language);
    const from = names.who(typeof news.from === "string" ? news.from : "");
    parts.push(teller.say({ en: `${clock}: ${kind} from ${from}.`, fr: `${clock} : ${kind}, de ${from}.` }));
  } else {
    const title = news.title === undefined ? "" : teller.quote(news.title);
    const sender = typeof news.from === "string" ? news.from : news.from?.[teller.language];
    const from = sender === undefined ? "" : ` (${names.who(sender)})`;
    parts.push(teller.say({ en: `${clock}: ${title}${from}.`, fr: `${clock} : ${title}${from}.` }));
  }
  if (news.text !== undefined) parts.push(teller.quote(news.text));
  return parts.join(" ");
}
