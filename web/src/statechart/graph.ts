import { type Both, type Language, tidy } from "../../../src/words/index.ts";
import type { DrawnMachine } from "../api/types.ts";

/** A statechart as boxes and lines that still have no place: what is drawn, and what the table beside it says. */

export interface Box {
  readonly id: string;
  readonly name: string;
  /** as XState names it, or `start`: the dot from which the first state is entered */
  readonly kind: string;
  readonly isEnd: boolean;
  /** read in a source, or only recalled or assumed: those are dashed */
  readonly isConfirmed: boolean;
  readonly width: number;
  readonly height: number;
  readonly inside: readonly Box[];
}

export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** the label in lines that fit beside the line */
  readonly label: readonly string[];
  readonly isConfirmed: boolean;
}

/** A state as the table names it. */
export interface State {
  readonly id: string;
  readonly name: string;
  /** 1 for those directly inside the machine */
  readonly depth: number;
}

/** One step in full sentences, for the table. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isConfirmed: boolean;
}

export interface Graph {
  readonly root: Box;
  readonly lines: readonly Line[];
  readonly steps: readonly Step[];
  /** every state but the machine itself, in the order of the drawing */
  readonly states: readonly State[];
}

/** Width of a character of the drawing's two sizes, in its own pixels: measured on the page's type, rounded up. */
const NAME_WIDTH = 7.4;
const LABEL_WIDTH = 6.1;
export const NAME_HEIGHT = 18;
export const LABEL_HEIGHT = 14;
const LABEL_LINE = 22;
const LABEL_LINES = 3;
/** Of all labels on one stroke. */
const MOST_LINES = 6;

type DrawnState = DrawnMachine["states"][number];
type DrawnStep = DrawnMachine["transitions"][number];

/** What carries no mark of its own stands on that of its protocol. */
const isConfirmed = (mark: DrawnState["mark"]): boolean => mark === null || mark === "read";

export function graphOf(machine: DrawnMachine, language: Language): Graph {
  const { states, transitions } = machine;
  const say = (text: Both<string>) => tidy(text[language], language);
  const byId = new Map(states.map((state) => [state.id, state]));
  const nameOf = (id: string) => say(byId.get(id)?.title ?? { en: id, fr: id });
  const within = new Map<string | null, DrawnState[]>();
  for (const state of states) within.set(state.parent, [...(within.get(state.parent) ?? []), state]);
  const boxOf = (state: DrawnState): Box => {
    const isHistory = state.kind === "history";
    const name = isHistory ? (state.history === "deep" ? "H*" : "H") : cut(say(state.title), 34);
    const inside = (within.get(state.id) ?? []).map(boxOf);
    return {
      id: state.id,
      name,
      kind: state.kind,
      isEnd: state.isEnd,
      isConfirmed: isConfirmed(state.mark),
      // Room for the sign that marks the current state, before the name.
      width: isHistory ? 28 : Math.ceil(name.length * NAME_WIDTH) + 36,
      height: isHistory ? 28 : 34,
      inside: state.initial === null ? inside : [startBox(state.id), ...inside],
    };
  };
  const depthOf = ({ parent }: DrawnState): number => {
    const above = parent === null ? undefined : byId.get(parent);
    return above === undefined ? 0 : depthOf(above) + 1;
  };
  return {
    root: boxOf(states[0]),
    lines: [
      ...states.flatMap(({ id, initial }) => entryLine(`start ${id}`, startOf(id), initial)),
      ...states.flatMap(({ id, fallback }) => entryLine(`fallback ${id}`, id, fallback)),
      ...merge(
        transitions.filter(({ target }) => target !== null && byId.has(target)),
        (step) => wrap(shorten(say(step.label)) + (step.isGuarded ? " [?]" : "")),
      ),
    ],
    steps: transitions.map(({ source, target, label, mark }) => ({
      from: nameOf(source),
      to: target === null ? "" : nameOf(target),
      label: say(label),
      isConfirmed: isConfirmed(mark),
    })),
    states: states.slice(1).map((state) => ({ id: state.id, name: say(state.title), depth: depthOf(state) })),
  };
}

function entryLine(id: string, from: string, to: string | null): Line[] {
  return to === null ? [] : [{ id, from, to, label: [], isConfirmed: true }];
}

export const startOf = (id: string): string => `${id} start`;

/** Lines between the same two states share one stroke; their labels stand below each other. */
function merge(steps: readonly DrawnStep[], label: (step: DrawnStep) => string[]): Line[] {
  const lines = new Map<string, { from: string; to: string; label: string[]; isConfirmed: boolean }>();
  for (const step of steps) {
    const { source: from, target } = step;
    const to = target ?? from;
    const key = `${from} -> ${to}`;
    const known = lines.get(key);
    const own = label(step);
    if (known === undefined) lines.set(key, { from, to, label: own, isConfirmed: isConfirmed(step.mark) });
    else {
      known.label =
        known.label.length + own.length > MOST_LINES ? andMore(known.label) : [...known.label, ...own];
      known.isConfirmed = known.isConfirmed && isConfirmed(step.mark);
    }
  }
  return [...lines].map(([id, line]) => ({ id, ...line }));
}

const andMore = (label: readonly string[]): string[] => (label.at(-1) === "…" ? [...label] : [...label, "…"]);

/** What sets a step off; on what condition, what it does and how sure it is stands in the table. */
const shorten = (label: string): string => {
  const [asked] = label.split(" / ");
  const bracket = asked.indexOf(" [");
  return bracket < 0 ? asked : asked.slice(0, bracket);
};

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= LABEL_LINE || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== "") lines.push(line);
  const kept = lines.slice(0, LABEL_LINES).map((each) => cut(each));
  if (lines.length > LABEL_LINES) kept[LABEL_LINES - 1] = `${cut(kept[LABEL_LINES - 1], LABEL_LINE - 2)} …`;
  return kept;
}

const cut = (text: string, most = LABEL_LINE + 4): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

export const labelWidth = (label: readonly string[]): number =>
  Math.ceil(Math.max(0, ...label.map(({ length }) => length)) * LABEL_WIDTH) + 4;

const startBox = (id: string): Box => ({
  id: startOf(id),
  name: "",
  kind: "start",
  isEnd: false,
  isConfirmed: true,
  width: 12,
  height: 12,
  inside: [],
});
