import { type Language, tidy } from "../language.ts";
import { sayNumber, sayShare } from "../numbers.ts";
import { sayMoved } from "../run-page/assumptions.ts";
import { notesOf } from "../run-page/notes.ts";
import type { Teller } from "./teller.ts";
import { KERNEL_IS, sayKernel, TURNS, TURNS_MARK } from "./verdicts.ts";

/** What must be said before any number of a comparison. */

/** Notices, the most important first. */
export function noticesOf(teller: Teller): string[] {
  const { language } = teller;
  return [
    ...partial(teller),
    ...chosen(teller),
    ...sayMoved(teller.page.moved ?? [], language),
    ...notesOfAll(teller),
    ...endless(teller),
    ...capped(teller),
    ...scaled(teller),
  ].map((text) => tidy(text, language));
}

function partial({ page, language }: Teller): string[] {
  if (!page.isPartial) return [];
  const [came, wanted] = [page.replications, page.wanted].map((each) => sayNumber(each, language));
  return [
    {
      en: `Partial result: ${came} of ${wanted} replications of each variant.`,
      fr: `Résultat partiel : ${came} réplications sur ${wanted} pour chaque variante.`,
    }[language],
  ];
}

function chosen({ page, language }: Teller): string[] {
  if (page.choice === undefined) return [];
  const { by, taken, of } = page.choice;
  const [some, all] = [taken, of].map((each) => sayNumber(each, language));
  const which = {
    scenario: {
      en: `those that the scenario compares first were taken, ${some} of ${all}`,
      fr: `celles que le scénario compare d’abord ont été prises, ${some} sur ${all}`,
    },
    order: {
      en: `the first ${some} of ${all} by their ids were taken`,
      fr: `les ${some} premières sur ${all} par identifiant ont été prises`,
    },
  }[by][language];
  return [
    {
      en: `No variants were named: ${which}. --variants names others, “golden-hour list” tells all.`,
      fr: `Aucune variante n’a été nommée : ${which}. --variants en nomme d’autres, « golden-hour list » les donne toutes.`,
    }[language],
  ];
}

/** What stands beside every output of a run; what holds of some variants only is said of those. */
function notesOfAll({ page, language, name, header }: Teller): string[] {
  const said = new Map<string, string[]>();
  for (const { name: variant } of page.variants) {
    for (const { text } of notesOf(header(variant), false, language)) {
      const of = said.get(text) ?? [];
      said.set(text, [...of, variant]);
    }
  }
  return [...said].map(([text, of]) => {
    if (of.length === page.variants.length) return text;
    const who = of
      .map((variant) => ({ en: `“${name(variant)}”`, fr: `« ${name(variant)} »` })[language])
      .join(", ");
    return { en: `${who}: ${text}`, fr: `${who} : ${text}` }[language];
  });
}

function endless({ page, language }: Teller): string[] {
  return page.endless.map((kernel) => {
    const said = sayKernel(kernel, language);
    return {
      en: `Under the ${said} some variant would spread for ever: nothing was run under it, and every verdict rests on the other alone.`,
      fr: `Avec le ${said}, une variante se répandrait sans fin : rien n’a été joué ainsi, et tout verdict repose sur l’autre seul.`,
    }[language];
  });
}

function capped({ page, language, name }: Teller): string[] {
  const found = page.variants.flatMap((variant) =>
    variant.settings
      .filter(({ capped: share }) => share > 0)
      .map(({ kernel, capped: share }) => {
        const [who, how, part] = [name(variant.name), sayKernel(kernel, language), sayShare(share, language)];
        return { en: `“${who}” in ${part} (${how})`, fr: `« ${who} » dans ${part} (${how})` }[language];
      }),
  );
  if (found.length === 0) return [];
  const listed = found.join(", ");
  return [
    {
      en: `The cap on items was reached, so that these numbers are too low and no verdict on them can be relied on: ${listed} of the replications.`,
      fr: `Le plafond de contenus a été atteint ; ces nombres sont trop bas et aucun verdict ne peut s’y appuyer : ${listed} des réplications.`,
    }[language],
  ];
}

function scaled(teller: Teller): string[] {
  const { page, language } = teller;
  if (page.scale === 1) return [];
  const scale = sayNumber(page.scale, language);
  const { own, name } = teller;
  const naming = teller.others.filter((variant) => {
    const verdict = teller.row(variant, own, "items.total")?.verdict;
    return verdict?.kind === "none" && verdict.why === "scale";
  });
  const who = naming.map((variant) => ({ en: `“${name(variant)}”`, fr: `« ${name(variant)} »` })[language]);
  return [
    ...(naming.length === 0
      ? []
      : [
          {
            en: `Nothing that hangs on items is told at this scale against ${who.join(", ")}: there, or under the baseline, authorities order the removal of so many items again and again, and at a scale they name others. Take full size.`,
            fr: `Rien de ce qui tient aux contenus n’est dit à cette échelle face à ${who.join(", ")} : là, ou sous la référence, des autorités ordonnent à plusieurs reprises le retrait de tant de contenus, et à une échelle elles en désignent d’autres. Prenez la taille entière.`,
          }[language],
        ]),
    {
      en: `At scale ${scale}: of copies beyond each platform's first 1,000 items only this part was simulated, each standing for many. What that changes is shown as “not at this scale” and gets no verdict; so are rows of services behind which fewer than 400 uploads stand, and what lawful material suffers below a tenth.`,
      fr: `À l’échelle ${scale} : au-delà des 1 000 premiers contenus de chaque plateforme, seule cette part des copies a été simulée, chacune en représentant plusieurs. Ce que cela change est marqué « pas à cette échelle » et n’a pas de verdict ; de même les lignes de services derrière lesquelles il y a moins de 400 mises en ligne, et ce que subit le contenu licite au-dessous d’un dixième.`,
    }[language],
  ];
}

/** How the numbers were made and are to be read: a few sentences. */
export function methodOf({ page, language }: Teller): string[] {
  const { replications, kernels, family, assumptions } = page;
  const many = sayNumber(replications, language);
  const runs = {
    en: `${many} ${replications === 1 ? "replication" : "replications"} of each variant${kernels.length > 1 ? " under each kernel" : ""}, paired: replication by replication all variants meet the same chance. Differences are variant less baseline.`,
    fr: `${many} ${replications < 2 ? "réplication" : "réplications"} de chaque variante${kernels.length > 1 ? " avec chaque noyau" : ""}, par paires : d’une réplication à l’autre, toutes les variantes rencontrent le même hasard. Les différences sont la variante moins la référence.`,
  }[language];
  return [
    runs,
    ...(kernels.length > 1 ? [KERNEL_IS[language]] : []),
    sayDoubts(assumptions, language),
    sayFamily(family, language),
  ].map((text) => tidy(text, language));
}

function sayDoubts(assumptions: "fixed" | "vary", language: Language): string {
  return {
    fixed: {
      en: `Chance only, at the assumed values: what we do not know is not in these intervals (--assumptions vary adds it). ${TURNS_MARK} marks a verdict that ${TURNS.en}.`,
      fr: `Le hasard seul, aux valeurs supposées : ce que nous ne savons pas n’est pas dans ces intervalles (--assumptions vary l’ajoute). ${TURNS_MARK} marque un verdict qui ${TURNS.fr}.`,
    },
    vary: {
      en: `Chance and what we do not know: assumed numbers were drawn anew from their ranges, all jointly and alike for all variants, every two replications. A headline verdict needs to hold in nine settings of ten, under every kernel. ${TURNS_MARK} marks a verdict that ${TURNS.en}.`,
      fr: `Le hasard et ce que nous ne savons pas : les nombres supposés ont été retirés dans leurs intervalles, ensemble et pareillement pour toutes les variantes, toutes les deux réplications. Un verdict principal doit tenir dans neuf jeux sur dix, avec chaque noyau. ${TURNS_MARK} marque un verdict qui ${TURNS.fr}.`,
    },
  }[assumptions][language];
}

function sayFamily(
  { measures, variants, level, each }: Teller["page"]["family"],
  language: Language,
): string {
  const count = sayNumber(measures.length * variants, language);
  const [all, one] = [level, each].map((share) => sayShare(share, language));
  if (measures.length * variants <= 1) {
    return {
      en: `One headline verdict, at ${all}. All other measures are exploratory, each alone at ${all}.`,
      fr: `Un seul verdict principal, à ${all}. Toutes les autres mesures sont exploratoires, chacune seule à ${all}.`,
    }[language];
  }
  return {
    en: `${count} headline verdicts (${measures.length} measures, ${variants} variants) hold together at ${all}, so each interval is at ${one}. All other measures are exploratory, each alone at ${all}.`,
    fr: `${count} verdicts principaux (${measures.length} mesures, ${variants} variantes) tiennent ensemble à ${all} : chaque intervalle est donc à ${one}. Toutes les autres mesures sont exploratoires, chacune seule à ${all}.`,
  }[language];
}
