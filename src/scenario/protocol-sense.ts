import {
  ACTOR_KINDS,
  FACT_KINDS,
  type FactKind,
  listCalls,
  MAX_DEPTH,
  type MachineCall,
  MESSAGES,
  PLATFORM_KINDS,
  TEXT_TABLES,
  type TextTable,
} from "../model/index.ts";
import { isRealDate } from "./dates.ts";
import { type Fault, fault, type Path } from "./fault.ts";
import { nearest } from "./nearest.ts";
import { asAmount, asList, asTable, asText, at, field, isTable } from "./raw.ts";

/** All kinds that a selector may name: a platform is an actor too; `platform` is any of those, `any` is anybody. */
export const PARTY_KINDS: readonly string[] = [...ACTOR_KINDS, ...PLATFORM_KINDS, "platform", "any"];

const EXACT = 1e-6;

/** Sense of a protocol file by itself, beyond shape: what no scenario could mend. */
export function judgeProtocol(raw: unknown): Fault[] {
  return [
    ...Object.entries(asTable(field(raw, "decisions"))).flatMap(([name, each]) =>
      judgeShares(field(each, "options"), ["decisions", name, "options"]),
    ),
    ...judgeForce(field(raw, "inForce")),
    ...Object.entries(asTable(field(raw, "duties"))).flatMap(([name, each]) =>
      judgeDuty(each, ["duties", name]),
    ),
    ...Object.entries(asTable(field(raw, "roles"))).flatMap(([name, each]) =>
      judgeRole(each, ["roles", name]),
    ),
    ...listSelectors(raw).flatMap(({ selector, path }) => judgeKinds(selector, path)),
    ...judgeOwnDecisions(raw),
    ...judgeSanctions(raw),
    ...judgeWaits(raw),
    ...judgeMatrices(raw),
    ...judgeTexts(raw),
  ];
}

/** Probabilities of one choice add up to 1; says nothing while one of them is not a number. */
export function judgeShares(options: unknown, path: Path): Fault[] {
  if (!isTable(options) || Object.keys(options).length === 0) return [];
  let sum = 0;
  for (const value of Object.values(options)) {
    const amount = asAmount(value);
    if (amount === undefined || amount < 0 || amount > 1) return [];
    sum += amount;
  }
  return Math.abs(sum - 1) > EXACT
    ? [fault("scenario/shares_not_one", path, { sum: Math.round(sum * 1e9) / 1e9 }, "key")]
    : [];
}

function judgeForce(inForce: unknown, path: Path = []): Fault[] {
  const [from, to] = [asText(field(inForce, "from")), asText(field(inForce, "to"))];
  const faults: Fault[] = [];
  for (const [key, date] of [["from", from] as const, ["to", to] as const]) {
    if (date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) && !isRealDate(date))
      faults.push(fault("scenario/not_a_date", [...path, "inForce", key], { found: date }));
  }
  if (from !== undefined && to !== undefined && from > to && faults.length === 0)
    faults.push(fault("scenario/in_force_backwards", [...path, "inForce", "to"], { from, to }));
  return faults;
}

function judgeDuty(duty: unknown, path: Path): Fault[] {
  const faults = patternsIn(duty, path).flatMap((each) => judgePattern(each.pattern, each.path));
  faults.push(...judgeForce(field(duty, "inForce"), path), ...judgeParts(duty, path));
  const starts = asText(field(field(duty, "starts"), "fact"));
  const debtor = field(duty, "debtor") ?? "actor";
  const kind = factKind(starts);
  if (kind !== undefined && (debtor === "actor" || debtor === "other") && kind.slots[debtor] === undefined) {
    faults.push(fault("scenario/unknown_slot", [...path, "debtor"], { found: debtor, fact: starts }, "key"));
  }
  return faults;
}

/** Parts of a duty that mean nothing without another one. */
const NEEDS = [
  ["restartedBy", "suspendedBy"],
  ["suspends", "suspendedBy"],
  ["extension", "extendedBy"],
  ["extensions", "extendedBy"],
] as const;

/** Forms that a part of a duty goes with. */
const FORMS_OF: Readonly<Record<string, readonly string[]>> = {
  renewable: ["expiry"],
  repeats: ["deadline"],
};

/** What a duty's parts mean beside each other. */
function judgeParts(duty: unknown, path: Path): Fault[] {
  const faults: Fault[] = [];
  const form = asText(field(duty, "form")) ?? "deadline";
  const within = field(duty, "within");
  const has = (key: string) => field(duty, key) !== undefined;
  for (const [found, needs] of NEEDS)
    if (has(found) && !has(needs))
      faults.push(fault("scenario/duty_needs", [...path, found], { found, needs }, "key"));
  for (const [found, forms] of Object.entries(FORMS_OF))
    if (has(found) && !forms.includes(form))
      faults.push(
        fault("scenario/duty_misfit", [...path, found], { found, form, expected: forms.join(", ") }, "key"),
      );
  if (field(within, "judged") !== undefined)
    for (const found of ["extendedBy", "repeats", "renewable"])
      if (has(found))
        faults.push(
          fault(
            "scenario/duty_misfit",
            [...path, found],
            { found, form: "judged", expected: "deadline" },
            "key",
          ),
        );
  if (field(within, "judged") !== undefined && form !== "deadline")
    faults.push(
      fault("scenario/duty_misfit", [...path, "form"], { found: "judged", form, expected: "deadline" }),
    );
  if (within === "counted" && !has("counts"))
    faults.push(fault("scenario/duty_needs", [...path, "within"], { found: "counted", needs: "counts" }));
  if (!has("stops") && form !== "expiry")
    faults.push(fault("scenario/missing", path, { expected: "stops" }, "key"));
  const fact = asText(at(duty, ["starts", "fact"]));
  if (within === "message" && fact !== undefined && !MESSAGE_STARTS.includes(fact))
    faults.push(fault("scenario/no_length_in_message", [...path, "within"], { found: fact }));
  return faults;
}

const MESSAGE_STARTS: readonly string[] = ["message.sent", "message.delivered", "message.opened"];

function factKind(name: string | undefined): FactKind | undefined {
  return name !== undefined && Object.hasOwn(FACT_KINDS, name)
    ? FACT_KINDS[name as keyof typeof FACT_KINDS]
    : undefined;
}

function judgePattern(pattern: unknown, path: Path): Fault[] {
  const name = asText(field(pattern, "fact"));
  if (name === undefined) return [];
  const kind = factKind(name);
  if (kind === undefined)
    return [
      fault("scenario/unknown_fact", [...path, "fact"], {
        found: name,
        nearest: nearest(name, Object.keys(FACT_KINDS)),
      }),
    ];
  const faults: Fault[] = [];
  for (const slot of ["actor", "other", "what", "how", "item"] as const) {
    if (field(pattern, slot) !== undefined && kind.slots[slot] === undefined) {
      faults.push(fault("scenario/unknown_slot", [...path, slot], { found: slot, fact: name }, "key"));
    }
  }
  if (kind.slots.what === "message") faults.push(...judgeMessage(field(pattern, "what"), [...path, "what"]));
  return faults;
}

export function judgeMessage(message: unknown, path: Path): Fault[] {
  const found = asText(message);
  if (found === undefined || (MESSAGES as readonly string[]).includes(found)) return [];
  return [fault("scenario/unknown_message", path, { found, nearest: nearest(found, MESSAGES) })];
}

function judgeRole(role: unknown, path: Path): Fault[] {
  if (field(role, "per") === "incident") return [];
  return judgeMessage(field(role, "per"), [...path, "per"]);
}

function judgeKinds(selector: unknown, path: Path): Fault[] {
  const kind = field(selector, "kind");
  const named: [unknown, Path][] = Array.isArray(kind)
    ? kind.map((each, index) => [each, [...path, "kind", index]])
    : [[kind, [...path, "kind"]]];
  return named.flatMap(([each, where]) => {
    const found = asText(each);
    if (found === undefined || PARTY_KINDS.includes(found)) return [];
    return [fault("scenario/unknown_kind", where, { found, nearest: nearest(found, PARTY_KINDS) })];
  });
}

/** What the key of a wait must look like to be the name of a delay, here or with whoever plays the part. */
export const DELAY_NAME = /^[a-z][A-Za-z0-9-]{0,63}$/;

/** A wait that no scenario can give a length, since no delay can have that name: a duration in its place, for example. */
function judgeWaits(raw: unknown): Fault[] {
  return listProtocolCalls(raw).flatMap(({ call: { kind, name }, path }) =>
    kind === "delay" && !DELAY_NAME.test(name)
      ? [fault("scenario/unknown_delay", path, { found: name, who: undefined, nearest: undefined }, "key")]
      : [],
  );
}

/** A sanction that is incurred must be among those that the protocol threatens. */
function judgeSanctions(raw: unknown): Fault[] {
  const known = Object.keys(asTable(field(raw, "sanctions")));
  return listProtocolCalls(raw).flatMap(({ call, path }) => {
    const found =
      call.kind === "effect" && call.name === "sanction" ? asText(field(call.params, "sanction")) : undefined;
    if (found === undefined || known.includes(found)) return [];
    return [
      fault("scenario/unknown_sanction", [...path, "params", "sanction"], {
        found,
        nearest: nearest(found, known),
      }),
    ];
  });
}

/** Texts are of states, options, delays and other names that stand in the file. */
function judgeTexts(raw: unknown): Fault[] {
  const texts = field(raw, "texts");
  if (!isTable(texts)) return [];
  const states = listStateNames(raw);
  const options = Object.entries(asTable(field(raw, "decisions"))).flatMap(([decision, each]) =>
    optionNames(each).flatMap((option) => [option, `${decision}.${option}`]),
  );
  const waits = [
    ...Object.keys(asTable(field(raw, "delays"))),
    ...listProtocolCalls(raw).flatMap(({ call }) => (call.kind === "delay" ? [call.name] : [])),
  ];
  const names = () => listNames(Object.entries(asTable(raw)).filter(([key]) => key !== "texts"));
  const known: Readonly<Record<TextTable, () => readonly string[]>> = {
    states: () => states,
    options: () => options,
    waits: () => waits,
    names,
  };
  return TEXT_TABLES.flatMap((table) => {
    const given = Object.keys(asTable(texts[table]));
    const all = given.length === 0 ? new Set<string>() : new Set(known[table]());
    return given
      .filter((found) => !all.has(found))
      .map((found) =>
        fault(
          "scenario/text_of_nothing",
          ["texts", table, found],
          { found, table, nearest: nearest(found, [...all]) },
          "key",
        ),
      );
  });
}

/** States by their own names, and with all names that lead to them from the role. */
function listStateNames(raw: unknown): string[] {
  const machines: [string, unknown][] = [
    ["item", field(raw, "item")],
    ["hash", field(raw, "hash")],
    ...Object.entries(asTable(field(raw, "roles"))).map(([name, role]): [string, unknown] => [
      name,
      field(role, "machine"),
    ]),
  ];
  return machines.flatMap(([name, machine]) => statesInside(machine, name, 0));
}

function statesInside(state: unknown, way: string, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  return Object.entries(asTable(field(state, "states"))).flatMap(([name, child]) => [
    name,
    `${way}.${name}`,
    ...statesInside(child, `${way}.${name}`, depth + 1),
  ]);
}

/** Every key and every text of some part of a file. */
function listNames(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > 2 * MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...listNames(each, depth + 1)]);
}

/** Columns of a matrix rise, and every harm has a level for each of them. */
function judgeMatrices(raw: unknown): Fault[] {
  return listProtocolCalls(raw)
    .filter(({ call }) => call.kind === "guard" && call.name === "matrix")
    .flatMap(({ call, path }) => {
      const faults: Fault[] = [];
      const columns = asList(field(call.params, "perHour")).map(asAmount);
      for (const [index, after] of columns.entries()) {
        const before = columns[index - 1];
        if (before !== undefined && after !== undefined && after <= before)
          faults.push(
            fault("scenario/matrix_falls", [...path, "params", "perHour", index], { before, after }),
          );
      }
      for (const [harm, levels] of Object.entries(asTable(field(call.params, "levels")))) {
        const found = asList(levels).length;
        const expected = columns.length + 1;
        if (found !== expected)
          faults.push(
            fault(
              "scenario/matrix_columns",
              [...path, "params", "levels", harm],
              { harm, found, expected },
              "key",
            ),
          );
      }
      return faults;
    });
}

/** A protocol that uses no other can only decide what it declares itself. */
function judgeOwnDecisions(raw: unknown): Fault[] {
  if (asList(field(raw, "uses")).length > 0) return [];
  return judgeDecisions(
    raw,
    new Map(
      Object.entries(asTable(field(raw, "decisions"))).map(([name, each]) => [name, optionNames(each)]),
    ),
  );
}

export function optionNames(decision: unknown): readonly string[] {
  return Object.keys(asTable(field(decision, "options")));
}

/** Decisions asked for by machines or named by duties, against those that exist. */
export function judgeDecisions(raw: unknown, known: ReadonlyMap<string, readonly string[]>): Fault[] {
  const faults: Fault[] = [];
  const expectKnown = (found: string, path: Path) => {
    if (!known.has(found))
      faults.push(fault("scenario/unknown_decision", path, { found, nearest: nearest(found, known) }));
  };
  for (const { call, path } of listProtocolCalls(raw)) {
    const found =
      call.kind === "effect" && call.name === "decide" ? asText(field(call.params, "decision")) : undefined;
    if (found !== undefined) expectKnown(found, [...path, "params", "decision"]);
  }
  for (const { pattern, path } of listPatterns(raw)) {
    const found = field(pattern, "fact") === "decision.taken" ? asText(field(pattern, "what")) : undefined;
    if (found === undefined) continue;
    expectKnown(found, [...path, "what"]);
    const option = asText(field(pattern, "how"));
    const options = known.get(found);
    if (option !== undefined && options !== undefined && !options.includes(option)) {
      faults.push(
        fault("scenario/unknown_option", [...path, "how"], {
          found: option,
          decision: found,
          nearest: nearest(option, options),
        }),
      );
    }
  }
  return faults;
}

export function listPatterns(raw: unknown): { pattern: unknown; path: Path }[] {
  return Object.entries(asTable(field(raw, "duties"))).flatMap(([name, duty]) =>
    patternsIn(duty, ["duties", name]),
  );
}

const PATTERN_PLACES: readonly Path[] = [
  ["starts"],
  ["stops"],
  ["suspendedBy"],
  ["restartedBy"],
  ["extendedBy"],
  ["waivedBy"],
  ["renewable", "by"],
  ["counts", "of"],
];

/** Every pattern that a duty watches for, alone or in a list. */
function patternsIn(duty: unknown, path: Path): { pattern: unknown; path: Path }[] {
  return PATTERN_PLACES.flatMap((place) => {
    const found = at(duty, place);
    const where = [...path, ...place];
    if (Array.isArray(found)) return found.map((pattern, index) => ({ pattern, path: [...where, index] }));
    return found === undefined ? [] : [{ pattern: found, path: where }];
  });
}

export interface Machine {
  readonly scope: "actor" | "item" | "hash";
  readonly role?: string;
  readonly definition: unknown;
  readonly path: Path;
}

/** The statecharts of a protocol file, with their places. */
export function listMachines(raw: unknown): Machine[] {
  const roles = Object.entries(asTable(field(raw, "roles"))).map(
    ([role, each]): Machine => ({
      scope: "actor",
      role,
      definition: field(each, "machine"),
      path: ["roles", role, "machine"],
    }),
  );
  const lives = (["item", "hash"] as const).map(
    (scope): Machine => ({ scope, definition: field(raw, scope), path: [scope] }),
  );
  return [...roles, ...lives.filter((each) => each.definition !== undefined)];
}

export function listProtocolCalls(raw: unknown): { call: MachineCall; path: Path; machine: Machine }[] {
  return listMachines(raw).flatMap((machine) =>
    listCalls(machine.definition).map((call) => ({ call, path: [...machine.path, ...call.path], machine })),
  );
}

/** Everybody that a protocol speaks to, of, or for. */
export function listSelectors(raw: unknown): { selector: unknown; path: Path }[] {
  const roles = Object.entries(asTable(field(raw, "roles"))).map(([name, each]) => ({
    selector: field(each, "for"),
    path: ["roles", name, "for"] as Path,
  }));
  const patterns = listPatterns(raw).flatMap(({ pattern, path }) =>
    ["actor", "other"].map((key) => ({ selector: field(pattern, key), path: [...path, key] })),
  );
  const debtors = Object.entries(asTable(field(raw, "duties"))).map(([name, each]) => ({
    selector: field(each, "debtor"),
    path: ["duties", name, "debtor"] as Path,
  }));
  const calls = listProtocolCalls(raw).flatMap(({ call, path }) =>
    ["to", "of", "via"].map((key) => ({
      selector: at(call.params, [key]),
      path: [...path, "params", key],
    })),
  );
  return [...roles, ...patterns, ...debtors, ...calls].filter((each) => isTable(each.selector));
}
