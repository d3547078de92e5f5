import type { ErrorRequestHandler, Request, Response } from "express";
import type { z } from "zod";
import type { Diagnostic } from "../model/index.ts";
import { type Language, type ServerProblemCode, sayDiagnostic, sayServerProblem } from "../words/index.ts";
import type { ProblemDocument } from "./contract.ts";
import type { ShelfFault } from "./shelf.ts";

/** Every error becomes a problem document (RFC 9457) here and only here. */

const STATUS: Partial<Readonly<Record<ServerProblemCode, number>>> = {
  "request/not_found": 404,
  "request/bad_method": 405,
  "request/media_type": 415,
  "request/too_large": 413,
  "request/too_many": 429,
  "access/host": 421,
  "access/origin": 403,
  "access/token": 401,
  "server/failed": 500,
  "server/away": 503,
  "server/busy": 429,
  "library/unknown_scenario": 404,
  "library/unknown_variant": 404,
  "library/unknown_protocol": 404,
  "library/unknown_exercise": 404,
  "library/faulty": 422,
  "variant/exists": 409,
  "variant/in_file": 409,
  "variant/faulty": 422,
  "run/unknown": 404,
  "run/not_finished": 409,
  "run/outdated": 409,
  "run/failed": 409,
  "comparison/unknown": 404,
  "comparison/nothing_yet": 409,
  "comparison/over": 409,
  "comparison/nothing_to_compare": 422,
  "comparison/bad_assumption": 422,
  "export/unknown_format": 404,
  "export/too_many_items": 422,
  "archive/faulty": 422,
  "exercise/ended": 409,
  "exercise/bad_speed": 422,
  "exercise/bad_instant": 422,
  "exercise/unknown": 404,
  "exercise/too_many": 429,
  "exercise/not_over": 409,
  "exercise/people_sit": 409,
  "exercise/not_allowed": 403,
  "exercise/not_started": 409,
  "exercise/already_started": 409,
  "exercise/over": 409,
  "exercise/frozen": 409,
  "exercise/not_frozen": 409,
  "exercise/waiting": 403,
  "exercise/unknown_participant": 404,
  "exercise/unknown_seat": 404,
  "exercise/seat_taken": 409,
  "exercise/not_yours": 403,
  "exercise/last_director": 409,
  "exercise/advising": 403,
  "exercise/unknown_actor": 404,
  "exercise/played_by_people": 409,
  "exercise/played_by_model": 409,
  "exercise/unknown_row": 404,
  "exercise/unknown_task": 404,
  "exercise/row_done": 409,
  "exercise/row_exists": 409,
  "exercise/reason_needed": 422,
  "exercise/unknown_action": 404,
  "exercise/action_ruled": 409,
  "exercise/unknown_entry": 404,
  "exercise/bad_pace": 422,
  "exercise/bad_text": 422,
  "exercise/no_more_moves": 409,
  "exercise/form_given": 409,
  "exercise/nothing_to_change": 409,
  "exercise/unknown_decision": 404,
  "exercise/decision_closed": 409,
  "exercise/unknown_option": 422,
  "exercise/wrong_code": 403,
  "exercise/door_shut": 403,
  "exercise/door_dead": 403,
  "exercise/no_key": 401,
  "exercise/veiled": 403,
  "exercise/no_forecast": 404,
  "exercise/bad_record": 422,
  "exercise/record_without_plan": 422,
  "exercise/record_of_another": 409,
  "exercise/cell_too_long": 422,
  "exercise/forecast_running": 409,
  "exercise/bad_actor": 422,
  "exercise/rows_clash": 422,
  "exercise/seat_twice": 422,
  "exercise/faulty_rows": 422,
  "exercise/copy_keeps_rows": 409,
};

export interface HttpProblemOptions {
  readonly found?: string;
  readonly nearest?: string;
  readonly limit?: string;
  readonly errors?: ProblemDocument["errors"];
  readonly diagnostics?: readonly Diagnostic[];
}

/** Something that whoever asked is told, and after which nothing was changed. */
export class HttpProblem extends Error {
  readonly code: ServerProblemCode;
  readonly options: HttpProblemOptions;

  constructor(code: ServerProblemCode, options: HttpProblemOptions = {}) {
    super(code);
    this.name = "HttpProblem";
    this.code = code;
    this.options = options;
  }
}

/** What the library could not give, as a problem. */
export function shelfProblem(fault: ShelfFault): HttpProblem {
  return fault.code === "library/faulty"
    ? new HttpProblem(fault.code, { diagnostics: fault.diagnostics })
    : new HttpProblem(fault.code, { found: printable(fault.found), nearest: fault.nearest });
}

/** A request that does not fit its schema: where, and what is wrong there; never what was sent. */
export function notValid(error: z.ZodError): HttpProblem {
  return new HttpProblem("request/not_valid", {
    errors: error.issues.slice(0, 20).map(({ path, message }) => ({
      path: path.map((each) => printable(String(each))).join("."),
      message,
    })),
  });
}

const LONGEST = 80;

/** A text from outside as it may be repeated: short, and without signs that steer a terminal or turn the writing. */
export function printable(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, "�");
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

export function problemDocument(problem: HttpProblem, language: Language): ProblemDocument {
  const { code, options } = problem;
  const { errors, diagnostics, ...told } = options;
  const { title, detail } = sayServerProblem(code, told, language);
  return {
    type: `urn:golden-hour:problem:${code.replace("/", ":")}`,
    title,
    status: STATUS[code] ?? 400,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    ...(diagnostics === undefined
      ? {}
      : {
          diagnostics: diagnostics.map((each) => sayFault(each, language)),
        }),
  };
}

/** A fault of somebody's file in sentences. */
export function sayFault(given: Diagnostic, language: Language) {
  const { sentence, hint } = sayDiagnostic(given, language);
  const { code, severity, source, line, column, path } = given;
  return { code, severity, source, line, column, path, message: sentence, hint };
}

/** What any error is to whoever asked; what is ours alone is told to `log` and to nobody else. */
export function toProblem(error: unknown, log: (error: unknown) => void): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const { type, status } = (error ?? {}) as { readonly type?: unknown; readonly status?: unknown };
  // What Express and its body parser refuse.
  if (type === "entity.too.large" || type === "parameters.too.many")
    return new HttpProblem("request/too_large");
  if (
    typeof type === "string" &&
    (type.startsWith("entity.") || type.startsWith("encoding.") || type.startsWith("charset."))
  )
    return new HttpProblem(type.startsWith("entity.") ? "request/not_json" : "request/media_type");
  if (type === "request.aborted" || type === "request.size.invalid")
    return new HttpProblem("request/not_valid");
  if (error instanceof URIError) return new HttpProblem("request/bad_path");
  if (typeof status === "number" && status >= 400 && status < 500)
    return new HttpProblem(status === 404 ? "request/not_found" : "request/not_valid");
  log(error);
  return new HttpProblem("server/failed");
}

/** The language of whoever asks: `?lang=`, or the first of theirs that is one of ours. */
export function languageOf(request: Pick<Request, "query" | "headers">): Language {
  const asked = request.query?.lang;
  if (asked === "en" || asked === "fr") return asked;
  const accepted = /\b(en|fr)\b/.exec(String(request.headers["accept-language"] ?? ""))?.[1];
  return accepted === "fr" ? "fr" : "en";
}

export function sendProblem(response: Response, problem: HttpProblem, language: Language): void {
  const document = problemDocument(problem, language);
  response
    .status(document.status)
    .type("application/problem+json")
    .set("Cache-Control", "no-store")
    .send(JSON.stringify(document));
}

export function problemHandler(log: (error: unknown) => void): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    sendProblem(response, toProblem(error, log), languageOf(request));
  };
}
