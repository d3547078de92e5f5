import {
  EXPECTATION_ENDS,
  type Expectation,
  type ExpectationEnd,
  type Text,
} from "../../../src/model/index.ts";
import { sayFact, saySpan } from "../../../src/words/index.ts";
import { CONTROL } from "../words/control.ts";
import { EXPECTED } from "../words/expected.ts";
import { useSay } from "../words/say.ts";
import { SHELL } from "../words/shell.ts";
import { sayInstant } from "./clocks.tsx";
import type { ControlStory } from "./control-story.ts";
import { usePlace } from "./place.tsx";
import type { ControlState, ExpectedNow } from "./table-types.ts";

const SIGNS: Readonly<Record<ExpectationEnd, string>> = {
  met: "✓",
  late: "✓",
  "not-yet": "○",
  overdue: "●",
  missed: "✗",
  "not-asked": "·",
  untold: "?",
};
const MOODS: Readonly<Record<ExpectationEnd, string>> = {
  met: "mood-good",
  late: "mood-good",
  "not-yet": "mood-open",
  overdue: "mood-soon",
  missed: "mood-bad",
  "not-asked": "quiet",
  untold: "quiet",
};

interface Row {
  readonly number: string;
  readonly at?: number;
  readonly title: Text;
  readonly expects?: Expectation;
}

/** What the plan expects of players, and how each of it stands: the report judges by the same rule. */
export function ExpectedPanel({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stage, state } = usePlace();
  const added = (state.control?.rows ?? []).flatMap(({ added: row }) => (row === undefined ? [] : [row]));
  const rows: readonly Row[] = [...(stage.file?.rows ?? []), ...added].sort(
    (a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY),
  );
  const expected = rows.flatMap((row) =>
    row.expects === undefined ? [] : [{ row, expects: row.expects, now: nowOf(state.control, row.number) }],
  );
  const counted = EXPECTATION_ENDS.flatMap((end) => {
    const n = expected.filter(({ now }) => now?.end === end).length;
    return n === 0 ? [] : [`${say(EXPECTED[end])}${say(SHELL.colon)}${n}`];
  });
  return (
    <section className="panel" aria-labelledby="expected">
      <h2 id="expected">{say(CONTROL.expected)}</h2>
      <p className="quiet small">{expected.length === 0 ? say(CONTROL.noExpected) : counted.join(" · ")}</p>
      <ul className="entries">
        {expected.map(({ row, expects, now }) => (
          <li key={row.number} data-expected={row.number} data-end={now?.end}>
            <About row={row} expects={expects} />
            <Verdict now={now} story={story} />
          </li>
        ))}
      </ul>
      <Contingencies story={story} />
    </section>
  );
}

const nowOf = (control: ControlState | undefined, number: string) =>
  control?.expected?.find(({ row }) => row === number);

function About({ row, expects }: { readonly row: Row; readonly expects: Expectation }) {
  const say = useSay();
  const { names, language } = usePlace();
  const { number, at } = row;
  const { within, actors, owner } = expects;
  const whom = actors.map((each) => names.who(each)).join(", ");
  return (
    <>
      <span className="quiet small">
        {number}
        {at === undefined ? "" : ` · ${sayInstant(at)}`}
        {within === undefined ? "" : ` · ${say(CONTROL.within)(saySpan(within, language))}`}
        {whom === "" ? "" : ` · ${whom}`}
        {actors.length < 2 ? "" : ` (${say(owner === "all" ? CONTROL.byAll : CONTROL.byAny)})`}
      </span>
      <p>{expects.text[language]}</p>
    </>
  );
}

function Verdict({ now, story }: { readonly now: ExpectedNow | undefined; readonly story: ControlStory }) {
  const say = useSay();
  const { names } = usePlace();
  if (now === undefined) return null;
  const { end, metAt, dueAt, each } = now;
  const isOpen = end === "not-yet" || end === "overdue";
  return (
    <>
      <p className={`small ${MOODS[end]}`}>
        {SIGNS[end]} {say(EXPECTED[end])}
        {metAt === null ? "" : ` · ${sayInstant(metAt)}`}
        {isOpen && dueAt !== null ? ` · ${say(EXPECTED.due)(sayInstant(dueAt))}` : ""}
      </p>
      {each.map(({ actor, at, fact }) =>
        at === null ? null : (
          <p key={actor ?? ""} className="quiet small">
            {sayInstant(at)}
            {each.length > 1 && actor !== null ? ` · ${names.who(actor)}` : ""} ·{" "}
            <Fact number={fact} story={story} />
          </p>
        ),
      )}
    </>
  );
}

/** The fact that shows it, as the log tells it; of single copies there is none. */
function Fact({ number, story }: { readonly number: number | null; readonly story: ControlStory }) {
  const say = useSay();
  const { names, language } = usePlace();
  const fact = story.facts.find(({ n }) => n === number);
  if (fact === undefined) return <>{say(EXPECTED.copies)}</>;
  return <>{sayFact(fact, names, () => false, language)}</>;
}

function Contingencies({ story }: { readonly story: ControlStory }) {
  const say = useSay();
  const { stage, state, language } = usePlace();
  const titles = new Map((stage.file?.rows ?? []).map(({ number, title }) => [number, title]));
  const waiting = (state.control?.contingencies ?? []).filter(({ row }) => {
    const status = state.control?.rows.find(({ number }) => number === row)?.status;
    return status === "armed" || status === "due" || status === "held" || status === "ready";
  });
  if (waiting.length === 0) return null;
  return (
    <>
      <h3>{say(EXPECTED.contingencies)}</h3>
      <ul className="entries">
        {waiting.map(({ row, at, fact }) => (
          <li key={row} data-contingency={row}>
            <span className="quiet small">{row}</span> {titles.get(row)?.[language]}
            <p className="small">
              {at === null ? (
                say(EXPECTED.comes)
              ) : (
                <>
                  {say(EXPECTED.notNeeded)} · {sayInstant(at)} · <Fact number={fact} story={story} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
