import type { DeclaredFault, Diagnostic, Protocol } from "../model/index.ts";
import { type Caused, coveringLoss, groupByCause } from "./causes.ts";
import type { PlaceInProtocol } from "./check.ts";
import { findWaitsForEver } from "./deadlock.ts";
import type { Story } from "./exploration.ts";
import { type Finding, findInCharts } from "./findings.ts";
import { findBreaches } from "./invariants.ts";
import { findImpossibleDuties } from "./least-time.ts";
import { Replayer } from "./replay.ts";
import { chart } from "./surroundings.ts";

/** How far a search goes before it says that it came to its limit. */
export interface Limits {
  /** steps of one statechart */
  readonly mostSteps?: number;
  /** states of all roles together */
  readonly mostStates?: number;
}

/**
 * Everything that a protocol's statecharts cannot do, or do without end, whoever plays its roles. `around`: the protocols
 * that it uses and those that use it; what only these could mend is no fault of this one.
 */
export function findInProtocol(
  protocol: Protocol,
  around: readonly Protocol[],
  { mostSteps, mostStates }: Limits = {},
): Finding[] {
  const protocols = [protocol, ...around.filter(({ id }) => id !== protocol.id)];
  const surroundings = chart(protocols, { mostSteps });
  const found = [
    ...findInCharts(protocol, surroundings),
    ...findImpossibleDuties(protocol, surroundings),
    ...findBreaches(protocol, surroundings),
  ];
  const waits = findWaitsForEver(
    chart(protocols, { strict: false, mostSteps }),
    (view) => view.protocol === protocol,
    { mostStates },
  );
  return [...found, ...waits];
}

/**
 * The run that shows a finding, played, and the steps that are missing where it ends. Where nothing need happen before, it
 * is the beginning of the statechart that the finding is about.
 */
export function evidenceOf(
  replayer: Replayer,
  { story, road = story, closed, details }: Finding,
): Pick<Diagnostic, "trace" | "closed"> {
  const [missing] = closed ?? [];
  const steps = road.length > 0 ? road : replayer.beginning(missing ?? details);
  const played = replayer.play(steps);
  return {
    ...(played.ok && played.steps.length > 0 && { trace: played.steps }),
    ...(closed !== undefined && { closed }),
  };
}

/** A story as one line, of names that stand in the files: `police: incident.began > after awareness (flagIs: no)`. */
export function writeStory(story: Story): string {
  let last = "";
  return story
    .map(({ machine, actor, event, timer, answers }) => {
      const role = machine.replace(/^roles\./, "");
      const name = actor === undefined ? role : `${actor}/${role}`;
      const who = name === last ? "" : `${name}: `;
      last = name;
      const asked = answers.map(({ guard, is }) => `${guard}: ${is ? "yes" : "no"}`).join(", ");
      const what = timer === undefined ? event : `after ${timer}`;
      return `${who}${what}${asked === "" ? "" : ` (${asked})`}`;
    })
    .join(" > ");
}

const keyOf = (code: string, path: string) => `${code}|${path}`;

/** How many others go back to the same as a finding, and where they are: by the names of roles and states in the file. */
export function tellOthers(
  others: Caused["others"],
  tell: (other: Finding) => NonNullable<Diagnostic["also"]>[number] = ({ code, path }) => ({
    code,
    path: path.join("."),
  }),
): Pick<Diagnostic, "also"> & {
  readonly details: Readonly<Record<string, string | number>>;
} {
  if (others.length === 0) return { details: {} };
  const also = others.map(tell);
  const places = others
    .map(({ path: full }) => full.slice(full[0] === "protocols" ? 2 : 0))
    .map((path) =>
      path
        .filter((key, at) => !(at % 2 === 0 && key === "roles") && key !== "machine" && key !== "states")
        .join("."),
    );
  return { also, details: { others: others.length, places: [...new Set(places)].join(", ") } };
}

/** Why a declared fault is one of the real protocol, and where that was read. */
const reasonOf = ({ because, source }: DeclaredFault) => ({
  because: because.en,
  becauseFr: because.fr,
  declaredIn: source.en,
  declaredInFr: source.fr,
});

/** A finding held against the fault that is declared for it, with what else goes back to the same. */
export function tellFinding(
  { code, path, answer, story, details }: Finding,
  fault: DeclaredFault | undefined,
  { also, details: others }: ReturnType<typeof tellOthers> = { details: {} },
): Pick<Diagnostic, "code" | "severity" | "path" | "details" | "also"> {
  // What a search could not settle is no fault found.
  const isWarning = fault !== undefined || answer === "limit reached";
  return {
    code,
    severity: isWarning ? "warning" : "error",
    path: path.join("."),
    details: {
      ...details,
      answer,
      story: writeStory(story),
      ...others,
      ...(fault !== undefined && reasonOf(fault)),
    },
    ...(also !== undefined && { also }),
  };
}

type ToldFault = Pick<Diagnostic, "code" | "severity" | "path" | "details">;

/**
 * Faults that are declared and not there; `place` says where the file declares them. What lies inside a part of which another
 * finding says that it never happens cannot be looked for: that is said, and is no error besides that one.
 */
export function declaredNotFound<Place extends object>(
  declared: readonly DeclaredFault[],
  found: readonly Finding[],
  place: (path: readonly (string | number)[]) => Place,
): (ToldFault & Place)[] {
  const known = new Set(found.map(({ code, path }) => keyOf(code, path.join("."))));
  const isDeclared = ({ code, path }: Finding) =>
    declared.some((each) => each.code === code && each.path === path.join("."));
  const undeclared = found.filter((each) => !isDeclared(each));
  return declared.flatMap((fault, index): (ToldFault & Place)[] => {
    if (known.has(keyOf(fault.code, fault.path))) return [];
    const path = ["declaredFaults", index];
    const details = { found: fault.code, path: fault.path };
    const before = coveringLoss(fault.path, undeclared);
    if (before !== undefined) {
      const behind = { behind: before.code, at: before.path.join(".") };
      const hidden = { code: "verification/declared_behind", severity: "warning" as const };
      return [{ ...hidden, details: { ...details, ...behind }, path: path.join("."), ...place(path) }];
    }
    const told = { code: "verification/declared_not_found", severity: "error" as const, details };
    return [{ ...told, path: path.join("."), ...place(path) }];
  });
}

/**
 * What is found in a protocol, each held against the faults that it declares: a declared one is a warning with its reason
 * and source, any other an error, and a declared one that is not found is an error too.
 */
export function checkBehaviour(
  protocol: Protocol,
  around: readonly Protocol[],
  place: PlaceInProtocol,
  limits: Limits = {},
): Diagnostic[] {
  const declared = protocol.declaredFaults ?? [];
  const found = findInProtocol(protocol, around, limits);
  const missing = declaredNotFound(declared, found, (path) => place(protocol.id, path));
  const replayer = new Replayer([protocol, ...around]);
  const declaredAs = ({ code, path }: Finding) =>
    declared.find((each) => each.code === code && each.path === path.join("."));
  // What is declared, and what a search left open, stands by itself.
  const isAlone = (each: Finding) => declaredAs(each) !== undefined || each.answer === "limit reached";
  const grouped = new Map(
    groupByCause(protocol, found).map(({ finding, others }) => [
      finding,
      // What follows from a declared one is not declared with it.
      isAlone(finding) ? [] : others.filter((each) => !isAlone(each)),
    ]),
  );
  const follows = new Set([...grouped.values()].flat());
  const told = found.filter((each) => !follows.has(each));
  return [
    ...told.map((finding): Diagnostic => {
      const { path, details } = finding;
      return {
        ...tellFinding(finding, declaredAs(finding), tellOthers(grouped.get(finding) ?? [])),
        ...place(protocol.id, path),
        ...evidenceOf(replayer, { ...finding, details: { protocol: protocol.id, ...details } }),
      };
    }),
    ...missing,
  ];
}
