import { useSay } from "../words/say.ts";
import { METHOD_WORDS } from "../words/seat.ts";
import { usePlace } from "./place.tsx";
import type { FactWords } from "./table-types.ts";

/** How what came in is headed: as its sender headed it, and otherwise by the way on which it came. */
export function useHeading(): (words: FactWords | undefined) => string {
  const say = useSay();
  const { language } = usePlace();
  return (words) => {
    const { subject, method = "" } = words ?? {};
    const told = METHOD_WORDS[method];
    return subject?.[language] ?? (told === undefined ? "" : String(say(told)));
  };
}
