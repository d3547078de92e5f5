import { useMemo, useState } from "react";
import type { FactRecord } from "../../../src/model/index.ts";
import { sayClock, sayFact, sayLocal, sayNumber, weightOf } from "../../../src/words/index.ts";
import { Pick } from "../components/pick.tsx";
import { countUntil, timeOf } from "../live/story.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { type Scene, useScene } from "./scene.ts";

/** What happened, the latest first, by actor, by what it is about, by words. */

const ABOUT = {
  duty: "kindDuty",
  message: "kindMessage",
  decision: "kindDecision",
  state: "kindState",
  content: "kindContent",
  original: "kindContent",
  hash: "kindHash",
} as const;

const CHOICES = [
  "kindDuty",
  "kindMessage",
  "kindDecision",
  "kindState",
  "kindContent",
  "kindHash",
  "kindOther",
] as const;
type About = (typeof CHOICES)[number];

function aboutOf({ kind }: FactRecord): About {
  const family = kind.slice(0, kind.indexOf("."));
  return Object.hasOwn(ABOUT, family) ? ABOUT[family as keyof typeof ABOUT] : "kindOther";
}

const PARTIES = ["actor", "platform", "to", "from", "debtor", "creditor", "by", "target"] as const;

/** A stay in a state whose log is asked for. */
export interface Visit {
  readonly actor: string;
  readonly state: string;
  readonly from: number;
  readonly until: number;
}

const FEW = 60;

export function LogPanel({
  facts,
  at,
  visit,
  onWhole,
}: {
  readonly facts: readonly FactRecord[];
  readonly at: number;
  readonly visit: Visit | undefined;
  readonly onWhole: () => void;
}) {
  const say = useSay();
  const scene = useScene();
  const { language, actors, header } = scene;
  const [actor, setActor] = useState("");
  const [about, setAbout] = useState("");
  const [words, setWords] = useState("");
  const [most, setMost] = useState(FEW);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scene speaks another language or of another run
  const spoken = useMemo(() => new Map<number, string>(), [scene]);
  const until = countUntil(facts, at);
  const who = visit?.actor ?? actor;
  const found = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    const chosen: FactRecord[] = [];
    for (let n = until - 1; n >= 0; n--) {
      const fact = facts[n];
      if (weightOf(fact.kind) === 0) continue;
      if (visit !== undefined && (timeOf(fact) < visit.from || timeOf(fact) > visit.until)) continue;
      if (who !== "" && !PARTIES.some((party) => fact[party] === who)) continue;
      if (about !== "" && aboutOf(fact) !== about) continue;
      if (wanted !== "" && !tell(fact, scene, spoken).toLowerCase().includes(wanted)) continue;
      chosen.push(fact);
    }
    return chosen;
  }, [facts, until, who, about, words, visit, scene, spoken]);
  return (
    <section className="panel log" aria-labelledby="log">
      <h2 id="log">{visit === undefined ? say(REPLAY.log) : say(REPLAY.visit)(visit.state)}</h2>
      {visit === undefined ? (
        <div className="row no-print">
          <Pick
            label={say(REPLAY.filterActor)}
            value={actor}
            onChange={setActor}
            options={[["", say(REPLAY.everybody)], ...actors.map(({ id, name }) => [id, name] as const)]}
          />
          <Pick
            label={say(REPLAY.filterKind)}
            value={about}
            onChange={setAbout}
            options={[
              ["", say(REPLAY.everything)],
              ...CHOICES.map((each) => [each, say(REPLAY[each])] as const),
            ]}
          />
          <label className="field">
            <span>{say(REPLAY.filterText)}</span>
            <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
          </label>
        </div>
      ) : (
        <button type="button" onClick={onWhole}>
          {say(REPLAY.visitEnd)}
        </button>
      )}
      <p className="quiet small">
        {say(REPLAY.logShown)(
          sayNumber(Math.min(most, found.length), language),
          sayNumber(found.length, language),
        )}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard */}
      <ol tabIndex={0} aria-label={say(REPLAY.log)}>
        {found.slice(0, most).map((fact) => (
          <li key={fact.n}>
            <span className="quiet">
              {sayClock(timeOf(fact))} · {sayLocal(header.startsAt, timeOf(fact))}
            </span>
            <span>{tell(fact, scene, spoken)}</span>
          </li>
        ))}
      </ol>
      {found.length > most ? (
        <button type="button" className="plain" onClick={() => setMost(most + 4 * FEW)}>
          {say(REPLAY.earlier)}
        </button>
      ) : null}
    </section>
  );
}

/** A fact as a sentence, made once. */
function tell(fact: FactRecord, { names, isOriginal, language }: Scene, spoken: Map<number, string>): string {
  const known = spoken.get(fact.n);
  if (known !== undefined) return known;
  const sentence = sayFact(fact, names, isOriginal, language);
  spoken.set(fact.n, sentence);
  return sentence;
}
