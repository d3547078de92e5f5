import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Redis servers of a test's own: on a free port of loopback, in a folder of their own, gone afterwards. */

const PROGRAMS = ["redis-server", "valkey-server"];
const SHORT = 20;
const PATIENCE = 20_000;

/** The server's program; a test without one fails, and says what to do. */
export function findRedis(): string {
  const found = PROGRAMS.find((program) => spawnSync(program, ["--version"]).status === 0);
  if (found === undefined)
    throw new Error("neither redis-server nor valkey-server is on the PATH: apt-get install -y redis-server");
  return found;
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

const wait = (ms: number) =>
  new Promise<void>((done) => {
    setTimeout(done, ms);
  });

/** Whether something answers PING there. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    const end = (is: boolean) => {
      socket.destroy();
      done(is);
    };
    socket.on("data", (data) => end(data.toString().startsWith("+PONG")));
    socket.on("error", () => end(false));
    socket.setTimeout(1000, () => end(false));
  });
}

export class RedisServer {
  readonly port: number;
  private readonly folder = mkdtempSync(join(tmpdir(), "golden-hour-redis-"));
  private readonly more: readonly string[];
  private child: ChildProcess | undefined;

  /** With append-only on: what was answered is there after a kill. */
  static async start(...more: readonly string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), more);
    await server.begin();
    return server;
  }

  private constructor(port: number, more: readonly string[]) {
    this.port = port;
    this.more = more;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  private async begin(): Promise<void> {
    const options = { port: this.port, bind: "127.0.0.1", dir: this.folder, appendonly: "yes", save: "" };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.child = spawn(findRedis(), [...args, ...this.more], { stdio: "ignore" });
    const deadline = Date.now() + PATIENCE;
    while (!(await answers(this.port))) {
      if (Date.now() > deadline) throw new Error(`no Redis came up on port ${this.port}`);
      await wait(SHORT);
    }
  }

  private async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((done) => {
      child.once("exit", () => done());
      child.kill("SIGKILL");
    });
  }

  /** Kills it without a warning and starts it again on what it had written. */
  async restart(awayMs = 0): Promise<void> {
    await this.kill();
    await wait(awayMs);
    await this.begin();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Something that answers as a Redis of some version, and does nothing else. */
export async function pretendRedis(version: string): Promise<{ readonly url: string; stop(): void }> {
  const info = `# Server\r\nredis_version:${version}\r\nmaxmemory:0\r\nmaxmemory_policy:noeviction\r\nloading:0\r\n`;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (data) => {
      // A command is an array of texts; the first is its name.
      for (const [, name] of data.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g))
        socket.write(name.toLowerCase() === "info" ? `$${info.length}\r\n${info}\r\n` : "+OK\r\n");
    });
  });
  const port = await freePort();
  await new Promise<void>((done) => {
    server.listen(port, "127.0.0.1", () => done());
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
