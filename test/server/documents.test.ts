import { createRequire } from "node:module";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer } from "../builders/server.ts";

const require = createRequire(import.meta.url);
let server: Started;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

describe("what describes the server", () => {
  test("is OpenAPI 3.1, and every operation that it names is answered", async () => {
    const document = await server.read<OpenApi>("/openapi.json");
    expect(document.openapi).toBe("3.1.0");
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
    expect(operations.length).toBeGreaterThan(30);
    for (const { method, path } of operations) {
      const at = path.replaceAll(/\{\w+\}/g, "nobody");
      const init = method === "POST" ? { body: "{}", headers: { "content-type": "application/json" } } : {};
      const response = await fetchAlone(`http://127.0.0.1:${server.port}${at}`, { method, ...init });
      const text = await response.text();
      // A path that no route takes says that there is nothing; one that is there misses the thing, or is content.
      expect(text, `${method} ${path}`).not.toMatch(/"request\/(not_found|bad_method)"/);
      expect(response.status, `${method} ${path}`).toBeLessThan(500);
    }
  });

  test("is OpenAPI as its published schema has it, and every reference in it leads somewhere", async () => {
    const document = await server.read<Record<string, object>>("/openapi.json");
    const validator = new Validator();
    const { valid, errors } = await validator.validate(document);
    expect([valid, JSON.stringify(errors ?? []).slice(0, 1000)]).toEqual([true, "[]"]);
    expect(() => validator.resolveRefs()).not.toThrow();
    const wrong = structuredClone(document) as { info: { title?: string } } & Record<string, object>;
    delete wrong.info.title;
    expect((await new Validator().validate(wrong)).valid).toBe(false);
  });

  test("is AsyncAPI 3.0 as its own schema has it", async () => {
    const document = await server.read<object>("/asyncapi.json");
    const schema = require("@asyncapi/specs/schemas/3.0.0-without-$id.json") as object;
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(schema);
    const isValid = validate(document);
    expect((validate.errors ?? []).slice(0, 5)).toEqual([]);
    expect(isValid).toBe(true);
  });

  test("has a page that asks nobody else for anything", async () => {
    const moved = await server.get("/api/v1/docs");
    expect(moved.headers.get("location")).toBe("/api/v1/docs/");
    const page = await (await server.get("/api/v1/docs/")).text();
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, found]) => found);
    expect(named.filter((each) => each.startsWith("./"))).toHaveLength(3);
    expect(named.filter((each) => !each.startsWith("./") && !each.startsWith("data:"))).toEqual([]);
    for (const each of named.filter((name) => name.startsWith("./"))) {
      const found = await server.get(`/api/v1/docs/${each.slice(2)}`);
      expect([each, found.status]).toEqual([each, 200]);
    }
    expect(page).not.toMatch(/<script(?![^>]*src=)/);
  });

  test("metrics have edges at an hour and at a day", async () => {
    const text = await (await server.get("/metrics")).text();
    expect(text).toMatch(/golden_hour_comparison_seconds_bucket\{[^}]*le="3600"/);
    expect(text).toMatch(/golden_hour_request_seconds_bucket\{[^}]*le="86400"/);
  });

  test("no answer lets a page of another site in, or a script that is not ours", async () => {
    const { headers } = await server.get("/healthz");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("upgrade-insecure-requests");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });
});
