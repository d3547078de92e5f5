import { describe, expect, test } from "vitest";
import { goldenHour } from "./command.ts";

interface Told {
  readonly scenario: string;
  readonly variants: readonly string[];
  readonly seeds: number;
  readonly protocols: readonly {
    readonly protocol: string;
    readonly states: { readonly used: number; readonly all: number };
    readonly transitions: { readonly used: number; readonly all: number };
    readonly unused: readonly { readonly kind: string; readonly path: string; readonly line: number }[];
  }[];
}

async function coverage(...args: readonly string[]): Promise<Told> {
  const { code, stdout } = await goldenHour("coverage", ...args, "--json");
  expect(code).toBe(0);
  return JSON.parse(stdout) as Told;
}

const used = ({ protocols }: Told) => protocols.reduce((sum, each) => sum + each.transitions.used, 0);

describe("coverage", () => {
  test("names what no run has used, with its place, and the more seeds the less", async () => {
    const [one, more] = await Promise.all([
      coverage("unclear-order", "--variant", "base", "--seeds", "1"),
      coverage("unclear-order", "--variant", "base", "--seeds", "12"),
    ]);
    expect(one).toMatchObject({ scenario: "unclear-order", variants: ["base"], seeds: 1 });
    for (const [index, { protocol, states, transitions, unused }] of one.protocols.entries()) {
      const later = more.protocols[index];
      expect(later.protocol).toBe(protocol);
      expect(later.states.used).toBeGreaterThanOrEqual(states.used);
      expect(later.transitions.used).toBeGreaterThanOrEqual(transitions.used);
      expect(later.transitions.all).toBe(transitions.all);
      for (const { line, kind } of unused) {
        expect(line).toBeGreaterThan(0);
        expect(["state", "transition", "guard"]).toContain(kind);
      }
    }
    expect(used(more)).toBeGreaterThan(used(one));
  });

  test("speaks both languages, and refuses a variant that is not there", async () => {
    const asked = ["coverage", "unclear-order", "--variant", "base", "--seeds", "1"];
    const [english, french, wrong] = await Promise.all([
      goldenHour(...asked),
      goldenHour(...asked, "--lang", "fr"),
      goldenHour("coverage", "unclear-order", "--variant", "nothing-like-it"),
    ]);
    expect(english.stdout).toContain("transition never taken");
    expect(french.stdout).toContain("transition jamais prise");
    expect(french.stdout).not.toContain("never");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("clear-order");
  });
});

test("check --story prints the run that shows a finding, step by step, and has it as a trace for machines", async () => {
  const file = "scenarios/protocols/eu-removal-order.yaml";
  const [text, french, json] = await Promise.all([
    goldenHour("check", file, "--story"),
    goldenHour("check", file, "--story", "--lang", "fr"),
    goldenHour("check", file, "--json"),
  ]);
  expect(text.stdout).toContain(
    "1. Host that receives an order: when the message “removal order” is opened (it has never before received the message “removal order” from this sender: no) -> “examining”",
  );
  expect(text.stdout).toContain(
    "[what is done: sends the message “notice that it cannot comply” to the sender, naming the items of the message at hand]",
  );
  expect(french.stdout.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(
    "[ce qui est fait : envoie le message « avis d’impossibilité » à l’expéditeur, désignant les contenus du message reçu]",
  );
  const { diagnostics } = JSON.parse(json.stdout) as {
    diagnostics: { code: string; trace?: { state: string; effects: { type: string }[] }[] }[];
  };
  const found = diagnostics.filter(({ code }) => code === "verification/message_unheard");
  expect(found.length).toBeGreaterThan(0);
  for (const { trace } of found) expect(trace?.at(-1)?.effects.map(({ type }) => type)).toContain("send");
});
