import { Worker } from "node:worker_threads";

/** Calls across threads: a method's name and arguments go over, its value or its failure comes back. */

export interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type CallAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly code?: string };

/** A thread that answers calls. When it dies, what was asked of it fails, and the next call starts another one. */
export class ThreadCaller {
  private readonly entry: string;
  private readonly data: unknown;
  private worker: Worker | undefined;
  private readonly waiting = new Map<
    number,
    { readonly done: (value: unknown) => void; readonly fail: (error: Error) => void }
  >();
  private last = 0;

  /** `entry`: the built file of the thread */
  constructor(entry: string, data: unknown) {
    this.entry = entry;
    this.data = data;
  }

  private open(): Worker {
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(this.entry, { workerData: this.data });
    const lose = (error: Error) => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      for (const { fail } of this.waiting.values()) fail(error);
      this.waiting.clear();
    };
    worker.on("message", (answer: CallAnswer) => this.settle(answer));
    worker.on("error", (error) => lose(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => lose(new Error(`server/thread_ended ${code}`)));
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private settle(answer: CallAnswer): void {
    const call = this.waiting.get(answer.id);
    if (call === undefined) return;
    this.waiting.delete(answer.id);
    if (this.waiting.size === 0) this.worker?.unref();
    if (answer.ok) call.done(answer.value);
    else call.fail(Object.assign(new Error(answer.message), { code: answer.code }));
  }

  call<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    const worker = this.open();
    this.last++;
    const call: Call = { id: this.last, method, args };
    return new Promise<T>((done, fail) => {
      this.waiting.set(call.id, { done: done as (value: unknown) => void, fail });
      worker.ref();
      worker.postMessage(call);
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }
}

/** In the thread: answers calls one after the other. */
export function answerCalls(
  port: {
    on(event: "message", listener: (call: Call) => void): unknown;
    postMessage(answer: CallAnswer): void;
  },
  methods: Readonly<Record<string, (...args: never[]) => unknown>>,
): void {
  port.on("message", ({ id, method, args }) => {
    const run = methods[method] as (...given: unknown[]) => unknown;
    Promise.resolve()
      .then(() => run(...args))
      .then((value) => port.postMessage({ id, ok: true, value }))
      .catch((error: unknown) => {
        const { message, code } = error as { message?: unknown; code?: unknown };
        port.postMessage({
          id,
          ok: false,
          message: typeof message === "string" ? message : String(error),
          ...(typeof code === "string" ? { code } : {}),
        });
      });
  });
}
