import type { DutyOutcome, FactRecord } from "../../../src/model/index.ts";
import { sayFact, sayMessage, sayNumber, saySpan, weightOf } from "../../../src/words/index.ts";
import { countUntil, type Story, timeOf } from "../live/story.ts";
import { REPLAY } from "../words/replay.ts";
import { sayIn } from "../words/say.ts";
import type { Scene } from "./scene.ts";

/** What is happening now, in at most four sentences: what just came, what waits unread, what runs out, who can match. */
export function sentencesOf(
  scene: Scene,
  facts: readonly FactRecord[],
  story: Story,
  duties: readonly DutyOutcome[],
  at: number,
): string[] {
  const said = [
    latest(scene, facts, at),
    ...waiting(scene, story, at),
    running(scene, duties, at),
    hashes(scene, story, at),
  ];
  return said.filter((sentence) => sentence !== "");
}

/** The last fact that a timeline never leaves out. */
function latest(scene: Scene, facts: readonly FactRecord[], at: number): string {
  const { names, isOriginal, language } = scene;
  const say = sayIn(language);
  let found: FactRecord | undefined;
  for (let n = countUntil(facts, at) - 1; n >= 0; n--) {
    if (weightOf(facts[n].kind) < 2) continue;
    found = facts[n];
    if (weightOf(found.kind) === 3 || at - timeOf(found) > NEWS) break;
  }
  if (found === undefined) return "";
  const sentence = sayFact(found, names, isOriginal, language);
  const ago = at - timeOf(found);
  return ago < 60_000 ? say(REPLAY.justNow)(sentence) : say(REPLAY.ago)(saySpan(ago, language), sentence);
}

/** Within so much of exercise time a weighty fact goes before a newer light one. */
const NEWS = 20 * 60_000;

function waiting({ names, language }: Scene, { messages }: Story, at: number): string[] {
  const say = sayIn(language);
  const unread = messages.filter(
    ({ deliveredAt, openedAt }) =>
      deliveredAt !== undefined && deliveredAt <= at && (openedAt === undefined || openedAt > at),
  );
  if (unread.length === 0) return [];
  const oldest = unread.reduce((a, b) => ((a.deliveredAt ?? 0) <= (b.deliveredAt ?? 0) ? a : b));
  const span = saySpan(at - (oldest.deliveredAt ?? at), language);
  const first = say(REPLAY.waitingOne)(sayMessage(oldest.kind, language), names.who(oldest.to), span);
  return unread.length === 1 ? [first] : [first, say(REPLAY.waitingMore)(sayNumber(unread.length, language))];
}

function running({ names, language }: Scene, duties: readonly DutyOutcome[], at: number): string {
  const open = duties.filter(({ outcome, dueAt }) => outcome === "open" && dueAt !== null && dueAt > at);
  if (open.length === 0) return "";
  const next = open.reduce((a, b) => ((a.dueAt ?? 0) <= (b.dueAt ?? 0) ? a : b));
  const name = `${names.duty(`${next.protocol}/${next.id}`)} (${names.who(next.debtor)})`;
  const left = saySpan((next.dueAt ?? at) - at, language);
  return sayIn(language)(REPLAY.running)(open.length, name, left);
}

function hashes({ header, language }: Scene, story: Story, at: number): string {
  const have = [...story.hashes.values()].filter((when) => when <= at).length;
  if (have === 0) return "";
  return sayIn(language)(REPLAY.hashes)(have, sayNumber(header.platforms.length, language));
}
