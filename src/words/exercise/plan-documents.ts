import type { ExerciseFile, MselRow, Scenario, Text } from "../../model/index.ts";
import { type Language, tidy, type Words } from "../language.ts";
import { INJECT_KIND_WORDS, METHOD_WORDS } from "../msel.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import { sayBinding } from "../vocabulary.ts";
import { type DocumentBlock, type ExerciseDocument, markOf, sayExerciseTime } from "./document.ts";
import { overviewFields } from "./overview.ts";
import { RATING_WORDS } from "./terms.ts";

/**
 * Documents for before the day, from the exercise's file: the situation manual for all, the handbook for control and
 * evaluators, and a brief for each seat. What a reader must not know before it comes is not in theirs: no row of the list of
 * events, no expected action, no other seat's brief, and in none of them the seed.
 */
export interface PlanSource {
  readonly file: ExerciseFile;
  readonly scenario: Scenario;
}

export function situationManual({ file, scenario }: PlanSource, language: Language): ExerciseDocument {
  const plan = new PlanTeller(file, scenario, language);
  return plan.document(
    {
      en: "Situation Manual (SitMan) · each module is handed out when its move begins",
      fr: "Manuel de situation (SitMan) · chaque module est remis au début de sa phase",
    },
    [
      ...plan.agenda(),
      plan.heading({ en: "Exercise overview", fr: "Présentation de l’exercice" }),
      plan.overview([]),
      plan.heading({ en: "General information", fr: "Informations générales" }),
      ...plan.general(),
      ...plan.modules(),
      plan.heading({ en: "Appendix: seats and protocols", fr: "Annexe : postes et protocoles" }),
      plan.seats(),
      ...plan.protocols(),
    ],
  );
}

export function controllerHandbook({ file, scenario }: PlanSource, language: Language): ExerciseDocument {
  const plan = new PlanTeller(file, scenario, language);
  const story = [scenario.title, scenario.story].flatMap((each) =>
    each === undefined ? [] : [each[language]],
  );
  return plan.document(
    {
      en: "Controller and evaluator handbook · never for players",
      fr: "Guide de l’animation et de l’évaluation · jamais pour les joueurs",
    },
    [
      plan.heading({ en: "Exercise overview", fr: "Présentation de l’exercice" }),
      plan.overview(story),
      plan.heading({ en: "Assignments", fr: "Affectations" }),
      ...plan.briefs(),
      plan.heading({ en: "Duties of controllers", fr: "Tâches de l’animation" }),
      ...plan.controllers(),
      plan.heading({ en: "Duties of evaluators", fr: "Tâches des évaluateurs" }),
      ...plan.evaluators(),
      plan.heading({ en: "Notes for the facilitator", fr: "Notes pour qui anime le débat" }),
      plan.plain(file.notes.facilitator),
      ...plan.modules(),
      plan.heading({ en: "List of events (MSEL)", fr: "Chronogramme (MSEL)" }),
      ...plan.rows(),
      plan.heading({ en: "Exercise evaluation guide (EEG)", fr: "Guide d’évaluation (EEG)" }),
      ...plan.guides(),
      plan.heading({ en: "Assumptions and artificialities", fr: "Hypothèses et artifices" }),
      ...plan.artificialities(),
      plan.heading({ en: "Debriefs", fr: "RETEX" }),
      ...plan.debriefs(),
    ],
  );
}

/** For the people of one seat. @throws RangeError for a seat that the file does not have */
export function playerBrief(
  { file, scenario }: PlanSource,
  seat: string,
  language: Language,
): ExerciseDocument {
  const own = file.seats.find(({ id }) => id === seat);
  if (own === undefined) throw new RangeError(`words/unknown_seat: ${seat}`);
  const plan = new PlanTeller(file, scenario, language);
  return plan.document(
    {
      en: `Player brief · ${own.title.en}`,
      fr: `Consignes du joueur · ${own.title.fr}`,
    },
    [
      plan.heading({ en: "Your part", fr: "Votre rôle" }),
      {
        kind: "fields",
        caption: plan.say({ en: "Your part", fr: "Votre rôle" }),
        rows: [
          [plan.say({ en: "Seat", fr: "Poste" }), own.title[language]],
          [plan.say({ en: "You act for", fr: "Vous agissez pour" }), plan.who(own.actor)],
          [plan.say({ en: "Brief", fr: "Consignes" }), own.brief[language]],
        ],
      },
      plan.heading({ en: "How you play", fr: "Comment vous jouez" }),
      ...plan.howToPlay(),
      plan.heading({ en: "Exercise overview", fr: "Présentation de l’exercice" }),
      plan.overview([]),
      plan.heading({ en: "Ground rules", fr: "Règles du jeu" }),
      plan.rules(),
      plan.heading({ en: "Assumptions and artificialities", fr: "Hypothèses et artifices" }),
      ...plan.artificialities(),
      plan.heading({ en: "Protocols in play", fr: "Protocoles en jeu" }),
      ...plan.protocols(),
    ],
  );
}

const RULES: readonly Words[] = [
  {
    en: "There is no fault: what is tried here is the protocol, not you.",
    fr: "Il n’y a pas de faute : c’est le protocole qui est mis à l’épreuve, pas vous.",
  },
  {
    en: "Do not fight the scenario: take what it says as so.",
    fr: "Ne contestez pas le scénario : prenez pour vrai ce qu’il dit.",
  },
  {
    en: "No real calls, mails or posts: everything goes through the seat’s page. Nothing leaves it.",
    fr: "Aucun appel, courriel ni message réel : tout passe par la page du poste. Rien n’en sort.",
  },
  {
    en: "First and last words of every message: EXERCISE EXERCISE EXERCISE.",
    fr: "Premiers et derniers mots de tout message : EXERCICE EXERCICE EXERCICE.",
  },
  {
    en: "NO DUFF stops everything for a real emergency. Everybody may say it; only the director lets play go on.",
    fr: "HORS EXERCICE arrête tout pour une urgence réelle. Chacun peut le dire ; seule la direction relance.",
  },
  {
    en: "You may step out at any time without giving a reason; the model takes your seat.",
    fr: "Vous pouvez sortir à tout moment sans donner de raison ; le modèle prend votre poste.",
  },
];

const HOW: readonly Words[] = [
  {
    en: "Your page shows what your actor knows, and nothing else. Others know other things.",
    fr: "Votre page montre ce que votre acteur sait, et rien d’autre. Les autres savent autre chose.",
  },
  {
    en: "When the protocol asks your actor for a decision, its options and the time left stand there. Say why: the reason goes into the report.",
    fr: "Quand le protocole demande une décision à votre acteur, ses options et le temps restant s’affichent. Dites pourquoi : la raison figure au rapport.",
  },
  {
    en: "When time runs out the default acts and says so.",
    fr: "Quand le temps est écoulé, la règle par défaut s’applique et le dit.",
  },
  {
    en: "“Something else” goes to control when no option fits. It is reported as outside the protocol.",
    fr: "« Autre chose » va à l’animation quand aucune option ne convient. C’est rapporté comme hors protocole.",
  },
];

const AGENDA: readonly Words[] = [
  { en: "Registration", fr: "Accueil" },
  { en: "Welcome and participant briefing", fr: "Ouverture et consignes" },
];

const ROLES: readonly Words[] = [
  {
    en: "Players act for the actor of their seat.",
    fr: "Les joueurs agissent pour l’acteur de leur poste.",
  },
  {
    en: "Controllers bring up events, play who is absent and watch over safety.",
    fr: "L’animation amène les événements, joue les absents et veille à la sécurité.",
  },
  { en: "The facilitator leads the discussion.", fr: "L’animateur du débat mène la discussion." },
  {
    en: "Evaluators write down what they see and do not prompt.",
    fr: "Les évaluateurs notent ce qu’ils voient sans souffler.",
  },
  {
    en: "Observers watch what control releases.",
    fr: "Les observateurs voient ce que l’animation montre.",
  },
  {
    en: "The exercise director has overall authority and may stop the run.",
    fr: "La direction de l’exercice a toute autorité et peut l’arrêter.",
  },
];

const CONTROLLERS: readonly Words[] = [
  {
    en: "Send, hold or skip rows; holding and skipping ask for a reason, which stands in the report.",
    fr: "Envoyez, retenez ou écartez les lignes ; retenir et écarter demandent une raison, qui figure au rapport.",
  },
  {
    en: "Rule on free actions: no effect, a message, or an effect in the model.",
    fr: "Statuez sur les actions libres : sans effet, un message, ou un effet dans le modèle.",
  },
  {
    en: "Speak and decide only for actors that the model plays.",
    fr: "Ne parlez et ne décidez que pour les acteurs joués par le modèle.",
  },
  {
    en: "NO DUFF: everything stops; only the director lets it go on.",
    fr: "HORS EXERCICE : tout s’arrête ; seule la direction relance.",
  },
];

const EVALUATORS: readonly Words[] = [
  {
    en: "Write down facts with the moment, the row or the task; findings speak of the protocol.",
    fr: "Notez des faits avec le moment, la ligne ou la tâche ; les constats portent sur le protocole.",
  },
  {
    en: "Give letters yourself; nothing is averaged or worked out. Name the entries that a letter rests on.",
    fr: "Donnez les lettres vous-même ; rien n’est moyenné ni calculé. Citez les entrées qui les fondent.",
  },
];

const DEBRIEFS: readonly Words[] = [
  {
    en: "Hot wash right after ENDEX: each organisation in turn; what went well, what did not, what to change; 30 to 45 minutes.",
    fr: "RETEX à chaud dès FINEX : chaque organisation à son tour ; ce qui a marché, ce qui n’a pas marché, que changer ; 30 à 45 minutes.",
  },
  {
    en: "Debrief of control and evaluators, then the draft report, then the after-action meeting two to four weeks later.",
    fr: "RETEX de l’animation et des évaluateurs, puis projet de rapport, puis réunion de RETEX à froid deux à quatre semaines après.",
  },
];

/** A file in one language. */
class PlanTeller {
  private readonly file: ExerciseFile;
  private readonly scenario: Scenario;
  private readonly language: Language;

  constructor(file: ExerciseFile, scenario: Scenario, language: Language) {
    this.file = file;
    this.scenario = scenario;
    this.language = language;
  }

  document(subtitle: Words, blocks: readonly DocumentBlock[]): ExerciseDocument {
    const { file, language } = this;
    return {
      language,
      mark: markOf(file.marking[language], language),
      title: file.title[language],
      subtitle: this.say(subtitle),
      notices: [
        this.say({
          en: "An exercise: nothing in it happened. Services, authorities and addresses are invented.",
          fr: "Un exercice : rien de ceci n’a eu lieu. Services, autorités et adresses sont inventés.",
        }),
        this.say(
          file.namesPersons
            ? {
                en: "The report of this exercise names persons.",
                fr: "Le rapport de cet exercice nomme des personnes.",
              }
            : {
                en: "The report of this exercise names seats, not persons.",
                fr: "Le rapport de cet exercice nomme des postes, non des personnes.",
              },
        ),
        this.say({
          en: `Names and what is typed are kept for ${sayNumber(file.retentionDays, "en")} days after the end.`,
          fr: `Noms et textes saisis sont conservés ${sayNumber(file.retentionDays, "fr")} jours après la fin.`,
        }),
      ],
      blocks,
    };
  }

  say(words: Words): string {
    return tidy(words[this.language], this.language);
  }

  heading(words: Words, level: 1 | 2 | 3 = 1): DocumentBlock {
    return { kind: "heading", level, text: this.say(words) };
  }

  plain(text: Text): DocumentBlock {
    return { kind: "paragraph", text: text[this.language] };
  }

  private list(words: readonly Words[]): DocumentBlock {
    return { kind: "list", items: words.map((each) => this.say(each)) };
  }

  private clock(at: number | undefined): string {
    return at === undefined ? "–" : sayExerciseTime(at, this.language);
  }

  who(actor: string): string {
    const { actors, platforms } = this.scenario;
    const party = Object.hasOwn(actors, actor) ? actors[actor] : platforms[actor];
    return party?.title?.[this.language] ?? actor;
  }

  overview(scenario: readonly string[]): DocumentBlock {
    const told =
      scenario.length > 0
        ? scenario
        : [this.say({ en: "Told when the exercise begins.", fr: "Donné au début de l’exercice." })];
    return {
      kind: "fields",
      caption: this.say({ en: "Exercise overview", fr: "Présentation de l’exercice" }),
      rows: overviewFields(this.file, this.language, { scenario: told }),
    };
  }

  agenda(): readonly DocumentBlock[] {
    const { moves } = this.file;
    const module = (number: number) => this.say({ en: `Module ${number}`, fr: `Module ${number}` });
    const items = [
      ...AGENDA.map((each) => this.say(each)),
      ...moves.flatMap(({ number }, place) =>
        place === 0 ? [module(number)] : [this.say({ en: "Break", fr: "Pause" }), module(number)],
      ),
      this.say({ en: "Hot wash", fr: "RETEX à chaud" }),
    ];
    return [
      this.heading({ en: "Agenda", fr: "Ordre du jour" }),
      { kind: "list", items, isNumbered: true },
      {
        kind: "paragraph",
        text: this.say({ en: "Times are approximate.", fr: "Les horaires sont approximatifs." }),
      },
    ];
  }

  general(): readonly DocumentBlock[] {
    const { file, language } = this;
    return [
      this.heading({ en: "Objectives and capabilities", fr: "Objectifs et capacités" }, 2),
      {
        kind: "list",
        items: file.objectives.map(({ text, capability }) => `${capability[language]}: ${text[language]}`),
      },
      this.heading({ en: "Roles", fr: "Rôles" }, 2),
      this.list(ROLES),
      this.heading({ en: "Guidelines", fr: "Règles du jeu" }, 2),
      this.rules(),
      this.heading({ en: "Assumptions and artificialities", fr: "Hypothèses et artifices" }, 2),
      ...this.artificialities(),
      this.heading({ en: "Evaluation", fr: "Évaluation" }, 2),
      {
        kind: "paragraph",
        text: this.say({
          en: "Evaluators rate targets and tasks with letters P, S, M and U. The findings speak of the protocol, not of people.",
          fr: "Les évaluateurs notent cibles et tâches par les lettres P, S, M et U. Les constats portent sur le protocole, non sur des personnes.",
        }),
      },
    ];
  }

  rules(): DocumentBlock {
    return this.list(RULES);
  }

  howToPlay(): readonly DocumentBlock[] {
    const { file, language } = this;
    const items = HOW.map((each) => this.say(each));
    if (file.patience > 0) {
      const span = saySpan(file.patience, language);
      items.push(
        this.say({
          en: `You have at least ${span} of exercise time for a decision.`,
          fr: `Vous avez au moins ${span} de temps d’exercice pour une décision.`,
        }),
      );
    }
    return [{ kind: "list", items }];
  }

  artificialities(): readonly DocumentBlock[] {
    const { artificialities } = this.file;
    if (artificialities.length === 0)
      return [{ kind: "paragraph", text: this.say({ en: "None is named.", fr: "Aucun n’est nommé." }) }];
    return [{ kind: "list", items: artificialities.map((each) => each[this.language]) }];
  }

  modules(): readonly DocumentBlock[] {
    const { moves } = this.file;
    const { language } = this;
    return moves.flatMap(({ number, title, at, situation, questions }): readonly DocumentBlock[] => [
      {
        kind: "heading",
        level: 1,
        text: `${this.say({ en: `Module ${number}:`, fr: `Module ${number} :` })} ${title[language]}`,
      },
      {
        kind: "paragraph",
        text: `${this.say({ en: "Begins at", fr: "Commence à" })} ${this.clock(at)}`,
        isQuiet: true,
      },
      this.plain(situation),
      ...(questions.length === 0
        ? []
        : [
            this.heading({ en: "Questions", fr: "Questions" }, 2),
            { kind: "list", items: questions.map((each) => each[language]), isNumbered: true } as const,
          ]),
    ]);
  }

  seats(): DocumentBlock {
    return {
      kind: "table",
      caption: this.say({ en: "Seats", fr: "Postes" }),
      columns: [this.say({ en: "Seat", fr: "Poste" }), this.say({ en: "Actor", fr: "Acteur" })],
      rows: this.file.seats.map(({ title, actor }) => [title[this.language], this.who(actor)]),
    };
  }

  protocols(): readonly DocumentBlock[] {
    const { language } = this;
    const items = this.scenario.protocols.map(
      ({ title, version, binding }) => `${title[language]} (${version}; ${sayBinding(binding, language)})`,
    );
    return items.length === 0 ? [] : [{ kind: "list", items }];
  }

  briefs(): readonly DocumentBlock[] {
    const { language } = this;
    return [
      {
        kind: "table",
        caption: this.say({ en: "Seats and their briefs", fr: "Postes et leurs consignes" }),
        columns: [
          this.say({ en: "Seat", fr: "Poste" }),
          this.say({ en: "Actor", fr: "Acteur" }),
          this.say({ en: "Brief", fr: "Consignes" }),
        ],
        rows: this.file.seats.map(({ title, actor, brief }) => [
          title[language],
          this.who(actor),
          brief[language],
        ]),
      },
    ];
  }

  controllers(): readonly DocumentBlock[] {
    return [this.list(CONTROLLERS), this.plain(this.file.notes.controller)];
  }

  evaluators(): readonly DocumentBlock[] {
    return [this.list(EVALUATORS), this.plain(this.file.notes.evaluator)];
  }

  debriefs(): readonly DocumentBlock[] {
    return [this.list(DEBRIEFS)];
  }

  rows(): readonly DocumentBlock[] {
    const { language } = this;
    const rows = [...this.file.rows].sort(
      (a, b) => (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER),
    );
    const text = (given: Text | undefined) => given?.[language] ?? "";
    const to = (row: MselRow) =>
      row.to.length === 0
        ? this.say({ en: "everybody", fr: "tous" })
        : row.to.map((each) => this.who(each)).join(", ");
    const expected = ({ expects }: MselRow) => {
      if (expects === undefined) return "";
      const within =
        expects.within === undefined
          ? ""
          : ` (${this.say({ en: "within", fr: "dans un délai de" })} ${saySpan(expects.within, language)})`;
      return expects.text[language] + within;
    };
    return [
      {
        kind: "table",
        caption: this.say({ en: "List of events", fr: "Chronogramme" }),
        columns: [
          this.say({ en: "No.", fr: "N°" }),
          this.say({ en: "Time", fr: "Heure" }),
          this.say({ en: "Kind; method", fr: "Nature ; moyen" }),
          this.say({ en: "From → to", fr: "De → à" }),
          this.say({ en: "Event", fr: "Événement" }),
          this.say({ en: "Expected action", fr: "Action attendue" }),
          this.say({ en: "Controller", fr: "Animateur" }),
          this.say({ en: "Notes", fr: "Notes" }),
        ],
        rows: rows.map((row) => [
          row.number,
          this.clock(row.at),
          `${this.say(INJECT_KIND_WORDS[row.kind])}\n${this.say(METHOD_WORDS[row.method])}`,
          `${row.from?.[language] ?? "–"} → ${to(row)}`,
          [text(row.title), text(row.subject), text(row.text)].filter((each) => each !== "").join("\n"),
          expected(row),
          row.controller ?? "",
          [text(row.notesController), text(row.notesEvaluator)].filter((each) => each !== "").join("\n"),
        ]),
      },
    ];
  }

  guides(): readonly DocumentBlock[] {
    const { language } = this;
    const letters = (["P", "S", "M", "U"] as const)
      .map((letter) => `${letter}: ${this.say(RATING_WORDS[letter])}`)
      .join("; ");
    return [
      { kind: "paragraph", text: letters },
      ...this.file.objectives.flatMap((objective): readonly DocumentBlock[] => [
        { kind: "heading", level: 2, text: objective.capability[language] },
        this.plain(objective.text),
        {
          kind: "table",
          caption: this.say({ en: "Targets and critical tasks", fr: "Cibles et tâches critiques" }),
          columns: [
            this.say({ en: "Target / critical task", fr: "Cible / tâche critique" }),
            this.say({ en: "Source", fr: "Source" }),
            this.say({ en: "Notes and explanation", fr: "Notes et explication" }),
            this.say({ en: "Rating", fr: "Notation" }),
          ],
          rows: objective.targets.flatMap((target) => [
            [target.text[language], "", "", ""],
            ...target.tasks.map((task) => [`– ${task.text[language]}`, task.source[language], "", ""]),
          ]),
        },
      ]),
    ];
  }
}
