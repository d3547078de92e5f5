import { useState } from "react";
import type { DutyOutcome, FactRecord, LogDuty } from "../../../src/model/index.ts";
import {
  type Mood,
  sayClock,
  sayDutyKind,
  sayFact,
  sayLocal,
  sayNumber,
  sayOutcome,
  saySpan,
} from "../../../src/words/index.ts";
import { SIGNS } from "../components/blocks.tsx";
import { SourceNote } from "../components/source-note.tsx";
import { REPLAY } from "../words/replay.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { type Scene, useScene } from "./scene.ts";

const MOODS: Readonly<Record<DutyOutcome["outcome"], Mood>> = {
  met: "good",
  missed: "bad",
  open: "open",
  suspended: "open",
  "too-early": "bad",
  waived: "plain",
  used: "plain",
  lapsed: "plain",
  ended: "plain",
  "judged-met": "good",
  "judged-missed": "bad",
};

const FEW = 6;
const SOON = 15 * 60_000;
const NEAR = 6 * 3_600_000;

/** Clocks in exercise time: those that run out first come first, then those that were missed, then the rest. */
export function DutiesPanel({
  duties,
  facts,
  at,
}: {
  readonly duties: readonly DutyOutcome[];
  readonly facts: readonly FactRecord[];
  readonly at: number;
}) {
  const say = useSay();
  const { language } = useScene();
  const [isWhole, setWhole] = useState(false);
  const sorted = [...duties].sort((a, b) => rankOf(a, at) - rankOf(b, at) || placeOf(a, at) - placeOf(b, at));
  const shown = isWhole ? sorted : sorted.slice(0, FEW);
  return (
    <section className="panel duties" aria-labelledby="duties">
      <h2 id="duties">{say(REPLAY.duties)}</h2>
      {sorted.length === 0 ? <p className="quiet">{say(REPLAY.noDuty)}</p> : null}
      <ul>
        {shown.map((duty) => (
          <DutyClock
            key={`${duty.protocol}/${duty.id} ${duty.instance}`}
            duty={duty}
            start={facts.find(({ n }) => n === duty.startedBy)}
            at={at}
          />
        ))}
      </ul>
      {sorted.length > FEW ? (
        <button type="button" className="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? "−" : "+"} {say(REPLAY.more)(sayNumber(sorted.length - FEW, language))}
        </button>
      ) : null}
    </section>
  );
}

/** What runs out within hours, then what was missed, what runs on for days, what is held, and what is over. */
function rankOf({ outcome, dueAt }: DutyOutcome, at: number): number {
  if (outcome === "open") return dueAt !== null && dueAt - at < NEAR ? 0 : 2;
  if (outcome === "missed" || outcome === "too-early" || outcome === "judged-missed") return 1;
  return outcome === "suspended" ? 3 : 4;
}

/** The nearest first among those that run, the latest first among those that are over. */
function placeOf({ outcome, dueAt, stoppedAt, startedAt }: DutyOutcome, at: number): number {
  if (outcome === "open") return (dueAt ?? Number.MAX_VALUE) - at;
  return -(stoppedAt ?? dueAt ?? startedAt);
}

function DutyClock({
  duty,
  start,
  at,
}: {
  readonly duty: DutyOutcome;
  readonly start: FactRecord | undefined;
  readonly at: number;
}) {
  const say = useSay();
  const scene = useScene();
  const { language, names, header } = scene;
  const { outcome, dueAt, stoppedAt, debtor, creditor, kind, counterfactual, instrument } = duty;
  const data = header.duties.find(({ id, protocol }) => id === duty.id && protocol === duty.protocol);
  const name = names.duty(`${duty.protocol}/${duty.id}`);
  const left = outcome === "open" && dueAt !== null ? dueAt - at : undefined;
  const mood = left !== undefined && left < SOON ? "soon" : MOODS[outcome];
  const clock = (when: number) => `${sayClock(when)} (${sayLocal(header.startsAt, when)})`;
  const kindSaid = sayDutyKind(kind, language) + (counterfactual ? `, ${say(REPLAY.counterfactual)}` : "");
  const who = creditor === "" ? names.who(debtor) : `${names.who(debtor)} → ${names.who(creditor)}`;
  const times = [
    say(REPLAY.since)(clock(duty.startedAt)),
    dueAt === null ? "" : say(REPLAY.due)(clock(dueAt)),
    stoppedAt === null ? "" : say(REPLAY.done)(clock(stoppedAt)),
  ].filter((part) => part !== "");
  return (
    <li>
      <div className={`clock mood-${mood}`}>
        <span aria-hidden="true">{SIGNS[MOODS[outcome]]}</span> {headOf(scene, duty, left, at, say)}
      </div>
      <div>
        <strong>{name}</strong> · {who}
        <div className="small quiet">
          {kindSaid} · {times.join(" · ")}
          <SourceNote of={name}>
            <SourceOf data={data} instrument={instrument[language]} kind={kindSaid} />
            {start === undefined ? null : (
              <p>
                <strong>{say(REPLAY.startedBy)}</strong>
                {say(SHELL.colon)} {sayFact(start, names, scene.isOriginal, language)}
              </p>
            )}
          </SourceNote>
        </div>
      </div>
    </li>
  );
}

function headOf(
  { language }: Scene,
  { outcome, dueAt, stoppedAt }: DutyOutcome,
  left: number | undefined,
  at: number,
  say: ReturnType<typeof useSay>,
): string {
  if (left !== undefined) return say(REPLAY.left)(saySpan(left, language));
  if (outcome === "missed" && dueAt !== null)
    return say(REPLAY.late)(saySpan(Math.max(0, (stoppedAt ?? at) - dueAt), language));
  return sayOutcome(outcome, language);
}

function SourceOf({
  data,
  instrument,
  kind,
}: {
  readonly data: LogDuty | undefined;
  readonly instrument: string;
  readonly kind: string;
}) {
  const say = useSay();
  const { language } = useScene();
  return (
    <>
      <p>
        <strong>{say(REPLAY.kept)}</strong>
        {say(SHELL.colon)} {instrument} ({kind})
      </p>
      {data === undefined ? null : (
        <p>
          <strong>{say(REPLAY.source)}</strong>
          {say(SHELL.colon)} {data.source[language]}
          {data.clock === undefined ? "" : ` · ${data.clock}`}
        </p>
      )}
    </>
  );
}
