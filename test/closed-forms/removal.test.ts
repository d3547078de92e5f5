import { describe, expect, it } from "vitest";
import { REMOVAL_FORMS } from "./cases.ts";
import { runnerOf } from "./estimate.ts";
import { judge } from "./verdict.ts";

describe("a cascade under removal rules alone", () => {
  it.each(REMOVAL_FORMS.map((form) => [form.file, form] as const))("gives the closed form: %s", (_, form) => {
    expect(judge(form, runnerOf(form), 0.1).faults).toEqual([]);
  });
});
