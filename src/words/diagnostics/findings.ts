import type { Language, Words } from "../language.ts";
import { saySpan } from "../numbers.ts";
import { type Detail, type DiagnosticWords, type Made, words } from "./sentence.ts";

/** What verification found in protocols, and among the actors of a scenario: the sentence, then its evidence. */

const ANSWERS: Readonly<Record<string, Words>> = {
  proved: { en: "proved", fr: "prouvé" },
  found: { en: "found", fr: "trouvé" },
  "limit reached": { en: "limit reached", fr: "limite atteinte" },
};

/** A story of names that stand in the files: what is said between them. One in a protocol's own words has none of it. */
function nameStoryInFrench(story: string): string {
  return story
    .replaceAll(/(^|> |: )after /g, "$1après ")
    .replaceAll(/: yes\b/g, " : oui")
    .replaceAll(/: no\b/g, " : non")
    .replaceAll(/(?<=[^ \u00a0]): /g, " : ");
}

/** How sure a finding is, what shows it, and the reason given for it where the real protocol has the fault. */
function evidence(d: Detail, language: Language): string {
  const answer = d("answer");
  const sure = Object.hasOwn(ANSWERS, answer) ? ANSWERS[answer][language] : answer;
  const told = language === "en" ? d("story") : nameStoryInFrench(d("story"));
  const story = told === "" ? { en: "from the beginning", fr: "dès le début" }[language] : told;
  const others =
    d("others") === ""
      ? { en: "", fr: "" }
      : {
          en: ` Others that go back to the same (${d("others")}): ${d("places")}.`,
          fr: ` Autres qui remontent à la même cause (${d("others")}) : ${d("places")}.`,
        };
  const evidenced = { en: ` [${sure}; story: ${story}]`, fr: ` [${sure} ; histoire : ${story}]` };
  const shown = others[language] + evidenced[language];
  if (d("because") === "") return shown;
  const declared = {
    en: ` Declared as a fault of the real protocol: ${d("because")} (${d("declaredIn")})`,
    fr: ` Déclaré comme défaut du protocole réel : ${d("becauseFr") || d("because")} (${d("declaredInFr") || d("declaredIn")})`,
  };
  return shown + declared[language];
}

/** Why the hours of a contact point are as they are, where its file says so. */
function meant(d: Detail, language: Language): string {
  if (d("because") === "") return "";
  const said = {
    en: ` These hours are meant: ${d("because")}`,
    fr: ` Ces heures sont voulues : ${d("becauseFr") || d("because")}`,
  };
  return said[language];
}

/** A finding of verification: its sentence, then its evidence. */
const finding = (en: Made, fr: Made): DiagnosticWords =>
  words(
    (d) => en(d) + evidence(d, "en"),
    (d) => fr(d) + evidence(d, "fr"),
  );

const roleOf = (d: Detail) => d("machine").replace(/^roles\./, "");
/** The actors that play the role, where they are not called like it. */
const playedBy = (d: Detail) => (d("actors") === roleOf(d) ? "" : ` (${d("actors")})`);
const span = (d: Detail, name: string, language: Language) => saySpan(Number(d(`${name}!`)), language);

const NO_TIME: Words = { en: "no time at all", fr: "aucun délai" };
const spanOrNone = (d: Detail, name: string, language: Language) =>
  d(`${name}!`) === "0" ? NO_TIME[language] : span(d, name, language);

const MONITORING: Readonly<Record<string, Words>> = {
  all: {
    en: "asks that all that users post be watched",
    fr: "demande que tout ce que publient les utilisateurs soit surveillé",
  },
  private: { en: "scans private messages", fr: "analyse des messages privés" },
  order: {
    en: "scans all uploads because it is ordered to",
    fr: "analyse tous les dépôts parce qu’on le lui ordonne",
  },
};
const STRAYING: Readonly<Record<string, Words>> = {
  unnamed: { en: "names no item", fr: "ne désigne aucun contenu" },
  "not-public": {
    en: "may go to a service whose content is not public",
    fr: "peut aller à un service dont le contenu n’est pas public",
  },
  territory: { en: "is carried out beyond its territory", fr: "est exécutée au-delà de son territoire" },
};

const inVariants = {
  en: (d: Detail) => (d("variants") === "" ? "" : ` (variants: ${d("variants")})`),
  fr: (d: Detail) => (d("variants") === "" ? "" : ` (variantes : ${d("variants")})`),
};

/** A finding about a scenario's actors: its sentence, under which variants, then its evidence. */
const together = (en: Made, fr: Made): DiagnosticWords =>
  finding(
    (d) => en(d) + inVariants.en(d),
    (d) => fr(d) + inVariants.fr(d),
  );

export const FINDING_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "verification/removal_without_ground": finding(
    (d) =>
      `“${roleOf(d)}” takes down (${d("effect")}) without ground: nobody judged it, nothing matched it, nobody asked for it.`,
    (d) =>
      `« ${roleOf(d)} » retire (${d("effect")}) sans motif : personne ne l’a apprécié, rien n’y correspondait, personne ne l’a demandé.`,
  ),
  "verification/intrusion": finding(
    (d) =>
      `“${roleOf(d)}”, which may be a private actor, intrudes on somebody’s systems: Paris Call, principle 8, forbids it.`,
    (d) =>
      `« ${roleOf(d)} », qui peut être un acteur privé, s’introduit dans les systèmes d’autrui : le principe 8 de l’Appel de Paris l’interdit.`,
  ),
  "verification/general_monitoring": finding(
    (d) =>
      `“${roleOf(d)}” ${MONITORING[d("why")]?.en ?? d("why")} (${d("effect")}): general monitoring, which Regulation (EU) 2021/784, article 5(8), excludes.`,
    (d) =>
      `« ${roleOf(d)} » ${MONITORING[d("why")]?.fr ?? d("why")} (${d("effect")}) : une surveillance générale, que le règlement (UE) 2021/784, article 5(8), exclut.`,
  ),
  "verification/order_out_of_scope": finding(
    (d) =>
      `An order of “${roleOf(d)}” (${d("effect")}) is outside its scope: it ${STRAYING[d("why")]?.en ?? d("why")}${d("where") === "" ? "" : ` (${d("where")})`}.`,
    (d) =>
      `Une injonction de « ${roleOf(d)} » (${d("effect")}) sort de son champ : elle ${STRAYING[d("why")]?.fr ?? d("why")}${d("where") === "" ? "" : ` (${d("where")})`}.`,
  ),
  "verification/unreachable_state": finding(
    (d) => `Nothing ever leads “${roleOf(d)}” to the state “${d("state")}”.`,
    (d) => `Rien ne mène jamais « ${roleOf(d)} » à l’état « ${d("state")} ».`,
  ),
  "verification/unreachable_transition": finding(
    (d) =>
      `“${roleOf(d)}” can never take this transition of “${d("state")}”: ${d("event")}${d("target") === "" ? "" : `, to “${d("target")}”`}.`,
    (d) =>
      `« ${roleOf(d)} » ne peut jamais prendre cette transition de « ${d("state")} » : ${d("event")}${d("target") === "" ? "" : `, vers « ${d("target")} »`}.`,
  ),
  "verification/dead_end": finding(
    (d) =>
      `Once “${roleOf(d)}” is in “${d("state")}”${d("option") === "" ? "" : ` and the decision is ${d("option")}, to which nothing there listens,`} nothing can ever happen to it again, and the state is not marked as an end (type: final, or tags: [end]).`,
    (d) =>
      `Une fois « ${roleOf(d)} » en « ${d("state")} »${d("option") === "" ? "" : ` et la décision ${d("option")} prise, que rien n’y écoute`}, rien ne peut plus lui arriver, et l’état n’est pas marqué comme une fin (type: final, ou tags: [end]).`,
  ),
  "verification/option_unheard": finding(
    (d) =>
      `In “${d("state")}” the decision of “${roleOf(d)}” may be ${d("option")}, to which nothing there listens: it is lost, and something else leads on.`,
    (d) =>
      `En « ${d("state")} », la décision de « ${roleOf(d)} » peut être ${d("option")}, que rien n’y écoute : elle se perd, et autre chose fait avancer.`,
  ),
  "verification/same_choice": finding(
    (d) =>
      `In “${d("state")}” of “${roleOf(d)}”, nothing tells alternative ${d("second")} from alternative ${d("first")} (${d("event")}): the earlier is always taken.`,
    (d) =>
      `En « ${d("state")} » de « ${roleOf(d)} », rien ne distingue l’alternative ${d("second")} de l’alternative ${d("first")} (${d("event")}) : la première est toujours prise.`,
  ),
  "verification/timer_never_fires": finding(
    (d) =>
      `The timer “${d("delay")}” of “${d("state")}” (“${roleOf(d)}”) can never fire${d("faster") === "" ? "" : `: “${d("faster")}” always runs down before`}.${d("ranges") === "" ? "" : " So it is with the waits as they stand; within the ranges assumed for them it could."}`,
    (d) =>
      `La minuterie « ${d("delay")} » de « ${d("state")} » (« ${roleOf(d)} ») ne peut jamais arriver à terme${d("faster") === "" ? "" : ` : « ${d("faster")} » expire toujours avant`}.${d("ranges") === "" ? "" : " Il en est ainsi des délais tels qu’ils sont ; dans les intervalles supposés pour eux, elle le pourrait."}`,
  ),
  "verification/message_unheard": finding(
    (d) => `“${roleOf(d)}” sends the message “${d("message")}”, and nobody who may receive it hears it.`,
    (d) =>
      `« ${roleOf(d)} » envoie le message « ${d("message")} », et aucun destinataire possible ne l’entend.`,
  ),
  "verification/event_never_comes": finding(
    (d) => `“${roleOf(d)}” waits in “${d("state")}” for what nobody can cause: ${d("event")}.`,
    (d) => `« ${roleOf(d)} » attend en « ${d("state")} » ce que personne ne peut causer : ${d("event")}.`,
  ),
  "verification/role_never_acts": finding(
    (d) =>
      `The role “${roleOf(d)}” can never do anything${d("events") === "" ? "" : ` (it waits: ${d("events")})`}.`,
    (d) =>
      `Le rôle « ${roleOf(d)} » ne peut jamais rien faire${d("events") === "" ? "" : ` (il attend : ${d("events")})`}.`,
  ),
  "verification/waits_for_ever": finding(
    (d) => `These roles wait for each other without end: ${d("roles")}.`,
    (d) => `Ces rôles s’attendent l’un l’autre sans fin : ${d("roles")}.`,
  ),
  "verification/duty_too_short": finding(
    (d) =>
      `The duty “${d("duty")}” cannot be met even if everybody is instant: it takes ${span(d, "least", "en")} at least, and the time allowed is ${span(d, "within", "en")}.`,
    (d) =>
      `L’obligation « ${d("duty")} » ne peut pas être tenue même si chacun agit sur-le-champ : il faut au moins ${span(d, "least", "fr")}, et le délai accordé est de ${span(d, "within", "fr")}.`,
  ),
  "verification/duty_never_stops": finding(
    (d) => `The duty “${d("duty")}” cannot be met: nothing that follows its start can stop its clock.`,
    (d) =>
      `L’obligation « ${d("duty")} » ne peut pas être tenue : rien de ce qui suit son début ne peut arrêter son délai.`,
  ),
  "verification/limit_reached": finding(
    (d) =>
      `The roles together have more than ${d("states")} states: whether they wait for each other without end is open.`,
    (d) =>
      `Les rôles ont ensemble plus de ${d("states")} états : on ne sait pas s’ils s’attendent l’un l’autre sans fin.`,
  ),
  "verification/chart_limit": finding(
    (d) =>
      `“${roleOf(d)}” has more than ${d("steps")} steps: whether anything can happen that was not met within them is open.`,
    (d) =>
      `« ${roleOf(d)} » a plus de ${d("steps")} pas : on ne sait pas si ce qui n’y a pas été rencontré peut arriver.`,
  ),
  "verification/actors_unheard": together(
    (d) =>
      `Here “${roleOf(d)}”${playedBy(d)} sends the message “${d("message")}”, and nobody of those whom it may reach in this scenario hears it.`,
    (d) =>
      `Ici, « ${roleOf(d)} »${playedBy(d)} envoie le message « ${d("message")} », et aucun de ceux qu’il peut atteindre dans ce scénario ne l’entend.`,
  ),
  "verification/actor_never_acts": together(
    (d) =>
      `The role “${roleOf(d)}”${playedBy(d)} can never do anything among the actors of this scenario${d("events") === "" ? "" : ` (it waits: ${d("events")})`}.`,
    (d) =>
      `Le rôle « ${roleOf(d)} »${playedBy(d)} ne peut jamais rien faire parmi les acteurs de ce scénario${d("events") === "" ? "" : ` (il attend : ${d("events")})`}.`,
  ),
  "verification/actor_stuck": together(
    (d) =>
      `Once “${roleOf(d)}”${playedBy(d)} is in “${d("state")}”${d("option") === "" ? "" : ` and the decision is ${d("option")}, to which nothing there listens`}, nobody of this scenario can ever lead out of it, and the state is not marked as an end.`,
    (d) =>
      `Une fois que « ${roleOf(d)} »${playedBy(d)} est en « ${d("state")} »${d("option") === "" ? "" : ` et la décision ${d("option")} prise, que rien n’y écoute`}, personne dans ce scénario ne peut plus l’en faire sortir, et l’état n’est pas marqué comme une fin.`,
  ),
  "verification/actors_wait_for_ever": together(
    (d) => `These actors wait for each other without end: ${d("roles")}.`,
    (d) => `Ces acteurs s’attendent l’un l’autre sans fin : ${d("roles")}.`,
  ),
  "verification/duty_never_binds": together(
    (d) =>
      `The duty “${d("duty")}” of “${d("protocol")}” binds nobody in this scenario: what starts its clock cannot happen to anybody there.`,
    (d) =>
      `L’obligation « ${d("duty")} » de « ${d("protocol")} » ne lie personne dans ce scénario : ce qui fait courir son délai ne peut arriver à personne.`,
  ),
  "verification/order_by_private": together(
    (d) => `“${roleOf(d)}”${playedBy(d)} gives an order, and is no organ of a state.`,
    (d) => `« ${roleOf(d)} »${playedBy(d)} donne une injonction sans être un organe d’un État.`,
  ),
  "verification/order_to_private": together(
    (d) =>
      `An order of “${roleOf(d)}”${playedBy(d)} may go to ${d("where")}, whose content is not public: it is outside its scope.`,
    (d) =>
      `Une injonction de « ${roleOf(d)} »${playedBy(d)} peut aller à ${d("where")}, dont le contenu n’est pas public : elle sort de son champ.`,
  ),
  "verification/private_scan": together(
    (d) =>
      `“${roleOf(d)}”${playedBy(d)}, whose content is not public, compares what people send each other (${d("effect")}): general monitoring, which Regulation (EU) 2021/784, article 5(8), excludes.`,
    (d) =>
      `« ${roleOf(d)} »${playedBy(d)}, dont le contenu n’est pas public, compare ce que les gens s’envoient (${d("effect")}) : une surveillance générale, que le règlement (UE) 2021/784, article 5(8), exclut.`,
  ),
  "verification/chain_without_ground": together(
    (d) =>
      `“${roleOf(d)}”${playedBy(d)} takes something down because it was asked to, and nobody on the way there judged anything (effect: ${d("effect")}).`,
    (d) =>
      `« ${roleOf(d)} »${playedBy(d)} retire quelque chose parce qu’on le lui a demandé, et personne en chemin n’a rien apprécié (effet : ${d("effect")}).`,
  ),
  "verification/declared_not_found": words(
    (d) => `The fault ${d("found")} is declared at ${d("path")}, and is not there.`,
    (d) => `Le défaut ${d("found")} est déclaré en ${d("path")}, et ne s’y trouve pas.`,
    () => "Take the declaration away, or correct its code and path as check tells them.",
    () => "Retirez la déclaration, ou corrigez son code et son chemin tels que check les donne.",
  ),
  "verification/declared_behind": words(
    (d) =>
      `The fault ${d("found")} is declared at ${d("path")}; whether it is there cannot be seen, for ${d("behind")} says that nothing of ${d("at")} ever happens.`,
    (d) =>
      `Le défaut ${d("found")} est déclaré en ${d("path")} ; on ne peut pas voir s’il s’y trouve, car selon ${d("behind")} rien de ${d("at")} n’arrive jamais.`,
    () => "Mend that one first.",
    () => "Corrigez d’abord celui-là.",
  ),
  "verification/closed_hours": words(
    (d) =>
      `“${d("debtor")}” cannot meet “${d("duty")}” at some hours even if everybody there is instant, because nobody opens what was delivered: delivered at ${d("late")} it takes ${span(d, "lateLeast", "en")} at least${d("early") === "" ? "" : `, at ${d("early")} ${spanOrNone(d, "earlyLeast", "en")}`}; the time allowed is ${span(d, "within", "en")}.${meant(d, "en")}`,
    (d) =>
      `« ${d("debtor")} » ne peut pas tenir « ${d("duty")} » à certaines heures même si chacun y agit sur-le-champ, car personne n’ouvre ce qui est remis : remis à ${d("late")}, il faut au moins ${span(d, "lateLeast", "fr")}${d("early") === "" ? "" : ` ; remis à ${d("early")}, ${spanOrNone(d, "earlyLeast", "fr")}`} ; le délai accordé est de ${span(d, "within", "fr")}.${meant(d, "fr")}`,
  ),
};
