import type { FactName, FactPattern } from "../../model/index.ts";
import type { Words } from "../language.ts";
import type { ProtocolTeller } from "./teller.ts";

/** What happened, as a clause after "when": facts that start and stop clocks. */
export const FACT_CLAUSES = {
  "scenario.began": { en: "the incident begins", fr: "l’incident commence" },
  "content.posted": { en: "an item goes online", fr: "un contenu est mis en ligne" },
  "content.blocked": { en: "an upload is blocked", fr: "un dépôt est bloqué" },
  "content.removed": { en: "an item is removed", fr: "un contenu est retiré" },
  "content.restored": { en: "an item is restored", fr: "un contenu est rétabli" },
  "content.restricted": {
    en: "an item is made unreachable in a territory",
    fr: "un contenu est rendu inaccessible dans un territoire",
  },
  "content.reported": { en: "a user reports an item", fr: "un utilisateur signale un contenu" },
  "content.flagged": { en: "an item is found", fr: "un contenu est repéré" },
  "content.kept": { en: "an item is kept after review", fr: "un contenu est laissé en ligne après examen" },
  "content.appealed": { en: "an uploader objects", fr: "l’auteur d’un dépôt conteste" },
  "content.queued": { en: "an item waits for a reviewer", fr: "un contenu attend un examen" },
  "review.finished": { en: "a review is finished", fr: "un examen est terminé" },
  "stream.ended": { en: "a stream ends", fr: "une diffusion se termine" },
  "original.posted": { en: "an original goes online", fr: "un original est mis en ligne" },
  "original.removed": { en: "an original is removed", fr: "un original est retiré" },
  "incident.reported": {
    en: "an item of the incident is reported there for the first time",
    fr: "un contenu de l’incident y est signalé pour la première fois",
  },
  "incident.confirmed": {
    en: "an item of the incident is confirmed there for the first time",
    fr: "un contenu de l’incident y est confirmé pour la première fois",
  },
  "hash.found": { en: "a version is found", fr: "une version est trouvée" },
  "hash.made": { en: "a hash is made", fr: "une empreinte est calculée" },
  "hash.shared": { en: "a hash is shared", fr: "une empreinte est partagée" },
  "hash.ingested": { en: "a hash is taken in", fr: "une empreinte est intégrée" },
  "hash.withdrawn": { en: "a hash is withdrawn", fr: "une empreinte est retirée du partage" },
  "matching.switched": {
    en: "matching is switched on or off",
    fr: "la comparaison est mise en marche ou arrêtée",
  },
  "message.sent": { en: "a message is sent", fr: "un message est envoyé" },
  "message.delivered": { en: "a message is delivered", fr: "un message est remis" },
  "message.opened": { en: "a message is opened", fr: "un message est ouvert" },
  "message.lost": { en: "a message is lost", fr: "un message est perdu" },
  "decision.taken": { en: "a decision is taken", fr: "une décision est prise" },
  "state.entered": { en: "somebody comes to a state", fr: "quelqu’un arrive à un état" },
  "order.fulfilled": {
    en: "all that the message names is done",
    fr: "tout ce que le message désigne est fait",
  },
  "crisis.entered": { en: "extra reviewers are called in", fr: "des modérateurs sont appelés en renfort" },
  "crisis.left": { en: "extra reviewers are sent home", fr: "les modérateurs en renfort repartent" },
  "content.held": {
    en: "an item is out of sight, its file kept",
    fr: "un contenu est masqué, son fichier gardé",
  },
  "content.preserved": { en: "an item is kept as evidence", fr: "un contenu est conservé comme preuve" },
  "content.purged": { en: "an item is deleted for good", fr: "un contenu est supprimé définitivement" },
  "content.labelled": { en: "a label is put on an item", fr: "un avertissement est apposé à un contenu" },
  "content.unlabelled": { en: "a label is taken back", fr: "un avertissement est retiré" },
  "content.demoted": { en: "an item is shown less", fr: "un contenu est moins montré" },
  "user.informed": { en: "the uploader is told", fr: "l’auteur du dépôt est informé" },
  "information.withheld": {
    en: "the uploader must not be told",
    fr: "l’auteur du dépôt ne doit pas être informé",
  },
  "complaint.made": { en: "an uploader complains", fr: "l’auteur d’un dépôt fait une réclamation" },
  "complaint.decided": { en: "a complaint is decided", fr: "une réclamation est tranchée" },
  "account.restricted": { en: "an account is restricted", fr: "un compte est restreint" },
  "account.restored": { en: "an account is restored", fr: "un compte est rétabli" },
  "account.struck": { en: "an account gets a strike", fr: "un compte reçoit une sanction" },
  "access.blocked": { en: "access to a service is blocked", fr: "l’accès à un service est bloqué" },
  "access.unblocked": { en: "access to a service is open again", fr: "l’accès à un service est rouvert" },
  "hash.mistaken": {
    en: "a hash of lawful material is found",
    fr: "une empreinte d’un contenu licite est trouvée",
  },
  "hash.dropped": { en: "a hash is no longer matched", fr: "une empreinte n’est plus comparée" },
  "hash.feedback": { en: "a member comments on a hash", fr: "un membre donne son avis sur une empreinte" },
  "hash.relabelled": { en: "a hash is relabelled", fr: "le libellé d’une empreinte est changé" },
  "ledger.published": { en: "counts are published", fr: "des décomptes sont publiés" },
  "note.made": { en: "it is noted for the record", fr: "c’est consigné" },
} as const satisfies Partial<Record<FactName, Words>>;

/** Whether a kind of fact has a clause of its own. */
export function hasFactClause(fact: string): fact is keyof typeof FACT_CLAUSES {
  return Object.hasOwn(FACT_CLAUSES, fact);
}

/** A fact pattern as a clause after "when". */
export function sayPattern(pattern: FactPattern, say: ProtocolTeller): string {
  const { fact, actor, other, what, how, item } = pattern;
  const clause: Words | undefined = hasFactClause(fact) ? FACT_CLAUSES[fact] : undefined;
  const details = [
    what === undefined ? "" : sayWhat(fact, what, say),
    how === undefined ? "" : sayHow(pattern, how, say),
    item === undefined
      ? ""
      : say.words(
          item === "original"
            ? { en: "the original only", fr: "l’original seulement" }
            : { en: "copies only", fr: "les copies seulement" },
        ),
    actor === undefined
      ? ""
      : `${say.words(SIDES[fact.startsWith("message.") ? "receiver" : "actor"])} ${say.to(actor)}`,
    other === undefined ? "" : `${say.words(SIDES.sender)} ${say.to(other)}`,
  ].filter((each) => each !== "");
  const said = clause === undefined ? say.quote(fact) : say.words(clause);
  return details.length === 0 ? said : `${said} (${details.join(", ")})`;
}

const SIDES = {
  actor: { en: "of", fr: "de" },
  receiver: { en: "to", fr: "à" },
  sender: { en: "from", fr: "de la part de" },
} as const satisfies Record<string, Words>;

function sayHow({ fact, what }: FactPattern, how: string, say: ProtocolTeller): string {
  if (fact === "decision.taken" && what !== undefined) return say.option(what, how);
  if (fact === "state.entered" && what !== undefined) return say.stateOf(what, how);
  return say.quote(how);
}

function sayWhat(fact: string, what: string, say: ProtocolTeller): string {
  if (fact.startsWith("message.")) return say.message(what);
  if (fact === "decision.taken") return say.decision(what);
  if (fact === "state.entered") return say.role(what);
  return say.quote(what);
}
