import { RIGHT_FOR, RIGHTS, type Right, STRETCHES } from "../../src/exercise/index.ts";
import { TABLE_ROLES } from "../../src/model/index.ts";
import {
  ASKED_BY_DOCUMENT,
  ASKED_BY_MESSAGE,
  ASKED_BY_ROUTE,
  type Asks,
} from "../../src/server/asked-rights.ts";
import { OPERATIONS, type OperationName } from "../../src/server/operations.ts";

/** What each right is, for the page of rights. */
const WHAT: Readonly<Record<Right, string>> = {
  "edit-plan": "Change the plan, its rows and its roles",
  "change-rows": "Add rows to the list of events and shift what is to come",
  "run-rows": "Send, hold, release and skip rows",
  improvise: "Bring up what no row holds; say what a free action leads to",
  admit: "Let people in from the waiting room, seat them, take them out",
  "reopen-door": "Open the door again with another code",
  start: "STARTEX",
  cancel: "Cancel the exercise before STARTEX",
  pace: "PAUSEX and on, speed, the next move",
  end: "ENDEX",
  close: "Begin the hot wash, close the exercise",
  "no-duff": "NO DUFF: stop everything for a real emergency",
  "resume-no-duff": "Go on after NO DUFF",
  "see-everything":
    "See all seats, the whole log, what is true, the list of events; take the list of events away",
  "see-own-seat": "See what the actor of one's own seat has learnt",
  "see-released": "See both clocks and what control has released",
  "decide-own": "Decide for one's own seat",
  "decide-for-model": "Decide for an actor that no person plays",
  "hand-over": "Hand a seat to the model or back (a player: one's own)",
  "step-out": "Step out without giving a reason",
  "free-action": "Do something that the protocol does not foresee",
  message: "Write to other actors over the protocol's channels",
  "tell-control": "Write to control",
  note: "Keep notes and observations",
  rate: "Rate tasks, targets and capabilities",
  "record-room": "Record what the room decided (discussion)",
  release: "Show something to observers and on the projector",
  forecast: "Ask what the model would do from here on",
  branch: "Make a copy that goes its own way from an instant on",
  correct: "Correct one's own entries, in the open",
  "hot-wash": "Fill in the form of the hot wash",
  export: "Take away the record and reports",
  replay: "See the finished exercise in the player",
  "delete-words": "Delete names and typed texts for good",
  delete: "Delete the whole exercise, before STARTEX only where nobody else sits in it",
};

const SHORT = { before: "before", run: "runs", after: "after" } as const;

function cell(right: Right, role: (typeof TABLE_ROLES)[number]): string {
  const when = STRETCHES.filter((stretch) => RIGHTS[right][role].includes(stretch));
  if (when.length === STRETCHES.length) return "always";
  return when.length === 0 ? "·" : when.map((each) => SHORT[each]).join(", ");
}

/** What is asked for where it is no right of the table. */
const OTHERWISE: Readonly<Record<Exclude<Asks, Right>, string>> = {
  nothing: "nothing: it only ends what the caller began",
  "any-key": "the operator's token, or the key of any exercise",
  operator: "the operator's token; shut between STARTEX and ENDEX to who plays, watches or waits",
  code: "the code of a door, or a key",
  key: "the key of the exercise, in its waiting room too",
  command: "what the command in it asks for",
  document: "what the document asks for",
  "own-seat": "the seat that it is for, from being seated on, or `see-everything`",
};
const sayAsked = (asks: Asks) =>
  asks in OTHERWISE ? OTHERWISE[asks as keyof typeof OTHERWISE] : `\`${asks}\``;
const table = (what: string, rows: readonly (readonly [string, Asks | undefined])[]) => [
  `| ${what} | asks for |`,
  "| --- | --- |",
  ...rows.map(
    ([name, asks]) => `| \`${name}\` | ${asks === undefined ? "the server itself" : sayAsked(asks)} |`,
  ),
  "",
];

/** Routes, commands, messages and documents, each with what it asks for. */
function askedFor(): string[] {
  const routes = (Object.keys(OPERATIONS) as OperationName[]).map((name) => {
    const { method, path } = OPERATIONS[name];
    return [`${method.toUpperCase()} ${path}`, ASKED_BY_ROUTE[name]] as const;
  });
  return [
    "## What asks for which right",
    "",
    "Every row is asked of a running server with the key of each role, with one from the waiting room, with that of another exercise and with none, before STARTEX, while it runs, in PAUSEX, under NO DUFF, after ENDEX, in the hot wash, when it is closed, when its words are deleted and when it is deleted itself: whoever may not is refused, and not a byte of what is kept changes (`test/server/table-rights.test.ts`).",
    "",
    ...table("Command", Object.entries(RIGHT_FOR)),
    ...table("Route below `/api/v1`", routes),
    ...table("Message of a socket", Object.entries(ASKED_BY_MESSAGE)),
    ...table("Document", Object.entries(ASKED_BY_DOCUMENT)),
  ];
}

/** The page of rights, made from the table that the session asks. */
export function rightsPage(): string {
  const rights = Object.keys(RIGHTS) as Right[];
  return [
    "# Rights",
    "",
    "Who may do what in an exercise, and when. Made from the table that every command and route asks (`src/exercise/rights.ts`) by `npm run soak rights`, never by hand; a test holds this page to the table, another goes through every cell, and a third asks a running server for every role.",
    "",
    "*before*: until STARTEX. *runs*: from STARTEX to ENDEX, paused or not. *after*: from ENDEX on. A dot: never. Who is in the waiting room, and who has no place, may do nothing of this.",
    "",
    "Who plays, watches or waits in one exercise that runs, and carries a key to another one on the same scenario as well, is refused what that one would tell of it until ENDEX. This is looked up in the keys that the browser sends: whoever removes a cookie, or asks from another device, still gets by.",
    "",
    `| Right | ${TABLE_ROLES.join(" | ")} |`,
    `| --- | ${TABLE_ROLES.map(() => "---").join(" | ")} |`,
    ...rights.map(
      (right) =>
        `| ${WHAT[right]} (\`${right}\`) | ${TABLE_ROLES.map((role) => cell(right, role)).join(" | ")} |`,
    ),
    "",
    ...askedFor(),
  ].join("\n");
}
