import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { HOVER } from "../../src/scenario/hover.ts";
import { jsonSchema, SCHEMA_NAMES, type SchemaName } from "../../src/scenario/index.ts";
import { kindOfFile } from "../../src/store/index.ts";

/** An independent validator, which refuses schemas that are only nearly right. */
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
ajv.addFormat("date", /^\d{4}-\d{2}-\d{2}$/);
const schemas = jsonSchema();
const validators = new Map<SchemaName, ValidateFunction>(
  SCHEMA_NAMES.map((name) => [name, ajv.compile(schemas[name])]),
);

const ROOT = join(import.meta.dirname, "../../scenarios");

function yamlIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return yamlIn(path);
    return name.endsWith(".yaml") ? [path] : [];
  });
}

const FILES = yamlIn(ROOT);
const kindOf = (path: string, text: string): SchemaName => {
  const kind = kindOfFile(path, text);
  return kind === "platforms" ? "library" : kind;
};

/** Places that a validator complains of; none where it agrees. */
function faults(name: SchemaName, value: unknown): string[] {
  const validate = validators.get(name);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = "" }) => `${instancePath} ${message}`);
}

test.each(["scenarios", "protocols", "cookbook", "templates", "platforms", "library"])(
  "the schema takes every shipped file: %s",
  (folder) => {
    const files = FILES.filter((path) =>
      folder === "scenarios" ? !path.slice(ROOT.length + 1).includes("/") : path.includes(`/${folder}/`),
    );
    expect(files.length).toBeGreaterThan(0);
    const wrong = files.flatMap((path) => {
      const text = readFileSync(path, "utf8");
      return faults(kindOf(path, text), parse(text)).map((each) => `${basename(path)} ${each}`);
    });
    expect(wrong).toEqual([]);
  },
);

test("files that name their schema name the one of their kind, as it is built", () => {
  const named = FILES.flatMap((path) => {
    const text = readFileSync(path, "utf8");
    const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    return schema === undefined
      ? []
      : [{ path, kind: kindOf(path, text), schema: resolve(dirname(path), schema) }];
  });
  expect(named.length).toBeGreaterThan(40);
  for (const { path, kind, schema } of named)
    expect({ path, schema }).toEqual({ path, schema: join(ROOT, "../dist/schema", `${kind}.json`) });
});

describe("the schema refuses", () => {
  const protocol = parse(readFileSync(join(ROOT, "protocols/life-of-a-copy.yaml"), "utf8")) as object;
  const scenario = parse(readFileSync(join(ROOT, "templates/starter.yaml"), "utf8")) as object;
  const desk = (state: object) => ({
    ...protocol,
    roles: {
      desk: {
        title: "Desk",
        for: "everyone",
        machine: { initial: "a", states: { a: state, b: { type: "final" } } },
      },
    },
  });
  const item = (state: object) => ({ ...protocol, item: { initial: "a", states: { a: state } } });
  const on = (transition: unknown) => desk({ on: { "incident.began": transition } });

  test.each<[string, object]>([
    [
      "a transition with a guard and an effect",
      on({ target: "b", guard: "originalUp", actions: "endSurge" }),
    ],
    ["a guard over guards", on({ guard: { type: "any", params: { of: ["emergency", "crossBorder"] } } })],
    ["a marked number in a parameter", on({ actions: [{ type: "surge", params: { reviewers: 2 } }] })],
    ["an own event", desk({ on: { "all-done": "b" }, entry: { raise: "all-done" } })],
    ["several alternatives", on([{ target: "b", guard: { not: "isPublic" } }, "b"])],
  ])("not %s", (_, given) => {
    expect(faults("protocol", given)).toEqual([]);
  });

  test.each<[string, object]>([
    ["a guard that does not exist", on({ guard: "orginalUp" })],
    ["an effect that does not exist", desk({ entry: "endSurges" })],
    ["a guard of a copy asked by an actor", on({ guard: "isLive" })],
    ["an effect of an actor asked for by a copy", item({ entry: "endSurge" })],
    ["an unknown parameter", on({ guard: { type: "flagIs", params: { flag: "a", flags: "b" } } })],
    ["a missing parameter", desk({ entry: { type: "send", params: { message: "alert" } } })],
    ["parameters left out", desk({ entry: "send" })],
    [
      "a parameter of another kind",
      on({ guard: { type: "counterAtLeast", params: { counter: "a", n: "two" } } }),
    ],
    [
      "a message that does not exist",
      desk({ entry: { type: "send", params: { message: "note", to: "self" } } }),
    ],
    ["a share above one", on({ guard: { type: "chance", params: { name: "a", of: 1.5 } } })],
    ["a wrong guard inside another", on({ guard: { type: "all", params: { of: ["emergncy"] } } })],
    ["a wrong guard inside and", on({ guard: { and: ["emergency", "isLiv"] } })],
    ["an unknown field of a state", desk({ onEntry: "endSurge" })],
    ["an unknown field of a transition", on({ target: "b", cond: "emergency" })],
    ["what XState has and this language leaves out", desk({ invoke: { src: "a" } })],
    ["a mark that does not exist", desk({ mark: "certain" })],
    ["a kind of state that does not exist", desk({ type: "atomic" })],
    ["a name that no state may have", { ...protocol, item: { states: { "1st": {} } } }],
    ["an unknown field of a protocol", { ...protocol, dutys: {} }],
    [
      "a clock without a start",
      { ...protocol, duties: { a: { title: "A", instrument: "A", kind: "law", source: "A", within: 1 } } },
    ],
    [
      "a fact that does not exist",
      {
        ...protocol,
        duties: {
          a: {
            title: "A",
            instrument: "A",
            kind: "law",
            source: "A",
            within: "PT1H",
            starts: { fact: "message.send" },
          },
        },
      },
    ],
    ["an unknown table of texts", { ...protocol, texts: { state: {} } }],
  ])("a protocol with %s", (_, given) => {
    expect(faults("protocol", given)).not.toEqual([]);
  });

  test.each<[string, object]>([
    ["an unknown field", { ...scenario, platfroms: {} }],
    ["no id", { ...scenario, id: undefined }],
    ["a wrong version", { ...scenario, schemaVersion: 2 }],
    ["an actor of a kind that does not exist", { ...scenario, actors: { a: { kind: "polic" } } }],
    [
      "a number without a range where a mark is begun",
      { ...scenario, population: { value: 3, because: "no" } },
    ],
    ["an unknown field of a platform", { ...scenario, platforms: { a: { veiws: 3 } } }],
    [
      "an inject of a kind that does not exist",
      { ...scenario, injects: { a: { at: "PT1H", kind: "surprise", title: "A" } } },
    ],
  ])("a scenario with %s", (_, given) => {
    expect(faults("scenario", given)).not.toEqual([]);
  });
});

interface Choice {
  readonly const?: unknown;
  readonly description?: unknown;
}

/** Every value that may be written as it stands. */
function choices(schema: unknown): Choice[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "const" in schema ? [schema] : [];
  return [...own, ...Object.values(schema).flatMap(choices)];
}

/** Every property of a schema by its way, with what is said of it. */
function properties(schema: unknown, way: string): [string, unknown][] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    const inside = properties(value, `${way}/${key}`);
    if (key !== "properties" || Array.isArray(value)) return inside;
    const own = Object.entries(value as Record<string, { description?: unknown }>);
    return [...own.map(([name, each]): [string, unknown] => [`${way}.${name}`, each.description]), ...inside];
  });
}

describe("hover texts", () => {
  test.each(SCHEMA_NAMES)("are there for every property: %s", (name) => {
    const all = properties(schemas[name], name);
    expect(all.length).toBeGreaterThan(2);
    expect(all.filter(([, says]) => typeof says !== "string" || says.length < 4).map(([way]) => way)).toEqual(
      [],
    );
  });

  test("stand beside every guard, effect, event and kind of mark that may be written", () => {
    const { $defs } = schemas.protocol as { $defs: Record<string, unknown> };
    const statecharts = Object.entries($defs).filter(([name]) => /-(actor|item|hash)$/.test(name));
    expect(statecharts).toHaveLength(15);
    const unsaid = statecharts.flatMap(([name, each]) =>
      choices(each)
        .filter((choice) => choice.description === undefined)
        .map((choice) => `${name} ${String(choice.const)}`),
    );
    // Words that a parameter may take in place of a number or a selector say it in the parameter's own text.
    expect(unsaid.filter((each) => !/ (same|original|all|named|hosting|never)$/.test(each))).toEqual([]);
  });

  test("none of those that stand by themselves is for nothing", () => {
    const said = new Set(
      SCHEMA_NAMES.flatMap((name) => properties(schemas[name], name).map(([, says]) => says)),
    );
    const all = [...said].map(String);
    expect(Object.entries(HOVER).filter(([, says]) => !all.some((each) => each.startsWith(says)))).toEqual(
      [],
    );
  });
});
