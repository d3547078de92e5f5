import { useEffect, useRef, useState } from "react";
import type { DutyOutcome, FactRecord } from "../../../src/model/index.ts";
import type { Story } from "../live/story.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { sentencesOf } from "./now.ts";
import { useScene } from "./scene.ts";

/** Who reads by ear hears one sentence in so many milliseconds at most. */
const HEARD = 10_000;

export function NowPanel({
  facts,
  story,
  duties,
  at,
}: {
  readonly facts: readonly FactRecord[];
  readonly story: Story;
  readonly duties: readonly DutyOutcome[];
  readonly at: number;
}) {
  const say = useSay();
  const scene = useScene();
  const sentences = sentencesOf(scene, facts, story, duties, at);
  return (
    <section className="panel now" aria-labelledby="now">
      <h2 id="now">{say(REPLAY.now)}</h2>
      {sentences.map((sentence, n) => (
        <p key={n}>{sentence}</p>
      ))}
      <Spoken sentence={sentences[0] ?? ""} />
    </section>
  );
}

function Spoken({ sentence }: { readonly sentence: string }) {
  const [said, setSaid] = useState("");
  const last = useRef(0);
  const next = useRef(sentence);
  next.current = sentence;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new sentence starts the wait, which may already be over
  useEffect(() => {
    const wait = Math.max(0, last.current + HEARD - performance.now());
    const timer = window.setTimeout(() => {
      last.current = performance.now();
      setSaid(next.current);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [sentence]);
  return (
    <p className="unseen" role="status">
      {said}
    </p>
  );
}
