import { strict as assert } from "node:assert";
import type { Bench, Construct } from "../rows.ts";

const VIEWS = 10_000;
/** The measure acts after one half-life; two days are 48 of them. */
const BEFORE = 1 / 2;
const AFTER = 1 - 2 ** -48 - BEFORE;
const RECOMMENDED = 0.6;
const SEARCHED = 0.2;
const IN_TERRITORY = 0.5;

/** What each measure leaves of the views that come after it, by its documented share. */
const LEFT: Readonly<Record<string, number>> = {
  base: 1,
  demotion: 1 - RECOMMENDED * 0.5,
  "no-recommendation": 1 - RECOMMENDED,
  redirection: 1 - SEARCHED * 0.5,
  information: 1 - 0.1,
  label: 1 - 0.25,
  "blocked-access": 1 - IN_TERRITORY * 0.8 * (1 - 0.25),
  "blocked-search": 1 - IN_TERRITORY * SEARCHED,
  "blocked-store": 1 - IN_TERRITORY * 0.1,
};

const viewsOf = (bench: Bench, variant: string) =>
  bench.play({ variant: variant === "base" ? undefined : variant }).measures;

export const construct: Construct = {
  number: 29,
  title:
    "Types of action: demote, recommend nothing, redirect, inform, label, block at a provider, engine or store",
  field:
    "effects demote, recommendationOff, redirect, officialInformation, label, blockAccess; platforms.*.recommended, searched",
  example: "scenarios/cookbook/29-action-types.yaml",
  proves:
    "each measure leaves its documented share of the views that come after it, and a block counts what is lawful behind it",
  remove: { file: "scenarios/cookbook/29-action-types.yaml", path: ["platforms", "open-video", "searched"] },
  disable: {
    file: "simulation/reach.ts",
    from: "keep -= recommended * demoted;",
    to: "keep -= 0 * recommended * demoted;",
  },
  holds: (bench) => {
    for (const [variant, left] of Object.entries(LEFT)) {
      const found = viewsOf(bench, variant).get("views.total") ?? Number.NaN;
      assert.ok(Math.abs(found - VIEWS * (BEFORE + left * AFTER)) < 1e-6 * VIEWS, `${variant}: ${found}`);
    }
    // A thousand lawful views an hour of everything else, for 47 hours, of the share that is cut off.
    const blocked = viewsOf(bench, "blocked-access");
    assert.ok(Math.abs((blocked.get("lawful.views.unreachable") ?? 0) - 47 * 1000 * 0.3) < 1e-6);
    assert.equal(blocked.get("lawful.unreachable"), blocked.get("lawful.total"));
    assert.equal(viewsOf(bench, "demotion").get("lawful.unreachable"), 0);
  },
};
