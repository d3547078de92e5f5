/**
 * The bench: how fast and how large the product is, as ratios between two sides that ran in turns in this very run. It
 * judges nothing by the clock alone and fails no build: read the table.
 *
 *     npm run bench                     every row
 *     npm run bench -- --only NAME      one row, or all whose names begin so: steps, replay, recording, memory, growth,
 *                                       cascades, digest, replication, backends-threads, backends-bullmq, compare-5x1000,
 *                                       compare-pairing, compare-scenarios, watchers, table, frames
 *     npm run bench -- --pairs N        so many pairs instead of 5
 *     npm run bench -- --replications N so many replications instead of a row's own, in rows of backends and comparisons
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Digest } from "../../dist/model/index.js";
import { BUSY, clockOf, fairRatios, medianOf, ratiosOf, runChild } from "./children.mjs";
import { countRun } from "./counts.mjs";
import { FULL_SIZE, fullSize, scaled } from "./material.mjs";
import { isAtLeast, isAtMost, judge, printTable } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    pairs: { type: "string", default: "5" },
    replications: { type: "string" },
  },
});
const pairs = Math.max(1, Number.parseInt(options.pairs, 10) || 5);

const times = (value) => `${value.toFixed(value < 10 ? 2 : 0)} x`;
const range = ({ low, high }) => `${times(low)} to ${times(high)}`;
/** Whether a row is asked for. */
const isAsked = (name) => options.only === undefined || name.startsWith(options.only);
const percent = (value) => `${(value * 100).toFixed(1)} %`;
const whole = (value) => Math.round(value).toLocaleString("en");
const delays = ({ n, p50, p99, worst }) =>
  `${whole(n)}: ${p50.toFixed(1)} ms in the middle, p99 ${p99.toFixed(1)} ms, at worst ${worst.toFixed(0)} ms`;
const say = (text) => process.stderr.write(`${text}\n`);

// ---- the full-size replay: its sides run in turns, and three rows read them ------------------------------------------

const SIDES = {
  floor: { rows: ["replay", "recording"] },
  replay: { rows: ["replay", "digest", "memory"] },
  recording: { rows: ["recording", "memory"] },
  undigested: { rows: ["digest"], side: "replay", node: ["--import", "./test/bench/without-digest.mjs"] },
};

let replays;
function replayAll() {
  replays ??= measureReplays();
  return replays;
}

function measureReplays() {
  const full = countRun(fullSize());
  const wanted = Object.entries(SIDES).filter(([, { rows }]) => rows.some(isAsked));
  const runs = Object.fromEntries(wanted.map(([name]) => [name, []]));
  const rounds = options.only === "memory" ? 1 : pairs;
  for (let round = 0; round < rounds; round++) {
    say(`full-size replay, round ${round + 1} of ${rounds}`);
    for (const [name, { side = name, node = [] }] of wanted) {
      const [run] = runChild("replay.mjs", [side, JSON.stringify(full.counts)], node);
      runs[name].push(run);
    }
  }
  return { full, runs };
}

const warm = (runs) => runs.map(({ warmMs }) => warmMs);
const warmCpu = (runs) => runs.map(({ warmCpuMs }) => warmCpuMs);
const cold = (runs) => runs.map(({ coldMs }) => coldMs);

/** How close the floor comes to each number of the incident. */
function closeness(wanted, done) {
  return Object.entries(wanted).map(([name, count]) => {
    const off = count === 0 ? Math.abs(done[name]) : Math.abs(done[name] - count) / count;
    return {
      isClose: off <= 0.01,
      text: `${name} ${whole(count)} and ${whole(done[name])} (${(off * 100).toFixed(2)} %)`,
    };
  });
}

function againstFloor(name, what) {
  const { full, runs } = replayAll();
  const { floor, [name]: product } = runs;
  const ratio = fairRatios([warm(product), warm(floor)], [warmCpu(product), warmCpu(floor)]);
  const close = closeness(full.counts, floor[0].counts);
  const isFair = close.every(({ isClose }) => isClose);
  return {
    what,
    measured: times(ratio.median),
    least: "within 4 x",
    aim: "2 x",
    ok: isFair ? judge(ratio.median, 4, 2, isAtMost) : "not comparable",
    notes: [
      `${ratio.clock} of a warm run (the second of its process) over the floor's, median of ${product.length} pairs; by wall time ${range(ratio.byWall)}, by CPU time ${range(ratio.byCpu)}`,
      `warm runs: ${whole(medianOf(warm(product)))} ms and ${whole(medianOf(warm(floor)))} ms (CPU ${whole(medianOf(warmCpu(product)))} and ${whole(medianOf(warmCpu(floor)))} ms)`,
      `cold, from the start of the process to the end of its first run: ${whole(medianOf(cold(product)))} ms and ${whole(medianOf(cold(floor)))} ms, ${times(ratiosOf(cold(product), cold(floor)).median)}`,
      `product and floor: ${close.map(({ text }) => text).join("; ")}; entries taken ${whole(full.events)} and ${whole(floor[0].events)}`,
      ...(isFair ? [] : ["The floor is more than 1 % off: the two are not comparable."]),
    ],
  };
}

// ---- what several rows read ------------------------------------------------------------------------------------------

let shipped;
/** What one replication of each shipped scenario costs, and what is compared first in it. */
function scenarios() {
  if (shipped === undefined) say("one replication of every shipped scenario");
  shipped ??= runChild("scenarios.mjs");
  return shipped;
}

let measuredBackends;
/** The same replications on each backend that is asked for, in turns. */
function backends() {
  if (measuredBackends !== undefined) return measuredBackends;
  const replications = Math.max(2, Number.parseInt(options.replications, 10) || 400);
  const sides = ["inline", "threads", "bullmq"].filter(
    (side) => side === "threads" || isAsked(side === "inline" ? "backends-threads" : "backends-bullmq"),
  );
  say(`backends, ${pairs} rounds of ${replications} replications: ${sides.join(", ")}`);
  const [found] = runChild("backends.mjs", [String(pairs), String(replications), sides.join(",")]);
  const rate = (side) => `${side} ${whole(replications / medianOf(found[side]))}`;
  const extra = (side) => `${side} ${percent(ratiosOf(found.cpus[side], found.cpus[sides[0]]).median - 1)}`;
  measuredBackends = {
    ...found,
    notes: [
      `${replications} replications of ${found.scenario} under two variants by wall time, all warm, median of ${pairs} rounds in turns`,
      `replications a second: ${sides.map(rate).join(", ")}; load of the machine now: ${loadavg()[0].toFixed(1)}`,
      `processor time beyond that of ${sides[0]}: ${sides.slice(1).map(extra).join(", ")} (of bullmq with its workers; what the clock says hangs on whether other programs want the cores)`,
    ],
  };
  return measuredBackends;
}

/** What pairing is worth to one headline measure of one variant, or why nothing is told of it. */
function sayPairing({ variant, measure, why, paired, unpaired, correlation }) {
  const said =
    why === "scale"
      ? "not at this scale"
      : why !== null || unpaired === null
        ? `no number (${why ?? "too few"})`
        : paired === 0
          ? "nothing differs"
          : `variance ${paired.toPrecision(3)} in pairs, ${unpaired.toPrecision(3)} apart, ${times(unpaired / paired)}; correlation ${(correlation ?? 0).toFixed(2)}`;
  return `${variant}, ${measure}: ${said}`;
}

// ---- rows ------------------------------------------------------------------------------------------------------------

const ROWS = {
  steps() {
    say("steps of every shipped machine");
    const all = runChild("steps.ts", [], ["--import", "tsx"]);
    const measured = all.filter(({ ratio }) => ratio !== undefined).sort((a, b) => a.ratio - b.ratio);
    const [slowest] = measured;
    if (slowest === undefined) throw new Error(all[0]?.fault ?? "no machines");
    const last = measured[measured.length - 1];
    const faults = all.filter(({ fault }) => fault !== undefined);
    return {
      what: "step on the tables against XState's running actor",
      measured: `${times(slowest.ratio)} (${slowest.name})`,
      least: "20 x faster",
      aim: "100 x",
      ok: faults.length > 0 ? "incomplete" : judge(slowest.ratio, 20, 100, isAtLeast),
      notes: [
        `${measured.length} shipped machines, slowest ${slowest.name}, median ${times(medianOf(measured.map(({ ratio }) => ratio)))}, fastest ${last.name} ${times(last.ratio)}`,
        `slowest: ${whole(slowest.tableStepsPerSecond)} against ${whole(slowest.actorStepsPerSecond)} steps a second; ${slowest.rows} rows, ${slowest.questions} questions, ${slowest.misses} misses`,
        "each machine as it is and inside a root that starts it again now and then; the lower ratio counts",
        ...faults.map(({ name, fault }) => `not measured: ${name}: ${fault}`),
      ],
    };
  },

  replay() {
    return againstFloor(
      "replay",
      `full-size ${FULL_SIZE}, measures and facts about actors, against the floor`,
    );
  },

  recording() {
    return againstFloor("recording", "the same as the command `run` records it, with all causes");
  },

  memory() {
    const { runs } = replayAll();
    const peak = (side) => medianOf(runs[side].map(({ peakRssMb }) => peakRssMb));
    const largest = Math.max(peak("replay"), peak("recording"));
    return {
      what: "its memory: peak of a fresh process that replays once",
      measured: `${whole(largest)} MB`,
      least: "500 MB",
      aim: "250 MB",
      ok: judge(largest, 500, 250, isAtMost),
      notes: [
        `as the command \`run\` records it ${whole(peak("recording"))} MB, with measures and facts about actors ${whole(peak("replay"))} MB (the larger counts)`,
      ],
    };
  },

  growth() {
    const small = sized(1e4);
    const large = sized(1e7);
    const runs = { product: [], floor: [] };
    const rounds = Math.min(pairs, 3);
    for (let round = 0; round < rounds; round++) {
      say(`growth, round ${round + 1} of ${rounds}`);
      for (const side of ["product", "floor"])
        runs[side].push(...runChild("growth.mjs", [side, JSON.stringify({ small, large })]));
    }
    const growth = (side, which, unit = "nsPerAttempt") =>
      runs[side].map((run) => run[which][unit] / run.small[unit]);
    const over = (which) => ({
      byWall: ratiosOf(growth("product", which), growth("floor", which)),
      byCpu: ratiosOf(growth("product", which, "cpuNsPerAttempt"), growth("floor", which, "cpuNsPerAttempt")),
    });
    const all = [...runs.product, ...runs.floor];
    const isBusy =
      medianOf(all.map(({ large: { nsPerAttempt, cpuNsPerAttempt } }) => nsPerAttempt / cpuNsPerAttempt)) >
      BUSY;
    const pick = (which) => (isBusy ? over(which).byCpu : over(which).byWall);
    const first = pick("large");
    const cost = (side, which) => whole(medianOf(runs[side].map((run) => run[which].nsPerAttempt)));
    return {
      what: "cost per attempt from 10^4 to 10^7 events over the floor's own growth",
      measured: times(first.median),
      least: "1.3 x",
      aim: "1.0 x",
      ok: judge(first.median, 1.3, 1, isAtMost),
      notes: [
        `${clockOf(isBusy)}, median of ${rounds} pairs; by wall time ${range(over("large").byWall)}, by CPU time ${range(over("large").byCpu)}; the large run repeated in the same process ${times(pick("again").median)}`,
        `nanoseconds an attempt, small, large, large again: product ${cost("product", "small")}, ${cost("product", "large")}, ${cost("product", "again")}; floor ${cost("floor", "small")}, ${cost("floor", "large")}, ${cost("floor", "again")}`,
        `growth: product ${times(medianOf(growth("product", "large")))}, floor ${times(medianOf(growth("floor", "large")))}; entries taken, product ${whole(runs.product[0].small.events)} and ${whole(runs.product[0].large.events)}, floor ${whole(runs.floor[0].small.events)} and ${whole(runs.floor[0].large.events)}`,
        "bare rules, larger only by the offspring of the original; the floor has the same attempts, blocks and removals",
      ],
    };
  },

  cascades() {
    say("tiny cascades");
    const [{ rates, cpuRates, bare, items, measures, events }] = runChild("cascades.mjs");
    const isBusy = medianOf(cpuRates.map((each, i) => each / rates[i])) > BUSY;
    const rate = medianOf(isBusy ? cpuRates : rates);
    return {
      what: "tiny cascades a second, one core",
      measured: whole(rate),
      least: "100,000",
      aim: "500,000",
      ok: judge(rate, 100_000, 500_000, isAtLeast),
      notes: [
        `${items.toFixed(3)} items and ${events.toFixed(1)} entries each, all ${measures} measures and the digest of each; a second of ${clockOf(isBusy)}; by wall time ${whole(Math.min(...rates))} to ${whole(Math.max(...rates))}, by CPU time ${whole(Math.min(...cpuRates))} to ${whole(Math.max(...cpuRates))}`,
        `a bare loop that only counts the same cascade's items: ${whole(medianOf(bare))} a second, ${times(ratiosOf(bare, rates).median)} as many`,
      ],
    };
  },

  digest() {
    const { runs } = replayAll();
    const { replay, undigested } = runs;
    const nothing = new Digest().hex();
    if (
      undigested.some(({ digest }) => digest !== nothing) ||
      replay.some(({ digest }) => digest === nothing)
    )
      throw new Error("facts were folded in the run that should not fold them, or the reverse");
    const cpu = ratiosOf(warmCpu(undigested), warmCpu(replay));
    const wall = ratiosOf(warm(undigested), warm(replay));
    const share = 1 - cpu.median;
    return {
      what: "the digest's share of the run",
      measured: percent(share),
      least: "10 %",
      aim: "10 %",
      ok: judge(share, 0.1, 0.1, isAtMost).replace(", aim", ""),
      notes: [
        `one less the CPU time without folding facts over that with it, warm runs, ${replay.length} pairs: ${percent(1 - cpu.high)} to ${percent(1 - cpu.low)}; by wall time ${percent(1 - wall.median)}`,
      ],
    };
  },

  replication() {
    const all = scenarios();
    const timed = all.filter(({ isLarge }) => !isLarge).sort((a, b) => b.cpuMs - a.cpuMs);
    const [slowest] = timed;
    const large = all.filter(({ isLarge }) => isLarge);
    return {
      what: "one replication of the slowest shipped scenario, but where size is the point",
      measured: `${slowest.cpuMs.toFixed(1)} ms (${slowest.id})`,
      least: "50 ms",
      aim: "50 ms",
      ok: judge(slowest.cpuMs, 50, 50, isAtMost).replace(", aim", ""),
      notes: [
        "processor time of a warm replication under the scenario's own variant, median of 15; their mean and most; wall time",
        ...timed.map(
          ({ id, cpuMs, meanCpuMs, mostCpuMs, wallMs, attempts, events }) =>
            `${id}: ${cpuMs.toFixed(1)} ms (${meanCpuMs.toFixed(1)}, ${mostCpuMs.toFixed(1)}; ${wallMs.toFixed(1)}); ${whole(attempts)} attempts, ${whole(events)} events`,
        ),
        ...large.map(
          ({ id, attempts }) => `not timed, for size is the point: ${id}, ${whole(attempts)} attempts`,
        ),
      ],
    };
  },

  "backends-threads"() {
    const { inline, threads, apart, hands, notes } = backends();
    const gain = ratiosOf(inline, threads);
    const most = ratiosOf(inline, apart);
    return {
      what: `threads on ${hands} cores over inline`,
      measured: times(gain.median),
      least: "1.8 x",
      aim: "1.95 x",
      ok: judge(gain.median, 1.8, 1.95, isAtLeast),
      notes: [
        range(gain),
        `the most that ${hands} cores gave: processes that share nothing, ${times(most.median)} (${range(most)}); threads reach ${percent(ratiosOf(apart, threads).median)} of it`,
        ...notes,
      ],
    };
  },

  "backends-bullmq"() {
    const { threads, bullmq, hands, notes } = backends();
    const kept = ratiosOf(threads, bullmq);
    return {
      what: `bullmq with ${hands} workers over threads on ${hands} cores`,
      measured: times(kept.median),
      least: "0.85 x",
      aim: "0.95 x",
      ok: judge(kept.median, 0.85, 0.95, isAtLeast),
      notes: [range(kept), ...(isAsked("backends-threads") ? ["the same runs as above"] : notes)],
    };
  },

  "compare-5x1000"() {
    const replications = Math.max(1, Number.parseInt(options.replications, 10) || 1000);
    const scale = 0.01;
    say(`comparison: 5 variants of ${FULL_SIZE} at scale ${scale}, ${replications} replications each`);
    const [{ seconds, pairing, kernels, variants }] = runChild("compare.mjs", [
      FULL_SIZE,
      "content-incident-protocol,eu-removal-order,french-2020,hash-sharing-off",
      String(replications),
      String(scale),
    ]);
    const ran = variants * kernels.length * replications;
    return {
      what: `${variants} variants x ${whole(replications)} replications of ${FULL_SIZE} at scale ${scale}, under ${kernels.length} kernels`,
      measured: `${seconds.toFixed(1)} s`,
      least: "-",
      aim: "-",
      ok: "-",
      notes: [
        `${whole(ran)} replications by the command line on threads, ${whole(ran / seconds)} a second with all statistics; load of the machine now: ${loadavg()[0].toFixed(1)}`,
        ...pairing.map(sayPairing),
      ],
    };
  },

  "compare-pairing"() {
    const scenario = "livestreamed-attack";
    const { variants: named } = scenarios().find(({ id }) => id === scenario);
    const wanted = Math.max(1, Number.parseInt(options.replications, 10) || 1000);
    say(`pairing: ${named.length} variants of ${scenario}, ${wanted} replications each`);
    const [{ seconds, pairing, headlines }] = runChild("compare.mjs", [
      scenario,
      named.join(","),
      String(wanted),
      "1",
    ]);
    const gains = pairing.filter(({ paired, unpaired }) => paired > 0 && unpaired > 0);
    return {
      what: "variance of a difference between variants drawn apart, over drawn in pairs (median)",
      measured:
        gains.length === 0
          ? "nothing differs"
          : times(medianOf(gains.map(({ paired, unpaired }) => unpaired / paired))),
      least: "-",
      aim: "-",
      ok: "-",
      notes: [
        `${scenario} at full size, ${whole(wanted)} replications each, ${headlines.length} headline measures, ${seconds.toFixed(1)} s`,
        ...pairing.map(sayPairing),
      ],
    };
  },

  "compare-scenarios"() {
    const all = scenarios().map(({ id, variants, isLarge }) => {
      say(`a comparison of three variants: ${id}`);
      const scale = isLarge ? 0.01 : 1;
      const [{ seconds, replications, kernels }] = runChild("compare.mjs", [
        id,
        variants.join(","),
        options.replications === undefined ? "0" : options.replications,
        String(scale),
      ]);
      return { id, variants, scale, seconds, replications, kernels: kernels.length };
    });
    const [slowest] = [...all].sort((a, b) => b.seconds - a.seconds);
    return {
      what: `a comparison of three variants of each of ${all.length} shipped scenarios, the slowest`,
      measured: `${slowest.seconds.toFixed(1)} s (${slowest.id})`,
      least: "60 s",
      aim: "60 s",
      ok: judge(slowest.seconds, 60, 60, isAtMost).replace(", aim", ""),
      notes: [
        `wall time of the command with its start and all statistics; load of the machine now: ${loadavg()[0].toFixed(1)}`,
        ...all.map(
          ({ id, variants, scale, seconds, replications, kernels }) =>
            `${id}: ${seconds.toFixed(1)} s for ${whole(replications)} replications of base and ${variants.join(", ")} under ${kernels} ${kernels === 1 ? "kernel" : "kernels"}${scale === 1 ? "" : ` at scale ${scale}`}`,
        ),
      ],
    };
  },

  watchers() {
    const seconds = 20;
    const counts = [200, 1000, 2000, 4000, 6000, 8000, 10_000, 12_000, 16_000];
    say(`watchers of one live replay, ${seconds} s each, until it breaks`);
    const rows = runChild("watchers.mjs", [FULL_SIZE, "600", String(seconds), ...counts.map(String)]);
    const [asked] = rows;
    const broken = rows.find(({ holds }) => !holds);
    const most = rows.filter(({ holds }) => holds).at(-1);
    const line = ({ count, perSecond, p50, p99, worst, gaps, duplicates, slow, cutOff }) =>
      `${whole(count)} watchers, ${perSecond.toFixed(1)} updates a second: ${p50.toFixed(1)} ms in the middle, p99 ${p99.toFixed(1)} ms, at worst ${worst.toFixed(0)} ms; ${gaps} gaps, ${duplicates} duplicates, ${slow} times too slow, ${cutOff} cut off`;
    return {
      what: `p99 of the delay of an update with ${asked.count} watchers of one live replay`,
      measured: `${asked.p99.toFixed(0)} ms; holds at ${whole(most?.count ?? 0)}, ${broken === undefined ? "not broken" : `breaks at ${whole(broken.count)}`}`,
      least: "250 ms at 200",
      aim: "250 ms at 1,000",
      ok: asked.holds ? ((most?.count ?? 0) >= 1000 ? "yes, aim" : "yes") : "NO",
      notes: [
        "from the instant at which an update is handed over to be written down until a watcher in another process has it; server, simulation and watchers share the cores",
        ...rows.map(line),
      ],
    };
  },

  table() {
    const [seconds, seats, observers, least] = [20, 30, 150, 300];
    say(`a table with ${seats} seats and ${observers} observers, ${seconds} s`);
    const [row] = runChild("seated.mjs", [
      "unclear-order",
      String(seats),
      String(observers),
      String(seconds),
    ]);
    const { people, decided, all, refused, gaps, cutOff, fewest, middle, alarms, uncovered, ranOn } = row;
    const slowest = Math.max(...alarms);
    return [
      {
        what: `p99 until a decision is acknowledged, ${seats} seats and ${observers} observers in one exercise`,
        measured: `${decided.p99.toFixed(0)} ms at ${middle.toFixed(1)} updates a second, ${decided.n} decisions of ${all.n} commands`,
        least: `${least} ms`,
        aim: `${least} ms at 10 updates a second`,
        ok:
          decided.p99 >= least || 2 * decided.n < all.n || gaps + cutOff > 0
            ? "NO"
            : fewest >= 9.5
              ? "yes, aim"
              : "yes",
        notes: [
          "from being sent by a client in another process until it is acknowledged, which is when it is written down; server, simulation and people share the cores",
          `decisions ${delays(decided)}; with messages to control and free actions ${delays(all)}`,
          `every seat decides, on orders that it is sent about once a second; ${refused} were refused because the decision had closed meanwhile; ${gaps} gaps, ${cutOff} cut off; fewest updates a second ${fewest.toFixed(1)}`,
        ],
      },
      {
        what: `NO DUFF: from being pressed until the last of ${people} screens is told`,
        measured: `${slowest.toFixed(0)} ms (slowest of ${alarms.length})`,
        least: "1000 ms",
        aim: "1000 ms",
        ok: slowest >= 1000 || uncovered + ranOn > 0 ? "NO" : "yes, aim",
        notes: [
          `pressed by players and observers in turn: ${alarms.map((each) => each.toFixed(0)).join(", ")} ms; ${uncovered} screens were not told, ${ranOn} clocks went on after it`,
        ],
      },
    ];
  },

  frames() {
    const seconds = 20;
    say(`frames of a page that plays a full-size run at 600x, ${seconds} s`);
    const [row] = runChild("frames.ts", [FULL_SIZE, "600", String(seconds)], ["--import", "tsx"]);
    const { perSecond, began, ended, turns, p50, p95, p99, worst } = row;
    const fewest = Math.min(...perSecond);
    const middle = medianOf(perSecond);
    return {
      what: "frames a second of the player's page while a full-size run plays at 600x and somebody uses it",
      measured: `${middle.toFixed(0)} (fewest in a second: ${fewest})`,
      least: "30",
      aim: "30 in every second",
      ok: judge(middle, 30, 30, isAtLeast) === "NO" ? "NO" : fewest >= 30 ? "yes, aim" : "yes",
      notes: [
        `exercise time went from ${began} to ${ended} in ${seconds} s; ${turns} times scrolled and the focus moved on`,
        `between two frames: ${p50.toFixed(1)} ms in the middle, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, at worst ${worst.toFixed(0)} ms; server, simulation and browser share the cores`,
      ],
    };
  },
};

/** The bare-rules incident of so many entries, and what happens in it. */
function sized(events) {
  const trial = 20_000;
  const offspring = Math.round((trial * events) / countRun(scaled(trial)).events);
  return { offspring, counts: countRun(scaled(offspring)).counts };
}

const names = Object.keys(ROWS).filter(isAsked);
if (names.length === 0) {
  say(`no row ${options.only}; rows: ${Object.keys(ROWS).join(", ")}`);
} else {
  const rows = names.flatMap((name) => {
    try {
      // Some measure two things at once.
      return [ROWS[name]()].flat().map((row) => ({ name, ...row }));
    } catch (error) {
      return {
        name,
        what: name,
        measured: "not measured",
        least: "",
        aim: "",
        ok: "-",
        notes: [String(error?.message ?? error)],
      };
    }
  });
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}\n`,
  );
  printTable(rows);
}
