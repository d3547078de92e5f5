import { Component, type ReactNode } from "react";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";

interface State {
  readonly failed: boolean;
}

/** A part of the page that fails says so, and the rest stays. */
export class Failure extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? (
      <Broken again={() => this.setState({ failed: false })} />
    ) : (
      this.props.children
    );
  }
}

function Broken({ again }: { readonly again: () => void }) {
  const say = useSay();
  return (
    <div className="notice bad" role="alert">
      <p>{say(SHELL.broken)}</p>
      <button type="button" onClick={again}>
        {say(SHELL.again)}
      </button>
    </div>
  );
}
