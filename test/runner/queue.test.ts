import { Redis } from "ioredis";
import { QueueBackend } from "../../src/runner/index.ts";
import { RedisServer } from "../builders/redis.ts";
import { HASTY, startWorkers } from "../builders/workers.ts";
import { type BackendSubject, testBackend } from "../contract/backend.contract.ts";

const QUEUE: BackendSubject = {
  name: "bullmq",
  async open() {
    const server = await RedisServer.start();
    const workers = await startWorkers(server.url, 1);
    const redis = new Redis(server.url);
    return {
      backend: (options) => new QueueBackend({ url: server.url, ...HASTY, ...options }),
      async forget() {
        const keys = await redis.keys("golden-hour:results:*");
        if (keys.length > 0) await redis.del(...keys);
      },
      async close() {
        redis.disconnect();
        await Promise.all(workers.map((worker) => worker.stop()));
        await server.stop();
      },
    };
  },
};

testBackend(QUEUE);
