import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { QueueBackend } from "../../src/runner/index.ts";
import { RedisServer } from "../builders/redis.ts";
import { HASTY, startWorkers } from "../builders/workers.ts";
import { type BackendSubject, testBackend } from "../contract/backend.contract.ts";

/** On the Redis that `REDIS_URL` names, under keys of its own, or else on one that is started for it. */
const QUEUE: BackendSubject = {
  name: "bullmq",
  async open() {
    const given = process.env.REDIS_URL ?? "";
    const server = given === "" ? await RedisServer.start() : undefined;
    const url = server?.url ?? given;
    const prefix = `golden-hour-test-${randomUUID()}`;
    const workers = await startWorkers(url, 1, { prefix });
    const redis = new Redis(url);
    const drop = async (pattern: string) => {
      const keys = await redis.keys(pattern);
      if (keys.length > 0) await redis.del(...keys);
    };
    return {
      backend: (options) => new QueueBackend({ url, prefix, ...HASTY, ...options }),
      forget: () => drop(`${prefix}:results:*`),
      async close() {
        await Promise.all(workers.map((worker) => worker.stop()));
        await drop(`${prefix}:*`);
        redis.disconnect();
        await server?.stop();
      },
    };
  },
};

testBackend(QUEUE);
