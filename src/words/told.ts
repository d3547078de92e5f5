import type { DutyForm } from "../model/index.ts";
import type { Sentence } from "./language.ts";

/** The form of a clock, or that a judge says afterwards what was in time. */
export type ClockForm = DutyForm | "judged";

/** What a sentence about a fact may use: its slots, and the words of its language. */
export interface Told {
  readonly at: number;
  readonly who: string;
  readonly other: string;
  readonly what: string;
  readonly how: string;
  readonly x: number;
  readonly y: number;
  /** the item is one of the originals */
  readonly original: boolean;
  readonly duty: string;
  readonly form: ClockForm;
  /** the duty's kind in brackets, after a space: never left out where a clock is named */
  readonly kind: string;
  readonly decision: string;
  /** what was decided */
  readonly option: string;
  readonly role: string;
  /** the state that a role is in */
  readonly state: string;
  /** a note, status, label or flag that stands in a protocol's file under this name */
  readonly named: (name: string) => string;
  /** what a protocol threatens, `protocol/sanction` */
  readonly sanction: (name: string) => string;
  readonly message: string;
  readonly inject: string;
  /** title of the protocol that the fact is against */
  readonly protocol: string;
  readonly number: (value: number) => string;
  /** for what comes in whole numbers only, like views */
  readonly whole: (value: number) => string;
  readonly span: (ms: number) => string;
  readonly share: (value: number) => string;
}

/** 3: always in a timeline; 2: where there is room; 1: only in a full list; 0: a sampled count, no event. */
export type Weight = 0 | 1 | 2 | 3;

export interface FactWords {
  readonly weight: Weight;
  readonly say: Sentence<Told>;
}
