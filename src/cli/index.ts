import { RunnerError } from "../runner/index.ts";
import { codeOf } from "../store/index.ts";
import { LANGUAGES, type Language, sayProblem } from "../words/index.ts";
import { openHouse } from "./compose.ts";
import { type Config, readConfig } from "./config.ts";
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
    return await runProgram(openHouse(), config, language, languageLast(args));
  } catch (failure) {
    const error = problemIn(failure, config);
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

/** What failed, as a problem with a sentence of its own where there is one. */
function problemIn(failure: unknown, config: Config): unknown {
  if (failure instanceof RunnerError) return runnerProblem(failure);
  // What a user names is written with an account of its own; what is left is what the program keeps.
  const code = codeOf(failure);
  if (FULL.has(code)) return new Problem("cli/not_kept", { found: config.data, problem: code });
  return failure;
}

const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

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

/** The language may stand before the command, too; options of a command stand behind it. */
function languageLast(args: readonly string[]): readonly string[] {
  const length = args[0] === "--lang" ? 2 : args[0]?.startsWith("--lang=") === true ? 1 : 0;
  const rest = args.slice(length);
  return length === 0 || rest[0] === undefined || rest[0].startsWith("-")
    ? rest
    : [...rest, ...args.slice(0, length)];
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split("\n")[0].slice(0, 200);
}
