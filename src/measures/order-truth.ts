import type { Fact } from "../model/index.ts";
import { type LogWords, NOTHING } from "./words.ts";

/**
 * Which orders were unlawful in truth: a lawful item went because of them. Judged by causes: a fact descends from an
 * order when the fact that caused it is the order's own message or descends from it. Only rare facts are remembered, so
 * an order that leads to a removal only through what a copy's own life did (a hash, a sweep) is not found.
 */
export class OrderTruth {
  /** number of a fact -> number of the message it descends from */
  private readonly messages = new Map<number, number>();
  private readonly wrongful = new Set<number>();
  private readonly words: LogWords;

  constructor(words: LogWords) {
    this.words = words;
  }

  clear(): void {
    if (this.messages.size > 0) this.messages.clear();
    if (this.wrongful.size > 0) this.wrongful.clear();
  }

  heard(fact: Fact): void {
    if (this.words.order.of(fact.what) !== NOTHING) this.messages.set(fact.number, fact.x);
    else this.follow(fact);
  }

  /** A rare fact, of any kind. */
  follow(fact: Fact): void {
    if (this.messages.size === 0 || this.messages.has(fact.number)) return;
    const message = this.messages.get(fact.cause);
    if (message !== undefined) this.messages.set(fact.number, message);
  }

  lawfulRemoval(fact: Fact): void {
    const message = this.messages.get(fact.cause);
    if (message !== undefined) this.wrongful.add(message);
  }

  /** The order that a fact's cause descends from. */
  orderBehind(fact: Fact): number | undefined {
    return this.messages.get(fact.cause);
  }

  isWrongful(message: number): boolean {
    return this.wrongful.has(message);
  }

  get wrongfulOrders(): number {
    return this.wrongful.size;
  }
}
