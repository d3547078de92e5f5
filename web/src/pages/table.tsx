import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { pathOf, post } from "../api/client.ts";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { Do } from "../exercise/act.tsx";
import { Clocks } from "../exercise/clocks.tsx";
import { JoinForm } from "../exercise/join.tsx";
import {
  type Place,
  PlaceOf,
  sayRefusal,
  useNames,
  usePlace,
  useProtocols,
  useTable,
} from "../exercise/place.tsx";
import { TableStream } from "../exercise/table-stream.ts";
import { addressOf, go } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import "../exercise/exercise.css";

const SeatPage = lazy(() => import("../exercise/seat-page.tsx").then((m) => ({ default: m.SeatPage })));
const ControlPage = lazy(() =>
  import("../exercise/control-page.tsx").then((m) => ({ default: m.ControlPage })),
);
const EvaluatorPage = lazy(() =>
  import("../exercise/evaluator-page.tsx").then((m) => ({ default: m.EvaluatorPage })),
);
const ReleasedPage = lazy(() =>
  import("../exercise/released-page.tsx").then((m) => ({ default: m.ReleasedPage })),
);

/** An exercise, as whoever looks has a part in it: the same address for everybody, another page for each part. */
export function TablePage({ id }: { readonly id: string }) {
  const isUnlocked = useUnlocked(id);
  return isUnlocked ? <Table key={id} id={id} /> : null;
}

/** A key that came after the `#` of a link is given for a cookie, and leaves the address at once. */
function useUnlocked(id: string): boolean {
  const { language } = useSettings();
  const [isDone, setDone] = useState(() => keyInAddress() === undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key is given once
  useEffect(() => {
    const key = keyInAddress();
    if (key === undefined) return;
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    post(pathOf("exercises", id, "session"), { key }, language)
      .catch(() => undefined)
      .finally(() => setDone(true));
  }, [id]);
  return isDone;
}

function keyInAddress(): string | undefined {
  return new URLSearchParams(window.location.hash.slice(1)).get("key") ?? undefined;
}

const NO_IDS: readonly string[] = [];

function Table({ id }: { readonly id: string }) {
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who has joined sits down anew
  const stream = useMemo(() => new TableStream(id), [id, turn]);
  useEffect(() => stream.follow(), [stream]);
  const state = useTable(stream);
  const { language } = useSettings();
  const say = useSay();
  const { stage, problem } = state;
  const ids = useMemo(() => stage?.protocols?.map((each) => each.id) ?? NO_IDS, [stage?.protocols]);
  const protocols = useProtocols(ids);
  const names = useNames(stage, protocols);
  usePageTitle(stage?.title[language] ?? say(EXERCISE.title));
  if (problem !== undefined)
    return problem.status === 401 ? (
      <Stranger id={id} onJoined={() => setTurn((n) => n + 1)} />
    ) : (
      <div className="notice bad" role="alert">
        <p>
          <strong>{sayRefusal(problem, language)}</strong>
        </p>
        <Link href="/exercise">{say(EXERCISE.back)}</Link>
      </div>
    );
  if (stage === undefined) return <p className="quiet">{say(SHELL.loading)}</p>;
  const place: Place = {
    stream,
    state,
    stage,
    names,
    protocols,
    language,
    seat: (seat) => stage.seats?.find((each) => each.id === seat)?.title[language] ?? seat,
    actorOf: (seat) => stage.seats?.find((each) => each.id === seat)?.actor ?? seat,
  };
  return (
    <PlaceOf value={place}>
      <Room>
        <Suspense fallback={<p className="quiet">{say(SHELL.loading)}</p>}>
          <Part />
        </Suspense>
      </Room>
    </PlaceOf>
  );
}

function Stranger({ id, onJoined }: { readonly id: string; readonly onJoined: () => void }) {
  const say = useSay();
  return (
    <div className="stack narrow">
      <h1>{say(EXERCISE.noPlace)}</h1>
      <p>{say(EXERCISE.noPlaceHelp)}</p>
      <JoinForm exercise={id} onJoined={onJoined} />
    </div>
  );
}

/** Marking, clocks and NO DUFF around whatever the part is; the marking first and last. */
function Room({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  const { state, stage, language } = usePlace();
  const { clock } = state;
  const isFrozen = clock?.isFrozen === true;
  const isLarge = stage.you.role === "projector" || stage.you.role === "observer";
  const marking = stage.marking[language];
  return (
    <div className={isLarge ? "table-room large" : "table-room"}>
      <div inert={isFrozen}>
        <header className="table-head">
          <p className="marking">{marking}</p>
          <div className="row spread">
            <h1 className="table-title">{stage.title[language]}</h1>
            {stage.you.role === null ? null : <Clocks large={isLarge} />}
            <NoDuff />
          </div>
        </header>
        {state.isConnected ? null : (
          <p className="notice bad" role="alert">
            {say(EXERCISE.lost)}
          </p>
        )}
        {children}
        <p className="marking">{marking}</p>
      </div>
      {isFrozen ? <Cover /> : null}
    </div>
  );
}

function NoDuff() {
  const say = useSay();
  const { state, stage } = usePlace();
  const isOn = state.clock?.phase === "running" && stage.you.role !== null;
  return (
    <div className="no-duff" title={say(EXERCISE.noDuffFor)}>
      <Do
        command={{ kind: "no-duff" }}
        className="no-duff-button"
        label={`${say(EXERCISE.noDuff)}. ${say(EXERCISE.noDuffFor)}`}
        disabled={!isOn}
      >
        {say(EXERCISE.noDuff)}
      </Do>
    </div>
  );
}

/** Over everything on every screen, until the director says that it is over. */
function Cover() {
  const say = useSay();
  const { stage } = usePlace();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      className="cover"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="cover-title"
      aria-describedby="cover-says"
      ref={box}
      tabIndex={-1}
    >
      <div>
        <h2 id="cover-title">{say(EXERCISE.noDuffIs)}</h2>
        <p id="cover-says">{say(EXERCISE.noDuffSays)}</p>
        {stage.you.role === "director" ? (
          <Do command={{ kind: "resume-no-duff" }}>{say(EXERCISE.noDuffOver)}</Do>
        ) : (
          <p>{say(EXERCISE.onlyDirector)}</p>
        )}
      </div>
    </div>
  );
}

function Part() {
  const { stage } = usePlace();
  switch (stage.you.role) {
    case null:
      return <Waiting />;
    case "player":
      return <SeatPage />;
    case "evaluator":
      return <EvaluatorPage />;
    case "observer":
    case "projector":
      return <ReleasedPage />;
    case "director":
    case "controller":
    case "facilitator":
      return <ControlPage />;
    default:
      return stage.you.role satisfies never;
  }
}

function Waiting() {
  const say = useSay();
  return (
    <div className="hero" role="status">
      <h2>{say(EXERCISE.waiting)}</h2>
      <p className="lead">{say(EXERCISE.waitingFor)}</p>
    </div>
  );
}

/** Where somebody comes in with nothing but a code. */
export function JoinPage() {
  const say = useSay();
  usePageTitle(say(EXERCISE.join));
  return (
    <div className="stack narrow">
      <h1>{say(EXERCISE.join)}</h1>
      <p className="lead">{say(EXERCISE.joinLead)}</p>
      <JoinForm onJoined={(exercise) => go(addressOf(["exercise", exercise]))} />
    </div>
  );
}
