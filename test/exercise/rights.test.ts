import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { may, RIGHTS, type Right, STRETCHES } from "../../src/exercise/index.ts";
import { TABLE_ROLES } from "../../src/model/index.ts";
import { rightsPage } from "./rights-page.ts";

/**
 * The table once more, written by hand from the conventions (facts/exercise-conventions.md section 2) and the issue: one
 * letter a role in the order of TABLE_ROLES (director, facilitator, controller, evaluator, player, observer, projector), a dot
 * where it has not the right; before STARTEX, while it runs, from ENDEX on.
 */
const EXPECTED: Readonly<Record<Right, readonly [before: string, run: string, after: string]>> = {
  "edit-plan": ["d.c....", ".......", "......."],
  "change-rows": [".......", "d.c....", "......."],
  "run-rows": [".......", "dfc....", "......."],
  improvise: [".......", "dfc....", "......."],
  admit: ["dfc....", "dfc....", "......."],
  "reopen-door": ["d......", "d......", "......."],
  start: ["d......", ".......", "......."],
  cancel: ["d......", ".......", "......."],
  pace: [".......", "dfc....", "......."],
  end: [".......", "d......", "......."],
  close: [".......", ".......", "d......"],
  "no-duff": [".......", "dfcepor", "......."],
  "resume-no-duff": [".......", "d......", "......."],
  "see-everything": ["dfce...", "dfce...", "dfce..."],
  "see-own-seat": [".......", "....p..", "....p.."],
  "see-released": ["dfcepor", "dfcepor", "dfcepor"],
  "decide-own": [".......", "....p..", "......."],
  "decide-for-model": [".......", "d.c....", "......."],
  "hand-over": [".......", "dfc.p..", "......."],
  "step-out": [".......", "....p..", "......."],
  "free-action": [".......", "....p..", "......."],
  message: [".......", "..c.p..", "......."],
  "tell-control": [".......", "...epo.", "......."],
  note: ["dfce...", "dfce...", "dfce..."],
  rate: [".......", "...e...", "...e..."],
  "record-room": [".......", "df.....", "......."],
  release: ["dfc....", "dfc....", "dfc...."],
  forecast: [".......", "d......", "......."],
  branch: [".......", "d......", "d......"],
  correct: ["dfce...", "dfcep..", "dfcep.."],
  "hot-wash": [".......", ".......", "dfcepo."],
  export: ["d......", "d......", "dfce..."],
  replay: [".......", ".......", "dfce..."],
  "delete-words": [".......", ".......", "d......"],
  delete: ["d......", ".......", "d......"],
};

describe("rights", () => {
  test("every cell is what the conventions say", () => {
    expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const right of Object.keys(EXPECTED) as Right[])
      for (const [place, stretch] of STRETCHES.entries())
        for (const [column, role] of TABLE_ROLES.entries()) {
          const allowed = EXPECTED[right][place][column] !== ".";
          expect([right, stretch, role, may(role, right, stretch)]).toEqual([right, stretch, role, allowed]);
        }
  });

  test("players, observers and the projector never see everything, nor a forecast", () => {
    for (const role of ["player", "observer", "projector"] as const)
      for (const right of ["see-everything", "forecast", "export", "run-rows", "branch"] as const)
        for (const stretch of STRETCHES) expect(may(role, right, stretch)).toBe(false);
  });

  test("everybody may call a real emergency, one person ends it", () => {
    expect(TABLE_ROLES.filter((role) => may(role, "no-duff", "run"))).toEqual([...TABLE_ROLES]);
    expect(TABLE_ROLES.filter((role) => may(role, "resume-no-duff", "run"))).toEqual(["director"]);
  });

  test("the page in the documentation is this table", () => {
    expect(readFileSync(join(import.meta.dirname, "../../docs/rights.md"), "utf8")).toBe(rightsPage());
  });
});
