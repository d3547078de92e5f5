import { sha256, type TableHost } from "./table-host.ts";
import type { ViewName } from "./table-shapes.ts";

/**
 * The name under which the numbers of a view hold: another one for each view, and each time the table is taken up. Whoever
 * comes back to another place has numbers that mean nothing there, and gets the view of it from its beginning. It tells
 * neither which view it is nor anything of what is in it. `undefined`: the waiting room.
 */
export function streamName({ stream }: Pick<TableHost, "stream">, view: ViewName | undefined): string {
  return sha256(`${stream} ${view ?? "waiting"}`).slice(0, 16);
}
