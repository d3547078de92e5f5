import { pathOf } from "../api/client.ts";
import type { Comparison, ScenarioCard } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { CompareForm } from "../compare/form.tsx";
import { Running } from "../compare/running.tsx";
import { Answered } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { usePageTitle } from "../components/page-title.ts";
import { addressOf } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { COMPARE } from "../words/compare.ts";
import { useSay } from "../words/say.ts";
import "../compare/compare.css";

/** `/compare/COMPARISON` shows one, while it runs and afterwards; `/compare?scenario=…` chooses what to compare. */
export function ComparePage({ id, address }: { readonly id: string; readonly address: URL }) {
  return id === "" ? <Choose query={address.searchParams} /> : <Running key={id} id={id} />;
}

function Choose({ query }: { readonly query: URLSearchParams }) {
  const say = useSay();
  usePageTitle(say(COMPARE.title));
  const [answer, again] = useAnswer<{ scenarios: ScenarioCard[] }>(pathOf("scenarios"));
  return (
    <div className="stack">
      <div>
        <h1>{say(COMPARE.choose)}</h1>
        <p>{say(COMPARE.lead)}</p>
      </div>
      <Answered answer={answer} again={again}>
        {({ scenarios }) => <CompareForm scenarios={scenarios} query={query} />}
      </Answered>
      <Recent />
    </div>
  );
}

const MOST = 12;

function Recent() {
  const say = useSay();
  const { language } = useSettings();
  const [answer] = useAnswer<{ comparisons: Comparison[] }>(pathOf("comparisons"));
  if (answer.is !== "here" || answer.value.comparisons.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{say(COMPARE.recent)}</h2>
      <ul>
        {answer.value.comparisons
          .slice(-MOST)
          .reverse()
          .map(({ id, title, variants, status, createdAt }) => (
            <li key={id}>
              <Link href={addressOf(["compare", id])}>{title[language]}</Link>{" "}
              <span className="quiet">
                {variants.map((each) => each.title[language]).join(" / ")} · {say(COMPARE[status])} ·{" "}
                {createdAt.slice(0, 16).replace("T", " ")}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
