import { type ReactNode, useState } from "react";
import type { Refused } from "../api/client.ts";
import { giveToken } from "../api/session.ts";
import type { Answer } from "../api/use-answer.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";

/** What the server said, or that it is being asked, or why it said nothing. */
export function Answered<T>({
  answer,
  again,
  children,
}: {
  readonly answer: Answer<T>;
  readonly again: () => void;
  readonly children: (value: T) => ReactNode;
}) {
  const say = useSay();
  if (answer.is === "waiting") return <p className="quiet">{say(SHELL.loading)}</p>;
  if (answer.is === "here") return children(answer.value);
  return <Problem refused={answer.refused} again={again} />;
}

export function Problem({ refused, again }: { readonly refused: Refused; readonly again?: () => void }) {
  const say = useSay();
  const { document } = refused;
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>{document === undefined ? say(SHELL.unreachable) : document.title}</strong>
      </p>
      {document?.detail === undefined ? null : <p>{document.detail}</p>}
      <ul>
        {(document?.diagnostics ?? []).map(({ path, message, hint }, n) => (
          <li key={n}>
            <code>{path}</code> {message} {hint ?? ""}
          </li>
        ))}
        {(document?.errors ?? []).map(({ path, message }, n) => (
          <li key={n}>
            <code>{path}</code> {message}
          </li>
        ))}
      </ul>
      {document?.status === 401 ? <Token /> : null}
      {again === undefined ? null : (
        <button type="button" onClick={again}>
          {say(SHELL.again)}
        </button>
      )}
    </div>
  );
}

/** Who came without the link that holds the token may write it here. */
function Token() {
  const say = useSay();
  const [token, setToken] = useState("");
  const [isRefused, setRefused] = useState(false);
  const give = async () => {
    if (await giveToken(token)) window.location.reload();
    else setRefused(true);
  };
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <label className="field">
        <span>{say(SHELL.token)}</span>
        <input
          type="password"
          autoComplete="off"
          value={token}
          onChange={({ target }) => setToken(target.value)}
        />
      </label>
      <button type="submit">{say(SHELL.enter)}</button>
      {isRefused ? <span role="alert">{say(SHELL.wrongToken)}</span> : null}
    </form>
  );
}
