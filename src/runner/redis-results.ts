import type { Redis } from "ioredis";
import type { ReplicationResult } from "../experiment/index.ts";
import { decodeResult, encodeResult } from "../model/index.ts";
import type { KnownResults } from "./known-results.ts";
import { keys } from "./redis.ts";

const AT_ONCE = 256;

/**
 * Results in Redis, by setting and seed, each under its number: the first one stays. They are kept for so long after they
 * were last written or read.
 */
export class RedisResults implements KnownResults {
  private readonly redis: Redis;
  private readonly prefix: string;
  private readonly identity: string;
  private readonly keepSeconds: number;

  constructor(redis: Redis, prefix: string, identity: string, keepSeconds: number) {
    this.redis = redis;
    this.prefix = prefix;
    this.identity = identity;
    this.keepSeconds = keepSeconds;
  }

  private key(setting: string, seed: number): string {
    return keys.results(this.prefix, this.identity, setting, seed);
  }

  async read(setting: string, seed: number, from: number, to: number): Promise<ReplicationResult[]> {
    return this.readSome(
      setting,
      seed,
      Array.from({ length: to - from }, (_, i) => from + i),
    );
  }

  /** What is there of these replications. */
  async readSome(
    setting: string,
    seed: number,
    replications: readonly number[],
  ): Promise<ReplicationResult[]> {
    const key = this.key(setting, seed);
    const found: ReplicationResult[] = [];
    for (let at = 0; at < replications.length; at += AT_ONCE) {
      const asked = replications.slice(at, at + AT_ONCE);
      const answers = await this.redis.hmgetBuffer(key, ...asked.map(String));
      for (const bytes of answers) {
        const result = bytes === null ? undefined : decodeResult(bytes);
        if (result !== undefined) found.push({ setting, ...result });
      }
    }
    if (found.length > 0) await this.redis.expire(key, this.keepSeconds);
    return found;
  }

  /** Which of replications `from` to `to` (not included) are there. */
  async has(setting: string, seed: number, from: number, to: number): Promise<ReadonlySet<number>> {
    const key = this.key(setting, seed);
    const there = new Set<number>();
    for (let at = from; at < to; at += AT_ONCE) {
      const pipeline = this.redis.pipeline();
      const end = Math.min(to, at + AT_ONCE);
      for (let i = at; i < end; i++) pipeline.hexists(key, String(i));
      const answers = (await pipeline.exec()) ?? [];
      answers.forEach(([, answer], i) => {
        if (answer === 1) there.add(at + i);
      });
    }
    return there;
  }

  async write(seed: number, results: readonly ReplicationResult[]): Promise<void> {
    for (let at = 0; at < results.length; at += AT_ONCE) {
      const pipeline = this.redis.pipeline();
      const part = results.slice(at, at + AT_ONCE);
      for (const result of part) {
        const { buffer, byteOffset, byteLength } = encodeResult(result);
        const bytes = Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
        pipeline.hsetnx(this.key(result.setting, seed), String(result.replication), bytes);
      }
      for (const setting of new Set(part.map((each) => each.setting)))
        pipeline.expire(this.key(setting, seed), this.keepSeconds);
      const answers = (await pipeline.exec()) ?? [];
      for (const [error] of answers) if (error !== null) throw error;
    }
  }
}
