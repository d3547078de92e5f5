import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

let server: Started;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

test("who is let in before STARTEX is told so at once, though nothing else has happened", async () => {
  const ask = async (path: string, body: object | undefined, key?: string) => {
    const response = await fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { response, told: (await response.json()) as Record<string, string> };
  };
  const { told: made } = await ask("/exercises", { file: tableFile(["interior-ministry"]) });
  const { told: table } = await ask(`/exercises/${made.id}`, undefined, made.key);
  const { response, told: joined } = await ask(`/exercises/${made.id}/join`, { code: table.code });
  const key = response.headers.getSetCookie()[0].split(";")[0].split("=")[1];
  const socket = io(`http://127.0.0.1:${server.port}`, {
    transports: ["websocket"],
    extraHeaders: { authorization: `Bearer ${key}` },
    forceNew: true,
  });
  try {
    const told: unknown[] = [];
    socket.on("table", (each) => told.push(each));
    const answer = await new Promise<{ stage: { you: { role: string | null } } }>((resolve) => {
      socket.emit("sit", { exercise: made.id }, resolve);
    });
    expect(answer.stage.you.role).toBeNull();
    expect(told).toEqual([]);
    const command = {
      kind: "admit",
      participant: joined.participant,
      role: "player",
      seat: "interior-ministry",
    };
    const admitted = await ask(`/exercises/${made.id}/commands`, { id: "let-in", command }, made.key);
    expect(admitted.response.status).toBe(200);
    expect(await until(async () => told[0])).toMatchObject({ exercise: made.id, items: [] });
  } finally {
    socket.disconnect();
  }
});
