import { FACT_KINDS, FACT_NAMES, type FactName } from "../../../src/model/index.ts";
import { sayFactName } from "../../../src/words/index.ts";
import { PLAN_FORMS } from "../words/plan-forms.ts";
import { useSay } from "../words/say.ts";
import { ChooseIn, NumberIn, put, TextIn, TicksIn, Within } from "./form-fields.tsx";
import type { Offered, Options } from "./offered.ts";
import { usePlace } from "./place.tsx";
import { listIn, namesIn, type RawRow, tableIn, wordIn } from "./raw-row.ts";

/** A condition on the joint state, put together from what this scenario knows. */

export const CONDITION_STEPS = ["happened", "state", "all", "any", "not"] as const;
const KINDS = CONDITION_STEPS;
type Kind = (typeof KINDS)[number];

const kindOf = (given: unknown): Kind =>
  KINDS.find((kind) => Object.hasOwn(tableIn(given), kind)) ?? "happened";

/** A condition to begin with: it asks for something, though not yet for what was meant. */
export const NEW_CONDITION: RawRow = { happened: { fact: "message.sent" } };

const newState = (offered: Offered) => ({ state: { actor: offered.parties[0]?.[0] ?? "", in: [] } });

/** The same question under another kind: parts stay parts, and what was asked becomes the first of them. */
function under(kind: Kind, given: unknown, offered: Offered): RawRow {
  const old = tableIn(given);
  const was = kindOf(given);
  const parts = was === "all" || was === "any" ? listIn(old[was]) : was === "not" ? [old.not] : [given];
  switch (kind) {
    case "all":
    case "any":
      return { [kind]: parts };
    case "not":
      return { not: parts[0] ?? NEW_CONDITION };
    case "state":
      return newState(offered);
    case "happened":
      return NEW_CONDITION;
  }
}

export function ConditionForm({
  label,
  value,
  offered,
  onChange,
}: {
  readonly label: string;
  readonly value: unknown;
  readonly offered: Offered;
  readonly onChange: (value: RawRow) => void;
}) {
  const say = useSay();
  const kind = kindOf(value);
  const asked = tableIn(value)[kind];
  return (
    <fieldset className="condition">
      <legend>{label}</legend>
      <ChooseIn
        label={say(PLAN_FORMS.isAsked)}
        step="kind"
        value={kind}
        options={KINDS.map((each) => [each, say(PLAN_FORMS[each])])}
        onChange={(next) => onChange(under(KINDS.find((each) => each === next) ?? kind, value, offered))}
      />
      {kind === "all" || kind === "any" ? (
        <Parts kind={kind} parts={listIn(asked)} offered={offered} onChange={onChange} />
      ) : null}
      {kind === "not" ? (
        <Within step="not" own={CONDITION_STEPS}>
          <ConditionForm
            label={say(PLAN_FORMS.notPart)}
            value={asked}
            offered={offered}
            onChange={(part) => onChange({ not: part })}
          />
        </Within>
      ) : null}
      {kind === "state" ? (
        <Within step="state" own={["actor", "role", "in"]}>
          <StateAsked asked={tableIn(asked)} offered={offered} onChange={(state) => onChange({ state })} />
        </Within>
      ) : null}
      {kind === "happened" ? (
        <Within step="happened" own={["fact", "actor", "other", "what", "how", "atLeast"]}>
          <FactsAsked
            asked={tableIn(asked)}
            offered={offered}
            onChange={(happened) => onChange({ happened })}
          />
        </Within>
      ) : null}
    </fieldset>
  );
}

function Parts({
  kind,
  parts,
  offered,
  onChange,
}: {
  readonly kind: "all" | "any";
  readonly parts: readonly unknown[];
  readonly offered: Offered;
  readonly onChange: (value: RawRow) => void;
}) {
  const say = useSay();
  const give = (next: readonly unknown[]) => onChange({ [kind]: next });
  return (
    <Within step={kind} own={parts.map((_, n) => String(n))}>
      {parts.map((part, n) => (
        <Within key={n} step={n} own={CONDITION_STEPS}>
          <ConditionForm
            label={say(PLAN_FORMS.part)(n + 1)}
            value={part}
            offered={offered}
            onChange={(next) => give(parts.with(n, next))}
          />
          <button type="button" onClick={() => give(parts.toSpliced(n, 1))}>
            {say(PLAN_FORMS.removePart)(n + 1)}
          </button>
        </Within>
      ))}
      <div>
        <button type="button" onClick={() => give([...parts, NEW_CONDITION])}>
          {say(PLAN_FORMS.addPart)}
        </button>
      </div>
    </Within>
  );
}

function StateAsked({
  asked,
  offered,
  onChange,
}: {
  readonly asked: RawRow;
  readonly offered: Offered;
  readonly onChange: (asked: RawRow) => void;
}) {
  const say = useSay();
  const actor = wordIn(asked.actor);
  const role = wordIn(asked.role);
  return (
    <>
      <div className="row">
        <ChooseIn
          label={say(PLAN_FORMS.who)}
          step="actor"
          value={actor}
          options={offered.parties}
          // Another party plays other parts, and stands elsewhere.
          onChange={(next) => onChange({ actor: next, in: [] })}
        />
        <ChooseIn
          label={say(PLAN_FORMS.role)}
          step="role"
          value={role}
          options={[["", say(PLAN_FORMS.anyRole)], ...offered.rolesOf(actor)]}
          onChange={(next) => onChange({ ...put(asked, "role", next === "" ? undefined : next), in: [] })}
        />
      </div>
      <TicksIn
        label={say(PLAN_FORMS.states)}
        step="in"
        values={namesIn(asked.in)}
        options={offered.statesOf(actor, role === "" ? undefined : role)}
        onChange={(states) => onChange(put(asked, "in", states))}
      />
    </>
  );
}

const SLOTS = ["actor", "other", "what", "how"] as const;
type Slot = (typeof SLOTS)[number];

const SLOT_WORDS = {
  to: PLAN_FORMS.slotTo,
  from: PLAN_FORMS.slotFrom,
  platform: PLAN_FORMS.slotPlatform,
  debtor: PLAN_FORMS.slotDebtor,
  creditor: PLAN_FORMS.slotCreditor,
  actor: PLAN_FORMS.who,
  by: PLAN_FORMS.slotBy,
  target: PLAN_FORMS.slotTarget,
  decision: PLAN_FORMS.slotDecision,
  option: PLAN_FORMS.slotOption,
  duty: PLAN_FORMS.slotDuty,
  role: PLAN_FORMS.slotRole,
  state: PLAN_FORMS.slotState,
  message: PLAN_FORMS.slotMessage,
  original: PLAN_FORMS.slotOriginal,
  inject: PLAN_FORMS.slotInject,
} as const;
const isNamed = (name: string): name is keyof typeof SLOT_WORDS => Object.hasOwn(SLOT_WORDS, name);

/** What a slot of that name may hold in this scenario; undefined where any word may stand. */
function choicesFor(slot: Slot, name: string, asked: RawRow, offered: Offered): Options | undefined {
  if (slot === "actor" || slot === "other") return name === "platform" ? offered.platforms : offered.parties;
  const what = asked.what === undefined ? undefined : wordIn(asked.what);
  switch (name) {
    case "decision":
      return offered.decisions;
    case "option":
      return offered.optionsOf(what);
    case "duty":
      return offered.duties;
    case "role":
      return offered.roles;
    case "state":
      return what === undefined ? undefined : offered.statesOf(undefined, what);
    case "message":
      return offered.messages;
    case "original":
      return offered.originals;
    case "inject":
      return offered.rows;
    default:
      return undefined;
  }
}

const slotsOf = (fact: string): Readonly<Partial<Record<Slot, string>>> =>
  Object.hasOwn(FACT_KINDS, fact) ? FACT_KINDS[fact as FactName].slots : {};

function FactsAsked({
  asked,
  offered,
  onChange,
}: {
  readonly asked: RawRow;
  readonly offered: Offered;
  readonly onChange: (asked: RawRow) => void;
}) {
  const say = useSay();
  const { language } = usePlace();
  const fact = wordIn(asked.fact);
  const slots = slotsOf(fact);
  const facts: Options = FACT_NAMES.map((each) => [each, sayFactName(each, language)] as const).toSorted(
    (a, b) => a[1].localeCompare(b[1]),
  );
  return (
    <div className="row">
      <ChooseIn
        label={say(PLAN_FORMS.fact)}
        step="fact"
        value={fact}
        options={facts}
        // Words that the other kind of fact has no place for, or another one, go with the old kind.
        onChange={(next) => {
          const kept = SLOTS.filter(
            (slot) => slots[slot] !== undefined && slots[slot] === slotsOf(next)[slot],
          );
          const words = kept.flatMap((slot) => (asked[slot] === undefined ? [] : [[slot, asked[slot]]]));
          const count = asked.atLeast === undefined ? {} : { atLeast: asked.atLeast };
          onChange({ fact: next, ...Object.fromEntries(words), ...count });
        }}
      />
      {SLOTS.map((slot) => {
        const name = slots[slot];
        if (name === undefined) return null;
        const label = isNamed(name) ? say(SLOT_WORDS[name]) : say(PLAN_FORMS.slotWord)(name);
        const choices = choicesFor(slot, name, asked, offered);
        const set = (value: string) => onChange(put(asked, slot, value === "" ? undefined : value));
        if (choices === undefined)
          return <TextIn key={slot} label={label} step={slot} value={wordIn(asked[slot])} onChange={set} />;
        const anyOne = slot === "actor" || slot === "other" ? PLAN_FORMS.anybody : PLAN_FORMS.anything;
        return (
          <ChooseIn
            key={slot}
            label={label}
            step={slot}
            value={wordIn(asked[slot])}
            options={[["", say(anyOne)], ...choices]}
            onChange={set}
          />
        );
      })}
      <NumberIn
        label={say(PLAN_FORMS.atLeast)}
        step="atLeast"
        value={asked.atLeast}
        onChange={(count) => onChange(put(asked, "atLeast", count))}
      />
    </div>
  );
}
