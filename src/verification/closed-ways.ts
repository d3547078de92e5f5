import type { ClosedStep } from "../model/index.ts";
import { boundsOfDelay } from "./delay-bounds.ts";
import { type Edge, type Exploration, explore, type MachineView, type Story } from "./exploration.ts";

/** What leads up to something that never happens, and the step that is missing. */
export interface ClosedWay {
  /** from the beginning to where the step would be taken */
  readonly road: Story;
  readonly closed: ClosedStep;
}

interface Searched {
  readonly view: MachineView;
  readonly exploration: Exploration;
}

/** What a statechart could do if everything were heard, every question answered either way, and every wait came to its end. */
const openly = (view: MachineView): Exploration =>
  explore(view, { canHear: () => true, truthOf: () => "either", allWaits: true });

const keyOf = ({ from, to, event, answers }: Edge) =>
  `${from}|${to}|${event}|${JSON.stringify(answers, ["guard", "is"])}`;

/**
 * The nearest step that is never taken and from which a wanted one would follow, with the shortest way there: from every
 * state that can be reached the search goes on over what could be done if anything might happen. Undefined where even then
 * nothing leads there.
 */
export function nearestClosed(
  { view, exploration }: Searched,
  canHear: (event: string) => boolean,
  isWanted: (edge: Edge) => boolean,
): ClosedWay | undefined {
  const open = openly(view);
  const taken = new Set(exploration.edges.map(keyOf));
  const from = new Map<number, Edge[]>();
  for (const edge of open.edges) from.set(edge.from, [...(from.get(edge.from) ?? []), edge]);
  const queue: { readonly row: number; readonly first: Edge | undefined }[] = [
    { row: -1, first: undefined },
    ...exploration.rows.map((row) => ({ row, first: undefined })),
  ];
  const seen = new Set(queue.map(({ row }) => row));
  for (const { row, first } of queue)
    for (const edge of from.get(row) ?? []) {
      const begun = first ?? (taken.has(keyOf(edge)) ? undefined : edge);
      if (begun !== undefined && isWanted(edge)) {
        const road = begun.from < 0 ? [] : exploration.storyOf(begun.from);
        return { road, closed: { ...stepOf(view, begun), ...outcomeOf(view, begun, canHear) } };
      }
      if (begun === undefined || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push({ row: edge.to, first: begun });
    }
  return undefined;
}

function outcomeOf(
  view: MachineView,
  edge: Edge,
  canHear: (event: string) => boolean,
): Pick<ClosedStep, "answers" | "to" | "why"> {
  const { timer, event, answers, to } = edge;
  const isLost = timer !== undefined && boundsOfDelay(view.protocol, timer).isNever;
  const isSilent = timer === undefined && event !== "" && !canHear(event);
  const why = isLost ? "never-runs-down" : isSilent ? "nobody-causes" : "never-agrees";
  return { answers, to: view.tables.stateName(to), why };
}

/** A step as it would stand in a story, with the state in which it would be taken. */
export function stepOf(
  view: MachineView,
  { from, event, timer }: Pick<Edge, "from" | "event" | "timer">,
): Omit<ClosedStep, "why"> {
  return {
    protocol: view.protocol.id,
    machine: view.name,
    ...(view.group !== undefined && { actor: view.group.id }),
    state: from < 0 ? "" : view.tables.stateName(from),
    event,
    ...(timer !== undefined && { timer }),
  };
}
