import type { Language } from "../../words/index.ts";
import { cloudEvents } from "./cloud-events.ts";
import { eventsCsv } from "./events-csv.ts";
import { hashList } from "./hash-list.ts";
import { ocel } from "./ocel.ts";
import { orders } from "./orders.ts";
import { ordersPage } from "./orders-page.ts";
import type { LogSource } from "./source.ts";
import { statements, statementsCsv } from "./statements.ts";
import { xes } from "./xes.ts";

/** What a log can be written as for other programs: the one list of it. */

export interface LogFormat {
  /** of the file's name, after `golden-hour-…` */
  readonly ending: string;
  /** media type */
  readonly type: string;
  /** made of facts about single items, which only a full log holds */
  readonly needsItems: boolean;
  readonly write: (log: LogSource, language: Language) => Iterable<string>;
}

const whole =
  (write: (log: LogSource, language: Language) => string) =>
  (log: LogSource, language: Language): Iterable<string> => [write(log, language)];

export const LOG_FORMATS = {
  cloudevents: {
    ending: "cloudevents.jsonl",
    type: "application/x-ndjson",
    needsItems: false,
    write: (log) => cloudEvents(log),
  },
  ocel: { ending: "ocel.json", type: "application/json", needsItems: false, write: (log) => ocel(log) },
  xes: { ending: "xes", type: "application/xml", needsItems: false, write: (log) => xes(log) },
  "xes-orders": {
    ending: "orders.xes",
    type: "application/xml",
    needsItems: false,
    write: (log) => xes(log, "order"),
  },
  "xes-items": {
    ending: "items.xes",
    type: "application/xml",
    needsItems: true,
    write: (log) => xes(log, "item"),
  },
  events: { ending: "events.csv", type: "text/csv", needsItems: false, write: (log) => eventsCsv(log) },
  statements: { ending: "statements.json", type: "application/json", needsItems: true, write: statements },
  "statements-csv": {
    ending: "statements.csv",
    type: "text/csv",
    needsItems: true,
    write: statementsCsv,
  },
  orders: { ending: "orders.json", type: "application/json", needsItems: false, write: whole(orders) },
  "orders-html": { ending: "orders.html", type: "text/html", needsItems: false, write: whole(ordersPage) },
  hashes: { ending: "hashes.json", type: "application/json", needsItems: false, write: whole(hashList) },
} as const satisfies Record<string, LogFormat>;

export type LogFormatName = keyof typeof LOG_FORMATS;

export const LOG_FORMAT_NAMES = Object.keys(LOG_FORMATS) as readonly LogFormatName[];

export const isLogFormat = (name: string): name is LogFormatName => Object.hasOwn(LOG_FORMATS, name);
