import { type Request, type Response, Router } from "express";
import type { z } from "zod";
import type { Language } from "../../words/index.ts";
import { OPERATIONS, type Operation, type OperationName } from "../operations.ts";
import { HttpProblem, languageOf, notValid } from "../problem.ts";

/** A route is parse, call, answer: an operation's schemas on both sides of one function. */

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface Asked<Name extends OperationName> {
  readonly params: Parsed<(typeof OPERATIONS)[Name] extends { params: infer S } ? S : undefined>;
  readonly query: Parsed<(typeof OPERATIONS)[Name] extends { query: infer S } ? S : undefined>;
  readonly body: Parsed<(typeof OPERATIONS)[Name] extends { body: infer S } ? S : undefined>;
  readonly language: Language;
  /** whose request it is, by its headers */
  readonly caller: Caller;
  /** a cookie that no script can read; it goes with every later request to this server */
  readonly setCookie: (name: string, value: string) => void;
}

export type Caller = Pick<Request, "headers">;

/** Something to be taken away as a file, whole or in pieces; or JSON that is a text already. */
export interface TextAnswer {
  readonly text: string | Uint8Array | AsyncIterable<string> | Iterable<string>;
  readonly type: string;
  /** name of the file; without it, the text is the answer itself */
  readonly name?: string;
}

type JsonOf<Name extends OperationName> = (typeof OPERATIONS)[Name] extends { answer: infer S }
  ? Parsed<S>
  : undefined;

export type Handler<Name extends OperationName> = (
  asked: Asked<Name>,
) => Promise<JsonOf<Name> | TextAnswer> | JsonOf<Name> | TextAnswer;

export type Handlers = { readonly [Name in OperationName]: Handler<Name> };

const isText = (answer: unknown): answer is TextAnswer =>
  typeof answer === "object" && answer !== null && "text" in answer && "type" in answer;

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (!result.success) throw notValid(result.error);
  return result.data;
}

async function answerWith(
  operation: Operation,
  handler: (asked: never) => unknown,
  request: Request,
  response: Response,
): Promise<void> {
  const { params, query, body, status } = operation;
  // A body is only ever taken as JSON: forms, which any page may send, are no way to change anything.
  if (body !== undefined && !request.is("application/json")) throw new HttpProblem("request/media_type");
  const asked = {
    params: params === undefined ? undefined : parse(params, request.params),
    query: query === undefined ? undefined : parse(query, request.query),
    body: body === undefined ? undefined : parse(body, request.body),
    language: languageOf(request),
    caller: request,
    setCookie: (name: string, value: string) => {
      response.cookie(name, value, { httpOnly: true, sameSite: "strict", path: "/", secure: request.secure });
    },
  };
  const answer: unknown = await handler(asked as never);
  response.status(status).set("Cache-Control", "no-store");
  if (status === 204) response.end();
  else if (isText(answer)) await sendText(response, answer);
  else {
    const { id } = (answer ?? {}) as { readonly id?: unknown };
    if (status === 201 && typeof id === "string")
      response.location(`${request.baseUrl}${operation.path}/${id}`);
    response.json(answer);
  }
}

async function sendText(response: Response, { text, type, name }: TextAnswer): Promise<void> {
  response.type(type);
  if (name !== undefined) response.attachment(name).type(type);
  if (typeof text === "string" || text instanceof Uint8Array) {
    response.send(typeof text === "string" ? text : Buffer.from(text));
    return;
  }
  for await (const piece of text) {
    if (response.destroyed) return;
    if (!response.write(piece)) await new Promise((done) => response.once("drain", done).once("close", done));
  }
  response.end();
}

/** All operations, each under its method and path; another method on a known path is told so. */
export function apiRouter(handlers: Handlers): Router {
  const router = Router({ strict: false });
  for (const [name, operation] of Object.entries(OPERATIONS) as [OperationName, Operation][])
    router[operation.method](operation.path, (request, response) =>
      answerWith(operation, handlers[name], request, response),
    );
  for (const path of new Set(Object.values(OPERATIONS).map((each) => each.path)))
    router.all(path, () => {
      throw new HttpProblem("request/bad_method");
    });
  return router;
}
