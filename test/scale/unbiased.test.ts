import { describe, expect, it } from "vitest";
import * as product from "../../src/simulation/index.ts";
import { CLOSED_FORMS, type ClosedForm } from "../closed-forms/cases.ts";
import { FOLDER, load, measured, type Runner } from "../closed-forms/estimate.ts";
import { judge } from "../closed-forms/verdict.ts";

/** So few uploads stay whole that even small cascades are thinned. */
const WHOLE = 2;

const runnerAt = (scale: number, { file }: ClosedForm): Runner =>
  measured(product, load(FOLDER, file), (simulation) => simulation.run(), { scale, wholeUploads: WHOLE });

/** Where items act on each other, what is expected of a part is not what is expected of the whole. */
const ACT_ON_EACH_OTHER = ["population", "population-small-n", "cap", "cap-below-one"];
const LINEAR = CLOSED_FORMS.filter(({ file }) => !ACT_ON_EACH_OTHER.includes(file));

/** Weights change how far replications spread, never where their mean is expected. */
const withoutVariances = (form: ClosedForm): ClosedForm => ({
  ...form,
  expected: form.expected.map((wanted) => ({ ...wanted, variance: undefined })),
});

describe("a cascade of which a part was simulated", () => {
  it.each(LINEAR.map((form) => [form.file, form] as const))("gives the closed form: %s", (_, form) => {
    expect(judge(withoutVariances(form), runnerAt(0.2, form), 0.03).faults).toEqual([]);
  });

  it("gives it at a scale whose inverse is no whole number, and leaves nothing of what has gone", () => {
    for (const file of ["own-age-exponential", "reupload", "two-phase"]) {
      const form = LINEAR.find((each) => each.file === file) as ClosedForm;
      expect(judge(withoutVariances(form), runnerAt(0.3, form), 0.03).faults).toEqual([]);
    }
  });

  it("holds every form but those with a limit on all items together", () => {
    expect(CLOSED_FORMS.length - LINEAR.length).toBe(ACT_ON_EACH_OTHER.length);
    expect(LINEAR.length).toBeGreaterThan(40);
  });
});
