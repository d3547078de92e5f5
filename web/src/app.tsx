import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { SIMULATION_MARK } from "../../src/words/index.ts";
import { Failure } from "./components/failure.tsx";
import { Link } from "./components/link.tsx";
import { addressOf, useAddress } from "./router.ts";
import { SettingsOf, SIZES, THEMES, useSettings } from "./settings.tsx";
import { useSay } from "./words/say.ts";
import { SHELL } from "./words/shell.ts";

const LibraryPage = lazy(() => import("./pages/library.tsx").then((m) => ({ default: m.LibraryPage })));
const ScenarioPage = lazy(() => import("./pages/scenario.tsx").then((m) => ({ default: m.ScenarioPage })));
const ProtocolPage = lazy(() => import("./pages/protocol.tsx").then((m) => ({ default: m.ProtocolPage })));
const ReplayPage = lazy(() => import("./pages/replay.tsx").then((m) => ({ default: m.ReplayPage })));
const ExercisesPage = lazy(() => import("./pages/exercises.tsx").then((m) => ({ default: m.ExercisesPage })));
const TablePage = lazy(() => import("./pages/table.tsx").then((m) => ({ default: m.TablePage })));
const JoinPage = lazy(() => import("./pages/table.tsx").then((m) => ({ default: m.JoinPage })));
const ComparePage = lazy(() => import("./pages/compare.tsx").then((m) => ({ default: m.ComparePage })));

export function App() {
  return (
    <SettingsOf>
      <Shell />
    </SettingsOf>
  );
}

function Shell() {
  const say = useSay();
  const { language } = useSettings();
  const address = useAddress();
  const path = address.pathname;
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  // Whoever has a place at a table goes nowhere else by mistake: its page has its own head.
  const isAtTable = /^\/(exercise\/.|join\b)/.test(path);
  // Whoever reads by ear hears the new page from its head.
  useEffect(() => {
    if (shown.current !== path) main.current?.focus();
    shown.current = path;
  }, [path]);
  return (
    <>
      <a className="skip" href="#main">
        {say(SHELL.skip)}
      </a>
      <header className={isAtTable ? "bar still" : "bar"}>
        {isAtTable ? (
          <span className="brand">Golden Hour</span>
        ) : (
          <>
            <Link className="brand" href="/">
              Golden Hour
            </Link>
            <nav aria-label={say(SHELL.pages)}>
              <ul>
                <Tab
                  href="/"
                  label={say(SHELL.library)}
                  isHere={!/^\/(replay|compare|exercise)\b/.test(path)}
                />
                <Tab href="/replay" label={say(SHELL.replay)} isHere={path.startsWith("/replay")} />
                <Tab href="/compare" label={say(SHELL.compare)} isHere={path.startsWith("/compare")} />
                <Tab href="/exercise" label={say(SHELL.exercise)} isHere={path.startsWith("/exercise")} />
              </ul>
            </nav>
          </>
        )}
        <span className="grow" />
        <Display />
        <strong className="mark">{SIMULATION_MARK[language]}</strong>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Failure key={path}>
          <Suspense fallback={<p className="quiet">{say(SHELL.loading)}</p>}>
            <Page address={address} />
          </Suspense>
        </Failure>
      </main>
      <footer className="foot">
        <p>
          <strong>{SIMULATION_MARK[language]}</strong> · {say(SHELL.foot)}
        </p>
      </footer>
      <div className="print-mark mark" aria-hidden="true">
        {SIMULATION_MARK[language]}
      </div>
    </>
  );
}

function Tab({ href, label, isHere }: { href: string; label: string; isHere: boolean }) {
  return (
    <li>
      <Link href={href} aria-current={isHere ? "page" : undefined}>
        {label}
      </Link>
    </li>
  );
}

function Display() {
  const say = useSay();
  const { language, theme, size, choose } = useSettings();
  return (
    <div className="row settings" role="toolbar" aria-label={say(SHELL.settings)}>
      <button
        type="button"
        lang={language === "en" ? "fr" : "en"}
        onClick={() => choose({ language: language === "en" ? "fr" : "en" })}
      >
        {language === "en" ? "Français" : "English"}
      </button>
      <select
        aria-label={say(SHELL.theme)}
        value={theme}
        onChange={({ target }) => choose({ theme: THEMES.find((each) => each === target.value) })}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {say(SHELL[each])}
          </option>
        ))}
      </select>
      <select
        aria-label={say(SHELL.size)}
        value={size}
        onChange={({ target }) => choose({ size: SIZES.find((each) => each === target.value) })}
      >
        {SIZES.map((each) => (
          <option key={each} value={each}>
            {say(SHELL[each])}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Which page an address names; its parts are ids, given as they are to whoever asks the server. */
function Page({ address }: { readonly address: URL }): ReactNode {
  const [room = "", id = "", ...more] = address.pathname
    .split("/")
    .slice(1)
    .map((part) => decodePart(part));
  if (more.length > 0) return <NotFound />;
  if (room === "") return <LibraryPage />;
  if (room === "scenarios" && id !== "") return <ScenarioPage key={id} id={id} address={address} />;
  if (room === "protocols" && id !== "") return <ProtocolPage key={id} id={id} />;
  if (room === "replay") return <ReplayPage key={id} id={id} address={address} />;
  if (room === "exercise") return id === "" ? <ExercisesPage /> : <TablePage key={id} id={id} />;
  if (room === "join" && id === "") return <JoinPage />;
  if (room === "compare") return <ComparePage key={id} id={id} address={address} />;
  return <NotFound />;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

function NotFound() {
  const say = useSay();
  return (
    <>
      <h1>{say(SHELL.notFound)}</h1>
      <p>
        <Link href={addressOf([])}>{say(SHELL.toLibrary)}</Link>
      </p>
    </>
  );
}
