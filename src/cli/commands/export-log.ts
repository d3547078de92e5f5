import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import {
  beginsLikeLog,
  LOG_FORMATS,
  type LogFormatName,
  type LogSource,
  readLog,
} from "../../exchange/index.ts";
import type { FactRecord } from "../../model/index.ts";
import { codeOf } from "../../store/index.ts";
import type { Language } from "../../words/index.ts";
import { print, writeWhole } from "../output.ts";
import { EXIT, type ExitCode, Problem } from "../problem.ts";

export interface ExportLogOptions {
  readonly to: LogFormatName;
  readonly out?: string;
}

/** Writes a log that `run --log` or the server wrote in a form for other programs. A log may be larger than memory. */
export async function exportLog(
  language: Language,
  path: string,
  { to, out }: ExportLogOptions,
): Promise<ExitCode> {
  const format = LOG_FORMATS[to];
  const log = openLog(path);
  if (format.needsItems && log.kept !== "all") throw new Problem("cli/log_without_items", { found: to });
  const pieces = format.write(log, language);
  if (out !== undefined) writeWhole(out, pieces);
  else {
    let held = "";
    for (const piece of pieces) {
      held += piece;
      if (held.length < PIECE) continue;
      await print(held);
      held = "";
    }
    await print(held);
  }
  return EXIT.ok;
}

const PIECE = 1 << 18;
/** A line that is longer is none of ours: the longest holds all measures of a run. */
const LONGEST_LINE = 1 << 26;

/** A log that was read once from end to end and is whole; its facts are read again by whoever goes through them. */
function openLog(path: string): LogSource {
  const reading = readLog(linesOf(path), () => {});
  if (!reading.ok) {
    const { code, line, field } = reading.fault;
    const where = field === undefined ? `${path}:${line}` : `${path}:${line}, ${field}`;
    throw new Problem("cli/faulty_log", { found: where, problem: code });
  }
  return { ...reading.log, facts: { [Symbol.iterator]: () => factsOf(path) } };
}

function* factsOf(path: string): Generator<FactRecord> {
  let isHead = true;
  for (const line of linesOf(path)) {
    const record: unknown = isHead || line === "" ? undefined : JSON.parse(line);
    isHead = false;
    if (record !== undefined && !Object.hasOwn(record as object, "end")) yield record as FactRecord;
  }
}

function* linesOf(path: string): Generator<string> {
  const file = inFile(path, () => openSync(path, "r"));
  try {
    const bytes = Buffer.alloc(PIECE);
    const decoder = new StringDecoder("utf8");
    let rest = "";
    let isFirst = true;
    for (;;) {
      const length = inFile(path, () => readSync(file, bytes, 0, bytes.length, null));
      if (length === 0) break;
      const lines = (rest + decoder.write(bytes.subarray(0, length))).split("\n");
      // Another file, which may be anything and of any size, is known by how it begins.
      if (isFirst && !beginsLikeLog(lines[0]))
        throw new Problem("cli/faulty_log", { found: path, problem: "exchange/not_a_log" });
      isFirst = false;
      rest = lines.pop() as string;
      yield* lines;
      if (rest.length > LONGEST_LINE)
        throw new Problem("cli/faulty_log", { found: path, problem: "exchange/not_a_log" });
    }
    if (rest !== "") yield rest;
  } finally {
    closeSync(file);
  }
}

function inFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Problem("cli/file_not_read", { found: path, problem: codeOf(error) });
  }
}
