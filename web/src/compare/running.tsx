import { useEffect, useRef, useState } from "react";
import type { ComparisonPage } from "../../../src/words/index.ts";
import { sayNumber } from "../../../src/words/index.ts";
import { get, pathOf, post, Refused } from "../api/client.ts";
import type { Comparison } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered, Problem } from "../components/answered.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { openLine } from "../live/socket.ts";
import { useSettings } from "../settings.tsx";
import { COMPARE } from "../words/compare.ts";
import { useSay } from "../words/say.ts";
import { Findings } from "./findings.tsx";

/** One comparison: how far it is, and what is known until now; the same page when it is done. */
export function Running({ id }: { readonly id: string }) {
  const [answer, again] = useAnswer<Comparison>(pathOf("comparisons", id));
  return (
    <Answered answer={answer} again={again}>
      {(comparison) => <Followed first={comparison} />}
    </Answered>
  );
}

const isMoving = ({ status }: Comparison) => status === "waiting" || status === "running";

function Followed({ first }: { readonly first: Comparison }) {
  const say = useSay();
  const { language } = useSettings();
  const comparison = useProgress(first);
  const page = useResult(comparison);
  const [refused, setRefused] = useState<Refused>();
  usePageTitle(`${say(COMPARE.title)} · ${comparison.title[language]}`);
  const ask = (what: "cancel" | "resume") => {
    setRefused(undefined);
    post(pathOf("comparisons", comparison.id, what), {}, language).catch((error: unknown) =>
      setRefused(error instanceof Refused ? error : new Refused(undefined, error)),
    );
  };
  const { done, total, status } = comparison;
  const said = say(COMPARE.progressOf)(sayNumber(done, language), sayNumber(total, language));
  return (
    <div className="stack">
      <section className="panel" aria-labelledby="progress">
        <h2 id="progress" className="unseen">
          {say(COMPARE.progress)}
        </h2>
        <div className="row">
          <strong>{say(COMPARE[status])}</strong>
          <span className="quiet">{said}</span>
          {isMoving(comparison) ? (
            <button type="button" onClick={() => ask("cancel")}>
              {say(COMPARE.cancel)}
            </button>
          ) : null}
          {status === "cancelled" || status === "failed" ? (
            <button type="button" onClick={() => ask("resume")}>
              {say(COMPARE.resume)}
            </button>
          ) : null}
        </div>
        {status === "done" ? null : <progress aria-label={said} value={done} max={Math.max(1, total)} />}
        {comparison.problem === null ? null : <p className="notice bad">{comparison.problem}</p>}
        {refused === undefined ? null : <Problem refused={refused} />}
      </section>
      {page === undefined ? (
        <>
          <h1>{comparison.title[language]}</h1>
          <p className="quiet" role="status">
            {say(COMPARE.noneYet)}
          </p>
        </>
      ) : (
        <Findings page={page} comparison={comparison} />
      )}
    </div>
  );
}

/** The comparison as the server last told it. */
function useProgress(first: Comparison): Comparison {
  const [told, setTold] = useState(first);
  const { id } = first;
  useEffect(() => {
    const line = openLine();
    const watch = () =>
      line.emit("watch-comparison", { comparison: id }, (answer) => {
        if (answer.ok) setTold(answer.comparison);
      });
    const hear = ({ comparison }: { comparison: Comparison }) => {
      if (comparison.id === id) setTold(comparison);
    };
    line.on("connect", watch);
    line.on("progress", hear);
    if (line.connected) watch();
    return () => {
      line.off("connect", watch);
      line.off("progress", hear);
      if (line.connected) line.emit("unwatch-comparison", { comparison: id }, () => undefined);
    };
  }, [id]);
  return told;
}

/** While it runs, so often what is known until now is asked for. */
const EVERY = 2000;

/** What is known until now: the headline while it runs, everything once it rests. */
function useResult({ id, status, done, digest }: Comparison): ComparisonPage | undefined {
  const { language } = useSettings();
  const [page, setPage] = useState<ComparisonPage>();
  const isRunning = status === "waiting" || status === "running";
  // While it runs the count of what is done asks again, but no more often than a timer lets it.
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(() => setTurn((n) => n + 1), EVERY);
    return () => window.clearInterval(timer);
  }, [isRunning]);
  const asked = isRunning ? turn : `${status} ${digest}`;
  // An answer that is slow to come is waited for, not asked for again.
  const isAsking = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says when; sentences are made here in any language
  useEffect(() => {
    if (isRunning && (done === 0 || isAsking.current)) return;
    let isWanted = true;
    isAsking.current = true;
    const path = `${pathOf("comparisons", id, "result")}${isRunning ? "?brief=1" : ""}`;
    const ask = async () => {
      try {
        const fresh = await get<ComparisonPage | null>(path, language);
        if (fresh !== null && (isWanted || isRunning))
          setPage((old) => (isRunning && old?.isPartial === false ? old : fresh));
      } catch {
        // The server is away, or it was called off before anything was there: the line that comes back asks again.
      } finally {
        isAsking.current = false;
      }
    };
    void ask();
    return () => {
      isWanted = false;
    };
  }, [id, asked]);
  return page;
}
