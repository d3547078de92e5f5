import { PLAN_FORMS } from "../words/plan-forms.ts";
import { useSay } from "../words/say.ts";
import { ChooseIn, MarkedIn, NumberIn, put, TicksIn, Within } from "./form-fields.tsx";
import type { Offered } from "./offered.ts";
import { listIn, namesIn, type RawRow, tableIn, wordIn } from "./raw-row.ts";

/** What a row, or the answer to a free action, does in the model: the nine effects of the vocabulary, each with its own fields. */

export const EFFECTS = [
  "send",
  "unreachable",
  "matchingDown",
  "reviewers",
  "wrongHash",
  "mirror",
  "excerpts",
  "appeals",
  "corrected",
] as const;
export type Effect = (typeof EFFECTS)[number];

export const effectOf = (act: RawRow): Effect => EFFECTS.find((each) => Object.hasOwn(act, each)) ?? "send";

const first = (options: readonly (readonly [string, string])[]): string => options[0]?.[0] ?? "";

/** An effect to begin with, on the first that it may be about. */
export function newAct(effect: Effect, offered: Offered): RawRow {
  const platform = first(offered.platforms);
  switch (effect) {
    case "send":
      return { send: "alert", from: first(offered.parties), to: { actor: first(offered.parties) } };
    case "unreachable":
      return { unreachable: first(offered.parties), lasts: "PT30M" };
    case "matchingDown":
      return { matchingDown: platform, lasts: "PT30M" };
    case "reviewers":
      return { reviewers: platform, factor: 0.5, lasts: "PT30M" };
    case "wrongHash":
      return { wrongHash: platform };
    case "mirror":
    case "excerpts":
    case "appeals":
      return { [effect]: platform, copies: 10 };
    case "corrected":
      return { corrected: first(offered.originals) };
  }
}

/** Whether something of an effect was taken away and not given again. */
export const isHalf = (act: RawRow): boolean => Object.values(act).some((value) => value === "");

/** All effects of a row; each may be taken away, and another one added. */
export function ActsForm({
  value,
  offered,
  onChange,
}: {
  readonly value: unknown;
  readonly offered: Offered;
  readonly onChange: (acts: readonly RawRow[]) => void;
}) {
  const say = useSay();
  const acts = listIn(value).map(tableIn);
  return (
    <Within step="acts" own={acts.map((_, n) => String(n))}>
      {acts.map((act, n) => (
        <fieldset key={n} className="act">
          <legend>{say(PLAN_FORMS.effect)(n + 1)}</legend>
          <Within step={n} own={FIELDS}>
            <ActForm act={act} offered={offered} onChange={(next) => onChange(acts.with(n, next))} />
          </Within>
          <button type="button" onClick={() => onChange(acts.toSpliced(n, 1))}>
            {say(PLAN_FORMS.removeEffect)(n + 1)}
          </button>
        </fieldset>
      ))}
      <div>
        <button type="button" onClick={() => onChange([...acts, newAct("unreachable", offered)])}>
          {say(PLAN_FORMS.addEffect)}
        </button>
      </div>
    </Within>
  );
}

const FIELDS: readonly string[] = [
  ...EFFECTS,
  "lasts",
  "factor",
  "copies",
  "from",
  "to",
  "items",
  "wrong",
  "lawful",
];

const ON_PARTIES: ReadonlySet<Effect> = new Set(["unreachable"]);

/** One effect, with the fields that it has. */
export function ActForm({
  act,
  offered,
  onChange,
}: {
  readonly act: RawRow;
  readonly offered: Offered;
  readonly onChange: (act: RawRow) => void;
}) {
  const say = useSay();
  const effect = effectOf(act);
  const set = (key: string) => (value: unknown) => onChange(put(act, key, value));
  return (
    <div className="row">
      <ChooseIn
        label={say(PLAN_FORMS.doesWhat)}
        step="effect"
        value={effect}
        options={EFFECTS.map((each) => [each, say(PLAN_FORMS[each])])}
        onChange={(next) => onChange(newAct(EFFECTS.find((each) => each === next) ?? effect, offered))}
      />
      {effect === "send" ? <SendForm act={act} offered={offered} onChange={onChange} /> : null}
      {effect === "corrected" ? (
        <ChooseIn
          label={say(PLAN_FORMS.original)}
          step={effect}
          value={wordIn(act[effect])}
          options={offered.originals}
          onChange={set(effect)}
        />
      ) : null}
      {effect === "send" || effect === "corrected" ? null : (
        <ChooseIn
          label={say(ON_PARTIES.has(effect) ? PLAN_FORMS.whose : PLAN_FORMS.platform)}
          step={effect}
          value={wordIn(act[effect])}
          options={ON_PARTIES.has(effect) ? offered.parties : offered.platforms}
          onChange={set(effect)}
        />
      )}
      {effect === "mirror" || effect === "excerpts" || effect === "appeals" ? (
        <NumberIn
          label={say(PLAN_FORMS.copies)}
          step="copies"
          value={act.copies}
          onChange={(count) => onChange({ ...act, copies: count ?? "" })}
        />
      ) : null}
      {effect === "reviewers" ? (
        <MarkedIn
          label={say(PLAN_FORMS.factor)}
          step="factor"
          value={act.factor}
          as="number"
          onChange={(factor) => onChange({ ...act, factor: factor ?? "" })}
        />
      ) : null}
      {effect === "unreachable" || effect === "matchingDown" || effect === "reviewers" ? (
        <MarkedIn
          label={say(PLAN_FORMS.lasts)}
          step="lasts"
          value={act.lasts}
          as="span"
          onChange={(lasts) => onChange({ ...act, lasts: lasts ?? "" })}
        />
      ) : null}
    </div>
  );
}

interface ActProps {
  readonly act: RawRow;
  readonly offered: Offered;
  readonly onChange: (act: RawRow) => void;
}

/** A message in somebody's name: which, from whom, to whom, and what it names. */
function SendForm({ act, offered, onChange }: ActProps) {
  const say = useSay();
  const set = (key: string) => (value: unknown) => onChange(put(act, key, value));
  const { items } = act;
  const naming = items === undefined ? "none" : items === "original" ? "original" : "count";
  return (
    <>
      <ChooseIn
        label={say(PLAN_FORMS.message)}
        step="send"
        value={wordIn(act.send)}
        options={offered.messages}
        onChange={set("send")}
      />
      <ChooseIn
        label={say(PLAN_FORMS.sender)}
        step="from"
        value={wordIn(act.from)}
        options={offered.parties}
        onChange={set("from")}
      />
      <Within step="to" own={["actor", "kind", "member", "jurisdiction", "public", "hosting"]}>
        <SelectorForm selector={act.to} offered={offered} onChange={set("to")} />
      </Within>
      <ChooseIn
        label={say(PLAN_FORMS.items)}
        step={naming === "count" ? "naming" : "items"}
        value={naming}
        options={[
          ["none", say(PLAN_FORMS.itemsNone)],
          ["original", say(PLAN_FORMS.itemsOriginal)],
          ["count", say(PLAN_FORMS.itemsCount)],
        ]}
        onChange={(next) =>
          onChange(put(act, "items", next === "none" ? undefined : next === "original" ? "original" : 1))
        }
      />
      {naming === "count" ? (
        <NumberIn
          label={say(PLAN_FORMS.itemsHow)}
          step="items"
          value={items}
          onChange={(count) => onChange({ ...act, items: count ?? "" })}
        />
      ) : null}
      <MarkedIn
        label={say(PLAN_FORMS.wrong)}
        step="wrong"
        value={act.wrong}
        as="number"
        onChange={set("wrong")}
      />
      <NumberIn label={say(PLAN_FORMS.lawful)} step="lawful" value={act.lawful} onChange={set("lawful")} />
    </>
  );
}

const SELECTORS = ["actor", "kind", "member", "everyone"] as const;
type Selected = (typeof SELECTORS)[number];

const selectedOf = (given: unknown): Selected =>
  given === "everyone"
    ? "everyone"
    : (SELECTORS.find((key) => Object.hasOwn(tableIn(given), key)) ?? "actor");

/** To whom a message goes: one party, all of a kind, members of a group, or everybody. */
function SelectorForm({
  selector,
  offered,
  onChange,
}: {
  readonly selector: unknown;
  readonly offered: Offered;
  readonly onChange: (selector: unknown) => void;
}) {
  const say = useSay();
  const selected = selectedOf(selector);
  const given = tableIn(selector);
  const begin = (next: Selected): unknown => {
    switch (next) {
      case "everyone":
        return "everyone";
      case "actor":
        return { actor: first(offered.parties) };
      case "kind":
        return { kind: first(offered.kinds) };
      case "member":
        return { member: first(offered.groups) };
    }
  };
  const kinds = Array.isArray(given.kind)
    ? namesIn(given.kind)
    : given.kind === undefined
      ? []
      : [String(given.kind)];
  const set = (key: string, value: unknown) => onChange(put(given, key, value));
  const offeredKinds = SELECTORS.filter((each) => each !== "member" || offered.groups.length > 0);
  return (
    <>
      <ChooseIn
        label={say(PLAN_FORMS.receivers)}
        step="selector"
        value={selected}
        options={offeredKinds.map((each) => [
          each,
          say(
            {
              everyone: PLAN_FORMS.toEveryone,
              actor: PLAN_FORMS.toActor,
              kind: PLAN_FORMS.toKind,
              member: PLAN_FORMS.toMembers,
            }[each],
          ),
        ])}
        onChange={(next) => onChange(begin(SELECTORS.find((each) => each === next) ?? selected))}
      />
      {selected === "actor" ? (
        <ChooseIn
          label={say(PLAN_FORMS.who)}
          step="actor"
          value={wordIn(given.actor)}
          options={offered.parties}
          onChange={(actor) => onChange({ actor })}
        />
      ) : null}
      {selected === "kind" ? (
        <TicksIn
          label={say(PLAN_FORMS.kinds)}
          step="kind"
          values={kinds}
          options={[["platform", say(PLAN_FORMS.allPlatforms)], ...offered.kinds]}
          onChange={(next) => set("kind", next.length === 1 ? next[0] : next)}
        />
      ) : null}
      {selected === "kind" || selected === "member" ? (
        <>
          {offered.groups.length === 0 ? null : (
            <ChooseIn
              label={say(PLAN_FORMS.group)}
              step="member"
              value={wordIn(given.member)}
              options={[
                ...(selected === "kind" ? ([["", say(PLAN_FORMS.anything)]] as const) : []),
                ...offered.groups,
              ]}
              onChange={(next) => set("member", next === "" ? undefined : next)}
            />
          )}
          {selected === "kind" && offered.jurisdictions.length > 0 ? (
            <ChooseIn
              label={say(PLAN_FORMS.jurisdiction)}
              step="jurisdiction"
              value={wordIn(given.jurisdiction)}
              options={[["", say(PLAN_FORMS.anything)], ...offered.jurisdictions]}
              onChange={(next) => set("jurisdiction", next === "" ? undefined : next)}
            />
          ) : null}
          <ChooseIn
            label={say(PLAN_FORMS.reach)}
            step="public"
            value={given.public === undefined ? "" : String(given.public)}
            options={[
              ["", say(PLAN_FORMS.anything)],
              ["true", say(PLAN_FORMS.onlyPublic)],
              ["false", say(PLAN_FORMS.onlyPrivate)],
            ]}
            onChange={(next) => set("public", next === "" ? undefined : next === "true")}
          />
          <ChooseIn
            label={say(PLAN_FORMS.hosting)}
            step="hosting"
            value={wordIn(given.hosting)}
            options={[
              ["", say(PLAN_FORMS.anything)],
              ["original", say(PLAN_FORMS.hostsOriginal)],
              ["items", say(PLAN_FORMS.hostsItems)],
            ]}
            onChange={(next) => set("hosting", next === "" ? undefined : next)}
          />
        </>
      ) : null}
    </>
  );
}
