import { rowIdOf } from "../../../src/model/index.ts";
import { VISIBILITY_WORDS } from "../../../src/words/index.ts";
import { PLAN } from "../words/plan.ts";
import { PLAN_FORMS } from "../words/plan-forms.ts";
import { useSay } from "../words/say.ts";
import { ActsForm } from "./acts-form.tsx";
import { CONDITION_STEPS, ConditionForm, NEW_CONDITION } from "./condition-form.tsx";
import { ChooseIn, NumberIn, put, TextIn, TicksIn, TimeIn, Within } from "./form-fields.tsx";
import type { Offered } from "./offered.ts";
import { usePlace } from "./place.tsx";
import { namesIn, type RawRow, tableIn, textIn, wordIn, written } from "./raw-row.ts";

/** Columns that this form has. */
export const ROW_FORM_STEPS: readonly string[] = [
  "to",
  "trigger",
  "acts",
  "expects",
  "from",
  "subject",
  "due",
  "move",
  "groupOrder",
  "objective",
  "controller",
  "notesController",
  "notesEvaluator",
  "score",
  "visibility",
];

interface Given {
  readonly row: RawRow;
  readonly offered: Offered;
  readonly onChange: (row: RawRow) => void;
}

/** Everything of a row that has no cell in the grid. */
export function RowForm({ row, offered, onChange }: Given) {
  const say = useSay();
  const { stage, language } = usePlace();
  const set = (key: string) => (value: unknown) => onChange(put(row, key, value));
  const setText = (key: string) => (text: string) => set(key)(written(row[key], text, language));
  const number = String(row.number ?? "");
  // A row's own title is no row to wait for.
  const others: Offered = { ...offered, rows: offered.rows.filter(([id]) => id !== rowIdOf(number)) };
  return (
    <section className="row-form stack" aria-label={say(PLAN_FORMS.detailsOf)(number)}>
      <TicksIn
        label={say(PLAN.to)}
        step="to"
        values={namesIn(row.to)}
        options={offered.parties}
        hint={say(PLAN_FORMS.nobodyElse)}
        onChange={set("to")}
      />
      <TriggerForm row={row} offered={others} onChange={onChange} />
      <fieldset>
        <legend>{say(PLAN_FORMS.does)}</legend>
        <ActsForm
          value={row.acts}
          offered={offered}
          onChange={(acts) => set("acts")(acts.length === 0 ? undefined : acts)}
        />
      </fieldset>
      <ExpectationForm row={row} offered={others} onChange={onChange} />
      <fieldset>
        <legend>{say(PLAN.rest)}</legend>
        <div className="row">
          <TextIn
            label={say(PLAN_FORMS.from)}
            step="from"
            value={textIn(row.from, language)}
            onChange={setText("from")}
          />
          <TextIn
            label={say(PLAN_FORMS.subject)}
            step="subject"
            value={textIn(row.subject, language)}
            onChange={setText("subject")}
          />
          <TimeIn
            label={say(PLAN_FORMS.due)}
            step="due"
            value={row.due}
            as="instant"
            hint={say(PLAN.timeFor)}
            onChange={set("due")}
          />
          <ChooseIn
            label={say(PLAN_FORMS.move)}
            step="move"
            value={row.move === undefined ? "" : String(row.move)}
            options={[
              ["", say(PLAN_FORMS.noMove)],
              ...(stage.file?.moves ?? []).map(
                ({ number: of, title }) => [String(of), `${of} · ${title[language]}`] as const,
              ),
            ]}
            onChange={(move) => set("move")(move === "" ? undefined : Number(move))}
          />
          <NumberIn
            label={say(PLAN_FORMS.groupOrder)}
            step="groupOrder"
            value={row.groupOrder}
            onChange={set("groupOrder")}
          />
          <ChooseIn
            label={say(PLAN_FORMS.objective)}
            step="objective"
            value={wordIn(row.objective)}
            options={[
              ["", say(PLAN_FORMS.noObjective)],
              ...(stage.file?.objectives ?? []).map(({ id, text }) => [id, text[language]] as const),
            ]}
            onChange={(objective) => set("objective")(objective === "" ? undefined : objective)}
          />
          <TextIn
            label={say(PLAN.controller)}
            step="controller"
            value={wordIn(row.controller)}
            onChange={(controller) => set("controller")(controller === "" ? undefined : controller)}
          />
          <NumberIn
            label={say(PLAN_FORMS.score)}
            step="score"
            value={row.score}
            onChange={set("score")}
            any
          />
          <ChooseIn
            label={say(PLAN_FORMS.visibility)}
            step="visibility"
            value={wordIn(row.visibility) || "shown"}
            options={(["shown", "hidden"] as const).map((each) => [each, VISIBILITY_WORDS[each][language]])}
            onChange={set("visibility")}
          />
        </div>
        <TextIn
          label={say(PLAN_FORMS.notesController)}
          step="notesController"
          rows={2}
          value={textIn(row.notesController, language)}
          onChange={setText("notesController")}
        />
        <TextIn
          label={say(PLAN_FORMS.notesEvaluator)}
          step="notesEvaluator"
          rows={2}
          value={textIn(row.notesEvaluator, language)}
          onChange={setText("notesEvaluator")}
        />
      </fieldset>
    </section>
  );
}

const TRIGGERS = ["time", "manual", "condition", "contingency"] as const;

/** What brings the row: its time, a hand, a condition, or that something expected is missing. */
function TriggerForm({ row, offered, onChange }: Given) {
  const say = useSay();
  const trigger = tableIn(row.trigger);
  const kind = TRIGGERS.find((each) => each === trigger.kind) ?? "time";
  const give = (next: RawRow) => onChange(put(row, "trigger", next));
  const begin = (next: (typeof TRIGGERS)[number]): RawRow => {
    const asked = trigger.when ?? trigger.unless ?? NEW_CONDITION;
    switch (next) {
      case "time":
      case "manual":
        return { kind: next };
      case "condition":
        return { kind: next, when: asked, until: wordIn(trigger.until) };
      case "contingency":
        return { kind: next, unless: asked };
    }
  };
  return (
    <fieldset>
      <legend>{say(PLAN_FORMS.brings)}</legend>
      <Within step="trigger" own={["kind", "when", "unless", "until"]}>
        <ChooseIn
          label={say(PLAN_FORMS.brings)}
          step="kind"
          value={kind}
          options={TRIGGERS.map((each) => [each, say(PLAN_FORMS[each])])}
          onChange={(next) => give(begin(TRIGGERS.find((each) => each === next) ?? kind))}
        />
        {kind === "condition" ? (
          <>
            <Within step="when" own={CONDITION_STEPS}>
              <ConditionForm
                label={say(PLAN_FORMS.when)}
                value={trigger.when}
                offered={offered}
                onChange={(when) => give({ ...trigger, when })}
              />
            </Within>
            <TimeIn
              label={say(PLAN_FORMS.until)}
              step="until"
              value={trigger.until}
              as="instant"
              hint={say(PLAN.timeFor)}
              onChange={(until) => give({ ...trigger, until: until ?? "" })}
            />
          </>
        ) : null}
        {kind === "contingency" ? (
          <Within step="unless" own={CONDITION_STEPS}>
            <ConditionForm
              label={say(PLAN_FORMS.unless)}
              value={trigger.unless}
              offered={offered}
              onChange={(unless) => give({ ...trigger, unless })}
            />
          </Within>
        ) : null}
      </Within>
    </fieldset>
  );
}

/** What players should do by then: in words, of whom, within which time, and by which criterion if the model is to see it. */
function ExpectationForm({ row, offered, onChange }: Given) {
  const say = useSay();
  const { language } = usePlace();
  const expects = tableIn(row.expects);
  const isThere = row.expects !== undefined;
  const give = (next: RawRow) => onChange(put(row, "expects", next));
  const text = (typed: string) => {
    const next = written(expects.text, typed, language);
    if (next === undefined) onChange(put(row, "expects", undefined));
    else give({ owner: "any", ...expects, text: next });
  };
  return (
    <fieldset>
      <legend>{say(PLAN.expects)}</legend>
      <Within step="expects" own={["text", "owner", "actors", "within", "when"]}>
        <TextIn
          label={say(PLAN_FORMS.expects)}
          step="text"
          rows={2}
          value={textIn(expects.text, language)}
          onChange={text}
        />
        {isThere ? (
          <>
            <TicksIn
              label={say(PLAN_FORMS.expectedOf)}
              step="actors"
              values={namesIn(expects.actors)}
              options={offered.parties}
              onChange={(actors) => give(put(expects, "actors", actors.length === 0 ? undefined : actors))}
            />
            <div className="row">
              <ChooseIn
                label={say(PLAN_FORMS.owner)}
                step="owner"
                value={wordIn(expects.owner) || "any"}
                options={[
                  ["any", say(PLAN_FORMS.ownerAny)],
                  ["all", say(PLAN_FORMS.ownerAll)],
                ]}
                onChange={(owner) => give({ ...expects, owner })}
              />
              <TimeIn
                label={say(PLAN_FORMS.within)}
                step="within"
                value={expects.within}
                as="span"
                onChange={(within) => give(put(expects, "within", within))}
              />
            </div>
            <label className="tick">
              <input
                type="checkbox"
                checked={expects.when !== undefined}
                onChange={({ target }) =>
                  give(put(expects, "when", target.checked ? NEW_CONDITION : undefined))
                }
              />
              <span>{say(PLAN_FORMS.hasCriterion)}</span>
            </label>
            {expects.when === undefined ? null : (
              <Within step="when" own={CONDITION_STEPS}>
                <ConditionForm
                  label={say(PLAN_FORMS.criterion)}
                  value={expects.when}
                  offered={offered}
                  onChange={(when) => give({ ...expects, when })}
                />
              </Within>
            )}
          </>
        ) : null}
      </Within>
    </fieldset>
  );
}
