import { startServer } from "../builders/server.ts";
import { askWrongly } from "../server/wrong-requests.ts";
import type { SoakResult } from "./parts.ts";

const COUNT = 10_000;
const SEED = 20_302;

/** Ten thousand requests that nobody should send, from another seed than the tests'. */
export async function soak(): Promise<SoakResult> {
  const server = await startServer();
  try {
    const { faults, refused } = await askWrongly(server.port, COUNT, SEED);
    const { status } = await server.get("/healthz");
    const failures = status === 200 ? faults : [...faults, `afterwards /healthz answered ${status}`];
    return { rows: [{ asked: COUNT, refused, faults: faults.length }], failures };
  } finally {
    await server.close();
  }
}
