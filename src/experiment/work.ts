import { Digest, type Scenario } from "../model/index.ts";
import { ENGINE_VERSION } from "../simulation/index.ts";
import { determining } from "./address.ts";

export type { ReplicationResult } from "../model/index.ts";

/** One resolved scenario to be replicated: a variant, at given assumed numbers and kernel. Plain data. */
export interface Setting {
  /** content address of scenario, scale and draw rule: 32 hexadecimal digits; neither seed nor name is in it */
  readonly id: string;
  /** variant applied, kernel chosen, fixed changes made */
  readonly scenario: Scenario;
  /** 1 is full size */
  readonly scale: number;
  /**
   * All assumed numbers are drawn anew for every `PER_SETTING` replications in a row: the same uniform per path, whatever
   * the variant.
   */
  readonly vary: boolean;
}

/**
 * Replications under one joint draw of what is assumed. With one alone, chance and what we do not know could not be told
 * apart; a second one costs as much as another draw.
 */
export const PER_SETTING = 2;

/** Replications `from` to `to` (not included) of one setting, by its place among the settings. */
export interface Chunk {
  readonly setting: number;
  readonly from: number;
  readonly to: number;
}

/** What a backend is asked to run. It may cut the chunks further, never join them. */
export interface Work {
  readonly seed: number;
  readonly settings: readonly Setting[];
  readonly chunks: readonly Chunk[];
}

export function settingOf(scenario: Scenario, { scale, vary }: Pick<Setting, "scale" | "vary">): Setting {
  const digest = new Digest();
  digest.word(ENGINE_VERSION);
  digest.text(determining(scenario));
  digest.float(scale);
  digest.word(vary ? PER_SETTING : 0);
  return { id: digest.hex(), scenario, scale, vary };
}

/** The same chunks in pieces of at most `size`, early replications of all settings before late ones of any. */
export function cutChunks(chunks: readonly Chunk[], size: number): Chunk[] {
  const pieces: Chunk[] = [];
  for (const { setting, from, to } of chunks)
    for (let at = from; at < to; at += size) pieces.push({ setting, from: at, to: Math.min(to, at + size) });
  return pieces.sort((a, b) => a.from - b.from || a.setting - b.setting);
}

/** How many replications chunks hold. */
export function sizeOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { from, to }) => sum + to - from, 0);
}
