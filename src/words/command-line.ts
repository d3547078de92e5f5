import { type Language, type Sentence, tidy, type Words } from "./language.ts";
import { sayNumber } from "./numbers.ts";

/** What the command line says of itself and of what went wrong. */

export const HELP = {
  program: {
    en: "Golden Hour simulates harmful-content crisis protocols: replay, compare and exercise them against their deadlines.",
    fr: "Golden Hour simule les protocoles de crise face aux contenus préjudiciables : les rejouer, les comparer, s’y exercer.",
  },
  run: {
    en: "Replay one scenario under its protocols, minute by minute.",
    fr: "Rejouer un scénario sous ses protocoles, minute par minute.",
  },
  compare: {
    en: "Compare variants of a scenario over many replications: which is better, by how much, how sure.",
    fr: "Comparer des variantes d’un scénario sur de nombreuses réplications : laquelle vaut mieux, de combien, avec quelle certitude.",
  },
  serve: {
    en: "Serve the product’s pages and its API, on this machine only unless told otherwise.",
    fr: "Servir les pages du produit et son API, sur cette seule machine sauf indication contraire.",
  },
  port: {
    en: "where to listen (PORT); 0 for any that is free",
    fr: "où écouter (PORT) ; 0 pour tout port libre",
  },
  host: {
    en: "address to listen at (HOST); on another than this machine’s own, a token is demanded",
    fr: "adresse où écouter (HOST) ; au-delà de cette machine, un jeton est exigé",
  },
  allowHost: {
    en: "names under which it may be called, with commas between them",
    fr: "noms sous lesquels il peut être appelé, séparés par des virgules",
  },
  variants: {
    en: "ids of variants with commas between them; if not given, those that the scenario compares first, or its first three by id",
    fr: "identifiants de variantes séparés par des virgules ; par défaut, celles que le scénario compare d’abord, ou ses trois premières par identifiant",
  },
  baseline: { en: "what they are compared with", fr: "ce à quoi elles sont comparées" },
  compareReplications: {
    en: "replications of each variant; with --precision the most; with --assumptions vary, draws of what is assumed",
    fr: "réplications de chaque variante ; au plus, avec --precision ; avec --assumptions vary, tirages de ce qui est supposé",
  },
  precision: {
    en: "stop when half of each headline interval is at most this share of the larger mean",
    fr: "s’arrêter quand la moitié de chaque intervalle principal est au plus cette part de la plus grande moyenne",
  },
  compareAssumptions: {
    en: "fixed: at the assumed values; vary: all assumed numbers drawn from their ranges",
    fr: "fixed : aux valeurs supposées ; vary : tous les nombres supposés tirés de leurs intervalles",
  },
  scale: {
    en: "part of the copies that is simulated, above 0 and up to 1; each then counts for more",
    fr: "part des copies simulées, au-dessus de 0 et jusqu’à 1 ; chacune compte alors pour davantage",
  },
  assume: {
    en: "an assumed number at another value within its range, named as compare and run list it; durations as PT10M or in milliseconds; may be given again",
    fr: "un nombre supposé à une autre valeur de son intervalle, nommé comme le font compare et run ; durées telles que PT10M ou en millisecondes ; répétable",
  },
  backend: {
    en: "where replications run: inline, threads, or bullmq (workers, by REDIS_URL)",
    fr: "où jouer les réplications : inline, threads, ou bullmq (ouvriers, par REDIS_URL)",
  },
  chunk: {
    en: "replications in a piece of work; about a second’s worth if not given",
    fr: "réplications par lot ; environ une seconde de travail par défaut",
  },
  sensitivity: {
    en: "replications at each end of every assumed range, one at a time; without it, for a report, 2 of each and 30 of the 12 that move most",
    fr: "réplications à chaque extrémité de chaque intervalle supposé, un à la fois ; sans elle, pour un rapport, 2 de chaque et 30 des 12 qui comptent le plus",
  },
  csv: {
    en: "write every replication to this file, as CSV",
    fr: "écrire chaque réplication dans ce fichier, en CSV",
  },
  reportPage: {
    en: "write a report to this file: one HTML page that needs no network",
    fr: "écrire un rapport dans ce fichier : une page HTML qui se passe de réseau",
  },
  xlsx: {
    en: "write the comparison’s tables to this file, as a workbook (XLSX)",
    fr: "écrire les tableaux de la comparaison dans ce fichier, en classeur (XLSX)",
  },
  brief: {
    en: "write a brief of two pages to this file, in the language asked for (DOCX)",
    fr: "écrire une note de deux pages dans ce fichier, dans la langue demandée (DOCX)",
  },
  runReport: {
    en: "write the run to this file: one HTML page that needs no network",
    fr: "écrire le passage dans ce fichier : une page HTML qui se passe de réseau",
  },
  runXlsx: {
    en: "write the run’s tables to this file, as a workbook (XLSX)",
    fr: "écrire les tableaux du passage dans ce fichier, en classeur (XLSX)",
  },
  check: {
    en: "Say everything that is wrong with scenario and protocol files.",
    fr: "Dire tout ce qui ne va pas dans des fichiers de scénario et de protocole.",
  },
  coverage: {
    en: "Say which states, transitions and guards of a scenario’s protocols no run has ever used.",
    fr: "Dire quels états, transitions et gardes des protocoles d’un scénario n’ont jamais servi dans aucune réplication.",
  },
  coverageSeeds: {
    en: "seeds to run under each variant",
    fr: "graines à jouer sous chaque variante",
  },
  coverageVariant: {
    en: "ids of variants with commas between them; all of the scenario if not given",
    fr: "identifiants de variantes séparés par des virgules ; par défaut, toutes celles du scénario",
  },
  rehearse: {
    en: "Play an exercise that nobody is in, at the model’s pace and at that of people who take all their time: how long it takes, how much comes to each seat and what waits there, which rows collide, find a seat busy or never come.",
    fr: "Jouer un exercice sans personne, au rythme du modèle et à celui de gens qui prennent tout leur temps : sa durée, ce qui arrive à chaque poste et ce qui y attend, quelles lignes se rencontrent, trouvent un poste occupé ou ne viennent jamais.",
  },
  exercise: {
    en: "a shipped exercise (golden-hour list shows them) or the path of one",
    fr: "un exercice fourni (golden-hour list les montre) ou le chemin d’un exercice",
  },
  rehearsals: {
    en: "how often it is played",
    fr: "combien de fois il est joué",
  },
  rehearsalSeed: {
    en: "seed of the runs; the exercise’s own if not given, or 1",
    fr: "graine des passages ; par défaut celle de l’exercice, ou 1",
  },
  story: {
    en: "with each finding, the run that shows it, step by step",
    fr: "avec chaque constat, le déroulement qui le montre, pas à pas",
  },
  replay: {
    en: "instead of looking for faults: play the runs of this file (what check --json wrote) again on these files, and say whether each goes as told",
    fr: "au lieu de chercher des défauts : rejouer sur ces fichiers les déroulements de ce fichier (écrit par check --json) et dire si chacun se passe comme annoncé",
  },
  new: {
    en: "Write a commented scenario to begin with.",
    fr: "Écrire un scénario commenté pour commencer.",
  },
  newFile: {
    en: "the file to write, such as my-scenario.yaml; one that is there is not replaced",
    fr: "le fichier à écrire, par exemple mon-scenario.yaml ; un fichier existant n’est pas remplacé",
  },
  hindcast: {
    en: "Hold simulated figures against those reported of a real incident.",
    fr: "Confronter les chiffres simulés à ceux rapportés d’un incident réel.",
  },
  schema: {
    en: "Print the JSON Schema of scenario files, for editors.",
    fr: "Imprimer le schéma JSON des fichiers de scénario, pour les éditeurs.",
  },
  list: {
    en: "List the scenarios, models of governance, protocols and platform profiles that came with the program.",
    fr: "Lister les scénarios, modèles de gouvernance, protocoles et profils de plateformes fournis.",
  },
  listModels: {
    en: "the parameters of the models of governance, side by side, each with its source or range",
    fr: "les paramètres des modèles de gouvernance, côte à côte, chacun avec sa source ou son intervalle",
  },
  export: {
    en: "Write a protocol as a diagram, for another tool, or in plain sentences.",
    fr: "Écrire un protocole en diagramme, pour un autre outil, ou en phrases.",
  },
  diff: {
    en: "Say in words what differs between two protocols. The exit code is 0 whether they differ or not: to differ is no failure.",
    fr: "Dire en phrases ce qui diffère entre deux protocoles. Le code de sortie est 0 qu’ils diffèrent ou non : différer n’est pas un échec.",
  },
  exportWhatever: {
    en: "a log that run --log wrote, or a protocol: its id if it ships, or the path of your own file",
    fr: "un journal écrit par run --log, ou un protocole : son identifiant s’il est fourni, ou le chemin de votre fichier",
  },
  exportWhat: {
    en: "id of a shipped protocol, or path to your own file",
    fr: "identifiant d’un protocole fourni, ou chemin de votre fichier",
  },
  msel: {
    en: "Write an exercise’s list of events (MSEL) as a sheet, or read a team’s own.",
    fr: "Écrire le chronogramme d’un exercice en feuille de calcul, ou lire celui d’une équipe.",
  },
  mselExport: {
    en: "Write the list of events as CSV, XLSX or CEXF, marked as exercise.",
    fr: "Écrire le chronogramme en CSV, XLSX ou CEXF, marqué exercice.",
  },
  mselImport: {
    en: "Read a list of events (XLSX or CSV) and say what would come of it; nothing is written without --accept.",
    fr: "Lire un chronogramme (XLSX ou CSV) et dire ce qui en résulterait ; rien n’est écrit sans --accept.",
  },
  mselExercise: {
    en: "id of a shipped exercise, or path of its file",
    fr: "identifiant d’un exercice fourni, ou chemin de son fichier",
  },
  mselFile: { en: "sheet to read: XLSX or CSV", fr: "feuille à lire : XLSX ou CSV" },
  mselTo: {
    en: "csv, xlsx, or cexf (Common Exercise Format, JSON)",
    fr: "csv, xlsx, ou cexf (Common Exercise Format, JSON)",
  },
  mselAnswers: {
    en: "file of JSON with answers by the ids of the questions",
    fr: "fichier JSON des réponses, par identifiant de question",
  },
  mselAccept: {
    en: "write the exercise with these rows to this new file",
    fr: "écrire l’exercice avec ces lignes dans ce nouveau fichier",
  },
  exportTo: {
    en: "of a protocol: mermaid (a diagram), scxml (W3C), xstate (JSON for XState’s tools), text (plain sentences); of a log: cloudevents, ocel and xes (process mining; xes-orders and xes-items take an order or an item as the case), events (CSV), statements and statements-csv (DSA statements of reasons), orders and orders-html (removal orders, Annexes I to III), hashes (a hash list)",
    fr: "d’un protocole : mermaid (un diagramme), scxml (W3C), xstate (JSON pour les outils de XState), text (des phrases) ; d’un journal : cloudevents, ocel et xes (fouille de processus ; xes-orders et xes-items prennent pour cas une injonction ou un contenu), events (CSV), statements et statements-csv (exposés des motifs du DSA), orders et orders-html (injonctions de retrait, annexes I à III), hashes (une liste d’empreintes)",
  },
  exportRole: {
    en: "one role only; item or hash for the life of a copy or of a hash",
    fr: "un seul rôle ; item ou hash pour la vie d’une copie ou d’une empreinte",
  },
  report: {
    en: "Write a document of an exercise: the after-action report of a record, or the manual, handbook and briefs of a file.",
    fr: "Écrire un document d’exercice : le retour d’expérience d’un registre, ou le manuel, le guide et les consignes d’un fichier.",
  },
  reportOf: {
    en: "a record that the server handed out, or an exercise: the id of a shipped one or a file",
    fr: "un registre remis par le serveur, ou un exercice : l’identifiant d’un exercice fourni ou un fichier",
  },
  reportTo: {
    en: "docx, html or md (Markdown)",
    fr: "docx, html ou md (Markdown)",
  },
  reportDocument: {
    en: "report (after-action report), manual (situation manual), handbook (for control and evaluators only), brief (of one seat)",
    fr: "report (retour d’expérience), manual (manuel de situation), handbook (pour l’animation et l’évaluation seules), brief (consignes d’un poste)",
  },
  reportSeat: {
    en: "the seat whose brief it is",
    fr: "le poste dont ce sont les consignes",
  },
  exportOut: {
    en: "write to this file instead of printing",
    fr: "écrire dans ce fichier au lieu d’imprimer",
  },
  exportJson: {
    en: "JSON with the content and a list of what the format could not keep",
    fr: "JSON avec le contenu et la liste de ce que le format ne garde pas",
  },
  worker: {
    en: "Run replications for comparisons anywhere, through the Redis that REDIS_URL names.",
    fr: "Jouer des réplications pour des comparaisons lancées ailleurs, par le Redis que REDIS_URL désigne.",
  },
  concurrency: {
    en: "how many chunks to run at the same time; one for each core if not given",
    fr: "combien de lots jouer en même temps ; par défaut, un par cœur",
  },
  workerCheck: {
    en: "only check that a worker of this machine is connected (exit code 0)",
    fr: "vérifier seulement qu’un ouvrier de cette machine est connecté (code de sortie 0)",
  },
  help: { en: "Show this help.", fr: "Afficher cette aide." },
  version: { en: "Print the version.", fr: "Imprimer la version." },
  scenario: {
    en: "id of a shipped scenario, or path to your own file",
    fr: "identifiant d’un scénario fourni, ou chemin de votre fichier",
  },
  files: { en: "files or folders", fr: "fichiers ou dossiers" },
  variant: { en: "a variant of the scenario", fr: "une variante du scénario" },
  seed: { en: "seed of all chance, a whole number", fr: "graine de tout hasard, un nombre entier" },
  replication: { en: "which replication of the seed", fr: "quelle réplication de la graine" },
  replications: {
    en: "run so many, and say what they say together",
    fr: "en jouer autant, et dire ce qu’elles disent ensemble",
  },
  seeds: { en: "how many seeds to run", fr: "combien de graines jouer" },
  unusedSeeds: {
    en: "run each variant with so many seeds too, and name the parts of protocols that never took part",
    fr: "jouer aussi chaque variante avec autant de graines, et nommer les parties de protocoles qui n’ont jamais servi",
  },
  log: {
    en: "write every fact to this file, as JSON Lines",
    fr: "écrire chaque fait dans ce fichier, en JSON Lines",
  },
  schemaJson: {
    en: "the same: a schema is always printed as JSON",
    fr: "la même chose : un schéma est toujours imprimé en JSON",
  },
  json: { en: "print JSON for machines", fr: "imprimer du JSON pour les machines" },
  lang: { en: "language of what is printed: en or fr", fr: "langue de ce qui est imprimé : en ou fr" },
  assumptions: {
    en: "move all assumed numbers to one end: far-low or far-high",
    fr: "porter tous les nombres supposés à une extrémité : far-low ou far-high",
  },
  schemaOf: {
    en: "which language: scenario, protocol or library",
    fr: "quel langage : scenario, protocol ou library",
  },
} as const satisfies Record<string, Words>;

/** Where finished replications lie, how much room they may take, and how to be rid of them. */
export function sayKept(folder: string, bytes: number, language: Language): string {
  const size = sayNumber(bytes / 1_000_000, language);
  return tidy(
    {
      en: `Finished replications are kept in ${folder}, up to ${size} MB, those unused longest going first: GOLDEN_HOUR_DATA names another folder, GOLDEN_HOUR_KEEP_MB another size. Delete the folder to empty it, at any time: what is missing is run again. With --backend bullmq they are kept in Redis for a time.`,
      fr: `Les réplications jouées sont gardées dans ${folder}, jusqu’à ${size} Mo, les moins récemment utilisées partant les premières : GOLDEN_HOUR_DATA désigne un autre dossier, GOLDEN_HOUR_KEEP_MB une autre taille. Pour le vider, supprimez le dossier, à tout moment : ce qui manque est rejoué. Avec --backend bullmq, elles sont gardées un temps dans Redis.`,
    }[language],
    language,
  );
}

interface Said {
  readonly found: string;
  readonly nearest: string;
  readonly problem: string;
  /** largest number allowed, or every choice there is */
  readonly all: string;
}

const meant = (en: (nearest: string) => string, fr: (nearest: string) => string) => ({ en, fr });
const NEAREST = meant(
  (nearest) => (nearest === "" ? "" : ` Did you mean “${nearest}”?`),
  (nearest) => (nearest === "" ? "" : ` Vouliez-vous dire « ${nearest} » ?`),
);

/** What differs between a worker and the work. */
const DIFFERS = {
  engineVersion: { en: "engine version", fr: "version du moteur" },
  arithmetic: { en: "arithmetic of the machine", fr: "arithmétique de la machine" },
  measures: { en: "list of measures", fr: "liste des mesures" },
} as const satisfies Record<string, Words>;

const differs = (what: string, language: Language): string =>
  what in DIFFERS ? DIFFERS[what as keyof typeof DIFFERS][language] : what;

const REFUSED: Sentence<Pick<Said, "found" | "problem" | "nearest" | "all">> = {
  en: (d) => `worker ${d.found} has another ${differs(d.problem, "en")} (${d.all}, not ${d.nearest})`,
  fr: (d) => `l’ouvrier ${d.found} diffère par : ${differs(d.problem, "fr")} (${d.all}, et non ${d.nearest})`,
};

/** What a system says of a disk, by its code. */
const DISK: Readonly<Record<string, Words>> = {
  ENOENT: { en: "its folder does not exist", fr: "son dossier n’existe pas" },
  ENOTDIR: { en: "a part of the path is not a folder", fr: "une partie du chemin n’est pas un dossier" },
  EISDIR: { en: "it is a folder", fr: "c’est un dossier" },
  EACCES: { en: "this user may not write there", fr: "cet utilisateur n’a pas le droit d’y écrire" },
  EPERM: { en: "this user may not write there", fr: "cet utilisateur n’a pas le droit d’y écrire" },
  EROFS: { en: "the disk can only be read", fr: "le disque est en lecture seule" },
  ENOSPC: { en: "the disk is full", fr: "le disque est plein" },
  EDQUOT: { en: "the disk is full", fr: "le disque est plein" },
};

function ofDisk(code: string, language: Language): string {
  const known = DISK[code]?.[language];
  return code === "" ? "" : known === undefined ? ` (${code})` : ` (${known}, ${code})`;
}

const PROBLEMS = {
  "cli/unknown_command": {
    en: (d) =>
      `There is no command “${d.found}”.${NEAREST.en(d.nearest)} golden-hour --help shows those that there are.`,
    fr: (d) =>
      `Il n’y a pas de commande « ${d.found} ».${NEAREST.fr(d.nearest)} golden-hour --help montre celles qui existent.`,
  },
  "cli/command_missing": {
    en: (d) => `“${d.found}” is in the library, but what to do with it is missing: golden-hour ${d.problem}.`,
    fr: (d) =>
      `« ${d.found} » est dans la bibliothèque, mais il manque ce qu’il faut en faire : golden-hour ${d.problem}.`,
  },
  "cli/no_command": {
    en: (d) => `Name a command: ${d.all}. golden-hour --help explains them.`,
    fr: (d) => `Nommez une commande : ${d.all}. golden-hour --help les explique.`,
  },
  "cli/nothing_to_compare": {
    en: (d) => `There is nothing to compare with “${d.found}”: name other variants with --variants.`,
    fr: (d) => `Il n’y a rien à comparer avec « ${d.found} » : nommez d’autres variantes avec --variants.`,
  },
  "cli/not_a_share": {
    en: (d) => `${d.problem} takes a number above 0 and up to ${d.all}, not “${d.found}”.`,
    fr: (d) => `${d.problem} demande un nombre au-dessus de 0 et jusqu’à ${d.all}, et non « ${d.found} ».`,
  },
  "cli/not_a_list": {
    en: (d) => `${d.problem} takes ids with commas between them, not “${d.found}”.`,
    fr: (d) => `${d.problem} demande des identifiants séparés par des virgules, et non « ${d.found} ».`,
  },
  "cli/file_exists": {
    en: (d) => `${d.found} is there already and is not replaced: name another file.`,
    fr: (d) => `${d.found} existe déjà et n’est pas remplacé : nommez un autre fichier.`,
  },
  "cli/needs_out": {
    en: (d) => `${d.found} is no text that can be printed: name a file with --out.`,
    fr: (d) => `${d.found} n’est pas un texte à imprimer : nommez un fichier avec --out.`,
  },
  "cli/cell_too_long": {
    en: (d) => `Row ${d.found} has more in one cell than a workbook holds: write it as csv.`,
    fr: (d) => `La ligne ${d.found} a dans une cellule plus qu’un classeur n’en contient : écrivez en csv.`,
  },
  "cli/msel_refused": {
    en: (d) => `${d.found}: ${d.problem}`,
    fr: (d) => `${d.found} : ${d.problem}`,
  },
  "cli/not_answers": {
    en: (d) =>
      `${d.found} holds no answers: a table of question ids and texts, such as {"time-unit": "minutes"}.`,
    fr: (d) =>
      `${d.found} ne contient pas de réponses : une table d’identifiants de questions et de textes, telle que {"time-unit": "minutes"}.`,
  },
  "cli/not_an_id": {
    en: (d) =>
      `“${d.found}” cannot name a scenario: use small letters, digits and hyphens, such as my-scenario.yaml.`,
    fr: (d) =>
      `« ${d.found} » ne peut pas nommer un scénario : utilisez des minuscules sans accent, des chiffres et des traits d’union, par exemple mon-scenario.yaml.`,
  },
  "cli/file_not_written": {
    en: (d) => `${d.found} could not be written${ofDisk(d.problem, "en")}.`,
    fr: (d) => `${d.found} n’a pas pu être écrit${ofDisk(d.problem, "fr")}.`,
  },
  "cli/not_kept": {
    en: (d) =>
      `Nothing more can be kept in ${d.found}${ofDisk(d.problem, "en")}: set GOLDEN_HOUR_DATA to another folder, or make room there.`,
    fr: (d) =>
      `Plus rien ne peut être conservé dans ${d.found}${ofDisk(d.problem, "fr")} : indiquez un autre dossier dans GOLDEN_HOUR_DATA, ou faites-y de la place.`,
  },
  "cli/not_a_redis_address": {
    en: (d) => `REDIS_URL is “${d.found}”, which is no address of a Redis: write redis://HOST:6379.`,
    fr: (d) =>
      `REDIS_URL vaut « ${d.found} », qui n’est pas l’adresse d’un Redis : écrivez redis://HOTE:6379.`,
  },
  "cli/no_findings": {
    en: (d) =>
      `${d.found} holds no findings as check --json writes them${d.problem === "" ? "" : ` (${d.problem})`}.`,
    fr: (d) =>
      `${d.found} ne contient pas de constats tels que check --json les écrit${d.problem === "" ? "" : ` (${d.problem})`}.`,
  },
  "cli/unknown_option": {
    en: (d) => `There is no option ${d.found}.${NEAREST.en(d.nearest)}`,
    fr: (d) => `Il n’y a pas d’option ${d.found}.${NEAREST.fr(d.nearest)}`,
  },
  "cli/missing_argument": {
    en: (d) => `The command needs ${d.found}.`,
    fr: (d) => `La commande a besoin de ${d.found}.`,
  },
  "cli/missing_value": {
    en: (d) => `The option ${d.found} needs a value.`,
    fr: (d) => `L’option ${d.found} a besoin d’une valeur.`,
  },
  "cli/too_many_arguments": {
    en: (d) => `The command takes fewer arguments than the ${d.found} given.`,
    fr: (d) => `La commande prend moins d’arguments que les ${d.found} donnés.`,
  },
  "cli/not_a_count": {
    en: (d) => `${d.found} is not what ${d.problem} takes: a whole number from ${d.nearest} to ${d.all}.`,
    fr: (d) =>
      `${d.found} ne convient pas à ${d.problem} : il faut un nombre entier de ${d.nearest} à ${d.all}.`,
  },
  "cli/not_one_of": {
    en: (d) => `${d.found} is not what ${d.problem} takes: one of ${d.nearest}.`,
    fr: (d) => `${d.found} ne convient pas à ${d.problem} : au choix ${d.nearest}.`,
  },
  "cli/not_together": {
    en: (d) => `${d.found} and ${d.problem} cannot be given together.`,
    fr: (d) => `${d.found} et ${d.problem} ne vont pas ensemble.`,
  },
  "cli/not_a_moved_number": {
    en: (d) => `${d.problem} takes PATH=VALUE, such as PATH=0.3 or PATH=PT10M; ${d.found} is not that.`,
    fr: (d) =>
      `${d.problem} attend CHEMIN=VALEUR, tel que CHEMIN=0.3 ou CHEMIN=PT10M ; ${d.found} n’en est pas.`,
  },
  "cli/not_assumed": {
    en: (d) =>
      `Cannot be moved: ${d.found}.${d.nearest === "" ? "" : ` Did you mean “${d.nearest}”?`} Only a number that the scenario assumes, within its range, can; run --json lists them.`,
    fr: (d) =>
      `Ne peut être déplacé : ${d.found}.${d.nearest === "" ? "" : ` Vouliez-vous dire « ${d.nearest} » ?`} Seul un nombre que le scénario suppose le peut, dans son intervalle ; run --json les donne.`,
  },
  "cli/unknown_scenario": {
    en: (d) => `There is no shipped scenario “${d.found}”, and no file of that name.${NEAREST.en(d.nearest)}`,
    fr: (d) => `Il n’y a ni scénario fourni « ${d.found} », ni fichier de ce nom.${NEAREST.fr(d.nearest)}`,
  },
  "cli/unknown_protocol": {
    en: (d) => `There is no shipped protocol “${d.found}”, and no file of that name.${NEAREST.en(d.nearest)}`,
    fr: (d) => `Il n’y a ni protocole fourni « ${d.found} », ni fichier de ce nom.${NEAREST.fr(d.nearest)}`,
  },
  "cli/not_a_protocol": {
    en: (d) => `“${d.found}” is no protocol; golden-hour list shows those that ship.`,
    fr: (d) => `« ${d.found} » n’est pas un protocole ; golden-hour list montre ceux qui sont fournis.`,
  },
  "cli/unknown_exercise": {
    en: (d) => `There is no shipped exercise “${d.found}”, and no file of that name.${NEAREST.en(d.nearest)}`,
    fr: (d) => `Il n’y a ni exercice fourni « ${d.found} », ni fichier de ce nom.${NEAREST.fr(d.nearest)}`,
  },
  "cli/not_an_exercise": {
    en: (d) => `“${d.found}” is no exercise; golden-hour list shows those that ship.`,
    fr: (d) => `« ${d.found} » n’est pas un exercice ; golden-hour list montre ceux qui sont fournis.`,
  },
  "cli/unknown_role": {
    en: (d) => `The protocol has no role “${d.found}”.${NEAREST.en(d.nearest)} It has: ${d.all}.`,
    fr: (d) => `Le protocole n’a pas de rôle « ${d.found} ».${NEAREST.fr(d.nearest)} Il a : ${d.all}.`,
  },
  "cli/unknown_variant": {
    en: (d) =>
      `The scenario has no variant “${d.found}”.${NEAREST.en(d.nearest)}${d.nearest === "" && d.all !== "" ? ` It has: ${d.all}.` : ""}`,
    fr: (d) =>
      `Le scénario n’a pas de variante « ${d.found} ».${NEAREST.fr(d.nearest)}${d.nearest === "" && d.all !== "" ? ` Il a : ${d.all}.` : ""}`,
  },
  "cli/nothing_reported": {
    en: (d) => `${d.found} carries no reported figures to hold a simulation against.`,
    fr: (d) => `${d.found} ne porte aucun chiffre rapporté auquel confronter une simulation.`,
  },
  "store/in_use": {
    en: (d) =>
      `Another server is using ${d.found}: one at a time. End it, or set GOLDEN_HOUR_DATA to another folder.`,
    fr: (d) =>
      `Un autre serveur utilise ${d.found} : un seul à la fois. Arrêtez-le, ou désignez un autre dossier par GOLDEN_HOUR_DATA.`,
  },
  "store/not_ours": {
    en: (d) => `${d.found} is not a file of this program: set GOLDEN_HOUR_DATA to another folder.`,
    fr: (d) =>
      `${d.found} n’est pas un fichier de ce programme : désignez un autre dossier par GOLDEN_HOUR_DATA.`,
  },
  "store/newer": {
    en: (d) => `${d.found} was written by a later version of this program.`,
    fr: (d) => `${d.found} a été écrit par une version plus récente de ce programme.`,
  },
  "server/cannot_listen": {
    en: (d) => `The server cannot listen at ${d.found} (${d.problem}): name another --port or --host.`,
    fr: (d) =>
      `Le serveur ne peut pas écouter à ${d.found} (${d.problem}) : nommez un autre --port ou --host.`,
  },
  "cli/log_not_written": {
    en: (d) =>
      `The log could not be written to ${d.found}${ofDisk(d.problem, "en")}; nothing was left there.`,
    fr: (d) =>
      `Le journal n’a pas pu être écrit dans ${d.found}${ofDisk(d.problem, "fr")} ; rien n’y a été laissé.`,
  },
  "cli/file_not_read": {
    en: (d) => `${d.found} could not be read${d.problem === "" ? "" : ` (${d.problem})`}.`,
    fr: (d) => `${d.found} n’a pas pu être lu${d.problem === "" ? "" : ` (${d.problem})`}.`,
  },
  "cli/faulty_log": {
    en: (d) => `${d.found} is not a whole log of this program (${d.problem}).`,
    fr: (d) => `${d.found} n’est pas un journal entier de ce programme (${d.problem}).`,
  },
  "cli/faulty_record": {
    en: (d) => `${d.found} is not a whole record of an exercise (${d.problem}).`,
    fr: (d) => `${d.found} n’est pas un registre d’exercice entier (${d.problem}).`,
  },
  "cli/record_without_plan": {
    en: (d) =>
      `${d.found} does not hold what was played: a record taken before ENDEX has neither plan nor seed. Take it again afterwards.`,
    fr: (d) =>
      `${d.found} ne contient pas ce qui a été joué : un registre pris avant FINEX n’a ni plan ni graine. Reprenez-le après.`,
  },
  "cli/record_of_another": {
    en: (d) =>
      `${d.found} was played with other files than those that are here (${d.problem}): they would tell another story.`,
    fr: (d) =>
      `${d.found} a été joué avec d’autres fichiers que ceux d’ici (${d.problem}) : ils raconteraient autre chose.`,
  },
  "cli/report_without_record": {
    en: (d) =>
      `“${d.found}” has not been played: a report needs a record. --document manual, handbook or brief writes what is for before.`,
    fr: (d) =>
      `« ${d.found} » n’a pas été joué : un retour d’expérience demande un registre. --document manual, handbook ou brief écrit ce qui sert avant.`,
  },
  "cli/unknown_seat": {
    en: (d) =>
      `${d.found === "" ? "A brief is for one seat: name it with --seat." : `The exercise has no seat “${d.found}”.`}${NEAREST.en(d.nearest)} It has: ${d.all}.`,
    fr: (d) =>
      `${d.found === "" ? "Des consignes sont celles d’un poste : nommez-le par --seat." : `L’exercice n’a pas de poste « ${d.found} ».`}${NEAREST.fr(d.nearest)} Il a : ${d.all}.`,
  },
  "cli/log_without_items": {
    en: (d) =>
      `${d.found} is made of facts about single items, which this log does not hold: run --log writes one that does.`,
    fr: (d) =>
      `${d.found} se compose de faits sur des contenus isolés, que ce journal n’a pas : run --log en écrit un qui les a.`,
  },
  "cli/not_a_log": {
    en: (d) =>
      `${d.found} is there and is not a log of this program, so it is not replaced: name another file.`,
    fr: (d) =>
      `${d.found} existe et n’est pas un journal de ce programme, il n’est donc pas remplacé : nommez un autre fichier.`,
  },
  "cli/output_failed": {
    en: (d) => `What was found could not be written out (${d.problem}).`,
    fr: (d) => `Le résultat n’a pas pu être écrit (${d.problem}).`,
  },
  "cli/interrupted": {
    en: () => "Interrupted; nothing was written.",
    fr: () => "Interrompu ; rien n’a été écrit.",
  },
  "cli/too_many_items": {
    en: (d) =>
      `The run reached ${d.found} items and was stopped: nothing in the scenario ends it in time. Give it a horizon or a cap.`,
    fr: (d) =>
      `La simulation a atteint ${d.found} éléments et a été arrêtée : rien dans le scénario n’y met fin à temps. Donnez-lui un horizon (horizon) ou un plafond (cap).`,
  },
  "runner/no_redis": {
    en: (d) =>
      `No Redis answers at ${d.found} (${d.problem}): start one with “docker compose up -d redis” or “redis-server --appendonly yes”, or set REDIS_URL to where there is one.`,
    fr: (d) =>
      `Aucun Redis ne répond à ${d.found} (${d.problem}) : démarrez-en un par « docker compose up -d redis » ou « redis-server --appendonly yes », ou indiquez dans REDIS_URL où il y en a un.`,
  },
  "runner/redis_too_old": {
    en: (d) =>
      `The Redis at ${d.found} is version ${d.all}, and a queue loses jobs on versions before ${d.nearest}: use Redis 7 or Valkey.`,
    fr: (d) =>
      `Le Redis à ${d.found} est en version ${d.all}, et une file perd des tâches avant la version ${d.nearest} : utilisez Redis 7 ou Valkey.`,
  },
  "runner/redis_evicts": {
    en: (d) =>
      `The Redis at ${d.found} throws jobs away when its memory is full (maxmemory-policy ${d.problem}): set maxmemory-policy to noeviction.`,
    fr: (d) =>
      `Le Redis à ${d.found} jette des tâches quand sa mémoire est pleine (maxmemory-policy ${d.problem}) : réglez maxmemory-policy sur noeviction.`,
  },
  "runner/worker_refused": {
    en: (d) => `No worker takes this work: ${REFUSED.en(d)}. Run the same version of the program everywhere.`,
    fr: (d) =>
      `Aucun ouvrier ne prend ce travail : ${REFUSED.fr(d)}. Utilisez partout la même version du programme.`,
  },
  "runner/worker_failed": {
    en: (d) => `A worker failed${d.problem === "" ? "" : ` (${d.problem})`}, and no other could do its work.`,
    fr: (d) =>
      `Un ouvrier a échoué${d.problem === "" ? "" : ` (${d.problem})`}, et aucun autre n’a pu faire son travail.`,
  },
  "runner/replication_failed": {
    en: (d) => `Replication ${d.found} failed (${d.problem}).`,
    fr: (d) => `La réplication ${d.found} a échoué (${d.problem}).`,
  },
  "cli/internal": {
    en: (d) => `The program itself failed (${d.problem}). Set GOLDEN_HOUR_DEBUG=1 to see where.`,
    fr: (d) => `Le programme lui-même a échoué (${d.problem}). Mettez GOLDEN_HOUR_DEBUG=1 pour voir où.`,
  },
} as const satisfies Record<string, Sentence<Said>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Every problem that the command line can report. */
export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

export function sayProblem(code: ProblemCode, given: Partial<Said>, language: Language): string {
  const sentence: Sentence<Said> = PROBLEMS[code];
  return tidy(sentence[language]({ found: "", nearest: "", problem: "", all: "", ...given }), language);
}

interface Noted {
  readonly code: keyof typeof NOTICES;
  readonly details: Readonly<Record<string, string | number>>;
}

/** What whoever waits for workers should know, though the work goes on. */
const NOTICES = {
  "runner/no_worker": {
    en: (d) => `No worker listens at ${d.found} yet: start one with “golden-hour worker”.`,
    fr: (d) => `Aucun ouvrier n’écoute encore à ${d.found} : démarrez-en un par « golden-hour worker ».`,
  },
  "runner/redis_lost": {
    en: (d) => `The connection to ${d.found} is lost; the work goes on when it is back.`,
    fr: (d) => `La connexion à ${d.found} est perdue ; le travail reprendra à son retour.`,
  },
  "runner/redis_may_evict": {
    en: (d) =>
      `The Redis at ${d.found} may throw keys away (maxmemory-policy ${d.problem}): noeviction is what a queue needs.`,
    fr: (d) =>
      `Le Redis à ${d.found} peut jeter des clés (maxmemory-policy ${d.problem}) : une file a besoin de noeviction.`,
  },
  "runner/redis_old": {
    en: (d) =>
      `The Redis at ${d.found} is version ${d.all}; this program is tested on ${d.nearest} and later.`,
    fr: (d) =>
      `Le Redis à ${d.found} est en version ${d.all} ; ce programme est éprouvé à partir de ${d.nearest}.`,
  },
  "runner/worker_refused": {
    en: (d) => `Waiting for another worker: ${REFUSED.en(d)}.`,
    fr: (d) => `En attente d’un autre ouvrier : ${REFUSED.fr(d)}.`,
  },
} as const satisfies Record<string, Sentence<Said>>;

export function sayNotice({ code, details }: Noted, language: Language): string {
  const sentence: Sentence<Said> = NOTICES[code];
  const text = (...names: readonly string[]) =>
    String(names.map((name) => details[name]).find((each) => each !== undefined) ?? "");
  const said = {
    found: text("url", "worker"),
    problem: text("policy", "what"),
    nearest: text("least", "wanted"),
    all: text("found"),
  };
  return tidy(sentence[language](said), language);
}

const WORKER = {
  ready: {
    en: (d) => `Worker ${d.problem} takes work from ${d.found}, ${d.all} at a time. Ctrl-C ends it.`,
    fr: (d) => `L’ouvrier ${d.problem} prend du travail à ${d.found}, ${d.all} à la fois. Ctrl-C y met fin.`,
  },
  ending: {
    en: () => "Ending: what is not finished goes back to the queue.",
    fr: () => "Fin : ce qui n’est pas fini retourne dans la file.",
  },
} as const satisfies Record<string, Sentence<Said>>;

/** What a worker says of itself. */
export function sayWorker(key: keyof typeof WORKER, given: Partial<Said>, language: Language): string {
  const sentence: Sentence<Said> = WORKER[key];
  return tidy(sentence[language]({ found: "", nearest: "", problem: "", all: "", ...given }), language);
}

export function help(key: keyof typeof HELP, language: Language): string {
  return tidy(HELP[key][language], language);
}

/** What to do with a scenario that was just written. */
export function sayStarted(file: string, language: Language): string {
  const said = {
    en: `${file} is written. Next: golden-hour check ${file}, then golden-hour run ${file}.`,
    fr: `${file} est écrit. Ensuite : golden-hour check ${file}, puis golden-hour run ${file}.`,
  };
  return tidy(said[language], language);
}

/** What a progress bar on stderr says. */
/** Headings of help, by those of the library that sets it. */
export const HELP_TITLES: Readonly<Record<string, Words>> = {
  "Usage:": { en: "Usage:", fr: "Utilisation\u00a0:" },
  "Arguments:": { en: "Arguments:", fr: "Arguments\u00a0:" },
  "Options:": { en: "Options:", fr: "Options\u00a0:" },
  "Commands:": { en: "Commands:", fr: "Commandes\u00a0:" },
};

/** What stands in a command's usage for what is to be given. */
const PLACEHOLDERS_IN_FRENCH: Readonly<Record<string, string>> = {
  address: "adresse",
  after: "après",
  before: "avant",
  command: "commande",
  end: "extrémité",
  exercise: "exercice",
  file: "fichier",
  findings: "constats",
  format: "format",
  how: "manière",
  ids: "identifiants",
  language: "langue",
  name: "nom",
  names: "noms",
  number: "nombre",
  options: "options",
  "path=value": "chemin=valeur",
  role: "rôle",
  scenario: "scénario",
  seat: "siège",
  share: "part",
  variant: "variante",
  what: "objet",
};

/** `--lang <language>` with what stands for something to be given in the language asked for. */
export function sayPlaceholders(text: string, language: Language): string {
  if (language === "en") return text;
  return text.replaceAll(
    /(?<=[<[])[a-z=]+(?=(?:\.\.\.)?[>\]])/g,
    (name) => PLACEHOLDERS_IN_FRENCH[name] ?? name,
  );
}

export function sayDefault(value: string, language: Language): string {
  return tidy(language === "fr" ? `(par défaut : ${value})` : `(default: ${value})`, language);
}

export const PROGRESS = {
  replications: { en: "replications", fr: "réplications" },
  seeds: { en: "seeds", fr: "graines" },
  files: { en: "files", fr: "fichiers" },
} as const satisfies Record<string, Words>;
