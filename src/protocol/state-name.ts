import type { AnyStateMachine, StateValue } from "xstate";

type StateNode = AnyStateMachine["root"];

/**
 * A state value as one line, regions in the order of the definition: `active{hashes.open,comms.idle}`.
 * The same for the same active states, however they were reached.
 */
export function nameState(root: StateNode, value: StateValue): string {
  return nameInside(root, value);
}

function nameInside(node: StateNode, value: StateValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  const names = Object.keys(node.states)
    .filter((key) => Object.hasOwn(value, key))
    .map((key) => nameChild(node.states[key], value[key]));
  return node.type === "parallel" ? `{${names.join(",")}}` : names.join(",");
}

function nameChild(node: StateNode, value: StateValue | undefined): string {
  const inside = nameInside(node, value);
  return inside === "" || node.type === "parallel" ? node.key + inside : `${node.key}.${inside}`;
}
