import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Router } from "express";
import { asyncApiDocument } from "./asyncapi.ts";
import { openApiDocument } from "./openapi.ts";

/** Files of the page, from the package itself: nothing is loaded from anywhere else. */
const SWAGGER = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
const FILES = ["swagger-ui.css", "swagger-ui-bundle.js"];

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Golden Hour: API</title><link rel="stylesheet" href="./swagger-ui.css"><link rel="icon" href="data:,"></head>
<body><div id="page"></div><script src="./swagger-ui-bundle.js"></script><script src="./start.js"></script></body>
</html>
`;
const START = `SwaggerUIBundle({ url: "../openapi.json", dom_id: "#page", deepLinking: true, validatorUrl: null });\n`;

/** The descriptions of API and sockets, and a page to read the former and try it: all without a network. */
export function documentation(version: string): Router {
  const router = Router({ strict: true });
  let openApi: object | undefined;
  let asyncApi: object | undefined;
  router.get("/openapi.json", (_request, response) => {
    openApi ??= openApiDocument(version);
    response.json(openApi);
  });
  router.get("/asyncapi.json", (_request, response) => {
    asyncApi ??= asyncApiDocument(version);
    response.json(asyncApi);
  });
  router.get("/docs", (request, response) => response.redirect(302, `${request.baseUrl}/docs/`));
  router.get("/docs/", (_request, response) => response.type("html").send(PAGE));
  router.get("/docs/start.js", (_request, response) => response.type("js").send(START));
  for (const file of FILES)
    router.get(`/docs/${file}`, (_request, response) => response.sendFile(file, { root: SWAGGER }));
  return router;
}
