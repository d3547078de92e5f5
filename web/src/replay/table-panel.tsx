import { useMemo, useState } from "react";
import type { AccountEntry, FactRecord } from "../../../src/model/index.ts";
import { sayNumber } from "../../../src/words/index.ts";
import type { ExerciseReplay } from "../api/types.ts";
import { Pick } from "../components/pick.tsx";
import "../exercise/exercise.css";
import { sayInstant, sayTimeOfDay } from "../exercise/clocks.tsx";
import { sayEntry } from "../exercise/entry-words.ts";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { useScene } from "./scene.ts";

/** What was done at the table up to the instant that is shown, the latest first: decisions, messages, rows, notes. */

const GROUPS = {
  decided: "tableDecisions",
  "room-decided": "tableDecisions",
  "free-action": "tableDecisions",
  "action-ruled": "tableDecisions",
  message: "tableMessages",
  "control-told": "tableMessages",
  released: "tableMessages",
  "row-send": "tableRows",
  "row-hold": "tableRows",
  "row-release": "tableRows",
  "row-skip": "tableRows",
  "row-added": "tableRows",
  improvised: "tableRows",
  shifted: "tableRows",
} as const;
const CHOICES = ["tableDecisions", "tableMessages", "tableRows", "tableOthers"] as const;
type Group = (typeof CHOICES)[number];

const groupOf = ({ kind }: AccountEntry): Group => GROUPS[kind as keyof typeof GROUPS] ?? "tableOthers";

/** The server's own, and what tells only that a page was used. */
const QUIET: ReadonlySet<string> = new Set(["acknowledged", "entered", "left"]);
const FEW = 30;

export function TablePanel({
  told,
  at,
  facts,
}: {
  readonly told: ExerciseReplay;
  readonly at: number;
  readonly facts: readonly FactRecord[];
}) {
  const say = useSay();
  const { language } = useScene();
  const [group, setGroup] = useState<Group>();
  const [seat, setSeat] = useState("");
  const [most, setMost] = useState(FEW);
  const count = facts.length;
  const asked = useMemo(() => askedIn(facts.slice(0, count)), [facts, count]);
  const found = useMemo(
    () =>
      told.entries.filter(
        (each) =>
          each.at <= at &&
          !QUIET.has(each.kind) &&
          (group === undefined || groupOf(each) === group) &&
          (seat === "" || each.by.seat === seat),
      ),
    [told, at, group, seat],
  );
  return (
    <section className="panel log" aria-labelledby="at-table">
      <h2 id="at-table">{say(REPLAY.atTable)}</h2>
      <div className="row no-print">
        <Pick
          label={say(REPLAY.filterKind)}
          value={group ?? ""}
          onChange={(value) => setGroup(CHOICES.find((each) => each === value))}
          options={[
            ["", say(REPLAY.everything)],
            ...CHOICES.map((each) => [each, say(REPLAY[each])] as const),
          ]}
        />
        <Pick
          label={say(CONTROL.seat)}
          value={seat}
          onChange={setSeat}
          options={[
            ["", say(REPLAY.everybody)],
            ...told.seats.map(({ id, title }) => [id, title[language]] as const),
          ]}
        />
      </div>
      <p className="quiet small">
        {say(REPLAY.logShown)(
          sayNumber(Math.min(most, found.length), language),
          sayNumber(found.length, language),
        )}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard */}
      <ol tabIndex={0} aria-label={say(REPLAY.atTable)}>
        {found
          .slice(-most)
          .reverse()
          .map((entry) => (
            <Deed key={entry.entry} entry={entry} told={told} asked={asked} />
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

/** What each actor was asked to decide, by `actor number`. */
const askedIn = (facts: readonly FactRecord[]): ReadonlyMap<string, string> =>
  new Map(
    facts.flatMap(({ kind, actor, number, decision }) =>
      kind === "decision.opened" ? [[`${String(actor)} ${String(number)}`, String(decision)]] : [],
    ),
  );

function Deed({
  entry,
  told,
  asked,
}: {
  readonly entry: AccountEntry;
  readonly told: ExerciseReplay;
  readonly asked: ReadonlyMap<string, string>;
}) {
  const say = useSay();
  const { names, language } = useScene();
  const { entry: n, at, real, kind, by, data, texts, corrections } = entry;
  const seat = (id: string) => told.seats.find((each) => each.id === id)?.title[language] ?? id;
  const who = by.seat === undefined ? say(EXERCISE[by.role as "player"] ?? EXERCISE.system) : seat(by.seat);
  const typed = Object.entries(texts).filter(([name]) => name !== "name");
  return (
    <li data-entry={n}>
      <span className="quiet">
        {sayInstant(at)} · {sayTimeOfDay(real, language)}
      </span>
      <span>
        {who} · <strong>{sayEntry({ n, at, real, kind, by, data }, { names, language, seat, asked })}</strong>
        {typed.map(([name, text]) => (
          <span key={name} className="typed-text block">
            {text ?? say(REPLAY.deleted)}
          </span>
        ))}
        {corrections.map((each) => (
          <span key={each.entry} className="typed-text block">
            <strong>{say(CONTROL.corrected)}</strong> {each.text ?? say(REPLAY.deleted)}
          </span>
        ))}
      </span>
    </li>
  );
}
