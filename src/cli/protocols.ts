import { basename } from "node:path";
import { ID_PATTERN, type Protocol } from "../model/index.ts";
import { parseProtocol } from "../scenario/index.ts";
import { kindOfFile, type OpenedFile, openFile, tell } from "../store/index.ts";
import { arrange, checkMachines, type House } from "./compose.ts";
import { nearestOf } from "./nearest.ts";
import { FaultyFiles, Problem } from "./problem.ts";

/** The file of a protocol: a shipped one's id, or a path. */
export function openProtocol({ library }: House, argument: string): OpenedFile {
  const shipped = library.protocols.find(({ id }) => id === argument);
  const path = shipped?.path ?? argument;
  const opened = openFile(library, path, shipped === undefined ? argument : tell(path));
  if (opened.ok) {
    if (kindOfFile(path, opened.text) === "protocol") return opened;
    throw new Problem("cli/not_a_protocol", { found: argument });
  }
  const isMissing = opened.diagnostics[0].code === "store/file_missing";
  if (shipped !== undefined || !isMissing || !ID_PATTERN.test(basename(argument)))
    throw new FaultyFiles(opened.diagnostics);
  if (library.scenarios.some(({ id }) => id === argument))
    throw new Problem("cli/not_a_protocol", { found: argument });
  const nearest = nearestOf(
    argument,
    library.protocols.map(({ id }) => id),
  );
  throw new Problem("cli/unknown_protocol", { found: argument, nearest });
}

/** A protocol whose shape and statecharts are sound; its faults otherwise. */
export function loadProtocol(house: House, argument: string): Protocol {
  const { text, source } = openProtocol(house, argument);
  const result = parseProtocol(text, { source });
  const machines = checkMachines(result.parsed === undefined ? [] : [result.parsed]);
  if (!result.ok) throw new FaultyFiles(arrange([...result.diagnostics, ...machines]));
  if (machines.some(({ severity }) => severity === "error")) throw new FaultyFiles(arrange(machines));
  return result.protocol;
}
