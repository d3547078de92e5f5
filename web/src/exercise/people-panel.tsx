import { useState } from "react";
import { TABLE_ROLES, type TableRole } from "../../../src/model/index.ts";
import { saySpan } from "../../../src/words/index.ts";
import { Frame } from "../components/frame.tsx";
import { Pick } from "../components/pick.tsx";
import { CONTROL } from "../words/control.ts";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";
import { Do, Refusal, useActing } from "./act.tsx";
import { sayTimeOfDay } from "./clocks.tsx";
import type { ControlStory, Person } from "./control-story.ts";
import { useExerciseTime, usePlace } from "./place.tsx";

const LEADING: readonly TableRole[] = ["director", "controller", "facilitator"];

/** Whoever waits at the door: to be let in, as what, and to which seat. */
export function WaitingPanel({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const waiting = [...story.people.values()].filter(({ role }) => role === undefined);
  const { stage } = usePlace();
  if (stage.you.role === "evaluator") return null;
  return (
    <section className="panel" aria-labelledby="waiting" aria-live="polite">
      <h2 id="waiting">
        {say(CONTROL.waiting)} <span className="quiet small">{waiting.length}</span>
      </h2>
      {waiting.length === 0 ? <p className="quiet">{say(CONTROL.nobody)}</p> : null}
      <ul className="plain-list">
        {waiting.map((person) => (
          <Admit key={person.id} person={person} story={story} />
        ))}
      </ul>
    </section>
  );
}

function Admit({ person, story }: { readonly person: Person; readonly story: ControlStory }) {
  const say = useSay();
  const { stage, language } = usePlace();
  const acting = useActing();
  const seats = stage.seats ?? [];
  const decided = new Set(
    [...story.people.values()].flatMap(({ seat, isDeciding }) =>
      seat !== undefined && isDeciding ? [seat] : [],
    ),
  );
  const firstFree = seats.find(({ id }) => !decided.has(id))?.id ?? seats[0]?.id ?? "";
  const [role, setRole] = useState<TableRole>(
    () => TABLE_ROLES.find((each) => each === person.part) ?? "player",
  );
  const [chosen, setChosen] = useState<string>();
  const [device, setDevice] = useState<"deciding" | "advising">();
  const seat = chosen ?? firstFree;
  const isDeciding = (device ?? (decided.has(seat) ? "advising" : "deciding")) === "deciding";
  const roles = TABLE_ROLES.filter((each) => stage.you.role === "director" || !LEADING.includes(each));
  const name = person.name === "" ? say(CONTROL.someone) : person.name;
  const admit = () =>
    acting.act({
      kind: "admit",
      participant: person.id,
      role,
      deciding: role === "player" && isDeciding,
      ...(role === "player" ? { seat } : {}),
    });
  return (
    <li>
      <form
        className="admit"
        aria-label={name}
        onSubmit={(event) => {
          event.preventDefault();
          void admit();
        }}
      >
        <strong>{name}</strong>
        {person.does === "" ? null : <span className="quiet"> · {person.does}</span>}{" "}
        <span className="tag">{person.language}</span>
        <div className="row">
          <Pick
            label={say(CONTROL.part)}
            value={role}
            onChange={(value) => setRole(TABLE_ROLES.find((each) => each === value) ?? "player")}
            options={roles.map((each) => [each, say(EXERCISE[each])])}
          />
          {role === "player" ? (
            <>
              <Pick
                label={say(CONTROL.seat)}
                value={seat}
                onChange={setChosen}
                options={seats.map(({ id, title }) => [id, title[language]])}
              />
              <Pick
                label={say(CONTROL.device)}
                value={isDeciding ? "deciding" : "advising"}
                onChange={(value) => setDevice(value === "deciding" ? "deciding" : "advising")}
                options={[
                  ["deciding", say(CONTROL.deciding)],
                  ["advising", say(CONTROL.advising)],
                ]}
              />
            </>
          ) : null}
          <button type="submit" className="first" disabled={acting.isBusy}>
            {say(CONTROL.letIn)}
          </button>
        </div>
        <Refusal acting={acting} />
      </form>
    </li>
  );
}

/** Every seat: who plays it, and handing it over. */
export function SeatsPanel({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stage, state, language } = usePlace();
  const [note, setNote] = useState("");
  const isRunning = state.clock?.phase === "running";
  const people = [...story.people.values()];
  return (
    <section aria-labelledby="seats">
      <h2 id="seats">{say(CONTROL.seats)}</h2>
      {isRunning ? (
        <label className="field">
          <span>{say(CONTROL.note)}</span>
          <input value={note} maxLength={400} onChange={({ target }) => setNote(target.value)} />
        </label>
      ) : null}
      <Frame label={say(CONTROL.seats)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(CONTROL.seat)}</th>
              <th scope="col">{say(CONTROL.playedBy)}</th>
              {isRunning ? <th scope="col">{say(CONTROL.doIt)}</th> : null}
            </tr>
          </thead>
          <tbody>
            {(stage.seats ?? []).map(({ id, title }) => {
              const sitting = people.filter(({ seat }) => seat === id);
              const player = story.players.get(id) ?? "model";
              const isPerson = isRunning ? player === "person" : sitting.some(({ isDeciding }) => isDeciding);
              return (
                <tr key={id} data-seat={id}>
                  <th scope="row">{title[language]}</th>
                  <td>
                    <strong>{say(isPerson ? CONTROL.byPeople : CONTROL.byModel)}</strong>
                    {sitting.map((each) => (
                      <span key={each.id} className="quiet">
                        {" "}
                        · {each.name === "" ? say(CONTROL.someone) : each.name} (
                        {say(each.isDeciding ? CONTROL.deciding : CONTROL.advising)})
                      </span>
                    ))}
                  </td>
                  {isRunning ? (
                    <td>
                      <Do
                        command={() => ({
                          kind: "hand-over",
                          seat: id,
                          to: isPerson ? "model" : "person",
                          note,
                        })}
                        label={`${say(isPerson ? CONTROL.toModel : CONTROL.toPeople)}: ${title[language]}`}
                      >
                        {say(isPerson ? CONTROL.toModel : CONTROL.toPeople)}
                      </Do>
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Frame>
    </section>
  );
}

/** How long somebody may be silent while decisions wait for them before control is told, milliseconds of exercise time. */
const SILENT = 5 * 60_000;

/** Who is here, as what, and who is silent while something waits for them. */
export function PeoplePanel({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stream, state, stage, seat, actorOf, language } = usePlace();
  const at = useExerciseTime(stream);
  const here = [...story.people.values()].filter(({ role }) => role !== undefined);
  return (
    <section aria-labelledby="people">
      <h2 id="people">{say(CONTROL.people)}</h2>
      <Frame label={say(CONTROL.people)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(CONTROL.whoIs)}</th>
              <th scope="col">{say(CONTROL.part)}</th>
              <th scope="col">{say(CONTROL.lastSeen)}</th>
              <th scope="col">{say(CONTROL.doIt)}</th>
            </tr>
          </thead>
          <tbody>
            {here.map((each) => {
              const waits = [...story.open.values()].filter(
                ({ actor }) => each.seat !== undefined && actor === actorOf(each.seat),
              );
              const since = Math.max(each.lastAt, Math.min(...waits.map(({ openedAt }) => openedAt)));
              const isSilent = each.isDeciding && waits.length > 0 && at - since > SILENT;
              const isMe = each.id === stage.you.participant;
              const name = each.name === "" ? say(isMe ? CONTROL.you : CONTROL.someone) : each.name;
              const isGone =
                state.control?.participants.find(({ id }) => id === each.id)?.isConnected === false;
              return (
                <tr key={each.id}>
                  <th scope="row">
                    {name} <span className="tag">{each.language}</span>
                    {each.does === "" ? null : <div className="quiet small">{each.does}</div>}
                  </th>
                  <td>
                    {say(EXERCISE[each.role as TableRole])}
                    {each.seat === undefined
                      ? ""
                      : ` · ${seat(each.seat)} · ${say(each.isDeciding ? CONTROL.deciding : CONTROL.advising)}`}
                  </td>
                  <td>
                    {sayTimeOfDay(each.lastReal, language)}
                    {isGone ? <strong className="mood-bad"> {say(CONTROL.gone)}</strong> : null}
                    {isSilent ? (
                      <strong className="mood-soon">
                        {" "}
                        {say(CONTROL.silent)(saySpan(at - since, language), waits.length)}
                      </strong>
                    ) : null}
                  </td>
                  <td>
                    {isMe ? null : (
                      <Do
                        command={{ kind: "remove", participant: each.id }}
                        label={`${say(CONTROL.sendOut)}: ${name}`}
                      >
                        {say(CONTROL.sendOut)}
                      </Do>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Frame>
    </section>
  );
}
