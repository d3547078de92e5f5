import type { Text } from "../../model/index.ts";
import type { DocumentBlock } from "./document.ts";
import type { Area } from "./findings.ts";
import type { ExerciseTeller } from "./teller.ts";
import { ELEMENT_WORDS, ROLE_WORDS } from "./terms.ts";

/** Improvement plan, participants, corrections, receipt. */

export function planOf(teller: ExerciseTeller, areas: readonly Area[]): readonly DocumentBlock[] {
  const capability = ({ objective }: Area): string =>
    objective === undefined ? "–" : teller.text(objective.capability as Text);
  return [
    teller.paragraph({
      en: "Issues come from the record; actions, owners and dates are agreed at the after-action meeting, so those cells are empty.",
      fr: "Les constats viennent du registre ; actions, responsables et dates se conviennent en réunion de RETEX : ces cases sont vides.",
    }),
    teller.table(
      { en: "Improvement plan", fr: "Plan d’amélioration" },
      [
        { en: "Core Capability", fr: "Capacité" },
        { en: "Issue/Area for Improvement", fr: "Constat / axe d’amélioration" },
        { en: "Corrective Action", fr: "Action corrective" },
        { en: "Capability Element", fr: "Élément de capacité" },
        { en: "Primary Responsible Organization", fr: "Organisation responsable" },
        { en: "Organization POC", fr: "Point de contact" },
        { en: "Start Date", fr: "Début" },
        { en: "Completion Date", fr: "Achèvement" },
      ],
      areas.map((area) => [capability(area), area.issue, "", "", "", "", "", ""]),
    ),
    {
      kind: "paragraph",
      text: `${teller.say({ en: "Capability element, one of:", fr: "Élément de capacité, au choix :" })} ${teller.say(ELEMENT_WORDS)}.`,
    },
  ];
}

export function peopleOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { people, file } = teller.account;
  const isNamed = people.some(({ name }) => name !== undefined);
  return [
    teller.paragraph(
      isNamed
        ? { en: "With names, as set before STARTEX.", fr: "Avec les noms, comme fixé avant DEBEX." }
        : {
            en: "By seat and role; this exercise names nobody.",
            fr: "Par poste et par rôle ; cet exercice ne nomme personne.",
          },
    ),
    teller.table(
      { en: "Participants", fr: "Participants" },
      [
        { en: "Seat", fr: "Poste" },
        { en: "Actor", fr: "Acteur" },
        { en: "Role", fr: "Rôle" },
        ...(isNamed ? [{ en: "Name", fr: "Nom" }] : []),
      ],
      people.map(({ seat, role, isDeciding, name }) => {
        const actor = file.seats.find(({ id }) => id === seat)?.actor;
        return [
          seat === undefined ? "–" : teller.seat(seat),
          actor === undefined ? "–" : teller.names.who(actor),
          teller.say(ROLE_WORDS[role]) +
            (seat === undefined || isDeciding ? "" : teller.say({ en: " (advising)", fr: " (conseil)" })),
          ...(isNamed ? [name === undefined ? "–" : teller.text(name)] : []),
        ];
      }),
    ),
  ];
}

export function correctionsOf(teller: ExerciseTeller): readonly DocumentBlock[] {
  const { account } = teller;
  const corrected = account.entries.filter(
    ({ corrections, kind }) => corrections.length > 0 && kind !== "hot-wash-form",
  );
  const deletions = account.entries.filter(({ kind }) => kind === "texts-deleted");
  return [
    corrected.length === 0
      ? teller.paragraph({ en: "Nothing was corrected.", fr: "Rien n’a été corrigé." })
      : teller.table(
          {
            en: "Corrections; the old text stays readable",
            fr: "Corrections ; l’ancien texte reste lisible",
          },
          [
            { en: "Entry", fr: "Entrée" },
            { en: "What", fr: "Quoi" },
            { en: "Old text and corrections", fr: "Ancien texte et corrections" },
          ],
          corrected.map((entry) => [
            String(entry.entry),
            teller.entryKind(entry.kind),
            [
              ...Object.entries(entry.texts)
                .filter(([name]) => name !== "name")
                .map(([, text]) => teller.quote(text)),
              teller.corrected(entry, undefined),
            ].join("\n"),
          ]),
        ),
    account.deleted === 0
      ? teller.paragraph({ en: "No text was deleted.", fr: "Aucun texte n’a été effacé." })
      : teller.paragraph({
          en: `Texts deleted: ${account.deleted}, in ${deletions.map(({ entry }) => teller.entryNumber(entry)).join(", ")}. The record keeps their salted digests; its chain still verifies.`,
          fr: `Textes effacés : ${account.deleted}, dans ${deletions.map(({ entry }) => teller.entryNumber(entry)).join(", ")}. Le registre garde leurs empreintes salées ; sa chaîne se vérifie toujours.`,
        }),
  ];
}

export function receiptOf(
  teller: ExerciseTeller,
  versions: Readonly<Record<string, string | number>>,
): readonly DocumentBlock[] {
  const { account } = teller;
  const { receipt, played, alone } = account;
  const rows: [string, string][] = [];
  const add = (en: string, fr: string, value: string | number | undefined) =>
    rows.push([teller.say({ en, fr }), value === undefined || value === "" ? "–" : String(value)]);
  add("Exercise", "Exercice", receipt.exercise);
  add("Scenario (SHA-256)", "Scénario (SHA-256)", receipt.scenario);
  add("Protocols (SHA-256)", "Protocoles (SHA-256)", receipt.protocols);
  add("Parameters (SHA-256)", "Paramètres (SHA-256)", receipt.parameters);
  add("Variant", "Variante", receipt.variant);
  add("Scale", "Échelle", receipt.scale);
  add("Seed", "Graine", receipt.seed ?? teller.say({ en: "told after ENDEX", fr: "donnée après FINEX" }));
  add("Address", "Adresse", receipt.address);
  add("Digest of the run", "Empreinte de la partie", played.digest);
  add("Digest of the model by itself", "Empreinte du modèle seul", alone?.digest);
  add("Entries of the record", "Entrées du registre", receipt.entries);
  add("Hash of the last entry", "Empreinte de la dernière entrée", receipt.head);
  add(
    "Versions",
    "Versions",
    [...Object.entries(versions), ["record engine", receipt.engineVersion] as const]
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  );
  return [
    { kind: "fields", caption: teller.say({ en: "Receipt", fr: "Reçu" }), rows },
    teller.paragraph({
      en: "The same record, scenario and seed always give the same digest, on any machine.",
      fr: "Mêmes registre, scénario et graine donnent toujours la même empreinte, sur toute machine.",
    }),
  ];
}
