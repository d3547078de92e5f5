import type { Clock, Command, ExerciseReplay, Run, Stage } from "../api/types.ts";
import type { PlayerStream, StreamState } from "./run-stream.ts";
import { timeOf } from "./story.ts";

/**
 * A run that is over and known whole, played by the page itself: what the player of runs asks a server for is answered here,
 * by the same commands.
 */

/** How often a page that plays says where it is, milliseconds. */
const BEAT = 500;
/** A minute of exercise time in a second. */
const OPENING_SPEED = 60;

export class ToldStream implements PlayerStream {
  private readonly end: number;
  private readonly decided: readonly number[];
  private readonly listeners = new Set<() => void>();
  private state: StreamState;

  constructor(replay: ExerciseReplay) {
    const { facts, samples, from, endedAt } = replay;
    this.end = endedAt;
    this.decided = facts.flatMap((fact) => (fact.kind === "decision.taken" ? [timeOf(fact)] : []));
    const clock: Clock = {
      phase: "ready",
      speed: OPENING_SPEED,
      position: from,
      frontier: endedAt,
      endsAt: endedAt,
    };
    this.state = {
      stage: stageOf(replay, clock),
      clock,
      clockAt: performance.now(),
      seq: 0,
      facts,
      samples,
      latest: samples.at(-1),
      isConnected: true,
      problem: undefined,
      result: undefined,
    };
  }

  follow(): () => void {
    const beat = setInterval(() => {
      if (this.state.clock?.phase === "playing") this.stand({});
    }, BEAT);
    return () => clearInterval(beat);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): StreamState => this.state;

  command(command: Command): Promise<void> {
    const at = this.position();
    switch (command.kind) {
      case "play":
        // From its end it begins anew.
        this.stand({ phase: "playing", position: at >= this.end ? this.begin : at });
        break;
      case "pause":
        this.stand({ phase: "paused" });
        break;
      case "speed":
        this.stand({ speed: command.speed });
        break;
      case "step":
        this.stand({ phase: "paused", position: this.decided.find((each) => each > at) ?? this.end });
        break;
      case "seek":
        this.stand({ position: command.to });
        break;
      default:
        command satisfies never;
    }
    return Promise.resolve();
  }

  private get begin(): number {
    return this.state.stage?.run.clock.position ?? 0;
  }

  private position(): number {
    const { clock, clockAt } = this.state;
    if (clock === undefined) return 0;
    const passed = clock.phase === "playing" ? clock.speed * (performance.now() - clockAt) : 0;
    return Math.min(this.end, clock.position + passed);
  }

  private stand(change: Partial<Clock>): void {
    const { clock } = this.state;
    if (clock === undefined) return;
    const next = { ...clock, position: this.position(), ...change };
    const isOver = next.position >= this.end;
    const phase = isOver ? "ended" : next.phase === "ended" ? "paused" : next.phase;
    this.state = { ...this.state, clock: { ...next, phase }, clockAt: performance.now() };
    for (const listener of this.listeners) listener();
  }
}

/** As the player knows a run. */
function stageOf(replay: ExerciseReplay, clock: Clock): Stage {
  const { header, titles, columns, grid, title, scenario, digest } = replay;
  const run: Run = {
    id: "exercise",
    scenario: header.scenario,
    variant: header.variant,
    title,
    variantTitle: scenario,
    seed: header.seed,
    replication: header.replication,
    scale: header.scale,
    assume: {},
    address: header.address,
    createdAt: new Date(0).toISOString(),
    status: "done",
    digest: digest ?? null,
    problem: null,
    clock,
  };
  return { run, header, titles, columns: [...columns], grid, head: 0 };
}
