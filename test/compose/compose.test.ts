import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../cli/command.ts";

interface Service {
  readonly command: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly container_name?: string;
  readonly ports?: readonly string[];
}

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const { services } = parse(read("docker-compose.yml")) as {
  readonly services: Readonly<Record<"redis" | "server" | "worker", Service>>;
};

describe("docker-compose.yml", () => {
  test("starts a Redis that evicts nothing, writes down what it acknowledged, and listens on this machine only", () => {
    const { command, ports } = services.redis;
    expect(command.join(" ")).toContain("--maxmemory-policy noeviction");
    expect(command.join(" ")).toContain("--appendonly yes");
    expect(ports?.every((port) => port.startsWith("127.0.0.1:"))).toBe(true);
  });

  test("starts workers once Redis is well, as many as asked for", () => {
    const { worker } = services;
    expect(worker.depends_on).toEqual({ redis: { condition: "service_healthy" } });
    expect(worker.environment?.REDIS_URL).toBe("redis://redis:6379");
    // A name or a port of its own would keep a second one from starting.
    expect(worker.container_name).toBeUndefined();
    expect(worker.ports).toBeUndefined();
  });

  test("serves pages on this machine only, and keeps what it keeps in a volume", () => {
    const { server } = services;
    expect(server.command).toEqual(["serve"]);
    expect(server.ports?.every((port) => port.startsWith("127.0.0.1:"))).toBe(true);
    expect(server.environment?.GOLDEN_HOUR_DATA).toBe("/data");
    expect(server.volumes).toEqual(["data:/data"]);
  });

  test("checks the health of every service", () => {
    const unchecked = Object.entries(services).filter(
      ([, { healthcheck }]) => healthcheck?.test[0] !== "CMD",
    );
    expect(unchecked).toEqual([]);
  });
});

describe("Dockerfile", () => {
  test("copies only what is there", () => {
    const copied = [...read("Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) =>
      files.split(" "),
    );
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
