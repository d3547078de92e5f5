import { differenceOf } from "../../verification/index.ts";
import { differencePage, type Language, sayChange } from "../../words/index.ts";
import type { House } from "../compose.ts";
import type { Config } from "../config.ts";
import { layOut } from "../layout.ts";
import { print, printJson } from "../output.ts";
import { EXIT, type ExitCode } from "../problem.ts";
import { loadProtocol } from "../protocols.ts";

/** Says what differs between two versions of a protocol. Differing is no failure: the exit code is 0 either way. */
export async function diff(
  house: House,
  config: Config,
  language: Language,
  names: readonly [string, string],
  json: boolean,
): Promise<ExitCode> {
  const [before, after] = names.map((name) => loadProtocol(house, name));
  const changes = differenceOf(before, after);
  const page = { before, after, changes };
  if (json) {
    const told = changes.map((change) => ({
      kind: change.before === undefined ? "added" : change.after === undefined ? "removed" : "changed",
      ...change,
      sentence: sayChange(change, page, language),
    }));
    const about = ({ id, version }: typeof before) => ({ id, version });
    await printJson({ before: about(before), after: about(after), changes: told });
  } else await print(layOut(differencePage(page, language), config));
  return EXIT.ok;
}
