import {
  DEMANDS,
  type Dictionary,
  type DutyKind,
  formatDuration,
  type Lookalikes,
  REDRESS,
  type SanctionKind,
} from "../model/index.ts";
import type { LogShape } from "./definition.ts";

const UNMET = -2;
/** What `WordIndex.of` says of a word that stands for nothing here. */
export const NOTHING = -1;

/**
 * What the words of a log stand for, by their dictionary number. A word is looked at once, when it is first met: the
 * dictionary grows while a simulation runs.
 */
export class WordIndex {
  private readonly dictionary: Dictionary;
  private readonly classify: (text: string) => number;
  private known = new Int16Array(64).fill(UNMET);

  constructor(dictionary: Dictionary, classify: (text: string) => number) {
    this.dictionary = dictionary;
    this.classify = classify;
  }

  of(word: number): number {
    if (word < this.known.length) {
      const found = this.known[word];
      if (found !== UNMET) return found;
    }
    return this.learn(word);
  }

  private learn(word: number): number {
    if (word >= this.known.length) {
      const grown = new Int16Array(Math.max(word + 1, this.known.length * 2)).fill(UNMET);
      grown.set(this.known);
      this.known = grown;
    }
    const found = this.classify(this.dictionary.text(word));
    this.known[word] = found;
    return found;
  }
}

/** Kinds of lawful speech that measures tell apart; whatever else a lookalike may be is `other`. */
export const SPEECHES: readonly (Lookalikes["speech"] | "other")[] = [
  "news",
  "evidence",
  "bystander",
  "satire",
  "counter-speech",
  "research",
  "art",
  "other",
];

/** Who took a lawful item down, as `content.removed` names it; words that protocols invent are `other`. */
export const CAUSES = ["rule", "sweep", "review", "scan", "order", "notice", "other"] as const;

export const DUTY_KINDS: readonly DutyKind[] = ["law", "voluntary", "own-target", "benchmark"];

/** What is asked of a clock, as measures tell it apart: its form, or that a judge says what was in time. */
export const DUTY_FORMS = ["deadline", "minimum-wait", "window", "expiry", "judged"] as const;
export type DutyFormWord = (typeof DUTY_FORMS)[number];

/** What is asked of a clock, as the header of a log tells it. */
export function formOf({ form, judged }: LogShape["duties"][number]): DutyFormWord {
  return judged === true ? "judged" : (form ?? "deadline");
}

/** Messages that bind: what they name wrongly makes the order itself unlawful in truth. */
export const ORDERS: readonly string[] = ["removal-order", "takedown-request", "blocking-request"];

/** Sanctions whose amount is a sum of money. */
const MONEY: readonly SanctionKind[] = ["turnover", "per-day", "fixed"];

const position = (words: readonly string[]) => {
  const places = new Map(words.map((word, place) => [word, place]));
  return (text: string) => places.get(text) ?? NOTHING;
};

const orOther = (words: readonly string[]) => {
  const place = position(words);
  return (text: string) => {
    const found = place(text);
    return found === NOTHING ? words.length - 1 : found;
  };
};

const speechPlace = orOther(SPEECHES);

/**
 * The kind of lawful speech that an origin (`lookalike:news`) or a status (`lawful:news`, or with its language
 * `lawful:news:fr`) names; NOTHING: it is unlawful.
 */
export function speechOf(text: string): number {
  const [word, speech] = text.split(":");
  if (speech !== undefined && (word === "lookalike" || word === "lawful")) return speechPlace(speech);
  return text === "lookalike" || text === "lawful" ? SPEECHES.length - 1 : NOTHING;
}

/** Lanes of all platforms, in the order of the platforms and of their ranks. */
export function lanesOf(shape: LogShape): readonly string[] {
  return [...new Set(shape.platforms.flatMap((platform) => platform.lanes))];
}

/** The words of one log, each by the question that measures ask about it. */
export class LogWords {
  /** position in the header; a platform that the header does not name is a stranger's log */
  readonly platform: WordIndex;
  /** the same, or NOTHING for an authority or body */
  readonly actor: WordIndex;
  readonly speech: WordIndex;
  /** language of a lawful item, by its place in the header; NOTHING where none is told */
  readonly language: WordIndex;
  readonly cause: WordIndex;
  /** who decides on a complaint */
  readonly redress: WordIndex;
  readonly lane: WordIndex;
  readonly dutyKind: WordIndex;
  /** position in `DUTY_FORMS` */
  readonly dutyForm: WordIndex;
  readonly mark: WordIndex;
  readonly original: WordIndex;
  readonly message: WordIndex;
  readonly demand: WordIndex;
  readonly order: WordIndex;
  /** kinds of sanction that are sums of money */
  readonly money: WordIndex;
  /** decisions that judge what the content is */
  readonly assessment: WordIndex;
  readonly ordinary: number;
  readonly activated: number;
  readonly obeyed: number;
  readonly activation: number;
  readonly alert: number;
  readonly wrongCategory: number;
  readonly over: number;
  readonly livestream: number;
  readonly capped: number;
  readonly lost: number;
  readonly reasons: number;
  readonly reversed: number;
  readonly disagree: number;
  readonly withdrawn: number;

  constructor(shape: LogShape, dictionary: Dictionary, messages: readonly string[]) {
    const index = (classify: (text: string) => number) => new WordIndex(dictionary, classify);
    const platform = position(shape.platforms.map(({ id }) => id));
    this.platform = index(known("measures/unknown_platform", platform));
    this.actor = index(platform);
    this.speech = index(speechOf);
    const languages = position(shape.languages ?? []);
    this.language = index((text) =>
      text.startsWith("lawful:") ? languages(text.split(":")[2] ?? "") : NOTHING,
    );
    this.redress = index(position(REDRESS));
    this.cause = index(orOther(CAUSES));
    this.lane = index(known("measures/unknown_lane", position(lanesOf(shape))));
    const duties = new Map(
      shape.duties.map(({ id, protocol, kind }) => [`${protocol}/${id}`, DUTY_KINDS.indexOf(kind)]),
    );
    this.dutyKind = index(known("measures/unknown_duty", (text) => duties.get(text) ?? NOTHING));
    const forms = new Map(
      shape.duties.map((duty) => [`${duty.protocol}/${duty.id}`, DUTY_FORMS.indexOf(formOf(duty))]),
    );
    this.dutyForm = index(known("measures/unknown_duty", (text) => forms.get(text) ?? NOTHING));
    this.mark = index(position(shape.marks.map(formatDuration)));
    this.original = index(known("measures/unknown_original", position(shape.originals.map(({ id }) => id))));
    this.message = index(position(messages));
    this.demand = index(position(DEMANDS));
    this.order = index(position(ORDERS));
    this.money = index(position(MONEY));
    this.assessment = index((text) => (text.startsWith("assess") ? 0 : NOTHING));
    this.ordinary = dictionary.number("ordinary");
    this.activated = dictionary.number("activated");
    this.obeyed = dictionary.number("obeyed");
    this.activation = dictionary.number("activation");
    this.alert = dictionary.number("alert");
    this.wrongCategory = dictionary.number("wrong");
    this.over = dictionary.number("over");
    this.livestream = dictionary.number("livestream");
    this.capped = dictionary.number("capped");
    this.lost = dictionary.number("lost");
    this.reasons = dictionary.number("reasons");
    this.reversed = dictionary.number("reversed");
    this.disagree = dictionary.number("disagree");
    this.withdrawn = dictionary.number("withdrawn");
  }
}

const known = (code: string, classify: (text: string) => number) => (text: string) => {
  const found = classify(text);
  if (found === NOTHING) throw new Error(`${code}: ${text}`);
  return found;
};
