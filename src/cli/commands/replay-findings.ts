import { readFileSync } from "node:fs";
import { z } from "zod";
import { CLOSED_WHYS, type Protocol } from "../../model/index.ts";
import { codeOf } from "../../store/index.ts";
import { Replayer } from "../../verification/index.ts";
import { type Language, type ReplayedFinding, replayLines } from "../../words/index.ts";
import { print, printJson } from "../output.ts";
import { EXIT, type ExitCode, Problem } from "../problem.ts";

const answers = z.array(z.object({ guard: z.string(), is: z.boolean() }));
const about = {
  protocol: z.string(),
  machine: z.string(),
  actor: z.string().optional(),
  event: z.string(),
  timer: z.string().optional(),
  state: z.string(),
};
const step = z.object({
  ...about,
  opens: z.boolean().optional(),
  answers,
  effects: z.array(z.object({ type: z.string(), params: z.record(z.string(), z.unknown()) })),
});
const closedStep = z.object({
  ...about,
  answers: answers.optional(),
  to: z.string().optional(),
  why: z.enum(CLOSED_WHYS),
});

/** As `check --json` writes them, as far as they are needed here. */
const findings = z.object({
  diagnostics: z.array(
    z.object({
      source: z.string(),
      code: z.string(),
      path: z.string(),
      trace: z.array(step).optional(),
      closed: z.array(closedStep).optional(),
    }),
  ),
});

/** What the runs of one file's findings are played on: its protocols, and those that they stand beside. */
export type ProtocolsOf = ReadonlyMap<string, readonly Protocol[]>;

/**
 * Plays the runs that `check --json` wrote to a file again, on the tables that drive every replay, and says of each whether
 * it goes as told: step by step, and at its end the steps that are said to be missing. Exit 1 where one does not.
 */
export async function replayFindings(
  file: string,
  protocols: ProtocolsOf,
  language: Language,
  json: boolean,
): Promise<ExitCode> {
  const { diagnostics } = readFindings(file);
  const told = diagnostics.filter(({ code }) => code.startsWith("verification/"));
  const replayers = new Map<string, Replayer>();
  const played = told.flatMap(({ source, code, path, trace, closed }): ReplayedFinding[] => {
    if (trace === undefined) return [];
    const replayer = replayers.get(source) ?? new Replayer(protocols.get(source) ?? []);
    replayers.set(source, replayer);
    const result = replayer.confirm(trace, closed);
    const went = { source, code, path, steps: trace.length };
    return [result.ok ? went : { ...went, failedAt: result.at + 1 }];
  });
  const failed = played.filter(({ failedAt }) => failedAt !== undefined).length;
  const withoutRun = told.length - played.length;
  if (json) await printJson({ played: played.length, failed, withoutRun, findings: played });
  else await print(`${replayLines(played, withoutRun, language).join("\n")}\n`);
  return failed > 0 ? EXIT.notMet : EXIT.ok;
}

function readFindings(file: string): z.output<typeof findings> {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Problem("cli/no_findings", { found: file, problem: codeOf(error) });
  }
  const result = findings.safeParse(given);
  if (result.success) return result.data;
  throw new Problem("cli/no_findings", { found: file, problem: result.error.issues[0].path.join(".") });
}
