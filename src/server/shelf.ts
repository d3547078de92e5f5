import type { RunSubject } from "../exchange/index.ts";
import type { Diagnostic } from "../model/index.ts";
import type { VariantText } from "../scenario/index.ts";
import type { ProtocolCard, ProtocolDetail, ScenarioCard, ScenarioDetail } from "./contract.ts";

/** Why something of the library cannot be had. */
export type ShelfFault =
  | {
      readonly ok: false;
      readonly code: "library/unknown_scenario" | "library/unknown_variant" | "library/unknown_protocol";
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
  close(): Promise<void>;
}
