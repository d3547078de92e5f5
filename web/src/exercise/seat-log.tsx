import { useState } from "react";
import type { FactRecord } from "../../../src/model/index.ts";
import { sayFact, sayMessage, weightOf } from "../../../src/words/index.ts";
import { useSay } from "../words/say.ts";
import { SEAT } from "../words/seat.ts";
import { sayInstant } from "./clocks.tsx";
import { Correct, Corrected } from "./correction.tsx";
import { useHeading, useSender } from "./heading.ts";
import { latestFirst } from "./latest-first.ts";
import { usePlace } from "./place.tsx";
import type { SeatStory } from "./seat-story.ts";
import type { Deed, SeatFact } from "./table-types.ts";

/** A fact of a seat's view as a sentence: its fields are named as those of a log are. */
export function useFactSentence(): (fact: SeatFact) => string {
  const { names, language } = usePlace();
  return (fact) => sayFact(fact as unknown as FactRecord, names, () => false, language);
}

const AT_FIRST = 25;
/** What is shown elsewhere on the page, or only tells that the page itself was used. */
const ELSEWHERE: ReadonlySet<string> = new Set(["acknowledged", "corrected"]);
const OF_THE_DECISION: ReadonlySet<string> = new Set(["decision.opened", "decision.answered", "seat.handed"]);

/** What the seat learnt and what was done from it, the latest first. */
export function SeatLog({ story }: { readonly story: SeatStory }) {
  const say = useSay();
  const sentence = useFactSentence();
  const deedSentence = useDeedSentence(story);
  const [isWhole, setWhole] = useState(false);
  const heading = useHeading();
  const sender = useSender();
  const came = (n: number) => {
    const words = story.inbox.find((each) => each.n === n)?.words;
    return say(SEAT.came)(heading(words), sender(words));
  };
  const facts = story.facts
    .filter(({ kind }) => weightOf(kind) > 1 && !OF_THE_DECISION.has(kind))
    .map((fact) => ({
      key: `f${fact.n}`,
      at: fact.at,
      // Neither its title nor its name in the plan is any business of a seat.
      said: () => (fact.kind === "inject.delivered" ? came(fact.n) : sentence(fact)),
      text: "",
      own: undefined,
      isYours: false,
    }));
  const deeds = story.done
    .filter(({ deed }) => !ELSEWHERE.has(deed.kind))
    .map(({ seq, at, deed }) => ({
      key: `d${seq}`,
      at,
      said: () => deedSentence(deed),
      text: textOf(deed),
      own: typeof deed.data.own === "number" ? deed.data.own : undefined,
      isYours: deed.isYours === true,
    }));
  const lines = latestFirst([...facts, ...deeds]);
  const shown = isWhole ? lines : lines.slice(0, AT_FIRST);
  return (
    <>
      <ol className="log-lines">
        {shown.map(({ key, at, said, text, own, isYours }) => (
          <li key={key}>
            <span className="quiet small">{sayInstant(at)}</span> {said()}
            {text === "" ? null : <span className="typed-text"> {text}</span>}
            {own === undefined ? null : <Corrected correction={story.corrected.get(own)} />}
            {own === undefined || !isYours ? null : (
              <>
                {" "}
                <Correct
                  of={say(SEAT.ownNumber)(own)}
                  command={(words) => ({ kind: "correct-own", own, text: words })}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      {lines.length <= AT_FIRST || isWhole ? null : (
        <button type="button" onClick={() => setWhole(true)}>
          {say(SEAT.all)} ({lines.length})
        </button>
      )}
    </>
  );
}

const textOf = ({ texts }: Deed): string =>
  [texts.text, texts.note, texts.reason].filter((each) => each !== undefined && each !== "").join(" · ");

const PLAIN = new Set([
  "started",
  "paused",
  "resumed",
  "move-begun",
  "no-duff",
  "no-duff-over",
  "ended",
  "hot-wash-begun",
  "closed",
]);

/** What was done at the table, as a sentence; what was typed stands beside it. */
function useDeedSentence({ asked }: Pick<SeatStory, "asked">): (deed: Deed) => string {
  const say = useSay();
  const { names, language } = usePlace();
  return ({ kind, data }) => {
    switch (kind) {
      case "decided": {
        const decision = asked.get(Number(data.decision)) ?? "";
        return say(SEAT.decided)(names.decision(decision), names.option(decision, String(data.option)));
      }
      case "message":
        return say(SEAT.told)(names.who(String(data.to)), sayMessage(String(data.message), language));
      case "control-told":
        return say(SEAT.toldControl);
      case "free-action":
        return say(SEAT.askedFor)(Number(data.action));
      case "action-ruled": {
        const n = Number(data.action);
        if (data.ruling === "none") return say(SEAT.ruledNone)(n);
        return say(data.ruling === "effect" ? SEAT.ruledEffect : SEAT.ruled)(n);
      }
      case "speed-set":
        return say(SEAT["speed-set"])(String(data.speed ?? "?"));
      case "handed-over":
        return say(data.to === "model" ? SEAT.handedToModel : SEAT.handedToPerson);
      default:
        return PLAIN.has(kind) ? say(SEAT[kind as "started"]) : kind;
    }
  };
}
