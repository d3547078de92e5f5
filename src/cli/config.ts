import { homedir } from "node:os";
import { join } from "node:path";
import { REDIS_DEFAULTS, type RedisSettings } from "../runner/index.ts";
import { LEASE_MS, type LifeSettings, USUAL_LIVES } from "../server/index.ts";
import { LANGUAGES, type Language } from "../words/index.ts";

/** What the environment says, read once. */
export interface Config {
  /** show where the program itself failed */
  readonly debug: boolean;
  readonly colours: boolean;
  /** characters in a line */
  readonly width: number;
  /** draw progress on stderr */
  readonly progress: boolean;
  readonly language: Language;
  /** folder of what the program keeps: finished replications */
  readonly data: string;
  /** bytes that finished replications may take there */
  readonly keep: number;
  /** the operator's token of a server, should one be given */
  readonly token: string | undefined;
  /** from which severity on a server logs */
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** where a server listens if nobody says otherwise */
  readonly host: string;
  readonly port: number;
  /** how long exercises of a server live that nobody comes to, and how many may */
  readonly lives: LifeSettings;
  /** where the queue is, should it be needed */
  readonly redis: RedisSettings;
  /** servers share their runs through that Redis; undefined where none was named */
  readonly sharing: { readonly leaseMs: number } | undefined;
}

const WIDEST = 100;
const NARROWEST = 60;

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { readonly isTTY?: boolean };
}

export function readConfig({ env, stdout, stderr }: Terminal): Config {
  const isTerminal = stdout.isTTY === true;
  return {
    debug: env.GOLDEN_HOUR_DEBUG === "1",
    // https://no-color.org: any value but the empty one.
    colours: isTerminal && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb",
    width: Math.min(WIDEST, Math.max(NARROWEST, isTerminal ? (stdout.columns ?? WIDEST) : WIDEST)),
    progress: stderr.isTTY === true,
    language: LANGUAGES.find((each) => each === env.GOLDEN_HOUR_LANG) ?? "en",
    data: readData(env),
    keep: readKeep(env),
    ...readServer(env),
    lives: readLives(env),
    redis: readRedis(env),
    sharing: readSharing(env),
  };
}

/** With `REDIS_URL`, servers share their runs; `GOLDEN_HOUR_LEASE_MS`: one that is silent for so long is taken for dead. */
function readSharing(env: Terminal["env"]): Config["sharing"] {
  if ((env.REDIS_URL ?? "") === "") return undefined;
  const given = env.GOLDEN_HOUR_LEASE_MS ?? "";
  return { leaseMs: /^[1-9]\d{2,5}$/.test(given) ? Number(given) : LEASE_MS };
}

const MEGABYTE = 1_000_000;
/** A comparison of five variants over a thousand replications takes about 100. */
const KEEP_MB = 2000;

/** `GOLDEN_HOUR_KEEP_MB`: megabytes that finished replications may take; 0 keeps none. */
function readKeep(env: Terminal["env"]): number {
  const given = env.GOLDEN_HOUR_KEEP_MB ?? "";
  return (/^\d{1,9}$/.test(given) ? Number(given) : KEEP_MB) * MEGABYTE;
}

const LOG_LEVELS = ["silent", "error", "info"] as const;
const PORT = 8080;

/** `HOST`, `PORT`, `GOLDEN_HOUR_TOKEN` (at least 16 letters, digits, `-` and `_`) and `GOLDEN_HOUR_LOG`. */
function readServer(env: Terminal["env"]): Pick<Config, "token" | "logLevel" | "host" | "port"> {
  const port = Number(/^\d{1,5}$/.test(env.PORT ?? "") ? env.PORT : PORT);
  return {
    token: /^[\w-]{16,200}$/.test(env.GOLDEN_HOUR_TOKEN ?? "") ? env.GOLDEN_HOUR_TOKEN : undefined,
    logLevel: LOG_LEVELS.find((each) => each === env.GOLDEN_HOUR_LOG) ?? "error",
    host: (env.HOST ?? "") === "" ? "127.0.0.1" : (env.HOST as string),
    port: port <= 65_535 ? port : PORT,
  };
}

/** `GOLDEN_HOUR_PLANNED_DAYS`, `GOLDEN_HOUR_BEGUN_DAYS`: after so many without anybody an exercise ends by itself. */
function readLives(env: Terminal["env"]): LifeSettings {
  const days = (name: string, otherwise: number) => {
    const given = env[name] ?? "";
    return /^[1-9]\d{0,3}$/.test(given) ? Number(given) : otherwise;
  };
  return {
    ...USUAL_LIVES,
    plannedDays: days("GOLDEN_HOUR_PLANNED_DAYS", USUAL_LIVES.plannedDays),
    begunDays: days("GOLDEN_HOUR_BEGUN_DAYS", USUAL_LIVES.begunDays),
  };
}

/** `GOLDEN_HOUR_DATA`, or the place that the system has for such things. */
function readData(env: Terminal["env"]): string {
  const given = (name: string) => ((env[name] ?? "") === "" ? undefined : env[name]);
  return (
    given("GOLDEN_HOUR_DATA") ??
    join(given("XDG_DATA_HOME") ?? join(homedir(), ".local", "share"), "golden-hour")
  );
}

/** `REDIS_URL`, and what only those who run many workers, or test them, change. */
function readRedis(env: Terminal["env"]): RedisSettings {
  const number = (name: string, otherwise: number) => {
    const given = env[name] ?? "";
    return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : otherwise;
  };
  return {
    ...REDIS_DEFAULTS,
    url: (env.REDIS_URL ?? "") === "" ? REDIS_DEFAULTS.url : (env.REDIS_URL as string),
    prefix: /^[\w-]{1,64}$/.test(env.GOLDEN_HOUR_REDIS_PREFIX ?? "")
      ? (env.GOLDEN_HOUR_REDIS_PREFIX as string)
      : REDIS_DEFAULTS.prefix,
    lockMs: number("GOLDEN_HOUR_LOCK_MS", REDIS_DEFAULTS.lockMs),
    stalledMs: number("GOLDEN_HOUR_STALLED_MS", REDIS_DEFAULTS.stalledMs),
    telemetry: env.GOLDEN_HOUR_OTEL === "1",
  };
}
