import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 36,
  title: "Provenance of content: perpetrator, bystander, news, satire, edits; labels that can be wrong",
  field: "guard provenanceIs: of, recall, falseMatch; originals.*.by and form; translated",
  example: "scenarios/cookbook/36-provenance.yaml",
  proves:
    "the perpetrator's footage goes with all its copies and edits, a bystander's gets a warning, and a provenance label errs by its stated shares",
  remove: {
    file: "scenarios/cookbook/protocols/36-by-who-made-it.yaml",
    path: ["item", "states", "visible", "after", "looking", 2, "guard", "params", "falseMatch"],
  },
  disable: {
    file: "simulation/content-acts.ts",
    from: "const chance = isTrue ? shareOf(recall, 1) : shareOf(falseMatch, 0);",
    to: "const chance = isTrue ? 1 : 0;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const MINUTE = 60_000;
    const posted = facts.filter(({ kind, at }) => kind === "content.posted" && Number(at) < 1430 * MINUTE);
    const by = (kind: string, label?: string) =>
      new Set(
        facts
          .filter((fact) => fact.kind === kind && (label === undefined || fact.label === label))
          .map(({ item }) => item),
      );
    const removed = by("content.removed");
    const warned = by("content.labelled", "warning");
    const synthetic = by("content.labelled", "synthetic");
    const lawful = posted.filter(({ origin }) => String(origin).startsWith("lookalike"));
    const unlawful = posted.filter(({ origin }) => !String(origin).startsWith("lookalike"));
    // Whose copy it is follows from what caused it.
    const root = new Map<unknown, string>();
    const names = new Map(
      facts
        .filter(({ kind }) => kind === "original.posted")
        .map(({ item, original }) => [item, String(original)] as const),
    );
    const itemOf = new Map(
      facts.filter(({ kind }) => kind === "content.posted").map(({ n, item }) => [n, item]),
    );
    for (const { item, cause } of unlawful)
      root.set(item, names.get(item as string) ?? root.get(itemOf.get(cause as number)) ?? "");
    const of = (name: string) => unlawful.filter(({ item }) => root.get(item) === name);
    for (const name of ["by-perpetrator", "by-bystander", "forged"]) assert.ok(of(name).length > 30, name);
    assert.ok(of("by-perpetrator").every(({ item }) => removed.has(item as string)));
    assert.equal(removed.size, of("by-perpetrator").length);
    assert.ok(of("by-bystander").every(({ item }) => warned.has(item as string)));
    const forged =
      of("forged").filter(({ item }) => synthetic.has(item as string)).length / of("forged").length;
    assert.ok(Math.abs(forged - 0.8) < 0.08, `${forged}`);
    const wrong = lawful.filter(({ item }) => synthetic.has(item as string)).length;
    assert.ok(Math.abs(wrong / lawful.length - 0.1) < 0.05, `${wrong}`);
    assert.equal(measures.get("labels.wrong"), wrong);
  },
};
