import { type FormEvent, useMemo, useState } from "react";
import type { Text } from "../../../src/model/index.ts";
import type { Language } from "../../../src/words/index.ts";
import { pathOf, post, Refused } from "../api/client.ts";
import type { OwnVariant, ProtocolCard, ScenarioDetail, VariantRequest } from "../api/types.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Problem } from "../components/answered.tsx";
import { Download } from "../components/download.tsx";
import { Link } from "../components/link.tsx";
import { addressOf } from "../router.ts";
import { useSettings } from "../settings.tsx";
import { useSay } from "../words/say.ts";
import { FORM } from "../words/scenario.ts";
import { type Change, countChanges, idFor, NO_CHANGE, overlayOf, type PartyChange } from "./overlay.ts";
import { isWhole, PartyForm, partiesOf } from "./party-form.tsx";
import "./form.css";

/** A variant by form: protocols, and of any party its memberships, contact point, staff, thresholds, delays and decisions. */
export function VariantForm({
  detail,
  onKept,
}: {
  readonly detail: ScenarioDetail;
  readonly onKept: () => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const [name, setName] = useState("");
  const [other, setOther] = useState("");
  const [question, setQuestion] = useState("");
  const [because, setBecause] = useState("");
  const [change, setChange] = useState<Change>(NO_CHANGE);
  const [party, setParty] = useState("");
  const [isSaving, setSaving] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const [kept, setKept] = useState<OwnVariant>();
  const parties = useMemo(() => partiesOf(detail, language), [detail, language]);
  const reason = because.trim() === "" ? say(FORM.whyDefault) : because.trim();
  const overlay = useMemo(() => overlayOf(change, reason), [change, reason]);
  const count = countChanges(change);
  const isSummed = [...change.parties.values()].every(({ decisions }) =>
    [...(decisions?.values() ?? [])].every(isWhole),
  );
  if (kept !== undefined) {
    const restart = () => {
      setKept(undefined);
      setChange(NO_CHANGE);
      setName("");
    };
    return <Kept variant={kept} onAnother={restart} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    setRefused(undefined);
    const asked = question.trim();
    const request: VariantRequest = {
      scenario: detail.id,
      id: idFor(name, new Set(detail.variants.map(({ id }) => id))),
      title: inBoth(language, name.trim(), other.trim() === "" ? name.trim() : other.trim()),
      ...(asked === "" ? {} : { question: inBoth(language, asked, asked) }),
      overlay,
    };
    const save = async () => {
      try {
        setKept(await post<OwnVariant>(pathOf("variants"), request, language));
        onKept();
      } catch (error) {
        setRefused(error instanceof Refused ? error : new Refused(undefined, error));
      } finally {
        setSaving(false);
      }
    };
    void save();
  };
  const changeParty = (path: string, changed: PartyChange) => {
    const next = new Map(change.parties);
    if (Object.values(changed).every((value) => value === undefined)) next.delete(path);
    else next.set(path, changed);
    setChange({ ...change, parties: next });
  };
  const chosen = parties.find(({ path }) => path === party);
  return (
    <form className="panel stack variant-form" aria-labelledby="make" onSubmit={submit}>
      <div>
        <h2 id="make">{say(FORM.title)}</h2>
        <p>{say(FORM.lead)}</p>
      </div>
      <div className="columns">
        <label className="field">
          <span>{say(FORM.name)}</span>
          <input required maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <label className="field">
          <span>{say(FORM.nameOther)}</span>
          <input
            maxLength={120}
            lang={language === "en" ? "fr" : "en"}
            value={other}
            onChange={({ target }) => setOther(target.value)}
          />
        </label>
        <label className="field">
          <span>{say(FORM.question)}</span>
          <input maxLength={300} value={question} onChange={({ target }) => setQuestion(target.value)} />
        </label>
        <label className="field">
          <span>{say(FORM.why)}</span>
          <input
            maxLength={300}
            value={because}
            placeholder={say(FORM.whyDefault)}
            onChange={({ target }) => setBecause(target.value)}
          />
        </label>
      </div>
      <Protocols
        detail={detail}
        chosen={change.protocols}
        onChoose={(protocols) => setChange({ ...change, protocols })}
      />
      <label className="field">
        <span>{say(FORM.party)}</span>
        <select value={party} onChange={({ target }) => setParty(target.value)}>
          <option value="">{say(FORM.choose)}</option>
          {parties.map(({ path, name: called }) => (
            <option key={path} value={path}>
              {called}
              {change.parties.has(path) ? ` (${say(FORM.changed)})` : ""}
            </option>
          ))}
        </select>
      </label>
      {chosen === undefined ? null : (
        <PartyForm
          key={chosen.path}
          party={chosen}
          detail={detail}
          change={change.parties.get(chosen.path) ?? {}}
          onChange={(changed) => changeParty(chosen.path, changed)}
        />
      )}
      <section aria-labelledby="different">
        <h3 id="different">{say(FORM.summary)}</h3>
        <p role="status">{count === 0 ? say(FORM.nothing) : say(FORM.changes)(count)}</p>
        {count === 0 ? null : (
          <details>
            <summary>{say(FORM.overlay)}</summary>
            <pre>{JSON.stringify(overlay, null, 2)}</pre>
          </details>
        )}
      </section>
      {refused === undefined ? null : <Problem refused={refused} />}
      <div className="row">
        <button
          type="submit"
          className="first"
          disabled={isSaving || count === 0 || name.trim() === "" || !isSummed}
        >
          {isSaving ? say(FORM.saving) : say(FORM.save)}
        </button>
        <span className="quiet">
          {name.trim() === "" ? say(FORM.needsName) : ""} {isSummed ? "" : say(FORM.needsSum)}
        </span>
      </div>
    </form>
  );
}

/** A text in the reader's language and in the other. */
const inBoth = (language: Language, own: string, foreign: string): Text =>
  language === "en" ? { en: own, fr: foreign } : { en: foreign, fr: own };

function Kept({ variant, onAnother }: { readonly variant: OwnVariant; readonly onAnother: () => void }) {
  const say = useSay();
  const { language } = useSettings();
  const { scenario, id, title } = variant;
  return (
    <section className="panel stack" aria-labelledby="kept">
      <p id="kept" role="status">
        {say(FORM.saved)(title[language])}
      </p>
      <div className="row">
        <Link className="button first" href={addressOf(["compare"], { scenario, variants: id })}>
          {say(FORM.compare)}
        </Link>
        <Link className="button" href={addressOf(["replay"], { scenario, variant: id, open: 1 })}>
          {say(FORM.watch)}
        </Link>
        <Download href={pathOf("variants", scenario, id, "file")}>{say(FORM.download)}</Download>
        <button type="button" onClick={onAnother}>
          {say(FORM.another)}
        </button>
      </div>
    </section>
  );
}

/** Which protocols hold; those added stand after those that the scenario has, in the library's order. */
function Protocols({
  detail,
  chosen,
  onChoose,
}: {
  readonly detail: ScenarioDetail;
  readonly chosen: readonly string[] | undefined;
  readonly onChoose: (protocols: readonly string[] | undefined) => void;
}) {
  const say = useSay();
  const { language } = useSettings();
  const [isOpen, setOpen] = useState(false);
  const [answer] = useAnswer<{ protocols: ProtocolCard[] }>(isOpen ? pathOf("protocols") : undefined);
  const own = detail.header.protocols.map(({ id }) => id);
  const now = chosen ?? own;
  const cards = answer.is === "here" ? answer.value.protocols : [];
  const tick = (id: string, isOn: boolean) => {
    const all = [...own, ...cards.map((card) => card.id).filter((each) => !own.includes(each))];
    const next = all.filter((each) => (each === id ? isOn : now.includes(each)));
    onChoose(next.length === own.length && next.every((each) => own.includes(each)) ? undefined : next);
  };
  return (
    <details className="panel" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {say(FORM.protocols)} {chosen === undefined ? "" : `(${say(FORM.changed)})`}
      </summary>
      <p className="quiet small">{say(FORM.protocolsHint)}</p>
      {cards.map(({ id, title }) => (
        <label key={id} className="tick">
          <input
            type="checkbox"
            checked={now.includes(id)}
            onChange={({ target }) => tick(id, target.checked)}
          />
          <span>{title[language]}</span>
        </label>
      ))}
    </details>
  );
}
