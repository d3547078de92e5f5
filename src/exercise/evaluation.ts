import {
  type AccountChoice,
  type AccountCoverage,
  type AccountEntry,
  type AccountExpectation,
  type AccountHotWash,
  type AccountNote,
  type ChartState,
  chartMachine,
  type ExerciseFile,
  type Expectation,
  type ExpectationEnd,
  type FactRecord,
  type GivenRating,
  HOT_WASH_QUESTIONS,
  HOT_WASH_STATEMENTS,
  type MselRow,
  machinesOf,
  NOTE_KINDS,
  type Protocol,
  RATINGS,
  type Rated,
  type RatedObjective,
  type Rating,
  rowIdOf,
  type SeatLoad,
  type Typed,
} from "../model/index.ts";
import { type FirstHeld, type Watched, watchedAfter } from "./condition-watch.ts";
import type { PartsTaken } from "./retelling.ts";

/**
 * Evaluation: what evaluators said, what was expected and came, how much of the protocol was used. What in: the file, the
 * entries of the record, facts of the run. Letters are gathered, never averaged, and nothing here judges a person.
 */

/** An entry with who wrote it, to tell authors apart; a report is given the entry alone. */
export interface Written {
  readonly entry: AccountEntry;
  readonly author: string;
}

const RATED_KINDS = ["task", "target", "capability"] as const;
type RatedKind = (typeof RATED_KINDS)[number];

const isRating = (value: unknown): value is Rating => RATINGS.some((each) => each === value);

/** The last rating of each evaluator, by what it is of and about. */
function lastRatings(written: readonly Written[]): (of: RatedKind, about: string) => readonly GivenRating[] {
  const last = new Map<string, Map<string, GivenRating>>();
  for (const { entry, author } of written) {
    const { kind, data } = entry;
    if (kind !== "rated" || !isRating(data.rating)) continue;
    const key = `${String(data.of)} ${String(data.about)}`;
    const evidence = (Array.isArray(data.evidence) ? data.evidence : []).map(Number);
    const of = last.get(key) ?? new Map<string, GivenRating>();
    // Who rates again stands behind those who rated meanwhile.
    of.delete(author);
    last.set(key, of.set(author, { rating: data.rating, entry, evidence }));
  }
  return (of, about) => [...(last.get(`${of} ${about}`)?.values() ?? [])];
}

function together(ratings: readonly GivenRating[]): Rated["rating"] {
  const said = [...new Set(ratings.map(({ rating }) => rating))].filter((each) => each !== "unrated");
  if (said.length === 0) return "unrated";
  return said.length === 1 ? said[0] : "differing";
}

/** Objectives, their targets and tasks with what was said of each. */
export function rateObjectives(
  { objectives, rows }: Pick<ExerciseFile, "objectives" | "rows">,
  written: readonly Written[],
): readonly RatedObjective[] {
  const ratingsOf = lastRatings(written);
  const notes = notesOf(written);
  const rated = (of: RatedKind, id: string): Pick<Rated, "ratings" | "rating"> => {
    const ratings = ratingsOf(of, id);
    return { ratings, rating: together(ratings) };
  };
  return objectives.map(({ id, text, capability, targets }) => ({
    id,
    text,
    capability,
    ...rated("capability", id),
    targets: targets.map((target) => ({
      id: target.id,
      text: target.text,
      ...rated("target", target.id),
      tasks: target.tasks.map((task) => ({
        ...task,
        ...rated("task", task.id),
        notes: notes.filter((note) => note.task === task.id).map(({ entry }) => entry.entry),
      })),
    })),
    expectations: rows.filter(({ objective }) => objective === id).map(({ number }) => number),
  }));
}

/** Observations, in the order in which they were written down. */
export function notesOf(written: readonly Written[]): readonly AccountNote[] {
  return written.flatMap(({ entry }) => {
    if (entry.kind !== "note") return [];
    const word = (key: string) => String(entry.data[key] ?? "");
    const note = NOTE_KINDS.find((each) => each === entry.data.note) ?? "note";
    return [
      {
        note,
        entry,
        tag: entry.texts.tag ?? word("tag"),
        row: word("row"),
        task: word("task"),
        seat: word("seat"),
      },
    ];
  });
}

/** An expected action as it is followed through the run: one question for each who owes it, or one for all. */
export interface ExpectedOf {
  readonly row: MselRow;
  readonly expects: Expectation;
  readonly actors: readonly (string | undefined)[];
}

export function expectedOf({ rows }: Pick<ExerciseFile, "rows">): readonly ExpectedOf[] {
  return rows.flatMap((row) => {
    const { expects } = row;
    if (expects === undefined) return [];
    return [{ row, expects, actors: expects.actors.length === 0 ? [undefined] : expects.actors }];
  });
}

/** The questions of expected actions, in the order in which `judgeExpected` takes the answers. */
export function watchedOf(expected: readonly ExpectedOf[]): readonly Watched[] {
  return expected.flatMap(({ row, expects }) => watchedAfter(rowIdOf(row.number), row.kind, expects));
}

/** Where an exercise stands, for who judges what was expected of it. */
export interface Stand {
  /** answers to `watchedOf` */
  readonly held: readonly (FirstHeld | undefined)[];
  /** when a row was first told, by its name in the simulation */
  readonly sentAt: ReadonlyMap<string, number>;
  readonly at: number;
  readonly hasEnded: boolean;
}

/** What became of expected actions up to where the exercise stands: the same while it runs as afterwards. */
export function judgeExpected(
  expected: readonly ExpectedOf[],
  { held, sentAt, at, hasEnded }: Stand,
  notes: readonly AccountNote[],
): readonly AccountExpectation[] {
  let place = 0;
  return expected.map(({ row, expects, actors }) => {
    const each = actors.map((actor) => {
      const found = expects.when === undefined ? undefined : held[place++];
      const who = actor === undefined ? {} : { actor };
      return found === undefined ? who : { ...who, at: found.at, fact: found.fact };
    });
    const from = sentAt.get(rowIdOf(row.number));
    const { within } = expects;
    const expiresAt = within === undefined || from === undefined ? undefined : from + within;
    const dueAt = expiresAt === undefined ? row.due : Math.min(row.due ?? expiresAt, expiresAt);
    const times = each.flatMap((one) => ("at" in one ? [one.at] : []));
    const isMet = expects.owner === "any" ? times.length > 0 : times.length === each.length;
    const metAt = !isMet ? undefined : expects.owner === "any" ? Math.min(...times) : Math.max(...times);
    return {
      row: row.number,
      title: row.title,
      text: expects.text,
      owner: expects.owner,
      each,
      end: from === undefined ? "not-asked" : endOf(expects, { dueAt, expiresAt, metAt, at, hasEnded }),
      ...(from === undefined ? {} : { from }),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(metAt === undefined ? {} : { metAt }),
      ...(row.objective === undefined ? {} : { objective: row.objective }),
      notes: notes.filter((note) => note.row === row.number).map(({ entry }) => entry.entry),
    };
  });
}

/** What is past its due time may still come, until it expires or the exercise ends. */
function endOf(
  { when }: Expectation,
  told: {
    readonly dueAt: number | undefined;
    readonly expiresAt: number | undefined;
    readonly metAt: number | undefined;
    readonly at: number;
    readonly hasEnded: boolean;
  },
): ExpectationEnd {
  const {
    dueAt = Number.POSITIVE_INFINITY,
    expiresAt = Number.POSITIVE_INFINITY,
    metAt,
    at,
    hasEnded,
  } = told;
  if (when === undefined) return "untold";
  if (metAt !== undefined) return metAt <= dueAt ? "met" : "late";
  if (at <= dueAt) return "not-yet";
  return hasEnded || at > expiresAt ? "missed" : "overdue";
}

const keysOf = (id: string) => id.split(".").slice(1);

/** Which transitions of the roles' statecharts took part in this exercise, and which never did. */
export function coverageOfRoles(
  protocols: readonly Protocol[],
  parts: readonly PartsTaken[],
): readonly AccountCoverage[] {
  return parts.flatMap(({ protocol: id, role, taken }) => {
    const protocol = protocols.find((each) => each.id === id);
    const machine =
      protocol && machinesOf(protocol).find((each) => each.scope === "actor" && each.name === role);
    if (protocol === undefined || machine === undefined) return [];
    const all = transitionsIn(chartMachine(machine, protocol));
    const unused = all.filter(({ path }) => !taken.has(path.join(".")));
    return [
      {
        protocol: id,
        machine: role,
        used: all.length - unused.length,
        all: all.length,
        unused: unused.map(({ source, target, trigger }) => ({
          from: keysOf(source),
          by: trigger.kind,
          what: trigger.kind === "event" ? trigger.name : trigger.kind === "after" ? trigger.delay : "",
          ...(target === undefined ? {} : { to: keysOf(target) }),
        })),
      },
    ];
  });
}

function transitionsIn(state: ChartState): ChartState["transitions"] {
  return [...state.transitions, ...state.states.flatMap(transitionsIn)];
}

/**
 * How often each option of each decision was taken. A fact names the decision alone: two protocols that share a name share
 * the count.
 */
export function choicesOf(
  protocols: readonly Protocol[],
  facts: readonly FactRecord[],
): readonly AccountChoice[] {
  const counts = new Map<string, number>();
  for (const { kind, decision, option } of facts) {
    if (kind !== "decision.taken") continue;
    const key = `${String(decision)} ${String(option)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return protocols.flatMap(({ id, decisions }) =>
    Object.keys(decisions)
      .sort()
      .map((decision) => ({
        protocol: id,
        decision,
        options: Object.keys(decisions[decision].options)
          .sort()
          .map((option) => ({ option, taken: counts.get(`${decision} ${option}`) ?? 0 })),
      })),
  );
}

const timeOf = ({ at }: FactRecord) => (at === "beyond" ? Number.POSITIVE_INFINITY : at);

/** What each seat had to do, from facts about its actor and entries that were made from it. */
export function loadsOf(
  { seats }: Pick<ExerciseFile, "seats">,
  entries: readonly AccountEntry[],
  facts: readonly FactRecord[],
  at: number,
): readonly SeatLoad[] {
  return seats.map(({ id, actor, title }) => {
    const own = facts.filter((fact) => fact.actor === actor && fact.kind.startsWith("decision."));
    const done = entries.filter(({ by }) => by.role === "player" && by.seat === id);
    const count = (kind: string) => done.filter((each) => each.kind === kind).length;
    const opened = new Map(
      own.flatMap((fact) => (fact.kind === "decision.opened" ? [[fact.number, timeOf(fact)] as const] : [])),
    );
    const waits = own
      .flatMap((fact) => {
        const from = opened.get(fact.number);
        return fact.kind === "decision.answered" && from !== undefined ? [timeOf(fact) - from] : [];
      })
      .sort((a, b) => a - b);
    return {
      seat: id,
      actor,
      title,
      decided: count("decided"),
      lapsed: own.filter(({ kind }) => kind === "decision.lapsed").length,
      ...(waits.length === 0 ? {} : { median: waits[Math.floor((waits.length - 1) / 2)] }),
      ...stretchesOf(own, done, at),
      sent: count("message"),
      received: facts.filter(({ kind, to }) => kind === "message.delivered" && to === actor).length,
      actions: count("free-action"),
    };
  });
}

/** The most decisions that were open at once, and the longest stretch with one open in which the seat did nothing. */
function stretchesOf(
  own: readonly FactRecord[],
  done: readonly AccountEntry[],
  end: number,
): Pick<SeatLoad, "mostOpen" | "longestSilence"> {
  const steps = [
    ...own.flatMap((fact) => {
      if (fact.kind === "decision.opened") return [{ at: timeOf(fact), open: 1 }];
      return fact.kind === "decision.answered" || fact.kind === "decision.lapsed"
        ? [{ at: timeOf(fact), open: -1 }]
        : [];
    }),
    ...done.map(({ at }) => ({ at, open: 0 })),
  ].sort((a, b) => a.at - b.at);
  let open = 0;
  let mostOpen = 0;
  let longestSilence = 0;
  let since: number | undefined;
  for (const step of [...steps, { at: end, open: 0 }]) {
    if (since !== undefined) longestSilence = Math.max(longestSilence, step.at - since);
    open = Math.max(0, open + step.open);
    mostOpen = Math.max(mostOpen, open);
    if (open === 0) since = undefined;
    // Another decision that opens is no deed: the silence goes on.
    else if (since === undefined || step.open <= 0) since = step.at;
  }
  return { mostOpen, longestSilence };
}

const order = (a: Typed, b: Typed) => ((a ?? "") < (b ?? "") ? -1 : 1);

/** All forms together, the last of each participant; who wrote what is not kept. */
export function hotWashOf(written: readonly Written[]): AccountHotWash {
  const last = new Map<string, AccountEntry>();
  // Those without an author are each somebody else's.
  for (const { entry, author } of written)
    if (entry.kind === "hot-wash-form") last.set(author === "" ? `${entry.entry}` : author, entry);
  const answers = new Map<string, number[]>(HOT_WASH_STATEMENTS.map((key) => [key, [0, 0, 0, 0, 0]]));
  const texts = new Map<string, Typed[]>(HOT_WASH_QUESTIONS.map((key) => [key, []]));
  for (const entry of last.values()) {
    for (const [key, value] of Object.entries((entry.data.answers ?? {}) as Record<string, unknown>)) {
      const counts = answers.get(key) ?? [0, 0, 0, 0, 0];
      if (typeof value === "number" && value >= 1 && value <= 5) counts[value - 1]++;
      answers.set(key, counts);
    }
    for (const [key, text] of Object.entries(entry.texts)) texts.set(key, [...(texts.get(key) ?? []), text]);
  }
  return {
    forms: last.size,
    answers: Object.fromEntries(answers),
    texts: Object.fromEntries([...texts].map(([key, given]) => [key, [...given].sort(order)])),
  };
}
