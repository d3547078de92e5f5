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
  };
}
