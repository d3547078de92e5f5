import { useState } from "react";
import { sayMeasured, sayNumber, shapeOf, type Teller } from "../../../src/words/index.ts";
import { pathOf } from "../api/client.ts";
import type { Comparison } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Answered } from "../components/answered.tsx";
import { Link } from "../components/link.tsx";
import { Pick } from "../components/pick.tsx";
import { addressOf } from "../router.ts";
import { COMPARE } from "../words/compare.ts";
import { useSay } from "../words/say.ts";

/** From the numbers back to the story: the best, the median and the worst run of a measure, in the player. */

interface PickedRun {
  readonly replication: number;
  readonly value: number | null;
}

const WHICH = ["best", "median", "worst"] as const;
type Picked = Readonly<Partial<Record<(typeof WHICH)[number], PickedRun>>>;

export function Picks({ teller, comparison }: { readonly teller: Teller; readonly comparison: Comparison }) {
  const say = useSay();
  const { page, name } = teller;
  const [variant, setVariant] = useState(page.variants[page.variants.length - 1].name);
  const [measure, setMeasure] = useState(page.family.measures[0] ?? "");
  const query = new URLSearchParams({ variant, measure });
  const path = `${pathOf("comparisons", comparison.id, "picks")}?${query.toString()}`;
  const [answer, again] = useAnswer<{ readonly picks: Picked }>(path);
  return (
    <>
      <p className="quiet">{say(COMPARE.openHint)}</p>
      <div className="row">
        <Pick
          label={say(COMPARE.ofVariant)}
          value={variant}
          onChange={setVariant}
          options={page.variants.map((each) => [each.name, name(each.name)])}
        />
        <Pick
          label={say(COMPARE.ofMeasure)}
          value={measure}
          onChange={setMeasure}
          options={page.family.measures.map((each) => [each, teller.measure(each, variant)])}
        />
      </div>
      <Answered answer={answer} again={again}>
        {({ picks: picked }) => (
          <ul>
            {WHICH.map((which) => {
              const pick = picked[which];
              return pick === undefined ? null : (
                <li key={which}>
                  <Link
                    href={addressOf(["replay"], {
                      scenario: comparison.scenario,
                      variant,
                      seed: comparison.seed,
                      replication: pick.replication,
                      assume: Object.entries(comparison.assume)
                        .map(([at, value]) => `${at}=${value}`)
                        .join(","),
                      open: 1,
                    })}
                  >
                    {say(COMPARE[which])}
                  </Link>
                  , {sayPick(teller, measure, pick, say)}
                </li>
              );
            })}
          </ul>
        )}
      </Answered>
    </>
  );
}

function sayPick(
  teller: Teller,
  measure: string,
  { replication, value }: PickedRun,
  say: ReturnType<typeof useSay>,
): string {
  const shape = shapeOf(teller, measure);
  const said = value === null || shape === undefined ? "–" : sayMeasured(value, shape, teller.language);
  return say(COMPARE.pick)(sayNumber(replication, teller.language), said);
}
