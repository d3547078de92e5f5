import { useCallback, useEffect, useState } from "react";
import { useSettings } from "../settings.tsx";
import { get, Refused } from "./client.ts";

export type Answer<T> =
  | { readonly is: "waiting" }
  | { readonly is: "here"; readonly value: T }
  | { readonly is: "refused"; readonly refused: Refused };

/**
 * What the server answers at a path, asked when the path changes and when `again` is called. The sentences of an answer
 * come in both languages, so a change of language asks nothing.
 */
export function useAnswer<T>(path: string | undefined): readonly [Answer<T>, () => void] {
  const { language } = useSettings();
  const [answer, setAnswer] = useState<{ readonly of: string | undefined; readonly answer: Answer<T> }>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above for the language; `turn` asks again
  useEffect(() => {
    if (path === undefined) return;
    const called = new AbortController();
    get<T>(path, language, called.signal).then(
      (value) => setAnswer({ of: path, answer: { is: "here", value } }),
      (error: unknown) => {
        if (called.signal.aborted) return;
        const refused = error instanceof Refused ? error : new Refused(undefined, error);
        setAnswer({ of: path, answer: { is: "refused", refused } });
      },
    );
    return () => called.abort();
  }, [path, turn]);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  return [answer !== undefined && answer.of === path ? answer.answer : { is: "waiting" }, again];
}
