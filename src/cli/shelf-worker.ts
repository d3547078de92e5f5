import { parentPort } from "node:worker_threads";
import { parse } from "yaml";
import type { RunSubject } from "../exchange/index.ts";
import type { Diagnostic, Protocol } from "../model/index.ts";
import {
  addVariant,
  BASE,
  type ExerciseHeading,
  type ExerciseResult,
  exerciseHeadingOf,
  headingOf,
  parseProtocol,
  parseReference,
  parseScenario,
  type VariantText,
} from "../scenario/index.ts";
import {
  type Asked,
  answerCalls,
  type Found,
  type Group,
  type ProtocolCard,
  protocolCard,
  protocolDetail,
  type ReadExercise,
  type ScenarioCard,
  type ShelfFault,
  scenarioCard,
  scenarioDetail,
} from "../server/index.ts";
import { type OpenedFile, openFile, readTextFile, tell } from "../store/index.ts";
import { checkExercise, checkExerciseData, checkScenario, openHouse, subjectOf } from "./compose.ts";
import { nearestOf } from "./nearest.ts";

/**
 * Entry of the thread that reads the library for the server: what ships is parsed once, from the start on, so that pages
 * find it ready; what was made by form is checked as `check` does.
 */

const house = openHouse();
const { library } = house;
const SUBJECTS_KEPT = 40;
const subjects = new Map<string, Found<{ readonly subject: RunSubject }>>();
let listed: readonly ScenarioCard[] | undefined;
let protocols: ReadonlyMap<string, Protocol> | undefined;

function openShipped(id: string): OpenedFile | ShelfFault {
  const file = library.scenarios.find((each) => each.id === id);
  if (file === undefined) {
    const names = library.scenarios.map((each) => each.id);
    return { ok: false, code: "library/unknown_scenario", found: id, nearest: nearestOf(id, names) };
  }
  const opened = openFile(library, file.path, `${id}.yaml`);
  return opened.ok ? opened : { ok: false, code: "library/faulty", diagnostics: opened.diagnostics };
}

/** The file with a variant made by form written into it. */
function withOwn(opened: OpenedFile, own: VariantText | undefined): OpenedFile {
  return own === undefined ? opened : { ...opened, text: addVariant(opened.text, own, { elsewhere: false }) };
}

function resolve({ scenario: id, variant, own }: Asked): Found<{ readonly subject: RunSubject }> {
  const key = JSON.stringify([id, variant, own]);
  const known = subjects.get(key);
  if (known !== undefined) return known;
  const found = read({ scenario: id, variant, own });
  subjects.set(key, found);
  if (subjects.size > SUBJECTS_KEPT) {
    const oldest = [...subjects.keys()].find((each) => each !== key && JSON.parse(each)[1] !== BASE);
    if (oldest !== undefined) subjects.delete(oldest);
  }
  return found;
}

function read({ scenario: id, variant, own }: Asked): Found<{ readonly subject: RunSubject }> {
  const shipped = openShipped(id);
  if (!("text" in shipped)) return shipped;
  const opened = withOwn(shipped, own);
  const parsing = parseScenario(opened.text, { ...opened, variant, judgeVariants: false });
  if (parsing.ok) return { ok: true, subject: subjectOf(parsing.scenario) };
  const [first] = parsing.diagnostics;
  if (first.code !== "scenario/unknown_variant")
    return { ok: false, code: "library/faulty", diagnostics: parsing.diagnostics };
  const nearest = String(first.details.nearest ?? "");
  return { ok: false, code: "library/unknown_variant", found: variant, nearest };
}

const base = (scenario: string) => resolve({ scenario, variant: BASE });

const cardOf = (text: string) => scenarioCard(headingOf(text));

/** From the heads of the files alone: a list need not wait until all of them are judged. */
function cards(): readonly ScenarioCard[] {
  listed ??= library.scenarios
    .flatMap(({ id }) => {
      const opened = openShipped(id);
      return "text" in opened ? [cardOf(opened.text)] : [];
    })
    // What may be shown first comes first: real attacks never do.
    .sort((a, b) => Number(a.real) - Number(b.real) || (a.id < b.id ? -1 : 1));
  return listed;
}

function readProtocols(): ReadonlyMap<string, Protocol> {
  protocols ??= new Map(
    library.protocols.flatMap(({ id, path }) => {
      const reading = readTextFile(path);
      const result = parseProtocol(reading.ok ? reading.text : "", { source: tell(path) });
      return result.ok ? [[id, result.protocol] as const] : [];
    }),
  );
  return protocols;
}

const usedBy = (protocol: string) =>
  cards()
    .filter((card) => card.protocols.includes(protocol))
    .map(({ id }) => id);

/** An exercise that passes the check, or its faults. */
function readyToPlay(file: Readonly<Record<string, unknown>>, result: ExerciseResult): Found<ReadExercise> {
  if (!result.ok) return { ok: false, code: "library/faulty", diagnostics: result.diagnostics };
  const { exercise, scenario, warnings } = result;
  return { ok: true, file, exercise, subject: subjectOf(scenario), warnings };
}

answerCalls(parentPort as NonNullable<typeof parentPort>, {
  scenarios: () => cards(),
  groups: (): Group[] =>
    library.reference.flatMap(({ path }) => {
      const reading = readTextFile(path);
      const result = parseReference(reading.ok ? reading.text : "", { source: tell(path) });
      return result.ok ? result.reference.groups.map(({ id, title }) => ({ id, title })) : [];
    }),
  subject: (asked: Asked) => resolve(asked),
  detail: (asked: Asked) => {
    const found = resolve(asked);
    const opened = openShipped(asked.scenario);
    if (!found.ok) return found;
    if (!("text" in opened)) return opened;
    return { ok: true, detail: scenarioDetail(cardOf(opened.text), found.subject) };
  },
  text: (scenario: string, own: VariantText | undefined): Found<{ readonly text: string }> => {
    const opened = openShipped(scenario);
    if (!("text" in opened)) return opened;
    return {
      ok: true,
      text: own === undefined ? opened.text : addVariant(opened.text, own, { elsewhere: true }),
    };
  },
  check: (scenario: string, own: VariantText): Found<{ readonly diagnostics: readonly Diagnostic[] }> => {
    const opened = openShipped(scenario);
    if (!("text" in opened)) return opened;
    const { diagnostics } = checkScenario(withOwn(opened, own), own.id);
    return { ok: true, diagnostics };
  },
  protocols: (): ProtocolCard[] =>
    [...readProtocols().values()].map((protocol) => protocolCard(protocol, usedBy(protocol.id))),
  protocol: (id: string) => {
    const protocol = readProtocols().get(id);
    if (protocol !== undefined) return { ok: true, detail: protocolDetail(protocol, usedBy(id)) };
    const nearest = nearestOf(id, [...readProtocols().keys()]);
    return { ok: false, code: "library/unknown_protocol", found: id, nearest };
  },
  exercises: (): ExerciseHeading[] =>
    library.exercises.flatMap(({ path }) => {
      const reading = readTextFile(path);
      return reading.ok ? (exerciseHeadingOf(reading.text) ?? []) : [];
    }),
  exercise: (id: string): Found<ReadExercise> => {
    const shipped = library.exercises.find((each) => each.id === id);
    if (shipped === undefined) {
      const names = library.exercises.map((each) => each.id);
      return { ok: false, code: "library/unknown_exercise", found: id, nearest: nearestOf(id, names) };
    }
    const opened = openFile(library, shipped.path, tell(shipped.path));
    if (!opened.ok) return { ok: false, code: "library/faulty", diagnostics: opened.diagnostics };
    return readyToPlay(parse(opened.text), checkExercise(house, opened));
  },
  readExercise: (given: Readonly<Record<string, unknown>>): Found<ReadExercise> =>
    readyToPlay(given, checkExerciseData(house, given, "exercise")),
});

// The library is read before anybody asks, a piece at a time so that whoever asks meanwhile is answered in between.
const unread = library.scenarios.map(({ id }) => id);
function readNext(): void {
  const id = unread.shift();
  if (id === undefined) return;
  base(id);
  setImmediate(readNext);
}
setImmediate(readNext);
