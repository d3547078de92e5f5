/** What to do before a question or at the end of a step: the operand times four plus one of these. */
export const DO_EFFECT = 0;
export const DO_START = 1;
export const DO_CANCEL = 2;
export const DO_NOTE = 3;

/**
 * A node of a decision tree: first its work in order, then its question, or the row where the step ends.
 * One shape for both, so that the step reads every node the same way.
 */
export class Decision {
  readonly work: readonly number[];
  /** The number of a guard, or -1 at the end of a step. */
  readonly question: number;
  /** Where the step ends; -1 where a question is asked. */
  readonly row: number;
  yes: Decision | null = null;
  no: Decision | null = null;
  private readonly parent: Decision | null;
  private readonly answer: boolean;

  constructor(
    work: readonly number[],
    question: number,
    row: number,
    parent: Decision | null,
    answer: boolean,
  ) {
    this.work = work;
    this.question = question;
    this.row = row;
    this.parent = parent;
    this.answer = answer;
  }

  /** The answers that lead from the first question to here. */
  answers(): boolean[] {
    return this.parent === null ? [] : [...this.parent.answers(), this.answer];
  }
}
