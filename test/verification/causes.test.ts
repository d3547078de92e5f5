import { describe, expect, test } from "vitest";
import type { Diagnostic, Protocol } from "../../src/model/index.ts";
import { checkBehaviour, findInProtocol } from "../../src/verification/index.ts";
import { sayDiagnostic } from "../../src/words/index.ts";
import { readShippedProtocol } from "../library/shipped.ts";
import { SOUND } from "./planted.ts";
import { aroundShipped, protocolOf } from "./replay.ts";

const NOWHERE = () => ({ source: "a.yaml", line: 1, column: 1 });
const check = (protocol: Protocol, around: readonly Protocol[] = []) =>
  checkBehaviour(protocol, around, NOWHERE);
const named = ({ code, path }: Pick<Diagnostic, "code" | "path">) =>
  `${code.replace("verification/", "")} ${path}`;

/** A shipped protocol with one wait that never ends. */
function withEndless(id: string, delay: string) {
  const protocol = readShippedProtocol(id);
  const { delays } = protocol;
  const endless = {
    ...protocol,
    delays: { ...delays, [delay]: { ...delays[delay], law: { kind: "never" } } },
  } as const;
  return { protocol: endless, around: aroundShipped(id) };
}

function change(from: string, to: string): Protocol {
  expect(SOUND).toContain(from);
  return protocolOf(SOUND.replace(from, () => to));
}

describe("what goes back to one cause is one finding", () => {
  test.each([
    ["small-platform-alerts", "search", "roles.service.machine.states.searching.after.search"],
    ["gifct-2021", "awareness", "roles.secretariat.machine.states.learning.after.awareness"],
    ["eu-removal-order", "awareness", "roles.issuing-authority.machine.states.learning.after.awareness"],
  ])("%s, a wait without end (%s): it stands for what can no longer happen", (id, delay, at) => {
    const { protocol, around } = withEndless(id, delay);
    const all = findInProtocol(protocol, around).map(({ code, path }) => ({ code, path: path.join(".") }));
    const told = check(protocol, around);
    const head = told.find(({ path }) => path === at);
    expect(head?.code).toBe("verification/timer_never_fires");
    expect(all.length).toBeGreaterThanOrEqual(25);
    expect(head?.also?.length).toBeGreaterThan(all.length * 0.75);
    expect(head?.details.others).toBe(head?.also?.length);
    // Nothing is lost: each is told, or named by the one that stands for it.
    const names = told.flatMap((each) => [each, ...(each.also ?? [])]).map(named);
    expect(all.map(named).filter((each) => !names.includes(each))).toEqual([]);
    expect(head?.trace?.length).toBeGreaterThan(0);
  });

  test("a message that nobody sends any more, and those whom it would have reached", () => {
    const sending = "entry: { type: send, params: { message: removal-order,";
    const told = check(change(sending, sending.replace("removal-order", "court-application")));
    const head = told.find(({ also }) => also !== undefined);
    expect(head?.code).toBe("verification/role_never_acts");
    expect(head?.also?.map(({ path }) => path)).toContain("roles.service.machine.states.examining");
  });

  test("two that have nothing to do with each other are two", () => {
    const text = SOUND.replace("prepare: { fixed: PT30M, source: a report }", "prepare: never").replace(
      "rest: { fixed: PT1H, source: a report }",
      "rest: never",
    );
    const told = check(protocolOf(text)).filter(({ code }) => code === "verification/timer_never_fires");
    expect(told.map(({ path }) => path)).toContain("roles.authority.machine.states.preparing.after.prepare");
    const rest = check(change("rest: { fixed: PT1H, source: a report }", "rest: never"));
    expect(rest.map(({ path }) => path)).toEqual(["roles.service.machine.states.resting.after.rest"]);
    const both = protocolOf(
      SOUND.replace("patience: { fixed: PT4H, source: a report }", "patience: never").replace(
        "rest: { fixed: PT1H, source: a report }",
        "rest: never",
      ),
    );
    expect(check(both).map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "roles.authority.machine.states.ordering.after.patience",
        "roles.service.machine.states.resting.after.rest",
      ]),
    );
  });

  test("how many they are and where is said in both languages", () => {
    const { protocol, around } = withEndless("small-platform-alerts", "search");
    const [head] = check(protocol, around).filter(({ also }) => also !== undefined);
    const count = head.also?.length;
    expect(sayDiagnostic(head, "en").sentence).toContain(`Others that go back to the same (${count}): `);
    expect(sayDiagnostic(head, "fr").sentence).toContain(`Autres qui remontent à la même cause (${count})`);
    expect(sayDiagnostic(head, "fr").sentence).not.toMatch(/> after |: (?:yes|no)\b/);
    for (const language of ["en", "fr"] as const)
      expect(sayDiagnostic(head, language).sentence).toContain("service.verified");
  });

  test("a declared one stands by itself", () => {
    const { protocol, around } = withEndless("small-platform-alerts", "search");
    const [head] = check(protocol, around).filter(({ also }) => also !== undefined);
    const [{ code, path }] = head.also ?? [];
    const because = { en: "So it is.", fr: "C’est ainsi." };
    const declaredFaults = [{ code, path, because, source: { en: "none", fr: "none" } }];
    const told = check({ ...protocol, declaredFaults }, around);
    expect(told.filter(({ severity }) => severity === "warning").map(named)).toEqual([named({ code, path })]);
    expect(told.find((each) => named(each) === named(head))?.also?.length).toBe((head.also?.length ?? 0) - 1);
  });
});

const codes = (protocol: Protocol) =>
  check(protocol)
    .map(({ code }) => code)
    .filter((code) => /option|dead/.test(code));

describe("an option that nothing listens to, where something else leads on", () => {
  const refusal =
    "            answer.refuse: { target: idle, actions: [{ type: send, params: { message: impossibility, to: sender } }] }\n";
  const waiting = "          after: { whim: idle }\n";

  test("is told where it is decided, in both languages", () => {
    const told = check(change(refusal, waiting));
    const lost = told.find(({ code }) => code === "verification/option_unheard");
    expect(lost).toMatchObject({
      severity: "error",
      path: "roles.service.machine.states.examining.entry",
      details: { option: "answer.refuse", state: "examining" },
    });
    expect(lost?.closed?.[0].why).toBe("nothing-listens");
    if (lost === undefined) return;
    expect(sayDiagnostic(lost, "en").sentence).toContain("answer.refuse");
    expect(sayDiagnostic(lost, "fr").sentence).toContain("elle se perd");
  });

  test("is none where it is listened to, where nothing else leads on, or at an end", () => {
    expect(codes(change(refusal, refusal + waiting))).toEqual([]);
    expect(codes(change(refusal, ""))).toEqual(["verification/dead_end"]);
    expect(codes(change(refusal, `${waiting}          tags: [end]\n`))).toEqual([]);
  });
});
