import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** An hour and a day have edges of their own: the golden hour is what everything is about. */
const EDGES = [0.005, 0.025, 0.1, 0.25, 1, 5, 30, 300, 3600, 86_400];

/** What Prometheus is told. Each server has a registry of its own. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: "golden_hour_request_seconds",
    help: "How long requests took to be answered",
    labelNames: ["method", "status"],
    buckets: EDGES,
    registers: [this.registry],
  });
  readonly comparisons = new Histogram({
    name: "golden_hour_comparison_seconds",
    help: "How long comparisons took from being asked for to their end",
    labelNames: ["status"],
    buckets: EDGES,
    registers: [this.registry],
  });
  readonly updates = new Counter({
    name: "golden_hour_updates_total",
    help: "Numbered updates of live sessions",
    registers: [this.registry],
  });
  readonly watchers = new Gauge({
    name: "golden_hour_watchers",
    help: "Watchers of live sessions",
    registers: [this.registry],
  });
  readonly sessions = new Gauge({
    name: "golden_hour_sessions",
    help: "Live sessions in memory",
    registers: [this.registry],
  });
  readonly snapshots = new Counter({
    name: "golden_hour_snapshots_total",
    help: "Watchers who were too slow for single updates and got many in one",
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.comparisons.zero({ status: "done" });
  }

  readonly watch: RequestHandler = (request, response, next) => {
    const end = this.requests.startTimer({ method: request.method });
    response.once("close", () => end({ status: String(response.statusCode) }));
    next();
  };
}
