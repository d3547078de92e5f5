import type { Block } from "../blocks.ts";
import { tidy, type Words } from "../language.ts";
import type { KernelWord, TradeOffLine } from "./data.ts";
import type { Teller } from "./teller.ts";
import { sayEnd, sayInterval, sayMeasured } from "./values.ts";

/** What less exposure costs in wrongful removals. */

/** What the two axes are made of. */
export const EXPOSURE = { id: "item.hours", unit: "hours", kind: "length" } as const;
export const WRONGFUL = { id: "lawful.removed", unit: "items", kind: "sum" } as const;

const STANDINGS: Readonly<Record<TradeOffLine["standing"], Words>> = {
  "non-dominated": { en: "no other has less of both", fr: "aucune autre n’a moins des deux" },
  dominated: { en: "beaten on both by", fr: "dépassée sur les deux par" },
  "perhaps-dominated": {
    en: "perhaps beaten (chance may explain it) by",
    fr: "peut-être dépassée (le hasard peut l’expliquer) par",
  },
};

export function sayStanding({ name, language }: Teller, { standing, by }: TradeOffLine): string {
  const said = STANDINGS[standing][language];
  return standing === "non-dominated"
    ? said
    : `${said} ${by.map((id) => ({ en: `“${name(id)}”`, fr: `« ${name(id)} »` })[language]).join(", ")}`;
}

/** The finding in one sentence: which variants no other beats on both. */
export function sayTradeOff(teller: Teller, kernel: KernelWord): string | undefined {
  const { page, language, name } = teller;
  const found = page.tradeOff.find((each) => each.kernel === kernel);
  if (found === undefined) return undefined;
  const free = found.points.filter(({ standing }) => standing === "non-dominated");
  const listed = free.map(({ id }) => ({ en: `“${name(id)}”`, fr: `« ${name(id)} »` })[language]).join(", ");
  const said =
    free.length === found.points.length
      ? {
          en: "No variant has both less exposure and fewer wrongful removals than another: each is a choice between the two.",
          fr: "Aucune variante n’a à la fois moins d’exposition et moins de retraits à tort qu’une autre : chacune est un choix entre les deux.",
        }
      : {
          en: `By their means, no other has less of both exposure and wrongful removals than: ${listed}.`,
          fr: `D’après leurs moyennes, aucune autre n’a à la fois moins d’exposition et de retraits à tort que : ${listed}.`,
        };
  return tidy(said[language], language);
}

export function tradeOffTable(teller: Teller, kernel: KernelWord): Block | undefined {
  const { page, language, tag } = teller;
  const found = page.tradeOff.find((each) => each.kernel === kernel);
  if (found === undefined) return undefined;
  const n = page.replications;
  const say = (shape: typeof EXPOSURE | typeof WRONGFUL) => (value: number) =>
    sayMeasured(value, shape, language);
  const end = (shape: typeof EXPOSURE | typeof WRONGFUL) => (value: number) => sayEnd(value, shape, language);
  return {
    kind: "table",
    columns: [
      { text: { en: "variant", fr: "variante" }[language], grows: true },
      { text: { en: "hours online (95 %)", fr: "heures en ligne (95 %)" }[language], grows: true },
      { text: { en: "wrongful removals (95 %)", fr: "retraits à tort (95 %)" }[language], grows: true },
      { text: { en: "against the others", fr: "face aux autres" }[language], grows: true },
    ],
    rows: found.points.map((point) => [
      tag(point.id),
      tidy(
        `${say(EXPOSURE)(point.exposure)} (${sayInterval(point.exposureInterval, end(EXPOSURE), n, language)})`,
        language,
      ),
      tidy(
        `${say(WRONGFUL)(point.wrongful)} (${sayInterval(point.wrongfulInterval, end(WRONGFUL), n, language)})`,
        language,
      ),
      tidy(sayStanding(teller, point), language),
    ]),
  };
}
