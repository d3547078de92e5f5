import { parentPort, workerData } from "node:worker_threads";
import { Stage, type StageOptions, type StagePiece, type StageSample } from "../exercise/index.ts";
import type { LogHeader, Scenario } from "../model/index.ts";

/**
 * Entry of the thread that one live session is simulated in. It goes where it was told last, in pieces short enough that
 * being told otherwise is heard at once.
 */

export interface StageTask extends StageOptions {
  readonly scenario: Scenario;
  /** what is known already: everything up to `at`, facts up to a number, samples up to an instant */
  readonly known?: { readonly at: number; readonly fact: number; readonly sample: number };
}

/** Where to go. */
export type StageOrder =
  | { readonly kind: "instant"; readonly to: number }
  | { readonly kind: "decision"; readonly after: number }
  | { readonly kind: "stay" };

export interface StageReport extends StagePiece {
  /** number of the order that it belongs to */
  readonly order: number;
  /** what stands there */
  readonly now: StageSample;
}

export interface StageReady {
  readonly header: LogHeader;
  readonly grid: number;
}

/** Entries that are taken between two looks at the clock, and how long a piece may last, milliseconds. */
const AT_ONCE = 512;
const PIECE_MS = 40;

const port = parentPort as NonNullable<typeof parentPort>;
const { scenario, known, ...options } = workerData as StageTask;
const stage = new Stage(scenario, options);
const skipped = known === undefined ? undefined : stage.skipTo(known);

let order: StageOrder = { kind: "stay" };
let number = 0;
let isGoing = false;
let seen = stage.look();
let nextLook = 0;

/** What stands there, in whole numbers. At full size a look takes long, so it is taken for at most a tenth of the time. */
function look(at: number): StageSample {
  const started = performance.now();
  if (started < nextLook) return seen;
  seen = { at, values: stage.look(at).values.map((value) => Math.round(value)) };
  nextLook = performance.now() + 9 * (performance.now() - started);
  return seen;
}

function piece(): void {
  isGoing = false;
  if (order.kind === "stay") return;
  const { to, after } = { to: 0, after: 0, ...order };
  const { kind } = order;
  const started = performance.now();
  const pieces: StagePiece[] = [];
  do pieces.push(kind === "instant" ? stage.advance(to, AT_ONCE) : stage.advanceToDecision(after, AT_ONCE));
  while (!pieces[pieces.length - 1].isThere && performance.now() - started < PIECE_MS);
  const last = pieces[pieces.length - 1];
  const report: StageReport = {
    ...last,
    facts: pieces.flatMap(({ facts }) => facts),
    samples: pieces.flatMap(({ samples }) => samples),
    order: number,
    now: last.endedAt === undefined ? look(last.at) : stage.look(last.endedAt),
  };
  port.postMessage(report);
  if (last.isThere) order = { kind: "stay" };
  else goOn();
}

function goOn(): void {
  if (isGoing) return;
  isGoing = true;
  setImmediate(piece);
}

port.on("message", (given: { readonly order: StageOrder; readonly number: number }) => {
  ({ order, number } = given);
  if (order.kind !== "stay") goOn();
});
const ready: StageReady = { header: stage.header, grid: stage.grid };
port.postMessage({ ready });
if (skipped !== undefined && skipped.facts.length + skipped.samples.length > 0)
  port.postMessage({ ...skipped, order: 0, now: look(skipped.at) } satisfies StageReport);
