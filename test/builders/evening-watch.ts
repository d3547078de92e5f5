import { both, fileOf, PLAIN_FILE, PlayedExercise } from "./exercise.ts";
import { loadScenario } from "./library.ts";

/** A small exercise from door to hot wash, with something of everything that a report must hold. */

const MINUTE = 60_000;
export const REASONS = {
  silence: "The families must be told first.",
  footage: "Two sources agree; `legal` was asked *twice*.",
  order: "The order names the exact address.",
} as const;
export const FREE =
  "We ring the host’s owner at home: see https://owner.hosting.example/phone and www.owner.example";
export const OLD_NOTE = "The contact point did not answer.";
export const NEW_NOTE = "The contact point answered after nine minutes.";
export const HOLD = "The room is not ready for it.";
export const SKIP = "Overtaken by what the ministry did.";
export const NAME = "Name of mira";

const SCENARIO = "second-attack";

export const WATCH_FILE = {
  scenario: SCENARIO,
  title: both("Evening watch"),
  duration: "PT3H",
  seats: [
    {
      id: "ministry",
      actor: "interior-ministry",
      title: both("Ministry desk"),
      brief: both("You answer for the state."),
    },
    {
      id: "host",
      actor: "file-hosting",
      title: both("Host’s contact point"),
      brief: both("You host files, quietly."),
    },
    { id: "body", actor: "secretariat", title: both("Secretariat"), brief: both("You keep the list.") },
  ],
  moves: [
    {
      number: 0,
      title: both("Quiet evening"),
      at: "PT0S",
      situation: both("Nothing is known yet."),
      questions: [both("Who is on duty?")],
    },
    { number: 1, title: both("First calls"), at: "PT30M", situation: both("Calls come in."), questions: [] },
  ],
  rows: [
    {
      number: "1.01",
      title: both("A call from the press"),
      text: both("They ask what is known."),
      at: "PT10M",
      to: ["interior-ministry"],
      method: "phone",
      from: "Press",
    },
    {
      number: "1.02",
      title: both("A rumour of a third place"),
      text: both("It turns out to be false."),
      at: "PT40M",
      notesController: both("Only if the room is calm."),
    },
    {
      number: "1.03",
      title: both("The minister wants a statement"),
      text: both("Now, before the news."),
      at: "PT50M",
    },
    {
      number: "1.04",
      kind: "expected-action",
      title: both("The ministry should have assessed"),
      at: "PT55M",
      expects: {
        text: both("The ministry has assessed the footage."),
        when: { happened: { fact: "decision.taken", what: "assess-footage" } },
        actors: ["interior-ministry"],
        within: "PT30M",
      },
      objective: "assess",
    },
    {
      number: "1.05",
      kind: "expected-action",
      title: both("The host should have answered"),
      at: "PT20M",
      expects: {
        text: both("The host has answered an order."),
        when: { happened: { fact: "decision.taken", what: "answer-order" } },
        actors: ["file-hosting"],
        within: "PT5M",
      },
      objective: "assess",
    },
    {
      number: "1.06",
      kind: "expected-action",
      title: both("Nobody should have panicked"),
      at: "PT20M",
      expects: { text: both("Calm is kept."), actors: [] },
    },
  ],
  objectives: [
    {
      id: "assess",
      text: both("Assess footage within the hour."),
      capability: both("Situational assessment"),
      targets: [
        {
          id: "footage",
          text: both("Footage is assessed."),
          tasks: [
            { id: "see", text: both("Look at it."), source: both("Procedure 4") },
            { id: "tell", text: both("Tell the host."), source: both("Procedure 5") },
          ],
        },
      ],
    },
  ],
  artificialities: [both("Time is compressed.")],
} as const;

/** The file as it is written. */
export const WATCH_GIVEN = { ...PLAIN_FILE, ...WATCH_FILE };

export function playEveningWatch(fields: Readonly<Record<string, unknown>> = {}): PlayedExercise {
  const played = new PlayedExercise(fileOf({ ...WATCH_FILE, ...fields }), loadScenario(SCENARIO));
  played.seat("mira", "player", "ministry");
  played.seat("hugo", "player", "host");
  played.seat("cora", "controller");
  played.seat("eva", "evaluator");
  played.seat("evan", "evaluator");
  played.ask("director", { kind: "start" });
  const decide = (by: string, actor: string, to: number, reason: string, pick = 0) => {
    const { number, options } = played.goToDecision(actor, to);
    // Nobody decides in the instant in which they are asked.
    played.go(played.now + MINUTE);
    return played.ask(by, { kind: "decide", decision: number, option: options[pick], reason });
  };
  const row = (number: string, does: "hold" | "skip" | "send", reason: string) =>
    played.ask("cora", { kind: "row", number, does, reason });
  decide("mira", "interior-ministry", 30 * MINUTE, REASONS.silence);
  row("1.02", "hold", HOLD);
  row("1.03", "skip", SKIP);
  const action = played.ask("hugo", { kind: "free-action", text: FREE });
  played.ask("cora", {
    kind: "rule-action",
    action,
    ruling: { kind: "message", text: "Nobody picks up." },
    reason: "It is night.",
  });
  played.ask("mira", {
    kind: "message",
    to: "file-hosting",
    message: "update",
    text: "Expect an order from us.",
  });
  played.ask("director", { kind: "pause", why: "discussion", reason: "A question of law." });
  played.wait(5 * MINUTE);
  played.ask("director", { kind: "resume" });
  decide("mira", "interior-ministry", 60 * MINUTE, REASONS.footage, 1);
  const note = {
    kind: "note",
    note: "area",
    text: OLD_NOTE,
    tag: "",
    row: "1.05",
    task: "tell",
    seat: "host",
  } as const;
  const noted = played.ask("eva", note);
  played.ask("eva", { ...note, note: "strength", text: "The desk spoke early.", task: "see", row: "" });
  played.ask("eva", { kind: "correct", entry: noted, text: NEW_NOTE });
  played.ask("hugo", { kind: "no-duff" });
  played.wait(2 * MINUTE);
  played.ask("director", { kind: "resume-no-duff" });
  decide("hugo", "file-hosting", 90 * MINUTE, REASONS.order);
  played.ask("hugo", { kind: "hand-over", seat: "host", to: "model", note: "Back in ten minutes." });
  played.ask("cora", {
    kind: "improvise",
    title: "A tip by telephone",
    text: "Somebody heard shots.",
    to: ["interior-ministry"],
    acts: [],
  });
  // Nobody at the ministry decides from here on: time runs out.
  played.go(150 * MINUTE);
  played.ask("director", { kind: "end" });
  const rate = { kind: "rate", of: "task", about: "see", evidence: [noted], text: "Done in time." } as const;
  played.ask("eva", { ...rate, rating: "S" });
  played.ask("evan", { ...rate, rating: "P" });
  played.ask("eva", { ...rate, rating: "M" });
  played.ask("eva", { ...rate, of: "capability", about: "assess", rating: "S" });
  played.ask("director", { kind: "hot-wash" });
  for (const [by, pace] of [
    ["mira", 4],
    ["hugo", 2],
  ] as const)
    played.ask(by, {
      kind: "hot-wash-form",
      answers: { pace },
      texts: { strengths: `Calm desk, says ${by === "mira" ? "one" : "another"}.` },
    });
  return played;
}
