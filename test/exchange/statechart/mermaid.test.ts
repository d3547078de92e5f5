import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportMermaid } from "../../../src/exchange/index.ts";
import { chartMachine, machinesOf, statesBelow } from "../../../src/model/index.ts";
import { withBrowser } from "../../builders/browser.ts";
import { EVERY_PROTOCOL } from "./shipped.ts";

const MERMAID = join(import.meta.dirname, "../../../node_modules/mermaid/dist/mermaid.min.js");

interface Mermaid {
  initialize(settings: object): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

test("Mermaid draws every protocol: as a whole and one statechart by itself, without the network", async () => {
  const diagrams = EVERY_PROTOCOL.flatMap(([id, protocol]) => {
    const machines = machinesOf(protocol);
    const draw = (name: string, chosen: typeof machines, language: "en" | "fr") => {
      const { text } = exportMermaid(protocol, chosen, language);
      return { name, text, machines: chosen, protocol };
    };
    return [draw(id, machines, "fr"), draw(`${id}/${machines[0].name}`, machines.slice(0, 1), "en")];
  });
  const asked: string[] = [];
  const drawn = await withBrowser({ width: 1280, colorScheme: "light" }, async (browser) => {
    const page = await browser.newPage();
    page.on("request", (request) => asked.push(request.url()));
    await page.setContent("<!doctype html><title>diagrams</title><body></body>");
    await page.addScriptTag({ content: readFileSync(MERMAID, "utf8") });
    return page.evaluate(
      async (given) => {
        const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
        mermaid.initialize({ startOnLoad: false, securityLevel: "strict", maxTextSize: 1e6, maxEdges: 5000 });
        const results: { name: string; svg: string; error: string }[] = [];
        for (const [index, { name, text }] of given.entries()) {
          try {
            const { svg } = await mermaid.render(`d${index}`, text);
            results.push({ name, svg, error: "" });
          } catch (error) {
            results.push({ name, svg: "", error: String(error) });
          }
        }
        return results;
      },
      diagrams.map(({ name, text }) => ({ name, text })),
    );
  });
  expect(drawn.filter(({ error }) => error !== "")).toEqual([]);
  for (const [index, { svg }] of drawn.entries()) {
    const { machines, protocol } = diagrams[index];
    const states = machines.flatMap((each) => statesBelow(chartMachine(each, protocol)));
    const arrows = states.flatMap(({ transitions }) => transitions).length;
    const boxes = new Set([...svg.matchAll(/state-(s_\w+?)-\d+"/g)].map(([, id]) => id));
    const missing = states.filter(({ id }) => !boxes.has(`s_${id.replaceAll(/[^A-Za-z0-9]/g, "_")}`));
    expect(missing).toEqual([]);
    expect([...svg.matchAll(/class="[^"]*\btransition\b/g)].length).toBeGreaterThanOrEqual(arrows);
    if (states.some(({ mark }) => mark === "assumed")) expect(svg).toContain("stroke-dasharray:3 4");
  }
  expect(asked.filter((url) => !url.startsWith("data:") && url !== "about:blank")).toEqual([]);
});
