import { createContext, use } from "react";
import type { LogHeader } from "../../../src/model/index.ts";
import { type Language, type Names, namesOf } from "../../../src/words/index.ts";
import { type ProtocolDetail, type Stage, titlesOf } from "../api/types.ts";
import { inOrder } from "../components/actor-kind.tsx";

/** What every part of the player needs of a run and never changes while it plays. */
export interface Scene {
  readonly stage: Stage;
  readonly header: LogHeader;
  readonly names: Names;
  /** those that it runs under; none until they are here */
  readonly protocols: readonly ProtocolDetail[];
  readonly language: Language;
  /** everybody, in the one order of all pages */
  readonly actors: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  isOriginal(item: string): boolean;
}

export function sceneOf(stage: Stage, protocols: readonly ProtocolDetail[], language: Language): Scene {
  const { header } = stage;
  const originals = new Set(header.originals.map(({ item }) => item));
  const everybody = [...header.platforms, ...header.actors];
  return {
    stage,
    header,
    names: namesOf(header, titlesOf(stage.titles, definitionsOf(protocols)), language),
    protocols,
    language,
    actors: inOrder(everybody).map(({ id, kind, title }) => ({ id, kind, name: title[language] })),
    isOriginal: (item) => originals.has(item),
  };
}

export const definitionsOf = (protocols: readonly ProtocolDetail[]) =>
  protocols.map(({ protocol }) => protocol);

const Given = createContext<Scene | undefined>(undefined);
export const SceneOf = Given.Provider;

export function useScene(): Scene {
  const scene = use(Given);
  if (scene === undefined) throw new Error("no scene above this part of the page");
  return scene;
}
