/** What a reader of a stranger's sheet must ask, and what was answered. */

export const QUESTION_KINDS = [
  /** which sheet of a workbook holds the rows */
  "sheet",
  /** which line holds the heads */
  "head",
  /** what a column holds */
  "column",
  /** the unit of bare numbers in the column of times, or in that of due times */
  "time-unit",
  "due-unit",
  /** 1:30 after a sign: hours and minutes, or minutes and seconds */
  "time-colon",
  /** 09:05: since STARTEX, or the time of day, and then when STARTEX is */
  "clock",
  /** times that go back: the next day, or as they stand */
  "midnight",
  /** 03/04/2026: day or month first */
  "date-order",
  /** the instant of STARTEX */
  "start",
  /** a time that nobody can read */
  "time",
  /** rows without a time */
  "no-time",
  /** a due time counts from its row, or from STARTEX */
  "due",
  /** a receiver whom the scenario does not have */
  "actor",
  /** rows that name nobody */
  "no-recipient",
  "kind",
  "method",
  /** methods that only free texts give away */
  "method-guess",
  "planningStatus",
  "visibility",
  "objective",
  /** a number that an earlier row has, or whose name in the simulation would be the same */
  "number",
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What may be answered besides the choices. */
export type FreeAnswer = "time" | "start" | "clock" | "number";

export interface MselQuestion {
  /** its name, under which an answer is given: the kind, and what it is about where there can be several */
  readonly id: string;
  readonly kind: QuestionKind;
  /** what stands there */
  readonly found: string;
  /** lines of the sheet that wait for it; the first so many */
  readonly lines: readonly number[];
  /** how many lines */
  readonly count: number;
  readonly choices: readonly string[];
  /** what would be taken in the preview, and is the likeliest */
  readonly suggested?: string;
  readonly free?: FreeAnswer;
  /** an answer was given that is none */
  readonly refused?: string;
}

export type MselAnswers = Readonly<Record<string, string>>;

interface Asked {
  readonly kind: QuestionKind;
  /** what it is about */
  readonly about?: string;
  readonly found: string;
  readonly line?: number;
  readonly choices: readonly string[];
  readonly suggested?: string | undefined;
  readonly free?: FreeAnswer;
  /** whether a free answer is one */
  readonly isAnswer?: (answer: string) => boolean;
}

const MOST_LINES = 20;
const LONGEST_FOUND = 200;

interface OpenQuestion extends MselQuestion {
  readonly lines: number[];
  count: number;
}

/** Gives what was answered, or else what is likeliest, and keeps what is open. */
export class Asker {
  private readonly answers: ReadonlyMap<string, string>;
  private readonly open = new Map<string, OpenQuestion>();
  private readonly openLines = new Set<number>();

  constructor(answers: MselAnswers) {
    this.answers = new Map(Object.entries(answers));
  }

  ask({ kind, about, found, line, choices, suggested, free, isAnswer }: Asked): string | undefined {
    const id = about === undefined ? kind : `${kind}:${about.slice(0, LONGEST_FOUND)}`;
    const answer = this.answers.get(id);
    if (answer !== undefined && (choices.includes(answer) || isAnswer?.(answer) === true)) return answer;
    const question: OpenQuestion = this.open.get(id) ?? {
      id,
      kind,
      found: found.slice(0, LONGEST_FOUND),
      lines: [],
      count: 0,
      choices,
      ...(suggested === undefined ? {} : { suggested }),
      ...(free === undefined ? {} : { free }),
      ...(answer === undefined ? {} : { refused: answer }),
    };
    this.open.set(id, question);
    if (line !== undefined) {
      question.count += 1;
      if (question.lines.length < MOST_LINES && question.lines.at(-1) !== line) question.lines.push(line);
      this.openLines.add(line);
    }
    return suggested;
  }

  /** What somebody said without being asked. */
  told(id: string): string | undefined {
    return this.answers.get(id);
  }

  /** Whether something of this line waits for an answer. */
  isOpen(line: number): boolean {
    return this.openLines.has(line);
  }

  /** In the order of their kinds: what others hang on comes first. */
  get questions(): readonly MselQuestion[] {
    const rank = ({ kind }: MselQuestion) => QUESTION_KINDS.indexOf(kind);
    return [...this.open.values()].sort((a, b) => rank(a) - rank(b));
  }
}
