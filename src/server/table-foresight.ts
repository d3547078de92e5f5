import { randomInt } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { playedScenario } from "../exercise/index.ts";
import type { Store } from "../store/index.ts";
import { HttpProblem } from "./problem.ts";
import { exerciseOf } from "./table-files.ts";
import { type TableForecast, TableForecasts } from "./table-forecasts.ts";
import type { Tables } from "./tables.ts";

/** What only the director asks for: what the model would do from here on, and copies that go another way. */

type Headers = Pick<IncomingMessage, "headers">;

export interface ForesightParts {
  readonly tables: Tables;
  readonly store: Store;
  readonly now: () => number;
  readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
}

/** Draws of copies: beyond those of any forecast. */
const COPY_EPOCHS = [0x4000_0000, 0x7fff_ffff] as const;

export class TableForesight {
  private readonly parts: ForesightParts;
  private readonly forecasts: TableForecasts;

  constructor(parts: ForesightParts) {
    this.parts = parts;
    this.forecasts = new TableForecasts(parts);
  }

  /** Begins a forecast from the present state of an exercise; it is asked for again until it is there. */
  async forecast(id: string, request: Headers, variant: string | undefined): Promise<TableForecast> {
    const { tables, store } = this.parts;
    const { host } = await tables.whoMay(id, request, "forecast");
    if (this.forecasts.isRunning(id)) throw new HttpProblem("exercise/forecast_running");
    const stored = tables.stored(id);
    const file = exerciseOf(stored);
    const scenarioUnder = async (name: string) =>
      playedScenario((await tables.subject(file, name)).scenario, file);
    const scenario = await scenarioUnder(file.variant);
    const other = variant === undefined ? undefined : await scenarioUnder(variant);
    const { opening, moves, at } = host.moves();
    if (this.forecasts.isRunning(id)) throw new HttpProblem("exercise/forecast_running");
    const number = Number(store.document("exercise", id, "forecasts") ?? 0) + 1;
    store.putDocument("exercise", id, "forecasts", String(number));
    const { seed, address } = stored;
    return this.forecasts.start({
      exercise: id,
      number,
      task: {
        scenario,
        ...(other === undefined ? {} : { other }),
        options: { seed, replication: 0, scale: file.scale, address, opening },
        moves,
        at,
        ...(file.duration > at ? { ends: file.duration } : {}),
      },
      ...(variant === undefined ? {} : { variant }),
    });
  }

  async latest(id: string, request: Headers): Promise<TableForecast> {
    await this.parts.tables.whoMay(id, request, "forecast");
    return this.forecasts.get(id);
  }

  /** A copy of an exercise that goes its own way from an instant on, the present one where none is given. */
  async branch(id: string, request: Headers, given: number | undefined, language: "en" | "fr") {
    const { tables } = this.parts;
    const { host } = await tables.whoMay(id, request, "branch");
    if (host.session.isCancelled) throw new HttpProblem("exercise/not_started");
    const { opening, moves, at: now } = host.moves();
    const at = given ?? now;
    if (at > now) throw new HttpProblem("exercise/bad_instant");
    // Where the exercise was ended by hand, a copy from that very instant goes on.
    const made = moves.filter((each) => each.at <= at && each.move.kind !== "end");
    return tables.copy(id, { opening, moves: made, at, epoch: randomInt(...COPY_EPOCHS) }, language);
  }

  close(): Promise<void> {
    return this.forecasts.close();
  }
}
