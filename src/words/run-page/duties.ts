import type { LogHeader } from "../../model/index.ts";
import type { Block, Entry, Mood } from "../blocks.ts";
import type { Names } from "../facts.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { sayClock, sayLocal, sayNumber, saySpan } from "../numbers.ts";
import { COUNTERFACTUAL, OUTCOMES, sayDutyKind, sayOutcome } from "../vocabulary.ts";
import type { DutyLine, RunPage } from "./lines.ts";

/** The deadlines of a run: each clock, or many of one duty together. */

/** From so many clocks of one duty and debtor on, they are told together. */
const TOGETHER = 4;

export function dutyBlocks(page: RunPage, names: Names, language: Language): Block[] {
  if (page.dutiesTotal === 0) {
    const none = { en: "No deadline started.", fr: "Aucun délai n’a commencé." };
    return [{ kind: "paragraph", text: none[language] }];
  }
  const groups = new Map<string, DutyLine[]>();
  for (const duty of page.duties) {
    const key = JSON.stringify([duty.protocol, duty.id, duty.debtor, duty.wrongfulOrder]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [duty]);
    else group.push(duty);
  }
  const rows = [...groups.values()].flatMap((group) =>
    group.length < TOGETHER
      ? group.map((duty) => dutyEntry(duty, page.header, names, language))
      : [dutyGroupEntry(group, names, language)],
  );
  const blocks: Block[] = [{ kind: "entries", rows }];
  if (page.duties.length < page.dutiesTotal) {
    const total = sayNumber(page.dutiesTotal, language);
    const listed = sayNumber(page.duties.length, language);
    const more = {
      en: `${total} deadlines started in all; the first ${listed} are listed here. The measures count all of them.`,
      fr: `${total} délais ont commencé en tout ; les ${listed} premiers figurent ici. Les mesures les comptent tous.`,
    };
    blocks.push({ kind: "paragraph", text: tidy(more[language], language) });
  }
  return blocks;
}

const MOODS: Readonly<Record<string, Mood>> = {
  met: "good",
  missed: "bad",
  open: "open",
  suspended: "open",
  "too-early": "bad",
  "judged-met": "good",
  "judged-missed": "bad",
};

const WRONGFUL_ORDER: Words = {
  en: "started by an order that was unlawful in truth: stands outside every count of deadlines met",
  fr: "né d’une injonction en vérité illicite : hors de tout décompte des délais tenus",
};

function kindOf(duty: DutyLine, language: Language): string {
  const kind = sayDutyKind(duty.kind, language);
  return duty.counterfactual ? `${kind}, ${COUNTERFACTUAL[language]}` : kind;
}

function dutyEntry(duty: DutyLine, header: LogHeader, names: Names, language: Language): Entry {
  const clock = (at: number) => `${sayClock(at)} (${sayLocal(header.startsAt, at)})`;
  const due =
    duty.dueAt === null
      ? ""
      : { en: `due ${clock(duty.dueAt)}`, fr: `échéance ${clock(duty.dueAt)}` }[language];
  const done =
    duty.stoppedAt === null
      ? ""
      : { en: `done ${clock(duty.stoppedAt)}`, fr: `fait à ${clock(duty.stoppedAt)}` }[language];
  const late =
    duty.lateBy === undefined || duty.stoppedAt === null
      ? ""
      : { en: `${saySpan(duty.lateBy, language)} late`, fr: `${saySpan(duty.lateBy, language)} de retard` }[
          language
        ];
  const started = { en: `from ${clock(duty.startedAt)}`, fr: `depuis ${clock(duty.startedAt)}` }[language];
  const parties =
    duty.creditor === "" ? names.who(duty.debtor) : `${names.who(duty.debtor)} → ${names.who(duty.creditor)}`;
  const parts = [
    parties,
    started,
    due,
    done,
    late,
    duty.instrument[language],
    duty.wrongfulOrder ? WRONGFUL_ORDER[language] : "",
  ];
  return {
    mood: MOODS[duty.outcome] ?? "plain",
    label: sayOutcome(duty.outcome, language),
    text: tidy(`${names.duty(`${duty.protocol}/${duty.id}`)} (${kindOf(duty, language)})`, language),
    detail: tidy(parts.filter((part) => part !== "").join(" · "), language),
  };
}

function dutyGroupEntry(group: readonly DutyLine[], names: Names, language: Language): Entry {
  const [first] = group;
  const count = (outcome: string) => group.filter((duty) => duty.outcome === outcome).length;
  const said = OUTCOMES.filter((outcome) => count(outcome) > 0).map(
    (outcome) => `${sayNumber(count(outcome), language)} ${sayOutcome(outcome, language)}`,
  );
  const bad = OUTCOMES.find((each) => MOODS[each] === "bad" && count(each) > 0);
  const [alone] = group.every((duty) => duty.outcome === first.outcome) ? [first.outcome] : [];
  const outcome = bad ?? alone ?? "open";
  const mood = MOODS[outcome] ?? "plain";
  const starts = {
    en: `${sayNumber(group.length, language)} clocks from ${sayClock(first.startedAt)} on`,
    fr: `${sayNumber(group.length, language)} délais à partir de ${sayClock(first.startedAt)}`,
  }[language];
  const parts = [
    names.who(first.debtor),
    starts,
    said.join(", "),
    first.instrument[language],
    first.wrongfulOrder ? WRONGFUL_ORDER[language] : "",
  ];
  return {
    mood,
    label: `${sayNumber(outcome === "open" ? group.length - count("met") : count(outcome), language)} ${sayOutcome(outcome, language)}`,
    text: tidy(`${names.duty(`${first.protocol}/${first.id}`)} (${kindOf(first, language)})`, language),
    detail: tidy(parts.filter((part) => part !== "").join(" · "), language),
  };
}
