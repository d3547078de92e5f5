import {
  type AccountAuthor,
  type AccountDuty,
  type AccountEntry,
  type ExerciseAccount,
  type FactRecord,
  realAt,
  type Text,
  type Typed,
} from "../../model/index.ts";
import { type Names, sayFact } from "../facts.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { namesOf, type ProtocolTitles } from "../names.ts";
import { sayOutcome } from "../vocabulary.ts";
import { type DocumentBlock, quoteTyped, sayExerciseTime, sayReal, sayTyped, unmarked } from "./document.ts";
import { ENTRY_WORDS, ROLE_WORDS } from "./terms.ts";

/** One exercise in one language: its names, both clocks, who did what. */
export class ExerciseTeller {
  readonly account: ExerciseAccount;
  readonly language: Language;
  readonly names: Names;
  readonly titles: ProtocolTitles;
  private readonly originals: ReadonlySet<string>;
  private readonly rowTitles: ReadonlyMap<string, Text | Typed>;

  constructor(account: ExerciseAccount, titles: ProtocolTitles, language: Language) {
    this.account = account;
    this.language = language;
    this.titles = titles;
    const names = namesOf(account.header, titles, language);
    this.rowTitles = new Map(account.rows.map(({ id, title }) => [id, title]));
    this.names = {
      ...names,
      inject: (id) => {
        const title = this.rowTitles.get(id);
        return title === undefined ? names.inject(id) : this.text(title);
      },
    };
    this.originals = new Set(account.header.originals.map(({ item }) => item));
  }

  /** Between a name and what is said of it. */
  get colon(): string {
    return this.language === "en" ? ": " : "\u00a0: ";
  }

  say(words: Words): string {
    return tidy(words[this.language], this.language);
  }

  /** A text of the file, or one that somebody typed. */
  text(given: Text | Typed): string {
    return given === null || typeof given === "string"
      ? sayTyped(given, this.language)
      : given[this.language];
  }

  quote(given: Text | Typed): string {
    return given === null || typeof given === "string"
      ? quoteTyped(given, this.language)
      : quoteTyped(given[this.language], this.language);
  }

  clock(at: number): string {
    return sayExerciseTime(at, this.language);
  }

  /** Both clocks of an instant of exercise time. */
  clocks(at: number, real = realAt(this.account.stretches, at)): readonly [string, string] {
    return [this.clock(at), sayReal(real)];
  }

  fact(record: FactRecord): string {
    return unmarked(sayFact(record, this.names, (item) => this.originals.has(item), this.language));
  }

  seat(id: string): string {
    const seat = this.account.file.seats.find((each) => each.id === id);
    return seat === undefined ? id : seat.title[this.language];
  }

  author({ role, seat }: AccountAuthor): string {
    return seat === undefined ? this.say(ROLE_WORDS[role]) : this.seat(seat);
  }

  /** Who a decision is of: the seat, or the actor that the model plays. */
  party(actor: string, seat: string | undefined): string {
    return seat === undefined ? this.names.who(actor) : this.seat(seat);
  }

  decision(decision: string | undefined): string {
    return decision === undefined
      ? this.say({ en: "outside the protocol", fr: "hors protocole" })
      : this.names.decision(decision);
  }

  option(decision: string | undefined, option: string | undefined): string {
    if (option === undefined) return "–";
    return decision === undefined ? option : this.names.option(decision, option);
  }

  entryKind(kind: string): string {
    return Object.hasOwn(ENTRY_WORDS, kind) ? this.say(ENTRY_WORDS[kind as keyof typeof ENTRY_WORDS]) : kind;
  }

  /** "entry 12": where something stands in the record. */
  entryNumber(entry: number): string {
    return this.say({ en: `entry ${entry}`, fr: `entrée ${entry}` });
  }

  duty({ protocol, id }: Pick<AccountDuty, "protocol" | "id">): string {
    return unmarked(this.names.duty(`${protocol}/${id}`));
  }

  outcome(duty: Pick<AccountDuty, "outcome">): string {
    return sayOutcome(duty.outcome, this.language);
  }

  /** A typed text with each correction after it; the old text stays. */
  corrected({ corrections }: Pick<AccountEntry, "corrections">, text: Typed | undefined): string {
    const first = text === undefined ? [] : [this.quote(text)];
    const later = corrections.map((each) => {
      const when = this.clock(each.at);
      const which = this.entryNumber(each.entry);
      const said = this.say({ en: `Corrected at ${when} (${which}):`, fr: `Corrigé à ${when} (${which}) :` });
      // What was typed stays as it was typed.
      return `${said} ${this.quote(each.text)}`;
    });
    return [...first, ...later].join("\n");
  }

  heading(level: 1 | 2 | 3, words: Words): DocumentBlock {
    return { kind: "heading", level, text: this.say(words) };
  }

  paragraph(words: Words): DocumentBlock {
    return { kind: "paragraph", text: this.say(words) };
  }

  table(caption: Words, columns: readonly Words[], rows: readonly (readonly string[])[]): DocumentBlock {
    return {
      kind: "table",
      caption: this.say(caption),
      columns: columns.map((each) => this.say(each)),
      rows,
    };
  }
}

export const CLOCK_COLUMNS: readonly [Words, Words] = [
  { en: "Exercise time", fr: "Temps d’exercice" },
  { en: "Real time (UTC)", fr: "Temps réel (UTC)" },
];
