import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import {
  DOCUMENT_FORMATS,
  type DocumentFormat,
  isLogFormat,
  LOG_FORMAT_NAMES,
  type LogFormatName,
} from "../exchange/index.ts";
import { parseDuration } from "../model/index.ts";
import { BASE, SCHEMA_NAMES, type SchemaName } from "../scenario/index.ts";
import { type HELP, help, LANGUAGES, type Language, sayKept } from "../words/index.ts";
import { check } from "./commands/check.ts";
import { BACKENDS, type CompareOptions, compare, resultsFolder } from "./commands/compare.ts";
import { coverage } from "./commands/coverage.ts";
import { diff } from "./commands/diff.ts";
import { CHART_FORMATS, type ChartFormat, exportProtocol } from "./commands/export.ts";
import { exportLog } from "./commands/export-log.ts";
import { hindcast } from "./commands/hindcast.ts";
import { list } from "./commands/list.ts";
import { exportMsel, importMsel, MSEL_FORMATS, type MselFormat } from "./commands/msel.ts";
import { startNew } from "./commands/new.ts";
import { rehearse } from "./commands/rehearse.ts";
import { EXERCISE_DOCUMENTS, type ExerciseDocumentName, report } from "./commands/report.ts";
import { run } from "./commands/run.ts";
import { schema } from "./commands/schema.ts";
import { serve } from "./commands/serve.ts";
import { worker } from "./commands/worker.ts";
import type { House } from "./compose.ts";
import type { Config } from "./config.ts";
import { helpFormat } from "./help-format.ts";
import { EXIT, type ExitCode, Problem } from "./problem.ts";

/** What the command line understands, and which command each line means. */

const MOST_REPLICATIONS = 1_000_000_000;
const HINDCAST_SEEDS = 50;
const COVERAGE_SEEDS = 20;
/** As many as an interval of a mean needs. */
const REHEARSED = 30;
const MOST_REHEARSED = 10_000;
const COMPARED = 200;
const MOST_COMPARED = 1_000_000;
const MOST_CONCURRENCY = 1024;

/** A whole number from `least`; refused with a sentence that names the option. */
function count(option: string, least: number, most: number) {
  return (given: string): number => {
    const value = /^\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    const limits = { nearest: String(least), all: String(most) };
    throw new Problem("cli/not_a_count", { found: given, problem: option, ...limits });
  };
}

function oneOf<T extends string>(option: string, choices: readonly T[]) {
  return (given: string): T => {
    const choice = choices.find((each) => each === given);
    if (choice !== undefined) return choice;
    throw new Problem("cli/not_one_of", { found: given, problem: option, nearest: choices.join(", ") });
  };
}

/** A number above 0 and up to `most`; refused with a sentence that names the option. */
function fraction(option: string, most: number) {
  return (given: string): number => {
    const value = /^\d{0,6}(\.\d{1,9})?$/.test(given) ? Number(given) : Number.NaN;
    if (value > 0 && value <= most) return value;
    throw new Problem("cli/not_a_share", { found: given, problem: option, all: String(most) });
  };
}

/** Ids with commas between them. */
function ids(option: string) {
  return (given: string): readonly string[] => {
    const names = given.split(",").map((each) => each.trim());
    if (names.every((each) => each !== "")) return names;
    throw new Problem("cli/not_a_list", { found: given, problem: option });
  };
}

/** `PATH=VALUE`, once for each number; a duration is in milliseconds or as PT10M. */
function movedNumber(
  given: string,
  before: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const at = given.lastIndexOf("=");
  const text = given.slice(at + 1);
  const value =
    /^-?\d{0,16}(\.\d{1,16})?(e-?\d{1,2})?$/.test(text) && text !== "" ? Number(text) : parseDuration(text);
  if (at < 1 || value === undefined || !Number.isFinite(value))
    throw new Problem("cli/not_a_moved_number", { found: given, problem: "--assume" });
  return new Map(before).set(given.slice(0, at), value);
}

interface CompareFlags extends Omit<CompareOptions, "json"> {
  readonly json?: boolean;
  readonly lang: Language;
}

interface RunFlags {
  readonly variant?: string;
  readonly seed: number;
  readonly replication?: number;
  readonly replications?: number;
  readonly scale: number;
  readonly assume?: ReadonlyMap<string, number>;
  readonly log?: string;
  readonly report?: string;
  readonly xlsx?: string;
  readonly json?: boolean;
  readonly lang: Language;
}

interface ExportFlags {
  readonly to: ChartFormat | LogFormatName;
  readonly role?: string;
  readonly out?: string;
}

interface ReportFlags {
  readonly to: DocumentFormat;
  readonly document: ExerciseDocumentName;
  readonly seat?: string;
  readonly out?: string;
}

interface Flags {
  readonly json?: boolean;
  readonly lang: Language;
}

interface CheckFlags extends Flags {
  readonly seeds?: number;
  readonly story?: boolean;
  readonly replay?: string;
}

interface ListFlags extends Flags {
  readonly models?: boolean;
}

/** Reads the arguments and does what they say. */
export async function runProgram(
  house: House,
  config: Config,
  language: Language,
  args: readonly string[],
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const program = buildProgram(house, config, language, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw toProblem(error, program, house);
  }
  return exit;
}

function buildProgram(
  house: House,
  config: Config,
  language: Language,
  end: (code: ExitCode) => void,
): Command {
  const say = (key: keyof typeof HELP) => help(key, language);
  const lang = () =>
    new Option("--lang <language>", say("lang"))
      .argParser(oneOf("--lang", LANGUAGES))
      .default(language, language);
  const json = () => new Option("--json", say("json"));
  const assume = () => new Option("--assume <path=value>", say("assume")).argParser(movedNumber);
  const program = new Command("golden-hour")
    .description(say("program"))
    .version(house.version, "--version", say("version"))
    .helpOption("-h, --help", say("help"))
    .showSuggestionAfterError(true);
  // Settings are inherited by commands that are made afterwards.
  settle(program, language);
  const command = (
    name:
      | "compare"
      | "run"
      | "check"
      | "coverage"
      | "rehearse"
      | "new"
      | "hindcast"
      | "schema"
      | "list"
      | "serve"
      | "worker"
      | "export"
      | "report"
      | "diff"
      | "msel",
  ) =>
    settle(program.command(name), language)
      .description(say(name))
      .helpOption("-h, --help", say("help"))
      .addOption(lang());

  command("run")
    .addArgument(new Argument("<scenario>", say("scenario")))
    .option("--variant <variant>", say("variant"))
    .addOption(
      new Option("--seed <number>", say("seed"))
        .argParser(count("--seed", 0, Number.MAX_SAFE_INTEGER))
        .default(1),
    )
    .addOption(
      new Option("--replication <number>", say("replication")).argParser(
        count("--replication", 0, MOST_REPLICATIONS),
      ),
    )
    .addOption(
      new Option("--replications <number>", say("replications")).argParser(
        count("--replications", 1, MOST_REPLICATIONS),
      ),
    )
    .addOption(new Option("--scale <share>", say("scale")).argParser(fraction("--scale", 1)).default(1))
    .addOption(assume())
    .option("--log <file>", say("log"))
    .option("--report <file>", say("runReport"))
    .option("--xlsx <file>", say("runXlsx"))
    .addOption(json())
    .action(async (scenario: string, flags: RunFlags) => {
      const single = (["replication", "log", "report", "xlsx"] as const).find(
        (each) => flags[each] !== undefined,
      );
      if (flags.replications !== undefined && single !== undefined)
        throw new Problem("cli/not_together", { found: "--replications", problem: `--${single}` });
      const options = { ...flags, replication: flags.replication ?? 0, json: flags.json === true };
      end(await run(house, config, flags.lang, scenario, options));
    });

  command("compare")
    .addArgument(new Argument("<scenario>", say("scenario")))
    .addOption(new Option("--variants <ids>", say("variants")).argParser(ids("--variants")))
    .addOption(new Option("--baseline <variant>", say("baseline")).default(BASE))
    .addOption(
      new Option("--replications <number>", say("compareReplications"))
        .argParser(count("--replications", 1, MOST_COMPARED))
        .default(COMPARED),
    )
    .addOption(new Option("--precision <share>", say("precision")).argParser(fraction("--precision", 1)))
    .addOption(
      new Option("--assumptions <how>", say("compareAssumptions"))
        .argParser(oneOf("--assumptions", ["fixed", "vary"]))
        .default("fixed"),
    )
    .addOption(new Option("--scale <share>", say("scale")).argParser(fraction("--scale", 1)).default(1))
    .addOption(
      new Option("--seed <number>", say("seed"))
        .argParser(count("--seed", 0, Number.MAX_SAFE_INTEGER))
        .default(1),
    )
    .addOption(
      new Option("--backend <name>", say("backend"))
        .argParser(oneOf("--backend", BACKENDS))
        .default("threads"),
    )
    .addOption(new Option("--chunk <number>", say("chunk")).argParser(count("--chunk", 1, MOST_COMPARED)))
    .addOption(
      new Option("--sensitivity <number>", say("sensitivity")).argParser(
        count("--sensitivity", 0, MOST_COMPARED),
      ),
    )
    .addOption(assume())
    .option("--csv <file>", say("csv"))
    .option("--report <file>", say("reportPage"))
    .option("--xlsx <file>", say("xlsx"))
    .option("--brief <file>", say("brief"))
    .addOption(json())
    .addHelpText("after", `\n${sayKept(resultsFolder(config), config.keep, language)}`)
    .action(async (scenario: string, flags: CompareFlags) =>
      end(await compare(house, config, flags.lang, scenario, { ...flags, json: flags.json === true })),
    );

  command("check")
    .addArgument(new Argument("<file...>", say("files")))
    .addOption(
      new Option("--seeds <number>", say("unusedSeeds")).argParser(count("--seeds", 1, MOST_REPLICATIONS)),
    )
    .option("--story", say("story"))
    .option("--replay <findings>", say("replay"))
    .addOption(json())
    .action(async (files: string[], flags: CheckFlags) =>
      end(
        await check(house, config, flags.lang, files, {
          json: flags.json === true,
          seeds: flags.seeds ?? 0,
          story: flags.story === true,
          ...(flags.replay !== undefined && { replay: flags.replay }),
        }),
      ),
    );

  command("coverage")
    .addArgument(new Argument("<scenario>", say("scenario")))
    .addOption(new Option("--variant <ids>", say("coverageVariant")).argParser(ids("--variant")))
    .addOption(
      new Option("--seeds <number>", say("coverageSeeds"))
        .argParser(count("--seeds", 1, MOST_REPLICATIONS))
        .default(COVERAGE_SEEDS),
    )
    .addOption(json())
    .action(
      async (
        scenario: string,
        flags: Flags & { readonly variant?: readonly string[]; readonly seeds: number },
      ) =>
        end(
          await coverage(house, flags.lang, scenario, {
            variants: flags.variant,
            seeds: flags.seeds,
            json: flags.json === true,
          }),
        ),
    );

  command("rehearse")
    .addArgument(new Argument("<exercise>", say("exercise")))
    .addOption(
      new Option("--replications <number>", say("rehearsals"))
        .argParser(count("--replications", 1, MOST_REHEARSED))
        .default(REHEARSED),
    )
    .addOption(
      new Option("--seed <number>", say("rehearsalSeed")).argParser(
        count("--seed", 0, Number.MAX_SAFE_INTEGER),
      ),
    )
    .addOption(json())
    .action(
      async (exercise: string, flags: Flags & { readonly replications: number; readonly seed?: number }) =>
        end(
          await rehearse(house, config, flags.lang, exercise, {
            replications: flags.replications,
            seed: flags.seed,
            json: flags.json === true,
          }),
        ),
    );

  command("hindcast")
    .addArgument(new Argument("[scenario]", say("scenario")))
    .addOption(
      new Option("--replications <number>", say("seeds"))
        .argParser(count("--replications", 1, MOST_REPLICATIONS))
        .default(HINDCAST_SEEDS),
    )
    .addOption(
      new Option("--assumptions <end>", say("assumptions")).argParser(
        oneOf("--assumptions", ["far-low", "far-high"]),
      ),
    )
    .addOption(json())
    .action(
      async (
        scenario: string | undefined,
        flags: Flags & { readonly replications: number; readonly assumptions?: "far-low" | "far-high" },
      ) => {
        const options = {
          seeds: flags.replications,
          assumptions: flags.assumptions,
          json: flags.json === true,
        };
        end(await hindcast(house, config, flags.lang, scenario, options));
      },
    );

  command("new")
    .addArgument(new Argument("<file>", say("newFile")))
    .action(async (file: string, flags: Flags) => end(await startNew(house, flags.lang, file)));

  command("schema")
    .addArgument(
      new Argument("[language]", say("schemaOf"))
        .argParser(oneOf("schema", SCHEMA_NAMES))
        .default("scenario"),
    )
    .addOption(new Option("--json", say("schemaJson")))
    .action(async (which: SchemaName) => end(await schema(which)));

  command("list")
    .option("--models", say("listModels"))
    .addOption(json())
    .action(async ({ lang: tongue, json: isJson = false, models = false }: ListFlags) =>
      end(await list(house, config, tongue, { json: isJson, models })),
    );

  command("export")
    .addArgument(new Argument("<what>", say("exportWhatever")))
    .addOption(
      new Option("--to <format>", say("exportTo"))
        .argParser(oneOf("--to", [...CHART_FORMATS, ...LOG_FORMAT_NAMES]))
        .makeOptionMandatory(),
    )
    .option("--role <role>", say("exportRole"))
    .option("--out <file>", say("exportOut"))
    .addOption(new Option("--json", say("exportJson")))
    .action(async (what: string, { to, ...flags }: Flags & ExportFlags) => {
      if (isLogFormat(to)) return end(await exportLog(flags.lang, what, { ...flags, to }));
      return end(await exportProtocol(house, flags.lang, what, { ...flags, to, json: flags.json === true }));
    });

  command("report")
    .addArgument(new Argument("<what>", say("reportOf")))
    .addOption(
      new Option("--to <format>", say("reportTo"))
        .argParser(oneOf("--to", DOCUMENT_FORMATS))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--document <name>", say("reportDocument"))
        .argParser(oneOf("--document", EXERCISE_DOCUMENTS))
        .default("report"),
    )
    .option("--seat <seat>", say("reportSeat"))
    .option("--out <file>", say("exportOut"))
    .action(async (what: string, flags: Flags & ReportFlags) =>
      end(await report(house, flags.lang, what, flags)),
    );

  command("diff")
    .addArgument(new Argument("<before>", say("exportWhat")))
    .addArgument(new Argument("<after>", say("exportWhat")))
    .addOption(json())
    .action(async (before: string, after: string, flags: Flags) =>
      end(await diff(house, config, flags.lang, [before, after], flags.json === true)),
    );

  const msel = command("msel");
  settle(msel.command("export"), language)
    .description(say("mselExport"))
    .helpOption("-h, --help", say("help"))
    .addOption(lang())
    .addArgument(new Argument("<exercise>", say("mselExercise")))
    .addOption(
      new Option("--to <format>", say("mselTo")).argParser(oneOf("--to", MSEL_FORMATS)).makeOptionMandatory(),
    )
    .option("--out <file>", say("exportOut"))
    .action(async (exercise: string, flags: Flags & { readonly to: MselFormat; readonly out?: string }) =>
      end(await exportMsel(house, flags.lang, exercise, flags)),
    );
  settle(msel.command("import"), language)
    .description(say("mselImport"))
    .helpOption("-h, --help", say("help"))
    .addOption(lang())
    .addArgument(new Argument("<file>", say("mselFile")))
    .requiredOption("--exercise <exercise>", say("mselExercise"))
    .option("--answers <file>", say("mselAnswers"))
    .option("--accept <file>", say("mselAccept"))
    .addOption(json())
    .action(
      async (
        file: string,
        flags: Flags & { readonly exercise: string; readonly answers?: string; readonly accept?: string },
      ) => end(await importMsel(house, flags.lang, file, { ...flags, json: flags.json === true })),
    );

  command("serve")
    .addOption(
      new Option("--port <number>", say("port")).argParser(count("--port", 0, 65_535)).default(config.port),
    )
    .addOption(new Option("--host <address>", say("host")).default(config.host))
    .addOption(new Option("--allow-host <names>", say("allowHost")).argParser(ids("--allow-host")))
    .action(
      async (
        flags: Flags & {
          readonly port: number;
          readonly host: string;
          readonly allowHost?: readonly string[];
        },
      ) => end(await serve(house, config, flags.lang, { ...flags, names: flags.allowHost ?? [] })),
    );

  command("worker")
    .addOption(
      new Option("--concurrency <number>", say("concurrency")).argParser(
        count("--concurrency", 1, MOST_CONCURRENCY),
      ),
    )
    .option("--check", say("workerCheck"))
    .action(async (flags: Flags & { readonly concurrency?: number; readonly check?: boolean }) =>
      end(await worker(config, flags.lang, { ...flags, check: flags.check === true })),
    );

  return program;
}

/** Errors are ours to tell, in one sentence and in the language asked for. */
function settle(command: Command, language: Language): Command {
  return command
    .exitOverride()
    .helpCommand(false)
    .configureHelp(helpFormat(language))
    .allowExcessArguments(false)
    .configureOutput({ writeErr: () => {}, outputError: () => {} });
}

/** What commander found wrong, as a problem of ours. */
function toProblem({ code, message }: CommanderError, program: Command, { library }: House): Error {
  const found = /'([^']*)'/.exec(message)?.[1] ?? "";
  const nearest = /Did you mean (?:one of )?([^?,]+)/.exec(message)?.[1] ?? "";
  switch (code) {
    case "commander.unknownCommand":
      if (library.scenarios.some(({ id }) => id === found))
        return new Problem("cli/command_missing", { found, problem: `run ${found}` });
      if (library.exercises.some(({ id }) => id === found))
        return new Problem("cli/command_missing", { found, problem: `rehearse ${found}` });
      return new Problem("cli/unknown_command", { found, nearest });
    case "commander.unknownOption":
      return new Problem("cli/unknown_option", { found, nearest });
    case "commander.missingArgument":
      return new Problem("cli/missing_argument", { found: `<${found}>` });
    case "commander.missingMandatoryOptionValue":
    case "commander.optionMissingArgument":
      return new Problem("cli/missing_value", { found });
    case "commander.excessArguments":
      return new Problem("cli/too_many_arguments", { found: /but got (\d+)/.exec(message)?.[1] ?? "" });
    case "commander.help":
      return new Problem("cli/no_command", { all: program.commands.map((each) => each.name()).join(", ") });
    default:
      return new InvalidArgumentError(message);
  }
}
