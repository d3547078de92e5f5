import { describe, expect, it } from "vitest";
import type * as Simulated from "../../src/simulation/index.ts";
import { changedIn, livesOf } from "../lineage/scenarios.ts";
import { CLOSED_FORMS } from "./cases.ts";
import { FOLDER, load } from "./estimate.ts";
import { grow, type Mutation, runnerOn } from "./mutant.ts";
import { judge } from "./verdict.ts";

/** A fiftieth of the full count: these faults are not subtle. */
const PART = 0.02;
const LINEAGE = "lineage";

interface Planted {
  readonly name: string;
  /** closed forms that must notice, or the rule of lineage */
  readonly noticedBy: readonly string[];
  readonly mutations: readonly Mutation[];
  /** part of the full count, where a fiftieth is too little */
  readonly part?: number;
}

const change = (file: string, from: string, to: string): Mutation => ({ file, from, to });
const RULE = "const rule = own?.[which] ?? own ?? given[which] ?? given;";
const KEY = "readonly key = new LineageKey();";

/** Keys of lineage that are made in another way. */
const keyedBy = ({ stem = "hi, lo, kind, target", tip = "hi, lo, index" }): Mutation =>
  change(
    "world.ts",
    KEY,
    `readonly key = new (class extends LineageKey {
      private count = 0;
      override stem(hi: number, lo: number, kind: number, target: number): void {
        super.stem(${stem});
      }
      override tip(hi: number, lo: number, index: number): void {
        this.count++;
        super.tip(${tip});
      }
    })();`,
  );

const PLANTED: readonly Planted[] = [
  {
    name: "rule (a) takes copies too, as rule (c) does",
    noticedBy: ["original-only"],
    mutations: [
      change(
        "compile.ts",
        RULE,
        "const rule = own?.originals ?? own ?? given.originals ?? given; void which;",
      ),
    ],
  },
  {
    name: "rule (c) takes the original only, as rule (a) does",
    noticedBy: ["own-age-fixed", "own-age-exponential"],
    mutations: [
      change(
        "world.ts",
        "if (rule.delay.never) return;",
        "if (rule.delay.never || (items.flags[row] & FLAG.original) === 0) return;",
      ),
    ],
  },
  {
    name: "the platform matrix is transposed",
    noticedBy: ["two-platforms", "two-platforms-other-root"],
    mutations: [
      change(
        "compile.ts",
        "platform.offspring,",
        "Object.fromEntries(platformEntries.map(([other, its]) => [other, its.offspring[id] ?? { value: 0 }])),",
      ),
    ],
  },
  {
    name: "a child's draws do not depend on its parent",
    noticedBy: ["own-age-fixed"],
    mutations: [keyedBy({ stem: "0 * (hi + lo), 0, kind, target" })],
  },
  {
    name: "a child's draws depend on a running count instead of its lineage",
    noticedBy: [LINEAGE],
    mutations: [keyedBy({ tip: "hi, lo, index + 1000 * this.count" })],
  },
  {
    name: "replications share their draws",
    noticedBy: ["own-age-fixed"],
    mutations: [
      change(
        "world.ts",
        "this.draws.rekey(this.seedHi, this.seedLo, replication, 0);",
        "this.draws.rekey(this.seedHi, this.seedLo, 0, 0);",
      ),
    ],
  },
  {
    name: "an offspring due in the millisecond of the removal comes",
    noticedBy: ["milliseconds"],
    mutations: [
      change("purposes.ts", "removal: 0,", "removal: 3,"),
      change("purposes.ts", "birth: 3,", "birth: 0,"),
    ],
  },
  {
    name: "an item born with the switch counts as before it",
    noticedBy: ["several-originals-all-at-once"],
    mutations: [
      change("purposes.ts", "switch: 1,", "switch: 3,"),
      change("purposes.ts", "birth: 3,", "birth: 1,"),
    ],
  },
  {
    name: "the parent's platform blocks, not the child's",
    noticedBy: ["three-platforms"],
    mutations: [
      change(
        "world.ts",
        "this.matchShare(version, platform)",
        "this.matchShare(version, this.items.platform[broods.parentOf(brood)])",
      ),
      change(
        "world.ts",
        "this.matchShare(version, platform.number)",
        "this.matchShare(version, items.parent[row] < 0 ? platform.number : items.platform[items.parent[row]])",
      ),
    ],
  },
  {
    name: "the child's platform sets the pace, not the parent's",
    noticedBy: ["two-platforms"],
    mutations: [
      change(
        "world.ts",
        "findAge(route, mark);\n    const age",
        "findAge({ ...route, law: this.compiled.laws[this.compiled.platforms[route.platform].law] }, mark);\n    const age",
      ),
    ],
  },
  {
    name: "a sweep finds everything",
    noticedBy: ["hash"],
    mutations: [change("world.ts", "PURPOSE.sweep, number) >= w)", "PURPOSE.sweep, number) >= 1)")],
  },
  {
    name: "variants are blocked too",
    noticedBy: ["variants"],
    mutations: [change("world.ts", "switched >= 0 && versions.isMutant[version] === 0", "switched >= 0")],
  },
  {
    name: "everything is found",
    noticedBy: ["some-found"],
    mutations: [change("world.ts", "rule.found < 1 &&", "rule.found < 0 &&")],
  },
  {
    name: "after a switch, ages still run from the posting",
    noticedBy: ["two-phase-fixed-age"],
    mutations: [
      change(
        "world.ts",
        "const due = this.now + this.drawWait(rule.delay,",
        "const due = items.born[row] + this.drawWait(rule.delay,",
      ),
    ],
  },
  {
    name: "re-uploads have no block of their own",
    noticedBy: ["reupload"],
    mutations: [change("world.ts", "&& platform.reuploadBlocked >= 0)", "&& platform.reuploadBlocked > 1)")],
  },
  {
    name: "fertility marks have a mean above 1",
    noticedBy: ["fertility-light"],
    mutations: [change("world.ts", "const least = (tail - 1) / tail;", "const least = 1;")],
  },
  {
    name: "a recording breeds from the stream's beginning",
    noticedBy: ["stream-recording"],
    part: 0.2,
    mutations: [change("broods.ts", "law.live + kernelQuantile(", "kernelQuantile(")],
  },
  {
    name: "a finite population is without end",
    noticedBy: ["population-small-n"],
    mutations: [
      change("world.ts", "const left = 1 - this.everOnline / compiled.population;", "const left = 2;"),
    ],
  },
];

/** Whether an original that is added changes what is drawn for what was there before. */
function breaksLineage(engine: typeof Simulated): boolean {
  const one = load(FOLDER, "own-age-fixed");
  const two = {
    ...one,
    originals: { early: { ...Object.values(one.originals)[0], at: -1000 }, ...one.originals },
  };
  for (let seed = 0; seed < 20; seed++)
    if (changedIn(livesOf(one, seed, engine).lives, livesOf(two, seed, engine).lives).length > 0) return true;
  return false;
}

/** What the tests say of an engine by one closed form, or by lineage. */
function isNoticed(engine: typeof Simulated, by: string, part = PART): boolean {
  try {
    if (by === LINEAGE) return breaksLineage(engine);
    const form = CLOSED_FORMS.find(({ file }) => file === by);
    if (form === undefined) throw new TypeError(by);
    return judge(form, runnerOn(engine, load(FOLDER, by)), part).faults.length > 0;
  } catch (error) {
    if (error instanceof Error && error.message === "a run without end") return true;
    throw error;
  }
}

describe("a mutation of the spread model", () => {
  it.each(PLANTED.map((planted) => [planted.name, planted] as const))(
    "is noticed: %s",
    async (_, planted) => {
      const engine = await grow(planted.mutations);
      for (const by of planted.noticedBy)
        expect({ by, isNoticed: isNoticed(engine, by, planted.part) }).toEqual({ by, isNoticed: true });
    },
  );

  it("is what is noticed: an unchanged copy passes all that notices one", async () => {
    const engine = await grow([]);
    const watchers = new Set(PLANTED.flatMap(({ noticedBy }) => noticedBy));
    for (const by of watchers)
      expect({ by, isNoticed: isNoticed(engine, by) }).toEqual({ by, isNoticed: false });
  });
});
