import type { Block } from "../blocks.ts";
import { type Names, sayFact } from "../facts.ts";
import { type Language, tidy } from "../language.ts";
import { sayClock, saySpan } from "../numbers.ts";
import { sayOutcome, sayWait } from "../vocabulary.ts";
import type { PathLine, RunPage, StepLine } from "./lines.ts";

/** Whose wait an outcome hung on: the steps that took time, from first to last. */

const MOST_STEPS = 12;

function pathTitle(path: PathLine, names: Names, language: Language): string {
  const last = path.steps.at(-1);
  const at = last === undefined ? "" : sayClock(last.at);
  if (path.of === "last-removal")
    return { en: `The last removal, ${at}`, fr: `Le dernier retrait, ${at}` }[language];
  if (path.of === "original") {
    return {
      en: `Removal of the original “${path.id}”, ${at}`,
      fr: `Le retrait de l’original « ${path.id} », ${at}`,
    }[language];
  }
  const about = [
    names.dutyKind(path.id),
    path.outcome === undefined ? "" : sayOutcome(path.outcome, language),
  ].filter((part) => part !== "");
  const outcome = about.length === 0 ? "" : ` (${about.join("; ")})`;
  return {
    en: `“${names.duty(path.id)}”${outcome}, ${at}`,
    fr: `« ${names.duty(path.id)} »${outcome}, ${at}`,
  }[language];
}

export function pathBlocks(page: RunPage, names: Names, language: Language): Block[] {
  const paths = page.paths.filter(({ steps }) => steps.length > 0);
  if (paths.length === 0) {
    const none = {
      en: "Nothing was removed, and no deadline started.",
      fr: "Rien n’a été retiré, aucun délai n’a commencé.",
    };
    return [{ kind: "paragraph", text: none[language] }];
  }
  const originals = new Set(page.header.originals.map(({ item }) => item));
  return paths.flatMap((path): Block[] => [
    {
      kind: "paragraph",
      text: tidy(`${pathTitle(path, names, language)}. ${longestWait(path, names, language)}`, language),
    },
    { kind: "list", items: stepLines(path, names, originals, language) },
  ]);
}

function longestWait({ steps }: PathLine, names: Names, language: Language): string {
  const longest = steps.reduce((a, b) => (b.waited > a.waited ? b : a));
  if (longest.waited === 0) return "";
  const wait = sayWait(longest.wait, language, names.decision, names.wait);
  const span = saySpan(longest.waited, language);
  return { en: `The longest wait was ${span}, ${wait}.`, fr: `L’attente la plus longue : ${span}, ${wait}.` }[
    language
  ];
}

/** What ends a path in the same instant as the step before it, about the same item, is that step under another name. */
function withoutEcho(steps: readonly StepLine[]): readonly StepLine[] {
  const last = steps.at(-1);
  const before = steps.at(-2);
  if (last === undefined || before === undefined || last.waited > 0 || last.record.item === undefined)
    return steps;
  if (last.record.item !== before.record.item) return steps;
  return [...steps.slice(0, -2), { ...before, record: last.record }];
}

/** Steps that took time, and the last; the shortest of too many are left out. */
function stepLines(
  path: PathLine,
  names: Names,
  originals: ReadonlySet<string>,
  language: Language,
): string[] {
  const steps = withoutEcho(path.steps);
  const slow = steps.filter(
    ({ waited, broken }, place) => waited > 0 || broken || place === steps.length - 1,
  );
  const kept = new Set([...slow].sort((a, b) => b.waited - a.waited).slice(0, MOST_STEPS));
  const last = slow.at(-1);
  if (last !== undefined) kept.add(last);
  const lines = slow
    .filter((step) => kept.has(step))
    .map((step) => sayStep(step, names, originals, language));
  const left = slow.length - lines.length;
  if (left > 0) {
    lines.push(
      {
        en: `… and ${left} shorter ${left === 1 ? "wait" : "waits"} (--json has all).`,
        fr: `… et ${left} ${left === 1 ? "attente plus courte" : "attentes plus courtes"} (--json donne tout).`,
      }[language],
    );
  }
  return lines.map((line) => tidy(line, language));
}

function sayStep(step: StepLine, names: Names, originals: ReadonlySet<string>, language: Language): string {
  const sentence = sayFact(step.record, names, (item) => originals.has(item), language);
  const clock = sayClock(step.at);
  if (step.broken)
    return {
      en: `(the log does not hold what came before) ${clock} ${sentence}`,
      fr: `(le journal ne dit pas ce qui précède) ${clock} ${sentence}`,
    }[language];
  if (step.waited === 0) return `${clock} ${sentence}`;
  const wait = sayWait(step.wait, language, names.decision, names.wait);
  const times =
    step.count > 1
      ? { en: ` behind ${step.count} other reviews`, fr: ` derrière ${step.count} autres examens` }[language]
      : "";
  return `${saySpan(step.waited, language)} ${wait}${times} → ${clock} ${sentence}`;
}
