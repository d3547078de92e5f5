import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runReplications } from "../../src/experiment/index.ts";
import { CLOSED_FORMS, type ClosedForm } from "./cases.ts";
import { REPLICATIONS } from "./counts.ts";
import { estimate, FOLDER, load, preparedOf, runnerOf } from "./estimate.ts";
import {
  allAtOnce,
  exponential,
  exponentialIntegral,
  exponentialKernel,
  type fixed,
  gamma,
  momentsOf,
  ownAge,
  powerKernel,
  renewal,
  seenAt,
} from "./formulas.ts";

function formOf(file: string): ClosedForm {
  const form = CLOSED_FORMS.find((each) => each.file === file);
  if (form === undefined) throw new Error(file);
  return form;
}

const expectedOf = (file: string, id: string, platform?: string) =>
  formOf(file).expected.find((each) => each.id === id && each.platform === platform);

describe("the formulas", () => {
  // facts/spread-model.md, section 7.
  it.each([
    ["original-only", "items.total", undefined, 1.646447, 2.585786],
    ["all-at-once", "items.total", undefined, 3, 10.5482],
    ["own-age-fixed", "items.total", undefined, 2.5, 9.375],
    ["own-age-exponential", "items.total", undefined, 2.09576, 5.4798],
    ["hash", "items.total", undefined, 1.897659, undefined],
    ["hash", "items.removed", undefined, 1.699871, undefined],
    ["hash", "uploads.blocked", undefined, 0.080221, undefined],
    ["two-platforms", "items.total", undefined, 1.989529, 3.500868],
    ["two-platforms", "items.total", "p1", 1.675393, undefined],
    ["two-platforms", "items.total", "p2", 0.314136, undefined],
    ["two-platforms-other-root", "items.total", undefined, 1.623037, 2.057142],
  ])("give the worked number of %s: %s %s", (file, id, platform, mean, variance) => {
    const found = expectedOf(file, id, platform);
    expect(found?.mean).toBeCloseTo(mean, 5);
    if (variance !== undefined) expect(found?.variance).toBeCloseTo(variance, 4);
  });

  it("know random ages by their Laplace transforms", () => {
    const beta = Math.LN2 / 2;
    const share = (law: ReturnType<typeof fixed>) => law.mean((age) => Math.exp(-beta * age));
    expect(share(exponential(3))).toBeCloseTo(1 / (1 + 3 * beta), 9);
    expect(share(gamma(3, 2.5))).toBeCloseTo((1 + (beta * 3) / 2.5) ** -2.5, 9);
    expect(allAtOnce(0.8, 2, exponential(3)).mean).toBeCloseTo(1 + (0.8 * beta) / (0.2 * beta + 1 / 3), 8);
    expect(ownAge(0.9, exponentialKernel(2), exponential(4)).variance).toBeCloseTo(5.4798, 4);
  });

  it("know exponential ages under the power law by the exponential integral", () => {
    const [halfLife, tail, mean] = [0.5, 0.4, 3];
    const x = halfLife / (2 ** (1 / tail) - 1) / mean;
    const share = 1 - x * Math.exp(x) * exponentialIntegral(tail, x);
    expect(momentsOf(exponential(mean), powerKernel(halfLife, tail)).mean).toBeCloseTo(share, 7);
  });

  it("agree where an integral equation has a closed form", () => {
    const free = seenAt(1.3, 1, Number.POSITIVE_INFINITY, 3);
    const integrated = renewal(1.3, exponentialKernel(1), 100, 3);
    expect(integrated.total).toBeCloseTo(free.total, 5);
    expect(integrated.hours).toBeCloseTo(free.hours, 4);
  });
});

describe("the files", () => {
  it("are each held to a closed form, with a count", () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"));
    const forms = CLOSED_FORMS.map(({ file }) => `${file}.yaml`);
    expect(forms.sort()).toEqual(files.sort());
    expect(Object.keys(REPLICATIONS).sort()).toEqual(CLOSED_FORMS.map(({ file }) => file).sort());
  });

  it("are plain scenarios without actors or protocols", () => {
    for (const { file } of CLOSED_FORMS) {
      const { actors, protocols } = load(FOLDER, file);
      expect({ file, actors: Object.keys(actors).length, protocols: protocols.length }).toEqual({
        file,
        actors: 0,
        protocols: 0,
      });
    }
  });

  it("are measured as the command line measures them", () => {
    const form = formOf("two-platforms");
    const { measures } = runReplications(preparedOf(form), { seed: 5, replications: 3000 });
    for (const { measure, mean } of estimate(form, runnerOf(form), 5, 3000).findings) {
      const [id, platform] = measure.split(" @");
      expect(measures.find((each) => each.id === id && each.platform === platform)?.mean).toBeCloseTo(
        mean,
        9,
      );
    }
  });
});
