import type { RunSubject } from "../exchange/index.ts";
import type { Diagnostic, ExerciseFile } from "../model/index.ts";
import type { ExerciseHeading, VariantText } from "../scenario/index.ts";
import type { ProtocolCard, ProtocolDetail, ScenarioCard, ScenarioDetail } from "./contract.ts";

/** Why something of the library cannot be had. */
export type ShelfFault =
  | {
      readonly ok: false;
      readonly code:
        | "library/unknown_scenario"
        | "library/unknown_variant"
        | "library/unknown_protocol"
        | "library/unknown_exercise";
      readonly found: string;
      readonly nearest: string;
    }
  | { readonly ok: false; readonly code: "library/faulty"; readonly diagnostics: readonly Diagnostic[] };

export type Found<T> = ({ readonly ok: true } & T) | ShelfFault;

/** A scenario with a variant, maybe one that was made by form and stands in no file. */
export interface Asked {
  readonly scenario: string;
  readonly variant: string;
  readonly own?: VariantText;
}

export interface Group {
  readonly id: string;
  readonly title: { readonly en: string; readonly fr: string };
}

/** An exercise that is fit to be played, with the scenario that it plays, without the rows of the exercise. */
export interface ReadExercise {
  readonly file: Readonly<Record<string, unknown>>;
  readonly exercise: ExerciseFile;
  readonly subject: RunSubject;
  readonly warnings: readonly Diagnostic[];
}

/**
 * The library as the server asks for it. Reading and checking scenarios takes long enough to be felt, so whoever is behind
 * this does it elsewhere than where requests are answered.
 */
export interface Shelf {
  scenarios(): Promise<readonly ScenarioCard[]>;
  groups(): Promise<readonly Group[]>;
  /** the resolved scenario, ready to be run */
  subject(asked: Asked): Promise<Found<{ readonly subject: RunSubject }>>;
  detail(asked: Asked): Promise<Found<{ readonly detail: ScenarioDetail }>>;
  /** the text of its file; with a variant made by form, as a file that stands by itself */
  text(scenario: string, own?: VariantText): Promise<Found<{ readonly text: string }>>;
  /** all that `check` finds wrong with a scenario under a variant made by form */
  check(scenario: string, own: VariantText): Promise<Found<{ readonly diagnostics: readonly Diagnostic[] }>>;
  protocols(): Promise<readonly ProtocolCard[]>;
  protocol(id: string): Promise<Found<{ readonly detail: ProtocolDetail }>>;
  /** the finished exercises of the library, by id */
  exercises(): Promise<readonly ExerciseHeading[]>;
  /** one of them; `file` is what stands in it, as an exercise is kept and sent */
  exercise(id: string): Promise<Found<ReadExercise>>;
  /** an exercise that came over the network, judged as `check` does; it may name scenarios of the library only */
  readExercise(given: Readonly<Record<string, unknown>>): Promise<Found<ReadExercise>>;
  close(): Promise<void>;
}
