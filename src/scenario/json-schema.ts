import { z } from "zod";
import { protocolSchema, registerSchema, scenarioSchema } from "../model/index.ts";
import { librarySchema } from "./files.ts";

/** JSON Schemas (draft 2020-12) of what an author writes, for editors: scenarios, protocols, files of shared platforms, the register of facts. */
export function jsonSchema(): {
  readonly scenario: object;
  readonly protocol: object;
  readonly library: object;
  readonly register: object;
} {
  return {
    scenario: describe(scenarioSchema, "Golden Hour scenario"),
    protocol: describe(protocolSchema, "Golden Hour protocol"),
    library: describe(librarySchema, "Golden Hour shared platforms"),
    register: describe(registerSchema, "Golden Hour register of facts"),
  };
}

function describe(schema: z.ZodType, title: string): object {
  return {
    title,
    ...z.toJSONSchema(schema, { io: "input", target: "draft-2020-12", override: dropInnerDefaults }),
  };
}

/** Defaults are kept where an author could write them so; tables hold what parsing makes of them. */
function dropInnerDefaults({ jsonSchema: given }: { readonly jsonSchema: { default?: unknown } }): void {
  if (typeof given.default === "object") delete given.default;
}
