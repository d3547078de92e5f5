import type { AnyMachineSnapshot, AnyStateMachine } from "xstate";
import { getOrMake } from "./get-or-make.ts";
import { nameState } from "./state-name.ts";

type Snapshot = AnyMachineSnapshot;
type StateNode = AnyStateMachine["root"];

/**
 * The states of a machine by number. Two snapshots share a row if XState cannot tell them apart: the same active states,
 * the same remembered ones, the same order in which it will look at states with `always`. XState looks at them in the order
 * they were entered, which two ways to the same states may leave different.
 */
export class Rows {
  readonly isFinal: boolean[] = [];
  readonly names: string[] = [];
  readonly tags: ReadonlySet<string>[] = [];

  private readonly machine: AnyStateMachine;
  private readonly nodes: StateNode[] = [];
  private readonly numbers = new Map<string, number>();
  /** Enough to make a row's snapshot again, as text: kept when the snapshot itself is dropped. */
  private readonly layouts: string[] = [];
  private readonly snapshots: (Snapshot | undefined)[] = [];
  private readonly tagSets = new Map<string, ReadonlySet<string>>();
  private readonly nameTexts = new Map<string, string>();
  private readonly looks = new Map<StateNode, string>();

  constructor(machine: AnyStateMachine) {
    this.machine = machine;
    this.collect(machine.root);
  }

  get count(): number {
    return this.layouts.length;
  }

  intern(snapshot: Snapshot): number {
    const key = this.identify(snapshot);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const row = this.layouts.push(this.layOut(snapshot)) - 1;
    this.numbers.set(key, row);
    this.snapshots.push(snapshot);
    this.isFinal.push(snapshot.status === "done");
    this.names.push(this.shareName(nameState(this.machine.root, snapshot.value)));
    const tags = [...snapshot.tags].sort();
    this.tags.push(getOrMake(this.tagSets, tags.join("\n"), () => new Set(tags)));
    return row;
  }

  snapshot(row: number): Snapshot {
    const snapshot = this.snapshots[row] ?? this.restore(this.layouts[row]);
    this.snapshots[row] = snapshot;
    return snapshot;
  }

  dropSnapshots(): void {
    this.snapshots.fill(undefined);
  }

  listStates(row: number): string[] {
    return sortByOrder(this.snapshot(row)._nodes)
      .filter(({ parent }) => parent !== undefined)
      .map(({ id }) => id);
  }

  private shareName(name: string): string {
    return getOrMake(this.nameTexts, name, () => name);
  }

  private collect(node: StateNode): void {
    this.nodes[node.order] = node;
    for (const child of Object.values(node.states) as StateNode[]) this.collect(child);
  }

  private identify(snapshot: Snapshot): string {
    const looks = snapshot._nodes
      .filter((node: StateNode) => Object.keys(node.states).length === 0)
      .map((node: StateNode) => this.looksAt(node))
      .filter((text: string) => text !== "")
      .join(";");
    const active = sortByOrder(snapshot._nodes)
      .map(({ order }) => order)
      .join(",");
    return `${snapshot.status}|${active}|${JSON.stringify(snapshot.value)}|${looks}|${writeMemory(snapshot.historyValue)}`;
  }

  /** The states whose `always` XState tries on behalf of this leaf. */
  private looksAt(leaf: StateNode): string {
    return getOrMake(this.looks, leaf, () => {
      const orders: number[] = [];
      for (let node: StateNode | undefined = leaf; node !== undefined; node = node.parent) {
        if (node.always) orders.push(node.order);
      }
      return orders.join(",");
    });
  }

  private layOut(snapshot: Snapshot): string {
    const nodes = snapshot._nodes.map(({ order }: StateNode) => order).join(",");
    return `${snapshot.status}|${nodes}|${JSON.stringify(snapshot.value)}|${writeMemory(snapshot.historyValue)}`;
  }

  private restore(layout: string): Snapshot {
    const [status, nodes, value, memory] = layout.split("|");
    const historyValue: Record<string, StateNode[]> = {};
    for (const entry of memory === "" ? [] : memory.split(";")) {
      const [id, remembered] = entry.split("=");
      historyValue[id] = this.nodesOf(remembered);
    }
    const made = this.machine.resolveState({
      value: JSON.parse(value),
      context: {},
      historyValue,
      status: status as "active",
    });
    return Object.assign(made, { _nodes: this.nodesOf(nodes), value: JSON.parse(value) });
  }

  private nodesOf(orders: string): StateNode[] {
    return orders === "" ? [] : orders.split(",").map((order) => this.nodes[Number(order)]);
  }
}

/** What history states remember, in a fixed order. */
function writeMemory(memory: Readonly<Record<string, readonly StateNode[]>>): string {
  return Object.keys(memory)
    .sort()
    .map(
      (id) =>
        `${id}=${sortByOrder(memory[id])
          .map(({ order }) => order)
          .join(",")}`,
    )
    .join(";");
}

function sortByOrder(nodes: readonly StateNode[]): StateNode[] {
  return [...nodes].sort((a, b) => a.order - b.order);
}
