import type { Diagnostic } from "../model/index.ts";
import { diagnosticLine, type Language, type ProblemCode, sayProblem } from "../words/index.ts";

/** How a command ends. */
export const EXIT = {
  ok: 0,
  /** what was asked for was not met */
  notMet: 1,
  /** bad input or usage */
  badInput: 2,
  /** a needed service is not there */
  noService: 3,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something to be told in one sentence, after which the command ends. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly exit: ExitCode;
  readonly given: {
    readonly found?: string;
    readonly nearest?: string;
    readonly problem?: string;
    readonly all?: string;
  };

  constructor(code: ProblemCode, given: Problem["given"] = {}, exit: ExitCode = EXIT.badInput) {
    super(code);
    this.code = code;
    this.given = given;
    this.exit = exit;
  }

  say(language: Language): string {
    return sayProblem(this.code, this.given, language);
  }
}

/** Faults of the files that were given, after which the command ends. */
export class FaultyFiles extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super("cli/faulty_files");
    this.diagnostics = diagnostics;
  }

  say(language: Language): string {
    return this.diagnostics.map((each) => diagnosticLine(each, language)).join("\n");
  }
}
