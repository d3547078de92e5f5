import type { FactRecord } from "../../model/index.ts";
import { type Language, SIMULATION_MARK, sayOutside } from "../../words/index.ts";
import { LogClock } from "./instants.ts";
import { isSyntheticHash, mailOf, partyName, runName, syntheticHash } from "./names.ts";
import type { LogSource } from "./source.ts";

/**
 * The hashes that were shared in a run, as a page of threat updates in the wire shape of the ThreatExchange API. The hashes
 * are synthetic: all begin with one prefix, no picture has one, and a reader of ours refuses every other.
 */

export interface HashDescriptor {
  readonly id: string;
  readonly raw_indicator: string;
  readonly type: "HASH_PDQ";
  readonly owner: { readonly id: string; readonly name: string; readonly email: string };
  readonly status: HashStatus;
  readonly review_status: "UNREVIEWED" | "REVIEWED_MANUALLY";
  readonly severity: "WARNING";
  readonly confidence: number;
  readonly share_level: "AMBER";
  readonly privacy_type: "HAS_PRIVACY_GROUP";
  readonly description: string;
  readonly added_on: number;
  readonly last_updated: number;
  readonly tags: readonly string[];
  readonly reactions: readonly { readonly key: string; readonly value: string }[];
}

type HashStatus = "MALICIOUS" | "NON_MALICIOUS";

export interface HashEntry {
  readonly id: string;
  readonly indicator: string;
  readonly type: "HASH_PDQ";
  readonly creation_time: number;
  readonly last_updated: number;
  /** withdrawn by everybody who had shared it */
  readonly should_delete: boolean;
  readonly status: HashStatus;
  readonly tags: readonly string[];
  readonly applications_with_opinions: readonly string[];
  readonly descriptors?: { readonly data: readonly HashDescriptor[] };
}

interface Share {
  readonly fact: FactRecord;
  updated: number;
  isWithdrawn: boolean;
  readonly labels: string[];
}

interface Version {
  readonly number: number;
  readonly shares: Map<string, Share>;
  readonly reactions: { readonly key: string; readonly value: string }[];
}

/** What members answered, by the verdict's word; every other is help. */
const REACTIONS: Readonly<Record<string, string>> = { disagree: "DISAGREE_WITH_TAGS" };

export function hashEntries({ header, facts }: LogSource, language: Language): HashEntry[] {
  const clock = new LogClock(header.startsAt);
  const tags = ["simulation", `group:SIM_${header.scenario.replaceAll("-", "_").toUpperCase()}`];
  return [...gather(facts, clock).values()].map(({ number, shares, reactions }) => {
    const indicator = syntheticHash(header, number);
    const all = [...shares];
    const isGone = all.every(([, share]) => share.isWithdrawn);
    const status: HashStatus = isGone ? "NON_MALICIOUS" : "MALICIOUS";
    const descriptors = all
      .filter(([, share]) => !share.isWithdrawn)
      .map(
        ([platform, { fact, updated, labels }]): HashDescriptor => ({
          id: `${runName(header)}-${fact.n}`,
          raw_indicator: indicator,
          type: "HASH_PDQ",
          owner: { id: partyName(platform), name: `SIM ${platform}`, email: mailOf(platform) },
          status,
          review_status: reactions.length > 0 ? "REVIEWED_MANUALLY" : "UNREVIEWED",
          severity: "WARNING",
          confidence: 100,
          share_level: "AMBER",
          privacy_type: "HAS_PRIVACY_GROUP",
          description: `SIMULATION. ${sayOutside("hash", language).replace("{version}", String(number))}`,
          added_on: clock.unix(fact.at),
          last_updated: updated,
          tags: [...tags, `source:SIM_${platform.replaceAll("-", "_").toUpperCase()}`, ...labels],
          reactions,
        }),
      );
    return {
      id: `SIM-HASH-${indicator}`,
      indicator,
      type: "HASH_PDQ",
      creation_time: clock.unix(all[0][1].fact.at),
      last_updated: Math.max(...all.map(([, { updated }]) => updated)),
      should_delete: isGone,
      status,
      tags,
      applications_with_opinions: all.map(([platform]) => partyName(platform)),
      ...(descriptors.length === 0 ? {} : { descriptors: { data: descriptors } }),
    };
  });
}

function gather(facts: Iterable<FactRecord>, clock: LogClock): Map<number, Version> {
  const versions = new Map<number, Version>();
  for (const fact of facts) {
    if (!fact.kind.startsWith("hash.") || typeof fact.version !== "number") continue;
    const platform = String(fact.platform);
    const version = versions.get(fact.version);
    if (fact.kind === "hash.shared") {
      const into = version ?? { number: fact.version, shares: new Map<string, Share>(), reactions: [] };
      versions.set(fact.version, into);
      const again = into.shares.get(platform);
      into.shares.set(platform, {
        fact: again?.fact ?? fact,
        updated: clock.unix(fact.at),
        isWithdrawn: false,
        labels: again?.labels ?? [],
      });
      continue;
    }
    if (version === undefined) continue;
    const share = version.shares.get(platform);
    if (fact.kind === "hash.feedback")
      version.reactions.push({
        key: REACTIONS[String(fact.verdict)] ?? "HELPFUL",
        value: partyName(platform),
      });
    if (share === undefined) continue;
    if (fact.kind === "hash.withdrawn") share.isWithdrawn = true;
    if (fact.kind === "hash.relabelled")
      share.labels.splice(
        0,
        share.labels.length,
        ...String(fact.labels)
          .split(",")
          .filter((each) => each !== ""),
      );
    share.updated = clock.unix(fact.at);
  }
  return versions;
}

/** The page as JSON. The marking and the run stand beside `data`, where readers of this shape look for nothing. */
export function hashList(log: LogSource, language: Language): string {
  const head = { mark: SIMULATION_MARK[language], exercise: true, note: sayOutside("nothing", language) };
  const data = hashEntries(log, language);
  const paging = { cursors: { after: runName(log.header) } };
  return `${JSON.stringify({ ...head, run: runName(log.header), data, paging }, undefined, 2)}\n`;
}

export type HashListReading =
  | {
      readonly ok: true;
      readonly entries: readonly { readonly indicator: string; readonly withdrawn: boolean }[];
    }
  | {
      readonly ok: false;
      readonly code: "exchange/not_json" | "exchange/not_a_hash_list" | "exchange/real_hash";
    };

const isOurs = (hash: unknown): boolean => typeof hash === "string" && isSyntheticHash(hash);

/** Reads a list in this shape. One hash that is not synthetic, and nothing of the list is taken. */
export function readHashList(text: string): HashListReading {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { ok: false, code: "exchange/not_json" };
  }
  const data = (given as { readonly data?: unknown } | null)?.data;
  if (!Array.isArray(data)) return { ok: false, code: "exchange/not_a_hash_list" };
  const entries = data.map((each: Partial<HashEntry> | null) => ({
    indicator: each?.indicator,
    type: each?.type,
    // A missing list of descriptors is a tombstone too.
    withdrawn: each?.should_delete === true || each?.descriptors === undefined,
    raw: each?.descriptors?.data ?? [],
  }));
  if (entries.some(({ raw }) => !Array.isArray(raw))) return { ok: false, code: "exchange/not_a_hash_list" };
  if (
    !entries.every(
      ({ indicator, raw }) => isOurs(indicator) && raw.every((each) => isOurs(each?.raw_indicator)),
    )
  )
    return { ok: false, code: "exchange/real_hash" };
  return {
    ok: true,
    entries: entries.map(({ indicator, withdrawn }) => ({ indicator: String(indicator), withdrawn })),
  };
}
