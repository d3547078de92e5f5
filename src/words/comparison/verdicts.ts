import type { Mood } from "../blocks.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { sayNumber } from "../numbers.ts";
import type {
  CountLine,
  DirectionWord,
  DoubtLine,
  KernelDoubtLine,
  KernelWord,
  VerdictLine,
} from "./data.ts";

/** Verdicts in words: five of them, and why there is none. */

const KERNELS: Readonly<Record<KernelWord, Words>> = {
  exponential: { en: "exponential kernel", fr: "noyau exponentiel" },
  "power-law": { en: "power-law kernel", fr: "noyau en loi de puissance" },
};

export const sayKernel = (kernel: KernelWord, language: Language): string => KERNELS[kernel][language];

/** What a kernel is: said once. */
export const KERNEL_IS: Words = {
  en: "The kernel is the shape in which copies spread over time. Nobody knows which is right, so each variant was run under both, the scenario's own first.",
  fr: "Le noyau est la forme que prend la diffusion des copies dans le temps. Personne ne sait lequel est juste : chaque variante a donc été jouée avec les deux, celui du scénario d’abord.",
};

const WORDS: Readonly<Record<VerdictLine["kind"], Words>> = {
  better: { en: "better", fr: "meilleur" },
  worse: { en: "worse", fr: "moins bon" },
  "no-difference": { en: "no difference that matters", fr: "pas de différence qui compte" },
  "depends-on": { en: "depends", fr: "cela dépend" },
  "cannot-tell-yet": { en: "cannot tell yet", fr: "pas encore tranché" },
  none: { en: "no verdict", fr: "pas de verdict" },
};

const MOODS: Readonly<Record<VerdictLine["kind"], Mood>> = {
  better: "good",
  worse: "bad",
  "no-difference": "plain",
  "depends-on": "open",
  "cannot-tell-yet": "open",
  none: "plain",
};

export const moodOf = ({ kind }: VerdictLine): Mood => MOODS[kind];

/** The word alone. */
export const sayVerdictWord = ({ kind }: VerdictLine, language: Language): string => WORDS[kind][language];

const WITHHELD: Readonly<Record<Extract<VerdictLine, { kind: "none" }>["why"], Words>> = {
  "no-direction": { en: "neither way is better", fr: "aucun sens n’est meilleur" },
  "no-lookalikes": {
    en: "nothing lawful to be hit: its cost cannot be seen",
    fr: "rien de licite à toucher : son prix ne se voit pas",
  },
  scale: { en: "not at this scale", fr: "pas à cette échelle" },
  "not-alike": { en: "other duties were started", fr: "d’autres obligations ont commencé" },
  "not-in-variant": { en: "does not arise under this variant", fr: "n’existe pas dans cette variante" },
  "not-in-baseline": { en: "does not arise under the baseline", fr: "n’existe pas dans la référence" },
  absent: {
    en: "not in the same replications of both",
    fr: "pas dans les mêmes réplications des deux",
  },
};

/** What a verdict hangs on. */
function sayDependence(on: string | null, language: Language): string {
  if (on === null)
    return { en: "several assumptions together", fr: "plusieurs suppositions ensemble" }[language];
  if (on === "kernel") return { en: "the kernel", fr: "le noyau" }[language];
  return { en: `“${on}”`, fr: `« ${on} »` }[language];
}

const UNTOLD = {
  "too-few": { en: "too few replications", fr: "trop peu de réplications" },
  "open-cases": {
    en: "cases still open at the end may turn it",
    fr: "les cas encore en cours à la fin peuvent l’inverser",
  },
  settings: {
    en: "not yet sure to hold in nine settings of ten",
    fr: "pas encore sûr que cela tienne dans neuf jeux sur dix",
  },
} as const satisfies Record<string, Words>;

function sayUntold(
  { why, needed }: Extract<VerdictLine, { kind: "cannot-tell-yet" }>,
  language: Language,
): string {
  if (needed !== null) {
    const count = sayNumber(roundUp(needed), language);
    return {
      en: `probably settled by ${count} replications`,
      fr: `probablement tranché avec ${count} réplications`,
    }[language];
  }
  return why === "interval"
    ? { en: "too near the edge of what matters", fr: "trop près de la limite de ce qui compte" }[language]
    : UNTOLD[why][language];
}

/** Two digits say all that such a forecast knows; upwards, so that it is enough. */
function roundUp(count: number): number {
  let step = 1;
  while (count / step >= 100) step *= 10;
  return Math.ceil(count / step) * step;
}

/** Why the verdict is what it is, where its word leaves that open; empty where it does not. */
export function sayWhy(verdict: VerdictLine, language: Language): string {
  switch (verdict.kind) {
    case "depends-on":
      return sayDependence(verdict.on, language);
    case "cannot-tell-yet":
      return sayUntold(verdict, language);
    case "none":
      return WITHHELD[verdict.why][language];
    default:
      return "";
  }
}

/** The verdict with its reason, for a table. */
export function sayVerdict(verdict: VerdictLine, language: Language): string {
  if (verdict.kind === "depends-on") {
    const on = sayDependence(verdict.on, language);
    return tidy(
      { en: `depends on ${on}`, fr: `dépend de ${on}`.replace("de le ", "du ") }[language],
      language,
    );
  }
  const why = sayWhy(verdict, language);
  const word = sayVerdictWord(verdict, language);
  return tidy(why === "" ? word : `${word} (${why})`, language);
}

/** Said where the kernels do not give the same word. */
export const TURNS: Words = { en: "turns over under the other kernel", fr: "s’inverse avec l’autre noyau" };
export const TURNS_MARK = "⇄";

/**
 * “better in 83 (71 to 90), worse in 9 (4 to 20), no difference that matters in 8 of 100 settings of what we do not know”,
 * of one kernel; `isShort` leaves out what settings are.
 */
export function sayCounts(
  doubt: KernelDoubtLine,
  direction: DirectionWord,
  language: Language,
  isShort = false,
): string {
  const { counts, settings } = doubt;
  const all = sayNumber(settings, language);
  if (counts === null)
    return { en: `too few settings (${all}) to count`, fr: `trop peu de jeux (${all}) pour compter` }[
      language
    ];
  const [better, worse] =
    direction === "higher-better" ? [counts.higher, counts.lower] : [counts.lower, counts.higher];
  const [up, down, same] = [better, worse, counts.same].map((count) => sayCount(count, language));
  return isShort
    ? {
        en: `better in ${up}, worse in ${down}, no difference in ${same} of ${all} settings`,
        fr: `meilleur dans ${up}, moins bon dans ${down}, sans différence dans ${same} sur ${all} jeux`,
      }[language]
    : {
        en: `better in ${up} of ${all} settings of what we do not know, worse in ${down}, no difference that matters in ${same}`,
        fr: `meilleur dans ${up} sur ${all} jeux de ce que nous ne savons pas, moins bon dans ${down}, sans différence qui compte dans ${same}`,
      }[language];
}

function sayCount({ count, fewest, most }: CountLine, language: Language): string {
  const [low, high] = [fewest, most].map((each) => sayNumber(each, language));
  if (count === null) return { en: `${low} to ${high}`, fr: `${low} à ${high}` }[language];
  const best = sayNumber(count, language);
  if (fewest === most) return best;
  return { en: `${best} (${low} to ${high})`, fr: `${best} (${low} à ${high})` }[language];
}

/** Assumptions that a difference follows, the strongest few. */
export function sayDrivers({ drivers }: DoubtLine, language: Language): string {
  const paths = [...new Set(drivers.map(({ path }) => path))].slice(0, 3);
  if (paths.length === 0) return "";
  const named = paths.map((path) => ({ en: `“${path}”`, fr: `« ${path} »` })[language]).join(", ");
  return tidy({ en: `follows ${named} most`, fr: `suit surtout ${named}` }[language], language);
}
