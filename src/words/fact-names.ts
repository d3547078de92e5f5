import type { FactName } from "../model/index.ts";
import type { Language, Words } from "./language.ts";
import { FACT_CLAUSES } from "./statechart/patterns.ts";

/** Every kind of fact as a clause, for whoever chooses one: the clauses of clocks, and those that no clock hangs on. */
const FACT_NAME_WORDS: Readonly<Record<FactName, Words>> = {
  ...FACT_CLAUSES,
  "duty.started": { en: "a deadline begins to run", fr: "un délai commence à courir" },
  "duty.stopped": { en: "a deadline’s clock is stopped", fr: "le compteur d’un délai s’arrête" },
  "duty.suspended": { en: "a deadline is suspended", fr: "un délai est suspendu" },
  "duty.restarted": { en: "a deadline runs again", fr: "un délai court à nouveau" },
  "duty.expired": { en: "a deadline runs out", fr: "un délai expire" },
  "duty.waived": { en: "somebody is freed of a deadline", fr: "quelqu’un est dispensé d’un délai" },
  "duty.extended": { en: "a deadline is extended", fr: "un délai est prolongé" },
  "duty.renewed": { en: "a deadline is renewed", fr: "un délai est renouvelé" },
  "duty.judged": { en: "it is judged whether it was in time", fr: "il est jugé si c’était à temps" },
  "inject.delivered": {
    en: "a row of the list of events is told",
    fr: "une ligne du chronogramme est remise",
  },
  "inject.ended": { en: "what a row brought is over", fr: "ce qu’une ligne avait amené prend fin" },
  "inject.held": {
    en: "a row is held, released or skipped",
    fr: "une ligne est retenue, libérée ou écartée",
  },
  "views.counted": { en: "views are counted", fr: "les vues sont comptées" },
  "reach.counted": {
    en: "views in a territory are counted",
    fr: "les vues d’un territoire sont comptées",
  },
  "queue.counted": { en: "queues of review are counted", fr: "les files de modération sont comptées" },
  "reach.changed": {
    en: "a platform shows less, or all, of the event",
    fr: "une plateforme montre moins, ou de nouveau tout, de l’événement",
  },
  "account.refused": { en: "a restricted account tries in vain", fr: "un compte restreint essaie en vain" },
  "hash.passed-over": {
    en: "a member passes a shared hash over",
    fr: "un membre laisse de côté une empreinte",
  },
  "oversight.began": { en: "reviewers from outside come", fr: "des modérateurs extérieurs arrivent" },
  "oversight.ended": { en: "reviewers from outside leave", fr: "des modérateurs extérieurs repartent" },
  "verdict.corrected": {
    en: "reviewers from outside see it otherwise",
    fr: "des modérateurs extérieurs en jugent autrement",
  },
  "removals.sampled": { en: "removals are looked at again", fr: "des retraits sont réexaminés" },
  "label.controlled": {
    en: "a label of provenance is checked",
    fr: "un avertissement d’origine est contrôlé",
  },
  "pledge.followed": {
    en: "it is followed how a pledge is kept",
    fr: "le respect d’un engagement est suivi",
  },
  "message.relayed": { en: "a message is passed on", fr: "un message est relayé" },
  "message.posted": {
    en: "a message is served by posting in public",
    fr: "un message est notifié par affichage",
  },
  "message.withheld": {
    en: "a message, or part of it, is not sent",
    fr: "un message, ou une partie, n’est pas envoyé",
  },
  "message.undeliverable": { en: "a message has nowhere to go", fr: "un message ne trouve pas d’adresse" },
  "decision.queued": { en: "a decision waits for a desk", fr: "une décision attend un bureau" },
  "decision.begun": { en: "a decision is taken up", fr: "l’examen d’une décision commence" },
  "decision.opened": { en: "a decision is open to people", fr: "une décision est ouverte à des personnes" },
  "decision.answered": { en: "a person takes a decision", fr: "une personne prend une décision" },
  "decision.lapsed": { en: "nobody takes a decision in time", fr: "personne ne prend une décision à temps" },
  "status.set": { en: "somebody is given a status", fr: "quelqu’un reçoit un statut" },
  "status.cleared": { en: "a status is taken back", fr: "un statut est retiré" },
  "sanction.incurred": { en: "a sanction is incurred", fr: "une sanction est encourue" },
  "failure.counted": { en: "a failure is counted", fr: "un manquement est compté" },
  "action.refused": { en: "what was asked for is refused", fr: "ce qui était demandé est refusé" },
  "action.ruled": {
    en: "control brings something up by hand",
    fr: "l’animation fait survenir quelque chose",
  },
  "claim.corrected": { en: "a wrong claim is put right", fr: "une affirmation erronée est corrigée" },
  "incident.began": { en: "an incident begins", fr: "un incident commence" },
  "incident.ended": { en: "an incident is over", fr: "un incident est terminé" },
  "items.held": {
    en: "what a message names is held for an investigation",
    fr: "ce qu’un message désigne est gardé pour une enquête",
  },
  "items.released": {
    en: "what was held for an investigation is released",
    fr: "ce qui était gardé pour une enquête est libéré",
  },
  "demand.repeated": {
    en: "a demand names what another one named",
    fr: "une demande désigne ce qu’une autre désignait",
  },
  "demand.contradicted": { en: "two demands contradict each other", fr: "deux demandes se contredisent" },
  "seat.handed": { en: "a seat changes hands", fr: "un poste change de mains" },
  "cap.reached": { en: "the cap of items is reached", fr: "le plafond de contenus est atteint" },
  "scenario.ended": { en: "the run ends", fr: "la simulation s’arrête" },
};

/** A kind of fact as a clause that can stand alone or after "when". */
export const sayFactName = (fact: FactName, language: Language): string => FACT_NAME_WORDS[fact][language];
