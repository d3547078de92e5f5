import { useSay } from "../words/say.ts";
import { METHOD_WORDS, SEAT } from "../words/seat.ts";
import { usePlace } from "./place.tsx";
import type { FactWords } from "./table-types.ts";

/** How what came in is headed: as its sender headed it, and otherwise by the way on which it came. */
export function useHeading(): (words: FactWords | undefined) => string {
  const say = useSay();
  const { language } = usePlace();
  return (words) => {
    const { subject, method = "" } = words ?? {};
    const told = METHOD_WORDS[method];
    return subject?.[language] ?? (told === undefined ? say(SEAT.word) : String(say(told)));
  };
}

/** Whom something that is no message came from: the plan may name an actor, or anybody in words. */
export function useSender(): (words: FactWords | undefined) => string {
  const say = useSay();
  const { language, names } = usePlace();
  return (words) => {
    const from = words?.from?.[language] ?? "";
    return from === "" ? say(SEAT.fromControl) : names.who(from);
  };
}
