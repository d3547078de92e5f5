import type { Move } from "../simulation/index.ts";
import type { TimedMove } from "./stage.ts";

/** The way of another exercise up to an instant, from which a copy goes its own. */
export interface BranchPast {
  /** who sat where at STARTEX of the other one */
  readonly opening: readonly Move[];
  readonly moves: readonly TimedMove[];
  readonly at: number;
  /** of the draws from there on */
  readonly epoch: number;
}

/**
 * What a copy does before its own first move: the way of the other exercise, then draws of its own, and at that instant only
 * those seats are people's in which people of the copy are. `opening`: who sits where at STARTEX of the copy.
 */
export function goneBefore(past: BranchPast | undefined, opening: readonly Move[]): readonly TimedMove[] {
  if (past === undefined) return [];
  const { at, moves, epoch } = past;
  const played = new Map<string, "person" | "model">();
  for (const move of [...past.opening, ...moves.map((each) => each.move)])
    if (move.kind === "seat") played.set(move.actor, move.by);
  const now = new Set(opening.flatMap((move) => (move.kind === "seat" ? [move.actor] : [])));
  const anew = opening.filter((move) => move.kind !== "seat" || played.get(move.actor) !== move.by);
  const left = [...played].flatMap(([actor, by]): Move[] =>
    by === "person" && !now.has(actor) ? [{ kind: "seat", actor, by: "model" }] : [],
  );
  return [...moves, ...[{ kind: "branch", epoch } as const, ...left, ...anew].map((move) => ({ at, move }))];
}
