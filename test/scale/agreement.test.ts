import { beforeAll, describe, expect, test } from "vitest";
import { readShippedWith } from "../library/shipped.ts";
import { type Agreement, agreementOf, runAtScales, type SideAtScale } from "./agreement.ts";

/**
 * The largest shipped incident with a tenth of its captures: so small that its original goes while all is still simulated, so
 * large that most copies come after what stays whole. The soak runs it as it is shipped.
 */
const mark = (value: number) => ({ value, assumed: [0, 1000], because: "A test's own." });
const SMALLER = {
  originals: {
    stream: {
      offspring: { "large-platform": mark(6), holders: mark(0.2), messenger: mark(0.2) },
      stream: {
        captures: {
          "file-hosting": mark(60),
          imageboard: mark(10),
          messenger: mark(10),
          holders: mark(10),
        },
      },
    },
  },
};
const SEEDS = 32;

let sides: readonly SideAtScale[] = [];
let found: readonly Agreement[] = [];
beforeAll(() => {
  const scenario = readShippedWith("christchurch-2019", "smaller", SMALLER);
  sides = runAtScales({ scenario, scales: [0.1, 0.01], seed: 20_260_107, replications: SEEDS });
  found = agreementOf(sides);
});

/** What is told of one service at a scale. */
const rowsOf = (scale: number, platform: string) =>
  found.filter(
    ({ name, survives, ...row }) => survives && row.scale === scale && name.endsWith(`@${platform}`),
  );

/** What is told of lawful material taken down at a scale. */
const lawfulAt = (scale: number) =>
  found.filter(
    ({ survives, name, ...row }) =>
      survives && row.scale === scale && /^(lawful\.(removed|hours|restored)|appeals)/.test(name),
  );

describe("an incident at a tenth and at a hundredth", () => {
  test("is simulated in part", () => {
    const [full, tenth, hundredth] = sides.map(({ attempts }) => attempts);
    expect(full).toBeGreaterThan(5 * tenth);
    expect(full).toBeGreaterThan(15 * hundredth);
  });

  test("gives every row that gets a number, as far as the same seeds can tell, or but for less than matters", () => {
    const told = found.filter(({ survives }) => survives);
    expect(told.filter(({ isTotal }) => isTotal).length).toBeGreaterThan(50);
    expect(told.filter(({ isTotal }) => !isTotal).length).toBeGreaterThan(100);
    expect(
      told.filter(({ together }) => together === "by what matters").map(({ scale, name }) => [scale, name]),
    ).toEqual([]);
  });

  test("tells fewer rows of single services the smaller it is, and those of small ones not at all", () => {
    for (const scale of [0.1, 0.01]) {
      for (const small of ["community-forum", "local-platform", "livestream-service"])
        expect([small, rowsOf(scale, small)]).toEqual([small, []]);
      expect(rowsOf(scale, "large-platform").length).toBeGreaterThan(20);
    }
    expect(rowsOf(0.1, "video-platform").length).toBeGreaterThan(rowsOf(0.01, "video-platform").length);
  });

  test("tells what lawful material suffered at a tenth, of all services together, and not at a hundredth", () => {
    expect(lawfulAt(0.1).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["lawful.removed", "lawful.hours.down"]),
    );
    expect(lawfulAt(0.1).every(({ isTotal }) => isTotal)).toBe(true);
    expect(lawfulAt(0.01)).toEqual([]);
  });

  test("would show what does not survive", () => {
    const versions = found.filter(({ name }) => ["versions.found", "versions.hashed"].includes(name));
    expect(versions).toHaveLength(4);
    for (const { survives, together } of versions) {
      expect(survives).toBe(false);
      expect(together).toBe("by what matters");
    }
  });

  test("tells nothing that hangs on items where most of the time passed until the original was found", () => {
    const scenario = readShippedWith("christchurch-2019", "first-hours", { horizon: "PT2H" });
    const early = agreementOf(runAtScales({ scenario, scales: [0.1], seed: 3, replications: 3 }));
    const told = early.filter(({ survives }) => survives);
    expect(told.map(({ name }) => name)).toContain("stream.views");
    for (const { name, row } of told) expect([name, row.difference?.isAlike]).toEqual([name, true]);
  });
});
