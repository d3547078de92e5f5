import { FACT_KINDS, MESSAGES, rowIdOf, type Scenario } from "../model/index.ts";
import { type Fault, fault, type Path } from "./fault.ts";
import { nearest } from "./nearest.ts";
import { findParties, type Party, selects } from "./parties.ts";
import { asList, asMillis, asTable, asText, at, field, isTable } from "./raw.ts";

/**
 * Sense of an exercise beyond shape: its own parts against each other, and what it names against the scenario that it
 * plays. Without a scenario only the first is judged.
 */
export function judgeExercise(raw: unknown, scenario: Scenario | undefined): Fault[] {
  return new ExerciseJudge(raw, scenario).run();
}

/** What a fact's word may be, by the name of its slot; a slot that is not listed may hold any word. */
type Words = ReadonlyMap<string, ReadonlySet<string>>;

/** Acts that name a party, a platform or an original, by their key. */
const ACTS_ON_PARTIES = ["from", "unreachable"];
const ACTS_ON_PLATFORMS = ["matchingDown", "reviewers", "wrongHash", "mirror", "excerpts", "appeals"];

/** Keys whose text is for a reader of one of the two languages. */
const TEXTS: ReadonlySet<string> = new Set([
  "title",
  "aim",
  "scope",
  "marking",
  "brief",
  "situation",
  "questions",
  "subject",
  "text",
  "capability",
  "source",
  "artificialities",
  "missionAreas",
  "capabilities",
  "organisations",
  "threat",
  "sponsor",
  "contact",
  "dates",
  "notesController",
  "notesEvaluator",
]);

/** Whether a text for readers stands at a place; elsewhere a string is a name. Marks of numbers are for who checks them. */
function isTextAt(path: Path): boolean {
  const keys = path.filter((step) => typeof step === "string");
  const [last, before] = [keys.at(-1) ?? "", keys.at(-2)];
  return before === "notes" || (TEXTS.has(last) && !keys.includes("acts"));
}

/** Slots of a kind of fact; undefined where there is no such kind. */
function slotsOf(name: string | undefined): Readonly<Partial<Record<string, string>>> | undefined {
  const kinds: Readonly<Record<string, { readonly slots: Readonly<Partial<Record<string, string>>> }>> =
    FACT_KINDS;
  return name !== undefined && Object.hasOwn(kinds, name) ? kinds[name].slots : undefined;
}

/** Names of all states of a machine, however deep. */
function statesOf(machine: unknown): string[] {
  return Object.entries(asTable(field(machine, "states"))).flatMap(([name, state]) => [
    name,
    ...statesOf(state),
  ]);
}

/** By the name of a slot: every word that a fact of this scenario may hold there. */
function wordsOf(scenario: Scenario, rows: readonly unknown[]): Words {
  const { protocols, originals, injects } = scenario;
  const numbers = rows.flatMap((row) => asText(field(row, "number")) ?? []);
  const decisions = protocols.flatMap((protocol) => Object.entries(protocol.decisions));
  const named = (table: "duties" | "roles") =>
    protocols.flatMap((protocol) => Object.keys(protocol[table]).map((name) => `${protocol.id}/${name}`));
  return new Map([
    ["decision", new Set(decisions.map(([name]) => name))],
    ["option", new Set(decisions.flatMap(([, { options }]) => Object.keys(options)))],
    ["duty", new Set(named("duties"))],
    ["role", new Set(named("roles"))],
    ["message", new Set<string>(MESSAGES)],
    ["original", new Set(Object.keys(originals))],
    ["inject", new Set([...Object.keys(injects), ...numbers.map(rowIdOf)])],
  ]);
}

class ExerciseJudge {
  private readonly faults: Fault[] = [];
  private readonly raw: unknown;
  private readonly scenario: Scenario | undefined;
  private readonly parties: readonly Party[];
  private readonly ids: ReadonlySet<string>;
  private readonly ends: number | undefined;
  private readonly words: Words;

  constructor(raw: unknown, scenario: Scenario | undefined) {
    this.raw = raw;
    this.scenario = scenario;
    this.parties = scenario === undefined ? [] : findParties(scenario);
    this.ids = new Set(this.parties.map(({ id }) => id));
    this.ends = asMillis(field(raw, "duration"));
    this.words = scenario === undefined ? new Map() : wordsOf(scenario, this.rows());
  }

  run(): Fault[] {
    this.judgeWhole();
    this.judgeTexts(this.raw, []);
    this.judgeSeats();
    this.judgeMoves();
    this.judgeObjectives();
    const rows = this.rows();
    this.judgeNumbers(rows);
    for (const [index, row] of rows.entries()) this.judgeRow(row, ["rows", index]);
    return this.faults;
  }

  private report(...given: Parameters<typeof fault>): void {
    this.faults.push(fault(...given));
  }

  private rows(): readonly unknown[] {
    return asList(field(this.raw, "rows"));
  }

  private judgeWhole(): void {
    const { scenario, ends } = this;
    if (scenario === undefined) return;
    // Real attacks serve hindcast and comparison only.
    if (scenario.incident.real) this.report("scenario/real_exercise", ["scenario"], { found: scenario.id });
    if (ends !== undefined && scenario.horizon !== undefined && ends > scenario.horizon)
      this.report("scenario/exercise_after_horizon", ["duration"], {
        found: String(field(this.raw, "duration")),
        hours: Math.floor(scenario.horizon / 3_600_000),
      });
  }

  /** Everybody reads their own language: words that are the same in both are names at most. */
  private judgeTexts(given: unknown, path: Path): void {
    const isSame = isTable(given) && given.en !== undefined && given.en === given.fr;
    const told = isSame ? given.en : isTextAt(path) ? given : undefined;
    if (typeof told === "string") {
      if (told.includes(" ")) this.report("scenario/one_language", path);
      return;
    }
    if (Array.isArray(given))
      for (const [index, each] of given.entries()) this.judgeTexts(each, [...path, index]);
    else for (const [key, each] of Object.entries(asTable(given))) this.judgeTexts(each, [...path, key]);
  }

  /** The second of two that should each have their own. */
  private judgeRepeats(names: readonly unknown[], place: (index: number) => Path): void {
    const met = new Set<string>();
    for (const [index, name] of names.entries()) {
      if (typeof name !== "string" && typeof name !== "number") continue;
      const found = String(name);
      if (met.has(found)) this.report("scenario/listed_twice", place(index), { found });
      met.add(found);
    }
  }

  private judgeSeats(): void {
    const seats = asList(field(this.raw, "seats"));
    for (const key of ["id", "actor"])
      this.judgeRepeats(
        seats.map((seat) => field(seat, key)),
        (index) => ["seats", index, key],
      );
    for (const [index, seat] of seats.entries())
      this.expectParty(field(seat, "actor"), ["seats", index, "actor"]);
  }

  private judgeMoves(): void {
    const moves = asList(field(this.raw, "moves"));
    this.judgeRepeats(
      moves.map((move) => field(move, "number")),
      (index) => ["moves", index, "number"],
    );
    let before: { readonly number: number; readonly at: number } | undefined;
    for (const [index, move] of moves.entries()) {
      this.expectBeforeEnd(field(move, "at"), ["moves", index, "at"]);
      const [number, begins] = [field(move, "number"), asMillis(field(move, "at"))];
      if (typeof number !== "number" || begins === undefined) continue;
      if (before !== undefined && (number < before.number || begins < before.at))
        this.report(
          "scenario/moves_out_of_order",
          ["moves", index],
          { found: number, before: before.number },
          "key",
        );
      before = { number, at: begins };
    }
    if (field(this.raw, "mode") === "discussion" && moves.length === 0)
      this.report("scenario/no_moves", ["mode"]);
  }

  private judgeObjectives(): void {
    const objectives = asList(field(this.raw, "objectives"));
    const targets = objectives.flatMap((objective, index) =>
      asList(field(objective, "targets")).map((target, inner) => ({
        target,
        path: ["objectives", index, "targets", inner] as Path,
      })),
    );
    const tasks = targets.flatMap(({ target, path }) =>
      asList(field(target, "tasks")).map((task, index) => ({
        task,
        path: [...path, "tasks", index] as Path,
      })),
    );
    this.judgeRepeats(
      objectives.map((each) => field(each, "id")),
      (index) => ["objectives", index, "id"],
    );
    this.judgeRepeats(
      targets.map(({ target }) => field(target, "id")),
      (index) => [...targets[index].path, "id"],
    );
    // Ratings name a task alone, so its id is its own in the whole file.
    this.judgeRepeats(
      tasks.map(({ task }) => field(task, "id")),
      (index) => [...tasks[index].path, "id"],
    );
  }

  /** In the simulation rows stand beside the scenario's own injects, under names made of their numbers. */
  private judgeNumbers(rows: readonly unknown[]): void {
    const met = new Map<string, string>();
    for (const id of Object.keys(this.scenario?.injects ?? {})) met.set(id, id);
    for (const [index, row] of rows.entries()) {
      const number = asText(field(row, "number"));
      if (number === undefined || number === "") continue;
      const id = rowIdOf(number);
      const other = met.get(id);
      if (other !== undefined)
        this.report("scenario/row_number_twice", ["rows", index, "number"], { found: number, other });
      met.set(id, number);
    }
  }

  private judgeRow(row: unknown, path: Path): void {
    const trigger = field(row, "trigger");
    const kind = asText(field(trigger, "kind")) ?? "time";
    const due = asMillis(field(row, "at"));
    this.expectBeforeEnd(field(row, "at"), [...path, "at"]);
    this.expectBeforeEnd(field(trigger, "until"), [...path, "trigger", "until"]);
    if (field(row, "at") === undefined && (kind === "time" || kind === "contingency"))
      this.report("scenario/row_without_time", path, { kind }, "key");
    const until = asMillis(field(trigger, "until"));
    if (until !== undefined && until < (due ?? 0))
      this.report("scenario/until_before_time", [...path, "trigger", "until"], {
        found: String(field(trigger, "until")),
      });
    const answered = asMillis(field(row, "due"));
    if (answered !== undefined && due !== undefined && answered < due)
      this.report("scenario/until_before_time", [...path, "due"], { found: String(field(row, "due")) });
    this.judgeContent(row, path);
    this.judgeReferences(row, path);
    for (const key of ["when", "unless"]) this.judgeCondition(field(trigger, key), [...path, "trigger", key]);
    this.judgeCondition(at(row, ["expects", "when"]), [...path, "expects", "when"]);
    const within = asMillis(at(row, ["expects", "within"]));
    if (within !== undefined && due !== undefined && this.ends !== undefined && due + within > this.ends)
      this.report("scenario/expires_after_end", [...path, "expects", "within"], {
        found: String(at(row, ["expects", "within"])),
      });
    for (const [index, act] of asList(field(row, "acts")).entries())
      this.judgeAct(act, [...path, "acts", index]);
  }

  /** A row tells something, does something, or says what is expected; one of the last kind must. */
  private judgeContent(row: unknown, path: Path): void {
    const expects = field(row, "expects");
    if (field(row, "kind") === "expected-action" && expects === undefined)
      this.report("scenario/row_without_expectation", path, {}, "key");
    else if (
      field(row, "text") === undefined &&
      expects === undefined &&
      asList(field(row, "acts")).length === 0
    )
      this.report("scenario/row_without_content", path, {}, "key");
  }

  private judgeReferences(row: unknown, path: Path): void {
    for (const [index, to] of asList(field(row, "to")).entries())
      this.expectParty(to, [...path, "to", index]);
    for (const [index, actor] of asList(at(row, ["expects", "actors"])).entries())
      this.expectParty(actor, [...path, "expects", "actors", index]);
    const move = field(row, "move");
    const moves = asList(field(this.raw, "moves")).map((each) => field(each, "number"));
    if (typeof move === "number" && !moves.includes(move))
      this.report("scenario/unknown_move", [...path, "move"], { found: move });
    const objective = asText(field(row, "objective"));
    const objectives = asList(field(this.raw, "objectives")).flatMap(
      (each) => asText(field(each, "id")) ?? [],
    );
    if (objective !== undefined && !objectives.includes(objective))
      this.report("scenario/unknown_objective", [...path, "objective"], {
        found: objective,
        nearest: nearest(objective, objectives),
      });
  }

  private judgeAct(act: unknown, path: Path): void {
    if (this.scenario === undefined) return;
    for (const key of ACTS_ON_PARTIES) this.expectParty(field(act, key), [...path, key]);
    for (const key of ACTS_ON_PLATFORMS) this.expectPlatform(field(act, key), [...path, key]);
    const original = asText(field(act, "corrected"));
    const originals = Object.keys(this.scenario.originals);
    if (original !== undefined && !originals.includes(original))
      this.report("scenario/unknown_original", [...path, "corrected"], {
        found: original,
        nearest: nearest(original, originals),
      });
    const to = field(act, "to");
    if (isTable(to) && to.actor !== undefined) this.expectParty(to.actor, [...path, "to", "actor"]);
    else if (to === "sender" || to === "self")
      this.report("scenario/inject_to_nobody", [...path, "to"], { found: to });
    else if (to !== undefined && !this.parties.some((party) => selects(to, party)))
      this.report("scenario/inject_to_nobody", [...path, "to"], { found: JSON.stringify(to) });
  }

  private expectBeforeEnd(given: unknown, path: Path): void {
    const instant = asMillis(given);
    if (instant !== undefined && this.ends !== undefined && instant > this.ends)
      this.report("scenario/after_end", path, {
        found: String(given),
        ends: String(field(this.raw, "duration")),
      });
  }

  private expectParty(given: unknown, path: Path): void {
    const found = asText(given);
    if (this.scenario === undefined || found === undefined || this.ids.has(found)) return;
    this.report("scenario/unknown_party", path, { found, nearest: nearest(found, this.ids) });
  }

  private expectPlatform(given: unknown, path: Path): void {
    const found = asText(given);
    const known = this.parties.flatMap(({ id, platform }) => (platform ? [id] : []));
    if (found === undefined || known.includes(found)) return;
    this.report("scenario/unknown_platform", path, { found, nearest: nearest(found, known) });
  }

  /** Whom a condition asks about, in which states, and with which words: what is never so would never be told. */
  private judgeCondition(given: unknown, path: Path): void {
    if (this.scenario === undefined) return;
    for (const key of ["all", "any"])
      for (const [index, part] of asList(field(given, key)).entries())
        this.judgeCondition(part, [...path, key, index]);
    const inner = field(given, "not");
    if (inner !== undefined) this.judgeCondition(inner, [...path, "not"]);
    this.judgeState(this.scenario, field(given, "state"), [...path, "state"]);
    this.judgeFacts(field(given, "happened"), [...path, "happened"]);
  }

  private judgeState({ protocols }: Scenario, asked: unknown, path: Path): void {
    const actor = asText(field(asked, "actor"));
    this.expectParty(actor, [...path, "actor"]);
    const party = this.parties.find(({ id }) => id === actor);
    if (party === undefined) return;
    const roles = protocols.flatMap((protocol) =>
      Object.entries(protocol.roles).flatMap(([name, role]) =>
        selects(role.for, party) ? [{ name, states: statesOf(role.machine) }] : [],
      ),
    );
    const role = asText(field(asked, "role"));
    const names = roles.map(({ name }) => name);
    if (role !== undefined && !names.includes(role)) {
      this.report("scenario/role_not_played", [...path, "role"], {
        found: role,
        who: party.id,
        nearest: nearest(role, names),
      });
      return;
    }
    const known = new Set(
      roles.flatMap(({ name, states }) => (role === undefined || name === role ? states : [])),
    );
    for (const [index, state] of asList(field(asked, "in")).entries()) {
      const found = asText(state);
      if (found !== undefined && !known.has(found))
        this.report("scenario/unknown_state", [...path, "in", index], {
          found,
          who: party.id,
          nearest: nearest(found, known),
        });
    }
  }

  private judgeFacts(asked: unknown, path: Path): void {
    const slots = slotsOf(asText(field(asked, "fact")));
    for (const slot of ["actor", "other", "what", "how"] as const) {
      const found = asText(field(asked, slot));
      if (found === undefined) continue;
      const name = slots?.[slot];
      if (slots !== undefined && name === undefined) {
        this.report(
          "scenario/unknown_slot",
          [...path, slot],
          { found: slot, fact: String(field(asked, "fact")) },
          "key",
        );
        continue;
      }
      if (slot === "actor" || slot === "other") {
        this.expectParty(found, [...path, slot]);
        continue;
      }
      const known = name === undefined ? undefined : this.words.get(name);
      if (known !== undefined && !known.has(found))
        this.report("scenario/unknown_word", [...path, slot], {
          found,
          fact: String(field(asked, "fact")),
          nearest: nearest(found, known),
        });
    }
  }
}
