import type { LogHeader } from "../../model/index.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { sayNumber } from "../numbers.ts";
import { sayBinding } from "../vocabulary.ts";

/** What must stand beside every output of a run, and the mark of a simulation. */

export const SIMULATION_MARK: Words = { en: "SIMULATION", fr: "SIMULATION" };

/** Something that must be said beside every output. */
export interface Note {
  readonly code: string;
  readonly text: string;
}

interface NoteValues {
  readonly protocol: string;
  readonly binding: string;
  readonly scale: string;
}

/** Status of a measure that would be another number than at full size, and what is said of it. */
export const NOT_TOLD = "not-at-this-scale";
export const NOT_AT_THIS_SCALE: Words = { en: "not at this scale", fr: "pas à cette échelle" };

const NOTES = {
  simulation: {
    en: () => "A simulation: nothing here happened, and no real company, authority or person is judged.",
    fr: () =>
      "Une simulation : rien de ceci n’a eu lieu, et aucune entreprise, autorité ou personne réelle n’est jugée.",
  },
  "real-incident": {
    en: () =>
      "A simulation of an incident that happened. It serves checking and comparison only. Actors are named by kind; what they do here is a model, not an account of what anybody did.",
    fr: () =>
      "Une simulation d’un incident qui a eu lieu. Elle ne sert qu’à vérifier et à comparer. Les acteurs sont nommés par leur type ; ce qu’ils font ici est un modèle, pas le récit de ce que quiconque a fait.",
  },
  reconstructed: {
    en: ({ protocol, binding }) => `${protocol} (${binding}): reconstructed from public sources.`,
    fr: ({ protocol, binding }) => `${protocol} (${binding}) : reconstitué d’après des sources publiques.`,
  },
  counterfactual: {
    en: ({ protocol, binding }) =>
      `${protocol} (${binding}): *counterfactual*. It was not in force on the incident's date; its deadlines are shown as if it had been.`,
    fr: ({ protocol, binding }) =>
      `${protocol} (${binding}) : *contrefactuel*. Ce texte n’était pas en vigueur à la date de l’incident ; ses délais sont montrés comme s’il l’avait été.`,
  },
  "no-pressure": {
    en: () =>
      "Wrongful removals do not depend on deadlines here: reviewers' errors were given no dependence on time left or queue, so a shorter deadline cannot cost any.",
    fr: () =>
      "Les retraits à tort ne dépendent pas ici des délais : les erreurs des modérateurs ne dépendent ni du temps restant ni de la file, un délai plus court ne peut donc rien coûter.",
  },
  "no-lookalikes": {
    en: () =>
      "No lawful lookalikes in this scenario: wrongful removals cannot be seen, and no verdict on exposure is given.",
    fr: () =>
      "Aucun contenu licite ressemblant dans ce scénario : les retraits à tort sont invisibles, et aucun verdict n’est rendu sur l’exposition.",
  },
  capped: {
    en: () => "The cap on items was reached: every number below is too low, and no verdict can rest on it.",
    fr: () =>
      "Le plafond de contenus a été atteint : chaque nombre ci-dessous est trop bas, aucun verdict ne peut s’y appuyer.",
  },
  scale: {
    en: ({ scale }) =>
      `At scale ${scale}: actors, messages, originals, lookalikes and the first 1,000 uploads on each platform are whole. Of later copies only this part was simulated, and each stands for many. What that would change is “not at this scale”, and so are rows of services behind which too few uploads stand.`,
    fr: ({ scale }) =>
      `À l’échelle ${scale} : acteurs, messages, originaux, contenus ressemblants et les 1 000 premières mises en ligne de chaque plateforme sont entiers. Des copies suivantes, seule cette part a été simulée, et chacune en représente plusieurs. Ce que cela changerait est « pas à cette échelle », de même que les lignes de services derrière lesquelles il y a trop peu de mises en ligne.`,
  },
  naming: {
    en: () =>
      "Authorities order the removal of so many items again and again. At a scale they name others, so nothing that hangs on items has a number here: take full size.",
    fr: () =>
      "Des autorités ordonnent à plusieurs reprises le retrait de tant de contenus. À une échelle, elles en désignent d’autres : rien de ce qui tient aux contenus n’a de nombre ici ; prenez la taille entière.",
  },
  "no-horizon": {
    en: () =>
      "No horizon: the run ends when nothing is left to happen, and what is still online then stays for ever.",
    fr: () =>
      "Sans horizon : la simulation s’arrête quand il ne reste rien à venir, et ce qui est encore en ligne le reste.",
  },
} as const satisfies Record<string, Readonly<Record<Language, (given: NoteValues) => string>>>;

/** What must stand beside every output of a run: what it is, what is counterfactual, what cannot be said. */
export function notesOf(header: LogHeader, capped: boolean, language: Language): Note[] {
  const note = (code: keyof typeof NOTES, given: Partial<NoteValues> = {}): Note => ({
    code,
    text: tidy(NOTES[code][language]({ protocol: "", binding: "", scale: "", ...given }), language),
  });
  const notes = [note(header.real ? "real-incident" : "simulation")];
  if (capped) notes.push(note("capped"));
  if (header.scale !== 1) notes.push(note("scale", { scale: sayNumber(header.scale, language) }));
  if (header.namesItems === true) notes.push(note("naming"));
  for (const { title, binding, reconstructed, counterfactual } of header.protocols) {
    const given = { protocol: title[language], binding: sayBinding(binding, language) };
    if (counterfactual) notes.push(note("counterfactual", given));
    if (reconstructed) notes.push(note("reconstructed", given));
  }
  if (!header.hasLookalikes) notes.push(note("no-lookalikes"));
  else if (!header.pressureMatters) notes.push(note("no-pressure"));
  if (header.horizon === undefined) notes.push(note("no-horizon"));
  return notes;
}
