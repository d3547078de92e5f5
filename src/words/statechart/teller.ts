import {
  type ActionCall,
  type ChartTransition,
  type Delay,
  type DelayLaw,
  type GuardCall,
  type MachineMark,
  type Mark,
  type Protocol,
  type Provenance,
  type Quantity,
  type Text,
  type Trigger,
  textOfName,
  textOfOption,
  textOfState,
  textOfWait,
} from "../../model/index.ts";
import { type Both, type Language, tidy, type Words } from "../language.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import {
  readable,
  sayBlockingMeans,
  sayBy,
  sayCapabilities,
  sayForm,
  sayKind,
  sayMessage,
  sayName,
  sayRedress,
  saySpeech,
} from "../vocabulary.ts";
import { type Detail, Given, sayAssumed, saySource } from "./given.ts";
import { EFFECT_PHRASES, GUARD_PHRASES, type Naming, type Phrase } from "./phrases.ts";

/** What the world tells statecharts of, as it follows a comma: "When …, …". */
export const EVENT_WORDS = {
  "incident.began": { en: "When the incident begins", fr: "Quand l’incident commence" },
  "incident.ended": { en: "When the incident ends", fr: "Quand l’incident prend fin" },
  "hour.passed": { en: "At each full hour", fr: "À chaque heure pleine" },
  "content.reported": {
    en: "When a user first reports an item on this service",
    fr: "Quand un utilisateur signale pour la première fois un contenu sur ce service",
  },
  "content.confirmed": {
    en: "When this service first confirms an item",
    fr: "Quand ce service confirme un premier contenu",
  },
  "original.removed": { en: "When an original is removed here", fr: "Quand un original est retiré ici" },
  "version.confirmed": {
    en: "When this service confirms a version",
    fr: "Quand ce service confirme une version",
  },
  "hash.ingested": {
    en: "When the service takes in the hash",
    fr: "Quand le service intègre l’empreinte",
  },
  "review.unlawful": {
    en: "When the reviewer takes it for unlawful",
    fr: "Quand l’examen le tient pour illicite",
  },
  "review.lawful": { en: "When the reviewer takes it for lawful", fr: "Quand l’examen le tient pour licite" },
  "removal.asked": {
    en: "When the service is asked to remove it",
    fr: "Quand son retrait est demandé au service",
  },
  "restriction.asked": {
    en: "When the service is asked to make it unreachable in a territory",
    fr: "Quand il est demandé au service de le rendre inaccessible dans un territoire",
  },
  "restoration.asked": {
    en: "When the service is asked to restore it",
    fr: "Quand son rétablissement est demandé au service",
  },
  "label.put": {
    en: "When the service puts a label on it",
    fr: "Quand le service y appose un avertissement",
  },
  "account.restored": {
    en: "When the account is restored",
    fr: "Quand le compte est rétabli",
  },
  "feedback.agree": {
    en: "When a member agrees with the hash",
    fr: "Quand un membre approuve l’empreinte",
  },
  "feedback.disagree": {
    en: "When a member disagrees with the hash",
    fr: "Quand un membre conteste l’empreinte",
  },
  "claim.corrected": {
    en: "When a false claim about an original is corrected",
    fr: "Quand une affirmation fausse sur un original est rectifiée",
  },
  "action.refused": {
    en: "When what it asked for is refused",
    fr: "Quand ce qui était demandé est refusé",
  },
  "oversight.ended": {
    en: "When its reviewers have left a service",
    fr: "Quand ses modérateurs ont quitté un service",
  },
  "sample.found": {
    en: "When a sample shows removals that it finds wrong",
    fr: "Quand un échantillon montre des retraits jugés injustifiés",
  },
  "pledge.broken": {
    en: "When it finds a pledge broken",
    fr: "Quand un engagement est constaté non tenu",
  },
  "stream.ended": { en: "When the stream ends", fr: "Quand la diffusion se termine" },
} as const satisfies Record<string, Words>;

/** What happens to a message, a clock or a decision: the second half of an event's name. */
const MESSAGE_EVENTS: Readonly<Record<string, Both<(name: string) => string>>> = {
  delivered: {
    en: (name) => `When the message ${name} is delivered`,
    fr: (name) => `À la remise du message ${name}`,
  },
  opened: {
    en: (name) => `When the message ${name} is opened`,
    fr: (name) => `À l’ouverture du message ${name}`,
  },
};
const DUTY_EVENTS: Readonly<Record<string, Both<(name: string) => string>>> = {
  expired: {
    en: (name) => `When the time for ${name} has run out`,
    fr: (name) => `Quand le délai ${name} est écoulé`,
  },
  stopped: {
    en: (name) => `When ${name} has been done`,
    fr: (name) => `Quand ${name} est accompli`,
  },
};

const MARK_WORDS = {
  read: { en: "read", fr: "lu" },
  recalled: { en: "recalled", fr: "de mémoire" },
  assumed: { en: "assumed", fr: "supposé" },
} as const satisfies Record<string, Words>;

const EVERYBODY: Words = { en: "everybody", fr: "tous" };
const SELECTORS: Readonly<Record<string, Words>> = {
  self: { en: "itself", fr: "lui-même" },
  sender: { en: "the sender", fr: "l’expéditeur" },
  finder: { en: "the service that found it", fr: "le service qui l’a trouvé" },
  everyone: EVERYBODY,
};

/** Statecharts that nobody plays. */
export const MACHINE_TITLES: Readonly<Record<"item" | "hash", Words>> = {
  item: { en: "the life of a copy", fr: "la vie d’une copie" },
  hash: { en: "the life of a hash", fr: "la vie d’une empreinte" },
};

const AND: Words = { en: "and", fr: "et" };
const OR: Words = { en: "or", fr: "ou" };

const PROVENANCE_WORDS: Readonly<Record<Provenance, Words>> = {
  perpetrator: { en: "the perpetrator", fr: "l’auteur de l’attaque" },
  accomplice: { en: "an accomplice", fr: "un complice" },
  bystander: { en: "a bystander", fr: "un témoin" },
  press: { en: "the press", fr: "la presse" },
  other: { en: "somebody else", fr: "quelqu’un d’autre" },
  news: { en: "news", fr: "l’information" },
  evidence: { en: "people who keep evidence", fr: "ceux qui conservent des preuves" },
  satire: { en: "satire", fr: "la satire" },
  "counter-speech": { en: "counter-speech", fr: "le contre-discours" },
  research: { en: "research", fr: "la recherche" },
  art: { en: "art", fr: "la création artistique" },
  edit: { en: "an edit", fr: "un montage" },
  translation: { en: "a translation", fr: "une traduction" },
  synthetic: { en: "synthesis", fr: "la synthèse" },
};

const KIND_OF_ALL: Readonly<Record<string, Words>> = {
  any: { en: "anybody", fr: "n’importe qui" },
  platform: { en: "service", fr: "service" },
};

/** Kinds that are called by a word in the plural, as one of them is called. */
const ONE_OF: Readonly<Record<string, Words>> = {
  investigators: { en: "team of investigators", fr: "équipe d’enquêteurs" },
  "fact-checkers": { en: "team of fact-checkers", fr: "équipe de vérificateurs de faits" },
  "victims-support": { en: "service for victims", fr: "service d’aide aux victimes" },
  "private-holders": { en: "private holder", fr: "détenteur privé" },
};

const AUTHORS: Readonly<Record<string, Words>> = {
  perpetrator: { en: "the perpetrator", fr: "l’auteur de l’attaque" },
  accomplice: { en: "an accomplice", fr: "un complice" },
  bystander: { en: "a bystander", fr: "un témoin" },
  press: { en: "the press", fr: "la presse" },
  other: { en: "somebody else", fr: "quelqu’un d’autre" },
};

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The words of one protocol in one language: its parts as clauses that sentences and diagrams are made of. */
export class ProtocolTeller implements Naming {
  readonly language: Language;
  readonly detail: Detail;
  private readonly protocol: Protocol;

  constructor(protocol: Protocol, language: Language, detail: Detail) {
    this.protocol = protocol;
    this.language = language;
    this.detail = detail;
  }

  tidy(text: string): string {
    return tidy(text, this.language);
  }

  words(given: Words): string {
    return given[this.language];
  }

  both(names: readonly string[]): string {
    return this.join(
      names.map((each) => this.quote(each)),
      AND,
    );
  }

  quote(name: string): string {
    return this.enclose(this.named(name));
  }

  private named(name: string): string {
    return textOfName(this.protocol, name)?.[this.language] ?? sayName(name, this.language);
  }

  private called(given: Text | undefined, name: string): string {
    return given?.[this.language] ?? readable(name);
  }

  /** A state by its own name; `machine` is a role's id, `item` or `hash`. */
  stateName(machine: string, keys: readonly string[]): string {
    return this.called(textOfState(this.protocol, machine, keys), keys.at(-1) ?? machine);
  }

  /** A state by the names that lead to it, in quotation marks; its id begins with the machine's name. */
  place(id: string): string {
    const [machine, ...keys] = id.split(".");
    const names = keys.map((_, index) => this.stateName(machine, keys.slice(0, index + 1)));
    return this.enclose(names.join(" › "));
  }

  /** A state of a role as a guard names it. */
  stateOf(role: string, name: string): string {
    return this.enclose(this.stateName(role, name.split(".")));
  }

  option(decision: string, option: string): string {
    return this.enclose(this.called(textOfOption(this.protocol, decision, option), option));
  }

  waitName(name: string): string {
    return this.enclose(this.called(textOfWait(this.protocol, name), name));
  }

  /** Without the quotation marks that it has. */
  inside(quoted: string): string {
    return quoted.replace(/^(?:“|«\u00a0)/, "").replace(/(?:”|\u00a0»)$/, "");
  }

  get id(): string {
    return this.protocol.id;
  }

  /** What the protocol itself is called. */
  get title(): string {
    return this.protocol.title[this.language];
  }

  enclose(text: string): string {
    return this.tidy(this.language === "en" ? `“${text}”` : `« ${text} »`);
  }

  message(kind: string): string {
    return this.enclose(sayMessage(kind, this.language));
  }

  kinds(kinds: readonly string[]): string {
    return this.either(
      kinds.map((kind) => own(KIND_OF_ALL, kind)?.[this.language] ?? sayKind(kind, this.language)),
    );
  }

  forms(forms: readonly string[]): string {
    return this.either(forms.map((form) => sayForm(form, this.language)));
  }

  by(name: string): string {
    return own(AUTHORS, name)?.[this.language] ?? sayBy(name, this.language);
  }

  either(names: readonly string[]): string {
    return this.join(names, OR);
  }

  join(names: readonly string[], word: Words): string {
    if (names.length <= 1) return names.join("");
    return `${names.slice(0, -1).join(", ")} ${word[this.language]} ${names.at(-1)}`;
  }

  decision(id: string): string {
    const title = own(this.protocol.decisions, id)?.title[this.language];
    return title === undefined ? this.quote(id) : this.enclose(title);
  }

  duty(id: string): string {
    const title = own(this.protocol.duties, id)?.title[this.language];
    return title === undefined ? this.quote(id) : this.enclose(title);
  }

  duties(ids: readonly string[]): string {
    return this.join(
      ids.map((id) => this.duty(id)),
      AND,
    );
  }

  speech(kind: string): string {
    return saySpeech(kind, this.language);
  }

  provenance(kind: string): string {
    return own(PROVENANCE_WORDS, kind)?.[this.language] ?? this.quote(kind);
  }

  capabilities(names: readonly string[]): string {
    return sayCapabilities(names.join(","), this.language);
  }

  redress(body: string): string {
    return sayRedress(body, this.language);
  }

  means(means: string): string {
    return sayBlockingMeans(means, this.language);
  }

  services(services: unknown): string {
    if (services === "named")
      return {
        en: "the services of what the message names",
        fr: "aux services de ce que le message désigne",
      }[this.language];
    if (services === "hosting")
      return {
        en: "the services that host unlawful items",
        fr: "aux services qui hébergent des contenus illicites",
      }[this.language];
    return this.to(services);
  }

  overseen(services: unknown): string {
    if (services === "all") return { en: "every service", fr: "chaque service" }[this.language];
    if (services === "public")
      return { en: "every public service", fr: "chaque service ouvert au public" }[this.language];
    return this.to(services);
  }

  role(id: string): string {
    const title = (own(this.protocol.roles, id)?.title ?? own<Words>(MACHINE_TITLES, id))?.[this.language];
    return title === undefined ? this.quote(id) : this.enclose(title);
  }

  sanction(id: string): string {
    const title = own(this.protocol.sanctions ?? {}, id)?.title[this.language];
    return title === undefined ? this.quote(id) : this.enclose(title);
  }

  guards(guards: unknown, how: "all" | "any"): string {
    const inside = (Array.isArray(guards) ? guards : []).map((each) => this.nested(each as GuardCall));
    return this.join(inside, how === "all" ? AND : OR);
  }

  matrix(given: Given): string {
    const limits = given.raw("perHour");
    const levels = given.raw("levels");
    const columns = (Array.isArray(limits) ? limits : []).map((value) =>
      new Given({ value }, this.language, "none").number("value"),
    );
    const rows = isTable(levels) ? Object.entries(levels) : [];
    const said = rows.map(
      ([harm, names]) =>
        `${this.quote(harm)}: ${(Array.isArray(names) ? names : []).map((name) => this.named(String(name))).join(", ")}`,
    );
    const steps = { en: "attempts an hour", fr: "tentatives par heure" }[this.language];
    return this.tidy(`${steps}: ${columns.join(", ")}; ${said.join("; ")}`);
  }

  /** Whom a selector names, as it follows "to" or "by". */
  to(selector: unknown): string {
    if (typeof selector === "string")
      return own(SELECTORS, selector)?.[this.language] ?? this.quote(selector);
    if (!isTable(selector)) return this.words(EVERYBODY);
    const { actor, kind, member, jurisdiction, public: isPublic, hosting } = selector;
    if (actor !== undefined) return this.quote(String(actor));
    const en = this.language === "en";
    const clauses: string[] = [];
    if (kind !== undefined) {
      const kinds = (Array.isArray(kind) ? kind : [kind]).map(String);
      const ones = this.either(kinds.map((each) => own(ONE_OF, each)?.[this.language] ?? this.kinds([each])));
      clauses.push(en ? `every ${ones}` : `chaque ${ones}`);
    }
    if (member !== undefined) {
      const group = this.quote(String(member));
      if (kind === undefined) clauses.push(en ? `every member of ${group}` : `chaque membre de ${group}`);
      else clauses.push(en ? `that is a member of ${group}` : `membre de ${group}`);
    }
    if (jurisdiction !== undefined)
      clauses.push(
        en
          ? `under the law of ${this.quote(String(jurisdiction))}`
          : `sous le droit de ${this.quote(String(jurisdiction))}`,
      );
    if (isPublic === true) clauses.push(en ? "(public services only)" : "(services publics seulement)");
    if (isPublic === false) clauses.push(en ? "(closed services only)" : "(services fermés seulement)");
    if (hosting === "original") clauses.push(en ? "where an original is" : "où se trouve un original");
    if (hosting === "items") clauses.push(en ? "where items are up" : "où des contenus sont en ligne");
    return clauses.length === 0 ? this.words(EVERYBODY) : clauses.join(" ");
  }

  /** "When a “removal order” is opened", or "After “awareness”". */
  trigger(trigger: Trigger): string {
    switch (trigger.kind) {
      case "event":
        return this.event(trigger.name);
      case "after":
        return `${{ en: "After the wait", fr: "Après l’attente" }[this.language]} ${this.wait(trigger.delay)}`;
      case "always":
        return { en: "At once", fr: "Aussitôt" }[this.language];
      case "done":
        return { en: "When all inside has ended", fr: "Quand tout est fini à l’intérieur" }[this.language];
      default:
        return trigger satisfies never;
    }
  }

  /** Whether an event has words of its own, and is not told by its bare name. */
  knows(event: string): boolean {
    return this.eventWords(event) !== undefined;
  }

  private event(name: string): string {
    const said = this.eventWords(name);
    if (said !== undefined) return said;
    if (name === "*") return { en: "Whatever happens", fr: "Quoi qu’il arrive" }[this.language];
    const what = name.endsWith(".*") ? name.slice(0, -2) : name;
    return `${{ en: "On", fr: "Sur" }[this.language]} ${this.quote(what)}`;
  }

  private eventWords(name: string): string | undefined {
    const fixed = own<Words>(EVENT_WORDS, name);
    if (fixed !== undefined) return fixed[this.language];
    const dot = name.lastIndexOf(".");
    const [front, back] = [name.slice(0, dot), name.slice(dot + 1)];
    const decision = own(this.protocol.decisions, front);
    if (decision !== undefined && Object.hasOwn(decision.options, back)) {
      const [what, how] = [this.decision(front), this.option(front, back)];
      return { en: `When the decision on ${what} is ${how}`, fr: `Quand la décision ${what} est ${how}` }[
        this.language
      ];
    }
    if (Object.hasOwn(this.protocol.duties, front))
      return own(DUTY_EVENTS, back)?.[this.language](this.duty(front));
    return own(MESSAGE_EVENTS, back)?.[this.language](this.message(front));
  }

  /** A wait's name with its usual length, where the protocol gives one. */
  wait(name: string): string {
    const delay = own(this.protocol.delays, name);
    if (delay === undefined) {
      const built = own(BUILT_IN_WAITS, name);
      return built === undefined ? this.waitName(name) : this.enclose(built[this.language]);
    }
    const { law } = delay;
    const length = law.kind === "never" ? "" : ` (${this.law(law, "short")})`;
    return this.waitName(name) + this.tidy(length);
  }

  /** A waiting time's law; short: its usual length only. */
  law(law: DelayLaw, how: "short" | "full"): string {
    const span = (ms: number) => saySpan(ms, this.language);
    const number = (value: number) => sayNumber(value, this.language);
    const about = { en: "about", fr: "environ" }[this.language];
    switch (law.kind) {
      case "never":
        return { en: "never", fr: "jamais" }[this.language];
      case "fixed":
        return span(law.value);
      case "exponential":
        if (how === "short") return `${about} ${span(law.mean)}`;
        return {
          en: `${span(law.mean)} on average, any moment as likely as the next (exponential)`,
          fr: `${span(law.mean)} en moyenne, chaque instant aussi probable que le suivant (exponentielle)`,
        }[this.language];
      case "gamma":
        if (how === "short") return `${about} ${span(law.mean)}`;
        return {
          en: `${span(law.mean)} on average (gamma, shape ${number(law.shape)})`,
          fr: `${span(law.mean)} en moyenne (gamma, forme ${number(law.shape)})`,
        }[this.language];
      case "lognormal":
        if (how === "short") return `${about} ${span(law.median)}`;
        return {
          en: `half of them up to ${span(law.median)} (lognormal, sigma ${number(law.sigma)})`,
          fr: `la moitié jusqu’à ${span(law.median)} (log-normale, sigma ${number(law.sigma)})`,
        }[this.language];
      case "shifted":
        return {
          en: `${span(law.by)} and then ${this.law(law.then, how)}`,
          fr: `${span(law.by)} puis ${this.law(law.then, how)}`,
        }[this.language];
      case "empirical": {
        const all = law.values.map(span);
        const list = how === "short" && all.length > 3 ? [all[0], "…", all[all.length - 1]] : all;
        return `${{ en: "one of", fr: "l’une de" }[this.language]} ${list.join(", ")}`;
      }
      default:
        return law satisfies never;
    }
  }

  delay(delay: Delay): string {
    return (
      this.law(delay.law, "full") + this.bracket(this.origin(delay.mark, (ms) => saySpan(ms, this.language)))
    );
  }

  quantity({ value, mark }: Quantity, say: (value: number) => string): string {
    return say(value) + this.bracket(this.origin(mark, say));
  }

  private origin(mark: Mark, say: (value: number) => string): string {
    if (this.detail === "none" || mark.kind === "unmarked") return "";
    if (mark.kind === "sourced") return saySource(mark.source, this.language, this.detail);
    return sayAssumed(say(mark.low), say(mark.high), mark.because[this.language], this.language, this.detail);
  }

  private bracket(text: string): string {
    return text === "" ? "" : this.tidy(` [${text}]`);
  }

  /** "[read in …]", "[assumed]"; nothing where the part has no mark of its own. */
  mark(mark: MachineMark | undefined): string {
    if (mark === undefined) return "";
    const { mark: name, source } = typeof mark === "string" ? { mark, source: undefined } : mark;
    const word = own<Words>(MARK_WORDS, name)?.[this.language] ?? name;
    if (source === undefined) return this.bracket(word);
    return this.bracket(`${word} ${{ en: "in", fr: "dans" }[this.language]} ${source}`);
  }

  guard(guard: unknown): string {
    const call = guard as GuardCall;
    if (typeof call === "string") return this.phrase(GUARD_PHRASES, call, undefined);
    if ("not" in call) {
      const inside = this.guard(call.not);
      return { en: `it is not so that ${inside}`, fr: `il n’est pas vrai que ${inside}` }[this.language];
    }
    if ("and" in call)
      return this.join(
        call.and.map((each) => this.nested(each)),
        { en: "and", fr: "et" },
      );
    if ("or" in call) {
      const inside = this.join(
        call.or.map((each) => this.nested(each)),
        { en: "or", fr: "ou" },
      );
      return inside;
    }
    return this.phrase(GUARD_PHRASES, call.type, call.params);
  }

  /** A combination inside a combination stands in brackets. */
  private nested(guard: GuardCall): string {
    const inside = this.guard(guard);
    const isMany =
      typeof guard === "object" &&
      ("and" in guard ||
        "or" in guard ||
        ("type" in guard && (guard.type === "all" || guard.type === "any")));
    return isMany ? `(${inside})` : inside;
  }

  effect(action: ActionCall): string {
    if (typeof action === "string") return this.phrase(EFFECT_PHRASES, action, undefined);
    if ("raise" in action) {
      const name = this.quote(action.raise);
      return { en: `tells itself ${name}`, fr: `se signale ${name}` }[this.language];
    }
    return this.phrase(EFFECT_PHRASES, action.type, action.params);
  }

  private phrase(table: Readonly<Record<string, Phrase>>, name: string, params: unknown): string {
    const phrase = own(table, name);
    if (phrase === undefined) return this.quote(name);
    return this.tidy(phrase[this.language](new Given(params, this.language, this.detail), this));
  }

  effects(actions: readonly ActionCall[]): string {
    return this.join(
      actions.map((each) => this.effect(each)),
      { en: "and", fr: "et" },
    );
  }

  /** A transition as the label of an arrow. */
  label({ trigger, guard, actions, mark }: ChartTransition): string {
    const asked = guard === undefined ? "" : ` [${this.guard(guard)}]`;
    const done = actions.length === 0 ? "" : ` / ${this.effects(actions)}`;
    return this.trigger(trigger) + asked + done + this.mark(mark);
  }
}

/** Waits that the world itself draws, as titles. */
const BUILT_IN_WAITS: Readonly<Record<string, Words>> = {
  userReport: { en: "until a user reports it", fr: "jusqu’au signalement d’un utilisateur" },
  platformScan: {
    en: "until the service’s own search finds it",
    fr: "jusqu’à ce que la recherche du service le trouve",
  },
};

export const BUILT_IN_WAIT_NAMES: readonly string[] = Object.keys(BUILT_IN_WAITS);
