/** How much happens in a run: the numbers that the floor is given, and those that the table prints. */
import { FACT_KINDS } from "../../dist/model/index.js";
import { Simulation } from "../../dist/simulation/index.js";
import { SEED } from "./material.mjs";

const { code: POSTED } = FACT_KINDS["content.posted"];
const { code: BLOCKED } = FACT_KINDS["content.blocked"];
const { code: REPORTED } = FACT_KINDS["content.reported"];
const { code: REVIEWED } = FACT_KINDS["review.finished"];
const { code: REMOVED } = FACT_KINDS["content.removed"];

/**
 * Counts one run, fact by fact: attempts, blocks and removals of unlawful items (as the measures do), every user report
 * and every review of an item of the incident.
 */
export function countRun({ compiled }, seed = SEED, replication = 0) {
  const counts = { attempts: 0, blocked: 0, reported: 0, reviewed: 0, removed: 0 };
  const isLawful = (word) => /^(lookalike|lawful):/.test(compiled.dictionary.text(word));
  const lawful = new Map();
  const isUnlawful = (word) => {
    if (!lawful.has(word)) lawful.set(word, isLawful(word));
    return !lawful.get(word);
  };
  const onFact = (fact) => {
    if (fact.kind === POSTED && isUnlawful(fact.how)) counts.attempts++;
    else if (fact.kind === BLOCKED && isUnlawful(fact.how)) {
      counts.attempts++;
      counts.blocked++;
    } else if (fact.kind === REPORTED) counts.reported++;
    else if (fact.kind === REVIEWED && (fact.itemHi !== 0 || fact.itemLo !== 0)) counts.reviewed++;
    else if (fact.kind === REMOVED && isUnlawful(fact.what)) counts.removed++;
  };
  const simulation = new Simulation(compiled, { listener: { onFact } });
  simulation.reset(seed, replication);
  const { attempts, events, facts } = simulation.run();
  if (attempts !== counts.attempts) throw new Error(`${attempts} attempts, ${counts.attempts} counted`);
  return { counts, events, facts };
}
