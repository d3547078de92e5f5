import { useEffect, useState } from "react";
import { pathOf, post, Refused } from "../api/client.ts";
import type { ExerciseReplay, Run, RunRequest, ScenarioCard } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered, Problem } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { Player, ToldPlayer } from "../replay/player.tsx";
import { addressOf, go } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";

/** `/replay/RUN` is a player; `/replay?scenario=…` chooses what to play, and with `open=1` opens it at once. */
export function ReplayPage({ id, address }: { readonly id: string; readonly address: URL }) {
  if (id === "") return <Choose query={address.searchParams} />;
  return id.startsWith("x-") ? <Exercise key={id} id={id} /> : <Player key={id} run={id} />;
}

/** A finished exercise of this server: for those who may take its record. */
function Exercise({ id }: { readonly id: string }) {
  const [answer, again] = useAnswer<ExerciseReplay>(pathOf("exercises", id, "replay"));
  return (
    <Answered answer={answer} again={again}>
      {(replay) => <ToldPlayer replay={replay} />}
    </Answered>
  );
}

const MOST_SIGNS = 7_500_000;

/** A record's file, from here or from elsewhere. */
function OpenRecord({ onOpen }: { readonly onOpen: (replay: ExerciseReplay) => void }) {
  const say = useSay();
  const { language } = useSettings();
  const [isOpening, setOpening] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const open = async (file: File | undefined) => {
    setRefused(undefined);
    setTooLarge(file !== undefined && file.size > MOST_SIGNS);
    if (file === undefined || file.size > MOST_SIGNS) return;
    setOpening(true);
    try {
      onOpen(await post<ExerciseReplay>(pathOf("replays"), { record: await file.text() }, language));
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
      setOpening(false);
    }
  };
  return (
    <section className="panel stack" aria-labelledby="open-record">
      <h2 id="open-record">{say(REPLAY.openRecord)}</h2>
      <p className="quiet">{say(REPLAY.openRecordFor)}</p>
      <label className="field">
        <span>{say(REPLAY.recordFile)}</span>
        <input
          type="file"
          accept=".jsonl,application/x-ndjson"
          disabled={isOpening}
          onChange={({ target }) => void open(target.files?.[0])}
        />
      </label>
      <p role="status" className="quiet small">
        {isOpening ? say(REPLAY.opening) : isTooLarge ? say(REPLAY.recordTooLarge) : ""}
      </p>
      {refused === undefined ? null : <Problem refused={refused} />}
    </section>
  );
}

/** One request for one choice, however often the page is drawn. */
const asked = new Map<string, Promise<Run>>();

function openRun(request: RunRequest, language: "en" | "fr"): Promise<Run> {
  const key = JSON.stringify(request);
  const known = asked.get(key);
  if (known !== undefined) return known;
  const fresh = post<Run>(pathOf("runs"), request, language);
  asked.set(key, fresh);
  void fresh.then(
    () => asked.delete(key),
    () => asked.delete(key),
  );
  return fresh;
}

function Choose({ query }: { readonly query: URLSearchParams }) {
  const say = useSay();
  usePageTitle(say(REPLAY.title));
  const [answer, again] = useAnswer<{ scenarios: ScenarioCard[] }>(pathOf("scenarios"));
  const [told, setTold] = useState<ExerciseReplay>();
  if (told !== undefined) return <ToldPlayer replay={told} />;
  return (
    <div className="stack">
      <div>
        <h1>{say(REPLAY.choose)}</h1>
        <p>{say(REPLAY.lead)}</p>
      </div>
      <Answered answer={answer} again={again}>
        {({ scenarios }) => <Choice scenarios={scenarios.filter(({ real }) => !real)} query={query} />}
      </Answered>
      <Recent />
      <OpenRecord onOpen={setTold} />
    </div>
  );
}

/** Numbers that a comparison moved: its runs are opened with them. */
function assumeOf(query: URLSearchParams): Record<string, number> {
  const parts = (query.get("assume") ?? "").split(",").filter((part) => part !== "");
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.lastIndexOf("=");
      return [part.slice(0, at), Number(part.slice(at + 1))];
    }),
  );
}

function Choice({
  scenarios,
  query,
}: {
  readonly scenarios: readonly ScenarioCard[];
  readonly query: URLSearchParams;
}) {
  const say = useSay();
  const { language } = useSettings();
  const [scenario, setScenario] = useState(query.get("scenario") ?? scenarios[0]?.id ?? "");
  const [variant, setVariant] = useState(query.get("variant") ?? "base");
  const [seed, setSeed] = useState(Number(query.get("seed") ?? 1));
  const [replication, setReplication] = useState(Number(query.get("replication") ?? 0));
  const [isOpening, setOpening] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const card = scenarios.find(({ id }) => id === scenario);
  const open = () => {
    setOpening(true);
    setRefused(undefined);
    openRun({ scenario, variant, seed, replication, assume: assumeOf(query) }, language).then(
      ({ id }) => go(addressOf(["replay", id]), { replace: isAtOnce }),
      (error: unknown) => {
        setOpening(false);
        setRefused(error instanceof Refused ? error : new Refused(undefined, error));
      },
    );
  };
  const isAtOnce = query.get("open") === "1";
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is opened by a link that says so
  useEffect(() => {
    if (isAtOnce && refused === undefined) open();
  }, []);
  if (isAtOnce && refused === undefined) return <p className="quiet">{say(REPLAY.opening)}</p>;
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <div className="columns">
        <label className="field">
          <span>{say(REPLAY.scenario)}</span>
          <select
            value={scenario}
            onChange={({ target }) => {
              setScenario(target.value);
              setVariant("base");
            }}
          >
            {scenarios.map(({ id, title }) => (
              <option key={id} value={id}>
                {title[language]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{say(REPLAY.variant)}</span>
          <select value={variant} onChange={({ target }) => setVariant(target.value)}>
            {(card?.variants ?? []).map(({ id, title }) => (
              <option key={id} value={id}>
                {title[language]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="row">
        <label className="field">
          <span>{say(REPLAY.seed)}</span>
          <input
            type="number"
            min={0}
            value={seed}
            onChange={({ target }) => setSeed(Math.max(0, Math.trunc(Number(target.value))))}
          />
        </label>
        <label className="field">
          <span>{say(REPLAY.replication)}</span>
          <input
            type="number"
            min={0}
            value={replication}
            onChange={({ target }) => setReplication(Math.max(0, Math.trunc(Number(target.value))))}
          />
        </label>
      </div>
      <div>
        <button type="submit" className="first" disabled={isOpening}>
          {isOpening ? say(REPLAY.opening) : say(REPLAY.open)}
        </button>
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
    </form>
  );
}

const MOST = 12;

function Recent() {
  const say = useSay();
  const { language } = useSettings();
  const [answer] = useAnswer<{ runs: Run[] }>(pathOf("runs"));
  if (answer.is !== "here" || answer.value.runs.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{say(REPLAY.recent)}</h2>
      <ul>
        {answer.value.runs
          .slice(-MOST)
          .reverse()
          .map(({ id, title, variantTitle, seed, replication, createdAt }) => (
            <li key={id}>
              <Link href={addressOf(["replay", id])}>
                {title[language]} · {variantTitle[language]}
              </Link>{" "}
              <span className="quiet">
                {say(REPLAY.seed)} {seed}
                {replication === 0 ? "" : ` · ${say(REPLAY.replication)} ${replication}`} ·{" "}
                {createdAt.slice(0, 16).replace("T", " ")}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
