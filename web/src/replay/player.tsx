import { useEffect, useMemo, useRef, useState } from "react";
import { dutiesOf } from "../../../src/measures/index.ts";
import { notesOf, sayNumber } from "../../../src/words/index.ts";
import { get, pathOf, Refused } from "../api/client.ts";
import type { ExerciseReplay, ProtocolDetail, Stage } from "../api/types.ts";
import { Problem } from "../components/answered.tsx";
import { Failure } from "../components/failure.tsx";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { type PlayerStream, RunStream } from "../live/run-stream.ts";
import { useShownTime, useStream } from "../live/shown-time.ts";
import { countUntil, Story } from "../live/story.ts";
import { ToldStream } from "../live/told-stream.ts";
import { addressOf } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { ChartPanel } from "./chart-panel.tsx";
import { Controls } from "./controls.tsx";
import { CopiesPanel, ViewsPanel } from "./copies-panel.tsx";
import { DutiesPanel } from "./duties-panel.tsx";
import { Ending } from "./ending.tsx";
import { FlowPanel } from "./flow-panel.tsx";
import { Lanes } from "./lanes.tsx";
import { LogPanel, type Visit } from "./log-panel.tsx";
import { NowPanel } from "./now-panel.tsx";
import { SceneOf, sceneOf } from "./scene.ts";
import { TablePanel } from "./table-panel.tsx";
import { type Chosen, windowOf } from "./window.ts";
import "./replay.css";

/** The player of one run: one numbered stream in, everything that can be seen of it out. */
export function Player({ run }: { readonly run: string }) {
  const say = useSay();
  const stream = useMemo(() => new RunStream(run), [run]);
  useEffect(() => stream.follow(), [stream]);
  const state = useStream(stream);
  if (state.problem !== undefined && state.stage === undefined)
    return <Problem refused={new Refused(state.problem)} />;
  if (state.stage === undefined) return <p className="quiet">{say(SHELL.loading)}</p>;
  return <Playing stream={stream} stage={state.stage} />;
}

/** The player of a finished exercise: its run, and beside it what was done at the table. */
export function ToldPlayer({ replay }: { readonly replay: ExerciseReplay }) {
  const stream = useMemo(() => new ToldStream(replay), [replay]);
  useEffect(() => stream.follow(), [stream]);
  const { stage } = stream.read();
  return stage === undefined ? null : <Playing stream={stream} stage={stage} told={replay} />;
}

const DAY = 86_400_000;

function Playing({
  stream,
  stage,
  told,
}: {
  readonly stream: PlayerStream;
  readonly stage: Stage;
  /** of a finished exercise */
  readonly told?: ExerciseReplay;
}) {
  const say = useSay();
  const { language } = useSettings();
  const protocols = useProtocols(stage);
  const scene = useMemo(() => sceneOf(stage, protocols, language), [stage, protocols, language]);
  const state = useStream(stream);
  const [isFrozen, setFrozen] = useState(false);
  const [held, setHeld] = useState<number>();
  const [chosen, setChosen] = useState<Chosen>();
  const [picked, setPicked] = useState<string>();
  const [platform, setPlatform] = useState<string>();
  const [visit, setVisit] = useState<Visit>();
  const at = useShownTime(stream, isFrozen, held);
  const { clock, facts, samples } = state;
  const story = useRef<Story>(undefined);
  story.current ??= new Story();
  // A stream that began anew (a snapshot from nothing) is a new story.
  if (facts.length < story.current.count) story.current = new Story();
  story.current.hear(facts);
  const { header, run } = stage;
  const end = clock?.endsAt ?? header.horizon ?? Math.max(DAY, clock?.frontier ?? 0);
  const span = windowOf(chosen, at, end);
  const until = countUntil(facts, at);
  const duties = useMemo(() => dutiesOf(facts.slice(0, until), header), [until, header, facts]);
  const actor = picked ?? liveliest(scene.actors, story.current);
  const sampled = { samples, latest: state.latest, at, span, platform };
  const isOver = clock?.phase === "ended" || at >= end;
  usePageTitle(`${run.title[language]} · ${run.variantTitle[language]}`);
  return (
    <SceneOf value={scene}>
      <div className="stack">
        {told === undefined ? null : <p className="marking">{told.marking[language]}</p>}
        <div>
          <h1>{run.title[language]}</h1>
          {told === undefined ? null : <p>{say(REPLAY.ofExercise)}</p>}
          <p>
            {say(told === undefined ? REPLAY.variant : REPLAY.scenario)}
            {say(SHELL.colon)}
            <strong>{run.variantTitle[language]}</strong> · {say(REPLAY.seed)} {sayNumber(run.seed, language)}
            {run.replication === 0
              ? ""
              : ` · ${say(REPLAY.replication)} ${sayNumber(run.replication, language)}`}{" "}
            ·{" "}
            <Link href={addressOf(["scenarios", run.scenario], { variant: run.variant })}>
              {say(REPLAY.story)}
            </Link>{" "}
            · <Link href={addressOf(["compare"], { scenario: run.scenario })}>{say(REPLAY.compareThis)}</Link>
          </p>
          <Notes notes={notesOf(header, false, language).map(({ text }) => text)} />
        </div>
        {run.status === "failed" ? (
          <p className="notice bad">
            {say(REPLAY.unreached)}
            {say(SHELL.colon)}
            {run.problem}
          </p>
        ) : null}
        {state.problem === undefined ? null : <Problem refused={new Refused(state.problem)} />}
        <Controls
          stream={stream}
          state={state}
          at={at}
          end={end}
          isFrozen={isFrozen}
          onFreeze={() => setFrozen(!isFrozen)}
          onHold={setHeld}
          chosen={chosen}
          onWindow={setChosen}
        />
        {told === undefined ? null : (
          <Failure>
            <TablePanel told={told} at={at} facts={facts} />
          </Failure>
        )}
        <Failure>
          <div className="two">
            <div className="stack">
              <DutiesPanel duties={duties} facts={facts} at={at} />
              <ViewsPanel {...sampled} />
            </div>
            <div className="stack">
              <NowPanel facts={facts} story={story.current} duties={duties} at={at} />
              <CopiesPanel {...sampled} onPlatform={setPlatform} />
            </div>
          </div>
        </Failure>
        <Failure>
          <Lanes
            story={story.current}
            count={until}
            at={at}
            span={span}
            chosen={actor}
            onChoose={(id) => {
              setPicked(id);
              setVisit(undefined);
            }}
          />
        </Failure>
        <Failure>
          <ChartPanel story={story.current} at={at} actor={actor} onChoose={setPicked} onVisit={setVisit} />
        </Failure>
        <Failure>
          <div className="columns">
            <LogPanel facts={facts} at={at} visit={visit} onWhole={() => setVisit(undefined)} />
            <FlowPanel story={story.current} at={at} />
          </div>
        </Failure>
        {told === undefined ? (
          <>
            <Failure>
              <Ending isOver={isOver} isReady={(state.result ?? run).status === "done"} />
            </Failure>
            <p className="quiet small">
              {say(REPLAY.events)(
                sayNumber(state.seq, language),
                sayNumber(Math.max(state.seq, stage.head), language),
              )}{" "}
              {say(REPLAY.mine)}
            </p>
          </>
        ) : (
          <p className="marking">{told.marking[language]}</p>
        )}
      </div>
    </SceneOf>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <ul className="notice small">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** The protocols of a run, all of them once they are here: their statecharts, and what their states are called. */
function useProtocols({ header }: Stage): readonly ProtocolDetail[] {
  const { language } = useSettings();
  const [here, setHere] = useState<readonly ProtocolDetail[]>([]);
  const ids = header.protocols.map(({ id }) => id).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer holds both languages
  useEffect(() => {
    const called = new AbortController();
    const ask = async () => {
      const asked = ids
        .split(" ")
        .map((id) => get<ProtocolDetail>(pathOf("protocols", id), language, called.signal));
      const answers = await Promise.allSettled(asked);
      if (!called.signal.aborted)
        setHere(answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : [])));
    };
    if (ids !== "") void ask();
    return () => called.abort();
  }, [ids]);
  return here;
}

/** Whose statechart is shown until somebody chooses: the one that has moved most. */
function liveliest(actors: readonly { readonly id: string }[], story: Story): string | undefined {
  const stays = (id: string) => story.stays.get(id)?.length ?? 0;
  return actors.reduce<string | undefined>(
    (best, { id }) => (best === undefined || stays(id) > stays(best) ? id : best),
    undefined,
  );
}
