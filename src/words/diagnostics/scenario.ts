import { type DiagnosticWords, missing, words } from "./sentence.ts";

/** A scenario that was read and does not make sense: names that lead nowhere, times and shares that cannot be, gaps. */

export const SCENARIO_WORDS: Readonly<Record<string, DiagnosticWords>> = {
  "scenario/unknown_variant": missing("variant", "variante"),
  "scenario/unknown_profile": missing("shared profile", "profil partagé"),
  "scenario/unknown_platform": missing("platform", "plateforme"),
  "scenario/unknown_actor": missing("actor", "acteur"),
  "scenario/unknown_party": missing("actor, platform or kind", "acteur, plateforme ou type"),
  "scenario/unknown_kind": missing("kind", "type"),
  "scenario/unknown_message": missing("message", "message"),
  "scenario/unknown_incident": words(
    (d) => `There is no incident “${d("found")}”.`,
    (d) => `Il n’y a pas d’incident « ${d("found")} ».`,
    () => "The scenario’s own is called first; further ones stand under incidents.",
    () => "Celui du scénario s’appelle first ; les autres figurent sous incidents.",
  ),
  "scenario/unknown_sanction": missing("sanction", "sanction"),
  "scenario/unknown_role": words(
    (d) => `The protocol ${d("protocol")} has no role “${d("found")}”.`,
    (d) => `Le protocole ${d("protocol")} n’a pas de rôle « ${d("found")} ».`,
  ),
  "scenario/unknown_original": words(
    (d) => `There is no original “${d("found")}”.`,
    (d) => `Il n’y a pas d’original « ${d("found")} ».`,
  ),
  "scenario/unknown_rank": words(
    (d) => `“${d("found")}” has a rank, but the scenario does not run this protocol.`,
    (d) => `« ${d("found")} » a un rang, mais le scénario n’applique pas ce protocole.`,
  ),
  "scenario/matrix_columns": words(
    (d) =>
      `The harm “${d("harm")}” has ${d("found")} levels where ${d("expected")} are due: one more than numbers in perHour.`,
    (d) =>
      `Le préjudice « ${d("harm")} » a ${d("found")} niveaux au lieu de ${d("expected")} : un de plus que de nombres sous perHour.`,
  ),
  "scenario/matrix_falls": words(
    (d) => `The numbers in perHour must rise: ${d("after")} follows ${d("before")}.`,
    (d) => `Les nombres sous perHour doivent croître : ${d("after")} suit ${d("before")}.`,
  ),
  "scenario/incident_backwards": words(
    (d) => `The incident ends (${d("ends")}) before it begins (${d("begins")}).`,
    (d) => `L’incident finit (${d("ends")}) avant de commencer (${d("begins")}).`,
  ),
  "scenario/text_of_nothing": words(
    (d) => `This is a text (texts.${d("table")}) of “${d("found")}”, which is nowhere in the file.`,
    (d) =>
      `Ceci est un texte (texts.${d("table")}) de « ${d("found")} », qui n’est nulle part dans le fichier.`,
  ),
  "scenario/unknown_lane": words(
    (d) => `The platform ${d("platform")} has no review lane “${d("found")}”.`,
    (d) => `La plateforme ${d("platform")} n’a pas de file d’examen « ${d("found")} ».`,
  ),
  "scenario/unknown_delay": words(
    (d) => `There is no delay “${d("found")}”${d("who") === "" ? "" : ` for ${d("who")}`}.`,
    (d) => `Il n’y a pas de délai « ${d("found")} »${d("who") === "" ? "" : ` pour ${d("who")}`}.`,
    () => "Name it under delays of the protocol, or of every platform or actor that plays this part.",
    () => "Déclarez-le sous delays du protocole, ou de chaque plateforme ou acteur concerné.",
  ),
  "scenario/unknown_decision": missing("decision", "décision"),
  "scenario/unknown_option": words(
    (d) => `The decision ${d("decision")} has no option “${d("found")}”.`,
    (d) => `La décision ${d("decision")} n’a pas d’option « ${d("found")} ».`,
  ),
  "scenario/unknown_fact": missing("kind of fact", "type de fait"),
  "scenario/unknown_slot": words(
    (d) => `Facts of kind ${d("fact")} have no “${d("found")}”.`,
    (d) => `Les faits ${d("fact")} n’ont pas de « ${d("found")} ».`,
  ),
  "scenario/unknown_source": missing("source", "source"),
  "scenario/row_unread": words(
    () => "This row says that it was read, and not where.",
    () => "Cette ligne se dit lue, sans dire où.",
    () => "Name its sources, or mark it recalled.",
    () => "Nommez ses sources, ou marquez-la recalled.",
  ),
  "scenario/row_read": words(
    (d) => `This row names sources and is marked ${d("found")}.`,
    (d) => `Cette ligne nomme des sources et est marquée ${d("found")}.`,
    () => "What was read is read; split a row that is partly recalled.",
    () => "Ce qui a été lu est read ; scindez une ligne en partie retenue de mémoire.",
  ),
  "scenario/same_id": words(
    (d) => `“${d("found")}” names two things.`,
    (d) => `« ${d("found")} » désigne deux choses.`,
  ),
  "scenario/listed_twice": words(
    (d) => `“${d("found")}” is listed twice.`,
    (d) => `« ${d("found")} » figure deux fois dans la liste.`,
  ),
  "scenario/reserved_id": words(
    (d) => `“${d("found")}” is a word of the language and cannot be an id.`,
    (d) => `« ${d("found")} » est un mot du langage et ne peut pas être un identifiant.`,
  ),
  "scenario/original_after_horizon": words(
    (d) => `The original comes at ${d("at")}, after the horizon of ${d("horizon")}.`,
    (d) => `L’original arrive à ${d("at")}, après l’horizon de ${d("horizon")}.`,
  ),
  "scenario/stream_after_horizon": words(
    (d) => `The stream ends at ${d("ends")}, after the horizon of ${d("horizon")}.`,
    (d) => `La diffusion se termine à ${d("ends")}, après l’horizon de ${d("horizon")}.`,
  ),
  "scenario/stream_without_live": words(
    (d) => `An original of form ${d("form")} has no stream.`,
    (d) => `Un original de forme ${d("form")} n’a pas de diffusion.`,
    () => "Set form: livestream, or remove stream.",
    () => "Mettez form: livestream, ou supprimez stream.",
  ),
  "scenario/live_without_stream": words(
    () => "A livestream needs a stream with its length.",
    () => "Une diffusion en direct a besoin d’un stream et de sa longueur.",
  ),
  "scenario/never_open": words(
    (d) => `The contact point opens at ${d("opens")} and closes at ${d("closes")}: it is never open.`,
    (d) => `Le point de contact ouvre à ${d("opens")} et ferme à ${d("closes")} : il n’est jamais ouvert.`,
  ),
  "scenario/not_a_date": words(
    (d) => `${d("found")} is not a day of the calendar.`,
    (d) => `${d("found")} n’est pas un jour du calendrier.`,
  ),
  "scenario/in_force_backwards": words(
    (d) => `It is in force from ${d("from")} to ${d("to")}: the end comes before the beginning.`,
    (d) => `En vigueur de ${d("from")} à ${d("to")} : la fin précède le début.`,
  ),
  "scenario/range_backwards": words(
    (d) => `The range runs backwards: ${d("low")} to ${d("high")}.`,
    (d) => `L’intervalle est à l’envers : de ${d("low")} à ${d("high")}.`,
  ),
  "scenario/duty_needs": words(
    (d) => `“${d("found")}” means nothing here without “${d("needs")}”.`,
    (d) => `« ${d("found")} » ne signifie rien ici sans « ${d("needs")} ».`,
    (d) => `Add “${d("needs")}”, or take “${d("found")}” out.`,
    (d) => `Ajoutez « ${d("needs")} », ou retirez « ${d("found")} ».`,
  ),
  "scenario/duty_misfit": words(
    (d) => `“${d("found")}” does not go with a clock of the form “${d("form")}”.`,
    (d) => `« ${d("found")} » ne convient pas à un délai de la forme « ${d("form")} ».`,
    (d) => `It goes with: ${d("expected")}.`,
    (d) => `Cela convient à : ${d("expected")}.`,
  ),
  "scenario/no_length_in_message": words(
    (d) => `The clock takes its length from the message, and no “${d("found")}” carries one.`,
    (d) => `Le délai prend sa durée dans le message, et aucun « ${d("found")} » n’en porte.`,
    () => "Start it with a message that is sent with “within”, or say how long it is.",
    () => "Faites-le courir par un message envoyé avec « within », ou indiquez sa durée.",
  ),
  "scenario/no_calendar": words(
    (d) => `The clock “${d("duty")}” counts in the calendar of “${d("found")}”, and the scenario has none.`,
    (d) =>
      `Le délai « ${d("duty")} » compte dans le calendrier de « ${d("found")} », et le scénario n’en a pas.`,
    () => "Add it under “calendars”, with its time zone, its working days and its holidays.",
    () => "Ajoutez-le sous « calendars », avec son fuseau, ses jours ouvrables et ses jours fériés.",
  ),
  "scenario/unknown_time_zone": words(
    (d) => `There is no time zone “${d("found")}”.`,
    (d) => `Il n’existe pas de fuseau horaire « ${d("found")} ».`,
    () => "Write an IANA name, such as Europe/Paris.",
    () => "Écrivez un nom IANA, comme Europe/Paris.",
  ),
  "scenario/two_zones": words(
    () => "A calendar has either a time zone or a fixed offset, not both.",
    () => "Un calendrier a soit un fuseau, soit un décalage fixe, pas les deux.",
  ),
  "scenario/shares_not_one": words(
    (d) => `The shares add up to ${d("sum")}, not to 1.`,
    (d) => `La somme des parts est ${d("sum")}, et non 1.`,
  ),
  "scenario/shares_above_one": words(
    (d) =>
      d("sum") === ""
        ? "The shares add up to more than 1."
        : `The shares add up to ${d("sum")}, which is more than 1.`,
    (d) =>
      d("sum") === "" ? "La somme des parts dépasse 1." : `La somme des parts est ${d("sum")}, plus que 1.`,
  ),
  "scenario/rules_and_protocols": words(
    (d) => `A scenario has either bare rules or protocols; here are rules and the protocol ${d("protocol")}.`,
    (d) =>
      `Un scénario a soit des règles nues, soit des protocoles ; ici des règles et le protocole ${d("protocol")}.`,
  ),
  "scenario/unknown_measure": missing("measure", "mesure"),
  "scenario/removes_nothing": words(
    (d) => `There is no “${d("found")}” here to take away.`,
    (d) => `Il n’y a ici aucun « ${d("found")} » à retirer.`,
  ),
  "scenario/endless_work": words(
    (d) => `The ordinary review work of “${d("platform")}” never ends: a horizon is needed.`,
    (d) => `Le travail d’examen ordinaire de « ${d("platform")} » ne finit jamais : il faut un horizon.`,
    () => "Add horizon: P1D.",
    () => "Ajoutez horizon: P1D.",
  ),
  "scenario/rule_after_horizon": words(
    (d) =>
      `This comes after ${d("at")} at the earliest, beyond the horizon of ${d("horizon")}: it never does anything.`,
    (d) =>
      `Ceci vient au plus tôt après ${d("at")}, au-delà de l’horizon de ${d("horizon")} : sans aucun effet.`,
  ),
  "scenario/overloaded_queue": words(
    (d) =>
      `Ordinary review work alone takes ${d("load")} times what the reviewers of “${d("platform")}” can do: the queue only grows.`,
    (d) =>
      `Le travail d’examen ordinaire demande à lui seul ${d("load")} fois ce que peuvent les modérateurs de « ${d("platform")} » : la file ne fait que croître.`,
    () => "Add reviewers, or lower perHour or service.",
    () => "Ajoutez des reviewers, ou réduisez perHour ou service.",
  ),
  "scenario/id_not_file": words(
    (d) => `The scenario calls itself “${d("found")}”, its file “${d("expected")}”.`,
    (d) => `Le scénario se nomme « ${d("found")} », son fichier « ${d("expected")} ».`,
  ),
  "scenario/supercritical": words(
    (d) =>
      `The cascade grows for ever${d("radius") === "" ? "" : ` (each item leads to ${d("radius")} others)`}: a horizon or a cap is needed.`,
    (d) =>
      `La cascade croît sans fin${d("radius") === "" ? "" : ` (chaque contenu en amène ${d("radius")} autres)`} : il faut un horizon ou un plafond.`,
    () => "Add horizon: P1D or cap: 1000000.",
    () => "Ajoutez horizon: P1D ou cap: 1000000.",
  ),
  "scenario/no_lookalikes": words(
    () =>
      "No lawful lookalikes: nothing can be said about wrongful removals, and no verdict on exposure is given.",
    () =>
      "Aucun contenu licite ressemblant : rien ne peut être dit des retraits à tort, et aucun verdict n’est rendu sur l’exposition.",
    () => "Add lookalikes (news, evidence, bystander footage, satire, counter-speech).",
    () => "Ajoutez lookalikes (information, preuve, images de témoin, satire, contre-discours).",
  ),
  "scenario/no_originals": words(
    () => "There is no original: nothing will happen.",
    () => "Il n’y a pas d’original : il ne se passera rien.",
  ),
  "scenario/unmarked_numbers": words(
    (d) =>
      `${d("count")} numbers say neither where they were read nor in which range they are assumed; the first is ${d("first")}.`,
    (d) =>
      `${d("count")} nombres ne disent ni leur source ni leur intervalle supposé ; le premier est ${d("first")}.`,
    () => "Write {value: …, source: …} or {value: …, assumed: [low, high]}.",
    () => "Écrivez {value: …, source: …} ou {value: …, assumed: [bas, haut]}.",
  ),
  "scenario/mark_after_horizon": words(
    (d) => `The mark ${d("mark")} lies beyond the horizon of ${d("horizon")} and will never be counted.`,
    (d) => `Le repère ${d("mark")} dépasse l’horizon de ${d("horizon")} et ne sera jamais compté.`,
  ),
  "scenario/inject_after_horizon": words(
    (d) => `This inject is due at ${d("at")}, but the run ends at ${d("horizon")}.`,
    (d) => `Cet événement (inject) est prévu à ${d("at")}, mais le déroulement s’arrête à ${d("horizon")}.`,
  ),
  "scenario/inject_to_nobody": words(
    (d) => `A message from an inject goes to “${d("found")}”, which is nobody in this scenario.`,
    (d) =>
      `Un message d’un événement (inject) s’adresse à « ${d("found")} », qui n’est personne dans ce scénario.`,
  ),
  "scenario/empty_group": words(
    (d) => `Nobody is a member of “${d("group")}”.`,
    (d) => `Personne n’est membre de « ${d("group")} ».`,
  ),
  "scenario/role_of_nobody": words(
    (d) => `Nobody in this scenario plays the part ${d("role")} of ${d("protocol")}.`,
    (d) => `Personne dans ce scénario ne joue le rôle ${d("role")} de ${d("protocol")}.`,
  ),
  "scenario/unknown_territory": words(
    (d) => `No service has an audience in the territory “${d("found")}”: what is done there changes nothing.`,
    (d) =>
      `Aucun service n’a d’audience sur le territoire « ${d("found")} » : ce qui y est fait ne change rien.`,
  ),
  "scenario/threshold_off_curve": words(
    (d) => `The threshold ${d("found")} lies outside its curve, which goes from ${d("low")} to ${d("high")}.`,
    (d) => `Le seuil ${d("found")} est hors de sa courbe, qui va de ${d("low")} à ${d("high")}.`,
  ),
  "scenario/unused_delay": words(
    (d) => `No protocol asks for the delay “${d("found")}”.`,
    (d) => `Aucun protocole ne demande le délai « ${d("found")} ».`,
  ),
};
