import { describe, expect, test } from "vitest";
import { checkBehaviour, findInProtocol, writeStory } from "../../src/verification/index.ts";
import { sayDiagnostic } from "../../src/words/index.ts";
import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { PLANTED, type Planted, SOUND, SPOILT } from "./planted.ts";
import { aroundShipped, protocolOf, replay, spoil } from "./replay.ts";

const NOWHERE = () => ({ source: "planted.yaml", line: 1, column: 1 });

function plant({ from, to, also = [] }: Planted) {
  let text = SOUND;
  for (const [index, each] of [from, ...also.filter((_, at) => at % 2 === 0)].entries()) {
    const into = index === 0 ? to : also[2 * index - 1];
    expect(text).toContain(each);
    text = text.replace(each, () => into);
  }
  return protocolOf(text);
}

const kindOf = (code: string) =>
  code.replace(/unreachable_(state|transition)/, "unreached").replace(/duty_.*/, "duty");

describe("a protocol without a fault", () => {
  test("gives none", () => {
    expect(findInProtocol(protocolOf(SOUND), [])).toEqual([]);
  });
});

describe("a fault planted in it", () => {
  test.each(PLANTED.map((each) => [each.name, each] as const))(
    "%s: is found with its story",
    (_, planted) => {
      const protocol = plant(planted);
      const found = findInProtocol(protocol, []);
      const wanted = found.find(({ code, path }) => code === planted.code && path.join(".") === planted.path);
      expect(found.map(({ code, path }) => `${code} ${path.join(".")}`)).toContain(
        `${planted.code} ${planted.path}`,
      );
      expect(writeStory(wanted?.story ?? [])).toBe(planted.story);
      expect(["proved", "found"]).toContain(wanted?.answer);
    },
  );

  test.each(PLANTED.map((each) => [each.name, each] as const))(
    "%s: its story can be played",
    (_, planted) => {
      const protocol = plant(planted);
      for (const { story } of findInProtocol(protocol, []))
        expect(() => replay([protocol], story)).not.toThrow();
    },
  );

  test("there are three of each kind at least", () => {
    const kinds = new Map<string, number>();
    for (const { code } of PLANTED) kinds.set(kindOf(code), (kinds.get(kindOf(code)) ?? 0) + 1);
    expect([...kinds.values()].every((count) => count >= 3)).toBe(true);
    expect(kinds.size).toBe(9);
  });

  test("ends a dead end's story in the state that it tells", () => {
    for (const planted of PLANTED.filter(({ code }) => code === "verification/dead_end")) {
      const protocol = plant(planted);
      const [dead] = findInProtocol(protocol, []).filter(({ code }) => code === "verification/dead_end");
      expect(replay([protocol], dead.story).get(String(dead.details.machine))).toBe(dead.details.state);
    }
  });
});

describe("shipped protocols", () => {
  test.each(PROTOCOL_IDS)("%s has declared faults only, and all that it declares", (id) => {
    const found = checkBehaviour(readShippedProtocol(id), aroundShipped(id), NOWHERE);
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(found.filter(({ details }) => details.because === undefined)).toEqual([]);
  });

  test.each(SPOILT.map((each) => [each.id, each.name, each] as const))(
    "%s: %s: is found",
    (id, _, spoilt) => {
      const before = findInProtocol(readShippedProtocol(id), aroundShipped(id));
      const protocol = spoil(id, spoilt.change);
      const found = findInProtocol(protocol, aroundShipped(id));
      const told = found.map(({ code, path }) => `${code} ${path.join(".")}`);
      expect(told).toContain(`${spoilt.code} ${spoilt.path}`);
      expect(before.map(({ code, path }) => `${code} ${path.join(".")}`)).not.toContain(
        `${spoilt.code} ${spoilt.path}`,
      );
      for (const { story } of found)
        expect(() => replay([protocol, ...aroundShipped(id)], story)).not.toThrow();
    },
  );
});

describe("a fault of the real protocol", () => {
  const planted = PLANTED.find(({ code }) => code === "verification/dead_end") as Planted;
  const declared = (code: string, path: string) => ({
    ...plant(planted),
    declaredFaults: [
      {
        code,
        path,
        because: { en: "So it is.", fr: "C’est ainsi." },
        source: { en: "A report", fr: "A report" },
      },
    ],
  });

  test("is an error while nobody declares it, with its place, its answer and its story", () => {
    const [dead] = checkBehaviour(plant(planted), [], NOWHERE);
    expect(dead).toMatchObject({ severity: "error", code: planted.code, path: planted.path, line: 1 });
    expect(dead.details).toMatchObject({ answer: "found", story: planted.story });
  });

  test("is a warning with its reason and source once it is declared", () => {
    const found = checkBehaviour(declared(planted.code, planted.path), [], NOWHERE);
    expect(found.map(({ severity }) => severity)).toEqual(["warning"]);
    for (const language of ["en", "fr"] as const) {
      const { sentence } = sayDiagnostic(found[0], language);
      expect(sentence).toContain({ en: "So it is.", fr: "C’est ainsi." }[language]);
      expect(sentence).toContain("A report");
      expect(sentence).toContain("incident.began");
    }
  });

  test("is an error when it is declared and not there", () => {
    const found = checkBehaviour(declared(planted.code, "roles.service"), [], NOWHERE);
    expect(
      found
        .filter(({ severity }) => severity === "error")
        .map(({ code }) => code)
        .sort(),
    ).toEqual(["verification/dead_end", "verification/declared_not_found"]);
  });
});

const told = (limits: { mostSteps?: number; mostStates?: number }) =>
  checkBehaviour(protocolOf(SOUND), [], NOWHERE, limits);

describe("a search that comes to its limit", () => {
  test("says so, and takes nothing that it did not come to for a fault", () => {
    const found = told({ mostSteps: 2 });
    expect(found.map(({ code }) => code)).toContain("verification/chart_limit");
    for (const { severity, details } of found) {
      expect(severity).toBe("warning");
      expect(details.answer).toBe("limit reached");
    }
  });

  test("says in both languages what is then open", () => {
    const [limit] = told({ mostSteps: 2 }).filter(({ code }) => code === "verification/chart_limit");
    expect(sayDiagnostic(limit, "en").sentence).toContain("limit reached");
    expect(sayDiagnostic(limit, "fr").sentence).toContain("limite atteinte");
  });

  test("does so for roles together too", () => {
    const waiting = plant(PLANTED.find(({ name }) => name.startsWith("an authority that waits")) as Planted);
    const found = checkBehaviour(waiting, [], NOWHERE, { mostStates: 1 });
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "warning verification/limit_reached",
    ]);
  });
});
