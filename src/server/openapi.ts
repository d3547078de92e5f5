import { OpenAPIRegistry, OpenApiGeneratorV31, type ResponseConfig } from "@asteasolutions/zod-to-openapi";
import { problemSchema } from "./contract.ts";
import { OPERATIONS, type Operation } from "./operations.ts";

const API = "/api/v1";
const PROBLEM = "application/problem+json";

/** The description of the API (OpenAPI 3.1), made from the schemas that its routes parse with. */
export function openApiDocument(version: string): object {
  const registry = new OpenAPIRegistry();
  for (const [name, operation] of Object.entries(OPERATIONS) as [string, Operation][]) {
    const { method, path, summary, params, query, body, status, answer, file } = operation;
    const success: ResponseConfig = {
      description: summary,
      ...(answer === undefined ? {} : { content: { "application/json": { schema: answer } } }),
      ...(file === undefined ? {} : { content: { [file]: { schema: { type: "string" } } } }),
    };
    registry.registerPath({
      operationId: name,
      method,
      path: `${API}${path.replaceAll(/:(\w+)/g, "{$1}")}`,
      summary,
      tags: [path.split("/")[1]],
      request: {
        ...(params === undefined ? {} : { params }),
        ...(query === undefined ? {} : { query }),
        ...(body === undefined
          ? {}
          : { body: { required: true, content: { "application/json": { schema: body } } } }),
      },
      responses: {
        [String(status)]: success,
        default: {
          description: "What went wrong (RFC 9457)",
          content: { [PROBLEM]: { schema: problemSchema } },
        },
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Golden Hour",
      version,
      description:
        "Everything that it answers comes from a simulation. Times are whole milliseconds from the incident's start unless a name says otherwise. Changes are sent as application/json.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
  });
}
