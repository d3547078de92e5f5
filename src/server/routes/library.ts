import type { VariantText } from "../../scenario/index.ts";
import type { StoredVariant } from "../../store/index.ts";
import type { OwnVariant } from "../contract.ts";
import { textOfVariant } from "../own-ledger.ts";
import { HttpProblem, shelfProblem } from "../problem.ts";
import type { RunsOptions } from "../runs.ts";
import type { Handlers } from "./route.ts";

const MOST_VARIANTS = 500;

type LibraryHandlers = Pick<
  Handlers,
  | "listScenarios"
  | "getScenario"
  | "getScenarioFile"
  | "listProtocols"
  | "getProtocol"
  | "listVariants"
  | "createVariant"
  | "getVariant"
  | "getVariantFile"
  | "deleteVariant"
>;

/** Scenarios, protocols, and variants made by form. */
export function libraryHandlers({ store, shelf, clock }: RunsOptions): LibraryHandlers {
  const find = (scenario: string, id: string): StoredVariant => {
    const stored = store.get("variant", `${scenario}.${id}`);
    if (stored === undefined) throw new HttpProblem("library/unknown_variant", { found: id });
    return stored;
  };
  const own = (scenario: string) =>
    store
      .list("variant")
      .filter((each) => each.scenario === scenario)
      .map(({ variant: id, title, question }) => ({
        id,
        title,
        ...(question === undefined ? {} : { question }),
        origin: "own" as const,
      }));
  return {
    async listScenarios() {
      const [scenarios, groups] = await Promise.all([shelf.scenarios(), shelf.groups()]);
      return {
        scenarios: scenarios.map((each) => ({ ...each, variants: [...each.variants, ...own(each.id)] })),
        groups: [...groups],
      };
    },
    async getScenario({ params: { id }, query: { variant } }) {
      const asked = { scenario: id, variant, own: textOfVariant(store.get("variant", `${id}.${variant}`)) };
      const found = await shelf.detail(asked);
      if (!found.ok) throw shelfProblem(found);
      return { ...found.detail, variants: [...found.detail.variants, ...own(id)] };
    },
    async getScenarioFile({ params: { id } }) {
      const found = await shelf.text(id);
      if (!found.ok) throw shelfProblem(found);
      return { text: found.text, type: "application/yaml", name: `${id}.yaml` };
    },
    async listProtocols() {
      return { protocols: [...(await shelf.protocols())] };
    },
    async getProtocol({ params: { id } }) {
      const found = await shelf.protocol(id);
      if (!found.ok) throw shelfProblem(found);
      return found.detail;
    },
    listVariants({ query: { scenario } }) {
      const all = store
        .list("variant")
        .filter((each) => scenario === undefined || each.scenario === scenario);
      return { variants: all.map(tellVariant) };
    },
    async createVariant({ body }) {
      const { scenario, id, title, question, overlay } = body;
      const key = `${scenario}.${id}`;
      if (store.list("variant").length >= MOST_VARIANTS)
        throw new HttpProblem("server/busy", { limit: String(MOST_VARIANTS) });
      const cards = await shelf.scenarios();
      const card = cards.find((each) => each.id === scenario);
      if (card?.variants.some((each) => each.id === id)) throw new HttpProblem("variant/in_file");
      const text: VariantText = { id, title, ...(question === undefined ? {} : { question }), overlay };
      const checked = await shelf.check(scenario, text);
      if (!checked.ok) throw shelfProblem(checked);
      if (checked.diagnostics.some(({ severity }) => severity === "error"))
        throw new HttpProblem("variant/faulty", { diagnostics: checked.diagnostics });
      if (store.get("variant", key) !== undefined) throw new HttpProblem("variant/exists");
      const stored: StoredVariant = {
        kind: "variant",
        id: key,
        createdAt: clock.today(),
        scenario,
        variant: id,
        title,
        ...(question === undefined ? {} : { question }),
        overlay,
      };
      store.put(stored);
      return tellVariant(stored);
    },
    getVariant({ params: { scenario, id } }) {
      return tellVariant(find(scenario, id));
    },
    async getVariantFile({ params: { scenario, id } }) {
      const found = await shelf.text(scenario, textOfVariant(find(scenario, id)));
      if (!found.ok) throw shelfProblem(found);
      return { text: found.text, type: "application/yaml", name: `${scenario}.yaml` };
    },
    deleteVariant({ params: { scenario, id } }) {
      find(scenario, id);
      store.remove("variant", `${scenario}.${id}`);
      return undefined;
    },
  };
}

function tellVariant({
  scenario,
  variant: id,
  title,
  question,
  overlay,
  createdAt,
}: StoredVariant): OwnVariant {
  return { scenario, id, title, ...(question === undefined ? {} : { question }), overlay, createdAt };
}
