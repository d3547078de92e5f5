import type { Sanction, SanctionKind } from "../../model/index.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { sayNumber, sayShare, saySpan } from "../numbers.ts";
import type { ProtocolTeller } from "./teller.ts";

/** What each kind of sanction comes to at most, where its amount stands in place of `#`. */
const KINDS: Readonly<Record<SanctionKind, Words>> = {
  turnover: { en: "of a year's turnover at most #", fr: "du chiffre d’affaires d’une année, au plus #" },
  "per-day": { en: "each day at most #", fr: "par jour, au plus #" },
  fixed: { en: "at most #", fr: "au plus #" },
  prison: { en: "years of prison: at most #", fr: "années de prison : au plus #" },
  "safe-harbour": {
    en: "loss of the exemption from liability",
    fr: "perte de l’exonération de responsabilité",
  },
  none: { en: "no sanction", fr: "aucune sanction" },
};

/** A sanction as sentences: what it comes to, from which failure on, and where that was read. */
export function saySanction(sanction: Sanction, teller: ProtocolTeller, language: Language): string[] {
  const { kind, amount, systematic, source } = sanction;
  const say = (value: number) =>
    kind === "turnover" ? sayShare(value, language) : sayNumber(value, language);
  const comes = KINDS[kind][language].replace("#", amount === undefined ? "?" : teller.quantity(amount, say));
  const lines = [comes.charAt(0).toUpperCase() + comes.slice(1)];
  if (systematic !== undefined) {
    const within = teller.quantity(systematic.within, (value) => saySpan(value, language));
    lines.push(
      {
        en: `From ${sayNumber(systematic.n, "en")} failures within ${within} on`,
        fr: `À partir de ${sayNumber(systematic.n, "fr")} manquements en ${within}`,
      }[language],
    );
  }
  lines.push(source[language]);
  return lines.map((each) => tidy(`${each.replace(/\.$/, "")}.`, language));
}
