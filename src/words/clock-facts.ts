import type { Sentence } from "./language.ts";
import type { ClockForm, FactWords, Told } from "./told.ts";

const onTime = (t: Told) => t.at <= t.y;

const STOPPED: Readonly<Record<ClockForm, Sentence<Told>>> = {
  deadline: {
    en: (t) => `is done${onTime(t) ? " in time" : ", late"}`,
    fr: (t) => `est fait${onTime(t) ? " à temps" : ", en retard"}`,
  },
  "minimum-wait": {
    en: (t) => (t.at < t.y ? "is not waited for: done too early" : "was waited for"),
    fr: (t) => (t.at < t.y ? "n’est pas attendu : fait trop tôt" : "a été attendu"),
  },
  window: {
    en: (t) => (onTime(t) ? "is used" : "is used too late: the right has lapsed"),
    fr: (t) => (onTime(t) ? "est exercé" : "est exercé trop tard : le droit est éteint"),
  },
  expiry: {
    en: (t) => (onTime(t) ? "is ended before its time" : "had lapsed already"),
    fr: (t) => (onTime(t) ? "prend fin avant son terme" : "avait déjà expiré"),
  },
  judged: {
    en: () => "is done; whether in time is for a judge to say",
    fr: () => "est fait ; à un juge de dire si c’était à temps",
  },
};

const EXPIRED: Readonly<Record<ClockForm, Sentence<Told>>> = {
  deadline: {
    en: (t) => `the time for “${t.duty}”${t.kind} is up, and it is not done`,
    fr: (t) => `le délai « ${t.duty} »${t.kind} est passé sans que ce soit fait`,
  },
  "minimum-wait": {
    en: (t) => `the wait “${t.duty}”${t.kind} is over`,
    fr: (t) => `l’attente « ${t.duty} »${t.kind} est terminée`,
  },
  window: {
    en: (t) => `the right “${t.duty}”${t.kind} lapses unused`,
    fr: (t) => `le droit « ${t.duty} »${t.kind} s’éteint sans avoir été exercé`,
  },
  expiry: {
    en: (t) => `“${t.duty}”${t.kind} lapses`,
    fr: (t) => `« ${t.duty} »${t.kind} expire`,
  },
  judged: {
    en: (t) => `the time for “${t.duty}”${t.kind} is up`,
    fr: (t) => `le délai « ${t.duty} »${t.kind} est passé`,
  },
};

/** What happens to clocks, by what is asked of them. */
export const CLOCK_FACT_WORDS = {
  "duty.started": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: a clock starts, “${t.duty}”${t.kind}.`,
      fr: (t) => `${t.who} : un délai commence, « ${t.duty} »${t.kind}.`,
    },
  },
  "duty.stopped": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: “${t.duty}”${t.kind} ${STOPPED[t.form].en(t)}.`,
      fr: (t) => `${t.who} : « ${t.duty} »${t.kind} ${STOPPED[t.form].fr(t)}.`,
    },
  },
  "duty.suspended": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: the clock “${t.duty}”${t.kind} is suspended with ${t.span(t.y)} left.`,
      fr: (t) => `${t.who} : le délai « ${t.duty} »${t.kind} est suspendu, il reste ${t.span(t.y)}.`,
    },
  },
  "duty.restarted": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: the clock “${t.duty}”${t.kind} runs again.`,
      fr: (t) => `${t.who} : le délai « ${t.duty} »${t.kind} court de nouveau.`,
    },
  },
  "duty.expired": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: ${EXPIRED[t.form].en(t)}.`,
      fr: (t) => `${t.who} : ${EXPIRED[t.form].fr(t)}.`,
    },
  },
  "duty.waived": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: is freed of “${t.duty}”${t.kind}.`,
      fr: (t) => `${t.who} : est dispensé de « ${t.duty} »${t.kind}.`,
    },
  },
  "duty.extended": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: has ${t.span(t.y - t.at)} from now for “${t.duty}”${t.kind}: extended.`,
      fr: (t) => `${t.who} : a désormais ${t.span(t.y - t.at)} pour « ${t.duty} »${t.kind} : prolongé.`,
    },
  },
  "duty.renewed": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: “${t.duty}”${t.kind} is renewed, for ${t.span(t.y - t.at)} from now.`,
      fr: (t) =>
        `${t.who} : « ${t.duty} »${t.kind} est renouvelé, pour ${t.span(t.y - t.at)} à partir de là.`,
    },
  },
  "duty.judged": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: judged afterwards, “${t.duty}”${t.kind} was ${onTime(t) ? "in time" : "too late"}.`,
      fr: (t) =>
        `${t.who} : jugé après coup, « ${t.duty} »${t.kind} était ${onTime(t) ? "à temps" : "trop tard"}.`,
    },
  },
} as const satisfies Readonly<Record<string, FactWords>>;
