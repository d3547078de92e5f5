import { RunnerError } from "../runner/index.ts";
import { LANGUAGES, type Language, sayProblem } from "../words/index.ts";
import { openHouse } from "./compose.ts";
import { readConfig } from "./config.ts";
import { printAside } from "./output.ts";
import { EXIT, FaultyFiles, Problem } from "./problem.ts";
import { runProgram } from "./program.ts";
import { runnerProblem } from "./runner-problem.ts";

/**
 * The command line.
 *
 * What for: to let a person or a script run, check and list scenarios and hold them against what was reported. What in:
 * arguments, a little of the environment. What out: text or JSON on stdout, one sentence on stderr when something is
 * wrong, an exit code: 0 ok, 1 not met, 2 bad input or usage, 3 a needed service is not there. What never: a stack trace
 * for a user's mistake, a colour where nobody asked, a result on stderr.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const config = readConfig(process);
  const language = askedLanguage(args) ?? config.language;
  try {
    return await runProgram(openHouse(), config, language, args);
  } catch (failure) {
    const error = failure instanceof RunnerError ? runnerProblem(failure) : failure;
    if (error instanceof Problem || error instanceof FaultyFiles) {
      printAside(error.say(language));
      return error instanceof Problem ? error.exit : EXIT.badInput;
    }
    if (error instanceof Error && "items" in error && "code" in error && error.code === TOO_MANY_ITEMS) {
      printAside(sayProblem("cli/too_many_items", { found: String(error.items) }, language));
      return EXIT.badInput;
    }
    printAside(sayProblem("cli/internal", { problem: firstLine(error) }, language));
    if (config.debug) printAside(error instanceof Error ? String(error.stack) : String(error));
    return EXIT.notMet;
  }
}

/** Code of the simulation's own error; that room is not ours to import. */
const TOO_MANY_ITEMS = "simulation/too_many_items";

/** The language is needed before the arguments are understood: for what is wrong with them. */
function askedLanguage(args: readonly string[]): Language | undefined {
  const place = args.findIndex((each) => each === "--lang" || each.startsWith("--lang="));
  const asked =
    place === -1
      ? undefined
      : args[place].includes("=")
        ? args[place].slice("--lang=".length)
        : args[place + 1];
  return LANGUAGES.find((each) => each === asked);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split("\n")[0].slice(0, 200);
}
