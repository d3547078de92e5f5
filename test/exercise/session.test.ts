import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Draft,
  evolve,
  may,
  type Now,
  type Participant,
  planTable,
  propose,
  type RIGHTS,
  type TableSession,
  timeAt,
} from "../../src/exercise/index.ts";
import {
  type ExerciseFile,
  TABLE_ROLES,
  type TableCommand,
  type TableRole,
  tableCommand,
} from "../../src/model/index.ts";

const text = { en: "x", fr: "x" };
const FILE: Pick<ExerciseFile, "mode" | "speed" | "patience" | "seats" | "rows" | "moves" | "objectives"> = {
  mode: "seats",
  speed: 2,
  patience: 600_000,
  seats: [
    { id: "platform", actor: "large-platform", title: text, brief: text },
    { id: "police", actor: "police-unit", title: text, brief: text },
  ],
  rows: [],
  moves: [
    { number: 1, title: text, at: 0, situation: text, questions: [] },
    { number: 2, title: text, at: 60_000, situation: text, questions: [] },
  ],
  objectives: [
    {
      id: "o-1",
      text,
      capability: text,
      targets: [{ id: "g-1", text, tasks: [{ id: "t-1", text, source: text }] }],
    },
  ],
};
const ACTORS = ["large-platform", "police-unit", "regulator"];
const PLANNED = planTable(FILE, ACTORS, ["news"]);

/** A table at which commands are made one after the other; each is accepted, or its refusal is what comes back. */
class Table {
  session: TableSession;
  readonly entries: Draft[] = [];
  private count = 0;

  constructor(session: TableSession = PLANNED) {
    this.session = session;
  }

  ask(by: string, command: TableCommand, now: Now = { at: 0, wall: 0 }, id = `c${this.count++}`) {
    const asker = by === "system" ? ("system" as const) : { participant: by };
    const answer = propose(this.session, command, { by: asker, now, id });
    if (!answer.ok || "repeated" in answer) return answer;
    for (const entry of answer.entries) {
      this.entries.push(entry);
      this.session = evolve(this.session, entry);
    }
    return answer;
  }

  refusal(by: string, command: TableCommand, now?: Now) {
    const answer = this.ask(by, command, now);
    return answer.ok ? undefined : answer.code;
  }

  moves(by: string, command: TableCommand, now?: Now) {
    const answer = this.ask(by, command, now);
    if (!answer.ok) throw new Error(answer.code);
    return "moves" in answer ? answer.moves : [];
  }
}

const enter = (participant: string): TableCommand => ({
  kind: "enter",
  participant,
  name: "N.",
  language: "fr",
});
const admit = (participant: string, role: TableRole, seat?: string, deciding = true): TableCommand => ({
  kind: "admit",
  participant,
  role,
  ...(seat === undefined ? {} : { seat }),
  deciding,
});

/** One of each role, in one state of the exercise. */
function fullTable(stretch: "before" | "run" | "after" = "run"): Table {
  const table = new Table();
  for (const role of TABLE_ROLES) table.ask("system", enter(role));
  table.session = {
    ...table.session,
    participants: new Map(table.session.participants).set("director", {
      id: "director",
      role: "director",
      seat: undefined,
      isDeciding: false,
      language: "en",
    }),
  };
  for (const role of TABLE_ROLES)
    if (role !== "director")
      table.ask("director", admit(role, role, role === "player" ? "platform" : undefined));
  if (stretch !== "before") table.ask("director", { kind: "start" });
  if (stretch === "after") table.ask("director", { kind: "end" });
  return table;
}

/** One command for each right that a command needs. */
const COMMANDS: Readonly<Record<string, TableCommand>> = {
  admit: { kind: "remove", participant: "observer" },
  start: { kind: "start" },
  pace: { kind: "speed", speed: 3 },
  end: { kind: "end" },
  close: { kind: "close" },
  "no-duff": { kind: "no-duff" },
  "hand-over": { kind: "hand-over", seat: "platform", to: "model", note: "" },
  "step-out": { kind: "step-out" },
  "decide-own": { kind: "decide", decision: 1, option: "yes", reason: "" },
  "decide-for-model": {
    kind: "decide-for-model",
    actor: "regulator",
    decision: 1,
    option: "yes",
    reason: "",
  },
  message: { kind: "message", to: "regulator", message: "update", text: "hello", from: "police-unit" },
  "tell-control": { kind: "tell-control", text: "hello" },
  "free-action": { kind: "free-action", text: "something else" },
  improvise: { kind: "improvise", title: "news", text: "", to: [], acts: [] },
  "run-rows": { kind: "row", number: "news", does: "send", reason: "" },
  "change-rows": { kind: "shift", from: 0, by: 60_000 },
  "see-own-seat": { kind: "acknowledge", fact: 1 },
  "record-room": { kind: "record-room", actor: "regulator", text: "they wait", reason: "", dissent: "" },
  note: { kind: "note", note: "note", text: "seen", tag: "", row: "", task: "", seat: "" },
  rate: { kind: "rate", of: "task", about: "t-1", rating: "S", evidence: [1], text: "" },
  release: { kind: "release", entry: 1, text: "" },
  "hot-wash": { kind: "hot-wash-form", answers: { pace: 4 }, texts: {} },
};

describe("who may ask for what", () => {
  test("each command of each role in each stretch is answered as the table of rights has it", () => {
    for (const stretch of ["before", "run", "after"] as const)
      for (const [right, command] of Object.entries(COMMANDS))
        for (const role of TABLE_ROLES) {
          const table = fullTable(stretch);
          const before = table.session;
          const refusal = table.refusal(role, command);
          const allowed = may(role, right as keyof typeof RIGHTS, stretch);
          expect([stretch, right, role, refusal === undefined]).toEqual([stretch, right, role, allowed]);
          if (!allowed) expect(table.session).toBe(before);
        }
  });

  test("who waits may nothing, strangers may nothing, and only the server lets people in", () => {
    const table = fullTable();
    table.ask("system", enter("late"));
    for (const command of Object.values(COMMANDS)) {
      expect(table.refusal("late", command)).toBe("exercise/waiting");
      expect(table.refusal("nobody", command)).toBe("exercise/unknown_participant");
      // What everybody has left ends by itself; nothing else of what people ask does.
      if (command.kind !== "end") expect(table.refusal("system", command)).toBe("exercise/not_allowed");
    }
    for (const role of TABLE_ROLES) expect(table.refusal(role, enter("friend"))).toBe("exercise/not_allowed");
    expect(tableCommand.safeParse(enter("friend")).success).toBe(false);
  });

  test("only the director makes somebody lead", () => {
    const table = fullTable();
    table.ask("system", enter("late"));
    for (const role of ["director", "controller", "facilitator"] as const) {
      expect(table.refusal("facilitator", admit("late", role))).toBe("exercise/not_allowed");
      expect(table.refusal("director", admit("late", role))).toBeUndefined();
    }
  });
});

const handTo = (to: "model" | "person"): TableCommand => ({
  kind: "hand-over",
  seat: "platform",
  to,
  note: "",
});

describe("who leads", () => {
  test("is moved or taken out by the director only", () => {
    const table = fullTable();
    for (const led of ["controller", "facilitator", "director"])
      for (const by of ["controller", "facilitator"] as const) {
        expect(table.refusal(by, { kind: "remove", participant: led })).toBe("exercise/not_allowed");
        expect(table.refusal(by, admit(led, "observer"))).toBe("exercise/not_allowed");
      }
    for (const led of ["controller", "facilitator"])
      expect(table.refusal("director", { kind: "remove", participant: led })).toBeUndefined();
  });

  test("is one at least who directs: the last of them neither goes nor becomes anything else", () => {
    const table = fullTable();
    expect(table.refusal("director", { kind: "remove", participant: "director" })).toBe(
      "exercise/last_director",
    );
    expect(table.refusal("director", admit("director", "observer"))).toBe("exercise/last_director");
    table.ask("director", admit("observer", "director"));
    expect(table.refusal("director", admit("director", "observer"))).toBeUndefined();
    expect(table.refusal("observer", { kind: "remove", participant: "observer" })).toBe(
      "exercise/last_director",
    );
  });
});

const speak = (from: string): TableCommand => ({
  kind: "message",
  to: "regulator",
  message: "update",
  text: "hello",
  from,
});

describe("a seat", () => {
  test("one device decides, others advise and cannot", () => {
    const table = fullTable();
    table.ask("system", enter("second"));
    expect(table.refusal("director", admit("second", "player", "platform"))).toBe("exercise/seat_taken");
    expect(table.refusal("director", admit("second", "player", "platform", false))).toBeUndefined();
    expect(table.refusal("second", COMMANDS["decide-own"])).toBe("exercise/advising");
    expect(table.moves("player", COMMANDS["decide-own"])).toEqual([
      { kind: "decide", actor: "large-platform", decision: 1, option: "yes" },
    ]);
  });

  test("is handed to the model and back, with a note; an exercise that runs hands it at once", () => {
    const table = fullTable();
    const away: TableCommand = {
      kind: "hand-over",
      seat: "platform",
      to: "model",
      note: "waiting for the minister",
    };
    expect(table.moves("player", away)).toEqual([{ kind: "seat", actor: "large-platform", by: "model" }]);
    expect(table.entries.at(-1)).toMatchObject({
      kind: "handed-over",
      texts: { note: "waiting for the minister" },
    });
    expect(table.refusal("player", away)).toBe("exercise/nothing_to_change");
    expect(table.moves("director", { kind: "hand-over", seat: "platform", to: "person", note: "" })).toEqual([
      { kind: "seat", actor: "large-platform", by: "person" },
    ]);
    table.ask("system", enter("late"));
    expect(table.moves("director", admit("late", "player", "police"))).toEqual([
      { kind: "seat", actor: "police-unit", by: "person" },
    ]);
    expect(table.refusal("late", { ...away, seat: "platform", to: "model" } as TableCommand)).toBe(
      "exercise/not_yours",
    );
  });

  test("who steps out gives no reason, and the model takes the seat", () => {
    const table = fullTable();
    expect(table.moves("player", { kind: "step-out" })).toEqual([
      { kind: "seat", actor: "large-platform", by: "model" },
    ]);
    expect(table.entries.at(-1)?.texts).toEqual({});
    expect(table.session.seats.get("platform")?.player).toBe("model");
    expect(table.refusal("player", COMMANDS["free-action"])).toBe("exercise/waiting");
  });

  test("at STARTEX people have the seats that somebody decides in, and the time that the plan gives them", () => {
    const table = fullTable("before");
    expect(table.moves("director", { kind: "start" })).toEqual([
      { kind: "patience", ms: 600_000 },
      { kind: "seat", actor: "large-platform", by: "person" },
    ]);
    const empty = fullTable("before");
    empty.ask("director", { kind: "remove", participant: "player" });
    expect(empty.moves("director", { kind: "start" })).toEqual([{ kind: "patience", ms: 600_000 }]);
  });

  test("a seat that its player is moved from goes to the model, unless the same person still decides there", () => {
    for (const to of [admit("player", "observer"), admit("player", "player", "platform", false)]) {
      const table = fullTable();
      expect(table.moves("director", to)).toEqual([{ kind: "seat", actor: "large-platform", by: "model" }]);
      expect(table.session.seats.get("platform")?.player).toBe("model");
    }
    const moved = fullTable();
    expect(moved.moves("director", admit("player", "player", "police"))).toEqual([
      { kind: "seat", actor: "large-platform", by: "model" },
      { kind: "seat", actor: "police-unit", by: "person" },
    ]);
    expect([...moved.session.seats.values()].map(({ player }) => player)).toEqual(["model", "person"]);
    const same = fullTable();
    expect(same.moves("director", admit("player", "player", "platform"))).toEqual([]);
    expect(same.session.seats.get("platform")?.player).toBe("person");
  });

  test("control speaks for whom the model plays, and for nobody else", () => {
    const table = fullTable();
    expect(table.refusal("controller", speak("large-platform"))).toBe("exercise/played_by_people");
    expect(table.refusal("controller", speak("stranger"))).toBe("exercise/unknown_actor");
    expect(table.moves("controller", speak("police-unit"))).toEqual([
      { kind: "tell", from: "police-unit", to: "regulator", message: "update" },
    ]);
    expect(
      table.refusal("controller", {
        kind: "decide-for-model",
        actor: "large-platform",
        decision: 1,
        option: "yes",
        reason: "",
      }),
    ).toBe("exercise/played_by_people");
  });

  test("a seat that the model plays speaks for its actor no longer, until it is handed back", () => {
    const table = fullTable();
    const told: TableCommand[] = [
      { kind: "message", to: "regulator", message: "update", text: "Words." },
      { kind: "free-action", text: "Call them all." },
    ];
    table.moves("controller", handTo("model"));
    for (const command of told) expect(table.refusal("player", command)).toBe("exercise/played_by_model");
    table.moves("controller", handTo("person"));
    for (const command of told) expect(table.moves("player", command)).toBeDefined();
  });
});

describe("something else", () => {
  test("goes to control, who rules once; what follows is outside the protocol", () => {
    const table = fullTable();
    table.ask("player", COMMANDS["free-action"]);
    const [action] = table.session.actions.keys();
    const rule = (ruling: Extract<TableCommand, { kind: "rule-action" }>["ruling"]): TableCommand => ({
      kind: "rule-action",
      action,
      ruling,
      reason: "",
    });
    expect(table.refusal("controller", rule({ kind: "message", text: "" }))).toBe("exercise/bad_text");
    const acts = [{ mirror: "large-platform", copies: 3 }];
    const [move] = table.moves("controller", rule({ kind: "effect", text: "it happens", acts }));
    expect(move).toMatchObject({ kind: "bring", actor: "large-platform", row: `action-${action}` });
    expect(move.kind === "bring" && move.inject).toMatchObject({
      to: ["large-platform"],
      acts,
      kind: "information",
    });
    expect(table.refusal("controller", rule({ kind: "none" }))).toBe("exercise/action_ruled");
    expect(table.refusal("controller", { ...rule({ kind: "none" }), action: 9999 } as TableCommand)).toBe(
      "exercise/unknown_action",
    );
    expect(table.entries.at(-1)).toMatchObject({ kind: "action-ruled", data: { ruling: "effect" } });
  });

  test("without an effect nothing is done to the model", () => {
    const table = fullTable();
    table.ask("player", COMMANDS["free-action"]);
    const [action] = table.session.actions.keys();
    expect(
      table.moves("controller", { kind: "rule-action", action, ruling: { kind: "none" }, reason: "no" }),
    ).toEqual([]);
  });
});

const at = (time: number, wall: number): Now => ({ at: time, wall });

describe("the clock and a real emergency", () => {
  test("NO DUFF from every role freezes the clock at once; only the director resumes, and no time has passed", () => {
    for (const role of TABLE_ROLES) {
      const table = fullTable();
      expect(table.refusal(role, { kind: "no-duff" }, at(5000, 2500))).toBeUndefined();
      expect(table.session.isFrozen).toBe(true);
      for (const wall of [2500, 3600, 9_000_000]) expect(timeAt(table.session.pace, wall)).toBe(5000);
      for (const [right, command] of Object.entries(COMMANDS))
        if (!["admit", "end", "no-duff"].includes(right))
          for (const each of TABLE_ROLES)
            if (may(each, right as keyof typeof RIGHTS, "run"))
              expect([right, each, table.refusal(each, command)]).toEqual([right, each, "exercise/frozen"]);
      for (const each of TABLE_ROLES)
        if (each !== "director")
          expect(table.refusal(each, { kind: "resume-no-duff" })).toBe("exercise/not_allowed");
      expect(table.refusal("director", { kind: "resume-no-duff" }, at(5000, 10_000_000))).toBeUndefined();
      expect(timeAt(table.session.pace, 10_000_500)).toBe(6000);
    }
  });

  test("what was paused when it froze stays paused after", () => {
    const table = fullTable();
    table.ask("director", { kind: "pause", why: "break", reason: "" }, at(4000, 2000));
    table.ask("player", { kind: "no-duff" }, at(4000, 3000));
    table.ask("director", { kind: "resume-no-duff" }, at(4000, 4000));
    expect(timeAt(table.session.pace, 99_000)).toBe(4000);
    table.ask("director", { kind: "resume" }, at(4000, 100_000));
    expect(timeAt(table.session.pace, 100_001)).toBe(4002);
  });

  test("pauses and speeds exclude and scale time exactly, however many there are", () => {
    const turn = fc.record({
      playing: fc.nat(100_000),
      pausing: fc.nat(100_000),
      speed: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
        const table = fullTable("before");
        table.ask("director", { kind: "start" });
        let wall = 0;
        let time = 0;
        for (const { playing, pausing, speed } of turns) {
          table.ask("director", { kind: "speed", speed }, at(time, wall));
          wall += playing;
          time += playing * speed;
          expect(timeAt(table.session.pace, wall)).toBe(time);
          table.ask("director", { kind: "pause", why: "other", reason: "" }, at(time, wall));
          wall += pausing;
          table.ask("director", { kind: "resume" }, at(time, wall));
        }
        expect(timeAt(table.session.pace, wall)).toBe(time);
      }),
      { numRuns: 50 },
    );
  });

  test.each([0, 0.5, 61, Number.NaN, -3])("there is no speed %s", (speed) => {
    expect(fullTable().refusal("director", { kind: "speed", speed })).toBe("exercise/bad_speed");
  });
});

const row = (does: "send" | "hold" | "skip", reason = ""): TableCommand => ({
  kind: "row",
  number: "news",
  does,
  reason,
});

describe("rows, moves and words", () => {
  test("a row is skipped or held for a reason, sent without", () => {
    const table = fullTable();
    expect(table.refusal("controller", row("skip"))).toBe("exercise/reason_needed");
    expect(table.refusal("controller", row("hold"))).toBe("exercise/reason_needed");
    expect(table.moves("controller", row("skip", "too late"))).toEqual([
      { kind: "row", row: "news", does: "skip" },
    ]);
    expect(table.moves("controller", row("send"))).toEqual([{ kind: "row", row: "news", does: "send" }]);
    expect(table.refusal("controller", { ...row("send"), number: "9" } as TableCommand)).toBe(
      "exercise/unknown_row",
    );
  });

  test("moves go on one by one until there are none", () => {
    const table = fullTable();
    expect(table.refusal("facilitator", { kind: "next-move" })).toBeUndefined();
    expect(table.refusal("facilitator", { kind: "next-move" })).toBeUndefined();
    expect(table.refusal("facilitator", { kind: "next-move" })).toBe("exercise/no_more_moves");
  });

  test("a move that has a speed of its own is played at it, the next one goes on at that", () => {
    const moves = [
      { ...FILE.moves[0], number: 0, speed: 6 },
      { ...FILE.moves[0], number: 1, speed: 22 },
      { ...FILE.moves[1], number: 2 },
    ];
    const table = new Table(planTable({ ...FILE, moves }, ACTORS, []));
    const { participants } = fullTable("before").session;
    table.session = { ...table.session, participants };
    const begin = (now: Now) => table.refusal("director", { kind: "next-move" }, now);
    expect(table.refusal("director", { kind: "start" }, { at: 0, wall: 1000 })).toBeUndefined();
    expect(timeAt(table.session.pace, 2000)).toBe(6000);
    expect(begin({ at: 6000, wall: 2000 })).toBeUndefined();
    expect(timeAt(table.session.pace, 3000)).toBe(28_000);
    expect(begin({ at: 28_000, wall: 3000 })).toBeUndefined();
    expect([table.session.move, timeAt(table.session.pace, 4000)]).toEqual([2, 50_000]);
  });

  test("an entry is corrected by who wrote it or by the director, and only in the open", () => {
    const table = fullTable();
    table.ask("evaluator", COMMANDS.note);
    const n = table.session.entries;
    const correct: TableCommand = { kind: "correct", entry: n, text: "seen twice" };
    expect(table.refusal("controller", correct)).toBe("exercise/not_yours");
    expect(table.refusal("evaluator", correct)).toBeUndefined();
    expect(table.refusal("director", correct)).toBeUndefined();
    expect(table.refusal("director", { ...correct, entry: 9999 })).toBe("exercise/unknown_entry");
    expect(table.entries.filter(({ kind }) => kind === "note")).toHaveLength(1);
  });

  test("texts that no page can show are refused, and so is an empty message", () => {
    const table = fullTable();
    for (const bad of ["", "a\u0000b", "x".repeat(4001)])
      expect(table.refusal("player", { kind: "tell-control", text: bad })).toBe("exercise/bad_text");
  });

  test("a command that comes twice counts once", () => {
    const table = fullTable();
    const first = table.ask("player", COMMANDS["free-action"], { at: 0, wall: 0 }, "same");
    const after = table.session;
    expect(first.ok).toBe(true);
    expect(table.ask("player", COMMANDS["free-action"], { at: 9, wall: 9 }, "same")).toEqual({
      ok: true,
      repeated: after.entries,
    });
    expect(table.session).toBe(after);
  });
});

test("the session is what its entries make of it: read back, it is the same", () => {
  const who = fc.constantFrom(...TABLE_ROLES, "late");
  const what = fc.constantFrom(...Object.values(COMMANDS), enter("late"), admit("late", "player", "police"));
  fc.assert(
    fc.property(fc.array(fc.tuple(who, what), { maxLength: 40 }), (asked) => {
      const table = fullTable();
      const from = table.session;
      const before = table.entries.length;
      let wall = 0;
      for (const [by, command] of asked) {
        wall += 1000;
        table.ask(command.kind === "enter" ? "system" : by, command, { at: 2 * wall, wall });
      }
      expect(table.entries.slice(before).reduce<TableSession>(evolve, from)).toEqual(table.session);
    }),
    { numRuns: 60 },
  );
});

test("participants are told apart by id, and no name stands in an entry's data", () => {
  const table = fullTable();
  table.ask("system", { kind: "enter", participant: "p9", name: "Camille Exemple", language: "fr" });
  const { data, texts } = table.entries[table.entries.length - 1];
  expect(JSON.stringify(data)).not.toContain("Camille");
  expect(texts).toEqual({ name: "Camille Exemple" });
  const known: Participant | undefined = table.session.participants.get("p9");
  expect(known).toEqual({ id: "p9", role: undefined, seat: undefined, isDeciding: false, language: "fr" });
});

test("no word that somebody chose stands in the chain: what a note or a rating is about is known, its tag stands beside", () => {
  const table = fullTable();
  const note = {
    kind: "note",
    note: "area",
    text: "slow",
    tag: "Camille",
    row: "",
    task: "",
    seat: "",
  } as const;
  const rate = { kind: "rate", of: "task", about: "t-1", rating: "M", evidence: [], text: "" } as const;
  const made = table.ask("evaluator", { ...note, row: "news", task: "t-1", seat: "police" });
  expect(made).toMatchObject({
    ok: true,
    entries: [
      { texts: { text: "slow", tag: "Camille" }, data: { row: "news", task: "t-1", seat: "police" } },
    ],
  });
  expect(JSON.stringify(table.entries.at(-1)?.data)).not.toContain("Camille");
  for (const [code, command] of [
    ["exercise/unknown_row", { ...note, row: "Camille" }],
    ["exercise/unknown_task", { ...note, task: "Camille" }],
    ["exercise/unknown_seat", { ...note, seat: "Camille" }],
    ["exercise/unknown_task", { ...rate, about: "camille" }],
    ["exercise/unknown_task", { ...rate, of: "target" }],
    ["exercise/unknown_task", { ...rate, of: "capability" }],
  ] as const)
    expect(table.ask("evaluator", command)).toEqual({ ok: false, code });
  for (const [of, about] of [
    ["task", "t-1"],
    ["target", "g-1"],
    ["capability", "o-1"],
  ] as const)
    expect(table.ask("evaluator", { ...rate, of, about })).toMatchObject({ ok: true });
  // The form has its own statements and questions, and no others.
  const form = { kind: "hot-wash-form", answers: { pace: 4 }, texts: { comments: "Long." } };
  expect(tableCommand.safeParse(form).success).toBe(true);
  for (const given of [{ answers: { camille: 1 } }, { texts: { camille: "said so" } }])
    expect([given, tableCommand.safeParse({ ...form, ...given }).success]).toEqual([given, false]);
});

test("what everybody has left ends by itself: planned it is cancelled, begun it comes to ENDEX, and never twice", () => {
  const planned = fullTable("before");
  expect(planned.refusal("system", { kind: "end" })).toBe("exercise/not_started");
  expect(planned.ask("system", { kind: "cancel", reason: "" })).toMatchObject({
    entries: [{ kind: "cancelled", by: { role: "system" } }],
  });
  expect([planned.session.phase, planned.session.isCancelled]).toEqual(["closed", true]);
  const begun = fullTable("run");
  expect(begun.refusal("system", { kind: "cancel", reason: "" })).toBe("exercise/already_started");
  const ended = begun.ask("system", { kind: "end" });
  expect(ended).toMatchObject({
    entries: [{ kind: "ended", data: { why: "left-alone" } }],
    moves: [{ kind: "end" }],
  });
  expect(begun.refusal("system", { kind: "end" })).toBe("exercise/not_started");
  // By a person's hand it says nothing of that.
  const told = fullTable("run").ask("director", { kind: "end" });
  expect(told).toMatchObject({ ok: true });
  expect(JSON.stringify(told)).not.toContain("left-alone");
});
