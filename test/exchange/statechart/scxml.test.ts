import { render } from "state-machine-cat";
import { describe, expect, test } from "vitest";
import { exportScxml } from "../../../src/exchange/index.ts";
import {
  type ChartState,
  chartMachine,
  type MachineOfProtocol,
  machinesOf,
  type Protocol,
} from "../../../src/model/index.ts";
import { EVERY_MACHINE, EVERY_PROTOCOL, EVERYTHING } from "./shipped.ts";
import { readXml, type XmlElement } from "./xml.ts";

interface ReadState {
  readonly name: string;
  readonly type: string;
  readonly statemachine?: ReadMachine;
}
interface ReadMachine {
  readonly states: readonly ReadState[];
  readonly transitions?: readonly {
    from: string;
    to: string;
    event?: string;
    cond?: string;
    type?: string;
  }[];
}

/** What state-machine-cat, which knows nothing of us, finds in a document: states with their parent, and transitions. */
async function readBack(text: string) {
  const read: unknown = await render(text, { inputType: "scxml", outputType: "json" });
  const states: string[] = [];
  const transitions: string[] = [];
  const visit = (machine: ReadMachine, parent: string) => {
    for (const { name, type, statemachine } of machine.states) {
      if (type !== "initial") states.push(`${parent} > ${type} ${name}`);
      if (statemachine !== undefined) visit(statemachine, name);
    }
    for (const { from, to, event, cond, type } of machine.transitions ?? []) {
      if (from.endsWith("initial") && !from.includes(".initial.")) transitions.push(`${parent} begins ${to}`);
      else transitions.push(`${from} > ${to} on ${event ?? ""} if ${cond ?? ""} ${type ?? "external"}`);
    }
  };
  visit(read as ReadMachine, "");
  return { states: states.sort(), transitions: transitions.sort() };
}

const TYPES = { atomic: "regular", compound: "regular", parallel: "parallel", final: "final" } as const;
const idOf = (id: string) => (/^[A-Za-z_]/.test(id) ? id : `_${id}`);
function inside(each: unknown): string {
  const many = typeof each === "object" && each !== null && ("and" in each || "or" in each);
  return many ? `(${guardOf(each)})` : guardOf(each);
}

const guardOf = (guard: unknown): string => {
  if (guard === undefined) return "";
  if (typeof guard === "string") return guard;
  const call = guard as { type?: string; not?: unknown; and?: unknown[]; or?: unknown[] };
  if (call.not !== undefined) return `not ${inside(call.not)}`;
  if (call.and !== undefined) return call.and.map(inside).join(" and ");
  if (call.or !== undefined) return call.or.map(inside).join(" or ");
  return call.type ?? "";
};

/** What ought to be found, from the statecharts themselves. */
function wanted(protocol: Protocol, machines: readonly MachineOfProtocol[]) {
  const states: string[] = [];
  const transitions: string[] = [];
  const visit = (state: ChartState, parent: string) => {
    const id = idOf(state.id);
    const history = state.history === "deep" ? "deephistory" : "history";
    states.push(`${parent} > ${state.kind === "history" ? history : TYPES[state.kind]} ${id}`);
    if (state.initial !== undefined) transitions.push(`${id} begins ${idOf(state.initial)}`);
    for (const { trigger, target, guard, reenter } of state.transitions) {
      const isSelf = target === state.id && !reenter && state.kind === "atomic";
      const to = target === undefined || isSelf ? id : idOf(target);
      const isInside = target !== undefined && !isSelf && (to === id || to.startsWith(`${id}.`)) && !reenter;
      const event = {
        event: trigger.kind === "event" ? trigger.name : "",
        after: trigger.kind === "after" ? `after.${trigger.delay}.${id}` : "",
        always: "",
        done: `done.state.${id}`,
      }[trigger.kind];
      transitions.push(
        `${id} > ${to} on ${event} if ${guardOf(guard)} ${isInside ? "internal" : "external"}`,
      );
    }
    for (const child of state.states) visit(child, id);
  };
  const charts = machines.map((each) => chartMachine(each, protocol, "expanded"));
  const root = charts.length === 1 ? "" : protocol.id;
  if (charts.length > 1) states.push(` > parallel ${root}`);
  transitions.push(` begins ${charts.length === 1 ? idOf(charts[0].id) : root}`);
  for (const chart of charts) visit(chart, root);
  return { states: states.sort(), transitions: transitions.sort() };
}

describe("SCXML is read back by state-machine-cat with the same states and transitions", () => {
  test.each(EVERY_PROTOCOL)("%s", async (_, protocol) => {
    const machines = machinesOf(protocol);
    const { states, transitions } = wanted(protocol, machines);
    expect(states.length).toBeGreaterThan(3);
    for (const language of ["en", "fr"] as const) {
      const found = await readBack(exportScxml(protocol, machines, language).text);
      expect(found.states).toEqual(states);
      expect(found.transitions).toEqual(transitions);
    }
  });

  test.each(EVERY_MACHINE)("%s by itself", async (_, protocol, machine) => {
    const found = await readBack(exportScxml(protocol, [machine], "en").text);
    expect(found).toEqual(wanted(protocol, [machine]));
  });
});

/** What may stand in what, and with which attributes: the schema of the Recommendation, for the parts that are written. */
const CONTENT = ["raise", "log", "send", "cancel"];
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  scxml: ["state", "parallel", "final"],
  state: ["onentry", "onexit", "transition", "state", "parallel", "final", "history"],
  parallel: ["onentry", "onexit", "transition", "state", "parallel", "history"],
  final: ["onentry", "onexit"],
  history: ["transition"],
  onentry: CONTENT,
  onexit: CONTENT,
  transition: CONTENT,
  raise: [],
  log: [],
  send: [],
  cancel: [],
};
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  scxml: ["xmlns", "version", "datamodel", "name", "initial"],
  state: ["id", "initial"],
  parallel: ["id"],
  final: ["id"],
  history: ["id", "type"],
  onentry: [],
  onexit: [],
  transition: ["event", "cond", "target", "type"],
  raise: ["event"],
  log: ["label"],
  send: ["event", "id", "delay"],
  cancel: ["sendid"],
};
const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)];
const NAME = /^[A-Za-z_][A-Za-z0-9._-]*$/;

describe("SCXML has the structure of its schema", () => {
  test.each(EVERY_PROTOCOL)("%s", (_, protocol) => {
    const root = readXml(exportScxml(protocol, machinesOf(protocol), "en").text);
    const elements = all(root);
    for (const { name, attributes, children } of elements) {
      for (const child of children) expect(INSIDE[name]).toContain(child.name);
      for (const key of Object.keys(attributes)) expect(ATTRIBUTES[name]).toContain(key);
    }
    const ids = elements.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(NAME);
    const states = new Map(
      elements
        .filter(({ name }) => ["state", "parallel", "final", "history"].includes(name))
        .map((each) => [each.attributes.id, each]),
    );
    const sends = new Set(
      elements.filter(({ name }) => name === "send").map(({ attributes }) => attributes.id),
    );
    for (const { name, attributes, children } of elements) {
      if (attributes.target !== undefined) expect([...states.keys()]).toContain(attributes.target);
      if (attributes.delay !== undefined) expect(attributes.delay).toMatch(/^\d+(\.\d+)?(ms|s)$/);
      if (name === "cancel") expect([...sends]).toContain(attributes.sendid);
      if (name === "transition")
        expect(Object.keys(attributes).some((key) => ["event", "cond", "target"].includes(key))).toBe(true);
      if (name === "state" && attributes.initial !== undefined)
        expect(children.map((child) => child.attributes.id)).toContain(attributes.initial);
      if (name === "history") expect(children.map((child) => child.name)).toEqual(["transition"]);
    }
    expect(root.attributes).toMatchObject({ xmlns: "http://www.w3.org/2005/07/scxml", version: "1.0" });
  });
});

test("what was lost stands in the comment and in the list: parameters, marks, laws of delays, guards, effects, wildcards", () => {
  const { text, losses } = exportScxml(EVERYTHING, machinesOf(EVERYTHING), "en");
  const codes = new Set(losses.map(({ code }) => code));
  for (const code of [
    "params",
    "mark",
    "description",
    "delay-law",
    "guard",
    "effect",
    "wildcard",
    "role",
  ] as const)
    expect(codes).toContain(code);
  expect(losses).toContainEqual({ code: "self-transition", at: "2nd-desk.calm", what: "hour.passed" });
  const comment = text.slice(text.indexOf("<!--") + 4, text.indexOf("-->"));
  expect(comment).not.toContain("--");
  expect(comment.split("\n").filter((line) => line.startsWith("- "))).toHaveLength(losses.length);
  expect(text).toContain('delay="90500ms"');
  expect(text).toContain(
    '<send event="after.drawn._2nd-desk.busy" id="after.drawn._2nd-desk.busy" delay="60s"/>',
  );
  expect(text).toContain('delay="3s"');
});
