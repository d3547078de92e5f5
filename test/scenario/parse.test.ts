import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/index.ts";
import { applyVariant, parseProtocol, parseScenario, type ScenarioResult } from "../../src/scenario/index.ts";
import { readerOf } from "./reader.ts";
import { LIBRARY, PROTOCOL, SCENARIO, TEXTS } from "./samples.ts";

function parse(text: string, texts: Readonly<Record<string, string>> = TEXTS): ScenarioResult {
  return parseScenario(text, { source: "sample.yaml", read: readerOf(texts) });
}

function expectGood(result: ScenarioResult) {
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, undefined, 1));
  return result;
}

function scenarioOf(text: string, texts?: Readonly<Record<string, string>>): Scenario {
  return expectGood(parse(text, texts)).scenario;
}

function codesOf(result: ScenarioResult): string[] {
  return (result.ok ? result.warnings : result.diagnostics).map((each) => each.code);
}

describe("a platform that starts from a shared profile", () => {
  const { platforms } = scenarioOf(SCENARIO);

  it("keeps what it says itself and takes the rest from the profile and from that one's own profile", () => {
    expect(platforms.bazaar.views.value).toBe(10);
    expect(platforms.bazaar.public).toBe(false);
    expect(platforms.bazaar.members).toEqual(["circle"]);
  });

  it("loses the profile's references to platforms that the scenario does not have", () => {
    expect(Object.keys(platforms.bazaar.offspring)).toEqual(["agora"]);
  });

  it("may not itself name a platform that is not there", () => {
    const text = SCENARIO.replace("use: plainer,", "use: plainer, offspring: { elsewhere: 1 },");
    expect(parse(text)).toMatchObject({ ok: false });
    expect(codesOf(parse(text))).toContain("scenario/unknown_platform");
  });

  it("gives no fault for profiles that nobody uses", () => {
    const library = LIBRARY.replace("  plain:", "  unused: { views: -5 }\n  plain:");
    expect(parse(SCENARIO, { ...TEXTS, "shared.yaml": library }).ok).toBe(true);
  });

  it("adds the library's channels between parties that are here behind the scenario's own", () => {
    const own = SCENARIO.replace("horizon:", "channels: [{ delay: PT1M }]\nhorizon:");
    expect(scenarioOf(own).channels.map((each) => each.delay.law)).toEqual([
      { kind: "fixed", value: 60_000 },
      { kind: "fixed", value: 540_000 },
    ]);
  });
});

describe("a variant", () => {
  const base = expectGood(parse(SCENARIO));

  it("is listed behind the base", () => {
    expect(base.variants).toEqual(["base", "alone", "bare"]);
    expect(base.scenario.variant).toBe("base");
  });

  it("overrides the profile too: null removes, a value replaces", () => {
    const { scenario } = expectGood(applyVariant(base.parsed, "bare"));
    expect(scenario.platforms.bazaar.members).toEqual([]);
    expect(scenario.platforms.bazaar.views).toEqual({ value: 7, mark: { kind: "unmarked" } });
    expect(scenario.variant).toBe("bare");
  });

  it("that takes a platform away takes away what others spread to it", () => {
    const { scenario } = expectGood(applyVariant(base.parsed, "alone"));
    expect(Object.keys(scenario.platforms)).toEqual(["agora"]);
    expect(scenario.platforms.agora.offspring).toEqual({});
  });

  it("by the name of base is the scenario itself", () => {
    expect(expectGood(applyVariant(base.parsed, "base")).scenario).toEqual(base.scenario);
  });

  it("that nobody wrote is told with the nearest right name", () => {
    expect(applyVariant(base.parsed, "allone")).toMatchObject({
      ok: false,
      diagnostics: [
        { code: "scenario/unknown_variant", line: 18, details: { found: "allone", nearest: "alone" } },
      ],
    });
  });

  it("may start a platform from another profile", () => {
    const text = SCENARIO.replace(
      "  bare:",
      "  swapped: { overlay: { platforms: { agora: { use: plain, views: null } } } }\n  bare:",
    );
    const { parsed } = expectGood(parse(text));
    const { scenario } = expectGood(applyVariant(parsed, "swapped"));
    expect(scenario.platforms.agora.members).toEqual(["circle"]);
    expect(scenario.platforms.agora.views.value).toBe(0);
  });
});

describe("protocols", () => {
  const user = PROTOCOL.replace("id: swift", "id: user").replace("binding:", "uses: [swift]\nbinding:");
  const texts = { ...TEXTS, "user.yaml": user };

  it("that another uses come before it, once", () => {
    const text = SCENARIO.replace("[swift]", "[user, swift]");
    expect(scenarioOf(text, texts).protocols.map((each) => each.id)).toEqual(["swift", "user"]);
  });

  it("keep the order in which the scenario names them", () => {
    const other = PROTOCOL.replace("id: swift", "id: other");
    const text = SCENARIO.replace("[swift]", "[swift, other]");
    const { protocols } = scenarioOf(text, { ...TEXTS, "other.yaml": other });
    expect(protocols.map((each) => each.id)).toEqual(["swift", "other"]);
  });

  it("read alone give their protocol and the places of its parts", () => {
    const result = parseProtocol(PROTOCOL, { source: "swift.yaml" });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    expect(result.protocol.duties.answer.within).toMatchObject({ value: 3_600_000 });
    expect(result.parsed.locate("roles.desk.machine.states.idle.on.content.reported")).toEqual({
      line: 30,
      column: 41,
    });
    expect(result.parsed.locate(["id"])).toEqual({ line: 3, column: 5 });
  });

  it.each([
    ["states", "busi", "busy"],
    ["states", "desk.bussy", "desk.busy"],
    ["options", "assess.unlawfull", "assess.unlawful"],
    ["waits", "secondLok", "secondLook"],
    ["names", "lok", "look"],
  ])("a text (%s) of something that is not there is told, with the nearest name", (table, found, right) => {
    const given = (name: string) =>
      parseProtocol(`${PROTOCOL}\ntexts: { ${table}: { ${name}: { en: one, fr: un } } }\n`, {
        source: "swift.yaml",
      });
    const wrong = given(found);
    expect(wrong.ok ? [] : wrong.diagnostics).toMatchObject([
      { code: "scenario/text_of_nothing", details: { found, table, nearest: right } },
    ]);
    expect(given(right).ok).toBe(true);
  });
});

describe("places", () => {
  const { parsed } = expectGood(parse(SCENARIO));

  it("are found where a part was written: scenario, profile, protocol", () => {
    expect(parsed.place("platforms.agora.views")).toMatchObject({ source: "sample.yaml", line: 10 });
    expect(parsed.place("platforms.bazaar.members")).toMatchObject({ source: "shared.yaml", line: 4 });
    expect(parsed.placeInProtocol("swift", ["item", "states", "gone"])).toMatchObject({
      source: "swift.yaml",
      line: 41,
    });
    expect(parsed.locate("shared.yaml", "platforms.plain.views")).toEqual({ line: 4, column: 12 });
  });
});

const reasonIn = (because: string) => {
  const text = SCENARIO.replace("because: guess", `because: ${because}`);
  const result = parse(text);
  return result.ok ? result.scenario.platforms.agora.views.mark : codesOf(result);
};

describe("why a range is what it is", () => {
  it.each([
    ["once for both languages", "guess", { en: "guess", fr: "guess" }],
    ["once for each", "{ en: A guess., fr: Au jugé. }", { en: "A guess.", fr: "Au jugé." }],
    ["as nothing", '""', { en: "", fr: "" }],
  ])("may be written %s", (_, because, read) => {
    expect(reasonIn(because)).toMatchObject({ kind: "assumed", because: read });
  });

  it.each([
    "{ en: A guess. }",
    "{ en: A guess., fr: '' }",
    "{ en: A guess., fr: Au jugé., de: Geraten. }",
    "7",
  ])("may not be %s", (because) => {
    expect(Array.isArray(reasonIn(because))).toBe(true);
  });
});

describe("warnings", () => {
  it("say when nothing lawful is there that could be removed wrongly", () => {
    const text = SCENARIO.replace(/lookalikes:\n.*\n/, "");
    expect(codesOf(parse(text))).toContain("scenario/no_lookalikes");
  });

  it("count the numbers without a mark that somebody wrote", () => {
    expect(codesOf(parse(SCENARIO))).toEqual([]);
    const text = SCENARIO.replace("{ value: 100, assumed: [50, 200], because: guess }", "100");
    const result = expectGood(parse(text));
    expect(result.warnings).toMatchObject([
      { code: "scenario/unmarked_numbers", details: { count: 1, first: "platforms.agora.views" } },
    ]);
  });

  it("leave scenarios without actors and protocols alone", () => {
    const text =
      "schemaVersion: 1\nid: bare\nplatforms: { agora: { views: 3 } }\noriginals: { clip: { platform: agora } }\n";
    expect(codesOf(parse(text))).toEqual([]);
  });

  it("tell a mark behind the horizon, a group of nobody, a role of nobody and a slip in a delay's name", () => {
    const protocol = PROTOCOL.replace(
      "roles:",
      "roles:\n  judge: { title: Judge, for: { kind: court, member: bench }, machine: { initial: idle, states: { idle: {} } } }",
    );
    const text = SCENARIO.replace("horizon:", "marks: [PT1H, P2D]\nhorizon:").replace(
      "offspring: { bazaar",
      "delays: { secondLok: { fixed: PT1M, source: a report } }\n    offspring: { bazaar",
    );
    expect(codesOf(parse(text, { ...TEXTS, "swift.yaml": protocol })).sort()).toEqual([
      "scenario/empty_group",
      "scenario/mark_after_horizon",
      "scenario/role_of_nobody",
      "scenario/unused_delay",
    ]);
    const without = {
      ...TEXTS,
      "swift.yaml": protocol.replace("title: Judge,", "title: Judge, optional: true,"),
    };
    expect(codesOf(parse(text, without))).not.toContain("scenario/role_of_nobody");
  });
});

const pointAt = (threshold: number) =>
  `{ threshold: ${threshold}, recall: { value: 0.5, source: a report } }`;

describe("warnings about reach and hashes", () => {
  it("tell a territory without an audience, and a threshold that its curve does not reach", () => {
    const protocol = PROTOCOL.replace(
      "{ type: remove, params: { by: desk } }",
      "{ type: restrict, params: { territory: unoin } }",
    );
    expect(protocol).not.toBe(PROTOCOL);
    const text = SCENARIO.replace(
      "offspring: { bazaar",
      "audience: { union: { value: 0.5, source: a report } }\n" +
        "    matching: { perceptual: { threshold: { value: 60, source: a report }, " +
        `curve: [${pointAt(10)}, ${pointAt(50)}] } }\n    offspring: { bazaar`,
    );
    expect(text).not.toBe(SCENARIO);
    const result = expectGood(parse(text, { ...TEXTS, "swift.yaml": protocol }));
    expect(result.warnings.map(({ code }) => code).sort()).toEqual([
      "scenario/threshold_off_curve",
      "scenario/unknown_territory",
    ]);
  });
});

describe("other files", () => {
  it.each(["missing", "outside", "too-large", "unreadable"] as const)("that are %s are told", (fault) => {
    const result = parseScenario(SCENARIO, { source: "sample.yaml", read: () => ({ fault }) });
    expect(codesOf(result)).toContain(`scenario/file_${fault.replace("-", "_")}`);
  });

  it("may not give the same profile twice", () => {
    const text = SCENARIO.replace("[shared.yaml]", "[shared.yaml, again.yaml]");
    expect(codesOf(parse(text, { ...TEXTS, "again.yaml": LIBRARY }))).toEqual([
      "scenario/profile_twice",
      "scenario/profile_twice",
    ]);
  });

  it("are asked for by id only, and each once", () => {
    const asked: string[] = [];
    const text = SCENARIO.replace("[swift]", "[swift, ../../secret, swift]");
    parseScenario(text, {
      source: "sample.yaml",
      read: (name, kind) => {
        asked.push(`${kind} ${name}`);
        return readerOf(TEXTS)(name, kind);
      },
    });
    expect(asked.sort()).toEqual(["include shared.yaml", "protocol swift"]);
  });
});

describe("texts and variants", () => {
  it("may be neither empty nor endless", () => {
    const long = "x".repeat(4001);
    expect(codesOf(parse(SCENARIO.replace("title: A sample", `title: "${long}"`)))).toEqual([
      "scenario/too_long",
    ]);
    expect(codesOf(parse(SCENARIO.replace("title: A sample", 'title: ""')))).toEqual(["scenario/empty_text"]);
  });

  it("say when nothing is posted at all", () => {
    const text = SCENARIO.replace(/originals:\n.*\n/, "originals: {}\n");
    expect(codesOf(parse(text))).toContain("scenario/no_originals");
  });

  it("may leave other variants unread", () => {
    const text = SCENARIO.replace("views: 7", "views: -7");
    expect(codesOf(parse(text))).toEqual(["scenario/negative"]);
    const options = { source: "sample.yaml", read: readerOf(TEXTS), judgeVariants: false };
    expect(parseScenario(text, options).ok).toBe(true);
  });
});
