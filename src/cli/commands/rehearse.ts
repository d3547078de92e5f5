import { type RehearsalPace, Rehearser } from "../../exercise/index.ts";
import { sumUpRehearsal } from "../../experiment/index.ts";
import { type Language, rehearsalPage } from "../../words/index.ts";
import { type House, loadExercise } from "../compose.ts";
import type { Config } from "../config.ts";
import { layOut } from "../layout.ts";
import { print, printJson } from "../output.ts";
import { EXIT, type ExitCode } from "../problem.ts";

export interface RehearseOptions {
  readonly replications: number;
  /** the exercise's own where absent, or 1 */
  readonly seed: number | undefined;
  readonly json: boolean;
}

/**
 * Plays an exercise that nobody is in, so often, at the model's pace and at that of people who take all the time that they
 * have, and says how long it takes, how much comes to whom, and what comes together.
 */
export async function rehearse(
  house: House,
  config: Config,
  language: Language,
  argument: string,
  { replications, seed: asked, json }: RehearseOptions,
): Promise<ExitCode> {
  const { exercise, scenario } = loadExercise(house, argument);
  const seed = asked ?? exercise.seed ?? 1;
  const rehearser = new Rehearser(scenario, exercise, seed);
  const played = (pace: RehearsalPace) =>
    Array.from({ length: replications }, (_, replication) => rehearser.rehearse(replication, pace));
  // Without time of their own people are not slower than the model.
  const slow = exercise.patience > 0 ? played("patience") : [];
  const rehearsal = sumUpRehearsal(exercise, { seed }, played("model"), slow);
  const { title, marking } = exercise;
  if (json) await printJson({ title: title[language], marking: marking[language], ...rehearsal });
  else await print(layOut(rehearsalPage({ title, marking, ...rehearsal }, language), config));
  return EXIT.ok;
}
