import { exportMermaid, exportScxml, exportXState } from "../../exchange/index.ts";
import { type MachineOfProtocol, machinesOf, type Protocol } from "../../model/index.ts";
import { type Language, type Loss, protocolPage, sayLoss } from "../../words/index.ts";
import type { House } from "../compose.ts";
import { layOut } from "../layout.ts";
import { nearestOf } from "../nearest.ts";
import { print, writeWhole } from "../output.ts";
import { EXIT, type ExitCode, Problem } from "../problem.ts";
import { loadProtocol } from "../protocols.ts";

/** What statecharts can be written as. */
export const CHART_FORMATS = ["mermaid", "scxml", "xstate", "text"] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

export interface ExportOptions {
  readonly to: ChartFormat;
  /** one role's statechart, or `item` or `hash`; all of the protocol without it */
  readonly role?: string;
  readonly out?: string;
  readonly json: boolean;
}

/** Sentences in a file or a pipe are as wide as a page. */
const PAGE = { width: 100, colours: false };

/** Writes a protocol's statecharts in another format, or as plain sentences. */
export async function exportProtocol(
  house: House,
  language: Language,
  argument: string,
  options: ExportOptions,
): Promise<ExitCode> {
  const protocol = loadProtocol(house, argument);
  const machines = choose(protocol, options.role);
  const text = write(protocol, machines, language, options);
  if (options.out === undefined) await print(text);
  else writeWhole(options.out, text);
  return EXIT.ok;
}

function choose(protocol: Protocol, role: string | undefined): readonly MachineOfProtocol[] {
  const machines = machinesOf(protocol);
  if (role === undefined) return machines;
  const found = machines.filter(({ name }) => name === role);
  if (found.length > 0) return found.slice(-1);
  const names = machines.map(({ name }) => name);
  throw new Problem("cli/unknown_role", {
    found: role,
    nearest: nearestOf(role, names),
    all: names.join(", "),
  });
}

function write(
  protocol: Protocol,
  machines: readonly MachineOfProtocol[],
  language: Language,
  { to, role, json }: ExportOptions,
): string {
  switch (to) {
    case "mermaid":
    case "scxml": {
      const { text, losses } = (to === "scxml" ? exportScxml : exportMermaid)(protocol, machines, language);
      return json ? document(protocol, to, { text }, losses, language) : text;
    }
    case "xstate": {
      const exported = exportXState(protocol, machines, language);
      // One statechart by itself is what XState's tools open.
      if (role !== undefined && !json) return `${JSON.stringify(exported.machines[role], undefined, 2)}\n`;
      return document(protocol, to, { machines: exported.machines }, exported.losses, language);
    }
    case "text": {
      const blocks = protocolPage(protocol, machines, language);
      return json ? document(protocol, to, { blocks }, [], language) : layOut(blocks, PAGE);
    }
    default:
      return to satisfies never;
  }
}

function document(
  { id, version }: Protocol,
  format: ChartFormat,
  content: object,
  losses: readonly Loss[],
  language: Language,
): string {
  const lost = losses.map((each) => ({ ...each, sentence: sayLoss(each, language) }));
  return `${JSON.stringify({ protocol: id, version, format, ...content, lost }, undefined, 2)}\n`;
}
