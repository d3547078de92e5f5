import { type FormEvent, useId, useState } from "react";
import type { TableRole } from "../../../src/model/index.ts";
import { LANGUAGES, type Language } from "../../../src/words/index.ts";
import { pathOf, post, Refused } from "../api/client.ts";
import { Problem } from "../components/answered.tsx";
import { Pick } from "../components/pick.tsx";
import { useSettings } from "../settings.tsx";
import { EXERCISE } from "../words/exercise.ts";
import { useSay } from "../words/say.ts";

/** What somebody may say that they come for; who lets them in decides. */
const ASKED = [
  "player",
  "observer",
  "evaluator",
  "controller",
  "facilitator",
  "projector",
] as const satisfies readonly TableRole[];

const NAMES: Readonly<Record<Language, string>> = { en: "English", fr: "Français" };

/** The door: a code, a name if one wants, a language, and what one comes for. */
export function JoinForm({
  exercise,
  onJoined,
}: {
  /** absent: whichever the code opens */
  readonly exercise?: string;
  readonly onJoined: (exercise: string) => void;
}) {
  const say = useSay();
  const { language, choose } = useSettings();
  const [code, setCode] = useState(codeInAddress);
  const [name, setName] = useState("");
  const [does, setDoes] = useState("");
  const [asked, setAsked] = useState<(typeof ASKED)[number]>("player");
  const [refused, setRefused] = useState<Refused>();
  const [isBusy, setBusy] = useState(false);
  const codeId = useId();
  const nameId = useId();
  const doesId = useId();
  const join = async () => {
    setBusy(true);
    const path = exercise === undefined ? pathOf("join") : pathOf("exercises", exercise, "join");
    try {
      const found = await post<{ exercise?: string }>(
        path,
        { code, name: name.trim(), function: does.trim(), part: asked, language },
        language,
      );
      onJoined(found.exercise ?? exercise ?? "");
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(undefined, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="panel stack"
      aria-label={say(EXERCISE.join)}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void join();
      }}
    >
      <div className="field">
        <label className="label" htmlFor={codeId}>
          {say(EXERCISE.code)}
        </label>
        <input
          id={codeId}
          className="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          value={code}
          aria-describedby={`${codeId}-hint`}
          onChange={({ target }) => setCode(target.value)}
        />
        <span id={`${codeId}-hint`} className="quiet small">
          {say(EXERCISE.codeHint)}
        </span>
      </div>
      <div className="field">
        <label className="label" htmlFor={nameId}>
          {say(EXERCISE.name)}
        </label>
        <input
          id={nameId}
          autoComplete="off"
          maxLength={80}
          value={name}
          aria-describedby={`${nameId}-hint`}
          onChange={({ target }) => setName(target.value)}
        />
        <span id={`${nameId}-hint`} className="quiet small">
          {say(EXERCISE.nameUse)}
        </span>
      </div>
      <div className="field">
        <label className="label" htmlFor={doesId}>
          {say(EXERCISE.function)}
        </label>
        <input
          id={doesId}
          autoComplete="off"
          maxLength={80}
          value={does}
          aria-describedby={`${doesId}-hint`}
          onChange={({ target }) => setDoes(target.value)}
        />
        <span id={`${doesId}-hint`} className="quiet small">
          {say(EXERCISE.functionUse)}
        </span>
      </div>
      <Pick
        label={say(EXERCISE.asked)}
        value={asked}
        onChange={(value) => setAsked(ASKED.find((each) => each === value) ?? "player")}
        options={ASKED.map((each) => [each, say(EXERCISE[each])])}
      />
      <Pick
        label={say(EXERCISE.language)}
        value={language}
        onChange={(value) => choose({ language: LANGUAGES.find((each) => each === value) })}
        options={LANGUAGES.map((each) => [each, NAMES[each]])}
      />
      <div className="row">
        <button type="submit" className="first" disabled={isBusy}>
          {say(EXERCISE.enter)}
        </button>
      </div>
      {refused === undefined ? null : <Problem refused={refused} />}
    </form>
  );
}

/** The QR code's link carries the code after `#`: it is never asked of the server with the page. */
function codeInAddress(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get("code") ?? "";
}
