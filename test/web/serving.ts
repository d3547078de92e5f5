import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The built server with a store of its own, as a person starts it; gone with all it kept when the test is over. */

const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");

export interface Serving {
  /** with a slash at its end */
  readonly url: string;
  close(): Promise<void>;
}

export async function serve(more: readonly string[] = []): Promise<Serving> {
  const data = mkdtempSync(join(tmpdir(), "golden-hour-pages-"));
  const child = spawn(process.execPath, [MAIN, "serve", "--port", "0", ...more], {
    env: { ...process.env, GOLDEN_HOUR_DATA: data, REDIS_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await addressOf(child);
  return {
    url,
    async close() {
      const gone = new Promise((resolve) => {
        child.once("exit", resolve);
      });
      child.kill("SIGTERM");
      await gone;
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** The address that the server prints when it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (part: Buffer) => {
      said += part.toString();
      const found = /http:\/\/[\d.]+:\d+\//.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}
