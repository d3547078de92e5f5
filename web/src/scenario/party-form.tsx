import { type ReactNode, useMemo } from "react";
import type { Contact, Delay, Mark, Protocol } from "../../../src/model/index.ts";
import { scaleOf } from "../../../src/model/index.ts";
import { capital, type Language, namesOf, readable, saySpan } from "../../../src/words/index.ts";
import { type ScenarioDetail, titlesOf } from "../api/types.ts";
import { inOrder } from "../components/actor-kind.tsx";
import { useSettings } from "../settings.tsx";
import { useSay } from "../words/say.ts";
import { FORM } from "../words/scenario.ts";
import type { ContactChange, PartyChange } from "./overlay.ts";
import { clockOf, DAYS } from "./parties.tsx";

/** One party of a scenario, and what the form may change of it. */
export interface FormParty {
  /** `platforms.ID` or `actors.ID` */
  readonly path: string;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly contact: Contact;
  readonly delays: Readonly<Record<string, Delay>>;
  readonly decisions: Readonly<Record<string, Readonly<Record<string, { readonly value: number }>>>>;
}

export function partiesOf({ scenario }: ScenarioDetail, language: Language): FormParty[] {
  const named = (root: "platforms" | "actors") =>
    Object.entries(scenario[root]).map(([id, { kind, title, members, contact, delays, decisions }]) => ({
      path: `${root}.${id}`,
      id,
      kind,
      name: title[language],
      members,
      contact,
      delays,
      decisions,
    }));
  return inOrder([...named("platforms"), ...named("actors")]);
}

/** Options in per cent add up to 100, up to rounding. */
export function isWhole(options: ReadonlyMap<string, number>): boolean {
  const sum = [...options.values()].reduce((total, value) => total + value, 0);
  return Math.abs(sum - 100) < 1e-6;
}

const MINUTE = 60_000;

export function PartyForm({
  party,
  detail,
  change,
  onChange,
}: {
  readonly party: FormParty;
  readonly detail: ScenarioDetail;
  readonly change: PartyChange;
  readonly onChange: (change: PartyChange) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const { numbers, definitions } = detail;
  const own = numbers
    .filter(({ path }) => path.startsWith(`${party.path}.`))
    .map((each) => ({ ...each, below: each.path.slice(party.path.length + 1), mark: each.mark as Mark }))
    .filter(({ below }) => !/^(delays|decisions)\./.test(below));
  const staff = own.filter(({ below }) => /^(review\.reviewers|staff\.|desks)/.test(below));
  const thresholds = own.filter(({ below }) => /^(matching|scan)\./.test(below));
  const others = own.filter((each) => !staff.includes(each) && !thresholds.includes(each));
  const set = (part: Partial<PartyChange>) => onChange({ ...change, ...part });
  const setNumber = (path: string, value: number | undefined, mark: Mark) => {
    const next = new Map(change.numbers);
    if (value === undefined) next.delete(path);
    else next.set(path, { value, mark });
    set({ numbers: next.size === 0 ? undefined : next });
  };
  const group = (title: string, list: typeof own, isOpen: boolean) =>
    list.length === 0 ? null : (
      <Group title={title} isOpen={isOpen}>
        <div className="numbers">
          {list.map(({ path, below, value, unit, mark }) => (
            <NumberField
              key={path}
              label={capital(readable(below.replaceAll(".", " · ")))}
              written={value}
              unit={unit}
              value={change.numbers?.get(below)?.value}
              onSet={(next) => setNumber(below, next, mark)}
            />
          ))}
        </div>
      </Group>
    );
  return (
    <fieldset className="stack">
      <legend>{party.name}</legend>
      <Members party={party} detail={detail} value={change.members} onSet={(members) => set({ members })} />
      <ContactPoint
        party={party}
        detail={detail}
        value={change.contact}
        onSet={(contact) => set({ contact })}
      />
      {group(say(FORM.staff), staff, true)}
      {group(say(FORM.thresholds), thresholds, false)}
      <Delays party={party} definitions={definitions} change={change} onSet={(delays) => set({ delays })} />
      <Decisions party={party} detail={detail} change={change} onSet={(decisions) => set({ decisions })} />
      {group(say(FORM.others), others, false)}
      <p className="quiet small" lang={language}>
        <code>{party.path}</code>
      </p>
    </fieldset>
  );
}

function Group({
  title,
  isOpen = false,
  children,
}: {
  readonly title: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function NumberField({
  label,
  written,
  unit,
  value,
  hint,
  onSet,
}: {
  readonly label: string;
  readonly written: number;
  readonly unit: "ms" | "1";
  readonly value: number | undefined;
  readonly hint?: string;
  readonly onSet: (value: number | undefined) => void;
}) {
  const say = useSay();
  const factor = unit === "ms" ? MINUTE : 1;
  const shown = (value ?? written) / factor;
  return (
    <div className="number-field">
      <label className="field">
        <span>
          {label}
          {unit === "ms" ? ` (${say(FORM.minutes)})` : ""}
        </span>
        <input
          type="number"
          min={0}
          step="any"
          value={Number.isFinite(shown) ? Number(shown.toPrecision(8)) : ""}
          onChange={({ target }) => {
            const next = target.value === "" ? Number.NaN : Number(target.value) * factor;
            onSet(Number.isFinite(next) && next >= 0 && next !== written ? next : undefined);
          }}
        />
        {hint === undefined ? null : <span className="quiet small">{hint}</span>}
      </label>
      {value === undefined ? null : (
        <button type="button" onClick={() => onSet(undefined)} aria-label={say(FORM.clearOf)(label)}>
          {say(FORM.clear)}
        </button>
      )}
    </div>
  );
}

function Members({
  party,
  detail,
  value,
  onSet,
}: {
  readonly party: FormParty;
  readonly detail: ScenarioDetail;
  readonly value: readonly string[] | undefined;
  readonly onSet: (members: readonly string[] | undefined) => void;
}) {
  const say = useSay();
  const groups = useMemo(() => {
    const all = [...Object.values(detail.scenario.platforms), ...Object.values(detail.scenario.actors)];
    return [...new Set(all.flatMap(({ members }) => members))].sort();
  }, [detail]);
  if (groups.length === 0) return null;
  const now = value ?? party.members;
  const tick = (group: string, isOn: boolean) => {
    const next = groups.filter((each) => (each === group ? isOn : now.includes(each)));
    const isSame = next.length === party.members.length && next.every((each) => party.members.includes(each));
    onSet(isSame ? undefined : next);
  };
  return (
    <fieldset>
      <legend>{say(FORM.members)}</legend>
      <div className="row">
        {groups.map((group) => (
          <label key={group} className="tick">
            <input
              type="checkbox"
              checked={now.includes(group)}
              onChange={({ target }) => tick(group, target.checked)}
            />
            <span>{readable(group)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const NINE = 540;
const FIVE = 1020;

function contactOf({ hours, days, reachable, languages }: Contact): ContactChange {
  const isOpen = hours !== "always";
  return {
    hours: reachable === false ? "nobody" : isOpen || days.length < 7 ? "hours" : "always",
    opens: clockOf(isOpen ? hours.opens : hours === "always" && days.length < 7 ? 0 : NINE),
    closes: clockOf(isOpen ? hours.closes : hours === "always" && days.length < 7 ? 1440 : FIVE),
    days,
    languages: languages ?? [],
  };
}

function ContactPoint({
  party,
  detail,
  value,
  onSet,
}: {
  readonly party: FormParty;
  readonly detail: ScenarioDetail;
  readonly value: ContactChange | undefined;
  readonly onSet: (contact: ContactChange | undefined) => void;
}) {
  const say = useSay();
  const written = useMemo(() => contactOf(party.contact), [party]);
  const languages = useMemo(() => languagesOf(detail), [detail]);
  const now = value ?? written;
  const set = (part: Partial<ContactChange>) => {
    const next = { ...now, ...part };
    onSet(JSON.stringify(next) === JSON.stringify(written) ? undefined : next);
  };
  const choices = [
    ["always", FORM.attended],
    ["hours", FORM.byHours],
    ["nobody", FORM.nobody],
  ] as const;
  const tickDay = (day: number, isOn: boolean) => {
    const days = DAYS.map((_, n) => n + 1).filter((each) => (each === day ? isOn : now.days.includes(each)));
    if (days.length > 0) set({ days });
  };
  return (
    <fieldset>
      <legend>{say(FORM.contact)}</legend>
      {choices.map(([hours, words]) => (
        <label key={hours} className="tick">
          <input
            type="radio"
            name={`hours ${party.path}`}
            checked={now.hours === hours}
            onChange={() => set({ hours })}
          />
          <span>{say(words)}</span>
        </label>
      ))}
      {now.hours === "hours" ? (
        <div className="row">
          <label className="field">
            <span>{say(FORM.opens)}</span>
            <input
              type="text"
              inputMode="numeric"
              pattern="([01][0-9]|2[0-3]):[0-5][0-9]|24:00"
              value={now.opens}
              onChange={({ target }) => set({ opens: target.value })}
            />
          </label>
          <label className="field">
            <span>{say(FORM.closes)}</span>
            <input
              type="text"
              inputMode="numeric"
              pattern="([01][0-9]|2[0-3]):[0-5][0-9]|24:00"
              value={now.closes}
              onChange={({ target }) => set({ closes: target.value })}
            />
          </label>
          {DAYS.map((day, n) => (
            <label key={day} className="tick">
              <input
                type="checkbox"
                checked={now.days.includes(n + 1)}
                onChange={({ target }) => tickDay(n + 1, target.checked)}
              />
              <span>{say(FORM[day])}</span>
            </label>
          ))}
        </div>
      ) : null}
      {languages.length === 0 ? null : (
        <div className="row" role="toolbar" aria-label={say(FORM.languages)}>
          <span className="quiet small">
            {say(FORM.languages)} {now.languages.length === 0 ? `(${say(FORM.allLanguages)})` : ""}
          </span>
          {languages.map((language) => (
            <label key={language} className="tick">
              <input
                type="checkbox"
                checked={now.languages.includes(language)}
                onChange={({ target }) =>
                  set({
                    languages: languages.filter((each) =>
                      each === language ? target.checked : now.languages.includes(each),
                    ),
                  })
                }
              />
              <span>{language}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** Languages that anybody of the scenario writes, reads or takes. */
function languagesOf({ scenario, header }: ScenarioDetail): string[] {
  const parties = [...Object.values(scenario.platforms), ...Object.values(scenario.actors)];
  const spoken = parties.flatMap(({ contact, language }) => [
    ...(contact.languages ?? []),
    ...(language === undefined ? [] : [language]),
  ]);
  return [...new Set([...spoken, ...(header.languages ?? [])])].sort();
}

function Delays({
  party,
  definitions,
  change,
  onSet,
}: {
  readonly party: FormParty;
  readonly definitions: readonly Protocol[];
  readonly change: PartyChange;
  readonly onSet: (delays: PartyChange["delays"]) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const known = new Map<string, { readonly delay: Delay; readonly hint?: string }>();
  for (const { delays } of definitions)
    for (const [name, delay] of Object.entries(delays))
      known.set(name, { delay, hint: say(FORM.byProtocol)(spanOf(delay, language)) });
  for (const [name, delay] of Object.entries(party.delays)) known.set(name, { delay });
  if (known.size === 0) return null;
  const set = (name: string, ms: number | undefined, delay: Delay) => {
    const next = new Map(change.delays);
    if (ms === undefined) next.delete(name);
    else next.set(name, { ms, delay });
    onSet(next.size === 0 ? undefined : next);
  };
  return (
    <Group title={say(FORM.delays)}>
      <p className="quiet small">{say(FORM.delaysHint)}</p>
      <div className="numbers">
        {[...known].map(([name, { delay, hint }]) => (
          <NumberField
            key={name}
            label={capital(readable(name))}
            written={scaleOf(delay.law)}
            unit="ms"
            value={change.delays?.get(name)?.ms}
            hint={hint}
            onSet={(ms) => set(name, ms, delay)}
          />
        ))}
      </div>
    </Group>
  );
}

const spanOf = ({ law }: Delay, language: Language): string =>
  law.kind === "never" ? "–" : saySpan(scaleOf(law), language);

function Decisions({
  party,
  detail,
  change,
  onSet,
}: {
  readonly party: FormParty;
  readonly detail: ScenarioDetail;
  readonly change: PartyChange;
  readonly onSet: (decisions: PartyChange["decisions"]) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const { definitions, header, titles } = detail;
  const names = useMemo(
    () => namesOf(header, titlesOf(titles, definitions), language),
    [header, titles, definitions, language],
  );
  const known = new Map(
    definitions.flatMap(({ decisions }) =>
      Object.entries(decisions).map(([id, { options }]) => [
        id,
        Object.hasOwn(party.decisions, id) ? party.decisions[id] : options,
      ]),
    ),
  );
  if (known.size === 0) return null;
  const percentOf = (id: string): ReadonlyMap<string, number> =>
    change.decisions?.get(id) ??
    new Map(
      Object.entries(known.get(id) ?? {}).map(([option, { value }]) => [
        option,
        Number((value * 100).toPrecision(6)),
      ]),
    );
  const set = (id: string, options: ReadonlyMap<string, number> | undefined) => {
    const next = new Map(change.decisions);
    if (options === undefined) next.delete(id);
    else next.set(id, options);
    onSet(next.size === 0 ? undefined : next);
  };
  return (
    <Group title={say(FORM.decisions)}>
      <p className="quiet small">{say(FORM.decisionsHint)}</p>
      {[...known.keys()].map((id) => {
        const now = percentOf(id);
        const sum = [...now.values()].reduce((total, value) => total + value, 0);
        return (
          <fieldset key={id}>
            <legend>{names.decision(id)}</legend>
            <div className="numbers">
              {[...now].map(([option, percent]) => (
                <label key={option} className="field">
                  <span>{names.option(id, option)} (%)</span>
                  <input
                    type="number"
                    min={0}
                    max={100}
                    step="any"
                    value={percent}
                    onChange={({ target }) => set(id, new Map(now).set(option, Number(target.value)))}
                  />
                </label>
              ))}
            </div>
            {isWhole(now) ? null : <p role="alert">{say(FORM.sum)(String(Number(sum.toPrecision(6))))}</p>}
            {change.decisions?.has(id) === true ? (
              <button type="button" onClick={() => set(id, undefined)}>
                {say(FORM.clear)}
                <span className="unseen">: {names.decision(id)}</span>
              </button>
            ) : null}
          </fieldset>
        );
      })}
    </Group>
  );
}
