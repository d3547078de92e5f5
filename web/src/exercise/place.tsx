import { createContext, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type LogHeader, rowIdOf, type Text } from "../../../src/model/index.ts";
import {
  type Language,
  type Names,
  namesOf,
  type ServerProblemCode,
  sayServerProblem,
  tidy,
} from "../../../src/words/index.ts";
import { get, pathOf } from "../api/client.ts";
import { type ProblemDocument, type ProtocolDetail, titlesOf } from "../api/types.ts";
import { useSettings } from "../settings.tsx";
import { reckonTable, type TableState, type TableStream } from "./table-stream.ts";
import type { TableItem, TableStage } from "./table-types.ts";

/** What every part of a page at the table needs: the line to it, and what things are called. */
export interface Place {
  readonly stream: TableStream;
  readonly state: TableState;
  readonly stage: TableStage;
  readonly names: Names;
  readonly protocols: readonly ProtocolDetail[];
  readonly language: Language;
  /** a seat by its id */
  seat(id: string): string;
  /** the actor of a seat */
  actorOf(seat: string): string;
}

const Given = createContext<Place | undefined>(undefined);
export const PlaceOf = Given.Provider;

export function usePlace(): Place {
  const place = use(Given);
  if (place === undefined) throw new Error("no table above this part of the page");
  return place;
}

export function useTable(stream: TableStream): TableState {
  return useSyncExternalStore(stream.subscribe, stream.read);
}

interface Fold {
  hear(items: readonly TableItem[]): void;
}

/** What a fold makes of all steps so far; begun anew where the steps begin anew. */
export function useFold<S extends Fold>(state: TableState, make: () => S): S {
  const held = useRef<{ readonly turn: number; readonly fold: S }>(undefined);
  if (held.current?.turn !== state.turn) held.current = { turn: state.turn, fold: make() };
  held.current.fold.hear(state.items);
  return held.current.fold;
}

const TURN = 250;

/** Exercise time, a few times a second while it runs. */
export function useExerciseTime(stream: TableStream): number {
  const [at, setAt] = useState(() => reckonTable(stream.read(), performance.now()));
  useEffect(() => {
    const look = () => setAt(reckonTable(stream.read(), performance.now()));
    look();
    const timer = setInterval(look, TURN);
    const off = stream.subscribe(look);
    return () => {
      clearInterval(timer);
      off();
    };
  }, [stream]);
  return at;
}

/** The protocols of the exercise, as far as they have come; what a protocol calls things is said from then on. */
export function useProtocols(ids: readonly string[]): readonly ProtocolDetail[] {
  const { language } = useSettings();
  const [found, setFound] = useState<readonly ProtocolDetail[]>([]);
  const key = ids.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: both languages come at once
  useEffect(() => {
    const called = new AbortController();
    const ask = (id: string) =>
      get<ProtocolDetail>(pathOf("protocols", id), language, called.signal).catch(() => undefined);
    const askAll = async () => {
      const all = await Promise.all(key === "" ? [] : key.split(" ").map(ask));
      if (!called.signal.aborted) setFound(all.filter((each) => each !== undefined));
    };
    void askAll();
    return () => called.abort();
  }, [key]);
  return found;
}

type Told = Pick<LogHeader, "platforms" | "actors" | "duties" | "injects" | "protocols">;

/** Names of everybody and everything, from what the table tells of the exercise and what its protocols call things. */
export function useNames(stage: TableStage | undefined, protocols: readonly ProtocolDetail[]): Names {
  const { language } = useSettings();
  return useMemo(() => namesAt(stage, protocols, language), [stage, protocols, language]);
}

function namesAt(
  stage: TableStage | undefined,
  protocols: readonly ProtocolDetail[],
  language: Language,
): Names {
  const counterfactual = new Set(
    (stage?.protocols ?? []).filter((each) => each.counterfactual).map(({ id }) => id),
  );
  const rows = (stage?.file?.rows ?? []).map(({ number, title }) => ({ id: rowIdOf(number), title }));
  const injects = Object.entries(stage?.injects ?? {}).map(([id, { title }]) => ({ id, title }));
  const header = {
    platforms: [],
    actors: [...(stage?.parties ?? [])],
    injects: [...injects, ...rows],
    protocols: protocols.map(({ id, title }) => ({ id, title, counterfactual: counterfactual.has(id) })),
    duties: protocols.flatMap(({ id: protocol, protocol: { duties } }) =>
      Object.entries(duties).map(([id, { title, kind, form }]) => ({
        id,
        protocol,
        title,
        kind,
        form,
        counterfactual: counterfactual.has(protocol),
      })),
    ),
  } as unknown as Told as LogHeader;
  const definitions = protocols.map(({ protocol }) => protocol);
  const decisions: Record<string, Text> = {};
  const roles: Record<string, Text> = {};
  for (const { id, decisions: given, roles: held } of definitions) {
    for (const [name, { title }] of Object.entries(given)) decisions[name] = title;
    for (const [name, { title }] of Object.entries(held)) roles[`${id}/${name}`] = title;
  }
  for (const { decision, title } of stage?.decisions ?? []) decisions[decision] ??= title;
  const names = namesOf(header, titlesOf({ decisions, roles }, definitions), language);
  // A mark at the end of a question stays on its line.
  return {
    ...names,
    decision: (id) => tidy(names.decision(id), language),
    inject: (id) => tidy(names.inject(id), language),
  };
}

/** Why something was refused, in the reader's language whatever the line was opened in. */
export function sayRefusal(problem: ProblemDocument, language: Language): string {
  try {
    return sayServerProblem(problem.code as ServerProblemCode, {}, language).title;
  } catch {
    return problem.detail ?? problem.title;
  }
}
